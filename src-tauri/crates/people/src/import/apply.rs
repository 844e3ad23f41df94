//! Running an import as a job: stage, then apply in slices; going on after a crash; cancelling.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use jiff::Timestamp;
use satchel_feature::records::{self, Record, RuleCx, part};
use satchel_feature::{Cx, Progress};
use satchel_kernel::{Catalogue, Error, FieldType, Id, Result};
use satchel_vault::{Act, Tx, jobs};
use serde_json::{Value, json};

use super::account;
use super::crm::{self, Object};
use super::fingerprints::Fingerprints;
use super::foresee::Foresight;
use super::known::Seen;
use super::leads::{self, LEAD};
use super::merge;
use super::own::{Own, Targets};
use super::receipt::{Details, Difference, FileReceipt, Outcome};
use super::source::Reading;
use super::stage::{self, Options};
use super::staged::{self, Brought, Spent, Staged, StagedRows, Step};
use super::store::{self, ImportRow, State};
use super::table::{self, Shape};
use super::words::Words;
use crate::contacts::rules;
use crate::employer::{self, Employer};
use crate::fields;
use crate::planted;

/// Records written in one slice at most.
const SLICE: usize = 5_000;
/// The staging file's name in its area.
const ROWS: &str = "rows";

/// Runs an import to its end, from wherever it stands: staged rows are applied unless it is a dry run.
pub fn run(cx: &Cx, id: Id, progress: &dyn Progress) -> Result<Value> {
    let mut import = cx.vault.read(|conn| store::get(conn, id))?;
    if import.state == State::Staging
        && let Err(error) = stage(cx, &mut import, progress)
    {
        return Err(give_up(cx, &import, error));
    }
    if import.state == State::Staged && import.dry_run {
        return Ok(json!({ "import": id }));
    }
    if matches!(import.state, State::Staged | State::Applying)
        && let Err(error) = apply(cx, &mut import, progress)
    {
        return Err(give_up(cx, &import, error));
    }
    // The import stands, whatever becomes of this.
    if matches!(import.state, State::Staged | State::Applying)
        && let Err(error) = crate::duplicates::after_import(cx, id)
    {
        tracing::warn!(%error, "who may be there twice is not looked for");
    }
    Ok(json!({ "import": id }))
}

/// Ends an import that failed or was cancelled. When the vault is being closed, or what went wrong may pass, it is left
/// as it stands, to be gone on with.
fn give_up(cx: &Cx, import: &ImportRow, error: Error) -> Error {
    if error.code != "interrupted" && !error.is_transient() {
        take_back(cx, import, &error);
    }
    error
}

/// Takes back what an import wrote and says why.
fn take_back(cx: &Cx, import: &ImportRow, error: &Error) {
    if let Some(set) = import.change_set {
        // A second fault here must not hide the first.
        if let Err(second) = cx.vault.abandon(set, &cx.act(format!("Take back: {}", import.label))) {
            tracing::error!(%second, "an import could not be taken back");
        }
    }
    let state = if error.code == "cancelled" { State::Cancelled } else { State::Failed };
    let written = cx.vault.write(&cx.act(&import.label), |tx| store::end(tx, import.id, state, Some(error)));
    if let Err(second) = written {
        tracing::error!(%second, "an import's end could not be written down");
    }
}

/// Ends an import from outside, if it has not ended: its job was cancelled, or will not be tried again.
pub fn stop(cx: &Cx, id: Id, why: &Error) -> Result<()> {
    let import = cx.vault.read(|conn| store::get(conn, id))?;
    if matches!(import.state, State::Staging | State::Staged | State::Applying) {
        take_back(cx, &import, why);
    }
    Ok(())
}

