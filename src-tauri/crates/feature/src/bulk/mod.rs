//! Many records changed at once: deleted, restored, patched, tagged. It is one command, one change set and one undo,
//! for two records or a million.
//!
//! A few records are changed in one transaction. Many are a job: the chosen ids are staged, slices of them are written,
//! and the job's position commits with each slice, so that it goes on after a crash and cancelling takes everything
//! back. Either way each record passes the rules that a single edit passes; one that is refused is named with the
//! reason, and the others are done.

mod chosen;
mod commands;
mod job;

use std::collections::BTreeMap;

use satchel_kernel::text::fold;
use satchel_kernel::{Catalogue, Error, ErrorKind, Id, Result};
use satchel_vault::Tx;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Cx;
use crate::records::{self, Compiled, Record, RuleCx};

pub(crate) use chosen::Chosen;
pub(crate) use commands::{bulk_commands, change, delete, restore};
pub use job::{KIND, recover, run, stop};

/// Up to so many records are changed at once; more are a job.
const AT_ONCE: usize = 500;
/// Refusals named at most; all are counted.
const NAMED: usize = 1_000;

/// What is done to each record.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Deed {
    Delete,
    Restore,
    Change(Change),
    Exchange(Exchange),
    /// A patch that a feature has checked itself, past the rules of the kind.
    Settle(Record),
}

/// One value of a list for another, in its place.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Exchange {
    list: String,
    from: Value,
    to: Value,
}

/// Some records of one kind, and what is done to each of them: a part of what a feature does to many at once.
#[derive(Clone, Debug)]
pub struct Piece {
    kind: String,
    deed: Deed,
    ids: Vec<Id>,
}

impl Piece {
    fn new(kind: &str, deed: Deed, ids: Vec<Id>) -> Self {
        Self { kind: kind.to_owned(), deed, ids }
    }

    /// Puts `to` in the place of `from` in a list of each record; who has `to` already has it once.
    pub fn exchange(kind: &str, list: &str, from: &str, to: &str, ids: Vec<Id>) -> Self {
        let exchange = Exchange { list: list.to_owned(), from: from.into(), to: to.into() };
        Self::new(kind, Deed::Exchange(exchange), ids)
    }

    /// Takes `value` out of a list of each record.
    pub fn withdraw(kind: &str, list: &str, value: &str, ids: Vec<Id>) -> Self {
        let remove = BTreeMap::from([(list.to_owned(), vec![value.into()])]);
        Self::new(kind, Deed::Change(Change { remove, ..Change::default() }), ids)
    }

    /// Changes fields of each record, by the rules of its kind.
    pub fn patch(kind: &str, patch: Record, ids: Vec<Id>) -> Self {
        Self::new(kind, Deed::Change(Change { patch, ..Change::default() }), ids)
    }

    /// Writes a patch that was checked already, past the rules of the kind.
    pub fn settle(kind: &str, patch: Record, ids: Vec<Id>) -> Self {
        Self::new(kind, Deed::Settle(patch), ids)
    }

    /// Moves the records to the trash.
    pub fn delete(kind: &str, ids: Vec<Id>) -> Self {
        Self::new(kind, Deed::Delete, ids)
    }
}

/// Does several things to many records, in this order, as one change set called `label`.
pub fn all(cx: &Cx, label: &str, pieces: &[Piece]) -> Result<Outcome> {
    let selected: usize = pieces.iter().map(|piece| piece.ids.len()).sum();
    if selected > AT_ONCE {
        return job::begin(cx, label, pieces);
    }
    commands::at_once(cx, label, pieces, |_, _, _| Ok(label.to_owned()))
}

/// How each record is changed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Change {
    /// A merge patch (RFC 7396).
    patch: Record,
    /// Values that join a list, by its name.
    add: BTreeMap<String, Vec<Value>>,
    /// Values that leave a list, by its name; of entries with fields, all that agree in the given ones.
    remove: BTreeMap<String, Vec<Value>>,
    /// Fields of the entry that counts of a list, by its name: the current job, else the first; made if there is none.
    #[serde(default)]
    set: BTreeMap<String, Record>,
}

