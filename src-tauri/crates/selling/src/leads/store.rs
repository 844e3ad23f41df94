//! Leads in SQLite: what a score depends on beside the lead, and its keeping.

use rusqlite::{Connection, OptionalExtension, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

/// How many living notes a lead has.
pub fn notes(conn: &Connection, lead: Id) -> Result<u32> {
    conn.prepare_cached("SELECT count(*) FROM note WHERE lead_id = ?1 AND deleted_ms IS NULL")
        .and_then(|mut s| s.query_row([lead.as_bytes()], |row| row.get(0)))
        .map_err(broken)
}

/// The notes of a lead, those in the trash too.
pub fn all_notes(conn: &Connection, lead: Id) -> Result<Vec<Id>> {
    ids(conn, "SELECT id FROM note WHERE lead_id = ?1 ORDER BY id", params![lead.as_bytes()])
}

/// Every living lead.
pub fn living(conn: &Connection) -> Result<Vec<Id>> {
    ids(conn, "SELECT id FROM lead WHERE deleted_ms IS NULL ORDER BY id", params![])
}

/// Leads with an address of which nobody has looked where it is.
pub(super) fn unplaced(conn: &Connection, limit: usize) -> Result<Vec<Id>> {
    let sql = "SELECT id FROM lead WHERE place_found IS NULL
               AND coalesce(city, postal_code, country) IS NOT NULL LIMIT ?1";
    ids(conn, sql, [i64::try_from(limit).unwrap_or(i64::MAX)])
}

fn ids(conn: &Connection, sql: &str, given: impl rusqlite::Params) -> Result<Vec<Id>> {
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let rows = statement.query_map(given, |row| Ok(Id::from_bytes(row.get(0)?))).map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Something happened with a lead at a moment.
pub fn touch(conn: &Connection, lead: Id, at_ms: i64) -> Result<()> {
    let sql = "UPDATE lead SET last_activity_ms = ?2 WHERE id = ?1 AND last_activity_ms < ?2";
    conn.execute(sql, params![lead.as_bytes(), at_ms]).map(|_| ()).map_err(broken)
}

/// How many of a lead's tasks are to be done, where that differs.
pub fn set_open_tasks(conn: &Connection, lead: Id, count: u32) -> Result<()> {
    let sql = "UPDATE lead SET open_tasks = nullif(?2, 0) WHERE id = ?1 AND open_tasks IS NOT nullif(?2, 0)";
    conn.execute(sql, params![lead.as_bytes(), count]).map(|_| ()).map_err(broken)
}

/// How many conversations about a lead there were, where that differs.
pub fn set_conversations(conn: &Connection, lead: Id, count: u32) -> Result<()> {
    let sql = "UPDATE lead SET conversations = nullif(?2, 0)
               WHERE id = ?1 AND conversations IS NOT nullif(?2, 0)";
    conn.execute(sql, params![lead.as_bytes(), count]).map(|_| ()).map_err(broken)
}

/// Keeps a score as of a moment. The lead does not count as changed by it.
pub fn keep_score(conn: &Connection, lead: Id, score: f64, at_ms: i64) -> Result<()> {
    conn.prepare_cached("UPDATE lead SET score = ?2, scored_ms = ?3 WHERE id = ?1")
        .and_then(|mut s| s.execute(params![lead.as_bytes(), score, at_ms]))
        .map(|_| ())
        .map_err(broken)
}

/// Keeps which territory a lead belongs to.
pub fn keep_territory(conn: &Connection, lead: Id, territory: Option<Id>) -> Result<()> {
    let territory = territory.as_ref().map(Id::as_bytes);
    conn.prepare_cached("UPDATE lead SET territory_id = ?2 WHERE id = ?1")
        .and_then(|mut s| s.execute(params![lead.as_bytes(), territory]))
        .map(|_| ())
        .map_err(broken)
}

/// The living company with this domain.
pub fn company_by_domain(conn: &Connection, domain: &str) -> Result<Option<Id>> {
    let sql = "SELECT c.id FROM company_domain d JOIN company c ON c.id = d.owner_id
               WHERE d.value_fold = ?1 AND c.deleted_ms IS NULL ORDER BY c.id LIMIT 1";
    conn.prepare_cached(sql)
        .and_then(|mut s| s.query_row([domain], |row| Ok(Id::from_bytes(row.get(0)?))).optional())
        .map_err(broken)
}
