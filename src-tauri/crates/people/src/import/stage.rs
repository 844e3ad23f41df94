//! Staging: every row read, mapped, converted, matched and put aside encrypted, before anything of the vault changes.
//!
//! One thread reads and another converts, which needs nothing of the vault; this one matches and writes the staging file.

use std::sync::mpsc;

use satchel_feature::Progress;
use satchel_feature::records::{self, Registry, RuleCx, text};
use satchel_formats::{Fate, Reason};
use satchel_kernel::{Catalogue, Error, Id, Kind, Result};
use satchel_vault::{Connection, FrameWriter, Vault};
use serde_json::Value;

use super::convert::{self, Incoming};
use super::crm::{self, Layout, stage::Told};
use super::known::{Keys, Known, Seen};
use super::leads::{self, LEAD};
use super::own;
use super::receipt::{Column, Details, Difference, Exception, FileReceipt, Original, Outcome, QUOTED};
use super::source::{ReadCell, Reading, SourceRow};
use super::staged::{BATCH, Brought, Staged, Step, write_row};
use super::table::{self, Shape};
use crate::contacts::rules;
use crate::employer;
use crate::fields::Style;

/// Bytes of rows sealed together, roughly.
const FRAME: usize = 1 << 18;

const NOBODY: Reason =
    Reason::new("nobody", "Nothing in it says who it is: no name, company, e-mail address or phone number.");

/// How rows are matched and converted.
pub struct Options<'a> {
    /// Home country.
    pub region: &'a str,
    /// Keep probable duplicates apart.
    pub no_merge: bool,
    /// Whether every row is a lead.
    pub leads: bool,
    /// Whether a stage that is not here is noted rather than rejects a deal of another CRM, where it is not made: nobody was
    /// asked.
    pub eased: bool,
    /// Whether what deals name and is not here is made with the import.
    pub makes: bool,
    /// How the files look whose rows are records of one kind.
    pub shape: Option<Shape<'a>>,
    /// Now, in milliseconds since 1970 UTC.
    pub now_ms: i64,
    /// Kinds and rules.
    pub registry: &'a Registry,
    /// The kinds with the seller's own fields.
    pub catalogue: &'a Catalogue,
}

/// A row converted but not matched yet.
struct Converted {
    row: u64,
    outcome: std::result::Result<(Incoming, Vec<ReadCell>), Reason>,
    cells: Vec<ReadCell>,
    original: Option<Original>,
    mail: Option<String>,
}

impl Converted {
    fn read(row: u64, read: (Incoming, Vec<ReadCell>), original: Option<Original>) -> Self {
        Self { row, outcome: Ok(read), cells: Vec::new(), original, mail: None }
    }

    fn rejected(row: u64, reason: Reason, cells: Vec<ReadCell>, original: Option<Original>) -> Self {
        Self { row, outcome: Err(reason), cells, original, mail: None }
    }
}

