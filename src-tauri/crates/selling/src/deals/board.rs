//! A pipeline as a board: its stages with their counts and sums, and the first deals of each.

use satchel_feature::Cx;
use satchel_kernel::money::Money;
use satchel_kernel::{Error, Id, Result};
use satchel_vault::Connection;
use serde::{Deserialize, Serialize};

use super::marks::{Mark, Signs, marks};
use super::store;
use crate::forecast::rules::day;
use crate::pipelines::{Outcome, Stage, store as pipelines};
use crate::rates::{Rates, home, store as rates};

/// The largest whole number that every reader of JSON keeps exactly.
const WHOLE: i128 = 9_007_199_254_740_991;

#[derive(Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Asked {
    /// The pipeline; the first when absent.
    pipeline_id: Option<Id>,
    /// Cards of each stage at most, 1 to 200; 50 when absent.
    limit: Option<u32>,
    /// Only this stage of it.
    stage_id: Option<Id>,
    /// The first card's place in its stage, from 0; with `stage_id` one goes on from there.
    position: Option<u32>,
}

/// A pipeline with its stages and their deals.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct Board {
    /// The pipelines there are, in their order.
    pipelines: Vec<Named>,
    /// The one that is shown; absent when there is none.
    pipeline_id: Option<Id>,
    /// The currency of totals.
    home_currency: String,
    /// Its stages in their order.
    stages: Vec<Column>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Named {
    /// The pipeline.
    id: Id,
    /// What it is called.
    name: String,
}

/// A stage with its deals.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Column {
    /// The stage.
    id: Id,
    /// What it is called.
    name: String,
    /// What a deal is there.
    outcome: Outcome,
    /// Chance of winning in percent.
    probability: f64,
    /// How many deals are there.
    count: u64,
    /// What they are worth.
    total: Total,
    /// What they are worth times the chance of winning.
    weighted: Total,
    /// The first of them.
    deals: Vec<Face>,
}

/// An amount in the home currency, made of several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Total {
    /// The sum of what could be converted, in minor units of the home currency; absent when it is too large to be kept
    /// exactly.
    pub minor: Option<i64>,
    /// Currencies that are not in it because no rate is known.
    pub missing: Vec<String>,
}

/// A deal on a card.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct Face {
    /// The deal.
    id: Id,
    /// What it is called.
    name: String,
    /// Its company's name.
    company: Option<String>,
    /// Its stage.
    stage_id: Id,
    /// What it may bring.
    amount: Option<Money>,
    /// The expected close.
    close_date: Option<String>,
    /// Since when it is in its stage, milliseconds since 1970 UTC.
    stage_since_ms: i64,
    /// Whole days it is there.
    days_in_stage: i64,
    /// What deserves a second look.
    marks: Vec<Mark>,
}

/// A deal as the store reads it for a card.
#[derive(Clone, Debug)]
pub struct Card {
    pub(super) id: Id,
    pub(super) name: String,
    pub(super) company: Option<String>,
    pub(super) stage: Id,
    pub(super) state: Outcome,
    pub(super) stage_since_ms: i64,
    pub(super) amount: Option<(i64, String)>,
    pub(super) close_date: Option<String>,
    pub(super) slipping_from: Option<String>,
    pub(super) has_next_step: bool,
    pub(super) rots_ms: Option<i64>,
}

/// Amounts of one currency.
#[derive(Clone, Debug)]
pub struct Sum {
    /// The currency; absent for deals without an amount.
    pub currency: Option<String>,
    /// How many deals.
    pub count: u64,
    /// Their sum in minor units.
    pub minor: i128,
}

/// What amounts are worth in the home currency on a day.
pub struct Purse {
    rates: Rates,
    /// The home currency.
    pub home: String,
    /// Today, by which what is still open is reckoned.
    pub today: String,
}

impl Purse {
    /// Reads the rates.
    pub fn open(conn: &Connection, region: &str, now_ms: i64) -> Result<Self> {
        Ok(Self { rates: rates::all(conn)?, home: home::currency(conn, region)?, today: day(now_ms) })
    }

    /// What an amount is worth on a day.
    pub fn worth(&self, minor: i128, currency: &str, on: &str) -> Option<i128> {
        self.rates.convert(minor, currency, &self.home, on)
    }

