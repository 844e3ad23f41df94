//! Search: from what was typed to hits in the order a person expects.
//!
//! Every record's match is a number ([`score`]); records of one number stand by how often and how lately the seller
//! opened them, then by when they were changed. Slips of the keyboard are forgiven only when hardly anything was found
//! without. What a hit shows is read from the vault, and what changed since the index's commit is matched directly.

pub(crate) mod conditions;
pub(crate) mod fragments;
pub(crate) mod fuzzy;
pub(crate) mod parse;
mod score;
mod suggest;

use std::cmp::Reverse;
use std::collections::HashMap;

use rusqlite::Connection;
use satchel_kernel::Id;
use satchel_kernel::evaluate::Plan;
use satchel_kernel::query::Query;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::Result;
use crate::document::{Document, Documents};
use crate::index::Index;
use crate::index::schema;
use crate::index::snapshot::Segment;
use crate::view::View;
use parse::{Prefixes, Wish, parse};
use score::{Scorer, direct};

pub use conditions::{About, GERMAN, Named, Problem};
pub use suggest::Suggestion;

/// Fewer hits than this without slips, and slips are forgiven.
const ENOUGH: u64 = 8;
/// The furthest hit that can be asked for.
const FURTHEST: usize = 2_000;
/// The most opened records whose use is weighed.
const MOST_USED: usize = 1_000;
/// After so many days an opening counts half.
const HALF_LIFE_DAYS: f64 = 21.0;
const DAY_MS: f64 = 86_400_000.0;

/// What is searched for.
#[derive(Clone, Debug, Default)]
pub struct SearchRequest<'a> {
    /// What the seller typed.
    pub text: &'a str,
    /// Kinds to search; empty means all.
    pub kinds: &'a [String],
    /// At most so many hits.
    pub limit: usize,
    /// Hits to leave out at the beginning.
    pub offset: usize,
    /// Now, in milliseconds since 1970 UTC.
    pub now_ms: i64,
    /// More prefixes: folded name and field id, for the seller's own fields.
    pub prefixes: &'a [(String, String)],
    /// What the seller opened.
    pub usage: Option<&'a Usage>,
    /// What conditions on fields are read by; without it, their prefixes are words.
    pub about: Option<&'a About<'a>>,
}

/// How often and when the seller opened records.
#[derive(Clone, Debug, Default)]
pub struct Usage {
    weights: HashMap<(String, Id), Opened>,
}

/// How often and when one record was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened {
    /// How often.
    pub times: u32,
    /// When last, milliseconds since 1970 UTC.
    pub last_ms: i64,
}

impl Usage {
    /// The usage of these records; of many, those opened last count.
    pub fn new(opened: impl IntoIterator<Item = (String, Id, Opened)>) -> Self {
        let mut all: Vec<_> = opened.into_iter().collect();
        all.sort_by_key(|(_, _, opened)| Reverse(opened.last_ms));
        all.truncate(MOST_USED);
        Self { weights: all.into_iter().map(|(kind, id, opened)| ((kind, id), opened)).collect() }
    }
}

impl Opened {
    /// Its weight: the logarithm of the count, halved every three weeks.
    fn weight(self, now_ms: i64) -> u32 {
        let days = (now_ms.saturating_sub(self.last_ms).max(0) as f64) / DAY_MS;
        let weight = (1.0 + f64::from(self.times)).ln() * 0.5_f64.powf(days / HALF_LIFE_DAYS);
        (weight * 100_000.0).clamp(1.0, f64::from(u32::MAX)) as u32
    }
}

/// One record that was found.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fragment {
    /// The field's id; a fragment whose text is the hit's title stands first.
    pub field: String,
    /// The text, or the piece of it around the first match.
    pub text: String,
    /// What matches: from and to in UTF-16 units.
    pub marks: Vec<[u32; 2]>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SearchAnswer {
    /// The best hits in order.
    pub hits: Vec<Hit>,
    /// How many records match.
    pub total: u64,
    /// The change the answer is exact for: the last one, or less during a large write.
    pub as_of: i64,
    /// What of the words means nothing; the rest is searched.
    pub problems: Vec<Problem>,
}

/// A record that matches.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    score: u16,
    weight: u32,
    modified: i64,
    /// The older record first, so that the order is one.
    id: Reverse<Id>,
    at: At,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum At {
    Segment(usize, u32),
    Changed,
}

impl Index {
    /// The records that match what was typed, as of the connection's snapshot.
    pub fn search(
        &self,
        conn: &Connection,
        documents: &dyn Documents,
        request: &SearchRequest<'_>,
    ) -> Result<SearchAnswer> {
        self.note(self.answer(conn, documents, request))
    }

