//! The forecast, the funnel and what changed lately. Every number comes with the conditions of the list behind it.

use satchel_feature::{Command, Cx, commands};
use satchel_kernel::query::{Condition, Op};
use satchel_kernel::{Error, Id, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::kept::Ways;
use super::rules::{self, Passing};
use super::{changed, sources, store};
use crate::deals::board::{Purse, Total, share};
use crate::deals::commands::now_ms;
use crate::deals::model::FORECASTS;
use crate::pipelines::{Outcome, store as pipelines};

/// The rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// What may be won, month by month: commit, best case and pipeline, weighted by the stage, beside what was won.
        "deals.forecast" needs Read => forecast;
        /// How deals pass through a pipeline: conversion, time and age per stage, win rate and velocity.
        "deals.funnel" needs Read => funnel;
        /// What comes from where: each source with what is open, won and lost, its win rate and how long it takes.
        "deals.sources" needs Read => sources::sources;
        /// What changed with deals since a moment, from the change log.
        "deals.changed" needs Read => changed::changed;
    }
}

#[derive(Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Asked {
    /// Only this pipeline; all when absent.
    pipeline_id: Option<Id>,
    /// How many months, 1 to 24; 6 when absent.
    months: Option<u32>,
}

/// What may be won and when.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Forecast {
    /// The currency of all amounts.
    home_currency: String,
    /// What should have closed in an earlier month, the months, what is later, what has no date; empty ones only if
    /// they are months.
    periods: Vec<Period>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Sort {
    /// Before this month.
    Overdue,
    /// One month.
    Month,
    /// After the last month.
    Later,
    /// Without an expected close.
    Undated,
}

/// A month, or what lies before, behind or outside of the months.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Period {
    /// Which sort of period.
    sort: Sort,
    /// `YYYY-MM`, of a month.
    month: Option<String>,
    /// Won already.
    won: Cell,
    /// Sure to come.
    commit: Cell,
    /// Likely to come.
    best_case: Cell,
    /// Possible.
    pipeline: Cell,
    /// All that is open, each times its chance.
    weighted: Cell,
}

/// A number with the list behind it.
#[derive(Debug, Default, Serialize, schemars::JsonSchema)]
pub(super) struct Cell {
    /// How many deals.
    count: u64,
    /// What they are worth.
    pub(super) total: Total,
    /// The conditions that list them, all of which hold.
    rules: Vec<Condition>,
}

#[derive(Default)]
pub(super) struct Adding {
    pub(super) count: u64,
    known: i128,
    missing: Vec<String>,
}

impl Adding {
    pub(super) fn add(
        &mut self,
        purse: &Purse,
        minor: i128,
        currency: Option<&String>,
        on: &str,
        percent: f64,
    ) {
        let Some(currency) = currency else { return };
        match purse.worth(minor, currency, on) {
            Some(worth) => self.known += share(worth, percent),
            None => self.missing.push(currency.clone()),
        }
    }

    pub(super) fn cell(self, rules: Vec<Condition>) -> Cell {
        Cell { count: self.count, total: Total::of(self.known, self.missing), rules }
    }
}

pub(super) fn is(field: &str, op: Op, value: Value) -> Condition {
    Condition { field: field.to_owned(), op, value }
}

