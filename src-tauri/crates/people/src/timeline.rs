//! A record's timeline: notes, what other kinds say happened with it, and changes, the latest first.
//!
//! An item's place is its moment and its id, so that a page can end between two items of the same millisecond: an import
//! writes many at once.

use std::cmp::Reverse;

use satchel_feature::records::{self, Place, Record, history, text};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Error, Id, Result};
use satchel_vault::{Connection, changes};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The timeline's rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// What happened with a contact: notes, conversations, tasks and changes, the latest first.
        "contacts.timeline" needs Read => of_contact;
        /// What happened with a company: notes, conversations, tasks and changes, the latest first.
        "companies.timeline" needs Read => of_company;
    }
}

/// What part of a timeline is asked for.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The record.
    id: Id,
    /// Where the last page ended, as its `next_before` says.
    before: Option<String>,
    /// Items at most, 1 to 200; 50 when absent.
    limit: Option<u32>,
}

/// A timeline's page.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Timeline {
    /// The latest first; pinned notes keep their place in time and say so themselves.
    items: Vec<Item>,
    /// Where to go on, when there is more.
    next_before: Option<String>,
}

fn place_said(said: &str) -> Result<Place> {
    let place = said.split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    place.ok_or_else(|| Error::invalid("before", "This does not come from an earlier page."))
}

/// One item.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Item {
    /// What it is.
    r#type: ItemType,
    /// The change it stands for; the version of a note or another record.
    seq: i64,
    /// When, milliseconds since 1970 UTC.
    at_ms: i64,
    /// Who; empty for a record.
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
    /// The record of another kind, such as a task; its `kind` says which.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<Record>,
    /// What changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<history::Change>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
enum ItemType {
    /// Something written down.
    Note,
    /// A record of another kind that is about this one.
    Record,
    /// A change of the record.
    Change,
    /// A change that an import made.
    Import,
}

impl Item {
    fn of_record((at_ms, _): Place, record: Record) -> Self {
        let is_note = text(&record, "kind") == "note";
        let seq = record.get("version").and_then(Value::as_i64).unwrap_or_default();
        let (note, record) = if is_note { (Some(record), None) } else { (None, Some(record)) };
        Self {
            r#type: if is_note { ItemType::Note } else { ItemType::Record },
            seq,
            at_ms,
            actor: String::new(),
            command: String::new(),
            label: String::new(),
            change_set: None,
            note,
            record,
            changes: Vec::new(),
        }
    }

