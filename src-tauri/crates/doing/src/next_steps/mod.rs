//! What a conversation leads to: it is written down together with the task that follows from it, in one change set.
//! The conversation itself is `talking`'s, the line of words a task's; here they only meet.

use satchel_feature::records::{self, Record, part, text};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Id, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::tasks::commands::{Quick, from_words};
use crate::tasks::names::Meant;
use satchel_talking::communications::rules::ABOUT;

#[cfg(test)]
mod tests;

/// The rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// Writes down a call, visit, meeting or message, with the next step as a task.
        "communications.log" needs Write undoable => log;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Log {
    /// `call`, `visit`, `meeting`, `message`, `email`, `sms` or `chat`.
    channel: String,
    /// `out`, `in` or `none`; as the channel usually is when absent.
    direction: Option<String>,
    /// When it began, milliseconds since 1970 UTC; now when absent.
    at_ms: Option<i64>,
    /// The seller's zone, such as `Europe/Berlin`.
    zone: String,
    /// How long it took, in seconds.
    duration_s: Option<f64>,
    /// What came of it; which words there are depends on the channel.
    outcome: Option<String>,
    /// What it was about.
    subject: Option<String>,
    /// What was said, in Markdown.
    body: Option<String>,
    /// With whom.
    #[serde(default)]
    contacts: Vec<Id>,
    /// With which companies.
    #[serde(default)]
    companies: Vec<Id>,
    /// About which deals.
    #[serde(default)]
    deals: Vec<Id>,
    /// About which leads.
    #[serde(default)]
    leads: Vec<Id>,
    /// About which records of own kinds.
    #[serde(default)]
    own_records: Vec<Id>,
    /// What follows, in words: `send the offer on Friday`.
    next_step: Option<String>,
    /// Words of the next step that belong to its title, whatever they could say.
    #[serde(default)]
    plain: Vec<String>,
    /// Whom the names in the next step mean.
    #[serde(default)]
    meant: Vec<Meant>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Logged {
    /// The conversation.
    communication: Record,
    /// The task that follows from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<Record>,
}

fn log(cx: &mut Cx, input: Log) -> Result<Logged> {
    let step = input.next_step.filter(|step| !step.trim().is_empty());
    let task = step.map(|text| {
        let (contacts, companies) = (input.contacts.clone(), input.companies.clone());
        let (deals, leads, own_records) =
            (input.deals.clone(), input.leads.clone(), input.own_records.clone());
        let (zone, plain, meant) = (input.zone.clone(), input.plain, input.meant);
        let about = Quick { contacts, companies, deals, leads, own_records, ..Quick::default() };
        from_words(cx, Quick { text, zone, plain, meant, ..about })
    });
    let task = task
        .transpose()
        .map_err(|e| if e.field.as_deref() == Some("text") { e.at("next_step") } else { e })?;
    let mut said = Record::new();
    for (name, value) in [
        ("channel", json!(input.channel)),
        ("direction", json!(input.direction)),
        ("at_ms", json!(input.at_ms)),
        ("zone", json!(input.zone)),
        ("duration_s", json!(input.duration_s)),
        ("outcome", json!(input.outcome)),
        ("subject", json!(input.subject)),
        ("body", json!(input.body)),
        ("contacts", json!(input.contacts)),
        ("companies", json!(input.companies)),
        ("deals", json!(input.deals)),
        ("leads", json!(input.leads)),
        ("own_records", json!(input.own_records)),
    ] {
        if value != Value::Null {
            said.insert(name.into(), value);
        }
    }
    cx.write_called(|rules| {
        let communication = records::create(rules, "communication", said)?;
        let task = task.map(|task| records::create(rules, "task", task)).transpose()?;
        let with = names(rules, &communication)?;
        let channel = text(&communication, "channel");
        let label = if with.is_empty() {
            format!("Logged {channel}")
        } else {
            format!("Logged {channel} with {with}")
        };
        Ok((label, Logged { communication, task }))
    })
}

/// The first whom it was with.
fn names(rules: &satchel_feature::RuleCx<'_>, communication: &Record) -> Result<String> {
    for (name, kind) in ABOUT {
        let first = part(communication, name).first().and_then(|id| id.as_str()?.parse::<Id>().ok());
        if let Some(id) = first
            && let Some(compiled) = rules.registry.named(rules.conn, kind, id)?
        {
            return Ok(records::name(&compiled.kind, &records::get(rules.conn, compiled, id)?));
        }
    }
    Ok(String::new())
}
