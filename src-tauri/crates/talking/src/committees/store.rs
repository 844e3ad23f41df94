//! What is known of people, for a committee.

use rusqlite::{Connection, OptionalExtension, Row, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

/// What a committee needs to know of somebody.
pub struct Person {
    pub name: String,
    pub title: Option<String>,
    pub photo: Option<String>,
    pub conversations: u32,
    pub last_ms: Option<i64>,
    pub reports: u32,
}

/// A living contact as somebody at a company, with the conversations between two moments; `None` when in the trash.
pub fn person(
    conn: &Connection,
    contact: Id,
    company: Option<Id>,
    (since_ms, now_ms): (i64, i64),
) -> Result<Option<Person>> {
    let company = company.map(|id| id.as_bytes().to_vec());
    conn.prepare_cached(include_str!("person.sql"))
        .and_then(|mut s| {
            s.query_row(params![contact.as_bytes(), company, since_ms, now_ms], |row| {
                Ok(Person {
                    name: row.get(0)?,
                    title: row.get(1)?,
                    photo: row.get(2)?,
                    conversations: row.get(3)?,
                    last_ms: row.get(4)?,
                    reports: row.get(5)?,
                })
            })
            .optional()
        })
        .map_err(broken)
}

/// To how many living people and other companies a contact is tied: people spoken with together between two moments, in a
/// deal together, named as relations, above or below at work; companies of their jobs but this one. At most the last 500
/// conversations are looked at, so that nobody's count takes long, however many contacts there are.
pub fn ties(
    conn: &Connection,
    contact: Id,
    company: Option<Id>,
    (since_ms, now_ms): (i64, i64),
) -> Result<u32> {
    let company = company.map(|id| id.as_bytes().to_vec());
    conn.prepare_cached(include_str!("ties.sql"))
        .and_then(|mut s| {
            s.query_row(params![contact.as_bytes(), company, since_ms, now_ms], |row| row.get(0))
        })
        .map_err(broken)
}

/// The living people who work at a company on a day, those spoken with last first.
pub fn staff(conn: &Connection, company: Id, today: &str, limit: usize) -> Result<Vec<Id>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let sql = "SELECT DISTINCT c.id, c.last_activity_ms, c.display_name_sort
               FROM contact_job j JOIN contact c ON c.id = j.owner_id
               WHERE j.company_id = ?1 AND (j.to_date IS NULL OR j.to_date >= ?2) AND c.deleted_ms IS NULL
               ORDER BY c.last_activity_ms DESC NULLS LAST, c.display_name_sort, c.id LIMIT ?3";
    let id = |row: &Row<'_>| Ok(Id::from_bytes(row.get(0)?));
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let rows = statement.query_map(params![company.as_bytes(), today, limit], id).map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}
