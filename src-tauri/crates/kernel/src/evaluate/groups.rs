//! Groups of a list: by the values of a field, by the first letter of a text, by the month, week or day of a day or moment.
//! What a record belongs to is said once, by [`Grouping::keys`]; what finds a group's records is a filter like any other, so
//! that a group is read, selected and exported as every list is. A property test holds the two to each other, and both
//! executors to the count.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
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

/// By what a list is grouped, as text: a field's id, behind it `:letter` for the first letter of a text, `:week` or `:day`
/// for days and moments, which are grouped by their month otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct GroupBy {
    /// The field.
    pub field: String,
    /// What of its values a group has in common, where it is not what is usual for them.
    pub unit: Option<Unit>,
}

/// What stands behind the field.
const UNITS: [(&str, Unit); 3] = [(":letter", Unit::Letter), (":week", Unit::Week), (":day", Unit::Day)];

impl FromStr for GroupBy {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let said = UNITS.iter().find_map(|(said, unit)| Some((text.strip_suffix(said)?, *unit)));
        Ok(match said {
            Some((field, unit)) => Self { field: field.to_owned(), unit: Some(unit) },
            None => Self { field: text.to_owned(), unit: None },
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
        let said = UNITS.iter().find(|(_, unit)| Some(*unit) == by.unit);
        said.map_or(by.field.clone(), |(said, _)| by.field + said)
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
    /// The week, by the day on which it begins: `2026-11-23`. A date without a year lies in no week and stands in its month.
    Week,
    /// The day: `2026-11-29`, or `--11-29` of a date without a year.
    Day,
}

impl Unit {
    /// Whether days and moments stand in it.
    pub const fn is_of_time(self) -> bool {
        matches!(self, Self::Month | Self::Week | Self::Day)
    }
}

/// How values are cut into groups: what is counted so once is counted so again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    unit: Unit,
    zone: TimeZone,
    first_weekday: Weekday,
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
    /// Checks that lists of the kind are grouped so; months, weeks and days begin in the zone of `now`.
    pub fn new(kind: &'k Kind, by: &GroupBy, now: Now) -> Result<Self> {
        let refused = || {
            let shown: String = by.field.chars().take(60).collect();
            Error::refused("not_groupable", format!("Lists are not grouped by “{shown}”.")).at("by")
        };
        let place = Place::find(kind, &by.field).filter(Place::filterable).ok_or_else(refused)?;
        let of_time = matches!(place.ty(), Some(FieldType::Date | FieldType::Instant));
        let unit = match (by.unit, place.ty()) {
            (Some(Unit::Letter), Some(FieldType::Text { .. })) => Unit::Letter,
            (unit, _) if of_time && !matches!(place, Place::Part(..)) => {
                unit.map_or(Ok(Unit::Month), |unit| unit.is_of_time().then_some(unit).ok_or_else(refused))?
            }
            (None, _) if place.is_faceted() => Unit::Value,
            _ => return Err(refused()),
        };
        Ok(Self { place, unit, now })
    }

    /// How values are cut into groups.
    pub fn cut(&self) -> Cut {
        Cut { unit: self.unit, zone: self.now.zone.clone(), first_weekday: self.now.first_weekday }
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
            (_, Scalar::Date(date)) => self.of_date(*date),
            (unit, Scalar::Instant(at)) if unit.is_of_time() => self.span_at(*at).map(|(span, ..)| span),
            _ => None,
        }
    }

    /// The group of a date.
    pub fn of_date(&self, date: PartialDate) -> Option<String> {
        match (self.unit, date.year()) {
            (Unit::Day, _) => Some(date.to_string()),
            (Unit::Month, _) | (Unit::Week, None) => Some(month_of(date)),
            (Unit::Week, Some(year)) => {
                let (month, day) = (i8::try_from(date.month()).ok()?, i8::try_from(date.day()).ok()?);
                Some(written(self.first_of(Date::new(year, month, day).ok()?), true))
            }
            (Unit::Value | Unit::Letter, _) => None,
        }
    }

