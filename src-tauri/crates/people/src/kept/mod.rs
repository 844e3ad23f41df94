//! What higher groups keep on people and companies, so that lists can ask across relations as quickly as of any field:
//! deals that are open, what they are worth, tasks that are to be done. The columns are theirs; what they say comes from
//! the groups that know of deals and tasks, which hand it over in the transaction that changes one.

use satchel_feature::records::Record;
use satchel_kernel::catalogue::is_own;
use satchel_kernel::money::Money;
use satchel_kernel::{Field, FieldType, Id, Result};
use satchel_vault::Connection;
use serde_json::json;

mod store;

/// How many deals with them are open; absent when none is.
pub const OPEN_DEALS: &str = "open_deals";
/// What these are worth in the home currency; absent when that is not known of any.
pub const OPEN_AMOUNT: &str = "open_amount";
/// How many tasks about them are to be done; absent when none is.
pub const OPEN_TASKS: &str = "open_tasks";

/// The fields of contacts and companies that are kept.
pub(crate) fn fields() -> [Field; 3] {
    let kept = |name, ty| Field::new(name, ty).derived().internal().listed();
    [
        kept(OPEN_DEALS, FieldType::Number),
        kept(OPEN_AMOUNT, FieldType::Money),
        kept(OPEN_TASKS, FieldType::Number),
    ]
}

/// Nobody but the functions below changes them.
pub(crate) fn keep(new: &mut Record, old: Option<&Record>) {
    for field in [OPEN_DEALS, OPEN_AMOUNT, OPEN_TASKS] {
        match old.and_then(|old| old.get(field)) {
            Some(value) => new.insert(field.into(), value.clone()),
            None => new.remove(field),
        };
    }
}

/// Whether records of this kind say how many tasks are to be done.
pub fn has_tasks(kind: &str) -> bool {
    is_kept(kind) || is_own(kind)
}

/// Whether records of this kind have these fields.
pub fn is_kept(kind: &str) -> bool {
    matches!(kind, "contact" | "company")
}

/// The deals of a contact or company that are open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenDeals {
    /// How many.
    pub count: u32,
    /// What they are worth in the home currency, as far as that is known.
    pub amount: Option<Money>,
}

impl OpenDeals {
    /// Says so on the record.
    pub fn show(&self, record: &mut Record) {
        count(record, OPEN_DEALS, self.count);
        match &self.amount {
            Some(amount) => record.insert(OPEN_AMOUNT.into(), json!(amount)),
            None => record.remove(OPEN_AMOUNT),
        };
    }

    /// Writes it where it differs. The record does not count as changed by it.
    pub fn set(&self, conn: &Connection, kind: &str, id: Id) -> Result<()> {
        store::set_deals(conn, kind, id, self)
    }
}

/// Says on the record how many tasks are to be done.
pub fn show_tasks(record: &mut Record, open: u32) {
    count(record, OPEN_TASKS, open);
}

/// Writes how many tasks are to be done, where it differs.
pub fn set_tasks(conn: &Connection, kind: &str, id: Id, open: u32) -> Result<()> {
    store::set_tasks(conn, kind, id, open)
}

fn count(record: &mut Record, field: &str, count: u32) {
    if count == 0 {
        record.remove(field);
    } else {
        record.insert(field.into(), json!(f64::from(count)));
    }
}
