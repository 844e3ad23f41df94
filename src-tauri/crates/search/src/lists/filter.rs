//! The filter over columns: every condition gives the set of a segment's documents it holds for.

use std::ops::RangeInclusive;

use satchel_kernel::Point;
use satchel_kernel::date::PartialDate;
use satchel_kernel::evaluate::{Check, Comparison, Node, Operand, Place, Plan, Test};
use tantivy::columnar::{Column, ColumnIndex, StrColumn, TermOrdHit};

use crate::columns::{self, VALUES};
use crate::index::bits::Bits;
use crate::index::snapshot::{Segment, Snapshot, Values};
use crate::lists::values::holding;
use crate::{Result, planted};

/// Documents looked at in one step; bounds what a step allocates.
const STEP: u32 = 1 << 16;

/// The documents of a segment that belong to the list.
pub(crate) fn matching(snapshot: &Snapshot, segment: &Segment, plan: &Plan<'_>) -> Result<Bits> {
    let mut found = (*segment.state(snapshot.fields.state, &plan.kind.name, plan.trashed)?).clone();
    if planted::is("trash_counted") {
        found.or(&*segment.state(snapshot.fields.state, &plan.kind.name, !plan.trashed)?);
    }
    segment.keep_alive(&mut found);
    if !matches!(&plan.root, Node::All(nodes) if nodes.is_empty()) {
        found.and(&node(snapshot, segment, plan, &plan.root)?);
    }
    Ok(found)
}

/// Not deeper than the plan allows.
fn node(snapshot: &Snapshot, segment: &Segment, plan: &Plan<'_>, tree: &Node<'_>) -> Result<Bits> {
    Ok(match tree {
        Node::All(nodes) => {
            let mut all = Bits::all(segment.size());
            for inner in nodes {
                all.and(&node(snapshot, segment, plan, inner)?);
            }
            all
        }
        Node::Any(nodes) if planted::is("or_as_and") => {
            return node(snapshot, segment, plan, &Node::All(nodes.clone()));
        }
        Node::Any(nodes) => {
            let mut any = Bits::none(segment.size());
            for inner in nodes {
                any.or(&node(snapshot, segment, plan, inner)?);
            }
            any
        }
        Node::Not(inner) => {
            let mut bits = node(snapshot, segment, plan, inner)?;
            bits.invert();
            bits
        }
        Node::Check(condition) => check(snapshot, segment, plan, condition)?,
    })
}

fn check(snapshot: &Snapshot, segment: &Segment, plan: &Plan<'_>, check: &Check<'_>) -> Result<Bits> {
    let mut bits = Bits::none(segment.size());
    if let Place::Id = check.place {
        if let Test::AnyOf(operands) = &check.test {
            for operand in operands {
                if let Operand::Record(id) = operand {
                    segment.each_with(&snapshot.fields.key_term(*id), |doc| bits.add(doc))?;
                }
            }
        }
        return Ok(bits);
    }
    let key = columns::key(VALUES, &plan.kind.name, &check.place);
    let column = segment.column(&key)?;
    match (&column, &check.test) {
        (column, Test::Empty) => {
            if let Some(column) = column {
                let index = match column {
                    Values::Ints(column) => &column.index,
                    Values::Texts(column) => &column.ords().index,
                };
                bits = (*segment.present(&key, || present(index, segment.size()))).clone();
            }
            bits.invert();
        }
        (Some(Values::Ints(column)), test) => ints(column, test, &mut bits),
        (Some(Values::Texts(column)), Test::Contains(part)) => {
            pick(column.ords(), &segment.holding(&key, part)?, &mut bits);
        }
        (Some(Values::Texts(column)), test) => texts(column, test, &mut bits)?,
        (None, _) => {}
    }
    Ok(bits)
}

