//! The two stored forms of text: the sort key, compared as bytes, and the folded form that filters and search match.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Mutex;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Makes sort keys by the Unicode root collation (UTS #10, CLDR root), the same on every laptop.
pub struct SortKeys {
    collator: CollatorBorrowed<'static>,
    recent: Mutex<Recent>,
}

/// Texts met not long ago, each where its hash says, with their keys: in an address book towns, employers and given names
/// come again and again, and to look costs a tenth of making a key.
struct Recent(Vec<(String, Vec<u8>)>);

impl Recent {
    /// How many texts are remembered at most.
    const PLACES: usize = 16_384;
    /// Longer ones, in bytes, are not.
    const LONGEST: usize = 48;

    fn of(&mut self, text: &str, make: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        if self.0.is_empty() {
            self.0.resize_with(Self::PLACES, Default::default);
        }
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let Some((known, key)) = self.0.get_mut(hasher.finish() as usize % Self::PLACES) else {
            return Vec::new();
        };
        if known != text {
            known.clear();
            known.push_str(text);
            key.clear();
            make(key);
        }
        key.clone()
    }
}

impl SortKeys {
    /// The collator; building it takes microseconds, keep one per thread of work.
    pub fn new() -> crate::Result<Self> {
        let collator = Collator::try_new(Default::default(), CollatorOptions::default()).map_err(|e| {
            crate::Error::broken("collation", "The sorting tables are missing from this build.").because(e)
        })?;
        Ok(Self { collator, recent: Mutex::new(Recent(Vec::new())) })
    }

    /// The key of `text`: compared byte by byte, keys are in the order of the words.
    pub fn bytes(&self, text: &str) -> Vec<u8> {
        // An empty text stands in every place that was never used, without a key.
        if (1..=Recent::LONGEST).contains(&text.len())
            && let Ok(mut recent) = self.recent.try_lock()
        {
            return recent.of(text, |key| self.write(text, key));
        }
        let mut bytes = Vec::with_capacity(text.len() * 2 + 8);
        self.write(text, &mut bytes);
        bytes
    }

    fn write(&self, text: &str, to: &mut Vec<u8>) {
        // Writing into a vector does not fail.
        let _ = self.collator.write_sort_key_to(text, to);
    }

    /// The key of `text` as lower-case hexadecimal digits, two per byte; keys compare as text in the order of the words.
    pub fn key(&self, text: &str) -> String {
        let digit = |half: u8| if half < 10 { b'0' + half } else { b'a' + half - 10 };
        let hex = self.bytes(text).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
        // Digits are text.
        String::from_utf8(hex).unwrap_or_default()
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
        let mut folded = Folded::with_capacity(text.len());
        text.bytes().for_each(|byte| folded.push(char::from(byte.to_ascii_lowercase())));
        return folded.text;
    }
    let mut folded = Folded::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\0'..='\u{7f}' => folded.push(c.to_ascii_lowercase()),
            // Without their marks the order of a letter's marks is no matter, so letters are taken apart one by one.
            _ => decompose_compatible(c, |part| match part {
                '\0'..='\u{7f}' => folded.push(part.to_ascii_lowercase()),
                mark if is_combining_mark(mark) => {}
                letter => letter.to_lowercase().for_each(|lower| folded.push(lower)),
            }),
        }
    }
    folded.text
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

/// Decomposed, lower-case characters with runs of white space as one blank and letters that are no base with a mark spelt
/// out.
struct Folded {
    text: String,
    blank: bool,
}

impl Folded {
    fn with_capacity(length: usize) -> Self {
        Self { text: String::with_capacity(length), blank: false }
    }

    fn push(&mut self, ch: char) {
        if ch.is_whitespace() {
            self.blank = !self.text.is_empty();
            return;
        }
        if std::mem::take(&mut self.blank) {
            self.text.push(' ');
        }
        match ch {
            'ß' => self.text.push_str("ss"),
            'æ' => self.text.push_str("ae"),
            'œ' => self.text.push_str("oe"),
            'ø' => self.text.push('o'),
            'đ' | 'ð' => self.text.push('d'),
            'ł' => self.text.push('l'),
            'þ' => self.text.push_str("th"),
            'ı' => self.text.push('i'),
            _ => self.text.push(ch),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Folded, Recent, SortKeys, fold};
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

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

    proptest::proptest! {
        #[test]
        fn folding_letter_by_letter_is_folding_the_whole(text in "[a-zA-ZäÖßéłøİıΣς가각Ａ①\u{300}-\u{345}\u{5b0}-\u{5b9}\u{1e9b}\u{fb01}\u{3099} ]{0,24}|\\PC{0,12}") {
            let lower = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
            let mut whole = Folded::with_capacity(0);
            lower.for_each(|c| whole.push(c));
            proptest::prop_assert_eq!(fold(&text), whole.text);
        }
    }

    /// More texts of one length than are remembered, so that many want the place of another.
    #[test]
    fn a_key_made_before_is_the_key_of_its_own_text_only() {
        let keys = SortKeys::new().unwrap();
        for n in (0..2 * Recent::PLACES).flat_map(|n| [n, n, n / 2]) {
            let text = format!("Zoë {n:06}");
            let mut anew = Vec::new();
            keys.write(&text, &mut anew);
            assert_eq!(keys.bytes(&text), anew, "{text}");
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
