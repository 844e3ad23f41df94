//! Conversations with an account.

use rusqlite::{Connection, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

/// The moment and channel of each living conversation with a company, its people or about its deals between two moments;
/// of one person's only, where one is named.
pub fn spoken(
    conn: &Connection,
    company: Id,
    contact: Option<Id>,
    (since_ms, now_ms): (i64, i64),
) -> Result<Vec<(i64, String)>> {
    let contact = contact.map(|id| id.as_bytes().to_vec());
    let mut statement = conn.prepare_cached(include_str!("spoken.sql")).map_err(broken)?;
    let rows = statement
        .query_map(params![company.as_bytes(), contact, since_ms, now_ms], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}
