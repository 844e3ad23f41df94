//! What companies tell, and the columns and values of contacts that repeat it.

use rusqlite::{Connection, OptionalExtension, params};
use satchel_kernel::catalogue::through;
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;
use serde_json::json;

use super::{Employer, Told};

pub(super) fn of(conn: &Connection, company: Id) -> Result<[Option<String>; 3]> {
    conn.prepare_cached(include_str!("of.sql"))
        .and_then(|mut s| {
            s.query_row([company.as_bytes()], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?])).optional()
        })
        .map(Option::unwrap_or_default)
        .map_err(broken)
}

pub(super) fn own_of(conn: &Connection, company: Id) -> Result<Vec<Told>> {
    let mut statement = conn.prepare_cached(include_str!("own_of.sql")).map_err(broken)?;
    let rows = statement
        .query_map([company.as_bytes()], |row| {
            let Some(field) = row.get_ref(0)?.as_blob().ok().and_then(Id::from_slice) else {
                return Ok(None);
            };
            let (value, fold, sort, number) = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
            Ok(Some(Told { id: through(field), value, fold, sort, number }))
        })
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Writes it where it differs. The contacts do not count as changed by it.
pub(super) fn spread(conn: &Connection, company: Id, told: &Employer) -> Result<()> {
    let [industry, size, country] = &told.columns;
    conn.prepare_cached(include_str!("spread.sql"))
        .and_then(|mut s| s.execute(params![company.as_bytes(), industry, size, country]))
        .map_err(broken)?;
    for Told { id, value, fold, sort, number } in &told.own {
        conn.prepare_cached(include_str!("tell.sql"))
            .and_then(|mut s| {
                s.execute(params![company.as_bytes(), id.as_bytes(), value, fold, sort, number])
            })
            .map_err(broken)?;
    }
    let told: Vec<String> = told.own.iter().map(|one| one.id.to_hex()).collect();
    conn.prepare_cached(include_str!("tell_no_more.sql"))
        .and_then(|mut s| s.execute(params![company.as_bytes(), json!(told).to_string()]))
        .map(|_| ())
        .map_err(broken)
}