/// What became of the chosen records.
#[derive(Clone, Debug, Default, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Outcome {
    /// How many records were chosen.
    selected: u64,
    /// How many were changed.
    changed: u64,
    /// How many were so already.
    unchanged: u64,
    /// How many were refused.
    refused: u64,
    /// The refused ones, the first 1,000.
    refusals: Vec<Refusal>,
    /// The change set, by which all of it is taken back; absent when nothing was changed.
    change_set: Option<Id>,
    /// The job that does it, when there are many; the numbers are then its output.
    job: Option<Id>,
}

/// A record that was left as it is.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Refusal {
    /// The record.
    id: Id,
    /// Why, as a stable code.
    code: String,
    /// Why, in words.
    message: String,
    /// The field it concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
}

impl Outcome {
    fn done(&self) -> u64 {
        self.changed + self.unchanged + self.refused
    }

    fn refuse(&mut self, id: Id, error: Error) {
        self.refused += 1;
        if self.refusals.len() < NAMED {
            let Error { code, message, field, .. } = error;
            self.refusals.push(Refusal { id, code: code.to_owned(), message, field });
        }
    }
}

impl Deed {
    /// Does it to one record; answers whether anything changed.
    fn to(&self, rules: &RuleCx<'_>, compiled: &Compiled, id: Id) -> Result<bool> {
        match self {
            Self::Delete => records::set_trashed(rules, compiled, id, true),
            Self::Restore => records::set_trashed(rules, compiled, id, false),
            Self::Change(change) => {
                let old = records::get(rules.conn, compiled, id)?;
                records::update(rules, compiled, id, &old, change.of(&old))
            }
            Self::Exchange(exchange) => {
                let old = records::get(rules.conn, compiled, id)?;
                records::update(rules, compiled, id, &old, exchange.of(&old))
            }
            Self::Settle(patch) => {
                let old = records::get(rules.conn, compiled, id)?;
                let mut new = records::apply_patch(&old, patch.clone());
                records::update_prepared(rules, compiled, id, &old, &mut new)
            }
        }
    }

