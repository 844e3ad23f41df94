//! Ties in SQLite.

use rusqlite::{Connection, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

use super::Tie;

/// The ties of a contact on a day, at most 12 of each sort.
pub fn ties(conn: &Connection, contact: Id, today: &str) -> Result<Vec<Tie>> {
    let mut statement = conn.prepare_cached(include_str!("ties.sql")).map_err(broken)?;
    let rows = statement
        .query_map(params![contact.as_bytes(), today], |row| {
            Ok(Tie {
                sort: row.get(0)?,
                kind: row.get(1)?,
                id: row.get_ref(2)?.as_blob().ok().and_then(Id::from_slice),
                name: row.get(3)?,
                label: row.get(4)?,
            })
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}
