//! What happened with a lead as a feed for other programs: its making, each change of status, notes, conversations and tasks, the newest
//! first. It is read from the log, so whatever wrote the change is in it.

use std::cmp::Reverse;

use satchel_feature::Cx;
use satchel_feature::records::{self, Record, history, text};
use satchel_kernel::{Error, Id, Result};
use satchel_vault::changes;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::pipelines::rules::id_of;

/// Changes read from the log at most.
const READ: usize = 5_000;

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// The lead.
    id: Id,
    /// Activities at most, 1 to 200; 50 when absent.
    limit: Option<u32>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct Activities {
    /// The newest first.
    activities: Vec<Activity>,
}

/// One thing that happened.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Activity {
    /// What it was.
    r#type: ActivityType,
    /// When, milliseconds since 1970 UTC.
    at_ms: i64,
    /// The lead.
    lead_id: Id,
    /// The contact it became.
    contact_id: Option<Id>,
    /// Its company.
    company_id: Option<Id>,
    /// The campaign that caused it; absent for what was done by hand.
    campaign_id: Option<Id>,
    /// The status before.
    from: Option<String>,
    /// The status after.
    to: Option<String>,
    /// What a person calls it, or the text of the note.
    label: String,
    /// Who; absent for a note.
    actor: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum ActivityType {
    /// It was written down.
    LeadCreated,
    /// Its status changed.
    LeadStageChanged,
    /// Something else about it changed.
    LeadChanged,
    /// Something was noted.
    NoteAdded,
    /// There was a conversation.
    ConversationLogged,
    /// A task is about it.
    TaskAdded,
}

impl ActivityType {
    /// What a record of this kind in the timeline of a lead is.
    fn of(kind: &str) -> Option<Self> {
        match kind {
            "note" => Some(Self::NoteAdded),
            "communication" => Some(Self::ConversationLogged),
            "task" => Some(Self::TaskAdded),
            _ => None,
        }
    }
}

pub(crate) fn activities(cx: &mut Cx, Asked { id, limit }: Asked) -> Result<Activities> {
    let limit = limit.unwrap_or(50);
    if !(1..=200).contains(&limit) {
        return Err(Error::invalid("limit", "A page has 1 to 200 activities."));
    }
    let lead = cx.record("lead", id)?;
    let compiled = cx.registry.kind("lead")?;
    let before = (i64::MAX, Id::from_bytes([u8::MAX; 16]));
    let mut all = cx.vault.read(|conn| -> Result<Vec<Activity>> {
        let entries = changes::history(conn, "lead", id, None, READ)?;
        let shown = entries.into_iter().filter_map(|entry| history::present(compiled, entry));
        let mut all: Vec<_> = shown.map(|entry| changed(&lead, id, &entry)).collect();
        for of in cx.registry.kinds() {
            let Some(happened) = ActivityType::of(&of.kind.name) else { continue };
            for (at_ms, event) in of.rules.events(conn, "lead", id, before, limit as usize)? {
                let event = records::get(conn, of, event)?;
                let label = text(&event, &of.kind.title).to_owned();
                all.push(activity(&lead, id, happened, at_ms, label));
            }
        }
        Ok(all)
    })?;
    all.sort_by_key(|one| Reverse(one.at_ms));
    all.truncate(limit as usize);
    Ok(Activities { activities: all })
}

fn activity(lead: &Record, id: Id, r#type: ActivityType, at_ms: i64, label: String) -> Activity {
    Activity {
        r#type,
        at_ms,
        lead_id: id,
        contact_id: id_of(lead, "contact_id"),
        company_id: id_of(lead, "company_id"),
        campaign_id: None,
        from: None,
        to: None,
        label,
        actor: None,
    }
}

fn changed(lead: &Record, id: Id, entry: &history::Entry) -> Activity {
    let status = entry.changes.iter().find(|change| change.field == "status");
    let made = entry.changes.iter().any(|change| change.field.is_empty() && change.to == json!(true));
    let kind = match (made, status) {
        (true, _) => ActivityType::LeadCreated,
        (_, Some(_)) => ActivityType::LeadStageChanged,
        _ => ActivityType::LeadChanged,
    };
    let word = |value: &Value| value.as_str().map(str::to_owned);
    Activity {
        from: status.and_then(|change| word(&change.from)),
        to: status.and_then(|change| word(&change.to)),
        actor: Some(entry.actor.clone()),
        ..activity(lead, id, kind, entry.at_ms, entry.label.clone())
    }
}
