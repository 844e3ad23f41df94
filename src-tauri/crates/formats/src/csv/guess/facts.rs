//! What the sampled values of one column have in common.

use std::collections::HashSet;

use crate::csv::date::{is_date, is_no_date};
use crate::csv::values;

/// Shares, 0 to 1, of the column's filled cells that look like something.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    /// Cells that are not blank.
    pub filled: usize,
    pub emails: f32,
    pub phones: f32,
    /// Phone numbers with a plus, blanks or brackets, which no quantity or id has.
    pub marked_phones: f32,
    pub urls: f32,
    pub linkedin: f32,
    /// Of those that are no empty date (`0/0/00`).
    pub dates: f32,
    pub countries: f32,
    pub companies: f32,
    /// Two to four capitalised words.
    pub whole_names: f32,
    pub numbers: f32,
    pub postal_codes: f32,
    pub distinct: f32,
    /// One capitalised word.
    pub single_words: f32,
    /// Numbers a spreadsheet has rounded.
    pub scientific: f32,
    pub honorifics_share: f32,
    /// Most are forms of address.
    pub honorifics: bool,
    /// Most hold street, town and the like in one.
    pub whole_address: bool,
}

/// The most values of a column that are looked at.
const MOST: usize = 200;

impl Facts {
    /// Looks at the values.
    pub(crate) fn of<'v>(values: impl Iterator<Item = &'v str>) -> Self {
        let mut counts = [0_usize; 14];
        let mut seen = HashSet::new();
        let (mut filled, mut undated) = (0_usize, 0_usize);
        for value in values.map(str::trim).filter(|v| !v.is_empty()).take(MOST) {
            filled += 1;
            undated += usize::from(is_no_date(value));
            seen.insert(value);
            let short = value.len() <= 300;
            let has_email = short
                && (values::is_email(value) || value.split([' ', ',', ';', '<', '>']).any(values::is_email));
            let phone = short && values::is_phone(value);
            let looks = [
                has_email,
                phone && !is_date(value),
                phone && value.contains(['+', ' ', '(', '/', '-']) && !is_date(value),
                short && values::is_url(value),
                value.contains("linkedin.com/"),
                short && is_date(value),
                short && values::is_country(value),
                short && values::is_company_name(value),
                short && is_whole_name(value),
                short && values::is_number(value),
                short && values::is_postal_code(value),
                short && values::is_honorific(value),
                short && is_single_word(value),
                values::is_scientific(value),
            ];
            for (count, yes) in counts.iter_mut().zip(looks) {
                *count += usize::from(yes);
            }
        }
        if filled == 0 {
            return Self::default();
        }
        let share = |n: usize| n as f32 / filled as f32;
        let [
            emails,
            phones,
            marked,
            urls,
            linkedin,
            dates,
            countries,
            companies,
            names,
            numbers,
            postal,
            honorifics,
            words,
            scientific,
        ] = counts;
        let commas =
            seen.iter().filter(|v| v.contains([',', '\n']) && v.bytes().any(|b| b.is_ascii_digit())).count();
        Self {
            filled,
            emails: share(emails),
            phones: share(phones),
            marked_phones: share(marked),
            urls: share(urls),
            linkedin: share(linkedin),
            dates: if filled > undated { dates as f32 / (filled - undated) as f32 } else { 0.0 },
            countries: share(countries),
            companies: share(companies),
            whole_names: share(names),
            numbers: share(numbers),
            postal_codes: share(postal),
            distinct: seen.len() as f32 / filled as f32,
            single_words: share(words),
            scientific: share(scientific),
            honorifics_share: share(honorifics),
            honorifics: honorifics * 10 >= filled * 7,
            whole_address: commas * 2 > seen.len(),
        }
    }
}

fn is_whole_name(value: &str) -> bool {
    let words: Vec<&str> = value.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && !value.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '/' | ':' | '&'))
        && words
            .iter()
            .filter(|w| {
                w.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_ascii() && c.is_alphabetic())
            })
            .count()
            >= 2
}

fn is_single_word(value: &str) -> bool {
    let mut chars = value.chars();
    chars.next().is_some_and(|c| c.is_uppercase() || !c.is_ascii() && c.is_alphabetic())
        && chars.all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
}
