//! Look-ups of tags.

use rusqlite::{Connection, OptionalExtension};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

/// Whether a living tag of this folded name exists.
pub fn exists(conn: &Connection, folded: &str) -> Result<bool> {
    conn.prepare_cached("SELECT 1 FROM tag WHERE name_fold = ?1 AND deleted_ms IS NULL LIMIT 1")
        .and_then(|mut s| s.query_row([folded], |_| Ok(())).optional())
        .map(|found| found.is_some())
        .map_err(broken)
}

fn ids(conn: &Connection, sql: &str, input: &[&str]) -> Result<Vec<Id>> {
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let rows = statement
        .query_map(rusqlite::params_from_iter(input), |row| {
            Ok(row.get_ref(0)?.as_blob().ok().and_then(Id::from_slice))
        })
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}

/// The living tag of this folded name; of several the oldest.
pub fn living(conn: &Connection, folded: &str) -> Result<Option<Id>> {
    let sql = "SELECT id FROM tag WHERE name_fold = ?1 AND deleted_ms IS NULL ORDER BY id LIMIT 1";
    Ok(ids(conn, sql, &[folded])?.pop())
}

/// The records with this folded name in a table of tags, trashed or not.
pub fn carriers(conn: &Connection, table: &str, folded: &str) -> Result<Vec<Id>> {
    let sql = format!("SELECT DISTINCT owner_id FROM \"{table}\" WHERE value_fold = ?1 ORDER BY owner_id");
    ids(conn, &sql, &[folded])
}

/// The living tags whose name an older living one has.
pub fn twins(conn: &Connection) -> Result<Vec<Id>> {
    let sql = "SELECT t.id FROM tag t WHERE t.deleted_ms IS NULL AND EXISTS (
                   SELECT 1 FROM tag o WHERE o.name_fold = t.name_fold AND o.deleted_ms IS NULL AND o.id < t.id)
               ORDER BY t.id";
    ids(conn, sql, &[])
}
