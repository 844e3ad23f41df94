//! The one way to change anything: a transaction whose log rows become one change set.
//!
//! `writing` is filled before the closure runs and cleared before the commit, inside the transaction, so no other
//! connection ever sees it filled. After the closure the rows that the triggers wrote are read back once: their row
//! hashes are filled in, the set's digest is extended, and the set is sealed or, for a slice of a large write, left
//! open.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Deref;

use rusqlite::{CachedStatement, Connection, OptionalExtension, Transaction, TransactionBehavior};
use satchel_kernel::Id;
use satchel_kernel::clock::Hlc;

use crate::act::{Act, Committed, Written};
use crate::chain::{self, Digest, Head, Link};
use crate::error::{Result, VaultError};
use crate::planted;
use crate::schema::{Class, Schema, Table};
use crate::turn::Turns;
use crate::vault::{Vault, Writer};

/// Commits name the records they touched up to this many.
const NAMED: usize = 100;

/// An open change set in its transaction. It is the connection, and knows the time and the set.
pub struct Tx<'a> {
    conn: &'a Connection,
    set: Id,
    set_seq: i64,
    now_ms: i64,
    turns: &'a Turns,
    schema: &'a Schema,
}

impl Tx<'_> {
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

    pub(crate) const fn set_seq(&self) -> i64 {
        self.set_seq
    }

    pub(crate) const fn schema(&self) -> &Schema {
        self.schema
    }
}

impl Deref for Tx<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.conn
    }
}

/// A change set on its way into the log.
#[derive(Clone)]
pub(crate) struct SetRow {
    pub(crate) seq: i64,
    pub(crate) id: Id,
    pub(crate) at_ms: i64,
    hlc: Hlc,
    act: Act,
    pub(crate) undoes: Option<Id>,
    only_record: Option<Id>,
    digest: Digest,
    first_seq: Option<i64>,
    last_seq: Option<i64>,
    records: i64,
}

/// What a set undoes: the set, and the one record it is limited to.
#[derive(Clone, Copy, Default)]
pub(crate) struct Undoes {
    pub(crate) set: Option<Id>,
    pub(crate) only: Option<Id>,
}

/// What one transaction added to the log.
pub(crate) struct Batch {
    from_seq: i64,
    to_seq: i64,
    kinds: BTreeSet<String>,
    ids: Option<Vec<(String, Id)>>,
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
            let value = body(&mut set.tx(&tx, vault))?;
            let batch = finish(&tx, &vault.schema, &vault.row_key, start, &mut set)?;
            clear(&tx)?;
            if batch.is_none() && !even_empty(&value) {
                tx.commit().map_err(VaultError::from)?;
                return Ok((Written { value, change_set: None, from_seq: start, to_seq: start }, None));
            }
            let place = head.map_or(1, |(place, _)| place + 1);
            let hash = chain::seal(head.as_ref().map(|(_, hash)| hash), &set.digest);
            set.insert(&tx, *device, "sealed", Some((place, head.as_ref().map(|(_, h)| h), &hash)))?;
            tx.execute("UPDATE vault_info SET hlc = ?1", [set.hlc.as_i64()]).map_err(VaultError::from)?;
            if planted::is("acknowledge_before_commit") {
                drop(tx);
            } else {
                tx.commit().map_err(VaultError::from)?;
            }
            *head = Some((place, hash));
            *clock = set.hlc;
            let (from_seq, to_seq) = batch.as_ref().map_or((start, start), Batch::range);
            let committed = batch.map(|batch| batch.committed(set.id));
            Ok((Written { value, change_set: Some(set.id), from_seq, to_seq }, committed))
        });
        self.deliver();
        written
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

impl Batch {
    pub(crate) fn committed(self, set: Id) -> Committed {
        Committed {
            from_seq: self.from_seq,
            to_seq: self.to_seq,
            set,
            kinds: self.kinds.into_iter().collect(),
            ids: self.ids,
        }
    }

    pub(crate) const fn range(&self) -> (i64, i64) {
        (self.from_seq, self.to_seq)
    }
}

impl SetRow {
    /// A set that is not in the log yet.
    pub(crate) fn new(conn: &Connection, act: &Act, undoes: Undoes, clock: Hlc, device: Id) -> Result<Self> {
        let seq: i64 = conn
            .prepare_cached("SELECT coalesce(max(seq), 0) + 1 FROM change_set")?
            .query_row([], |row| row.get(0))?;
        let at_ms = crate::vault::now_ms();
        let (id, hlc) = (Id::new(), clock.tick(at_ms));
        let (cause, undoes, only_record) = (act.cause, undoes.set, undoes.only);
        let digest = chain::start(&Head {
            id: id.as_bytes(),
            device: device.as_bytes(),
            hlc: hlc.as_i64(),
            at_ms,
            actor: &act.actor,
            command: &act.command,
            label: &act.label,
            cause: cause.as_ref().map(|i| i.as_bytes().as_slice()),
            undoes: undoes.as_ref().map(|i| i.as_bytes().as_slice()),
            only_record: only_record.as_ref().map(|i| i.as_bytes().as_slice()),
        });
        let act = act.clone();
        Ok(Self {
            seq,
            id,
            at_ms,
            hlc,
            act,
            undoes,
            only_record,
            digest,
            first_seq: None,
            last_seq: None,
            records: 0,
        })
    }

