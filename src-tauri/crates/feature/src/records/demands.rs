//! Which of the seller's own fields a record must have: always, or where a condition holds of it.
//!
//! A demand is met when a record is made and whenever a change brings it about. What was missing already and was demanded
//! already may stay missing, so that a field that is made required later stops nobody from changing something else.

use satchel_kernel::evaluate::Plan;
use satchel_kernel::query::{Filter, Query};
use satchel_kernel::{Error, Field, Kind, Result};
use serde_json::{Value, json};

use super::Record;

/// Whether any of the seller's own fields of this kind can be demanded of a record.
pub fn demands_any(kind: &Kind) -> bool {
    kind.fields.iter().any(can_be_demanded)
}

/// Refuses a record that lacks one of the seller's own fields which it must have.
pub fn demanded(kind: &Kind, new: &Record, old: Option<&Record>) -> Result<()> {
    let demanding: Vec<&Field> = kind.fields.iter().filter(|field| can_be_demanded(field)).collect();
    let missing: Vec<&Field> = demanding.into_iter().filter(|field| !has(new, field)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let (now, before) = (Value::Object(new.clone()), old.map(|old| Value::Object(old.clone())));
    for field in missing {
        let was_so = match (old, &before) {
            (Some(old), Some(before)) => !has(old, field) && is_demanded(kind, field, before),
            _ => false,
        };
        if is_demanded(kind, field, &now) && !was_so {
            let name = field.label.as_deref().unwrap_or(&field.id);
            return Err(Error::refused("field_required", format!("“{name}” must be filled in here."))
                .at(format!("custom.{}", field.id))
                .with(json!({ "name": name })));
        }
    }
    Ok(())
}

fn can_be_demanded(field: &Field) -> bool {
    field.column_name().is_none() && (field.required || field.required_when.is_some())
}

fn has(record: &Record, field: &Field) -> bool {
    record
        .get("custom")
        .and_then(|custom| custom.get(field.id.as_ref()))
        .is_some_and(|value| !value.is_null())
}

fn is_demanded(kind: &Kind, field: &Field, record: &Value) -> bool {
    let shown = field.shown_when.as_ref().is_none_or(|when| holds(kind, when, record).unwrap_or(true));
    let required =
        || field.required_when.as_ref().is_some_and(|when| holds(kind, when, record) == Some(true));
    shown && (field.required || required())
}

/// Whether a condition holds of a record; `None` when it can no longer be asked, as of a field that was deleted.
fn holds(kind: &Kind, when: &Filter, record: &Value) -> Option<bool> {
    let query = Query { filter: Some(when.clone()), ..Query::default() };
    Plan::new(kind, &query).ok().map(|plan| plan.root.holds(record))
}
