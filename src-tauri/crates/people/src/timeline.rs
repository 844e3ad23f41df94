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
#[serde(tag = "type", rename_all = "snake_case")]
enum Item {
    /// A note.
    Note {
        /// When it was written.
        at_ms: i64,
        /// The note.
        note: Record,
    },
    /// A change of the record.
    Change(history::Entry),
    /// The change that an import made.
    Import(history::Entry),
}

impl Item {
    fn at_ms(&self) -> i64 {
        match self {
            Self::Note { at_ms, .. } => *at_ms,
            Self::Change(entry) | Self::Import(entry) => entry.at_ms,
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
            let record = records::get(conn, note, id)?;
            let at_ms = record.get("created_ms").and_then(Value::as_i64).unwrap_or_default();
            items.push(Item::Note { at_ms, note: record });
        }
        let raw = changes::history(conn, kind, asked.id, None, 1_000)?;
        let entries = raw.into_iter().filter(|e| e.at_ms < before).take(limit + 1);
        items.extend(entries.filter_map(|e| {
            let import = e.command.starts_with("imports.");
            let entry = history::present(compiled, e)?;
            Some(if import { Item::Import(entry) } else { Item::Change(entry) })
        }));
        Ok(items)
    })?;
    items.sort_by_key(|i| std::cmp::Reverse(i.at_ms()));
    let more = items.len() > limit;
    items.truncate(limit);
    let next_before = if more { items.last().map(Item::at_ms) } else { None };
    Ok(Timeline { items, next_before })
}
