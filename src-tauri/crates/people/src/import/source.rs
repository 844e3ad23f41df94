//! A file of an import, whatever its format: what it is, how it is mapped, its rows one after the other.

use std::collections::HashMap;
use std::hash::Hash;
use std::io::{BufReader, ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use satchel_feature::Cx;
use satchel_feature::files::File;
use satchel_feature::records::RuleCx;
use satchel_formats::draft::{Cell, Draft, Fate};
use satchel_formats::{Reason, csv, ldif, packed, vcard};
use satchel_kernel::{Error, Id, Result};
use serde::Serialize;
use serde_json::Value;

use super::crm::{self, Layout, Object};
use super::receipt::{Cells, Column, FileReceipt, Original, ReadingReceipt, UNFIT};
use super::repair::{self, Gathering, Mended, Mender, Offer, Offering, Repair};
use super::store::{self, SourceFile};
use super::table::{self, Asked, Asking, Shape};
use super::unpack::{self, MAILS};
use crate::contacts::rules;
use crate::fields::Style;
use crate::planted;

/// How much of a file detection looks at.
const SAMPLE: u64 = 1 << 20;
/// Rows that are shown as they would be.
const PREVIEWED: u64 = 20;
/// Rows that are looked at for what could be put right.
const OFFERED: u64 = 10_000;
/// What files of this program say they came from.
const OWN: &str = "Satchel";

/// A cell as read, and what became of it.
#[derive(Clone, Debug)]
pub struct ReadCell {
    /// Its column's index.
    pub column: usize,
    /// The property's name; a table's cell is named by its column.
    pub name: Option<String>,
    /// What became of it.
    pub fate: Fate,
    /// Its text, or the beginning of it; a table's only where there is more to say of the cell.
    pub text: String,
    /// What the reader says of it beside its fate.
    pub note: Option<Reason>,
    /// What was put right in it.
    pub repaired: Vec<Mended>,
}

impl ReadCell {
    /// The fields it went to.
    pub fn targets(&self) -> &[String] {
        match &self.fate {
            Fate::Mapped(targets) => targets,
            _ => &[],
        }
    }

    /// It could not be used after all.
    pub fn reject(&mut self, reason: &Reason) {
        self.fate = Fate::Rejected(Box::new(reason.clone()));
    }

    /// The cell in the receipt's sums.
    pub fn count(&self) -> Cells {
        let mut cells = Cells { total: 1, ..Cells::default() };
        match &self.fate {
            Fate::Mapped(_) | Fate::Structure(_) => cells.mapped = 1,
            Fate::Raw => cells.raw = 1,
            Fate::Rejected(_) => cells.rejected = 1,
        }
        cells
    }

    /// Why a cell is named on its own: it was rejected, or kept raw although its column usually has a target.
    pub fn exception(&self, columns: &[Column]) -> Option<(&'static str, Reason)> {
        match &self.fate {
            Fate::Rejected(reason) => Some(("rejected", (**reason).clone())),
            Fate::Raw => {
                let column = Column::place(columns, self.column).and_then(|at| columns.get(at));
                let odd =
                    || self.name.is_none() && column.is_some_and(|c| c.targets.iter().any(|t| t != "raw"));
                self.note.clone().or_else(|| odd().then_some(UNFIT)).map(|reason| ("raw", reason))
            }
            _ => None,
        }
    }
}

/// One row or card.
pub struct SourceRow {
    /// Its number, from 1.
    pub row: u64,
    /// What it says, or why it is rejected.
    pub read: std::result::Result<Draft, Reason>,
    /// Its cells.
    pub cells: Vec<ReadCell>,
    /// How it stood in the file, of a row that is rejected or may yet be.
    pub original: Option<Original>,
}

/// A file about to be read.
pub struct Reading {
    /// Its length in bytes.
    pub bytes: u64,
    read: Arc<AtomicU64>,
    columns: Vec<Column>,
    /// How a table of another CRM is read.
    pub layout: Option<Layout>,
    /// The program whose deals it holds, by its columns alone; empty for every other one.
    pub program: &'static str,
    kind: Kind,
    mender: Mender,
    /// Whether what is put right was said of an earlier file of its source.
    remembered: bool,
    /// Under what that is kept.
    repairs_key: Option<String>,
}

enum Kind {
    Vcard(Box<vcard::Reader<BufReader<Counted>>>),
    /// Who sent mails.
    Mails(Box<vcard::Reader<BufReader<Counted>>>),
    Csv(Box<csv::Reader<Counted>>),
    Ldif(Box<ldif::Reader<BufReader<Counted>>>),
}

/// Counts the bytes that went through. A file that ends before its length at the beginning is an error: somebody cut it
/// short meanwhile, and what is missing must not go unnoticed.
struct Counted {
    file: std::fs::File,
    length: u64,
    read: Arc<AtomicU64>,
}

impl Counted {
    fn new(file: std::fs::File, read: Arc<AtomicU64>) -> std::io::Result<Self> {
        Ok(Self { length: file.metadata()?.len(), file, read })
    }
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let n = self.file.read(into)?;
        let before = self.read.fetch_add(n as u64, Ordering::Relaxed);
        if n == 0 && !into.is_empty() && before < self.length {
            return Err(std::io::Error::new(
                ErrorKind::UnexpectedEof,
                "the file became shorter while it was read",
            ));
        }
        Ok(n)
    }
}

