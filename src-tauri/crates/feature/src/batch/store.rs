//! Answers to batches by their keys.

use rusqlite::{Connection, OptionalExtension, params};
use satchel_kernel::Result;
use satchel_vault::fault as broken;

/// What was answered under a key.
pub struct Answered {
    /// The digest of what was asked.
    pub digest: Vec<u8>,
    /// The answer as JSON.
    pub answer: String,
}

/// Forgets what was answered before a moment.
pub fn forget(conn: &Connection, before_ms: i64) -> Result<()> {
    conn.execute("DELETE FROM batch_answer WHERE at_ms < ?1", [before_ms]).map(|_| ()).map_err(broken)
}

/// What was answered under `key`.
pub fn answered(conn: &Connection, key: &str) -> Result<Option<Answered>> {
    conn.query_row("SELECT digest, answer FROM batch_answer WHERE key = ?1", [key], |row| {
        Ok(Answered { digest: row.get(0)?, answer: row.get(1)? })
    })
    .optional()
    .map_err(broken)
}

/// Keeps an answer.
pub fn keep(conn: &Connection, key: &str, answered: &Answered, at_ms: i64) -> Result<()> {
    conn.execute(
        "INSERT INTO batch_answer (key, digest, answer, at_ms) VALUES (?1, ?2, ?3, ?4)",
        params![key, answered.digest, answered.answer, at_ms],
    )
    .map(|_| ())
    .map_err(broken)
}
