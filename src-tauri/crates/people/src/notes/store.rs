//! Notes in SQLite.

use rusqlite::{Connection, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

/// The living notes of a record written before `before_ms`, the latest first.
pub fn of(conn: &Connection, kind: &str, owner: Id, before_ms: i64, limit: usize) -> Result<Vec<Id>> {
    let column = if kind == "company" { "company_id" } else { "contact_id" };
    let sql = format!(
        "SELECT id FROM note WHERE {column} = ?1 AND created_ms < ?2 AND deleted_ms IS NULL
         ORDER BY created_ms DESC, id DESC LIMIT ?3"
    );
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement
        .query_map(params![owner.as_bytes(), before_ms, limit], |row| {
            Ok(row.get_ref(0)?.as_blob().ok().and_then(Id::from_slice))
        })
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}
