//! The column of the last conversation, and what was done lately.

use rusqlite::{Connection, params};
use satchel_feature::records::Place;
use satchel_kernel::catalogue::OWN_RECORD;
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

/// Writes it where it differs.
pub fn set(conn: &Connection, kind: &str, id: Id, at_ms: Option<i64>) -> Result<()> {
    let table = match kind {
        "company" => "company",
        "contact" => "contact",
        _ => OWN_RECORD,
    };
    let sql =
        format!("UPDATE {table} SET last_activity_ms = ?2 WHERE id = ?1 AND last_activity_ms IS NOT ?2");
    conn.prepare_cached(&sql)
        .and_then(|mut s| s.execute(params![id.as_bytes(), at_ms]))
        .map(|_| ())
        .map_err(broken)
}

/// Something that was done: a change set in a few words.
#[derive(Debug)]
pub struct Done {
    /// Its number.
    pub seq: i64,
    /// The change set.
    pub id: Id,
    /// When, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Who.
    pub actor: String,
    /// Through which command.
    pub command: String,
    /// What a person calls it.
    pub label: String,
}

/// What was done to records before a place and not before a moment, the latest first: imports, or everything else.
pub fn done(
    conn: &Connection,
    imports: bool,
    before: Place,
    since_ms: i64,
    limit: usize,
) -> Result<Vec<Done>> {
    let sql = if imports { include_str!("imports.sql") } else { include_str!("sets.sql") };
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let rows = statement.query_map(params![before.0, before.1.as_bytes(), since_ms, limit], |row| {
        Ok(Done {
            seq: row.get(0)?,
            id: Id::from_bytes(row.get(1)?),
            at_ms: row.get(2)?,
            actor: row.get(3)?,
            command: row.get(4)?,
            label: row.get(5)?,
        })
    });
    rows.map_err(broken)?.collect::<rusqlite::Result<_>>().map_err(broken)
}
