//! Everything that is logged as plain JSON, record by record, and back as it was: for an export that holds the whole
//! vault. It follows from the schema alone, so that a table nobody thought of comes along.
//!
//! A record is one object: its `id`, the columns that hold something, and under `parts` the rows of its parts by their
//! tables. Ids are hyphenated. What follows from another column of the same row (its folded and its sort form) is left
//! out and made anew on the way back.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, ErrorCode, OptionalExtension, params};
use satchel_kernel::catalogue::is_through;
use satchel_kernel::text::fold;
use satchel_kernel::{Error, Id};
use serde_json::{Map, Value};

use crate::error::{Result, VaultError};
use crate::rows::{self, Body};
use crate::schema::{Class, Column, Schema, Storage, Table, quoted};
use crate::write::Tx;

/// How the tables of the values of own fields end.
const OWN_VALUES: &str = "_field_value";

/// A table of records with the tables of their parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholeTable {
    /// Its name.
    pub name: String,
    /// The kind of its records; `*` where each says it in its column `kind`.
    pub kind: String,
    /// What its rows hold beside their id.
    pub columns: Vec<WholeColumn>,
    /// The tables of its parts by name, and what their rows hold beside their id.
    pub parts: Vec<(String, Vec<WholeColumn>)>,
}

/// A column as an export shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholeColumn {
    /// Its name.
    pub name: String,
    /// `text`, `integer`, `number` or `id`.
    pub holds: &'static str,
    /// Whether every row has it.
    pub required: bool,
    /// The table of the records it names.
    pub names: Option<String>,
}

/// What became of a record that was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It was not there.
    Created,
    /// It was there and differed.
    Updated,
    /// It was there as it is.
    Unchanged,
}

/// How records are taken in.
pub struct Taking<'a> {
    /// Makes the sort key of a text.
    pub sort: &'a dyn Fn(&str) -> String,
    /// Whether a column of a table follows from other rows: of a record that is there it is left alone.
    pub follows: &'a dyn Fn(&str, &str) -> bool,
    /// What names records that were not there yet.
    waiting: Vec<Waiting>,
}

/// A row, or one column of it, that names a record which is not there yet.
struct Waiting {
    table: String,
    record: Id,
    row: Option<Id>,
    body: Body,
    /// Whether the whole row waits.
    whole: bool,
}

/// The tables of records, those before that others name, as far as there is such an order.
///
/// # Errors
/// What the database says.
pub fn tables(conn: &Connection) -> Result<Vec<WholeTable>> {
    let schema = Schema::of(conn)?;
    let mut left: Vec<&Table> = schema.tables.iter().filter(|t| t.class == Class::Record).collect();
    let mut ordered = Vec::with_capacity(left.len());
    let mut done: BTreeSet<&str> = BTreeSet::new();
    while !left.is_empty() {
        let ready = left.iter().position(|table| {
            named(&schema, table, true).all(|target| target == table.name || done.contains(target))
        });
        let ready = ready.or_else(|| {
            left.iter().position(|table| {
                named(&schema, table, false).all(|target| target == table.name || done.contains(target))
            })
        });
        let table = left.remove(ready.unwrap_or(0));
        done.insert(&table.name);
        ordered.push(WholeTable {
            name: table.name.clone(),
            kind: table.kind.clone(),
            columns: shown(table),
            parts: parts(&schema, table).map(|part| (part.name.clone(), shown(part))).collect(),
        });
    }
    Ok(ordered)
}

/// The tables that the records of a table name, with their parts or without.
fn named<'s>(schema: &'s Schema, table: &'s Table, with_parts: bool) -> impl Iterator<Item = &'s str> {
    let parts = parts(schema, table).filter(move |_| with_parts);
    std::iter::once(table).chain(parts).flat_map(|t| t.targets.iter().map(|(_, target)| target.as_str()))
}

fn parts<'s>(schema: &'s Schema, table: &'s Table) -> impl Iterator<Item = &'s Table> {
    schema.tables.iter().filter(|part| part.class == Class::Part && part.kind == table.kind)
}

fn shown(table: &Table) -> Vec<WholeColumn> {
    let columns = table.columns.iter().filter(|column| source(table, column).is_none());
    columns
        .map(|column| WholeColumn {
            name: column.name.clone(),
            holds: match column.storage {
                Storage::Integer => "integer",
                Storage::Real => "number",
                Storage::Blob => "id",
                Storage::Text | Storage::Any => "text",
            },
            required: !column.nullable && column.default.is_none(),
            names: table.targets.iter().find(|(c, _)| *c == column.name).map(|(_, target)| target.clone()),
        })
        .collect()
}

