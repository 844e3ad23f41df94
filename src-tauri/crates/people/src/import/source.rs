//! A file of an import, whatever its format: what it is, how it is mapped, its rows one after the other.

use std::collections::HashMap;
use std::hash::Hash;
use std::io::{BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use satchel_feature::Cx;
use satchel_feature::files::File;
use satchel_formats::draft::{Cell, Draft, Fate};
use satchel_formats::{csv, vcard};
use satchel_kernel::{Error, Id, Result};
use serde::Serialize;
use serde_json::Value;

use super::receipt::{Cells, Column, FileReceipt};
use super::store::{self, SourceFile};
use crate::contacts::rules;
use crate::fields::Style;
use crate::planted;

/// How much of a file detection looks at.
const SAMPLE: u64 = 1 << 20;

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
    pub note: String,
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
    pub fn reject(&mut self, reason: &str) {
        self.fate = Fate::Rejected(reason.to_owned());
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
    pub fn exception(&self, columns: &[Column]) -> Option<(&'static str, String)> {
        match &self.fate {
            Fate::Rejected(reason) => Some(("rejected", reason.clone())),
            Fate::Raw if !self.note.is_empty() => Some(("raw", self.note.clone())),
            Fate::Raw => {
                let column = Column::place(columns, self.column).and_then(|at| columns.get(at));
                column
                    .is_some_and(|c| self.name.is_none() && c.targets.iter().any(|t| t != "raw"))
                    .then(|| ("raw", "It does not fit its column's field; it is kept as it came.".to_owned()))
            }
            _ => None,
        }
    }
}

/// One row or card.
pub struct SourceRow {
    /// Its number, from 1.
    pub row: u64,
    /// What it says, or the code and reason why it is rejected.
    pub read: std::result::Result<Draft, (String, String)>,
    /// Its cells.
    pub cells: Vec<ReadCell>,
}

/// A file about to be read.
pub struct Reading {
    /// Its length in bytes.
    pub bytes: u64,
    read: Arc<AtomicU64>,
    columns: Vec<Column>,
    kind: Kind,
}

enum Kind {
    Vcard(Box<vcard::Reader<BufReader<Counted>>>),
    Csv(Box<csv::Reader<Counted>>),
}

/// Counts the bytes that went through.
struct Counted {
    file: std::fs::File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let n = self.file.read(into)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// What a file is.
enum Known {
    Vcard(vcard::Sniffed),
    Csv(Box<csv::Detection>),
}

impl Reading {
    /// Opens a file, finds out what it is and writes that into the receipt.
    pub fn open(cx: &Cx, source: &SourceFile, receipt: &mut FileReceipt) -> Result<Self> {
        let open = || open_file(cx, source);
        let (known, _) = recognise(&mut open()?, &source.name)?;
        let from = if matches!(known, Known::Vcard(_)) { Some(first_source(open()?)) } else { None };
        let read = Arc::new(AtomicU64::new(0));
        let counted = Counted { file: open()?, read: read.clone() };
        let mut columns = Vec::new();
        let kind = match known {
            Known::Vcard(sniffed) => {
                receipt.format = "vcard".into();
                receipt.encoding = sniffed.encoding.to_owned();
                receipt.source = from.unwrap_or_default();
                Kind::Vcard(Box::new(vcard::Reader::new(BufReader::with_capacity(1 << 18, counted))))
            }
            Known::Csv(detection) => {
                receipt.format = "csv".into();
                receipt.encoding = detection.dialect.encoding.clone();
                receipt.source = detection.product.title().to_owned();
                let mapping = mapping_for(cx, &detection, source.mapping.clone())?;
                receipt.style = Style::of(detection.numbers, &mapping);
                columns = mapping
                    .columns
                    .iter()
                    .map(|c| Column { index: c.index, name: c.name.clone(), ..Column::default() })
                    .collect();
                Kind::Csv(Box::new(csv::Reader::new(counted, &detection.dialect, &mapping)?))
            }
        };
        Ok(Self { bytes: source.size, read, columns, kind })
    }

    /// The columns known before a row was read.
    pub fn columns(&self) -> Vec<Column> {
        self.columns.clone()
    }

    /// How many bytes were read so far, shared with the reading thread.
    pub fn bytes_read(&self) -> Arc<AtomicU64> {
        self.read.clone()
    }

    /// The rows in order; an error ends them.
    pub fn rows(&mut self) -> Box<dyn Iterator<Item = Result<SourceRow>> + '_> {
        match &mut self.kind {
            Kind::Vcard(reader) => {
                let mut names = Numbers::default();
                Box::new(reader.map(move |item| Ok(card_row(item.map_err(Error::from)?, &mut names))))
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
                    note: String::new(),
                })
                .collect();
            SourceRow { row: item.ordinal, read: Ok(parsed.draft), cells }
        }
        Err(rejected) => SourceRow {
            row: item.ordinal,
            read: Err((rejected.code.to_owned(), rejected.sentence)),
            cells: Vec::new(),
        },
    }
}

