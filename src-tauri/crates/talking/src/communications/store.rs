//! Communications in SQLite.

use rusqlite::{Connection, OptionalExtension};
use satchel_feature::records::{self, Place};
use satchel_kernel::catalogue::{OWN_RECORD, is_own};
use satchel_kernel::{Id, Result};
use satchel_people::timeline::ACCOUNT;
use satchel_vault::fault as broken;

/// When a contact or company was last spoken with.
pub fn latest(conn: &Connection, kind: &str, id: Id) -> Result<Option<i64>> {
    let Some((links, column)) = links(kind) else { return Ok(None) };
    let sql = format!(
        "SELECT max(c.at_ms) FROM {links} l JOIN communication c ON c.id = l.owner_id
         WHERE l.{column} = ?1 AND c.deleted_ms IS NULL"
    );
    conn.prepare_cached(&sql).and_then(|mut s| s.query_row([id.as_bytes()], |r| r.get(0))).map_err(broken)
}

/// How many living conversations are about a lead.
pub fn with_lead(conn: &Connection, lead: Id) -> Result<u32> {
    conn.prepare_cached(
        "SELECT count(DISTINCT c.id) FROM communication_lead l JOIN communication c ON c.id = l.owner_id
         WHERE l.lead_id = ?1 AND c.deleted_ms IS NULL",
    )
    .and_then(|mut s| s.query_row([lead.as_bytes()], |row| row.get(0)))
    .map_err(broken)
}

/// All conversations about a lead, those in the trash too.
pub fn about_lead(conn: &Connection, lead: Id) -> Result<Vec<Id>> {
    let mut statement = conn
        .prepare_cached(
            "SELECT DISTINCT owner_id FROM communication_lead WHERE lead_id = ?1 ORDER BY owner_id",
        )
        .map_err(broken)?;
    let rows =
        statement.query_map([lead.as_bytes()], |row| Ok(Id::from_bytes(row.get(0)?))).map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// The living communications about a record before a place, the latest first; none for kinds that have none.
pub fn of(conn: &Connection, kind: &str, owner: Id, before: Place, limit: usize) -> Result<Vec<Place>> {
    if kind == ACCOUNT {
        return records::places(conn, include_str!("of_account.sql"), before, limit, &[&owner.as_bytes()]);
    }
    let Some((links, column)) = links(kind) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT DISTINCT c.at_ms, c.id FROM {links} l JOIN communication c ON c.id = l.owner_id
         WHERE l.{column} = ?4 AND (c.at_ms, c.id) < (?1, ?2) AND c.deleted_ms IS NULL
         ORDER BY c.at_ms DESC, c.id DESC LIMIT ?3"
    );
    records::places(conn, &sql, before, limit, &[&owner.as_bytes()])
}

/// The living pinned communications about a record, the latest first. Few are pinned: they are walked, not those of the
/// record.
pub fn pinned(conn: &Connection, kind: &str, owner: Id, limit: usize) -> Result<Vec<Place>> {
    let Some((links, column)) = links(kind) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT DISTINCT c.at_ms, c.id
         FROM communication c INDEXED BY communication_pinned
         CROSS JOIN {links} l ON l.owner_id = c.id AND l.{column} = ?4
         WHERE c.pinned = 1 AND (c.at_ms, c.id) < (?1, ?2) AND c.deleted_ms IS NULL
         ORDER BY c.at_ms DESC, c.id DESC LIMIT ?3"
    );
    records::places(conn, &sql, records::LAST, limit, &[&owner.as_bytes()])
}

/// The living communications before a place, the latest first.
pub fn lately(conn: &Connection, before: Place, limit: usize) -> Result<Vec<Place>> {
    let sql = "SELECT at_ms, id FROM communication WHERE (at_ms, id) < (?1, ?2) AND deleted_ms IS NULL
               ORDER BY at_ms DESC, id DESC LIMIT ?3";
    records::places(conn, sql, before, limit, &[])
}

/// What a contact, company, lead, deal or record of an own kind is called.
pub fn name(conn: &Connection, kind: &str, id: Id) -> Result<Option<String>> {
    let sql = match kind {
        "company" => "SELECT name FROM company WHERE id = ?1",
        "deal" => "SELECT name FROM deal WHERE id = ?1",
        "lead" => "SELECT name FROM lead WHERE id = ?1",
        OWN_RECORD => "SELECT name FROM own_record WHERE id = ?1",
        _ => "SELECT display_name FROM contact WHERE id = ?1",
    };
    conn.prepare_cached(sql)
        .and_then(|mut s| s.query_row([id.as_bytes()], |r| r.get(0)).optional())
        .map_err(broken)
}

/// The table that links communications with records of a kind, and its column; `None` for kinds that have none.
fn links(kind: &str) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        "contact" => ("communication_contact", "contact_id"),
        "company" => ("communication_company", "company_id"),
        "deal" => ("communication_deal", "deal_id"),
        "lead" => ("communication_lead", "lead_id"),
        own if own == OWN_RECORD || is_own(own) => ("communication_own_record", "own_record_id"),
        _ => return None,
    })
}
