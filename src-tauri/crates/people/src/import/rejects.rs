//! The rejected rows of a file as a file of their own, to be corrected and imported again: a table with the columns of
//! the file and the reasons beside them, or the cards with the reasons in them.

use std::io::{BufWriter, Write};

use satchel_feature::Cx;
use satchel_feature::files::File;
use satchel_formats::{Reason, csv, vcard};
use satchel_kernel::{Error, Id, Result};

use super::receipt::{Details, FileReceipt, Original};
use super::store;
use super::words::Words;

/// Rows read at a time.
const BATCH: u32 = 500;
/// What is said of a row that is not there in full.
const CUT: Reason =
    Reason::new("row_cut", "Only the beginning of this row was kept; the rest of it stands in the file.");

/// Writes the rejected rows of one file of an import.
pub fn save(cx: &Cx, id: Id, number: Option<u32>, language: Option<&str>) -> Result<File> {
    let (files, words) = cx.vault.read(|conn| -> Result<_> {
        store::get(conn, id)?;
        Ok((store::files(conn, id)?, Words::chosen(conn, language)?))
    })?;
    let (number, receipt) = one_of(&files, number)?;
    let mut out = BufWriter::new(tempfile::tempfile().map_err(unwritable)?);
    let cards = matches!(receipt.format.as_str(), "vcard" | "ldif");
    let names = if cards { Vec::new() } else { columns(receipt) };
    if !cards {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let [english, german] = csv::WHY;
        let why = if words.is_german() { german } else { english };
        csv::write_rejects_header(&mut out, &names, why).map_err(unwritable)?;
    }
    let mut after = 0;
    loop {
        let rows = cx.vault.read(|conn| store::rejected(conn, id, number, after, BATCH))?;
        let Some((last, _)) = rows.last() else { break };
        after = *last;
        for (_, details) in rows {
            write_one(&mut out, details, &receipt.format, names.len(), &words).map_err(unwritable)?;
        }
    }
    let file = out.into_inner().map_err(|e| unwritable(e.into_error()))?;
    let size = file.metadata().map_err(unwritable)?.len();
    Ok(cx.files.put_unnamed(&name(receipt), size, file))
}

/// The file meant: the one of this number, or the only one with rejected rows.
fn one_of(files: &[FileReceipt], number: Option<u32>) -> Result<(u32, &FileReceipt)> {
    let nothing = || Error::refused("nothing_rejected", "No row of it was rejected.");
    let numbered = (0..).zip(files);
    match number {
        Some(number) => {
            let (number, file) = numbered
                .into_iter()
                .find(|(n, _)| *n == number)
                .ok_or_else(|| Error::invalid("file", "The import has no file of this number."))?;
            if file.rejected == 0 { Err(nothing()) } else { Ok((number, file)) }
        }
        None => {
            let mut with = numbered.filter(|(_, file)| file.rejected > 0);
            let first = with.next().ok_or_else(nothing)?;
            match with.next() {
                None => Ok(first),
                Some(_) => Err(Error::invalid(
                    "file",
                    "Several files have rejected rows. Say which one, by its number from 0.",
                )),
            }
        }
    }
}

/// The names of a table's columns by their places.
pub(super) fn columns(receipt: &FileReceipt) -> Vec<String> {
    let width = receipt.columns.iter().map(|c| c.index + 1).max().unwrap_or(0);
    let mut names: Vec<String> = (1..=width).map(|place| format!("column {place}")).collect();
    for column in &receipt.columns {
        // What is imported again needs no second column of reasons.
        if let Some(name) = names.get_mut(column.index) {
            name.clone_from(&column.name);
        }
    }
    if names.last().is_some_and(|name| csv::WHY.contains(&name.as_str())) {
        names.pop();
    }
    names
}

fn write_one(
    out: &mut impl Write,
    details: Details,
    format: &str,
    width: usize,
    words: &Words,
) -> std::io::Result<()> {
    let Details { original, cells, reason, code, values, .. } = details;
    let reason = words.say(&code, &values, &reason);
    // A receipt of before rows were kept whole has the beginnings of their cells.
    let told = || Original {
        cells: cells.into_iter().map(|cell| (cell.column, cell.text)).collect(),
        cut: true,
        ..Original::default()
    };
    let original = original.unwrap_or_else(told);
    let reason = if original.cut {
        format!("{reason} {}", words.say(CUT.code, &CUT.values, &CUT.sentence()))
    } else {
        reason
    };
    match format {
        "vcard" => return vcard::write_rejected(out, &original.card, &reason),
        // A remark, which reading passes over.
        "ldif" => return write!(out, "# {}\n{}\n", reason.replace(['\r', '\n'], " "), original.card),
        _ => {}
    }
    let cells = original.cells.iter().filter(|(column, _)| *column < width);
    csv::write_rejected(out, width, cells.map(|(column, text)| (*column, text.as_str())), &reason)
}

/// `kunden.csv` gives `kunden-rejected.csv`.
fn name(receipt: &FileReceipt) -> String {
    let stem = receipt.name.rsplit_once('.').map_or(receipt.name.as_str(), |(stem, _)| stem);
    let ending = match receipt.format.as_str() {
        "vcard" => "vcf",
        "ldif" => "ldif",
        _ => "csv",
    };
    format!("{stem}-rejected.{ending}")
}

fn unwritable(error: std::io::Error) -> Error {
    Error::broken("file_unwritable", "There is no room for the file in the temporary folder.").because(error)
}
