//! The vote of the records: how many cells they have under a grammar, and whether its quotes are quotes.

use std::collections::HashMap;

use super::dialect::{DELIMITERS, LOOK};
use super::scan::{Grammar, Record, Scan, scan};

/// What encloses cells between these delimiters: double quotes, unless nearly everything stands in single ones.
pub(super) fn enclosing(text: &str, from: usize, delimiter: u8) -> Grammar {
    let rest = text.get(from..).unwrap_or_default();
    let single = Grammar { delimiter, quote: Some(b'\''), spaced: is_spaced(rest, delimiter, b'\'') };
    if encloses(text, from, single) {
        return single;
    }
    Grammar { delimiter, quote: Some(b'"'), spaced: is_spaced(rest, delimiter, b'"') }
}

/// The grammar of cells between these delimiters in this quote, or in none.
pub(super) fn enclosed_by(text: &str, from: usize, delimiter: u8, quote: Option<u8>) -> Grammar {
    let rest = text.get(from..).unwrap_or_default();
    let spaced = quote.is_some_and(|quote| is_spaced(rest, delimiter, quote));
    Grammar { delimiter, quote, spaced }
}

/// Whether blanks stand before opening quotes.
fn is_spaced(text: &str, delimiter: u8, quote: u8) -> bool {
    let head = text.as_bytes().get(..text.len().min(64 * 1024)).unwrap_or_default();
    let (mut spaced, mut close) = (0_usize, 0_usize);
    for at in memchr::memchr_iter(quote, head) {
        let before = head.get(..at).unwrap_or_default();
        let bare = before.trim_ascii_end_blanks();
        if bare.last() == Some(&delimiter) {
            if bare.len() < before.len() { spaced += 1 } else { close += 1 }
        }
    }
    spaced > close
}

trait Blanks {
    fn trim_ascii_end_blanks(&self) -> &[u8];
}

impl Blanks for [u8] {
    fn trim_ascii_end_blanks(&self) -> &[u8] {
        let blanks = self.iter().rev().take_while(|b| **b == b' ').count();
        self.get(..self.len() - blanks).unwrap_or_default()
    }
}

/// How many records have how many cells, from some place on.
#[derive(Default)]
pub(super) struct Widths {
    counts: HashMap<usize, usize>,
    /// Cells between quotes, and those of them with text after the closing one or none.
    quoted: usize,
    broken: usize,
}

impl Widths {
    pub fn of(text: &str, from: usize, grammar: Grammar, whole: bool) -> Self {
        let mut widths = Self::default();
        let mut all = 0_usize;
        let mut at = from;
        let end = text.len().min(from + LOOK);
        let mut record = Record::default();
        let byte = |at: usize| text.as_bytes().get(at).copied();
        while at < end && all < 2_000 {
            let state = scan(text.as_bytes(), at, true, grammar, &mut record);
            let cut = !whole && record.next == text.len();
            let blank =
                record.count == 1 && record.cell(text, 0, grammar.quote).is_none_or(|c| c.trim().is_empty());
            if !blank && !cut && state == Scan::Done {
                *widths.counts.entry(record.count).or_default() += 1;
                all += 1;
            }
            for span in record.cells.iter().filter(|s| s.start > at && byte(s.start - 1) == grammar.quote) {
                widths.quoted += usize::from(grammar.quote.is_some());
                widths.broken += usize::from(byte(span.end) != grammar.quote);
            }
            at = record.next;
        }
        widths
    }

    /// The share of records that have the usual number of cells, and that number. `rows_only` leaves out lines of one
    /// cell, which are titles and footers where there is a table.
    pub fn usual(&self, rows_only: bool) -> (f64, usize) {
        let counted = |width: &usize| !rows_only || *width > 1 || self.counts.len() == 1;
        let all: usize = self.counts.iter().filter(|(width, _)| counted(width)).map(|(_, count)| count).sum();
        let usual = self
            .counts
            .iter()
            .filter(|(width, _)| counted(width))
            .max_by_key(|(width, count)| (**count, **width));
        usual.map_or((1.0, 0), |(width, count)| (*count as f64 / all.max(1) as f64, *width))
    }