/// Stages one file's rows into `out`; counts into `receipt`. Answers how many rows were staged.
#[allow(clippy::too_many_arguments)] // the whole of one file's staging
pub fn file(
    vault: &Vault,
    options: &Options<'_>,
    number: u32,
    reading: Reading,
    seen: &mut Seen,
    receipt: &mut FileReceipt,
    out: &mut FrameWriter,
    progress: &dyn Progress,
) -> Result<u64> {
    let mut staged = 0;
    receipt.columns = reading.columns();
    let done = reading.bytes_read();
    let total = reading.bytes;
    let source = receipt.source.clone();
    let region = options.region.to_owned();
    let lead = if options.leads { Some(options.catalogue.kind(LEAD)?) } else { None };
    let style = receipt.style.clone();
    let shape = options.shape;
    let layout = reading.layout.clone();
    let (registry, catalogue, now_ms) = (options.registry, options.catalogue, options.now_ms);
    let of_crm = layout.as_ref();
    let program = of_crm.map_or(reading.program, |layout| layout.object.program());
    let of = Of { layout: of_crm, program };
    std::thread::scope(|scope| {
        let (give_read, take_read) = mpsc::sync_channel::<Result<Vec<SourceRow>>>(4);
        let (give, take) = mpsc::sync_channel::<Result<Vec<Converted>>>(4);
        scope.spawn(move || read(reading, &give_read));
        scope.spawn(move || {
            for batch in take_read {
                let converted = batch.map(|rows| {
                    rows.into_iter()
                        .map(|mut row| {
                            let mail = row.mail.take();
                            let converted = match (of_crm, shape) {
                                (Some(layout), _) => {
                                    let how = (&style, source.as_str(), region.as_str(), now_ms);
                                    convert_crm_row(row, layout, (registry, catalogue), how)?
                                }
                                (None, Some(shape)) => convert_table_row(row, &shape, &style),
                                (None, None) => {
                                    convert_row(row, &source, &region, lead.map(|kind| (kind, &style)))
                                }
                            };
                            Ok(Converted { mail, ..converted })
                        })
                        .collect::<Result<Vec<_>>>()
                });
                let converted = converted.and_then(|rows| rows);
                if give.send(converted).is_err() {
                    return; // the other side gave up
                }
            }
        });
        // Lists may stand before their members, so they are looked at and written last.
        let mut groups: Vec<Staged> = Vec::new();
        // A company may stand before the one above it.
        let mut waiting: Vec<Converted> = Vec::new();
        let mut batches = take.into_iter().map(Some).chain(std::iter::once(None));
        loop {
            let (batch, is_last) = match batches.next() {
                Some(Some(batch)) => (batch?, false),
                _ => (Vec::new(), true),
            };
            if is_last && waiting.is_empty() {
                break;
            }
            let rows = vault.read(|conn| -> Result<Vec<Staged>> {
                seen.look(conn)?;
                let mut staged = Vec::with_capacity(batch.len());
                for converted in batch {
                    if waits(conn, options, seen, &converted)? {
                        waiting.push(converted);
                    } else {
                        staged.push(one(conn, options, of, number, converted, seen, receipt)?);
                    }
                }
                let mut is_stuck = !is_last;
                while is_last && !waiting.is_empty() {
                    let before = waiting.len();
                    for converted in std::mem::take(&mut waiting) {
                        if !is_stuck && waits(conn, options, seen, &converted)? {
                            waiting.push(converted);
                        } else {
                            staged.push(one(conn, options, of, number, converted, seen, receipt)?);
                        }
                    }
                    // What is still waited for is not there.
                    is_stuck = waiting.len() == before;
                }
                Ok(staged)
            })?;
            let mut frame = Vec::new();
            staged += rows.len() as u64;
            for row in rows {
                match row.step {
                    Step::Group { .. } => groups.push(row),
                    _ => write_row(&mut frame, &row)?,
                }
                if frame.len() > FRAME {
                    out.append(&std::mem::take(&mut frame))?;
                }
            }
            if !frame.is_empty() {
                out.append(&frame)?;
            }
            progress.report(done.load(std::sync::atomic::Ordering::Relaxed), Some(total), "reading")?;
            if is_last {
                break;
            }
        }
        let mut frame = Vec::new();
        for row in groups {
            if let Step::Group { members, .. } = &row.step {
                members.iter().for_each(|member| seen.speak_of_member(member));
            }
            write_row(&mut frame, &row)?;
            if frame.len() > FRAME {
                out.append(&std::mem::take(&mut frame))?;
            }
        }
        if !frame.is_empty() {
            out.append(&frame)?;
        }
        Ok(staged)
    })
}

fn read(mut reading: Reading, give: &mpsc::SyncSender<Result<Vec<SourceRow>>>) {
    let mut batch = Vec::with_capacity(BATCH);
    for row in reading.rows() {
        match row {
            Ok(row) => batch.push(row),
            Err(error) => {
                // When the other side gave up there is nobody to tell.
                let _ = give.send(Ok(std::mem::take(&mut batch)));
                let _ = give.send(Err(error));
                return;
            }
        }
        if batch.len() == BATCH
            && give.send(Ok(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)))).is_err()
        {
            return;
        }
    }
    let _ = give.send(Ok(batch));
}

