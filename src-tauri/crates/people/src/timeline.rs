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

use crate::activity::{self, Done};
use crate::pins::store as pins;

/// The timeline's rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// What happened with a contact: notes, conversations, tasks and changes, the latest first.
        "contacts.timeline" needs Read => of_contact;
        /// What happened with a company: notes, conversations, tasks and changes, the latest first.
        "companies.timeline" needs Read => of_company;
        /// What happened with a record of any kind, the latest first.
        "records.timeline" needs Read => of_any;
        /// What happened with anybody: notes, conversations and tasks; changes and imports when asked for.
        "activity.feed" needs Read => feed;
        /// What happened with a company, its people and its deals, and what of the company itself changed, the latest first.
        "companies.engagement" needs Read => of_account;
    }
}

/// What [`KindRules::events`](records::KindRules::events) is asked for an account: the company, its deals and everybody who
/// works there now, together.
pub const ACCOUNT: &str = "account";

/// Changes read at a time: a page needs few of them, and a change may carry long values.
const CHUNK: usize = 1_000;

/// The most that is told as pinned.
const MOST_PINNED: usize = 100;

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
    /// Only these: `note`, `change`, `import`, or the kind of the records that stand in it, such as `task`; everything
    /// when empty.
    #[serde(default)]
    only: Vec<String>,
    /// Only changes of this field or part, such as `emails`, and nothing else.
    field: Option<String>,
    /// Not before this moment, milliseconds since 1970 UTC.
    since_ms: Option<i64>,
    /// Before this moment, milliseconds since 1970 UTC.
    until_ms: Option<i64>,
}

/// What part of the timeline of a record of any kind is asked for.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfAny {
    /// The record's kind: `contact`, or `own_boat` for one the seller made.
    kind: String,
    /// The record.
    id: Id,
    /// Where the last page ended, as its `next_before` says.
    before: Option<String>,
    /// Items at most, 1 to 200; 50 when absent.
    limit: Option<u32>,
    /// Only these: `note`, `change`, `import`, or the kind of the records that stand in it, such as `task`; everything
    /// when empty.
    #[serde(default)]
    only: Vec<String>,
    /// Only changes of this field or part, such as `emails`, and nothing else.
    field: Option<String>,
    /// Not before this moment, milliseconds since 1970 UTC.
    since_ms: Option<i64>,
    /// Before this moment, milliseconds since 1970 UTC.
    until_ms: Option<i64>,
}

/// What part of the feed is asked for.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Lately {
    /// Where the last page ended, as its `next_before` says.
    before: Option<String>,
    /// Items at most, 1 to 200; 50 when absent.
    limit: Option<u32>,
    /// Only these: kinds of records, such as `note` or `task`, `change` or `import`; all kinds of records that have a place
    /// in it when empty.
    #[serde(default)]
    only: Vec<String>,
    /// Not before this moment, milliseconds since 1970 UTC.
    since_ms: Option<i64>,
    /// Before this moment, milliseconds since 1970 UTC.
    until_ms: Option<i64>,
}

/// What part of an account's timeline is asked for.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfAccount {
    /// The company.
    id: Id,
    /// Only what happened with this person.
    contact_id: Option<Id>,
    /// Where the last page ended, as its `next_before` says.
    before: Option<String>,
    /// Items at most, 1 to 200; 50 when absent.
    limit: Option<u32>,
    /// Only these: `change`, `import`, or kinds of records such as `note` or `task`; everything when empty.
    #[serde(default)]
    only: Vec<String>,
    /// Only changes of this field or part of the company, such as `industry`, and nothing else.
    field: Option<String>,
    /// Not before this moment, milliseconds since 1970 UTC.
    since_ms: Option<i64>,
    /// Before this moment, milliseconds since 1970 UTC.
    until_ms: Option<i64>,
}

