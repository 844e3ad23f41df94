//! What the file says about its own tables: class, columns and references, read once per open from `declared_table`
//! and SQLite's own catalogue. Triggers, undo, history, hashes and `repoint` are all derived from it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension};

use crate::error::{Result, VaultError};

/// What a logged table holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Records of a kind, keyed by `id`.
    Record,
    /// Parts of a record, keyed by `(owner_id, id)`.
    Part,
}

/// How a column is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Storage {
    Text,
    Integer,
    Real,
    Blob,
    Any,
}

#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) storage: Storage,
    pub(crate) nullable: bool,
    /// The literal after DEFAULT, as SQL text.
    pub(crate) default: Option<String>,
}

/// A reference from a column of a logged table to a record table.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    pub(crate) table: usize,
    pub(crate) column: String,
    /// Whether it is the `owner_id` of a part.
    pub(crate) owner: bool,
}

/// The declared kind of tables whose rows say themselves of which kind they are, in their column `kind`: records of the
/// kinds the seller makes, and the parts of such records. A file has one such record table.
pub(crate) const SEVERAL: &str = "*";

/// A record or part table.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) class: Class,
    /// The kind of the record, or of the part's owner; [`SEVERAL`] where each row says it.
    pub(crate) kind: String,
    /// Every stored column but the key (`id`, or `owner_id` and `id`), in the table's order.
    pub(crate) columns: Vec<Column>,
    /// Positions in `columns` by name, the order in which a row is hashed.
    pub(crate) by_name: Vec<usize>,
    /// Columns that refer to records: `(column, table of the record)`.
    pub(crate) targets: Vec<(String, String)>,
}

impl Table {
    /// Whether each row says of which kind it is.
    pub(crate) fn holds_several(&self) -> bool {
        self.kind == SEVERAL
    }

    pub(crate) fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.name == name)
    }

    /// `owner_id = ?1 AND id = ?2`, or `id = ?1`.
    pub(crate) const fn key_condition(&self) -> &'static str {
        match self.class {
            Class::Record => "id = ?1",
            Class::Part => "owner_id = ?1 AND id = ?2",
        }
    }

    pub(crate) const fn key_columns(&self) -> &'static str {
        match self.class {
            Class::Record => "id",
            Class::Part => "owner_id, id",
        }
    }

    /// The quoted columns outside the key, comma-separated.
    pub(crate) fn column_list(&self) -> String {
        self.columns.iter().map(|c| quoted(&c.name)).collect::<Vec<_>>().join(", ")
    }
}

/// Every logged table.
#[derive(Debug, Default)]
pub(crate) struct Schema {
    pub(crate) tables: Vec<Table>,
    by_name: HashMap<String, usize>,
    /// References to the records of a table, by that table's name.
    references: HashMap<String, Vec<Reference>>,
}

struct Known {
    vault: [u8; 16],
    version: i64,
    schema: Arc<Schema>,
}

static KNOWN: Mutex<Vec<Known>> = Mutex::new(Vec::new());

/// An SQL identifier in double quotes.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

impl Schema {
    pub(crate) fn table(&self, name: &str) -> Option<&Table> {
        self.position(name).and_then(|at| self.tables.get(at))
    }

    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The table of the records of a kind.
    pub(crate) fn record_table(&self, kind: &str) -> Option<&Table> {
        let records = |of: &str| self.tables.iter().find(|t| t.class == Class::Record && t.kind == of);
        records(kind).or_else(|| records(SEVERAL))
    }

