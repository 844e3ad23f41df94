//! A record's past in the words of its descriptor: the log speaks of tables and columns, people of fields.

use satchel_kernel::catalogue::is_through;
use satchel_kernel::{FieldType, Id};
use satchel_vault::changes::{FieldChange, HistoryEntry};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::sql::{Column, Compiled, Form};
use super::{Record, Registry};

/// What one change set did to a record.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Entry {
    /// The set's last change to the record; history before it goes on from here.
    pub seq: i64,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Who.
    pub actor: String,
    /// Through which command.
    pub command: String,
    /// What a person calls it.
    pub label: String,
    /// The change set.
    pub change_set: Id,
    /// What changed.
    pub changes: Vec<Change>,
}

/// One value before and after.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Change {
    /// The field or part: `family`, `emails`; empty when the record itself came or went.
    pub field: String,
    /// Before; null when there was none.
    pub from: Value,
    /// After; null when there is none.
    pub to: Value,
}

/// The entry in the descriptor's words; `None` if nothing a person sees changed.
pub fn present(compiled: &Compiled, entry: HistoryEntry) -> Option<Entry> {
    let mut changes: Vec<Change> = Vec::new();
    for change in entry.changes {
        let Some(change) = present_change(compiled, change) else { continue };
        let money = is_money(compiled, &change);
        if let Some(other) = changes.iter_mut().find(|other| money && other.field == change.field) {
            join(&mut other.from, change.from);
            join(&mut other.to, change.to);
        } else if !changes.contains(&change) {
            changes.push(change);
        }
    }
    if changes.is_empty() {
        return None;
    }
    let HistoryEntry { seq, at_ms, actor, command, label, change_set, .. } = entry;
    Some(Entry { seq, at_ms, actor, command, label, change_set, changes })
}

/// A value or record that an undo left as it is, in the descriptor's words.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Kept {
    /// The record's kind.
    pub kind: String,
    /// The record.
    pub id: Id,
    /// The field; empty for the record itself.
    pub field: String,
    /// Why it stayed.
    pub reason: String,
}

/// What an undo kept, each once, without what nobody set by hand.
pub fn kept(registry: &Registry, told: Vec<satchel_vault::Kept>) -> Vec<Kept> {
    let mut kept: Vec<Kept> = Vec::new();
    for one in told {
        let field = match registry.kind(&one.kind) {
            Ok(compiled) => kept_field(compiled, &one.field, one.row),
            Err(_) => Some(one.field),
        };
        if let Some(field) = field {
            let next = Kept { kind: one.kind, id: one.id, field, reason: one.reason.to_owned() };
            if !kept.contains(&next) {
                kept.push(next);
            }
        }
    }
    kept
}

/// What undo kept, in the descriptor's words: `field` is a column, a part's table or a column of it. `None` for what
/// nobody set by hand: derived values follow by themselves, and a place in a list is no value.
pub fn kept_field(compiled: &Compiled, field: &str, row: Option<Id>) -> Option<String> {
    let kind = &compiled.kind;
    let own = |column: &str| {
        compiled.columns.iter().find(|c| c.name == column).and_then(|c| kind.fields.get(c.field))
    };
    let (table, column) = field.split_once('.').unwrap_or((field, ""));
    if let Some(part) = kind.parts.iter().find(|part| part.table == table) {
        let known = part.fields.iter().find(|f| f.column_name() == Some(column));
        return match (column, known) {
            ("", _) => Some(part.id.to_string()),
            (_, Some(field)) if !field.derived => Some(format!("{}.{}", part.id, field.id)),
            _ => None,
        };
    }
    if table == format!("{}_merged", kind.table) {
        return None;
    }
    if table == format!("{}_field_value", kind.table) {
        return (column != "position" && !row.is_some_and(is_through)).then(|| "custom".to_owned());
    }
    // A column may stand for several, by the name they share.
    let found = own(field).or_else(|| kind.fields.iter().find(|f| f.column_name() == Some(field)));
    match found {
        Some(found) => (!found.derived).then(|| found.id.to_string()),
        None => Some(field.to_owned()),
    }
}

