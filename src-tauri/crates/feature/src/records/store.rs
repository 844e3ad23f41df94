//! Records in SQLite: the one place that turns a record's JSON into rows and back.

use std::collections::{HashMap, HashSet};

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, OptionalExtension, params, params_from_iter};
use satchel_kernel::text::fold;
use satchel_kernel::{Error, Field, FieldType, Id, Point, Result};
use serde_json::{Map, Number, Value, json};

use super::sql::{Column, Compiled, CompiledPart, Form, Many, quoted};
use super::{Cascade, Place, Record, Registry, RuleCx};
use satchel_vault::fault as broken;

/// The record with all its parts, or `not_found`.
pub fn get(conn: &Connection, compiled: &Compiled, id: Id) -> Result<Record> {
    read(conn, compiled, id, None)?.ok_or_else(|| {
        Error::refused("not_found", format!("There is no {} with the id {id}.", compiled.kind.word()))
    })
}

/// The record with all its parts, if there is one.
pub fn find(conn: &Connection, compiled: &Compiled, id: Id) -> Result<Option<Record>> {
    read(conn, compiled, id, None)
}

/// Many records at once with the parts that have entries, in any order, those that do not exist left out. Without
/// versions and without the ids of entries: a statement for each table rather than for each record is what makes it fast.
pub fn find_many(conn: &Connection, compiled: &Compiled, ids: &[Id]) -> Result<Vec<Record>> {
    let among = Among::of(conn, compiled, ids)?;
    let mut records: HashMap<Id, Record> = HashMap::with_capacity(ids.len());
    let mut all = among.statement(conn, &compiled.select_many)?;
    let mut rows = among.rows(&mut all)?;
    while let Some(row) = rows.next().map_err(broken)? {
        if let Some(id) = id_in(row, 0).filter(|id| among.holds(id)) {
            records.insert(id, own_row(compiled, row, 1, id).map_err(broken)?);
        }
    }
    for (part, compiled_part) in compiled.kind.parts.iter().zip(&compiled.parts) {
        let mut all = among.statement(conn, &compiled_part.select_many)?;
        let mut rows = among.rows(&mut all)?;
        let mut entries = Entries { of: None, positions: Vec::new(), entries: Vec::new() };
        while let Some(row) = rows.next().map_err(broken)? {
            let owner = id_in(row, 0);
            if owner != entries.of {
                entries.put(&part.id, &mut records);
                entries.of = owner;
            }
            if owner.is_some_and(|owner| records.contains_key(&owner)) {
                entries.positions.push(row.get(1).map_err(broken)?);
                entries.entries.push(content(part, compiled_part, row, 2).map_err(broken)?);
            }
        }
        entries.put(&part.id, &mut records);
    }
    if let Some(own) = &compiled.own {
        let mut all = among.statement(conn, &own.select_many)?;
        let mut rows = among.rows(&mut all)?;
        while let Some(row) = rows.next().map_err(broken)? {
            let record = id_in(row, 0).and_then(|owner| records.get_mut(&owner));
            let value = row.get::<_, String>(2).map_err(broken)?;
            if let (Some(record), Some(field), Ok(value)) =
                (record, id_in(row, 1), serde_json::from_str(&value))
                && let Value::Object(custom) =
                    record.entry("custom").or_insert_with(|| Value::Object(Map::new()))
            {
                custom.insert(field.to_string(), value);
            }
        }
    }
    Ok(records.into_values().collect())
}

/// The places that a statement selects, a moment and an id in each row. Its `?1` and `?2` are the place before which they
/// lie, `?3` is how many there are at most; `more` are those that follow.
///
/// # Errors
/// What the database says.
pub fn places(
    conn: &Connection,
    sql: &str,
    before: Place,
    limit: usize,
    more: &[&dyn ToSql],
) -> Result<Vec<Place>> {
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let id = before.1.as_bytes();
    let mut parameters: Vec<&dyn ToSql> = vec![&before.0, &id, &limit];
    parameters.extend(more);
    let rows = statement
        .query_map(parameters.as_slice(), |row| {
            Ok(id_in(row, 1).map(|id| Ok::<_, rusqlite::Error>((row.get(0)?, id))))
        })
        .map_err(broken)?;
    rows.filter_map(|row| row.and_then(Option::transpose).transpose())
        .collect::<rusqlite::Result<_>>()
        .map_err(broken)
}

