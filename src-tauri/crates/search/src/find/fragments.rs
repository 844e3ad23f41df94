//! What of a record's texts matches, for people to see: a short piece of each text with the matching words marked.

use super::Fragment;
use super::fuzzy::Fuzzy;
use super::parse::{Atom, Wish, Word};
use super::score::{numbers, slips};
use crate::document::Document;
use crate::text::{self, Token};

/// Shown of one record.
const MOST_FRAGMENTS: usize = 4;
/// Characters of a fragment, and of what stands before its first mark.
const WIDE: usize = 160;
const BEFORE: usize = 40;

/// What is marked.
pub(crate) struct Marker<'a> {
    words: Vec<(&'a Word, &'a [String], Vec<Fuzzy>)>,
    phrases: Vec<(&'a [String], &'a [String])>,
    phones: Vec<Vec<&'a str>>,
}

/// A mark in bytes, and how well it fits.
type Mark = (usize, usize, u8);

impl<'a> Marker<'a> {
    pub(crate) fn new(wish: &'a Wish, forgiving: bool) -> Self {
        let mut marker = Self { words: Vec::new(), phrases: Vec::new(), phones: Vec::new() };
        let mut atoms: Vec<&'a Atom> =
            wish.units.iter().filter(|unit| !unit.negative).flat_map(|unit| &unit.any).collect();
        while let Some(atom) = atoms.pop() {
            match atom {
                Atom::Word { word, fields } => marker.words.push((word, fields, slips(word, forgiving))),
                Atom::Phrase { words, fields } => marker.phrases.push((words, fields)),
                Atom::Phone(digits) => marker.phones.push(numbers(digits)),
                Atom::All(inner) | Atom::Any(inner) => atoms.extend(inner),
            }
        }
        marker
    }

    /// The fragments of a record, its title first, then the texts that match best.
    pub(crate) fn fragments(&self, document: &Document) -> Vec<Fragment> {
        let mut found: Vec<(u8, Fragment)> = Vec::new();
        for (field, weight, text) in &document.texts {
            let marks = self.marks(field, text);
            if let Some(best) = marks.iter().map(|mark| mark.2).max() {
                let title = *text == document.title;
                // The given name says nothing that the title does not.
                let said = !title && document.title.contains(text.as_str());
                if said || found.iter().any(|(_, fragment)| fragment.text == *text) {
                    continue;
                }
                let rank = if title { u8::MAX } else { best * 16 + weight };
                found.push((rank, cut(field, text, &marks)));
            }
        }
        for phone in &document.phones {
            let marks = self.phone_marks(phone);
            if !marks.is_empty() && !found.iter().any(|(_, fragment)| fragment.field == "phones") {
                found.push((3 * 16 + 8, cut("phones", phone, &marks)));
            }
        }
        found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        found.into_iter().map(|(_, fragment)| fragment).take(MOST_FRAGMENTS).collect()
    }

    fn marks(&self, field: &str, text: &str) -> Vec<Mark> {
        let here = |fields: &[String]| fields.is_empty() || fields.iter().any(|f| f == field);
        let tokens = text::tokens(text);
        let mut marks: Vec<Mark> = Vec::new();
        for token in &tokens {
            let mut best: Option<Mark> = None;
            for (word, fields, slips) in &self.words {
                if !here(fields) {
                    continue;
                }
                if let Some(mark) = mark(text, token, word, slips)
                    && best.is_none_or(|best| (mark.2, mark.1) > (best.2, best.1))
                {
                    best = Some(mark);
                }
            }
            marks.extend(best);
        }
        for (words, fields) in &self.phrases {
            if words.is_empty() || !here(fields) {
                continue;
            }
            for run in tokens.windows(words.len()) {
                if run.iter().zip(*words).all(|(token, word)| token.folded() == word) {
                    marks.extend(run.iter().map(|token| (token.start, token.end, 3)));
                }
            }
        }
        marks.sort_unstable();
        marks.dedup_by(|later, earlier| {
            let inside = later.0 < earlier.1;
            if inside {
                earlier.1 = earlier.1.max(later.1);
                earlier.2 = earlier.2.max(later.2);
            }
            inside
        });
        marks
    }

