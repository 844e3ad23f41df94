//! Notifications in SQLite, and what their rules look at in the tables of others.

use rusqlite::{Connection, OptionalExtension, Params, Row, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;
use serde_json::Value;

use super::model::{BirthdayFacts, DealFacts, Happening, JobFacts, NotificationRow, TaskFacts, TouchFacts};
use super::preferences::Channels;

/// So many notifications are kept; beyond that the oldest that were read go.
const KEPT: i64 = 5_000;

fn id_of(row: &Row<'_>, column: usize) -> rusqlite::Result<Id> {
    Ok(Id::from_bytes(row.get(column)?))
}

fn maybe_id(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Id>> {
    Ok(row.get_ref(column)?.as_blob().ok().and_then(Id::from_slice))
}

fn all<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<Option<T>>,
) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let rows = statement.query_map(params, read).map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Open tasks due from one day to another, those put away until `asleep_ms` or later, and those with reminders; the
/// nearest to `today` first.
pub fn tasks(
    conn: &Connection,
    (from, to): (&str, &str),
    asleep_ms: i64,
    today: &str,
) -> Result<Vec<TaskFacts>> {
    all(conn, include_str!("tasks.sql"), params![from, to, asleep_ms, today], |row| {
        let (due, reminders): (String, String) = (row.get(1)?, row.get(5)?);
        let Ok(due) = due.parse() else { return Ok(None) };
        Ok(Some(TaskFacts {
            id: id_of(row, 0)?,
            due,
            due_ms: row.get(2)?,
            created_ms: row.get(3)?,
            snoozed_until_ms: row.get(4)?,
            reminders: serde_json::from_str(&reminders).unwrap_or_default(),
            contact: maybe_id(row, 6)?,
            spoken_ms: row.get(7)?,
        }))
    })
}

/// Birthdays between two days of any year, `MM-DD`, both included.
pub fn birthdays(conn: &Connection, from: &str, to: &str) -> Result<Vec<BirthdayFacts>> {
    all(conn, include_str!("birthdays.sql"), [from, to], |row| {
        let id = id_of(row, 0)?;
        Ok(row.get::<_, String>(1)?.parse().ok().map(|born| BirthdayFacts { id, born }))
    })
}

/// Contacts who want to be spoken with now and then.
#[allow(clippy::cast_possible_truncation)] // checked to be 1 to 520 whole weeks when written
pub fn touches(conn: &Connection) -> Result<Vec<TouchFacts>> {
    all(conn, include_str!("touches.sql"), [], |row| {
        let weeks = row.get::<_, f64>(1)? as i64;
        Ok(Some(TouchFacts { id: id_of(row, 0)?, weeks, created_ms: row.get(2)?, spoken_ms: row.get(3)? }))
    })
}

/// The spans in which something of a deal lies.
pub struct DealSpans<'a> {
    /// When it rots or was closed, milliseconds since 1970 UTC.
    pub moments: (i64, i64),
    /// From when it slips, days.
    pub days: (&'a str, &'a str),
    /// When something last happened with it.
    pub activity: (i64, i64),
}

/// Deals with something near.
pub fn deals(conn: &Connection, spans: &DealSpans<'_>) -> Result<Vec<DealFacts>> {
    let DealSpans { moments, days, activity } = spans;
    let params = params![moments.0, moments.1, days.0, days.1, activity.0, activity.1];
    all(conn, include_str!("deals.sql"), params, |row| {
        Ok(Some(DealFacts {
            id: id_of(row, 0)?,
            state: row.get(1)?,
            rots_ms: row.get(2)?,
            slipping_from: row.get(3)?,
            has_next_step: row.get(4)?,
            last_activity_ms: row.get(5)?,
            closed_ms: row.get(6)?,
            came_closed: row.get::<_, Option<bool>>(7)?.unwrap_or(false),
        }))
    })
}

/// Jobs that ended in a span.
pub fn jobs(conn: &Connection, from_ms: i64, to_ms: i64) -> Result<Vec<JobFacts>> {
    all(conn, include_str!("jobs.sql"), [from_ms, to_ms], |row| {
        Ok(Some(JobFacts {
            id: id_of(row, 0)?,
            kind: row.get(1)?,
            failed: row.get(2)?,
            started_ms: row.get(3)?,
            finished_ms: row.get(4)?,
            import: row.get(5)?,
        }))
    })
}