/// After the vault was opened: imports whose change set was taken back while they were away are marked so, and those
/// whose job ended without them are ended. Answers the jobs of those that had begun to write.
pub fn recover(cx: &Cx) -> Result<Vec<Id>> {
    let mut begun = Vec::new();
    for import in cx.vault.read(store::unfinished)? {
        let job = import.job.map(|job| cx.vault.read(|conn| jobs::get(conn, job))).transpose()?;
        let interrupted = || {
            Error::broken(
                "import_interrupted",
                "The import was interrupted and taken back. Import the file again.",
            )
        };
        match job.map(|job| job.state) {
            Some(jobs::State::Cancelled) => {
                let cancelled = Error::refused("cancelled", "It was stopped; nothing of it is left.");
                stop(cx, import.id, &cancelled)?;
                continue;
            }
            Some(jobs::State::Failed) => {
                stop(cx, import.id, &interrupted())?;
                continue;
            }
            _ => {}
        }
        let Some(set) = import.change_set else { continue };
        let state = cx.vault.read(|conn| satchel_vault::changes::set(conn, set))?.map(|s| s.state);
        if state.as_deref() == Some("open") {
            begun.extend(import.job);
        }
        if !matches!(state.as_deref(), Some("staged" | "open")) {
            let error = interrupted();
            cx.vault
                .write(&cx.act(&import.label), |tx| store::end(tx, import.id, State::Failed, Some(&error)))?;
        }
    }
    Ok(begun)
}

fn stage(cx: &Cx, import: &mut ImportRow, progress: &dyn Progress) -> Result<()> {
    if let Some(set) = import.change_set {
        // A crash while staging: nothing of the vault changed yet, the file is read again from its beginning.
        cx.vault.abandon(set, &cx.act(&import.label))?;
    }
    let act = Act {
        actor: cx.actor.clone(),
        command: "imports.start".into(),
        label: import.label.clone(),
        cause: None,
    };
    let set = cx.vault.stage(&act)?;
    cx.vault.write(&act, |tx| store::begin(tx, import.id, set))?;
    import.change_set = Some(set);
    let area = cx.vault.staging().area(set);
    area.remove()?;
    let mut out = area.writer(ROWS)?;
    let mut seen = Seen::new(cx.vault.derive_key("satchel import keys v1"), import.dry_run);
    let (catalogue, kind) = (cx.catalogue(), import.options.kind());
    let is_lead = kind == Some(LEAD);
    let shape = match kind.filter(|_| !is_lead) {
        Some(kind) => Shape::of(&cx.registry, &catalogue, kind)?,
        None => None,
    };
    let options = Options {
        region: &import.options.region,
        no_merge: import.options.no_merge,
        leads: is_lead,
        eased: import.options.eased(),
        makes: !import.options.no_stages,
        shape,
        now_ms: Timestamp::now().as_millisecond(),
        registry: &cx.registry,
        catalogue: &catalogue,
    };
    let mut rows = 0;
    let mut last = None;
    // What is named by others comes before them.
    let mut files: Vec<(u32, &store::SourceFile)> = (0..).zip(&import.options.files).collect();
    if !planted::is("files_are_read_as_they_lie") {
        files.sort_by_key(|(_, file)| {
            file.object.as_deref().and_then(Object::named).map_or(0, |object| object.rank)
        });
    }
    for (number, file) in files {
        let mut receipt =
            FileReceipt { name: file.name.clone(), of: file.of.clone(), ..FileReceipt::default() };
        let staged = Reading::open(cx, file, shape.as_ref(), &import.options.region, &mut receipt).and_then(
            |reading| {
                stage::file(&cx.vault, &options, number, reading, &mut seen, &mut receipt, &mut out, progress)
            },
        );
        match staged {
            Ok(staged) => rows += staged,
            Err(error) if matches!(error.code, "interrupted" | "cancelled") => return Err(error),
            // Half a file is never imported: later files may describe people it began with.
            Err(error) if receipt.rows > 0 => {
                return Err(Error::refused(
                    "file_cut_short",
                    format!(
                        "“{}” could not be read to its end, so nothing was imported. {}",
                        file.name, error.message
                    ),
                )
                .because(error));
            }
            Err(error) => {
                receipt.error = Some(super::receipt::FileError {
                    code: error.code.into(),
                    message: error.message.clone(),
                });
                last = Some(error);
            }
        }
        cx.vault.write(&act, |tx| store::put_file(tx, import.id, number, &receipt))?;
    }
    out.sync()?;
    name_made(cx, import.id, &options, &mut seen, &act)?;
    if rows == 0
        && let Some(error) = last
    {
        return Err(error);
    }
    import.rows = rows;
    import.state = State::Staged;
    if import.dry_run {
        keep_dry_receipt(cx, import, &act, &seen)?;
    }
    cx.vault.write(&act, |tx| store::staged(tx, import.id, rows)).map(|_| ())
}

