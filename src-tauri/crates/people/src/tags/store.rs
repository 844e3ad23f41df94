//! Look-ups of tags.

use rusqlite::{Connection, OptionalExtension};
use satchel_kernel::Result;
use satchel_vault::fault as broken;

/// Whether a living tag of this folded name exists.
pub fn exists(conn: &Connection, folded: &str) -> Result<bool> {
    conn.prepare_cached("SELECT 1 FROM tag WHERE name_fold = ?1 AND deleted_ms IS NULL LIMIT 1")
        .and_then(|mut s| s.query_row([folded], |_| Ok(())).optional())
        .map(|found| found.is_some())
        .map_err(broken)
}