    fn place(&self) -> Place {
        let record = self.note.as_ref().or(self.record.as_ref()).and_then(|record| record.get("id"));
        let id = self.change_set.or_else(|| record.and_then(Value::as_str).and_then(|id| id.parse().ok()));
        (self.at_ms, id.unwrap_or(Id::from_bytes([0; 16])))
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
            record: None,
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

/// What happened with a record of a kind that notes can be written on.
pub fn timeline(cx: &Cx, kind: &str, asked: Asked) -> Result<Timeline> {
    let limit = asked.limit.unwrap_or(50).clamp(1, 200) as usize;
    let before = match &asked.before {
        Some(said) => place_said(said)?,
        None => (i64::MAX, Id::from_bytes([u8::MAX; 16])),
    };
    let mut items = cx.vault.read(|conn| -> Result<Vec<Item>> {
        let mut items = changes_before(cx, conn, kind, asked.id, before, limit + 1)?;
        for other in cx.registry.kinds() {
            for place in other.rules.events(conn, kind, asked.id, before, limit + 1)? {
                items.push(Item::of_record(place, records::get(conn, other, place.1)?));
            }
        }
        Ok(items)
    })?;
    items.sort_by_key(|item| Reverse(item.place()));
    let more = items.len() > limit;
    items.truncate(limit);
    let end = items.last().filter(|_| more).map(Item::place);
    Ok(Timeline { items, next_before: end.map(|(at, id)| format!("{at}.{id}")) })
}

/// The latest changes before a place that a person can see, at most `limit`.
fn changes_before(
    cx: &Cx,
    conn: &Connection,
    kind: &str,
    id: Id,
    before: Place,
    limit: usize,
) -> Result<Vec<Item>> {
    /// Read at a time: a page needs few of them, and a change may carry long values.
    const CHUNK: usize = 1_000;
    let compiled = cx.registry.kind(kind)?;
    records::get(conn, compiled, id)?;
    let (mut items, mut after) = (Vec::new(), None);
    loop {
        let chunk = changes::history(conn, kind, id, after, CHUNK)?;
        let last = chunk.len() < CHUNK;
        after = chunk.last().map(|entry| entry.seq);
        let seen = chunk.into_iter().filter(|entry| (entry.at_ms, entry.change_set) < before);
        items.extend(seen.filter_map(|entry| history::present(compiled, entry).map(Item::of_entry)));
        if last || items.len() >= limit {
            items.sort_by_key(|item| Reverse(item.place()));
            items.truncate(limit);
            return Ok(items);
        }
    }
}

#[cfg(test)]
mod tests {
    use satchel_feature::world::{World, id};
    use serde_json::json;

    use super::*;

    fn world() -> World {
        World::new(crate::registry().unwrap()).unwrap()
    }

    /// Every page of Ada's timeline, two items each.
    fn pages(world: &World, ada: Id) -> Vec<Item> {
        let (mut all, mut before) = (Vec::new(), None);
        loop {
            let page = timeline(&world.cx(), "contact", Asked { id: ada, before, limit: Some(2) }).unwrap();
            assert!(page.items.len() <= 2);
            before = page.next_before.clone();
            all.extend(page.items);
            if before.is_none() {
                return all;
            }
        }
    }

    // covers(CON-6)
    #[test]
    fn notes_of_one_millisecond_are_all_shown_page_by_page() {
        let world = world();
        let ada = id(&world.create("contact", json!({ "given": "Ada" })).unwrap());
        world
            .cx()
            .write_record("Notes", |rules| {
                for n in 0..7 {
                    let note = json!({ "contact_id": ada, "body": format!("{n}") });
                    records::create(rules, "note", note.as_object().unwrap().clone())?;
                }
                Ok(())
            })
            .unwrap();
        let shown = pages(&world, ada);
        let notes: Vec<&str> = shown.iter().filter_map(|i| i.note.as_ref()?.get("body")?.as_str()).collect();
        assert_eq!(notes, ["6", "5", "4", "3", "2", "1", "0"]);
        assert_eq!(shown.len(), 8, "and that she was made");
        let all = timeline(&world.cx(), "contact", Asked { id: ada, before: None, limit: None }).unwrap();
        assert_eq!(all.next_before, None);
        assert_eq!(all.items.len(), 8);
    }

    // covers(CON-6)
    #[test]
    fn what_nobody_sees_does_not_end_the_timeline() {
        let world = world();
        let ada = id(&world.create("contact", json!({ "given": "Ada" })).unwrap());
        for family in ["Byron", "King", "Lovelace"] {
            world.patch("contact", ada, json!({ "family": family })).unwrap();
            // Only a column that no field of the catalogue shows.
            let act = world.cx().act("Nothing to see");
            let touch = "UPDATE contact SET modified_ms = modified_ms + 1, display_name_sort = display_name_sort || 'x'";
            let touched =
                world.cx().vault.write(&act, |tx| tx.execute(touch, []).map_err(satchel_vault::fault));
            touched.unwrap();
        }
        assert_eq!(pages(&world, ada).len(), 4);
    }

    #[test]
    fn a_place_that_no_page_gave_is_refused() {
        let world = world();
        let ada = id(&world.create("contact", json!({ "given": "Ada" })).unwrap());
        let asked = Asked { id: ada, before: Some("1700000000000".into()), limit: None };
        assert_eq!(timeline(&world.cx(), "contact", asked).unwrap_err().field.as_deref(), Some("before"));
    }
}
