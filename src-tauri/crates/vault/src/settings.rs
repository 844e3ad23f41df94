//! What the seller chose, one record per key, so that it is logged, undone and synced like anything else.

use rusqlite::{Connection, OptionalExtension};
use satchel_kernel::Id;
use serde_json::Value;

use crate::error::{Result, VaultError};
use crate::write::Tx;

/// The value of a setting; `None` if it was never set or is in the trash.
pub fn get(conn: &Connection, key: &str) -> Result<Option<Value>> {
    let text: Option<String> = conn
        .prepare_cached("SELECT value FROM setting WHERE id = ?1 AND deleted_ms IS NULL")?
        .query_row([id(key).as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// Every setting by key.
pub fn all(conn: &Connection) -> Result<serde_json::Map<String, Value>> {
    let mut statement =
        conn.prepare_cached("SELECT key, value FROM setting WHERE deleted_ms IS NULL ORDER BY key")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.map(|row| {
        let (key, value): (String, String) = row?;
        Ok((key, serde_json::from_str(&value)?))
    })
    .collect()
}

/// The key of a setting by the id of its record.
pub fn key_of(conn: &Connection, id: Id) -> Result<Option<String>> {
    let mut statement = conn.prepare_cached("SELECT key FROM setting WHERE id = ?1")?;
    Ok(statement.query_row([id.as_bytes()], |row| row.get(0)).optional()?)
}

/// Sets a setting.
pub fn set(tx: &Tx<'_>, key: &str, value: &Value) -> Result<()> {
    if get(tx, key)?.as_ref() == Some(value) {
        return Ok(());
    }
    tx.prepare_cached(
        "INSERT INTO setting (id, created_ms, modified_ms, key, value) VALUES (?1, ?2, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET value = excluded.value, modified_ms = excluded.modified_ms, deleted_ms = NULL",
    )?
    .execute((id(key).as_bytes(), tx.now_ms(), key, value.to_string()))
    .map_err(VaultError::from)?;
    Ok(())
}

/// The record of a setting follows from its key, so two laptops make the same one.
fn id(key: &str) -> Id {
    let hash = blake3::derive_key("satchel 1 setting id", key.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(hash.split_at(16).0);
    // Version 8: a UUID of our own making.
    bytes[6] = 0x80 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    Id::from_bytes(bytes)
}