    /// Does it to one record and counts what came of it. Only a fault ends the whole.
    fn count(
        &self,
        tx: &Tx<'_>,
        rules: &RuleCx<'_>,
        compiled: &Compiled,
        id: Id,
        outcome: &mut Outcome,
    ) -> Result<()> {
        match tx.attempt(|| self.to(rules, compiled, id)) {
            Ok(true) => outcome.changed += 1,
            Ok(false) => outcome.unchanged += 1,
            Err(error) if concerns_the_record(&error) => outcome.refuse(id, error),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// What a person calls it, done to `whom`.
    fn label(&self, whom: &str) -> String {
        match self {
            Self::Delete => format!("Deleted {whom}"),
            Self::Restore => format!("Restored {whom}"),
            Self::Change(change) => change.label(whom),
            Self::Exchange(_) | Self::Settle(_) => format!("Changed {whom}"),
        }
    }
}

impl Exchange {
    /// The record as it shall be.
    fn of(&self, old: &Record) -> Record {
        let mut new = old.clone();
        if let Some(Value::Array(entries)) = new.get_mut(&self.list) {
            let mut kept: Vec<Value> = Vec::with_capacity(entries.len());
            for entry in entries.drain(..) {
                let entry = if same(&entry, &self.from) { self.to.clone() } else { entry };
                if !same(&entry, &self.to) || !kept.iter().any(|one| same(one, &entry)) {
                    kept.push(entry);
                }
            }
            *entries = kept;
        }
        new
    }
}

impl Change {
    /// The record as it shall be.
    fn of(&self, old: &Record) -> Record {
        let mut new = records::apply_patch(old, self.patch.clone());
        for (part, values) in &self.remove {
            if let Some(Value::Array(entries)) = new.get_mut(part) {
                entries.retain(|entry| !values.iter().any(|value| same(entry, value)));
            }
        }
        for (part, values) in &self.add {
            let Value::Array(entries) = new.entry(part.clone()).or_insert_with(|| Value::Array(Vec::new()))
            else {
                continue;
            };
            for value in values {
                if !entries.iter().any(|entry| same(entry, value)) {
                    entries.push(value.clone());
                }
            }
        }
        for (part, fields) in &self.set {
            let Value::Array(entries) = new.entry(part.clone()).or_insert_with(|| Value::Array(Vec::new()))
            else {
                continue;
            };
            // An entry with an end, such as a job somebody has left, is history.
            let counts =
                entries.iter_mut().filter_map(Value::as_object_mut).find(|one| one.get("to").is_none());
            match counts {
                Some(entry) => {
                    for (name, value) in fields {
                        match value.is_null() {
                            true => _ = entry.remove(name),
                            false => _ = entry.insert(name.clone(), value.clone()),
                        }
                    }
                }
                None => {
                    let mut entry = fields.clone();
                    entry.retain(|_, value| !value.is_null());
                    entries.push(Value::Object(entry));
                }
            }
        }
        new
    }

    fn label(&self, whom: &str) -> String {
        let words = |values: &BTreeMap<String, Vec<Value>>| {
            let texts: Vec<&str> = values.values().flatten().filter_map(said).collect();
            texts.join(", ")
        };
        let (added, removed) = (words(&self.add), words(&self.remove));
        match (self.patch.is_empty() && self.set.is_empty(), added.as_str(), removed.as_str()) {
            (true, added, "") if !added.is_empty() => format!("Added “{added}” to {whom}"),
            (true, "", removed) if !removed.is_empty() => format!("Removed “{removed}” from {whom}"),
            _ => format!("Changed {whom}"),
        }
    }
}

/// What a person calls an entry: a text, or what stands first in one with fields.
fn said(entry: &Value) -> Option<&str> {
    const FIRST: [&str; 6] = ["value", "company", "street", "city", "title", "country"];
    match entry {
        Value::Object(fields) => FIRST.iter().find_map(|name| fields.get(*name)?.as_str()),
        text => text.as_str(),
    }
}

/// Whether an entry of a list is the one meant: texts by their folded forms, as tags are; of one with fields, those that
/// are given, numbers of telephones by their digits.
fn same(entry: &Value, meant: &Value) -> bool {
    match (entry, meant) {
        (Value::String(one), Value::String(other)) => one == other || fold(one) == fold(other),
        (Value::Object(entry), Value::Object(meant)) => {
            let asked = meant.iter().filter(|(name, _)| !matches!(name.as_str(), "label" | "primary"));
            let mut any = false;
            let all = asked.into_iter().all(|(name, value)| {
                any = true;
                let dialled = || name == "value" && entry.get("e164").is_some_and(|e164| dials(e164, value));
                entry.get(name).is_some_and(|held| same(held, value)) || dialled()
            });
            any && all
        }
        _ => entry == meant,
    }
}

/// Whether both are one number, however it is written.
fn dials(e164: &Value, typed: &Value) -> bool {
    let digits = |value: &Value| -> String {
        value.as_str().unwrap_or_default().chars().filter(char::is_ascii_digit).collect()
    };
    let typed = digits(typed);
    !typed.is_empty() && digits(e164) == typed
}

/// Whether the next record may fare better: a full disk or a damaged file is everybody's trouble.
pub(crate) fn concerns_the_record(error: &Error) -> bool {
    error.kind == ErrorKind::Refused
        && !error.is_transient()
        && !matches!(error.code, "vault_permission" | "vault_closed" | "change_set_state")
}

/// What rules may look at in `tx`.
fn rules<'a>(cx: &'a Cx, tx: &'a Tx<'_>, catalogue: &'a Catalogue, region: &'a str) -> RuleCx<'a> {
    RuleCx { conn: tx, registry: &cx.registry, catalogue, now_ms: tx.now_ms(), region }
}
