//! Views in SQLite.

use rusqlite::{Connection, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

/// The position behind all views.
pub fn next_position(conn: &Connection) -> Result<f64> {
    conn.query_row("SELECT coalesce(max(position), 0) + 1 FROM view", [], |row| row.get(0)).map_err(broken)
}

/// The living views in their order, without one of them.
pub fn others(conn: &Connection, without: Id) -> Result<Vec<(Id, f64)>> {
    let mut statement = conn
        .prepare_cached(
            "SELECT id, position FROM view WHERE deleted_ms IS NULL AND id <> ?1 ORDER BY position, id",
        )
        .map_err(broken)?;
    let rows = statement
        .query_map(params![without.as_bytes()], |row| Ok((Id::from_bytes(row.get(0)?), row.get(1)?)))
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}
