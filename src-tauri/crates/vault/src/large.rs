//! Large writes: one change set over many transactions.
//!
//! A set is *open* while its slices are written. It is sealed at the end; a vault found with an open set resumes it if
//! its staging is there, and undoes it otherwise, before anybody reads. A dry run is a set that stays *staged*: its
//! staging is complete and nothing is written. Decision page 0001 has the figures.

use rusqlite::Connection;
use satchel_kernel::Id;

use crate::act::{Act, Written};
use crate::error::{Result, VaultError};
use crate::finish::{Batch, finish};
use crate::planted;
use crate::set::{SetRow, Undoes};
use crate::sqlite::{CACHE_KIB, CHECKPOINT, LARGE_CACHE_KIB, LARGE_CHECKPOINT};
use crate::undo::UndoReport;
use crate::vault::Vault;
use crate::write::{Tx, Unhurried, begin, clear, fill};

/// Records a slice writes at most.
pub const SLICE: usize = 20_000;

/// A large write under way. Dropping it leaves the set open: resume it, or [`Vault::abandon`] it.
pub struct Large {
    pub(crate) vault: Vault,
    pub(crate) set: SetRow,
}

/// A set that is staged or open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSet {
    /// The set.
    pub id: Id,
    /// The command that began it.
    pub command: String,
    /// What a person calls it.
    pub label: String,
    /// Who began it.
    pub actor: String,
    /// Whether it is only staged.
    pub staged: bool,
}

impl Vault {
    /// Begins a large write: an open set.
    pub fn large(&self, act: &Act) -> Result<Large> {
        self.begin_set(act, "open", Undoes::default())
    }

    /// Enters a set that is staged: a dry run, or an import before it is applied. [`Vault::resume_large`] applies it,
    /// [`Vault::abandon`] forgets it.
    pub fn stage(&self, act: &Act) -> Result<Id> {
        Ok(self.begin_set(act, "staged", Undoes::default())?.set.id)
    }

    pub(crate) fn begin_set(&self, act: &Act, state: &str, undoes: Undoes) -> Result<Large> {
        let set = self.writer(|writer, _| {
            let tx = begin(&mut writer.conn)?;
            let set = SetRow::new(&tx, act, undoes, writer.clock, writer.device)?;
            set.insert(&tx, writer.device, state, None)?;
            tx.execute("UPDATE vault_info SET hlc = ?1", [set.hlc().as_i64()])?;
            tx.commit()?;
            writer.clock = set.hlc();
            Ok::<_, VaultError>((set, None))
        })?;
        Ok(Large { vault: self.clone(), set })
    }

    /// Goes on with a set that is open, or applies one that is staged.
    pub fn resume_large(&self, set: Id) -> Result<Large> {
        let set = self.writer(|writer, _| {
            let (row, state) = SetRow::load(&writer.conn, set)?;
            match state.as_str() {
                "open" => {}
                "staged" => {
                    writer.conn.execute("UPDATE change_set SET state = 'open' WHERE seq = ?1", [row.seq])?;
                }
                _ => return Err(VaultError::State { id: set, state }),
            }
            Ok((row, None))
        })?;
        Ok(Large { vault: self.clone(), set })
    }

    /// The sets that are staged or open, oldest first.
    pub fn open_sets(&self) -> Result<Vec<OpenSet>> {
        self.read(open_sets)
    }

    /// Takes back what a staged or open set wrote and ends it as undone; its staging is removed.
    pub fn abandon(&self, set: Id, act: &Act) -> Result<Option<UndoReport>> {
        let (row, state) = self.read(|conn| SetRow::load(conn, set))?;
        let report = match state.as_str() {
            "staged" => {
                self.writer(|writer, _| {
                    let tx = begin(&mut writer.conn)?;
                    let head = row.seal(&tx, "undone", writer.head)?;
                    tx.commit()?;
                    writer.head = Some(head);
                    Ok::<_, VaultError>(((), None))
                })?;
                None
            }
            "open" => Some(self.undo_open(row, act)?),
            _ => return Err(VaultError::State { id: set, state }),
        };
        self.staging().area(set).remove()?;
        Ok(report)
    }