/// Says in the receipts of the files what is made before their rows.
fn name_made(cx: &Cx, id: Id, options: &Options<'_>, seen: &mut Seen, act: &Act) -> Result<()> {
    let made = cx.vault.read(|conn| seen.made_before(&options.rules(conn)))?;
    if made.is_empty() {
        return Ok(());
    }
    let mut receipts = cx.vault.read(|conn| store::files(conn, id))?;
    for (file, one) in made {
        receipts.get_mut(file as usize).into_iter().for_each(|receipt| receipt.made.push(one.clone()));
    }
    let written = cx.vault.write(act, |tx| -> Result<()> {
        (0..).zip(&receipts).try_for_each(|(number, receipt)| store::put_file(tx, id, number, receipt))
    });
    written.map(|_| ())
}

/// Makes what rows name and is not here, before the first of them. What came to be there since they were looked at is told in
/// the receipts as what it is instead.
fn make_missing(rules: &RuleCx<'_>, receipts: &mut [FileReceipt]) -> Result<()> {
    let made: Vec<records::Made> = receipts.iter().flat_map(|receipt| receipt.made.clone()).collect();
    if made.is_empty() {
        return Ok(());
    }
    let mut instead = HashMap::new();
    for intake in rules.registry.kinds().filter_map(|compiled| compiled.intake.as_deref()) {
        instead.extend(intake.make_missing(rules, &made)?.into_iter().map(|one| (one.made, one)));
    }
    for receipt in receipts {
        for one in std::mem::take(&mut receipt.made) {
            let Some(there) = instead.get(&one.id) else {
                receipt.made.push(one);
                continue;
            };
            receipt.instead.push((one.id, there.there));
            if there.is_noted {
                receipt.noted.push((one.id, one.name));
            }
        }
    }
    Ok(())
}

/// What a row names by the id of what was to be made is what came to be there meanwhile. Answers the fields whose words name
/// something else by now, with the words.
fn point_instead(record: &mut Record, receipts: &[FileReceipt]) -> Vec<(String, String)> {
    let mut noted = Vec::new();
    let all = receipts.iter().flat_map(|receipt| receipt.instead.iter().map(move |one| (one, receipt)));
    for ((made, there), receipt) in all {
        let is_it = made.to_string();
        for (field, value) in record.iter_mut().filter(|(_, value)| value.as_str() == Some(is_it.as_str())) {
            *value = json!(there);
            let words = receipt.noted.iter().find(|(of, _)| of == made);
            noted.extend(words.map(|(_, words)| (field.clone(), words.clone())));
        }
    }
    noted
}

