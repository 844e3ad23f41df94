//! A line as words that can be looked at one after the other.

use satchel_kernel::text::fold;

/// How days are written with slashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayOrder {
    /// 31/12.
    #[default]
    DayFirst,
    /// 12/31.
    MonthFirst,
}

/// A line of words.
pub(super) struct Line {
    words: Vec<String>,
    /// Folded, without the signs that end a part of a sentence.
    folded: Vec<String>,
}

impl Line {
    pub fn new(text: &str) -> Self {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let folded =
            words.iter().map(|word| fold(word.trim_end_matches([',', ';', ':', '!', '?']))).collect();
        Self { words, folded }
    }

    /// The word as typed.
    pub fn word(&self, at: usize) -> Option<&str> {
        self.words.get(at).map(String::as_str)
    }

    /// The word as it is compared; empty beyond the end.
    pub fn at(&self, at: usize) -> &str {
        self.folded.get(at).map_or("", String::as_str)
    }

    /// The word without a full stop at its end.
    pub fn bare(&self, at: usize) -> &str {
        self.at(at).trim_end_matches('.')
    }

    /// The word before; empty at the beginning.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.at(before))
    }

    /// These words as typed.
    pub fn said(&self, at: usize, count: usize) -> String {
        self.words.iter().skip(at).take(count).cloned().collect::<Vec<_>>().join(" ")
    }
}
