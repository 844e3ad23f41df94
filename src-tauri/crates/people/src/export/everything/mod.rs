//! Everything out, and back: an archive of open formats that holds every record of every kind with its parts, its files
//! and, if wanted, its history.
//!
//! What carries it: `records/` is the full truth, one line of JSON for each record, written from the schema of the vault
//! and not kind by kind; it alone is read back. Beside it, for other programs and for people, lie the same records as
//! tables and cards, the pictures as files named after their digests, what other programs call the records, a schema that says what stands where, and a list
//! of all files with their digests. The same vault gives the same bytes. Secrets are no records and never come along.
//!
//! Left out: what one laptop keeps for itself, as receipts of imports, jobs and notifications; and history is only told,
//! not brought back.

mod take;
mod write;

use std::collections::BTreeSet;

use satchel_feature::command::Nothing;
use satchel_feature::files::FileRef;
use satchel_feature::{Command, Cx, Progress, commands};
use satchel_formats::packed::bundle::Bundled;
use satchel_kernel::{Error, FieldType, Id, Result};
use satchel_vault::jobs::{self, Job, NewJob};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// The kind of the jobs that export everything.
pub const OUT: &str = "export_everything";
/// The kind of the jobs that bring such an export back.
pub const IN: &str = "import_everything";

/// What the manifest says it is.
const FORMAT: &str = "satchel-everything";
/// Which form it has; a newer one is refused.
const VERSION: u32 = 1;
/// The list of all files, by which such an export is known.
const MANIFEST: &str = "manifest.json";
/// A manifest has at most so many bytes.
const LONGEST_MANIFEST: u64 = 64 << 20;
/// Where the records lie.
const RECORDS: &str = "records";
/// What other programs call the records that came from them.
const ORIGINS: &str = "origins.jsonl";
/// Where pictures and attached files lie.
const FILES: &str = "files";

/// What stands in an export and is checked when it comes back.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    format: String,
    version: u32,
    records: Vec<Listed>,
    files: Vec<Checked>,
}

/// The records of a kind.
#[derive(Debug, Serialize, Deserialize)]
struct Listed {
    kind: String,
    table: String,
    path: String,
    records: u64,
}

/// A file of the export.
#[derive(Debug, Serialize, Deserialize)]
struct Checked {
    path: String,
    bytes: u64,
    sha256: String,
}

/// What another program calls a record.
#[derive(Debug, Serialize, Deserialize)]
struct Origin {
    key: String,
    kind: String,
    id: Id,
}

/// The rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// Exports every record of every kind, with files, as an archive of open formats; answers the job whose output names the file.
        "exports.everything" needs Export => everything;
        /// Brings such an export back: records are found by their ids and become what the export says of them.
        "imports.everything" needs Admin undoable => bring_back;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Everything {
    /// Also what was changed when, and what it was before.
    #[serde(default)]
    history: bool,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct BringBack {
    /// The archive.
    file: FileRef,
}

/// A job that was begun.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Begun {
    /// The job.
    job: Id,
}

fn everything(cx: &mut Cx, input: Everything) -> Result<Begun> {
    begin(cx, OUT, "Export everything", json!({ "actor": cx.actor, "history": input.history }))
}

fn bring_back(cx: &mut Cx, input: BringBack) -> Result<Begun> {
    let file = cx.files.meta(input.file.id())?;
    // What is none is refused before anything begins.
    take::manifest(&mut open(cx, file.file)?, &file.name)?;
    let label = format!("Bring back {}", file.name);
    begin(cx, IN, &label, json!({ "actor": cx.actor, "file": file.file, "name": file.name }))
}

fn begin(cx: &Cx, kind: &str, label: &str, input: Value) -> Result<Begun> {
    let written = cx.vault.write(&cx.act(label), |tx| {
        let job = NewJob {
            kind: kind.into(),
            label: label.to_owned(),
            input,
            idempotency_key: None,
            run_at_ms: tx.now_ms(),
            // The archive is not at hand any more when the program starts anew.
            max_attempts: 1,
        };
        jobs::enqueue(tx, &job, tx.now_ms())
    })?;
    cx.ring_jobs();
    Ok(Begun { job: written.value })
}

/// Runs a job of either kind to its end.
///
/// # Errors
/// What cannot be read or written.
pub fn run(cx: &Cx, job: &Job, progress: &dyn Progress) -> Result<Value> {
    match job.kind.as_str() {
        OUT => write::run(cx, job.input.get("history") == Some(&Value::Bool(true)), progress),
        _ => take::run(cx, job, progress),
    }
}

/// Refuses an export of everything where tables and address books are imported: it would lose what holds it together.
pub(crate) fn must_be_another(cx: &Cx, file: Id) -> Result<()> {
    if !open(cx, file).is_ok_and(|bundle| bundle.has(MANIFEST) && bundle.has("schema.json")) {
        return Ok(());
    }
    let name = cx.files.meta(file)?.name;
    let words = format!(
        "“{name}” is an export of everything. Bring it back under Settings, Export, where it comes whole."
    );
    Err(Error::refused("whole_export", words).with(json!({ "name": name })))
}

type Archive = Bundled<std::io::BufReader<std::fs::File>>;

fn open(cx: &Cx, file: Id) -> Result<Archive> {
    let name = cx.files.meta(file)?.name;
    let opened = Bundled::new(std::io::BufReader::new(cx.files.open(file)?));
    opened.map_err(|bad| not_one(&name).because(bad))
}

fn not_one(name: &str) -> Error {
    Error::refused("not_an_export", format!("“{name}” is no export of everything that Satchel wrote."))
        .with(json!({ "name": name }))
}

/// The columns that name files of the blob store: table and column.
fn file_columns(cx: &Cx) -> BTreeSet<(String, String)> {
    let mut columns = BTreeSet::new();
    for compiled in cx.registry.kinds() {
        let kind = &compiled.kind;
        let own = kind.fields.iter().map(|field| (&kind.table, field));
        let parts = kind.parts.iter().flat_map(|part| part.fields.iter().map(|field| (&part.table, field)));
        for (table, field) in own.chain(parts) {
            if let (FieldType::Blob, Some(column)) = (&field.ty, field.column_name()) {
                columns.insert((table.to_string(), column.to_owned()));
            }
        }
    }
    columns
}

/// The columns that follow from other records: table and column.
fn following_columns(cx: &Cx) -> BTreeSet<(String, String)> {
    let mut columns = BTreeSet::new();
    for compiled in cx.registry.kinds() {
        let kind = &compiled.kind;
        for field in kind.fields.iter().filter(|field| field.derived) {
            let Some(column) = field.column_name() else { continue };
            let names = match field.ty {
                FieldType::Money => vec![format!("{column}_minor"), format!("{column}_currency")],
                _ => vec![column.to_owned()],
            };
            columns.extend(names.into_iter().map(|name| (kind.table.to_string(), name)));
        }
    }
    columns
}

/// The past exports.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Exports {
    /// The latest first, at most 200.
    exports: Vec<super::store::Export>,
}

pub(super) fn list(cx: &mut Cx, _: Nothing) -> Result<Exports> {
    Ok(Exports { exports: cx.vault.read(super::store::exports)? })
}

/// The rows of a record that lie in the table `of`: itself, or those of its parts.
fn rows_of<'r>(record: &'r mut Map<String, Value>, table: &str, of: &str) -> Vec<&'r mut Map<String, Value>> {
    if of == table {
        return vec![record];
    }
    let part = record.get_mut("parts").and_then(|parts| parts.get_mut(of));
    part.and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_object_mut).collect()
}
