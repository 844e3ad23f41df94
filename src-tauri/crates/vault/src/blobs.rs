//! The store of photos and files: encrypted, named by their content, kept as long as a record or a log row names them.
//!
//! A name is the keyed BLAKE3 of the content, so equal files are stored once and a name tells an outsider nothing. What is
//! longer than a frame is sealed frame by frame ([`long`]), so that no file has to fit into memory.

mod long;

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::error::{Result, VaultError};
use crate::secret::Key;
use crate::{files, seal};

use long::{FRAME, LongReader, LongWriter};

/// The blob store of a vault.
#[derive(Clone)]
pub struct Blobs {
    dir: PathBuf,
    /// Held while a blob that is there is taken up again or thrown away.
    keeping: Arc<Mutex<()>>,
    name_key: Key,
    key: Key,
}

impl Blobs {
    pub(crate) fn new(dir: PathBuf, key: &Key) -> Result<Self> {
        files::private_dir(&dir)?;
        let (name_key, key) = (key.derive("satchel 1 blob names"), key.derive("satchel 1 blobs"));
        // What was being written when the program ended was never named by anything.
        for left in entries(&dir)?.iter().filter(|path| long::is_unfinished(path)) {
            std::fs::remove_file(left).map_err(VaultError::io(left))?;
        }
        Ok(Self { dir, keeping: Arc::default(), name_key, key })
    }

    /// Stores what is read to its end, whatever its length, and returns its name and its length. `so_far` hears how many
    /// bytes were taken; what it refuses ends this, and nothing is left. On disk when this returns.
    ///
    /// # Errors
    /// What cannot be read comes through `unreadable`; what cannot be written, and what `so_far` says.
    pub fn put_stream<E: From<VaultError>>(
        &self,
        mut from: impl Read,
        unreadable: impl FnOnce(std::io::Error) -> E,
        mut so_far: impl FnMut(u64) -> Result<(), E>,
    ) -> Result<(String, u64), E> {
        let mut frame = Vec::new();
        if let Err(error) = long::fill(&mut from, &mut frame) {
            return Err(unreadable(error));
        }
        if frame.len() < FRAME {
            so_far(frame.len() as u64)?;
            return Ok((self.put(&frame)?, frame.len() as u64));
        }
        let mut hasher = blake3::Hasher::new_keyed(self.name_key.bytes());
        let mut writer = LongWriter::new(&self.dir, &self.key)?;
        let mut length = 0;
        loop {
            hasher.update(&frame);
            length += frame.len() as u64;
            so_far(length)?;
            let mut next = Vec::with_capacity(FRAME);
            if let Err(error) = long::fill(&mut from, &mut next) {
                return Err(unreadable(error));
            }
            writer.append(&frame, next.is_empty())?;
            if next.is_empty() {
                break;
            }
            frame = next;
        }
        let name = hasher.finalize().to_hex().to_string();
        let path = self.path(&name)?;
        if !self.take_up(&path)? {
            if let Some(parent) = path.parent() {
                files::private_dir(parent)?;
            }
            writer.finish(&path)?;
        }
        Ok((name, length))
    }

