//! Rows of a table as drafts, streamed.

use std::borrow::Cow;
use std::io::{self, Read};

use super::assemble::{Filled, assemble};
use super::charset::Charset;
use super::clean::{Cleaner, is_blank};
use super::decode::Decoded;
use super::dialect::Dialect;
use super::mapping::{Mapping, Problem};
use super::outcome::{Exception, Parsed, Rejected};
use super::plan::Plan;
use super::records::{Got, LARGEST_RECORD, Records};
use super::scan::MOST_CELLS;
use super::target::Part;
use crate::Reason;
use crate::draft::{Cell, Fate};

/// One row that is not blank.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its number from 1 among the rows that are not blank.
    pub row: u64,
    /// The line of the file it starts at, from 1.
    pub line: u64,
    /// What became of it.
    pub outcome: Outcome,
    /// Its cells that are not blank as they stand in the file, by their columns; kept of a row that is rejected or has
    /// no plain name, and empty otherwise.
    pub original: Vec<(usize, String)>,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A draft.
    Parsed(Box<Parsed>),
    /// Nothing, and why.
    Rejected(Box<Rejected>),
}

impl Outcome {
    /// Every cell that is not blank, with its fate.
    pub fn cells(&self) -> &[Cell] {
        match self {
            Self::Parsed(parsed) => &parsed.cells,
            Self::Rejected(rejected) => &rejected.cells,
        }
    }
}

/// What was read so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows that are not blank.
    pub rows: u64,
    /// Blank rows, which are left out.
    pub blank_rows: u64,
    /// Bytes that were not text in the encoding.
    pub malformed: u64,
}

/// Why a table cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The encoding's name is not known.
    #[error("There is no encoding called “{0}”.")]
    UnknownEncoding(String),
    /// Delimiter or quote cannot be one.
    #[error("Delimiter and quote must be two different characters of ASCII, and no line ends.")]
    BadDialect,
    /// The mapping cannot be right.
    #[error("{}", .0.iter().map(|p| p.message.as_str()).collect::<Vec<_>>().join(" "))]
    BadMapping(Vec<Problem>),
    /// The source cannot be read.
    #[error("The file cannot be read.")]
    Io(#[from] io::Error),
}

impl From<ReadError> for satchel_kernel::Error {
    fn from(error: ReadError) -> Self {
        let message = error.to_string();
        match error {
            ReadError::UnknownEncoding(_) => Self::refused("unknown_encoding", message).at("encoding"),
            ReadError::BadDialect => Self::refused("bad_dialect", message).at("delimiter"),
            ReadError::BadMapping(problems) => {
                Self::refused("bad_mapping", message).with(serde_json::json!({ "problems": problems }))
            }
            ReadError::Io(inner) => Self::broken("file_unreadable", message).because(inner),
        }
    }
}

/// Reads a table row by row, in memory that does not grow with the file.
pub struct Reader<R> {
    records: Records<R>,
    plan: Plan,
    cleaner: Cleaner,
    quote: Option<u8>,
    slots: Vec<Vec<(Part, usize)>>,
    counts: Counts,
}

impl<R> Reader<R> {
    /// For one who puts values right himself: an address with a name beside it and a phone number that a spreadsheet wrote
    /// as a number go to their fields as they stand, and every row says how it stood in the file.
    #[must_use]
    pub fn for_repair(mut self) -> Self {
        self.plan.repaired = !self.plan.exact;
        self
    }
}

impl<R: Read> Reader<R> {
    /// Starts at the beginning of a file, with what detection found or the seller decided.
    pub fn new(read: R, dialect: &Dialect, mapping: &Mapping) -> Result<Self, ReadError> {
        mapping.check().map_err(ReadError::BadMapping)?;
        let charset = Charset::named(&dialect.encoding)
            .ok_or_else(|| ReadError::UnknownEncoding(dialect.encoding.clone()))?;
        let grammar = dialect.grammar().ok_or(ReadError::BadDialect)?;
        let repair = match &mapping.repair {
            Some(name) => match Charset::named(name) {
                Some(Charset::Encoding(encoding)) => Some(encoding),
                _ => return Err(ReadError::UnknownEncoding(name.clone())),
            },
            None => None,
        };
        let plan = Plan::of(mapping);
        // Satchel's own export has no stray quotes, but may hold notes that look like rows.
        let width = if plan.exact { 0 } else { plan.steps.len() };
        let mut records = Records::new(Decoded::new(read, charset), grammar, width);
        records.skip_lines(dialect.skip_lines)?;
        if dialect.header {
            records.read()?;
        }
        Ok(Self {
            records,
            slots: vec![Vec::new(); plan.groups.len()],
            cleaner: Cleaner { exact: plan.exact, repair },
            quote: grammar.quote,
            plan,
            counts: Counts::default(),
        })
    }