fn convert_table_row(row: SourceRow, shape: &Shape<'_>, style: &Style) -> Converted {
    let SourceRow { row, read, mut cells, original, .. } = row;
    match read {
        Err(reason) => Converted::rejected(row, reason, cells, original),
        Ok(draft) => {
            let incoming = table::read(shape, draft, style, &mut cells);
            Converted::read(row, (incoming, cells), original)
        }
    }
}

/// Whether a row names one of its own file that may stand further down.
fn waits(conn: &Connection, options: &Options<'_>, seen: &Seen, converted: &Converted) -> Result<bool> {
    match &converted.outcome {
        Ok((incoming, _)) => crm::is_waiting(&options.rules(conn), seen, incoming),
        Err(_) => Ok(false),
    }
}

impl Options<'_> {
    /// What the rules of kinds need.
    pub fn rules<'a>(&'a self, conn: &'a Connection) -> RuleCx<'a> {
        RuleCx {
            conn,
            registry: self.registry,
            catalogue: self.catalogue,
            now_ms: self.now_ms,
            region: self.region,
        }
    }
}

fn convert_crm_row(
    row: SourceRow,
    layout: &Layout,
    known: (&Registry, &Catalogue),
    how: (&Style, &str, &str, i64),
) -> Result<Converted> {
    let SourceRow { row, read, mut cells, original, .. } = row;
    let read = match read {
        Ok(draft) => Ok(crm::stage::read(layout, known, how, draft, &mut cells)?),
        Err(reason) => Err(reason),
    };
    Ok(match read {
        Err(reason) => Converted::rejected(row, reason, cells, original),
        Ok(mut incoming) => {
            if matches!(incoming.kind.as_ref(), "contact" | "company") {
                rules::profiles(&mut incoming.record);
            }
            if incoming.kind == "contact" {
                rules::show_current_job(&mut incoming.record);
            }
            Converted::read(row, (incoming, cells), original)
        }
    })
}

fn convert_row(row: SourceRow, source: &str, region: &str, lead: Option<(&Kind, &Style)>) -> Converted {
    let SourceRow { row, read, cells, original, .. } = row;
    match read {
        Err(reason) => Converted::rejected(row, reason, cells, original),
        Ok(draft) => {
            let mut incoming = convert::incoming(draft, source, region);
            if let Some((kind, style)) = lead {
                if incoming.kind == "group" {
                    let reason = Reason::new("not_a_lead", "This is a list of people, not one of them.");
                    return Converted::rejected(row, reason, cells, original);
                }
                incoming = leads::lead(kind, incoming, style);
                return Converted::read(row, (incoming, cells), original);
            }
            rules::profiles(&mut incoming.record);
            if incoming.kind == "contact" {
                rules::show_current_job(&mut incoming.record);
            }
            Converted::read(row, (incoming, cells), original)
        }
    }
}

/// What a file is of.
#[derive(Clone, Copy)]
pub struct Of<'a> {
    /// How a table of another CRM is read.
    pub layout: Option<&'a Layout>,
    /// The program that wrote it, as tables of whole exports name it; empty where none of those did.
    pub program: &'static str,
}

fn one(
    conn: &Connection,
    options: &Options<'_>,
    of: Of<'_>,
    file: u32,
    mut converted: Converted,
    seen: &mut Seen,
    receipt: &mut FileReceipt,
) -> Result<Staged> {
    let mail = converted.mail.take().unwrap_or_default();
    let mut staged = matched(conn, options, of, file, converted, seen, receipt)?;
    staged.details.mail = mail;
    Ok(staged)
}

