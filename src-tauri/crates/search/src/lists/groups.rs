//! Groups over columns: the documents of a list counted by what they have in common at a place. Texts are counted by their
//! ordinals, which are read as words once, when all are counted.

use std::collections::{BTreeMap, HashMap};

use satchel_kernel::date::PartialDate;
use satchel_kernel::evaluate::Plan;
use satchel_kernel::evaluate::groups::{Grouping, Unit, letter_of};
use satchel_kernel::{FieldType, Id};
use serde_json::Value;
use tantivy::columnar::{StrColumn, Streamer};

use super::filter;
use super::values::{firsts, holding};
use crate::Result;
use crate::columns::{self, VALUES};
use crate::index::bits::Bits;
use crate::index::schema::whole_id;
use crate::index::snapshot::{Dense, Values};
use crate::view::View;

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

/// The largest groups with the number of records in each.
pub(crate) fn count(
    view: &View,
    plan: &Plan<'_>,
    grouping: &Grouping<'_>,
    most: usize,
) -> Result<GroupCounts> {
    let segments = &view.snapshot.segments;
    let mut counts = BTreeMap::<String, Count>::new();
    let mut add = |key: String, count: u64, one: Option<Id>| {
        let group = counts.entry(key).or_default();
        group.0 += count;
        group.1 = group.1.or(one);
    };
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
                add(key, 1, Some(document.id));
            }
        }
    }
    let mut by_text = Vec::new();
    let key = columns::key(VALUES, &plan.kind.name, &grouping.place);
    let ty = grouping.place.ty();
    for (segment, stale) in segments.iter().zip(&stale) {
        let mut found = filter::matching(&view.snapshot, segment, plan)?;
        stale.iter().for_each(|doc| found.remove(*doc));
        match segment.column(&key)? {
            Some(Values::Texts(column)) => {
                let (high, low) = segment.ids()?;
                let id = |doc: u32| {
                    let (high, low) = (high.get(doc as usize)?, low.get(doc as usize)?);
                    Some(whole_id(*high, *low))
                };
                let groups = Groups::of(&column, grouping.unit)?;
                let by_group = by_ordinal(&column, &groups, &found);
                match groups {
                    Groups::Each => by_text.push((column, by_group, (high, low))),
                    Groups::Letters(_, letters) => {
                        for (name, (count, doc)) in letters.into_iter().zip(by_group) {
                            if count > 0 {
                                add(name, count, id(doc));
                            }
                        }
                    }
                }
            }
            Some(Values::Ints(column)) if matches!(ty, Some(FieldType::Bool)) => {
                for yes in [true, false] {
                    let mut those = Bits::none(found.size());
                    holding(&column, &mut those, |value| (value != 0) == yes);
                    those.and(&found);
                    let count = those.count();
                    if count > 0 {
                        add(yes.to_string(), count, None);
                    }
                }
            }
            Some(Values::Ints(column)) if grouping.unit.is_of_time() => {
                let dates = matches!(ty, Some(FieldType::Date));
                let mut by_date = HashMap::<i64, u64>::new();
                let mut spans = Spans::default();
                firsts(&column, &found, |_, value| {
                    if dates {
                        *by_date.entry(value).or_default() += 1;
                    } else {
                        spans.add(value, grouping);
                    }
                });
                for (value, count) in by_date {
                    if let Some(name) = date_of(value).and_then(|date| grouping.of_date(date)) {
                        add(name, count, None);
                    }
                }
                spans.all.into_iter().for_each(|span| add(span.name, span.count, None));
            }
            _ => {}
        }
    }
    let mut largest = Largest { most, counts: GroupCounts::default(), least: 0 };
    if by_text.is_empty() {
        counts.into_iter().for_each(|(key, count)| largest.add(&key, count));
    } else {
        merged(&by_text, counts, &mut largest)?;
    }
    Ok(largest.done())
}

/// A segment's texts with how many documents each has and the first of them, and the ids of its documents.
type Texts = (StrColumn, Vec<(u64, u32)>, (Dense, Dense));

/// Counts the same text of several segments as one group, walking through their dictionaries side by side: a text becomes
/// a word only where its group is among the largest.
fn merged(texts: &[Texts], counts: BTreeMap<String, Count>, largest: &mut Largest) -> Result<()> {
    let mut streams = Vec::with_capacity(texts.len());
    for (column, by_group, ids) in texts {
        let counted = by_group.iter();
        let mut walk = Walk { stream: column.dictionary().stream()?, counted, ids, at: None };
        walk.next();
        streams.push(walk);
    }
    let mut changed = counts.into_iter().peekable();
    let mut key: Vec<u8> = Vec::new();
    loop {
        let walked = streams.iter().filter(|walk| walk.at.is_some()).map(|walk| walk.stream.key()).min();
        let least = match (walked, changed.peek()) {
            (None, None) => return Ok(()),
            (Some(walked), Some((changed, _))) => walked.min(changed.as_bytes()),
            (Some(walked), None) => walked,
            (None, Some((changed, _))) => changed.as_bytes(),
        };
        key.clear();
        key.extend_from_slice(least);
        let mut group: Count = (0, None);
        if let Some((_, (count, one))) = changed.next_if(|(changed, _)| changed.as_bytes() == key) {
            group = (count, one);
        }
        for walk in streams.iter_mut().filter(|walk| walk.at.is_some() && walk.stream.key() == key) {
            if let Some((count, doc)) = walk.at {
                group.0 += count;
                let id = |(high, low): &(Dense, Dense)| {
                    Some(whole_id(*high.get(doc as usize)?, *low.get(doc as usize)?))
                };
                group.1 = group.1.or_else(|| id(walk.ids));
            }
            walk.next();
        }
        largest.add(&String::from_utf8_lossy(&key), group);
    }
}

