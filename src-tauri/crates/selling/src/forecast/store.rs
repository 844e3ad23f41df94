//! What forecasts read.

use rusqlite::{Connection, Params, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

use super::rules::Stop;

/// Amounts of deals that have the same month, category, probability and currency.
pub struct Expected {
    /// `YYYY-MM`; absent without an expected close.
    pub month: Option<String>,
    /// `commit`, `best_case` or `pipeline`.
    pub forecast: String,
    /// Chance of winning in percent.
    pub probability: f64,
    /// ISO 4217; absent without an amount.
    pub currency: Option<String>,
    /// How many deals.
    pub count: u64,
    /// Their sum in minor units.
    pub minor: i128,
}

/// The open deals, of one pipeline or of all.
pub fn expected(conn: &Connection, pipeline: Option<Id>) -> Result<Vec<Expected>> {
    let mut statement = conn.prepare_cached(include_str!("expected.sql")).map_err(broken)?;
    let rows = statement
        .query_map([pipeline.as_ref().map(Id::as_bytes)], |row| {
            Ok(Expected {
                month: row.get(0)?,
                forecast: row.get(1)?,
                probability: row.get(2)?,
                currency: row.get(3)?,
                count: row.get::<_, u32>(4)?.into(),
                minor: i128::from(row.get::<_, i64>(5)?) * 1_000_000 + i128::from(row.get::<_, i64>(6)?),
            })
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Deals that were won or lost on the same day, with amounts in the same currency.
pub struct Closed {
    /// The seller's day, `YYYY-MM-DD`.
    pub day: String,
    /// Whether they were won.
    pub won: bool,
    /// ISO 4217; absent without an amount.
    pub currency: Option<String>,
    /// How many deals.
    pub count: u64,
    /// Their sum in minor units.
    pub minor: i128,
    /// How long they took from being made to being closed, summed up in milliseconds.
    pub cycle_ms: i64,
}

/// The deals that were closed since a moment, of one pipeline or of all.
pub fn closed(conn: &Connection, pipeline: Option<Id>, since_ms: i64) -> Result<Vec<Closed>> {
    let mut statement = conn.prepare_cached(include_str!("closed.sql")).map_err(broken)?;
    let rows = statement
        .query_map(params![pipeline.as_ref().map(Id::as_bytes), since_ms], |row| {
            Ok(Closed {
                day: row.get(0)?,
                won: row.get(1)?,
                currency: row.get(2)?,
                count: row.get::<_, u32>(3)?.into(),
                minor: i128::from(row.get::<_, i64>(4)?) * 1_000_000 + i128::from(row.get::<_, i64>(5)?),
                cycle_ms: row.get(6)?,
            })
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Deals of one source and state, closed on the same day, with amounts in the same currency and the same chance.
pub struct FromSource {
    /// Where they came from, as it was written; empty where nobody said.
    pub source: String,
    /// `open`, `won` or `lost`.
    pub state: String,
    /// The seller's day they were closed on, `YYYY-MM-DD`; empty of open ones.
    pub day: String,
    /// ISO 4217; absent without an amount.
    pub currency: Option<String>,
    /// Chance of winning in percent.
    pub probability: f64,
    /// How many deals.
    pub count: u64,
    /// Their sum in minor units.
    pub minor: i128,
    /// How long closed ones took from being made to being closed, summed up in milliseconds.
    pub cycle_ms: i64,
}

/// The open deals and those closed since a moment by where they came from, of one pipeline or of all.
pub fn by_source(conn: &Connection, pipeline: Option<Id>, since_ms: i64) -> Result<Vec<FromSource>> {
    let mut statement = conn.prepare_cached(include_str!("sources.sql")).map_err(broken)?;
    let rows = statement
        .query_map(params![pipeline.as_ref().map(Id::as_bytes), since_ms], |row| {
            Ok(FromSource {
                source: row.get(0)?,
                state: row.get(1)?,
                day: row.get(2)?,
                currency: row.get(3)?,
                probability: row.get(4)?,
                count: row.get::<_, u32>(5)?.into(),
                minor: i128::from(row.get::<_, i64>(6)?) * 1_000_000 + i128::from(row.get::<_, i64>(7)?),
                cycle_ms: row.get(8)?,
            })
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Every stop of every living deal with the pipeline the deal is in, deal by deal in their order.
pub fn ways(conn: &Connection) -> Result<Vec<(Id, Stop)>> {
    stops(conn, "", [])
}

/// Those of one deal.
pub fn way(conn: &Connection, deal: Id) -> Result<Vec<(Id, Stop)>> {
    stops(conn, "AND d.id = ?1", [deal.as_bytes()])
}

fn stops(conn: &Connection, which: &str, params: impl Params) -> Result<Vec<(Id, Stop)>> {
    let sql = format!(
        "SELECT d.pipeline_id, s.owner_id, s.stage_id, s.outcome, s.entered_ms
         FROM deal d JOIN deal_stage s ON s.owner_id = d.id
         WHERE d.pipeline_id IS NOT NULL AND d.deleted_ms IS NULL {which}
         ORDER BY d.pipeline_id, d.id, s.position, s.id"
    );
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let rows = statement
        .query_map(params, |row| {
            let stop = Stop {
                deal: Id::from_bytes(row.get(1)?),
                stage: row.get::<_, Option<[u8; 16]>>(2)?.map(Id::from_bytes),
                outcome: row.get_ref(3)?.as_str()?.into(),
                entered_ms: row.get(4)?,
            };
            Ok((Id::from_bytes(row.get(0)?), stop))
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// The deals touched since a moment, the latest first, those in the trash too.
pub fn touched(conn: &Connection, since_ms: i64, limit: usize) -> Result<Vec<Id>> {
    let sql = "SELECT id FROM deal WHERE modified_ms >= ?1 ORDER BY modified_ms DESC, id DESC LIMIT ?2";
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let rows = statement
        .query_map(params![since_ms, i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
            Ok(Id::from_bytes(row.get(0)?))
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}
