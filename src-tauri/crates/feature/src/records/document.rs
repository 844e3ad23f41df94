//! What the index holds of a record, made from its descriptor alone.

use std::sync::Arc;

use rusqlite::Connection;
use satchel_kernel::{Catalogue, Id};
use satchel_search::{Document, Documents};
use serde_json::{Map, Value, json};

use super::{Record, part, text};
use crate::Shared;

/// Makes index documents of every kind in the registry.
pub struct Searcher(pub Arc<Shared>);

impl Documents for Searcher {
    fn document(&self, conn: &Connection, kind: &str, id: Id) -> satchel_kernel::Result<Option<Document>> {
        let shared = &self.0;
        let Ok(compiled) = shared.registry.kind(kind) else { return Ok(None) };
        let record = match super::get(conn, compiled, id) {
            Ok(record) => record,
            Err(e) if e.code == "not_found" => return Ok(None),
            Err(e) => return Err(e),
        };
        Ok(Some(document(&shared.catalogue(), compiled, id, &record)))
    }
}

fn document(catalogue: &Catalogue, compiled: &super::Compiled, id: Id, record: &Record) -> Document {
    let kind = &compiled.kind;
    let mut texts = Vec::new();
    let mut values = Map::new();
    let own = catalogue.kinds.get(kind.name.as_ref()).map(|k| k.fields.as_slice()).unwrap_or_default();
    for field in own {
        let custom = field.column_name().is_none();
        let value = if custom {
            record.get("custom").and_then(|c| c.get(field.id.as_ref()))
        } else {
            record.get(field.id.as_ref())
        };
        let Some(value) = value else { continue };
        if field.search_weight > 0 {
            let words = words(value);
            if !words.is_empty() {
                texts.push((field.id.to_string(), field.search_weight, words));
            }
        }
        if field.filterable || field.sortable {
            values.insert(field.id.to_string(), value.clone());
        }
    }
    for described in &kind.parts {
        let entries = part(record, &described.id);
        for entry in entries {
            for field in described.fields.iter().filter(|f| f.search_weight > 0) {
                let value = if described.bare { Some(entry) } else { entry.get(field.id.as_ref()) };
                if let Some(words) = value.map(words).filter(|w| !w.is_empty()) {
                    texts.push((described.id.to_string(), field.search_weight, words));
                }
            }
        }
        if described.filterable {
            let mains: Vec<&Value> = entries
                .iter()
                .filter_map(|e| if described.bare { Some(e) } else { e.get(described.main.as_ref()) })
                .collect();
            values.insert(described.id.to_string(), json!(mains));
        }
    }
    for name in ["created_ms", "modified_ms"] {
        if let Some(value) = record.get(name) {
            values.insert(name.into(), value.clone());
        }
    }
    let phones = part(record, "phones")
        .iter()
        .flat_map(|p| [p.get("e164"), p.get("value")])
        .filter_map(|v| v.and_then(Value::as_str).map(str::to_owned))
        .collect();
    Document {
        kind: kind.name.to_string(),
        id,
        version: record.get("version").and_then(Value::as_i64).unwrap_or_default(),
        title: text(record, &kind.title).to_owned(),
        subtitle: compiled.rules.subtitle(record),
        modified_ms: record.get("modified_ms").and_then(Value::as_i64).unwrap_or_default(),
        deleted: record.contains_key("deleted_ms"),
        texts,
        phones,
        values,
    }
}

fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

