//! Moving everything that refers to one record over to another, for merging. What refers is read from the schema, so a
//! new table takes part without a word.

use std::collections::BTreeMap;

use rusqlite::Connection;
use satchel_kernel::Id;

use crate::error::{Result, VaultError};
use crate::schema::{Class, Reference, Schema, Table, quoted};
use crate::write::Tx;

/// Moves every reference to the record `from` of this kind, its own parts included, to `to`. A part that would become
/// a duplicate of one that is there is deleted, and what would refer to itself refers to nothing. Everything is logged.
/// Returns how many rows were moved or deleted.
pub fn repoint(tx: &Tx<'_>, kind: &str, from: Id, to: Id) -> Result<u64> {
    let schema = tx.schema();
    let table = schema
        .record_table(kind)
        .ok_or_else(|| VaultError::Schema(format!("no kind of record is called {kind}")))?;
    if from == to {
        return Ok(0);
    }
    let mut rows = 0;
    for reference in schema.references(&table.name) {
        let Some(referring) = schema.tables.get(reference.table) else { continue };
        if reference.owner {
            rows += drop_duplicates(tx, referring, from, to)?;
        } else if referring.class == Class::Part {
            rows += drop_named_twice(tx, referring, &reference.column, from, to)?;
        }
        rows += move_rows(tx, referring, reference, from, to)?;
    }
    for reference in schema.references(&table.name).iter().filter(|reference| !reference.owner) {
        let Some(referring) = schema.tables.get(reference.table) else { continue };
        if referring.kind == table.kind {
            rows += loosen(tx, referring, &reference.column, to)?;
        }
    }
    Ok(rows as u64)
}

/// How many records of each kind refer to a record, by themselves or in their parts.
pub fn attached(conn: &Connection, kind: &str, id: Id) -> Result<BTreeMap<String, u64>> {
    let schema = Schema::of(conn)?;
    let table = schema
        .record_table(kind)
        .ok_or_else(|| VaultError::Schema(format!("no kind of record is called {kind}")))?;
    let mut found = BTreeMap::new();
    for reference in schema.references(&table.name).iter().filter(|reference| !reference.owner) {
        let Some(referring) = schema.tables.get(reference.table) else { continue };
        let record = if referring.class == Class::Part { "owner_id" } else { "id" };
        let sql = format!(
            "SELECT count(DISTINCT {record}) FROM {} WHERE {} = ?1",
            quoted(&referring.name),
            quoted(&reference.column)
        );
        let count: i64 = conn.prepare_cached(&sql)?.query_row([id.as_bytes()], |row| row.get(0))?;
        *found.entry(referring.kind.clone()).or_insert(0) += u64::try_from(count).unwrap_or(0);
    }
    found.retain(|_, count| *count > 0);
    Ok(found)
}

/// Deletes the parts of other records that name `from` where the same record names `to` in the same words already.
fn drop_named_twice(tx: &Tx<'_>, part: &Table, column: &str, from: Id, to: Id) -> Result<usize> {
    let same: Vec<String> = part
        .columns
        .iter()
        .filter(|c| c.name != "position" && c.name != column)
        .map(|c| format!(" AND kept.{0} IS {1}.{0}", quoted(&c.name), quoted(&part.name)))
        .collect();
    let sql = format!(
        "DELETE FROM {0} WHERE {1} = ?1
           AND EXISTS (SELECT 1 FROM {0} AS kept WHERE kept.owner_id = {0}.owner_id AND kept.{1} = ?2{2})",
        quoted(&part.name),
        quoted(column),
        same.concat()
    );
    Ok(tx.prepare_cached(&sql)?.execute((from.as_bytes(), to.as_bytes()))?)
}

/// Takes away what a record says of itself since it became one with the record it said it of.
fn loosen(tx: &Tx<'_>, table: &Table, column: &str, id: Id) -> Result<usize> {
    let own = if table.class == Class::Part { "owner_id" } else { "id" };
    let nullable = table.column(column).is_some_and(|c| c.nullable);
    let (name, quoted_column) = (quoted(&table.name), quoted(column));
    let sql = if nullable {
        format!("UPDATE {name} SET {quoted_column} = NULL WHERE {own} = ?1 AND {quoted_column} = ?1")
    } else {
        format!("DELETE FROM {name} WHERE {own} = ?1 AND {quoted_column} = ?1")
    };
    Ok(tx.prepare_cached(&sql)?.execute([id.as_bytes()])?)
}

/// Deletes the parts of `from` that equal one of `to` in everything but id and place.
fn drop_duplicates(tx: &Tx<'_>, part: &Table, from: Id, to: Id) -> Result<usize> {
    let same: Vec<String> = part
        .columns
        .iter()
        .filter(|c| c.name != "position")
        .map(|c| format!(" AND kept.{0} IS {1}.{0}", quoted(&c.name), quoted(&part.name)))
        .collect();
    let same_key = format!("kept.id IS {}.id", quoted(&part.name));
    // Without any content of its own a row is a duplicate only of its own id.
    let same = if same.is_empty() { "0".to_owned() } else { format!("1{}", same.concat()) };
    let sql = format!(
        "DELETE FROM {0} WHERE owner_id = ?1
           AND EXISTS (SELECT 1 FROM {0} AS kept WHERE kept.owner_id = ?2 AND ({same_key} OR ({same})))",
        quoted(&part.name)
    );
    Ok(tx.prepare_cached(&sql)?.execute((from.as_bytes(), to.as_bytes()))?)
}

fn move_rows(tx: &Tx<'_>, table: &Table, reference: &Reference, from: Id, to: Id) -> Result<usize> {
    let column = quoted(&reference.column);
    // The moved parts come after the ones that are there.
    let place = match (reference.owner, table.class == Class::Part && table.column("position").is_some()) {
        (true, true) => format!(
            ", position = position + (SELECT coalesce(max(position) + 1, 0) FROM {} WHERE owner_id = ?2)",
            quoted(&table.name)
        ),
        _ => String::new(),
    };
    let sql = format!("UPDATE {} SET {column} = ?2{place} WHERE {column} = ?1", quoted(&table.name));
    Ok(tx.prepare_cached(&sql)?.execute((from.as_bytes(), to.as_bytes()))?)
}
