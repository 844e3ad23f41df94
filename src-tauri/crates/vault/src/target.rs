//! The change set to be undone, and its changes from the last to the first.

use rusqlite::{Connection, OptionalExtension};
use satchel_kernel::Id;

use crate::error::{Result, VaultError};
use crate::rows::Body;

/// The set to be undone.
pub(crate) struct Target {
    pub(crate) id: Id,
    pub(crate) seq: i64,
    pub(crate) first: i64,
    pub(crate) last: i64,
    pub(crate) state: String,
    /// What a person calls it; of an undo, what it undoes.
    pub(crate) label: String,
    pub(crate) compacted: bool,
    /// How many changes it has.
    pub(crate) changes: usize,
}

/// One change of the target.
pub(crate) struct Change {
    pub(crate) seq: i64,
    pub(crate) op: String,
    pub(crate) table: String,
    pub(crate) row: Option<Id>,
    pub(crate) kind: String,
    pub(crate) record: Id,
    pub(crate) old: Body,
    /// Whether what it replaced was erased from the log.
    pub(crate) erased: bool,
}

impl Target {
    pub(crate) fn load(conn: &Connection, id: Id) -> Result<Self> {
        let mut target = conn
            .query_row(
                "WITH RECURSIVE meant (depth, id) AS (
                     VALUES (0, ?1)
                     UNION ALL
                     SELECT depth + 1, undoes FROM meant JOIN change_set USING (id) WHERE undoes IS NOT NULL
                 )
                 SELECT seq, coalesce(first_seq, 0), coalesce(last_seq, -1), state,
                        (SELECT label FROM meant JOIN change_set USING (id) ORDER BY depth DESC LIMIT 1), compacted
                 FROM change_set WHERE id = ?1",
                [id.as_bytes()],
                |row| {
                    Ok(Self {
                        id,
                        seq: row.get(0)?,
                        first: row.get(1)?,
                        last: row.get(2)?,
                        state: row.get(3)?,
                        label: row.get(4)?,
                        compacted: row.get(5)?,
                        changes: 0,
                    })
                },
            )
            .optional()?
            .ok_or(VaultError::UnknownSet(id))?;
        let changes: i64 = conn.query_row(
            "SELECT count(*) FROM change WHERE seq BETWEEN ?1 AND ?2 AND set_seq = ?3",
            (target.first, target.last, target.seq),
            |row| row.get(0),
        )?;
        target.changes = usize::try_from(changes).unwrap_or(usize::MAX);
        Ok(target)
    }

    /// The next `limit` changes before `before`, the last first; of one record if `only` names it.
    pub(crate) fn changes_before(
        &self,
        conn: &Connection,
        before: i64,
        only: Option<Id>,
        limit: usize,
    ) -> Result<Vec<Change>> {
        let mut statement = conn.prepare_cached(
            "SELECT seq, op, table_name, row_id, kind, record_id, old, body_hash IS NOT NULL FROM change
             WHERE seq < ?1 AND seq >= ?2 AND set_seq = ?3 AND (?4 IS NULL OR record_id = ?4)
             ORDER BY seq DESC LIMIT ?5",
        )?;
        let only = only.map(|id| *id.as_bytes());
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut found = statement.query((before, self.first, self.seq, only, limit))?;
        let mut changes = Vec::new();
        while let Some(row) = found.next()? {
            let old: Option<String> = row.get(6)?;
            changes.push(Change {
                seq: row.get(0)?,
                op: row.get(1)?,
                table: row.get(2)?,
                row: row.get::<_, Option<[u8; 16]>>(3)?.map(Id::from_bytes),
                kind: row.get(4)?,
                record: Id::from_bytes(row.get(5)?),
                old: old.map_or_else(|| Ok(Body::new()), |old| serde_json::from_str(&old))?,
                erased: row.get(7)?,
            });
        }
        Ok(changes)
    }

    /// Whether the target itself made this record or part before this change. Then it goes back as a whole, or stays
    /// as the target left it: the states between were never seen by anybody.
    pub(crate) fn made_before(&self, conn: &Connection, change: &Change) -> Result<bool> {
        let born: Option<i64> = conn
            .prepare_cached(
                "SELECT min(seq) FROM change WHERE record_id = ?1 AND set_seq = ?2 AND op = 'insert'
                   AND (row_id IS NULL OR table_name = ?3 AND row_id = ?4)",
            )?
            .query_row(
                (change.record.as_bytes(), self.seq, &change.table, change.row.map(|id| *id.as_bytes())),
                |row| row.get(0),
            )?;
        Ok(born.is_some_and(|born| born < change.seq))
    }
}
