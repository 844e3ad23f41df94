//! Deals in SQLite: what follows from other records, and what boards read.

use rusqlite::{Connection, OptionalExtension, Row, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

use super::board::{Card, Sum};

/// What a company is called, living or in the trash.
pub fn company_name(conn: &Connection, id: Id) -> Result<Option<String>> {
    conn.prepare_cached("SELECT name FROM company WHERE id = ?1")
        .and_then(|mut s| s.query_row([id.as_bytes()], |row| row.get(0)).optional())
        .map_err(broken)
}

/// Carries a company's new name into its deals.
pub fn rename_company(
    conn: &Connection,
    id: Id,
    name: &str,
    folded: &str,
    sort: &str,
    now_ms: i64,
) -> Result<()> {
    let sql = "UPDATE deal SET company = ?2, company_fold = ?3, company_sort = ?4, modified_ms = ?5
               WHERE company_id = ?1";
    conn.execute(sql, params![id.as_bytes(), name, folded, sort, now_ms]).map(|_| ()).map_err(broken)
}

/// Something happened with a deal, unless something did later.
pub fn touch(conn: &Connection, id: Id, at_ms: i64) -> Result<()> {
    let sql = "UPDATE deal SET rots_ms = rots_ms - last_activity_ms + ?2, last_activity_ms = ?2
               WHERE id = ?1 AND last_activity_ms < ?2";
    conn.execute(sql, params![id.as_bytes(), at_ms]).map(|_| ()).map_err(broken)
}

/// How many of a deal's tasks are to be done, where that differs.
pub fn set_open_tasks(conn: &Connection, id: Id, count: u32) -> Result<()> {
    let sql = "UPDATE deal SET open_tasks = nullif(?2, 0) WHERE id = ?1 AND open_tasks IS NOT nullif(?2, 0)";
    conn.execute(sql, params![id.as_bytes(), count]).map(|_| ()).map_err(broken)
}

/// The living deals of a stage by currency: how many, and how much.
pub fn sums(conn: &Connection, stage: Id) -> Result<Vec<Sum>> {
    let sql = "SELECT amount_currency, count(*), coalesce(sum(amount_minor / 1000000), 0),
                      coalesce(sum(amount_minor % 1000000), 0)
               FROM deal WHERE stage_id = ?1 AND deleted_ms IS NULL GROUP BY amount_currency";
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let rows = statement
        .query_map([stage.as_bytes()], |row| {
            // In two parts, so that no sum of amounts leaves the range of SQLite's numbers.
            let (millions, rest): (i64, i64) = (row.get(2)?, row.get(3)?);
            let minor = i128::from(millions) * 1_000_000 + i128::from(rest);
            Ok(Sum { currency: row.get(0)?, count: row.get::<_, u32>(1)?.into(), minor })
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

const CARD: &str =
    "id, name, company, stage_id, state, stage_since_ms, amount_minor, amount_currency, close_date,
    slipping_from, next_step IS NOT NULL OR open_tasks IS NOT NULL, rots_ms";

fn card(row: &Row<'_>) -> rusqlite::Result<Card> {
    Ok(Card {
        id: Id::from_bytes(row.get(0)?),
        name: row.get(1)?,
        company: row.get(2)?,
        stage: Id::from_bytes(row.get(3)?),
        state: row.get::<_, String>(4)?.as_str().into(),
        stage_since_ms: row.get(5)?,
        amount: row.get::<_, Option<i64>>(6)?.zip(row.get(7)?),
        close_date: row.get(8)?,
        slipping_from: row.get(9)?,
        has_next_step: row.get(10)?,
        rots_ms: row.get(11)?,
    })
}

/// A stage's deals from a position on: what closes first stands first, what has no date last.
pub fn cards(conn: &Connection, stage: Id, position: u32, limit: u32) -> Result<Vec<Card>> {
    let sql = format!(
        "SELECT {CARD} FROM deal WHERE stage_id = ?1 AND deleted_ms IS NULL
         ORDER BY close_date IS NULL, close_date, id LIMIT ?3 OFFSET ?2"
    );
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let rows = statement.query_map(params![stage.as_bytes(), position, limit], card).map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// These deals, those in the trash too, in any order.
pub fn cards_of(conn: &Connection, ids: &[Id]) -> Result<Vec<Card>> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {CARD} FROM deal WHERE id = ?1")).map_err(broken)?;
    let found = ids.iter().map(|id| statement.query_row([id.as_bytes()], card).optional().map_err(broken));
    Ok(found.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// How the deals of a contact or company are found.
fn links(kind: &str) -> &'static str {
    match kind {
        "company" => "SELECT d.id FROM deal d WHERE d.company_id = ?1",
        _ => "SELECT l.owner_id FROM deal_contact l WHERE l.contact_id = ?1",
    }
}

/// The amounts of the open deals of a contact or company.
pub fn open(conn: &Connection, kind: &str, id: Id) -> Result<Vec<Option<(i64, String)>>> {
    let sql = format!(
        "SELECT amount_minor, amount_currency FROM deal
         WHERE id IN ({}) AND state = 'open' AND deleted_ms IS NULL",
        links(kind)
    );
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let rows = statement
        .query_map([id.as_bytes()], |row| Ok(row.get::<_, Option<i64>>(0)?.zip(row.get(1)?)))
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// The contacts or companies that have an open deal.
pub fn with_open_deals(conn: &Connection, kind: &str) -> Result<Vec<Id>> {
    let sql = match kind {
        "company" => {
            "SELECT DISTINCT company_id FROM deal
             WHERE state = 'open' AND deleted_ms IS NULL AND company_id IS NOT NULL"
        }
        _ => {
            "SELECT DISTINCT l.contact_id FROM deal d JOIN deal_contact l ON l.owner_id = d.id
             WHERE d.state = 'open' AND d.deleted_ms IS NULL AND l.contact_id IS NOT NULL"
        }
    };
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let rows = statement.query_map([], |row| Ok(Id::from_bytes(row.get(0)?))).map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}
