//! The reference evaluator: what every operator of the query value means, for every type of field.
//!
//! A [`Query`] is checked once against its kind into a [`Plan`]; the plan is then asked about records in their JSON
//! form. The SQL executor (`vault::list`) and the index executor (`search`) compile the same plan and are held to
//! this module by a property test. The rules, beyond what [`crate::query::Op`] says:
//!
//! - Text whose folded form is empty, an unreadable date and a value of another type than its field's are absent.
//! - Choices compare exactly, texts and links by their folded forms, money only with money of the same currency.
//! - A condition on a date with a year holds only for dates with a year; a condition without a year (`--03-22`) asks
//!   about the day of the year, of every date.
//! - A period (`within`) is turned into days and moments before a list is read; what it means is [`crate::period`]'s.
//! - `not` turns a condition around, so `not less than 5` also holds for a record without a value.
//! - A place is near another if the great-circle distance is at most as asked; a list is sorted by it from where the query
//!   says.
//! - Sorting: texts by [`SortKeys`], choices by the order of their options (unknown ones last), dates as written (those
//!   without a year first), money by currency code, then amount, fields of several values by the first present one.
//!
//! What it leaves out: reading records, and pages; whoever asks has the records at hand.

pub mod facets;
pub mod groups;
mod plan;
mod relative;
mod values;

use std::cmp::Ordering;

use serde_json::Value;

pub use plan::{Check, Comparison, Meta, Node, Operand, Order, Place, Plan, Test};
pub use relative::{between, evaluate_at};
pub use values::Scalar;

use crate::query::Query;
use crate::text::{SortKeys, fold};
use crate::{Id, Kind, Result};

/// One component of a record's place in a list.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// No value: last, whatever the direction.
    Absent,
    /// A whole number: an instant, minor units, a choice's place among its options, a yes or no.
    Int(i64),
    /// A number; never NaN, never negative zero.
    Real(f64),
    /// Compared as bytes: a sort key, a date, a currency code, an id.
    Text(String),
}

impl Key {
    /// The order of two keys of one sort key, absent last.
    pub fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let order = match (self, other) {
            (Self::Absent, Self::Absent) => return Ordering::Equal,
            (Self::Absent, _) => return Ordering::Greater,
            (_, Self::Absent) => return Ordering::Less,
            (Self::Int(a), Self::Int(b)) => a.cmp(b),
            (Self::Real(a), Self::Real(b)) => a.total_cmp(b),
            (Self::Text(a), Self::Text(b)) => a.as_bytes().cmp(b.as_bytes()),
            // Keys of one sort key have one type; the order of others only has to be one.
            (Self::Int(_), _) | (Self::Real(_), Self::Text(_)) => Ordering::Less,
            (Self::Real(_) | Self::Text(_), _) => Ordering::Greater,
        };
        if descending { order.reverse() } else { order }
    }
}

/// A record's place in a list: one key per component of the plan's order, ties by id.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Rank {
    /// As many as [`Plan::directions`] has entries.
    pub keys: Vec<Key>,
    /// The record.
    pub id: Id,
}

impl Plan<'_> {
    /// Whether the record belongs to the list.
    pub fn matches(&self, record: &Value) -> bool {
        let trashed = record.get("deleted_ms").is_some_and(|at| !at.is_null());
        trashed == self.trashed && self.root.holds(record)
    }

    /// The record's place among those that match; `None` if it has no id.
    pub fn rank(&self, record: &Value, sort_keys: &SortKeys) -> Option<Rank> {
        let id = record.get("id")?.as_str()?.parse().ok()?;
        let mut keys = Vec::with_capacity(self.order.len());
        for order in &self.order {
            order.keys(record, sort_keys, &mut keys);
        }
        Some(Rank { keys, id })
    }

    /// The order of two places of this list.
    pub fn compare(&self, a: &Rank, b: &Rank) -> Ordering {
        compare_ranks(&self.directions(), a, b)
    }
}

