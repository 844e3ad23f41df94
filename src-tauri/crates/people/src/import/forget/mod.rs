//! Receipts without what was erased: their rows and sums stay, what they quote of an erased record does not.

use satchel_kernel::{Id, Result};
use satchel_vault::Connection;

mod store;

/// Takes out of every receipt what it says of these records, and forgets the rows by which they would be known again.
pub fn forget(conn: &Connection, records: &[Id]) -> Result<()> {
    let hex: Vec<String> = records.iter().map(|id| id.to_hex()).collect();
    store::forget(conn, &serde_json::json!(hex).to_string())
}
