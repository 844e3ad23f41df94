//! A rejected row, corrected by hand and imported after all: read as its file was, as a change of its own, in the receipt
//! of its import.
//!
//! The row becomes a file with nothing but it, which takes the way of every file: staged, matched, written. What its
//! receipt said before is kept with it, so that taking the change back makes it a rejected row again.

use satchel_feature::Cx;
use satchel_feature::progress::Silent;
use satchel_formats::cards::{self, Form};
use satchel_kernel::{Error, Id, Result};
use satchel_vault::{Connection, changes};
use serde::{Deserialize, Serialize};

use super::apply;
use super::crm;
use super::known::Seen;
use super::leads::LEAD;
use super::receipt::{After, Correction, Details, FileReceipt, Outcome, RecordRef};
use super::rejects::columns;
use super::source::Reading;
use super::stage::{self, Options};
use super::staged::{Staged, StagedRows, Step};
use super::store::{self, ImportRow, SourceFile, State};
use super::table::Shape;

/// A rejected row as it can be corrected.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct RejectedRow {
    /// What it says, by columns or lines; what cannot be typed is left out and stays.
    cells: Vec<RejectedCell>,
}

/// One value of it.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct RejectedCell {
    /// The column, or the line of a card.
    column: usize,
    /// What it is called.
    name: String,
    /// What it says.
    text: String,
    /// Whether it says by another program's id what the row belongs to; the name or e-mail address of a record here says it
    /// too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    refers: bool,
}

/// A value that was corrected.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectedCell {
    /// The column, or the line of a card, as `imports.row` names it.
    column: usize,
    /// What it says now.
    text: String,
}

/// What became of a corrected row.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Corrected {
    /// What became of it; `rejected` if it is not right yet, and then nothing was written.
    outcome: String,
    /// The record it went to.
    record: Option<RecordRef>,
    /// The change, by which it is taken back.
    change_set: Option<Id>,
    /// What its receipt says now; of a row that is rejected still, why.
    #[serde(flatten)]
    details: Details,
}

/// A rejected row of an import that stands, its file and what its receipt says.
struct Rejected {
    import: ImportRow,
    file: FileReceipt,
    details: Details,
    number: u32,
}

impl Rejected {
    fn find(cx: &Cx, id: Id, number: u32, row: u64) -> Result<Self> {
        cx.vault.read(|conn| {
            let import = store::get(conn, id)?;
            let set = import.change_set.map(|set| changes::set(conn, set)).transpose()?.flatten();
            if import.state != State::Done || set.is_some_and(|set| set.state == "undone") {
                return Err(Error::refused(
                    "import_not_done",
                    "Only rows of an import that was made and stands can be corrected.",
                ));
            }
            let file = store::files(conn, id)?.into_iter().nth(number as usize);
            let found = store::row(conn, id, number, row)?.filter(|(outcome, ..)| outcome == "rejected");
            let (Some(mut file), Some((_, _, mut details))) = (file, found) else {
                return Err(Error::refused("not_rejected", "There is no rejected row of this number in it."));
            };
            // What it was corrected to before, and taken back, is nothing that comes back once it is corrected anew.
            details.after = None;
            file.corrections.retain(|correction| !(correction.gone && correction.row == row));
            if details.original.as_ref().is_none_or(|original| original.cut) {
                return Err(Error::refused(
                    "row_cut_short",
                    "Only the beginning of this row was kept. Correct it in the file and import that.",
                ));
            }
            Ok(Self { import, file, details, number })
        })
    }

    fn form(&self) -> Option<Form> {
        match self.file.format.as_str() {
            "vcard" => Some(Form::Vcard),
            "ldif" => Some(Form::Ldif),
            _ => None,
        }
    }