/// The receipt of a dry run, as the real run would give it.
fn keep_dry_receipt(cx: &Cx, import: &ImportRow, act: &Act, seen: &Seen) -> Result<()> {
    let Some(set) = import.change_set else { return Ok(()) };
    let mut rows = StagedRows::new(cx.vault.staging().area(set).reader(ROWS)?);
    let mut receipts = cx.vault.read(|conn| store::files(conn, import.id))?;
    receipts.iter_mut().for_each(FileReceipt::begin_foreseeing);
    let catalogue = cx.catalogue();
    let words = cx.vault.read(|conn| import.options.words(conn))?;
    let options = (import.options.region.as_str(), import.label.as_str(), &words);
    let mut foresight = Foresight::new(options, (&cx.registry, &catalogue), cx.vault.blobs(), seen);
    loop {
        let done = cx.vault.write(act, |tx| -> Result<bool> {
            for _ in 0..SLICE {
                let Some(mut staged) = rows.next()? else {
                    for (number, receipt) in (0..).zip(&receipts) {
                        store::put_file(tx, import.id, number, receipt)?;
                    }
                    return Ok(true);
                };
                let Some(receipt) = receipts.get_mut(staged.file as usize) else { continue };
                let (outcome, record) = foresight.row(tx, tx.now_ms(), &mut staged, receipt)?;
                count_joined(receipt, outcome);
                let record = record.as_ref().map(|(kind, id)| (kind.as_str(), *id));
                store::put_row(tx, import.id, staged.file, staged.row, outcome, record, &staged.details)?;
            }
            Ok(false)
        })?;
        if done.value {
            return Ok(());
        }
    }
}

/// Counts a row's outcome; new and rejected rows were counted when they were staged.
fn count_joined(receipt: &mut FileReceipt, outcome: Outcome) {
    if !matches!(outcome, Outcome::Created | Outcome::Rejected) {
        receipt.count(outcome);
    }
}

/// What applying remembers between rows.
struct Applying<'a> {
    region: &'a str,
    catalogue: Arc<Catalogue>,
    receipts: Vec<FileReceipt>,
    companies: HashMap<String, (Id, Employer)>,
    tags: std::collections::HashSet<String>,
    own_fields: Targets,
    fingerprints: Fingerprints,
    /// The seller's language, in which notes say what found no room.
    words: Words,
}

fn apply(cx: &Cx, import: &mut ImportRow, progress: &dyn Progress) -> Result<()> {
    let set =
        import.change_set.ok_or_else(|| Error::broken("no_set", "The import has lost its change set."))?;
    let mut large = cx.vault.resume_large(set)?;
    let mut rows = StagedRows::new(cx.vault.staging().area(set).reader(ROWS)?);
    let mut fingerprints = Fingerprints::default();
    for _ in 0..import.position {
        // A resumed import: what was held of them went with the program.
        rows.next()?.iter().for_each(|staged| fingerprints.add_staged(staged));
    }
    let region = import.options.region.clone();
    let mut state = Applying {
        region: &region,
        catalogue: cx.catalogue(),
        receipts: cx.vault.read(|conn| store::files(conn, import.id))?,
        companies: Default::default(),
        tags: Default::default(),
        own_fields: Default::default(),
        fingerprints,
        words: cx.vault.read(|conn| import.options.words(conn))?,
    };
    let find = |staged: &mut Staged| find_place(staged, &region);
    staged::ahead(rows, find, |rows, spent| -> Result<()> {
        loop {
            let (written, ended) = large.slice(|tx| slice(cx, tx, import, rows, spent, &mut state))?.value;
            import.position += written;
            progress.report(import.position, Some(import.rows), "writing")?;
            if ended {
                return Ok(());
            }
        }
    })?;
    while state.fingerprints.are_left() {
        progress.report(import.position, Some(import.rows), "writing")?;
        large.slice(|tx| state.fingerprints.write(tx, SLICE))?;
    }
    let nothing = large.is_empty();
    large.seal_with(|tx| -> Result<()> {
        if nothing {
            store::forget_set(tx, import.id)?;
        }
        store::end(tx, import.id, State::Done, None)
    })?;
    area_done(cx, set);
    Ok(())
}

/// Where a new person or company is.
fn find_place(staged: &mut Staged, region: &str) {
    if let Step::Create { brought, .. } = &mut staged.step
        && matches!(brought.kind.as_str(), "contact" | "company")
    {
        crate::places::settle(&mut brought.record, region);
    }
}

/// The staging is no longer needed; what cannot be removed now is removed when the vault is opened next.
fn area_done(cx: &Cx, set: Id) {
    if let Err(error) = cx.vault.staging().area(set).remove() {
        tracing::warn!(%error, "an import's staging could not be removed");
    }
}