    /// A set that is staged or open in the log.
    pub(crate) fn load(conn: &Connection, id: Id) -> Result<(Self, String)> {
        conn.query_row(
            "SELECT seq, at_ms, hlc, actor, command, label, cause, undoes, only_record, digest, first_seq, last_seq,
                    records, state
             FROM change_set WHERE id = ?1",
            [id.as_bytes()],
            |row| {
                let id_at = |at| -> rusqlite::Result<Option<Id>> {
                    Ok(row.get::<_, Option<Vec<u8>>>(at)?.and_then(|b| Id::from_slice(&b)))
                };
                let act = Act { actor: row.get(3)?, command: row.get(4)?, label: row.get(5)?, cause: id_at(6)? };
                let set = Self {
                    seq: row.get(0)?,
                    id,
                    at_ms: row.get(1)?,
                    hlc: Hlc::from_i64(row.get(2)?),
                    act,
                    undoes: id_at(7)?,
                    only_record: id_at(8)?,
                    digest: row.get(9)?,
                    first_seq: row.get(10)?,
                    last_seq: row.get(11)?,
                    records: row.get(12)?,
                };
                Ok((set, row.get(13)?))
            },
        )
        .optional()?
        .ok_or(VaultError::UnknownSet(id))
    }

    /// A large write that was abandoned from elsewhere must not go on.
    pub(crate) fn must_be_open(&self, conn: &Connection) -> Result<()> {
        let state: String = conn
            .prepare_cached("SELECT state FROM change_set WHERE seq = ?1")?
            .query_row([self.seq], |row| row.get(0))?;
        if state == "open" { Ok(()) } else { Err(VaultError::State { id: self.id, state }) }
    }

    pub(crate) const fn hlc(&self) -> Hlc {
        self.hlc
    }

    pub(crate) fn tx<'a>(&self, conn: &'a Connection, vault: &'a crate::vault::Inner) -> Tx<'a> {
        let now_ms = crate::vault::now_ms();
        Tx { conn, set: self.id, set_seq: self.seq, now_ms, turns: &vault.turns, schema: &vault.schema }
    }

    /// Enters the set into the log, with its place in the chain if it is sealed.
    pub(crate) fn insert(
        &self,
        conn: &Connection,
        device: Id,
        state: &str,
        sealed: Option<(i64, Option<&Digest>, &Digest)>,
    ) -> Result<()> {
        let id = |id: Option<Id>| id.map(|i| *i.as_bytes());
        conn.prepare_cached(
            "INSERT INTO change_set (seq, id, device, hlc, actor, command, label, cause, undoes, only_record, state,
                                     at_ms, first_seq, last_seq, records, digest, chain_place, prev_hash, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
        )?
        .execute(rusqlite::params![
            self.seq,
            self.id.as_bytes(),
            device.as_bytes(),
            self.hlc.as_i64(),
            self.act.actor,
            self.act.command,
            self.act.label,
            id(self.act.cause),
            id(self.undoes),
            id(self.only_record),
            state,
            self.at_ms,
            self.first_seq,
            self.last_seq,
            self.records,
            self.digest,
            sealed.map(|(place, _, _)| place),
            sealed.and_then(|(_, previous, _)| previous),
            sealed.map(|(_, _, hash)| hash),
        ])?;
        Ok(())
    }

    /// Brings the row of an open set up to date after a slice.
    pub(crate) fn update(&self, conn: &Connection) -> Result<()> {
        conn.prepare_cached(
            "UPDATE change_set SET digest = ?2, first_seq = ?3, last_seq = ?4, records = ?5 WHERE seq = ?1",
        )?
        .execute(rusqlite::params![
            self.seq,
            self.digest,
            self.first_seq,
            self.last_seq,
            self.records
        ])?;
        Ok(())
    }

    /// Ends an open set: its place in the chain, and `sealed` or `undone`.
    pub(crate) fn seal(
        &self,
        conn: &Connection,
        state: &str,
        head: Option<(i64, Digest)>,
    ) -> Result<(i64, Digest)> {
        let place = head.map_or(1, |(place, _)| place + 1);
        let previous = head.map(|(_, hash)| hash);
        let hash = chain::seal(previous.as_ref(), &self.digest);
        conn.prepare_cached(
            "UPDATE change_set SET state = ?2, chain_place = ?3, prev_hash = ?4, hash = ?5 WHERE seq = ?1",
        )?
        .execute(rusqlite::params![self.seq, state, place, previous, hash])?;
        Ok((place, hash))
    }
}