    /// The group of a moment, with the moments at which it begins and the next one does.
    pub fn span_at(&self, at_ms: i64) -> Option<(String, i64, i64)> {
        let first = self.first_of(self.now.day_of(at_ms)?);
        let from = self.begin_of(first);
        let to = self.after(first).and_then(|day| self.begin_of(day));
        let name = match self.unit {
            Unit::Week | Unit::Day => written(first, true),
            _ => format!("{:04}-{:02}", first.year(), first.month()),
        };
        Some((name, from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX)))
    }

    /// The first day of what a day lies in; no day is before those of the first year.
    fn first_of(&self, day: Date) -> Date {
        match self.unit {
            Unit::Day => day,
            Unit::Week => {
                let passed = day.weekday().since(self.now.first_weekday);
                day.saturating_sub(jiff::Span::new().days(i64::from(passed))).max(Date::constant(1, 1, 1))
            }
            _ => day.first_of_month(),
        }
    }

    /// The first day of what comes after the one that begins on `first`.
    fn after(&self, first: Date) -> Option<Date> {
        match self.unit {
            Unit::Day => first.tomorrow().ok(),
            // What was cut off at the first of all days is shorter.
            Unit::Week => {
                let whole = (0..7).try_fold(first, |day, passed| {
                    if passed > 0 && day.weekday() == self.now.first_weekday {
                        Ok(day)
                    } else {
                        day.tomorrow()
                    }
                });
                whole.ok()
            }
            _ => next_month(first),
        }
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
            Unit::Month | Unit::Week | Unit::Day => self.filter_of_span(key, is),
        }
    }

    /// What finds the records of a month, week or day.
    fn filter_of_span(&self, key: &str, is: impl Fn(Op, Value) -> Filter) -> Option<Filter> {
        let day = key.parse::<PartialDate>().ok();
        // Months are written without a day.
        let (unit, whole) = match day {
            Some(day) => (self.unit, day),
            None => (Unit::Month, format!("{key}-01").parse::<PartialDate>().ok()?),
        };
        let grouping = Self { unit, ..self.clone() };
        let year = whole.year();
        let (month, day) = (i8::try_from(whole.month()).ok()?, i8::try_from(whole.day()).ok()?);
        // A leap year, so that every day of a year is one of it.
        let first = Date::new(year.unwrap_or(2000), month, day).ok()?;
        let next = grouping.after(first);
        let ends = if matches!(self.place.ty(), Some(FieldType::Instant)) {
            [
                self.begin_of(first).map(|at| is(Op::AtLeast, json!(at))),
                next.and_then(|day| self.begin_of(day)).map(|at| is(Op::Less, json!(at))),
            ]
        } else {
            // After December comes no further day of the year.
            let next = next.filter(|next| year.is_some() || next.year() == first.year());
            let day = |day: Date| written(day, year.is_some());
            [Some(is(Op::AtLeast, json!(day(first)))), next.map(|next| is(Op::Less, json!(day(next))))]
        };
        let mut all: Vec<Filter> = ends.into_iter().flatten().collect();
        if year.is_none() {
            // A day of the year is asked of every date; those with a year have groups of their own.
            all.push(Filter::Not(Box::new(is(Op::AtLeast, json!("0001-01-01")))));
        }
        Some(Filter::And(all))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Field;

    fn kind() -> Kind {
        Kind {
            name: "task".into(),
            plural: "tasks".into(),
            table: "task".into(),
            title: "title".into(),
            fields: vec![
                Field::indexed("title"),
                Field::new("due", FieldType::Date).listed(),
                Field::new("at_ms", FieldType::Instant).listed(),
            ],
            parts: Vec::new(),
            default_sort: Vec::new(),
        }
    }

    fn keys(by: &str, record: &Value, first_weekday: Weekday) -> Vec<String> {
        let now = Now { at_ms: 0, zone: TimeZone::get("Europe/Berlin").unwrap(), first_weekday };
        let kind = kind();
        let grouping = Grouping::new(&kind, &by.parse().unwrap(), now).unwrap();
        grouping.keys(record).into_iter().collect()
    }

    // covers(SRCH-5)
    #[test]
    fn days_and_moments_stand_in_their_week_and_day() {
        let sunday = json!({ "due": "2026-11-29", "at_ms": 1_795_993_200_000_i64 });
        assert_eq!(keys("due", &sunday, Weekday::Monday), ["2026-11"]);
        assert_eq!(keys("due:day", &sunday, Weekday::Monday), ["2026-11-29"]);
        assert_eq!(keys("due:week", &sunday, Weekday::Monday), ["2026-11-23"]);
        assert_eq!(keys("due:week", &sunday, Weekday::Sunday), ["2026-11-29"]);
        // 23 hours in Greenwich are midnight in Berlin.
        assert_eq!(keys("at_ms:day", &sunday, Weekday::Monday), ["2026-11-30"]);
        assert_eq!(keys("at_ms:week", &sunday, Weekday::Monday), ["2026-11-30"]);
        let yearless = json!({ "due": "--11-29" });
        assert_eq!(keys("due:day", &yearless, Weekday::Monday), ["--11-29"]);
        assert_eq!(keys("due:week", &yearless, Weekday::Monday), ["--11"], "it lies in no week");
        assert_eq!(keys("due:week", &json!({ "due": "0001-01-01" }), Weekday::Sunday), ["0001-01-01"]);
    }

    // covers(SRCH-5)
    #[test]
    fn what_has_no_letter_or_no_day_is_not_grouped_by_it() {
        let now = || Now { at_ms: 0, zone: TimeZone::UTC, first_weekday: Weekday::Monday };
        let kind = kind();
        for by in ["due:letter", "title:week", "title:day", "at_ms:letter"] {
            let refused = Grouping::new(&kind, &by.parse().unwrap(), now()).unwrap_err();
            assert_eq!(refused.code, "not_groupable", "{by}");
        }
        for by in ["due", "due:week", "title:letter"] {
            assert_eq!(String::from(by.parse::<GroupBy>().unwrap()), by);
        }
    }
}
