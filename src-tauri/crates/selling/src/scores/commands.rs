//! The verbs of scores.

use satchel_feature::records::text;
use satchel_feature::{Command, Cx, command::Nothing, commands};
use satchel_kernel::query::Filter;
use satchel_kernel::{Error, Id, Result};
use serde::{Deserialize, Serialize};

use super::reckon::{self, Dimension};
use super::rules::{self, Bench, Qualifying};
use super::store;
use crate::deals::commands::now_ms;
use crate::leads::store as leads;

/// The verbs of scores.
pub fn table() -> Vec<Command> {
    commands! {
        /// Keeps the usual rules of scores as records, so that they can be changed; what there is stays.
        "score_rules.begin" needs Write undoable => begin;
        /// The rules of scores that hold now: the seller's, or the usual ones while none was changed.
        "score_rules.effective" needs Read => effective;
        /// Which leads a rule of qualifying would qualify, before it is saved.
        "qualify_rules.test" needs Read => test;
        /// Reckons the score, territory and qualification of every lead anew, as of now.
        "leads.rescore" needs Write undoable => rescore;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Begin {
    /// The language of their words, `en` or `de`; English when absent.
    language: Option<String>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Begun {
    /// Whether they were kept now, rather than before.
    begun: bool,
}

fn begin(cx: &mut Cx, input: Begin) -> Result<Begun> {
    let german = input.language.as_deref() == Some("de");
    cx.write_record("Began to change the rules of scores", |write| {
        Ok(Begun { begun: rules::begin(write, german)? })
    })
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Effective {
    /// Whether they are records that can be changed.
    begun: bool,
    /// In their order, without paused ones.
    rules: Vec<Shown>,
}

/// A rule of scores as it holds.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Shown {
    /// Its record, if it is one.
    id: Option<Id>,
    /// The usual rule it is, by which a screen has words for it.
    usual: Option<&'static str>,
    /// Why a lead has the points.
    name: String,
    /// What it is about.
    dimension: Dimension,
    /// Where it holds; everywhere when absent.
    filter: Option<Filter>,
    /// What it adds or takes.
    points: i64,
    /// The number of which each whole one counts so much.
    each: Option<String>,
    /// No more than this in all.
    up_to: Option<i64>,
}

fn effective(cx: &mut Cx, _: Nothing) -> Result<Effective> {
    let region = cx.region()?;
    cx.vault.read(|conn| {
        let rules = rules::rules(conn, &region)?.into_iter().map(|rule| Shown {
            id: rule.id,
            usual: rule.usual,
            name: rule.name,
            dimension: rule.dimension,
            filter: rule.filter,
            points: rule.points,
            each: rule.each,
            up_to: rule.up_to,
        });
        Ok(Effective { begun: store::is_begun(conn)?, rules: rules.collect() })
    })
}

/// A rule of qualifying that is not saved yet.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Draft {
    /// The score from which it holds.
    min_score: f64,
    /// What else must hold: the filter of a query as JSON.
    filter: Option<String>,
}

/// What a rule of qualifying would do.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Tested {
    /// How many living leads there are.
    total: u64,
    /// For how many it holds.
    holds: u64,
    /// How many new or working ones it would qualify.
    would_qualify: u64,
    /// The first 50 for which it holds.
    leads: Vec<Held>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Held {
    /// The lead.
    id: Id,
    /// What it is called.
    title: String,
    /// Its score.
    score: i64,
    /// Its status.
    status: String,
}

fn test(cx: &mut Cx, Draft { min_score, filter }: Draft) -> Result<Tested> {
    if !(0.0..=100.0).contains(&min_score) {
        return Err(Error::invalid("min_score", "A score is 0 to 100."));
    }
    let filter = reckon::filter(filter.as_deref().unwrap_or_default())?;
    let rule = Qualifying { name: String::new(), min_score, filter };
    let region = cx.region()?;
    let now_ms = now_ms();
    cx.vault.read(|conn| {
        let bench = Bench::open(conn, &region)?.qualifying(vec![rule]);
        let compiled = cx.registry.kind("lead")?;
        let mut tested = Tested { total: 0, holds: 0, would_qualify: 0, leads: Vec::new() };
        for id in leads::living(conn)? {
            let lead = satchel_feature::records::get(conn, compiled, id)?;
            let judged = bench.judge(&lead, leads::notes(conn, id)?, now_ms)?;
            tested.total += 1;
            if judged.qualified_by.is_none() {
                continue;
            }
            tested.holds += 1;
            let held = lead.get("held") == Some(&serde_json::Value::Bool(true));
            let open = matches!(text(&lead, "status"), "new" | "working");
            tested.would_qualify += u64::from(open && !held);
            if tested.leads.len() < 50 {
                tested.leads.push(Held {
                    id,
                    title: text(&lead, "name").to_owned(),
                    score: judged.reckoned.score,
                    status: text(&lead, "status").to_owned(),
                });
            }
        }
        Ok(tested)
    })
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Rescored {
    /// How many leads changed.
    changed: u64,
}

fn rescore(cx: &mut Cx, _: Nothing) -> Result<Rescored> {
    Ok(Rescored { changed: rules::refresh_all(cx)? })
}
