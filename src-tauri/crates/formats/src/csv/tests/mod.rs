//! Tests of the whole way from bytes to drafts and back.

mod accuracy;
mod hostile;
mod laws;
mod own;
mod products;
mod reading;
mod strangers;

use super::{Counts, Detection, Item, Outcome, Parsed, Reader, Rejected, detect};
use crate::draft::{Draft, Fate};

/// A file detected and read.
pub(super) struct Table {
    pub found: Detection,
    pub items: Vec<Item>,
    pub counts: Counts,
}

/// Detects and reads a whole file.
pub(super) fn table(bytes: &[u8]) -> Table {
    let found = detect(bytes, true).unwrap();
    read(bytes, found)
}

/// Reads a file with what was detected.
pub(super) fn read(bytes: &[u8], found: Detection) -> Table {
    let mut reader = Reader::new(bytes, &found.dialect, &found.mapping).unwrap();
    let items = reader.by_ref().map(Result::unwrap).collect();
    Table { found, items, counts: reader.counts() }
}

impl Table {
    /// The row's draft.
    pub fn draft(&self, row: usize) -> &Draft {
        &self.parsed(row).draft
    }

    pub fn parsed(&self, row: usize) -> &Parsed {
        match &self.items[row].outcome {
            Outcome::Parsed(parsed) => parsed,
            Outcome::Rejected(rejected) => panic!("row {row} was rejected: {rejected:?}"),
        }
    }

    pub fn rejected(&self, row: usize) -> &Rejected {
        match &self.items[row].outcome {
            Outcome::Rejected(rejected) => rejected,
            Outcome::Parsed(parsed) => panic!("row {row} was taken: {parsed:?}"),
        }
    }

    pub fn drafts(&self) -> Vec<&Draft> {
        self.items
            .iter()
            .filter_map(|i| match &i.outcome {
                Outcome::Parsed(parsed) => Some(&parsed.draft),
                Outcome::Rejected(_) => None,
            })
            .collect()
    }

    /// The fate of one cell of a row.
    pub fn fate(&self, row: usize, column: usize) -> &Fate {
        let cells = self.items[row].outcome.cells();
        &cells.iter().find(|c| c.column == column).expect("a cell that is not blank").fate
    }

    /// The target of the column with this name.
    pub fn target(&self, name: &str) -> String {
        self.found.mapping.columns.iter().find(|c| c.name == name).unwrap().target.to_string()
    }
}

/// `label:value` of each entry, a star before the main one.
pub(super) fn labelled(entries: &[crate::draft::Labelled]) -> Vec<String> {
    entries.iter().map(|e| format!("{}{}:{}", if e.primary { "*" } else { "" }, e.label, e.value)).collect()
}

/// A file of the shared samples, where they are at hand; they are no part of this project.
pub(super) fn corpus(name: &str) -> Option<Vec<u8>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/corpus/csv");
    std::fs::read(folder.join(name)).ok()
}