/// Which items are wanted.
struct Wanted {
    only: Vec<String>,
    field: Option<String>,
    since_ms: i64,
    before: Place,
    limit: usize,
}

impl Wanted {
    fn kind(&self, name: &str) -> bool {
        self.field.is_none() && (self.only.is_empty() || self.only.iter().any(|only| only == name))
    }

    fn changes(&self) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == "change" || only == "import")
    }

    fn entry(&self, entry: &history::Entry) -> bool {
        let sort = if entry.command.starts_with("imports.") { "import" } else { "change" };
        let sort_fits = self.only.is_empty() || self.only.iter().any(|only| only == sort);
        let field_fits = |field: &String| {
            entry.changes.iter().any(|change| {
                change.field == *field || change.field.split('.').next() == Some(field.as_str())
            })
        };
        sort_fits && self.field.as_ref().is_none_or(field_fits)
    }

    fn check(&self, cx: &Cx) -> Result<()> {
        let unknown = self
            .only
            .iter()
            .find(|name| !matches!(name.as_str(), "change" | "import") && cx.registry.kind(name).is_err());
        match unknown {
            Some(name) => Err(Error::invalid("only", format!("Nothing in a timeline is called “{name}”."))),
            None => Ok(()),
        }
    }
}

/// From where a page goes back: where the last one ended, or a moment.
fn begins(before: Option<&String>, until_ms: Option<i64>) -> Result<Place> {
    let end =
        (until_ms.unwrap_or(i64::MAX), Id::from_bytes([if until_ms.is_some() { 0 } else { u8::MAX }; 16]));
    Ok(match before {
        Some(said) => place_said(said)?.min(end),
        None => end,
    })
}

/// A timeline's page.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Timeline {
    /// The latest first; what is pinned keeps its place in time and says so itself.
    items: Vec<Item>,
    /// What is pinned, the latest first, however far back it lies; on the first page of a record's timeline.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pinned: Vec<Item>,
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
    /// Whether this change is pinned; a record says so itself.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pinned: bool,
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
            pinned: false,
        }
    }

    /// What was done, whomever it was about.
    fn of_done(done: Done, import: bool) -> Self {
        Self {
            r#type: if import { ItemType::Import } else { ItemType::Change },
            seq: done.seq,
            at_ms: done.at_ms,
            actor: done.actor,
            command: done.command,
            label: done.label,
            change_set: Some(done.id),
            note: None,
            record: None,
            changes: Vec::new(),
            pinned: false,
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
            pinned: false,
        }
    }
}

fn of_contact(cx: &mut Cx, asked: Asked) -> Result<Timeline> {
    timeline(cx, "contact", asked)
}

fn of_company(cx: &mut Cx, asked: Asked) -> Result<Timeline> {
    timeline(cx, "company", asked)
}

fn of_any(cx: &mut Cx, asked: OfAny) -> Result<Timeline> {
    let OfAny { kind, id, before, limit, only, field, since_ms, until_ms } = asked;
    cx.catalogue().kind(&kind).map_err(|error| error.at("kind"))?;
    timeline(cx, &kind, Asked { id, before, limit, only, field, since_ms, until_ms })
}

