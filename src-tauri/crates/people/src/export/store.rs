//! Which records an export holds.

use rusqlite::Connection;
use satchel_kernel::{Id, Kind, Result};
use satchel_vault::fault as broken;

/// The living records of a kind in the order of their making.
pub fn living(conn: &Connection, kind: &Kind) -> Result<Vec<Id>> {
    // The table of the seller's own kinds holds several.
    let (only, which) = if kind.is_own() { (" AND kind = ?1", Some(&kind.name)) } else { ("", None) };
    let sql = format!("SELECT id FROM \"{}\" WHERE deleted_ms IS NULL{only} ORDER BY id", kind.table);
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let rows = statement
        .query_map(rusqlite::params_from_iter(which), |row| {
            Ok(row.get_ref(0)?.as_blob().ok().and_then(Id::from_slice))
        })
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}