fn forecast(cx: &mut Cx, asked: Asked) -> Result<Forecast> {
    let count = asked.months.unwrap_or(6);
    if !(1..=24).contains(&count) {
        return Err(Error::invalid("months", "A forecast covers 1 to 24 months."));
    }
    let region = cx.region()?;
    let now_ms = now_ms();
    let (purse, expected, closed) = cx.vault.read(|conn| -> Result<_> {
        let purse = Purse::open(conn, &region, now_ms)?;
        let since = month_begins(rules::month(&purse.today));
        let closed = store::closed(conn, asked.pipeline_id, since)?;
        Ok((purse, store::expected(conn, asked.pipeline_id)?, closed))
    })?;
    let (months, end) = rules::months(&purse.today, count);
    let first = months.first().cloned().unwrap_or_default();
    let mut sorts = vec![(Sort::Overdue, None)];
    sorts.extend(months.iter().map(|month| (Sort::Month, Some(month.clone()))));
    sorts.extend([(Sort::Later, None), (Sort::Undated, None)]);
    let mut periods = Vec::new();
    for (sort, month) in sorts {
        let holds = |of: Option<&str>| match (sort, of) {
            (Sort::Overdue, Some(of)) => of < first.as_str(),
            (Sort::Month, of) => of == month.as_deref(),
            (Sort::Later, Some(of)) => of >= end.as_str(),
            (Sort::Undated, of) => of.is_none(),
            (Sort::Overdue | Sort::Later, None) => false,
        };
        let mut columns: [Adding; 3] = Default::default();
        let mut weighted = Adding::default();
        for one in expected.iter().filter(|one| holds(one.month.as_deref())) {
            let at = FORECASTS.iter().position(|name| *name == one.forecast).unwrap_or(FORECASTS.len() - 1);
            if let Some(column) = columns.get_mut(at) {
                column.count += one.count;
                column.add(&purse, one.minor, one.currency.as_ref(), &purse.today, 100.0);
            }
            weighted.count += one.count;
            weighted.add(&purse, one.minor, one.currency.as_ref(), &purse.today, one.probability);
        }
        let mut won = Adding::default();
        let of_month = |day: &str| sort == Sort::Month && Some(rules::month(day)) == month.as_deref();
        for one in closed.iter().filter(|one| one.won && of_month(&one.day)) {
            won.count += one.count;
            won.add(&purse, one.minor, one.currency.as_ref(), &one.day, 100.0);
        }
        if sort != Sort::Month && weighted.count == 0 {
            continue;
        }
        let window = window(sort, month.as_deref(), &first, &end, asked.pipeline_id);
        let of = |forecast: &str| {
            let mut conditions = window.clone();
            conditions.push(is("forecast", Op::Equals, json!(forecast)));
            conditions
        };
        let [commit, best_case, pipeline] = columns;
        periods.push(Period {
            sort,
            won: won.cell(won_in(month.as_deref(), asked.pipeline_id)),
            commit: commit.cell(of("commit")),
            best_case: best_case.cell(of("best_case")),
            pipeline: pipeline.cell(of("pipeline")),
            weighted: weighted.cell(window),
            month,
        });
    }
    Ok(Forecast { home_currency: purse.home, periods })
}

/// The conditions of the open deals of a period.
fn window(sort: Sort, month: Option<&str>, first: &str, end: &str, pipeline: Option<Id>) -> Vec<Condition> {
    let from = |month: &str| is("close_date", Op::AtLeast, json!(format!("{month}-01")));
    let before = |month: &str| is("close_date", Op::Less, json!(format!("{month}-01")));
    let mut conditions = vec![is("state", Op::Equals, json!("open"))];
    match (sort, month) {
        (Sort::Overdue, _) => conditions.push(before(first)),
        (Sort::Month, Some(month)) => {
            let (_, next) = rules::months(month, 1);
            conditions.extend([from(month), before(&next)]);
        }
        (Sort::Later, _) => conditions.push(from(end)),
        (Sort::Undated | Sort::Month, _) => conditions.push(is("close_date", Op::Empty, Value::Null)),
    }
    conditions.extend(pipeline.map(|id| is("pipeline_id", Op::Equals, json!(id))));
    conditions
}

/// The conditions of the deals won in a month.
fn won_in(month: Option<&str>, pipeline: Option<Id>) -> Vec<Condition> {
    let Some(month) = month else { return Vec::new() };
    let (_, next) = rules::months(month, 1);
    let mut conditions = vec![
        is("state", Op::Equals, json!("won")),
        is("closed_ms", Op::AtLeast, json!(month_begins(month))),
        is("closed_ms", Op::Less, json!(month_begins(&next))),
    ];
    conditions.extend(pipeline.map(|id| is("pipeline_id", Op::Equals, json!(id))));
    conditions
}

/// When a month begins where the seller is, milliseconds since 1970 UTC.
fn month_begins(month: &str) -> i64 {
    let first: Option<jiff::civil::Date> = format!("{month}-01").parse().ok();
    let begins = first.and_then(|date| date.to_zoned(jiff::tz::TimeZone::system()).ok());
    begins.map_or(i64::MAX, |at| at.timestamp().as_millisecond())
}

#[derive(Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Through {
    /// The pipeline; the first when absent.
    pipeline_id: Option<Id>,
}

/// How deals pass through a pipeline.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Funnel {
    /// The pipeline; absent when there is none.
    pipeline_id: Option<Id>,
    /// The currency of amounts.
    home_currency: String,
    /// Its stages in their order.
    stages: Vec<Level>,
    /// How many deals were won in the last 365 days.
    won: u64,
    /// How many were lost in them.
    lost: u64,
    /// Won of those that were closed, in percent; absent when none was.
    win_rate: Option<f64>,
    /// Days from being made to being won, on average.
    cycle_days: Option<f64>,
    /// What the won ones are worth.
    won_total: Total,
    /// What is won a day at this pace, in minor units.
    velocity_minor: Option<i64>,
    /// The conditions that list what was won.
    won_rules: Vec<Condition>,
    /// The conditions that list what was lost.
    lost_rules: Vec<Condition>,
}