fn matched(
    conn: &Connection,
    options: &Options<'_>,
    of: Of<'_>,
    file: u32,
    converted: Converted,
    seen: &mut Seen,
    receipt: &mut FileReceipt,
) -> Result<Staged> {
    receipt.rows += 1;
    let layout = of.layout;
    let (row, original) = (converted.row, converted.original);
    let (mut incoming, mut cells) = match converted.outcome {
        Ok(read) => read,
        Err(reason) => return Ok(reject(receipt, file, row, converted.cells, original, reason)),
    };
    if let Some(shape) = options.shape.as_ref().filter(|_| layout.is_none()) {
        let read = (incoming, cells);
        return table::one(conn, options, (shape, of), file, (row, original), read, seen, receipt);
    }
    let rules_cx = &options.rules(conn);
    // What the row says, before it is known what that is here.
    let keys = Keys::of(&incoming);
    if let Some(layout) = layout {
        if incoming.kind.is_empty() {
            let read = (incoming, cells);
            return associate(rules_cx, layout, file, (row, original), read, seen, receipt);
        }
        if let Some(shape) = Shape::of(options.registry, options.catalogue, &incoming.kind)? {
            let read = (incoming, cells);
            let shape = (&shape, of);
            return table::one(conn, options, shape, file, (row, original), read, seen, receipt);
        }
        let mut left = Vec::new();
        crm::resolve(rules_cx, seen, layout, &mut incoming, &mut cells, &mut left)?;
    }
    let mut named = incoming.record.clone();
    let is_contact = incoming.kind == "contact";
    let nameless = match incoming.kind.as_ref() {
        "contact" => rules::name(&mut named, None).is_err(),
        LEAD => leads::title(&named).is_empty(),
        _ => !named.contains_key("name"),
    };
    if nameless {
        return Ok(reject(receipt, file, row, cells, original, NOBODY));
    }
    if incoming.kind == LEAD {
        leads::place(&mut cells, &receipt.columns, options.catalogue.kind(LEAD)?, &incoming);
    }
    demote(&mut cells, &incoming);
    if let Some(reason) = lacking(conn, options, &incoming, &named, seen, receipt)? {
        return Ok(reject(receipt, file, row, cells, original, reason));
    }
    if incoming.kind == "group" {
        let tag = text(&named, "name").to_owned();
        let details =
            Details { title: tag.clone(), cells: exceptions(&cells, &receipt.columns), ..Details::default() };
        count(receipt, &cells);
        return Ok(Staged {
            file,
            row,
            step: Step::Group { tag, members: incoming.members },
            details,
            targets: Vec::new(),
            origins: Vec::new(),
        });
    }
    let mut details = Details {
        title: match incoming.kind.as_ref() {
            LEAD => leads::title(&named),
            _ => text(&named, if is_contact { "display_name" } else { "name" }).to_owned(),
        },
        cells: exceptions(&cells, &receipt.columns),
        ..Details::default()
    };
    count(receipt, &cells);
    let brings = incoming.crm.take();
    let mut origins = brings.as_deref().map(crm::Brings::origins).unwrap_or_default();
    if layout.is_none() {
        // An export in JSON that was made into tables says it in the identifiers of its people.
        let values = records::part(&incoming.record, "identities").iter();
        let values = values.filter_map(|one| one.get("value").and_then(Value::as_str));
        origins.extend(values.filter_map(crm::origin_of));
    }
    let told = crm::stage::known(rules_cx, seen, brings.as_deref(), &incoming, &keys, options.no_merge)?;
    let known = match told {
        Told::Known(known) => known,
        Told::Other(kind, id) => {
            seen.comes_from(&origins, &kind, id, &details.title, &[]);
            let step = Step::Same { id, kind };
            return Ok(Staged { file, row, step, details, targets: Vec::new(), origins });
        }
    };
    if known != Known::New {
        // When it was made is known of what is there.
        incoming.record.remove("created_ms");
    }
    let (kind, title) = (incoming.kind.to_string(), details.title.clone());
    let emails = records::part(&incoming.record, "emails").to_vec();
    if incoming.kind == LEAD {
        details.contact = seen.contact(conn, &keys)?;
    }
    let filled = |cells: &[ReadCell]| -> Vec<(usize, String)> {
        cells.iter().flat_map(|c| c.targets().iter().map(|t| (c.column, t.clone()))).collect()
    };
    // What an own field cannot hold is known when it is written; then its column is wanted.
    let mut targets = if incoming.custom.is_empty() { Vec::new() } else { filled(&cells) };
    let step = match known {
        Known::New => {
            let id = Id::new();
            let fingerprint = seen.remember(&incoming, &keys, id, options.no_merge);
            receipt.count(Outcome::Created);
            if is_contact {
                incoming.record = named;
            }
            Step::Create { id, brought: brought(incoming), fingerprint }
        }
        Known::InVault(id) | Known::InImport(id) => {
            let earlier = matches!(known, Known::InImport(_));
            let fingerprint = seen.remember(&incoming, &keys, id, options.no_merge);
            targets = filled(&cells);
            seen.speak_of(id);
            Step::Join { id, brought: brought(incoming), earlier, fingerprint }
        }
        Known::Same(id) => {
            seen.remember(&incoming, &keys, id, options.no_merge);
            Step::Same { id, kind: incoming.kind.to_string() }
        }
    };
    if let (false, Step::Create { id, .. } | Step::Join { id, .. } | Step::Same { id, .. }) =
        (origins.is_empty(), &step)
    {
        seen.comes_from(&origins, &kind, *id, &title, &emails);
    }
    Ok(Staged { file, row, step, details, targets, origins })
}

