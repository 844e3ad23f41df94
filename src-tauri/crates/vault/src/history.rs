//! What happened to a record, and what it was: walking its log back from what it is now.
//!
//! An insert carries no body, so every state is rebuilt from the present row and the old values after it. Parts born
//! with their record have no entry of their own and vanish with the record's insert.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension};
use satchel_kernel::Id;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::{Result, VaultError};
use crate::rows::{self, Body};
use crate::schema::{Class, Schema, Table};

/// What one change set did to a record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HistoryEntry {
    /// The last change of the set to this record.
    pub seq: i64,
    /// When, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Who.
    pub actor: String,
    /// Through which command.
    pub command: String,
    /// What a person calls it.
    pub label: String,
    /// The change set.
    pub change_set: Id,
    /// What changed, in the order of the log.
    pub changes: Vec<FieldChange>,
}

/// One value that changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldChange {
    /// The table: the record's own, or a part's.
    pub table: String,
    /// The part's row.
    pub row: Option<Id>,
    /// The column; empty when the whole row came or went.
    pub field: String,
    /// The value before; null if there was none.
    pub from: Value,
    /// The value after; null if there is none.
    pub to: Value,
}

/// The history of a record, newest first: what each set did to it, in one entry, where the set's last change to it is
/// before `before_seq`. So the next page goes on before the `seq` of the last entry, and no set stands on two pages, even
/// one that wrote to the record again after somebody else had.
pub fn history(
    conn: &Connection,
    kind: &str,
    id: Id,
    before_seq: Option<i64>,
    limit: usize,
) -> Result<Vec<HistoryEntry>> {
    let is_before = |seq: i64| before_seq.is_none_or(|before| seq < before);
    entries(conn, kind, id, limit, |last| is_before(last.seq))
}

/// What one set did to a record; `None` if nothing that can still be told.
pub fn of_set(conn: &Connection, kind: &str, id: Id, set: Id) -> Result<Option<HistoryEntry>> {
    Ok(entries(conn, kind, id, 1, |last| last.set == set)?.pop())
}

/// The first `limit` sets that are `wanted` by their last change to the record.
fn entries(
    conn: &Connection,
    kind: &str,
    id: Id,
    limit: usize,
    wanted: impl Fn(&Change) -> bool,
) -> Result<Vec<HistoryEntry>> {
    let schema = Schema::of(conn)?;
    let Some(mut state) = State::now(conn, &schema, kind, id)? else { return Ok(Vec::new()) };
    // What was compacted away or erased can no longer be told.
    let changes: Vec<Change> = changes(conn, id)?.into_iter().take_while(|c| !c.forgotten).collect();
    let first: HashMap<Id, i64> = changes.iter().map(|change| (change.set, change.seq)).collect();
    let mut entries: Vec<HistoryEntry> = Vec::new();
    let mut places: HashMap<Id, Option<usize>> = HashMap::new();
    let mut until = i64::MAX;
    for change in changes {
        if entries.len() >= limit && change.seq < until {
            break;
        }
        let fields = state.step_back(&schema, &change);
        let place = *places.entry(change.set).or_insert_with(|| {
            let place = entries.len();
            (place < limit && wanted(&change)).then_some(place)
        });
        let Some(place) = place else { continue };
        if let Some(entry) = entries.get_mut(place) {
            entry.changes.splice(0..0, fields).for_each(drop);
            continue;
        }
        until = until.min(first.get(&change.set).copied().unwrap_or(change.seq));
        entries.push(HistoryEntry {
            seq: change.seq,
            at_ms: change.at_ms,
            actor: change.actor,
            command: change.command,
            label: change.label,
            change_set: change.set,
            changes: fields,
        });
    }
    Ok(entries)
}

/// The record as it was right after change `seq`: its columns, and under each part table's name the rows of that part
/// in order. `None` if there was no such record then. Ids are hyphenated.
pub fn record_as_of(conn: &Connection, kind: &str, id: Id, seq: i64) -> Result<Option<Value>> {
    let schema = Schema::of(conn)?;
    Ok(State::as_of(conn, &schema, kind, id, seq)?.and_then(|state| state.outward(&schema)))
}

/// A record and its parts at one moment, as logged.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct State {
    kind: String,
    id: Option<Id>,
    pub(crate) record: Option<Body>,
    pub(crate) parts: BTreeMap<(String, Id), Body>,
}

impl State {
    /// The present state; `None` if there is no such kind.
    pub(crate) fn now(conn: &Connection, schema: &Schema, kind: &str, id: Id) -> Result<Option<Self>> {
        let Some(table) = schema.record_table(kind) else { return Ok(None) };
        let record = rows::read(conn, table, id, None)?;
        let mut parts = BTreeMap::new();
        for part in schema.parts(kind) {
            for (row, body) in rows::read_parts(conn, part, id)? {
                parts.insert((part.name.clone(), row), body);
            }
        }
        Ok(Some(Self { kind: kind.into(), id: Some(id), record, parts }))
    }