    /// Deals with what a crash left: undoes open sets whose staging is gone, finishes an undo that was under way.
    pub(crate) fn recover(&self) -> Result<()> {
        if planted::is("recovery_forgets_open_sets") {
            return Ok(());
        }
        let act = Act::new("vault", "vault.recover", "Take back an unfinished write");
        // Undos under way first: they end the sets they undo.
        let (undoing, others): (Vec<_>, Vec<_>) =
            self.read(unfinished)?.into_iter().partition(|(_, undoes)| undoes.is_some());
        for (id, _) in undoing {
            tracing::info!(%id, "finishing an undo that was interrupted");
            self.finish_undo(id)?;
        }
        for (id, _) in others {
            let (_, state) = self.read(|conn| SetRow::load(conn, id))?;
            if state != "undone" && !self.staging().area(id).exists() {
                tracing::info!(%id, "undoing a write that was interrupted");
                self.abandon(id, &act)?;
            }
        }
        self.sweep_staging()
    }

    /// Removes the staging of sets that ended just before a crash.
    fn sweep_staging(&self) -> Result<()> {
        for set in self.staging().areas()? {
            let state = self.read(|conn| crate::changes::set(conn, set))?.map(|s| s.state);
            if matches!(state.as_deref(), Some("sealed" | "undone")) {
                self.staging().area(set).remove()?;
            }
        }
        Ok(())
    }
}

impl Large {
    /// The change set.
    pub const fn set(&self) -> Id {
        self.set.id
    }

    /// Runs `body` in one transaction of the set. Between two slices everybody who waits to write gets a turn; `body`
    /// should end early when [`Tx::wanted`] says so.
    pub fn slice<T, E: From<VaultError>>(
        &mut self,
        body: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        let vault = self.vault.clone();
        let set = &mut self.set;
        let written = vault.writer(|writer, inner| {
            let mut conn = slicing(&mut writer.conn)?;
            let mut next = set.clone();
            let tx = begin(&mut conn)?;
            next.must_be_open(&tx)?;
            let start = crate::changes::last_seq(&tx)?;
            fill(&tx, next.seq)?;
            let value = body(&mut Tx::new(&tx, &next, inner))?;
            let batch = finish(&tx, &inner.schema, &inner.row_key, start, &mut next)?;
            clear(&tx)?;
            next.update(&tx)?;
            tx.commit().map_err(VaultError::from)?;
            *set = next;
            let (from_seq, to_seq) = batch.as_ref().map_or((start, start), Batch::range);
            let change_set = batch.is_some().then_some(set.id);
            let committed = batch.map(|b| b.committed(set.id));
            Ok((Written { value, change_set, from_seq, to_seq }, committed))
        });
        vault.deliver();
        written
    }

    /// Whether no slice wrote anything so far.
    pub const fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// Ends the write: the set is sealed, in the chain, and can be undone. A set in which nothing was written leaves the
    /// log. Its staging is removed.
    pub fn seal(self) -> Result<Written<()>> {
        self.seal_with(|_| Ok(()))
    }

    /// Ends the write together with what `last` writes, such as the job's outcome.
    pub fn seal_with<T, E: From<VaultError>>(
        mut self,
        last: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        let written = self.end("sealed", last)?;
        self.vault.staging().area(self.set.id).remove()?;
        Ok(written)
    }

    /// The last slice, which seals the set in the same transaction.
    pub(crate) fn end<T, E: From<VaultError>>(
        &mut self,
        state: &str,
        last: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        let vault = self.vault.clone();
        let set = &mut self.set;
        let written = vault.writer(|writer, inner| {
            let tx = begin(&mut writer.conn)?;
            set.must_be_open(&tx)?;
            let start = crate::changes::last_seq(&tx)?;
            fill(&tx, set.seq)?;
            let value = last(&mut Tx::new(&tx, set, inner))?;
            let batch = finish(&tx, &inner.schema, &inner.row_key, start, set)?;
            clear(&tx)?;
            if set.is_empty() && set.undoes.is_none() {
                set.remove(&tx)?;
                tx.commit().map_err(VaultError::from)?;
                at_rest(&writer.conn)?;
                return Ok((Written { value, change_set: None, from_seq: start, to_seq: start }, None));
            }
            set.update(&tx)?;
            // `last` may have ended another set (an undo ends the one it undoes), so the head is read again.
            let head = set.seal(&tx, state, crate::open::head(&tx)?)?;
            tx.commit().map_err(VaultError::from)?;
            writer.head = Some(head);
            at_rest(&writer.conn)?;
            let (from_seq, to_seq) = batch.as_ref().map_or((start, start), Batch::range);
            let committed = batch.map(|b| b.committed(set.id));
            Ok((Written { value, change_set: Some(set.id), from_seq, to_seq }, committed))
        });
        vault.deliver();
        written
    }
}

