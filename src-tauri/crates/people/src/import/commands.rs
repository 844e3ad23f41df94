//! What can be asked of imports: look into a file, start, watch, apply a dry run, cancel, read the receipt.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use satchel_feature::command::Nothing;
use satchel_feature::files::{File, FileRef};
use satchel_feature::{Command, Cx, commands};
use satchel_formats::csv::ReadAs;
use satchel_kernel::{Error, Id, Result};
use satchel_vault::jobs::{self, NewJob};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::correct::{Corrected, CorrectedCell, RejectedRow};
use super::leads::LEAD;
use super::propose::propose;
use super::receipt::{FileReceipt, RowReceipt};
use super::repair::Repair;
use super::store::{self, ImportOptions, ImportRow, SourceFile, State};
use super::table::Shape;
use super::unpack::{Unpacked, nothing, scanned, unpack};
use super::{correct, inspect, recognise, rejects};
use crate::planted;

/// The imports' rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// The files that workbooks and archives hold; others stand for themselves. An import does it with what is packed.
        "imports.unpack" needs Read => unpacked;
        /// Takes a text as a file: a table that was copied from a spreadsheet or a page, or cards.
        "imports.paste" needs Read => paste;
        /// What the codes in a picture of a camera hold: cards as files to be imported, and what else; nothing is opened.
        "imports.scan" needs Read => scan;
        /// The signature of a mail, or who sent it, as a contact to be looked at before it is saved; nothing is written.
        "imports.propose" needs Read => propose;
        /// Looks into a file: what it is, how its columns would be read, the first records as they would be.
        "imports.inspect" needs Read => inspect;
        /// Forgets the mapping, reading and repairs kept for files with this header, and looks into the file again.
        "imports.forget_mapping" needs Write => forget_mapping;
        /// Imports files as one change set; a dry run stops before anything is written.
        "imports.start" needs Write undoable => start;
        /// An import and its receipt.
        "imports.get" needs Read => get;
        /// The rows of an import's receipt.
        "imports.rows" needs Read => rows;
        /// A rejected row as it stood, value by value, to be corrected.
        "imports.row" needs Read => rejected_row;
        /// Imports a rejected row as it was corrected, in the receipt of its import and as a change of its own.
        "imports.correct" needs Write undoable => correct_row;
        /// Writes the rejected rows of one file of an import into a file of their own, with the reasons.
        "imports.rejects" needs Export => rejected;
        /// Writes what a dry run staged.
        "imports.apply" needs Write undoable => apply;
        /// Stops an import; nothing of it stays.
        "imports.cancel" needs Write => cancel;
        /// The imports so far, the latest first.
        "imports.list" needs Read => list;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Inspect {
    /// The file.
    file: FileRef,
    /// How the file is to be read where detection was wrong; empty to leave all to it. When absent, what was chosen for
    /// an earlier file of the same source goes.
    reading: Option<ReadAs>,
    /// A corrected mapping to preview.
    mapping: Option<Value>,
    /// What is put right in the file; what cannot be meant otherwise when absent.
    repairs: Option<Vec<Repair>>,
    /// What every row is: `lead`, `deal`, or a kind the seller made; people and companies, as the file says, when absent.
    kind: Option<String>,
    /// Whether the import will make no pipelines and stages, as in `imports.start`, so that they are asked for.
    #[serde(default)]
    no_stages: bool,
}

/// Refuses what no row of a table can be.
fn check_kind(cx: &Cx, kind: Option<&str>) -> Result<()> {
    let Some(kind) = kind.filter(|kind| *kind != LEAD) else { return Ok(()) };
    let catalogue = cx.catalogue();
    match Shape::of(&cx.registry, &catalogue, kind) {
        Ok(Some(_)) => Ok(()),
        _ => Err(Error::invalid(
            "kind",
            format!("Rows of a table do not become records of the kind “{kind}”."),
        )),
    }
}