fn slice(
    cx: &Cx,
    tx: &mut Tx<'_>,
    import: &ImportRow,
    rows: &mut dyn Iterator<Item = Result<Staged>>,
    spent: &Spent,
    state: &mut Applying<'_>,
) -> Result<(u64, bool)> {
    let mut written = 0;
    let mut ended = false;
    if import.position == 0 {
        make_missing(&rules_cx(cx, tx, &state.catalogue, state.region), &mut state.receipts)?;
    }
    while written < SLICE as u64 && !(written > 0 && tx.wanted()) {
        let Some(staged) = rows.next() else {
            ended = true;
            break;
        };
        one(cx, tx, import, staged?, spent, state)?;
        written += 1;
    }
    state.fingerprints.write(tx, written as usize)?;
    for (number, receipt) in (0..).zip(&state.receipts) {
        store::put_file(tx, import.id, number, receipt)?;
    }
    store::advance(tx, import.id, import.position + written)?;
    Ok((written, ended))
}

fn one(
    cx: &Cx,
    tx: &Tx<'_>,
    import: &ImportRow,
    staged: Staged,
    spent: &Spent,
    state: &mut Applying<'_>,
) -> Result<()> {
    let Staged { file, row, mut step, mut details, targets, origins } = staged;
    let mut own = Own::default();
    if let Step::Create { brought, .. } | Step::Join { brought, .. } = &mut step
        && !brought.custom.is_empty()
    {
        let style = state.receipts.get(file as usize).map(|r| r.style.clone()).unwrap_or_default();
        own = own_fields(cx, tx, brought, &style, state)?;
    }
    let catalogue = state.catalogue.clone();
    let rules = &rules_cx(cx, tx, &catalogue, state.region);
    let source = state.receipts.get(file as usize).map(|r| r.source.clone()).unwrap_or_default();
    if let Step::Create { brought, .. } | Step::Join { brought, .. } = &mut step {
        let noted = point_instead(&mut brought.record, &state.receipts);
        if let Some(receipt) = state.receipts.get_mut(file as usize) {
            brought.notes.extend(account::elsewhere(noted, &mut details, &targets, receipt));
        }
    }
    match &mut step {
        Step::Create { brought, .. } => table::make(rules, brought, None)?,
        Step::Join { brought, id, .. } => table::make(rules, brought, Some(*id))?,
        _ => {}
    }
    if let Some(receipt) = state.receipts.get_mut(file as usize) {
        account::unfit(&mut details, &own, &targets, receipt);
    }
    let (outcome, record) = match step {
        Step::Create { id, mut brought, fingerprint } => {
            create(cx, rules, id, &mut brought, &import.label, state)?;
            state.fingerprints.add(fingerprint, &brought.kind, id);
            let kind = std::mem::take(&mut brought.kind);
            spent.take(brought);
            (Outcome::Created, Some((kind, id)))
        }
        Step::Join { id, mut brought, earlier, fingerprint } => {
            let from = merge::From { source: &source, region: rules.region, own: &own.written };
            let said = (import.label.as_str(), &state.words);
            let (joined, photo) = join(cx, rules, id, &brought, &from, said, &mut details)?;
            state.fingerprints.add(fingerprint, &brought.kind, id);
            if let Some(receipt) = state.receipts.get_mut(file as usize) {
                account::kept(&mut details, &targets, receipt);
                if photo == Photo::Left {
                    account::photo(&mut details, &targets, receipt);
                }
            }
            let outcome = match (earlier, joined) {
                (true, _) => Outcome::Duplicate,
                (false, true) => Outcome::Updated,
                (false, false) => Outcome::Unchanged,
            };
            let kind = std::mem::take(&mut brought.kind);
            spent.take(brought);
            (outcome, Some((kind, id)))
        }
        Step::Same { id, kind } => (Outcome::Unchanged, Some((kind, id))),
        Step::Group { tag, members, .. } => {
            let tagged = tag_members(rules, &tag, &members)?;
            (if tagged { Outcome::Updated } else { Outcome::Unchanged }, None)
        }
        Step::Reject => (Outcome::Rejected, None),
    };
    if let Some(receipt) = state.receipts.get_mut(file as usize) {
        count_joined(receipt, outcome);
    }
    let record = record.as_ref().map(|(kind, id)| (kind.as_str(), *id));
    if let Some((kind, id)) = record.filter(|_| !planted::is("an_origin_is_forgotten")) {
        origins.iter().try_for_each(|key| store::remember_origin(rules.conn, key, kind, id))?;
    }
    store::put_row(rules.conn, import.id, file, row, outcome, record, &details)
}

