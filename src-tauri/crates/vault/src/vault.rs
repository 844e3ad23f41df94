//! The open vault: one writer, four readers, and whoever listens to commits.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, TryLockError};

use rusqlite::Connection;
use satchel_kernel::Id;
use satchel_kernel::clock::Hlc;

use crate::act::Committed;
use crate::blobs::Blobs;
use crate::chain::Digest;
use crate::error::{Result, VaultError};
use crate::keys::KeyFile;
use crate::lock::Lock;
use crate::pool::Pool;
use crate::schema::Schema;
use crate::secret::Key;
use crate::staging::Staging;
use crate::turn::Turns;
use crate::write::Tx;

/// An open vault. Clones share it; it closes with [`Vault::lock`] or the last clone.
#[derive(Clone)]
pub struct Vault(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) dir: PathBuf,
    pub(crate) key: Key,
    pub(crate) row_key: RowKey,
    pub(crate) schema: Arc<Schema>,
    pub(crate) turns: Turns,
    pub(crate) writer: Mutex<Option<Writer>>,
    pub(crate) pool: Pool,
    pub(crate) blobs: Blobs,
    pub(crate) staging: Staging,
    pub(crate) keys: Mutex<KeyFile>,
    pub(crate) restored: RwLock<Vec<Arc<Restored>>>,
    listeners: RwLock<Vec<Arc<Listener>>>,
    queue: Mutex<VecDeque<Committed>>,
    delivering: Mutex<()>,
    held: Mutex<Option<Lock>>,
}

/// The raw bytes of the key of the row hashes.
pub(crate) type RowKey = [u8; 32];
/// Hears of a commit.
pub type Listener = dyn Fn(&Committed) + Send + Sync;
/// Recomputes what is derived from a record after undo restored some of its fields.
pub type Restored = dyn Fn(&mut Tx<'_>, &str, Id) -> Result<()> + Send + Sync;

pub(crate) struct Writer {
    pub(crate) conn: Connection,
    /// The last place in the chain and its hash.
    pub(crate) head: Option<(i64, Digest)>,
    pub(crate) clock: Hlc,
    pub(crate) device: Id,
}

impl Vault {
    #[allow(clippy::too_many_arguments)] // the parts of a vault, each made by another step of opening
    pub(crate) fn assemble(
        dir: &Path,
        key: Key,
        schema: Arc<Schema>,
        writer: Writer,
        keys: KeyFile,
        lock: Lock,
    ) -> Result<Self> {
        let row_key = *key.derive(crate::chain::ROW_CONTEXT).bytes();
        Ok(Self(Arc::new(Inner {
            dir: dir.to_owned(),
            row_key,
            schema,
            turns: Turns::default(),
            writer: Mutex::new(Some(writer)),
            pool: Pool::new(dir.join("vault.db"), key.clone()),
            blobs: Blobs::new(dir.join("blobs"), &key)?,
            staging: Staging::new(dir.join("staging"), &key)?,
            keys: Mutex::new(keys),
            restored: RwLock::default(),
            listeners: RwLock::default(),
            queue: Mutex::default(),
            delivering: Mutex::default(),
            held: Mutex::new(Some(lock)),
            key,
        })))
    }

    /// The vault's folder.
    pub fn dir(&self) -> &Path {
        &self.0.dir
    }

    /// The store of photos and files.
    pub fn blobs(&self) -> &Blobs {
        &self.0.blobs
    }

    /// Where large work puts what it read before it is written.
    pub fn staging(&self) -> &Staging {
        &self.0.staging
    }

    /// A key for one purpose, such as the index; `context` names it and never changes.
    pub fn derive_key(&self, context: &str) -> [u8; 32] {
        *self.0.key.derive(context).bytes()
    }

    /// Reads with a snapshot. Reads never wait for a write; at most four run at once.
    pub fn read<T, E: From<VaultError>>(
        &self,
        body: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.0.pool.read(body)
    }

    /// Calls `listener` after every commit that logged something, in order, outside the write.
    pub fn on_commit(&self, listener: Box<Listener>) {
        self.0.listeners.write().unwrap_or_else(PoisonError::into_inner).push(listener.into());
    }

    /// Calls `derive` for every record that undo changed, in undo's transaction, so that values derived from several
    /// fields fit what was restored.
    pub fn on_restored(&self, derive: Box<Restored>) {
        self.0.restored.write().unwrap_or_else(PoisonError::into_inner).push(derive.into());
    }

    /// Closes the vault for every clone: waits for the write under way, refuses everything after it.
    pub fn lock(&self) {
        let turn = self.0.turns.wait();
        let writer = self.guard().take();
        self.0.pool.close();
        if let Some(writer) = writer {
            // The last connection's close moves the rest of the write-ahead log into the file.
            let _ = writer.conn.close();
        }
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(turn);
    }

    /// Whether [`Vault::lock`] was called.
    pub fn is_locked(&self) -> bool {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }

    fn guard(&self) -> MutexGuard<'_, Option<Writer>> {
        self.0.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the turn to write, then queues what `body` committed for the listeners.
    pub(crate) fn writer<T, E: From<VaultError>>(
        &self,
        body: impl FnOnce(&mut Writer, &Inner) -> Result<(T, Option<Committed>), E>,
    ) -> Result<T, E> {
        let _turn = self.0.turns.wait().ok_or(VaultError::Nested)?;
        let mut guard = self.guard();
        let writer = guard.as_mut().ok_or(VaultError::Closed)?;
        let (value, committed) = body(writer, &self.0)?;
        if let Some(committed) = committed {
            self.0.queue.lock().unwrap_or_else(PoisonError::into_inner).push_back(committed);
        }
        Ok(value)
    }

    /// Reports queued commits. One thread at a time does it; a listener that writes adds to the queue it is called from.
    pub(crate) fn deliver(&self) {
        loop {
            let _delivering = match self.0.delivering.try_lock() {
                Ok(guard) => guard,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => return,
            };
            let next = || self.0.queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            while let Some(committed) = next() {
                let listeners = self.0.listeners.read().unwrap_or_else(PoisonError::into_inner).clone();
                for listener in listeners {
                    listener(&committed);
                }
            }
            drop(_delivering);
            if self.0.queue.lock().unwrap_or_else(PoisonError::into_inner).is_empty() {
                return;
            }
        }
    }
}

/// Milliseconds since 1970 UTC.
pub(crate) fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
