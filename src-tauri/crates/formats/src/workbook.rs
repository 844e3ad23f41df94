//! Workbooks written: a sheet for each kind of record, one row for each, every value of the type it has.
//!
//! A text stays a text, whatever it begins with, so that no formula comes to life and no phone becomes a sum; numbers,
//! amounts, days and moments are what a spreadsheet reckons with. Moments are in UTC: a cell knows no zone. A sheet holds
//! one row in memory at a time.
//!
//! Source: ECMA-376, as `rust_xlsxwriter` writes it.

use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook as Writer, Worksheet, XlsxError};

/// A sheet has at most so many rows, its header among them.
pub const MOST_ROWS: u32 = 1_048_576;
/// A cell holds at most so many UTF-16 units.
const LONGEST: usize = 32_767;
/// A sheet's name has at most so many characters.
const LONGEST_NAME: usize = 31;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// An amount in whole units.
    Money {
        /// How much.
        amount: f64,
        /// How many digits stand behind the point.
        digits: u32,
        /// ISO 4217.
        currency: String,
    },
    /// A day.
    Day(u16, u8, u8),
    /// Seconds since 1970 UTC.
    Moment(i64),
    /// Yes or no.
    Bool(bool),
}

/// Why a workbook was not written.
#[derive(Debug, thiserror::Error)]
pub enum BadBook {
    /// A sheet has no more rows.
    #[error("A sheet has room for 1,048,575 records. Export them as CSV, or fewer of them.")]
    Full,
    /// It cannot be written.
    #[error("The workbook cannot be written: {0}.")]
    Unwritten(#[from] XlsxError),
}

/// A workbook while it is written.
pub struct Book {
    book: Writer,
    sheets: usize,
    rows: u32,
    columns: u16,
    names: Vec<String>,
    head: Format,
    text: Format,
    day: Format,
    moment: Format,
}

impl Default for Book {
    fn default() -> Self {
        let mut book = Writer::new();
        // The same records give the same bytes.
        if let Ok(then) = ExcelDateTime::from_ymd(2000, 1, 1) {
            book.set_properties(&DocProperties::new().set_creation_datetime(&then));
        }
        Self {
            book,
            sheets: 0,
            rows: 0,
            columns: 0,
            names: Vec::new(),
            head: Format::new().set_bold(),
            text: Format::new().set_num_format("@"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
        }
    }
}

impl Book {
    /// Begins a sheet with these columns.
    ///
    /// # Errors
    /// [`BadBook`] when there is no room for it.
    pub fn sheet(&mut self, name: &str, header: &[String]) -> Result<(), BadBook> {
        self.end_sheet()?;
        let name = self.free_name(name);
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(&name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (at, title) in (0_u16..).zip(header) {
            let wide = title.chars().count().clamp(12, 40) + 4;
            sheet.set_column_width(at, f64::from(u8::try_from(wide).unwrap_or(20)))?;
        }
        for (at, title) in (0_u16..).zip(header) {
            sheet.write_string_with_format(0, at, title, &self.head)?;
        }
        self.names.push(name.to_lowercase());
        self.columns = u16::try_from(header.len()).unwrap_or(u16::MAX);
        self.sheets += 1;
        self.rows = 1;
        Ok(())
    }

    /// A name that a sheet can have and no other has.
    fn free_name(&self, name: &str) -> String {
        let usual = name.chars().filter(|c| !c.is_control() && !"[]:*?/\\'".contains(*c));
        let usual: String = usual.take(LONGEST_NAME - 4).collect();
        let usual = if usual.trim().is_empty() { "Sheet".to_owned() } else { usual };
        let taken = |name: &String| self.names.contains(&name.to_lowercase());
        let mut names = std::iter::once(usual.clone()).chain((2..).map(|n| format!("{usual} {n}")));
        names.find(|name| !taken(name)).unwrap_or(usual)
    }

    fn current(&mut self) -> Result<&mut Worksheet, BadBook> {
        Ok(self.book.worksheet_from_index(self.sheets.saturating_sub(1))?)
    }

    /// Writes the next row of the sheet.
    ///
    /// # Errors
    /// [`BadBook`] when the sheet is full.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), BadBook> {
        if self.rows >= MOST_ROWS {
            return Err(BadBook::Full);
        }
        let (row, text, day, moment) = (self.rows, self.text.clone(), self.day.clone(), self.moment.clone());
        let sheet = self.current()?;
        for (at, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(words) => {
                    let words = held(words);
                    if is_touchy(&words) {
                        sheet.write_string_with_format(row, at, words, &text)?;
                    } else {
                        sheet.write_string(row, at, words)?;
                    }
                }
                Cell::Number(number) if number.is_finite() => {
                    sheet.write_number(row, at, *number)?;
                }
                Cell::Number(number) => {
                    sheet.write_string(row, at, number.to_string())?;
                }
                Cell::Money { amount, digits, currency } => {
                    let point = if *digits == 0 {
                        String::new()
                    } else {
                        format!(".{}", "0".repeat(*digits as usize))
                    };
                    let code: String = currency.chars().filter(char::is_ascii_alphanumeric).collect();
                    let shown = Format::new().set_num_format(format!("#,##0{point} \"{code}\""));
                    sheet.write_number_with_format(row, at, *amount, &shown)?;
                }
                Cell::Day(y, m, d) => match ExcelDateTime::from_ymd(*y, *m, *d) {
                    Ok(date) => {
                        sheet.write_datetime_with_format(row, at, date, &day)?;
                    }
                    // Before 1900 a spreadsheet knows no days.
                    Err(_) => {
                        sheet.write_string(row, at, format!("{y:04}-{m:02}-{d:02}"))?;
                    }
                },
                Cell::Moment(seconds) => match ExcelDateTime::from_timestamp(*seconds) {
                    Ok(at_ms) => {
                        sheet.write_datetime_with_format(row, at, at_ms, &moment)?;
                    }
                    Err(_) => {
                        sheet.write_number(row, at, *seconds as f64)?;
                    }
                },
                Cell::Bool(yes) => {
                    sheet.write_boolean(row, at, *yes)?;
                }
            }
        }
        self.rows += 1;
        Ok(())
    }

