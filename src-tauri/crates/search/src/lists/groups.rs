//! Groups over columns: the documents of a list counted by what they have in common at a place. What was counted is kept
//! ([`Counted`]); the words of large columns are numbered across segments, and read only where a group is among the largest.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use satchel_kernel::Id;
use satchel_kernel::date::PartialDate;
use satchel_kernel::evaluate::Plan;
use satchel_kernel::evaluate::groups::Grouping;
use serde_json::Value;
use tantivy::columnar::StrColumn;

use super::counted::{Counted, Said};
use super::filter;
use crate::columns::{self, VALUES};
use crate::index::snapshot::Segment;
use crate::view::View;
use crate::{Result, planted};

/// A column with so many distinct texts at most is read from its beginning to its end.
const FEW_WORDS: usize = if cfg!(debug_assertions) { 4 } else { 256 };

/// Some records of a list that have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCount {
    /// What it is.
    pub key: String,
    /// How many they are.
    pub count: u64,
    /// One of them, where that is known: how it writes the value is how it may be shown.
    pub one: Option<Id>,
}

/// The groups of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupCounts {
    /// The largest, then by the group; at most as many as were asked for.
    pub largest: Vec<GroupCount>,
    /// How many groups there are.
    pub many: u64,
}

/// The count of a group, and one of its records.
type Count = (u64, Option<Id>);

/// A segment whose texts are groups.
struct Texts<'a> {
    segment: &'a Segment,
    column: StrColumn,
    counted: Arc<Counted>,
}

/// The largest groups with the number of records in each.
pub(crate) fn count(
    view: &View,
    plan: &Plan<'_>,
    grouping: &Grouping<'_>,
    most: usize,
) -> Result<GroupCounts> {
    let segments = &view.snapshot.segments;
    let mut counts = Counts::new();
    let mut stale: Vec<Vec<u32>> = vec![Vec::new(); segments.len()];
    for record in view.overlay.changed.values() {
        if let Some((segment, doc)) = record.stale
            && let Some(docs) = stale.get_mut(segment)
        {
            docs.push(doc);
        }
        let Some(document) = record.document.as_ref().filter(|d| d.kind == plan.kind.name) else { continue };
        let values = Value::Object(document.values.clone());
        if plan.matches(&values) {
            for key in grouping.keys(&values) {
                add(&mut counts, key, 1, Some(document.id));
            }
        }
    }
    let mut many_words = Vec::new();
    let key = columns::key(VALUES, &plan.kind.name, &grouping.place);
    for (segment, stale) in segments.iter().zip(&stale) {
        let Some(column) = segment.column(&key)? else { continue };
        let mut found = filter::matching(&view.snapshot, segment, plan)?;
        stale.iter().for_each(|doc| found.remove(*doc));
        let Some(counted) = Counted::of(segment, &key, &column, grouping, found)? else { continue };
        match counted.said(&column, grouping) {
            Said::Named(groups) => {
                for (name, count, one) in groups.into_iter().filter(|(_, count, _)| *count > 0) {
                    let one = one.map(|doc| segment.id(doc)).transpose()?.flatten();
                    add(&mut counts, name, count, one);
                }
            }
            Said::Texts(texts, groups) if texts.num_terms() <= FEW_WORDS => {
                let mut stream = texts.dictionary().stream()?;
                for (ord, group) in groups.iter().enumerate() {
                    if stream.advance() && group.count > 0 {
                        let one = counted.one(ord).map(|doc| segment.id(doc)).transpose()?.flatten();
                        let name = String::from_utf8_lossy(stream.key()).into_owned();
                        add(&mut counts, name, group.count.into(), one);
                    }
                }
            }
            Said::Texts(texts, _) => {
                many_words.push(Texts { segment, column: texts.clone(), counted: Arc::clone(&counted) });
            }
        }
    }
    let mut all = Largest::new(most);
    if !many_words.is_empty() {
        all = by_number(view, &key, &many_words, &mut counts, most)?;
    }
    let mut named = Largest::new(most);
    counts.into_iter().for_each(|(key, (count, one))| named.add(count, (key, one)));
    Ok(all.joined(named))
}

