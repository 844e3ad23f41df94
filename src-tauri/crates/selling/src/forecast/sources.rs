//! What comes from where: each source of deals with what is open, what may come of it, what was won and lost in a year,
//! how often and how soon. Sources are one when lists take them for one, whatever their capitals.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use satchel_feature::Cx;
use satchel_kernel::query::{Condition, Op};
use satchel_kernel::text::fold;
use satchel_kernel::{Id, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::commands::{Adding, Cell, YEAR_MS, is};
use super::store;
use crate::deals::board::Purse;
use crate::deals::commands::now_ms;

/// The most sources that are told.
const MOST: usize = 100;

#[derive(Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct From {
    /// Only this pipeline; all when absent.
    pipeline_id: Option<Id>,
}

/// What comes from where.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Sources {
    /// The currency of all amounts.
    home_currency: String,
    /// The sources, those that brought most first; last the deals of which nobody said. At most 100.
    sources: Vec<Source>,
    /// How many more there are.
    more: u64,
}

/// A source of deals.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Source {
    /// What it is called; absent for the deals of which nobody said.
    name: Option<String>,
    /// What is open.
    open: Cell,
    /// The same, each times its chance.
    weighted: Cell,
    /// What was won in the last 365 days.
    won: Cell,
    /// What was lost in them.
    lost: Cell,
    /// Won of those that were closed, in percent; absent when none was.
    win_rate: Option<f64>,
    /// Days from being made to being won, on average.
    cycle_days: Option<f64>,
}

#[derive(Default)]
struct Sum {
    /// How it is written, with how many deals are written so.
    names: BTreeMap<String, u64>,
    open: Adding,
    weighted: Adding,
    won: Adding,
    lost: Adding,
    cycle_ms: i64,
}

pub(super) fn sources(cx: &mut Cx, asked: From) -> Result<Sources> {
    let region = cx.region()?;
    let now_ms = now_ms();
    let since = now_ms - YEAR_MS;
    let (purse, rows) = cx.vault.read(|conn| -> Result<_> {
        Ok((Purse::open(conn, &region, now_ms)?, store::by_source(conn, asked.pipeline_id, since)?))
    })?;
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    for row in rows {
        let sum = sums.entry(fold(&row.source)).or_default();
        *sum.names.entry(row.source).or_default() += row.count;
        let currency = row.currency.as_ref();
        let add = |to: &mut Adding, on: &str, percent: f64| {
            to.count += row.count;
            to.add(&purse, row.minor, currency, on, percent);
        };
        match row.state.as_str() {
            "open" => {
                add(&mut sum.open, &purse.today, 100.0);
                add(&mut sum.weighted, &purse.today, row.probability);
            }
            "won" => {
                add(&mut sum.won, &row.day, 100.0);
                sum.cycle_ms = sum.cycle_ms.saturating_add(row.cycle_ms);
            }
            _ => add(&mut sum.lost, &row.day, 100.0),
        }
    }
    let mut sources: Vec<Source> =
        sums.into_iter().map(|(folded, sum)| source(&folded, sum, since, asked.pipeline_id)).collect();
    sources.sort_by_key(|one| {
        let worth = |cell: &Cell| Reverse(cell.total.minor.unwrap_or(0));
        (one.name.is_none(), worth(&one.won), worth(&one.weighted), one.name.clone())
    });
    let more = u64::try_from(sources.len().saturating_sub(MOST)).unwrap_or(0);
    sources.truncate(MOST);
    Ok(Sources { home_currency: purse.home, sources, more })
}

#[allow(clippy::cast_precision_loss)] // counts
fn source(folded: &str, sum: Sum, since: i64, pipeline: Option<Id>) -> Source {
    // As most of its deals write it.
    let name = sum.names.into_iter().max_by_key(|(_, count)| *count).map(|(name, _)| name);
    let name = name.filter(|_| !folded.is_empty());
    let rules = |state: &str| -> Vec<Condition> {
        let mut conditions = vec![
            match &name {
                Some(name) => is("source", Op::Equals, json!(name)),
                None => is("source", Op::Empty, Value::Null),
            },
            is("state", Op::Equals, json!(state)),
        ];
        if state != "open" {
            conditions.push(is("closed_ms", Op::AtLeast, json!(since)));
        }
        conditions.extend(pipeline.map(|id| is("pipeline_id", Op::Equals, json!(id))));
        conditions
    };
    let (won, lost) = (sum.won.count, sum.lost.count);
    Source {
        open: sum.open.cell(rules("open")),
        weighted: sum.weighted.cell(rules("open")),
        won: sum.won.cell(rules("won")),
        lost: sum.lost.cell(rules("lost")),
        win_rate: (won + lost > 0).then(|| 100.0 * won as f64 / (won + lost) as f64),
        cycle_days: (won > 0).then(|| sum.cycle_ms as f64 / won as f64 / 86_400_000.0),
        name,
    }
}
