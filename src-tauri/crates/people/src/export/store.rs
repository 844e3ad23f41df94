//! Which records an export holds.

use rusqlite::Connection;
use satchel_kernel::{Id, Kind, Result};
use satchel_vault::fault as broken;

/// The living records of a kind in the order of their making.
pub fn living(conn: &Connection, kind: &Kind) -> Result<Vec<Id>> {
    let sql = format!("SELECT id FROM \"{}\" WHERE deleted_ms IS NULL ORDER BY id", kind.table);
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let rows = statement
        .query_map([], |row| Ok(row.get_ref(0)?.as_blob().ok().and_then(Id::from_slice)))
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}