fn id_in(row: &rusqlite::Row<'_>, at: usize) -> Option<Id> {
    row.get_ref(at).ok()?.as_blob().ok().and_then(Id::from_slice)
}

/// Which records [`find_many`] reads.
enum Among {
    /// These, as a JSON array of hexadecimal digits.
    Listed(String),
    /// All from the first to the last, of whom few are not wanted: one walk through each table instead of a search for
    /// each record. What an import made lies like that.
    Between(Id, Id, HashSet<Id>),
}

impl Among {
    /// Fewer are listed.
    const MANY: usize = 32;

    fn of(conn: &Connection, compiled: &Compiled, ids: &[Id]) -> Result<Self> {
        if let (Some(first), Some(last)) = (ids.iter().min(), ids.iter().max())
            && ids.len() >= Self::MANY
        {
            let enough = i64::try_from(2 * ids.len()).unwrap_or(i64::MAX);
            let there: i64 = conn
                .prepare_cached(&compiled.count_between)
                .and_then(|mut s| {
                    s.query_row(params![first.as_bytes(), last.as_bytes(), enough], |r| r.get(0))
                })
                .map_err(broken)?;
            if there < enough {
                return Ok(Self::Between(*first, *last, ids.iter().copied().collect()));
            }
        }
        let hex: Vec<String> = ids.iter().map(|id| id.to_hex()).collect();
        Ok(Self::Listed(json!(hex).to_string()))
    }

    fn statement<'c>(&self, conn: &'c Connection, many: &Many) -> Result<CachedStatement<'c>> {
        let sql = match self {
            Self::Listed(_) => &many.among,
            Self::Between(..) => &many.between,
        };
        conn.prepare_cached(sql).map_err(broken)
    }

    fn rows<'s>(&self, statement: &'s mut CachedStatement<'_>) -> Result<rusqlite::Rows<'s>> {
        match self {
            Self::Listed(ids) => statement.query([ids]),
            Self::Between(first, last, _) => statement.query([first.as_bytes(), last.as_bytes()]),
        }
        .map_err(broken)
    }

    fn holds(&self, id: &Id) -> bool {
        match self {
            Self::Listed(_) => true,
            Self::Between(_, _, ids) => ids.contains(id),
        }
    }
}

/// The entries of one record's part while they are read in the order of the table.
struct Entries {
    of: Option<Id>,
    positions: Vec<i64>,
    entries: Vec<Value>,
}

impl Entries {
    /// Puts them into their record in the order of their positions; those of one position by id, as they came.
    fn put(&mut self, part: &str, records: &mut HashMap<Id, Record>) {
        let (positions, mut entries) =
            (std::mem::take(&mut self.positions), std::mem::take(&mut self.entries));
        if !positions.is_sorted() {
            let mut both: Vec<_> = positions.into_iter().zip(entries).collect();
            both.sort_by_key(|(position, _)| *position);
            entries = both.into_iter().map(|(_, entry)| entry).collect();
        }
        if !entries.is_empty()
            && let Some(record) = self.of.and_then(|owner| records.get_mut(&owner))
        {
            record.insert(part.to_owned(), Value::Array(entries));
        }
    }
}

/// A record's own columns, its times standing at `first` and behind.
fn own_row(compiled: &Compiled, row: &rusqlite::Row<'_>, first: usize, id: Id) -> rusqlite::Result<Record> {
    let mut record = Map::new();
    record.insert("id".into(), json!(id));
    record.insert("kind".into(), json!(compiled.kind.name));
    fields(&compiled.columns, &compiled.kind.fields, row, first + 3, &mut record)?;
    for (index, name) in ["created_ms", "modified_ms", "deleted_ms"].into_iter().enumerate() {
        if let Some(ms) = row.get::<_, Option<i64>>(first + index)? {
            record.insert(name.into(), json!(ms));
        }
    }
    Ok(record)
}

/// One entry of a part, its id standing at `first`.
fn entry(
    part: &satchel_kernel::Part,
    compiled: &CompiledPart,
    row: &rusqlite::Row<'_>,
    first: usize,
) -> rusqlite::Result<Value> {
    let mut entry = content(part, compiled, row, first)?;
    if let Value::Object(fields) = &mut entry
        && let Some(id) = id_in(row, first)
    {
        fields.insert("id".into(), json!(id));
    }
    Ok(entry)
}

