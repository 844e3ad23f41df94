//! Moving everything that refers to one record over to another, for merging. What refers is read from the schema, so a
//! new table takes part without a word.

use satchel_kernel::Id;

use crate::error::{Result, VaultError};
use crate::schema::{Class, Reference, Table, quoted};
use crate::write::Tx;

/// Moves every reference to the record `from` of this kind, its own parts included, to `to`. A part that would become
/// a duplicate of one that `to` has is deleted. Everything is logged. Returns how many rows were moved or deleted.
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
        }
        rows += move_rows(tx, referring, reference, from, to)?;
    }
    Ok(rows as u64)
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
