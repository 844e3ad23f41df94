//! Decrypted blocks of all open files, least recently used out first.

use std::io;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;

type Place = (u64, usize);

pub(super) struct Cache {
    files: AtomicU64,
    blocks: Mutex<LruCache<Place, Arc<[u8]>>>,
}

impl Cache {
    pub(super) fn new(blocks: usize) -> Self {
        let size = NonZeroUsize::new(blocks).unwrap_or(NonZeroUsize::MIN);
        Self { files: AtomicU64::new(0), blocks: Mutex::new(LruCache::new(size)) }
    }

    /// A number for a file that is opened; never given twice, so a file of the same name is another one.
    pub(super) fn next_file(&self) -> u64 {
        self.files.fetch_add(1, Ordering::Relaxed)
    }

    pub(super) fn get(&self, at: Place, read: impl FnOnce() -> io::Result<Vec<u8>>) -> io::Result<Arc<[u8]>> {
        let blocks = || self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(block) = blocks().get(&at) {
            return Ok(Arc::clone(block));
        }
        // Decrypted outside the lock; two readers of one new block both do it.
        let block: Arc<[u8]> = read()?.into();
        blocks().put(at, Arc::clone(&block));
        Ok(block)
    }
}
