//! Own kinds in SQLite.

use rusqlite::{Connection, params};
use satchel_feature::records::Described;
use satchel_kernel::catalogue::OwnKind;
use satchel_kernel::text::fold;
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

/// A definition, and when it last changed.
pub struct Definition {
    /// What it says.
    pub described: Described,
    /// Milliseconds since 1970 UTC.
    pub modified_ms: i64,
}

/// All definitions in their order, those in the trash last.
pub fn all(conn: &Connection) -> Result<Vec<Definition>> {
    let mut statement = conn
        .prepare_cached(
            "SELECT id, key, one, many, title_label, icon, deleted_ms IS NULL, modified_ms, position FROM own_kind
             ORDER BY deleted_ms IS NOT NULL, position, id",
        )
        .map_err(broken)?;
    let rows = statement
        .query_map([], |row| {
            let Some(id) = row.get_ref(0)?.as_blob().ok().and_then(Id::from_slice) else { return Ok(None) };
            let called =
                OwnKind { id, one: row.get(2)?, many: row.get(3)?, icon: row.get(5)?, position: row.get(8)? };
            let (key, title_label, living) = (row.get(1)?, row.get(4)?, row.get(6)?);
            let described = Described { key, title_label, living, called };
            Ok(Some(Definition { described, modified_ms: row.get(7)? }))
        })
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Whether another living kind is called this, one or many of it.
pub fn is_taken(conn: &Connection, name: &str, except: Option<Id>) -> Result<bool> {
    let except = except.as_ref().map_or(&[][..], |id| id.as_bytes().as_slice());
    conn.prepare_cached(
        "SELECT 1 FROM own_kind WHERE (one_fold = ?1 OR many_fold = ?1) AND deleted_ms IS NULL AND id <> ?2",
    )
    .and_then(|mut s| s.exists(params![fold(name), except]))
    .map_err(broken)
}

/// Whether a kind has this key, in the trash or not.
pub fn has_key(conn: &Connection, key: &str) -> Result<bool> {
    conn.prepare_cached("SELECT 1 FROM own_kind WHERE key = ?1")
        .and_then(|mut s| s.exists([key]))
        .map_err(broken)
}

/// How many living kinds there are.
pub fn count(conn: &Connection) -> Result<u32> {
    conn.query_row("SELECT count(*) FROM own_kind WHERE deleted_ms IS NULL", [], |row| row.get(0))
        .map_err(broken)
}

/// The position after the last kind.
pub fn next_position(conn: &Connection) -> Result<f64> {
    conn.query_row("SELECT coalesce(max(position), 0) + 1 FROM own_kind", [], |row| row.get(0))
        .map_err(broken)
}

/// Deletes the fields of kinds that are gone for good.
pub fn delete_fields_of_gone(conn: &Connection) -> Result<()> {
    conn.execute(
        "DELETE FROM field WHERE of_kind GLOB 'own_*' AND of_kind NOT IN (SELECT key FROM own_kind)",
        [],
    )
    .map(|_| ())
    .map_err(broken)
}

/// Puts the notes on the records that go to the trash with a kind there too, or takes out those that went with it; before
/// the kind itself goes or comes.
pub fn trash_notes(conn: &Connection, kind: Id, at_ms: Option<i64>) -> Result<()> {
    let went = "SELECT deleted_ms FROM own_kind WHERE id = ?1";
    let sql = format!(
        "UPDATE note SET deleted_ms = ?2 WHERE deleted_ms IS ({went})
         AND own_record_id IN (SELECT id FROM own_record WHERE kind_id = ?1 AND deleted_ms IS ({went}))"
    );
    conn.execute(&sql, params![kind.as_bytes(), at_ms]).map(|_| ()).map_err(broken)
}

/// A living record of an own kind.
pub struct Called {
    /// Its kind: `own_boat`.
    pub kind: String,
    /// Itself.
    pub id: Id,
    /// Its name.
    pub name: String,
}

/// The living records of all own kinds that are called so, compared folded; then those whose names begin with these words,
/// unless only whole names are asked for. The oldest first.
pub fn called(conn: &Connection, name: &str, whole: bool, limit: usize) -> Result<Vec<Called>> {
    let name = fold(name);
    let (from, to) =
        if whole { (String::new(), String::new()) } else { (format!("{name} "), format!("{name}!")) };
    let mut statement = conn.prepare_cached(include_str!("called.sql")).map_err(broken)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement
        .query_map(params![name, from, to, limit], |row| {
            let id = row.get_ref(1)?.as_blob().ok().and_then(Id::from_slice);
            let (kind, name) = (row.get(0)?, row.get(2)?);
            Ok(id.map(|id| Called { kind, id, name }))
        })
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}
