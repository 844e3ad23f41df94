//! The receipt of an import: per column its target, per row its outcome, per cell only the exceptions.

use std::collections::BTreeMap;

use satchel_feature::records::Made;
use satchel_formats::{Reason, csv};
use satchel_kernel::Id;
use satchel_kernel::reason::Values;
use serde::{Deserialize, Serialize};

use super::merge::KeptRaw;
use super::repair::Repair;
use crate::fields::Style;
use crate::planted;

/// Longest text an exception quotes, in characters.
pub const QUOTED: usize = 1_000;
/// Why a cell is kept raw although its column has a field.
pub const UNFIT: Reason = Reason::new("unfit", "It does not fit its column's field; it is kept as it came.");

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It became a new record.
    Created,
    /// It added something to a record that was there.
    Updated,
    /// Everything it says was there already.
    Unchanged,
    /// It was joined with an earlier row of the same import.
    Duplicate,
    /// It could not be read; the reason is with it.
    Rejected,
}

impl Outcome {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Duplicate => "duplicate",
            Self::Rejected => "rejected",
        }
    }

    /// The outcome of a stored word.
    pub fn of(word: &str) -> Option<Self> {
        let all = [Self::Created, Self::Updated, Self::Unchanged, Self::Duplicate, Self::Rejected];
        all.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// How many cells went where; `total` is the sum of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Cells {
    /// Cells that are not blank (CSV), properties of a card without BEGIN, END and VERSION (vCard).
    pub total: u64,
    /// Went to a field, or were understood as structure such as a label.
    pub mapped: u64,
    /// Kept as raw properties.
    pub raw: u64,
    /// Not understood; the reason is with the row.
    pub rejected: u64,
}

impl Cells {
    /// Adds another count.
    pub fn add(&mut self, other: Self) {
        self.total += other.total;
        self.mapped += other.mapped;
        self.raw += other.raw;
        if !planted::is("a_rejected_cell_is_not_counted") {
            self.rejected += other.rejected;
        }
    }
}

/// One column of a table, or one property of the cards.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Column {
    /// Place in the file, from 0; for cards in the order of first sight.
    pub index: usize,
    /// The header's or property's name.
    pub name: String,
    /// The fields its cells went to, in the names of the JSON export, most frequent first.
    pub targets: Vec<String>,
    /// Its cells.
    pub cells: u64,
    /// Of them, those that went to a field or were understood as structure.
    pub mapped: u64,
    /// Of them, those kept as raw properties.
    pub raw: u64,
    /// Of them, those not understood.
    pub rejected: u64,
}

impl Column {
    /// Where a column stands: a table's at its index, a card's property in the order of first sight, which is it too.
    pub fn place(columns: &[Self], index: usize) -> Option<usize> {
        let here = columns.get(index).is_some_and(|c| c.index == index);
        if here { Some(index) } else { columns.iter().position(|c| c.index == index) }
    }

    /// Adds a count.
    pub fn add(&mut self, cells: Cells) {
        self.cells += cells.total;
        self.mapped += cells.mapped;
        self.raw += cells.raw;
        self.rejected += cells.rejected;
    }
}

/// The receipt of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct FileReceipt {
    /// The file's name.
    pub name: String,
    /// The handles under which it was given: its own, that of the file in which it lay, or those of several mails. They are
    /// known as long as the program runs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<Id>,
    /// `vcard` or `csv`; empty when it is neither.
    pub format: String,
    /// The product it came from, as far as can be told.
    pub source: String,
    /// The character encoding.
    pub encoding: String,
    /// How a table was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading: Option<ReadingReceipt>,
    /// Data rows or cards.
    pub rows: u64,
    /// Rows that became new records.
    pub created: u64,
    /// Rows that added to a record.
    pub updated: u64,
    /// Rows that said nothing new.
    pub unchanged: u64,
    /// Rows joined with an earlier row of the same import.
    pub duplicates: u64,
    /// Rows that could not be read.
    pub rejected: u64,
    /// All cells.
    pub cells: Cells,
    /// Per column.
    pub columns: Vec<Column>,
    /// How it writes numbers and days, by which values of the seller's own fields are read.
    pub style: Style,
    /// How many values each repair put right.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub repairs: BTreeMap<Repair, u64>,
    /// What is made before its rows because they name it and it is not here: pipelines, each with its stages, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<Made>,
    /// What was to be made and was there by the time its rows were written, with what stands in its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(skip)]
    pub instead: Vec<(Id, Id)>,
    /// Of that, what it was to be called, where that is the name of something else by now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(skip)]
    pub noted: Vec<(Id, String)>,
    /// Why nothing of the file was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<FileError>,
    /// Of a dry run: all cells and those of each column before what joining would do to them, to go on from when it is
    /// made real.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(skip)]
    pub staged: Option<(Cells, Vec<Cells>)>,
    /// Where the columns of a table went, to read a corrected row of it likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(skip)]
    pub mapping: Option<serde_json::Value>,
    /// Rejected rows that were corrected and imported since.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(skip)]
    pub corrections: Vec<Correction>,
}