/// Whether something was told under this key already.
pub fn is_known(conn: &Connection, key: &str) -> Result<bool> {
    conn.prepare_cached("SELECT 1 FROM notification WHERE dedupe = ?1")
        .and_then(|mut s| s.exists([key]))
        .map_err(broken)
}

/// The keys of those that were not read.
pub fn open_keys(conn: &Connection) -> Result<Vec<String>> {
    all(conn, "SELECT dedupe FROM notification WHERE read_ms IS NULL", [], |row| Ok(Some(row.get(0)?)))
}

/// Raises one, unless it was.
pub fn insert(conn: &Connection, one: &Happening, channels: Channels, now_ms: i64) -> Result<()> {
    conn.prepare_cached(include_str!("insert.sql"))
        .and_then(|mut s| {
            s.execute(params![
                Id::new().as_bytes(),
                one.occasion.name(),
                one.key,
                one.kind,
                one.id.as_bytes(),
                one.about.as_ref().map(Id::as_bytes),
                one.details.to_string(),
                channels.in_app,
                channels.desktop,
                now_ms,
                one.at_ms
            ])
        })
        .map(|_| ())
        .map_err(broken)
}

/// What holds no longer counts as read.
pub fn settle(conn: &Connection, key: &str, now_ms: i64) -> Result<()> {
    conn.prepare_cached("UPDATE notification SET read_ms = ?2 WHERE dedupe = ?1 AND read_ms IS NULL")
        .and_then(|mut s| s.execute(params![key, now_ms]))
        .map(|_| ())
        .map_err(broken)
}

/// What is told of a record counts as read.
pub fn settle_record(conn: &Connection, record: Id, now_ms: i64) -> Result<()> {
    conn.prepare_cached("UPDATE notification SET read_ms = ?2 WHERE record_id = ?1 AND read_ms IS NULL")
        .and_then(|mut s| s.execute(params![record.as_bytes(), now_ms]))
        .map(|_| ())
        .map_err(broken)
}

/// Forgets the oldest that were read where there are too many; those of records that are gone went with them.
pub fn forget(conn: &Connection) -> Result<()> {
    let too_many = "DELETE FROM notification WHERE id IN
        (SELECT id FROM notification WHERE read_ms IS NOT NULL ORDER BY due_ms DESC LIMIT -1 OFFSET ?1)";
    conn.prepare_cached(too_many).and_then(|mut s| s.execute([KEPT])).map(|_| ()).map_err(broken)
}

/// Unread, and not put away at the moment `?1`.
const AWAKE: &str = "read_ms IS NULL AND coalesce(snoozed_until_ms, 0) <= ?1";

/// How many are unread and awake.
pub fn unread(conn: &Connection, now_ms: i64) -> Result<i64> {
    let sql = format!("SELECT count(*) {LISTED} AND {AWAKE}");
    conn.prepare_cached(&sql).and_then(|mut s| s.query_row([now_ms], |row| row.get(0))).map_err(broken)
}

/// When the next one wakes that was put away.
pub fn next_waking(conn: &Connection, now_ms: i64) -> Result<Option<i64>> {
    let sql =
        "SELECT min(snoozed_until_ms) FROM notification WHERE read_ms IS NULL AND snoozed_until_ms > ?1";
    conn.prepare_cached(sql).and_then(|mut s| s.query_row([now_ms], |row| row.get(0))).map_err(broken)
}

/// Those shown in the app, in the index in which they are listed.
const LISTED: &str = "FROM notification INDEXED BY notification_listed WHERE in_app = 1";

/// The order of the list.
const LATEST: &str = "max(due_ms, coalesce(snoozed_until_ms, 0)) DESC, id";

/// Those shown in the app, with the names of their records.
fn named() -> String {
    format!("{} AND n.in_app = 1", include_str!("named.sql"))
}

fn shown(row: &Row<'_>) -> rusqlite::Result<Option<NotificationRow>> {
    Ok(Some(NotificationRow {
        id: id_of(row, 0)?,
        event: row.get(1)?,
        kind: row.get(2)?,
        record_id: id_of(row, 3)?,
        about_id: maybe_id(row, 4)?,
        details: serde_json::from_str(&row.get::<_, String>(5)?).unwrap_or(Value::Null),
        due_ms: row.get(6)?,
        read_ms: row.get(7)?,
        snoozed_until_ms: row.get(8)?,
        title: row.get(9)?,
        about: row.get(10)?,
        about_kind: row.get(11)?,
    }))
}

