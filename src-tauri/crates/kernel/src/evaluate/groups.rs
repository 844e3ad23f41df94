//! Groups of a list: by the values of a field, by the first letter of a text, by the month of a day or moment. What a
//! record belongs to is said once, by [`Grouping::keys`]; what finds a group's records is a filter like any other, so
//! that a group is read, selected and exported as every list is. A property test holds the two to each other, and both
//! executors to the count.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::facets::ranked;
use super::{Place, Plan, Scalar};
use crate::date::PartialDate;
use crate::period::Now;
use crate::query::{Condition, Filter, Op};
use crate::text::fold;
use crate::{Error, FieldType, Kind, Result};

/// By what a list is grouped, as text: a field's id, `:letter` behind it for the first letter of a text. Days and moments
/// are grouped by their month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct GroupBy {
    /// The field.
    pub field: String,
    /// Whether by the first letter.
    pub letter: bool,
}

impl FromStr for GroupBy {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Ok(match text.strip_suffix(":letter") {
            Some(field) => Self { field: field.to_owned(), letter: true },
            None => Self { field: text.to_owned(), letter: false },
        })
    }
}

impl TryFrom<String> for GroupBy {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<GroupBy> for String {
    fn from(by: GroupBy) -> Self {
        if by.letter { format!("{}:letter", by.field) } else { by.field }
    }
}

/// What one group has in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The value: folded texts, choices, yes or no, records.
    Value,
    /// The first letter of the folded text.
    Letter,
    /// The month: `2026-11`, or `--11` of a date without a year.
    Month,
}

/// A checked grouping of lists of one kind.
#[derive(Clone, Debug)]
pub struct Grouping<'k> {
    /// Where the values are.
    pub place: Place<'k>,
    /// What a group has in common.
    pub unit: Unit,
    now: Now,
}

impl<'k> Grouping<'k> {
    /// Checks that lists of the kind are grouped so; months begin in the zone of `now`.
    pub fn new(kind: &'k Kind, by: &GroupBy, now: Now) -> Result<Self> {
        let refused = || {
            let shown: String = by.field.chars().take(60).collect();
            Error::refused("not_groupable", format!("Lists are not grouped by “{shown}”.")).at("by")
        };
        let place = Place::find(kind, &by.field).filter(Place::filterable).ok_or_else(refused)?;
        let unit = match place.ty() {
            Some(FieldType::Text { .. }) if by.letter => Unit::Letter,
            _ if by.letter => return Err(refused()),
            Some(FieldType::Date | FieldType::Instant) if !matches!(place, Place::Part(..)) => Unit::Month,
            _ if place.is_faceted() => Unit::Value,
            _ => return Err(refused()),
        };
        Ok(Self { place, unit, now })
    }

    /// By the values at a place that lists are counted by.
    pub const fn by_value(place: Place<'k>, now: Now) -> Self {
        Self { place, unit: Unit::Value, now }
    }

    /// The groups a record stands in.
    pub fn keys(&self, record: &Value) -> BTreeSet<String> {
        self.place.values(record).iter().filter_map(|value| self.key(value)).collect()
    }

    fn key(&self, value: &Scalar<'_>) -> Option<String> {
        match (self.unit, value) {
            (Unit::Value, Scalar::Text(text)) => Some(fold(text)),
            (Unit::Value, Scalar::Exact(choice)) => Some((*choice).to_owned()),
            (Unit::Value, Scalar::Bool(yes)) => Some(yes.to_string()),
            (Unit::Value, Scalar::Record(id)) => Some(id.to_string()),
            (Unit::Letter, Scalar::Text(text)) => letter_of(&fold(text)),
            (Unit::Month, Scalar::Date(date)) => Some(month_of(*date)),
            (Unit::Month, Scalar::Instant(at)) => self.month_at(*at).map(|(month, ..)| month),
            _ => None,
        }
    }

    /// The month of a moment, with the moments at which it begins and the next one does.
    pub fn month_at(&self, at_ms: i64) -> Option<(String, i64, i64)> {
        let day = self.now.day_of(at_ms)?;
        let (from, to) = (self.begin_of(day.first_of_month()), next_month(day));
        let to = to.and_then(|day| self.now.begin_of(day));
        let month = format!("{:04}-{:02}", day.year(), day.month());
        Some((month, from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX)))
    }

    fn begin_of(&self, day: Date) -> Option<i64> {
        self.now.begin_of(day)
    }

    /// What finds the records of a group; `None` if no group is called so.
    pub fn filter(&self, key: &str) -> Option<Filter> {
        let is = |op: Op, value: Value| Filter::Is(Condition { field: self.place.id(), op, value });
        match self.unit {
            Unit::Value if matches!(self.place.ty(), Some(FieldType::Bool)) => {
                Some(is(Op::Equals, json!(key.parse::<bool>().ok()?)))
            }
            Unit::Value => Some(is(Op::Equals, json!(key))),
            Unit::Letter => Some(is(Op::StartsWith, json!(key))),
            Unit::Month => {
                let whole = format!("{key}-01").parse::<PartialDate>().ok()?;
                let year = whole.year();
                let first = Date::new(year.unwrap_or(2000), i8::try_from(whole.month()).ok()?, 1).ok()?;
                let next = next_month(first);
                let ends = if matches!(self.place.ty(), Some(FieldType::Instant)) {
                    [
                        self.begin_of(first).map(|at| is(Op::AtLeast, json!(at))),
                        next.and_then(|day| self.begin_of(day)).map(|at| is(Op::Less, json!(at))),
                    ]
                } else {
                    // After December comes no further day of the year.
                    let next = next.filter(|next| year.is_some() || next.year() == first.year());
                    let day = |day: Date| written(day, year.is_some());
                    [
                        Some(is(Op::AtLeast, json!(day(first)))),
                        next.map(|next| is(Op::Less, json!(day(next)))),
                    ]
                };
                let mut all: Vec<Filter> = ends.into_iter().flatten().collect();
                if year.is_none() {
                    // A day of the year is asked of every date; those with a year have groups of their own.
                    all.push(Filter::Not(Box::new(is(Op::AtLeast, json!("0001-01-01")))));
                }
                Some(Filter::And(all))
            }
        }
    }

    /// What finds the records that stand in no group.
    pub fn absent(&self) -> Filter {
        Filter::Is(Condition { field: self.place.id(), op: Op::Empty, value: Value::Null })
    }

    /// The records of a list counted by their groups: the definition the executors are held to, the largest group first.
    pub fn count<'r>(
        &self,
        plan: &Plan<'_>,
        records: impl IntoIterator<Item = &'r Value>,
    ) -> Vec<(String, u64)> {
        let mut counts = BTreeMap::<String, u64>::new();
        for key in records.into_iter().filter(|record| plan.matches(record)).flat_map(|r| self.keys(r)) {
            *counts.entry(key).or_default() += 1;
        }
        ranked(counts)
    }
}

/// The first letter of a folded text.
pub fn letter_of(folded: &str) -> Option<String> {
    folded.chars().next().map(String::from)
}

/// The group of a date.
pub fn month_of(date: PartialDate) -> String {
    match date.year() {
        Some(year) => format!("{year:04}-{:02}", date.month()),
        None => format!("--{:02}", date.month()),
    }
}

fn next_month(day: Date) -> Option<Date> {
    day.last_of_month().tomorrow().ok()
}

fn written(day: Date, with_year: bool) -> String {
    match with_year {
        true => format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
        false => format!("--{:02}-{:02}", day.month(), day.day()),
    }
}
