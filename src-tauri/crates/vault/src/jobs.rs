//! Durable jobs: whatever is long or needs the network. A job is leased by one worker at a time; a lease that ran out,
//! after a crash say, lets another worker go on from the position the last one stored.
//!
//! `job` is a local table: jobs are not logged, not undone and not synced.

use rusqlite::{Connection, OptionalExtension, Row};
use satchel_kernel::Id;
use serde::Serialize;
use serde_json::Value;

use crate::error::{Result, VaultError};

/// A job to be done.
#[derive(Clone, Debug, Default)]
pub struct NewJob {
    /// Which handler does it, such as `import.apply`.
    pub kind: String,
    /// What a person calls it.
    pub label: String,
    /// What the handler needs.
    pub input: Value,
    /// A second job of the same kind and key is not made; the first one's id is returned.
    pub idempotency_key: Option<String>,
    /// Not before this moment, milliseconds since 1970 UTC; 0 for at once.
    pub run_at_ms: i64,
    /// How often it is tried; 0 counts as 1.
    pub max_attempts: u32,
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waits for its time or a worker.
    Waiting,
    /// Leased by a worker.
    Running,
    /// Done.
    Done,
    /// Failed for good.
    Failed,
    /// Cancelled by a person.
    Cancelled,
}

/// A job.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Job {
    /// Its id.
    pub id: Id,
    /// Its handler.
    pub kind: String,
    /// What a person calls it.
    pub label: String,
    /// What the handler needs.
    pub input: Value,
    /// What came of it.
    pub output: Option<Value>,
    /// Where it stands.
    pub state: State,
    /// How often it was begun.
    pub attempts: u32,
    /// How often it may be begun.
    pub max_attempts: u32,
    /// Not before this moment.
    pub run_at_ms: i64,
    /// Whether a person asked to stop it.
    pub cancel: bool,
    /// How much is done, in the job's own units.
    pub done: i64,
    /// How much there is, if known.
    pub total: Option<i64>,
    /// What it is doing.
    pub note: String,
    /// Where the handler goes on after a crash.
    pub position: Option<Value>,
    /// The last failure, an outer error as JSON.
    pub error: Option<Value>,
    /// When it was made.
    pub created_ms: i64,
    /// When it was first begun.
    pub started_ms: Option<i64>,
    /// When it ended.
    pub finished_ms: Option<i64>,
}

const COLUMNS: &str = "id, kind, label, input, output, state, attempts, max_attempts, run_at_ms, cancel, done, total, \
                       note, position, error, created_ms, started_ms, finished_ms";

/// First pause after a failure; it doubles with each further one.
const PAUSE_MS: i64 = 2_000;
/// The longest pause.
const LONGEST_PAUSE_MS: i64 = 60 * 60 * 1_000;

/// Enters a job, in the transaction of what it belongs to.
pub fn enqueue(conn: &Connection, job: &NewJob, now_ms: i64) -> Result<Id> {
    if let Some(key) = &job.idempotency_key {
        let known = conn
            .prepare_cached("SELECT id FROM job WHERE kind = ?1 AND idempotency_key = ?2")?
            .query_row((&job.kind, key), |row| row.get(0))
            .optional()?;
        if let Some(id) = known {
            return Ok(Id::from_bytes(id));
        }
    }
    let id = Id::new();
    conn.prepare_cached(
        "INSERT INTO job (id, kind, label, input, idempotency_key, state, max_attempts, run_at_ms, created_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', ?6, ?7, ?8)",
    )?
    .execute((
        id.as_bytes(),
        &job.kind,
        &job.label,
        job.input.to_string(),
        &job.idempotency_key,
        job.max_attempts.max(1),
        job.run_at_ms,
        now_ms,
    ))?;
    Ok(id)
}

