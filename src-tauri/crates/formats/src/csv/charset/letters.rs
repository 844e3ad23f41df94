//! Letters and their neighbours: which code page makes names of the bytes.

use std::collections::HashMap;
use std::sync::OnceLock;

use encoding_rs::Encoding;

use super::Charset;
use crate::csv::decode::decode_all;

/// The most different words that are weighed.
const MOST_WORDS: usize = 4_000;

/// Encodings with one byte per letter, with the family of languages each is for, likelier ones first.
const CANDIDATES: &[(&str, &str)] = &[
    ("windows-1252", "latin1"),
    ("windows-1250", "latin2"),
    ("windows-1251", "cyrillic"),
    ("windows-1253", "greek"),
    ("windows-1254", "turkish"),
    ("windows-1257", "baltic"),
    ("macintosh", "latin1"),
    ("IBM850", "latin1"),
    ("ISO-8859-2", "latin2"),
    ("IBM852", "latin2"),
    ("x-mac-ce", "latin2"),
    ("x-mac-croatian", "latin2"),
    ("KOI8-U", "cyrillic"),
    ("IBM866", "cyrillic"),
    ("x-mac-cyrillic", "cyrillic"),
    ("ISO-8859-5", "cyrillic"),
    ("ISO-8859-7", "greek"),
];

/// Country codes of e-mail domains and the family they speak for.
const COUNTRIES: &[(&str, &str)] = &[
    ("pl", "latin2"),
    ("cz", "latin2"),
    ("sk", "latin2"),
    ("hu", "latin2"),
    ("ro", "latin2"),
    ("hr", "latin2"),
    ("si", "latin2"),
    ("ru", "cyrillic"),
    ("ua", "cyrillic"),
    ("by", "cyrillic"),
    ("bg", "cyrillic"),
    ("kz", "cyrillic"),
    ("gr", "greek"),
    ("cy", "greek"),
    ("tr", "turkish"),
    ("lt", "baltic"),
    ("lv", "baltic"),
    ("ee", "baltic"),
    ("de", "latin1"),
    ("at", "latin1"),
    ("ch", "latin1"),
    ("fr", "latin1"),
    ("be", "latin1"),
    ("nl", "latin1"),
    ("es", "latin1"),
    ("mx", "latin1"),
    ("ar", "latin1"),
    ("pt", "latin1"),
    ("br", "latin1"),
    ("it", "latin1"),
    ("se", "latin1"),
    ("no", "latin1"),
    ("dk", "latin1"),
    ("fi", "latin1"),
    ("is", "latin1"),
    ("jp", ""),
    ("cn", ""),
    ("tw", ""),
    ("kr", ""),
    ("il", ""),
];

/// How often a letter stands with its neighbours in one language.
#[derive(Default)]
struct Language {
    family: &'static str,
    total: f64,
    letter: HashMap<char, f64>,
    before: HashMap<(char, char), f64>,
    after: HashMap<(char, char), f64>,
    around: HashMap<(char, char, char), f64>,
}

fn languages() -> &'static [Language] {
    static LANGUAGES: OnceLock<Vec<Language>> = OnceLock::new();
    LANGUAGES.get_or_init(|| {
        let lines = include_str!("words.txt").lines().filter(|l| !l.starts_with('#'));
        lines
            .filter_map(|line| {
                let mut words = line.split(' ').skip(1);
                let mut language = Language { family: words.next()?, ..Language::default() };
                for word in words {
                    neighbours(word, |before, letter, after| {
                        language.total += 1.0;
                        *language.letter.entry(letter).or_default() += 1.0;
                        *language.before.entry((before, letter)).or_default() += 1.0;
                        *language.after.entry((letter, after)).or_default() += 1.0;
                        *language.around.entry((before, letter, after)).or_default() += 1.0;
                    });
                }
                Some(language)
            })
            .collect()
    })
}

/// Calls `each` with every letter outside ASCII and what stands before and after it, in lower case.
fn neighbours(word: &str, mut each: impl FnMut(char, char, char)) {
    let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
    let mut before = '^';
    let mut chars = word.chars().map(lower).peekable();
    while let Some(letter) = chars.next() {
        if !letter.is_ascii() && letter.is_alphabetic() {
            each(before, letter, chars.peek().copied().filter(|c| c.is_alphabetic()).unwrap_or('$'));
        }
        before = if letter.is_alphabetic() { letter } else { '^' };
    }
}

impl Language {
    fn weigh(&self, word: &str) -> f64 {
        let mut sum = 0.0;
        neighbours(word, |before, letter, after| {
            let of = |n: Option<&f64>| n.copied().unwrap_or_default();
            let share = 0.5 * of(self.around.get(&(before, letter, after)))
                + 0.15 * of(self.before.get(&(before, letter)))
                + 0.15 * of(self.after.get(&(letter, after)))
                + 0.2 * of(self.letter.get(&letter));
            sum += (share / self.total + 2e-5).ln();
        });
        sum
    }
}

