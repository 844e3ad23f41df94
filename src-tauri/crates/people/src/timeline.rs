//! A record's timeline: notes and changes, the latest first.

use satchel_feature::records::{self, Record, history};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Id, Result};
use satchel_vault::changes;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The timeline's rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// What happened with a contact: notes and changes, the latest first.
        "contacts.timeline" needs Read => of_contact;
        /// What happened with a company: notes and changes, the latest first.
        "companies.timeline" needs Read => of_company;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// The record.
    id: Id,
    /// Only what happened before this moment, in milliseconds since 1970 UTC.
    before: Option<i64>,
    /// Items at most, 1 to 200; 50 when absent.
    limit: Option<u32>,
}

/// A timeline's page.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Timeline {
    /// The latest first; pinned notes keep their place in time and say so themselves.
    items: Vec<Item>,
    /// Where to go on, when there may be more.
    next_before: Option<i64>,
}

/// One item.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Item {
    /// What it is.
    r#type: ItemType,
    /// The change it stands for; a note's version.
    seq: i64,
    /// When, milliseconds since 1970 UTC.
    at_ms: i64,
    /// Who; empty for a note.
    actor: String,
    /// Through which command.
    command: String,
    /// What a person calls it.
    label: String,
    /// The change set, by which it is taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    change_set: Option<Id>,
    /// The note.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Record>,
    /// What changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<history::Change>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
enum ItemType {
    /// Something written down.
    Note,
    /// A change of the record.
    Change,
    /// A change that an import made.
    Import,
}

impl Item {
    fn of_note(note: Record) -> Self {
        let number = |field: &str| note.get(field).and_then(Value::as_i64).unwrap_or_default();
        Self {
            r#type: ItemType::Note,
            seq: number("version"),
            at_ms: number("created_ms"),
            actor: String::new(),
            command: "notes.create".into(),
            label: String::new(),
            change_set: None,
            note: Some(note),
            changes: Vec::new(),
        }
    }

    fn of_entry(entry: history::Entry) -> Self {
        let import = entry.command.starts_with("imports.");
        Self {
            r#type: if import { ItemType::Import } else { ItemType::Change },
            seq: entry.seq,
            at_ms: entry.at_ms,
            actor: entry.actor,
            command: entry.command,
            label: entry.label,
            change_set: Some(entry.change_set),
            note: None,
            changes: entry.changes,
        }
    }
}

fn of_contact(cx: &mut Cx, asked: Asked) -> Result<Timeline> {
    timeline(cx, "contact", asked)
}

fn of_company(cx: &mut Cx, asked: Asked) -> Result<Timeline> {
    timeline(cx, "company", asked)
}

fn timeline(cx: &Cx, kind: &str, asked: Asked) -> Result<Timeline> {
    let compiled = cx.registry.kind(kind)?;
    let note = cx.registry.kind("note")?;
    let limit = asked.limit.unwrap_or(50).clamp(1, 200) as usize;
    let before = asked.before.unwrap_or(i64::MAX);
    let mut items: Vec<Item> = cx.vault.read(|conn| -> Result<Vec<Item>> {
        records::get(conn, compiled, asked.id)?;
        let mut items = Vec::new();
        for id in crate::notes::store::of(conn, kind, asked.id, before, limit + 1)? {
            items.push(Item::of_note(records::get(conn, note, id)?));
        }
        let raw = changes::history(conn, kind, asked.id, None, 1_000)?;
        let entries = raw.into_iter().filter(|e| e.at_ms < before).take(limit + 1);
        items.extend(entries.filter_map(|e| history::present(compiled, e).map(Item::of_entry)));
        Ok(items)
    })?;
    items.sort_by_key(|i| std::cmp::Reverse((i.at_ms, i.seq)));
    let more = items.len() > limit;
    items.truncate(limit);
    let next_before = if more { items.last().map(|i| i.at_ms) } else { None };
    Ok(Timeline { items, next_before })
}
