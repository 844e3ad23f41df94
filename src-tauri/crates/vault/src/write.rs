//! The one way to change anything: a transaction whose log rows become one change set.
//!
//! `writing` is filled before the closure runs and cleared before the commit, inside the transaction, so no other
//! connection ever sees it filled. After the closure the rows that the triggers wrote are read back once: their row
//! hashes are filled in, the set's digest is extended, and the set is sealed or, for a slice of a large write, left
//! open.

use std::cell::RefCell;
use std::ops::{Deref, DerefMut};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use satchel_kernel::Id;

use crate::act::{Act, Written};
use crate::chain;
use crate::error::{Result, VaultError};
use crate::finish::{Batch, finish};
use crate::planted;
use crate::schema::Schema;
use crate::set::{SetRow, Undoes};
use crate::turn::Turns;
use crate::vault::{Inner, Vault, Writer};

/// An open change set in its transaction. It is the connection, and knows the time and the set.
pub struct Tx<'a> {
    conn: &'a Connection,
    set: Id,
    set_seq: i64,
    now_ms: i64,
    turns: &'a Turns,
    schema: &'a Schema,
    label: RefCell<Option<String>>,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(conn: &'a Connection, set: &SetRow, vault: &'a Inner) -> Self {
        let now_ms = crate::vault::now_ms();
        Self {
            conn,
            set: set.id,
            set_seq: set.seq,
            now_ms,
            turns: &vault.turns,
            schema: &vault.schema,
            label: RefCell::default(),
        }
    }

    /// Calls the change set by another name than its act said, now that it is known what is written. A large write keeps
    /// the name it began with.
    pub fn call(&self, label: impl Into<String>) {
        self.label.replace(Some(label.into()));
    }

    /// Runs `body`; if it fails, what it wrote is taken back and the transaction goes on without it.
    pub fn attempt<T, E: From<VaultError>>(&self, body: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let run = |sql: &str| -> Result<()> {
            self.conn.prepare_cached(sql)?.execute([])?;
            Ok(())
        };
        run("SAVEPOINT attempt")?;
        let outcome = body();
        if outcome.is_err() {
            run("ROLLBACK TO attempt")?;
        }
        run("RELEASE attempt")?;
        outcome
    }

    /// The moment of the write, in milliseconds since 1970 UTC; the same for the whole transaction.
    pub const fn now_ms(&self) -> i64 {
        self.now_ms
    }

    /// The change set this write belongs to.
    pub const fn set(&self) -> Id {
        self.set
    }

    /// Whether somebody else waits to write: a slice of a large write should end now.
    pub fn wanted(&self) -> bool {
        self.turns.wanted()
    }

    /// The records this write has touched after change `seq`, kind and id, each once.
    pub fn touched_after(&self, seq: i64) -> Result<Vec<(String, Id)>> {
        let mut statement = self.prepare_cached(
            "SELECT kind, record_id FROM change WHERE seq > ?1 AND set_seq = ?2
             GROUP BY record_id ORDER BY min(seq)",
        )?;
        let rows =
            statement.query_map((seq, self.set_seq), |row| Ok((row.get(0)?, Id::from_bytes(row.get(1)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub(crate) const fn set_seq(&self) -> i64 {
        self.set_seq
    }

    pub(crate) const fn schema(&self) -> &'a Schema {
        self.schema
    }
}

impl Deref for Tx<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.conn
    }
}

impl Vault {
    /// Runs `body` in one transaction as one change set. If `body` fails, nothing happened.
    pub fn write<T, E: From<VaultError>>(
        &self,
        act: &Act,
        body: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        self.write_as(act, Undoes::default(), |_| false, body)
    }

    /// Runs `body` in one transaction that names no change set: for local tables only (jobs, cursors, receipts). A
    /// change to a logged table fails here as it does from outside.
    pub fn write_local<T, E: From<VaultError>>(
        &self,
        body: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.writer(|writer, _| {
            let tx = begin(&mut writer.conn)?;
            let value = body(&tx)?;
            tx.commit().map_err(VaultError::from)?;
            Ok((value, None))
        })
    }

    /// The same without waiting for the disk, for what is no loss after a power cut: how far a job has come, which is told again
    /// soon. It never outlives a write before it, and the next acknowledged write waits for it as well.
    pub fn write_in_passing<T, E: From<VaultError>>(
        &self,
        body: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.writer(|writer, _| {
            let mut conn = Unhurried::begin(&mut writer.conn)?;
            let tx = begin(&mut conn)?;
            let value = body(&tx)?;
            tx.commit().map_err(VaultError::from)?;
            Ok((value, None))
        })
    }

    /// Writes, and enters the set into the log even if it changed nothing when `even_empty` says so of the result.
    pub(crate) fn write_as<T, E: From<VaultError>>(
        &self,
        act: &Act,
        undoes: Undoes,
        even_empty: impl FnOnce(&T) -> bool,
        body: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        let written = self.writer(|writer, vault| {
            let Writer { conn, head, clock, device } = writer;
            let tx = begin(conn)?;
            let mut set = SetRow::new(&tx, act, undoes, *clock, *device)?;
            let start = crate::changes::last_seq(&tx)?;
            fill(&tx, set.seq)?;
            let mut open = Tx::new(&tx, &set, vault);
            let value = body(&mut open)?;
            if let Some(label) = open.label.take() {
                set.rename(label, *device);
            }
            let batch = finish(&tx, &vault.schema, &vault.row_key, start, &mut set)?;
            clear(&tx)?;
            if batch.is_none() && !even_empty(&value) {
                tx.commit().map_err(VaultError::from)?;
                return Ok((Written { value, change_set: None, from_seq: start, to_seq: start }, None));
            }
            let place = head.map_or(1, |(place, _)| place + 1);
            let hash = chain::seal(head.as_ref().map(|(_, hash)| hash), set.digest());
            set.insert(&tx, *device, "sealed", Some((place, head.as_ref().map(|(_, h)| h), &hash)))?;
            tx.execute("UPDATE vault_info SET hlc = ?1", [set.hlc().as_i64()]).map_err(VaultError::from)?;
            if planted::is("acknowledge_before_commit") {
                drop(tx);
            } else {
                tx.commit().map_err(VaultError::from)?;
            }
            *head = Some((place, hash));
            *clock = set.hlc();
            let (from_seq, to_seq) = batch.as_ref().map_or((start, start), Batch::range);
            let committed = batch.map(|batch| batch.committed(set.id));
            Ok((Written { value, change_set: Some(set.id), from_seq, to_seq }, committed))
        });
        self.deliver();
        written
    }
}

/// The writer while it commits without waiting for the disk. A power cut may take such a commit away, and all after it; the
/// next one that is acknowledged waits for the disk and thereby for all before it.
pub(crate) struct Unhurried<'c>(&'c mut Connection);

