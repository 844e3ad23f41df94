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

/// What stands in a text column of a record, and stood there by what the log still holds.
pub fn values(conn: &Connection, table: &str, column: &str, id: Id) -> Result<Vec<String>> {
    let sql = format!(
        "SELECT {column} FROM {table} WHERE id = ?1
         UNION ALL
         SELECT json_extract(old, ?3) FROM change WHERE record_id = ?1 AND table_name = ?2 AND old IS NOT NULL",
        column = quoted(column),
        table = quoted(table)
    );
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let rows = statement
        .query_map(params![id.as_bytes(), table, format!("$.\"{column}\"")], |row| {
            row.get::<_, Option<String>>(0)
        })
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}
