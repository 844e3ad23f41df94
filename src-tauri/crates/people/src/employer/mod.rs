//! What people show of the company they work at, so that lists filter, sort, group and count them by it as by fields of their
//! own. The columns are kept in the transaction that changes a job or the company, as decision 23 has it; one more is a
//! column, a field here and a word in `store::of`.
//!
//! Whose company it is, is said once: the first job without an end. Who works nowhere shows nothing.

use satchel_feature::records::{Record, part, text};
use satchel_kernel::{Field, Id, Result};
use satchel_vault::Connection;
use serde_json::{Value, json};

mod store;

/// The fields of contacts that are kept.
pub(crate) const FIELDS: [&str; 3] = ["company_industry", "company_size", "company_country"];

/// Their descriptors.
pub(crate) fn fields() -> [Field; 3] {
    FIELDS.map(|name| Field::text(name).derived().internal().listed())
}

/// What a company tells of itself, in the order of [`FIELDS`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Employer(pub(crate) [Option<String>; 3]);

impl Employer {
    /// What a company tells; nothing if there is none.
    pub(crate) fn of(conn: &Connection, company: Id) -> Result<Self> {
        store::of(conn, company)
    }

    /// Says so on a contact.
    pub(crate) fn show(&self, contact: &mut Record) {
        for (field, told) in FIELDS.iter().zip(&self.0) {
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
        || new.get("addresses") != old.get("addresses")
}
