//! The one verb for going back. Cancel, undo, redo, unmerge and restore are all the undo of a change set, or of it
//! limited to one record, and are themselves a new set.
//!
//! The target is walked from its last change to its first ([`crate::unwind`]). Undoing an undo makes its target count
//! again, so redo needs nothing of its own. A target too big for one transaction is undone as a large write; if that
//! is interrupted, opening the vault walks it again from the start, which changes nothing that was already restored.

use rusqlite::{Connection, OptionalExtension};
use satchel_kernel::Id;
use serde::Serialize;

use crate::act::Act;
use crate::error::{Result, VaultError};
use crate::history::State;
use crate::large::Large;
use crate::rows;
use crate::schema::Schema;
use crate::set::{SetRow, Undoes};
use crate::target::Target;
use crate::unwind::Unwind;
use crate::vault::Vault;
use crate::write::Tx;

/// Changes of the target undone in one transaction. Each may delete a record with its parts, so it is less than a
/// slice of a large write.
const AT_ONCE: usize = 5_000;

/// What to undo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The actor's own last change set that is not undone.
    Last,
    /// This set.
    Set(Id),
}

/// What undo did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UndoReport {
    /// The new change set; `None` if there was nothing to change.
    pub change_set: Option<Id>,
    /// The set that was undone.
    pub undone: Id,
    /// What a person calls that set.
    pub label: String,
    /// How many records were changed back.
    pub restored: u64,
    /// What was left as it is, the first 1,000.
    pub kept: Vec<Kept>,
}

/// A value or record that undo left as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// The record's kind.
    pub kind: String,
    /// The record.
    pub id: Id,
    /// The column, `table` or `table.column` of a part; empty for the record itself.
    pub field: String,
    /// The row of the part, where it is one.
    pub row: Option<Id>,
    /// Why: `edited_since`, `deleted_since`, `recreated_since`, `referenced`, `owner_gone`, `target_gone` or
    /// `erased`.
    pub reason: &'static str,
}

impl Vault {
    /// Undoes a change set, or what it did to the record `only` (kind and id). Later edits stay and are reported. The new
    /// set is called by the act's label and what is undone: `Undo: Changed Ada Lovelace`.
    pub fn undo(&self, what: What, only: Option<(&str, Id)>, act: &Act) -> Result<UndoReport> {
        let target = self.read(|conn| {
            let id = match what {
                What::Set(id) => id,
                What::Last => last_own(conn, &act.actor)?,
            };
            Target::load(conn, id)
        })?;
        may_go_back(&target, only.is_some())?;
        let act = &Act { label: format!("{}: {}", act.label, target.label), ..act.clone() };
        let only = only.map(|(_, id)| id);
        let undoes = Undoes { set: Some(target.id), only };
        if target.changes > AT_ONCE && only.is_none() {
            let large = self.begin_set(act, "open", undoes)?;
            return self.undo_large(large, target);
        }
        // An undo without effect is entered too, or redo would not find it.
        let counts = |unwind: &Unwind| only.is_none() && !unwind.kept_everything();
        let written = self.write_as(act, undoes, counts, |tx| {
            let mut unwind = Unwind::new(target, only);
            unwind.run(tx, usize::MAX)?;
            self.derive(tx, &mut unwind)?;
            if counts(&unwind) {
                toggle(tx, unwind.target().id, true)?;
            }
            Ok::<_, VaultError>(unwind)
        })?;
        Ok(written.value.report(written.change_set))
    }

    /// Whether a change set can be undone now; the error is the one undoing it gives.
    pub fn is_undoable(&self, set: Id) -> Result<()> {
        may_go_back(&self.read(|conn| Target::load(conn, set))?, false)
    }

    /// Undoes the actor's last undo, if nothing was done since.
    pub fn redo(&self, act: &Act) -> Result<UndoReport> {
        let last = self.read(|conn| last_undo(conn, &act.actor))?;
        self.undo(What::Set(last), None, act)
    }

    /// Makes a record what it was right after change `seq`, as a change of its own.
    pub fn restore_record(&self, kind: &str, id: Id, seq: i64, act: &Act) -> Result<crate::act::Written<()>> {
        self.write(act, |tx| {
            restore(tx, kind, id, seq)?;
            self.derive_one(tx, kind, id)
        })
    }

    /// Undoes a set that is still open.
    pub(crate) fn undo_open(&self, row: SetRow, act: &Act) -> Result<UndoReport> {
        let large = self.begin_set(act, "open", Undoes { set: Some(row.id), only: None })?;
        let target = self.read(|conn| Target::load(conn, row.id))?;
        self.undo_large(large, target)
    }

    /// Goes on with an undo that a crash interrupted.
    pub(crate) fn finish_undo(&self, set: Id) -> Result<UndoReport> {
        let large = self.resume_large(set)?;
        let target = large.set.undoes.ok_or(VaultError::UnknownSet(set))?;
        let target = self.read(|conn| Target::load(conn, target))?;
        self.undo_large(large, target)
    }

