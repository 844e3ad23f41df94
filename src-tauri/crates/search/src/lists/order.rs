//! The order over columns: a page anywhere in a list without sorting the list.
//!
//! Every record has a rough key, one number that never contradicts the order. Selecting by it (not sorting) leaves the
//! few records whose rough keys are those of the page; only for them are the exact keys made: numbers as they are,
//! texts by their place among the distinct texts at hand, which makes texts of different segments comparable. Where many
//! have the same value, or none, the next sort key decides among them in the same way, and in the end the id.

use std::cmp::Ordering;
use std::collections::HashMap;

use satchel_kernel::catalogue::FieldType;
use satchel_kernel::evaluate::{Key, Order, Plan, Rank};
use satchel_kernel::{Id, Point};

use tantivy::columnar::Column;

use crate::columns::{self, PREFIX, SORTED, VALUES, is_textual, unsigned};
use crate::index::bits::Bits;
use crate::index::schema::{halves, whole_id};
use crate::index::snapshot::{ABSENT, Dense, Segment, Values};
use crate::lists::select::{Around, Part, Rough, around, turned};
use crate::lists::values::firsts;
use crate::{Result, planted};

/// Where a record of a list is: in a segment, or among the changed ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub(super) segment: u32,
    pub(super) doc: u32,
}