/// The same without its id.
fn content(
    part: &satchel_kernel::Part,
    compiled: &CompiledPart,
    row: &rusqlite::Row<'_>,
    first: usize,
) -> rusqlite::Result<Value> {
    let mut entry = Map::new();
    fields(&compiled.columns, &part.fields, row, first + 1, &mut entry)?;
    if part.bare {
        return Ok(entry.remove(part.main.as_ref()).unwrap_or(Value::Null));
    }
    Ok(Value::Object(entry))
}

/// The ids of a kind after `after`, in their order, trashed ones too.
pub fn ids_after(conn: &Connection, compiled: &Compiled, after: Option<Id>, limit: usize) -> Result<Vec<Id>> {
    let (table, only) = (quoted(&compiled.kind.table), &compiled.only);
    let sql = format!("SELECT id FROM {table} WHERE id > ?1{only} ORDER BY id LIMIT ?2");
    let after = after.as_ref().map_or(&[][..], |id| id.as_bytes().as_slice());
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let rows = statement
        .query_map(params![after, i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
            Ok(row.get_ref(0)?.as_blob().ok().and_then(Id::from_slice))
        })
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}

/// The living records of a kind that are called so, compared folded, the oldest first; none of a kind whose titles are
/// not kept folded. They are found by what sorts alike but for case and marks, for which kinds have an index.
pub fn by_title(
    conn: &Connection,
    registry: &Registry,
    compiled: &Compiled,
    title: &str,
    limit: usize,
) -> Result<Vec<Id>> {
    let field = compiled.kind.field(&compiled.kind.title).filter(|field| field.is_indexed());
    let Some(column) = field.and_then(Field::column_name) else { return Ok(Vec::new()) };
    let (table, only) = (quoted(&compiled.kind.table), &compiled.only);
    let (folded, sort) = (quoted(&format!("{column}_fold")), quoted(&format!("{column}_sort")));
    let sql = format!(
        "SELECT id FROM {table} WHERE {sort} >= ?1 AND {sort} < ?2 AND {folded} = ?3 AND deleted_ms IS NULL{only}
         ORDER BY id LIMIT ?4"
    );
    let (from, to) = alike(&registry.sort_key(title));
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement
        .query_map(params![from, to, fold(title), limit], |row| Ok(id_in(row, 0)))
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}

/// The sort keys of everything that differs from a key's text in case and marks only: the weights of its letters end
/// with the byte 1.
fn alike(key: &str) -> (String, String) {
    let mut bytes = key.as_bytes().chunks(2);
    let letters = 2 * bytes.position(|byte| byte == b"01").unwrap_or(key.len() / 2);
    let letters = key.get(..letters).unwrap_or(key);
    (format!("{letters}01"), format!("{letters}02"))
}

/// The kind of a record of the seller's own kinds, in the trash or not.
pub fn own_kind(conn: &Connection, id: Id) -> Result<Option<String>> {
    conn.prepare_cached("SELECT kind FROM own_record WHERE id = ?1")
        .and_then(|mut s| s.query_row([id.as_bytes()], |row| row.get(0)).optional())
        .map_err(broken)
}

/// The records in the order of `ids`, with only the named parts; ids that are gone are left out.
pub fn rows_by_id(conn: &Connection, compiled: &Compiled, ids: &[Id], parts: &[&str]) -> Result<Vec<Record>> {
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        rows.extend(read(conn, compiled, *id, Some(parts))?);
    }
    Ok(rows)
}

