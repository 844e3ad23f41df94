//! Own fields in SQLite.

use rusqlite::{Connection, OptionalExtension, params};
use satchel_kernel::text::fold;
use satchel_kernel::{FieldType, Id, Result};
use satchel_vault::fault as broken;

/// A definition.
pub struct Definition {
    /// Its id, by which values name it.
    pub id: Id,
    /// The kind it belongs to.
    pub of: String,
    /// The seller's words.
    pub name: String,
    /// When it last changed.
    pub modified_ms: i64,
    /// Whether a record without it is refused.
    pub required: bool,
    /// Where a record without it is refused, JSON.
    pub required_when: Option<String>,
    /// Where it is shown, JSON.
    pub shown_when: Option<String>,
    ty: String,
    options: Vec<String>,
    record_kind: Option<String>,
}

impl Definition {
    /// What it holds.
    pub fn ty(&self) -> FieldType {
        let options = || self.options.iter().map(|o| o.clone().into()).collect();
        match self.ty.as_str() {
            "long_text" => FieldType::LongText,
            "number" => FieldType::Number,
            "money" => FieldType::Money,
            "date" => FieldType::Date,
            "bool" => FieldType::Bool,
            "choice" => FieldType::Choice { options: options() },
            "multi_choice" => FieldType::MultiChoice { options: options() },
            "link" => FieldType::Link,
            "record" => FieldType::Record {
                kind: self.record_kind.clone().unwrap_or_else(|| "contact".into()).into(),
            },
            _ => FieldType::Text { indexed: true },
        }
    }
}

fn id_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Id>> {
    Ok(row.get_ref(0)?.as_blob().ok().and_then(Id::from_slice))
}

/// All living definitions in display order.
pub fn all(conn: &Connection) -> Result<Vec<Definition>> {
    let mut statement = conn
        .prepare_cached(
            "SELECT id, of_kind, name, modified_ms, type, options, record_kind, coalesce(required, 0), required_when,
                    shown_when
             FROM field
             WHERE deleted_ms IS NULL ORDER BY position, id",
        )
        .map_err(broken)?;
    let rows = statement
        .query_map([], |row| {
            let Some(id) = id_of(row)? else { return Ok(None) };
            let options: Option<String> = row.get(5)?;
            Ok(Some(Definition {
                id,
                of: row.get(1)?,
                name: row.get(2)?,
                modified_ms: row.get(3)?,
                ty: row.get(4)?,
                options: options.and_then(|o| serde_json::from_str(&o).ok()).unwrap_or_default(),
                record_kind: row.get(6)?,
                required: row.get(7)?,
                required_when: row.get(8)?,
                shown_when: row.get(9)?,
            }))
        })
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}

/// The living field of this kind and folded name.
pub fn by_name(conn: &Connection, of: &str, name: &str) -> Result<Option<Id>> {
    conn.prepare_cached("SELECT id FROM field WHERE of_kind = ?1 AND name_fold = ?2 AND deleted_ms IS NULL")
        .and_then(|mut s| s.query_row(params![of, fold(name)], id_of).optional())
        .map(Option::flatten)
        .map_err(broken)
}

/// How many living fields a kind has.
pub fn count(conn: &Connection, of: &str) -> Result<u32> {
    conn.prepare_cached("SELECT count(*) FROM field WHERE of_kind = ?1 AND deleted_ms IS NULL")
        .and_then(|mut s| s.query_row([of], |row| row.get(0)))
        .map_err(broken)
}

/// The position after the last field.
pub fn next_position(conn: &Connection) -> Result<f64> {
    conn.query_row("SELECT coalesce(max(position), 0) + 1 FROM field", [], |r| r.get(0)).map_err(broken)
}
