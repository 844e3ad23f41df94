//! What a kind adds to the import of its records from a table. Reading cells in the form of their fields, finding the
//! records that rows name, joining, receipts and undo are the import's, the same for every kind; a kind says only how
//! other programs call its columns, what its rows name by words of their own, and by what a record is known again.

use satchel_kernel::text::fold;
use satchel_kernel::{Error, Id, Reason, Result};
use serde::{Deserialize, Serialize};

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

/// Something that is made before the rows of an import, because they name it and it is not here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Made {
    /// What it is: `pipeline` or `stage`.
    pub kind: String,
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// The pipeline of a stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pipeline_id: Option<Id>,
    /// What that is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pipeline: Option<String>,
    /// What a deal is in a stage: `open`, `won` or `lost`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// The chance of winning from a stage, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<u8>,
    /// Whether no row says that chance, so that it was chosen here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub estimated: bool,
    /// How many new records name it.
    pub rows: u64,
}

/// What stands in the place of something that was to be made.
pub struct Instead {
    /// The id of what was to be made.
    pub made: Id,
    /// What is there.
    pub there: Id,
    /// Whether what it was to be called is the name of something else by now, so that it is noted.
    pub is_noted: bool,
}

/// What is known of a row beside its record.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// The program that wrote its table, as tables of whole exports name it; empty where none of those did. The tables of one
    /// import may be of several.
    pub program: &'static str,
    /// What other columns say of what it names.
    pub said: &'a [(&'static str, String)],
    /// Whether nobody can be asked about the row, as when a whole CRM is brought over: what cannot be made is noted then, and
    /// does not reject it.
    pub eased: bool,
}

/// What the rows of one import name that is not here, as they are looked at one after the other.
pub trait Missing: Send {
    /// As [`Intake::settle`], after [`Intake::ease`] where the row is eased, but that words which name nothing are taken for
    /// something that will be made.
    fn settle(
        &mut self,
        cx: &RuleCx<'_>,
        row: &mut Record,
        beside: Beside<'_>,
        left: &mut Vec<Left>,
    ) -> Result<()>;

    /// The row that was settled last becomes a new record, so what it names is to be made; `file` is its file's number.
    fn counts(&mut self, file: u32);

    /// What is to be made after the last row, in this order, each with the number of the first file that names it.
    fn made(&mut self, cx: &RuleCx<'_>) -> Result<Vec<(u32, Made)>>;
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

    /// What columns fill in every table of these and hardly in one of people, of each group one: where they do, a table is
    /// taken for one of these unasked. Empty where nothing tells.
    fn tells(&self) -> &'static [&'static [&'static str]] {
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

    /// What collects what rows of tables name and is not here, to be made before them; `None` where nothing is.
    fn missing(&self) -> Option<Box<dyn Missing>> {
        None
    }

    /// What columns that fill nothing are called where they say something of what is made: what, and the names.
    fn beside(&self) -> &'static [(&'static str, &'static [&'static str])] {
        &[]
    }

    /// Makes what [`Missing::made`] named, in the transaction that writes the first rows. What is there by then stays as it
    /// is, and what is called so by then is not made again: each of these with what stands in its place.
    fn make_missing(&self, cx: &RuleCx<'_>, made: &[Made]) -> Result<Vec<Instead>> {
        let _ = (cx, made);
        Ok(Vec::new())
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
