//! Rows that could not be imported, as a table of their own: the columns of their file, their cells as they stood
//! there, and why. Once corrected it is imported like the file it came from; the reasons are left out.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe, which reading takes off again; so the cell
//! reads exactly as it read in its file.

use std::io::{self, Write};

use super::clean::{is_blank, is_formula_start};
use super::mapping::Mapping;
use super::scan::MOST_CELLS;
use super::target::Target;
use super::write::{is_plain_number, write_cell};

/// The column that says why, in English and in German.
pub const WHY: [&str; 2] = ["Satchel: not imported because", "Satchel: nicht importiert, weil"];

/// Sends the column of reasons nowhere.
pub(super) fn leave_out_reasons(mapping: &mut Mapping) {
    for column in mapping.columns.iter_mut().filter(|c| WHY.contains(&c.name.as_str())) {
        column.target = Target::Skip;
        column.confidence = 1.0;
        column.reason = "Satchel's own remark why the row was not imported.".to_owned();
    }
}

/// Writes the mark and the header: these columns, and the one for the reasons, one of [`WHY`].
pub fn write_rejects_header(out: &mut impl Write, columns: &[&str], why: &str) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    row(out, columns.iter().copied(), why)
}

/// Writes a row of `width` columns from its cells that are not blank, by their columns in ascending order.
pub fn write_rejected<'c>(
    out: &mut impl Write,
    width: usize,
    cells: impl IntoIterator<Item = (usize, &'c str)>,
    reason: &'c str,
) -> io::Result<()> {
    let mut cells = cells.into_iter().peekable();
    row(
        out,
        (0..width).map(|column| cells.next_if(|(at, _)| *at == column).map_or("", |(_, text)| text)),
        reason,
    )
}

fn row<'c>(out: &mut impl Write, cells: impl Iterator<Item = &'c str>, reason: &'c str) -> io::Result<()> {
    for (index, cell) in cells.take(MOST_CELLS - 1).chain([reason]).enumerate() {
        let blank = cell.chars().all(is_blank);
        if cell.starts_with(is_formula_start) && !blank && !is_plain_number(cell) {
            write_cell(out, &format!("'{cell}"), index == 0)?;
        } else {
            write_cell(out, cell, index == 0)?;
        }
    }
    out.write_all(b"\r\n")
}
