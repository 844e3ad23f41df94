//! Which records an export holds, and which exports there were.

use rusqlite::{Connection, params};
use satchel_feature::Cx;
use satchel_kernel::{Id, Kind, Result};
use satchel_vault::fault as broken;
use serde::Serialize;

/// The living records of a kind in the order of their making.
pub fn living(conn: &Connection, kind: &Kind) -> Result<Vec<Id>> {
    // The table of the seller's own kinds holds several.
    let (only, which) = if kind.is_own() { (" AND kind = ?1", Some(&kind.name)) } else { ("", None) };
    let sql = format!("SELECT id FROM \"{}\" WHERE deleted_ms IS NULL{only} ORDER BY id", kind.table);
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let rows = statement
        .query_map(rusqlite::params_from_iter(which), |row| {
            Ok(row.get_ref(0)?.as_blob().ok().and_then(Id::from_slice))
        })
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Exports that are listed at most.
const LISTED: i64 = 200;
/// Exports that are remembered; the oldest beyond that are forgotten.
const REMEMBERED: i64 = 1_000;

/// An export that was made.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Export {
    /// The handle its file had.
    pub id: Id,
    /// Its form: `vcard`, `vcard3`, `csv`, `xlsx`, `json`, or `everything`.
    pub format: String,
    /// The kinds of the records in it.
    pub kinds: Vec<String>,
    /// Which records of these kinds: `all`, those of a `query`, or some by their `ids`.
    pub chosen: String,
    /// How many records there were.
    pub records: u64,
    /// The length of the file, in bytes.
    pub bytes: u64,
    /// Where it was saved, as far as that was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Who exported.
    pub actor: String,
    /// When, milliseconds since 1970 UTC.
    pub at_ms: i64,
}

/// Remembers an export that was made now.
pub fn remember(cx: &Cx, export: Export) -> Result<()> {
    let at_ms = jiff::Timestamp::now().as_millisecond();
    let kinds = serde_json::to_string(&export.kinds).map_err(super::unwritten)?;
    let signed = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    cx.vault.write_local(|conn| {
        conn.prepare_cached(
            "INSERT INTO export (id, format, kinds, chosen, records, bytes, actor, at_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )
        .and_then(|mut s| {
            s.execute(params![
                export.id.as_bytes(),
                export.format,
                kinds,
                export.chosen,
                signed(export.records),
                signed(export.bytes),
                export.actor,
                at_ms
            ])
        })
        .map_err(broken)?;
        conn.prepare_cached(
            "DELETE FROM export WHERE id IN (SELECT id FROM export ORDER BY at_ms DESC, id DESC LIMIT -1 OFFSET ?1)",
        )
        .and_then(|mut s| s.execute([REMEMBERED]))
        .map_err(broken)?;
        Ok(())
    })
}

/// Says where the file of an export lies.
pub fn place(conn: &Connection, id: Id, place: &str) -> Result<()> {
    conn.prepare_cached("UPDATE export SET place = ?2 WHERE id = ?1")
        .and_then(|mut s| s.execute(params![id.as_bytes(), place]))
        .map_err(broken)?;
    Ok(())
}

/// The exports so far, the latest first.
pub fn exports(conn: &Connection) -> Result<Vec<Export>> {
    let mut statement = conn
        .prepare_cached(
            "SELECT id, format, kinds, chosen, records, bytes, place, actor, at_ms FROM export
             ORDER BY at_ms DESC, id DESC LIMIT ?1",
        )
        .map_err(broken)?;
    let unsigned = |n: i64| u64::try_from(n).unwrap_or(0);
    let rows = statement
        .query_map([LISTED], |row| {
            Ok(Export {
                id: Id::from_bytes(row.get(0)?),
                format: row.get(1)?,
                kinds: serde_json::from_str(&row.get::<_, String>(2)?).unwrap_or_default(),
                chosen: row.get(3)?,
                records: unsigned(row.get(4)?),
                bytes: unsigned(row.get(5)?),
                place: row.get(6)?,
                actor: row.get(7)?,
                at_ms: row.get(8)?,
            })
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}
