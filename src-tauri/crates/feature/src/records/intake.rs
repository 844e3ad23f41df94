//! What a kind adds to the import of its records from a table. Reading cells in the form of their fields, finding the
//! records that rows name, joining, receipts and undo are the import's, the same for every kind; a kind says only how
//! other programs call its columns, what its rows name by words of their own, and by what a record is known again.

use satchel_kernel::text::fold;
use satchel_kernel::{Error, Id, Reason, Result};

use super::{Record, RuleCx, text};

/// Something a column can hold beside the fields of the kind. It stands in the row as the list of its entries.
pub struct Target {
    /// Its name among the targets.
    pub id: &'static str,
    /// How the column is called, in English, for receipts.
    pub name: &'static str,
}

/// A value for which the record has no place; it is kept in a note.
pub struct Left {
    /// The target it was to fill.
    pub target: String,
    /// What was written.
    pub value: String,
    /// Why it has no place.
    pub reason: Reason,
}

/// A word that names nothing here.
pub struct Question {
    /// The target it was to fill.
    pub target: &'static str,
    /// Words that name something there.
    pub known: Vec<String>,
    /// The record under which something of that name would be made, where the seller can make it: a stage its pipeline.
    pub under: Option<Id>,
}

/// How rows of a table become records of a kind.
pub trait Intake: Send + Sync {
    /// What columns can hold beside the kind's own fields.
    fn more(&self) -> &'static [Target] {
        &[]
    }

    /// How other programs call columns, by the target they fill, compared folded.
    fn words(&self) -> &'static [(&'static str, &'static [&'static str])] {
        &[]
    }

    /// Turns what a row names by words into what the record holds, in the vault as it is; a field that refers to a
    /// record holds the words until then. What is left as words the import looks up by its title. A refusal rejects the
    /// row.
    fn settle(&self, cx: &RuleCx<'_>, row: &mut Record, left: &mut Vec<Left>) -> Result<()> {
        let _ = (cx, row, left);
        Ok(())
    }

    /// Before [`Intake::settle`], where nobody can be asked about single rows, as when a whole CRM is brought over: takes
    /// words out for which `settle` would refuse the row.
    fn ease(&self, cx: &RuleCx<'_>, row: &mut Record, left: &mut Vec<Left>) -> Result<()> {
        let _ = (cx, row, left);
        Ok(())
    }

    /// Whether a record is known again by its name; there are many calls of one name.
    fn is_known_by_name(&self) -> bool {
        true
    }

    /// The targets of which [`Intake::asks`] asks.
    fn named(&self) -> &'static [&'static str] {
        &[]
    }

    /// What a refusal of [`Intake::settle`] asks of the seller before the import: which word of the row names nothing
    /// here, and what it may be said to mean instead. `None` where it is no question of a word.
    fn asks(&self, cx: &RuleCx<'_>, row: &Record, refused: &Error) -> Result<Option<Question>> {
        let _ = (cx, row, refused);
        Ok(None)
    }

    /// Whether [`Intake::make`] makes the record that this field names, so that words nothing is called by may stay.
    fn makes(&self, field: &str) -> bool {
        let _ = field;
        false
    }

    /// Makes what a row names and what is not there yet, in the transaction that writes the record; `old` is the record
    /// it is joined with.
    fn make(&self, cx: &RuleCx<'_>, row: &mut Record, old: Option<&Record>) -> Result<()> {
        let _ = (cx, row, old);
        Ok(())
    }

    /// By what a row or a record is known again, beside its title.
    fn key(&self, cx: &RuleCx<'_>, record: &Record) -> Result<String> {
        let _ = (cx, record);
        Ok(String::new())
    }
}

/// By what a row of a kind, or a record, is known again: its title, and whatever the kind adds to that.
///
/// # Errors
/// What the kind's rule says.
pub fn known_by(cx: &RuleCx<'_>, intake: &dyn Intake, title: &str, record: &Record) -> Result<String> {
    Ok(format!("{}\u{1}{}", fold(text(record, title)), intake.key(cx, record)?))
}

/// What the seller's own kinds do: their fields say everything.
pub(super) struct Plain;

impl Intake for Plain {}
