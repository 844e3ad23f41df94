//! What becomes of a row.

use crate::Reason;
use crate::draft::{Cell, Draft};

/// A cell worth showing beside its fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The column's number from 0.
    pub column: usize,
    /// The cell's text, cut after 200 characters.
    pub text: String,
    /// Why it is worth showing.
    pub reason: Reason,
}

impl Exception {
    pub(crate) fn new(column: usize, text: &str, reason: Reason) -> Self {
        Self { column, text: text.chars().take(200).collect(), reason }
    }
}

/// A row that became a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The draft.
    pub draft: Draft,
    /// Every cell that is not blank and what became of it, in the order of the columns.
    pub cells: Vec<Cell>,
    /// Cells that were rejected, or taken with a remark.
    pub exceptions: Vec<Exception>,
}

/// A row that became nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Why: `names_nobody`, `deleted_at_source`, `linkedin_ghost`, `footer`, `header_again`, `stray_quote`, `too_large`,
    /// `too_many_cells`.
    pub reason: Reason,
    /// Every cell that is not blank, rejected.
    pub cells: Vec<Cell>,
    /// Those cells' texts.
    pub texts: Vec<Exception>,
}
