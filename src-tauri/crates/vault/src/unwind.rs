//! Walking a change set back, change by change from its last to its first.
//!
//! A field is restored unless a later live set touched it ([`crate::later`]). Undo of a creation deletes the record
//! unless a live set edited it or anything else refers to it. Columns that belong together
//! (`name`, `name_fold`, `name_sort`; `price_minor`, `price_currency`; the columns of a part) are restored together or
//! not at all.

use std::collections::HashSet;

use rusqlite::Connection;
use satchel_kernel::Id;
use serde_json::Value;

use crate::error::{Result, VaultError};
use crate::later::{Later, Sets};
use crate::planted;
use crate::references;
use crate::rows::{self, Body};
use crate::schema::{Class, Table};
use crate::target::{Change, Target};
use crate::undo::{Kept, UndoReport};
use crate::write::Tx;

/// Kept values are named up to this many.
const NAMED: usize = 1_000;
/// Changes read at once.
const CHUNK: usize = 500;

/// A restored reference whose record was not there yet.
struct Pending {
    table: String,
    kind: String,
    record: Id,
    row: Option<Id>,
    column: String,
    target: (String, Id),
}

/// The walk, which may be spread over several transactions.
pub(crate) struct Unwind {
    target: Target,
    /// Changes before this one are still to be undone.
    before: i64,
    only: Option<Id>,
    sets: Sets,
    pending: Vec<Pending>,
    /// Records the target made that something refers to: table and id.
    postponed: Vec<(String, Id)>,
    restored: HashSet<Id>,
    touched: Vec<(String, Id)>,
    kept: Vec<Kept>,
}

impl Unwind {
    pub(crate) const fn target(&self) -> &Target {
        &self.target
    }

    pub(crate) fn new(target: Target, only: Option<Id>) -> Self {
        Self {
            before: target.last + 1,
            target,
            only,
            sets: Sets::default(),
            pending: Vec::new(),
            postponed: Vec::new(),
            restored: HashSet::new(),
            touched: Vec::new(),
            kept: Vec::new(),
        }
    }

    pub(crate) fn report(self, change_set: Option<Id>) -> UndoReport {
        UndoReport {
            change_set,
            undone: self.target.id,
            label: self.target.label,
            restored: self.restored.len() as u64,
            kept: self.kept,
        }
    }

    pub(crate) fn kept_everything(&self) -> bool {
        self.restored.is_empty() && !self.kept.is_empty()
    }

    /// The records changed since the last call, and those of which something was kept.
    pub(crate) fn take_touched(&mut self) -> Vec<(String, Id)> {
        let mut seen = HashSet::new();
        std::mem::take(&mut self.touched).into_iter().filter(|(_, id)| seen.insert(*id)).collect()
    }

    /// Undoes up to `most` changes, fewer if somebody waits to write; whether all are done.
    pub(crate) fn run(&mut self, tx: &Tx<'_>, most: usize) -> Result<bool> {
        tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        let mut done = 0;
        loop {
            let changes = self.target.changes_before(tx, self.before, self.only, CHUNK)?;
            let over = changes.len() < CHUNK;
            done += changes.len();
            for change in changes {
                self.before = change.seq;
                self.change(tx, &change)?;
            }
            if over {
                let all = self.delete_postponed(tx, most)?;
                return self.settle(tx, all).map(|_| all);
            }
            // A reference whose record comes back further down must not be committed before it.
            if (done >= most || tx.wanted()) && self.settle(tx, false)? && most < usize::MAX {
                return Ok(false);
            }
        }
    }

