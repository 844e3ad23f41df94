//! Folders given and taken: an export of everything as the folder it is for people, and the files that lie in one.
//!
//! Hidden files are left out and links are not followed: what somebody did not point at is not read.

use std::fs;
use std::io::{self, BufReader, BufWriter};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::exit::Ended;

/// By which an export of everything is known.
const MANIFEST: &str = "manifest.json";
const SCHEMA: &str = "schema.json";
/// Folders in folders are looked into so far.
const DEEPEST: usize = 64;

fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> Ended {
    let path = path.display().to_string();
    move |e| Ended::refused("file_unreadable", format!("“{path}” cannot be read: {e}."))
}

fn unwritable(path: &Path) -> impl FnOnce(io::Error) -> Ended {
    let path = path.display().to_string();
    move |e| Ended::refused("file_unwritable", format!("“{path}” cannot be written: {e}."))
}

/// The files of a folder and of those in it, by their paths.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, Ended> {
    let mut found = Vec::new();
    look(folder, 0, &mut found)?;
    found.sort();
    Ok(found)
}

fn look(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), Ended> {
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let entry = entry.map_err(unreadable(folder))?;
        // Of the entry itself, not of what a link leads to.
        let kind = entry.file_type().map_err(unreadable(&entry.path()))?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if kind.is_dir() && depth < DEEPEST {
            look(&entry.path(), depth + 1, found)?;
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
    Ok(())
}

/// Whether this is an export of everything: the folder, or the archive.
pub fn is_everything(path: &Path) -> bool {
    if path.is_dir() {
        return path.join(MANIFEST).is_file() && path.join(SCHEMA).is_file();
    }
    let Ok(file) = fs::File::open(path) else { return false };
    let Ok(archive) = ZipArchive::new(BufReader::new(file)) else { return false };
    archive.index_for_name(MANIFEST).is_some() && archive.index_for_name(SCHEMA).is_some()
}

/// A folder as the archive that the program takes.
pub fn pack(folder: &Path, into: &Path) -> Result<(), Ended> {
    let out = fs::File::create(into).map_err(unwritable(into))?;
    let mut zip = ZipWriter::new(BufWriter::new(out));
    let options = SimpleFileOptions::default().compression_level(Some(1)).large_file(true);
    for path in files(folder)? {
        let Ok(inside) = path.strip_prefix(folder) else { continue };
        let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let mut file = fs::File::open(&path).map_err(unreadable(&path))?;
        zip.start_file(parts.join("/"), options)
            .map_err(io::Error::from)
            .and_then(|()| io::copy(&mut file, &mut zip))
            .map_err(unwritable(into))?;
    }
    zip.finish().map_err(io::Error::from).map_err(unwritable(into))?;
    Ok(())
}

/// Refuses a folder in which something lies already.
pub fn must_be_free(folder: &Path) -> Result<(), Ended> {
    let is_free = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(e) => e.kind() == io::ErrorKind::NotFound,
    };
    if is_free {
        return Ok(());
    }
    let words = format!("“{}” is there already. Name a folder that is empty or not there.", folder.display());
    Err(Ended::refused("folder_not_empty", words))
}

/// Unpacks an archive of the program into a folder, which appears whole or not at all and only its owner can read; answers
/// how many bytes that are.
pub fn unpack(archive: fs::File, folder: &Path) -> Result<u64, Ended> {
    let above = folder.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(above).map_err(unwritable(above))?;
    // Temporary folders are their owner's alone.
    let fresh = tempfile::Builder::new().prefix(".satchel-").tempdir_in(above).map_err(unwritable(above))?;
    let mut zip =
        ZipArchive::new(BufReader::new(archive)).map_err(io::Error::from).map_err(unreadable(folder))?;
    let mut bytes = 0;
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).map_err(io::Error::from).map_err(unreadable(folder))?;
        let Some(inside) = file.enclosed_name() else { continue };
        let path = fresh.path().join(inside);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(unwritable(parent))?;
        }
        let mut out = fs::File::create(&path).map_err(unwritable(&path))?;
        bytes += io::copy(&mut file, &mut out).map_err(unwritable(&path))?;
        out.sync_all().map_err(unwritable(&path))?;
    }
    if folder.is_dir() {
        // Empty, or it would have been refused.
        fs::remove_dir(folder).map_err(unwritable(folder))?;
    }
    fs::rename(fresh.keep(), folder).map_err(unwritable(folder))?;
    Ok(bytes)
}