/// Does something with the shape of a kind's tables; people, companies and leads have none.
fn shaped<T>(cx: &Cx, kind: Option<&str>, work: impl FnOnce(Option<&Shape<'_>>) -> Result<T>) -> Result<T> {
    check_kind(cx, kind)?;
    let (catalogue, registry) = (cx.catalogue(), cx.registry.clone());
    let shape = match kind.filter(|kind| *kind != LEAD) {
        Some(kind) => Shape::of(&registry, &catalogue, kind)?,
        None => None,
    };
    work(shape.as_ref())
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Unpack {
    /// The files.
    files: Vec<FileRef>,
    /// What is wanted of a whole export, as in `imports.start`: `deal` for its deals, else its people and companies.
    kind: Option<String>,
}

fn unpacked(cx: &mut Cx, input: Unpack) -> Result<Unpacked> {
    unpack(cx, input.files.into_iter().map(FileRef::id), input.kind.as_deref())
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Paste {
    /// The text.
    text: String,
    /// What to call it.
    name: String,
}

/// Longest text that is pasted, in bytes.
const LONGEST_PASTE: usize = 16 << 20;

fn paste(cx: &mut Cx, input: Paste) -> Result<File> {
    if input.text.trim().is_empty() {
        return Err(Error::invalid("text", "There is nothing in it. Copy the cells and paste them again."));
    }
    if input.text.len() > LONGEST_PASTE {
        return Err(Error::invalid(
            "text",
            "This is too much to be pasted. Save it as a file and import that.",
        ));
    }
    cx.files.put_stream(&input.name, input.text.as_bytes())
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Scan {
    /// The picture, a PNG or JPEG in base64.
    picture: String,
    /// What to call it.
    name: String,
}

/// Longest picture of a camera, in base64.
const LONGEST_PICTURE: usize = 4 << 20;

fn scan(cx: &mut Cx, input: Scan) -> Result<Unpacked> {
    if input.picture.len() > LONGEST_PICTURE {
        return Err(Error::invalid("picture", "This picture is too large; make it smaller."));
    }
    let picture = STANDARD
        .decode(&input.picture)
        .map_err(|cause| Error::invalid("picture", "This is not base64.").because(cause))?;
    scanned(cx, &input.name, &picture)
}

fn inspect(cx: &mut Cx, input: Inspect) -> Result<inspect::Inspection> {
    shaped(cx, input.kind.as_deref(), |shape| {
        let how = (shape, input.kind.as_deref(), !input.no_stages);
        inspect::inspect(cx, input.file.id(), input.reading, input.mapping, input.repairs, how)
    })
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Forget {
    /// A file with the header.
    file: FileRef,
    /// What its rows are, as in `imports.inspect`.
    kind: Option<String>,
    /// As in `imports.inspect`.
    #[serde(default)]
    no_stages: bool,
}

fn forget_mapping(cx: &mut Cx, input: Forget) -> Result<inspect::Inspection> {
    shaped(cx, input.kind.as_deref(), |shape| {
        recognise::forget_mapping(cx, input.file.id(), shape)?;
        let how = (shape, input.kind.as_deref(), !input.no_stages);
        inspect::inspect(cx, input.file.id(), None, None, None, how)
    })
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Start {
    /// The files, imported in this order as one change set.
    files: Vec<FileRef>,
    /// Mappings the seller corrected, by file; kept for files with the same header.
    #[serde(default)]
    mapping: BTreeMap<Id, Value>,
    /// How files are to be read where detection was wrong, by file; kept for files of the same source.
    #[serde(default)]
    reading: BTreeMap<Id, ReadAs>,
    /// What is put right in the files: `encoding`, `numbers`, `addresses`, `zeros`, `name_order`, `capitals`,
    /// `phone_country`. Kept for files of the same source. When absent, what was kept, else the first three, which cannot
    /// be meant otherwise.
    repairs: Option<Vec<Repair>>,
    /// The same for single files.
    #[serde(default)]
    repairs_of: BTreeMap<Id, Vec<Repair>>,
    /// Only say what would happen. When absent, so it is where mails are among the files: who sent them is a proposal,
    /// and saved by `imports.apply`.
    dry_run: Option<bool>,
    /// Keep probable duplicates apart: every row becomes a record of its own, unless the very same row was imported
    /// before.
    #[serde(default)]
    no_merge: bool,
    /// Make no pipelines and stages that deals name and that are not here. Deals of a whole export stand in the first stage of
    /// what they are then, and the name is noted; rows that are said to be deals are rejected.
    #[serde(default)]
    no_stages: bool,
    /// Home country of phones typed without one, ISO 3166-1 alpha-2; the setting when absent.
    region: Option<String>,
    /// What every row is: `lead`, `deal`, or a kind the seller made; people and companies, as the files say, when absent.
    kind: Option<String>,
    /// The language of what notes say, such as `de`, where the seller has chosen none in the settings.
    language: Option<String>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Started {
    /// The import.
    import: Id,
    /// The job that runs it.
    job: Id,
}

fn start(cx: &mut Cx, input: Start) -> Result<Started> {
    if input.files.is_empty() {
        return Err(Error::invalid("files", "Choose at least one file."));
    }
    let region = match input.region {
        Some(region) if region.len() == 2 && region.chars().all(|c| c.is_ascii_alphabetic()) => {
            region.to_uppercase()
        }
        Some(_) => return Err(Error::invalid("region", "A country is two letters, such as DE.")),
        None => cx.region()?,
    };
    check_kind(cx, input.kind.as_deref())?;
    let label = match input.files.as_slice() {
        [one] => format!("Import {}", cx.files.meta(one.id())?.name),
        many => format!("Import {} files", many.len()),
    };
    let unpacked = unpack(cx, input.files.into_iter().map(FileRef::id), input.kind.as_deref())?;
    if unpacked.files.is_empty() {
        let left = unpacked.left.into_iter().next();
        return Err(match left {
            // What a code holds is what the seller wants to know.
            Some(left) if left.code.starts_with("qr_") || left.code.contains("picture") => {
                let told = json!({ "name": left.name, "reason": left.reason });
                Error::refused("no_card_in_picture", format!("“{}”: {}", left.name, left.reason)).with(told)
            }
            Some(left) if left.code == "no_signature" => Error::refused("no_signature", left.reason),
            Some(left) if left.code == "not_a_mail" => Error::refused("not_a_mail", left.reason),
            left => nothing(&left.map(|left| left.name).unwrap_or_default()),
        });
    }
    let dry_run = input.dry_run.unwrap_or(unpacked.mails > 0);
    let mut files = Vec::new();
    for (meta, of) in unpacked.files.into_iter().zip(unpacked.of) {
        let mapping = input.mapping.get(&meta.file).cloned();
        let reading = input.reading.get(&meta.file).cloned();
        let repairs = input.repairs_of.get(&meta.file).or(input.repairs.as_ref()).cloned();
        if mapping.is_some() || reading.is_some() || repairs.is_some() {
            shaped(cx, input.kind.as_deref(), |shape| {
                recognise::keep(cx, &meta, reading.as_ref(), mapping.as_ref(), repairs.as_deref(), shape)
            })?;
        }
        let path = cx.files.path(meta.file).map(|p| p.display().to_string());
        files.push(SourceFile {
            file: Some(meta.file),
            path,
            workbook: cx.files.workbook(meta.file).map(str::to_owned),
            name: meta.name,
            size: meta.size,
            mapping,
            reading,
            object: None,
            repairs,
            of,
        });
    }
    // Where the seller does not say what the rows are, nor of a column where it goes, the columns may tell.
    let silent = input.kind.is_none() && files.iter().all(|file| file.mapping.is_none());
    let kind = if silent { recognise::told_by_all(cx, &files) } else { input.kind };
    let (catalogue, registry) = (cx.catalogue(), cx.registry.clone());
    let said = kind.as_deref().filter(|kind| *kind != LEAD);
    let shaped_kind = said.map(|kind| Shape::of(&registry, &catalogue, kind)).transpose()?.flatten();
    // What is said to be deals is read as another CRM's deals if it is those.
    for file in files.iter_mut().filter(|file| file.mapping.is_none()) {
        let object = recognise::object_of(cx, file, shaped_kind.as_ref(), kind.as_deref());
        file.object = object.map(|object| object.id.to_owned());
    }
    let id = Id::new();
    let options = ImportOptions::new(region, (input.no_merge, input.no_stages), kind, input.language, files);
    let written = cx.vault.write(&cx.act(&label), |tx| -> Result<Id> {
        let import = ImportRow {
            id,
            state: State::Staging,
            label: label.clone(),
            dry_run: dry_run && !planted::is("a_dry_run_is_forgotten"),
            change_set: None,
            job: None,
            options,
            position: 0,
            rows: 0,
            error: None,
            started_ms: tx.now_ms(),
            finished_ms: None,
        };
        store::insert(tx, &import)?;
        enqueue(cx, tx, id, &label)
    })?;
    cx.ring_jobs();
    Ok(Started { import: id, job: written.value })
}

fn enqueue(cx: &Cx, tx: &satchel_vault::Tx<'_>, id: Id, label: &str) -> Result<Id> {
    let job = NewJob {
        kind: "import".into(),
        label: label.to_owned(),
        input: json!({ "import": id, "actor": cx.actor }),
        idempotency_key: None,
        run_at_ms: tx.now_ms(),
        max_attempts: 5,
    };
    let job = jobs::enqueue(tx, &job, tx.now_ms())?;
    store::set_job(tx, id, job)?;
    Ok(job)
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ById {
    /// The import.
    id: Id,
}

/// An import with its receipt.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Import {
    /// Its id.
    id: Id,
    /// Where it stands.
    state: State,
    /// What a person calls it.
    label: String,
    /// Whether nothing was to be written.
    dry_run: bool,
    /// Whether no pipelines and stages were to be made.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    no_stages: bool,
    /// What every row is; people and companies, as the files say, when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// The change set, by which it is taken back.
    change_set: Option<Id>,
    /// What became of that change set: `staged`, `open`, `sealed` or `undone`.
    set_state: Option<String>,
    /// The job that runs it.
    job: Option<Id>,
    /// When it was asked for, milliseconds since 1970 UTC.
    started_ms: i64,
    /// When it ended.
    finished_ms: Option<i64>,
    /// The change sets of rejected rows that were corrected since and stand, the latest first.
    corrections: Vec<Id>,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Value>,
    /// The receipts of its files.
    files: Vec<FileReceipt>,
}

fn show(cx: &Cx, import: ImportRow) -> Result<Import> {
    if cx.vault.read(|conn| store::files(conn, import.id))?.iter().any(|file| !file.corrections.is_empty()) {
        correct::settle(cx, import.id)?;
    }
    cx.vault.read(|conn| {
        let set = import.change_set.map(|set| satchel_vault::changes::set(conn, set)).transpose()?.flatten();
        let files = store::files(conn, import.id)?;
        Ok(Import {
            corrections: correct::standing(conn, &files)?,
            files: shown(files),
            id: import.id,
            state: import.state,
            label: import.label,
            dry_run: import.dry_run,
            no_stages: import.options.no_stages,
            kind: import.options.kind().map(str::to_owned),
            change_set: import.change_set,
            set_state: set.map(|s| s.state),
            job: import.job,
            started_ms: import.started_ms,
            finished_ms: import.finished_ms,
            error: import.error,
        })
    })
}

/// The receipts without what is kept for making a dry run real.
fn shown(files: Vec<FileReceipt>) -> Vec<FileReceipt> {
    files
        .into_iter()
        .map(|file| FileReceipt {
            staged: None,
            mapping: None,
            corrections: Vec::new(),
            instead: Vec::new(),
            noted: Vec::new(),
            ..file
        })
        .collect()
}

fn get(cx: &mut Cx, input: ById) -> Result<Import> {
    let import = cx.vault.read(|conn| store::get(conn, input.id))?;
    show(cx, import)
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Imports {
    /// At most 200.
    imports: Vec<Import>,
}

fn list(cx: &mut Cx, _: Nothing) -> Result<Imports> {
    let rows = cx.vault.read(store::list)?;
    Ok(Imports { imports: rows.into_iter().map(|i| show(cx, i)).collect::<Result<_>>()? })
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Rows {
    /// The import.
    id: Id,
    /// Only rows of this file, by its number from 0.
    file: Option<u32>,
    /// Only rows of this outcome: `created`, `updated`, `unchanged`, `duplicate`, `rejected`.
    outcome: Option<String>,
    /// Rows to pass over.
    #[serde(default)]
    position: u64,
    /// Rows at most, 1 to 500; 100 when absent.
    limit: Option<u32>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct RowsPage {
    /// In the order of the files.
    rows: Vec<RowReceipt>,
    /// How many there are in all.
    total: u64,
}

fn rows(cx: &mut Cx, input: Rows) -> Result<RowsPage> {
    let limit = input.limit.unwrap_or(100);
    if !(1..=500).contains(&limit) {
        return Err(Error::invalid("limit", "A page has 1 to 500 rows."));
    }
    correct::settle(cx, input.id)?;
    let (rows, total) = cx.vault.read(|conn| {
        store::get(conn, input.id)?;
        store::rows(conn, input.id, input.file, input.outcome.as_deref(), input.position, limit)
    })?;
    Ok(RowsPage { rows, total })
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OneRow {
    /// The import.
    id: Id,
    /// The file by its number from 0.
    file: u32,
    /// The data row or card, from 1.
    row: u64,
}

fn rejected_row(cx: &mut Cx, input: OneRow) -> Result<RejectedRow> {
    correct::row(cx, input.id, input.file, input.row)
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Correct {
    /// The import.
    id: Id,
    /// The file by its number from 0.
    file: u32,
    /// The data row or card, from 1.
    row: u64,
    /// What was corrected; everything else stays as it came.
    cells: Vec<CorrectedCell>,
}

fn correct_row(cx: &mut Cx, input: Correct) -> Result<Corrected> {
    correct::correct(cx, input.id, input.file, input.row, input.cells)
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Rejects {
    /// The import.
    id: Id,
    /// The file by its number from 0; needed where several have rejected rows.
    file: Option<u32>,
    /// The language of the reasons, such as `de`, where the seller has chosen none in the settings.
    language: Option<String>,
}

fn rejected(cx: &mut Cx, input: Rejects) -> Result<File> {
    rejects::save(cx, input.id, input.file, input.language.as_deref())
}

fn apply(cx: &mut Cx, input: ById) -> Result<Started> {
    let import = cx.vault.read(|conn| store::get(conn, input.id))?;
    if import.state != State::Staged || !import.dry_run {
        return Err(Error::refused("not_staged", "Only a dry run that is still at hand can be applied."));
    }
    let label = import.label.clone();
    let written = cx.vault.write(&cx.act(&label), |tx| -> Result<Id> {
        let mut files = store::files(tx, import.id)?;
        files.iter_mut().for_each(FileReceipt::forget_foreseen);
        store::make_real(tx, import.id, &files)?;
        enqueue(cx, tx, import.id, &label)
    })?;
    cx.ring_jobs();
    Ok(Started { import: import.id, job: written.value })
}

fn cancel(cx: &mut Cx, input: ById) -> Result<Import> {
    let import = cx.vault.read(|conn| store::get(conn, input.id))?;
    if import.state == State::Staged && import.dry_run {
        if let Some(set) = import.change_set {
            cx.vault.abandon(set, &cx.act(format!("Discard: {}", import.label)))?;
        }
        cx.vault.write(&cx.act(&import.label), |tx| store::end(tx, import.id, State::Cancelled, None))?;
    } else if let Some(job) = import.job {
        let act = cx.act(format!("Cancel: {}", import.label));
        let state = cx.vault.write(&act, |tx| jobs::cancel(tx, job, tx.now_ms()))?.value;
        if state == jobs::State::Cancelled {
            // Nobody runs it, so nobody else ends it.
            let cancelled = Error::refused("cancelled", "It was stopped; nothing of it is left.");
            super::stop(cx, import.id, &cancelled)?;
        }
        cx.ring_jobs();
    }
    get(cx, ById { id: import.id })
}
