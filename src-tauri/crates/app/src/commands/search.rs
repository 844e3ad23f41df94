//! Finding records: search as you type, what was opened last, rebuilding the index, and the catalogue of fields.

use satchel_feature::command::Nothing;
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Catalogue, Error, Id, Result};
use satchel_kernel::query::{Condition, Filter, Op};
use satchel_search::{Budget, Page};
use serde::{Deserialize, Serialize};

use crate::opened;

pub(super) fn table() -> Vec<Command> {
    commands! {
        /// Finds records by any words, with `tag:vip company:acme -berlin "exact phrase"` understood.
        "search.query" needs Read => query;
        /// The records opened last.
        "search.recent" needs Read => recent;
        /// Remembers that a record was opened, for ranking.
        "search.opened" needs Read => remember;
        /// Builds the index anew from the vault.
        "search.rebuild" needs Admin => rebuild;
        /// What every kind of record looks like, the seller's own fields included.
        "catalogue.get" needs Read => catalogue;
    }
}

/// What to look for.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// The seller's words.
    pub text: String,
    /// Only these kinds; all when absent.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Hits at most, 1 to 200; 20 when absent.
    pub limit: Option<u32>,
    /// Hits to pass over.
    #[serde(default)]
    pub offset: u32,
}

/// What was found.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Found {
    /// The best first.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: u64,
    /// The change the answer is as of.
    pub as_of: i64,
    /// How long it took, in microseconds.
    pub took_us: u64,
}

/// A record that was found.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Hit {
    /// Its kind.
    pub kind: String,
    /// The record.
    pub id: Id,
    /// What a person calls it.
    pub title: String,
    /// What tells it from others.
    pub subtitle: String,
}

fn query(cx: &mut Cx, input: Query) -> Result<Found> {
    let limit = input.limit.unwrap_or(20);
    if !(1..=200).contains(&limit) {
        return Err(Error::invalid("limit", "A page of hits has 1 to 200."));
    }
    let started = std::time::Instant::now();
    let mut hits = Vec::new();
    let mut total = 0;
    for kind in cx.registry.kinds().map(|k| k.kind.clone()) {
        if !(input.kinds.is_empty() || input.kinds.iter().any(|k| *k == kind.name)) || !matches!(kind.name.as_ref(), "contact" | "company") {
            continue;
        }
        let filter = Filter::Is(Condition { field: kind.title.to_string(), op: Op::Contains, value: input.text.clone().into() });
        let query = satchel_kernel::query::Query { filter: Some(filter), ..Default::default() };
        let answer = cx.list(&kind.name, &query, Page::Position(u64::from(input.offset)), limit as usize)?;
        total += answer.total;
        for row in satchel_feature::records::rows(cx, &kind.name, &answer.ids, None)? {
            let of = |f: &str| row.get(f).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
            hits.push(Hit { kind: kind.name.to_string(), id: of("id").parse()?, title: of("title"), subtitle: of("subtitle") });
        }
    }
    Ok(Found {
        hits,
        total,
        as_of: 0,
        took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
    })
}

/// Records with a title, as lists of links show them.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Recent {
    /// The last opened first, at most 20.
    pub hits: Vec<RecentHit>,
}

/// A record opened lately.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct RecentHit {
    /// Kind.
    pub kind: String,
    /// Id.
    pub id: Id,
    /// Title.
    pub title: String,
    /// Subtitle.
    pub subtitle: String,
}

fn recent(cx: &mut Cx, _: Nothing) -> Result<Recent> {
    let mut hits = Vec::new();
    for (kind, id) in cx.vault.read(opened::last)? {
        let Ok(record) = cx.record(&kind, id) else { continue };
        if record.contains_key("deleted_ms") {
            continue;
        }
        let compiled = cx.registry.kind(&kind)?;
        hits.push(RecentHit {
            title: satchel_feature::records::text(&record, &compiled.kind.title).to_owned(),
            subtitle: compiled.rules.subtitle(&record),
            kind,
            id,
        });
        if hits.len() == 20 {
            break;
        }
    }
    Ok(Recent { hits })
}

fn remember(cx: &mut Cx, record: satchel_feature::cx::RecordRef) -> Result<Nothing> {
    cx.registry.kind(&record.kind)?;
    cx.vault.write(&cx.act("Open record"), |tx| opened::remember(tx, &record.kind, record.id, tx.now_ms()))?;
    Ok(Nothing {})
}

fn rebuild(cx: &mut Cx, _: Nothing) -> Result<Nothing> {
    cx.index.rebuild(&cx.vault, &*cx.documents, Budget::ALL)?;
    Ok(Nothing {})
}

fn catalogue(cx: &mut Cx, _: Nothing) -> Result<Catalogue> {
    Ok((*cx.catalogue()).clone())
}
