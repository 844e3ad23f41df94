//! Values that a file brings for the seller's own fields: by name, in the form each field has.

use std::collections::HashMap;

use satchel_feature::Record;
use satchel_kernel::{FieldType, Id, Result};
use satchel_vault::Connection;
use serde_json::{Value, json};

use super::leads;
use super::stage::Brought;
use crate::fields::{self, Style};

/// What a row brings for own fields.
#[derive(Default)]
pub struct Own {
    /// Values by the field's id.
    pub values: Record,
    /// The names of those fields and the values as they were written, by id.
    pub written: HashMap<String, (String, String)>,
    /// Values that do not fit their field, with its name; they become raw properties.
    pub unfit: Vec<(String, String)>,
    /// Values of fields that are not there yet, with the name.
    pub new: Vec<(String, String)>,
}

impl Own {
    /// Takes a value, as a file of this style writes it, for a field that is there.
    pub fn take(&mut self, style: &Style, id: Id, ty: &FieldType, name: String, value: String) {
        match fields::read_in(style, &name, ty, &value) {
            Some(read) => {
                self.written.insert(id.to_string(), (name, value));
                self.values.insert(id.to_string(), read);
            }
            None => self.unfit.push((name, value)),
        }
    }

    /// Puts everything that has a place into what a row brings; what has no room on other records
    /// than people and companies is noted.
    pub fn settle(&mut self, brought: &mut Brought) {
        if matches!(brought.kind.as_str(), "contact" | "company") {
            self.put_into(&mut brought.record);
            return;
        }
        let unfit = std::mem::take(&mut self.unfit);
        self.put_into(&mut brought.record);
        brought.notes.extend(leads::noted(unfit.iter().map(|(name, value)| (name.as_str(), value.as_str()))));
        self.unfit = unfit;
    }

    /// Puts everything that has a place into a record.
    pub fn put_into(&self, record: &mut Record) {
        if !self.values.is_empty() {
            let entry = record.entry("custom").or_insert_with(|| json!({}));
            if let Value::Object(there) = entry {
                there.extend(self.values.clone());
            }
        }
        if !self.unfit.is_empty() {
            let entry = record.entry("raw").or_insert_with(|| json!([]));
            if let Some(entries) = entry.as_array_mut() {
                entries
                    .extend(self.unfit.iter().map(|(name, value)| json!({ "name": name, "value": value })));
            }
        }
    }
}

/// What `custom` brings, with the fields as they are; nothing is made.
pub fn read(conn: &Connection, style: &Style, kind: &str, custom: &[(String, String)]) -> Result<Own> {
    let mut own = Own::default();
    for (name, value) in custom {
        let there = fields::by_name(conn, kind, name)?;
        let typed = there.map(|id| fields::type_of(conn, id)).transpose()?.flatten();
        match there.zip(typed) {
            Some((id, ty)) => own.take(style, id, &ty, name.clone(), value.clone()),
            None => own.new.push((name.clone(), value.clone())),
        }
    }
    Ok(own)
}
