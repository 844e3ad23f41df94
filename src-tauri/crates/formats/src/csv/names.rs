//! Splitting a whole name into its parts.

use satchel_kernel::text::fold;

use super::values::is_honorific;

/// The parts of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts<'n> {
    pub prefix: &'n str,
    pub given: &'n str,
    pub middle: &'n str,
    pub family: &'n str,
    pub suffix: &'n str,
}

fn is_particle(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "von"
            | "van"
            | "vom"
            | "zu"
            | "zum"
            | "zur"
            | "de"
            | "der"
            | "den"
            | "del"
            | "della"
            | "dela"
            | "di"
            | "da"
            | "das"
            | "do"
            | "dos"
            | "du"
            | "des"
            | "la"
            | "le"
            | "los"
            | "las"
            | "ten"
            | "ter"
            | "te"
            | "al"
            | "el"
            | "bin"
            | "ibn"
            | "ben"
            | "bint"
            | "af"
            | "av"
            | "d'"
            | "san"
            | "santa"
            | "'t"
            | "op"
            | "y"
            | "e"
            | "i"
    )
}

fn is_suffix(word: &str) -> bool {
    matches!(
        fold(word).replace('.', "").as_str(),
        "jr" | "sr"
            | "ii"
            | "iii"
            | "iv"
            | "phd"
            | "md"
            | "mba"
            | "esq"
            | "cpa"
            | "jun"
            | "sen"
            | "msc"
            | "bsc"
            | "ba"
            | "ma"
            | "llm"
            | "dds"
            | "pmp"
            | "cfa"
    )
}

/// The part of `text` from `first`'s start to `last`'s end; both are slices of it.
fn from_to<'n>(text: &'n str, first: &'n str, last: &'n str) -> &'n str {
    let start = (first.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let end = (last.as_ptr() as usize).saturating_sub(text.as_ptr() as usize) + last.len();
    text.get(start..end).unwrap_or_default()
}

fn join<'n>(text: &'n str, words: &[&'n str]) -> &'n str {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => from_to(text, first, last),
        _ => "",
    }
}

/// Splits a name; a text that is no such name (a company, one written without blanks) gives nothing.
///
/// `Family, Given Middle` and `Prefix Given Middle particle Family Suffix` are told apart by the comma. Several family
/// names without a hyphen cannot be told from middle names, so all but the last count as middle names.
pub(crate) fn split(text: &str) -> Parts<'_> {
    let mut parts = Parts::default();
    let text = text.trim();
    if text.len() > 200 || text.contains(['@', '\n']) || super::values::is_company_name(text) {
        return parts;
    }
    let (body, mut after) = match text.split_once(',') {
        Some((body, after)) => (body.trim(), after.trim()),
        None => (text, ""),
    };
    if !after.is_empty() && after.split([' ', ',']).filter(|w| !w.is_empty()).all(is_suffix) {
        parts.suffix = after;
        after = "";
    }
    let mut words: Vec<&str> = body.split_whitespace().collect();
    if !after.is_empty() {
        // Family, Given Middle.
        let mut given: Vec<&str> = after.split_whitespace().collect();
        if given.iter().any(|w| w.contains(',')) {
            return Parts::default();
        }
        let titles = given.iter().take_while(|w| is_honorific(w)).count();
        parts.prefix = join(after, given.get(..titles).unwrap_or_default());
        given.drain(..titles);
        // "Frau Dr. Groß, Käthe": the title stands before the family name too.
        let before = words.iter().take_while(|w| w.len() > 1 && is_honorific(w)).count();
        if titles == 0 && before < words.len() {
            parts.prefix = join(body, words.get(..before).unwrap_or_default());
            words.drain(..before);
        }
        parts.family = join(body, &words);
        parts.given = given.first().copied().unwrap_or_default();
        parts.middle = join(after, given.get(1..).unwrap_or_default());
        return parts;
    }
    let titles = words.iter().take_while(|w| w.len() > 1 && is_honorific(w)).count();
    if titles < words.len() {
        parts.prefix = join(body, words.get(..titles).unwrap_or_default());
        words.drain(..titles);
    }
    let suffixes = words.iter().rev().take_while(|w| is_suffix(w)).count();
    if parts.suffix.is_empty() && suffixes > 0 && words.len() > suffixes + 1 {
        let at = words.len() - suffixes;
        parts.suffix = join(body, words.get(at..).unwrap_or_default());
        words.truncate(at);
    }
    match *words.as_slice() {
        [] => {}
        [only] => {
            // A title before a single name is used with the family name: "Frau Müller".
            if parts.prefix.is_empty() { parts.given = only } else { parts.family = only }
        }
        [given, ..] => {
            parts.given = given;
            let mut start = words.len() - 1;
            // The family name begins at the first particle after the given name.
            if let Some(at) = words.iter().skip(1).position(|w| is_particle(w)).map(|at| at + 1)
                && at < words.len() - 1
            {
                start = at;
            }
            parts.middle = join(body, words.get(1..start).unwrap_or_default());
            parts.family = join(body, words.get(start..).unwrap_or_default());
        }
    }
    // Written without blanks between the parts, so there is nothing to tell them by.
    if words.len() == 1
        && words.iter().any(|w| {
            w.chars().any(
                |c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'),
            )
        })
    {
        return Parts::default();
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::split;

    // covers(QA-6)
    #[test]
    fn names_of_many_kinds() {
        for (text, wanted) in [
            ("Ada Lovelace", ["", "Ada", "", "Lovelace", ""]),
            ("Ada King Lovelace", ["", "Ada", "King", "Lovelace", ""]),
            ("Lovelace, Ada", ["", "Ada", "", "Lovelace", ""]),
            ("Müller, Dr. Hans Peter", ["Dr.", "Hans", "Peter", "Müller", ""]),
            ("Frau Dr. Groß, Käthe", ["Frau Dr.", "Käthe", "", "Groß", ""]),
            ("Herr Groß, Dr. Karl", ["Dr.", "Karl", "", "Herr Groß", ""]),
            ("Prof. Dr. Käthe Groß", ["Prof. Dr.", "Käthe", "", "Groß", ""]),
            ("Ludwig van Beethoven", ["", "Ludwig", "", "van Beethoven", ""]),
            ("Maria de la Cruz", ["", "Maria", "", "de la Cruz", ""]),
            ("Martin Luther King Jr.", ["", "Martin", "Luther", "King", "Jr."]),
            ("John Smith, PhD", ["", "John", "", "Smith", "PhD"]),
            ("Frau Müller", ["Frau", "", "", "Müller", ""]),
            ("Cher", ["", "Cher", "", "", ""]),
            ("山田太郎", ["", "", "", "", ""]),
            ("Acme GmbH", ["", "", "", "", ""]),
            ("jane@example.com", ["", "", "", "", ""]),
            ("Дмитрий Иванович Петров", ["", "Дмитрий", "Иванович", "Петров", ""]),
        ] {
            let p = split(text);
            assert_eq!([p.prefix, p.given, p.middle, p.family, p.suffix], wanted, "{text}");
        }
    }

    proptest! {
        // covers(QA-3)
        #[test]
        fn every_word_of_a_split_name_is_in_a_part(text in "[A-Za-zÄé.,' -]{0,40}") {
            let p = split(&text);
            let parts = [p.prefix, p.given, p.middle, p.family, p.suffix];
            if parts.iter().any(|part| !part.is_empty()) {
                for word in text.split([' ', ',']).filter(|w| !w.is_empty()) {
                    prop_assert!(parts.iter().any(|part| part.contains(word)), "{} lost from {:?}", word, p);
                }
            }
        }
    }
}