    /// The bytes stored under a name, to be read from their beginning. That they are what the name says is known at
    /// their end: until then only that they were written here, in this order.
    pub fn open(&self, name: &str) -> Result<Blob> {
        let path = self.path(name)?;
        let file = match std::fs::File::open(&path) {
            Ok(file) => file,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                return Err(VaultError::NoBlob(name.to_owned()));
            }
            Err(e) => return Err(VaultError::io(path)(e)),
        };
        match LongReader::new(file, &self.key).map_err(VaultError::io(&path))? {
            Some(reader) => {
                let hasher = blake3::Hasher::new_keyed(self.name_key.bytes());
                Ok(Blob(Form::Long { reader, hasher: Box::new(hasher), name: name.to_owned() }))
            }
            None => Ok(Blob(Form::Short(Cursor::new(self.get(name)?)))),
        }
    }

    /// Whether what is stored under a name is what it was.
    pub(crate) fn check(&self, name: &str) -> Result<()> {
        let mut blob = self.open(name)?;
        std::io::copy(&mut blob, &mut std::io::sink())
            .map(|_| ())
            .map_err(|_| VaultError::Tampered(format!("the blob {name}")))
    }

    /// Stores bytes and returns their name, 64 hexadecimal digits. On disk when this returns.
    pub fn put(&self, bytes: &[u8]) -> Result<String> {
        let name = self.name(bytes);
        let path = self.path(&name)?;
        if !self.take_up(&path)? {
            if let Some(parent) = path.parent() {
                files::private_dir(parent)?;
            }
            files::replace(&path, &seal::seal(&self.key, name.as_bytes(), bytes)?)?;
        }
        Ok(name)
    }

    /// The bytes stored under a name.
    pub fn get(&self, name: &str) -> Result<Vec<u8>> {
        let path = self.path(name)?;
        let mut sealed = Vec::new();
        match std::fs::File::open(&path) {
            Ok(mut file) => file.read_to_end(&mut sealed).map_err(VaultError::io(&path))?,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                return Err(VaultError::NoBlob(name.to_owned()));
            }
            Err(e) => return Err(VaultError::io(path)(e)),
        };
        if long::is_long(&sealed) {
            let mut bytes = Vec::with_capacity(sealed.len());
            self.open(name)?
                .read_to_end(&mut bytes)
                .map_err(|_| VaultError::Tampered(format!("the blob {name}")))?;
            return Ok(bytes);
        }
        let bytes = seal::open(&self.key, name.as_bytes(), &sealed)
            .ok_or_else(|| VaultError::Tampered(format!("the blob {name}")))?;
        if self.name(&bytes) == name {
            Ok(bytes)
        } else {
            Err(VaultError::Tampered(format!("the blob {name}")))
        }
    }

    /// Whether there is a blob here already; it is young again then, for whoever asks is about to name it.
    fn take_up(&self, path: &Path) -> Result<bool> {
        let _keeping = self.keeping();
        match std::fs::File::options().write(true).open(path) {
            Ok(file) => file.set_modified(SystemTime::now()).map(|()| true).map_err(VaultError::io(path)),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(e) => Err(VaultError::io(path)(e)),
        }
    }

    /// The names of the blobs that nobody stored for so long.
    pub(crate) fn older_than(&self, age: Duration) -> Result<Vec<String>> {
        let mut old = self.names()?;
        let mut fault = None;
        old.retain(|name| {
            self.path(name).and_then(|path| is_older(&path, age)).unwrap_or_else(|error| {
                fault = Some(error);
                false
            })
        });
        fault.map_or(Ok(old), Err)
    }

    /// Throws a blob away that nobody stored for so long; whether it was.
    pub(crate) fn remove_if_older(&self, name: &str, age: Duration) -> Result<bool> {
        let path = self.path(name)?;
        let _keeping = self.keeping();
        if !is_older(&path, age)? {
            return Ok(false);
        }
        std::fs::remove_file(&path).map_err(VaultError::io(&path))?;
        Ok(true)
    }

    fn keeping(&self) -> MutexGuard<'_, ()> {
        self.keeping.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is a blob of this name.
    pub fn contains(&self, name: &str) -> bool {
        self.path(name).is_ok_and(|path| path.exists())
    }

    /// The names of all blobs.
    pub fn names(&self) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for shelf in entries(&self.dir)? {
            if shelf.is_dir() {
                let found =
                    entries(&shelf)?.into_iter().filter_map(|p| Some(p.file_name()?.to_str()?.to_owned()));
                names.extend(found.filter(|n| is_name(n)));
            }
        }
        names.sort();
        Ok(names)
    }

    pub(crate) fn path(&self, name: &str) -> Result<PathBuf> {
        match name.get(..2) {
            Some(shelf) if is_name(name) => Ok(self.dir.join(shelf).join(name)),
            _ => Err(VaultError::NoBlob(name.to_owned())),
        }
    }

    fn name(&self, bytes: &[u8]) -> String {
        blake3::keyed_hash(self.name_key.bytes(), bytes).to_hex().to_string()
    }
}

/// A blob as it is read, from its beginning to its end.
pub struct Blob(Form);

enum Form {
    Short(Cursor<Vec<u8>>),
    Long { reader: LongReader, hasher: Box<blake3::Hasher>, name: String },
}

impl Read for Blob {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        match &mut self.0 {
            Form::Short(bytes) => bytes.read(into),
            Form::Long { reader, hasher, name } => {
                let read = reader.read(into)?;
                hasher.update(into.get(..read).unwrap_or_default());
                if read == 0 && !into.is_empty() && hasher.finalize().to_hex().as_str() != name {
                    return Err(long::altered());
                }
                Ok(read)
            }
        }
    }
}

fn is_older(path: &Path, age: Duration) -> Result<bool> {
    let modified = std::fs::metadata(path).and_then(|m| m.modified()).map_err(VaultError::io(path))?;
    Ok(SystemTime::now().duration_since(modified).is_ok_and(|passed| passed > age))
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>> {
    std::fs::read_dir(dir)
        .and_then(|entries| entries.map(|e| e.map(|e| e.path())).collect())
        .map_err(VaultError::io(dir))
}

/// Whether `text` has the form of a blob's name.
pub(crate) fn is_name(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}