/// What a file is.
enum Known {
    Vcard(vcard::Sniffed),
    Csv(Box<Table>),
    Ldif,
}

/// A table and how it is read.
struct Table {
    /// What was found out, with what the seller says.
    detection: csv::Detection,
    /// How it would be read without a word of his.
    detected: csv::ReadAs,
    /// The key of its source by that reading.
    detected_key: String,
    /// What he says, now or of an earlier file of the source.
    said: csv::ReadAs,
    /// Whether he said it earlier.
    remembered: bool,
}

impl Reading {
    /// Opens a file, finds out what it is and writes that into the receipt.
    pub fn open(
        cx: &Cx,
        source: &SourceFile,
        shape: Option<&Shape<'_>>,
        region: &str,
        receipt: &mut FileReceipt,
    ) -> Result<Self> {
        let mut reading = Self::open_as_it_is(cx, source, shape, receipt)?;
        // What Satchel wrote itself is as it shall be.
        if receipt.source != OWN {
            let mut evidence = Gathering::default();
            let mut again = Self::open_as_it_is(cx, source, shape, &mut FileReceipt::default())?;
            for row in again.rows_as_they_are().take(repair::ROWS) {
                // A file that cannot be read further says so where its rows are taken.
                if let Ok(SourceRow { read: Ok(mut draft), .. }) = row {
                    evidence.look(&mut draft, region);
                }
            }
            let usual = Repair::usual();
            let kept = match (&source.repairs, &reading.repairs_key) {
                (None, Some(key)) => cx.vault.read(|conn| store::repairs(conn, key))?,
                _ => None,
            };
            reading.remembered = kept.is_some();
            let on = source.repairs.as_deref().or(kept.as_deref()).unwrap_or(&usual);
            reading.mender = Mender::new(on, region, evidence.done());
        }
        Ok(reading)
    }

    fn open_as_it_is(
        cx: &Cx,
        source: &SourceFile,
        shape: Option<&Shape<'_>>,
        receipt: &mut FileReceipt,
    ) -> Result<Self> {
        let open = || open_file(cx, source);
        let (known, _) = recognise(cx, &mut open()?, source, shape)?;
        let from = if matches!(known, Known::Vcard(_)) { Some(first_source(open()?)) } else { None };
        let repairs_key = repairs_key(&known, from.as_deref(), shape);
        let read = Arc::new(AtomicU64::new(0));
        let counted = Counted::new(open()?, read.clone()).map_err(csv::ReadError::from)?;
        let mut columns = Vec::new();
        let mut layout = None;
        let mut program = "";
        let kind = match known {
            Known::Vcard(sniffed) => {
                receipt.format = "vcard".into();
                receipt.encoding = sniffed.encoding.to_owned();
                receipt.source = from.unwrap_or_default();
                let reader = Box::new(vcard::Reader::new(BufReader::with_capacity(1 << 18, counted)));
                if source.workbook.as_deref() == Some(MAILS) {
                    Kind::Mails(reader)
                } else {
                    Kind::Vcard(reader)
                }
            }
            Known::Ldif => {
                receipt.format = "ldif".into();
                receipt.encoding = "UTF-8".into();
                receipt.source = "LDIF".into();
                Kind::Ldif(Box::new(ldif::Reader::new(BufReader::with_capacity(1 << 18, counted))))
            }
            Known::Csv(table) => {
                let Table { detection, said, .. } = *table;
                receipt.format = source.workbook.clone().unwrap_or_else(|| "csv".into());
                let sheet = source.workbook.is_some();
                let used = detection.reading();
                receipt.reading = Some(ReadingReceipt {
                    used: if sheet { used.said_of_sheet() } else { used },
                    chosen: said.parts().into_iter().map(str::to_owned).collect(),
                    skipped_lines: detection.dialect.skip_lines,
                });
                receipt.encoding = if sheet { String::new() } else { detection.dialect.encoding.clone() };
                receipt.source = detection.product.title().to_owned();
                program = detection.product.program_of_deals();
                let mapping = match source.object.as_deref().and_then(Object::named) {
                    Some(object) if matches!(object.rows, crm::Rows::Nothing) => {
                        return Err(not_brought(&source.name));
                    }
                    Some(object) => {
                        receipt.source = object.title.to_owned();
                        let (found, mapping) = Layout::of(object, &detection);
                        layout = Some(found);
                        mapping
                    }
                    None => {
                        let mapping = mapping_for(cx, &detection, &said, source.mapping.clone(), shape)?;
                        receipt.mapping = serde_json::to_value(&mapping).ok();
                        mapping
                    }
                };
                receipt.style = Style::of(detection.numbers, &mapping);
                columns = mapping
                    .columns
                    .iter()
                    .map(|c| Column { index: c.index, name: c.name.clone(), ..Column::default() })
                    .collect();
                Kind::Csv(Box::new(csv::Reader::new(counted, &detection.dialect, &mapping)?.for_repair()))
            }
        };
        Ok(Self {
            bytes: source.size,
            read,
            columns,
            layout,
            program,
            kind,
            mender: Mender::default(),
            remembered: false,
            repairs_key,
        })
    }

