//! The verbs of the home page.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::evaluate::Plan;
use satchel_kernel::evaluate::groups::{GroupBy, Grouping};
use satchel_kernel::query::{Condition, Filter, Op, Query};
use satchel_kernel::{Error, Id, Result, anniversary};
use satchel_vault::fault;
use satchel_vault::list::Listing;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// The most dates that are told.
const MOST: u32 = 200;

/// The rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// Birthdays and other dates of people that come round soon, the nearest first.
        "home.occasions" needs Read => near;
        /// What was done this week and in the one before, each figure with the conditions of the list behind it.
        "home.week" needs Read => week;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Near {
    /// The seller's zone, such as `Europe/Berlin`.
    zone: String,
    /// How many days ahead, 0 to 60; 14 when absent.
    days: Option<u16>,
}

/// Dates that come round soon.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Occasions {
    /// The nearest first, at most 200.
    occasions: Vec<NearDate>,
}

/// A date that comes round.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct NearDate {
    /// The contact whose it is.
    contact_id: Id,
    /// What they are called.
    name: String,
    /// What the date is, such as `birthday`.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    /// The day it comes round, `YYYY-MM-DD`.
    day: String,
    /// In how many days.
    in_days: i32,
    /// How many years it is then, where the year is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    years: Option<i16>,
}

fn near(cx: &mut Cx, asked: Near) -> Result<Occasions> {
    let days = asked.days.unwrap_or(14);
    if days > 60 {
        return Err(Error::invalid("days", "Dates are told up to 60 days ahead."));
    }
    let today = now(&zone(&asked.zone)?)?.date();
    let found = cx.vault.read(|conn| {
        let mut found = Vec::new();
        for (from, to) in anniversary::stretches(today, days) {
            found.extend(store::dates(conn, &from, &to, MOST)?);
        }
        Ok::<_, Error>(found)
    })?;
    let mut occasions: Vec<NearDate> = found
        .into_iter()
        .filter_map(|dated| {
            let (day, years) = anniversary::next(&dated.date, today)?;
            let in_days = today.until(day).ok()?.get_days();
            // A date of a later year is not near, whatever its day.
            (in_days <= i32::from(days)).then(|| NearDate {
                contact_id: dated.id,
                name: dated.name,
                label: dated.label,
                day: day.to_string(),
                in_days,
                years,
            })
        })
        .collect();
    occasions.sort_by(|a, b| (a.in_days, &a.name, a.contact_id).cmp(&(b.in_days, &b.name, b.contact_id)));
    Ok(Occasions { occasions })
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct In {
    /// The seller's zone; a week begins there on Monday.
    zone: String,
}

/// What was done.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Week {
    /// When this week began, milliseconds since 1970 UTC.
    since_ms: i64,
    /// Calls, meetings, messages, tasks done, deals won and new contacts, in this order.
    figures: Vec<Figure>,
}

/// One thing that was done so many times.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Figure {
    /// `calls`, `meetings`, `messages`, `tasks`, `deals` or `contacts`.
    name: &'static str,
    /// Which records it counts, as `communications`.
    plural: &'static str,
    /// Since this week began.
    this_week: u64,
    /// In the week before.
    last_week: u64,
    /// The conditions that list those of this week, all of which hold.
    rules: Vec<Condition>,
}

/// A figure: its name, the kind and plural it counts, the field of its moment, and a field with the values it has.
type Counted =
    (&'static str, &'static str, &'static str, &'static str, Option<(&'static str, &'static [&'static str])>);

const FIGURES: [Counted; 6] = [
    ("calls", "communication", "communications", "at_ms", Some(("channel", &["call"]))),
    ("meetings", "communication", "communications", "at_ms", Some(("channel", &["visit", "meeting"]))),
    (
        "messages",
        "communication",
        "communications",
        "at_ms",
        Some(("channel", &["message", "email", "sms", "chat"])),
    ),
    ("tasks", "task", "tasks", "completed_ms", Some(("status", &["done"]))),
    ("deals", "deal", "deals", "closed_ms", Some(("state", &["won"]))),
    ("contacts", "contact", "contacts", "created_ms", None),
];

fn week(cx: &mut Cx, asked: In) -> Result<Week> {
    let zone = zone(&asked.zone)?;
    let today = now(&zone)?.date();
    let monday = moved(today, -i64::from(today.weekday().to_monday_zero_offset()))?;
    let [before, since, until] =
        [moved(monday, -7)?, monday, moved(monday, 7)?].map(|day| begins(day, &zone));
    let (before, since, until) = (before?, since?, until?);
    let present = cx.now()?;
    let catalogue = cx.catalogue();
    // Conversations are counted by their channel once for each week, whatever number of figures is made of them.
    let figures = cx.vault.read(|conn| -> Result<Vec<Figure>> {
        let mut channels = Vec::with_capacity(2);
        for (from, to) in [(since, until), (before, since)] {
            let kind = catalogue.kind("communication")?;
            let by = Grouping::new(kind, &GroupBy { field: "channel".into(), unit: None }, present.clone())?;
            channels.push(cx.totals_by(conn, kind, &all_of(&within("at_ms", from, to)), &by, usize::MAX)?);
        }
        let figure = |(name, kind, plural, moment, only): Counted| {
            let kind = catalogue.kind(kind)?;
            let rules = |from: i64, to: i64| {
                let mut rules = within(moment, from, to);
                rules.extend(only.map(|(field, values)| is(field, Op::OneOf, json!(values))));
                rules
            };
            let counted = |rules: &[Condition], week: usize| match (only, channels.get(week)) {
                (Some(("channel", values)), Some(counts)) => {
                    Ok::<u64, Error>(values.iter().filter_map(|channel| counts.get(*channel)).sum())
                }
                // What is done and closed stands by its moment in an index of the table; people do not.
                (Some(_), _) => Listing::new(&Plan::new(kind, &all_of(rules))?).total(conn).map_err(fault),
                (None, _) => cx.total(conn, kind, &all_of(rules)),
            };
            let rules_now = rules(since, until);
            let (this_week, last_week) = (counted(&rules_now, 0)?, counted(&rules(before, since), 1)?);
            Ok(Figure { name, plural, this_week, last_week, rules: rules_now })
        };
        FIGURES.into_iter().map(figure).collect()
    })?;
    Ok(Week { since_ms: since, figures })
}

/// Of a week by its moment.
fn within(moment: &str, from: i64, to: i64) -> Vec<Condition> {
    vec![is(moment, Op::AtLeast, json!(from)), is(moment, Op::Less, json!(to))]
}

fn all_of(rules: &[Condition]) -> Query {
    Query { filter: Some(Filter::And(rules.iter().cloned().map(Filter::Is).collect())), ..Query::default() }
}

fn is(field: &str, op: Op, value: Value) -> Condition {
    Condition { field: field.to_owned(), op, value }
}

fn zone(name: &str) -> Result<TimeZone> {
    TimeZone::get(name)
        .map_err(|_| Error::invalid("zone", "There is no such time zone. One is called Europe/Berlin."))
}

fn now(zone: &TimeZone) -> Result<jiff::Zoned> {
    Ok(Timestamp::now().to_zoned(zone.clone()))
}

fn far(cause: jiff::Error) -> Error {
    Error::broken("bad_clock", "The computer's clock is far out.").because(cause)
}

fn moved(day: Date, days: i64) -> Result<Date> {
    day.checked_add(days.days()).map_err(far)
}

fn begins(day: Date, zone: &TimeZone) -> Result<i64> {
    Ok(day.to_zoned(zone.clone()).map_err(far)?.timestamp().as_millisecond())
}
