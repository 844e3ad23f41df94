//! Where the columns of a table go that holds records of a kind: by the names its own export gives them, by those of the
//! seller's fields, and by what other programs call them.

use std::collections::BTreeMap;

use satchel_formats::csv::{self, Column, DateOrder, Detection, Doubt, Target};
use satchel_kernel::FieldType;
use satchel_kernel::text::fold;

use super::{Place, Shape};
use crate::export::table::heading;

/// How columns of notes are called.
const NOTES: [&str; 6] = ["note", "notes", "notiz", "notizen", "comment", "description"];

/// Makes what was found out of a table say where its columns go as records of this kind, and what is doubtful in that.
pub fn fit(shape: &Shape<'_>, detection: &mut Detection) {
    let mut doubts: Vec<Doubt> = std::mem::take(&mut detection.doubts)
        .into_iter()
        .filter(|doubt| !matches!(doubt.code, "columns" | "no_contacts" | "date_order"))
        .collect();
    detection.mapping.rows = csv::Rows::Records;
    let mut taken = Vec::new();
    let mut unknown = Vec::new();
    for column in &mut detection.mapping.columns {
        let guess = guess(shape, &column.name, &mut taken);
        *column = Column { index: column.index, name: std::mem::take(&mut column.name), ..guess };
        if let Target::Custom(target) = &column.target
            && holds_days(shape, target)
            && let Some(found) = detection.dates.iter().find(|date| date.column == column.index)
        {
            column.date_order = Some(found.order);
            if found.order == DateOrder::Ambiguous {
                let (columns, message) = (vec![column.index], found.proof.clone());
                doubts.push(Doubt { code: "date_order", columns, message });
            }
        }
        let is_filled = detection.samples.get(column.index).is_some_and(|samples| !samples.is_empty());
        if column.target == Target::Raw && is_filled {
            unknown.push((column.index, format!("“{}”", column.name)));
        }
    }
    // Which columns of a known program go into notes needs no question.
    if !unknown.is_empty() && detection.product == csv::Product::Unknown {
        let names: Vec<&str> = unknown.iter().take(5).map(|(_, name)| name.as_str()).collect();
        let message = format!("What these columns hold is a guess: {}.", names.join(", "));
        let columns = unknown.iter().map(|(index, _)| *index).collect();
        doubts.push(Doubt { code: "columns", columns, message });
    }
    if !taken.iter().any(|target| *target == shape.kind.title) {
        let message = "No column holds the name of a record.".to_owned();
        doubts.push(Doubt { code: "no_title", columns: Vec::new(), message });
    }
    detection.sure = doubts.is_empty();
    detection.doubts = doubts;
}

/// Whether columns of these names tell that the rows are of this kind, whatever else they might be.
pub fn tell(shape: &Shape<'_>, names: &[&str]) -> bool {
    let filled: Vec<String> = names.iter().filter_map(|name| target(shape, &plain(name))).collect();
    let groups = shape.intake.tells();
    !groups.is_empty()
        && groups.iter().all(|group| group.iter().any(|one| filled.iter().any(|target| target == one)))
}

fn holds_days(shape: &Shape<'_>, target: &str) -> bool {
    matches!(shape.place(target), Some(Place::Field(field)) if matches!(field.ty, FieldType::Date | FieldType::Instant))
}

/// A name as it is compared: its letters and digits.
fn plain(name: &str) -> String {
    fold(name).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

fn guess(shape: &Shape<'_>, name: &str, taken: &mut Vec<String>) -> Column {
    let column = |target, confidence: f32, reason: &str| Column {
        index: 0,
        name: String::new(),
        target,
        confidence,
        reason: reason.to_owned(),
        date_order: None,
        values: BTreeMap::new(),
    };
    if csv::WHY.contains(&name) {
        return column(Target::Skip, 1.0, "Why the row was rejected; it is not imported.");
    }
    let key = plain(name);
    if let Some(target) = target(shape, &key) {
        taken.push(target.clone());
        return column(Target::Custom(target), 1.0, "The column is called like the field.");
    }
    if NOTES.iter().any(|word| plain(word) == key) {
        return column(Target::Notes, 1.0, "The column is called like the field.");
    }
    let fields = shape.kind.fields.iter().filter(|field| field.column_name().is_some());
    let reckoned = fields.map(|field| &field.id).chain(shape.kind.parts.iter().map(|part| &part.id));
    if reckoned.into_iter().any(|id| plain(&heading(id)) == key) {
        return column(Target::Skip, 1.0, "Satchel works this out by itself.");
    }
    column(Target::Raw, 0.5, "There is no field of this name; what stands in it is kept in a note.")
}

/// The target that a column of this plain name fills.
fn target(shape: &Shape<'_>, key: &str) -> Option<String> {
    if key.is_empty() {
        return None;
    }
    let fields = || shape.fields().map(|field| (field, shape.id(field)));
    // The seller's own words go before those of the program.
    let own = fields().find(|(field, _)| field.label.as_deref().is_some_and(|label| plain(label) == key));
    let words = || {
        let words = shape.intake.words().iter();
        words.into_iter().find(|(_, words)| words.iter().any(|word| plain(word) == key)).map(|(id, _)| *id)
    };
    let more = || shape.intake.more().iter().find(|more| plain(more.id) == key || plain(more.name) == key);
    let part = || shape.parts().find(|part| plain(&part.id) == key);
    let built_in =
        || fields().find(|(field, _)| plain(&field.id) == key || plain(&heading(&field.id)) == key);
    let found = own.map(|(_, id)| id).or_else(words);
    let found = found.or_else(|| more().map(|more| more.id)).or_else(|| part().map(|part| part.id.as_ref()));
    found.or_else(|| built_in().map(|(_, id)| id)).map(str::to_owned)
}