    /// The columns known before a row was read.
    pub fn columns(&self) -> Vec<Column> {
        self.columns.clone()
    }

    /// How many bytes were read so far, shared with the reading thread.
    pub fn bytes_read(&self) -> Arc<AtomicU64> {
        self.read.clone()
    }

    /// The rows in order, put right; an error ends them.
    pub fn rows(&mut self) -> impl Iterator<Item = Result<SourceRow>> + '_ {
        let mender = std::mem::take(&mut self.mender);
        self.rows_as_they_are().map(move |row| {
            row.map(|mut row| {
                mender.row(&mut row);
                row
            })
        })
    }

    /// The rows as they came.
    fn rows_as_they_are(&mut self) -> Box<dyn Iterator<Item = Result<SourceRow>> + '_> {
        match &mut self.kind {
            Kind::Vcard(reader) => {
                let mut names = Numbers::default();
                Box::new(reader.map(move |item| Ok(card_row(item.map_err(Error::from)?, &mut names))))
            }
            Kind::Mails(reader) => {
                let mut names = Numbers::default();
                Box::new(reader.map(move |item| Ok(mail_row(item.map_err(Error::from)?, &mut names))))
            }
            Kind::Ldif(reader) => {
                let mut names = Numbers::default();
                Box::new(
                    reader.map(move |item| Ok(entry_row(item.map_err(csv::ReadError::from)?, &mut names))),
                )
            }
            Kind::Csv(reader) => {
                Box::new(reader.map(|item| Ok(table_row(item.map_err(csv::ReadError::from)?))))
            }
        }
    }
}

/// Numbers for names in the order of first sight. A hostile file has a new name in every line, so looking one up costs
/// the same however many there are.
struct Numbers<K>(HashMap<K, usize>);

impl<K> Default for Numbers<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Eq + Hash + Clone> Numbers<K> {
    fn of(&mut self, name: &K) -> usize {
        if let Some(number) = self.0.get(name) {
            return *number;
        }
        let number = self.0.len();
        self.0.insert(name.clone(), number);
        number
    }
}

/// A card's row. Properties are columns in the order of first sight.
fn card_row(item: vcard::Item, names: &mut Numbers<String>) -> SourceRow {
    let original = Original::card(item.original);
    match item.outcome {
        Ok(parsed) => {
            let told = parsed.cells.into_iter().zip(parsed.names).zip(parsed.texts);
            let cells = told
                .filter(|((_, name), _)| !vcard::is_envelope(name))
                .map(|((cell, name), text)| ReadCell {
                    column: names.of(&name),
                    name: Some(name),
                    fate: cell.fate,
                    text,
                    note: None,
                    repaired: Vec::new(),
                })
                .collect();
            SourceRow { row: item.ordinal, read: Ok(parsed.draft), cells, original }
        }
        Err(rejected) => {
            SourceRow { row: item.ordinal, read: Err(rejected.reason), cells: Vec::new(), original }
        }
    }
}

/// The row of a mail: the card of who sent it, or why there is none, with what the mail is called.
fn mail_row(item: vcard::Item, names: &mut Numbers<String>) -> SourceRow {
    if let Ok(parsed) = &item.outcome {
        let lines = parsed.names.iter().map(String::as_str).zip(parsed.texts.iter().map(String::as_str));
        if let Some((mail, why)) = unpack::no_sender(lines) {
            let column = "MAIL".to_owned();
            let cell = ReadCell {
                column: names.of(&column),
                name: Some(column),
                fate: Fate::Raw,
                text: mail.to_owned(),
                note: None,
                repaired: Vec::new(),
            };
            let original = Original::card("BEGIN:VCARD\r\nVERSION:4.0\r\nEMAIL:\r\nEND:VCARD\r\n".to_owned());
            return SourceRow { row: item.ordinal, read: Err(why), cells: vec![cell], original };
        }
    }
    card_row(item, names)
}

/// An entry's row. Attributes are columns in the order of first sight.
fn entry_row(item: ldif::Item, names: &mut Numbers<String>) -> SourceRow {
    let told = item.cells.into_iter().zip(item.names).zip(item.texts);
    let cells = told
        .map(|((cell, name), text)| ReadCell {
            column: names.of(&name),
            name: Some(name),
            fate: cell.fate,
            text,
            note: None,
            repaired: Vec::new(),
        })
        .collect();
    SourceRow { row: item.ordinal, read: item.outcome, cells, original: Original::card(item.original) }
}

fn table_row(item: csv::Item) -> SourceRow {
    let original = Original::row(item.original);
    match item.outcome {
        csv::Outcome::Parsed(mut parsed) => {
            if planted::is("the_clock_gets_into_a_row") {
                parsed.draft.notes.push(format!("Imported at {:?}", std::time::SystemTime::now()));
            }
            SourceRow {
                row: item.row,
                cells: table_cells(parsed.cells, parsed.exceptions),
                read: Ok(parsed.draft),
                original,
            }
        }
        csv::Outcome::Rejected(rejected) => SourceRow {
            row: item.row,
            cells: table_cells(rejected.cells, rejected.texts),
            read: Err(rejected.reason),
            original,
        },
    }
}