/// The documents with a value.
fn present(index: &ColumnIndex, size: u32) -> Bits {
    let mut bits = Bits::none(size);
    match index {
        ColumnIndex::Empty { .. } => {}
        ColumnIndex::Full => bits.invert(),
        ColumnIndex::Optional(index) => index.iter_non_null_docs().for_each(|doc| bits.add(doc)),
        ColumnIndex::Multivalued(index) => index.iter_non_null_docs().for_each(|doc| bits.add(doc)),
    }
    bits
}

fn ints(column: &Column<i64>, test: &Test, bits: &mut Bits) {
    match test {
        Test::AnyOf(operands) => {
            let mut wanted: Vec<i64> = operands.iter().filter_map(int).collect();
            wanted.sort_unstable();
            if wanted.len() <= 4 {
                wanted.iter().for_each(|value| range(column, *value..=*value, bits));
            } else {
                holding(column, bits, |value| wanted.binary_search(&value).is_ok());
            }
            for operand in operands {
                if let Some(day) = day_of_year(operand) {
                    holding(column, bits, |value| value % 10_000 == day);
                }
            }
        }
        Test::Compare(comparison, operand) => {
            if let Some(day) = day_of_year(operand) {
                holding(column, bits, |value| comparison.accepts((value % 10_000).cmp(&day)));
            } else if let Some(value) = int(operand) {
                // A date with a year says nothing about those without one, which are below all others.
                let least = if matches!(operand, Operand::Date(_)) { 10_000 } else { i64::MIN };
                let wanted = match comparison {
                    Comparison::Less => value.checked_sub(1).map(|below| least..=below),
                    Comparison::AtMost => Some(least..=value),
                    Comparison::Greater => value.checked_add(1).map(|above| above.max(least)..=i64::MAX),
                    Comparison::AtLeast => Some(value.max(least)..=i64::MAX),
                };
                if let Some(wanted) = wanted {
                    range(column, wanted, bits);
                }
            }
        }
        Test::Near(from, km) => near(column, *from, *km, bits),
        Test::Empty | Test::Contains(_) | Test::StartsWith(_) => {}
    }
}

/// Adds the documents that lie near: those in the band are found by the column's order, of them each is measured.
fn near(column: &Column<i64>, from: Point, km: f64, bits: &mut Bits) {
    let (least, most) = from.band(km);
    let mut band = Bits::none(bits.size());
    range(column, least..=most, &mut band);
    for doc in band.iter() {
        let point = column.first(doc).and_then(Point::from_packed);
        if planted::is("band_is_near") || point.is_some_and(|point| from.km_to(point) <= km) {
            bits.add(doc);
        }
    }
}

/// The number a column holds for an operand; `None` for a day of the year and for texts.
fn int(operand: &Operand) -> Option<i64> {
    match operand {
        Operand::Number(value) => Some(columns::number(*value)),
        Operand::Instant(at) => Some(*at),
        Operand::Bool(yes) => Some((*yes).into()),
        Operand::Date(date) => date.year().map(|_| columns::date(*date)),
        Operand::Folded(_) | Operand::Exact(_) | Operand::Money(_) | Operand::Record(_) => None,
    }
}

fn day_of_year(operand: &Operand) -> Option<i64> {
    match operand {
        Operand::Date(date) if date.year().is_none() => {
            PartialDate::new(None, date.month(), date.day()).map(columns::date)
        }
        _ => None,
    }
}

/// Adds the documents with a value in the range.
fn range<T>(column: &Column<T>, wanted: RangeInclusive<T>, bits: &mut Bits)
where
    T: PartialOrd + Copy + std::fmt::Debug + Send + Sync + 'static,
{
    // tantivy misreads ranges that reach beyond what a column holds.
    let (least, most) = (column.min_value(), column.max_value());
    let from = if *wanted.start() < least { least } else { *wanted.start() };
    let to = if *wanted.end() > most { most } else { *wanted.end() };
    let wanted = from..=to;
    if wanted.is_empty() {
        return;
    }
    let mut docs = Vec::new();
    let mut from = 0;
    while from < bits.size() {
        let to = from.saturating_add(STEP).min(bits.size());
        docs.clear();
        column.get_docids_for_value_range(wanted.clone(), from..to, &mut docs);
        docs.iter().for_each(|doc| bits.add(*doc));
        from = to;
    }
}

