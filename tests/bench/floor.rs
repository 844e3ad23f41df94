//! The floor of an import: the same rows into the same tables and indexes of an encrypted database with the same
//! settings, in the same slices, by nothing but prepared inserts. No log, no receipt, no search index, nothing read.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use rusqlite::types::Value as Cell;
use rusqlite::{Connection, params_from_iter};
use satchel_vault::Vault as Data;
use serde_json::{Value, json};

use crate::vault::Vault;
use crate::{Fallible, machine};

/// Contacts per transaction, as an import writes them.
const SLICE: usize = 5_000;

struct Table {
    name: String,
    columns: usize,
    /// Rows with the record they belong to.
    rows: Vec<(Vec<u8>, Vec<Cell>)>,
    next: usize,
}

/// Inserts everything the import of this vault wrote into records and parts.
pub fn measure(world: &Path, name: &str) -> Fallible<Value> {
    let vault = Vault::open(world, name)?;
    let data = vault.cx()?.vault.clone();
    let schema = schema(&data)?;
    let mut tables = tables(&data)?;
    let contacts: Vec<Vec<u8>> = tables
        .iter()
        .find(|t| t.name == "contact")
        .map(|t| t.rows.iter().map(|(owner, _)| owner.clone()).collect())
        .unwrap_or_default();
    drop(data);
    drop(vault);
    let path = world.join("floor.db");
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(world.join(format!("floor.db{suffix}"))); // may not be there
    }
    let mut conn = open(&path)?;
    conn.execute_batch(&schema)?;
    let rows: usize = tables.iter().map(|t| t.rows.len()).sum();
    let start = Instant::now();
    let slices = contacts.len().div_ceil(SLICE);
    for (n, slice) in contacts.chunks(SLICE).enumerate() {
        let last = if n + 1 == slices { None } else { slice.last() };
        let tx = conn.transaction()?;
        for table in &mut tables {
            table.insert(&tx, last)?;
        }
        tx.commit()?;
    }
    let seconds = start.elapsed().as_secs_f64();
    let written: i64 = conn.query_row("SELECT count(*) FROM contact", [], |row| row.get(0))?;
    if written as usize != contacts.len() {
        return Err("the floor lost contacts".into());
    }
    drop(conn);
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(world.join(format!("floor.db{suffix}")));
    }
    Ok(json!({
        "contacts": contacts.len(), "rows": rows, "seconds": seconds,
        "per_s": contacts.len() as f64 / seconds, "load_after": machine::load(),
    }))
}

impl Table {
    /// Inserts the rows of records up to `last`, all of the rest without it.
    fn insert(&mut self, conn: &Connection, last: Option<&Vec<u8>>) -> Fallible<()> {
        let marks = vec!["?"; self.columns].join(",");
        let mut insert = conn.prepare_cached(&format!("INSERT INTO \"{}\" VALUES ({marks})", self.name))?;
        while let Some((owner, row)) = self.rows.get(self.next) {
            if last.is_some_and(|last| owner > last) {
                break;
            }
            insert.execute(params_from_iter(row))?;
            self.next += 1;
        }
        Ok(())
    }
}

/// An encrypted database with the settings of the vault's writer during large work.
fn open(path: &Path) -> Fallible<Connection> {
    let conn = Connection::open(path)?;
    conn.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "5a".repeat(32)))?;
    conn.execute_batch(
        "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA cache_size = -49152; \
         PRAGMA journal_size_limit = 67108864; PRAGMA foreign_keys = off;",
    )?;
    Ok(conn)
}

/// Tables and indexes of records and parts, as the vault has them.
fn schema(data: &Data) -> Fallible<String> {
    let statements: Vec<String> = data.read(|conn| -> satchel_vault::Result<_> {
        let mut select = conn.prepare(
            "SELECT sql FROM sqlite_master JOIN declared_table d ON d.name = tbl_name \
             WHERE type IN ('table', 'index') AND sql IS NOT NULL AND d.class <> 'local' \
             ORDER BY type = 'index', sqlite_master.name",
        )?;
        Ok(select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    })?;
    Ok(statements.join(";\n"))
}

fn tables(data: &Data) -> Fallible<Vec<Table>> {
    let names: BTreeMap<String, String> = data.read(|conn| -> satchel_vault::Result<_> {
        let mut select = conn.prepare("SELECT name, class FROM declared_table WHERE class <> 'local'")?;
        Ok(select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
    })?;
    let mut tables = Vec::new();
    for (name, class) in names {
        let owner = if class == "part" { "owner_id" } else { "id" };
        let table = data.read(|conn| -> satchel_vault::Result<Table> {
            let mut select = conn.prepare(&format!("SELECT * FROM \"{name}\" ORDER BY {owner}"))?;
            let columns = select.column_count();
            let place = select.column_index(owner)?;
            let rows = select
                .query_map([], |row| {
                    let cells =
                        (0..columns).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<Cell>>>()?;
                    Ok((row.get::<_, Vec<u8>>(place)?, cells))
                })?
                .collect::<rusqlite::Result<_>>()?;
            Ok(Table { name: name.clone(), columns, rows, next: 0 })
        })?;
        tables.push(table);
    }
    // Records before their parts, as an import writes them.
    tables.sort_by_key(|t| (t.name.contains('_'), t.name.clone()));
    Ok(tables)
}