/// Leases the next job that is due and of one of `kinds` (any if empty) to `worker` for `lease_ms`. A job whose lease
/// ran out counts as due; if it has no attempt left it fails.
pub fn lease(
    conn: &Connection,
    worker: &str,
    kinds: &[&str],
    lease_ms: i64,
    now_ms: i64,
) -> Result<Option<Job>> {
    fail_exhausted(conn, now_ms)?;
    let kinds = serde_json::to_string(kinds)?;
    let id = conn
        .prepare_cached(
            "UPDATE job SET state = 'running', worker = ?1, lease_until_ms = ?3 + ?4, attempts = attempts + 1,
                            started_ms = coalesce(started_ms, ?4)
             WHERE id = (SELECT id FROM job
                         WHERE state IN ('waiting', 'running') AND run_at_ms <= ?4
                           AND (state = 'waiting' OR lease_until_ms <= ?4) AND cancel = 0
                           AND (?2 = '[]' OR kind IN (SELECT value FROM json_each(?2)))
                         ORDER BY run_at_ms, created_ms, id LIMIT 1)
             RETURNING id",
        )?
        .query_row((worker, kinds, lease_ms, now_ms), |row| row.get(0))
        .optional()?;
    id.map(|id| get(conn, Id::from_bytes(id))).transpose()
}

/// Leases this one job, whenever it is due, if it waits.
pub fn lease_one(conn: &Connection, id: Id, worker: &str, lease_ms: i64, now_ms: i64) -> Result<Option<Job>> {
    let leased = conn
        .prepare_cached(
            "UPDATE job SET state = 'running', worker = ?2, lease_until_ms = ?3 + ?4, attempts = attempts + 1,
                            started_ms = coalesce(started_ms, ?4)
             WHERE id = ?1 AND state = 'waiting' AND cancel = 0",
        )?
        .execute((id.as_bytes(), worker, lease_ms, now_ms))?;
    (leased > 0).then(|| get(conn, id)).transpose()
}

fn fail_exhausted(conn: &Connection, now_ms: i64) -> Result<()> {
    let error = serde_json::json!({"code": "job_interrupted", "kind": "broken",
        "message": "The program ended while this was running, too often to try again."});
    conn.prepare_cached(
        "UPDATE job SET state = CASE WHEN cancel THEN 'cancelled' ELSE 'failed' END, error = ?2, finished_ms = ?1,
                        worker = NULL, lease_until_ms = NULL
         WHERE state = 'running' AND lease_until_ms <= ?1 AND (attempts >= max_attempts OR cancel)",
    )?
    .execute((now_ms, error.to_string()))?;
    Ok(())
}

/// Says how far a job is and renews its lease; whether it should stop because a person cancelled it.
pub fn progress(
    conn: &Connection,
    id: Id,
    worker: &str,
    (done, total, note): (i64, Option<i64>, &str),
    lease_ms: i64,
    now_ms: i64,
) -> Result<bool> {
    conn.prepare_cached(
        "UPDATE job SET done = ?3, total = ?4, note = ?5, lease_until_ms = ?6
         WHERE id = ?1 AND state = 'running' AND worker = ?2 RETURNING cancel",
    )?
    .query_row((id.as_bytes(), worker, done, total, note, now_ms + lease_ms), |row| row.get(0))
    .optional()?
    .ok_or(VaultError::LeaseLost(id))
}

/// Renews a lease; whether the job should stop because a person cancelled it.
pub fn heartbeat(conn: &Connection, id: Id, worker: &str, lease_ms: i64, now_ms: i64) -> Result<bool> {
    conn.prepare_cached(
        "UPDATE job SET lease_until_ms = ?3 WHERE id = ?1 AND state = 'running' AND worker = ?2 RETURNING cancel",
    )?
    .query_row((id.as_bytes(), worker, now_ms + lease_ms), |row| row.get(0))
    .optional()?
    .ok_or(VaultError::LeaseLost(id))
}

/// Stores where the handler goes on after a crash, in the transaction of what it wrote.
pub fn set_position(conn: &Connection, id: Id, position: &Value) -> Result<()> {
    conn.prepare_cached("UPDATE job SET position = ?2 WHERE id = ?1")?
        .execute((id.as_bytes(), position.to_string()))?;
    Ok(())
}

/// Ends a job well.
pub fn finish(conn: &Connection, id: Id, worker: &str, output: &Value, now_ms: i64) -> Result<()> {
    end(conn, id, worker, "done", Some(output), None, now_ms)
}

