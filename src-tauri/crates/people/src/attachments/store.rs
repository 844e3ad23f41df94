//! Attachments in SQLite.

use rusqlite::{Connection, OptionalExtension, params};
use satchel_feature::records::{self, Place};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

use super::model::column;
use crate::timeline::ACCOUNT;

fn ids(conn: &Connection, sql: &str, of: Id) -> Result<Vec<Id>> {
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let rows = statement
        .query_map([of.as_bytes()], |row| Ok(row.get_ref(0)?.as_blob().ok().and_then(Id::from_slice)))
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}

/// What is attached to a record, in the trash or not.
pub fn all_of(conn: &Connection, column: &str, owner: Id) -> Result<Vec<Id>> {
    ids(conn, &format!("SELECT id FROM attachment WHERE {column} = ?1 ORDER BY id"), owner)
}

/// What a file is called that hangs on the record already.
pub fn same(conn: &Connection, column: &str, owner: Id, file: &str) -> Result<Option<String>> {
    let sql = format!(
        "SELECT name FROM attachment WHERE {column} = ?1 AND file = ?2 AND deleted_ms IS NULL ORDER BY id LIMIT 1"
    );
    conn.prepare_cached(&sql)
        .and_then(|mut s| s.query_row(params![owner.as_bytes(), file], |row| row.get(0)).optional())
        .map_err(broken)
}

/// The living attachments of a record before a place, the latest first.
pub fn of(conn: &Connection, of: &str, owner: Id, before: Place, limit: usize) -> Result<Vec<Place>> {
    if of == ACCOUNT {
        return records::places(conn, include_str!("of_account.sql"), before, limit, &[&owner.as_bytes()]);
    }
    let Some(column) = column(of) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT created_ms, id FROM attachment
         WHERE {column} = ?4 AND (created_ms, id) < (?1, ?2) AND deleted_ms IS NULL
         ORDER BY created_ms DESC, id DESC LIMIT ?3"
    );
    records::places(conn, &sql, before, limit, &[&owner.as_bytes()])
}

/// The living attachments before a place, the latest first.
pub fn lately(conn: &Connection, before: Place, limit: usize) -> Result<Vec<Place>> {
    let sql = "SELECT created_ms, id FROM attachment WHERE (created_ms, id) < (?1, ?2) AND deleted_ms IS NULL
               ORDER BY created_ms DESC, id DESC LIMIT ?3";
    records::places(conn, sql, before, limit, &[])
}