/// What happened with a record of a kind that notes can be written on.
pub fn timeline(cx: &Cx, kind: &str, asked: Asked) -> Result<Timeline> {
    let wanted = Wanted {
        before: begins(asked.before.as_ref(), asked.until_ms)?,
        since_ms: asked.since_ms.unwrap_or(i64::MIN),
        limit: asked.limit.unwrap_or(50).clamp(1, 200) as usize,
        only: asked.only,
        field: asked.field,
    };
    wanted.check(cx)?;
    cx.vault.read(|conn| {
        records::get(conn, cx.registry.kind(kind)?, asked.id)?;
        let mut found = changes_before(cx, conn, kind, asked.id, &wanted)?;
        let mut pinned = Vec::new();
        for other in cx.registry.kinds().filter(|other| wanted.kind(&other.kind.name)) {
            let places = other.rules.events(conn, kind, asked.id, wanted.before, wanted.limit + 1)?;
            found.extend(places.into_iter().map(|place| Found::Record(place, other)));
            if asked.before.is_none() {
                let places = other.rules.pinned(conn, kind, asked.id, MOST_PINNED)?.into_iter();
                let within = places.filter(|place| *place < wanted.before && place.0 >= wanted.since_ms);
                pinned.extend(within.map(|place| Found::Record(place, other)));
            }
        }
        let sets = pins::of(conn, &cx.registry.kind(kind)?.kind.table, asked.id)?;
        for one in &mut found {
            if let Found::Item(item) = one {
                item.pinned = item.change_set.is_some_and(|set| sets.contains(&set));
            }
        }
        if asked.before.is_none() && wanted.changes() {
            pinned.extend(pinned_changes(cx, conn, kind, asked.id, &sets, &wanted)?);
        }
        pinned.sort_by_key(|one| Reverse(one.place()));
        let pinned = pinned.into_iter().map(|one| one.read(conn)).collect::<Result<_>>()?;
        Ok(Timeline { pinned, ..page(conn, found, &wanted)? })
    })
}

fn feed(cx: &mut Cx, asked: Lately) -> Result<Timeline> {
    let wanted = Wanted {
        before: begins(asked.before.as_ref(), asked.until_ms)?,
        since_ms: asked.since_ms.unwrap_or(i64::MIN),
        limit: asked.limit.unwrap_or(50).clamp(1, 200) as usize,
        only: asked.only,
        field: None,
    };
    wanted.check(cx)?;
    cx.vault.read(|conn| {
        let mut found = Vec::new();
        for kind in cx.registry.kinds().filter(|kind| wanted.kind(&kind.kind.name)) {
            let places = kind.rules.lately(conn, wanted.before, wanted.limit + 1)?;
            found.extend(places.into_iter().map(|place| Found::Record(place, kind)));
        }
        for (sort, imports) in [("change", false), ("import", true)] {
            if wanted.only.iter().any(|only| only == sort) {
                let done = activity::done(conn, imports, wanted.before, wanted.since_ms, wanted.limit + 1)?;
                found.extend(done.into_iter().map(|one| Found::item(Item::of_done(one, imports))));
            }
        }
        page(conn, found, &wanted)
    })
}

fn of_account(cx: &mut Cx, asked: OfAccount) -> Result<Timeline> {
    let wanted = Wanted {
        before: begins(asked.before.as_ref(), asked.until_ms)?,
        since_ms: asked.since_ms.unwrap_or(i64::MIN),
        limit: asked.limit.unwrap_or(50).clamp(1, 200) as usize,
        only: asked.only,
        field: asked.field,
    };
    wanted.check(cx)?;
    let (of, owner) = asked.contact_id.map_or((ACCOUNT, asked.id), |id| ("contact", id));
    cx.vault.read(|conn| {
        records::get(conn, cx.registry.kind("company")?, asked.id)?;
        // What is asked of one person is not about the company's own fields.
        let mut found = match asked.contact_id {
            None => changes_before(cx, conn, "company", asked.id, &wanted)?,
            Some(_) => Vec::new(),
        };
        for kind in cx.registry.kinds().filter(|kind| wanted.kind(&kind.kind.name)) {
            let places = kind.rules.events(conn, of, owner, wanted.before, wanted.limit + 1)?;
            found.extend(places.into_iter().map(|place| Found::Record(place, kind)));
        }
        page(conn, found, &wanted)
    })
}

/// An item before it is known whether the page has room for it: records are read once that is known.
enum Found<'c> {
    Item(Box<Item>),
    Record(Place, &'c records::Compiled),
}

