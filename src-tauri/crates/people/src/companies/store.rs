//! What follows in other rows from a company's name, parent and people.

use rusqlite::{Connection, OptionalExtension, Row, params};
use satchel_kernel::money::Money;
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;
use serde_json::json;

use super::chart::Person;
use super::group::Node;
use super::members::{Member, Which};

fn id_of(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Id>> {
    Ok(row.get_ref(column)?.as_blob().ok().and_then(Id::from_slice))
}

fn id(row: &Row<'_>, column: usize) -> rusqlite::Result<Id> {
    Ok(Id::from_bytes(row.get(column)?))
}

/// The company above this one.
pub fn parent(conn: &Connection, id: Id) -> Result<Option<Id>> {
    conn.prepare_cached("SELECT parent_id FROM company WHERE id = ?1")
        .and_then(|mut s| s.query_row([id.as_bytes()], |row| id_of(row, 0)).optional())
        .map(Option::flatten)
        .map_err(broken)
}

/// The living company above this one.
pub fn living_parent(conn: &Connection, id: Id) -> Result<Option<Id>> {
    let sql = "SELECT p.id FROM company c JOIN company p ON p.id = c.parent_id
               WHERE c.id = ?1 AND p.deleted_ms IS NULL";
    conn.prepare_cached(sql)
        .and_then(|mut s| s.query_row([id.as_bytes()], |row| id_of(row, 0)).optional())
        .map(Option::flatten)
        .map_err(broken)
}

/// What a company is called.
pub fn name(conn: &Connection, id: Id) -> Result<String> {
    conn.prepare_cached("SELECT name FROM company WHERE id = ?1")
        .and_then(|mut s| s.query_row([id.as_bytes()], |row| row.get(0)).optional())
        .map(Option::unwrap_or_default)
        .map_err(broken)
}

/// A company and the living ones below it, level by level, to `deepest` levels and at most `limit`.
pub fn below(conn: &Connection, top: Id, deepest: u32, today: &str, limit: usize) -> Result<Vec<Node>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut statement = conn.prepare_cached(include_str!("below.sql")).map_err(broken)?;
    let rows = statement
        .query_map(params![top.as_bytes(), deepest, today, limit], |row| {
            let minor = row.get::<_, Option<i64>>(7)?;
            Ok(Node {
                id: id(row, 0)?,
                parent_id: id_of(row, 1)?,
                name: row.get(2)?,
                industry: row.get(3)?,
                depth: row.get(4)?,
                people: row.get(5)?,
                open_deals: row.get(6)?,
                open_amount: minor.zip(row.get(8)?).map(|(minor, currency)| Money { minor, currency }),
            })
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// How many living people work at one of these companies on a day; who works at two counts once.
pub fn people_of(conn: &Connection, companies: &[Id], today: &str) -> Result<u32> {
    let ids = json!(companies.iter().map(|id| id.to_string().replace('-', "")).collect::<Vec<_>>());
    let sql = "SELECT count(DISTINCT j.owner_id) FROM contact_job j JOIN contact c ON c.id = j.owner_id
               WHERE j.company_id IN (SELECT unhex(value) FROM json_each(?1))
                 AND (j.to_date IS NULL OR j.to_date >= ?2) AND c.deleted_ms IS NULL";
    conn.prepare_cached(sql)
        .and_then(|mut s| s.query_row(params![ids.to_string(), today], |row| row.get(0)))
        .map_err(broken)
}

/// The jobs living people have or had at a company: those that last first, then by name.
pub fn members(conn: &Connection, company: Id, which: Which, today: &str, limit: u32) -> Result<Vec<Member>> {
    let mut statement = conn.prepare_cached(include_str!("members.sql")).map_err(broken)?;
    let rows = statement
        .query_map(params![company.as_bytes(), today, which.present(), limit], |row| {
            Ok(Member {
                contact_id: id(row, 0)?,
                job_id: id(row, 1)?,
                name: row.get(2)?,
                title: row.get(3)?,
                department: row.get(4)?,
                role: row.get(5)?,
                from: row.get(6)?,
                to: row.get(7)?,
                present: row.get(8)?,
                reports_to_id: id_of(row, 9)?,
                reports_to: row.get(10)?,
                say: row.get(11)?,
                last_activity_ms: row.get(12)?,
            })
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// How many of these jobs last, and how many do not.
pub fn member_counts(conn: &Connection, company: Id, today: &str) -> Result<(u32, u32)> {
    let sql = "SELECT count(*) FILTER (WHERE j.to_date IS NULL OR j.to_date >= ?2),
                      count(*) FILTER (WHERE j.to_date < ?2)
               FROM contact_job j JOIN contact c ON c.id = j.owner_id
               WHERE j.company_id = ?1 AND c.deleted_ms IS NULL";
    conn.prepare_cached(sql)
        .and_then(|mut s| {
            s.query_row(params![company.as_bytes(), today], |row| Ok((row.get(0)?, row.get(1)?)))
        })
        .map_err(broken)
}

/// Who works at a company on a day, with whom they report to there, by name.
pub fn staff(conn: &Connection, company: Id, today: &str, limit: usize) -> Result<Vec<Person>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let sql = "SELECT c.id, c.display_name, j.title, j.department, j.reports_to_id, c.photo
               FROM contact_job j JOIN contact c ON c.id = j.owner_id
               WHERE j.company_id = ?1 AND (j.to_date IS NULL OR j.to_date >= ?2) AND c.deleted_ms IS NULL
               ORDER BY c.display_name_sort, c.id, j.position LIMIT ?3";
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let rows = statement
        .query_map(params![company.as_bytes(), today, limit], |row| {
            Ok(Person {
                id: id(row, 0)?,
                name: row.get(1)?,
                title: row.get(2)?,
                department: row.get(3)?,
                reports_to_id: id_of(row, 4)?,
                photo: row.get(5)?,
            })
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Carries a new name into the jobs held there and the contacts that show it.
pub fn rename_in_jobs(
    conn: &Connection,
    id: Id,
    name: &str,
    folded: &str,
    sort: &str,
    now_ms: i64,
) -> Result<()> {
    conn.execute(
        "UPDATE contact SET company = ?2, company_fold = ?3, company_sort = ?4, modified_ms = ?5
         WHERE id IN (SELECT owner_id FROM contact_job WHERE company_id = ?1)
           AND company_fold = (SELECT company_fold FROM contact_job j
                               WHERE j.owner_id = contact.id AND j.company_id = ?1 LIMIT 1)",
        params![id.as_bytes(), name, folded, sort, now_ms],
    )
    .and_then(|_| {
        conn.execute(
            "UPDATE contact_job SET company = ?2, company_fold = ?3 WHERE company_id = ?1",
            params![id.as_bytes(), name, folded],
        )
    })
    .map(|_| ())
    .map_err(broken)
}

/// Writes what a company is called into the jobs there that call it something else.
pub fn name_in_jobs(conn: &Connection, id: Id, name: &str, folded: &str) -> Result<()> {
    let sql =
        "UPDATE contact_job SET company = ?2, company_fold = ?3 WHERE company_id = ?1 AND company IS NOT ?2";
    conn.prepare_cached(sql)
        .and_then(|mut s| s.execute(params![id.as_bytes(), name, folded]))
        .map(|_| ())
        .map_err(broken)
}