fn read(conn: &Connection, compiled: &Compiled, id: Id, only: Option<&[&str]>) -> Result<Option<Record>> {
    let mut statement = conn.prepare_cached(&compiled.select).map_err(broken)?;
    let found = statement
        .query_row([id.as_bytes()], |row| own_row(compiled, row, 0, id))
        .optional()
        .map_err(broken)?;
    let Some(mut record) = found else { return Ok(None) };
    for (part, compiled_part) in compiled.kind.parts.iter().zip(&compiled.parts) {
        if only.is_none_or(|names| names.contains(&part.id.as_ref())) {
            record.insert(part.id.to_string(), Value::Array(part_rows(conn, part, compiled_part, id)?));
        }
    }
    if only.is_none_or(|names| names.contains(&"custom"))
        && let Some(own) = &compiled.own
    {
        let mut values = Map::new();
        let mut statement = conn.prepare_cached(&own.select).map_err(broken)?;
        let mut rows = statement.query([id.as_bytes()]).map_err(broken)?;
        while let Some(row) = rows.next().map_err(broken)? {
            let field = row.get_ref(0).map_err(broken)?.as_blob().ok().and_then(Id::from_slice);
            let value = row.get::<_, String>(1).map_err(broken)?;
            if let (Some(field), Ok(value)) = (field, serde_json::from_str(&value)) {
                values.insert(field.to_string(), value);
            }
        }
        record.insert("custom".into(), Value::Object(values));
    }
    if only.is_none() {
        record.insert("version".into(), json!(satchel_vault::changes::version(conn, id)?));
    }
    Ok(Some(record))
}

fn part_rows(
    conn: &Connection,
    part: &satchel_kernel::Part,
    compiled: &CompiledPart,
    owner: Id,
) -> Result<Vec<Value>> {
    let mut statement = conn.prepare_cached(&compiled.select).map_err(broken)?;
    let rows =
        statement.query_map([owner.as_bytes()], |row| entry(part, compiled, row, 0)).map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

fn fields(
    columns: &[Column],
    fields: &[Field],
    row: &rusqlite::Row<'_>,
    first: usize,
    into: &mut Record,
) -> rusqlite::Result<()> {
    let mut minor = None;
    for (offset, column) in columns.iter().filter(|c| c.form.is_read()).enumerate() {
        let Some(field) = fields.get(column.field) else { continue };
        let stored = row.get_ref(first + offset)?;
        let value = match column.form {
            Form::Minor => {
                minor = stored.as_i64_or_null()?;
                continue;
            }
            Form::Currency => minor
                .zip(stored.as_str_or_null()?)
                .map(|(minor, currency)| json!({ "minor": minor, "currency": currency })),
            _ => from_sql(&field.ty, stored),
        };
        if let Some(value) = value {
            into.insert(field.id.to_string(), value);
        }
    }
    Ok(())
}

fn from_sql(ty: &FieldType, stored: ValueRef<'_>) -> Option<Value> {
    match stored {
        ValueRef::Null => None,
        ValueRef::Integer(n) if *ty == FieldType::Bool => Some(Value::Bool(n != 0)),
        ValueRef::Integer(n) if *ty == FieldType::Place => Point::from_packed(n).map(|point| json!(point)),
        ValueRef::Integer(n) => Some(json!(n)),
        ValueRef::Real(n) => Number::from_f64(n).map(Value::Number),
        ValueRef::Text(text) if matches!(ty, FieldType::MultiChoice { .. }) => {
            serde_json::from_slice(text).ok()
        }
        ValueRef::Text(text) => Some(Value::String(String::from_utf8_lossy(text).into_owned())),
        ValueRef::Blob(bytes) => Id::from_slice(bytes).map(|id| json!(id)),
    }
}

/// A value as SQLite takes it, borrowed where the record has it in that form.
#[derive(Clone, Debug, PartialEq)]
enum Bound<'v> {
    Null,
    Integer(i64),
    Real(f64),
    Borrowed(&'v str),
    Text(String),
    Id(Id),
}

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(n) => ValueRef::Integer(*n),
            Self::Real(n) => ValueRef::Real(*n),
            Self::Borrowed(text) => ValueRef::Text(text.as_bytes()),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Id(id) => ValueRef::Blob(id.as_bytes()),
        }))
    }
}

