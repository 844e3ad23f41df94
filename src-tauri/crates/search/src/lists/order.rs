//! The order over columns: a page anywhere in a list without sorting the list.
//!
//! Every record has a rough key, one number that never contradicts the order. Selecting by it (not sorting) leaves the
//! few records whose rough keys are those of the page; only for them are the exact keys made: numbers as they are,
//! texts by their place among the distinct texts at hand, which makes texts of different segments comparable.

use std::cmp::Ordering;
use std::collections::HashMap;

use satchel_kernel::catalogue::FieldType;
use satchel_kernel::evaluate::{Key, Order, Plan, Rank};
use satchel_kernel::{Id, Point};

use crate::columns::{self, PREFIX, SORTED, VALUES, is_textual, unsigned};
use crate::index::schema::{halves, whole_id};
use crate::index::snapshot::{ABSENT, Dense, Segment, Values};
use crate::{Result, planted};

/// Where a record of a list is: in a segment, or among the changed ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub(super) segment: u32,
    pub(super) doc: u32,
}

/// The segment number of changed records.
pub(super) const CHANGED: u32 = u32::MAX;

/// A record with its rough key.
pub(super) type Item = (u64, At);

/// What the order is made from.
pub(super) struct Orderer<'a> {
    plan: &'a Plan<'a>,
    segments: &'a [Segment],
    /// The ranks of the changed records that belong to the list.
    changed: &'a [Rank],
    ids: Vec<(Dense, Dense)>,
}

impl<'a> Orderer<'a> {
    pub(super) fn new(plan: &'a Plan<'a>, segments: &'a [Segment], changed: &'a [Rank]) -> Result<Self> {
        let ids = segments.iter().map(Segment::ids).collect::<Result<_>>()?;
        Ok(Self { plan, segments, changed, ids })
    }

    fn id(&self, at: At) -> Id {
        if at.segment == CHANGED {
            return self.changed.get(at.doc as usize).map_or(Id::from_bytes([0; 16]), |rank| rank.id);
        }
        let half = |dense: &Dense| dense.get(at.doc as usize).copied().unwrap_or_default();
        self.ids
            .get(at.segment as usize)
            .map_or(Id::from_bytes([0; 16]), |(high, low)| whole_id(half(high), half(low)))
    }

    /// The rough keys of a segment's documents.
    pub(super) fn rough(&self, segment: usize) -> Result<Rough> {
        let Some(place) = self.segments.get(segment) else { return Ok(Rough::Same) };
        let Some(order) = self.plan.order.first() else {
            return Ok(self
                .ids
                .get(segment)
                .map_or(Rough::Same, |(high, _)| Rough::Dense(high.clone(), false)));
        };
        let kind = &self.plan.kind.name;
        let ty = order.place.ty();
        let key = match ty {
            ty if is_textual(ty) => columns::key(PREFIX, kind, &order.place),
            Some(FieldType::Money | FieldType::Record { .. }) => columns::key(PREFIX, kind, &order.place),
            Some(FieldType::Choice { options } | FieldType::MultiChoice { options }) => {
                let key = columns::key(VALUES, kind, &order.place);
                let Some(Values::Texts(column)) = place.column(&key)? else { return Ok(Rough::Same) };
                let places = choice_places(&column, options)?;
                let rough = (0..place.size()).map(|doc| {
                    let ord = column.ords().first(doc);
                    ord.and_then(|ord| places.get(ord as usize).copied()).unwrap_or(ABSENT)
                });
                return Ok(Rough::Dense(Dense::new(rough.collect()), order.descending));
            }
            _ => columns::key(VALUES, kind, &order.place),
        };
        if let Some(from) = order.from {
            let Some(Values::Ints(column)) = place.column(&key)? else { return Ok(Rough::Same) };
            let rough =
                (0..place.size()).map(|doc| kilometres(&column, doc, from).map_or(ABSENT, |km| km >> 1));
            return Ok(Rough::Dense(Dense::new(rough.collect()), order.descending));
        }
        let dense = place.dense(&key, || {
            let Some(Values::Ints(column)) = place.column(&key)? else { return Ok(Vec::new()) };
            // Half as fine as the numbers themselves, so that the absent are above all.
            let rough = |doc| column.first(doc).map_or(ABSENT, |value| unsigned(value) >> 1);
            Ok((0..place.size()).map(rough).collect())
        })?;
        Ok(if dense.is_empty() { Rough::Same } else { Rough::Dense(dense, order.descending) })
    }