fn present_change(compiled: &Compiled, change: FieldChange) -> Option<Change> {
    let kind = &compiled.kind;
    if change.table == kind.table {
        if change.field.is_empty() {
            return Some(Change { field: String::new(), from: whole(&change.from), to: whole(&change.to) });
        }
        if change.field == "deleted_ms" {
            return Some(Change { field: "deleted_ms".into(), from: change.from, to: change.to });
        }
        let column = compiled.columns.iter().find(|c| c.name == change.field && c.form.is_read())?;
        let field = kind.fields.get(column.field)?;
        if field.derived {
            return None;
        }
        // An amount says of its two columns those that changed.
        let shape = |v: Value| match column.form {
            Form::Minor if !v.is_null() => json!({ "minor": v }),
            Form::Currency if !v.is_null() => json!({ "currency": v }),
            _ => shaped(&field.ty, v),
        };
        return Some(Change { field: field.id.to_string(), from: shape(change.from), to: shape(change.to) });
    }
    if let Some((part, compiled_part)) =
        kind.parts.iter().zip(&compiled.parts).find(|(part, _)| part.table == change.table)
    {
        let main = part.main_field().and_then(|f| f.column_name()).unwrap_or_default();
        if change.field.is_empty() {
            let of = |row: &Value| row.get(main).cloned().unwrap_or_default();
            return Some(Change { field: part.id.to_string(), from: of(&change.from), to: of(&change.to) });
        }
        let column =
            compiled_part.columns.iter().find(|c| c.name == change.field && c.form == Form::Plain)?;
        let field = part.fields.get(column.field).filter(|f| !f.derived)?;
        let name =
            if field.id == part.main { part.id.to_string() } else { format!("{}.{}", part.id, field.id) };
        let shape = |v: Value| shaped(&field.ty, v);
        return Some(Change { field: name, from: shape(change.from), to: shape(change.to) });
    }
    if change.table == format!("{}_merged", kind.table) {
        let of = |row: &Value| row.get("title").cloned().unwrap_or_default();
        let is_whole = change.field.is_empty();
        return is_whole.then(|| Change {
            field: "merged".into(),
            from: of(&change.from),
            to: of(&change.to),
        });
    }
    if change.table == format!("{}_field_value", kind.table) && matches!(change.field.as_str(), "" | "value")
    {
        if change.row.is_some_and(is_through) {
            return None;
        }
        let field = change.row.map(|id| format!("custom.{id}")).unwrap_or_default();
        let of = |v: Value| {
            let stored =
                if change.field.is_empty() { v.get("value").cloned().unwrap_or_default() } else { v };
            stored.as_str().and_then(|t| serde_json::from_str(t).ok()).unwrap_or(Value::Null)
        };
        return Some(Change { field, from: of(change.from.clone()), to: of(change.to.clone()) });
    }
    None
}

fn is_money(compiled: &Compiled, change: &Change) -> bool {
    compiled.kind.field(&change.field).is_some_and(|field| field.ty == FieldType::Money)
}

/// Puts both columns of an amount together.
fn join(one: &mut Value, other: Value) {
    match (one.as_object_mut(), other) {
        (Some(one), Value::Object(other)) => one.extend(other),
        (None, other @ Value::Object(_)) => *one = other,
        _ => {}
    }
}

fn whole(row: &Value) -> Value {
    if row.is_null() { Value::Null } else { json!(true) }
}

fn shaped(ty: &FieldType, value: Value) -> Value {
    match (ty, value) {
        (FieldType::Bool, Value::Number(n)) => Value::Bool(n.as_i64() != Some(0)),
        (FieldType::Place, Value::Number(packed)) => {
            json!(packed.as_i64().and_then(satchel_kernel::Point::from_packed))
        }
        (FieldType::MultiChoice { .. }, Value::String(text)) => {
            serde_json::from_str(&text).unwrap_or(Value::Null)
        }
        (_, value) => value,
    }
}

/// A record rebuilt from the log (columns, and rows under each part's table) as JSON in the descriptor's words.
pub fn rebuilt(compiled: &Compiled, id: Id, columns: &Value) -> Record {
    let mut record = Map::new();
    record.insert("id".into(), json!(id));
    record.insert("kind".into(), json!(compiled.kind.name));
    fields(&compiled.columns, &compiled.kind.fields, columns, &mut record);
    for name in ["created_ms", "modified_ms", "deleted_ms"] {
        if let Some(value) = columns.get(name).filter(|v| !v.is_null()) {
            record.insert(name.into(), value.clone());
        }
    }
    for (part, compiled_part) in compiled.kind.parts.iter().zip(&compiled.parts) {
        let rows = columns.get(part.table.as_ref()).and_then(Value::as_array);
        let entries = rows.into_iter().flatten().map(|row| {
            let mut entry = Map::new();
            fields(&compiled_part.columns, &part.fields, row, &mut entry);
            if part.bare {
                return entry.remove(part.main.as_ref()).unwrap_or_default();
            }
            entry.insert("id".into(), row.get("id").cloned().unwrap_or_default());
            Value::Object(entry)
        });
        record.insert(part.id.to_string(), Value::Array(entries.collect()));
    }
    let own = columns.get(format!("{}_field_value", compiled.kind.table)).and_then(Value::as_array);
    let custom: Map<String, Value> = own
        .into_iter()
        .flatten()
        .filter_map(|row| {
            let field = row.get("id")?.as_str()?.to_owned();
            Some((field, serde_json::from_str(row.get("value")?.as_str()?).ok()?))
        })
        .collect();
    if compiled.own.is_some() {
        record.insert("custom".into(), Value::Object(custom));
    }
    record
}

fn fields(columns: &[Column], fields: &[satchel_kernel::Field], from: &Value, into: &mut Record) {
    for column in columns {
        let Some(field) = fields.get(column.field) else { continue };
        let value = from.get(&column.name).cloned().unwrap_or_default();
        if value.is_null() {
            continue;
        }
        match column.form {
            Form::Plain => {
                into.insert(field.id.to_string(), shaped(&field.ty, value));
            }
            Form::Minor => {
                into.insert(field.id.to_string(), json!({ "minor": value }));
            }
            Form::Currency => {
                if let Some(money) = into.get_mut(field.id.as_ref()).and_then(Value::as_object_mut) {
                    money.insert("currency".into(), value);
                }
            }
            Form::Fold | Form::Sort => {}
        }
    }
}