fn table_row(item: csv::Item) -> SourceRow {
    match item.outcome {
        csv::Outcome::Parsed(mut parsed) => {
            if planted::is("the_clock_gets_into_a_row") {
                parsed.draft.notes.push(format!("Imported at {:?}", std::time::SystemTime::now()));
            }
            SourceRow {
                row: item.row,
                cells: table_cells(parsed.cells, parsed.exceptions),
                read: Ok(parsed.draft),
            }
        }
        csv::Outcome::Rejected(rejected) => SourceRow {
            row: item.row,
            cells: table_cells(rejected.cells, rejected.texts),
            read: Err((rejected.code.to_owned(), rejected.sentence)),
        },
    }
}

fn table_cells(cells: Vec<Cell>, told: Vec<csv::Exception>) -> Vec<ReadCell> {
    // Of a rejected row every cell may be told of; the first word on a column counts.
    let mut by_column = HashMap::with_capacity(told.len());
    for exception in told {
        by_column.entry(exception.column).or_insert((exception.text, exception.reason));
    }
    let cells = cells.into_iter().map(|cell| {
        let (text, note) = by_column.remove(&cell.column).unwrap_or_default();
        ReadCell { column: cell.column, name: None, fate: cell.fate, text, note }
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

fn recognise(file: &mut std::fs::File, name: &str) -> Result<(Known, Vec<u8>)> {
    let mut sample = Vec::new();
    file.take(SAMPLE).read_to_end(&mut sample).map_err(|e| {
        Error::refused("file_unreadable", format!("“{name}” cannot be read: {e}.")).because(e)
    })?;
    if sample.is_empty() {
        return Err(Error::refused("file_empty", format!("“{name}” is empty. Export it again.")));
    }
    if let Some(sniffed) = vcard::sniff(&sample) {
        return Ok((Known::Vcard(sniffed), sample));
    }
    let whole = (sample.len() as u64) < SAMPLE;
    let detection = csv::detect(&sample, whole).map_err(Error::from)?;
    Ok((Known::Csv(Box::new(detection)), sample))
}

/// The product by the first card that tells.
fn first_source(file: std::fs::File) -> String {
    let cards = vcard::Reader::new(BufReader::new(file));
    let told = cards.take(20).filter_map(|item| item.ok()?.outcome.ok()).map(|card| card.source());
    let mut told = told.filter(|s| *s != vcard::Source::Unknown);
    told.next().unwrap_or(vcard::Source::Unknown).to_string()
}

/// The mapping to use: the one chosen now, else the one chosen before for this header, else the guess.
fn mapping_for(cx: &Cx, detection: &csv::Detection, chosen: Option<Value>) -> Result<csv::Mapping> {
    let kept = chosen.is_none();
    let chosen = match chosen {
        Some(chosen) => Some(chosen),
        None => cx.vault.read(|conn| store::mapping(conn, &detection.mapping.source_key()))?,
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
    // A kept one may come from a file with its columns in another order; one chosen now is meant as it is.
    Ok(if kept { mapping.fitted_to(&detection.mapping) } else { mapping })
}

/// Keeps a corrected mapping for files with the same header.
pub fn keep_mapping(cx: &Cx, file: &File, mapping: &Value) -> Result<()> {
    let (known, _) = recognise(&mut cx.files.open(file.file)?, &file.name)?;
    if let Known::Csv(detection) = known {
        mapping_for(cx, &detection, Some(mapping.clone()))?;
        let act = cx.act("Keep a mapping");
        cx.vault.write(&act, |tx| {
            store::keep_mapping(tx, &detection.mapping.source_key(), mapping, tx.now_ms())
        })?;
    }
    Ok(())
}

/// Forgets what was kept for files with this header; from now on they are guessed again.
pub fn forget_mapping(cx: &Cx, file: Id) -> Result<()> {
    let meta = cx.files.meta(file)?;
    let (known, _) = recognise(&mut cx.files.open(meta.file)?, &meta.name)?;
    if let Known::Csv(detection) = known {
        let act = cx.act("Forget a mapping");
        cx.vault.write(&act, |tx| store::forget_mapping(tx, &detection.mapping.source_key()))?;
    }
    Ok(())
}

/// What a file is and how it would be read.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Inspection {
    /// The file.
    pub file: File,
    /// `vcard` or `csv`.
    pub format: &'static str,
    /// The product it came from.
    pub source: String,
    /// Whether it can be imported without a question.
    pub sure: bool,
    /// Whether a mapping that the seller set before is used.
    pub remembered: bool,
    /// The character encoding.
    pub encoding: String,
    /// The delimiter of a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// About how many rows it has.
    pub rows_estimate: u64,
    /// What a person should look at before importing.
    pub doubts: Vec<String>,
    /// How a table's columns would be read; empty for cards.
    pub columns: Vec<InspectedColumn>,
    /// The first records as they would be, at most 20, in the form of `contacts.create`.
    pub preview: Vec<Value>,
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

/// Looks into a file.
pub fn inspect(cx: &Cx, file: Id, chosen: Option<Value>) -> Result<Inspection> {
    let meta = cx.files.meta(file)?;
    let (known, sample) = recognise(&mut cx.files.open(meta.file)?, &meta.name)?;
    let mut receipt = FileReceipt::default();
    let chosen_now = chosen.is_some();
    let source = SourceFile {
        file: Some(meta.file),
        path: None,
        name: meta.name.clone(),
        size: meta.size,
        mapping: chosen.clone(),
    };
    let mut reading = Reading::open(cx, &source, &mut receipt)?;
    let region = cx.region()?;
    let mut preview = Vec::new();
    let mut read = 0_u64;
    let mut rows = reading.rows();
    for row in rows.by_ref().take(20) {
        let row = row?;
        read += 1;
        if let Ok(draft) = row.read {
            let mut incoming = super::convert::incoming(draft, &receipt.source, &region);
            if incoming.kind == "contact" {
                rules::show_current_job(&mut incoming.record);
                // A row without a name is shown as it is.
                let _ = rules::name(&mut incoming.record, None);
            }
            preview.push(Value::Object(incoming.record));
        }
    }
    let whole = (sample.len() as u64) < SAMPLE;
    let counted = read + if whole { rows.count() as u64 } else { 0 };
    let bytes_per_row = match &known {
        Known::Csv(detection) if !whole => detection.bytes_per_row,
        _ => 0.0,
    };
    let (sure, kept, delimiter, columns, doubts) = match known {
        Known::Vcard(_) => (true, false, None, Vec::new(), Vec::new()),
        Known::Csv(detection) => {
            let mapping = mapping_for(cx, &detection, chosen)?;
            let kept = cx.vault.read(|conn| store::mapping(conn, &detection.mapping.source_key()))?.is_some();
            let doubts = detection.doubts.iter().map(|d| d.message.clone());
            let doubts = doubts.chain(detection.warnings.iter().cloned()).collect();
            let sure = detection.sure || kept || chosen_now;
            let samples = detection.samples.into_iter().chain(std::iter::repeat_with(Vec::new));
            let columns = mapping
                .columns
                .into_iter()
                .zip(samples)
                .map(|(column, samples)| InspectedColumn { column, samples });
            (sure, kept, Some(detection.dialect.delimiter.to_string()), columns.collect(), doubts)
        }
    };
    let rows_estimate = match receipt.format.as_str() {
        _ if whole => counted,
        "vcard" => count_cards(&sample).max(1) * meta.size / sample.len() as u64,
        _ if bytes_per_row > 0.0 => (meta.size as f64 / bytes_per_row) as u64,
        _ => counted,
    };
    Ok(Inspection {
        format: if receipt.format == "vcard" { "vcard" } else { "csv" },
        file: meta,
        source: receipt.source,
        sure,
        remembered: kept && !chosen_now,
        encoding: receipt.encoding,
        delimiter,
        doubts,
        rows_estimate,
        columns,
        preview,
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
            reason: String::new(),
        });
        let read = table_cells(cells.collect(), told.collect());
        assert!(read.iter().enumerate().all(|(n, cell)| cell.text == n.to_string()));
    }
}
