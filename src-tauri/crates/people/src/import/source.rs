//! The rows of a file of an import, whatever its format, one after the other. What the file is and where its columns go is
//! found out by `recognise.rs`.

use std::collections::HashMap;
use std::hash::Hash;
use std::io::{BufReader, ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use satchel_feature::Cx;
use satchel_formats::draft::{Cell, Draft, Fate};
use satchel_formats::{Reason, csv, ldif, vcard};
use satchel_kernel::{Error, Result};

use super::crm::{self, Layout, Object};
use super::receipt::{Cells, Column, FileReceipt, Original, ReadingReceipt, UNFIT};
use super::recognise::{
    Known, Table, first_source, mapping_for, not_brought, open_file, recognise, repairs_key,
};
use super::repair::{self, Gathering, Mended, Mender, Repair};
use super::store::{self, SourceFile};
use super::table::Shape;
use super::unpack::{self, MAILS};
use crate::fields::Style;
use crate::planted;

/// What files of this program say they came from.
pub(super) const OWN: &str = "Satchel";

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
    /// The mail it is of, where the file is who sent several.
    pub mail: Option<String>,
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
    pub(super) mender: Mender,
    /// Whether what is put right was said of an earlier file of its source.
    pub(super) remembered: bool,
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
    pub(super) fn rows_as_they_are(&mut self) -> Box<dyn Iterator<Item = Result<SourceRow>> + '_> {
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
            SourceRow { row: item.ordinal, read: Ok(parsed.draft), cells, original, mail: None }
        }
        Err(rejected) => SourceRow {
            row: item.ordinal,
            read: Err(rejected.reason),
            cells: Vec::new(),
            original,
            mail: None,
        },
    }
}

/// The row of a mail: the card of who sent it, or why there is none, with what the mail is called.
fn mail_row(mut item: vcard::Item, names: &mut Numbers<String>) -> SourceRow {
    let mut mail = None;
    if let Ok(parsed) = &mut item.outcome
        && let Some((name, why)) = unpack::of_mail(parsed)
    {
        if let Some(why) = why {
            let column = unpack::OF_MAIL.to_owned();
            let cell = ReadCell {
                column: names.of(&column),
                name: Some(column),
                fate: Fate::Raw,
                text: name.clone(),
                note: None,
                repaired: Vec::new(),
            };
            let original = Original::card("BEGIN:VCARD\r\nVERSION:4.0\r\nEMAIL:\r\nEND:VCARD\r\n".to_owned());
            return SourceRow {
                row: item.ordinal,
                read: Err(why),
                cells: vec![cell],
                original,
                mail: Some(name),
            };
        }
        // Rejected after all, it is saved and corrected as the card it is.
        let line = format!("{}:{name}", unpack::OF_MAIL);
        item.original = item.original.split_inclusive('\n').filter(|one| one.trim_end() != line).collect();
        mail = Some(name);
    }
    SourceRow { mail, ..card_row(item, names) }
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
    SourceRow {
        row: item.ordinal,
        read: item.outcome,
        cells,
        original: Original::card(item.original),
        mail: None,
    }
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
                mail: None,
            }
        }
        csv::Outcome::Rejected(rejected) => SourceRow {
            row: item.row,
            cells: table_cells(rejected.cells, rejected.texts),
            read: Err(rejected.reason),
            original,
            mail: None,
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