    /// The digits that were typed, in the phone number as written.
    fn phone_marks(&self, phone: &str) -> Vec<Mark> {
        let places: Vec<(usize, char)> = phone.char_indices().filter(|(_, c)| c.is_ascii_digit()).collect();
        let digits: String = places.iter().map(|(_, c)| c).collect();
        for number in self.phones.iter().flatten() {
            if let Some(at) = digits.find(number) {
                let first = places.get(at).map_or(0, |(at, _)| *at);
                let last = places.get(at + number.len() - 1).map_or(phone.len(), |(at, _)| at + 1);
                return vec![(first, last, 3)];
            }
        }
        Vec::new()
    }
}

/// The mark of one word of a text: the letters that were typed where they stand there letter by letter, else the word.
fn mark(text: &str, token: &Token, word: &Word, slips: &[Fuzzy]) -> Option<Mark> {
    if token.forms.iter().any(|form| word.forms.contains(form)) {
        let pair = token.lone && !word.forms.iter().any(|form| form == token.folded());
        let end = if pair {
            text.get(token.end..)?.chars().next().map_or(token.end, |c| token.end + c.len_utf8())
        } else {
            token.end
        };
        return Some((token.start, end, 3));
    }
    if word.begins {
        let typed = word.forms.iter().find(|typed| token.folded().starts_with(typed.as_str()));
        if let Some(typed) = typed {
            let written = text.get(token.start..token.end)?;
            let letter_by_letter = written.chars().count() == token.folded().chars().count();
            let end = written.char_indices().nth(typed.chars().count()).map_or(written.len(), |(at, _)| at);
            return Some((token.start, if letter_by_letter { token.start + end } else { token.end }, 2));
        }
        let other =
            token.forms.iter().any(|form| word.forms.iter().any(|typed| form.starts_with(typed.as_str())));
        if other {
            return Some((token.start, token.end, 2));
        }
    }
    slips.iter().any(|slip| token.forms.iter().any(|form| slip.holds(form))).then_some((
        token.start,
        token.end,
        1,
    ))
}

/// The piece of the text around its first mark, with marks in UTF-16 units.
fn cut(field: &str, text: &str, marks: &[Mark]) -> Fragment {
    let first = marks.first().map_or(0, |mark| mark.0);
    let mut start = 0;
    let mut end = text.len();
    if text.chars().nth(WIDE).is_some() {
        let before = text.get(..first).unwrap_or_default();
        start = before.char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
        // Not in the middle of a word, if there is a blank near.
        if start > 0 {
            let near = before.get(start..).and_then(|near| near.find(char::is_whitespace));
            start += near.map_or(0, |at| at + 1);
        }
        let rest = text.get(start..).unwrap_or_default();
        end = rest.char_indices().nth(WIDE).map_or(text.len(), |(at, _)| start + at);
    }
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut shown = String::new();
    if start > 0 {
        shown.push('…');
    }
    let lead = shown.len();
    shown.push_str(text.get(start..end).unwrap_or_default());
    if end < text.len() {
        shown.push('…');
    }
    let units = |at: usize| {
        let head = shown.get(..lead + (at.clamp(start, end) - start)).unwrap_or_default();
        u32::try_from(head.encode_utf16().count()).unwrap_or(u32::MAX)
    };
    let inside = marks.iter().filter(|mark| mark.1 > start && mark.0 < end);
    let marks = inside.map(|mark| [units(mark.0), units(mark.1)]).collect();
    Fragment { field: field.to_owned(), text: shown.replace(['\n', '\r', '\t'], " "), marks }
}