/// A stage of the funnel.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Level {
    /// The stage.
    id: Id,
    /// What it is called.
    name: String,
    /// What a deal is there.
    outcome: Outcome,
    /// How deals pass through it.
    #[serde(flatten)]
    passing: Passing,
    /// The conditions that list the deals that are there.
    rules: Vec<Condition>,
    /// The conditions that list the deals that ever came there.
    entered_rules: Vec<Condition>,
    /// The conditions that list them by age.
    age_rules: Vec<Vec<Condition>>,
}

pub(super) const YEAR_MS: i64 = 365 * 86_400_000;

#[allow(clippy::cast_precision_loss)] // counts
fn funnel(cx: &mut Cx, asked: Through) -> Result<Funnel> {
    let region = cx.region()?;
    let now_ms = now_ms();
    let since = now_ms - YEAR_MS;
    cx.vault.read(|conn| {
        let purse = Purse::open(conn, &region, now_ms)?;
        let pipeline_id = match asked.pipeline_id {
            Some(id) => Some(id),
            None => pipelines::pipelines(conn)?.first().map(|(id, _)| *id),
        };
        let stages = pipeline_id.map(|id| pipelines::stages(conn, id)).transpose()?.unwrap_or_default();
        let passings = match pipeline_id {
            Some(id) => cx.memory.of::<Ways>().of(conn, id, |ways| rules::passing(&stages, ways, now_ms))?,
            None => Vec::new(),
        };
        let (mut won, mut lost, mut cycle_ms, mut worth) = (0, 0, 0_i64, Adding::default());
        for one in store::closed(conn, pipeline_id, since)? {
            if one.won {
                won += one.count;
                cycle_ms = cycle_ms.saturating_add(one.cycle_ms);
                worth.add(&purse, one.minor, one.currency.as_ref(), &one.day, 100.0);
            } else {
                lost += one.count;
            }
        }
        let open: u64 = stages
            .iter()
            .zip(&passings)
            .filter(|(stage, _)| stage.outcome == Outcome::Open)
            .map(|(_, passing)| passing.here)
            .sum();
        let win_rate = (won + lost > 0).then(|| 100.0 * won as f64 / (won + lost) as f64);
        let cycle_days = (won > 0).then(|| cycle_ms as f64 / won as f64 / 86_400_000.0);
        let won_total = Total::of(worth.known, worth.missing);
        let average = won_total.minor.zip(i64::try_from(won).ok().filter(|won| *won > 0));
        let velocity_minor = win_rate
            .zip(cycle_days)
            .zip(average)
            .and_then(|((rate, days), (total, won))| rules::velocity(open, rate, total / won, days));
        let closed = |state: &str| {
            let mut conditions =
                vec![is("state", Op::Equals, json!(state)), is("closed_ms", Op::AtLeast, json!(since))];
            conditions.extend(pipeline_id.map(|id| is("pipeline_id", Op::Equals, json!(id))));
            conditions
        };
        Ok(Funnel {
            pipeline_id,
            home_currency: purse.home,
            stages: stages
                .into_iter()
                .zip(passings)
                .map(|(stage, passing)| Level {
                    rules: vec![is("stage_id", Op::Equals, json!(stage.id))],
                    entered_rules: vec![is("stages.stage_id", Op::Equals, json!(stage.id))],
                    age_rules: ages(stage.id, now_ms),
                    id: stage.id,
                    name: stage.name,
                    outcome: stage.outcome,
                    passing,
                })
                .collect(),
            won,
            lost,
            win_rate,
            cycle_days,
            won_total,
            velocity_minor,
            won_rules: closed("won"),
            lost_rules: closed("lost"),
        })
    })
}

/// The conditions that list the deals of a stage by their age there, as [`Passing::ages`] counts them.
fn ages(stage: Id, now_ms: i64) -> Vec<Vec<Condition>> {
    let since = |days: &i64| json!(now_ms - days * 86_400_000);
    let limits: Vec<Option<&i64>> = rules::AGES.iter().map(Some).collect();
    let younger = limits.iter().copied().chain([None]);
    let older = [None].into_iter().chain(limits.iter().copied());
    younger
        .zip(older)
        .map(|(younger, older)| {
            let mut conditions = vec![is("stage_id", Op::Equals, json!(stage))];
            conditions.extend(younger.map(|days| is("stage_since_ms", Op::Greater, since(days))));
            conditions.extend(older.map(|days| is("stage_since_ms", Op::AtMost, since(days))));
            conditions
        })
        .collect()
}
