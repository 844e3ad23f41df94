//! Where large work keeps what it has read before it is written: encrypted files that survive a crash.
//!
//! Each staged or open set has an area, a folder under `staging/`. A file in it is a row of frames; a frame that a
//! crash cut short is dropped when the file is opened again, so a writer goes on where the last whole frame ended.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use satchel_kernel::Id;

use crate::error::{Result, VaultError};
use crate::secret::Key;
use crate::{files, seal};

/// No frame is larger; a length beyond it means a damaged file.
const LARGEST: usize = 64 * 1024 * 1024;

/// The staging folder of a vault.
#[derive(Clone)]
pub struct Staging {
    dir: PathBuf,
    key: Key,
}

/// The files of one set.
#[derive(Clone)]
pub struct Area {
    dir: PathBuf,
    key: Key,
}

/// Appends frames to a file.
pub struct FrameWriter {
    file: BufWriter<File>,
    path: PathBuf,
    key: Key,
    next: u64,
}

/// Reads the frames of a file.
pub struct FrameReader {
    file: BufReader<File>,
    path: PathBuf,
    key: Key,
    next: u64,
    offset: u64,
}

impl Staging {
    pub(crate) fn new(dir: PathBuf, key: &Key) -> Result<Self> {
        files::private_dir(&dir)?;
        Ok(Self { dir, key: key.derive("satchel 1 staging") })
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The key its files are sealed with.
    pub fn key(&self) -> [u8; 32] {
        *self.key.bytes()
    }

    /// The sets that have an area.
    pub(crate) fn areas(&self) -> Result<Vec<Id>> {
        let entries = std::fs::read_dir(&self.dir).map_err(VaultError::io(&self.dir))?;
        Ok(entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect())
    }

    /// The area of a set; made by its first writer.
    pub fn area(&self, set: Id) -> Area {
        Area { dir: self.dir.join(set.to_hex()), key: self.key.clone() }
    }
}

impl Area {
    /// Its folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Whether it has been made.
    pub fn exists(&self) -> bool {
        self.dir.exists()
    }

    /// Whether it has a file of this name.
    pub fn contains(&self, name: &str) -> bool {
        self.dir.join(name).exists()
    }

    /// Opens a file to append to, making it if need be. Frames that a crash cut short are cut off.
    pub fn writer(&self, name: &str) -> Result<FrameWriter> {
        files::private_dir(&self.dir)?;
        let path = self.dir.join(name);
        let mut file = files::private_file(&path, false)?;
        let mut reader =
            FrameReader::over(file.try_clone().map_err(VaultError::io(&path))?, path.clone(), &self.key);
        while reader.next()?.is_some() {}
        let (next, end) = (reader.next, reader.offset);
        file.set_len(end).and_then(|()| file.seek(SeekFrom::Start(end))).map_err(VaultError::io(&path))?;
        Ok(FrameWriter { file: BufWriter::with_capacity(1 << 18, file), path, key: self.key.clone(), next })
    }

    /// Opens a file to read from its first frame.
    pub fn reader(&self, name: &str) -> Result<FrameReader> {
        let path = self.dir.join(name);
        let file = File::open(&path).map_err(VaultError::io(&path))?;
        Ok(FrameReader::over(file, path, &self.key))
    }

    /// Removes a file; none is no error.
    pub fn forget(&self, name: &str) -> Result<()> {
        let path = self.dir.join(name);
        match std::fs::remove_file(&path) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(VaultError::io(&path)(e)),
            _ => Ok(()),
        }
    }

    /// Removes the area with its files; none is no error.
    pub fn remove(&self) -> Result<()> {
        match std::fs::remove_dir_all(&self.dir) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(VaultError::io(&self.dir)(e)),
            _ => Ok(()),
        }
    }
}

impl FrameWriter {
    /// Frames written so far, earlier runs included.
    pub const fn frames(&self) -> u64 {
        self.next
    }

    /// Appends a frame of at most 64 MiB. It survives a crash after [`FrameWriter::sync`].
    pub fn append(&mut self, bytes: &[u8]) -> Result<()> {
        let sealed = seal::seal(&self.key, &about(self.next), bytes)?;
        let length = u32::try_from(sealed.len())
            .ok()
            .filter(|_| sealed.len() <= LARGEST)
            .ok_or_else(|| VaultError::io(&self.path)(std::io::ErrorKind::FileTooLarge.into()))?;
        self.file
            .write_all(&length.to_le_bytes())
            .and_then(|()| self.file.write_all(&sealed))
            .map_err(VaultError::io(&self.path))?;
        self.next += 1;
        Ok(())
    }

    /// Puts everything appended on disk.
    pub fn sync(&mut self) -> Result<()> {
        self.file
            .flush()
            .and_then(|()| self.file.get_ref().sync_data())
            .map_err(VaultError::io(&self.path))?;
        files::sync_dir_of(&self.path);
        Ok(())
    }
}

impl FrameReader {
    fn over(file: File, path: PathBuf, key: &Key) -> Self {
        Self { file: BufReader::with_capacity(1 << 18, file), path, key: key.clone(), next: 0, offset: 0 }
    }

    /// The number of the next frame and where it starts, to go on from there with [`FrameReader::seek`].
    pub const fn position(&self) -> (u64, u64) {
        (self.next, self.offset)
    }

    /// Goes to a position taken earlier.
    pub fn seek(&mut self, (next, offset): (u64, u64)) -> Result<()> {
        self.file.seek(SeekFrom::Start(offset)).map_err(VaultError::io(&self.path))?;
        (self.next, self.offset) = (next, offset);
        Ok(())
    }

    /// The next frame; `None` at the end or before a frame that was cut short.
    #[allow(clippy::should_implement_trait)] // fallible and not an iterator: one frame at a time
    pub fn next(&mut self) -> Result<Option<Vec<u8>>> {
        let mut length = [0; 4];
        if !self.fill(&mut length)? {
            return Ok(None);
        }
        let length = u32::from_le_bytes(length) as usize;
        if length > LARGEST {
            return Err(VaultError::Tampered(self.path.display().to_string()));
        }
        let mut sealed = Vec::new();
        let read = (&mut self.file)
            .take(length as u64)
            .read_to_end(&mut sealed)
            .map_err(VaultError::io(&self.path))?;
        if read < length {
            return Ok(None);
        }
        let plain = seal::open(&self.key, &about(self.next), &sealed)
            .ok_or_else(|| VaultError::Tampered(self.path.display().to_string()))?;
        self.next += 1;
        self.offset += 4 + length as u64;
        Ok(Some(plain))
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<bool> {
        match self.file.read_exact(bytes) {
            Ok(()) => Ok(true),
            Err(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => Ok(false),
            Err(e) => Err(VaultError::io(&self.path)(e)),
        }
    }
}

fn about(frame: u64) -> Vec<u8> {
    [b"frame ".as_slice(), &frame.to_le_bytes()].concat()
}
