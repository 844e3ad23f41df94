//! The columns of the sample: their names and some of their values.

use std::collections::{HashMap, HashSet};

use super::detect::NumberStyle;
use super::scan::{MOST_CELLS, Record, scan};
use super::{clean, dialect, satchel, values};

/// Values of one column kept while looking over the sample.
#[derive(Default)]
pub(super) struct Values {
    /// The first ones, for looks.
    pub first: Vec<String>,
    /// Those with digits, for the order of dates.
    pub dated: Vec<String>,
}

const MOST_FIRST: usize = 200;
const MOST_DATED: usize = 5_000;

/// The columns of the sample.
pub(super) struct Sampled {
    pub names: Vec<String>,
    pub columns: Vec<Values>,
    pub rows: u64,
}

impl Sampled {
    pub fn of(text: &str, table: &dialect::Layout, whole: bool) -> Self {
        let quote = table.grammar.quote;
        let mut record = Record::default();
        let mut at = table.start;
        let mut names = Vec::new();
        if table.header && at < text.len() {
            let _ = scan(text.as_bytes(), at, true, table.grammar, &mut record);
            names = record.cells.iter().map(|s| s.text(text, quote).into_owned()).collect();
            // Satchel's own names mean something to the last blank.
            if names.first().is_none_or(|n| n != satchel::KIND) {
                names.iter_mut().for_each(|n| *n = clean::unguarded(n.trim()).to_owned());
            }
            at = record.next;
        }
        let mut columns: Vec<Values> = Vec::new();
        let mut widths: HashMap<usize, usize> = HashMap::new();
        let mut rows = 0;
        while at < text.len() {
            let _ = scan(text.as_bytes(), at, true, table.grammar, &mut record);
            at = record.next;
            if !whole && at >= text.len() && rows > 0 {
                break;
            }
            let mut blank = true;
            for (index, span) in record.cells.iter().enumerate() {
                if span.start == span.end {
                    continue;
                }
                let cell = span.text(text, quote);
                let cell = clean::unguarded(cell.trim());
                if cell.is_empty() {
                    continue;
                }
                blank = false;
                if columns.len() <= index {
                    columns.resize_with(index + 1, Values::default);
                }
                if let Some(values) = columns.get_mut(index) {
                    values.see(cell);
                }
            }
            if !blank {
                rows += 1;
                *widths.entry(record.count.min(MOST_CELLS)).or_default() += 1;
            }
        }
        let usual =
            widths.into_iter().max_by_key(|(width, count)| (*count, *width)).map_or(0, |(width, _)| width);
        let width = if names.is_empty() { usual.max(1) } else { names.len().max(usual) };
        columns.truncate(width);
        columns.resize_with(width, Values::default);
        names.resize(width, String::new());
        for (index, name) in names.iter_mut().enumerate() {
            if name.is_empty() {
                *name = unnamed(index);
            }
        }
        Self { names, columns, rows }
    }
}

impl Values {
    fn see(&mut self, cell: &str) {
        if self.first.len() < MOST_FIRST {
            self.first.push(cell.chars().take(400).collect());
        }
        if self.dated.len() < MOST_DATED && cell.len() < 40 && cell.bytes().any(|b| b.is_ascii_digit()) {
            self.dated.push(cell.to_owned());
        }
    }
}

/// What a column without a header is called.
pub(crate) fn unnamed(index: usize) -> String {
    format!("column {}", index + 1)
}

pub(super) fn examples(values: &[String]) -> Vec<String> {
    let mut seen = HashSet::new();
    values.iter().filter(|v| seen.insert(v.as_str())).take(5).map(|v| v.chars().take(80).collect()).collect()
}

pub(super) fn number_style(sampled: &Sampled) -> NumberStyle {
    let (mut point, mut comma) = (false, false);
    for value in sampled.columns.iter().flat_map(|c| &c.dated).filter(|v| values::is_number(v)) {
        let last = value.rfind(['.', ',']);
        let Some(at) = last else { continue };
        let digits = value.len() - at - 1;
        let mark = value.get(at..=at);
        let other = if mark == Some(".") { ',' } else { '.' };
        // `1.234` may be one or the other; two marks or another number of digits tell.
        if digits == 3 && !value.contains(other) {
            continue;
        }
        match mark {
            Some(".") if value.matches('.').count() == 1 => point = true,
            Some(",") if value.matches(',').count() == 1 => comma = true,
            _ => {}
        }
    }
    match (point, comma) {
        (false, false) => NumberStyle::Plain,
        (true, false) => NumberStyle::Point,
        (false, true) => NumberStyle::Comma,
        (true, true) => NumberStyle::Mixed,
    }
}