    fn answer(
        &self,
        conn: &Connection,
        documents: &dyn Documents,
        request: &SearchRequest<'_>,
    ) -> Result<SearchAnswer> {
        let view = self.view(conn, documents)?;
        let known = documents.kinds();
        let prefixes = Prefixes { kinds: &known, own: request.prefixes, about: request.about };
        let wish = parse(request.text, &prefixes)?;
        if wish.is_only_problems() {
            let (hits, problems) = (Vec::new(), wish.problems);
            return Ok(SearchAnswer { hits, total: 0, as_of: view.as_of, problems });
        }
        let asked = Asked::new(&wish, known, request)?;
        let (kinds, plans) = (&asked.kinds, &asked.plans);
        let whole = schema::whole(request.text);
        let search = Search { view: &view, wish: &wish, kinds, plans, request, whole };
        let mut forgiving = false;
        let (mut found, mut total) = search.run(forgiving)?;
        if total < ENOUGH && !wish.units.is_empty() {
            forgiving = true;
            (found, total) = search.run(forgiving)?;
        }
        found.drain(..request.offset.min(found.len()));
        let hits = search.hits(conn, documents, found, forgiving)?;
        Ok(SearchAnswer { hits, total, as_of: view.as_of, problems: wish.problems })
    }
}

/// The kinds whose records are looked at, those with conditions on their fields each with its plan.
struct Asked<'a> {
    kinds: Vec<String>,
    plans: HashMap<String, Plan<'a>>,
}

impl<'a> Asked<'a> {
    fn new(wish: &Wish, known: Vec<String>, request: &SearchRequest<'a>) -> Result<Self> {
        let mut asked = Self { kinds: Vec::new(), plans: HashMap::new() };
        for kind in known {
            if !(request.kinds.is_empty() || request.kinds.contains(&kind)) || !wish.wants(&kind) {
                continue;
            }
            let Some(filter) = wish.filter(&kind) else { continue };
            let described = request.about.and_then(|about| about.catalogue.kinds.get(&kind));
            if let Some((described, filter)) = described.zip(filter) {
                // What no word finds, such as stages, is found by its days only if it is asked for.
                let searched = described.fields.iter().any(|field| field.search_weight > 0);
                if !searched && !request.kinds.contains(&kind) && !wish.kinds.contains(&kind) {
                    continue;
                }
                let query = Query { filter: Some(filter), ..Query::default() };
                asked.plans.insert(kind.clone(), Plan::new(described, &query)?);
            }
            asked.kinds.push(kind);
        }
        Ok(asked)
    }
}

struct Search<'a> {
    view: &'a View,
    wish: &'a Wish,
    kinds: &'a [String],
    plans: &'a HashMap<String, Plan<'a>>,
    request: &'a SearchRequest<'a>,
    /// The whole of what was typed, as titles are compared.
    whole: String,
}