/// A form of another column that a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Fold,
    Sort,
    Number,
}

/// Of which column this one is a form.
fn source<'c>(table: &Table, column: &'c Column) -> Option<(&'c str, Form)> {
    if column.name == "value_num" && table.name.ends_with(OWN_VALUES) {
        return Some(("value", Form::Number));
    }
    let (base, form) = match column.name.strip_suffix("_fold") {
        Some(base) => (base, Form::Fold),
        None => (column.name.strip_suffix("_sort")?, Form::Sort),
    };
    table.column(base).is_some_and(|c| c.storage == Storage::Text).then_some((base, form))
}

/// The kinds of the records of a table that holds several.
///
/// # Errors
/// What the database says.
pub fn kinds(conn: &Connection, table: &WholeTable) -> Result<Vec<String>> {
    let schema = Schema::of(conn)?;
    match schema.table(&table.name) {
        Some(table) if table.holds_several() => {
            let sql = format!("SELECT DISTINCT kind FROM {} ORDER BY kind", quoted(&table.name));
            let mut statement = conn.prepare(&sql)?;
            let kinds = statement.query_map([], |row| row.get(0))?;
            Ok(kinds.collect::<rusqlite::Result<_>>()?)
        }
        _ => Ok(vec![table.kind.clone()]),
    }
}

/// How many records of this kind there are, those in the trash too.
///
/// # Errors
/// What the database says.
pub fn count(conn: &Connection, table: &str, kind: &str) -> Result<u64> {
    let schema = Schema::of(conn)?;
    let Some(table) = schema.table(table) else { return Ok(0) };
    let sql = format!("SELECT count(*) FROM {}{}", quoted(&table.name), of_kind(table, "WHERE"));
    let mut statement = conn.prepare(&sql)?;
    let count: i64 = match table.holds_several() {
        true => statement.query_row([kind], |row| row.get(0))?,
        false => statement.query_row([], |row| row.get(0))?,
    };
    Ok(u64::try_from(count).unwrap_or(0))
}

fn of_kind(table: &Table, word: &str) -> String {
    if table.holds_several() { format!(" {word} kind = ?1") } else { String::new() }
}

