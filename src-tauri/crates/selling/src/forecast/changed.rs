//! What changed with deals since a moment: from the change log, deal by deal, the first value against the last.

use satchel_feature::Cx;
use satchel_feature::records::history::{self, Change};
use satchel_feature::records::{self, text};
use satchel_kernel::{Error, Id, Result};
use satchel_vault::{Connection, changes};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::store;
use crate::deals::commands::now_ms;

/// Deals looked through at most.
const MOST: usize = 500;
/// Changes of one deal looked through at most.
const DEEP: usize = 200;
/// What a seller asks about; the rest stands in the timeline.
const TOLD: [&str; 5] = ["stage_id", "state", "amount", "close_date", "forecast"];

#[derive(Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Asked {
    /// Since when, milliseconds since 1970 UTC; seven days ago when absent.
    since_ms: Option<i64>,
    /// Only this pipeline.
    pipeline_id: Option<Id>,
}

/// What changed.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct Changed {
    /// Since when, milliseconds since 1970 UTC.
    since_ms: i64,
    /// Whether there is more than could be looked through.
    more: bool,
    /// Each deal that changed, the latest first.
    deals: Vec<One>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct One {
    /// The deal.
    id: Id,
    /// What it is called.
    name: String,
    /// Its company's name.
    company: String,
    /// Whether it was made since then.
    new: bool,
    /// Whether it is in the trash now.
    deleted: bool,
    /// The value of a field then and now, of those that differ.
    changes: Vec<Change>,
    /// What the stages in `changes` are called, by their ids.
    stages: std::collections::BTreeMap<String, String>,
}

pub(crate) fn changed(cx: &mut Cx, asked: Asked) -> Result<Changed> {
    let now_ms = now_ms();
    let since_ms = asked.since_ms.unwrap_or(now_ms - 7 * 86_400_000);
    if since_ms > now_ms {
        return Err(Error::invalid("since_ms", "This moment has not come yet."));
    }
    cx.vault.read(|conn| {
        let ids = store::touched(conn, since_ms, MOST + 1)?;
        let more = ids.len() > MOST;
        let mut deals = Vec::new();
        for id in ids.into_iter().take(MOST) {
            deals.extend(one(cx, conn, id, since_ms, asked.pipeline_id)?);
        }
        Ok(Changed { since_ms, more, deals })
    })
}

fn one(cx: &Cx, conn: &Connection, id: Id, since_ms: i64, pipeline: Option<Id>) -> Result<Option<One>> {
    let compiled = cx.registry.kind("deal")?;
    let deal = records::get(conn, compiled, id)?;
    if pipeline.is_some_and(|pipeline| text(&deal, "pipeline_id") != pipeline.to_string()) {
        return Ok(None);
    }
    let entries = changes::history(conn, "deal", id, None, DEEP)?;
    let entries = entries.into_iter().take_while(|entry| entry.at_ms >= since_ms);
    let told: Vec<Change> = entries
        .filter_map(|entry| history::present(compiled, entry))
        .flat_map(|entry| entry.changes)
        .collect();
    let (new, net) = net(&told);
    let deleted = deal.contains_key("deleted_ms");
    if net.is_empty() && !new && !deleted {
        return Ok(None);
    }
    let mut stages = std::collections::BTreeMap::new();
    for change in net.iter().filter(|change| change.field == "stage_id") {
        for stage in [&change.from, &change.to].into_iter().filter_map(Value::as_str) {
            let found = stage.parse().map(|id| crate::pipelines::store::stage(conn, id))??;
            stages.extend(found.map(|found| (stage.to_owned(), found.name)));
        }
    }
    let (name, company) = (text(&deal, "name").to_owned(), text(&deal, "company").to_owned());
    Ok(Some(One { id, name, company, new, deleted, changes: net, stages }))
}

/// Whether the record was made, and the first value against the last of each field that is told; `told` has the latest
/// first. What came and went again is no change.
pub(super) fn net(told: &[Change]) -> (bool, Vec<Change>) {
    let new = told.iter().any(|change| change.field.is_empty() && change.from.is_null());
    let mut net = Vec::new();
    for field in TOLD {
        let mut of = told.iter().filter(|change| change.field == field);
        let Some(last) = of.next() else { continue };
        let first = of.next_back().unwrap_or(last);
        if first.from != last.to && !new {
            net.push(Change { field: field.to_owned(), from: first.from.clone(), to: last.to.clone() });
        }
    }
    (new, net)
}
