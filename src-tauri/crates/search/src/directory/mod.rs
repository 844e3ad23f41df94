//! The encrypted directory tantivy reads and writes: every byte of every file is sealed, none is mapped.
//!
//! Each file is a run of sealed blocks ([`sealed`]); a read decrypts the blocks it touches and keeps them in a small
//! shared cache, so a posting list costs a few microseconds and a whole column is opened in one pass. Files are synced
//! before a commit names them. What stays visible is the number, size and time of files.

mod cache;
mod read_at;
mod sealed;

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, OwnedBytes, TerminatingWrite, WatchCallback,
    WatchCallbackList, WatchHandle, WritePtr,
};

use cache::Cache;
use sealed::{BLOCK, Cipher, Reader};

/// Bytes of decrypted blocks kept in memory.
const CACHED: usize = 8 << 20;
/// tantivy's list of its own files; it names nothing a commit needs, so it is not worth a sync.
const MANAGED: &str = ".managed.json";

/// A folder of sealed files.
#[derive(Clone)]
pub(crate) struct SealedDirectory(Arc<Inner>);

struct Inner {
    root: PathBuf,
    cipher: Cipher,
    cache: Arc<Cache>,
    watchers: WatchCallbackList,
}

impl std::fmt::Debug for SealedDirectory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("SealedDirectory").field(&self.0.root).finish()
    }
}

impl SealedDirectory {
    /// The folder `root`, made if need be, with the files sealed under `key`.
    pub(crate) fn open(root: &Path, key: &[u8; 32]) -> io::Result<Self> {
        fs::create_dir_all(root)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(root, fs::Permissions::from_mode(0o700))?;
        }
        Ok(Self(Arc::new(Inner {
            root: root.to_owned(),
            cipher: Cipher::new(key),
            cache: Arc::new(Cache::new(CACHED / BLOCK)),
            watchers: WatchCallbackList::default(),
        })))
    }

    fn path(&self, path: &Path) -> PathBuf {
        self.0.root.join(path)
    }

    fn reader(&self, path: &Path) -> Result<Reader, OpenReadError> {
        let failed = |e: io::Error| match e.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
            _ => OpenReadError::wrap_io_error(e, path.to_owned()),
        };
        let file = File::open(self.path(path)).map_err(failed)?;
        Reader::new(file, &name(path), &self.0.cipher).map_err(failed)
    }
}

/// How a file is opened to write: readable by its owner only.
fn writing() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

/// The name that a file's key is made with, so that no file can stand in for another.
fn name(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

impl Directory for SealedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let reader = self.reader(path)?;
        Ok(Arc::new(Handle { id: self.0.cache.next_file(), reader, cache: Arc::clone(&self.0.cache) }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        fs::remove_file(self.path(path)).map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => DeleteError::FileDoesNotExist(path.to_owned()),
            _ => DeleteError::IoError { io_error: Arc::new(e), filepath: path.to_owned() },
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.path(path).try_exists().map_err(|e| OpenReadError::wrap_io_error(e, path.to_owned()))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let failed = |e: io::Error| match e.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
            _ => OpenWriteError::wrap_io_error(e, path.to_owned()),
        };
        let file = writing().create_new(true).open(self.path(path)).map_err(failed)?;
        let writer = sealed::Writer::new(file, &name(path), &self.0.cipher).map_err(failed)?;
        Ok(BufWriter::new(Box::new(FileWriter(writer))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let reader = self.reader(path)?;
        let mut data = vec![0; reader.len()];
        reader.read(0, &mut data).map_err(|e| OpenReadError::wrap_io_error(e, path.to_owned()))?;
        Ok(data)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let target = self.path(path);
        let mut unfinished = target.clone().into_os_string();
        unfinished.push(".new");
        let unfinished = PathBuf::from(unfinished);
        let file = writing().create(true).truncate(true).open(&unfinished)?;
        let mut writer = sealed::Writer::new(file, &name(path), &self.0.cipher)?;
        writer.write(data)?;
        let file = writer.finish()?;
        if path != Path::new(MANAGED) {
            file.sync_data()?;
        }
        drop(file);
        fs::rename(&unfinished, &target)?;
        drop(self.0.watchers.broadcast());
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        read_at::sync_folder(&self.0.root)
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let path = self.path(&lock.filepath);
        let file = writing().create(true).truncate(false).open(path).map_err(LockError::wrap_io_error)?;
        if lock.is_blocking {
            file.lock().map_err(LockError::wrap_io_error)?;
        } else {
            file.try_lock().map_err(|e| match e {
                fs::TryLockError::WouldBlock => LockError::LockBusy,
                fs::TryLockError::Error(e) => LockError::wrap_io_error(e),
            })?;
        }
        // Closing the file lets go of the lock.
        Ok(DirectoryLock::from(Box::new(file)))
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(self.0.watchers.subscribe(callback))
    }
}

/// A file open for reading; it stays readable after its deletion, as tantivy asks.
struct Handle {
    id: u64,
    reader: Reader,
    cache: Arc<Cache>,
}

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handle").field("id", &self.id).finish_non_exhaustive()
    }
}

impl HasLen for Handle {
    fn len(&self) -> usize {
        self.reader.len()
    }
}

impl FileHandle for Handle {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start >= range.end {
            return Ok(OwnedBytes::empty());
        }
        if range.end > self.reader.len() {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "a read beyond the end of an index file",
            ));
        }
        let (first, last) = (range.start / BLOCK, (range.end - 1) / BLOCK);
        if last > first + 3 {
            // Whole columns and dictionaries: once, past the cache.
            let mut data = vec![0; range.len()];
            self.reader.read(range.start, &mut data)?;
            return Ok(OwnedBytes::new(data));
        }
        let block = |at: usize| self.cache.get((self.id, at), || self.reader.block(at));
        let short = || io::Error::new(io::ErrorKind::InvalidData, "an index file is shorter than it says");
        let start = range.start - first * BLOCK;
        if first == last {
            let block = block(first)?;
            let end = start + range.len();
            if end > block.len() {
                return Err(short());
            }
            return Ok(OwnedBytes::new(block).slice(start..end));
        }
        let mut data = Vec::with_capacity(range.len() + BLOCK);
        for at in first..=last {
            let block = block(at)?;
            data.extend_from_slice(if at == first { block.get(start..).unwrap_or_default() } else { &block });
        }
        if data.len() < range.len() {
            return Err(short());
        }
        data.truncate(range.len());
        Ok(OwnedBytes::new(data))
    }
}

struct FileWriter(sealed::Writer);

impl Write for FileWriter {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        self.0.write(data)?;
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        // A block is sealed when it is full or last; a reader never sees a file before it is finished.
        Ok(())
    }
}

impl TerminatingWrite for FileWriter {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.0.finish_ref()?.sync_data()
    }
}

#[cfg(test)]
mod tests;