fn texts(column: &StrColumn, test: &Test, bits: &mut Bits) -> Result<()> {
    let dictionary = column.dictionary();
    let at = |text: &str| -> Result<u64> {
        Ok(match dictionary.term_ord_or_next(text)? {
            TermOrdHit::Exact(ord) | TermOrdHit::Next(ord) => ord,
        })
    };
    let terms = dictionary.num_terms() as u64;
    // The ordinals between two texts; an end of `None` is the end of the dictionary.
    let between = |start: &str, end: Option<&str>| -> Result<Option<RangeInclusive<u64>>> {
        let from = at(start)?.min(terms);
        let to = end.map_or(Ok(terms), &at)?.min(terms);
        Ok((from < to).then(|| from..=to - 1))
    };
    match test {
        Test::AnyOf(operands) => {
            let mut wanted = Vec::new();
            for operand in operands {
                let text = match operand {
                    Operand::Folded(text) | Operand::Exact(text) => text.clone(),
                    Operand::Record(id) => id.to_string(),
                    Operand::Money(money) => columns::money_text(money.minor, &money.currency),
                    _ => continue,
                };
                if !text.is_empty() {
                    wanted.extend(dictionary.term_ord(text.as_bytes())?);
                }
            }
            wanted.sort_unstable();
            pick(column.ords(), &wanted, bits);
        }
        Test::StartsWith(start) => {
            if let Some(wanted) = between(start, successor(start).as_deref())? {
                range(column.ords(), wanted, bits);
            }
        }
        Test::Compare(comparison, Operand::Money(money)) => {
            let this = columns::money_text(money.minor, &money.currency);
            let (first, beyond) = (format!("{}\u{1}", money.currency), format!("{}\u{2}", money.currency));
            let next = format!("{this}\u{0}");
            let wanted = match comparison {
                Comparison::Less => between(&first, Some(&this)),
                Comparison::AtMost => between(&first, Some(&next)),
                Comparison::Greater => between(&next, Some(&beyond)),
                Comparison::AtLeast => between(&this, Some(&beyond)),
            }?;
            if let Some(wanted) = wanted {
                range(column.ords(), wanted, bits);
            }
        }
        Test::Compare(..) | Test::Empty | Test::Near(..) | Test::Contains(_) => {}
    }
    Ok(())
}

/// Adds the documents with one of these ordinals, which are sorted.
fn pick(ords: &Column<u64>, wanted: &[u64], bits: &mut Bits) {
    match wanted {
        [] => {}
        [first, .., last] if wanted.len() > 4 => {
            let mut set = Bits::none(u32::try_from(last - first + 1).unwrap_or(u32::MAX));
            let place = |ord: u64| ord.checked_sub(*first).and_then(|at| u32::try_from(at).ok());
            wanted.iter().filter_map(|ord| place(*ord)).for_each(|at| set.add(at));
            holding(ords, bits, |ord: u64| place(ord).is_some_and(|at| set.has(at)));
        }
        few => few.iter().for_each(|ord| range(ords, *ord..=*ord, bits)),
    }
}

/// The least text greater than every text that starts with `start`; `None` if there is none.
fn successor(start: &str) -> Option<String> {
    let mut chars: Vec<char> = start.chars().collect();
    while let Some(last) = chars.pop() {
        let next = (u32::from(last) + 1..=u32::from(char::MAX)).find_map(char::from_u32);
        if let Some(next) = next {
            chars.push(next);
            return Some(chars.into_iter().collect());
        }
    }
    None
}