    /// The part tables of a kind, by name.
    pub(crate) fn parts<'a>(&'a self, kind: &str) -> impl Iterator<Item = &'a Table> {
        let declared = self.record_table(kind).map(|table| table.kind.as_str());
        self.tables.iter().filter(move |t| t.class == Class::Part && Some(t.kind.as_str()) == declared)
    }

    /// What refers to the records of `table`.
    pub(crate) fn references(&self, table: &str) -> &[Reference] {
        self.references.get(table).map_or(&[], Vec::as_slice)
    }

    /// The schema of a connection that carries no vault with it; read once per version of the file's tables.
    pub(crate) fn of(conn: &Connection) -> Result<Arc<Self>> {
        let vault: Option<[u8; 16]> = conn
            .prepare_cached("SELECT vault_id FROM vault_info")?
            .query_row([], |row| row.get(0))
            .optional()?;
        let version: i64 = conn.query_row("PRAGMA schema_version", [], |row| row.get(0))?;
        let known = |cache: &Vec<Known>| {
            cache.iter().find(|k| Some(k.vault) == vault && k.version == version).map(|k| k.schema.clone())
        };
        if let Some(schema) = known(&KNOWN.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(schema);
        }
        let schema = Self::read(conn)?;
        if let Some(vault) = vault {
            let mut cache = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
            cache.truncate(7);
            cache.insert(0, Known { vault, version, schema: schema.clone() });
        }
        Ok(schema)
    }

    /// Reads the schema, refusing tables that are undeclared or lack what their class needs.
    pub(crate) fn read(conn: &Connection) -> Result<Arc<Self>> {
        let mut statement = conn.prepare(
            "SELECT m.name, d.class, coalesce(d.kind, d.owner_kind) FROM sqlite_master AS m
             LEFT JOIN declared_table AS d ON d.name = m.name
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name <> 'refinery_schema_history'
             ORDER BY m.name",
        )?;
        let listed = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<Vec<(String, Option<String>, Option<String>)>>>()?;
        let mut schema = Self::default();
        for (name, class, kind) in listed {
            let class = match class.as_deref() {
                Some("record") => Class::Record,
                Some("part") => Class::Part,
                Some("local") => continue,
                _ => {
                    return Err(VaultError::Schema(format!(
                        "the table {name} is not declared in declared_table"
                    )));
                }
            };
            let table = read_table(conn, name, class, kind.unwrap_or_default())?;
            schema.by_name.insert(table.name.clone(), schema.tables.len());
            schema.tables.push(table);
        }
        schema.gather_references();
        Ok(Arc::new(schema))
    }

    fn gather_references(&mut self) {
        for (at, table) in self.tables.iter().enumerate() {
            for (column, target) in &table.targets {
                self.references.entry(target.clone()).or_default().push(Reference {
                    table: at,
                    column: column.clone(),
                    owner: table.class == Class::Part && column == "owner_id",
                });
            }
        }
    }
}

fn read_table(conn: &Connection, name: String, class: Class, kind: String) -> Result<Table> {
    let mut columns = Vec::new();
    let mut key = Vec::new();
    let mut statement =
        conn.prepare("SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?1)")?;
    let mut rows = statement.query([&name])?;
    while let Some(row) = rows.next()? {
        let (column, declared): (String, String) = (row.get(0)?, row.get(1)?);
        let (not_null, default): (bool, Option<String>) = (row.get(2)?, row.get(3)?);
        let (in_key, hidden): (i64, i64) = (row.get(4)?, row.get(5)?);
        if in_key > 0 {
            key.push((in_key, column));
            continue;
        }
        if hidden != 0 {
            continue;
        }
        let storage = match declared.to_ascii_uppercase().as_str() {
            "TEXT" => Storage::Text,
            "INT" | "INTEGER" => Storage::Integer,
            "REAL" => Storage::Real,
            "BLOB" => Storage::Blob,
            "ANY" => Storage::Any,
            other => {
                return Err(VaultError::Schema(format!(
                    "{name}.{column} has the type {other}; tables are STRICT"
                )));
            }
        };
        columns.push(Column { name: column, storage, nullable: !not_null, default });
    }
    if kind == SEVERAL
        && !columns.iter().any(|c| c.name == "kind" && c.storage == Storage::Text && !c.nullable)
    {
        return Err(VaultError::Schema(format!(
            "{name} holds several kinds and has no column that says which"
        )));
    }
    key.sort();
    let key: Vec<&str> = key.iter().map(|(_, column)| column.as_str()).collect();
    let wanted: &[&str] = match class {
        Class::Record => &["id"],
        Class::Part => &["owner_id", "id"],
    };
    if key != wanted {
        return Err(VaultError::Schema(format!(
            "the primary key of {name} is ({}), not ({})",
            key.join(", "),
            wanted.join(", ")
        )));
    }
    let mut targets = Vec::new();
    let mut statement = conn.prepare("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)")?;
    let mut rows = statement.query([&name])?;
    while let Some(row) = rows.next()? {
        targets.push((row.get(0)?, row.get(1)?));
    }
    let mut by_name: Vec<usize> = (0..columns.len()).collect();
    by_name.sort_by_key(|at| columns.get(*at).map(|c: &Column| c.name.clone()));
    Ok(Table { name, class, kind, columns, by_name, targets })
}
