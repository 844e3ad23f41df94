//! Rates in SQLite.

use rusqlite::Connection;
use satchel_kernel::Result;
use satchel_vault::fault as broken;

use super::rules::{Rate, Rates};

/// Every rate that is not in the trash.
pub fn all(conn: &Connection) -> Result<Rates> {
    let sql =
        "SELECT currency, base, rate, date FROM exchange_rate WHERE deleted_ms IS NULL ORDER BY date, id";
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let rows = statement
        .query_map([], |row| {
            Ok(Rate { currency: row.get(0)?, base: row.get(1)?, rate: row.get(2)?, date: row.get(3)? })
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map(Rates).map_err(broken)
}
