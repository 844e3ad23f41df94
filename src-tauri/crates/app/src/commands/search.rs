//! Finding records: search as you type, what was opened last, rebuilding the index, and the catalogue of fields.

use satchel_feature::command::Nothing;
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Catalogue, Error, FieldType, Id, Result};
use satchel_search::{About, Budget, Documents, Named, Page, SearchRequest, Usage};
use satchel_vault::Connection;
use serde::{Deserialize, Serialize};

use crate::store as opened;

/// The most stages, and pipelines, that are known by name.
const MOST_NAMED: usize = 500;

pub(super) fn table() -> Vec<Command> {
    commands! {
        /// Finds records by any words, with `tag:vip -berlin "exact phrase" due:today status:open stage:proposal` understood.
        "search.query" needs Read => query;
        /// How what is being typed may go on.
        "search.suggest" needs Read => suggest;
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
    /// What of the words means nothing, with what would; the rest was searched.
    pub problems: Vec<Problem>,
}

/// A part of what was typed that means nothing, with what would.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Problem {
    /// `no_day`, `no_choice`, `or_mixed` or `too_long`.
    pub code: String,
    /// The part, as it was typed.
    pub typed: String,
    /// What could stand there instead.
    pub can: Vec<String>,
    /// The same as a sentence.
    pub text: String,
}

impl From<satchel_search::Problem> for Problem {
    fn from(problem: satchel_search::Problem) -> Self {
        let satchel_search::Problem { code, typed, can, text } = problem;
        Self { code, typed, can, text }
    }
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
    /// How well it matches; only to be compared within one answer.
    pub score: u32,
    /// Where it matches, the best first.
    pub fragments: Vec<Fragment>,
}

/// A piece of a record's text with what matches in it.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Fragment {
    /// The field.
    pub field: String,
    /// The text, or the piece of it around the first match.
    pub text: String,
    /// What matches: from and to in UTF-16 units.
    pub marks: Vec<[u32; 2]>,
}

impl From<satchel_search::Hit> for Hit {
    fn from(hit: satchel_search::Hit) -> Self {
        let fragments = hit
            .fragments
            .into_iter()
            .map(|f| Fragment { field: f.field, text: f.text, marks: f.marks })
            .collect();
        Self {
            kind: hit.kind,
            id: hit.id,
            title: hit.title,
            subtitle: hit.subtitle,
            score: hit.score,
            fragments,
        }
    }
}

/// Asks the index with what it needs to know beside the words: own fields as prefixes, and what was opened.
fn ask<T>(
    cx: &Cx,
    text: &str,
    kinds: &[String],
    (limit, offset): (u32, u32),
    ask: impl FnOnce(&Connection, &SearchRequest<'_>) -> satchel_search::Result<T>,
) -> Result<T> {
    let catalogue = cx.catalogue();
    let own = catalogue.kinds.values().flat_map(|k| &k.fields).filter(|f| f.column_name().is_none());
    // The seller's own days are compared, not looked for in words.
    let own = own.filter(|f| !matches!(f.ty, FieldType::Date | FieldType::Instant));
    let prefixes: Vec<(String, String)> = own
        .filter_map(|f| {
            Some((satchel_kernel::text::fold(f.label.as_deref()?).replace(' ', "_"), f.id.to_string()))
        })
        .collect();
    let now = cx.now()?;
    let named = if text.contains(':') || text.chars().count() > 2 { named(cx)? } else { Vec::new() };
    let about = About { catalogue: &catalogue, now: &now, named: &named };
    cx.vault.read(|conn| {
        let usage = Usage::new(opened::usage(conn)?);
        let request = SearchRequest {
            text,
            kinds,
            limit: limit as usize,
            offset: offset as usize,
            now_ms: crate::worker::now_ms(),
            prefixes: &prefixes,
            usage: Some(&usage),
            about: Some(&about),
        };
        Ok(ask(conn, &request)?)
    })
}

/// The records that conditions ask for by name.
fn named(cx: &Cx) -> Result<Vec<Named>> {
    let mut named = Vec::new();
    for kind in ["stage", "pipeline"] {
        let ids = cx.list(kind, &satchel_kernel::query::Query::default(), Page::Position(0), MOST_NAMED)?.ids;
        let found = cx.vault.read(|conn| cx.documents.documents(conn, kind, &ids))?;
        named.extend(found.into_iter().map(|of| Named { kind: of.kind, id: of.id, name: of.title }));
    }
    Ok(named)
}

fn query(cx: &mut Cx, input: Query) -> Result<Found> {
    let limit = input.limit.unwrap_or(20);
    if !(1..=200).contains(&limit) {
        return Err(Error::invalid("limit", "A page of hits has 1 to 200."));
    }
    let started = std::time::Instant::now();
    let answer = ask(cx, &input.text, &input.kinds, (limit, input.offset), |conn, request| {
        cx.index.search(conn, &*cx.documents, request)
    })?;
    Ok(Found {
        hits: answer.hits.into_iter().map(Hit::from).collect(),
        total: answer.total,
        as_of: answer.as_of,
        took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
        problems: answer.problems.into_iter().map(Problem::from).collect(),
    })
}

/// How what is being typed may go on.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Suggestions {
    /// The best first, at most the asked number.
    pub suggestions: Vec<Suggestion>,
}

/// One way to go on.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Suggestion {
    /// The whole text to search for, or the record's title.
    pub text: String,
    /// How many records it finds.
    pub records: u64,
    /// The record, when it is one.
    pub record: Option<satchel_feature::cx::RecordRef>,
}

fn suggest(cx: &mut Cx, input: Query) -> Result<Suggestions> {
    let limit = input.limit.unwrap_or(8).clamp(1, 50);
    let found = ask(cx, &input.text, &input.kinds, (limit, 0), |conn, request| {
        cx.index.suggest(conn, &*cx.documents, request)
    })?;
    let suggestions = found.into_iter().map(|s| Suggestion {
        text: s.text,
        records: s.records,
        record: s.record.map(|(kind, id)| satchel_feature::cx::RecordRef { kind, id }),
    });
    Ok(Suggestions { suggestions: suggestions.collect() })
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
    cx.vault
        .write(&cx.act("Open record"), |tx| opened::remember(tx, &record.kind, record.id, tx.now_ms()))?;
    Ok(Nothing {})
}

fn rebuild(cx: &mut Cx, _: Nothing) -> Result<Nothing> {
    cx.index.rebuild(&cx.vault, &*cx.documents, Budget::ALL)?;
    Ok(Nothing {})
}

fn catalogue(cx: &mut Cx, _: Nothing) -> Result<Catalogue> {
    Ok((*cx.catalogue()).clone())
}
