//! Files as handles. A command never sees a path: the door that was given one (the shell's drop, the command line, an
//! upload) makes a handle, the command opens it. Uploads have no name on disk, so nothing of them survives a crash.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use satchel_kernel::{Error, Id, Result};
use serde::{Deserialize, Serialize};

/// A file's handle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct File {
    /// The handle.
    pub file: Id,
    /// The name a person knows it by, without folders.
    #[serde(default)]
    pub name: String,
    /// Length in bytes.
    #[serde(default)]
    pub size: u64,
}

/// A file named in an input: its handle, or the handle's id alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum FileRef {
    /// The id.
    Id(Id),
    /// The handle as it was given out.
    Handle {
        /// The id.
        file: Id,
    },
}

impl FileRef {
    /// The handle's id.
    pub const fn id(self) -> Id {
        match self {
            Self::Id(id) | Self::Handle { file: id } => id,
        }
    }
}

struct Held {
    meta: File,
    place: Place,
    /// Of which form the workbook is whose sheet it was.
    workbook: Option<&'static str>,
}

enum Place {
    Path(PathBuf),
    Unnamed(fs::File),
}

/// The same file opened anew: a duplicate of the handle would share its place to read at with every other reader.
#[cfg(target_os = "linux")]
fn reopened(file: &fs::File) -> io::Result<fs::File> {
    use std::os::fd::AsRawFd;
    fs::File::open(format!("/proc/self/fd/{}", file.as_raw_fd()))
}

/// Where an unnamed file cannot be opened anew, each reader gets its own copy.
#[cfg(not(target_os = "linux"))]
fn reopened(file: &fs::File) -> io::Result<fs::File> {
    use std::io::{Seek, SeekFrom};
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let (mut from, mut copy) = (file.try_clone()?, tempfile::tempfile()?);
    from.seek(SeekFrom::Start(0))?;
    io::copy(&mut from, &mut copy)?;
    copy.seek(SeekFrom::Start(0))?;
    Ok(copy)
}

/// The files handed in and out since the vault was opened.
#[derive(Default)]
pub struct FileStore(Mutex<HashMap<Id, Held>>);

impl FileStore {
    fn held(&self) -> std::sync::MutexGuard<'_, HashMap<Id, Held>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// A handle for a file that stays where it is.
    pub fn put_path(&self, path: &Path) -> Result<File> {
        let refuse = |e: io::Error| {
            Error::refused("file_unreadable", format!("“{}” cannot be read: {e}.", path.display())).because(e)
        };
        let size = fs::metadata(path).map_err(refuse)?;
        if size.is_dir() {
            return Err(Error::refused(
                "file_is_folder",
                format!("“{}” is a folder, not a file.", path.display()),
            ));
        }
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let meta = File { file: Id::new(), name, size: size.len() };
        let path = fs::canonicalize(path).map_err(refuse)?;
        self.held().insert(meta.file, Held { meta: meta.clone(), place: Place::Path(path), workbook: None });
        Ok(meta)
    }

    /// A handle for bytes read to their end; they are kept in a file without a name.
    pub fn put_stream(&self, name: &str, mut from: impl Read) -> Result<File> {
        let broken = |e: io::Error| {
            Error::broken("file_unwritable", "There is no room for the file in the temporary folder.")
                .because(e)
        };
        let mut file = tempfile::tempfile().map_err(broken)?;
        let size = io::copy(&mut from, &mut file).map_err(broken)?;
        file.flush().map_err(broken)?;
        Ok(self.put_unnamed(name, size, file))
    }

    /// A handle for an unnamed file already written.
    pub fn put_unnamed(&self, name: &str, size: u64, file: fs::File) -> File {
        self.put(name, size, file, None)
    }

    /// A handle for the table that a sheet of a workbook was written out as; `workbook` is its form, such as `xlsx`.
    pub fn put_sheet(&self, name: &str, size: u64, file: fs::File, workbook: &'static str) -> File {
        self.put(name, size, file, Some(workbook))
    }

    fn put(&self, name: &str, size: u64, file: fs::File, workbook: Option<&'static str>) -> File {
        let name: String =
            name.chars().filter(|c| !c.is_control() && !matches!(c, '/' | '\\')).take(255).collect();
        let meta = File { file: Id::new(), name, size };
        self.held().insert(meta.file, Held { meta: meta.clone(), place: Place::Unnamed(file), workbook });
        meta
    }

    /// The file's name and size.
    pub fn meta(&self, handle: Id) -> Result<File> {
        self.held().get(&handle).map(|h| h.meta.clone()).ok_or_else(gone)
    }

    /// Of which form the workbook is whose sheet the file was; `None` of any other file.
    pub fn workbook(&self, handle: Id) -> Option<&'static str> {
        self.held().get(&handle)?.workbook
    }

    /// Where the file lies on disk, if it has a name there.
    pub fn path(&self, handle: Id) -> Option<PathBuf> {
        match &self.held().get(&handle)?.place {
            Place::Path(path) => Some(path.clone()),
            Place::Unnamed(_) => None,
        }
    }

    /// Opens the file at its beginning. Each reader has its own place.
    pub fn open(&self, handle: Id) -> Result<fs::File> {
        let held = self.held();
        let held = held.get(&handle).ok_or_else(gone)?;
        let opened = match &held.place {
            Place::Path(path) => fs::File::open(path),
            Place::Unnamed(file) => reopened(file),
        };
        opened.map_err(|e| {
            Error::refused("file_unreadable", format!("“{}” cannot be read any more: {e}.", held.meta.name))
                .because(e)
        })
    }

    /// Forgets a handle; an upload's bytes are gone with it.
    pub fn forget(&self, handle: Id) {
        self.held().remove(&handle);
    }
}

fn gone() -> Error {
    Error::refused("file_gone", "That file is no longer at hand. Choose it again.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upload_is_read_back_from_its_beginning_each_time() {
        let files = FileStore::default();
        let handle = files.put_stream("../a/b.csv", &b"name\nAda"[..]).unwrap();
        assert_eq!(handle.name, "..ab.csv");
        for _ in 0..2 {
            let mut text = String::new();
            files.open(handle.file).unwrap().read_to_string(&mut text).unwrap();
            assert_eq!(text, "name\nAda");
        }
        let (mut one, mut other) = (files.open(handle.file).unwrap(), files.open(handle.file).unwrap());
        let (mut four, mut text) = ([0; 4], String::new());
        one.read_exact(&mut four).unwrap();
        other.read_to_string(&mut text).unwrap();
        assert_eq!((&four, text.as_str()), (b"name", "name\nAda"), "readers do not move each other");
        text.clear();
        one.read_to_string(&mut text).unwrap();
        assert_eq!(text, "\nAda");
        files.forget(handle.file);
        assert_eq!(files.open(handle.file).unwrap_err().code, "file_gone");
    }

    #[test]
    fn a_folder_or_a_missing_file_is_refused() {
        let files = FileStore::default();
        assert_eq!(files.put_path(Path::new("/")).unwrap_err().code, "file_is_folder");
        assert_eq!(files.put_path(Path::new("/no such file")).unwrap_err().code, "file_unreadable");
    }
}
