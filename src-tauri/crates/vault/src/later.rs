//! What later live sets did to a record: the question that decides what undo restores and what it keeps.
//!
//! A set does not count as live if it is undone (as a whole, or for the record at hand), or if it is the undo of the
//! target or of a set after it: such a pair cancels out.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rusqlite::{Connection, OptionalExtension};
use satchel_kernel::Id;

use crate::error::Result;
use crate::planted;
use crate::rows::Body;
use crate::target::{Change, Target};
use crate::write::Tx;

/// What a later live set did to the same record.
pub(crate) struct Later {
    pub(crate) op: String,
    pub(crate) table: String,
    pub(crate) row: Option<Id>,
    /// The columns an update changed.
    pub(crate) columns: Vec<String>,
}

/// The sets met so far.
#[derive(Default)]
pub(crate) struct Sets(HashMap<i64, Option<Met>>);

struct Met {
    id: Id,
    /// Whether it is sealed or open.
    counts: bool,
    /// The number of the set it undoes.
    undoes: Option<i64>,
}

impl Sets {
    /// What live sets did to the record after this change of the target.
    pub(crate) fn later(&mut self, tx: &Tx<'_>, target: &Target, change: &Change) -> Result<Vec<Later>> {
        if planted::is("undo_takes_later_edits_back") {
            return Ok(Vec::new());
        }
        let mut statement = tx.prepare_cached(
            "SELECT set_seq, op, table_name, row_id, old FROM change
             WHERE record_id = ?1 AND seq > ?2 AND set_seq <> ?3 AND set_seq <> ?4",
        )?;
        let mut found = statement.query((change.record.as_bytes(), change.seq, target.seq, tx.set_seq()))?;
        let mut later = Vec::new();
        while let Some(row) = found.next()? {
            if !self.is_live(tx, row.get(0)?, target, change.record)? {
                continue;
            }
            let (op, old): (String, Option<String>) = (row.get(1)?, row.get(4)?);
            let columns = match old.filter(|_| op == "update") {
                Some(old) => serde_json::from_str::<Body>(&old)?.into_iter().map(|(name, _)| name).collect(),
                None => Vec::new(),
            };
            let row_id = row.get::<_, Option<[u8; 16]>>(3)?.map(Id::from_bytes);
            later.push(Later { op, table: row.get(2)?, row: row_id, columns });
        }
        Ok(later)
    }

    fn is_live(&mut self, conn: &Connection, set_seq: i64, target: &Target, record: Id) -> Result<bool> {
        let met = match self.0.entry(set_seq) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(meet(conn, set_seq)?),
        };
        let Some(met) = met else { return Ok(true) };
        if !met.counts || met.undoes.is_some_and(|undone| undone >= target.seq) {
            return Ok(false);
        }
        let undone_here = conn
            .prepare_cached(
                "SELECT 1 FROM change_set WHERE undoes = ?1 AND only_record = ?2 AND state IN ('sealed', 'open')",
            )?
            .exists((met.id.as_bytes(), record.as_bytes()))?;
        Ok(!undone_here)
    }
}

fn meet(conn: &Connection, seq: i64) -> Result<Option<Met>> {
    Ok(conn
        .prepare_cached(
            "SELECT s.id, s.state IN ('sealed', 'open'), t.seq FROM change_set AS s
             LEFT JOIN change_set AS t ON t.id = s.undoes WHERE s.seq = ?1",
        )?
        .query_row([seq], |row| {
            Ok(Met { id: Id::from_bytes(row.get(0)?), counts: row.get(1)?, undoes: row.get(2)? })
        })
        .optional()?)
}
