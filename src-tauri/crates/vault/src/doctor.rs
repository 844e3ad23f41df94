//! Whether the vault is sound: the file's pages, the references, the log's chain, the rows against the log, and the
//! blobs. It changes nothing.

use std::collections::BTreeSet;

use rusqlite::Connection;
use serde::Serialize;

use crate::chain::{self, ChainReport};
use crate::compact;
use crate::error::Result;
use crate::schema::{Class, Schema, Table, quoted};
use crate::vault::Vault;

/// What [`Vault::doctor`] found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Diagnosis {
    /// One line per check, in the order they ran.
    pub checks: Vec<Check>,
}

/// One check.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    /// `file`, `cipher`, `references`, `log`, `rows`, `blobs`, `indexes`.
    pub name: &'static str,
    /// How much was looked at, in the check's own units.
    pub looked_at: u64,
    /// What is wrong, in words; empty if it is sound. At most 20 are named.
    pub faults: Vec<String>,
}

impl Diagnosis {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.checks.iter().all(|c| c.faults.is_empty())
    }
}

const NAMED: usize = 20;

impl Vault {
    /// Checks everything that can be checked. Takes seconds per gigabyte.
    pub fn doctor(&self) -> Result<Diagnosis> {
        let key = self.0.row_key;
        let mut checks = self.read(|conn| {
            let schema = Schema::of(conn)?;
            let ChainReport { sets: _, changes, faults } = chain::verify(conn)?;
            let log = Check { name: "log", looked_at: changes, faults };
            let listed = |name, sql| listed(conn, name, sql);
            Ok::<_, crate::VaultError>(vec![
                listed(
                    "file",
                    "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
                )?,
                listed("cipher", "PRAGMA cipher_integrity_check")?,
                listed("references", "SELECT \"table\" || ' → ' || parent FROM pragma_foreign_key_check")?,
                log,
                rows(conn, &schema, &key)?,
                indexes(conn, &schema)?,
            ])
        })?;
        checks.push(self.check_blobs()?);
        for check in &mut checks {
            check.faults.truncate(NAMED);
        }
        Ok(Diagnosis { checks })
    }

    /// Every blob opens, and every blob that a record or log row names is there.
    fn check_blobs(&self) -> Result<Check> {
        let names = self.blobs().names()?;
        let named = self.read(compact::named_hashes)?;
        let mut check = Check { name: "blobs", looked_at: names.len() as u64, faults: Vec::new() };
        for name in &names {
            if let Err(error) = self.blobs().check(name) {
                check.faults.push(error.to_string());
            }
        }
        let there: BTreeSet<&String> = names.iter().collect();
        for hash in named.photos.iter().filter(|hash| !there.contains(hash)) {
            check.faults.push(format!("a record names the blob {hash}, which is missing"));
        }
        Ok(check)
    }
}

fn listed(conn: &Connection, name: &'static str, sql: &str) -> Result<Check> {
    let mut statement = conn.prepare(sql)?;
    let faults = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    Ok(Check { name, looked_at: 1, faults })
}

/// Every row has the hash that its last change gave it, so nothing was changed behind the log's back.
fn rows(conn: &Connection, schema: &Schema, key: &[u8; 32]) -> Result<Check> {
    let mut check = Check { name: "rows", looked_at: 0, faults: Vec::new() };
    for table in &schema.tables {
        let mut statement = conn.prepare(&latest_hashes(table))?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            check.looked_at += 1;
            let logged: Option<Vec<u8>> = row.get(0)?;
            let deleted: bool = row.get(1)?;
            let id: String = row.get(2)?;
            if deleted {
                check
                    .faults
                    .push(format!("{} {id} is there although the log says it was deleted", table.name));
            } else if let Some(logged) = logged
                && chain::row_hash(key, table, row, 3)?.as_slice() != logged
            {
                check.faults.push(format!("{} {id} is not what the log says", table.name));
            }
        }
    }
    Ok(check)
}

/// Each row with the hash of its last change. A part has none since it was born, or born again, with its record.
fn latest_hashes(table: &Table) -> String {
    let name = table.name.replace('\'', "''");
    let (record, changes, hash) = match table.class {
        Class::Record => ("t.id", format!("c.table_name = '{name}' AND c.row_id IS NULL"), "c.row_hash"),
        Class::Part => (
            "t.owner_id",
            format!("(c.table_name = '{name}' AND c.row_id = t.id OR c.op = 'insert' AND c.row_id IS NULL)"),
            "CASE WHEN c.row_id IS NOT NULL THEN c.row_hash END",
        ),
    };
    let columns: Vec<String> = table.columns.iter().map(|c| format!(", t.{}", quoted(&c.name))).collect();
    format!(
        "SELECT {hash}, c.op IS 'delete', lower(hex(t.id)){}
         FROM {} AS t LEFT JOIN change AS c ON c.seq =
             (SELECT max(c.seq) FROM change AS c WHERE c.record_id = {record} AND {changes})",
        columns.concat(),
        quoted(&table.name)
    )
}

/// Every reference has an index that starts with it: deleting a record must not read whole tables.
fn indexes(conn: &Connection, schema: &Schema) -> Result<Check> {
    let mut check = Check { name: "indexes", looked_at: 0, faults: Vec::new() };
    let mut first = conn.prepare(
        "SELECT 1 FROM pragma_index_list(?1) AS i JOIN pragma_index_info(i.name) AS c ON c.seqno = 0 WHERE c.name = ?2",
    )?;
    for table in &schema.tables {
        for (column, _) in &table.targets {
            check.looked_at += 1;
            let in_key = table.class == Class::Part && column == "owner_id";
            if !in_key && !first.exists((&table.name, column))? {
                check.faults.push(format!("{}.{column} refers to a record but has no index", table.name));
            }
        }
    }
    Ok(check)
}
