//! The column of the last conversation.

use rusqlite::{Connection, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

/// Writes it where it differs.
pub fn set(conn: &Connection, kind: &str, id: Id, at_ms: Option<i64>) -> Result<()> {
    let table = if kind == "company" { "company" } else { "contact" };
    let sql =
        format!("UPDATE {table} SET last_activity_ms = ?2 WHERE id = ?1 AND last_activity_ms IS NOT ?2");
    conn.prepare_cached(&sql)
        .and_then(|mut s| s.execute(params![id.as_bytes(), at_ms]))
        .map(|_| ())
        .map_err(broken)
}