fn to_sql<'v>(registry: &Registry, column: &Column, fields: &[Field], from: &'v Record) -> Bound<'v> {
    let Some(field) = fields.get(column.field) else { return Bound::Null };
    let Some(value) = from.get(field.id.as_ref()).filter(|value| !value.is_null()) else {
        let unset = column.form == Form::Plain && field.ty == FieldType::Bool;
        return if unset { Bound::Integer(0) } else { Bound::Null };
    };
    let stored = match column.form {
        Form::Fold => value.as_str().map(|t| Bound::Text(fold(t))),
        Form::Sort => value.as_str().map(|t| Bound::Text(registry.sort_key(t))),
        Form::Minor => value.get("minor").and_then(Value::as_i64).map(Bound::Integer),
        Form::Currency => value.get("currency").and_then(Value::as_str).map(Bound::Borrowed),
        Form::Plain => match &field.ty {
            FieldType::Bool => Some(Bound::Integer(i64::from(value.as_bool() == Some(true)))),
            FieldType::Number => value.as_f64().map(Bound::Real),
            FieldType::Instant => value.as_i64().map(Bound::Integer),
            FieldType::Record { .. } => value.as_str().and_then(|t| t.parse().ok()).map(Bound::Id),
            FieldType::MultiChoice { .. } => Some(Bound::Text(value.to_string())),
            FieldType::Place => {
                value.as_str().and_then(|t| t.parse::<Point>().ok()).map(|p| Bound::Integer(p.packed()))
            }
            _ => value.as_str().map(Bound::Borrowed),
        },
    };
    stored.unwrap_or(Bound::Null)
}

/// Inserts a validated, prepared record; gives its part rows their ids.
pub fn create_prepared(cx: &RuleCx<'_>, compiled: &Compiled, id: Id, new: &mut Record) -> Result<()> {
    let created = new.get("created_ms").and_then(Value::as_i64).unwrap_or(cx.now_ms);
    let fixed = [Bound::Id(id), Bound::Integer(created), Bound::Integer(cx.now_ms)];
    let values = compiled.columns.iter().map(|c| to_sql(cx.registry, c, &compiled.kind.fields, new));
    cx.conn
        .prepare_cached(&compiled.insert)
        .and_then(|mut s| s.execute(params_from_iter(fixed.into_iter().chain(values))))
        .map_err(broken)?;
    for (part, compiled_part) in compiled.kind.parts.iter().zip(&compiled.parts) {
        let Some(Value::Array(entries)) = new.get(part.id.as_ref()) else { continue };
        for (position, entry) in entries.iter().enumerate() {
            let bare;
            let row = match entry {
                Value::Object(fields) => fields,
                _ => {
                    bare = as_row(part, entry);
                    &bare
                }
            };
            write_part(cx, compiled_part, &compiled_part.insert, part, id, Id::new(), position, row)?;
        }
    }
    if let Some(Value::Object(values)) = new.get("custom") {
        for (field, value) in values {
            write_own(cx, compiled, id, field, Some(value))?;
        }
    }
    Ok(())
}

/// Writes what differs between the record as it was and as it shall be; answers whether anything did.
pub fn update_prepared(
    cx: &RuleCx<'_>,
    compiled: &Compiled,
    id: Id,
    old: &Record,
    new: &mut Record,
) -> Result<bool> {
    let fields = &compiled.kind.fields;
    let mut changed = false;
    let mut sets = Vec::new();
    let mut values = vec![Bound::Id(id), Bound::Integer(cx.now_ms)];
    for column in &compiled.columns {
        let value = to_sql(cx.registry, column, fields, new);
        if value != to_sql(cx.registry, column, fields, old) {
            values.push(value);
            sets.push(format!(", {} = ?{}", quoted(&column.name), values.len()));
        }
    }
    changed |= !sets.is_empty();
    for (part, compiled_part) in compiled.kind.parts.iter().zip(&compiled.parts) {
        changed |= update_part(cx, part, compiled_part, id, old, new)?;
    }
    changed |= update_own(cx, compiled, id, old, new)?;
    if changed {
        let sql = format!(
            "UPDATE {} SET modified_ms = ?2{} WHERE id = ?1",
            quoted(&compiled.kind.table),
            sets.concat()
        );
        cx.conn.prepare_cached(&sql).and_then(|mut s| s.execute(params_from_iter(values))).map_err(broken)?;
    }
    Ok(changed)
}

