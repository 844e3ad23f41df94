//! The tables that ship: every one declared, logged, undone and indexed as the vault needs it, whatever feature it
//! belongs to. Rows are made up from the columns' types.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test

mod world;

use rusqlite::types::Value as Sql;
use satchel_kernel::Id;
use satchel_vault::{Tx, Vault, VaultError, changes, rusqlite};
use world::{owner, rows, temp_dir};

struct Table {
    name: String,
    kind: String,
    part: bool,
    columns: Vec<(String, String)>,
    references: Vec<String>,
}

fn tables(vault: &Vault) -> Vec<Table> {
    vault
        .read(|conn| {
            let mut listed = conn.prepare(
                "SELECT name, coalesce(kind, owner_kind), class = 'part' FROM declared_table WHERE class <> 'local'
                 ORDER BY class = 'part', name",
            )?;
            let listed = listed.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
            let listed = listed.collect::<Result<Vec<(String, String, bool)>, _>>()?;
            let mut tables = Vec::new();
            for (name, kind, part) in listed {
                let mut columns = conn.prepare("SELECT name, type FROM pragma_table_info(?1) WHERE pk = 0")?;
                let columns = columns.query_map([&name], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?;
                let mut references = conn.prepare("SELECT \"from\" FROM pragma_foreign_key_list(?1)")?;
                let references = references.query_map([&name], |r| r.get(0))?.collect::<Result<_, _>>()?;
                tables.push(Table { name, kind, part, columns, references });
            }
            Ok::<_, VaultError>(tables)
        })
        .unwrap()
}

impl Table {
    fn value(&self, column: &str, ty: &str, version: i64) -> Sql {
        match ty {
            _ if self.references.iter().any(|c| c == column) => Sql::Null,
            "INTEGER" => Sql::Integer(version % 2),
            "REAL" => Sql::Real(0.1 + version as f64),
            "BLOB" => Sql::Blob(vec![version as u8; 16]),
            _ => Sql::Text(format!("{column} “{version}” \u{1}")),
        }
    }

    fn insert(&self, tx: &Tx<'_>, owner: Id, version: i64) {
        let mut names = vec!["id".to_owned()];
        let mut values = vec![Sql::Blob(owner.as_bytes().to_vec())];
        if self.part {
            names.insert(0, "owner_id".to_owned());
            values.push(Sql::Blob(Id::new().as_bytes().to_vec()));
        }
        for (name, ty) in &self.columns {
            names.push(format!("\"{name}\""));
            values.push(self.value(name, ty, version));
        }
        let marks = vec!["?"; names.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", self.name, names.join(", "));
        tx.execute(&sql, rusqlite::params_from_iter(values)).unwrap();
    }

    fn update(&self, tx: &Tx<'_>, owner: Id, column: &(String, String), version: i64) {
        let key = if self.part { "owner_id" } else { "id" };
        let sql = format!("UPDATE {} SET \"{}\" = ?2 WHERE {key} = ?1", self.name, column.0);
        tx.execute(&sql, (owner.as_bytes(), self.value(&column.0, &column.1, version))).unwrap();
    }
}

fn dump(vault: &Vault, tables: &[Table]) -> Vec<Vec<Vec<Sql>>> {
    vault.read(|c| Ok::<_, VaultError>(tables.iter().map(|t| by_key(c, t)).collect())).unwrap()
}

fn by_key(conn: &rusqlite::Connection, table: &Table) -> Vec<Vec<Sql>> {
    if table.part {
        return rows(conn, &table.name);
    }
    let mut statement = conn.prepare(&format!("SELECT * FROM {} ORDER BY id", table.name)).unwrap();
    let columns = statement.column_count();
    let found = statement.query_map([], |row| (0..columns).map(|at| row.get(at)).collect()).unwrap();
    found.collect::<rusqlite::Result<_>>().unwrap()
}

// covers(PERF-1, QA-3, QA-18)
#[test]
fn every_column_of_every_table_is_logged_undone_and_rebuilt() {
    let dir = temp_dir();
    let vault = Vault::throwaway(&dir.path().join("vault")).unwrap();
    let tables = tables(&vault);
    assert!(tables.len() >= 25, "the people's tables are there");
    for kind in tables.iter().filter(|t| !t.part) {
        let parts: Vec<&Table> = tables.iter().filter(|t| t.part && t.kind == kind.kind).collect();
        let id = Id::new();
        let born = vault.write(&owner("Born"), |tx| {
            kind.insert(tx, id, 1);
            parts.iter().for_each(|p| p.insert(tx, id, 1));
            Ok::<_, VaultError>(())
        });
        assert_eq!(born.unwrap().to_seq, vault.read(changes::last_seq).unwrap());
        vault
            .write(&owner("Parts"), |tx| {
                parts.iter().for_each(|p| p.insert(tx, id, 3));
                Ok::<_, VaultError>(())
            })
            .unwrap();
        for table in std::iter::once(&kind).chain(&parts) {
            for column in &table.columns {
                if table.references.contains(&column.0) {
                    continue;
                }
                let (seq, before) = (vault.read(changes::last_seq).unwrap(), dump(&vault, &tables));
                let then = vault.read(|c| changes::record_as_of(c, &kind.kind, id, seq)).unwrap();
                let change = vault.write(&owner("Change"), |tx| {
                    table.update(tx, id, column, 2);
                    Ok::<_, VaultError>(())
                });
                let set = change.unwrap().change_set;
                assert!(set.is_some(), "{}.{} is not logged", table.name, column.0);
                assert_eq!(vault.read(|c| changes::record_as_of(c, &kind.kind, id, seq)).unwrap(), then);
                vault.undo(satchel_vault::What::Last, None, &owner("Undo")).unwrap();
                assert_eq!(dump(&vault, &tables), before, "{}.{} is not restored", table.name, column.0);
            }
        }
        let before = dump(&vault, &tables);
        let gone = vault.write(&owner("Delete"), |tx| {
            Ok::<_, VaultError>(
                tx.execute(&format!("DELETE FROM {} WHERE id = ?1", kind.name), [id.as_bytes()])?,
            )
        });
        let report = vault
            .undo(satchel_vault::What::Set(gone.unwrap().change_set.unwrap()), None, &owner("Undo"))
            .unwrap();
        assert_eq!(
            (report.kept.len(), dump(&vault, &tables) == before),
            (0, true),
            "{} with its parts",
            kind.name
        );
    }
    let diagnosis = vault.doctor().unwrap();
    assert!(diagnosis.is_sound(), "{diagnosis:?}");
}

#[test]
fn an_undeclared_table_or_one_without_the_right_key_is_refused() {
    for (sql, told) in [
        ("CREATE TABLE stray (id INTEGER) STRICT", "not declared"),
        (
            "CREATE TABLE loose (id BLOB PRIMARY KEY, x VARCHAR(9));
             INSERT INTO declared_table VALUES ('loose', 'record', 'loose', NULL)",
            "STRICT",
        ),
        (
            "CREATE TABLE keyed (key TEXT PRIMARY KEY) STRICT;
             INSERT INTO declared_table VALUES ('keyed', 'record', 'keyed', NULL)",
            "primary key",
        ),
        (
            "CREATE TABLE lone (id BLOB PRIMARY KEY) STRICT;
             INSERT INTO declared_table VALUES ('lone', 'part', NULL, 'contact')",
            "primary key",
        ),
        ("INSERT INTO declared_table VALUES ('both', 'part', 'a', 'b')", "CHECK"),
    ] {
        let dir = temp_dir();
        let error = Vault::throwaway_with(&dir.path().join("vault"), sql).err().unwrap().to_string();
        assert!(error.contains(told), "{sql}: {error}");
    }
}

// covers(SEC-6)
#[test]
fn the_file_is_sqlcipher_on_an_sqlite_that_loses_no_commits() {
    let dir = temp_dir();
    let vault = Vault::throwaway(&dir.path().join("vault")).unwrap();
    let (version, cipher): (String, String) = vault
        .read(|c| {
            let version = c.query_row("SELECT sqlite_version()", [], |r| r.get(0))?;
            Ok::<_, VaultError>((version, c.query_row("PRAGMA cipher_version", [], |r| r.get(0))?))
        })
        .unwrap();
    let numbers: Vec<u32> = version.split('.').map(|n| n.parse().unwrap()).collect();
    // Before 3.51.3 a commit in the write-ahead log could be lost without a word.
    assert!(numbers >= vec![3, 51, 3], "SQLite {version}");
    assert!(cipher.starts_with("4."), "SQLCipher {cipher}");
}

// covers(PERF-1, QA-18)
#[test]
fn the_tables_are_as_committed_and_each_has_its_triggers() {
    let dir = temp_dir();
    let vault = Vault::throwaway(&dir.path().join("vault")).unwrap();
    let triggers: Vec<String> = vault
        .read(|c| {
            let mut found =
                c.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")?;
            Ok::<_, VaultError>(found.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?)
        })
        .unwrap();
    let (of_the_log, others): (Vec<_>, Vec<_>) =
        triggers.into_iter().partition(|name| name.starts_with("log_"));
    assert_eq!(of_the_log.len(), tables(&vault).len() * 4, "insert, update, delete, and rename or move");
    // What is told of a record goes with it; whoever rebuilds one of these tables makes its trigger again.
    let told_of = ["contact", "deal", "job", "task", "view"].map(|kind| format!("notification_of_{kind}"));
    assert_eq!(others, told_of);
    let schema: Vec<String> = vault
        .read(|c| {
            let mut found = c.prepare(
                "SELECT sql || ';' FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL
                   AND tbl_name IN ('declared_table', 'vault_info', 'change_set', 'change', 'writing', 'cursor', 'job',
                                    'setting') ORDER BY tbl_name, type DESC, name",
            )?;
            Ok::<_, VaultError>(found.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?)
        })
        .unwrap();
    // The vault's own; features keep theirs. After a new migration: INSTA_UPDATE=always cargo nextest run -p satchel-vault --test tables
    insta::assert_snapshot!("schema", schema.join("\n"));
}

// covers(PERF-1, QA-18)
#[test]
fn references_are_checked_when_a_change_commits() {
    let dir = temp_dir();
    let vault = Vault::throwaway(&dir.path().join("vault")).unwrap();
    let immediate: Vec<String> = vault
        .read(|c| {
            let mut found = c.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'table'")?;
            let found = found.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
            let found = found.collect::<Result<Vec<(String, String)>, _>>()?;
            let count = |sql: &str, what| sql.matches(what).count();
            Ok::<_, VaultError>(
                found
                    .into_iter()
                    .filter(|(_, sql)| {
                        count(sql, "REFERENCES") != count(sql, "DEFERRABLE INITIALLY DEFERRED")
                    })
                    .map(|(name, _)| name)
                    .collect(),
            )
        })
        .unwrap();
    assert_eq!(immediate, [""; 0], "an insert into these keeps a statement journal");
    let insert =
        "INSERT INTO contact_email (owner_id, id, position, value, value_fold) VALUES (?1, ?2, 0, 'a', 'a')";
    let lost = vault.write(&owner("Add an address to nobody"), |tx| {
        tx.execute(insert, (Id::new().as_bytes(), Id::new().as_bytes()))?;
        Ok::<_, VaultError>(())
    });
    let refused: satchel_kernel::Error = lost.unwrap_err().into();
    assert_eq!(refused.code, "missing_reference");
    let left: i64 = vault
        .read(|c| Ok::<_, VaultError>(c.query_row("SELECT count(*) FROM contact_email", [], |r| r.get(0))?))
        .unwrap();
    assert_eq!(left, 0, "nothing of the refused change is there");
}
