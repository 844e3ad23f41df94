//! Going back: what was done, undo, redo, a record's history and its earlier states.

use satchel_feature::command::Nothing;
use satchel_feature::records::{self, Record, history};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Error, Id, Result};
use satchel_vault::{Act, Connection, What, changes};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::settings::{self, ChangedSetting};

pub(super) fn table() -> Vec<Command> {
    commands! {
        /// What was done, the latest first.
        "changes.list" needs Read => list;
        /// What a change set did, record by record, the first of them.
        "changes.show" needs Read => show;
        /// Takes a change set back, or the last own one; later edits stay and are named.
        "changes.undo" needs Write undoable => undo;
        /// Takes the last undo back.
        "changes.redo" needs Write undoable => redo;
        /// A record's history, the latest first.
        "records.history" needs Read => record_history;
        /// A record as it was after a change.
        "records.as_of" needs Read => as_of;
        /// Brings a record back to its state after a change, as a new edit.
        "records.restore_to" needs Write undoable => restore_to;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Before {
    /// Only sets numbered below this.
    before: Option<i64>,
    /// Sets at most, 1 to 200; 50 when absent.
    limit: Option<u32>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Sets {
    /// The latest first.
    sets: Vec<Set>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Set {
    /// The set.
    id: Id,
    /// Its number, for paging.
    seq: i64,
    /// When it began, milliseconds since 1970 UTC.
    at_ms: i64,
    /// Who.
    actor: String,
    /// Through which command.
    command: String,
    /// What a person calls it.
    label: String,
    /// `staged`, `open`, `sealed` or `undone`.
    state: String,
    /// How many records it touched.
    records: i64,
    /// The set it took back.
    undoes: Option<Id>,
    /// How many later changes go back with it: of an import the rejected rows that were corrected since.
    #[serde(skip_serializing_if = "is_none")]
    with: u64,
    /// Which settings it changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    settings: Vec<ChangedSetting>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde wants it
const fn is_none(count: &u64) -> bool {
    *count == 0
}

fn list(cx: &mut Cx, input: Before) -> Result<Sets> {
    let limit = input.limit.unwrap_or(50).clamp(1, 200);
    let sets = cx.vault.read(|conn| -> Result<Vec<_>> {
        let sets = changes::sets(conn, input.before, limit as usize)?.into_iter();
        sets.map(|set| Ok((later(conn, &set)?, settings::changed(conn, &set)?, set))).collect()
    })?;
    let sets = sets.into_iter().map(|(with, settings, s)| Set {
        with: with.len() as u64,
        settings,
        id: s.id,
        seq: s.seq,
        at_ms: s.at_ms,
        actor: s.actor,
        command: s.command,
        label: s.label,
        state: s.state,
        records: s.records,
        undoes: s.undoes,
    });
    Ok(Sets { sets: sets.collect() })
}

/// The later changes that go back with a set.
fn later(conn: &Connection, set: &changes::SetRow) -> Result<Vec<Id>> {
    if set.state != "sealed" || !set.command.starts_with("imports.") {
        return Ok(Vec::new());
    }
    satchel_people::import::corrections(conn, set.id)
}

/// Changes of a set that are looked at: enough to name the first records of a large one.
const LOOKED_AT: usize = 5_000;

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OfSet {
    /// The set.
    change_set: Id,
    /// Records at most, 1 to 100; 20 when absent.
    limit: Option<u32>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Shown {
    /// The first records it touched.
    records: Vec<ShownRecord>,
    /// How many later changes go back with it: of an import the rejected rows that were corrected since.
    #[serde(skip_serializing_if = "is_none")]
    with: u64,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct ShownRecord {
    /// The record's kind.
    kind: String,
    /// The record.
    id: Id,
    /// What it is called now; empty when it is gone for good.
    title: String,
    /// What the set changed of it.
    changes: Vec<history::Change>,
}

fn show(cx: &mut Cx, input: OfSet) -> Result<Shown> {
    let limit = input.limit.unwrap_or(20).clamp(1, 100) as usize;
    let (records, with) = cx.vault.read(|conn| -> Result<(Vec<ShownRecord>, Vec<Id>)> {
        let Some(set) = changes::set(conn, input.change_set)? else {
            return Err(Error::refused("not_found", "There is no such change."));
        };
        let with = later(conn, &set)?;
        let mut shown = Vec::new();
        for touched in changes::touched_by(conn, input.change_set, LOOKED_AT)? {
            // What is no kind of record, such as a setting, has no fields to speak of.
            let Ok(compiled) = cx.registry.kind(&touched.kind) else { continue };
            let entry = changes::of_set(conn, &touched.kind, touched.id, input.change_set)?;
            let Some(entry) = entry.and_then(|entry| history::present(compiled, entry)) else { continue };
            let title = match records::get(conn, compiled, touched.id) {
                Ok(record) => records::name(&compiled.kind, &record),
                Err(e) if e.code == "not_found" => String::new(),
                Err(e) => return Err(e),
            };
            shown.push(ShownRecord { kind: touched.kind, id: touched.id, title, changes: entry.changes });
            if shown.len() == limit {
                break;
            }
        }
        Ok((shown, with))
    })?;
    Ok(Shown { records, with: with.len() as u64 })
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Undo {
    /// The set to take back; the last own one when absent.
    change_set: Option<Id>,
    /// Limits it to one record of this kind.
    kind: Option<String>,
    /// Limits it to this record.
    id: Option<Id>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Undone {
    /// The set that took it back; absent when nothing was left to take back.
    change_set: Option<Id>,
    /// The set that was taken back.
    undone: Id,
    /// What that was, in words.
    label: String,
    /// How many changes were taken back.
    restored: u64,
    /// What stayed because it was changed since.
    kept: Vec<history::Kept>,
    /// How many later changes went or came back with it: of an import the rejected rows that were corrected since.
    #[serde(skip_serializing_if = "is_none")]
    with: u64,
}

impl Undone {
    fn of(cx: &Cx, report: satchel_vault::UndoReport) -> Self {
        let satchel_vault::UndoReport { change_set, undone, label, restored, kept } = report;
        Self { change_set, undone, label, restored, kept: history::kept(&cx.registry, kept), with: 0 }
    }

    /// Another change went or came back with it.
    fn add(&mut self, other: Self) {
        self.restored += other.restored;
        self.kept.extend(other.kept);
        self.with += 1;
    }
}

fn undo(cx: &mut Cx, input: Undo) -> Result<Undone> {
    let only = match (input.kind, input.id) {
        (Some(kind), Some(id)) => Some((kind, id)),
        (None, None) => None,
        _ => {
            return Err(Error::invalid(
                "id",
                "To take back one record's share, give both its kind and its id.",
            ));
        }
    };
    let act = cx.act("Undo");
    let last = || cx.vault.read(|conn| changes::last_own(conn, &act.actor));
    let set = input.change_set.map_or_else(last, |set| Ok(Some(set)))?;
    let Some(set) = set.filter(|_| only.is_none()) else {
        let what = set.map_or(What::Last, What::Set);
        let only = only.as_ref().map(|(kind, id)| (kind.as_str(), *id));
        return Ok(Undone::of(cx, cx.vault.undo(what, only, &act)?));
    };
    let (of, with) = cx.vault.read(|conn| -> Result<_> {
        let (of, goes) = meant(conn, set)?;
        Ok((of, if goes { satchel_people::import::corrections(conn, of)? } else { Vec::new() }))
    })?;
    // What came back and goes again with its corrections goes as what it was in the beginning: they are later than it alone.
    let set = if with.is_empty() { set } else { of };
    // All of it goes back or nothing.
    with.iter().chain([&set]).try_for_each(|set| cx.vault.is_undoable(*set))?;
    let caused = Act { cause: Some(of), ..act.clone() };
    let before =
        with.into_iter().map(|one| Ok(Undone::of(cx, cx.vault.undo(What::Set(one), None, &caused)?)));
    let before = before.collect::<Result<Vec<_>>>()?;
    let mut undone = Undone::of(cx, cx.vault.undo(What::Set(set), None, &act)?);
    before.into_iter().for_each(|one| undone.add(one));
    bring_back(cx, &act, undone)
}

/// The change that taking a set back is about in the end, and whether that goes back by it: what takes a taking back back
/// brings the change back.
fn meant(conn: &Connection, set: Id) -> Result<(Id, bool)> {
    let (mut of, mut goes) = (set, true);
    while let Some(undoes) = changes::set(conn, of)?.and_then(|set| set.undoes) {
        (of, goes) = (undoes, !goes);
    }
    Ok((of, goes))
}

/// What went back with a change comes back with it, where what was taken back is the taking back.
fn bring_back(cx: &Cx, act: &Act, mut undone: Undone) -> Result<Undone> {
    let (of, back) = cx.vault.read(|conn| -> Result<_> {
        let (of, goes) = meant(conn, undone.undone)?;
        Ok((of, if goes { Vec::new() } else { satchel_people::import::taken_back_with(conn, of)? }))
    })?;
    let caused = Act { cause: Some(of), ..act.clone() };
    for one in back {
        undone.add(Undone::of(cx, cx.vault.undo(What::Set(one), None, &caused)?));
    }
    Ok(undone)
}

fn redo(cx: &mut Cx, _: Nothing) -> Result<Undone> {
    let act = cx.act("Redo");
    let redone = Undone::of(cx, cx.vault.redo(&act)?);
    bring_back(cx, &act, redone)
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OfRecord {
    /// The record's kind.
    kind: String,
    /// The record.
    id: Id,
    /// Only sets whose last change to the record is before this one.
    before: Option<i64>,
    /// Entries at most, 1 to 200; 50 when absent.
    limit: Option<u32>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct History {
    /// The latest first.
    entries: Vec<history::Entry>,
    /// Where to go on, when there may be more.
    next_before: Option<i64>,
}

fn record_history(cx: &mut Cx, input: OfRecord) -> Result<History> {
    let compiled = cx.registry.kind(&input.kind)?;
    let limit = input.limit.unwrap_or(50).clamp(1, 200) as usize;
    let raw = cx.vault.read(|conn| changes::history(conn, &input.kind, input.id, input.before, limit))?;
    let next_before = if raw.len() == limit { raw.last().map(|e| e.seq) } else { None };
    Ok(History {
        entries: raw.into_iter().filter_map(|e| history::present(compiled, e)).collect(),
        next_before,
    })
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AsOf {
    /// The record's kind.
    kind: String,
    /// The record.
    id: Id,
    /// The change after which it is wanted.
    seq: i64,
}

fn past(cx: &Cx, input: &AsOf) -> Result<Record> {
    let compiled = cx.registry.kind(&input.kind)?;
    let state = cx.vault.read(|conn| changes::record_as_of(conn, &input.kind, input.id, input.seq))?;
    state
        .map(|columns| history::rebuilt(compiled, input.id, &columns))
        .ok_or_else(|| Error::refused("not_found", "The record did not exist then."))
}

fn as_of(cx: &mut Cx, input: AsOf) -> Result<Record> {
    past(cx, &input)
}

fn restore_to(cx: &mut Cx, input: AsOf) -> Result<Value> {
    let mut then = past(cx, &input)?;
    cx.write_called(|rules| {
        let compiled = rules.registry.kind(&input.kind)?;
        let now = records::get(rules.conn, compiled, input.id)?;
        // A field of the seller's own that is gone cannot take a value again.
        if let Some(Value::Object(custom)) = then.get_mut("custom") {
            let known = rules.catalogue.kind(&input.kind)?;
            custom.retain(|id, _| known.field(id).is_some());
        }
        records::update(rules, compiled, input.id, &now, then)?;
        let restored = records::get(rules.conn, compiled, input.id)?;
        let name = records::name(&compiled.kind, &restored);
        Ok((format!("Restored {name} to an earlier state"), restored))
    })
    .map(Value::Object)
}
