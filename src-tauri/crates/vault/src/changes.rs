//! Reading the change log: what was touched since a cursor, what happened to a record, what a record was, which change
//! sets there are, and whether the log is whole.

use rusqlite::{Connection, OptionalExtension};
use satchel_kernel::Id;
use serde::Serialize;

pub use crate::chain::ChainReport;
use crate::error::Result;
pub use crate::history::{FieldChange, HistoryEntry, history, of_set, record_as_of};
use crate::planted;
use crate::write::Tx;

/// A record that was touched, and its last change within what was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Touched {
    /// Its last change.
    pub seq: i64,
    /// Its kind.
    pub kind: String,
    /// The record.
    pub id: Id,
    /// Whether these changes make it and do not delete it.
    pub born: bool,
}

/// A change set as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetRow {
    /// The set.
    pub id: Id,
    /// Its number, for paging.
    pub seq: i64,
    /// When it began, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Who.
    pub actor: String,
    /// The command.
    pub command: String,
    /// What a person calls it.
    pub label: String,
    /// The set that caused it.
    pub cause: Option<Id>,
    /// The set it undoes.
    pub undoes: Option<Id>,
    /// `staged`, `open`, `sealed` or `undone`.
    pub state: String,
    /// How many records it touched.
    pub records: i64,
}

/// The number of the last change; 0 in a new vault.
pub fn last_seq(conn: &Connection) -> Result<i64> {
    Ok(conn.prepare_cached("SELECT coalesce(max(seq), 0) FROM change")?.query_row([], |row| row.get(0))?)
}

/// What tells the change of this number from another one that may get the number when changes were lost, as after a
/// restored backup: its set and its record. `None` if there is no such change, or not any more.
pub fn mark(conn: &Connection, seq: i64) -> Result<Option<[u8; 32]>> {
    let both = conn
        .prepare_cached(
            "SELECT s.id, c.record_id FROM change c JOIN change_set s ON s.seq = c.set_seq WHERE c.seq = ?1",
        )?
        .query_row([seq], |row| Ok([row.get::<_, [u8; 16]>(0)?, row.get(1)?]))
        .optional()?;
    Ok(both.and_then(|both| both.as_flattened().try_into().ok()))
}

/// The record's version: the number of its last change, or of its parts'; 0 if the log does not know it.
pub fn version(conn: &Connection, id: Id) -> Result<i64> {
    Ok(conn
        .prepare_cached("SELECT coalesce(max(seq), 0) FROM change WHERE record_id = ?1")?
        .query_row([id.as_bytes()], |row| row.get(0))?)
}

/// The records touched by the next `limit` changes after `seq`, each once, ordered by their last change in there. The
/// last one's `seq` is where to go on.
pub fn touched_since(conn: &Connection, seq: i64, limit: usize) -> Result<Vec<Touched>> {
    let mut statement = conn.prepare_cached(
        "SELECT max(seq) AS last, kind, record_id,
                max(op = 'insert' AND row_id IS NULL) AND NOT max(op = 'delete' AND row_id IS NULL)
         FROM (SELECT seq, op, kind, row_id, record_id FROM change WHERE seq > ?1 ORDER BY seq LIMIT ?2)
         GROUP BY record_id ORDER BY last",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement.query_map((seq, limit), touched_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The records touched by the first `limit` changes of a set, each once, ordered by their last change in there.
pub fn touched_by(conn: &Connection, set: Id, limit: usize) -> Result<Vec<Touched>> {
    let mut statement = conn.prepare_cached(
        "SELECT max(seq) AS last, kind, record_id,
                max(op = 'insert' AND row_id IS NULL) AND NOT max(op = 'delete' AND row_id IS NULL)
         FROM (SELECT c.seq, c.op, c.kind, c.row_id, c.record_id
               FROM change_set AS s JOIN change AS c ON c.seq BETWEEN s.first_seq AND s.last_seq AND c.set_seq = s.seq
               WHERE s.id = ?1 ORDER BY c.seq LIMIT ?2)
         GROUP BY record_id ORDER BY last",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement.query_map((set.as_bytes(), limit), touched_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn touched_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Touched> {
    Ok(Touched { seq: row.get(0)?, kind: row.get(1)?, id: Id::from_bytes(row.get(2)?), born: row.get(3)? })
}

/// The records touched after `seq` by sets that end there and have at most `most` changes, as [`touched_since`] says
/// them: what a seller does beside a large write. Reads at most `limit` changes; more than that answers more than
/// `most` records or the first ones.
pub fn touched_by_small_sets(conn: &Connection, seq: i64, most: usize, limit: usize) -> Result<Vec<Touched>> {
    // A small set's changes stand together, and later sets stand behind it; so the walk back ends at the first small
    // set that is known.
    let mut sets = conn.prepare_cached(
        "SELECT first_seq, last_seq FROM change_set
         WHERE state IN ('sealed', 'undone') AND first_seq IS NOT NULL ORDER BY seq DESC",
    )?;
    let mut rows = sets.query([])?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let mut ranges = Vec::new();
    while let Some(row) = rows.next()? {
        let (first, last): (i64, i64) = (row.get(0)?, row.get(1)?);
        if last - first >= most {
            continue;
        }
        if last <= seq || ranges.len() > limit {
            break;
        }
        ranges.push((first.max(seq + 1), last));
    }
    let mut read = conn.prepare_cached(
        "SELECT max(seq) AS last, kind, record_id,
                max(op = 'insert' AND row_id IS NULL) AND NOT max(op = 'delete' AND row_id IS NULL)
         FROM change WHERE seq BETWEEN ?1 AND ?2 GROUP BY record_id ORDER BY last",
    )?;
    let mut touched: Vec<Touched> = Vec::new();
    for range in ranges.into_iter().rev() {
        let rows = read.query_map(range, touched_row)?;
        touched.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
        if touched.len() > limit {
            break;
        }
    }
    Ok(touched)
}

/// Whether a large write is under way.
pub fn is_large_open(conn: &Connection) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM change_set WHERE state = 'open' LIMIT 1")?.exists([])?)
}

/// Whether the record is made by a change after `seq`.
pub fn is_made_after(conn: &Connection, id: Id, seq: i64) -> Result<bool> {
    let made = conn
        .prepare_cached(
            "SELECT 1 FROM change WHERE record_id = ?1 AND seq > ?2 AND op = 'insert' AND row_id IS NULL LIMIT 1",
        )?
        .exists((id.as_bytes(), seq))?;
    Ok(made)
}

/// The change sets, newest first, before the set numbered `before_seq`.
pub fn sets(conn: &Connection, before_seq: Option<i64>, limit: usize) -> Result<Vec<SetRow>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, seq, at_ms, actor, command, label, cause, undoes, state, records FROM change_set
         WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement.query_map((before_seq.unwrap_or(i64::MAX), limit), set_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// One change set.
pub fn set(conn: &Connection, id: Id) -> Result<Option<SetRow>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, seq, at_ms, actor, command, label, cause, undoes, state, records FROM change_set WHERE id = ?1",
    )?;
    Ok(statement.query_row([id.as_bytes()], set_row).optional()?)
}

/// The actor's own last change set that counts and takes nothing back: what undo takes when nothing is named.
pub fn last_own(conn: &Connection, actor: &str) -> Result<Option<Id>> {
    match crate::undo::last_own(conn, actor) {
        Err(crate::VaultError::NothingToUndo) => Ok(None),
        other => other.map(Some),
    }
}

/// The set that took this one back, if that counts; the last one of several.
pub fn undone_by(conn: &Connection, set: Id) -> Result<Option<SetRow>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, seq, at_ms, actor, command, label, cause, undoes, state, records FROM change_set
         WHERE undoes = ?1 AND only_record IS NULL AND state = 'sealed' ORDER BY seq DESC LIMIT 1",
    )?;
    Ok(statement.query_row([set.as_bytes()], set_row).optional()?)
}

