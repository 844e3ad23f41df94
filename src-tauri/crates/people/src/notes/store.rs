//! Notes in SQLite.

use rusqlite::Connection;
use satchel_feature::records::{self, Place};
use satchel_kernel::catalogue::is_own;
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

use crate::timeline::ACCOUNT;

/// The column that names the record a note is on; `None` for kinds that have no notes.
pub(crate) fn column(of: &str) -> Option<&'static str> {
    match of {
        "contact" => Some("contact_id"),
        "company" => Some("company_id"),
        "deal" => Some("deal_id"),
        "lead" => Some("lead_id"),
        own if is_own(own) => Some("own_record_id"),
        _ => None,
    }
}

/// The texts of a record's living notes, the earliest first; `None` for kinds that have no notes.
pub fn texts(conn: &Connection, of: &str, owner: Id) -> Result<Option<Vec<String>>> {
    let Some(column) = column(of) else { return Ok(None) };
    let mut statement = conn
        .prepare_cached(&format!(
            "SELECT body FROM note WHERE {column} = ?1 AND deleted_ms IS NULL ORDER BY created_ms, id"
        ))
        .map_err(broken)?;
    let rows = statement.query_map([owner.as_bytes()], |row| row.get(0)).map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map(Some).map_err(broken)
}

/// The living notes of a record before a place, the latest first.
pub fn of(conn: &Connection, of: &str, owner: Id, before: Place, limit: usize) -> Result<Vec<Place>> {
    if of == ACCOUNT {
        return records::places(conn, include_str!("of_account.sql"), before, limit, &[&owner.as_bytes()]);
    }
    let Some(column) = column(of) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT created_ms, id FROM note WHERE {column} = ?4 AND (created_ms, id) < (?1, ?2) AND deleted_ms IS NULL
         ORDER BY created_ms DESC, id DESC LIMIT ?3"
    );
    records::places(conn, &sql, before, limit, &[&owner.as_bytes()])
}

/// The living pinned notes of a record, the latest first. Few are pinned: they are walked, not the notes of the record.
pub fn pinned(conn: &Connection, of: &str, owner: Id, limit: usize) -> Result<Vec<Place>> {
    let Some(column) = column(of) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT created_ms, id FROM note INDEXED BY note_pinned
         WHERE {column} = ?4 AND pinned = 1 AND (created_ms, id) < (?1, ?2) AND deleted_ms IS NULL
         ORDER BY created_ms DESC, id DESC LIMIT ?3"
    );
    records::places(conn, &sql, records::LAST, limit, &[&owner.as_bytes()])
}

/// The living notes before a place, the latest first.
pub fn lately(conn: &Connection, before: Place, limit: usize) -> Result<Vec<Place>> {
    let sql = "SELECT created_ms, id FROM note WHERE (created_ms, id) < (?1, ?2) AND deleted_ms IS NULL
               ORDER BY created_ms DESC, id DESC LIMIT ?3";
    records::places(conn, sql, before, limit, &[])
}