fn table_cells(cells: Vec<Cell>, told: Vec<csv::Exception>) -> Vec<ReadCell> {
    // Of a rejected row every cell may be told of; the first word on a column counts.
    let mut by_column = HashMap::with_capacity(told.len());
    for exception in told {
        by_column.entry(exception.column).or_insert((exception.text, Some(exception.reason)));
    }
    let cells = cells.into_iter().map(|cell| {
        let (text, note) = by_column.remove(&cell.column).unwrap_or_default();
        ReadCell { column: cell.column, name: None, fate: cell.fate, text, note, repaired: Vec::new() }
    });
    cells.collect()
}

fn open_file(cx: &Cx, source: &SourceFile) -> Result<std::fs::File> {
    if let Some(handle) = source.file
        && let Ok(file) = cx.files.open(handle)
    {
        return Ok(file);
    }
    let gone =
        || Error::refused("file_gone", format!("“{}” is no longer at hand. Import it again.", source.name));
    // After a restart the handle is gone; a file that lies where it lay is read again.
    let path = source.path.as_ref().ok_or_else(gone)?;
    std::fs::File::open(path).map_err(|e| gone().because(e))
}

/// What a file is, and its beginning: read as the seller says or, where he says nothing, as he said of an earlier file
/// of the same source.
fn recognise(
    cx: &Cx,
    file: &mut std::fs::File,
    source: &SourceFile,
    shape: Option<&Shape<'_>>,
) -> Result<(Known, Vec<u8>)> {
    let sheet = source.workbook.as_deref().is_some_and(|form| form != MAILS);
    let (name, said) = (&source.name, source.reading.as_ref());
    let mut sample = Vec::new();
    file.take(SAMPLE).read_to_end(&mut sample).map_err(|e| {
        Error::refused("file_unreadable", format!("“{name}” cannot be read: {e}.")).because(e)
    })?;
    if sample.is_empty() {
        return Err(Error::refused("file_empty", format!("“{name}” is empty. Export it again.")));
    }
    if !sheet && packed::sniff(&sample) {
        let again = file.try_clone().map_err(csv::ReadError::from)?;
        return Err(unpack::why_not(again, name));
    }
    if !sheet && let Some(sniffed) = vcard::sniff(&sample) {
        if said.is_some_and(|said| !said.is_empty()) {
            return Err(Error::invalid("reading", "vCards say themselves how they are read."));
        }
        if shape.is_some() {
            return Err(not_a_table(name));
        }
        return Ok((Known::Vcard(sniffed), sample));
    }
    if !sheet && ldif::sniff(&sample) {
        if said.is_some_and(|said| !said.is_empty()) {
            return Err(Error::invalid("reading", "LDIF says itself how it is read."));
        }
        if shape.is_some() {
            return Err(not_a_table(name));
        }
        return Ok((Known::Ldif, sample));
    }
    let whole = (sample.len() as u64) < SAMPLE;
    let mut table = table(cx, &sample, whole, said, sheet)?;
    if let Some(shape) = shape {
        table::fit(shape, &mut table.detection);
    }
    Ok((Known::Csv(Box::new(table)), sample))
}

/// What is not brought over of another CRM.
fn not_brought(name: &str) -> Error {
    Error::refused(
        "not_brought_over",
        format!(
            "“{name}” holds no companies, people, deals, tasks, conversations or notes, but what the other program is set up with; it was left out."
        ),
    )
}

fn not_a_table(name: &str) -> Error {
    Error::refused(
        "not_a_table",
        format!("“{name}” holds cards of people. Only a table can be read as these records."),
    )
}

/// A table that starts with `sample`; of one that was a sheet it is known where its cells are.
fn table(cx: &Cx, sample: &[u8], whole: bool, said: Option<&csv::ReadAs>, sheet: bool) -> Result<Table> {
    let read_as = |said: &csv::ReadAs| match sheet {
        true => csv::detect_as(sample, whole, &said.of_sheet()),
        false if said.is_empty() => csv::detect(sample, whole),
        false => csv::detect_as(sample, whole, said),
    };
    let found = read_as(&csv::ReadAs::default()).map_err(Error::from)?;
    let detected = if sheet { found.reading().said_of_sheet() } else { found.reading() };
    let detected_key = found.mapping.source_key();
    let (said, kept) = match said {
        Some(said) => (said.clone(), None),
        None => match cx.vault.read(|conn| store::reading(conn, &detected_key))? {
            Some(kept) => (kept.reading.fitted_to(&found), Some(kept.columns)),
            None => (csv::ReadAs::default(), None),
        },
    };
    let remembered = kept.is_some();
    let (said, detection) = match kept {
        _ if said.is_empty() => (said, found),
        None => {
            let detection = read_as(&said).map_err(Error::from)?;
            (said, detection)
        }
        Some(columns) => kept_reading(read_as, said, &columns, found),
    };
    let remembered = remembered && !said.is_empty();
    Ok(Table { detection, detected, detected_key, said, remembered })
}