/// Ends an attempt badly. With `retry` and attempts left the job waits, each time twice as long, and runs again.
pub fn fail(
    conn: &Connection,
    id: Id,
    worker: &str,
    error: &Value,
    retry: bool,
    now_ms: i64,
) -> Result<State> {
    let job = get(conn, id)?;
    if job.cancel {
        end(conn, id, worker, "cancelled", None, Some(error), now_ms)?;
        return Ok(State::Cancelled);
    }
    if !retry || job.attempts >= job.max_attempts {
        end(conn, id, worker, "failed", None, Some(error), now_ms)?;
        return Ok(State::Failed);
    }
    let pause = PAUSE_MS.saturating_mul(1 << job.attempts.saturating_sub(1).min(20)).min(LONGEST_PAUSE_MS);
    let changed = conn
        .prepare_cached(
            "UPDATE job SET state = 'waiting', run_at_ms = ?3, error = ?4, worker = NULL, lease_until_ms = NULL
             WHERE id = ?1 AND state = 'running' AND worker = ?2",
        )?
        .execute((id.as_bytes(), worker, now_ms + pause, error.to_string()))?;
    if changed == 0 { Err(VaultError::LeaseLost(id)) } else { Ok(State::Waiting) }
}

/// Ends a running job as cancelled, when its handler has stopped.
pub fn cancelled(conn: &Connection, id: Id, worker: &str, now_ms: i64) -> Result<()> {
    end(conn, id, worker, "cancelled", None, None, now_ms)
}

fn end(
    conn: &Connection,
    id: Id,
    worker: &str,
    state: &str,
    output: Option<&Value>,
    error: Option<&Value>,
    now_ms: i64,
) -> Result<()> {
    let changed = conn
        .prepare_cached(
            "UPDATE job SET state = ?3, output = ?4, error = ?5, finished_ms = ?6, worker = NULL, lease_until_ms = NULL
             WHERE id = ?1 AND state = 'running' AND worker = ?2",
        )?
        .execute((
            id.as_bytes(),
            worker,
            state,
            output.map(Value::to_string),
            error.map(Value::to_string),
            now_ms,
        ))?;
    if changed == 0 { Err(VaultError::LeaseLost(id)) } else { Ok(()) }
}

/// Gives a job back that was not its fault: it is taken up again when there is a worker, unless a person cancelled it.
pub fn release(conn: &Connection, id: Id, worker: &str, now_ms: i64) -> Result<()> {
    conn.prepare_cached(
        "UPDATE job SET state = CASE WHEN cancel THEN 'cancelled' ELSE 'waiting' END, worker = NULL,
                        lease_until_ms = NULL, attempts = max(attempts - 1, 0), run_at_ms = ?3,
                        finished_ms = CASE WHEN cancel THEN ?3 END
         WHERE id = ?1 AND state = 'running' AND worker = ?2",
    )?
    .execute((id.as_bytes(), worker, now_ms))?;
    Ok(())
}

/// Gives back every job whose worker died with its process, those that a person cancelled excepted; right after opening,
/// nobody else can be running one.
pub fn release_all(conn: &Connection, now_ms: i64) -> Result<()> {
    conn.prepare_cached(
        "UPDATE job SET state = CASE WHEN cancel THEN 'cancelled' ELSE 'waiting' END, worker = NULL,
                        lease_until_ms = NULL, run_at_ms = min(run_at_ms, ?1),
                        finished_ms = CASE WHEN cancel THEN ?1 END
         WHERE state = 'running'",
    )?
    .execute([now_ms])?;
    Ok(())
}

/// The jobs that were begun as often as they may be and did not end: their program ended each time. Right after
/// [`release_all`], when nobody else can be running one.
pub fn exhausted(conn: &Connection) -> Result<Vec<Job>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM job
         WHERE state IN ('waiting', 'running') AND attempts >= max_attempts ORDER BY created_ms, id"
    ))?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Ends a job that no worker holds as failed, or as cancelled where a person had asked for that.
pub fn give_up(conn: &Connection, id: Id, error: &Value, now_ms: i64) -> Result<()> {
    conn.prepare_cached(
        "UPDATE job SET state = CASE WHEN cancel THEN 'cancelled' ELSE 'failed' END, error = ?2, finished_ms = ?3,
                        worker = NULL, lease_until_ms = NULL
         WHERE id = ?1 AND state IN ('waiting', 'running')",
    )?
    .execute((id.as_bytes(), error.to_string(), now_ms))?;
    Ok(())
}

