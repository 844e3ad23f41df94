//! Deleting records as rows.

use rusqlite::{Connection, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

use crate::records::quoted;

/// The records of `table` that belong to `owner`, trashed or not.
pub fn children(conn: &Connection, table: &str, column: &str, owner: Id) -> Result<Vec<Id>> {
    let sql = format!("SELECT id FROM {} WHERE {} = ?1 ORDER BY id", quoted(table), quoted(column));
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let rows = statement
        .query_map([owner.as_bytes()], |row| Ok(row.get_ref(0)?.as_blob().ok().and_then(Id::from_slice)))
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Deletes a record; its parts go with it.
pub fn delete(conn: &Connection, table: &str, id: Id) -> Result<()> {
    conn.prepare_cached(&format!("DELETE FROM {} WHERE id = ?1", quoted(table)))
        .and_then(|mut s| s.execute(params![id.as_bytes()]))
        .map(|_| ())
        .map_err(broken)
}
