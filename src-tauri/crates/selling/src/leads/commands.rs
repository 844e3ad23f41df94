//! The verbs of leads.

use satchel_feature::records::{self, Record, RuleCx, text};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Error, Id, Result};
use satchel_people::timeline::{self, Timeline};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::convert::{self, Conversion, Converted, Wish};
use super::{activities, store};
use crate::deals::commands::now_ms;
use crate::scores::reckon::Reckoned;
use crate::scores::rules::Bench;

/// The verbs of leads.
pub fn table() -> Vec<Command> {
    commands! {
        /// What happened with a lead as a feed: its making, changes of status, notes, conversations and tasks, the newest first.
        "leads.activities" needs Read => activities::activities;
        /// What is there already of a lead: contacts and a company it may be.
        "leads.conversion" needs Read => conversion;
        /// Makes a contact of a lead, with its company and a deal where wished, or finds who it is already.
        "leads.convert" needs Write undoable => convert;
        /// Rules a lead out, with the reason.
        "leads.disqualify" needs Write undoable => disqualify;
        /// Says that a lead is worth the seller's time, with the reason.
        "leads.qualify" needs Write undoable => qualify;
        /// Why a lead has its score: what each rule adds, and what has no data.
        "leads.score" needs Read => score;
        /// What happened with a lead: notes, conversations, tasks and changes, the latest first.
        "leads.timeline" needs Read => of_lead;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct One {
    /// The lead.
    id: Id,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Verdict {
    /// The lead.
    id: Id,
    /// Why.
    reason: Option<String>,
}

fn conversion(cx: &mut Cx, One { id }: One) -> Result<Conversion> {
    let lead = cx.record("lead", id)?;
    let region = cx.region()?;
    let catalogue = cx.catalogue();
    cx.vault.read(|conn| {
        let rules =
            RuleCx { conn, registry: &cx.registry, catalogue: &catalogue, now_ms: now_ms(), region: &region };
        convert::look(&rules, &lead)
    })
}

fn convert(cx: &mut Cx, wish: Wish) -> Result<Converted> {
    cx.write_called(|rules| {
        let (lead, converted) = convert::convert(rules, &wish)?;
        Ok((format!("Converted {}", text(&lead, "name")), converted))
    })
}

fn qualify(cx: &mut Cx, Verdict { id, reason }: Verdict) -> Result<Record> {
    judged(cx, id, "qualified", "qualified_reason", reason, "Qualified")
}

fn disqualify(cx: &mut Cx, Verdict { id, reason }: Verdict) -> Result<Record> {
    if reason.as_deref().unwrap_or_default().trim().is_empty() {
        return Err(Error::invalid("reason", "Say why this lead is ruled out."));
    }
    judged(cx, id, "disqualified", "disqualified_reason", reason, "Ruled out")
}

fn judged(cx: &Cx, id: Id, status: &str, field: &str, reason: Option<String>, verb: &str) -> Result<Record> {
    cx.write_called(|rules| {
        let mut patch = Record::from_iter([("status".to_owned(), json!(status))]);
        if let Some(reason) = reason {
            patch.insert(field.to_owned(), json!(reason));
        }
        let lead = records::patch(rules, "lead", id, None, patch)?;
        Ok((format!("{verb} {}", text(&lead, "name")), lead))
    })
}

/// A score with its reasons.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Why {
    /// The score with what adds up to it.
    #[serde(flatten)]
    reckoned: Reckoned,
    /// As of when, milliseconds since 1970 UTC.
    as_of_ms: i64,
    /// Kinds of score that nothing was recorded for yet: behaviour on web pages.
    no_data: Vec<&'static str>,
}

fn score(cx: &mut Cx, One { id }: One) -> Result<Why> {
    let lead = cx.record("lead", id)?;
    let region = cx.region()?;
    let as_of_ms = lead.get("scored_ms").and_then(Value::as_i64).unwrap_or_else(now_ms);
    cx.vault.read(|conn| {
        let judged = Bench::open(conn, &region)?.judge(&lead, store::notes(conn, id)?, as_of_ms)?;
        Ok(Why { reckoned: judged.reckoned, as_of_ms, no_data: vec!["behavioural"] })
    })
}

fn of_lead(cx: &mut Cx, asked: timeline::Asked) -> Result<Timeline> {
    timeline::timeline(cx, "lead", asked)
}