/// The order of two places in a list whose components descend where `directions` says so.
pub fn compare_ranks(directions: &[bool], a: &Rank, b: &Rank) -> Ordering {
    directions
        .iter()
        .zip(a.keys.iter().zip(&b.keys))
        .map(|(descending, (a, b))| a.compare(b, *descending))
        .find(|order| order.is_ne())
        .unwrap_or_else(|| a.id.cmp(&b.id))
}

/// The ids of the records that belong to the list, in its order: the definition the executors are held to.
pub fn evaluate<'r>(
    kind: &Kind,
    query: &Query,
    records: impl IntoIterator<Item = &'r Value>,
) -> Result<Vec<Id>> {
    let plan = Plan::new(kind, query)?;
    let sort_keys = SortKeys::new()?;
    let mut ranks: Vec<Rank> = records
        .into_iter()
        .filter(|record| plan.matches(record))
        .filter_map(|record| plan.rank(record, &sort_keys))
        .collect();
    ranks.sort_by(|a, b| plan.compare(a, b));
    Ok(ranks.into_iter().map(|rank| rank.id).collect())
}

impl Node<'_> {
    /// Whether the record satisfies this part of the filter. Not deeper than [`crate::query::MAX_DEPTH`].
    pub fn holds(&self, record: &Value) -> bool {
        match self {
            Self::All(nodes) => nodes.iter().all(|node| node.holds(record)),
            Self::Any(nodes) => nodes.iter().any(|node| node.holds(record)),
            Self::Not(node) => !node.holds(record),
            Self::Check(check) => check.holds(record),
        }
    }
}

impl Check<'_> {
    /// Whether the record satisfies the condition: whether any of its present values does.
    pub fn holds(&self, record: &Value) -> bool {
        let values = self.place.values(record);
        match &self.test {
            Test::Empty => values.is_empty(),
            test => values.iter().any(|value| test.holds(value)),
        }
    }
}

impl Test {
    fn holds(&self, value: &Scalar<'_>) -> bool {
        match self {
            Self::Empty => false,
            Self::AnyOf(operands) => match value {
                Scalar::Text(text) => {
                    let folded = fold(text);
                    operands.iter().any(|operand| matches!(operand, Operand::Folded(f) if *f == folded))
                }
                value => operands.iter().any(|operand| compare(value, operand) == Some(Ordering::Equal)),
            },
            Self::Contains(part) => matches!(value, Scalar::Text(text) if fold(text).contains(part.as_str())),
            Self::StartsWith(start) => {
                matches!(value, Scalar::Text(text) if fold(text).starts_with(start.as_str()))
            }
            Self::Near(from, km) => matches!(value, Scalar::Place(point) if from.km_to(*point) <= *km),
            Self::Compare(comparison, operand) => {
                compare(value, operand).is_some_and(|order| comparison.accepts(order))
            }
        }
    }
}

/// How a value that is not text stands to an operand; `None` if they cannot be compared.
fn compare(value: &Scalar<'_>, operand: &Operand) -> Option<Ordering> {
    match (value, operand) {
        (Scalar::Number(a), Operand::Number(b)) => a.partial_cmp(b),
        (Scalar::Instant(a), Operand::Instant(b)) => Some(a.cmp(b)),
        (Scalar::Bool(a), Operand::Bool(b)) => Some(a.cmp(b)),
        (Scalar::Exact(a), Operand::Exact(b)) => Some(a.as_bytes().cmp(b.as_bytes())),
        (Scalar::Record(a), Operand::Record(b)) => Some(a.cmp(b)),
        (Scalar::Money { minor, currency }, Operand::Money(money)) => {
            (*currency == money.currency).then(|| minor.cmp(&money.minor))
        }
        (Scalar::Date(a), Operand::Date(b)) => match (a.year(), b.year()) {
            (_, None) => Some((a.month(), a.day()).cmp(&(b.month(), b.day()))),
            (Some(_), Some(_)) => Some(a.cmp(b)),
            (None, Some(_)) => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests;