    fn undo_large(&self, mut large: Large, target: Target) -> Result<UndoReport> {
        let mut unwind = Unwind::new(target, None);
        while !large
            .slice(|tx| {
                let done = unwind.run(tx, AT_ONCE)?;
                self.derive(tx, &mut unwind)?;
                Ok::<_, VaultError>(done)
            })?
            .value
        {}
        let id = large.set();
        large.end("sealed", |tx| {
            let target = unwind.target();
            if target.state == "open" {
                // The unfinished write gets its place in the chain now, together with its undo.
                let (row, _) = SetRow::load(tx, target.id)?;
                row.seal(tx, "undone", crate::open::head(tx)?)?;
                Ok::<_, VaultError>(())
            } else if unwind.kept_everything() {
                Ok(())
            } else {
                toggle(tx, target.id, true)
            }
        })?;
        Ok(unwind.report(Some(id)))
    }

    fn derive(&self, tx: &mut Tx<'_>, unwind: &mut Unwind) -> Result<()> {
        for (kind, id) in unwind.take_touched() {
            self.derive_one(tx, &kind, id)?;
        }
        Ok(())
    }

    fn derive_one(&self, tx: &mut Tx<'_>, kind: &str, id: Id) -> Result<()> {
        let rules = self.0.restored.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        if rules.is_empty() || !exists(tx, tx.schema(), kind, id)? {
            return Ok(());
        }
        rules.iter().try_for_each(|rule| rule(tx, kind, id))
    }
}

/// Refuses a set that cannot be undone; of one record of it with `of_one`.
fn may_go_back(target: &Target, of_one: bool) -> Result<()> {
    match target.state.as_str() {
        "sealed" if target.compacted => Err(VaultError::TooOld(target.id)),
        "sealed" => Ok(()),
        // What was kept when the set was undone may be taken back record by record.
        "undone" if of_one && !target.compacted => Ok(()),
        state => Err(VaultError::State { id: target.id, state: state.into() }),
    }
}

fn exists(conn: &Connection, schema: &Schema, kind: &str, id: Id) -> Result<bool> {
    schema.record_table(kind).map_or(Ok(false), |table| Ok(rows::read(conn, table, id, None)?.is_some()))
}

/// Marks a set undone or, when its undo is undone, sealed again; and so on along the sets it undoes.
fn toggle(conn: &Connection, id: Id, undone: bool) -> Result<()> {
    let (mut next, mut undone) = (Some(id), undone);
    while let Some(id) = next {
        let state = if undone { "undone" } else { "sealed" };
        next = conn
            .query_row(
                "UPDATE change_set SET state = ?2 WHERE id = ?1
                 RETURNING CASE WHEN only_record IS NULL THEN undoes END",
                (id.as_bytes(), state),
                |row| row.get::<_, Option<[u8; 16]>>(0),
            )
            .optional()?
            .flatten()
            .map(Id::from_bytes);
        undone = !undone;
    }
    Ok(())
}

pub(crate) fn last_own(conn: &Connection, actor: &str) -> Result<Id> {
    conn.prepare_cached(
        "SELECT id FROM change_set WHERE actor = ?1 AND state = 'sealed' AND undoes IS NULL ORDER BY seq DESC LIMIT 1",
    )?
    .query_row([actor], |row| row.get(0))
    .optional()?
    .map(Id::from_bytes)
    .ok_or(VaultError::NothingToUndo)
}

fn last_undo(conn: &Connection, actor: &str) -> Result<Id> {
    conn.prepare_cached(
        "SELECT u.id FROM change_set AS u JOIN change_set AS t ON t.id = u.undoes
         WHERE u.actor = ?1 AND u.state = 'sealed' AND t.undoes IS NULL
           AND u.seq > coalesce((SELECT max(seq) FROM change_set
                                 WHERE actor = ?1 AND undoes IS NULL AND state IN ('sealed', 'open')), 0)
         ORDER BY u.seq DESC LIMIT 1",
    )?
    .query_row([actor], |row| row.get(0))
    .optional()?
    .map(Id::from_bytes)
    .ok_or(VaultError::NothingToRedo)
}

fn restore(tx: &Tx<'_>, kind: &str, id: Id, seq: i64) -> Result<()> {
    let schema = tx.schema();
    let (Some(then), Some(now)) =
        (State::as_of(tx, schema, kind, id, seq)?, State::now(tx, schema, kind, id)?)
    else {
        return Err(VaultError::UnknownRecord(id));
    };
    let (Some(body), Some(table)) = (&then.record, schema.record_table(kind)) else {
        return Err(VaultError::UnknownRecord(id));
    };
    match &now.record {
        None => rows::insert(tx, table, id, None, &rows::without_lost(tx, table, body)?)?,
        Some(present) => rows::update(
            tx,
            table,
            id,
            None,
            &rows::without_lost(tx, table, &rows::differing(body, present))?,
        )?,
    }
    for ((name, row), _) in now.parts.iter().filter(|(key, _)| !then.parts.contains_key(*key)) {
        if let Some(part) = schema.table(name) {
            rows::delete(tx, part, id, Some(*row))?;
        }
    }
    for (key @ (name, row), body) in &then.parts {
        let Some(part) = schema.table(name) else { continue };
        match now.parts.get(key) {
            None => rows::insert(tx, part, id, Some(*row), &rows::without_lost(tx, part, body)?)?,
            Some(present) => {
                rows::update(
                    tx,
                    part,
                    id,
                    Some(*row),
                    &rows::without_lost(tx, part, &rows::differing(body, present))?,
                )?;
            }
        }
    }
    Ok(())
}
