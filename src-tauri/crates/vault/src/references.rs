//! Who refers to a record: the question undo asks before it takes a creation back.

use std::collections::HashSet;

use rusqlite::Connection;
use satchel_kernel::Id;

use crate::error::Result;
use crate::schema::{Class, Reference, Schema, Table, quoted};

/// Whether anything but the record itself and its parts refers to it.
pub(crate) fn any(conn: &Connection, schema: &Schema, table: &Table, id: Id) -> Result<bool> {
    for (from, reference) in referring(schema, table) {
        if conn.prepare_cached(&select(from, reference, table, "1", " LIMIT 1"))?.exists([id.as_bytes()])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes those of `records` (table and id) out that only each other refer to: they can go together.
pub(crate) fn closed(
    conn: &Connection,
    schema: &Schema,
    records: &mut Vec<(String, Id)>,
) -> Result<Vec<(String, Id)>> {
    let mut together: HashSet<Id> = records.iter().map(|(_, id)| *id).collect();
    loop {
        let before = together.len();
        for (name, id) in records.iter() {
            let Some(table) = schema.table(name) else { continue };
            if together.contains(id) && any_outside(conn, schema, table, *id, &together)? {
                together.remove(id);
            }
        }
        if together.len() == before {
            break;
        }
    }
    let (closed, open) = std::mem::take(records).into_iter().partition(|(_, id)| together.contains(id));
    *records = open;
    Ok(closed)
}

fn any_outside(
    conn: &Connection,
    schema: &Schema,
    table: &Table,
    id: Id,
    inside: &HashSet<Id>,
) -> Result<bool> {
    for (from, reference) in referring(schema, table) {
        let record = if from.class == Class::Part { "owner_id" } else { "id" };
        let mut statement = conn.prepare_cached(&select(from, reference, table, record, ""))?;
        let mut rows = statement.query([id.as_bytes()])?;
        while let Some(row) = rows.next()? {
            if !inside.contains(&Id::from_bytes(row.get(0)?)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn referring<'a>(schema: &'a Schema, table: &'a Table) -> impl Iterator<Item = (&'a Table, &'a Reference)> {
    schema
        .references(&table.name)
        .iter()
        .filter_map(|reference| Some((schema.tables.get(reference.table)?, reference)))
        .filter(|(from, reference)| !(reference.owner && from.kind == table.kind))
}

fn select(from: &Table, reference: &Reference, to: &Table, what: &str, end: &str) -> String {
    let own = match (&from.class, from.kind == to.kind) {
        (Class::Record, true) => " AND id <> ?1",
        (Class::Part, true) => " AND owner_id <> ?1",
        _ => "",
    };
    format!("SELECT {what} FROM {} WHERE {} = ?1{own}{end}", quoted(&from.name), quoted(&reference.column))
}