/// What characters other than known letters cost.
fn oddities(word: &str) -> f64 {
    let mut sum = 0.0;
    let mut before = '^';
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = before.is_alphabetic() && chars.peek().is_some_and(|n| n.is_alphabetic());
        if c.is_ascii() {
        } else if c.is_alphabetic() {
            if c.is_uppercase() && before.is_lowercase() {
                sum -= 5.0;
            }
        } else {
            sum -= match c {
                '’' | '·' | '\u{ad}' if inside => 5.0,
                '‘' | '’' | '“' | '”' | '„' | '–' | '—' | '…' | '•' | '€' | '°' | '©' | '®' | '™' | '§'
                | '«' | '»' | '¿' | '¡' | 'ª' | 'º' | '½' | '£' | '\u{a0}' | '№' => {
                    if inside {
                        10.0
                    } else {
                        6.0
                    }
                }
                '\u{80}'..='\u{9f}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}' => 15.0,
                _ => 12.0,
            };
        }
        before = c;
    }
    sum
}

/// How well the words read in the languages of a family: half by the best language for each word, because address
/// books mix languages, half by the best language for all, because letters of two languages in one file are rare.
fn family_score(family: &str, words: &[String]) -> f64 {
    let mut totals: Vec<f64> = Vec::new();
    let mut by_word = 0.0;
    for word in words {
        let of_family = languages().iter().filter(|l| l.family == family);
        let weights: Vec<f64> = of_family.map(|l| l.weigh(word)).collect();
        totals.resize(weights.len(), 0.0);
        totals.iter_mut().zip(&weights).for_each(|(total, weight)| *total += weight);
        by_word += weights.into_iter().max_by(f64::total_cmp).unwrap_or_else(|| {
            // A script without statistics: every letter counts as a rare one.
            word.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count() as f64 * -6.0
        });
    }
    let together = totals.into_iter().max_by(f64::total_cmp).unwrap_or(by_word);
    0.5 * (by_word + together)
}

/// The most plausible encoding, and whether the next best reading is clearly worse.
pub(super) fn best(sample: &[u8], theirs: &'static Encoding, country: Option<&str>) -> (Charset, bool) {
    let words = words(sample);
    let family_of = country.and_then(|c| COUNTRIES.iter().find(|(n, _)| *n == c)).map(|(_, f)| *f);
    let theirs_known = CANDIDATES.iter().any(|(name, _)| *name == theirs.name());
    let mut scored: Vec<(f64, Charset, Vec<String>)> = Vec::new();
    let extra = (!theirs_known).then_some((theirs.name(), ""));
    for (name, family) in CANDIDATES.iter().copied().chain(extra) {
        let Some(charset) = Charset::named(name) else { continue };
        let decoded: Vec<String> = words.iter().map(|w| decode_all(w, charset, true).0).collect();
        let mut score: f64 = decoded.iter().map(|w| oddities(w)).sum();
        score += family_score(family, &decoded);
        if theirs.name() == name {
            score += 3.0;
        }
        if family_of == Some(family) {
            score += 5.0;
        }
        scored.push((score, charset, decoded));
    }
    // A stable sort keeps the likelier encoding first where both read the same.
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let Some((score, charset, text)) = scored.first() else { return (Charset::Encoding(theirs), false) };
    let other = scored.iter().find(|(_, _, t)| t != text);
    (*charset, other.is_none_or(|(s, _, _)| score - s > 4.0))
}

/// Different runs of letters with a byte above 127 in them.
fn words(sample: &[u8]) -> Vec<&[u8]> {
    let mut seen = std::collections::HashSet::new();
    sample
        .split(|b| b.is_ascii() && !b.is_ascii_alphabetic())
        .filter(|w| w.len() <= 64 && !w.is_ascii() && seen.insert(*w))
        .take(MOST_WORDS)
        .collect()
}

/// The country code that most e-mail domains of the sample end with.
pub(super) fn country(sample: &[u8]) -> Option<String> {
    let mut counts: HashMap<&[u8], usize> = HashMap::new();
    for at in memchr::memchr_iter(b'@', sample).take(20_000) {
        let after = sample.get(at + 1..).unwrap_or_default();
        let end = after.iter().position(|b| !b.is_ascii_alphanumeric() && *b != b'.' && *b != b'-');
        let domain = after.get(..end.unwrap_or(after.len()).min(255)).unwrap_or_default();
        if let Some(tld) = domain.rsplit(|b| *b == b'.').next().filter(|t| t.len() == 2) {
            *counts.entry(tld).or_default() += 1;
        }
    }
    let (tld, _) = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)))?;
    let tld = String::from_utf8(tld.to_ascii_lowercase()).ok()?;
    COUNTRIES.iter().any(|(c, _)| *c == tld).then_some(tld)
}

/// Whether East Asian characters stand together as words do, not one by one between Latin letters.
pub(super) fn east_asian_runs(text: &str) -> bool {
    let asian = |c: char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}');
    let (mut all, mut lonely) = (0_usize, 0_usize);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if asian(c) {
            all += 1;
            let next = chars.peek().copied().unwrap_or(' ');
            let beside_latin = before.is_ascii_alphabetic() || next.is_ascii_alphabetic();
            lonely += usize::from(beside_latin && !asian(before) && !asian(next));
        }
        before = c;
    }
    all > 0 && lonely * 4 <= all
}