    /// Several sums as one, each times `percent`.
    pub fn total(&self, sums: &[Sum], percent: f64) -> Total {
        let mut known = 0_i128;
        let mut missing = Vec::new();
        for sum in sums {
            let Some(currency) = &sum.currency else { continue };
            match self.worth(sum.minor, currency, &self.today) {
                Some(worth) => known += share(worth, percent),
                None => missing.push(currency.clone()),
            }
        }
        Total::of(known, missing)
    }
}

impl Total {
    /// A sum with the currencies that are not in it.
    pub fn of(known: i128, mut missing: Vec<String>) -> Self {
        missing.sort();
        missing.dedup();
        Self { minor: i64::try_from(known).ok().filter(|_| known.abs() <= WHOLE), missing }
    }
}

/// So many percent of an amount, to the nearest minor unit; percents count to the hundredth.
#[allow(clippy::cast_possible_truncation)] // 0 to 100 with two digits
pub fn share(minor: i128, percent: f64) -> i128 {
    let hundredths = (percent * 100.0).round() as i128;
    let product = minor.saturating_mul(hundredths);
    (product + product.signum() * 5_000) / 10_000
}

impl Face {
    /// The card as it is shown.
    pub(crate) fn of(card: Card, now_ms: i64, today: &str) -> Self {
        let signs = Signs {
            open: card.state == Outcome::Open,
            rots_ms: card.rots_ms,
            slipping_from: card.slipping_from.as_deref(),
            has_next_step: card.has_next_step,
        };
        let marks = marks(&signs, now_ms, today);
        Self {
            id: card.id,
            name: card.name,
            company: card.company,
            stage_id: card.stage,
            amount: card.amount.map(|(minor, currency)| Money { minor, currency }),
            close_date: card.close_date,
            stage_since_ms: card.stage_since_ms,
            days_in_stage: (now_ms - card.stage_since_ms).max(0) / 86_400_000,
            marks,
        }
    }
}

pub(crate) fn board(cx: &mut Cx, asked: Asked) -> Result<Board> {
    let limit = asked.limit.unwrap_or(50);
    if !(1..=200).contains(&limit) {
        return Err(Error::invalid("limit", "A stage shows 1 to 200 cards at a time."));
    }
    let region = cx.region()?;
    let now_ms = super::commands::now_ms();
    cx.vault.read(|conn| {
        let known = pipelines::pipelines(conn)?;
        let pipeline_id = match asked.pipeline_id {
            Some(id) if known.iter().any(|(known, _)| *known == id) => Some(id),
            Some(_) => {
                let words = "This pipeline is not there any more. Choose another one.";
                return Err(Error::refused("pipeline_gone", words).at("pipeline_id"));
            }
            None => known.first().map(|(id, _)| *id),
        };
        let purse = Purse::open(conn, &region, now_ms)?;
        let mut stages = Vec::new();
        for stage in pipeline_id.map(|id| pipelines::stages(conn, id)).transpose()?.unwrap_or_default() {
            if asked.stage_id.is_none_or(|only| only == stage.id) {
                let place = (asked.position.unwrap_or(0), limit);
                stages.push(column(conn, stage, &purse, place, now_ms)?);
            }
        }
        let pipelines = known.into_iter().map(|(id, name)| Named { id, name }).collect();
        Ok(Board { pipelines, pipeline_id, home_currency: purse.home, stages })
    })
}

fn column(
    conn: &Connection,
    stage: Stage,
    purse: &Purse,
    (position, limit): (u32, u32),
    now_ms: i64,
) -> Result<Column> {
    let sums = store::sums(conn, stage.id)?;
    let cards = store::cards(conn, stage.id, position, limit)?;
    Ok(Column {
        id: stage.id,
        count: sums.iter().map(|sum| sum.count).sum(),
        total: purse.total(&sums, 100.0),
        weighted: purse.total(&sums, stage.probability),
        deals: cards.into_iter().map(|card| Face::of(card, now_ms, &purse.today)).collect(),
        name: stage.name,
        outcome: stage.outcome,
        probability: stage.probability,
    })
}