fn set_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<SetRow> {
    let id =
        |at| -> rusqlite::Result<Option<Id>> { Ok(row.get::<_, Option<[u8; 16]>>(at)?.map(Id::from_bytes)) };
    Ok(SetRow {
        id: Id::from_bytes(row.get(0)?),
        seq: row.get(1)?,
        at_ms: row.get(2)?,
        actor: row.get(3)?,
        command: row.get(4)?,
        label: row.get(5)?,
        cause: id(6)?,
        undoes: id(7)?,
        state: row.get(8)?,
        records: row.get(9)?,
    })
}

/// Recomputes the hash chain over the whole log.
pub fn verify_chain(conn: &Connection) -> Result<ChainReport> {
    crate::chain::verify(conn)
}

/// How far the reader called `name` has come; 0 if it never read.
pub fn cursor(conn: &Connection, name: &str) -> Result<i64> {
    Ok(conn
        .prepare_cached("SELECT seq FROM cursor WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?
        .unwrap_or(0))
}

/// Moves a reader's cursor, in the transaction of the effect, so that the effect happens exactly once.
pub fn advance(tx: &Tx<'_>, name: &str, seq: i64) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO cursor (name, seq, moved_ms) VALUES (?1, ?2, ?3)
         ON CONFLICT (name) DO UPDATE SET seq = excluded.seq, moved_ms = excluded.moved_ms",
    )?
    .execute((name, seq, tx.now_ms()))?;
    Ok(())
}

/// Forgets a reader, so that compaction no longer waits for it.
pub fn forget_cursor(tx: &Tx<'_>, name: &str) -> Result<()> {
    tx.execute("DELETE FROM cursor WHERE name = ?1", [name])?;
    Ok(())
}

impl crate::Vault {
    /// Lets the reader called `name` handle the next `limit` changes: `effect` and the cursor commit together, so an
    /// effect inside the vault happens exactly once. Returns how many records were handed over.
    pub fn consume<E: From<crate::VaultError>>(
        &self,
        name: &str,
        limit: usize,
        act: &crate::Act,
        effect: impl FnOnce(&mut Tx<'_>, &[Touched]) -> Result<(), E>,
    ) -> Result<usize, E> {
        if planted::is("cursor_before_effect") {
            let touched = self.read(|conn| touched_since(conn, cursor(conn, name)?, limit))?;
            let Some(last) = touched.last() else { return Ok(0) };
            self.write(act, |tx| advance(tx, name, last.seq))?;
            return self.write(act, |tx| effect(tx, &touched).map(|()| touched.len())).map(|w| w.value);
        }
        let written = self.write(act, |tx| {
            let touched = touched_since(tx, cursor(tx, name)?, limit)?;
            let Some(last) = touched.last() else { return Ok(0) };
            effect(tx, &touched)?;
            advance(tx, name, last.seq)?;
            Ok::<_, E>(touched.len())
        })?;
        Ok(written.value)
    }
}