/// Writes one staged row of an import that has ended; `receipt` is that of a file with nothing but the row.
pub(super) fn single(
    cx: &Cx,
    tx: &Tx<'_>,
    import: &ImportRow,
    mut staged: Staged,
    receipt: FileReceipt,
) -> Result<FileReceipt> {
    let region = import.options.region.clone();
    find_place(&mut staged, &region);
    let file = staged.file as usize;
    let mut receipts = vec![FileReceipt::default(); file];
    receipts.push(receipt);
    let mut state = Applying {
        region: &region,
        catalogue: cx.catalogue(),
        receipts,
        companies: Default::default(),
        tags: Default::default(),
        own_fields: Default::default(),
        fingerprints: Fingerprints::default(),
        words: import.options.words(tx)?,
    };
    make_missing(&rules_cx(cx, tx, &state.catalogue, state.region), &mut state.receipts)?;
    one(cx, tx, import, staged, &Spent::alone(), &mut state)?;
    while state.fingerprints.are_left() {
        state.fingerprints.write(tx, SLICE)?;
    }
    state.receipts.pop().ok_or_else(|| Error::broken("no_receipt", "The row has lost its receipt."))
}

fn rules_cx<'a>(cx: &'a Cx, tx: &'a Tx<'_>, catalogue: &'a Catalogue, region: &'a str) -> RuleCx<'a> {
    RuleCx { conn: tx, registry: &cx.registry, catalogue, now_ms: tx.now_ms(), region }
}

fn create(
    cx: &Cx,
    rules: &RuleCx<'_>,
    id: Id,
    brought: &mut Brought,
    label: &str,
    state: &mut Applying<'_>,
) -> Result<()> {
    let compiled = cx.registry.kind(&brought.kind)?;
    if brought.kind == LEAD {
        return create_lead(rules, id, brought, label, &state.words);
    }
    if let Some(field) = crm::text_of(&brought.kind) {
        crm::write_into(&mut brought.record, field, &std::mem::take(&mut brought.notes));
        brought.record.entry("source").or_insert_with(|| json!(label));
        return table::create(rules, id, brought, &state.words);
    }
    if compiled.intake.is_some() {
        table::create(rules, id, brought, &state.words)?;
        return notes(rules, &brought.kind, id, &brought.notes, label);
    }
    let record = &mut brought.record;
    record.entry("source").or_insert_with(|| json!(label));
    if !brought.photo.is_empty() {
        record.insert("photo".into(), json!(cx.vault.blobs().put(&brought.photo)?));
    }
    companies(rules, record, state)?;
    new_tags(rules, record, state)?;
    records::create_prepared(rules, compiled, id, record)?;
    notes(rules, &brought.kind, id, &brought.notes, label)
}

/// Makes a lead by its own rules; what these refuse is noted with the rest that found no field.
fn create_lead(rules: &RuleCx<'_>, id: Id, brought: &mut Brought, label: &str, words: &Words) -> Result<()> {
    let mut lead = std::mem::take(&mut brought.record);
    lead.entry("source").or_insert_with(|| json!(label));
    let mut left = Vec::new();
    loop {
        match records::create_following(rules, LEAD, id, lead.clone()) {
            Ok(_) => break,
            Err(refused) => {
                let field = refused.field.clone().unwrap_or_default();
                let Some(out) = leads::take_out(&mut lead, &field) else { return Err(refused) };
                left.push(out);
            }
        }
    }
    brought.notes.extend(words.left(LEAD, &left));
    notes(rules, LEAD, id, &brought.notes, label)
}