impl Search<'_> {
    /// The best records in order, as many as are asked for, and how many there are.
    fn run(&self, forgiving: bool) -> Result<(Vec<Found>, u64)> {
        let wanted = self.request.offset.saturating_add(self.request.limit).min(FURTHEST);
        let mut used: Vec<HashMap<u32, u32>> = vec![HashMap::new(); self.view.snapshot.segments.len()];
        for ((_, id), opened) in self.request.usage.iter().flat_map(|usage| &usage.weights) {
            if let Some((segment, doc)) = self.view.snapshot.find(*id)?
                && let Some(segment) = used.get_mut(segment)
            {
                segment.insert(doc, opened.weight(self.request.now_ms));
            }
        }
        let mut best = Best { found: Vec::new(), wanted, sorted: false };
        let mut total = 0;
        for ((at, segment), used) in self.view.snapshot.segments.iter().enumerate().zip(&used) {
            total += self.segment(at, segment, used, forgiving, &mut best)?;
        }
        for ((kind, id), changed) in &self.view.overlay.changed {
            let Some((document, terms)) = changed.terms() else { continue };
            if document.deleted || !self.kinds.contains(kind) {
                continue;
            }
            let plan = self.plans.get(kind);
            if plan.is_some_and(|plan| !plan.matches(&Value::Object(document.values.clone()))) {
                continue;
            }
            if let Some(score) = direct(self.wish, &self.whole, terms, forgiving) {
                let opened = self.request.usage.and_then(|usage| usage.weights.get(&(kind.clone(), *id)));
                let weight = opened.map_or(0, |opened| opened.weight(self.request.now_ms));
                let (modified, id) = (document.modified_ms.max(0), Reverse(*id));
                best.add(Found { score, weight, modified, id, at: At::Changed });
                total += 1;
            }
        }
        Ok((best.done(), total))
    }

    /// Adds a segment's best records and says how many match.
    fn segment(
        &self,
        at: usize,
        segment: &Segment,
        used: &HashMap<u32, u32>,
        forgiving: bool,
        best: &mut Best,
    ) -> Result<u64> {
        let snapshot = &self.view.snapshot;
        let mut among = crate::index::bits::Bits::none(segment.size());
        for kind in self.kinds {
            match self.plans.get(kind) {
                Some(plan) => among.or(&crate::lists::matching(snapshot, segment, plan)?),
                None => among.or(&*segment.state(snapshot.fields.state, kind, false)?),
            }
        }
        segment.keep_alive(&mut among);
        for changed in self.view.overlay.changed.values() {
            if let Some((stale, doc)) = changed.stale
                && stale == at
            {
                among.remove(doc);
            }
        }
        let matching = Scorer { snapshot, segment, forgiving }.all(self.wish, &self.whole, &among)?;
        let total = matching.len() as u64;
        // Only records of the best scores are looked at closer: how many each score has says where to stop.
        let mut counts: Vec<u64> = Vec::new();
        for (_, score) in &matching {
            let place = usize::from(*score);
            if counts.len() <= place {
                counts.resize(place + 1, 0);
            }
            counts.get_mut(place).into_iter().for_each(|count| *count += 1);
        }
        let mut least = u16::MAX;
        let mut enough = 0;
        for (score, count) in counts.iter().enumerate().rev().filter(|(_, count)| **count > 0) {
            if enough >= best.wanted as u64 {
                break;
            }
            least = u16::try_from(score).unwrap_or(u16::MAX);
            enough += count;
        }
        if enough == 0 {
            return Ok(total);
        }
        let modified = segment.modified()?;
        let (high, low) = segment.ids()?;
        for (doc, score) in matching.into_iter().filter(|(_, score)| *score >= least) {
            let number = |dense: &[u64]| dense.get(doc as usize).copied().unwrap_or_default();
            let (weight, modified) = (used.get(&doc).copied().unwrap_or(0), number(&modified).cast_signed());
            if best.refuses(score, weight, modified) {
                continue;
            }
            let id = Reverse(schema::whole_id(number(&high), number(&low)));
            best.add(Found { score, weight, modified, id, at: At::Segment(at, doc) });
        }
        Ok(total)
    }

    /// Reads what the hits show.
    fn hits(
        &self,
        conn: &Connection,
        documents: &dyn Documents,
        found: Vec<Found>,
        forgiving: bool,
    ) -> Result<Vec<Hit>> {
        let mut known: HashMap<Id, Document> = HashMap::new();
        let mut unread: HashMap<String, Vec<Id>> = HashMap::new();
        for one in &found {
            match one.at {
                At::Changed => {
                    let kinds = self.kinds.iter();
                    let changed =
                        kinds.filter_map(|kind| self.view.overlay.changed.get(&(kind.clone(), one.id.0)));
                    known.extend(changed.filter_map(|c| Some((one.id.0, c.document.as_deref()?.clone()))));
                }
                At::Segment(segment, doc) => {
                    let segment = self.view.snapshot.segments.get(segment);
                    if let Some(kind) = segment.map(|segment| segment.kind(doc)).transpose()?.flatten() {
                        unread.entry(kind).or_default().push(one.id.0);
                    }
                }
            }
        }
        for (kind, ids) in unread {
            let read = documents.documents(conn, &kind, &ids)?;
            known.extend(read.into_iter().map(|document| (document.id, document)));
        }
        let marker = fragments::Marker::new(self.wish, forgiving);
        Ok(found
            .into_iter()
            .filter_map(|one| {
                let document = known.remove(&one.id.0)?;
                Some(Hit {
                    fragments: marker.fragments(&document),
                    kind: document.kind,
                    id: document.id,
                    title: document.title,
                    subtitle: document.subtitle,
                    score: one.score.into(),
                })
            })
            .collect())
    }
}

/// The best records so far, never many more than are wanted.
struct Best {
    found: Vec<Found>,
    wanted: usize,
    /// Whether the wanted ones so far stand in front, sorted.
    sorted: bool,
}

impl Best {
    /// Whether a record would come after all that are wanted. Known only after a cut.
    fn refuses(&self, score: u16, weight: u32, modified: i64) -> bool {
        self.sorted
            && self
                .found
                .get(self.wanted.saturating_sub(1))
                .is_some_and(|last| (score, weight, modified) < (last.score, last.weight, last.modified))
    }

    fn add(&mut self, one: Found) {
        self.found.push(one);
        if self.found.len() >= 2 * self.wanted + 512 {
            self.cut();
            self.found.truncate(self.wanted);
        }
    }

    /// Sorts the wanted ones to the front.
    fn cut(&mut self) {
        self.found.sort_unstable_by(|a, b| b.cmp(a));
        self.sorted = true;
    }

    fn done(mut self) -> Vec<Found> {
        self.cut();
        self.found.truncate(self.wanted);
        self.found
    }
}
