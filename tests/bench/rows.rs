//! The record page: a contact with everything on it, and its timeline.

use std::path::Path;

use satchel_feature::Cx;
use satchel_kernel::Id;
use satchel_tests::generator::Dice;
use serde_json::{Value, json};

use crate::Fallible;
use crate::imports::SEED;
use crate::samples::Samples;
use crate::vault::Vault;

/// Every living contact's id, in the order they were made.
pub fn ids(cx: &Cx) -> Fallible<Vec<Id>> {
    ids_of(cx, "contact")
}

/// The id of every living record of a kind, in the order they were made.
pub fn ids_of(cx: &Cx, kind: &str) -> Fallible<Vec<Id>> {
    let table = &cx.registry.kind(kind)?.kind.table;
    let found = cx.vault.read(|conn| -> satchel_vault::Result<Vec<Vec<u8>>> {
        let mut select =
            conn.prepare(&format!("SELECT id FROM {table} WHERE deleted_ms IS NULL ORDER BY id"))?;
        Ok(select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    })?;
    Ok(found.iter().filter_map(|id| Id::from_slice(id)).collect())
}

/// Every living record of a kind, without what no list asks about.
pub fn all(cx: &Cx, kind: &str) -> Fallible<Vec<Value>> {
    let mut found = Vec::new();
    for id in ids_of(cx, kind)? {
        let mut record = cx.record(kind, id)?;
        for name in ["raw", "identities", "consents", "links", "handles", "dates", "relations", "body"] {
            record.remove(name);
        }
        found.push(Value::Object(record));
    }
    Ok(found)
}

/// Times record pages, each of another contact.
pub fn measure(world: &Path, name: &str, samples: u64) -> Fallible<Value> {
    let vault = Vault::open(world, name)?;
    let mut ids = ids(&vault.cx()?)?;
    let mut dice = Dice::of(SEED, 21, 1);
    let mut times = Samples::default();
    let mut wrong = 0;
    for _ in 0..(samples * 10).min(ids.len() as u64) {
        let id = ids.swap_remove(dice.below(ids.len() as u64) as usize);
        let (record, timeline) = times.time(|| {
            (
                vault.call("contacts.get", json!({ "id": id })),
                vault.call("contacts.timeline", json!({ "id": id })),
            )
        });
        let (record, timeline) = (record?, timeline?);
        let told = timeline.get("items").and_then(Value::as_array).is_some_and(|items| !items.is_empty());
        wrong += u64::from(record.get("id") != Some(&json!(id)) || !told);
    }
    Ok(json!({ "all": times.sums(), "wrong": wrong }))
}