fn update_part(
    cx: &RuleCx<'_>,
    part: &satchel_kernel::Part,
    compiled: &CompiledPart,
    owner: Id,
    old: &Record,
    new: &Record,
) -> Result<bool> {
    let before: Vec<(Id, Record)> = if old.get(part.id.as_ref()) == new.get(part.id.as_ref()) {
        return Ok(false);
    } else {
        stored_rows(cx.conn, part, compiled, owner)?
    };
    let mut left: Vec<Option<&(Id, Record)>> = before.iter().map(Some).collect();
    let entries = super::part(new, &part.id);
    let wanted: Vec<Record> = entries.iter().map(|e| as_row(part, e)).collect();
    // A row keeps its identity by its id, else by equal content.
    let mut kept: Vec<Option<usize>> = Vec::with_capacity(wanted.len());
    for (entry, row) in entries.iter().zip(&wanted) {
        let named = entry.get("id").and_then(Value::as_str).and_then(|t| t.parse::<Id>().ok());
        let found = left.iter().position(|slot| {
            slot.is_some_and(|(id, content)| named.map_or_else(|| content == row, |named| *id == named))
        });
        if let Some(slot) = found.and_then(|i| left.get_mut(i)) {
            *slot = None;
        }
        kept.push(found);
    }
    let mut changed = false;
    for (id, _) in left.into_iter().flatten() {
        cx.conn
            .prepare_cached(&compiled.delete)
            .and_then(|mut s| s.execute(params![owner.as_bytes(), id.as_bytes()]))
            .map_err(broken)?;
        changed = true;
    }
    for (position, (row, kept)) in wanted.iter().zip(kept).enumerate() {
        match kept.and_then(|i| before.get(i).map(|b| (i, b))) {
            Some((at, (_, content))) if at == position && content == row => {}
            Some((_, (id, _))) => {
                write_part(cx, compiled, &compiled.update, part, owner, *id, position, row)?;
                changed = true;
            }
            None => {
                write_part(cx, compiled, &compiled.insert, part, owner, Id::new(), position, row)?;
                changed = true;
            }
        }
    }
    Ok(changed)
}

fn stored_rows(
    conn: &Connection,
    part: &satchel_kernel::Part,
    compiled: &CompiledPart,
    owner: Id,
) -> Result<Vec<(Id, Record)>> {
    let mut statement = conn.prepare_cached(&compiled.select).map_err(broken)?;
    let rows = statement
        .query_map([owner.as_bytes()], |row| {
            let id = row.get_ref(0)?.as_blob().ok().and_then(Id::from_slice);
            let mut entry = Map::new();
            fields(&compiled.columns, &part.fields, row, 1, &mut entry)?;
            Ok(id.map(|id| (id, entry)))
        })
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}

/// A part's entry as the fields of its row.
fn as_row(part: &satchel_kernel::Part, entry: &Value) -> Record {
    match entry {
        Value::Object(fields) => {
            let mut row = fields.clone();
            row.remove("id");
            for field in &part.fields {
                if field.ty == FieldType::Bool {
                    row.entry(field.id.to_string()).or_insert(Value::Bool(false));
                }
            }
            row
        }
        bare => Map::from_iter([(part.main.to_string(), bare.clone())]),
    }
}

#[allow(clippy::too_many_arguments)] // one row of one part: who, where and what
fn write_part(
    cx: &RuleCx<'_>,
    compiled: &CompiledPart,
    sql: &str,
    part: &satchel_kernel::Part,
    owner: Id,
    id: Id,
    position: usize,
    row: &Record,
) -> Result<()> {
    let position = Bound::Integer(i64::try_from(position).unwrap_or(i64::MAX));
    let fixed = [Bound::Id(owner), Bound::Id(id), position];
    let values = compiled.columns.iter().map(|c| to_sql(cx.registry, c, &part.fields, row));
    cx.conn
        .prepare_cached(sql)
        .and_then(|mut s| s.execute(params_from_iter(fixed.into_iter().chain(values))))
        .map_err(broken)?;
    Ok(())
}

fn update_own(cx: &RuleCx<'_>, compiled: &Compiled, id: Id, old: &Record, new: &Record) -> Result<bool> {
    let empty = Map::new();
    let of = |record: &'_ Record| record.get("custom").and_then(Value::as_object).cloned();
    let (before, after) = (of(old).unwrap_or_default(), of(new).unwrap_or(empty));
    let mut changed = false;
    for (field, value) in &after {
        if before.get(field) != Some(value) {
            write_own(cx, compiled, id, field, Some(value))?;
            changed = true;
        }
    }
    for field in before.keys().filter(|f| !after.contains_key(*f)) {
        write_own(cx, compiled, id, field, None)?;
        changed = true;
    }
    Ok(changed)
}