    /// What was read so far.
    pub fn counts(&self) -> Counts {
        Counts { malformed: self.records.malformed(), ..self.counts }
    }

    /// Bytes of memory the text being looked at takes.
    #[cfg(test)]
    pub(super) fn room(&self) -> usize {
        self.records.text.capacity()
    }

    fn item(&mut self, got: Got) -> Option<Item> {
        let quote = if got == Got::Stray { None } else { self.quote };
        let exact = self.plan.exact && got != Got::Stray;
        let record = &self.records.record;
        let mut texts: Vec<(usize, Cow<'_, str>)> = Vec::new();
        for (column, span) in record.cells.iter().enumerate() {
            if span.start < span.end {
                let text = span.text(&self.records.text, quote);
                let blank = if exact { text.is_empty() } else { text.chars().all(is_blank) };
                if !blank {
                    texts.push((column, text));
                }
            }
        }
        if texts.is_empty() && got != Got::Large {
            self.counts.blank_rows += 1;
            return None;
        }
        self.counts.rows += 1;
        let refuse = |reason: Reason| {
            Outcome::Rejected(Box::new(Rejected {
                cells: texts
                    .iter()
                    .map(|(column, _)| Cell {
                        column: *column,
                        fate: Fate::Rejected(Box::new(reason.clone())),
                    })
                    .collect(),
                texts: texts
                    .iter()
                    .map(|(column, text)| Exception::new(*column, text, reason.clone()))
                    .collect(),
                reason,
            }))
        };
        let outcome = match got {
            Got::Stray => refuse(Reason::new(
                "stray_quote",
                "A quotation mark in this line is never closed, so its cells cannot be told apart. Remove or double it.",
            )),
            Got::Large => refuse(
                Reason::new("too_large", "This row is larger than {megabytes} MiB.")
                    .with("megabytes", LARGEST_RECORD >> 20),
            ),
            Got::Record | Got::Cut if record.count > MOST_CELLS => refuse(
                Reason::new("too_many_cells", "This row has {cells} cells; at most {most} can be read.")
                    .with("cells", record.count)
                    .with("most", MOST_CELLS),
            ),
            Got::Record | Got::Cut => {
                let cells: Vec<Filled<'_>> = texts
                    .iter()
                    .map(|(column, text)| Filled { column: *column, text: self.cleaner.clean(text) })
                    .collect();
                match assemble(&self.plan, &cells, &mut self.slots) {
                    Ok(mut parsed) => {
                        if got == Got::Cut
                            && let Some((column, text)) = texts.last()
                        {
                            let reason =
                                Reason::new("cut_off", "The file ends inside this cell; it may be cut off.");
                            parsed.exceptions.push(Exception::new(*column, text, reason));
                        }
                        Outcome::Parsed(Box::new(parsed))
                    }
                    Err(rejected) => {
                        // A rejected row leaves nothing behind for the next one.
                        self.slots.iter_mut().for_each(Vec::clear);
                        Outcome::Rejected(Box::new(rejected))
                    }
                }
            }
        };
        let keeps = match &outcome {
            Outcome::Parsed(parsed) => self.plan.repaired || !parsed.draft.is_plainly_named(),
            Outcome::Rejected(_) => true,
        };
        let kept = if keeps { texts } else { Vec::new() };
        let original = kept.into_iter().map(|(column, text)| (column, text.into_owned())).collect();
        Some(Item { row: self.counts.rows, line: self.records.line, outcome, original })
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = io::Result<Item>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.records.read() {
                Ok(None) => return None,
                Ok(Some(got)) => {
                    if let Some(item) = self.item(got) {
                        return Some(Ok(item));
                    }
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
