//! What the index knows of a record, made from its catalogue kind and its JSON form, and the trait through which the
//! index reads records.

use std::sync::Arc;

use rusqlite::Connection;
use satchel_kernel::catalogue::{Field, FieldType, Kind, Part, Store};
use satchel_kernel::{Id, Result};
use serde_json::{Map, Value};

use crate::columns::{self, Cell};

/// The most characters of one text that are searched.
const LONGEST_TEXT: usize = 200_000;
/// The most texts of one record that are searched.
const MOST_TEXTS: usize = 500;

/// How the records of a kind are searched and listed; worked out once for many of them.
pub struct Layout<'k> {
    kind: &'k Kind,
    columns: Vec<columns::Columns<'k>>,
    /// The names of the kind's fields, then of each part's fields, as terms carry them.
    fields: Vec<Arc<str>>,
    parts: Vec<Vec<Arc<str>>>,
}

impl<'k> Layout<'k> {
    /// The layout of a kind.
    pub fn of(kind: &'k Kind) -> Self {
        let part = |part: &Part| -> Vec<Arc<str>> {
            let name = |field: &Field| match field.id == part.main {
                true => Arc::from(&*part.id),
                false => Arc::from(format!("{}.{}", part.id, field.id)),
            };
            part.fields.iter().map(name).collect()
        };
        Self {
            kind,
            columns: columns::places(kind),
            fields: kind.fields.iter().map(|field| Arc::from(&*field.id)).collect(),
            parts: kind.parts.iter().map(part).collect(),
        }
    }
}

/// One record as it is searched and listed. Made by [`Document::of`].
#[derive(Clone, Debug)]
pub struct Document {
    /// Its kind.
    pub kind: String,
    /// The record.
    pub id: Id,
    /// Its version.
    pub version: i64,
    /// What a person calls it.
    pub title: String,
    /// What tells it from another of the same title.
    pub subtitle: String,
    /// When it was last changed, milliseconds since 1970 UTC.
    pub modified_ms: i64,
    /// Whether it is in the trash.
    pub deleted: bool,
    /// What is searched: field id, weight from 1 to 10, text.
    pub texts: Vec<(Arc<str>, u8, String)>,
    /// Phone numbers, as typed and in E.164 form.
    pub phones: Vec<String>,
    /// The record in its JSON form, as the reference evaluator reads it.
    pub values: Map<String, Value>,
    pub(crate) cells: Vec<(Arc<str>, Cell)>,
}

/// How the index reads records. The feature crate implements it for every kind of the catalogue.
pub trait Documents: Send + Sync {
    /// The record as of the connection's snapshot, trashed ones too; `None` if there is none, or its kind is not
    /// searched.
    fn document(&self, conn: &Connection, kind: &str, id: Id) -> Result<Option<Document>>;

    /// Many records of one kind at once, in any order, those that do not exist left out. Reading them together is
    /// what lets the index keep up with an import.
    fn documents(&self, conn: &Connection, kind: &str, ids: &[Id]) -> Result<Vec<Document>> {
        ids.iter().filter_map(|id| self.document(conn, kind, *id).transpose()).collect()
    }

    /// The kinds that are searched and listed.
    fn kinds(&self) -> Vec<String>;

    /// The next ids of a kind after `after`, in their order, for a rebuild.
    fn ids(&self, conn: &Connection, kind: &str, after: Option<Id>, limit: usize) -> Result<Vec<Id>>;

    /// Other records whose documents quote this one (a contact that shows its company's name), so that they follow
    /// its change.
    fn dependents(&self, _conn: &Connection, _kind: &str, _id: Id) -> Result<Vec<(String, Id)>> {
        Ok(Vec::new())
    }

    /// Changes when the catalogue does in a way that makes the index's columns stale (not when the seller adds a
    /// field); the index is then written anew.
    fn fingerprint(&self) -> String {
        String::new()
    }
}

impl Document {
    /// The document of a record of this kind; `None` if it has no id.
    pub fn of(kind: &Kind, record: Map<String, Value>) -> Option<Self> {
        let mut document = Self::with(&Layout::of(kind), record)?;
        document.subtitle = subtitle(&document.values, &document.title);
        Some(document)
    }

