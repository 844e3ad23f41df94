//! Completing the log before a commit: the rows that the triggers wrote are read back once, their row hashes filled in,
//! and the set's digest and range extended. It costs about 3 µs per logged row.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{CachedStatement, Connection};
use satchel_kernel::Id;

use crate::act::Committed;
use crate::chain::{self, Digest, Link};
use crate::error::{Result, VaultError};
use crate::schema::{Class, Schema, Table, quoted};
use crate::set::SetRow;

/// Commits name the records they touched up to this many.
const NAMED: usize = 100;

/// What one transaction added to the log.
pub(crate) struct Batch {
    from_seq: i64,
    to_seq: i64,
    kinds: BTreeSet<String>,
    ids: Option<Vec<(String, Id)>>,
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

struct Row {
    seq: i64,
    op: Op,
    table: usize,
    row_id: Option<[u8; 16]>,
    record_id: [u8; 16],
    body: Option<Digest>,
    /// Of a table that holds several kinds, this row's.
    kind: Option<String>,
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
        let kind = row.kind.as_ref().unwrap_or(&table.kind);
        set.take(&Link {
            seq: row.seq,
            op: row.op.name(),
            table: &table.name,
            row_id: row.row_id.as_ref().map(|i| i.as_slice()),
            kind,
            record_id: &row.record_id,
            body_hash: row.body.as_ref().map(|b| b.as_slice()),
            row_hash: hash.as_ref().map(|h| h.as_slice()),
        });
        if !kinds.contains(kind) {
            kinds.insert(kind.clone());
        }
        if records.insert(row.record_id) && ids.len() <= NAMED {
            ids.push((kind.clone(), Id::from_bytes(row.record_id)));
        }
    }
    set.grow(from_seq, to_seq, records.len());
    let ids = (ids.len() <= NAMED).then_some(ids);
    Ok(Some(Batch { from_seq, to_seq, kinds, ids }))
}

fn logged(conn: &Connection, schema: &Schema, start: i64) -> Result<Vec<Row>> {
    let mut statement = conn.prepare_cached(
        "SELECT seq, op, table_name, row_id, record_id, old, salt, kind FROM change WHERE seq > ?1
         ORDER BY seq",
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
        let holds_several = schema.tables.get(table).is_some_and(Table::holds_several);
        let kind = if holds_several { Some(row.get(7)?) } else { None };
        logged.push(Row { seq: row.get(0)?, op, table, row_id: id(3)?, record_id, body, kind });
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
    format!("SELECT {columns} FROM {} WHERE {key}", quoted(&table.name))
}
