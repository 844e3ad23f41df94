//! Pinned changes in SQLite.

use rusqlite::{Connection, params};
use satchel_kernel::{Id, Result};
use satchel_vault::{Tx, fault as broken};

/// The record tables whose changes can be pinned, with the table of their pins, and whether that says the record's kind.
const TABLES: [(&str, &str, bool); 5] = [
    ("contact", "contact_pin", false),
    ("company", "company_pin", false),
    ("lead", "lead_pin", false),
    ("deal", "deal_pin", false),
    ("own_record", "own_record_pin", true),
];

/// Where the pins of a record table's records are; `None` where their changes cannot be pinned.
pub fn table(of: &str) -> Option<(&'static str, bool)> {
    TABLES.iter().find(|(table, ..)| *table == of).map(|(_, pins, says_kind)| (*pins, *says_kind))
}

/// The change sets that are pinned on a record.
pub fn of(conn: &Connection, table: &str, owner: Id) -> Result<Vec<Id>> {
    let Some((pins, _)) = self::table(table) else { return Ok(Vec::new()) };
    let mut statement =
        conn.prepare_cached(&format!("SELECT id FROM {pins} WHERE owner_id = ?1")).map_err(broken)?;
    let rows =
        statement.query_map([owner.as_bytes()], |row| Ok(Id::from_bytes(row.get(0)?))).map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Pins a change set on a record of a kind; once more is the same.
pub fn pin(tx: &Tx<'_>, (pins, says_kind): (&str, bool), kind: &str, owner: Id, set: Id) -> Result<()> {
    let done = if says_kind {
        let sql = format!(
            "INSERT INTO {pins} (owner_id, id, pinned_ms, kind) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING"
        );
        tx.execute(&sql, params![owner.as_bytes(), set.as_bytes(), tx.now_ms(), kind])
    } else {
        let sql = format!(
            "INSERT INTO {pins} (owner_id, id, pinned_ms) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"
        );
        tx.execute(&sql, params![owner.as_bytes(), set.as_bytes(), tx.now_ms()])
    };
    done.map(|_| ()).map_err(broken)
}

/// Takes a pin off.
pub fn unpin(tx: &Tx<'_>, (pins, _): (&str, bool), owner: Id, set: Id) -> Result<()> {
    let sql = format!("DELETE FROM {pins} WHERE owner_id = ?1 AND id = ?2");
    tx.execute(&sql, params![owner.as_bytes(), set.as_bytes()]).map(|_| ()).map_err(broken)
}