fn write_own(
    cx: &RuleCx<'_>,
    compiled: &Compiled,
    owner: Id,
    field: &str,
    value: Option<&Value>,
) -> Result<()> {
    let (Some(own), Ok(field_id)) = (&compiled.own, field.parse::<Id>()) else {
        return Err(Error::invalid(format!("custom.{field}"), "There is no such field of your own."));
    };
    let Some(value) = value else {
        cx.conn
            .prepare_cached(&own.delete)
            .and_then(|mut s| s.execute(params![owner.as_bytes(), field_id.as_bytes()]))
            .map_err(broken)?;
        return Ok(());
    };
    let text = match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => Some(items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n")),
        _ => None,
    };
    let number = match value {
        Value::Number(n) => n.as_f64(),
        Value::Bool(b) => Some(f64::from(u8::from(*b))),
        Value::Object(money) => money.get("minor").and_then(Value::as_f64),
        _ => None,
    };
    let (folded, sort) = (text.as_deref().map(fold), text.as_deref().map(|t| cx.registry.sort_key(t)));
    cx.conn
        .prepare_cached(&own.upsert)
        .and_then(|mut s| {
            s.execute(params![owner.as_bytes(), field_id.as_bytes(), value.to_string(), folded, sort, number])
        })
        .map_err(broken)?;
    Ok(())
}

/// Moves a record and who follows it into the trash, or back; answers whether it was not there already.
pub fn set_trashed(cx: &RuleCx<'_>, compiled: &Compiled, id: Id, trashed: bool) -> Result<bool> {
    let table = quoted(&compiled.kind.table);
    let before: Option<i64> = cx
        .conn
        .prepare_cached(&format!("SELECT deleted_ms FROM {table} WHERE id = ?1{}", compiled.only))
        .and_then(|mut s| s.query_row([id.as_bytes()], |r| r.get(0)).optional())
        .map_err(broken)?
        .ok_or_else(|| {
            Error::refused("not_found", format!("There is no {} with the id {id}.", compiled.kind.word()))
        })?;
    if before.is_some() == trashed {
        return Ok(false);
    }
    compiled.rules.trashing(cx, id, trashed)?;
    let at = trashed.then_some(cx.now_ms);
    cx.conn
        .prepare_cached(&format!("UPDATE {table} SET deleted_ms = ?2, modified_ms = ?3 WHERE id = ?1"))
        .and_then(|mut s| s.execute(params![id.as_bytes(), at, cx.now_ms]))
        .map_err(broken)?;
    for cascade in &compiled.cascades {
        let child = quoted(cascade.table);
        let column = quoted(cascade.column);
        cx.conn
            .prepare_cached(&format!(
                "UPDATE {child} SET deleted_ms = ?2 WHERE {column} = ?1 AND deleted_ms IS ?3"
            ))
            .and_then(|mut s| s.execute(params![id.as_bytes(), at, before]))
            .map_err(broken)?;
        if cascade.table == compiled.kind.table {
            trash_of_children(cx, compiled, cascade, id, (before, at))?;
        }
    }
    compiled.rules.trashed(cx, id)?;
    compiled.followers.iter().try_for_each(|follower| follower.trashed(cx, id))?;
    Ok(true)
}

/// What belongs to the children of a record goes with them where these are of its own kind, as subtasks are.
fn trash_of_children(
    cx: &RuleCx<'_>,
    compiled: &Compiled,
    own: &Cascade,
    id: Id,
    (before, at): (Option<i64>, Option<i64>),
) -> Result<()> {
    for cascade in compiled.cascades.iter().filter(|cascade| cascade.table != own.table) {
        let sql = format!(
            "UPDATE {} SET deleted_ms = ?2 WHERE deleted_ms IS ?3
               AND {} IN (SELECT id FROM {} WHERE {} = ?1 AND deleted_ms IS ?2)",
            quoted(cascade.table),
            quoted(cascade.column),
            quoted(own.table),
            quoted(own.column)
        );
        cx.conn
            .prepare_cached(&sql)
            .and_then(|mut s| s.execute(params![id.as_bytes(), at, before]))
            .map_err(broken)?;
    }
    Ok(())
}