/// The next records of a kind by their ids, with their parts.
///
/// # Errors
/// What the database says.
pub fn page(
    conn: &Connection,
    table: &str,
    kind: &str,
    after: Option<Id>,
    limit: usize,
) -> Result<Vec<Map<String, Value>>> {
    let schema = Schema::of(conn)?;
    let Some(table) = schema.table(table) else { return Ok(Vec::new()) };
    let (own, only) = (table.holds_several(), if table.holds_several() { " AND kind = ?3" } else { "" });
    let sql = format!(
        "SELECT id, {} FROM {} WHERE id > ?1{only} ORDER BY id LIMIT ?2",
        table.column_list(),
        quoted(&table.name)
    );
    let after = after.as_ref().map_or(&[][..], |id| id.as_bytes().as_slice());
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut records = BTreeMap::new();
    let mut statement = conn.prepare_cached(&sql)?;
    let mut found = match own {
        true => statement.query(params![after, limit, kind])?,
        false => statement.query(params![after, limit])?,
    };
    while let Some(row) = found.next()? {
        let id = Id::from_bytes(row.get(0)?);
        let mut record = outward(table, &rows::body(table, row, 1)?);
        record.insert("id".into(), id.to_string().into());
        records.insert(id, record);
    }
    let (Some(first), Some(last)) = (records.keys().next().copied(), records.keys().last().copied()) else {
        return Ok(Vec::new());
    };
    let mut of: BTreeMap<Id, Map<String, Value>> = BTreeMap::new();
    for part in parts(&schema, table) {
        let columns =
            if part.columns.is_empty() { String::new() } else { format!(", {}", part.column_list()) };
        let sql = format!(
            "SELECT owner_id, id{columns} FROM {} WHERE owner_id BETWEEN ?1 AND ?2 ORDER BY owner_id, id",
            quoted(&part.name)
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let mut found = statement.query((first.as_bytes(), last.as_bytes()))?;
        while let Some(row) = found.next()? {
            let owner = Id::from_bytes(row.get(0)?);
            if !records.contains_key(&owner) {
                continue;
            }
            let mut entry = outward(part, &rows::body(part, row, 2)?);
            entry.insert("id".into(), Id::from_bytes(row.get(1)?).to_string().into());
            let entries =
                of.entry(owner).or_default().entry(part.name.clone()).or_insert_with(|| Value::Array(vec![]));
            if let Some(entries) = entries.as_array_mut() {
                entries.push(Value::Object(entry));
            }
        }
    }
    for (owner, parts) in of {
        if let Some(record) = records.get_mut(&owner) {
            record.insert("parts".into(), Value::Object(parts));
        }
    }
    Ok(records.into_values().collect())
}

/// What a row says, without what follows from it and what is not there.
fn outward(table: &Table, body: &Body) -> Map<String, Value> {
    let told = |name: &str| table.column(name).is_none_or(|column| source(table, column).is_none());
    rows::outward(table, body).into_iter().filter(|(name, value)| !value.is_null() && told(name)).collect()
}

/// Whether there is any record of these tables.
///
/// # Errors
/// What the database says.
pub fn any(conn: &Connection, tables: &[WholeTable]) -> Result<bool> {
    for table in tables {
        let sql = format!("SELECT 1 FROM {} LIMIT 1", quoted(&table.name));
        if conn.query_row(&sql, [], |_| Ok(())).optional()?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

impl<'a> Taking<'a> {
    /// Takes in records whose texts have these sort keys, and leaves alone what follows from other rows.
    pub fn new(sort: &'a dyn Fn(&str) -> String, follows: &'a dyn Fn(&str, &str) -> bool) -> Self {
        Self { sort, follows, waiting: Vec::new() }
    }

    /// Makes the record be as this says, with its parts; one that is there is found by its id.
    ///
    /// # Errors
    /// `record_unfit` when no such record can be, as one without what its table asks for.
    pub fn put(&mut self, tx: &Tx<'_>, table: &str, record: &Map<String, Value>) -> Result<Put> {
        let schema = tx.schema();
        let table = schema
            .table(table)
            .filter(|table| table.class == Class::Record)
            .ok_or_else(|| unfit(format!("There is no table “{table}” of records.")))?;
        let id = id_of(record)?;
        let given = record.get("parts").and_then(Value::as_object);
        let body = self.inward(tx, table, record, id, None)?;
        let mut put = match rows::read(tx, table, id, None)? {
            None => {
                rows::insert(tx, table, id, None, &body).map_err(unfitting)?;
                Put::Created
            }
            Some(present) if self.change(tx, table, id, None, &body, &present)? => Put::Updated,
            Some(_) => Put::Unchanged,
        };
        for part in parts(schema, table) {
            let mut present: BTreeMap<Id, Body> = match put {
                Put::Created => BTreeMap::new(),
                _ => rows::read_parts(tx, part, id)?.into_iter().collect(),
            };
            let entries = given.and_then(|parts| parts.get(&part.name)).and_then(Value::as_array);
            for entry in entries.into_iter().flatten() {
                let entry = entry.as_object().ok_or_else(|| unfit("A part is no object.".into()))?;
                let row = id_of(entry)?;
                let there = present.remove(&row);
                if there.is_some() && is_repeated(part, row) {
                    continue;
                }
                let Some(body) = self.part_inward(tx, part, entry, id, row)? else { continue };
                let changed = match there {
                    Some(there) => self.change(tx, part, id, Some(row), &body, &there)?,
                    None => {
                        rows::insert(tx, part, id, Some(row), &body).map_err(unfitting)?;
                        true
                    }
                };
                if changed && put == Put::Unchanged {
                    put = Put::Updated;
                }
            }
            for row in present.into_keys().filter(|row| !is_repeated(part, *row)) {
                rows::delete(tx, part, id, Some(row))?;
                put = Put::Updated;
            }
        }
        Ok(put)
    }

    /// Writes what differs; whether anything but the moment of the last change did.
    fn change(
        &self,
        tx: &Tx<'_>,
        table: &Table,
        record: Id,
        row: Option<Id>,
        wanted: &Body,
        present: &Body,
    ) -> Result<bool> {
        let mut differing = rows::differing(wanted, present);
        differing.retain(|column, _| !(self.follows)(&table.name, column));
        if differing.keys().all(|column| column == "modified_ms") {
            return Ok(false);
        }
        rows::update(tx, table, record, row, &differing).map_err(unfitting)?;
        Ok(true)
    }

    /// As [`Self::inward`]; `None` when the whole row has to wait for a record it names.
    fn part_inward(
        &mut self,
        tx: &Tx<'_>,
        part: &Table,
        given: &Map<String, Value>,
        owner: Id,
        row: Id,
    ) -> Result<Option<Body>> {
        let body = read(self.sort, part, given)?;
        let lacks = |column: &Column| -> Result<bool> {
            match rows::target(part, &column.name, body.get(&column.name).unwrap_or(&Value::Null)) {
                Some((target, id)) if column.name != "owner_id" => Ok(!rows::present(tx, target, id)?),
                _ => Ok(false),
            }
        };
        for column in part.columns.iter().filter(|column| !column.nullable) {
            if lacks(column)? {
                let table = part.name.clone();
                self.waiting.push(Waiting { table, record: owner, row: Some(row), body, whole: true });
                return Ok(None);
            }
        }
        self.inward(tx, part, given, owner, Some(row)).map(Some)
    }

    /// The row as it is stored; a reference to a record that is not there yet is left for later.
    fn inward(
        &mut self,
        tx: &Tx<'_>,
        table: &Table,
        given: &Map<String, Value>,
        record: Id,
        row: Option<Id>,
    ) -> Result<Body> {
        let mut body = read(self.sort, table, given)?;
        let mut later = Body::new();
        for (column, value) in &mut body {
            if let Some((target, id)) = rows::target(table, column, value)
                && table.column(column).is_some_and(|c| c.nullable)
                && !rows::present(tx, target, id)?
            {
                later.insert(column.clone(), std::mem::take(value));
            }
        }
        if !later.is_empty() {
            let table = table.name.clone();
            self.waiting.push(Waiting { table, record, row, body: later, whole: false });
        }
        Ok(body)
    }

    /// Writes what waited for records that are there now, at most so much; whether nothing waits any more. What names
    /// records that are nowhere is counted in `lost`.
    ///
    /// # Errors
    /// What the database says.
    pub fn settle(&mut self, tx: &Tx<'_>, most: usize, lost: &mut u64) -> Result<bool> {
        let schema = tx.schema();
        for waiting in self.waiting.drain(self.waiting.len().saturating_sub(most)..) {
            let Some(table) = schema.table(&waiting.table) else { continue };
            let mut body = waiting.body;
            let mut gone = Vec::new();
            for (column, value) in &body {
                if let Some((target, id)) = rows::target(table, column, value)
                    && !rows::present(tx, target, id)?
                {
                    gone.push(column.clone());
                }
            }
            *lost += gone.len() as u64;
            if waiting.whole {
                if gone.is_empty() {
                    rows::insert(tx, table, waiting.record, waiting.row, &body).map_err(unfitting)?;
                }
                continue;
            }
            body.retain(|column, _| !gone.contains(column));
            rows::update(tx, table, waiting.record, waiting.row, &body).map_err(unfitting)?;
        }
        Ok(self.waiting.is_empty())
    }
}

/// Whether a row repeats what another record says: it is written with that record.
fn is_repeated(part: &Table, row: Id) -> bool {
    part.name.ends_with(OWN_VALUES) && is_through(row)
}

fn id_of(given: &Map<String, Value>) -> Result<Id> {
    let id = given.get("id").and_then(Value::as_str).and_then(|text| text.parse().ok());
    id.ok_or_else(|| unfit("A record or part has no id.".into()))
}

/// A row as it was written down, as it is stored. Columns that nobody knows any more are passed over, and those that were
/// not known then take what they have without a word.
fn read(sort: &dyn Fn(&str) -> String, table: &Table, given: &Map<String, Value>) -> Result<Body> {
    let mut body = Body::new();
    for column in &table.columns {
        let told = given.get(&column.name);
        if let Some((base, form)) = source(table, column) {
            let value = given.get(base).and_then(Value::as_str);
            let value = value.map(|text| formed(table, text, form, sort)).transpose()?.flatten();
            body.insert(column.name.clone(), value.unwrap_or(Value::Null));
            continue;
        }
        let value = match (told, column.storage) {
            (None | Some(Value::Null), _) if column.nullable => Value::Null,
            (None | Some(Value::Null), _) if column.default.is_some() => continue,
            (Some(Value::String(text)), Storage::Blob) => {
                let id: Id = text.parse().map_err(|_| unfit(format!("“{}” names no id.", column.name)))?;
                id.to_hex().into()
            }
            (Some(value @ Value::String(_)), Storage::Text | Storage::Any) => value.clone(),
            (Some(value @ Value::Number(n)), Storage::Integer) if n.is_i64() => value.clone(),
            (Some(Value::Number(n)), Storage::Real) => n.as_f64().map(Value::from).unwrap_or_default(),
            (Some(value @ Value::Object(_)), Storage::Real) => value.clone(),
            (None | Some(Value::Null), _) => {
                return Err(unfit(format!("“{}” is missing.", column.name)));
            }
            _ => return Err(unfit(format!("“{}” has a value of another type.", column.name))),
        };
        body.insert(column.name.clone(), value);
    }
    Ok(body)
}

/// The form of a text that stands beside it. The value of an own field is JSON.
fn formed(table: &Table, text: &str, form: Form, sort: &dyn Fn(&str) -> String) -> Result<Option<Value>> {
    let plain = if table.name.ends_with(OWN_VALUES) {
        let value: Value =
            serde_json::from_str(text).map_err(|_| unfit("The value of an own field is no JSON.".into()))?;
        if form == Form::Number {
            let number = match &value {
                Value::Number(n) => n.as_f64(),
                Value::Bool(b) => Some(f64::from(u8::from(*b))),
                Value::Object(money) => money.get("minor").and_then(Value::as_f64),
                _ => None,
            };
            return Ok(number.map(Value::from));
        }
        match value {
            Value::String(text) => text,
            Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"),
            _ => return Ok(None),
        }
    } else {
        text.to_owned()
    };
    Ok(Some(if form == Form::Fold { fold(&plain) } else { sort(&plain) }.into()))
}

fn unfit(why: String) -> VaultError {
    VaultError::Inner(Error::refused("record_unfit", why))
}

/// What a table refuses is the record's fault, not the file's.
fn unfitting(error: VaultError) -> VaultError {
    match error {
        VaultError::Sqlite(rusqlite::Error::SqliteFailure(failure, why))
            if matches!(failure.code, ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch) =>
        {
            unfit(format!("The vault does not take it: {}.", why.unwrap_or_default()))
        }
        VaultError::Damaged(why) => unfit(format!("It cannot be read: {why}.")),
        other => other,
    }
}

/// The next change sets after a change, oldest first, each with its changes: when, by whom, through which command, and
/// what the rows held before.
///
/// # Errors
/// What the database says.
pub fn history(conn: &Connection, after: i64, limit: usize) -> Result<Vec<(i64, Map<String, Value>)>> {
    let mut sets = conn.prepare_cached(
        "SELECT seq, id, at_ms, actor, command, label, state, undoes FROM change_set
         WHERE seq > ?1 AND records > 0 ORDER BY seq LIMIT ?2",
    )?;
    let mut changes = conn.prepare_cached(
        "SELECT op, table_name, kind, record_id, row_id, old FROM change WHERE set_seq = ?1 ORDER BY seq",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut found = sets.query((after, limit))?;
    let mut told = Vec::new();
    while let Some(row) = found.next()? {
        let seq: i64 = row.get(0)?;
        let mut set = Map::new();
        set.insert("id".into(), Id::from_bytes(row.get(1)?).to_string().into());
        set.insert("at_ms".into(), row.get::<_, i64>(2)?.into());
        for (name, at) in [("actor", 3), ("command", 4), ("label", 5), ("state", 6)] {
            set.insert(name.into(), row.get::<_, String>(at)?.into());
        }
        if let Some(undoes) = row.get::<_, Option<[u8; 16]>>(7)? {
            set.insert("undoes".into(), Id::from_bytes(undoes).to_string().into());
        }
        let mut of = Vec::new();
        let mut listed = changes.query([seq])?;
        while let Some(row) = listed.next()? {
            let mut change = Map::new();
            for (name, at) in [("op", 0), ("table", 1), ("kind", 2)] {
                change.insert(name.into(), row.get::<_, String>(at)?.into());
            }
            change.insert("record".into(), Id::from_bytes(row.get(3)?).to_string().into());
            if let Some(part) = row.get::<_, Option<[u8; 16]>>(4)? {
                change.insert("part".into(), Id::from_bytes(part).to_string().into());
            }
            if let Some(old) = row.get::<_, Option<String>>(5)? {
                change.insert("old".into(), serde_json::from_str(&old)?);
            }
            of.push(Value::Object(change));
        }
        set.insert("changes".into(), Value::Array(of));
        told.push((seq, set));
    }
    Ok(told)
}
