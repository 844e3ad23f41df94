//! Tasks in SQLite.

use rusqlite::{Connection, OptionalExtension, Row, params};
use satchel_feature::records::{self, Place};
use satchel_kernel::catalogue::{OWN_RECORD, is_own};
use satchel_kernel::{Id, Result};
use satchel_people::timeline::ACCOUNT;
use satchel_vault::fault as broken;
use serde::Serialize;

fn id_of(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Id>> {
    Ok(row.get_ref(column)?.as_blob().ok().and_then(Id::from_slice))
}

/// The task above this one.
pub fn parent(conn: &Connection, id: Id) -> Result<Option<Id>> {
    conn.prepare_cached("SELECT parent_id FROM task WHERE id = ?1")
        .and_then(|mut s| s.query_row([id.as_bytes()], |row| id_of(row, 0)).optional())
        .map(Option::flatten)
        .map_err(broken)
}

/// The living occurrence that was made when this one was done.
pub fn successor(conn: &Connection, id: Id) -> Result<Option<Id>> {
    conn.prepare_cached(
        "SELECT id FROM task WHERE previous_id = ?1 AND deleted_ms IS NULL ORDER BY id LIMIT 1",
    )
    .and_then(|mut s| s.query_row([id.as_bytes()], |row| id_of(row, 0)).optional())
    .map(Option::flatten)
    .map_err(broken)
}

/// The living tasks about a record before a place, the latest first: those that ended when they did, the
/// others when they were made.
pub fn of(conn: &Connection, of: &str, owner: Id, before: Place, limit: usize) -> Result<Vec<Place>> {
    if of == ACCOUNT {
        return records::places(conn, include_str!("of_account.sql"), before, limit, &[&owner.as_bytes()]);
    }
    let Some((links, column)) = links(of) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT DISTINCT coalesce(t.completed_ms, t.created_ms) AS at, t.id FROM {links} l JOIN task t ON t.id = l.owner_id
         WHERE l.{column} = ?4 AND (coalesce(t.completed_ms, t.created_ms), t.id) < (?1, ?2) AND t.deleted_ms IS NULL
         ORDER BY at DESC, t.id DESC LIMIT ?3"
    );
    records::places(conn, &sql, before, limit, &[&owner.as_bytes()])
}

/// The living pinned tasks about a record, the latest first. Few are pinned: they are walked, not the tasks of the record.
pub fn pinned(conn: &Connection, of: &str, owner: Id, limit: usize) -> Result<Vec<Place>> {
    let Some((links, column)) = links(of) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT DISTINCT coalesce(t.completed_ms, t.created_ms) AS at, t.id
         FROM task t INDEXED BY task_pinned CROSS JOIN {links} l ON l.owner_id = t.id AND l.{column} = ?4
         WHERE t.pinned = 1 AND (coalesce(t.completed_ms, t.created_ms), t.id) < (?1, ?2) AND t.deleted_ms IS NULL
         ORDER BY at DESC, t.id DESC LIMIT ?3"
    );
    records::places(conn, &sql, records::LAST, limit, &[&owner.as_bytes()])
}

/// The table that links tasks with records of a kind, and its column; `None` for kinds that have no tasks.
fn links(kind: &str) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        "contact" => ("task_contact", "contact_id"),
        "company" => ("task_company", "company_id"),
        "deal" => ("task_deal", "deal_id"),
        "lead" => ("task_lead", "lead_id"),
        own if is_own(own) => ("task_own_record", "own_record_id"),
        _ => return None,
    })
}

/// The living tasks before a place, the latest first: those that ended when they did, the others when they were made.
pub fn lately(conn: &Connection, before: Place, limit: usize) -> Result<Vec<Place>> {
    // A pair with an expression enters no index: without the first condition every later task is passed on the way.
    let sql = "SELECT coalesce(completed_ms, created_ms), id FROM task
               WHERE coalesce(completed_ms, created_ms) <= ?1
                 AND (coalesce(completed_ms, created_ms), id) < (?1, ?2) AND deleted_ms IS NULL
               ORDER BY coalesce(completed_ms, created_ms) DESC, id DESC LIMIT ?3";
    records::places(conn, sql, before, limit, &[])
}

/// How many tasks there are, by how they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Counts {
    /// To be done.
    pub open: i64,
    /// Of these, due before now.
    pub overdue: i64,
    /// Of these, due today and not overdue.
    pub today: i64,
    /// Of those to be done, of high priority.
    pub high: i64,
    /// Of normal priority.
    pub normal: i64,
    /// Of low priority.
    pub low: i64,
    /// Done since the week began.
    pub done_this_week: i64,
}

/// The moments by which tasks are counted.
pub struct Moments {
    /// Today, `YYYY-MM-DD`.
    pub day: String,
    /// Now.
    pub now_ms: i64,
    /// When today ends.
    pub day_end_ms: i64,
    /// When this week began.
    pub week_ms: i64,
}

/// Counts the living tasks.
pub fn counts(conn: &Connection, at: &Moments) -> Result<Counts> {
    conn.prepare_cached(include_str!("counts.sql"))
        .and_then(|mut s| {
            s.query_row(params![at.day, at.now_ms, at.day_end_ms, at.week_ms], |row| {
                Ok(Counts {
                    open: row.get(0)?,
                    overdue: row.get(1)?,
                    today: row.get(2)?,
                    high: row.get(3)?,
                    normal: row.get(4)?,
                    low: row.get(5)?,
                    done_this_week: row.get(6)?,
                })
            })
        })
        .map_err(broken)
}

/// How many living tasks about a contact or company are to be done.
pub fn open(conn: &Connection, kind: &str, id: Id) -> Result<u32> {
    let links = match kind {
        "company" => "SELECT owner_id FROM task_company WHERE company_id = ?1",
        "deal" => "SELECT owner_id FROM task_deal WHERE deal_id = ?1",
        "lead" => "SELECT owner_id FROM task_lead WHERE lead_id = ?1",
        own if own == OWN_RECORD || is_own(own) => {
            "SELECT owner_id FROM task_own_record WHERE own_record_id = ?1"
        }
        _ => "SELECT owner_id FROM task_contact WHERE contact_id = ?1",
    };
    let sql = format!(
        "SELECT count(*) FROM task WHERE id IN ({links}) AND completed_ms IS NULL AND deleted_ms IS NULL"
    );
    conn.prepare_cached(&sql).and_then(|mut s| s.query_row([id.as_bytes()], |r| r.get(0))).map_err(broken)
}

/// All tasks about a lead, those in the trash too.
pub fn about_lead(conn: &Connection, lead: Id) -> Result<Vec<Id>> {
    let mut statement = conn
        .prepare_cached("SELECT DISTINCT owner_id FROM task_lead WHERE lead_id = ?1 ORDER BY owner_id")
        .map_err(broken)?;
    let rows = statement.query_map([lead.as_bytes()], |row| id_of(row, 0)).map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}

/// What a task and the tasks below it are about.
pub fn about_below(conn: &Connection, task: Id) -> Result<Vec<(&'static str, Id)>> {
    let mut statement = conn.prepare_cached(include_str!("about_below.sql")).map_err(broken)?;
    let rows = statement
        .query_map([task.as_bytes()], |row| {
            let kind = match row.get::<_, i64>(0)? {
                0 => "contact",
                1 => "company",
                2 => "deal",
                3 => "lead",
                _ => OWN_RECORD,
            };
            Ok(id_of(row, 1)?.map(|id| (kind, id)))
        })
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}
