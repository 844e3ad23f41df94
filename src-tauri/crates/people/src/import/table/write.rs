//! Writing a staged row: a new record by its own rules, or what it adds to one that is there.

use satchel_feature::records::{self, Record, RuleCx};
use satchel_kernel::text::fold;
use satchel_kernel::{Id, Result};
use serde_json::Value;

use super::planted;
use crate::import::convert::Written;
use crate::import::crm::{text_of, write_into};
use crate::import::leads::take_out;
use crate::import::merge::KeptRaw;
use crate::import::staged::Brought;
use crate::import::words::Words;

/// Makes what the row names and what is not there yet; `joins` is the record it is joined with.
pub fn make(rules: &RuleCx<'_>, brought: &mut Brought, joins: Option<Id>) -> Result<()> {
    let compiled = rules.registry.kind(&brought.kind)?;
    let Some(intake) = compiled.intake.as_deref() else { return Ok(()) };
    let old = joins.map(|id| records::get(rules.conn, compiled, id)).transpose()?;
    intake.make(rules, &mut brought.record, old.as_ref())
}

/// Makes a record by its own rules; what these refuse is noted with the rest that found no place.
pub fn create(rules: &RuleCx<'_>, id: Id, brought: &mut Brought, words: &Words) -> Result<()> {
    let mut record = std::mem::take(&mut brought.record);
    let mut left = Vec::new();
    loop {
        match records::create_following(rules, &brought.kind, id, record.clone()) {
            Ok(_) => break,
            Err(refused) => {
                let field = refused.field.clone().unwrap_or_default();
                let Some(out) = take_out(&mut record, &field) else { return Err(refused) };
                if let Some(text) = text_of(&brought.kind) {
                    let noted = words.left(&brought.kind, &[out]);
                    write_into(&mut record, text, &noted.into_iter().collect::<Vec<_>>());
                } else {
                    left.push(out);
                }
            }
        }
    }
    brought.notes.extend(words.left(&brought.kind, &left));
    Ok(())
}

/// Joins what a row brings with a record that is there: an empty field takes the value, another value than there is goes
/// to `kept` as it was written, lists grow by what they lack.
pub fn join(old: &Record, brought: &Record, written: &[Written]) -> (Record, Vec<KeptRaw>) {
    let mut joined = old.clone();
    let mut kept = Vec::new();
    for (name, value) in brought {
        match value {
            Value::Array(entries) => {
                let there = joined.entry(name).or_insert_with(|| Value::Array(Vec::new()));
                if let Value::Array(there) = there {
                    add(there, entries);
                }
            }
            Value::Object(own) if name == "custom" => {
                let there = joined.entry("custom").or_insert_with(|| Value::Object(Record::new()));
                if let Value::Object(there) = there {
                    own.iter().for_each(|(id, value)| fill(there, id, value, written, &mut kept));
                }
            }
            value => fill(&mut joined, name, value, written, &mut kept),
        }
    }
    (joined, kept)
}

fn fill(there: &mut Record, name: &str, value: &Value, written: &[Written], kept: &mut Vec<KeptRaw>) {
    match there.get(name) {
        None => _ = there.insert(name.to_owned(), value.clone()),
        Some(other) if other == value => {}
        Some(_) if planted("a_row_replaces_what_is_there") => {
            _ = there.insert(name.to_owned(), value.clone())
        }
        Some(_) => {
            let kept_as = match written.iter().find(|written| written.id == name) {
                Some(Written { target, value, .. }) => {
                    KeptRaw { field: target.clone(), value: value.clone() }
                }
                None => KeptRaw {
                    field: name.to_owned(),
                    value: value.as_str().map_or_else(|| value.to_string(), str::to_owned),
                },
            };
            kept.push(kept_as);
        }
    }
}

/// Adds entries that are not there; what they are known by is their text, or the record they point at.
fn add(there: &mut Vec<Value>, entries: &[Value]) {
    let key = |entry: &Value| match entry {
        Value::String(text) => fold(text),
        Value::Object(fields) => fields.get("contact_id").map(Value::to_string).unwrap_or_default(),
        other => other.to_string(),
    };
    for entry in entries {
        if !there.iter().any(|other| key(other) == key(entry)) {
            there.push(entry.clone());
        }
    }
}
