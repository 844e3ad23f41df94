//! Values that a file brings for the seller's own fields: by name, in the form each field has.

use std::collections::HashMap;

use satchel_feature::Record;
use satchel_kernel::{FieldType, Id, Result};
use satchel_vault::Connection;
use serde_json::{Value, json};

use super::leads;
use super::staged::Brought;
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

/// The fields that values of a name go to, by kind and folded name; those that get none are there too.
pub type Targets = HashMap<(String, String), Option<(Id, FieldType)>>;

impl Own {
    /// What a row brings for own fields, taken out of it. `find` says which field has a name, if one has; it is asked once
    /// for each name.
    pub fn of(
        brought: &mut Brought,
        style: &Style,
        known: &mut Targets,
        mut find: impl FnMut(&str, &str) -> Result<Option<(Id, FieldType)>>,
    ) -> Result<Self> {
        let mut own = Self::default();
        for (name, value) in std::mem::take(&mut brought.custom) {
            let key = (brought.kind.clone(), satchel_kernel::text::fold(&name));
            let field = match known.get(&key) {
                Some(field) => field.clone(),
                None => {
                    let field = find(&brought.kind, &name)?;
                    known.insert(key, field.clone());
                    field
                }
            };
            match field {
                Some((id, ty)) => own.take(style, id, &ty, name, value),
                None => own.unfit.push((name, value)),
            }
        }
        own.settle(brought);
        Ok(own)
    }

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
    fn settle(&mut self, brought: &mut Brought) {
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