    /// The state right after change `seq`.
    pub(crate) fn as_of(
        conn: &Connection,
        schema: &Schema,
        kind: &str,
        id: Id,
        seq: i64,
    ) -> Result<Option<Self>> {
        let Some(mut state) = Self::now(conn, schema, kind, id)? else { return Ok(None) };
        let horizon: Option<(i64, [u8; 16])> = conn
            .prepare_cached(
                "SELECT last_seq, id FROM change_set WHERE compacted = 1 ORDER BY last_seq DESC LIMIT 1",
            )?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((_, set)) = horizon.filter(|(horizon, _)| seq < *horizon) {
            return Err(VaultError::TooOld(Id::from_bytes(set)));
        }
        for change in changes(conn, id)?.into_iter().take_while(|c| c.seq > seq) {
            if change.forgotten {
                return Ok(None);
            }
            state.step_back(schema, &change);
        }
        Ok(Some(state))
    }

    /// Undoes one change, and says what it had done.
    fn step_back(&mut self, schema: &Schema, change: &Change) -> Vec<FieldChange> {
        let Some(table) = schema.table(&change.table) else { return Vec::new() };
        let whole = |from: Option<&Body>, to: Option<&Body>| {
            let value =
                |body: Option<&Body>| body.map_or(Value::Null, |b| Value::Object(rows::outward(table, b)));
            vec![FieldChange {
                table: change.table.clone(),
                row: change.row,
                field: String::new(),
                from: value(from),
                to: value(to),
            }]
        };
        match (change.op.as_str(), change.row) {
            ("insert", None) => {
                let mut fields = whole(None, self.record.take().as_ref());
                // What was born with the record went into the log with it.
                for ((name, row), body) in std::mem::take(&mut self.parts) {
                    let to = schema.table(&name).map_or(body.clone(), |t| rows::outward(t, &body));
                    let row = Some(row);
                    fields.push(FieldChange {
                        table: name,
                        row,
                        field: String::new(),
                        from: Value::Null,
                        to: to.into(),
                    });
                }
                fields
            }
            ("insert", Some(row)) => whole(None, self.parts.remove(&(change.table.clone(), row)).as_ref()),
            ("delete", None) => {
                self.record = Some(change.old.clone());
                whole(Some(&change.old), None)
            }
            ("delete", Some(row)) => {
                self.parts.insert((change.table.clone(), row), change.old.clone());
                whole(Some(&change.old), None)
            }
            _ => self.step_back_update(table, change),
        }
    }

    fn step_back_update(&mut self, table: &Table, change: &Change) -> Vec<FieldChange> {
        let body = match change.row {
            None => self.record.as_mut(),
            Some(row) => self.parts.get_mut(&(change.table.clone(), row)),
        };
        let Some(body) = body else { return Vec::new() };
        let outward = |column: &str, value: &Value| {
            let map: Body = [(column.to_owned(), value.clone())].into_iter().collect();
            rows::outward(table, &map).remove(column).unwrap_or_default()
        };
        let mut fields = Vec::new();
        for (column, old) in &change.old {
            let new = body.insert(column.clone(), old.clone()).unwrap_or_default();
            fields.push(FieldChange {
                table: change.table.clone(),
                row: change.row,
                field: column.clone(),
                from: outward(column, old),
                to: outward(column, &new),
            });
        }
        fields
    }

    fn outward(self, schema: &Schema) -> Option<Value> {
        let table = schema.record_table(&self.kind)?;
        let mut object: Map<String, Value> = rows::outward(table, &self.record?);
        object.insert("id".into(), self.id?.to_string().into());
        for part in schema.parts(&self.kind) {
            object.insert(part.name.clone(), Value::Array(Vec::new()));
        }
        let mut parts: Vec<_> = self.parts.into_iter().collect();
        parts.sort_by_key(|((_, row), body)| (body.get("position").and_then(Value::as_i64), *row));
        for ((name, row), body) in parts {
            let Some(part) = schema.table(&name).filter(|t| t.class == Class::Part) else { continue };
            let mut body = rows::outward(part, &body);
            body.insert("id".into(), row.to_string().into());
            if let Some(Value::Array(list)) = object.get_mut(&name) {
                list.push(body.into());
            }
        }
        Some(object.into())
    }
}

/// One entry of a record's log, with the set it belongs to.
pub(crate) struct Change {
    pub(crate) seq: i64,
    op: String,
    table: String,
    row: Option<Id>,
    old: Body,
    set: Id,
    at_ms: i64,
    actor: String,
    command: String,
    label: String,
    /// Compacted away or erased.
    forgotten: bool,
}

/// The log of a record, newest first.
fn changes(conn: &Connection, id: Id) -> Result<Vec<Change>> {
    let mut statement = conn.prepare_cached(
        "SELECT c.seq, c.op, c.table_name, c.row_id, c.old, s.id, s.at_ms, s.actor, s.command, s.label,
                s.compacted OR c.body_hash IS NOT NULL
         FROM change AS c JOIN change_set AS s ON s.seq = c.set_seq WHERE c.record_id = ?1 ORDER BY c.seq DESC",
    )?;
    let mut rows = statement.query([id.as_bytes()])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let old: Option<String> = row.get(4)?;
        changes.push(Change {
            seq: row.get(0)?,
            op: row.get(1)?,
            table: row.get(2)?,
            row: row.get::<_, Option<[u8; 16]>>(3)?.map(Id::from_bytes),
            old: old.map_or_else(|| Ok(Map::new()), |old| serde_json::from_str(&old))?,
            set: Id::from_bytes(row.get(5)?),
            at_ms: row.get(6)?,
            actor: row.get(7)?,
            command: row.get(8)?,
            label: row.get(9)?,
            forgotten: row.get(10)?,
        });
    }
    Ok(changes)
}
