//! What companies tell, and the columns of contacts that repeat it.

use rusqlite::{Connection, OptionalExtension, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

use super::Employer;

pub(super) fn of(conn: &Connection, company: Id) -> Result<Employer> {
    conn.prepare_cached(include_str!("of.sql"))
        .and_then(|mut s| {
            s.query_row([company.as_bytes()], |row| Ok(Employer([row.get(0)?, row.get(1)?, row.get(2)?])))
                .optional()
        })
        .map(Option::unwrap_or_default)
        .map_err(broken)
}

/// Writes it where it differs. The contacts do not count as changed by it.
pub(super) fn spread(conn: &Connection, company: Id, told: &Employer) -> Result<()> {
    let [industry, size, country] = &told.0;
    conn.prepare_cached(include_str!("spread.sql"))
        .and_then(|mut s| s.execute(params![company.as_bytes(), industry, size, country]))
        .map(|_| ())
        .map_err(broken)
}