    fn cells(&self) -> Vec<RejectedCell> {
        let Some(original) = &self.details.original else { return Vec::new() };
        if let Some(form) = self.form() {
            let lines = cards::lines(&original.card, form).into_iter();
            return lines
                .map(|line| RejectedCell {
                    column: line.place,
                    name: line.name,
                    text: line.value,
                    refers: false,
                })
                .collect();
        }
        let text = |column| original.cell(column).unwrap_or_default().to_owned();
        columns(&self.file)
            .into_iter()
            .enumerate()
            .map(|(column, name)| {
                let refers = self.refers(&name);
                RejectedCell { column, name, text: text(column), refers }
            })
            .collect()
    }

    /// Whether a column of a table of another CRM names something else by its id there: it is called an id and is not the
    /// row's own.
    fn refers(&self, column: &str) -> bool {
        let file = self.import.options.files.get(self.number as usize);
        let Some(object) = file.and_then(|file| file.object.as_deref()) else { return false };
        let (key, thing) = (crm::key(column), object.rsplit('.').next().unwrap_or_default());
        let own = ["id".to_owned(), "recordid".to_owned(), format!("{thing}id")];
        (key.ends_with("id") || key.ends_with("ids")) && !own.contains(&key)
    }

    /// A file with nothing but the row, corrected.
    fn alone(&self, corrected: Vec<CorrectedCell>) -> String {
        let Some(original) = &self.details.original else { return String::new() };
        if let Some(form) = self.form() {
            let values: Vec<_> = corrected.into_iter().map(|cell| (cell.column, cell.text)).collect();
            let card = cards::corrected(&original.card, form, &values);
            return if form == Form::Ldif { format!("version: 1\n\n{card}") } else { card };
        }
        let names = columns(&self.file);
        let mut row: Vec<String> =
            (0..names.len()).map(|column| original.cell(column).unwrap_or_default().to_owned()).collect();
        for cell in corrected {
            if let Some(text) = row.get_mut(cell.column) {
                *text = cell.text;
            }
        }
        let line = |cells: &[String]| {
            let quoted: Vec<_> =
                cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            quoted.join(",") + "\r\n"
        };
        line(&names) + &line(&row)
    }

    /// How that file is read: as the one the row came from.
    fn source(&self, cx: &Cx, text: &str) -> Result<SourceFile> {
        let said = self.import.options.files.get(self.number as usize).cloned().unwrap_or_default();
        let file = cx.files.put_stream(&self.file.name, text.as_bytes())?;
        let is_table = self.form().is_none();
        let used = self.file.reading.as_ref().map(|reading| reading.used.of_values()).unwrap_or_default();
        let reading = satchel_formats::csv::ReadAs { header_line: Some(1), ..used };
        Ok(SourceFile {
            file: Some(file.file),
            path: None,
            workbook: is_table.then(|| "csv".to_owned()),
            size: file.size,
            mapping: if is_table { self.file.mapping.clone().or(said.mapping) } else { None },
            reading: is_table.then_some(reading),
            ..said
        })
    }
}

/// A rejected row as it stood.
pub fn row(cx: &Cx, id: Id, number: u32, row: u64) -> Result<RejectedRow> {
    settle(cx, id)?;
    Ok(RejectedRow { cells: Rejected::find(cx, id, number, row)?.cells() })
}

