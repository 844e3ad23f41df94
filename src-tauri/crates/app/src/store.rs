//! Which records the seller opened, how often and when: local knowledge for ranking, never logged or synced.

use rusqlite::{Connection, params};
use satchel_kernel::{Id, Result};
use satchel_search::Opened;
use satchel_vault::fault as broken;

fn id_of(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Option<Id>> {
    Ok(row.get_ref(column)?.as_blob().ok().and_then(Id::from_slice))
}

/// Counts one opening.
pub fn remember(conn: &Connection, kind: &str, id: Id, now_ms: i64) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO opened (kind, record_id, times, last_ms) VALUES (?1, ?2, 1, ?3)
         ON CONFLICT (kind, record_id) DO UPDATE SET times = times + 1, last_ms = excluded.last_ms",
    )
    .and_then(|mut s| s.execute(params![kind, id.as_bytes(), now_ms]))
    .map(|_| ())
    .map_err(broken)
}

/// The records opened last, at most 60, the latest first.
pub fn last(conn: &Connection) -> Result<Vec<(String, Id)>> {
    let mut statement = conn
        .prepare_cached("SELECT kind, record_id FROM opened ORDER BY last_ms DESC, record_id LIMIT 60")
        .map_err(broken)?;
    let rows = statement
        .query_map([], |row| Ok(id_of(row, 1)?.map(|id| (row.get::<_, String>(0), id))))
        .map_err(broken)?;
    let mut records = Vec::new();
    for row in rows {
        if let Some((kind, id)) = row.map_err(broken)? {
            records.push((kind.map_err(broken)?, id));
        }
    }
    Ok(records)
}

/// How often the 1,000 records opened last were opened, and when last.
pub fn usage(conn: &Connection) -> Result<Vec<(String, Id, Opened)>> {
    let mut statement = conn
        .prepare_cached("SELECT kind, record_id, times, last_ms FROM opened ORDER BY last_ms DESC LIMIT 1000")
        .map_err(broken)?;
    let rows = statement
        .query_map([], |row| {
            let Some(id) = id_of(row, 1)? else { return Ok(None) };
            Ok(Some((row.get(0)?, id, Opened { times: row.get(2)?, last_ms: row.get(3)? })))
        })
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}
