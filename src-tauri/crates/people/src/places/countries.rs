//! What countries are called: by their codes and in thirty languages, from the CLDR.

use std::collections::HashMap;
use std::sync::OnceLock;

use satchel_kernel::text::fold;

static NAMES: &str = include_str!("data/countries.tsv");

/// What cars and letters carried before a postcode, where it is not the country's code: `D-50667`.
const BEFORE_POSTCODES: [(&str, &str); 14] = [
    ("A", "AT"),
    ("B", "BE"),
    ("D", "DE"),
    ("E", "ES"),
    ("F", "FR"),
    ("FIN", "FI"),
    ("FL", "LI"),
    ("H", "HU"),
    ("I", "IT"),
    ("L", "LU"),
    ("N", "NO"),
    ("P", "PT"),
    ("S", "SE"),
    ("SLO", "SI"),
];

/// The ISO 3166-1 code of the country that is called so, in whatever language.
pub fn read(text: &str) -> Option<&'static str> {
    static CODES: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    let codes = CODES.get_or_init(|| {
        let lines = NAMES.lines().filter_map(|line| Some((line.split('\t').next()?, line)));
        lines.flat_map(|(code, line)| line.split('\t').map(move |name| (plain(name), code))).collect()
    });
    codes.get(&plain(text)).copied()
}

/// Letters and digits alone: `U.S.A.` is `usa`.
fn plain(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The country a postcode names itself, and the rest of it: `D-50667`, `CH-8001`.
pub(super) fn named_by(postcode: &str) -> Option<(&'static str, &str)> {
    let (before, code) = postcode.split_once('-')?;
    let before = before.trim().to_uppercase();
    if code.trim().is_empty() || !before.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return None;
    }
    let by_car = BEFORE_POSTCODES.iter().find(|(sign, _)| *sign == before).map(|(_, code)| *code);
    let country = by_car.or_else(|| read(&before).filter(|_| before.len() == 2))?;
    Some((country, code.trim()))
}
