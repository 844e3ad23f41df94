//! Territories in SQLite.

use rusqlite::{Connection, Row};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

use super::Territory;

fn words(row: &Row<'_>, at: usize) -> rusqlite::Result<Vec<String>> {
    let written: Option<String> = row.get(at)?;
    Ok(written.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// The living territories in the order in which they are asked.
pub fn all(conn: &Connection) -> Result<Vec<Territory>> {
    let sql = "SELECT id, name, countries, postcodes, industries, size_from, size_to, position FROM territory
               WHERE deleted_ms IS NULL ORDER BY position, id";
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let rows = statement
        .query_map([], |row| {
            Ok(Territory {
                id: Id::from_bytes(row.get(0)?),
                name: row.get(1)?,
                countries: words(row, 2)?,
                postcodes: words(row, 3)?,
                industries: words(row, 4)?,
                size_from: row.get(5)?,
                size_to: row.get(6)?,
                position: row.get(7)?,
            })
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// A place behind the last one.
pub fn behind(conn: &Connection) -> Result<f64> {
    conn.query_row("SELECT coalesce(max(position), 0) + 1 FROM territory", [], |row| row.get(0))
        .map_err(broken)
}