/// Which notifications are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// All but those put away.
    #[default]
    All,
    /// Unread ones that are not put away.
    Unread,
    /// Those put away.
    Snoozed,
}

/// A page of the list, the latest first, with how many there are in all; `events` is a JSON list of what they are told
/// for.
pub fn list(
    conn: &Connection,
    which: Shown,
    events: Option<&str>,
    now_ms: i64,
    (position, limit): (u32, u32),
) -> Result<(Vec<NotificationRow>, i64)> {
    let holds = match which {
        Shown::All => "read_ms IS NOT NULL OR coalesce(snoozed_until_ms, 0) <= ?1",
        Shown::Unread => AWAKE,
        Shown::Snoozed => "read_ms IS NULL AND snoozed_until_ms > ?1",
    };
    let among = "(?2 IS NULL OR event IN (SELECT value FROM json_each(?2)))";
    let from = format!("{LISTED} AND ({holds}) AND {among}");
    let total = conn
        .prepare_cached(&format!("SELECT count(*) {from}"))
        .and_then(|mut s| s.query_row(params![now_ms, events], |row| row.get(0)))
        .map_err(broken)?;
    // Only those of the page are named.
    let page = format!("SELECT id {from} ORDER BY {LATEST} LIMIT ?3 OFFSET ?4");
    let sql = format!("SELECT * FROM ({} AND n.id IN ({page})) ORDER BY {LATEST}", named());
    Ok((all(conn, &sql, params![now_ms, events, limit, position], shown)?, total))
}

/// What waits to be told by the desktop, the latest first.
pub fn waiting(conn: &Connection, now_ms: i64) -> Result<Vec<NotificationRow>> {
    let sql = format!(
        "SELECT * FROM ({} AND n.desktop = 1 AND n.shown_ms IS NULL AND n.due_ms <= ?1) WHERE {AWAKE} ORDER BY due_ms DESC",
        include_str!("named.sql"),
    );
    all(conn, &sql, [now_ms], shown)
}

/// The desktop was told of one.
pub fn mark_shown(conn: &Connection, id: Id, now_ms: i64) -> Result<()> {
    conn.prepare_cached("UPDATE notification SET shown_ms = ?2 WHERE id = ?1")
        .and_then(|mut s| s.execute(params![id.as_bytes(), now_ms]))
        .map(|_| ())
        .map_err(broken)
}

/// Marks one as read, or as unread again, when it is not so yet; answers whether it is there.
pub fn mark_read(conn: &Connection, id: Id, read_ms: Option<i64>) -> Result<bool> {
    let sql =
        "UPDATE notification SET read_ms = CASE WHEN ?2 IS NULL THEN NULL ELSE coalesce(read_ms, ?2) END
               WHERE id = ?1";
    conn.prepare_cached(sql)
        .and_then(|mut s| s.execute(params![id.as_bytes(), read_ms]))
        .map(|changed| changed > 0)
        .map_err(broken)
}

/// Marks all as read that are awake, or those told for one of `events`.
pub fn mark_all_read(conn: &Connection, events: Option<&str>, now_ms: i64) -> Result<usize> {
    let sql = format!(
        "UPDATE notification SET read_ms = ?1
         WHERE {AWAKE} AND (?2 IS NULL OR event IN (SELECT value FROM json_each(?2)))"
    );
    conn.prepare_cached(&sql).and_then(|mut s| s.execute(params![now_ms, events])).map_err(broken)
}

/// Puts one away until a moment; then the desktop tells of it again. Answers whether it is there.
pub fn snooze(conn: &Connection, id: Id, until_ms: i64) -> Result<bool> {
    let sql = "UPDATE notification SET snoozed_until_ms = ?2, read_ms = NULL, shown_ms = NULL WHERE id = ?1";
    conn.prepare_cached(sql)
        .and_then(|mut s| s.execute(params![id.as_bytes(), until_ms]))
        .map(|changed| changed > 0)
        .map_err(broken)
}

/// One as it is shown.
pub fn get(conn: &Connection, id: Id) -> Result<Option<NotificationRow>> {
    conn.prepare_cached(&format!("{} AND n.id = ?1", named()))
        .and_then(|mut s| s.query_row([id.as_bytes()], shown).optional())
        .map(Option::flatten)
        .map_err(broken)
}