    fn records(&self) -> usize {
        self.counts.values().sum()
    }

    pub fn widest(&self) -> usize {
        self.counts.keys().copied().max().unwrap_or(0)
    }
}

/// The share of records from `from` on that have the usual number of cells, and that number.
pub(super) fn evenness(text: &str, from: usize, grammar: Grammar, whole: bool) -> (f64, usize) {
    Widths::of(text, from, grammar, whole).usual(false)
}

/// Whether quotes enclose cells here, or are ordinary characters.
pub(super) fn quoting(text: &str, from: usize, grammar: Grammar, whole: bool) -> Option<u8> {
    let with = Widths::of(text, from, grammar, whole);
    let without = Widths::of(text, from, Grammar { quote: None, ..grammar }, whole);
    let ((even, width), (bare_even, bare_width)) = (with.usual(false), without.usual(false));
    if bare_even < 0.95 || bare_width < width.max(3) {
        return grammar.quote;
    }
    // Read without quotes every line is a row: quotes that make the table ragged or join rows are no quotes.
    let joins = without.records() * 5 > with.records() * 6;
    if (even <= 0.8 || joins) && with.broken * 2 > with.quoted { None } else { grammar.quote }
}

/// Whether most filled cells stand between these quotes.
fn encloses(text: &str, from: usize, grammar: Grammar) -> bool {
    let Some(quote) = grammar.quote else { return false };
    let bare = Grammar { quote: None, ..grammar };
    let (mut filled, mut enclosed, mut at) = (0_usize, 0_usize, from);
    let end = text.len().min(from + 32 * 1024);
    let mut record = Record::default();
    while at < end {
        let _ = scan(text.as_bytes(), at, true, bare, &mut record);
        for span in &record.cells {
            let cell = text.as_bytes().get(span.start..span.end).unwrap_or_default().trim_ascii();
            filled += usize::from(!cell.is_empty());
            enclosed +=
                usize::from(cell.len() >= 2 && cell.first() == Some(&quote) && cell.last() == Some(&quote));
        }
        at = record.next;
    }
    enclosed * 2 > filled
}

/// Share of plain cells that hold another delimiter not followed by a blank.
pub(super) fn foreign_delimiters(text: &str, from: usize, grammar: Grammar) -> f64 {
    let (mut plain, mut foreign, mut at) = (0_usize, 0_usize, from);
    let end = text.len().min(from + 64 * 1024);
    let mut record = Record::default();
    while at < end {
        let _ = scan(text.as_bytes(), at, true, grammar, &mut record);
        for span in &record.cells {
            let cell = text.as_bytes().get(span.start..span.end).unwrap_or_default();
            let quoted = grammar.quote.is_some()
                && span.start > 0
                && text.as_bytes().get(span.start - 1).copied() == grammar.quote;
            if cell.is_empty() || quoted {
                continue;
            }
            plain += 1;
            let has = (0..cell.len().saturating_sub(1)).any(|i| is_foreign(cell, i, grammar.delimiter));
            foreign += usize::from(has);
        }
        at = record.next;
    }
    if plain == 0 { 0.0 } else { foreign as f64 / plain as f64 }
}

/// Whether another delimiter stands there, neither before a blank nor as the comma of a number.
fn is_foreign(cell: &[u8], at: usize, delimiter: u8) -> bool {
    let byte = |i: usize| cell.get(i).copied().unwrap_or(b' ');
    let digit = |i: usize| byte(i).is_ascii_digit();
    let mark = byte(at);
    mark != delimiter
        && DELIMITERS.contains(&mark)
        && byte(at + 1) != b' '
        && !(mark == b',' && at > 0 && digit(at - 1) && digit(at + 1))
}