impl Found<'_> {
    fn item(item: Item) -> Self {
        Self::Item(Box::new(item))
    }

    fn place(&self) -> Place {
        match self {
            Self::Item(item) => item.place(),
            Self::Record(place, _) => *place,
        }
    }

    fn read(self, conn: &Connection) -> Result<Item> {
        match self {
            Self::Item(item) => Ok(*item),
            Self::Record(place, kind) => Ok(Item::of_record(place, records::get(conn, kind, place.1)?)),
        }
    }
}

/// The latest of what was found as a page.
fn page(conn: &Connection, mut found: Vec<Found<'_>>, wanted: &Wanted) -> Result<Timeline> {
    found.retain(|one| one.place().0 >= wanted.since_ms);
    found.sort_by_key(|one| Reverse(one.place()));
    let more = found.len() > wanted.limit;
    found.truncate(wanted.limit);
    let end = found.last().filter(|_| more).map(Found::place);
    let items = found.into_iter().map(|one| one.read(conn)).collect::<Result<_>>()?;
    Ok(Timeline { items, pinned: Vec::new(), next_before: end.map(|(at, id)| format!("{at}.{id}")) })
}

/// Goes through the changes of a record, the latest first, until `look` wants no more.
pub fn each_change(
    conn: &Connection,
    kind: &str,
    id: Id,
    mut look: impl FnMut(changes::HistoryEntry) -> bool,
) -> Result<()> {
    let mut after = None;
    loop {
        let chunk = changes::history(conn, kind, id, after, CHUNK)?;
        let last = chunk.len() < CHUNK;
        after = chunk.last().map(|entry| entry.seq);
        for entry in chunk {
            if !look(entry) {
                return Ok(());
            }
        }
        if last {
            return Ok(());
        }
    }
}

/// The pinned changes that are wanted, however far back they lie. What was compacted away since is no longer told.
fn pinned_changes<'c>(
    cx: &Cx,
    conn: &Connection,
    kind: &str,
    id: Id,
    sets: &[Id],
    wanted: &Wanted,
) -> Result<Vec<Found<'c>>> {
    let compiled = cx.registry.kind(kind)?;
    let (mut left, mut items) = (sets.len(), Vec::new());
    if left == 0 {
        return Ok(items);
    }
    each_change(conn, kind, id, |entry| {
        if sets.contains(&entry.change_set) {
            left -= 1;
            let within = (entry.at_ms, entry.change_set) < wanted.before && entry.at_ms >= wanted.since_ms;
            let shown = history::present(compiled, entry).filter(|entry| within && wanted.entry(entry));
            items.extend(shown.map(|entry| Found::item(Item { pinned: true, ..Item::of_entry(entry) })));
        }
        left > 0
    })?;
    Ok(items)
}