/// The segment number of changed records.
pub(super) const CHANGED: u32 = u32::MAX;

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

    /// The members of the list with their rough keys by the sort key at `level`; behind the last one the id decides.
    pub(super) fn parts(&self, level: usize, members: impl IntoIterator<Item = Bits>) -> Result<Vec<Part>> {
        let mut parts = Vec::with_capacity(self.segments.len() + 1);
        for (at, members) in members.into_iter().enumerate() {
            let (segment, rough) = match u32::try_from(at) {
                Ok(number) if at < self.segments.len() => (number, self.rough(at, level)?),
                _ => {
                    let keys = self.changed.iter().map(|rank| self.rough_of(rank, level)).collect();
                    (CHANGED, Rough::Dense(Dense::new(keys), false))
                }
            };
            parts.push(Part { segment, members, rough });
        }
        Ok(parts)
    }

    /// The rough keys of a segment's documents.
    fn rough(&self, segment: usize, level: usize) -> Result<Rough> {
        let Some(place) = self.segments.get(segment) else { return Ok(Rough::Same) };
        let Some(order) = self.plan.order.get(level) else {
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
                let mut rough = vec![ABSENT; place.size() as usize];
                firsts(column.ords(), &Bits::all(place.size()), |doc, ord| {
                    let at = places.get(ord as usize).copied();
                    rough.get_mut(doc as usize).zip(at).into_iter().for_each(|(rough, at)| *rough = at);
                });
                return Ok(Rough::Dense(Dense::new(rough), order.descending));
            }
            _ => columns::key(VALUES, kind, &order.place),
        };
        if let Some(from) = order.from {
            let Some(Values::Ints(column)) = place.column(&key)? else { return Ok(Rough::Same) };
            let rough =
                (0..place.size()).map(|doc| kilometres(&column, doc, from).map_or(ABSENT, below_absent));
            return Ok(Rough::Dense(Dense::new(rough.collect()), order.descending));
        }
        let dense = place.dense(&key, || {
            let Some(Values::Ints(column)) = place.column(&key)? else { return Ok(Vec::new()) };
            let mut rough = vec![ABSENT; place.size() as usize];
            firsts(&column, &Bits::all(place.size()), |doc, value| {
                if let Some(rough) = rough.get_mut(doc as usize) {
                    *rough = below_absent(unsigned(value));
                }
            });
            Ok(rough)
        })?;
        Ok(if dense.is_empty() { Rough::Same } else { Rough::Dense(dense, order.descending) })
    }

    /// The rough key of a rank.
    fn rough_of(&self, rank: &Rank, level: usize) -> u64 {
        let Some(order) = self.plan.order.get(level) else { return halves(rank.id).0 };
        let before: usize =
            self.plan.order.iter().take(level).map(|order| order.place.key_components()).sum();
        let keys = rank.keys.get(before..before + order.place.key_components()).unwrap_or_default();
        let value = match (keys, order.place.ty()) {
            ([Key::Text(currency), Key::Int(minor)], Some(FieldType::Money)) => {
                unsigned(columns::money_prefix(*minor, currency))
            }
            ([Key::Text(text)], ty) if is_textual(ty) => {
                unsigned(columns::prefix(columns::packed(text).chars().map(|c| c as u8)))
            }
            ([Key::Text(text)], Some(FieldType::Date)) => match text.parse() {
                Ok(date) => unsigned(columns::date(date)),
                Err(_) => return ABSENT,
            },
            ([Key::Text(text)], _) => match text.parse::<Id>() {
                Ok(id) => halves(id).0,
                Err(_) => return ABSENT,
            },
            ([Key::Int(place)], Some(FieldType::Choice { .. } | FieldType::MultiChoice { .. })) => {
                place.cast_unsigned()
            }
            ([Key::Int(value)], _) => unsigned(*value),
            ([Key::Real(value)], _) => unsigned(columns::number(*value)),
            _ => return turned(ABSENT, order.descending),
        };
        turned(below_absent(value), order.descending)
    }

    /// Whether records with this rough key have equal sort keys at `level`, so that the next one decides among them.
    fn alike(&self, level: usize, key: u64) -> bool {
        let Some(order) = self.plan.order.get(level) else { return false };
        // Where the column is no number, every rough key says "absent".
        if matches!(order.place.ty(), Some(FieldType::Blob) | None) {
            return false;
        }
        let whole = matches!(
            order.place.ty(),
            Some(
                FieldType::Choice { .. }
                    | FieldType::MultiChoice { .. }
                    | FieldType::Bool
                    | FieldType::Date
                    | FieldType::Instant
                    | FieldType::Number
            )
        );
        // The greatest value there can be shares its rough key with the one below.
        key == ABSENT || (whole || order.from.is_some()) && key != turned(ABSENT - 1, order.descending)
    }

    /// The ids at `position` and after, at most `limit`; `members` of every segment, then of the changed.
    pub(super) fn page(&self, members: Vec<Bits>, position: u64, limit: usize) -> Result<Vec<Id>> {
        let total: u64 = members.iter().map(Bits::count).sum();
        let (mut from, mut to) = (position, position.saturating_add(limit as u64).min(total));
        if from >= to {
            return Ok(Vec::new());
        }
        let mut level = 0;
        let mut parts = self.parts(level, members)?;
        let near = loop {
            match around(&parts, from, to, |key| self.alike(level, key)) {
                Around::Alike { before, key } => {
                    (from, to) = (from - before, to - before);
                    level = if planted::is("ties_skip_a_key") { self.plan.order.len() } else { level + 1 };
                    parts = self.parts(level, parts.iter().map(|part| part.only(key)).collect::<Vec<_>>())?;
                }
                Around::These { before, near } => {
                    (from, to) = (from.saturating_sub(before), to.saturating_sub(before));
                    break near;
                }
            }
        };
        let (from, to) =
            (usize::try_from(from).unwrap_or(usize::MAX), usize::try_from(to).unwrap_or(usize::MAX));
        if planted::is("prefix_decides_order") {
            let ids = near.iter().map(|at| self.id(*at));
            return Ok(ids.skip(from).take(to - from).collect());
        }
        let exact = self.exact(&near, None)?;
        let mut order: Vec<u32> = (0..u32::try_from(near.len()).unwrap_or(u32::MAX)).collect();
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
    pub(super) fn after(&self, members: Vec<Bits>, rank: &Rank, limit: usize) -> Result<Vec<Id>> {
        let mut passed = 0;
        let mut level = 0;
        let mut parts = self.parts(level, members.iter().cloned())?;
        let equal: Vec<At> = loop {
            let key = self.rough_of(rank, level);
            passed += parts.iter().map(|part| part.below(key).0).sum::<u64>();
            let equal: Vec<Bits> = parts.iter().map(|part| part.only(key)).collect();
            if !self.alike(level, key) {
                break parts
                    .iter()
                    .zip(&equal)
                    .flat_map(|(part, equal)| equal.iter().map(|doc| At { segment: part.segment, doc }))
                    .collect();
            }
            level += 1;
            parts = self.parts(level, equal)?;
        };
        let exact = self.exact(&equal, Some(rank))?;
        passed += (0..equal.len()).filter(|at| exact.compare(*at, equal.len()).is_le()).count() as u64;
        self.page(members, passed, limit)
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

/// A value's rough key: above all of them are the absent.
const fn below_absent(value: u64) -> u64 {
    if value == ABSENT { ABSENT - 1 } else { value }
}

/// How far a document's place lies from another, as a number that compares as the distance does.
fn kilometres(column: &Column<i64>, doc: u32, from: Point) -> Option<u64> {
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
