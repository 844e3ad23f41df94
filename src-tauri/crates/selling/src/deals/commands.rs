//! The verbs of deals.

use satchel_feature::records::{self, Record, part, text};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::query::{Condition, Filter, Op, Query};
use satchel_kernel::{Error, Id, Result};
use satchel_people::timeline::{self, Timeline};
use satchel_search::Page;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::board::{self, Face};
use super::marks::{Mark, OFTEN};
use super::rules::count;
use super::store;
use crate::forecast::rules::day;
use crate::pipelines::rules::{first_of, id_of};
use crate::pipelines::{Outcome, store as pipelines};

/// The verbs of deals.
pub fn table() -> Vec<Command> {
    commands! {
        /// A pipeline as a board: its stages with counts and sums in the home currency, and the first deals of each.
        "deals.board" needs Read => board::board;
        /// Moves a deal to another stage; a reason is kept where that wins or loses it.
        "deals.move" needs Write undoable => to_stage;
        /// Wins a deal: moves it to the first stage of its pipeline that is won.
        "deals.win" needs Write undoable => win;
        /// Loses a deal: moves it to the first stage of its pipeline that is lost.
        "deals.lose" needs Write undoable => lose;
        /// What deserves a second look: how many deals have each mark, and the conditions that list them.
        "deals.marked" needs Read => marked;
        /// Where a deal stands: its marks, and how long it was in each stage.
        "deals.standing" needs Read => standing;
        /// What happened with a deal: notes and changes, the latest first.
        "deals.timeline" needs Read => of_deal;
    }
}

/// Now, in milliseconds since 1970 UTC.
pub(crate) fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Move {
    /// The deal.
    id: Id,
    /// Where it goes.
    stage_id: Id,
    /// Why it was won or lost.
    reason: Option<String>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Close {
    /// The deal.
    id: Id,
    /// Why.
    reason: Option<String>,
}

fn to_stage(cx: &mut Cx, Move { id, stage_id, reason }: Move) -> Result<Record> {
    cx.write_called(|rules| moved(rules, id, stage_id, reason))
}

fn win(cx: &mut Cx, input: Close) -> Result<Record> {
    end(cx, input, Outcome::Won)
}

fn lose(cx: &mut Cx, input: Close) -> Result<Record> {
    end(cx, input, Outcome::Lost)
}

fn end(cx: &Cx, Close { id, reason }: Close, outcome: Outcome) -> Result<Record> {
    cx.write_called(|rules| {
        let deal = records::get(rules.conn, rules.registry.kind("deal")?, id)?;
        let pipeline = id_of(&deal, "pipeline_id").unwrap_or(id);
        let stage = first_of(rules, pipeline, outcome)?;
        moved(rules, id, stage.id, reason)
    })
}

fn moved(
    rules: &records::RuleCx<'_>,
    id: Id,
    stage_id: Id,
    reason: Option<String>,
) -> Result<(String, Record)> {
    let mut patch = Record::from_iter([("stage_id".to_owned(), json!(stage_id))]);
    let stage = pipelines::stage(rules.conn, stage_id)?;
    let outcome = stage.as_ref().map_or(Outcome::Open, |stage| stage.outcome);
    match (outcome, reason) {
        (Outcome::Won, Some(reason)) => patch.insert("won_reason".into(), json!(reason)),
        (Outcome::Lost, Some(reason)) => patch.insert("lost_reason".into(), json!(reason)),
        (Outcome::Open, Some(_)) => {
            return Err(Error::invalid("reason", "A reason belongs to a stage that wins or loses a deal."));
        }
        (_, None) => None,
    };
    let deal = records::patch(rules, "deal", id, None, patch)?;
    let stage = stage.map(|stage| stage.name).unwrap_or_default();
    Ok((format!("Moved {} to “{stage}”", text(&deal, "name")), deal))
}

/// A mark with what has it.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Marked {
    /// The mark.
    mark: Mark,
    /// How many living deals have it.
    count: u64,
    /// Conditions that list them, all of which hold.
    rules: Vec<Condition>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct AllMarked {
    /// Every mark.
    marks: Vec<Marked>,
}

fn marked(cx: &mut Cx, _: satchel_feature::command::Nothing) -> Result<AllMarked> {
    let now_ms = now_ms();
    let mut marks = Vec::new();
    for mark in Mark::ALL {
        let rules = conditions(mark, now_ms);
        let filter = Filter::And(rules.iter().cloned().map(Filter::Is).collect());
        let query = Query { filter: Some(filter), ..Query::default() };
        let total = cx.list("deal", &query, Page::Position(0), 1)?.total;
        marks.push(Marked { mark, count: total, rules });
    }
    Ok(AllMarked { marks })
}

/// What a list filters by to show the deals with a mark: the same as [`super::marks::marks`] says of one.
fn conditions(mark: Mark, now_ms: i64) -> Vec<Condition> {
    let is = |field: &str, op, value: Value| Condition { field: field.to_owned(), op, value };
    let own = match mark {
        Mark::Rotting => is("rots_ms", Op::AtMost, json!(now_ms)),
        Mark::Slipping => is("slipping_from", Op::AtMost, json!(day(now_ms))),
        Mark::NoNextStep => is("next_step", Op::Empty, Value::Null),
    };
    let mut all = vec![is("state", Op::Equals, json!("open")), own];
    if mark == Mark::NoNextStep {
        all.push(is(super::rules::OPEN_TASKS, Op::Empty, Value::Null));
    }
    all
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct One {
    /// The deal.
    id: Id,
}

/// Where a deal stands.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Standing {
    /// The deal as on a card.
    deal: Face,
    /// How often its expected close moved to a later day.
    postponed: u32,
    /// So often or more is slipping.
    postponed_often: u32,
    /// Every stage it came to, in order.
    stages: Vec<Passage>,
}

/// A time in a stage.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Passage {
    /// The stage, if it is still there.
    stage_id: Option<Id>,
    /// What it was called then.
    name: String,
    /// What a deal was there.
    outcome: Outcome,
    /// When it came, milliseconds since 1970 UTC.
    entered_ms: i64,
    /// When it went on; absent where it is now.
    left_ms: Option<i64>,
}

fn standing(cx: &mut Cx, One { id }: One) -> Result<Standing> {
    let deal = cx.record("deal", id)?;
    let now_ms = now_ms();
    let card = cx.vault.read(|conn| store::cards_of(conn, &[id]))?.pop();
    let Some(card) = card else {
        return Err(Error::refused("not_found", format!("There is no deal with the id {id}.")));
    };
    let entered = |row: &Value| row.get("entered_ms").and_then(Value::as_i64).unwrap_or_default();
    let word =
        |row: &Value, field: &str| row.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    let rows = part(&deal, "stages");
    let stages = rows.iter().enumerate().map(|(at, row)| Passage {
        stage_id: row.get("stage_id").and_then(Value::as_str).and_then(|text| text.parse().ok()),
        name: word(row, "name"),
        outcome: word(row, "outcome").as_str().into(),
        entered_ms: entered(row),
        left_ms: rows.get(at + 1).map(entered),
    });
    let postponed = count(&deal);
    let face = Face::of(card, now_ms, &day(now_ms));
    Ok(Standing { deal: face, postponed, postponed_often: OFTEN, stages: stages.collect() })
}

fn of_deal(cx: &mut Cx, asked: timeline::Asked) -> Result<Timeline> {
    timeline::timeline(cx, "deal", asked)
}