    fn change(&mut self, tx: &Tx<'_>, change: &Change) -> Result<()> {
        let schema = tx.schema();
        let table = schema
            .table(&change.table)
            .ok_or_else(|| VaultError::Schema(format!("unknown table {}", change.table)))?;
        if self.target.made_before(tx, change)? {
            return Ok(());
        }
        if change.erased {
            self.keep(change, "", "erased");
            return Ok(());
        }
        let present = rows::read(tx, table, change.record, change.row)?;
        let later = self.sets.later(tx, &self.target, change)?;
        let same_row = |l: &&Later| l.table == change.table && l.row == change.row;
        match (change.op.as_str(), present) {
            ("insert", None) => Ok(()),
            ("insert", Some(_)) => {
                let edited = match table.class {
                    Class::Record => !later.is_empty(),
                    Class::Part => later.iter().any(|l| same_row(&l)),
                };
                if edited {
                    self.keep(change, "", "edited_since");
                } else if table.class == Class::Record && references::any(tx, schema, table, change.record)? {
                    // By something the set made too, perhaps, which goes further down.
                    self.postponed.push((table.name.clone(), change.record));
                } else {
                    rows::delete(tx, table, change.record, change.row)?;
                    self.changed(change);
                }
                Ok(())
            }
            ("delete", Some(_)) => {
                if later.iter().any(|l| same_row(&l)) {
                    self.keep(change, "", "recreated_since");
                }
                Ok(())
            }
            ("delete", None) => self.bring_back(tx, table, change),
            (_, None) => {
                self.keep(change, "", "deleted_since");
                Ok(())
            }
            (_, Some(present)) => self.set_back(tx, table, change, &present, &later),
        }
    }

    /// Deletes the records that were referred to when their turn came, as far as only they refer to each other now.
    fn delete_postponed(&mut self, tx: &Tx<'_>, most: usize) -> Result<bool> {
        let schema = tx.schema();
        let mut deleted = 0;
        loop {
            let mut referred = Vec::new();
            let mut progress = false;
            for (name, id) in std::mem::take(&mut self.postponed) {
                let Some(table) = schema.table(&name) else { continue };
                if deleted >= most || references::any(tx, schema, table, id)? {
                    referred.push((name, id));
                } else {
                    self.delete_record(tx, table, id)?;
                    (progress, deleted) = (true, deleted + 1);
                }
            }
            self.postponed = referred;
            if deleted >= most {
                return Ok(self.postponed.is_empty());
            }
            if !progress {
                break;
            }
        }
        for (name, id) in references::closed(tx, schema, &mut self.postponed)? {
            if let Some(table) = schema.table(&name) {
                self.delete_record(tx, table, id)?;
            }
        }
        for (name, id) in std::mem::take(&mut self.postponed) {
            let kind =
                schema.table(&name).map(|table| rows::kind(tx, table, id)).transpose()?.unwrap_or_default();
            self.note(Kept { kind, id, field: String::new(), row: None, reason: "referenced" });
        }
        Ok(true)
    }

    fn delete_record(&mut self, tx: &Tx<'_>, table: &Table, id: Id) -> Result<()> {
        let kind = rows::kind(tx, table, id)?;
        rows::delete(tx, table, id, None)?;
        self.restored.insert(id);
        self.touched.push((kind, id));
        Ok(())
    }

    fn bring_back(&mut self, tx: &Tx<'_>, table: &Table, change: &Change) -> Result<()> {
        if table.class == Class::Part {
            let owner = tx.schema().record_table(&table.kind).map(|t| t.name.clone()).unwrap_or_default();
            if !rows::present(tx, &owner, change.record)? {
                self.keep(change, "", "owner_gone");
                return Ok(());
            }
        }
        rows::insert(tx, table, change.record, change.row, &change.old)?;
        self.watch(tx, table, change, &change.old)?;
        self.changed(change);
        Ok(())
    }

