//! Files that hold others: workbooks, whose sheets are tables, and archives, which hold tables and cards. Each part is
//! written out as the file it would be alone, and then read as such.
//!
//! Sources: ECMA-376 (XLSX, XLSM, XLSB), \[MS-XLS\] (XLS), OASIS OpenDocument 1.3 (ODS), PKWARE's APPNOTE (ZIP).

mod archive;
pub mod bundle;
mod text;
mod workbook;

#[cfg(test)]
mod tests;

use std::io::{self, Read, Seek, SeekFrom};

pub use archive::{Archive, Member};
use satchel_kernel::Error;
pub use workbook::{Sheet, Workbook};

/// No part is written out longer than this.
pub const LARGEST_PART: u64 = 4 << 30;

/// A file that holds others.
pub enum Packed<R: Read + Seek> {
    /// Its sheets are tables.
    Workbook(Box<Workbook<R>>),
    /// It holds files.
    Archive(Archive<R>),
}

/// Why a file that holds others cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum BadPack {
    /// It asks for a password.
    #[error("It is protected by a password. Save a copy without one and import that.")]
    Password,
    /// It is not what it seems, or was cut short.
    #[error("It is damaged or was cut short. Save or download it once more. ({0})")]
    Damaged(String),
    /// A part is larger than anything a seller's program writes.
    #[error("A part of it is too large to be read.")]
    TooLarge,
    /// It cannot be read or written out now.
    #[error("It cannot be read: {0}.")]
    Io(#[from] io::Error),
}

impl BadPack {
    fn damaged(why: impl ToString) -> Self {
        Self::Damaged(why.to_string())
    }

    /// As the error of the program about the file of this name.
    pub fn of(self, name: &str) -> Error {
        let words = format!("“{name}”: {self}");
        let error = match self {
            Self::Password => Error::refused("file_locked", words),
            Self::Damaged(_) => Error::refused("file_damaged", words),
            Self::TooLarge => Error::refused("file_too_large", words),
            Self::Io(_) => Error::refused("file_unreadable", words),
        };
        error.with(serde_json::json!({ "name": name })).because(self)
    }
}

/// Local file header of ZIP, and the end of an archive that is empty.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// Compound file, \[MS-CFB\] 2.2.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Whether a file that begins like this may hold others.
pub fn sniff(head: &[u8]) -> bool {
    ZIP.iter().any(|magic| head.starts_with(magic)) || head.starts_with(COMPOUND)
}

/// Opens a file that holds others; `None` if it is none. `open` gives it from its beginning, as often as wanted.
///
/// # Errors
///
/// [`BadPack`] when it is one and cannot be read.
pub fn open<R: Read + Seek>(open: impl Fn() -> io::Result<R>) -> Result<Option<Packed<R>>, BadPack> {
    let mut head = Vec::new();
    let mut file = open()?;
    file.by_ref().take(8).read_to_end(&mut head)?;
    if head.starts_with(COMPOUND) {
        return Ok(Some(Packed::Workbook(Box::new(Workbook::compound(open)?))));
    }
    if !sniff(&head) {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(0))?;
    let mut archive = Archive::new(file)?;
    Ok(Some(match archive.workbook()? {
        Some(format) => Packed::Workbook(Box::new(Workbook::zipped(open()?, format)?)),
        None => Packed::Archive(archive),
    }))
}