/// A reading said of an earlier file: it goes for this one if it leads to the same columns. If they are found without
/// it, only what it says of the values goes.
fn kept_reading(
    read_as: impl Fn(&csv::ReadAs) -> std::result::Result<csv::Detection, csv::DetectError>,
    said: csv::ReadAs,
    columns: &str,
    found: csv::Detection,
) -> (csv::ReadAs, csv::Detection) {
    for said in [said.clone(), said.of_values()] {
        if let Ok(detection) = read_as(&said)
            && detection.mapping.source_key() == columns
        {
            return (said, detection);
        }
    }
    (csv::ReadAs::default(), found)
}

/// The product by the first card that tells.
fn first_source(file: std::fs::File) -> String {
    let cards = vcard::Reader::new(BufReader::new(file));
    let told = cards.take(20).filter_map(|item| item.ok()?.outcome.ok()).map(|card| card.source());
    let mut told = told.filter(|s| *s != vcard::Source::Unknown);
    told.next().unwrap_or(vcard::Source::Unknown).to_string()
}

/// The mapping to use: the one chosen now, else the one chosen before for this header, else the guess.
fn mapping_for(
    cx: &Cx,
    detection: &csv::Detection,
    said: &csv::ReadAs,
    chosen: Option<Value>,
    shape: Option<&Shape<'_>>,
) -> Result<csv::Mapping> {
    let kept = chosen.is_none();
    let chosen = match chosen {
        Some(chosen) => Some(chosen),
        None => cx.vault.read(|conn| store::mapping(conn, &mapping_key(detection, shape)))?,
    };
    let Some(chosen) = chosen else { return Ok(detection.mapping.clone()) };
    let silent = chosen.get("product").is_none();
    let mut mapping: csv::Mapping = serde_json::from_value(chosen)
        .map_err(|e| Error::invalid("mapping", format!("The mapping does not fit: {e}.")).because(e))?;
    if silent {
        (mapping.product, mapping.rows) = (detection.mapping.product, detection.mapping.rows);
    }
    mapping.check().map_err(|problems| {
        let words: Vec<&str> = problems.iter().map(|p| p.message.as_str()).collect();
        Error::invalid("mapping", words.join(" "))
    })?;
    if shape.is_some() {
        mapping.rows = csv::Rows::Records;
        let fits = |target: &csv::Target| {
            use csv::Target;
            matches!(target, Target::Custom(_) | Target::Raw | Target::Notes | Target::Skip)
        };
        if !mapping.columns.iter().all(|column| fits(&column.target)) {
            return Err(Error::invalid(
                "mapping",
                "A column goes to a field of these records, into a note, or nowhere.",
            ));
        }
    }
    // A kept one may come from a file with its columns in another order; one chosen now is meant as it is.
    let mut mapping = if kept { mapping.fitted_to(&detection.mapping) } else { mapping };
    match said.order() {
        Some(order) if kept => mapping.set_date_order(order),
        Some(order) => mapping.add_date_order(order),
        None => {}
    }
    Ok(mapping)
}

/// Under what the mapping of a table is kept: what its columns are as records of one kind is another question.
fn mapping_key(detection: &csv::Detection, shape: Option<&Shape<'_>>) -> String {
    let key = detection.mapping.source_key();
    match shape {
        Some(shape) => format!("as {}:{key}", shape.kind.name),
        None => key,
    }
}

/// Under what is kept which repairs are made in files like this one; cards of a program that is not known are no source.
fn repairs_key(known: &Known, from: Option<&str>, shape: Option<&Shape<'_>>) -> Option<String> {
    match known {
        Known::Csv(table) => Some(mapping_key(&table.detection, shape)),
        Known::Ldif => Some("ldif".to_owned()),
        Known::Vcard(_) => {
            let unknown = vcard::Source::Unknown.to_string();
            from.filter(|from| *from != unknown).map(|from| format!("vcard:{from}"))
        }
    }
}

/// A file at hand, as it would be a file of an import.
fn source_of(cx: &Cx, file: &File, reading: Option<csv::ReadAs>, mapping: Option<Value>) -> SourceFile {
    SourceFile {
        file: Some(file.file),
        path: None,
        workbook: cx.files.workbook(file.file).map(str::to_owned),
        name: file.name.clone(),
        size: file.size,
        mapping,
        reading,
        object: None,
        repairs: None,
    }
}

/// Which table of another CRM a file is; `None` if it is none, or the seller said before where its columns go. What is said to
/// be of one kind is read so only if that is what the table holds.
pub fn object_of(
    cx: &Cx,
    source: &SourceFile,
    shape: Option<&Shape<'_>>,
    kind: Option<&str>,
) -> Option<&'static Object> {
    let fits = |object: &&Object| match kind {
        None => true,
        Some("deal") => object.id.ends_with(".deal") || object.id.ends_with(".opportunity"),
        Some(_) => false,
    };
    let (known, _) = recognise(cx, &mut open_file(cx, source).ok()?, source, None).ok()?;
    let Known::Csv(table) = known else { return None };
    let mapping = &table.detection.mapping;
    if mapping.product == csv::Product::Satchel {
        return None;
    }
    let kept = cx.vault.read(|conn| store::mapping(conn, &mapping_key(&table.detection, shape))).ok()?;
    let names: Vec<String> = mapping.columns.iter().map(|column| column.name.clone()).collect();
    Object::of(&names).filter(|_| kept.is_none()).filter(fits)
}