    /// The rough key of a rank.
    pub(super) fn rough_of(&self, rank: &Rank) -> u64 {
        let Some(order) = self.plan.order.first() else { return halves(rank.id).0 };
        let value = match (rank.keys.as_slice(), order.place.ty()) {
            ([Key::Text(currency), Key::Int(minor), ..], Some(FieldType::Money)) => {
                unsigned(columns::money_prefix(*minor, currency)) >> 1
            }
            ([Key::Text(text), ..], ty) if is_textual(ty) => {
                unsigned(columns::prefix(columns::packed(text).chars().map(|c| c as u8))) >> 1
            }
            ([Key::Text(text), ..], Some(FieldType::Date)) => {
                text.parse().map_or(ABSENT, |date| unsigned(columns::date(date)) >> 1)
            }
            ([Key::Text(text), ..], _) => text.parse::<Id>().map_or(ABSENT, |id| halves(id).0 >> 1),
            ([Key::Int(place), ..], Some(FieldType::Choice { .. } | FieldType::MultiChoice { .. })) => {
                place.cast_unsigned()
            }
            ([Key::Int(value), ..], _) => unsigned(*value) >> 1,
            ([Key::Real(value), ..], _) => unsigned(columns::number(*value)) >> 1,
            _ => ABSENT,
        };
        turned(value, order.descending)
    }

    /// The ids at `position` and after, at most `limit`.
    pub(super) fn page(&self, mut items: Vec<Item>, position: usize, limit: usize) -> Result<Vec<Id>> {
        let end = position.saturating_add(limit).min(items.len());
        if position >= end {
            return Ok(Vec::new());
        }
        let by_rough = |item: &Item| item.0;
        let (_, first, rest) = items.select_nth_unstable_by_key(position, by_rough);
        let first = first.0;
        let last = match end - position {
            1 => first,
            more => rest.select_nth_unstable_by_key(more - 2, by_rough).1.0,
        };
        let before = items.iter().filter(|item| item.0 < first).count();
        let near: Vec<At> =
            items.iter().filter(|item| (first..=last).contains(&item.0)).map(|item| item.1).collect();
        drop(items);
        if planted::is("prefix_decides_order") {
            let ids = near.iter().map(|at| self.id(*at));
            return Ok(ids.skip(position - before).take(end - position).collect());
        }
        let exact = self.exact(&near, None)?;
        let mut order: Vec<u32> = (0..u32::try_from(near.len()).unwrap_or(u32::MAX)).collect();
        let (from, to) = (position - before, end - before);
        let compare = |a: &u32, b: &u32| exact.compare(*a as usize, *b as usize);
        // Selecting first keeps a page of a list of equals as cheap as any other.
        if from > 0 && from < order.len() {
            order.select_nth_unstable_by(from, compare);
        }
        let tail = order.get_mut(from..).unwrap_or_default();
        if to - from < tail.len() {
            tail.select_nth_unstable_by(to - from, compare);
        }
        let page = tail.get_mut(..to - from).unwrap_or_default();
        page.sort_unstable_by(compare);
        Ok(page.iter().filter_map(|at| near.get(*at as usize)).map(|at| self.id(*at)).collect())
    }

    /// The ids that come after `rank`, at most `limit`.
    pub(super) fn after(&self, mut items: Vec<Item>, rank: &Rank, limit: usize) -> Result<Vec<Id>> {
        let rough = self.rough_of(rank);
        items.retain(|item| item.0 >= rough);
        let equal: Vec<At> = items.iter().filter(|item| item.0 == rough).map(|item| item.1).collect();
        let exact = self.exact(&equal, Some(rank))?;
        let passed = (0..equal.len()).filter(|at| exact.compare(*at, equal.len()).is_le()).count();
        self.page(items, passed, limit)
    }

