//! The two stored forms of text: the sort key, compared as bytes, and the folded form that filters and search match.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Makes sort keys by the Unicode root collation (UTS #10, CLDR root), the same on every laptop.
pub struct SortKeys(CollatorBorrowed<'static>);

impl SortKeys {
    /// The collator; building it takes microseconds, keep one per thread of work.
    pub fn new() -> crate::Result<Self> {
        Collator::try_new(Default::default(), CollatorOptions::default()).map(Self).map_err(|e| {
            crate::Error::broken("collation", "The sorting tables are missing from this build.").because(e)
        })
    }

    /// The key of `text`: compared byte by byte, keys are in the order of the words.
    pub fn bytes(&self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(text.len() * 2 + 8);
        let _ = self.0.write_sort_key_to(text, &mut bytes);
        bytes
    }

    /// The key of `text` as lower-case hexadecimal digits, two per byte; keys compare as text in the order of the words.
    pub fn key(&self, text: &str) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |half: u8| DIGITS.get(usize::from(half)).copied().map_or('0', char::from);
        let bytes = self.bytes(text);
        let mut hex = String::with_capacity(bytes.len() * 2);
        hex.extend(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]));
        hex
    }
}

/// Text as filters and search compare it: compatibility-decomposed, without marks, lower case, white space runs as
/// one blank. `Müller` and `MULLER` fold to `muller`, `Straße` to `strasse`.
pub fn fold(text: &str) -> String {
    // Most text of an address book is ASCII, where there is nothing to decompose, and has single blanks between words.
    if text.is_ascii() {
        if is_plainly_spaced(text.as_bytes()) {
            return text.to_ascii_lowercase();
        }
        return joined(text.len(), text.chars().map(|c| c.to_ascii_lowercase()));
    }
    joined(text.len(), text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase))
}

/// Whether the only white space is single blanks inside.
fn is_plainly_spaced(ascii: &[u8]) -> bool {
    let mut before = b' ';
    for byte in ascii {
        if matches!(byte, b'\t'..=b'\r') || (*byte == b' ' && before == b' ') {
            return false;
        }
        before = *byte;
    }
    before != b' ' || ascii.is_empty()
}

/// The decomposed, lower-case characters with runs of white space as one blank and letters that are no base with a
/// mark spelt out.
fn joined(length: usize, chars: impl Iterator<Item = char>) -> String {
    let mut folded = String::with_capacity(length);
    let mut blank = false;
    for ch in chars {
        if ch.is_whitespace() {
            blank = !folded.is_empty();
            continue;
        }
        if blank {
            folded.push(' ');
            blank = false;
        }
        match ch {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            _ => folded.push(ch),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::{SortKeys, fold};

    #[test]
    fn folding_takes_marks_case_and_runs_of_blanks_away() {
        assert_eq!(fold("  Jürgen \u{a0} MÜLLER-Straße "), "jurgen muller-strasse");
        assert_eq!(fold("Łódź Øre İstanbul"), "lodz ore istanbul");
        assert_eq!(fold("Иванов"), "иванов");
        assert_eq!(fold("Е́лена Йод"), fold("елена Иод"));
    }

    #[test]
    fn ascii_folds_as_it_does_among_other_letters() {
        for c in (0..128_u8).map(char::from) {
            let ascii = format!("{c}a{c}{c}B {c}z");
            assert_eq!(format!("{}e", fold(&ascii)), fold(&format!("{ascii}é")), "{c:?}");
        }
    }

    #[test]
    fn sort_keys_follow_the_words() {
        let keys = SortKeys::new().unwrap();
        let mut names = ["Zoë", "apple", "Ångström", "Apple", "zebra", "Émile", "émile", "Ostern"];
        names.sort_by_key(|n| keys.key(n));
        assert_eq!(names, ["Ångström", "apple", "Apple", "émile", "Émile", "Ostern", "zebra", "Zoë"]);
    }
}
