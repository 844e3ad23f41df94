//! ZIP archives: their files, one after the other, under names that are only shown.

use std::io::{self, Read, Seek, Write};

use zip::ZipArchive;
use zip::result::ZipError;

use super::workbook::Format;
use super::{BadPack, LARGEST_PART};

/// An archive has at most so many files.
const MOST_MEMBERS: usize = 10_000;

/// An archive.
pub struct Archive<R>(ZipArchive<R>);

/// A file in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its place in the archive.
    pub index: usize,
    /// Its name without folders. It is shown and never leads anywhere.
    pub name: String,
}

impl From<ZipError> for BadPack {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::Io(error) => Self::Io(error),
            ZipError::InvalidPassword => Self::Password,
            // The crate says so of an encrypted file that nobody gave a password for.
            ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => Self::Password,
            other => Self::damaged(other),
        }
    }
}

impl<R: Read + Seek> Archive<R> {
    pub(super) fn new(from: R) -> Result<Self, BadPack> {
        let archive = ZipArchive::new(from)?;
        if archive.len() > MOST_MEMBERS {
            return Err(BadPack::TooLarge);
        }
        Ok(Self(archive))
    }

    /// Which workbook this is the archive of, with all of it but its sheets small enough to be held in memory.
    pub(super) fn workbook(&mut self) -> Result<Option<Format>, BadPack> {
        let has = |name: &str| self.0.index_for_name(name).is_some();
        let format = if has("xl/workbook.xml") {
            Format::Xlsx
        } else if has("xl/workbook.bin") {
            Format::Xlsb
        } else if has("content.xml") && has("META-INF/manifest.xml") {
            Format::Ods
        } else {
            return Ok(None);
        };
        for index in 0..self.0.len() {
            let name = self.0.by_index_raw(index)?.name()?.into_owned();
            // Read cell by cell.
            if format == Format::Xlsx && name.starts_with("xl/worksheets/")
                || !name.ends_with(['l', 'n', 's'])
            {
                continue;
            }
            // What the archive says of the length of its files need not be true.
            let most = format.held();
            if io::copy(&mut self.0.by_index(index)?.take(most + 1), &mut io::sink())? > most {
                return Err(BadPack::TooLarge);
            }
        }
        Ok(Some(format))
    }

    /// Its files, without folders and without what systems add for themselves.
    ///
    /// # Errors
    ///
    /// [`BadPack`] if its list of files is damaged.
    pub fn members(&mut self) -> Result<Vec<Member>, BadPack> {
        let mut members = Vec::new();
        for index in 0..self.0.len() {
            let file = self.0.by_index_raw(index)?;
            let path = file.name()?.into_owned();
            let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
            let hidden = name.starts_with('.') || path.split(['/', '\\']).any(|part| part == "__MACOSX");
            if file.is_file() && !name.is_empty() && !hidden {
                members.push(Member { index, name: name.to_owned() });
            }
        }
        Ok(members)
    }

    /// Writes a file of it out; answers its length in bytes.
    ///
    /// # Errors
    ///
    /// [`BadPack`] if it asks for a password, is damaged, or is longer than [`LARGEST_PART`].
    pub fn write(&mut self, member: &Member, out: &mut impl Write) -> Result<u64, BadPack> {
        let mut file = self.0.by_index(member.index)?.take(LARGEST_PART + 1);
        let length = io::copy(&mut file, out).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
                BadPack::damaged(error)
            }
            _ => BadPack::Io(error),
        })?;
        if length > LARGEST_PART { Err(BadPack::TooLarge) } else { Ok(length) }
    }
}
