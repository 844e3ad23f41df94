//! Outlook: three English exports, and the classic one in the language of the program.

use std::collections::HashMap;

use super::Product;
use crate::csv::header;

const LANGUAGES: &[&str] = &["en", "de", "fr", "es", "it", "nl", "pl", "pt", "ru"];

/// A product with a language and its columns, by header key.
type Columns = (Product, &'static str, HashMap<String, &'static str>);

fn rows() -> impl Iterator<Item = (&'static str, &'static str, Vec<&'static str>)> {
    include_str!("outlook.tsv").lines().filter(|l| !l.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        Some((fields.next()?, fields.next()?, fields.collect()))
    })
}

/// Every product's columns, by header key.
pub(super) fn tables() -> Vec<Columns> {
    let mut tables = Vec::new();
    for (flag, product) in
        [('C', Product::OutlookClassic), ('N', Product::Outlook), ('G', Product::GoogleOutlook)]
    {
        tables.push((product, "en", columns(0, |flags| flags.contains(flag))));
    }
    for (index, language) in LANGUAGES.iter().enumerate().skip(1) {
        tables.push((Product::OutlookClassic, language, columns(index, |_| true)));
    }
    tables
}

fn columns(language: usize, wanted: impl Fn(&str) -> bool) -> HashMap<String, &'static str> {
    let mut columns = HashMap::new();
    for (flags, target, names) in rows() {
        if wanted(flags) {
            for name in names.get(language).into_iter().flat_map(|n| n.split('|')) {
                columns.entry(header::key(name).0).or_insert(target);
            }
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGES, rows};

    #[test]
    fn every_line_has_all_languages_or_english_alone() {
        for (flags, target, names) in rows() {
            assert!(names.len() == LANGUAGES.len() || names.len() == 1, "{flags} {target} {names:?}");
        }
    }
}