    fn set_back(
        &mut self,
        tx: &Tx<'_>,
        table: &Table,
        change: &Change,
        present: &Body,
        later: &[Later],
    ) -> Result<()> {
        let mut taken = HashSet::new();
        for l in later.iter().filter(|l| l.table == change.table && l.row == change.row) {
            if l.op != "update" {
                self.keep(change, "", "recreated_since");
                return Ok(());
            }
            taken.extend(l.columns.iter().map(|c| stem(table, c)));
        }
        let mut wanted = Body::new();
        for (column, old) in &change.old {
            let stem = stem(table, column);
            if taken.contains(stem) {
                // One word for columns that belong together, none for the time of the last edit.
                if column != "modified_ms" {
                    self.keep(change, stem, "edited_since");
                }
            } else if present.get(column) != Some(old) {
                wanted.insert(column.clone(), old.clone());
            }
        }
        if planted::is("undo_drops_a_field") {
            let dropped = wanted.keys().find(|c| *c != "modified_ms").cloned();
            dropped.map(|column| wanted.remove(&column));
        }
        if wanted.is_empty() {
            return Ok(());
        }
        rows::update(tx, table, change.record, change.row, &wanted)?;
        self.watch(tx, table, change, &wanted)?;
        self.changed(change);
        Ok(())
    }

    /// Remembers restored references that lead nowhere yet.
    fn watch(&mut self, conn: &Connection, table: &Table, change: &Change, body: &Body) -> Result<()> {
        for (column, value) in body {
            let Some((target, id)) = rows::target(table, column, value) else { continue };
            if column != "owner_id" && !rows::present(conn, target, id)? {
                self.pending.push(Pending {
                    table: change.table.clone(),
                    kind: change.kind.clone(),
                    record: change.record,
                    row: change.row,
                    column: column.clone(),
                    target: (target.to_owned(), id),
                });
            }
        }
        Ok(())
    }

    /// Whether every restored reference leads somewhere; at the `end` those that do not are given up.
    fn settle(&mut self, tx: &Tx<'_>, end: bool) -> Result<bool> {
        let mut open = Vec::new();
        for pending in std::mem::take(&mut self.pending) {
            if !rows::present(tx, &pending.target.0, pending.target.1)? {
                open.push(pending);
            }
        }
        if end {
            for pending in open.drain(..) {
                self.give_up(tx, &pending)?;
            }
        }
        self.pending = open;
        Ok(self.pending.is_empty())
    }

    fn give_up(&mut self, tx: &Tx<'_>, pending: &Pending) -> Result<()> {
        let Some(table) = tx.schema().table(&pending.table) else { return Ok(()) };
        if table.column(&pending.column).is_some_and(|c| c.nullable) {
            let nothing = [(pending.column.clone(), Value::Null)].into_iter().collect();
            rows::update(tx, table, pending.record, pending.row, &nothing)?;
        } else {
            rows::delete(tx, table, pending.record, pending.row)?;
        }
        let field = field_name(&pending.table, pending.row, &pending.column);
        let (kind, id, row) = (pending.kind.clone(), pending.record, pending.row);
        self.note(Kept { kind, id, field, row, reason: "target_gone" });
        Ok(())
    }

    fn changed(&mut self, change: &Change) {
        self.restored.insert(change.record);
        self.touched.push((change.kind.clone(), change.record));
    }

    fn keep(&mut self, change: &Change, column: &str, reason: &'static str) {
        let field = field_name(&change.table, change.row, column);
        // What was kept may follow from records that are gone now.
        self.touched.push((change.kind.clone(), change.record));
        self.note(Kept { kind: change.kind.clone(), id: change.record, field, row: change.row, reason });
    }

    fn note(&mut self, kept: Kept) {
        if self.kept.len() < NAMED && !self.kept.contains(&kept) {
            self.kept.push(kept);
        }
    }
}

fn field_name(table: &str, row: Option<Id>, column: &str) -> String {
    match (row, column) {
        (None, column) => column.to_owned(),
        (Some(_), "") => table.to_owned(),
        (Some(_), column) => format!("{table}.{column}"),
    }
}

/// The name that columns which belong together share. A part is one value: all its columns belong together, except
/// its place, label and whether it is the main one.
fn stem<'a>(table: &Table, column: &'a str) -> &'a str {
    match (&table.class, column) {
        (Class::Part, "position" | "label" | "primary") => column,
        (Class::Part, _) => "",
        (Class::Record, _) => ["_fold", "_sort", "_num", "_minor", "_currency"]
            .iter()
            .find_map(|s| column.strip_suffix(s))
            .unwrap_or(column),
    }
}
