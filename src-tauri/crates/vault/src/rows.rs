//! Rows as JSON objects: reading them, undoing one log entry on them, and writing them back.

use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row};
use satchel_kernel::Id;
use serde_json::{Map, Number, Value};

use crate::error::{Result, VaultError};
use crate::schema::{Column, Storage, Table, quoted};

/// The columns of a row outside its key, as logged: blobs as hexadecimal digits.
pub(crate) type Body = Map<String, Value>;

/// Reads one row; `None` if it is not there.
pub(crate) fn read(conn: &Connection, table: &Table, record: Id, row: Option<Id>) -> Result<Option<Body>> {
    let mut statement = conn.prepare_cached(&crate::finish::select_row(table))?;
    let found = match row {
        Some(row) => statement.query_row((record.as_bytes(), row.as_bytes()), |r| body(table, r, 0)),
        None => statement.query_row([record.as_bytes()], |r| body(table, r, 0)),
    };
    Ok(found.optional()?)
}

/// Reads every part of a record in one table, with the parts' ids.
pub(crate) fn read_parts(conn: &Connection, table: &Table, owner: Id) -> Result<Vec<(Id, Body)>> {
    let columns = if table.columns.is_empty() { String::new() } else { format!(", {}", table.column_list()) };
    let sql = format!("SELECT id{columns} FROM {} WHERE owner_id = ?1 ORDER BY id", quoted(&table.name));
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement
        .query_map([owner.as_bytes()], |row| Ok((Id::from_bytes(row.get(0)?), body(table, row, 1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn body(table: &Table, row: &Row<'_>, first: usize) -> rusqlite::Result<Body> {
    let mut map = Map::new();
    for (at, column) in table.columns.iter().enumerate() {
        map.insert(column.name.clone(), json(row.get_ref(first + at)?, column.storage));
    }
    Ok(map)
}

fn json(value: ValueRef<'_>, storage: Storage) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(i) => i.into(),
        ValueRef::Real(r) => Number::from_f64(r).map_or_else(|| infinite(r), Value::Number),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        ValueRef::Blob(bytes) if storage == Storage::Any => serde_json::json!({"$blob": hex::encode(bytes)}),
        ValueRef::Blob(bytes) => hex::encode(bytes).into(),
    }
}

fn infinite(r: f64) -> Value {
    serde_json::json!({"$real": if r > 0.0 { "Inf" } else { "-Inf" }})
}

/// The SQL value of a logged JSON value.
pub(crate) fn sql(column: &Column, value: &Value) -> Result<Sql> {
    let unhex = |text: &str| {
        hex::decode(text)
            .map(Sql::Blob)
            .map_err(|_| VaultError::Damaged(format!("log value of {}", column.name)))
    };
    Ok(match (value, column.storage) {
        (Value::Null, _) => Sql::Null,
        (Value::Bool(b), _) => Sql::Integer((*b).into()),
        (Value::Number(n), Storage::Real) => Sql::Real(n.as_f64().unwrap_or_default()),
        (Value::Number(n), _) => {
            n.as_i64().map_or_else(|| Sql::Real(n.as_f64().unwrap_or_default()), Sql::Integer)
        }
        (Value::String(text), Storage::Blob) => unhex(text)?,
        (Value::String(text), _) => Sql::Text(text.clone()),
        // What JSON has no form for: an infinite number, and bytes in a loosely typed column.
        (Value::Object(object), _) => match (object.get("$real"), object.get("$blob")) {
            (Some(Value::String(real)), _) => Sql::Real(real.parse().unwrap_or_default()),
            (_, Some(Value::String(bytes))) => unhex(bytes)?,
            _ => return Err(VaultError::Damaged(format!("log value of {}", column.name))),
        },
        (Value::Array(_), _) => return Err(VaultError::Damaged(format!("log value of {}", column.name))),
    })
}

/// Inserts a row; columns missing from `body` take their defaults.
pub(crate) fn insert(
    conn: &Connection,
    table: &Table,
    record: Id,
    row: Option<Id>,
    body: &Body,
) -> Result<()> {
    let columns: Vec<&Column> = table.columns.iter().filter(|c| body.contains_key(&c.name)).collect();
    let mut values = vec![Sql::Blob(record.as_bytes().to_vec())];
    values.extend(row.map(|id| Sql::Blob(id.as_bytes().to_vec())));
    for column in &columns {
        values.push(sql(column, body.get(&column.name).unwrap_or(&Value::Null))?);
    }
    let names: Vec<String> = columns.iter().map(|c| format!(", {}", quoted(&c.name))).collect();
    let marks: Vec<String> = (1..=values.len()).map(|n| format!("?{n}")).collect();
    conn.prepare_cached(&format!(
        "INSERT INTO {} ({}{}) VALUES ({})",
        quoted(&table.name),
        table.key_columns(),
        names.concat(),
        marks.join(", ")
    ))?
    .execute(rusqlite::params_from_iter(values))?;
    Ok(())
}

/// Sets columns of a row.
pub(crate) fn update(
    conn: &Connection,
    table: &Table,
    record: Id,
    row: Option<Id>,
    body: &Body,
) -> Result<()> {
    let mut values = key(record, row);
    let mut sets = Vec::new();
    for column in table.columns.iter().filter(|c| body.contains_key(&c.name)) {
        values.push(sql(column, body.get(&column.name).unwrap_or(&Value::Null))?);
        sets.push(format!("{} = ?{}", quoted(&column.name), values.len()));
    }
    if sets.is_empty() {
        return Ok(());
    }
    let sql =
        format!("UPDATE {} SET {} WHERE {}", quoted(&table.name), sets.join(", "), table.key_condition());
    conn.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(values))?;
    Ok(())
}

/// Deletes a row.
pub(crate) fn delete(conn: &Connection, table: &Table, record: Id, row: Option<Id>) -> Result<()> {
    let sql = format!("DELETE FROM {} WHERE {}", quoted(&table.name), table.key_condition());
    conn.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(key(record, row)))?;
    Ok(())
}

fn key(record: Id, row: Option<Id>) -> Vec<Sql> {
    let mut values = vec![Sql::Blob(record.as_bytes().to_vec())];
    values.extend(row.map(|id| Sql::Blob(id.as_bytes().to_vec())));
    values
}

/// A body as the outside sees it: ids hyphenated.
pub(crate) fn outward(table: &Table, body: &Body) -> Body {
    body.iter()
        .map(|(name, value)| {
            let blob = table.column(name).is_some_and(|c| c.storage == Storage::Blob);
            (name.clone(), if blob { outward_value(value) } else { value.clone() })
        })
        .collect()
}

/// An id in hexadecimal digits hyphenated; any other value as it is.
pub(crate) fn outward_value(value: &Value) -> Value {
    match value.as_str().filter(|t| t.len() == 32).and_then(|t| t.parse::<Id>().ok()) {
        Some(id) => id.to_string().into(),
        None => value.clone(),
    }
}

/// The values of `wanted` that are not in `present`.
pub(crate) fn differing(wanted: &Body, present: &Body) -> Body {
    wanted.iter().filter(|(k, v)| present.get(*k) != Some(v)).map(|(k, v)| (k.clone(), v.clone())).collect()
}

/// The record a column refers to: its table and id.
pub(crate) fn target<'a>(table: &'a Table, column: &str, value: &Value) -> Option<(&'a str, Id)> {
    let (_, target) = table.targets.iter().find(|(c, _)| c == column)?;
    Some((target, value.as_str()?.parse().ok()?))
}

/// Of which kind a record of this table is.
pub(crate) fn kind(conn: &Connection, table: &Table, id: Id) -> Result<String> {
    if !table.holds_several() {
        return Ok(table.kind.clone());
    }
    let sql = format!("SELECT kind FROM {} WHERE id = ?1", quoted(&table.name));
    Ok(conn
        .prepare_cached(&sql)?
        .query_row([id.as_bytes()], |row| row.get(0))
        .optional()?
        .unwrap_or_default())
}

/// Whether a record table has this row.
pub(crate) fn present(conn: &Connection, table: &str, id: Id) -> Result<bool> {
    let sql = format!("SELECT 1 FROM {} WHERE id = ?1", quoted(table));
    Ok(conn.prepare_cached(&sql)?.query_row([id.as_bytes()], |_| Ok(())).optional()?.is_some())
}

/// `body` with references to records that are gone taken out, where the column allows that.
pub(crate) fn without_lost(conn: &Connection, table: &Table, body: &Body) -> Result<Body> {
    let mut body = body.clone();
    for (column, value) in &mut body {
        if let Some((target, id)) = target(table, column, value)
            && table.column(column).is_some_and(|c| c.nullable)
            && !present(conn, target, id)?
        {
            *value = Value::Null;
        }
    }
    Ok(body)
}