/// The walk through a dictionary, over texts that have documents.
struct Walk<'a> {
    stream: Streamer<'a>,
    counted: std::slice::Iter<'a, (u64, u32)>,
    ids: &'a (Dense, Dense),
    /// How many documents the text has and the first of them; `None` behind the last.
    at: Option<(u64, u32)>,
}

impl Walk<'_> {
    fn next(&mut self) {
        self.at = None;
        for counted in self.counted.by_ref() {
            if !self.stream.advance() {
                return;
            }
            if counted.0 > 0 {
                self.at = Some(*counted);
                return;
            }
        }
    }
}

/// The largest groups of those handed over in their order.
struct Largest {
    most: usize,
    counts: GroupCounts,
    /// Groups that are not larger come after all that are wanted.
    least: u64,
}

impl Largest {
    fn add(&mut self, key: &str, (count, one): Count) {
        self.counts.many += 1;
        if count > self.least {
            self.counts.largest.push(GroupCount { key: key.to_owned(), count, one });
            if self.counts.largest.len() >= self.most.saturating_mul(2).saturating_add(64) {
                self.cut();
            }
        }
    }

    fn cut(&mut self) {
        let by_size = |a: &GroupCount, b: &GroupCount| b.count.cmp(&a.count).then_with(|| a.key.cmp(&b.key));
        self.counts.largest.sort_unstable_by(by_size);
        if self.counts.largest.len() >= self.most {
            self.counts.largest.truncate(self.most);
            self.least = self.counts.largest.last().map_or(0, |last| last.count);
        }
    }

    fn done(mut self) -> GroupCounts {
        self.cut();
        self.counts
    }
}

/// The moments of a list, counted by the stretches of time they lie in.
#[derive(Default)]
struct Spans {
    /// In their order.
    all: Vec<Span>,
    /// Where the last moment lay; the next one is likely to lie there too.
    last: usize,
}

struct Span {
    name: String,
    from: i64,
    to: i64,
    count: u64,
}

impl Spans {
    fn add(&mut self, at: i64, grouping: &Grouping<'_>) {
        let holds = |span: &Span| (span.from..span.to).contains(&at);
        if !self.all.get(self.last).is_some_and(holds) {
            let behind = self.all.partition_point(|span| span.from <= at);
            self.last = behind.saturating_sub(1);
            if !self.all.get(self.last).is_some_and(holds) {
                let Some((name, from, to)) = grouping.span_at(at) else { return };
                self.last = behind;
                self.all.insert(behind, Span { name, from, to, count: 0 });
            }
        }
        self.all.get_mut(self.last).into_iter().for_each(|span| span.count += 1);
    }
}

/// How many of these documents have each group, by its number, with the first of them.
fn by_ordinal(column: &StrColumn, groups: &Groups, found: &Bits) -> Vec<(u64, u32)> {
    let mut by_group = vec![(0, 0); groups.len(column)];
    let mut add = |group: u64, doc: u32| {
        if let Some((count, first)) = usize::try_from(group).ok().and_then(|group| by_group.get_mut(group)) {
            if *count == 0 {
                *first = doc;
            }
            *count += 1;
        }
    };
    let ords = column.ords();
    if !ords.get_cardinality().is_multivalue() {
        firsts(ords, found, |doc, ord| add(groups.at(ord), doc));
        return by_group;
    }
    let mut of_doc = Vec::new();
    for doc in found.iter() {
        of_doc.clear();
        of_doc.extend(ords.values_for_doc(doc).map(|ord| groups.at(ord)));
        if of_doc.len() > 1 {
            of_doc.sort_unstable();
            of_doc.dedup();
        }
        of_doc.iter().for_each(|group| add(*group, doc));
    }
    by_group
}

/// The groups of a segment's texts.
enum Groups {
    /// Every text is one.
    Each,
    /// By their first letters: which letter each text has, and the letters.
    Letters(Vec<u64>, Vec<String>),
}

impl Groups {
    /// Reads the dictionary once where groups are not its texts.
    fn of(column: &StrColumn, unit: Unit) -> Result<Self> {
        if unit != Unit::Letter {
            return Ok(Self::Each);
        }
        let (mut of, mut letters) = (Vec::new(), Vec::<String>::new());
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            let letter = letter_of(&String::from_utf8_lossy(stream.key())).unwrap_or_default();
            // The dictionary is in order, so that equal letters stand together.
            if letters.last() != Some(&letter) {
                letters.push(letter);
            }
            of.push(letters.len() as u64 - 1);
        }
        Ok(Self::Letters(of, letters))
    }

    fn len(&self, column: &StrColumn) -> usize {
        match self {
            Self::Each => column.num_terms(),
            Self::Letters(_, letters) => letters.len(),
        }
    }

    /// The number of the group that a text stands in.
    fn at(&self, ord: u64) -> u64 {
        match self {
            Self::Each => ord,
            Self::Letters(of, _) => {
                usize::try_from(ord).ok().and_then(|ord| of.get(ord)).copied().unwrap_or(u64::MAX)
            }
        }
    }
}

/// A date as columns hold it.
fn date_of(value: i64) -> Option<PartialDate> {
    let part = |value: i64| u8::try_from(value % 100).ok();
    let year = i16::try_from(value / 10_000).ok()?;
    PartialDate::new((year > 0).then_some(year), part(value / 100)?, part(value)?)
}