/// Cancels a job: at once if it waits; if it runs, its handler is told by its next [`progress`].
pub fn cancel(conn: &Connection, id: Id, now_ms: i64) -> Result<State> {
    conn.prepare_cached(
        "UPDATE job SET cancel = 1, state = CASE state WHEN 'waiting' THEN 'cancelled' ELSE state END,
                        finished_ms = CASE state WHEN 'waiting' THEN ?2 ELSE finished_ms END
         WHERE id = ?1 AND state IN ('waiting', 'running')",
    )?
    .execute((id.as_bytes(), now_ms))?;
    Ok(get(conn, id)?.state)
}

/// One job.
pub fn get(conn: &Connection, id: Id) -> Result<Job> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} FROM job WHERE id = ?1"))?
        .query_row([id.as_bytes()], read)
        .optional()?
        .ok_or(VaultError::UnknownJob(id))
}

/// The jobs, newest first.
pub fn list(conn: &Connection, limit: usize) -> Result<Vec<Job>> {
    let mut statement = conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM job ORDER BY created_ms DESC, id DESC LIMIT ?1"))?;
    let rows = statement.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The job of this kind that was made last.
pub fn latest(conn: &Connection, kind: &str) -> Result<Option<Job>> {
    let sql = format!("SELECT {COLUMNS} FROM job WHERE kind = ?1 ORDER BY created_ms DESC, id DESC LIMIT 1");
    Ok(conn.prepare_cached(&sql)?.query_row([kind], read).optional()?)
}

/// Forgets the ended jobs of a kind except this one: what is done every day need not be kept.
pub fn forget_older(conn: &Connection, kind: &str, except: Id) -> Result<()> {
    conn.prepare_cached(
        "DELETE FROM job WHERE kind = ?1 AND id <> ?2 AND state IN ('done', 'failed', 'cancelled')",
    )?
    .execute((kind, except.as_bytes()))?;
    Ok(())
}

/// The jobs of one kind that wait or run.
pub fn unfinished(conn: &Connection, kind: &str) -> Result<Vec<Job>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM job WHERE state IN ('waiting', 'running') AND kind = ?1 ORDER BY created_ms, id"
    ))?;
    let rows = statement.query_map([kind], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether a job waits and is due whose kind does not begin like this.
pub fn waits_besides(conn: &Connection, kinds: &str, now_ms: i64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM job WHERE state = 'waiting' AND cancel = 0 AND run_at_ms <= ?2
                                               AND substr(kind, 1, length(?1)) <> ?1)";
    Ok(conn.prepare_cached(sql)?.query_row((kinds, now_ms), |row| row.get(0))?)
}

/// When the next job is due, so that workers can sleep until then.
pub fn next_due_ms(conn: &Connection) -> Result<Option<i64>> {
    Ok(conn.query_row(
        "SELECT min(CASE state WHEN 'waiting' THEN run_at_ms ELSE lease_until_ms END) FROM job
         WHERE state IN ('waiting', 'running')",
        [],
        |row| row.get(0),
    )?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Job> {
    let json = |at| -> rusqlite::Result<Option<Value>> {
        Ok(row
            .get::<_, Option<String>>(at)?
            .map(|text| serde_json::from_str(&text).unwrap_or(Value::String(text))))
    };
    let state: String = row.get(5)?;
    Ok(Job {
        id: Id::from_bytes(row.get(0)?),
        kind: row.get(1)?,
        label: row.get(2)?,
        input: json(3)?.unwrap_or_default(),
        output: json(4)?,
        state: match state.as_str() {
            "running" => State::Running,
            "done" => State::Done,
            "failed" => State::Failed,
            "cancelled" => State::Cancelled,
            _ => State::Waiting,
        },
        attempts: row.get(6)?,
        max_attempts: row.get(7)?,
        run_at_ms: row.get(8)?,
        cancel: row.get(9)?,
        done: row.get(10)?,
        total: row.get(11)?,
        note: row.get(12)?,
        position: json(13)?,
        error: json(14)?,
        created_ms: row.get(15)?,
        started_ms: row.get(16)?,
        finished_ms: row.get(17)?,
    })
}
