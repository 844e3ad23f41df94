//! The kept columns of contacts, companies and records of own kinds.

use rusqlite::{Connection, Params, params};
use satchel_kernel::catalogue::OWN_RECORD;
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

use super::OpenDeals;

fn write(conn: &Connection, kind: &str, set: &str, values: impl Params) -> Result<()> {
    let table = match kind {
        "company" => "company",
        "contact" => "contact",
        _ => OWN_RECORD,
    };
    conn.prepare_cached(&format!("UPDATE {table} SET {set}"))
        .and_then(|mut s| s.execute(values))
        .map(|_| ())
        .map_err(broken)
}

fn present(count: u32) -> Option<f64> {
    (count > 0).then_some(f64::from(count))
}

pub(super) fn set_deals(conn: &Connection, kind: &str, id: Id, open: &OpenDeals) -> Result<()> {
    let set = "open_deals = ?2, open_amount_minor = ?3, open_amount_currency = ?4 WHERE id = ?1
               AND (open_deals IS NOT ?2 OR open_amount_minor IS NOT ?3 OR open_amount_currency IS NOT ?4)";
    let (minor, currency) = open.amount.as_ref().map(|m| (m.minor, m.currency.as_str())).unzip();
    write(conn, kind, set, params![id.as_bytes(), present(open.count), minor, currency])
}

pub(super) fn set_tasks(conn: &Connection, kind: &str, id: Id, open: u32) -> Result<()> {
    let set = "open_tasks = ?2 WHERE id = ?1 AND open_tasks IS NOT ?2";
    write(conn, kind, set, params![id.as_bytes(), present(open)])
}