/// The latest changes that are wanted and that a person can see, one more than a page has.
fn changes_before<'c>(
    cx: &Cx,
    conn: &Connection,
    kind: &str,
    id: Id,
    wanted: &Wanted,
) -> Result<Vec<Found<'c>>> {
    if !wanted.changes() {
        return Ok(Vec::new());
    }
    let compiled = cx.registry.kind(kind)?;
    let (before, limit) = (wanted.before, wanted.limit + 1);
    let (mut items, mut after) = (Vec::new(), None);
    loop {
        let chunk = changes::history(conn, kind, id, after, CHUNK)?;
        let last = chunk.len() < CHUNK || chunk.last().is_some_and(|entry| entry.at_ms < wanted.since_ms);
        after = chunk.last().map(|entry| entry.seq);
        let seen = chunk.into_iter().filter(|entry| (entry.at_ms, entry.change_set) < before);
        let shown = seen.filter_map(|entry| history::present(compiled, entry));
        items.extend(shown.filter(|entry| wanted.entry(entry)).map(Item::of_entry));
        if last || items.len() >= limit {
            items.sort_by_key(|item: &Item| Reverse(item.place()));
            items.truncate(limit);
            return Ok(items.into_iter().map(Found::item).collect());
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

    fn asked(id: Id) -> Asked {
        Asked { id, before: None, limit: None, only: Vec::new(), field: None, since_ms: None, until_ms: None }
    }

    /// Every page of Ada's timeline, two items each.
    fn pages(world: &World, ada: Id) -> Vec<Item> {
        let (mut all, mut before) = (Vec::new(), None);
        loop {
            let page =
                timeline(&world.cx(), "contact", Asked { before, limit: Some(2), ..asked(ada) }).unwrap();
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
        let all = timeline(&world.cx(), "contact", asked(ada)).unwrap();
        assert_eq!(all.next_before, None);
        assert_eq!(all.items.len(), 8);
    }

    // covers(CON-6)
    #[test]
    fn what_is_pinned_stands_on_top_however_far_back_it_lies() {
        let world = world();
        let ada = id(&world.create("contact", json!({ "given": "Ada" })).unwrap());
        let note = |body: &str, pinned: bool| {
            world.create("note", json!({ "contact_id": ada, "body": body, "pinned": pinned })).unwrap()
        };
        let old = note("Old", true);
        for n in 0..5 {
            note(&n.to_string(), false);
        }
        let gone = note("Gone", true);
        world
            .cx()
            .write_record("Delete", |rules| {
                records::set_trashed(rules, rules.registry.kind("note")?, id(&gone), true)
            })
            .unwrap();
        let told = |more: Asked| timeline(&world.cx(), "contact", more).unwrap();
        let pinned = |more: Asked| -> Vec<String> {
            told(more).pinned.iter().map(|one| text(one.note.as_ref().unwrap(), "body").to_owned()).collect()
        };
        let short = |only: &[&str]| Asked {
            limit: Some(2),
            only: only.iter().map(|one| (*one).to_owned()).collect(),
            ..asked(ada)
        };
        assert_eq!(pinned(short(&[])), ["Old"]);
        assert_eq!(pinned(short(&["note"])), ["Old"]);
        assert!(pinned(short(&["change"])).is_empty(), "only changes were asked for");
        let second = Asked { before: told(short(&[])).next_before, ..short(&[]) };
        assert!(pinned(second).is_empty(), "the first page told of it");
        let made = old.get("created_ms").and_then(Value::as_i64).unwrap();
        assert!(pinned(Asked { since_ms: Some(made + 1_000_000), ..short(&[]) }).is_empty());
        assert!(pinned(Asked { until_ms: Some(made), ..short(&[]) }).is_empty());
        world.patch("note", id(&old), json!({ "pinned": false })).unwrap();
        assert!(pinned(short(&[])).is_empty());
    }

    // covers(CON-23)
    #[test]
    fn the_timeline_of_an_account_tells_what_of_the_company_changed() {
        let world = world();
        let acme = id(&world.create("company", json!({ "name": "Acme" })).unwrap());
        let ada =
            world.create("contact", json!({ "given": "Ada", "jobs": [{ "company_id": acme }] })).unwrap();
        world.create("note", json!({ "contact_id": id(&ada), "body": "Hello" })).unwrap();
        world.patch("company", acme, json!({ "industry": "Toys" })).unwrap();
        let told = |contact_id: Option<Id>, only: &[&str], field: Option<&str>| {
            let only = only.iter().map(|one| (*one).to_owned()).collect();
            let (before, limit, since_ms, until_ms) = (None, None, None, None);
            let field = field.map(str::to_owned);
            let asked = OfAccount { id: acme, contact_id, before, limit, only, field, since_ms, until_ms };
            of_account(&mut world.cx(), asked).unwrap().items
        };
        let all = told(None, &[], None);
        assert_eq!(all.iter().filter(|one| one.note.is_some()).count(), 1);
        assert!(all.iter().any(|one| one.changes.iter().any(|change| change.field == "industry")));
        assert_eq!(told(None, &["note"], None).len(), 1);
        assert_eq!(told(None, &[], Some("industry")).len(), 1);
        assert_eq!(
            told(Some(id(&ada)), &[], None).len(),
            1,
            "what is asked of a person is not the company's"
        );
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

    // covers(AUD-5, AUD-6)
    #[test]
    fn only_what_is_asked_for_is_told_and_the_pages_of_it_are_full() {
        let world = world();
        let ada = id(&world.create("contact", json!({ "given": "Ada" })).unwrap());
        for family in ["Byron", "King", "Lovelace"] {
            world.create("note", json!({ "contact_id": ada, "body": family })).unwrap();
            world.patch("contact", ada, json!({ "family": family })).unwrap();
            world.patch("contact", ada, json!({ "nickname": family })).unwrap();
        }
        let told = |more: Asked| timeline(&world.cx(), "contact", more).unwrap();
        let of = |only: &str| told(Asked { only: vec![only.into()], ..asked(ada) }).items;
        assert_eq!((of("note").len(), of("change").len(), of("import").len()), (3, 7, 0));
        let family = |limit| told(Asked { field: Some("family".into()), limit: Some(limit), ..asked(ada) });
        assert_eq!(family(50).items.len(), 3);
        let first = family(2);
        assert_eq!((first.items.len(), first.next_before.is_some()), (2, true));
        let rest = Asked { before: first.next_before, field: Some("family".into()), ..asked(ada) };
        assert_eq!(told(rest).items.len(), 1);
        let all = told(asked(ada)).items;
        let middle = all.get(4).unwrap().at_ms;
        let [since, until] = [
            told(Asked { since_ms: Some(middle), ..asked(ada) }).items.len(),
            told(Asked { until_ms: Some(middle), ..asked(ada) }).items.len(),
        ];
        assert!(since + until == all.len() && since >= 5, "{since} and {until} of {}", all.len());
        let unknown = timeline(&world.cx(), "contact", Asked { only: vec!["gossip".into()], ..asked(ada) });
        assert_eq!(unknown.unwrap_err().field.as_deref(), Some("only"));
    }

    // covers(AUD-4, AUD-5)
    #[test]
    fn the_feed_tells_of_changes_where_it_is_asked_for_them_page_by_page() {
        let world = world();
        let ada = id(&world.create("contact", json!({ "given": "Ada" })).unwrap());
        world.create("note", json!({ "contact_id": ada, "body": "Hello" })).unwrap();
        for family in ["Byron", "King", "Lovelace"] {
            world.patch("contact", ada, json!({ "family": family })).unwrap();
        }
        let told = |only: &[&str], before: Option<String>, limit: u32| {
            let only = only.iter().map(|one| (*one).to_owned()).collect();
            let asked = Lately { before, limit: Some(limit), only, since_ms: None, until_ms: None };
            feed(&mut world.cx(), asked).unwrap()
        };
        assert_eq!(told(&[], None, 50).items.len(), 1, "the note");
        assert_eq!(told(&["import"], None, 50).items.len(), 0);
        assert_eq!(
            told(&["change", "note"], None, 50).items.len(),
            6,
            "the note's own making is a change too"
        );
        let (mut labels, mut before) = (Vec::new(), None);
        loop {
            let page = told(&["change"], before, 2);
            labels.extend(page.items.into_iter().map(|item| item.label));
            before = page.next_before;
            if before.is_none() {
                break;
            }
        }
        assert_eq!(labels, ["Edit contact", "Edit contact", "Edit contact", "Create note", "Create contact"]);
    }

    #[test]
    fn a_place_that_no_page_gave_is_refused() {
        let world = world();
        let ada = id(&world.create("contact", json!({ "given": "Ada" })).unwrap());
        let asked = Asked { before: Some("1700000000000".into()), ..asked(ada) };
        assert_eq!(timeline(&world.cx(), "contact", asked).unwrap_err().field.as_deref(), Some("before"));
    }
}