/// A row that only associates a record with others.
fn associate(
    rules: &RuleCx<'_>,
    layout: &Layout,
    file: u32,
    (row, original): (u64, Option<Original>),
    (mut incoming, mut cells): (Incoming, Vec<ReadCell>),
    seen: &mut Seen,
    receipt: &mut FileReceipt,
) -> Result<Staged> {
    let mut keys = Keys::of_table(&incoming);
    let base = incoming.crm.as_deref().and_then(|brings| brings.base.clone());
    let found = base.as_ref().map(|key| crm::refer(rules, seen, key)).transpose()?.flatten();
    let Some((kind, id)) = found else {
        return Ok(reject(receipt, file, row, cells, original, crm::NO_BASE));
    };
    keys.titled("");
    let earlier = base.is_some_and(|key| seen.origin(&key).is_some());
    incoming.kind = kind.clone().into();
    let mut left = std::mem::take(&mut incoming.left);
    crm::resolve(rules, seen, layout, &mut incoming, &mut cells, &mut left)?;
    incoming.notes.extend(leads::noted(left.iter().map(|(name, value)| (name.as_str(), value.as_str()))));
    let details = Details { cells: exceptions(&cells, &receipt.columns), ..Details::default() };
    count(receipt, &cells);
    let same = seen.same_row(rules.conn, rules.registry.kind(&kind)?, &keys, false)?;
    let fingerprint = seen.remember(&incoming, &keys, id, true);
    incoming.crm = None;
    let step = if same == Known::Same(id) {
        Step::Same { id, kind }
    } else {
        seen.speak_of(id);
        Step::Join { id, brought: brought(incoming), earlier, fingerprint }
    };
    Ok(Staged { file, row, step, details, targets: Vec::new(), origins: Vec::new() })
}

/// The fields in which two states of a record differ, without the derived ones.
pub fn difference(old: &records::Record, new: &records::Record) -> Vec<Difference> {
    let names = new.keys().chain(old.keys().filter(|k| !new.contains_key(*k)));
    let envelope = ["version", "modified_ms", "display_name", "named", "company", "job_title"];
    names
        .filter(|name| !envelope.contains(&name.as_str()))
        .map(|name| {
            let (mut from, mut to) =
                (old.get(name).cloned().unwrap_or_default(), new.get(name).cloned().unwrap_or_default());
            if name == "custom" {
                [&mut from, &mut to].into_iter().for_each(employer::without_told);
            }
            Difference { field: name.clone(), from, to }
        })
        .filter(|one| one.from != one.to)
        .collect()
}

pub(super) fn brought(incoming: Incoming) -> Brought {
    Brought {
        kind: incoming.kind.into_owned(),
        record: incoming.record,
        notes: incoming.notes,
        custom: incoming.custom,
        written: incoming.written,
        photo: incoming.photo.unwrap_or_default(),
    }
}

