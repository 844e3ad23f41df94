//! Blobs too long for memory: a mark, a salt, and frames of equal length, each sealed with its place and with whether it is
//! the last one. So no frame can be left out, moved, or taken from another file unseen.
//!
//! They are written beside the shelves and get their name when it is known, which is at their end.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use satchel_kernel::Id;

use crate::error::{Result, VaultError};
use crate::secret::{Key, random};
use crate::{files, seal};

/// Bytes of content in every frame but the last.
pub(super) const FRAME: usize = 1 << 20;
/// What such a file begins with. A shorter blob begins with a random nonce, which never is this.
const MARK: &[u8; 16] = b"satchel blob 2\r\n";
const SALT: usize = 16;
/// Bytes a sealed frame is longer than its content: nonce and tag.
const SEALED: usize = seal::NONCE + 16;
/// How the name of a file ends that is being written.
const UNFINISHED: &str = "unfinished";

/// Whether these bytes are of such a file.
pub(super) fn is_long(sealed: &[u8]) -> bool {
    sealed.starts_with(MARK)
}

/// Whether a file beside the shelves is one that was never finished.
pub(super) fn is_unfinished(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == UNFINISHED)
}

/// What is said of a file that was changed from outside.
pub(super) fn altered() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the file was changed from outside or is damaged")
}

/// Reads one frame, or what is left.
pub(super) fn fill(from: &mut impl Read, frame: &mut Vec<u8>) -> io::Result<()> {
    from.take(FRAME as u64).read_to_end(frame).map(|_| ())
}

fn about(salt: &[u8; SALT], frame: u64, last: bool) -> Vec<u8> {
    [b"blob frame ".as_slice(), salt, &frame.to_le_bytes(), &[u8::from(last)]].concat()
}

/// Writes such a file; one that is not finished is gone with it.
pub(super) struct LongWriter {
    file: Option<BufWriter<File>>,
    path: PathBuf,
    key: Key,
    salt: [u8; SALT],
    next: u64,
}

impl LongWriter {
    pub fn new(dir: &Path, key: &Key) -> Result<Self> {
        let path = dir.join(Id::new().to_hex()).with_extension(UNFINISHED);
        let mut salt = [0; SALT];
        random(&mut salt)?;
        let mut file = BufWriter::new(files::private_file(&path, true)?);
        file.write_all(MARK).and_then(|()| file.write_all(&salt)).map_err(VaultError::io(&path))?;
        Ok(Self { file: Some(file), path, key: key.clone(), salt, next: 0 })
    }

    pub fn append(&mut self, frame: &[u8], last: bool) -> Result<()> {
        let sealed = seal::seal(&self.key, &about(&self.salt, self.next, last), frame)?;
        self.next += 1;
        let Some(file) = &mut self.file else { return Ok(()) };
        file.write_all(&sealed).map_err(VaultError::io(&self.path))
    }

    /// Gives it its name, on disk when this returns.
    pub fn finish(mut self, name: &Path) -> Result<()> {
        let Some(file) = self.file.take() else { return Ok(()) };
        let named = file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)
            .and_then(|file| file.sync_all())
            .and_then(|()| std::fs::rename(&self.path, name));
        if let Err(error) = named {
            let _ = std::fs::remove_file(&self.path);
            return Err(VaultError::io(&self.path)(error));
        }
        files::sync_dir_of(name);
        Ok(())
    }
}

impl Drop for LongWriter {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            // If even that fails it is removed when the vault is opened next.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Reads such a file.
pub(super) struct LongReader {
    file: BufReader<File>,
    key: Key,
    salt: [u8; SALT],
    next: u64,
    frame: io::Cursor<Vec<u8>>,
    ended: bool,
}

impl LongReader {
    /// `None` of a file that is not such a one.
    pub fn new(file: File, key: &Key) -> io::Result<Option<Self>> {
        let mut file = BufReader::with_capacity(1 << 16, file);
        let mut head = Vec::new();
        (&mut file).take((MARK.len() + SALT) as u64).read_to_end(&mut head)?;
        let salt = head.strip_prefix(MARK).and_then(|salt| <[u8; SALT]>::try_from(salt).ok());
        Ok(salt.map(|salt| Self {
            file,
            key: key.clone(),
            salt,
            next: 0,
            frame: io::Cursor::default(),
            ended: false,
        }))
    }

    fn turn(&mut self) -> io::Result<()> {
        let mut sealed = Vec::new();
        (&mut self.file).take((FRAME + SEALED) as u64).read_to_end(&mut sealed)?;
        let opened = |last| seal::open(&self.key, &about(&self.salt, self.next, last), &sealed);
        let (plain, last) = match opened(false) {
            Some(plain) if plain.len() == FRAME => (plain, false),
            _ => (opened(true).ok_or_else(altered)?, true),
        };
        // Behind the last frame is nothing.
        if last && self.file.read(&mut [0])? != 0 {
            return Err(altered());
        }
        self.next += 1;
        self.ended = last;
        self.frame = io::Cursor::new(plain);
        Ok(())
    }
}

impl Read for LongReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            let read = self.frame.read(into)?;
            if read > 0 || self.ended {
                return Ok(read);
            }
            self.turn()?;
        }
    }
}
