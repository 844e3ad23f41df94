//! What the home page reads from SQLite.

use rusqlite::{Connection, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

/// A date of a person.
pub struct Dated {
    /// Whose.
    pub id: Id,
    /// What they are called.
    pub name: String,
    /// What the date is, such as `birthday`.
    pub label: Option<String>,
    /// `YYYY-MM-DD` or `--MM-DD`.
    pub date: String,
}

/// The dates of living contacts between two days of any year, `MM-DD`, both included.
pub fn dates(conn: &Connection, from: &str, to: &str, limit: u32) -> Result<Vec<Dated>> {
    let mut statement = conn.prepare_cached(include_str!("dates.sql")).map_err(broken)?;
    let rows = statement
        .query_map(params![from, to, limit], |row| {
            Ok(Dated {
                id: Id::from_bytes(row.get(0)?),
                name: row.get(1)?,
                label: row.get(2)?,
                date: row.get(3)?,
            })
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}