/// Groups by their names.
type Counts = BTreeMap<String, Count>;

fn add(counts: &mut Counts, key: String, count: u64, one: Option<Id>) {
    let group = counts.entry(key).or_default();
    group.0 += count;
    group.1 = group.1.or(one);
}

/// The largest groups of segments with many words: counted by the numbers of the words, which are read only where a group
/// is among the largest. What `counts` has of these words is taken out of it and added.
fn by_number(
    view: &View,
    key: &str,
    texts: &[Texts<'_>],
    counts: &mut Counts,
    most: usize,
) -> Result<Largest<(String, Option<Id>)>> {
    let columns: Vec<_> = texts.iter().map(|one| (one.segment, &one.column)).collect();
    let words = view.snapshot.words(key, &columns)?;
    let mut totals = vec![0_u64; words.many()];
    for (at, one) in texts.iter().enumerate() {
        words.total(at, one.counted.groups(), &mut totals);
    }
    let mut ones = HashMap::new();
    for (name, (count, one)) in std::mem::take(counts) {
        let mut number = None;
        for (at, text) in texts.iter().enumerate() {
            if planted::is("same_word_twice") {
                break;
            }
            if let Some(ord) = text.column.dictionary().term_ord(name.as_bytes())? {
                number = words.number(at, ord);
                break;
            }
        }
        match number.and_then(|number| Some((number, totals.get_mut(number)?))) {
            Some((number, total)) => {
                *total += count;
                ones.insert(number, one);
            }
            None => _ = counts.insert(name, (count, one)),
        }
    }
    let mut largest = Largest::new(most);
    totals
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .for_each(|(at, count)| largest.add(*count, at));
    largest.cut();
    let mut named =
        Largest { most, many: largest.many, least: 0, all: Vec::with_capacity(largest.all.len()) };
    for (count, number) in largest.all {
        let (mut name, mut one) = (String::new(), ones.get(&number).copied().flatten());
        for (at, text) in texts.iter().enumerate() {
            let Some(ord) = words.ord(at, number) else { continue };
            if name.is_empty() {
                text.column.ord_to_str(ord as u64, &mut name)?;
            }
            if one.is_none()
                && let Some(doc) = text.counted.one(ord)
            {
                one = text.segment.id(doc)?;
            }
        }
        named.all.push((count, (name, one)));
    }
    Ok(named)
}

/// The largest of what is handed over in its order.
struct Largest<K> {
    most: usize,
    many: u64,
    /// Groups that are not larger come after all that are wanted.
    least: u64,
    all: Vec<(u64, K)>,
}

impl<K: Ord> Largest<K> {
    fn new(most: usize) -> Self {
        Self { most, many: 0, least: 0, all: Vec::new() }
    }

    fn add(&mut self, count: u64, key: K) {
        self.many += 1;
        if count > self.least {
            self.all.push((count, key));
            if self.all.len() >= self.most.saturating_mul(2).saturating_add(64) {
                self.cut();
            }
        }
    }

    fn cut(&mut self) {
        self.all.sort_unstable_by(|(a, a_key), (b, b_key)| b.cmp(a).then_with(|| a_key.cmp(b_key)));
        if self.all.len() >= self.most {
            self.all.truncate(self.most);
            self.least = self.all.last().map_or(0, |(last, _)| *last);
        }
    }
}

impl Largest<(String, Option<Id>)> {
    /// Those of both, no word of which is in both.
    fn joined(mut self, other: Self) -> GroupCounts {
        self.many += other.many;
        self.all.extend(other.all);
        self.cut();
        let largest = self.all.into_iter().map(|(count, (key, one))| GroupCount { key, count, one });
        GroupCounts { largest: largest.collect(), many: self.many }
    }
}

/// A date as columns hold it.
pub(super) fn date_of(value: i64) -> Option<PartialDate> {
    let part = |value: i64| u8::try_from(value % 100).ok();
    let year = i16::try_from(value / 10_000).ok()?;
    PartialDate::new((year > 0).then_some(year), part(value / 100)?, part(value)?)
}
