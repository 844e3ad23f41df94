//! Whom the rows name.

use rusqlite::Connection;
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

/// Whether there is this contact, living or in the trash.
pub fn is_contact(conn: &Connection, id: Id) -> Result<bool> {
    conn.prepare_cached("SELECT 1 FROM contact WHERE id = ?1")
        .and_then(|mut s| s.exists([id.as_bytes()]))
        .map_err(broken)
}
