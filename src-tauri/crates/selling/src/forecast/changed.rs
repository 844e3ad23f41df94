//! What changed with deals since a moment: from the change log, deal by deal, what it was then against what it is now.

use satchel_feature::Cx;
use satchel_feature::records::history::{self, Change};
use satchel_feature::records::{self, Record, text};
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
    let before = match entries.iter().find(|entry| entry.at_ms < since_ms) {
        Some(entry) => changes::record_as_of(conn, "deal", id, entry.seq)?,
        None => None,
    };
    let new = before.is_none() && deal.get("created_ms").and_then(Value::as_i64) >= Some(since_ms);
    let net = before.map(|before| net(&history::rebuilt(compiled, id, &before), &deal)).unwrap_or_default();
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

/// What a seller asks about, of two states of a deal.
pub(super) fn net(before: &Record, now: &Record) -> Vec<Change> {
    let value = |record: &Record, field: &str| record.get(field).cloned().unwrap_or_default();
    TOLD.into_iter()
        .map(|field| Change { field: field.to_owned(), from: value(before, field), to: value(now, field) })
        .filter(|change| change.from != change.to)
        .collect()
}