struct Row {
    seq: i64,
    op: Op,
    table: usize,
    row_id: Option<[u8; 16]>,
    record_id: [u8; 16],
    body: Option<Digest>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Op {
    Insert,
    Update,
    Delete,
}

impl Op {
    const fn name(self) -> &'static str {
        match self {
            Self::Insert => "insert",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

/// Completes the log rows after `start`: row hashes, the set's digest and range. `None` if nothing was logged.
pub(crate) fn finish(
    conn: &Connection,
    schema: &Schema,
    row_key: &[u8; 32],
    start: i64,
    set: &mut SetRow,
) -> Result<Option<Batch>> {
    let rows = logged(conn, schema, start)?;
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(None) };
    let (from_seq, to_seq) = (first.seq, last.seq);
    let hashes = hash_rows(conn, schema, row_key, &rows)?;
    let mut kinds = BTreeSet::new();
    let mut records = HashSet::new();
    let mut ids = Vec::new();
    for (row, hash) in rows.iter().zip(&hashes) {
        let Some(table) = schema.tables.get(row.table) else { continue };
        set.digest = chain::extend(
            &set.digest,
            &Link {
                seq: row.seq,
                op: row.op.name(),
                table: &table.name,
                row_id: row.row_id.as_ref().map(|i| i.as_slice()),
                kind: &table.kind,
                record_id: &row.record_id,
                body_hash: row.body.as_ref().map(|b| b.as_slice()),
                row_hash: hash.as_ref().map(|h| h.as_slice()),
            },
        );
        if !kinds.contains(&table.kind) {
            kinds.insert(table.kind.clone());
        }
        if records.insert(row.record_id) && ids.len() <= NAMED {
            ids.push((table.kind.clone(), Id::from_bytes(row.record_id)));
        }
    }
    let records = i64::try_from(records.len()).unwrap_or(i64::MAX);
    set.first_seq = set.first_seq.or(Some(from_seq));
    set.last_seq = Some(to_seq);
    set.records += records;
    let ids = (ids.len() <= NAMED).then_some(ids);
    Ok(Some(Batch { from_seq, to_seq, kinds, ids }))
}

fn logged(conn: &Connection, schema: &Schema, start: i64) -> Result<Vec<Row>> {
    let mut statement = conn.prepare_cached(
        "SELECT seq, op, table_name, row_id, record_id, old, salt FROM change WHERE seq > ?1 ORDER BY seq",
    )?;
    let mut rows = statement.query([start])?;
    let mut logged = Vec::new();
    while let Some(row) = rows.next()? {
        let op = match row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)? {
            "insert" => Op::Insert,
            "update" => Op::Update,
            _ => Op::Delete,
        };
        let name = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
        let table =
            schema.position(name).ok_or_else(|| VaultError::Schema(format!("unknown table {name}")))?;
        let body = match (row.get_ref(5)?.as_str_or_null(), row.get_ref(6)?.as_blob_or_null()) {
            (Ok(Some(old)), Ok(Some(salt))) => Some(chain::body_hash(salt, old)),
            _ => None,
        };
        let id = |at| -> Result<Option<[u8; 16]>> {
            row.get_ref(at)?
                .as_blob_or_null()
                .ok()
                .flatten()
                .map(<[u8; 16]>::try_from)
                .transpose()
                .map_err(|_| VaultError::Schema(format!("an id in {name} is not 16 bytes long")))
        };
        let record_id = id(4)?.ok_or_else(|| VaultError::Schema(format!("an id in {name} is not a blob")))?;
        logged.push(Row { seq: row.get(0)?, op, table, row_id: id(3)?, record_id, body });
    }
    Ok(logged)
}

/// The hash of every row's last state in this transaction, in the order of `rows`, also stored in the log.
fn hash_rows(
    conn: &Connection,
    schema: &Schema,
    key: &[u8; 32],
    rows: &[Row],
) -> Result<Vec<Option<[u8; chain::ROW_HASH]>>> {
    let mut hashes = vec![None; rows.len()];
    let mut seen = HashSet::with_capacity(rows.len());
    let mut selects: HashMap<usize, CachedStatement<'_>> = HashMap::new();
    let mut store = conn.prepare_cached("UPDATE change SET row_hash = ?2 WHERE seq = ?1")?;
    for (row, hash) in rows.iter().zip(&mut hashes).rev() {
        let last = seen.insert((row.table, row.record_id, row.row_id));
        let Some(table) = schema.tables.get(row.table) else { continue };
        if row.op == Op::Delete {
            continue;
        }
        if !last {
            store.execute((row.seq, rusqlite::types::Null))?;
            continue;
        }
        let select = match selects.entry(row.table) {
            std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(conn.prepare_cached(&select_row(table))?)
            }
        };
        let mut found = match row.row_id {
            Some(row_id) => select.query((row.record_id, row_id))?,
            None => select.query([row.record_id])?,
        };
        *hash = found.next()?.map(|found| chain::row_hash(key, table, found, 0)).transpose()?;
        store.execute((row.seq, *hash))?;
    }
    Ok(hashes)
}

/// The statement that reads a row's columns by its key.
pub(crate) fn select_row(table: &Table) -> String {
    let columns = if table.columns.is_empty() { "NULL".into() } else { table.column_list() };
    let key = match table.class {
        Class::Record => "id = ?1",
        Class::Part => "owner_id = ?1 AND id = ?2",
    };
    format!("SELECT {columns} FROM {} WHERE {key}", crate::schema::quoted(&table.name))
}