/// What became of a portrait that a joined row brought.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Photo {
    /// It is the record's now, or was already, or there was none.
    Taken,
    /// The record has another one.
    Left,
}

/// Joins a row with its record; answers whether anything changed, and what became of the portrait.
fn join(
    cx: &Cx,
    rules: &RuleCx<'_>,
    id: Id,
    brought: &Brought,
    from: &merge::From<'_>,
    (label, words): (&str, &Words),
    details: &mut Details,
) -> Result<(bool, Photo)> {
    let compiled = cx.registry.kind(&brought.kind)?;
    let old = records::get(rules.conn, compiled, id)?;
    let (is_lead, is_table) = (brought.kind == LEAD, compiled.intake.is_some());
    let (mut joined, kept) = if is_lead {
        leads::join(&old, &brought.record, from)
    } else if is_table {
        table::join(&old, &brought.record, &brought.written)
    } else {
        merge::join(&old, &brought.record, from)
    };
    if let Some(field) = crm::text_of(&brought.kind) {
        let noted = words.beside(&brought.kind, &old, &kept);
        let notes: Vec<String> = brought.notes.iter().cloned().chain(noted).collect();
        crm::write_into(&mut joined, field, &notes);
        let changed = records::update_joining(rules, compiled, id, &old, joined)?;
        if changed {
            details.diff = stage::difference(&old, &records::get(rules.conn, compiled, id)?);
            details.diff.retain(|one| compiled.kind.field(&one.field).is_none_or(|field| !field.derived));
        }
        details.kept_raw = kept;
        return Ok((changed, Photo::Taken));
    }
    let mut photo = Photo::Taken;
    if !brought.photo.is_empty() {
        match joined.get("photo").and_then(Value::as_str) {
            None => {
                joined.insert("photo".into(), json!(cx.vault.blobs().put(&brought.photo)?));
            }
            Some(own) if cx.vault.blobs().get(own).is_ok_and(|own| own == brought.photo) => {}
            Some(_) => photo = Photo::Left,
        }
    }
    let mut changed = records::update_joining(rules, compiled, id, &old, joined)?;
    if changed {
        details.diff = stage::difference(&old, &records::get(rules.conn, compiled, id)?);
        details.diff.retain(|one| compiled.kind.field(&one.field).is_none_or(|field| !field.derived));
    }
    details.kept_raw = kept;
    let there = crate::notes::store::texts(rules.conn, &brought.kind, id)?.unwrap_or_default();
    let noted = if is_lead || is_table { words.beside(&brought.kind, &old, &details.kept_raw) } else { None };
    let missing: Vec<String> =
        brought.notes.iter().chain(&noted).filter(|n| !there.contains(n)).cloned().collect();
    for note in &missing {
        details.diff.push(Difference { field: "notes".into(), from: Value::Null, to: json!(note) });
    }
    notes(rules, &brought.kind, id, &missing, label)?;
    changed |= !missing.is_empty();
    Ok((changed, photo))
}

fn companies(rules: &RuleCx<'_>, record: &mut Record, state: &mut Applying<'_>) -> Result<()> {
    let mut present = Vec::new();
    for job in record.get_mut("jobs").and_then(Value::as_array_mut).into_iter().flatten() {
        let Some(job) = job.as_object_mut() else { continue };
        let Some(name) = job.get("company").and_then(Value::as_str) else { continue };
        // Another CRM says which one it is; else the name does.
        let which = job.get("company_id").and_then(Value::as_str).and_then(|id| id.parse::<Id>().ok());
        let folded = which.map_or_else(|| satchel_kernel::text::fold(name), |id| format!("\u{1}{id}"));
        let (id, told) = match state.companies.entry(folded) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let id = which.map_or_else(|| rules::company(rules, name), Ok)?;
                new.insert((id, Employer::of(rules.conn, id)?))
            }
        };
        if job.get("to").is_none() {
            present.push((*id, told.clone()));
        }
        job.insert("company_id".into(), json!(id));
    }
    let current = employer::current(record);
    if let Some((_, employer)) = present.iter().find(|(id, _)| Some(*id) == current) {
        employer.show(record);
    }
    Ok(())
}

