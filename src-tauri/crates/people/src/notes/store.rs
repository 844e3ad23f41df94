//! Notes in SQLite.

use rusqlite::{Connection, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

/// The living notes of a record before a place, which is a moment and an id, the latest first.
pub fn of(conn: &Connection, kind: &str, owner: Id, before: (i64, Id), limit: usize) -> Result<Vec<Id>> {
    let column = match kind {
        "company" => "company_id",
        "deal" => "deal_id",
        _ => "contact_id",
    };
    let sql = format!(
        "SELECT id FROM note WHERE {column} = ?1 AND (created_ms, id) < (?2, ?3) AND deleted_ms IS NULL
         ORDER BY created_ms DESC, id DESC LIMIT ?4"
    );
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement
        .query_map(params![owner.as_bytes(), before.0, before.1.as_bytes(), limit], |row| {
            Ok(row.get_ref(0)?.as_blob().ok().and_then(Id::from_slice))
        })
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}
