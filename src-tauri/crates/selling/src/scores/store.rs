//! Rules of scores and of qualifying in SQLite.

use rusqlite::Connection;
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

/// A rule of scores as it is kept.
pub struct Kept {
    /// Its id.
    pub id: Id,
    /// Why, in words.
    pub name: String,
    /// What it is about.
    pub dimension: String,
    /// The filter of a query as JSON.
    pub filter: Option<String>,
    /// What it adds.
    pub points: f64,
    /// What it counts.
    pub each: Option<String>,
    /// No more than this in all.
    pub up_to: Option<f64>,
}

/// The living rules that are not paused, in their order.
pub fn rules(conn: &Connection) -> Result<Vec<Kept>> {
    let sql = "SELECT id, name, dimension, filter, points, \"each\", up_to FROM score_rule
               WHERE deleted_ms IS NULL AND paused = 0 ORDER BY position, id";
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let rows = statement
        .query_map([], |row| {
            Ok(Kept {
                id: Id::from_bytes(row.get(0)?),
                name: row.get(1)?,
                dimension: row.get(2)?,
                filter: row.get(3)?,
                points: row.get(4)?,
                each: row.get(5)?,
                up_to: row.get(6)?,
            })
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Whether the seller began to change the rules: one is kept, living or in the trash.
pub fn is_begun(conn: &Connection) -> Result<bool> {
    conn.prepare_cached("SELECT 1 FROM score_rule LIMIT 1").and_then(|mut s| s.exists([])).map_err(broken)
}

/// A rule that qualifies leads.
pub struct QualifyRule {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// The score from which it holds.
    pub min_score: f64,
    /// The filter of a query as JSON.
    pub filter: Option<String>,
}

/// The living rules of qualifying that are not paused, in their order.
pub fn qualify_rules(conn: &Connection) -> Result<Vec<QualifyRule>> {
    let sql = "SELECT id, name, min_score, filter FROM qualify_rule
               WHERE deleted_ms IS NULL AND paused = 0 ORDER BY position, id";
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let rows = statement
        .query_map([], |row| {
            Ok(QualifyRule {
                id: Id::from_bytes(row.get(0)?),
                name: row.get(1)?,
                min_score: row.get(2)?,
                filter: row.get(3)?,
            })
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// A place behind the last rule of a table of rules.
pub fn behind(conn: &Connection, table: &str) -> Result<f64> {
    let sql = match table {
        "qualify_rule" => "SELECT coalesce(max(position), 0) + 1 FROM qualify_rule",
        _ => "SELECT coalesce(max(position), 0) + 1 FROM score_rule",
    };
    conn.query_row(sql, [], |row| row.get(0)).map_err(broken)
}
