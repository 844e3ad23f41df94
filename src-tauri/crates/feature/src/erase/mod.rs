//! Erasing for good what lies in the trash: the records with all that belongs to them, and the values that the change
//! log holds of them.
//!
//! The log keeps its rows and its chain; what stood in them is replaced by its hash, whose salt is gone. So it can still
//! be proved that nothing else was altered, and nobody can bring the record back. Titles of changes that name it lose the
//! name. What is left is what was sealed into a backup.

mod store;

use std::sync::Arc;

use satchel_kernel::catalogue::Store;
use satchel_kernel::{Error, Id, Kind, Result};
use satchel_vault::jobs::{self, Job, NewJob};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::Cx;
use crate::command::{Command, Needs, SchemaOf, pack, unpack};
use crate::records::{self, Compiled, RuleCx};

/// The kind of the jobs that finish an erasure after a crash.
pub const KIND: &str = "erase";
/// Records erased at once.
const MOST: usize = 500;

/// Which records to erase.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Chosen {
    /// The records, 1 to 500; all of them in the trash.
    ids: Vec<Id>,
}

/// What was erased.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct Erased {
    /// Records, those that belonged to the chosen ones too.
    records: u64,
    /// Values in the change log.
    values: u64,
}

/// What the job needs.
#[derive(Serialize, Deserialize)]
struct Work {
    records: Vec<Id>,
}

/// The row of one kind's command table.
pub(crate) fn erase_command(kind: &Kind) -> Command {
    let (name, command) = (kind.name.to_string(), format!("{}.erase", kind.plural));
    Command {
        name: command.clone(),
        doc: format!(
            "Erases {} that are in the trash for good, with what the change log knows of them. This cannot be undone.",
            kind.plural
        ),
        needs: Needs::Admin,
        undoable: false,
        input: SchemaOf::input::<Chosen>(),
        output: SchemaOf::output::<Erased>(),
        run: Arc::new(move |cx, input| self::command(cx, &name, &command, input)),
    }
}

/// The command itself, of some kind.
pub(crate) fn command(cx: &mut Cx, kind: &str, command: &str, input: Value) -> Result<Value> {
    pack(erase(cx, kind, unpack(command, input)?)?)
}

fn erase(cx: &Cx, kind: &str, Chosen { ids }: Chosen) -> Result<Erased> {
    if ids.is_empty() || ids.len() > MOST {
        return Err(Error::invalid("ids", format!("Choose 1 to {MOST} records.")));
    }
    let compiled = cx.registry.kind(kind)?;
    let catalogue = cx.catalogue();
    let region = cx.region()?;
    // A name in the title would stay behind in the log.
    let act = cx.act(format!("Erased {} {}", ids.len(), compiled.kind.words()));
    let written = cx.vault.write(&act, |tx| -> Result<(Id, Vec<Id>)> {
        let rules = RuleCx {
            conn: tx,
            registry: &cx.registry,
            catalogue: &catalogue,
            now_ms: tx.now_ms(),
            region: &region,
        };
        let mut records = Vec::new();
        for id in &ids {
            let record = records::get(rules.conn, compiled, *id)?;
            if !record.contains_key("deleted_ms") {
                return Err(Error::refused(
                    "not_in_trash",
                    "Only what is in the trash can be erased. Delete it first.",
                ));
            }
            // What became part of it is the same person by another name.
            for absorbed in compiled.rules.absorbed(rules.conn, *id)? {
                tx.erase_titles(absorbed, &names(&rules, &compiled.kind, absorbed)?)?;
                records.push(absorbed);
            }
            for (kind, id) in with_children(&rules, compiled, *id)? {
                tx.erase_titles(id, &names(&rules, kind, id)?)?;
                store::delete(tx, &kind.table, id)?;
                records.push(id);
            }
        }
        compiled.rules.erased(&rules, &records)?;
        // From here on it will be done, whatever happens to this program.
        let job = NewJob {
            kind: KIND.into(),
            label: act.label.clone(),
            input: json!(Work { records: records.clone() }),
            idempotency_key: None,
            run_at_ms: tx.now_ms(),
            max_attempts: 1_000,
        };
        Ok((jobs::enqueue(tx, &job, tx.now_ms())?, records))
    })?;
    let (_, records) = written.value;
    let values = forget(cx, &records)?;
    cx.ring_jobs();
    Ok(Erased { records: records.len() as u64, values })
}

/// A record after those that belong to it.
fn with_children<'a>(rules: &RuleCx<'a>, compiled: &'a Compiled, id: Id) -> Result<Vec<(&'a Kind, Id)>> {
    let mut found = Vec::new();
    for cascade in &compiled.cascades {
        let kind = &rules.registry.of_table(cascade.table)?.kind;
        let children = store::children(rules.conn, cascade.table, cascade.column, id)?;
        for child in children {
            // What belongs to a subtask goes before it, as the subtask before its task.
            if kind.name == compiled.kind.name {
                found.extend(with_children(rules, compiled, child)?);
            } else {
                found.push((kind, child));
            }
        }
    }
    found.push((&compiled.kind, id));
    Ok(found)
}

/// What a record is called and ever was, as the log still knows, the longest first; nothing for a record without a
/// title.
fn names(rules: &RuleCx<'_>, kind: &Kind, id: Id) -> Result<Vec<String>> {
    let Some(Store::Column(column)) = kind.field(&kind.title).map(|title| &title.store) else {
        return Ok(Vec::new());
    };
    let mut names: Vec<String> = store::values(rules.conn, &kind.table, column, id)?
        .into_iter()
        .filter_map(|title| records::shortened(&title))
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    Ok(names)
}

/// Erases what the log holds of these records; doing it twice does nothing more.
fn forget(cx: &Cx, records: &[Id]) -> Result<u64> {
    let mut values = 0;
    for id in records {
        values += cx.vault.erase_log_of(*id)?;
    }
    Ok(values)
}

/// Runs the job: whatever the command did not come to.
pub fn run(cx: &Cx, job: &Job) -> Result<Value> {
    let work: Work = serde_json::from_value(job.input.clone()).map_err(|e| {
        Error::broken("job_unreadable", "The description of this work cannot be read.").because(e)
    })?;
    Ok(json!({ "values": forget(cx, &work.records)? }))
}