impl<'c> Unhurried<'c> {
    pub(crate) fn begin(conn: &'c mut Connection) -> Result<Self> {
        conn.pragma_update(None, "synchronous", "normal")?;
        Ok(Self(conn))
    }
}

impl Drop for Unhurried<'_> {
    fn drop(&mut self) {
        // Setting it cannot fail outside a transaction, and this one is over.
        if let Err(error) = self.0.pragma_update(None, "synchronous", "full") {
            tracing::error!(%error, "the writer does not wait for the disk");
        }
    }
}

impl Deref for Unhurried<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.0
    }
}

impl DerefMut for Unhurried<'_> {
    fn deref_mut(&mut self) -> &mut Connection {
        self.0
    }
}

/// Begins a transaction that may write.
pub(crate) fn begin(conn: &mut Connection) -> Result<Transaction<'_>> {
    Ok(conn.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

/// Names the set whose changes the triggers log from now on.
pub(crate) fn fill(conn: &Connection, set_seq: i64) -> Result<()> {
    conn.prepare_cached("UPDATE writing SET set_seq = ?1, born = NULL")?.execute([set_seq])?;
    Ok(())
}

/// After this the triggers refuse again.
pub(crate) fn clear(conn: &Connection) -> Result<()> {
    conn.prepare_cached("UPDATE writing SET set_seq = NULL, born = NULL")?.execute([])?;
    Ok(())
}
