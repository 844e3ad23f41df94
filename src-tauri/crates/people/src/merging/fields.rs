//! Which value each field takes, and from whom. Pure.

use std::collections::BTreeMap;

use satchel_feature::Record;
use satchel_kernel::{Error, Field, FieldType, Id, Kind, Result};
use serde_json::Value;

/// Stands in front of the name of a field of the seller's own.
const OWN: &str = "custom.";

/// A field of the records that become one.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// Its name; one of the seller's own as `custom.` and its id.
    pub field: String,
    /// What each record says, in the order of the records; null where it says nothing.
    pub values: Vec<Value>,
    /// Whose value stays: a place in the order of the records.
    pub from: usize,
    /// Whether that was chosen against the usual.
    pub chosen: bool,
}

/// The name under which a field is chosen.
fn name(field: &Field) -> String {
    if field.column_name().is_none() { format!("{OWN}{}", field.id) } else { field.id.to_string() }
}

fn value(record: &Record, field: &Field) -> Value {
    let own = field.column_name().is_none();
    let found = if own {
        record.get("custom").and_then(|custom| custom.get(field.id.as_ref()))
    } else {
        record.get(field.id.as_ref())
    };
    match found {
        Some(Value::String(text)) if text.is_empty() => Value::Null,
        Some(Value::Array(items)) if items.is_empty() => Value::Null,
        // Nobody says no by leaving a mark out.
        Some(Value::Bool(false)) | None => Value::Null,
        Some(value) => value.clone(),
    }
}

/// Decides every field that any of `records` fills, the survivor being the first of them. `choices` say whose value a
/// field takes; else it keeps its own, else it takes the first there is.
pub fn decide(kind: &Kind, records: &[(Id, Record)], choices: &BTreeMap<String, Id>) -> Result<Vec<Decided>> {
    let mut unknown: Vec<&String> = choices.keys().collect();
    let mut decided = Vec::new();
    for field in kind.fields.iter().filter(|field| !field.derived) {
        let name = name(field);
        unknown.retain(|chosen| **chosen != name);
        let values: Vec<Value> = records
            .iter()
            .map(|(_, record)| match value(record, field) {
                // What one of them said of another it would say of itself.
                Value::String(id) if is_one_of(kind, field, &id, records) => Value::Null,
                value => value,
            })
            .collect();
        if values.iter().all(Value::is_null) {
            continue;
        }
        let usual = values.iter().position(|value| !value.is_null()).unwrap_or(0);
        let from = match choices.get(&name) {
            None => usual,
            Some(id) => records.iter().position(|(one, _)| one == id).ok_or_else(|| {
                Error::invalid(
                    format!("fields.{name}"),
                    "A value can only come from one of the records that become one.",
                )
            })?,
        };
        decided.push(Decided { field: name, values, from, chosen: from != usual });
    }
    match unknown.first() {
        Some(name) => {
            let words = format!("A {} has no field called “{name}” that could be chosen.", kind.word());
            Err(Error::invalid(format!("fields.{name}"), words))
        }
        None => Ok(decided),
    }
}

fn is_one_of(kind: &Kind, field: &Field, id: &str, records: &[(Id, Record)]) -> bool {
    matches!(&field.ty, FieldType::Record { kind: of } if *of == kind.name)
        && id.parse::<Id>().is_ok_and(|id| records.iter().any(|(one, _)| *one == id))
}

/// Writes what was decided into a record.
pub fn settle(record: &mut Record, decided: &[Decided]) {
    for one in decided {
        let value = one.values.get(one.from).cloned().unwrap_or_default();
        let (into, name) = match one.field.strip_prefix(OWN) {
            Some(id) => {
                let custom = record.entry("custom").or_insert_with(|| Value::Object(Record::new()));
                let Some(custom) = custom.as_object_mut() else { continue };
                (custom, id)
            }
            None => (&mut *record, one.field.as_str()),
        };
        if value.is_null() {
            into.remove(name);
        } else {
            into.insert(name.to_owned(), value);
        }
    }
}
