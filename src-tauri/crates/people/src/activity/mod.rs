//! When people and companies were last spoken with, and records of own kinds spoken of. The column is theirs; what it says comes from the groups that know
//! of conversations, which hand it over in the transaction that changes one.

use satchel_feature::records::Record;
use satchel_kernel::catalogue::is_own;
use satchel_kernel::{Id, Result};
use satchel_vault::Connection;

mod store;

pub(crate) use store::{Done, done};

/// The field: milliseconds since 1970 UTC, absent when there never was a conversation.
pub const FIELD: &str = "last_activity_ms";

/// Whether records of this kind say when they were last spoken with, or of.
pub fn is_kept(kind: &str) -> bool {
    matches!(kind, "contact" | "company") || is_own(kind)
}

/// Nobody but [`set`] changes it.
pub(crate) fn keep(new: &mut Record, old: Option<&Record>) {
    match old.and_then(|old| old.get(FIELD)) {
        Some(at) => new.insert(FIELD.into(), at.clone()),
        None => new.remove(FIELD),
    };
}

/// Says when a contact or company was last spoken with, or a record of an own kind last spoken of. The record does not count as changed by it.
pub fn set(conn: &Connection, kind: &str, id: Id, at_ms: Option<i64>) -> Result<()> {
    store::set(conn, kind, id, at_ms)
}
