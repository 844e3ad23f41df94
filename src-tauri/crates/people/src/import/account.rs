//! Values that found no room when a row was written: their cells move from mapped to another fate, on the receipt of the
//! row and in the sums of the file. The import and its dry run account alike.

use satchel_formats::Reason;

use super::leads;
use super::merge::{self, KeptRaw};
use super::own::Own;
use super::receipt::{Details, Exception, FileReceipt, UNFIT};

const PHOTO_LEFT: Reason =
    Reason::new("photo_left", "The record keeps its own photo; this one was left out.");

const ELSEWHERE: Reason = Reason::new(
    "named_otherwise",
    "What is called so is something else since the file was checked; this is kept in a note.",
);

/// What a cell became instead of mapped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Raw,
    Rejected,
}

/// Values that do not fit the seller's own fields.
pub fn unfit(details: &mut Details, own: &Own, targets: &[(usize, String)], receipt: &mut FileReceipt) {
    for (name, value) in &own.unfit {
        let kept = KeptRaw { field: format!("{}{name}", merge::OWN), value: value.clone() };
        move_cell(details, &kept, targets, Fate::Raw, UNFIT, receipt);
    }
}

/// Values whose field has its own already.
pub fn kept(details: &mut Details, targets: &[(usize, String)], receipt: &mut FileReceipt) {
    for kept in details.kept_raw.clone() {
        let field = kept.field.strip_prefix(merge::OWN).unwrap_or(&kept.field);
        let words = "The record keeps its own value here ({field}); this one is kept beside it.";
        let reason = Reason::new("kept_beside", words).with("field", field);
        move_cell(details, &kept, targets, Fate::Raw, reason, receipt);
    }
}

/// Words of these fields that name something else by now; answers the note that keeps them.
pub fn elsewhere(
    words: Vec<(String, String)>,
    details: &mut Details,
    targets: &[(usize, String)],
    receipt: &mut FileReceipt,
) -> Option<String> {
    let mut lines = Vec::new();
    for (field, value) in words {
        let column = targets.iter().find(|(_, target)| *target == field).map(|(column, _)| *column);
        let column = receipt.columns.iter().find(|one| Some(one.index) == column);
        lines.push((column.map_or_else(|| field.clone(), |one| one.name.clone()), value.clone()));
        move_cell(details, &KeptRaw { field, value }, targets, Fate::Raw, ELSEWHERE, receipt);
    }
    leads::noted(lines.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// A portrait beside another.
pub fn photo(details: &mut Details, targets: &[(usize, String)], receipt: &mut FileReceipt) {
    let kept = KeptRaw { field: "photo".into(), value: String::new() };
    move_cell(details, &kept, targets, Fate::Rejected, PHOTO_LEFT, receipt);
}

/// Moves the cell that brought a value its field did not take.
fn move_cell(
    details: &mut Details,
    kept: &KeptRaw,
    targets: &[(usize, String)],
    fate: Fate,
    reason: Reason,
    receipt: &mut FileReceipt,
) {
    let Some((index, _)) = targets.iter().find(|(_, target)| *target == kept.field) else { return };
    let Some(column) = receipt.columns.iter_mut().find(|c| c.index == *index && c.mapped > 0) else { return };
    let cells = &mut receipt.cells;
    let (word, counts) = match fate {
        Fate::Raw => ("raw", [&mut column.raw, &mut cells.raw]),
        Fate::Rejected => ("rejected", [&mut column.rejected, &mut cells.rejected]),
    };
    counts.into_iter().for_each(|count| *count += 1);
    column.mapped -= 1;
    cells.mapped = cells.mapped.saturating_sub(1);
    details.cells.push(Exception::new(*index, column.name.clone(), word, &kept.value, reason));
}