    /// The exact keys of these records, and of `rank` behind them.
    fn exact(&self, near: &[At], rank: Option<&Rank>) -> Result<Exact> {
        let mut ids: Vec<Id> = near.iter().map(|at| self.id(*at)).collect();
        ids.extend(rank.map(|rank| rank.id));
        let mut components = Vec::new();
        let mut key = 0;
        for order in &self.plan.order {
            let wide = order.place.key_components();
            let of_rank = |rank: &Rank| value_of(order, rank.keys.get(key..key + wide).unwrap_or_default());
            let mut values: Vec<Value> = self.values(order, near, &of_rank)?;
            values.extend(rank.map(of_rank));
            components.push((self.numbered(order, values)?, order.descending));
            key += wide;
        }
        Ok(Exact { components, ids })
    }

    fn values(
        &self,
        order: &Order<'_>,
        near: &[At],
        of_rank: &impl Fn(&Rank) -> Value,
    ) -> Result<Vec<Value>> {
        let kind = &self.plan.kind.name;
        let ty = order.place.ty();
        let column = if is_textual(ty) { SORTED } else { VALUES };
        let key = columns::key(column, kind, &order.place);
        let columns = self.segments.iter().map(|segment| segment.column(&key)).collect::<Result<Vec<_>>>()?;
        let mut choices = HashMap::new();
        if let Some(FieldType::Choice { options } | FieldType::MultiChoice { options }) = ty {
            for (at, column) in columns.iter().enumerate() {
                if let Some(Values::Texts(column)) = column {
                    choices.insert(at, choice_places(column, options)?);
                }
            }
        }
        let value = |at: &At| {
            if at.segment == CHANGED {
                return self.changed.get(at.doc as usize).map_or(Value::Absent, of_rank);
            }
            match columns.get(at.segment as usize) {
                Some(Some(Values::Ints(column))) if let Some(from) = order.from => {
                    kilometres(column, at.doc, from).map_or(Value::Absent, Value::Number)
                }
                Some(Some(Values::Ints(column))) => {
                    column.first(at.doc).map_or(Value::Absent, |value| Value::Number(unsigned(value)))
                }
                Some(Some(Values::Texts(column))) => match column.ords().first(at.doc) {
                    None => Value::Absent,
                    Some(ord) => match choices.get(&(at.segment as usize)) {
                        Some(places) => Value::Number(places.get(ord as usize).copied().unwrap_or(ABSENT)),
                        None => Value::Ord(at.segment, ord),
                    },
                },
                _ => Value::Absent,
            }
        };
        Ok(near.iter().map(value).collect())
    }

    /// Gives texts numbers in their order.
    fn numbered(&self, order: &Order<'_>, values: Vec<Value>) -> Result<Vec<(bool, u64)>> {
        let mut ords: Vec<(u32, u64)> = values.iter().filter_map(Value::ord).collect();
        ords.sort_unstable();
        ords.dedup();
        let one = ords.first().map(|(segment, _)| *segment);
        let alone = ords.iter().all(|(segment, _)| Some(*segment) == one)
            && !values.iter().any(|value| matches!(value, Value::Text(_)));
        let mut places: HashMap<(u32, u64), u64> = HashMap::new();
        let mut texts: Vec<String> = Vec::new();
        if !alone {
            let resolved = self.resolve(order, &ords)?;
            texts.clone_from(&resolved);
            texts.extend(values.iter().filter_map(|value| match value {
                Value::Text(text) => Some(text.clone()),
                _ => None,
            }));
            texts.sort_unstable();
            texts.dedup();
            for (ord, text) in ords.iter().zip(&resolved) {
                places.insert(*ord, texts.binary_search(text).unwrap_or_else(|at| at) as u64);
            }
        }
        let number = |value: Value| match value {
            Value::Absent => (true, 0),
            Value::Number(number) => (false, number),
            Value::Ord(_, ord) if alone => (false, ord),
            Value::Ord(segment, ord) => (false, places.get(&(segment, ord)).copied().unwrap_or(ABSENT)),
            Value::Text(text) => (false, texts.binary_search(&text).unwrap_or_else(|at| at) as u64),
        };
        Ok(values.into_iter().map(number).collect())
    }

