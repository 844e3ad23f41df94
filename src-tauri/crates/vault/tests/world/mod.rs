//! A vault with a few tables of people, and terse ways to write to it.
#![allow(dead_code)] // each test binary uses another part
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // a test

pub mod acts;

use rusqlite::types::Value as Sql;
use satchel_kernel::Id;
use satchel_vault::{Act, Tx, UndoReport, Vault, VaultError, What, Written, rusqlite};
use tempfile::TempDir;

/// Tables with what is awkward about real ones: derived columns, money, floats, a loose type, a case-blind column,
/// parts, references that null, restrict and point at their own kind.
pub const TABLES: &str = r#"
CREATE TABLE firm (
    id BLOB NOT NULL PRIMARY KEY, created_ms INTEGER NOT NULL, modified_ms INTEGER NOT NULL, deleted_ms INTEGER,
    name TEXT NOT NULL, parent_id BLOB REFERENCES firm (id)
) STRICT;
CREATE INDEX firm_parent ON firm (parent_id);
CREATE TABLE person (
    id BLOB NOT NULL PRIMARY KEY, created_ms INTEGER NOT NULL, modified_ms INTEGER NOT NULL, deleted_ms INTEGER,
    name TEXT NOT NULL DEFAULT '', name_fold TEXT NOT NULL DEFAULT '', nick TEXT COLLATE NOCASE, score REAL,
    budget_minor INTEGER, budget_currency TEXT, "odd ""name'" TEXT, firm_id BLOB REFERENCES firm (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX person_firm ON person (firm_id);
CREATE TABLE person_email (
    owner_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE, id BLOB NOT NULL, position INTEGER NOT NULL,
    value TEXT NOT NULL, label TEXT, PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_value (
    owner_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE, id BLOB NOT NULL, position INTEGER NOT NULL,
    field_id BLOB NOT NULL, value ANY, PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_job (
    owner_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE, id BLOB NOT NULL, position INTEGER NOT NULL,
    firm_id BLOB NOT NULL REFERENCES firm (id), title TEXT NOT NULL, PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_job_firm ON person_job (firm_id);
CREATE TABLE effect (record BLOB NOT NULL, seq INTEGER NOT NULL) STRICT;
INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('firm', 'record', 'firm', NULL), ('person', 'record', 'person', NULL), ('effect', 'local', NULL, NULL),
    ('person_email', 'part', NULL, 'person'), ('person_value', 'part', NULL, 'person'),
    ('person_job', 'part', NULL, 'person');
"#;

/// The logged tables of a [`World`].
pub const LOGGED: &[&str] = &["firm", "person", "person_email", "person_value", "person_job", "setting"];

/// A temporary vault. It is gone when dropped.
pub struct World {
    pub vault: Vault,
    pub dir: TempDir,
}

/// A folder in memory where there is one: the laws make thousands of commits, and each waits for the disk.
pub fn temp_dir() -> TempDir {
    let memory = std::path::Path::new("/dev/shm");
    if memory.is_dir() { TempDir::new_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// Everything in one table, or in all of them.
pub type Dump = Vec<(String, Vec<Vec<Sql>>)>;

pub fn owner(label: &str) -> Act {
    Act::new("owner", "test", label)
}

impl World {
    pub fn new() -> Self {
        let dir = temp_dir();
        let vault = Vault::throwaway_with(&dir.path().join("vault"), TABLES).unwrap();
        Self { vault, dir }
    }

    /// Closes the vault and opens it again.
    pub fn reopen(self) -> Self {
        self.vault.lock();
        let vault = Vault::reopen_throwaway(&self.dir.path().join("vault")).unwrap();
        Self { vault, dir: self.dir }
    }

    pub fn write<T>(&self, label: &str, body: impl FnOnce(&mut Tx<'_>) -> rusqlite::Result<T>) -> Written<T> {
        self.vault.write(&owner(label), |tx| Ok::<_, VaultError>(body(tx)?)).unwrap()
    }

    /// A person called Ada with one e-mail.
    pub fn ada(&self) -> Id {
        let id = Id::new();
        self.write("New Ada", |tx| {
            person(tx, id, "Ada")?;
            email(tx, id, Id::new(), "ada@example.org")
        });
        id
    }

    pub fn set(&self, id: Id, column: &str, value: impl Into<Sql>) -> Written<()> {
        self.write(&format!("Set {column}"), |tx| set(tx, id, column, value))
    }

    pub fn get(&self, id: Id, column: &str) -> Option<Sql> {
        use rusqlite::OptionalExtension;
        let sql = format!("SELECT {column} FROM person WHERE id = ?1");
        self.vault
            .read(|c| Ok::<_, VaultError>(c.query_row(&sql, [id.as_bytes()], |r| r.get(0)).optional()?))
            .unwrap()
    }

    pub fn text(&self, id: Id, column: &str) -> String {
        match self.get(id, column) {
            Some(Sql::Text(text)) => text,
            other => format!("{other:?}"),
        }
    }

    pub fn count(&self, table: &str) -> i64 {
        self.one(&format!("SELECT count(*) FROM {table}"))
    }

    pub fn one(&self, sql: &str) -> i64 {
        self.vault.read(|c| Ok::<_, VaultError>(c.query_row(sql, [], |r| r.get(0))?)).unwrap()
    }

    pub fn undo(&self, written: &Written<()>) -> UndoReport {
        self.undo_set(written.change_set.unwrap())
    }

    pub fn undo_set(&self, set: Id) -> UndoReport {
        self.vault.undo(What::Set(set), None, &owner("Undo")).unwrap()
    }

    /// Every row of every logged table, in order.
    pub fn dump(&self) -> Dump {
        self.vault
            .read(|c| Ok::<_, VaultError>(LOGGED.iter().map(|t| (t.to_string(), rows(c, t))).collect()))
            .unwrap()
    }

    /// The log holds together.
    pub fn whole(&self) {
        let report = self.vault.read(satchel_vault::changes::verify_chain).unwrap();
        assert_eq!(report.faults, Vec::<String>::new());
    }
}

pub fn rows(conn: &rusqlite::Connection, table: &str) -> Vec<Vec<Sql>> {
    let key = if table.contains('_') { "owner_id, id" } else { "id" };
    let mut statement = conn.prepare(&format!("SELECT * FROM {table} ORDER BY {key}")).unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..columns).map(|at| row.get(at)).collect()).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

pub fn person(tx: &Tx<'_>, id: Id, name: &str) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO person (id, created_ms, modified_ms, name, name_fold) VALUES (?1, ?2, ?2, ?3, ?4)",
    )?
    .execute((id.as_bytes(), tx.now_ms(), name, name.to_lowercase()))
    .map(drop)
}

pub fn firm(tx: &Tx<'_>, id: Id, name: &str) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO firm (id, created_ms, modified_ms, name) VALUES (?1, ?2, ?2, ?3)",
        (id.as_bytes(), tx.now_ms(), name),
    )
    .map(drop)
}

pub fn email(tx: &Tx<'_>, owner: Id, id: Id, value: &str) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT INTO person_email (owner_id, id, position, value) VALUES (?1, ?2, 0, ?3)")?
        .execute((owner.as_bytes(), id.as_bytes(), value))
        .map(drop)
}

pub fn set(tx: &Tx<'_>, id: Id, column: &str, value: impl Into<Sql>) -> rusqlite::Result<()> {
    let sql = format!("UPDATE person SET {column} = ?2, modified_ms = modified_ms + 1 WHERE id = ?1");
    tx.execute(&sql, (id.as_bytes(), value.into())).map(drop)
}

pub fn blob(id: Id) -> Sql {
    Sql::Blob(id.as_bytes().to_vec())
}
