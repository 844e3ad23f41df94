//! The cells of a sheet as the text a person sees in them, and rows of them as CSV (RFC 4180).

use std::io::{self, Write};

use calamine::{Data, ExcelDateTime};

/// What a cell says.
pub(super) fn of(cell: Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_text(number),
        Data::String(text) | Data::DurationIso(text) => text,
        Data::Bool(yes) => if yes { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(moment) => moment_text(&moment),
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(&text).replacen('T', " ", 1),
        Data::Error(error) => error.to_string(),
    }
}

/// A number with all its digits: a phone number in a cell that holds a number is no power of ten.
fn number_text(number: f64) -> String {
    // Fifteen digits are what a spreadsheet keeps; the others are the binary fraction's.
    let rounded = (number * 1e9).round() / 1e9;
    if number.abs() < 1e6 && (number - rounded).abs() < 1e-9 {
        rounded.to_string()
    } else {
        number.to_string()
    }
}

/// `YYYY-MM-DD`, with the time of day if it has one; a time without a day as `HH:MM:SS`.
fn moment_text(moment: &ExcelDateTime) -> String {
    let serial = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&serial) {
        let seconds = (serial * 86_400.0).round() as i64;
        return format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second + u8::from(milli >= 500)) {
        (0, 0, 0) => date,
        (_, _, 0) => format!("{date} {hour:02}:{minute:02}"),
        (_, _, second) => format!("{date} {hour:02}:{minute:02}:{:02}", second.min(59)),
    }
}

/// Writes rows of cells as CSV, in memory that does not grow with the sheet.
pub(super) struct Rows<'a, W> {
    out: &'a mut W,
    cells: Vec<String>,
    /// Rows that had something in them.
    pub rows: u64,
    /// Bytes written.
    pub bytes: u64,
}

impl<'a, W: Write> Rows<'a, W> {
    pub(super) fn new(out: &'a mut W) -> Self {
        Self { out, cells: Vec::new(), rows: 0, bytes: 0 }
    }

    /// A cell of the row begun.
    pub(super) fn cell(&mut self, column: usize, text: String) {
        if text.is_empty() {
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = text;
        }
    }

    /// Ends the row; one without anything in it is none.
    pub(super) fn end(&mut self) -> io::Result<()> {
        if self.cells.is_empty() {
            return Ok(());
        }
        let mut line = String::new();
        for (at, cell) in self.cells.drain(..).enumerate() {
            if at > 0 {
                line.push(',');
            }
            if cell.contains(['"', ',', '\n', '\r', ';', '\t']) || cell.trim().len() != cell.len() {
                line.push('"');
                line.push_str(&cell.replace('"', "\"\""));
                line.push('"');
            } else {
                line.push_str(&cell);
            }
        }
        line.push_str("\r\n");
        self.out.write_all(line.as_bytes())?;
        self.rows += 1;
        self.bytes += line.len() as u64;
        Ok(())
    }
}
