//! Receipts in SQLite, once more.

use rusqlite::Connection;
use satchel_kernel::Result;
use satchel_vault::fault as broken;

/// Empties the rows that speak of these records, a JSON array of hexadecimal ids. There is no index by record: it would
/// cost every import for what is hardly ever done.
pub fn forget(conn: &Connection, records: &str) -> Result<()> {
    for sql in [
        "UPDATE import_row SET details = '{}', record_kind = NULL, record_id = NULL
         WHERE record_id IN (SELECT unhex(value) FROM json_each(?1))",
        "DELETE FROM import_seen WHERE record_id IN (SELECT unhex(value) FROM json_each(?1))",
        "DELETE FROM import_origin WHERE record_id IN (SELECT unhex(value) FROM json_each(?1))",
    ] {
        conn.prepare_cached(sql).and_then(|mut s| s.execute([records])).map_err(broken)?;
    }
    Ok(())
}