/// A rejected row that was corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Its number.
    pub row: u64,
    /// The change set that imported it.
    pub set: Id,
    /// The receipt of a file with nothing but it.
    pub receipt: FileReceipt,
    /// Whether that change was taken back, so that the row is rejected again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
}

/// How a table was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct ReadingReceipt {
    /// Every part as it was found or chosen.
    pub used: csv::ReadAs,
    /// The names of the parts the seller chose; the others were detected.
    pub chosen: Vec<String>,
    /// Lines before the header that were passed over.
    pub skipped_lines: u32,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FileError {
    /// Stable code.
    pub code: String,
    /// What to do, in words.
    pub message: String,
}

impl FileReceipt {
    /// Remembers the sums as they were staged.
    pub fn begin_foreseeing(&mut self) {
        let columns = self.columns.iter().map(|c| Cells {
            total: c.cells,
            mapped: c.mapped,
            raw: c.raw,
            rejected: c.rejected,
        });
        self.staged = Some((self.cells, columns.collect()));
    }

    /// Takes back what a dry run foresaw: rows that are joined are counted again as they are written, and with them
    /// their cells; new and rejected ones are settled.
    pub fn forget_foreseen(&mut self) {
        (self.updated, self.unchanged, self.duplicates) = (0, 0, 0);
        let Some((cells, columns)) = self.staged.take() else { return };
        self.cells = cells;
        for (column, cells) in self.columns.iter_mut().zip(columns) {
            (column.mapped, column.raw, column.rejected) = (cells.mapped, cells.raw, cells.rejected);
        }
    }

    /// A rejected row was imported after all: `alone` is the receipt of a file with nothing but it as it is now, `before` what
    /// its own receipt said.
    pub fn correct(&mut self, before: &Details, alone: &Self) {
        self.rejected = self.rejected.saturating_sub(1);
        self.made.extend(alone.made.iter().cloned());
        self.recount(before, alone, |sum, of_row| sum.saturating_add(of_row), u64::saturating_sub);
    }

    /// And back.
    pub fn uncorrect(&mut self, before: &Details, alone: &Self) {
        self.rejected += 1;
        self.made.retain(|one| !alone.made.contains(one));
        self.recount(before, alone, u64::saturating_sub, |sum, of_row| sum.saturating_add(of_row));
    }

    fn recount(
        &mut self,
        before: &Details,
        alone: &Self,
        now: impl Fn(u64, u64) -> u64,
        then: impl Fn(u64, u64) -> u64,
    ) {
        let counts = [
            (&mut self.created, alone.created),
            (&mut self.updated, alone.updated),
            (&mut self.unchanged, alone.unchanged),
            (&mut self.duplicates, alone.duplicates),
            (&mut self.cells.total, alone.cells.total),
            (&mut self.cells.mapped, alone.cells.mapped),
            (&mut self.cells.raw, alone.cells.raw),
            (&mut self.cells.rejected, alone.cells.rejected),
        ];
        for (sum, of_row) in counts {
            *sum = now(*sum, of_row);
        }
        // All cells of a rejected row are rejected, and each is named.
        for cell in before.cells.iter().filter(|cell| cell.fate == "rejected") {
            self.cells.total = then(self.cells.total, 1);
            self.cells.rejected = then(self.cells.rejected, 1);
            let at = Self::column(&self.columns, cell.column, &cell.name);
            if let Some(column) = at.and_then(|at| self.columns.get_mut(at)) {
                column.cells = then(column.cells, 1);
                column.rejected = then(column.rejected, 1);
            }
        }
        for of_row in &alone.columns {
            let at = Self::column(&self.columns, of_row.index, &of_row.name).unwrap_or_else(|| {
                let index = self.columns.iter().map(|column| column.index + 1).max().unwrap_or(0);
                self.columns.push(Column { index, name: of_row.name.clone(), ..Column::default() });
                self.columns.len() - 1
            });
            let Some(column) = self.columns.get_mut(at) else { continue };
            column.cells = now(column.cells, of_row.cells);
            column.mapped = now(column.mapped, of_row.mapped);
            column.raw = now(column.raw, of_row.raw);
            column.rejected = now(column.rejected, of_row.rejected);
            let targets = of_row.targets.iter().filter(|target| !column.targets.contains(target));
            let targets: Vec<_> = targets.cloned().collect();
            column.targets.extend(targets);
        }
    }

    /// Where a column of the receipt of one row stands; a card's is numbered by the card alone there.
    fn column(columns: &[Column], index: usize, name: &str) -> Option<usize> {
        let same = columns.iter().position(|column| column.index == index && column.name == name);
        same.or_else(|| columns.iter().position(|column| column.name == name))
    }

