//! The columns that say where a record is.

use rusqlite::{Connection, params};
use satchel_feature::records::{Record, text};
use satchel_kernel::{Id, Point, Result};
use satchel_vault::fault as broken;

/// Contacts with an address of which nobody has looked where it is.
pub(super) fn contacts(conn: &Connection, limit: usize) -> Result<Vec<Id>> {
    let sql = "SELECT DISTINCT r.id FROM contact r JOIN contact_address a ON a.owner_id = r.id
               WHERE r.place_found IS NULL AND coalesce(a.city, a.postal_code, a.country) IS NOT NULL LIMIT ?1";
    pending(conn, sql, limit)
}

/// Companies with such an address.
pub(super) fn companies(conn: &Connection, limit: usize) -> Result<Vec<Id>> {
    let sql = "SELECT DISTINCT r.id FROM company r JOIN company_address a ON a.owner_id = r.id
               WHERE r.place_found IS NULL AND coalesce(a.city, a.postal_code, a.country) IS NOT NULL LIMIT ?1";
    pending(conn, sql, limit)
}

/// The ids a statement selects, at most its parameter.
fn pending(conn: &Connection, sql: &str, limit: usize) -> Result<Vec<Id>> {
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let rows = statement
        .query_map([i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
            Ok(row.get_ref(0)?.as_blob().ok().and_then(Id::from_slice))
        })
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Writes where a record is. It does not count as changed by it. What is unknown says so, so that it is not looked for again.
pub(super) fn set(conn: &Connection, table: &str, id: Id, record: &Record) -> Result<()> {
    let point = text(record, super::PLACE).parse::<Point>().ok();
    let found = match text(record, super::FOUND) {
        "" => super::By::Unknown.name(),
        found => found,
    };
    conn.prepare_cached(&format!("UPDATE \"{table}\" SET place = ?2, place_found = ?3 WHERE id = ?1"))
        .and_then(|mut s| s.execute(params![id.as_bytes(), point.map(Point::packed), found]))
        .map(|_| ())
        .map_err(broken)
}

/// As records were before there was a table.
#[cfg(test)]
pub(super) fn forget(conn: &Connection, table: &str, id: Id) -> Result<()> {
    conn.execute(
        &format!("UPDATE \"{table}\" SET place = NULL, place_found = NULL WHERE id = ?1"),
        [id.as_bytes()],
    )
    .map(|_| ())
    .map_err(broken)
}