/// Imports a rejected row as it is now.
pub fn correct(cx: &Cx, id: Id, number: u32, row: u64, cells: Vec<CorrectedCell>) -> Result<Corrected> {
    settle(cx, id)?;
    let one = Rejected::find(cx, id, number, row)?;
    let source = one.source(cx, &one.alone(cells))?;
    let staged = stage_alone(cx, &one, &source);
    if let Some(file) = source.file {
        cx.files.forget(file);
    }
    let (staged, receipt) = staged?;
    let mut staged = Staged { file: number, row, ..staged };
    staged.details.mail.clone_from(&one.details.mail);
    if matches!(staged.step, Step::Reject) {
        let details = Details { original: None, ..staged.details };
        let outcome = Outcome::Rejected.word().to_owned();
        return Ok(Corrected { outcome, record: None, change_set: None, details });
    }
    let label = format!("Import row {row} of {}", one.file.name);
    let written = cx.vault.write(&cx.act(label), |tx| -> Result<(String, Option<RecordRef>, Details)> {
        store::drop_row(tx, id, number, row)?;
        let alone = apply::single(cx, tx, &one.import, staged, receipt)?;
        let Some((outcome, record, mut details)) = store::row(tx, id, number, row)? else {
            return Err(Error::broken("no_receipt", "The row has lost its receipt."));
        };
        details.corrected = true;
        let before = Some(Box::new(one.details.clone()));
        store::put_details(tx, id, (number, row), &Details { before, ..details.clone() })?;
        let mut file = one.file.clone();
        file.correct(&one.details, &alone);
        file.corrections.push(Correction {
            row,
            set: tx.set(),
            receipt: FileReceipt { mapping: None, ..alone },
            gone: false,
        });
        store::put_file(tx, id, number, &file)?;
        Ok((outcome, record, details))
    })?;
    let (outcome, record, details) = written.value;
    Ok(Corrected { outcome, record, change_set: written.change_set, details })
}

/// Reads the row as its file was read, without writing anything of the vault.
fn stage_alone(cx: &Cx, one: &Rejected, source: &SourceFile) -> Result<(Staged, FileReceipt)> {
    let options = &one.import.options;
    let (catalogue, kind) = (cx.catalogue(), options.kind());
    let is_lead = kind == Some(LEAD);
    let shape = match kind.filter(|_| !is_lead) {
        Some(kind) => Shape::of(&cx.registry, &catalogue, kind)?,
        None => None,
    };
    let mut receipt = FileReceipt { name: one.file.name.clone(), ..FileReceipt::default() };
    let reading = Reading::open(cx, source, shape.as_ref(), &options.region, &mut receipt)?;
    // A single row says less of how its file is written than the file did.
    (receipt.style, receipt.source) = (one.file.style.clone(), one.file.source.clone());
    let options = Options {
        region: &options.region,
        no_merge: options.no_merge,
        leads: is_lead,
        eased: options.eased(),
        makes: !options.no_stages,
        shape,
        now_ms: jiff::Timestamp::now().as_millisecond(),
        registry: &cx.registry,
        catalogue: &catalogue,
    };
    let mut seen = Seen::new(cx.vault.derive_key("satchel import keys v1"), false);
    seen.by_hand = true;
    let area = cx.vault.staging().area(Id::new());
    let mut out = area.writer("rows")?;
    let staged = stage::file(&cx.vault, &options, 0, reading, &mut seen, &mut receipt, &mut out, &Silent)
        .and_then(|_| Ok(out.sync()?))
        .and_then(|()| StagedRows::new(area.reader("rows")?).next());
    area.remove()?;
    let made = cx.vault.read(|conn| seen.made_before(&options.rules(conn)))?;
    receipt.made = made.into_iter().map(|(_, one)| one).collect();
    match (staged?, receipt.rows) {
        (Some(staged), 1) => Ok((staged, receipt)),
        _ => Err(Error::invalid("cells", "This is no single row any more. Correct its values one by one.")),
    }
}

/// The change sets of corrections that stand, the latest first.
pub fn standing(conn: &Connection, files: &[FileReceipt]) -> Result<Vec<Id>> {
    let mut sets = Vec::new();
    for set in files.iter().flat_map(|file| file.corrections.iter().map(|correction| correction.set)) {
        // One that changed nothing has none.
        sets.extend(
            changes::set(conn, set)?.filter(|set| set.state == "sealed").map(|set| (set.seq, set.id)),
        );
    }
    sets.sort_unstable_by(|a, b| b.cmp(a));
    Ok(sets.into_iter().map(|(_, id)| id).collect())
}

/// The corrections of the import that a change set is of, which go back with it: those that stand, the latest first.
pub fn corrections(conn: &Connection, set: Id) -> Result<Vec<Id>> {
    match store::of_set(conn, set)? {
        Some(import) => standing(conn, &store::files(conn, import)?),
        None => Ok(Vec::new()),
    }
}

