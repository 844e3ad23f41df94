//! Conditions on periods (`within this week`): what they mean, and how they become conditions on days and moments before
//! a list is read.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::plan::{Place, Plan};
use super::{Rank, Scalar, SortKeys};
use crate::catalogue::{FieldType, Kind};
use crate::date::PartialDate;
use crate::period::{Now, Period};
use crate::query::{Condition, Filter, MAX_DEPTH, Op, Query};
use crate::{Error, Id, Result};

impl Query {
    /// The same query with every period as the days and moments it is now. A query without periods stays as it is.
    pub fn resolved(&self, kind: &Kind, now: &Now) -> Result<Self> {
        let filter = self.filter.as_ref().map(|filter| resolved(kind, filter, now, MAX_DEPTH)).transpose()?;
        Ok(Self { filter, ..self.clone() })
    }
}

/// Nesting deeper than `depth` is left as it is, for the plan to refuse.
fn resolved(kind: &Kind, filter: &Filter, now: &Now, depth: usize) -> Result<Filter> {
    let Some(depth) = depth.checked_sub(1) else { return Ok(filter.clone()) };
    let all = |filters: &[Filter]| {
        filters.iter().map(|one| resolved(kind, one, now, depth)).collect::<Result<Vec<_>>>()
    };
    Ok(match filter {
        Filter::And(filters) => Filter::And(all(filters)?),
        Filter::Or(filters) => Filter::Or(all(filters)?),
        Filter::Not(inner) => Filter::Not(Box::new(resolved(kind, inner, now, depth)?)),
        Filter::Is(condition) if condition.op == Op::Within => {
            let (place, period) = read(kind, condition)?;
            let days = period.bounds(now.today()?, now.first_weekday);
            let moment = matches!(place.ty(), Some(FieldType::Instant));
            between(&condition.field, moment, days, now)
        }
        Filter::Is(condition) => Filter::Is(condition.clone()),
    })
}

/// The condition that a field, of moments or of days, lies between two days: from the first on, before the second;
/// `None` where there is no such end.
pub fn between(field: &str, moment: bool, (from, to): (Option<Date>, Option<Date>), now: &Now) -> Filter {
    let bound = |op: Op, day: Option<Date>| {
        let value = if moment { json!(now.begin_of(day?)?) } else { json!(written(day?)?) };
        Some(Filter::Is(Condition { field: field.to_owned(), op, value }))
    };
    let present = Filter::Not(Box::new(Filter::Is(Condition {
        field: field.to_owned(),
        op: Op::Empty,
        value: Value::Null,
    })));
    let ends: Vec<Filter> = [bound(Op::AtLeast, from), bound(Op::Less, to)].into_iter().flatten().collect();
    // What reaches beyond the calendar on both sides holds for whatever is there.
    Filter::And(if ends.is_empty() { vec![present] } else { ends })
}

fn written(day: Date) -> Option<String> {
    PartialDate::new(Some(day.year()), u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?)
        .map(|date| date.to_string())
}

/// The place and the period of a condition; refused where there is no such place, no day in it, or no such period.
fn read<'k>(kind: &'k Kind, condition: &Condition) -> Result<(Place<'k>, Period)> {
    let id = condition.field.as_str();
    // Everything but the operator is checked as that of another condition.
    let other = Condition { field: id.to_owned(), op: Op::Empty, value: Value::Null };
    Plan::new(kind, &Query { filter: Some(Filter::Is(other)), ..Query::default() })?;
    let place = Place::find(kind, id).filter(|place| !matches!(place, Place::Part(..)));
    let place = place.filter(|place| matches!(place.ty(), Some(FieldType::Date | FieldType::Instant)));
    let Some(place) = place else {
        return Err(Error::refused("bad_operator", format!("“within” cannot be asked of “{id}”.")).at(id));
    };
    let period = serde_json::from_value::<Period>(condition.value.clone()).ok();
    let Some(period) = period.filter(|period| period.is_sane()) else {
        let words = format!(
            "The condition on “{id}” needs a period like \"this_week\" or {{\"last_days\": 30}}, up to a hundred years."
        );
        return Err(Error::refused("bad_value", words).at(id));
    };
    Ok((place, period))
}

/// The ids of the records that belong to a list with periods in it, in its order: the definition that
/// [`Query::resolved`] and the executors are held to.
pub fn evaluate_at<'r>(
    kind: &Kind,
    query: &Query,
    now: &Now,
    records: impl IntoIterator<Item = &'r Value>,
) -> Result<Vec<Id>> {
    let all = Query { filter: None, ..query.clone() };
    let plan = Plan::new(kind, &all)?;
    let sort_keys = SortKeys::new()?;
    let mut ranks: Vec<Rank> = Vec::new();
    for record in records {
        let holds = match &query.filter {
            Some(filter) => holds(kind, filter, now, record)?,
            None => true,
        };
        if holds && plan.matches(record) {
            ranks.extend(plan.rank(record, &sort_keys));
        }
    }
    ranks.sort_by(|a, b| plan.compare(a, b));
    Ok(ranks.into_iter().map(|rank| rank.id).collect())
}

fn holds(kind: &Kind, filter: &Filter, now: &Now, record: &Value) -> Result<bool> {
    let each = |filters: &[Filter]| {
        filters.iter().map(|one| holds(kind, one, now, record)).collect::<Result<Vec<_>>>()
    };
    Ok(match filter {
        Filter::And(filters) => each(filters)?.iter().all(|holds| *holds),
        Filter::Or(filters) => each(filters)?.iter().any(|holds| *holds),
        Filter::Not(inner) => !holds(kind, inner, now, record)?,
        Filter::Is(condition) if condition.op == Op::Within => {
            let (place, period) = read(kind, condition)?;
            let today = now.today()?;
            place
                .values(record)
                .iter()
                .any(|value| day(value, now).is_some_and(|day| period.holds(day, today, now.first_weekday)))
        }
        Filter::Is(_) => {
            let query = Query { filter: Some(filter.clone()), ..Query::default() };
            Plan::new(kind, &query)?.root.holds(record)
        }
    })
}

/// The day a value lies on; one without a year lies on none.
fn day(value: &Scalar<'_>, now: &Now) -> Option<Date> {
    match value {
        Scalar::Instant(at) => now.day_of(*at),
        Scalar::Date(date) => {
            Date::new(date.year()?, i8::try_from(date.month()).ok()?, i8::try_from(date.day()).ok()?).ok()
        }
        _ => None,
    }
}