/// Keeps what the seller says of a file for others of its source: how it is read, where its columns go, what is put right.
pub fn keep(
    cx: &Cx,
    file: &File,
    reading: Option<&csv::ReadAs>,
    mapping: Option<&Value>,
    repairs: Option<&[Repair]>,
    shape: Option<&Shape<'_>>,
) -> Result<()> {
    let source = source_of(cx, file, reading.cloned(), None);
    let (known, _) = recognise(cx, &mut cx.files.open(file.file)?, &source, shape)?;
    let from =
        matches!(known, Known::Vcard(_)).then(|| cx.files.open(file.file).map(first_source)).transpose()?;
    let repairs = repairs.zip(repairs_key(&known, from.as_deref(), shape));
    let act = cx.act("Keep a mapping");
    let table = match known {
        Known::Csv(table) => Some(*table),
        _ => None,
    };
    if let (Some(Table { detection, said, .. }), Some(mapping)) = (&table, mapping) {
        mapping_for(cx, detection, said, Some(mapping.clone()), shape)?;
    }
    let written = cx.vault.write(&act, |tx| -> Result<()> {
        if let Some((repairs, key)) = &repairs {
            store::keep_repairs(tx, key, repairs)?;
        }
        let Some(Table { detection, detected_key, said, .. }) = &table else { return Ok(()) };
        let key = detection.mapping.source_key();
        if let Some(mapping) = mapping {
            store::keep_mapping(tx, &mapping_key(detection, shape), mapping, tx.now_ms())?;
        }
        if reading.is_some() {
            store::keep_reading(tx, detected_key, said, &key)?;
            // A file of the source whose columns are found as they are still writes its values the same way.
            if key != *detected_key {
                store::keep_reading(tx, &key, &said.of_values(), &key)?;
            }
        }
        Ok(())
    });
    written.map(|_| ())
}

/// Forgets what was kept for files like this one; from now on it is guessed again.
pub fn forget_mapping(cx: &Cx, file: Id, shape: Option<&Shape<'_>>) -> Result<()> {
    let meta = cx.files.meta(file)?;
    let source = source_of(cx, &meta, None, None);
    let (known, _) = recognise(cx, &mut cx.files.open(meta.file)?, &source, shape)?;
    let from =
        matches!(known, Known::Vcard(_)).then(|| cx.files.open(meta.file).map(first_source)).transpose()?;
    let mut keys: Vec<String> = repairs_key(&known, from.as_deref(), shape).into_iter().collect();
    if let Known::Csv(table) = known {
        keys.extend([table.detected_key, table.detection.mapping.source_key()]);
    }
    let act = cx.act("Forget a mapping");
    cx.vault.write(&act, |tx| keys.iter().try_for_each(|key| store::forget_mapping(tx, key)))?;
    Ok(())
}

/// What a file is and how it would be read.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Inspection {
    /// The file.
    pub file: File,
    /// `vcard`, `ldif`, `csv`, or of which form the workbook is whose sheet it was: `xlsx`, `xlsb`, `xls`, `ods`.
    pub format: &'static str,
    /// The product it came from.
    pub source: String,
    /// Whether it can be imported without a question.
    pub sure: bool,
    /// Whether a mapping, a reading or repairs that the seller chose before are used.
    pub remembered: bool,
    /// The character encoding; empty for a sheet of a workbook.
    pub encoding: String,
    /// The delimiter of a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// How a table is read, and what can be said of it instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading: Option<InspectedReading>,
    /// What its rows seem to be, to be said as the kind of the import: `deal` where the program that wrote it is known
    /// to write deals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// Which table of another CRM it is, by its columns: an import puts its rows straight into the records they are, with
    /// what they are associated with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crm: Option<&'static str>,
    /// About how many rows it has.
    pub rows_estimate: u64,
    /// What a person should look at before importing.
    pub doubts: Vec<String>,
    /// How a table's columns would be read; empty for cards.
    pub columns: Vec<InspectedColumn>,
    /// Where columns of records of one kind can go, as `custom:` and one of these; empty for people and companies.
    pub targets: Vec<String>,
    /// Values that name nothing here, among the first 10,000 rows of records of one kind; what they mean is said in the
    /// mapping, as the `values` of their column. A file is sure although it has some that are made with the import.
    pub asked: Vec<Asked>,
    /// What can be put right in the first 10,000 rows, and whether it is.
    pub repairs: Vec<Offer>,
    /// The first records as they would be, at most 20, in the form of `contacts.create`.
    pub preview: Vec<Value>,
}

/// How a table is read.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct InspectedReading {
    /// How it is read: every part as it was found or chosen.
    pub used: csv::ReadAs,
    /// How it would be read if nothing was chosen.
    pub detected: csv::ReadAs,
    /// What was chosen, now or for an earlier file of the source.
    pub chosen: csv::ReadAs,
    /// Whether it was chosen for an earlier file.
    pub remembered: bool,
    /// Lines before the header, which are passed over.
    pub skipped_lines: u32,
    /// The first lines as they stand, shortened, at most 30: among them is the one with the names of the columns.
    pub lines: Vec<String>,
    /// The encodings to choose among.
    pub encodings: &'static [&'static str],
}