    /// Counts one row's outcome.
    pub fn count(&mut self, outcome: Outcome) {
        if outcome == Outcome::Rejected && planted::is("an_outcome_is_not_counted") {
            return;
        }
        let place = match outcome {
            Outcome::Created => &mut self.created,
            Outcome::Updated => &mut self.updated,
            Outcome::Unchanged => &mut self.unchanged,
            Outcome::Duplicate => &mut self.duplicates,
            Outcome::Rejected => &mut self.rejected,
        };
        *place += 1;
    }
}

/// A cell that did not simply go to its column's target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Exception {
    /// Its column's index.
    pub column: usize,
    /// Its column's name.
    pub name: String,
    /// `raw`, `rejected`, or `repaired` of a value that was put right; its text is the one that came.
    pub fate: String,
    /// The text, shortened to 1,000 characters.
    pub text: String,
    /// Why, in English.
    pub reason: String,
    /// The code of the reason; empty in the receipts of programs that had none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// The values in the reason, by their names.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub values: Values,
}

impl Exception {
    /// A cell of this column and why it is named.
    pub fn new(column: usize, name: String, fate: &str, text: &str, why: Reason) -> Self {
        Self {
            column,
            name,
            fate: fate.to_owned(),
            text: text.chars().take(QUOTED).collect(),
            reason: why.sentence(),
            code: why.code.to_owned(),
            values: why.values,
        }
    }
}

/// What a row's receipt says beside its outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Details {
    /// What a person calls the record.
    pub title: String,
    /// The file it came from by itself, where several were read as one: a mail.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mail: String,
    /// Why it was rejected, in English.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The code of the reason.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// The values in the reason, by their names.
    #[serde(skip_serializing_if = "Values::is_empty")]
    pub values: Values,
    /// Cells that went elsewhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Exception>,
    /// What it changed on a record that was there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub diff: Vec<Difference>,
    /// Values a field had no room for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept_raw: Vec<KeptRaw>,
    /// Of a lead: a contact with the same e-mail address or phone and a name that agrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Likely>,
    /// How a rejected row stood in its file; only the file of rejected rows shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(skip)]
    pub original: Option<Original>,
    /// Whether it was rejected, corrected by hand and then imported.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub corrected: bool,
    /// Of such a row what its receipt said before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(skip)]
    pub before: Option<Box<Self>>,
    /// Of a row whose correction was taken back what its receipt said until then, should that come back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(skip)]
    pub after: Option<Box<After>>,
}

/// What the receipt of a corrected row says, without what it changed of a record that was there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct After {
    /// What became of it.
    pub outcome: String,
    /// The record it went to.
    pub record: Option<RecordRef>,
    /// The rest.
    pub details: Details,
}

/// Who a lead seems to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Likely {
    /// The contact.
    pub id: Id,
    /// Its name.
    pub title: String,
}

/// Bytes of text kept of a rejected row.
const KEPT: usize = 256 * 1024;

/// How a rejected row stood in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Original {
    /// Its cells that are not blank, by column.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<(usize, String)>,
    /// A card's lines.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub card: String,
    /// Whether it was too large to be kept whole.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub cut: bool,
}

impl Original {
    /// A row by its cells, if they were kept.
    pub fn row(mut cells: Vec<(usize, String)>) -> Option<Self> {
        let mut room = KEPT;
        let mut cut = false;
        for (_, text) in &mut cells {
            cut |= shorten(text, room);
            room = room.saturating_sub(text.len());
        }
        cells.retain(|(_, text)| !text.is_empty());
        (!cells.is_empty()).then(|| Self { cells, cut, ..Self::default() })
    }

    /// A card by its lines, if they were kept.
    pub fn card(mut card: String) -> Option<Self> {
        let cut = shorten(&mut card, KEPT);
        (!card.is_empty()).then(|| Self { card, cut, ..Self::default() })
    }

    /// The text of a cell.
    pub fn cell(&self, column: usize) -> Option<&str> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        self.cells.get(at).map(|(_, text)| text.as_str())
    }
}

/// Shortens a text to at most `room` bytes; answers whether anything went.
fn shorten(text: &mut String, room: usize) -> bool {
    if text.len() <= room {
        return false;
    }
    text.truncate(text.floor_char_boundary(room));
    true
}

/// One field before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Difference {
    /// The field.
    pub field: String,
    /// Its value before; null when it had none.
    pub from: serde_json::Value,
    /// Its value after.
    pub to: serde_json::Value,
}

/// One row of a receipt.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct RowReceipt {
    /// The file's number in the import, from 0.
    pub file: u32,
    /// The data row or card, from 1.
    pub row: u64,
    /// What became of it.
    pub outcome: String,
    /// The record it went to.
    pub record: Option<RecordRef>,
    /// Everything else.
    #[serde(flatten)]
    pub details: Details,
}

/// A record's kind and id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RecordRef {
    /// `contact` or `company`.
    pub kind: String,
    /// Its id.
    pub id: Id,
}