/// The change sets that took corrections back together with their import, the earliest correction first.
pub fn taken_back_with(conn: &Connection, set: Id) -> Result<Vec<Id>> {
    let Some(import) = store::of_set(conn, set)? else { return Ok(Vec::new()) };
    let mut undone = Vec::new();
    for file in store::files(conn, import)? {
        for correction in file.corrections {
            let of = changes::set(conn, correction.set)?.filter(|of| of.state == "undone");
            let by = changes::undone_by(conn, correction.set)?.filter(|by| by.cause == Some(set));
            undone.extend(of.zip(by).map(|(of, by)| (of.seq, by.id)));
        }
    }
    undone.sort_unstable();
    Ok(undone.into_iter().map(|(_, id)| id).collect())
}

/// Rows whose correction was taken back are rejected again, and those whose correction came back are not.
pub fn settle(cx: &Cx, id: Id) -> Result<()> {
    let files = cx.vault.read(|conn| -> Result<Vec<(u32, FileReceipt)>> {
        let mut moved = Vec::new();
        for (number, file) in (0..).zip(store::files(conn, id)?) {
            for correction in &file.corrections {
                if is_gone(conn, correction)? != correction.gone {
                    moved.push((number, file));
                    break;
                }
            }
        }
        Ok(moved)
    })?;
    if files.is_empty() {
        return Ok(());
    }
    cx.vault.write_local(|conn| {
        for (number, mut file) in files {
            for mut correction in std::mem::take(&mut file.corrections) {
                let keeps = match (correction.gone, is_gone(conn, &correction)?) {
                    (false, true) => take_back(conn, (id, number), &mut file, &correction)?,
                    (true, false) => bring_back(conn, (id, number), &mut file, &correction)?,
                    _ => {
                        file.corrections.push(correction);
                        continue;
                    }
                };
                // What was erased for good is not known any more.
                if keeps {
                    correction.gone = !correction.gone;
                    file.corrections.push(correction);
                }
            }
            store::put_file(conn, id, number, &file)?;
        }
        Ok(())
    })
}

fn is_gone(conn: &Connection, correction: &Correction) -> Result<bool> {
    Ok(changes::set(conn, correction.set)?.is_some_and(|set| set.state == "undone"))
}

/// The row is rejected as it was; answers whether what it was corrected to is known.
fn take_back(
    conn: &Connection,
    (id, number): (Id, u32),
    file: &mut FileReceipt,
    correction: &Correction,
) -> Result<bool> {
    let Some((outcome, record, mut details)) = store::row(conn, id, number, correction.row)? else {
        return Ok(false);
    };
    let Some(before) = details.before.take() else { return Ok(false) };
    file.uncorrect(&before, &correction.receipt);
    // What the other record says is that record's.
    details.diff.clear();
    let after = After { outcome, record, details };
    let rejected = Details { after: Some(Box::new(after)), ..*before };
    store::drop_row(conn, id, number, correction.row)?;
    store::put_row(conn, id, number, correction.row, Outcome::Rejected, None, &rejected)?;
    Ok(true)
}

/// The row is what it was corrected to, if it is rejected now.
fn bring_back(
    conn: &Connection,
    (id, number): (Id, u32),
    file: &mut FileReceipt,
    correction: &Correction,
) -> Result<bool> {
    let Some((_, _, mut before)) = store::row(conn, id, number, correction.row)? else { return Ok(false) };
    let Some(after) = before.after.take() else { return Ok(false) };
    let Some(outcome) = Outcome::of(&after.outcome) else { return Ok(false) };
    file.correct(&before, &correction.receipt);
    store::drop_row(conn, id, number, correction.row)?;
    let details = Details { before: Some(Box::new(before)), ..after.details };
    let record = after.record.as_ref().map(|record| (record.kind.as_str(), record.id));
    store::put_row(conn, id, number, correction.row, outcome, record, &details)?;
    Ok(true)
}
