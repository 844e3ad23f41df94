//! What two or more records say, side by side, before they become one.

use std::collections::BTreeMap;

use satchel_feature::records::{name, part};
use satchel_feature::{Cx, RuleCx};
use satchel_kernel::{Error, Id, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{MOST, fields, merge};

/// What is compared.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Compare {
    /// The records, 2 to 20, the first of them the one that would stay.
    pub ids: Vec<Id>,
}

/// The records side by side.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Comparison {
    /// The records, in the order asked for.
    pub records: Vec<Side>,
    /// The fields that any of them fills.
    pub fields: Vec<Compared>,
    /// The lists that any of them fills; all entries are kept.
    pub lists: Vec<ComparedList>,
}

/// One of them.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Side {
    /// The record.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// What tells it from others of that name.
    pub subtitle: String,
    /// When it was made, milliseconds since 1970 UTC.
    pub created_ms: i64,
    /// When it was last changed, milliseconds since 1970 UTC.
    pub modified_ms: i64,
    /// How many records of which kind refer to it: they go along.
    pub attached: BTreeMap<String, u64>,
}

/// A field.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Compared {
    /// Its name; one of the seller's own as `custom.` and its id.
    pub field: String,
    /// What each record says, in their order; null where it says nothing.
    pub values: Vec<Value>,
    /// Whose value it takes unless another is chosen.
    pub from: Id,
    /// Whether the records say different things.
    pub differs: bool,
}

/// A list.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct ComparedList {
    /// Its name, such as `emails`.
    pub part: String,
    /// The main values of each record's entries, in their order.
    pub values: Vec<Vec<Value>>,
}

/// Compares living records of a kind.
pub fn compare(cx: &Cx, kind: &str, Compare { ids }: Compare) -> Result<Comparison> {
    if !(2..=MOST).contains(&ids.len()) {
        return Err(Error::invalid("ids", format!("Choose 2 to {MOST} records to merge.")));
    }
    let compiled = cx.registry.kind(kind)?;
    let catalogue = cx.catalogue();
    let region = cx.region()?;
    cx.vault.read(|conn| -> Result<Comparison> {
        let rules =
            RuleCx { conn, registry: &cx.registry, catalogue: &catalogue, now_ms: 0, region: &region };
        let all = ids.iter().map(|id| merge::living(&rules, compiled, *id)).collect::<Result<Vec<_>>>()?;
        let decided = fields::decide(catalogue.kind(kind)?, &all, &BTreeMap::new())?;
        let mut records = Vec::new();
        for (id, record) in &all {
            let ms = |name: &str| record.get(name).and_then(Value::as_i64).unwrap_or_default();
            records.push(Side {
                id: *id,
                title: name(&compiled.kind, record),
                subtitle: compiled.rules.subtitle(record),
                created_ms: ms("created_ms"),
                modified_ms: ms("modified_ms"),
                attached: satchel_vault::attached(conn, kind, *id)?,
            });
        }
        let fields = decided.into_iter().filter_map(|one| {
            let (from, _) = all.get(one.from)?;
            let mut said: Vec<&Value> = one.values.iter().filter(|value| !value.is_null()).collect();
            said.dedup();
            Some(Compared { differs: said.len() > 1, field: one.field, from: *from, values: one.values })
        });
        let lists = compiled.kind.parts.iter().filter_map(|described| {
            let mains = |record| {
                let entries = part(record, &described.id).iter();
                entries.map(|entry| entry.get(described.main.as_ref()).unwrap_or(entry).clone()).collect()
            };
            let values: Vec<Vec<Value>> = all.iter().map(|(_, record)| mains(record)).collect();
            let any = values.iter().any(|values| !values.is_empty());
            any.then(|| ComparedList { part: described.id.to_string(), values })
        });
        Ok(Comparison { records, fields: fields.collect(), lists: lists.collect() })
    })
}