    /// The document of a record of the layout's kind, without a subtitle; `None` if it has no id.
    pub fn with(layout: &Layout<'_>, record: Map<String, Value>) -> Option<Self> {
        let kind = layout.kind;
        let id = record.get("id")?.as_str()?.parse().ok()?;
        let record = Value::Object(record);
        let number = |name: &str| record.get(name).and_then(Value::as_i64);
        let mut texts = Vec::with_capacity(32);
        let mut phones = Vec::new();
        for (field, name) in kind.fields.iter().zip(&layout.fields) {
            if field.search_weight > 0 {
                let value = match &field.store {
                    Store::Column(_) => record.get(&*field.id),
                    Store::Custom(_) => record.get("custom").and_then(|custom| custom.get(&*field.id)),
                };
                text_of(field, name, value, &mut texts);
            }
        }
        for (part, names) in kind.parts.iter().zip(&layout.parts) {
            part_texts(part, names, &record, &mut texts, &mut phones);
        }
        texts.truncate(MOST_TEXTS);
        let cells = columns::cells(&layout.columns, &record);
        let (version, modified_ms) = (number("version").unwrap_or(0), number("modified_ms").unwrap_or(0));
        let deleted = number("deleted_ms").is_some();
        let title = title(kind, &record);
        let Value::Object(values) = record else { return None };
        let kind = kind.name.to_string();
        Some(Self {
            kind,
            id,
            version,
            title,
            subtitle: String::new(),
            modified_ms,
            deleted,
            texts,
            phones,
            values,
            cells,
        })
    }
}

/// Adds the searched text of one value.
fn text_of(field: &Field, name: &Arc<str>, value: Option<&Value>, texts: &mut Vec<(Arc<str>, u8, String)>) {
    let mut add = |value: &Value| {
        if let Some(text) = value.as_str().filter(|text| !text.trim().is_empty()) {
            let cut = match text.len() > LONGEST_TEXT {
                true => text.char_indices().nth(LONGEST_TEXT).map_or(text.len(), |(at, _)| at),
                false => text.len(),
            };
            texts.push((
                Arc::clone(name),
                field.search_weight.min(10),
                text.get(..cut).unwrap_or_default().to_owned(),
            ));
        }
    };
    match (&field.ty, value) {
        (
            FieldType::Text { .. } | FieldType::LongText | FieldType::Link | FieldType::Choice { .. },
            Some(value),
        ) => add(value),
        (FieldType::MultiChoice { .. }, Some(Value::Array(values))) => values.iter().for_each(add),
        _ => {}
    }
}

fn part_texts(
    part: &Part,
    names: &[Arc<str>],
    record: &Value,
    texts: &mut Vec<(Arc<str>, u8, String)>,
    phones: &mut Vec<String>,
) {
    let is_phone = part.fields.iter().any(|field| field.id == "e164");
    for entry in record.get(&*part.id).and_then(Value::as_array).into_iter().flatten().take(MOST_TEXTS) {
        for (field, name) in part.fields.iter().zip(names) {
            let main = field.id == part.main;
            let value = match entry {
                Value::Object(entry) => entry.get(&*field.id),
                bare => main.then_some(bare),
            };
            if is_phone && (main || field.id == "e164") {
                let number = value.and_then(Value::as_str).filter(|number| !number.trim().is_empty());
                phones.extend(number.map(str::to_owned));
            } else if field.search_weight > 0 {
                text_of(field, name, value, texts);
            }
        }
    }
}

/// The first line of the kind's title field.
fn title(kind: &Kind, record: &Value) -> String {
    let text = record.get(&*kind.title).and_then(Value::as_str).unwrap_or_default();
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    line.chars().take(200).collect()
}

/// What tells records of one title apart: the company, an address to reach it by.
fn subtitle(record: &Map<String, Value>, title: &str) -> String {
    let field = |name: &str| record.get(name).and_then(Value::as_str);
    let part = |name: &str| {
        let first = record.get(name).and_then(Value::as_array).and_then(|entries| entries.first())?;
        first.as_str().or_else(|| first.get("value").and_then(Value::as_str))
    };
    let candidates = [field("company"), part("domains"), part("emails"), part("phones"), field("industry")];
    let found: Vec<&str> =
        candidates.into_iter().flatten().filter(|text| !text.is_empty() && *text != title).take(2).collect();
    found.join(" · ")
}