    /// The texts of sorted ordinals, read in one pass per segment.
    fn resolve(&self, order: &Order<'_>, ords: &[(u32, u64)]) -> Result<Vec<String>> {
        let column = if is_textual(order.place.ty()) { SORTED } else { VALUES };
        let key = columns::key(column, &self.plan.kind.name, &order.place);
        let mut texts = Vec::with_capacity(ords.len());
        for run in ords.chunk_by(|a, b| a.0 == b.0) {
            let Some(segment) = run.first().and_then(|(at, _)| self.segments.get(*at as usize)) else {
                continue;
            };
            if let Some(Values::Texts(column)) = segment.column(&key)? {
                let ords: Vec<u64> = run.iter().map(|(_, ord)| *ord).collect();
                let text = |bytes: &[u8]| texts.push(String::from_utf8_lossy(bytes).into_owned());
                column.dictionary().sorted_ords_to_term_cb(&ords, text)?;
            }
        }
        Ok(texts)
    }
}

/// The rough keys of one segment.
pub(super) enum Rough {
    /// No document has a value.
    Same,
    /// One number each, and whether they descend.
    Dense(Dense, bool),
}

impl Rough {
    pub(super) fn of(&self, doc: u32) -> u64 {
        match self {
            Self::Same => ABSENT,
            Self::Dense(numbers, descending) => {
                turned(numbers.get(doc as usize).copied().unwrap_or(ABSENT), *descending)
            }
        }
    }
}

/// A rough key in the direction of the list, the absent last.
fn turned(value: u64, descending: bool) -> u64 {
    match value {
        ABSENT if descending && planted::is("absent_first_when_descending") => 0,
        ABSENT => ABSENT,
        value if descending => (ABSENT >> 1) - value.min(ABSENT >> 1),
        value => value,
    }
}

/// How far a document's place lies from another, as a number that compares as the distance does.
fn kilometres(column: &tantivy::columnar::Column<i64>, doc: u32, from: Point) -> Option<u64> {
    let point = column.first(doc).and_then(Point::from_packed)?;
    Some(unsigned(columns::number(from.km_to(point))))
}

/// Where each of a column's choices stands among the options.
fn choice_places(
    column: &tantivy::columnar::StrColumn,
    options: &[satchel_kernel::catalogue::Text],
) -> Result<Vec<u64>> {
    let mut places = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        let at = options.iter().position(|option| option.as_bytes() == stream.key());
        places.push(at.unwrap_or(options.len()) as u64);
    }
    Ok(places)
}

/// One value that is sorted by.
enum Value {
    Absent,
    Number(u64),
    /// A text of a segment's dictionary.
    Ord(u32, u64),
    Text(String),
}

impl Value {
    const fn ord(&self) -> Option<(u32, u64)> {
        match self {
            Self::Ord(segment, ord) => Some((*segment, *ord)),
            _ => None,
        }
    }
}

/// The value of a rank's keys, in the form the columns hold.
fn value_of(order: &Order<'_>, keys: &[Key]) -> Value {
    match (keys, order.place.ty()) {
        ([Key::Text(currency), Key::Int(minor)], Some(FieldType::Money)) => {
            Value::Text(columns::money_text(*minor, currency))
        }
        ([Key::Text(text)], ty) if is_textual(ty) => Value::Text(columns::packed(text)),
        ([Key::Text(text)], Some(FieldType::Date)) => {
            text.parse().map_or(Value::Absent, |date| Value::Number(unsigned(columns::date(date))))
        }
        ([Key::Text(text)], _) => Value::Text(text.clone()),
        ([Key::Int(place)], Some(FieldType::Choice { .. } | FieldType::MultiChoice { .. })) => {
            Value::Number(place.cast_unsigned())
        }
        ([Key::Int(value)], _) => Value::Number(unsigned(*value)),
        ([Key::Real(value)], _) => Value::Number(unsigned(columns::number(*value))),
        _ => Value::Absent,
    }
}

/// The exact keys of some records.
struct Exact {
    /// For each sort key: whether the value is absent and its number, and whether the key descends.
    components: Vec<(Vec<(bool, u64)>, bool)>,
    ids: Vec<Id>,
}

impl Exact {
    fn compare(&self, a: usize, b: usize) -> Ordering {
        for (values, descending) in &self.components {
            let (a, b) = (values.get(a), values.get(b));
            let order = match (a, b) {
                (Some((false, a)), Some((false, b))) if *descending => b.cmp(a),
                (a, b) => a.cmp(&b),
            };
            if order.is_ne() {
                return order;
            }
        }
        self.ids.get(a).cmp(&self.ids.get(b))
    }
}
