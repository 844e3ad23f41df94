//! Phone numbers and postcodes that lost what they began with, and phone numbers of another country.

use satchel_formats::draft::{Address, Draft};

use crate::contacts::keys;
use crate::places::countries::read as country_called;

/// Countries where postcodes may begin with a zero, and how long they are.
const POSTCODES: [(&str, usize); 10] = [
    ("DE", 5),
    ("FR", 5),
    ("IT", 5),
    ("ES", 5),
    ("US", 5),
    ("FI", 5),
    ("TR", 5),
    ("MX", 5),
    ("NO", 4),
    ("AU", 4),
];

/// How many digits a postcode has where the address is, if it may begin with a zero.
pub(super) fn postcode_length(country: &str) -> Option<usize> {
    POSTCODES.iter().find(|(code, _)| *code == country).map(|(_, length)| *length)
}

/// The one country that the addresses name.
fn named(addresses: &[Address]) -> Option<&'static str> {
    let mut named = addresses.iter().filter_map(|address| country_called(&address.country));
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

/// Puts back the zeros of postcodes, and the zero or the plus of phone numbers. `long_postcodes` says that the file's
/// postcodes without a country are of the length of those at home.
pub(super) fn zeros(
    draft: &mut Draft,
    home: &str,
    long_postcodes: bool,
    change: &mut dyn FnMut(&str, String, &str),
) {
    let country = named(&draft.addresses).unwrap_or(home).to_owned();
    for address in &mut draft.addresses {
        let at = match country_called(&address.country) {
            Some(code) => code,
            None if address.country.trim().is_empty() && long_postcodes => home,
            None => continue,
        };
        let digits = address.postal_code.trim();
        let lost = postcode_length(at).filter(|length| {
            digits.len() < *length
                && digits.len() + 2 >= *length
                && !digits.starts_with('0')
                && digits.bytes().all(|b| b.is_ascii_digit())
        });
        if let Some(length) = lost {
            let after = format!("{digits:0>length$}");
            let before = std::mem::replace(&mut address.postal_code, after);
            change("addresses.postal_code", before, &address.postal_code);
        }
    }
    for phone in &mut draft.phones {
        if let Some(after) = begun(phone.value.trim(), &country) {
            let before = std::mem::replace(&mut phone.value, after);
            change("phones", before, &phone.value);
        }
    }
}

/// A number with what it began with: the zero before it if it is one of the country, the plus if it names its own.
fn begun(digits: &str, country: &str) -> Option<String> {
    let plain = digits.len() >= 6 && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    if !plain {
        return None;
    }
    let here = keys::phone(digits, country).map(|dialled| dialled.e164);
    let (zero, plus) = (format!("0{digits}"), format!("+{digits}"));
    let with_plus = keys::phone(&plus, country).map(|dialled| dialled.e164);
    // A number that is understood as it stands only gets back what it is written with here.
    // With the code of the very country before it, a number of that length is no other one of it.
    let own = digits.len() >= 11
        && (1..=3).filter_map(|code| digits.get(code..)).any(|rest| {
            keys::phone(rest, country).is_some_and(|dialled| Some(&dialled.e164) == with_plus.as_ref())
        });
    if with_plus.is_some() && (here.is_none() || here == with_plus || own) {
        return Some(plus);
    }
    let with_zero = keys::phone(&zero, country).map(|dialled| dialled.e164);
    (with_zero.is_some() && (here.is_none() || here == with_zero)).then_some(zero)
}

/// Writes numbers without a country as they are dialled in that of the address, if it is another than home.
pub(super) fn country(draft: &mut Draft, home: &str, change: &mut dyn FnMut(&str, String, &str)) {
    let Some(there) = named(&draft.addresses).filter(|there| *there != home) else { return };
    for phone in &mut draft.phones {
        let typed = phone.value.trim();
        if typed.starts_with('+') || typed.starts_with("00") {
            continue;
        }
        if let Some(after) = keys::international(typed, there) {
            let before = std::mem::replace(&mut phone.value, after);
            change("phones", before, &phone.value);
        }
    }
}