/// A column and where its cells would go.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct InspectedColumn {
    /// Name, target, confidence from 0 to 1, reason, date order.
    #[serde(flatten)]
    pub column: csv::Column,
    /// Its first values.
    pub samples: Vec<String>,
}

/// Looks into a file, with what the seller says of how it is read and where its columns go.
pub fn inspect(
    cx: &Cx,
    file: Id,
    reading: Option<csv::ReadAs>,
    chosen: Option<Value>,
    repairs: Option<Vec<Repair>>,
    (shape, kind, makes): (Option<&Shape<'_>>, Option<&str>, bool),
) -> Result<Inspection> {
    let meta = cx.files.meta(file)?;
    let source = SourceFile { repairs, ..source_of(cx, &meta, reading, chosen.clone()) };
    let (known, sample) = recognise(cx, &mut cx.files.open(meta.file)?, &source, shape)?;
    let object = if chosen.is_none() { object_of(cx, &source, shape, kind) } else { None };
    let mut receipt = FileReceipt::default();
    let chosen_now = chosen.is_some();
    let region = cx.region()?;
    let mut reading = Reading::open(cx, &source, shape, &region, &mut receipt)?;
    let mender = std::mem::take(&mut reading.mender);
    let mended_before = reading.remembered;
    let own = receipt.source == OWN;
    let mut offering = Offering::new(&mender);
    let style = receipt.style.clone();
    let mut preview = Vec::new();
    let mut asking = match (&known, shape) {
        (Known::Csv(table), Some(shape)) => {
            let mapping = mapping_for(cx, &table.detection, &table.said, chosen.clone(), Some(shape))?;
            let program = table.detection.product.program_of_deals();
            let missing = if makes { shape.intake.missing(program) } else { None };
            Some(Asking::new(shape, &style, &mapping, missing))
        }
        _ => None,
    };
    let mut read = 0_u64;
    let mut rows = reading.rows_as_they_are();
    let looked_at = if own { PREVIEWED } else { OFFERED }.max(if asking.is_some() { table::ROWS } else { 0 });
    for row in rows.by_ref().take(looked_at as usize) {
        let mut row = row?;
        read += 1;
        if let (Ok(draft), false) = (&row.read, own || read > OFFERED) {
            offering.look(row.row, draft);
        }
        mender.row(&mut row);
        let mut cells = row.cells;
        if let Ok(draft) = row.read {
            if let Some(asking) = &mut asking {
                asks(cx, &region, asking, &draft)?;
            }
            if read > PREVIEWED {
                continue;
            }
            let mut incoming = match shape {
                Some(shape) => table::read(shape, draft, &style, &mut cells),
                None => super::convert::incoming(draft, &receipt.source, &region),
            };
            if incoming.kind == "contact" {
                rules::show_current_job(&mut incoming.record);
                // A row without a name is shown as it is.
                let _ = rules::name(&mut incoming.record, None);
            }
            preview.push(Value::Object(incoming.record));
        }
    }
    let asked = asking.map(Asking::found).unwrap_or_default();
    let repairs = offering.found();
    let looked = read.min(OFFERED);
    let open_repair = source.repairs.is_none()
        && !mended_before
        && repairs.iter().any(|one| repair::is_to_be_asked(one, looked));
    let whole = (sample.len() as u64) < SAMPLE;
    let counted = read + if whole { rows.count() as u64 } else { 0 };
    let bytes_per_row = match &known {
        Known::Csv(table) if !whole => table.detection.bytes_per_row,
        _ => 0.0,
    };
    let kind = match &known {
        Known::Csv(table) if table.detection.product.holds_deals() => Some("deal"),
        _ => None,
    };
    let (sure, kept, reading, columns, doubts) = match known {
        Known::Vcard(_) | Known::Ldif => (!open_repair, mended_before, None, Vec::new(), Vec::new()),
        Known::Csv(table) => {
            let Table { detection, detected, said, remembered, .. } = *table;
            let mapping = mapping_for(cx, &detection, &said, chosen, shape)?;
            let used = detection.reading();
            let reading = InspectedReading {
                used: if source.workbook.is_some() { used.said_of_sheet() } else { used },
                detected,
                chosen: said,
                remembered,
                skipped_lines: detection.dialect.skip_lines,
                lines: detection.lines.clone(),
                encodings: csv::ENCODINGS,
            };
            let kept = cx.vault.read(|conn| store::mapping(conn, &mapping_key(&detection, shape)))?.is_some();
            let doubts = detection.doubts.iter().map(|d| d.message.clone());
            let doubts = doubts.chain(detection.warnings.iter().cloned());
            let open = asked.iter().filter(|one| !one.settled && !one.made).take(5);
            let open: Vec<String> = open.map(|one| format!("“{}”", one.value)).collect();
            let meaning = (!open.is_empty())
                .then(|| format!("What these values mean here is not known: {}.", open.join(", ")));
            let sure = meaning.is_none() && !open_repair && (detection.sure || kept || chosen_now);
            let doubts = doubts.chain(meaning).collect();
            let samples = detection.samples.into_iter().chain(std::iter::repeat_with(Vec::new));
            let columns = mapping
                .columns
                .into_iter()
                .zip(samples)
                .map(|(column, samples)| InspectedColumn { column, samples });
            (sure, kept || remembered || mended_before, Some(reading), columns.collect(), doubts)
        }
    };
    // Of a whole export nothing is asked; of its deals alone only where nothing shall be made.
    let (sure, doubts) =
        if object.is_some() && (shape.is_none() || makes) { (true, Vec::new()) } else { (sure, doubts) };
    let rows_estimate = match receipt.format.as_str() {
        _ if whole => counted,
        "ldif" => (read.max(1)) * meta.size / sample.len().max(1) as u64,
        "vcard" => count_cards(&sample).max(1) * meta.size / sample.len() as u64,
        _ if bytes_per_row > 0.0 => (meta.size as f64 / bytes_per_row) as u64,
        _ => counted,
    };
    Ok(Inspection {
        format: match cx.files.workbook(meta.file) {
            Some(workbook) if workbook != MAILS => workbook,
            _ if receipt.format == "vcard" => "vcard",
            _ if receipt.format == "ldif" => "ldif",
            _ => "csv",
        },
        file: meta,
        source: receipt.source,
        sure,
        remembered: kept && !chosen_now,
        encoding: receipt.encoding,
        delimiter: reading.as_ref().and_then(|reading| reading.used.delimiter.clone()),
        reading,
        doubts,
        rows_estimate,
        columns,
        kind,
        crm: object.filter(|_| shape.is_none()).map(|object| object.title),
        targets: shape.map(Shape::targets).unwrap_or_default(),
        asked,
        repairs,
        preview,
    })
}

/// Looks for words in a row that name nothing here.
fn asks(cx: &Cx, region: &str, asking: &mut Asking<'_>, draft: &Draft) -> Result<()> {
    let catalogue = cx.catalogue();
    cx.vault.read(|conn| {
        let rules = RuleCx {
            conn,
            registry: &cx.registry,
            catalogue: &catalogue,
            now_ms: jiff::Timestamp::now().as_millisecond(),
            region,
        };
        asking.row(&rules, draft)
    })
}

fn count_cards(sample: &[u8]) -> u64 {
    sample.windows(vcard::OPENING.len()).filter(|w| vcard::opens_card(w)).count() as u64
}

#[cfg(test)]
mod tests {
    use std::cell::Cell as Counter;
    use std::hash::Hasher;

    use super::*;

    thread_local! {
        static COMPARED: Counter<u64> = const { Counter::new(0) };
    }

    /// A name that counts how often it is held against another.
    #[derive(Clone)]
    struct Counted(String);

    impl PartialEq for Counted {
        fn eq(&self, other: &Self) -> bool {
            COMPARED.set(COMPARED.get() + 1);
            self.0 == other.0
        }
    }

    impl Eq for Counted {}

    impl Hash for Counted {
        fn hash<H: Hasher>(&self, state: &mut H) {
            self.0.hash(state);
        }
    }

    // covers(IMP-3)
    #[test]
    fn a_name_is_found_without_looking_at_the_others() {
        const NAMES: usize = 10_000;
        let mut numbers = Numbers::default();
        let names: Vec<Counted> = (0..NAMES).map(|n| Counted(format!("X-{n}"))).collect();
        for _ in 0..3 {
            for (n, name) in names.iter().enumerate() {
                assert_eq!(numbers.of(name), n);
            }
        }
        let compared = COMPARED.get();
        assert!(compared <= 4 * 3 * NAMES as u64, "{compared} comparisons for {NAMES} names");
    }

    // covers(IMP-1)
    #[test]
    fn every_cell_of_a_rejected_row_keeps_its_text() {
        const COLUMNS: usize = 10_000;
        let cells = (0..COLUMNS).map(|column| Cell { column, fate: Fate::Raw });
        let told = (0..COLUMNS).rev().map(|column| csv::Exception {
            column,
            text: column.to_string(),
            reason: UNFIT,
        });
        let read = table_cells(cells.collect(), told.collect());
        assert!(read.iter().enumerate().all(|(n, cell)| cell.text == n.to_string()));
    }

    // covers(IMP-5)
    #[test]
    fn a_file_cut_short_while_it_is_read_is_an_error_and_no_short_import() {
        use std::io::{Seek, Write};
        let mut file = tempfile::tempfile().unwrap();
        file.write_all("Name,E-mail\n".as_bytes()).unwrap();
        for n in 0..50_000 {
            writeln!(file, "Person {n},person{n}@example.org").unwrap();
        }
        file.rewind().unwrap();
        let cut = file.try_clone().unwrap();
        let mut whole = super::Counted::new(file.try_clone().unwrap(), Arc::default()).unwrap();
        let length = std::io::copy(&mut whole, &mut std::io::sink()).unwrap();
        file.rewind().unwrap();

        let detection = csv::detect(b"Name,E-mail\nPerson 0,person0@example.org\n", true).unwrap();
        let counted = super::Counted::new(file, Arc::default()).unwrap();
        let mut rows = csv::Reader::new(counted, &detection.dialect, &detection.mapping).unwrap();
        assert!(rows.by_ref().take(100).all(|row| row.is_ok()));
        cut.set_len(length / 2).unwrap();
        let error = rows.find_map(std::result::Result::err).unwrap();
        assert_eq!(Error::from(csv::ReadError::from(error)).code, "file_unreadable");
    }
}