fn new_tags(rules: &RuleCx<'_>, record: &Record, state: &mut Applying<'_>) -> Result<()> {
    for tag in part(record, "tags") {
        let folded = satchel_kernel::text::fold(tag.as_str().unwrap_or_default());
        if state.tags.insert(folded) {
            crate::tags::ensure(rules, std::slice::from_ref(tag), &[])?;
        }
    }
    Ok(())
}

fn notes(rules: &RuleCx<'_>, kind: &str, owner: Id, notes: &[String], label: &str) -> Result<()> {
    let compiled = rules.registry.kind("note")?;
    for body in notes {
        let owner_field = crate::notes::store::column(kind).unwrap_or("contact_id");
        let mut note = Record::new();
        note.insert("body".into(), json!(body));
        note.insert(owner_field.into(), json!(owner));
        note.insert("pinned".into(), json!(false));
        note.insert("source".into(), json!(label));
        if !matches!(kind, "contact" | "company") {
            // It may count in the lead's score, or as something that happened with the deal.
            records::create_following(rules, "note", Id::new(), note)?;
        } else {
            records::create_prepared(rules, compiled, Id::new(), &mut note)?;
        }
    }
    Ok(())
}

/// Values for the seller's own fields: a field that is not there yet is made, a value that does not fit is kept raw.
fn own_fields(
    cx: &Cx,
    tx: &Tx<'_>,
    brought: &mut Brought,
    style: &fields::Style,
    state: &mut Applying<'_>,
) -> Result<Own> {
    let (catalogue, region) = (&mut state.catalogue, state.region);
    Own::of(brought, style, &mut state.own_fields, |kind, name| {
        let now = catalogue.clone();
        let field = own_field(&rules_cx(cx, tx, &now, region), kind, name)?;
        *catalogue = Arc::new(fields::catalogue(tx, &cx.registry)?);
        Ok(field)
    })
}

fn own_field(rules: &RuleCx<'_>, kind: &str, name: &str) -> Result<Option<(Id, FieldType)>> {
    let id = match fields::by_name(rules.conn, kind, name)? {
        Some(id) => id,
        None => {
            let id = Id::new();
            let new = [("of", kind), ("name", name), ("type", "text")];
            let new = new.iter().map(|(k, v)| ((*k).to_owned(), json!(v))).collect();
            match records::create_as(rules, "field", id, new) {
                Ok(_) => id,
                // The values are kept raw.
                Err(full) if full.code == "too_many_fields" => return Ok(None),
                Err(error) => return Err(error),
            }
        }
    };
    fields::type_of(rules.conn, id).map(|ty| ty.map(|ty| (id, ty)))
}

/// Gives the members of a list its tag; answers whether anybody lacked it.
fn tag_members(rules: &RuleCx<'_>, tag: &str, members: &[String]) -> Result<bool> {
    let compiled = rules.registry.kind("contact")?;
    let mut tagged = false;
    for member in members {
        for id in store::by_identity(rules.conn, member)? {
            let old = records::get(rules.conn, compiled, id)?;
            let mut new = old.clone();
            let tags = new.entry("tags").or_insert_with(|| json!([]));
            if let Some(tags) = tags.as_array_mut()
                && !tags.iter().any(|t| t.as_str() == Some(tag))
            {
                tags.push(json!(tag));
                tagged |= records::update(rules, compiled, id, &old, new)?;
            }
        }
    }
    Ok(tagged)
}
