//! Pipelines and stages in SQLite.

use rusqlite::{Connection, OptionalExtension, Row, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

use super::{Outcome, Stage};

const STAGE: &str = "s.id, s.pipeline_id, s.name, s.position, s.outcome, s.probability, s.rot_days,
    s.deleted_ms IS NULL AND p.deleted_ms IS NULL";
const JOINED: &str = "stage s JOIN pipeline p ON p.id = s.pipeline_id";

fn stage_row(row: &Row<'_>) -> rusqlite::Result<Stage> {
    Ok(Stage {
        id: Id::from_bytes(row.get(0)?),
        pipeline: Id::from_bytes(row.get(1)?),
        name: row.get(2)?,
        position: row.get(3)?,
        outcome: row.get::<_, String>(4)?.as_str().into(),
        probability: row.get(5)?,
        rot_days: row.get(6)?,
        living: row.get(7)?,
    })
}

/// The stage with this id, living or not.
pub fn stage(conn: &Connection, id: Id) -> Result<Option<Stage>> {
    conn.prepare_cached(&format!("SELECT {STAGE} FROM {JOINED} WHERE s.id = ?1"))
        .and_then(|mut s| s.query_row([id.as_bytes()], stage_row).optional())
        .map_err(broken)
}

/// The living stages of a pipeline in their order.
pub fn stages(conn: &Connection, pipeline: Id) -> Result<Vec<Stage>> {
    let sql = format!(
        "SELECT {STAGE} FROM {JOINED} WHERE s.pipeline_id = ?1 AND s.deleted_ms IS NULL ORDER BY s.position, s.id"
    );
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let rows = statement.query_map([pipeline.as_bytes()], stage_row).map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// The living pipelines in their order, with their names.
pub fn pipelines(conn: &Connection) -> Result<Vec<(Id, String)>> {
    let mut statement = conn
        .prepare_cached("SELECT id, name FROM pipeline WHERE deleted_ms IS NULL ORDER BY position, id")
        .map_err(broken)?;
    let rows =
        statement.query_map([], |row| Ok((Id::from_bytes(row.get(0)?), row.get(1)?))).map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Whether a pipeline is there: `Some(true)` living, `Some(false)` in the trash.
pub fn is_living(conn: &Connection, pipeline: Id) -> Result<Option<bool>> {
    conn.prepare_cached("SELECT deleted_ms IS NULL FROM pipeline WHERE id = ?1")
        .and_then(|mut s| s.query_row([pipeline.as_bytes()], |row| row.get(0)).optional())
        .map_err(broken)
}

/// A place behind the last pipeline.
pub fn behind_pipelines(conn: &Connection) -> Result<f64> {
    conn.query_row("SELECT coalesce(max(position), 0) + 1 FROM pipeline", [], |row| row.get(0))
        .map_err(broken)
}

/// The place of the first living pipeline.
pub fn first_place(conn: &Connection) -> Result<Option<f64>> {
    conn.query_row("SELECT min(position) FROM pipeline WHERE deleted_ms IS NULL", [], |row| row.get(0))
        .map_err(broken)
}

/// Whether there is a living deal.
pub fn has_deals(conn: &Connection) -> Result<bool> {
    conn.query_row("SELECT EXISTS (SELECT 1 FROM deal WHERE deleted_ms IS NULL)", [], |row| row.get(0))
        .map_err(broken)
}

/// A place among a pipeline's open stages before the first from which a deal is more likely won; `None` where there is no
/// such stage.
pub fn place_by_chance(conn: &Connection, pipeline: Id, probability: f64) -> Result<Option<f64>> {
    let there = stages(conn, pipeline)?;
    let after = |stage: &Stage| stage.outcome == Outcome::Open && stage.probability > probability;
    let Some(at) = there.iter().position(after) else { return Ok(None) };
    let place = |at: usize| there.get(at).map(|stage| stage.position);
    Ok(match (at.checked_sub(1).and_then(place), place(at)) {
        (Some(before), Some(after)) => Some(f64::midpoint(before, after)),
        (None, Some(after)) => Some(after - 1.0),
        _ => None,
    })
}

/// A place behind the last stage of a pipeline; of an open one behind the last that is open, before those where deals are
/// closed.
pub fn behind_stages(conn: &Connection, pipeline: Id, outcome: Outcome) -> Result<f64> {
    let there = stages(conn, pipeline)?;
    let last = there.iter().rposition(|stage| outcome != Outcome::Open || stage.outcome == Outcome::Open);
    let place = |at: usize| there.get(at).map(|stage| stage.position);
    Ok(match last.and_then(|at| Some((place(at)?, place(at + 1)))) {
        Some((before, Some(after))) => f64::midpoint(before, after),
        Some((before, None)) => before + 1.0,
        None => place(0).map_or(1.0, |first| first - 1.0),
    })
}

/// The deals whose stage this is, the living ones only or those in the trash too.
pub fn deals_in(conn: &Connection, stage: Id, trashed: bool) -> Result<Vec<Id>> {
    let sql = "SELECT id FROM deal WHERE stage_id = ?1 AND (?2 OR deleted_ms IS NULL) ORDER BY id";
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let rows = statement
        .query_map(params![stage.as_bytes(), trashed], |row| Ok(Id::from_bytes(row.get(0)?)))
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// How many deals, living or in the trash, name one of these pipelines or stages.
pub fn users(conn: &Connection, ids: &[Id]) -> Result<u64> {
    let sql = "SELECT count(*) FROM deal WHERE stage_id = ?1 OR pipeline_id = ?1";
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    ids.iter().try_fold(0, |sum, id| {
        let found: u32 = statement.query_row([id.as_bytes()], |row| row.get(0)).map_err(broken)?;
        Ok(sum + u64::from(found))
    })
}

/// Carries a stage's new limit into the open deals that are there.
pub fn set_rotting(conn: &Connection, stage: Id, limit_ms: Option<i64>, now_ms: i64) -> Result<()> {
    let sql = "UPDATE deal SET rots_ms = last_activity_ms + ?2, modified_ms = ?3
               WHERE stage_id = ?1 AND state = 'open' AND rots_ms IS NOT last_activity_ms + ?2";
    conn.execute(sql, params![stage.as_bytes(), limit_ms, now_ms]).map(|_| ()).map_err(broken)
}