/// The writer while it writes a slice: with more memory, and without waiting for the disk at the commit. A power cut may
/// take slices away, and the job's cursor with them; the next acknowledged write, or the end of the set, waits for the
/// disk and thereby for all slices before it.
fn slicing(conn: &mut Connection) -> Result<Unhurried<'_>> {
    conn.pragma_update(None, "cache_size", -LARGE_CACHE_KIB)?;
    conn.pragma_update(None, "wal_autocheckpoint", LARGE_CHECKPOINT)?;
    Unhurried::begin(conn)
}

/// The writer as it is in ordinary use.
fn at_rest(conn: &Connection) -> Result<()> {
    conn.pragma_update(None, "cache_size", -CACHE_KIB)?;
    conn.pragma_update(None, "wal_autocheckpoint", CHECKPOINT)?;
    Ok(conn.execute_batch("PRAGMA shrink_memory")?)
}

fn open_sets(conn: &Connection) -> Result<Vec<OpenSet>> {
    let mut statement = conn.prepare(
        "SELECT id, command, label, actor, state = 'staged' FROM change_set WHERE state IN ('staged', 'open') ORDER BY seq",
    )?;
    let sets = statement.query_map([], |row| {
        Ok(OpenSet {
            id: Id::from_bytes(row.get(0)?),
            command: row.get(1)?,
            label: row.get(2)?,
            actor: row.get(3)?,
            staged: row.get(4)?,
        })
    })?;
    Ok(sets.collect::<rusqlite::Result<_>>()?)
}

/// A set and the set it undoes.
type Unfinished = (Id, Option<Id>);

fn unfinished(conn: &Connection) -> Result<Vec<Unfinished>> {
    let mut statement = conn
        .prepare("SELECT id, undoes FROM change_set WHERE state IN ('staged', 'open') ORDER BY seq DESC")?;
    let sets = statement.query_map([], |row| {
        Ok((Id::from_bytes(row.get(0)?), row.get::<_, Option<[u8; 16]>>(1)?.map(Id::from_bytes)))
    })?;
    Ok(sets.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use crate::act::Act;
    use crate::error::VaultError;
    use crate::vault::Vault;

    // covers(PERF-1, QA-7)
    #[test]
    fn only_a_slice_and_what_is_said_in_passing_do_not_wait_for_the_disk() {
        let dir = tempfile::tempdir().unwrap();
        let vault = Vault::throwaway(&dir.path().join("vault")).unwrap();
        let waits = || {
            let waits = vault.writer(|writer, _| {
                Ok::<_, VaultError>((
                    writer.conn.pragma_query_value(None, "synchronous", |r| r.get::<_, i64>(0))?,
                    None,
                ))
            });
            waits.unwrap() == 2
        };
        let mut large = vault.large(&Act::new("owner", "test", "Much")).unwrap();
        let inside = large.slice(|tx| {
            Ok::<_, VaultError>(tx.pragma_query_value(None, "synchronous", |r| r.get::<_, i64>(0))?)
        });
        assert_eq!(inside.unwrap().value, 1, "a slice");
        let passing = vault.write_in_passing(|conn| {
            Ok::<_, VaultError>(conn.pragma_query_value(None, "synchronous", |r| r.get::<_, i64>(0))?)
        });
        assert_eq!(passing.unwrap(), 1, "what a job says of itself");
        let failed = vault.write_in_passing(|_| Err::<(), _>(VaultError::Damaged("on purpose".into())));
        assert!(failed.is_err() && waits(), "an edit after that failed");
        assert!(waits(), "an edit between two slices");
        let failed = large.slice(|_| Err::<(), _>(VaultError::Damaged("on purpose".into())));
        assert!(failed.is_err() && waits(), "an edit after a slice that failed");
        large.seal().unwrap();
        assert!(waits(), "an edit afterwards");
    }
}
