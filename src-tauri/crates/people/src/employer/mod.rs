//! What people show of the company they work at, so that lists filter, sort, group and count them by it as by fields of their
//! own. The columns are kept in the transaction that changes a job or the company, as decision 23 has it; one more is a
//! column, a field here and a word in `store::of`.
//!
//! The seller's own fields of companies come and go, so they are no columns: what they say stands among the contact's own
//! values, under an id made from the field's ([`through`]). To lists that is one more own field; it is no input, is not
//! exported, and has no place on forms.
//!
//! Whose company it is, is said once: the first job without an end. Who works nowhere shows nothing.

use satchel_feature::records::{Record, part, text};
use satchel_kernel::catalogue::{Store, is_through, through};
use satchel_kernel::{Field, FieldType, Id, Result};
use satchel_vault::Connection;
use serde_json::{Value, json};

use crate::fields::store::Definition;

mod store;

/// The fields of contacts that are kept.
pub(crate) const FIELDS: [&str; 3] = ["company_industry", "company_size", "company_country"];

/// Their descriptors.
pub(crate) fn fields() -> [Field; 3] {
    FIELDS.map(|name| Field::text(name).derived().internal().listed())
}

/// The kind and the field by which people repeat what an own field of companies says; none for texts of several lines, which
/// no list asks for.
pub(crate) fn repeated(of: &Definition) -> Option<(String, Field)> {
    let ty = Some(of.ty()).filter(|ty| *ty != FieldType::LongText)?;
    let id = through(of.id);
    let mut field = Field::new(id.to_string(), ty).derived().internal().listed();
    field.label = Some(of.name.clone().into());
    field.store = Store::Custom(id);
    field.sortable = !matches!(field.ty, FieldType::MultiChoice { .. });
    field.through = Some("company".into());
    Some(("contact".to_owned(), field))
}

/// Takes out of own values what a company tells.
pub(crate) fn without_told(custom: &mut Value) {
    if let Some(values) = custom.as_object_mut() {
        values.retain(|id, _| !id.parse().is_ok_and(is_through));
    }
    if custom.as_object().is_some_and(Record::is_empty) {
        *custom = Value::Null;
    }
}

/// What a company tells of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Employer {
    /// In the order of [`FIELDS`].
    columns: [Option<String>; 3],
    /// In its own fields.
    own: Vec<Told>,
}

/// What a company says in one of its own fields.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    /// Under which id people repeat it.
    id: Id,
    /// JSON.
    value: String,
    fold: Option<String>,
    sort: Option<String>,
    number: Option<f64>,
}

impl Employer {
    /// What a company tells; nothing if there is none.
    pub(crate) fn of(conn: &Connection, company: Id) -> Result<Self> {
        Ok(Self { columns: store::of(conn, company)?, own: store::own_of(conn, company)? })
    }

    /// Says so on a contact.
    pub(crate) fn show(&self, contact: &mut Record) {
        let mut custom = contact.remove("custom").unwrap_or_default();
        without_told(&mut custom);
        for told in &self.own {
            if let Ok(value) = serde_json::from_str::<Value>(&told.value) {
                if !custom.is_object() {
                    custom = json!({});
                }
                if let Some(values) = custom.as_object_mut() {
                    values.insert(told.id.to_string(), value);
                }
            }
        }
        if custom.is_object() {
            contact.insert("custom".to_owned(), custom);
        }
        for (field, told) in FIELDS.iter().zip(&self.columns) {
            match told.as_deref().filter(|told| !told.is_empty()) {
                Some(told) => contact.insert((*field).to_owned(), json!(told)),
                None => contact.remove(*field),
            };
        }
    }
}

/// The company at which somebody works.
pub(crate) fn current(contact: &Record) -> Option<Id> {
    let job = part(contact, "jobs").iter().find(|job| job.get("to").is_none())?;
    job.get("company_id").and_then(Value::as_str)?.parse().ok()
}

/// Shows on a contact what the company at which they work tells.
pub(crate) fn settle(conn: &Connection, contact: &mut Record) -> Result<()> {
    let employer = current(contact).map(|company| Employer::of(conn, company)).transpose()?;
    employer.unwrap_or_default().show(contact);
    Ok(())
}

/// Shows what a company tells on everybody who works there.
pub(crate) fn spread(conn: &Connection, company: Id) -> Result<()> {
    store::spread(conn, company, &Employer::of(conn, company)?)
}

/// Whether what a company tells may differ.
pub(crate) fn differs(new: &Record, old: &Record) -> bool {
    ["industry", "size"].iter().any(|field| text(new, field) != text(old, field))
        || ["addresses", "custom"].iter().any(|name| new.get(*name) != old.get(*name))
}
