//! Bringing a file's tables to this program's: every pending migration, the regenerated log triggers and the foreign
//! key check in one transaction, so that a failed migration changes nothing.
//!
//! refinery decides what is pending and keeps the history; it runs on [`InTransaction`] because its own driver opens a
//! transaction per step and panics on a damaged history table. Foreign keys are off: rebuilding a parent with them on
//! deletes its children.

use std::sync::Arc;

use refinery_core::traits::sync::{Migrate, Query, Transaction};
use refinery_core::{Migration, Runner};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension};

use crate::error::{Result, VaultError};
use crate::schema::Schema;
use crate::triggers;

#[allow(missing_docs, clippy::unwrap_used)] // generated
mod embedded {
    refinery::embed_migrations!("../../../migrations");
}

const HISTORY: &str = "refinery_schema_history";

/// The newest migration this program knows.
pub(crate) fn newest() -> i64 {
    embedded::migrations::runner().get_migrations().iter().map(|m| i64::from(m.version())).max().unwrap_or(0)
}

/// The newest migration in the file; 0 for an empty one.
pub(crate) fn version(conn: &Connection) -> Result<i64> {
    let damaged = |e: rusqlite::Error| match e {
        e @ rusqlite::Error::SqliteFailure(..) => VaultError::Sqlite(e),
        other => VaultError::Damaged(format!("the list of migrations: {other}")),
    };
    let exists = conn
        .query_row("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1", [HISTORY], |_| Ok(()))
        .optional()?
        .is_some();
    if !exists {
        return Ok(0);
    }
    conn.query_row("SELECT coalesce(max(version), 0) FROM refinery_schema_history", [], |row| row.get(0))
        .map_err(damaged)
}

/// Migrates to the newest schema, then creates the tables of `extra`, and returns what there is.
pub(crate) fn run_with_extra(conn: &mut Connection, extra: &str) -> Result<Arc<Schema>> {
    run_with(conn, &embedded::migrations::runner(), extra)
}

/// Migrates with `runner`, then executes `extra` (the declared tables of tests) in the same transaction.
pub(crate) fn run_with(conn: &mut Connection, runner: &Runner, extra: &str) -> Result<Arc<Schema>> {
    let known = runner.get_migrations().iter().map(|m| i64::from(m.version())).max().unwrap_or(0);
    let found = version(conn)?;
    if found > known {
        return Err(VaultError::Newer { found, known });
    }
    if found == known && extra.is_empty() {
        check_history(conn, runner)?;
        let schema = Schema::read(conn)?;
        let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        triggers::ensure(&tx, &schema)?;
        tx.commit()?;
        return Ok(schema);
    }
    conn.pragma_update(None, "foreign_keys", false)?;
    // A migration may edit the text of a table where nothing stored changes.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
    let done = migrate(conn, runner, extra);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    done
}

fn migrate(conn: &mut Connection, runner: &Runner, extra: &str) -> Result<Arc<Schema>> {
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    triggers::drop_all(&tx)?;
    runner.run(&mut InTransaction(&tx)).map_err(|e| history_error(&e))?;
    tx.execute_batch(extra)?;
    let schema = Schema::read(&tx)?;
    triggers::ensure(&tx, &schema)?;
    let broken: Option<String> = tx
        .query_row("SELECT \"table\" || ' → ' || parent FROM pragma_foreign_key_check LIMIT 1", [], |row| {
            row.get(0)
        })
        .optional()?;
    if let Some(broken) = broken {
        return Err(VaultError::Damaged(format!("after migrating, a reference leads nowhere: {broken}")));
    }
    tx.commit()?;
    Ok(schema)
}

/// Whether the applied migrations are the ones this program has.
fn check_history(conn: &Connection, runner: &Runner) -> Result<()> {
    let applied = InTransaction(conn)
        .query(&format!("SELECT version, name, applied_on, checksum FROM {HISTORY} ORDER BY version"))
        .map_err(|e| VaultError::Damaged(format!("the list of migrations: {e}")))?;
    for wanted in runner.get_migrations() {
        if !applied.contains(wanted) {
            return Err(VaultError::Damaged(format!(
                "the migration {wanted} was not applied as this program knows it"
            )));
        }
    }
    Ok(())
}

fn history_error(error: &refinery_core::Error) -> VaultError {
    use refinery_core::error::Kind;
    match error.kind() {
        Kind::Connection(what, inner) => match inner.downcast_ref::<rusqlite::Error>() {
            Some(rusqlite::Error::SqliteFailure(code, text)) => {
                VaultError::Schema(format!("{what}: {code} {}", text.as_deref().unwrap_or_default()))
            }
            _ => VaultError::Damaged(format!("{what}: {inner}")),
        },
        other => VaultError::Damaged(format!("the list of migrations: {other}")),
    }
}

/// A connection whose transaction somebody else opened.
struct InTransaction<'a>(&'a Connection);

impl Transaction for InTransaction<'_> {
    type Error = rusqlite::Error;

    fn execute<'a, T: Iterator<Item = &'a str>>(&mut self, queries: T) -> Result<usize, Self::Error> {
        let mut count = 0;
        for query in queries {
            self.0.execute_batch(query)?;
            count += 1;
        }
        Ok(count)
    }
}

impl Query<Vec<Migration>> for InTransaction<'_> {
    fn query(&mut self, query: &str) -> Result<Vec<Migration>, Self::Error> {
        let bad = |what: &str| {
            rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, what.to_owned().into())
        };
        let mut statement = self.0.prepare(query)?;
        let mut rows = statement.query([])?;
        let mut applied = Vec::new();
        while let Some(row) = rows.next()? {
            let checksum: String = row.get(3)?;
            let checksum = checksum.parse().map_err(|_| bad("a checksum is not a number"))?;
            // refinery's own reader needs the time of each step; nothing here does.
            applied.push(Migration::applied(row.get(0)?, row.get(1)?, EPOCH, checksum));
        }
        Ok(applied)
    }
}

const EPOCH: time::OffsetDateTime = time::OffsetDateTime::UNIX_EPOCH;

impl Migrate for InTransaction<'_> {}
