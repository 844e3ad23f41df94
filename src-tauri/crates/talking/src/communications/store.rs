//! Communications in SQLite.

use rusqlite::{Connection, OptionalExtension, params};
use satchel_feature::records::Place;
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

/// When a contact or company was last spoken with.
pub fn latest(conn: &Connection, kind: &str, id: Id) -> Result<Option<i64>> {
    let (links, column) = links(kind);
    let sql = format!(
        "SELECT max(c.at_ms) FROM {links} l JOIN communication c ON c.id = l.owner_id
         WHERE l.{column} = ?1 AND c.deleted_ms IS NULL"
    );
    conn.prepare_cached(&sql).and_then(|mut s| s.query_row([id.as_bytes()], |r| r.get(0))).map_err(broken)
}

/// The living communications about a contact, company or deal before a place, the latest first.
pub fn of(conn: &Connection, kind: &str, owner: Id, before: Place, limit: usize) -> Result<Vec<Place>> {
    let (links, column) = links(kind);
    let sql = format!(
        "SELECT DISTINCT c.at_ms, c.id FROM {links} l JOIN communication c ON c.id = l.owner_id
         WHERE l.{column} = ?1 AND (c.at_ms, c.id) < (?2, ?3) AND c.deleted_ms IS NULL
         ORDER BY c.at_ms DESC, c.id DESC LIMIT ?4"
    );
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement
        .query_map(params![owner.as_bytes(), before.0, before.1.as_bytes(), limit], |row| {
            Ok((row.get::<_, i64>(0)?, row.get_ref(1)?.as_blob().ok().and_then(Id::from_slice)))
        })
        .map_err(broken)?;
    let places = rows.filter_map(|row| row.map(|(at, id)| id.map(|id| (at, id))).transpose());
    places.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// What a contact, company or deal is called.
pub fn name(conn: &Connection, kind: &str, id: Id) -> Result<Option<String>> {
    let sql = match kind {
        "company" => "SELECT name FROM company WHERE id = ?1",
        "deal" => "SELECT name FROM deal WHERE id = ?1",
        _ => "SELECT display_name FROM contact WHERE id = ?1",
    };
    conn.prepare_cached(sql)
        .and_then(|mut s| s.query_row([id.as_bytes()], |r| r.get(0)).optional())
        .map_err(broken)
}

/// The table that links communications with records of a kind, and its column.
fn links(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "company" => ("communication_company", "company_id"),
        "deal" => ("communication_deal", "deal_id"),
        _ => ("communication_contact", "contact_id"),
    }
}
