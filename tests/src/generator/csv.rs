//! CSV files as address books and CRMs export them, with everything that makes them hard to read.

use std::io::{self, Write};

use super::encoding::Counted;
use super::{Dice, Encoding, Person, Population, Summary, TruthRow};

mod products;

const ROWS: u64 = 3;

/// The product whose export is imitated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// Google Contacts since 2024.
    Google,
    /// Outlook for Windows, 92 columns.
    Outlook,
    /// LinkedIn's `Connections.csv`, with its preamble.
    LinkedIn,
    /// HubSpot's contacts.
    HubSpot,
    /// A hand-made sheet with headers of its own.
    Odd,
}

/// How the file is written.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The product.
    pub product: Product,
    /// The encoding; people it cannot write are left out.
    pub encoding: Encoding,
    /// Between cells.
    pub delimiter: char,
    /// Between rows.
    pub line_end: &'static str,
    /// Percent of rows followed by an earlier person once more, written differently.
    pub repeats: u64,
    /// Percent of rows with missing or surplus empty cells at the end, and of blank lines.
    pub ragged: u64,
    /// The seller's country: its people's numbers are often written without calling code.
    pub home: &'static str,
}

impl Shape {
    /// The usual file of the product, with a tenth of the people twice.
    pub fn of(product: Product) -> Self {
        let (encoding, delimiter, line_end) = match product {
            Product::Google => (Encoding::Utf8Bom, ',', "\n"),
            Product::Outlook | Product::HubSpot => (Encoding::Utf8, ',', "\r\n"),
            Product::LinkedIn => (Encoding::Utf8, ',', "\n"),
            Product::Odd => (Encoding::Windows1252, ';', "\r\n"),
        };
        Self { product, encoding, delimiter, line_end, repeats: 10, ragged: 4, home: "DE" }
    }
}

/// Writes the people as one CSV file and tells `truth` about each row.
pub fn write<W: Write>(
    out: &mut W,
    population: Population,
    shape: &Shape,
    mut truth: impl FnMut(&TruthRow),
) -> io::Result<Summary> {
    let headers = products::headers(shape.product);
    let mut sheet = Sheet {
        out: Counted(out, 0),
        shape,
        dice: Dice::of(population.seed, ROWS, shape.product as u64),
        line: String::new(),
        summary: Summary::default(),
    };
    sheet.start(&headers)?;
    let mut written: Vec<bool> = Vec::new();
    for person in population.iter() {
        let cells = products::row(shape, &person, false, &mut sheet.dice);
        let fits = sheet.row(&cells, Some(person.number), false, &mut truth)?;
        written.push(fits);
        if sheet.dice.chance(shape.repeats) {
            let back = sheet.dice.below(5_000.min(person.number) + 1);
            let number = person.number - back;
            if usize::try_from(number).ok().and_then(|at| written.get(at)) == Some(&true) {
                let earlier = population.person(number);
                let cells = products::row(shape, &earlier, true, &mut sheet.dice);
                sheet.row(&cells, Some(number), true, &mut truth)?;
            }
        }
        if sheet.dice.chance(shape.ragged) {
            sheet.blank(headers.len())?;
        }
    }
    sheet.out.0.flush()?;
    Ok(Summary { bytes: sheet.out.1, ..sheet.summary })
}

struct Sheet<'a, W> {
    out: Counted<'a, W>,
    shape: &'a Shape,
    dice: Dice,
    line: String,
    summary: Summary,
}

impl<W: Write> Sheet<'_, W> {
    fn start(&mut self, headers: &[String]) -> io::Result<()> {
        self.out.put(self.shape.encoding.mark())?;
        for line in products::preamble(self.shape.product) {
            self.line.clear();
            self.line.push_str(line);
            self.end_line()?;
        }
        self.line.clear();
        self.cells(headers);
        self.end_line()?;
        Ok(())
    }

    /// False if the encoding has no bytes for it: then nothing was written.
    fn row(
        &mut self,
        cells: &[String],
        person: Option<u64>,
        repeat: bool,
        truth: &mut impl FnMut(&TruthRow),
    ) -> io::Result<bool> {
        let filled = cells.iter().filter(|c| !c.trim().is_empty()).count();
        let mut cells = cells;
        if self.dice.chance(self.shape.ragged) {
            let last = cells.iter().rposition(|c| !c.is_empty()).unwrap_or_default();
            cells = cells.get(..=last).unwrap_or(cells);
        }
        self.line.clear();
        self.cells(cells);
        if self.dice.chance(self.shape.ragged) {
            self.line.push(self.shape.delimiter);
        }
        if !self.end_line()? {
            return Ok(false);
        }
        let row = TruthRow { row: self.summary.rows + 1, person, repeat, cells: filled as u64 };
        self.summary.add(&row);
        truth(&row);
        Ok(true)
    }

    /// A line without content: nothing, or delimiters only.
    fn blank(&mut self, columns: usize) -> io::Result<()> {
        self.line.clear();
        if self.dice.chance(50) {
            self.line.extend(std::iter::repeat_n(self.shape.delimiter, columns.saturating_sub(1)));
        }
        self.end_line().map(drop)
    }

    fn cells(&mut self, cells: &[String]) {
        let always = self.shape.product == Product::Outlook;
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.line.push(self.shape.delimiter);
            }
            let quoted = always
                || cell.contains(['"', '\n', '\r', self.shape.delimiter])
                || (!cell.is_empty() && self.dice.chance(3));
            if quoted {
                self.line.push('"');
                self.line.push_str(&cell.replace('"', "\"\""));
                self.line.push('"');
            } else {
                self.line.push_str(cell);
            }
        }
    }

    fn end_line(&mut self) -> io::Result<bool> {
        self.line.push_str(self.shape.line_end);
        match self.shape.encoding.encode(&self.line) {
            Some(bytes) => self.out.put(&bytes).map(|()| true),
            None => Ok(false),
        }
    }
}

/// How this person's number is written here: the seller's compatriots often without calling code.
fn typed(phone: &super::person::Phone, person: &Person, shape: &Shape, dice: &mut Dice) -> String {
    let national = person.country() == shape.home && phone.trunk == "0" && dice.chance(40);
    phone.typed(if national { dice.between(4, 6) } else { dice.below(4) })
}
