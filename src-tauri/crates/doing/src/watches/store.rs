//! Watched views in SQLite.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

use super::model::{Difference, Kept, Unseen, ViewEvent, WatchRow, Watched};

/// So many events of a view are kept; beyond that the oldest go.
pub const EVENTS_KEPT: u32 = 1_000;

fn id_of(row: &Row<'_>, column: usize) -> rusqlite::Result<Id> {
    Ok(Id::from_bytes(row.get(column)?))
}

fn run(conn: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<usize> {
    conn.prepare_cached(sql).and_then(|mut s| s.execute(params)).map_err(broken)
}

/// The views that are watched.
pub fn watched(conn: &Connection) -> Result<Vec<Watched>> {
    let mut statement = conn.prepare_cached(include_str!("watched.sql")).map_err(broken)?;
    let rows = statement.query_map([], |row| {
        let asked: Option<String> = row.get(3)?;
        let kept = match asked {
            Some(asked) => Some(Kept { asked, seq: row.get(4)?, day: row.get(5)?, fault: row.get(6)? }),
            None => None,
        };
        Ok(Watched { view: id_of(row, 0)?, of: row.get(1)?, query: row.get(2)?, kept })
    });
    rows.map_err(broken)?.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Whether something is kept of a view that is watched no longer.
pub fn has_forgotten(conn: &Connection) -> Result<bool> {
    let sql = "SELECT 1 FROM view_watch WHERE view_id NOT IN
        (SELECT id FROM view WHERE watched = 1 AND deleted_ms IS NULL)";
    conn.prepare_cached(sql).and_then(|mut s| s.exists([])).map_err(broken)
}

/// Forgets what was kept of views that are watched no longer.
pub fn forget(conn: &Connection) -> Result<()> {
    for table in ["view_watch", "view_member", "view_event"] {
        let sql = format!(
            "DELETE FROM {table} WHERE view_id NOT IN (SELECT id FROM view WHERE watched = 1 AND deleted_ms IS NULL)"
        );
        run(conn, &sql, [])?;
    }
    Ok(())
}

/// How far a view was looked at.
pub fn kept(conn: &Connection, view: Id) -> Result<Option<Kept>> {
    conn.prepare_cached("SELECT asked, seq, day, fault FROM view_watch WHERE view_id = ?1")
        .and_then(|mut s| {
            s.query_row([view.as_bytes()], |row| {
                Ok(Kept { asked: row.get(0)?, seq: row.get(1)?, day: row.get(2)?, fault: row.get(3)? })
            })
            .optional()
        })
        .map_err(broken)
}

/// Notes how far a view was looked at.
pub fn keep(conn: &Connection, view: Id, kept: &Kept) -> Result<()> {
    let sql = "INSERT INTO view_watch (view_id, asked, seq, day, fault) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (view_id) DO UPDATE SET
            asked = excluded.asked, seq = excluded.seq, day = excluded.day, fault = excluded.fault";
    run(conn, sql, params![view.as_bytes(), kept.asked, kept.seq, kept.day, kept.fault]).map(|_| ())
}

/// All members as they were.
pub fn members(conn: &Connection, view: Id) -> Result<BTreeSet<Id>> {
    let mut statement =
        conn.prepare_cached("SELECT record_id FROM view_member WHERE view_id = ?1").map_err(broken)?;
    let rows = statement.query_map([view.as_bytes()], |row| id_of(row, 0)).map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Whether a record was a member.
pub fn is_member(conn: &Connection, view: Id, record: Id) -> Result<bool> {
    conn.prepare_cached("SELECT 1 FROM view_member WHERE view_id = ?1 AND record_id = ?2")
        .and_then(|mut s| s.exists(params![view.as_bytes(), record.as_bytes()]))
        .map_err(broken)
}

/// Begins with these members and no events.
pub fn begin(conn: &Connection, view: Id, members: &BTreeSet<Id>) -> Result<()> {
    for table in ["view_member", "view_event"] {
        run(conn, &format!("DELETE FROM {table} WHERE view_id = ?1"), [view.as_bytes()])?;
    }
    members.iter().try_for_each(|record| add(conn, view, *record))
}

fn add(conn: &Connection, view: Id, record: Id) -> Result<()> {
    let sql = "INSERT INTO view_member (view_id, record_id) VALUES (?1, ?2)";
    run(conn, sql, params![view.as_bytes(), record.as_bytes()]).map(|_| ())
}

/// Brings the members in line and notes who came and went. Who left unseen as they came is seen: nothing is left to tell.
pub fn apply(conn: &Connection, view: Id, kind: &str, found: &Difference, now_ms: i64) -> Result<()> {
    for record in &found.entered {
        add(conn, view, *record)?;
    }
    for record in &found.gone {
        let sql = "DELETE FROM view_event WHERE view_id = ?1 AND record_id = ?2";
        run(conn, sql, params![view.as_bytes(), record.as_bytes()])?;
    }
    for record in found.left.iter().chain(&found.gone) {
        let sql = "DELETE FROM view_member WHERE view_id = ?1 AND record_id = ?2";
        run(conn, sql, params![view.as_bytes(), record.as_bytes()])?;
    }
    for (entered, records) in [(true, &found.entered), (false, &found.left)] {
        let together = i64::try_from(records.len()).unwrap_or(i64::MAX);
        for record in records.iter().rev().take(EVENTS_KEPT as usize) {
            let sql = "UPDATE view_event SET seen_ms = ?3 WHERE view_id = ?1 AND record_id = ?2 AND seen_ms IS NULL";
            let unseen = run(conn, sql, params![view.as_bytes(), record.as_bytes(), now_ms])? > 0;
            let sql =
                "INSERT INTO view_event (id, view_id, kind, record_id, entered, together, at_ms, seen_ms)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
            let (id, seen) = (Id::new(), unseen.then_some(now_ms));
            let row = params![
                id.as_bytes(),
                view.as_bytes(),
                kind,
                record.as_bytes(),
                entered,
                together,
                now_ms,
                seen
            ];
            run(conn, sql, row)?;
        }
    }
    let too_many = "DELETE FROM view_event WHERE view_id = ?1 AND id IN
        (SELECT id FROM view_event WHERE view_id = ?1 ORDER BY id DESC LIMIT -1 OFFSET ?2)";
    run(conn, too_many, params![view.as_bytes(), EVENTS_KEPT]).map(|_| ())
}

/// What was not seen yet, of the views that are watched; the latest first.
pub fn unseen(conn: &Connection, since_ms: i64) -> Result<Vec<Unseen>> {
    let mut statement = conn.prepare_cached(include_str!("unseen.sql")).map_err(broken)?;
    let rows = statement.query_map([since_ms], |row| {
        Ok(Unseen {
            view: id_of(row, 0)?,
            id: id_of(row, 1)?,
            record: id_of(row, 2)?,
            entered: row.get(3)?,
            together: row.get(4)?,
            at_ms: row.get(5)?,
        })
    });
    rows.map_err(broken)?.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Every watched view with how many came and went unseen.
pub fn rows(conn: &Connection) -> Result<Vec<WatchRow>> {
    let mut statement = conn.prepare_cached(include_str!("rows.sql")).map_err(broken)?;
    let rows = statement.query_map([], |row| {
        Ok(WatchRow { view_id: id_of(row, 0)?, entered: row.get(1)?, left: row.get(2)?, fault: row.get(3)? })
    });
    rows.map_err(broken)?.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Who came and went of a view, the latest first, before an event; at most `limit`. Without their names, which every kind
/// keeps elsewhere.
pub fn events(conn: &Connection, view: Id, before: Option<Id>, limit: u32) -> Result<Vec<ViewEvent>> {
    let mut statement = conn.prepare_cached(include_str!("events.sql")).map_err(broken)?;
    let rows =
        statement.query_map(params![view.as_bytes(), before.as_ref().map(Id::as_bytes), limit], |row| {
            Ok(ViewEvent {
                id: id_of(row, 0)?,
                kind: row.get(1)?,
                record_id: id_of(row, 2)?,
                title: String::new(),
                entered: row.get(3)?,
                at_ms: row.get(4)?,
                seen: row.get(5)?,
            })
        });
    rows.map_err(broken)?.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Marks all of a view as seen; answers how many were not.
pub fn see(conn: &Connection, view: Id, now_ms: i64) -> Result<usize> {
    let sql = "UPDATE view_event SET seen_ms = ?2 WHERE view_id = ?1 AND seen_ms IS NULL";
    run(conn, sql, params![view.as_bytes(), now_ms])
}

/// The first change that the log still has.
pub fn first_change(conn: &Connection) -> Result<i64> {
    conn.prepare_cached("SELECT coalesce(min(seq), 0) FROM change")
        .and_then(|mut s| s.query_row([], |row| row.get(0)))
        .map_err(broken)
}