    fn end_sheet(&mut self) -> Result<(), BadBook> {
        let (rows, columns) = (self.rows, self.columns);
        if self.sheets > 0 && columns > 0 {
            self.current()?.autofilter(0, 0, rows.saturating_sub(1), columns - 1)?;
        }
        Ok(())
    }

    /// Writes the workbook out.
    ///
    /// # Errors
    /// [`BadBook`] when it cannot be written.
    pub fn write(mut self, out: impl Write + Send) -> Result<(), BadBook> {
        self.end_sheet()?;
        Ok(self.book.save_to_writer(out)?)
    }
}

/// Whether a spreadsheet would make something else of a text when somebody edits it: a phone, a postcode, a formula.
fn is_touchy(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '0', '\'']) || text.bytes().all(|b| b.is_ascii_digit())
}

/// As much of a text as a cell holds, without the characters that no file of this form can hold.
fn held(text: &str) -> String {
    let mut units = 0;
    let fits = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).take_while(|c| {
        units += c.len_utf16();
        units <= LONGEST
    });
    fits.collect()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;

    fn text(words: &str) -> Cell {
        Cell::Text(words.to_owned())
    }

    fn written(rows: &[Vec<Cell>]) -> Vec<u8> {
        let mut book = Book::default();
        let header: Vec<String> = ["A", "B", "C"].map(str::to_owned).to_vec();
        book.sheet("People: [all]", &header).unwrap();
        for row in rows {
            book.row(row).unwrap();
        }
        book.sheet("people all", &header).unwrap();
        let mut out = Vec::new();
        book.write(&mut out).unwrap();
        out
    }

    #[test]
    fn every_value_is_read_back_with_its_type() {
        let money = Cell::Money { amount: 1234.5, digits: 2, currency: "EUR\"".into() };
        let rows = [
            vec![text("=1+1"), text("+491701234567"), text("0049")],
            vec![Cell::Number(0.5), money, Cell::Bool(true)],
            vec![Cell::Day(2024, 2, 29), Cell::Moment(86_400 * 365), Cell::Empty],
            vec![Cell::Day(1850, 1, 2), text("شهرزاد 🧿\u{0}\n2"), text(&"x".repeat(40_000))],
        ];
        let bytes = written(&rows);
        assert_eq!(bytes, written(&rows), "the same rows are the same bytes");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["People all", "people all 2"]);
        let sheet = book.worksheet_range("People all").unwrap();
        let cell = |row, column| sheet.get_value((row, column)).cloned().unwrap_or_default();
        assert_eq!(cell(0, 1), Data::String("B".into()));
        assert_eq!(cell(1, 0), Data::String("=1+1".into()), "a text, no formula");
        assert_eq!(cell(1, 1), Data::String("+491701234567".into()));
        assert_eq!(cell(1, 2), Data::String("0049".into()));
        assert_eq!(cell(2, 0), Data::Float(0.5));
        assert_eq!(cell(2, 1), Data::Float(1234.5));
        assert_eq!(cell(2, 2), Data::Bool(true));
        let day = |cell: Data| match cell {
            Data::DateTime(at) => at.as_f64(),
            other => panic!("no day: {other:?}"),
        };
        assert!((day(cell(3, 0)) - 45_351.0).abs() < 1e-9);
        assert!((day(cell(3, 1)) - (25_569.0 + 365.0)).abs() < 1e-9);
        assert_eq!(cell(4, 0), Data::String("1850-01-02".into()));
        assert_eq!(cell(4, 1), Data::String("شهرزاد 🧿\n2".into()));
        assert!(matches!(cell(4, 2), Data::String(long) if long.len() == LONGEST));
        assert!(book.worksheet_formula("People all").unwrap().is_empty());
    }
}