pub(super) fn reject(
    receipt: &mut FileReceipt,
    file: u32,
    row: u64,
    mut cells: Vec<ReadCell>,
    original: Option<Original>,
    why: Reason,
) -> Staged {
    for cell in &mut cells {
        cell.reject(&why);
        if cell.text.is_empty()
            && let Some(text) = original.as_ref().and_then(|row| row.cell(cell.column))
        {
            cell.text = text.trim().chars().take(QUOTED).collect();
        }
    }
    count(receipt, &cells);
    receipt.count(Outcome::Rejected);
    let title = cells.iter().map(|c| c.text.as_str()).find(|t| !t.trim().is_empty()).unwrap_or_default();
    let details = Details {
        title: title.chars().take(80).collect(),
        reason: why.sentence(),
        code: why.code.to_owned(),
        values: why.values,
        cells: exceptions(&cells, &receipt.columns),
        original,
        ..Details::default()
    };
    Staged { file, row, step: Step::Reject, details, targets: Vec::new(), origins: Vec::new() }
}

/// What a new record of this row would have to say and does not.
fn lacking(
    conn: &Connection,
    options: &Options<'_>,
    incoming: &Incoming,
    named: &records::Record,
    seen: &mut Seen,
    receipt: &FileReceipt,
) -> Result<Option<Reason>> {
    let Ok(kind) = options.catalogue.kind(&incoming.kind) else { return Ok(None) };
    if !records::demands_any(kind) {
        return Ok(None);
    }
    if !matches!(
        seen.find(conn, options.registry, incoming, &Keys::of(incoming), options.no_merge)?,
        Known::New
    ) {
        return Ok(None);
    }
    let mut record = named.clone();
    own::read(conn, &receipt.style, &incoming.kind, &incoming.custom)?.put_into(&mut record);
    match records::demanded(kind, &record, None) {
        Ok(()) => Ok(None),
        Err(lacking) => Ok(Some(lacks(&lacking))),
    }
}

/// Which field a new record lacks.
pub(super) fn lacks(lacking: &Error) -> Reason {
    let name = lacking.details.as_ref().and_then(|details| details.get("name"));
    let name = name.and_then(Value::as_str).unwrap_or_default();
    Reason::new("field_required", "“{name}” must be filled in here.").with("name", name)
}

/// Cells whose value its field could not hold.
fn demote(cells: &mut [ReadCell], incoming: &Incoming) {
    for (field, value, reason) in &incoming.demoted {
        let cell = cells.iter_mut().find(|c| {
            c.targets()
                .iter()
                .any(|t| t == field || t.strip_prefix(field).is_some_and(|r| r.starts_with('.')))
                && !matches!(c.fate, Fate::Rejected(_))
                && (c.text.is_empty() || c.text.contains(value.trim()))
        });
        if let Some(cell) = cell {
            cell.reject(reason);
        }
    }
}

pub(super) fn count(receipt: &mut FileReceipt, cells: &[ReadCell]) {
    for cell in cells {
        for mended in &cell.repaired {
            *receipt.repairs.entry(mended.repair).or_default() += 1;
        }
        let one = cell.count();
        receipt.cells.add(one);
        let column = match Column::place(&receipt.columns, cell.column) {
            Some(place) => receipt.columns.get_mut(place),
            None => {
                let name = cell.name.clone().unwrap_or_else(|| format!("column {}", cell.column + 1));
                receipt.columns.push(Column { index: cell.column, name, ..Column::default() });
                receipt.columns.last_mut()
            }
        };
        if let Some(column) = column {
            column.add(one);
            for target in cell.targets() {
                if column.targets.len() < 32 && !column.targets.contains(target) {
                    column.targets.push(target.clone());
                }
            }
        }
    }
}

pub(super) fn exceptions(cells: &[ReadCell], columns: &[Column]) -> Vec<Exception> {
    cells
        .iter()
        .flat_map(|cell| {
            let column = Column::place(columns, cell.column).and_then(|at| columns.get(at));
            let name =
                move || cell.name.clone().or_else(|| column.map(|c| c.name.clone())).unwrap_or_default();
            let mended =
                cell.repaired.iter().map(move |one| (one.before.as_str(), "repaired", one.reason.clone()));
            let fate = cell.exception(columns).map(|(fate, reason)| (cell.text.as_str(), fate, reason));
            let told: Vec<_> = mended.chain(fate).collect();
            told.into_iter()
                .map(move |(text, fate, reason)| Exception::new(cell.column, name(), fate, text, reason))
        })
        .collect()
}
