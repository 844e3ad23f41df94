//! Four read-only connections, each with 8 MB of cache. A read gets a snapshot and never waits for a writer.
//!
//! One of them, which is lent first, has more of a large vault in its cache: a page of a list in some order reads rows from
//! everywhere, and a row is found by way of inner pages of each table, which all are decrypted unless they are kept. Those
//! of a million people take 20 MB.

use std::cell::Cell;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, PoisonError};

use rusqlite::Connection;

use crate::error::{Result, VaultError};
use crate::secret::Key;
use crate::sqlite;

/// Connections for reading at the same time.
pub(crate) const READERS: usize = 4;

thread_local! {
    static READING: Cell<usize> = const { Cell::new(0) };
}

pub(crate) struct Pool {
    path: PathBuf,
    key: Key,
    free: Mutex<State>,
    returned: Condvar,
}

/// A reading connection.
struct Reader {
    conn: Connection,
    /// Whether it is the one with more cache.
    roomy: bool,
}

struct State {
    /// Those nobody reads with; the one with more cache stands last.
    idle: Vec<Reader>,
    /// How many connections may still be opened.
    unopened: usize,
    closed: bool,
}

impl Pool {
    pub(crate) fn new(path: PathBuf, key: Key) -> Self {
        let state = State { idle: Vec::new(), unopened: READERS, closed: false };
        Self { path, key, free: Mutex::new(state), returned: Condvar::new() }
    }

    /// Runs `body` in one read transaction.
    pub(crate) fn read<T, E: From<VaultError>>(
        &self,
        body: impl FnOnce(&Connection) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let mut lent = Lent { pool: self, reader: Some(self.take()?), spare: READING.get() > 0 };
        READING.set(READING.get() + 1);
        let reader = lent.reader.as_mut().ok_or(VaultError::Closed)?;
        let snapshot = reader.conn.transaction().map_err(VaultError::from)?;
        body(&snapshot)
    }

    fn take(&self) -> Result<Reader> {
        // A read inside a read has its own connection, or four of them could wait for each other for ever.
        if READING.get() > 0 {
            return Ok(Reader { conn: sqlite::reader(&self.path, &self.key)?, roomy: false });
        }
        let mut state = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if state.closed {
                return Err(VaultError::Closed);
            }
            if let Some(reader) = state.idle.pop() {
                return Ok(reader);
            }
            if state.unopened > 0 {
                let conn = sqlite::reader(&self.path, &self.key)?;
                let roomy = state.unopened == READERS;
                if roomy {
                    sqlite::make_room(&conn, &self.path)?;
                }
                state.unopened -= 1;
                return Ok(Reader { conn, roomy });
            }
            state = self.returned.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Refuses further reads and closes what is idle.
    pub(crate) fn close(&self) {
        let mut state = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        state.closed = true;
        state.idle.clear();
        self.returned.notify_all();
    }
}

struct Lent<'a> {
    pool: &'a Pool,
    reader: Option<Reader>,
    spare: bool,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        READING.set(READING.get().saturating_sub(1));
        let mut state = self.pool.free.lock().unwrap_or_else(PoisonError::into_inner);
        match self.reader.take() {
            Some(reader) if !self.spare && !state.closed => {
                let ahead_of_roomy = state.idle.last().is_some_and(|last| last.roomy);
                let place = state.idle.len() - usize::from(ahead_of_roomy);
                state.idle.insert(place, reader);
            }
            _ => {}
        }
        self.pool.returned.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_with_more_cache_is_lent_first_whoever_came_back_last() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.db");
        let key = Key::random().unwrap();
        drop(sqlite::writer(&path, &key).unwrap());
        let pool = Pool::new(path, key);
        let cache =
            |conn: &Connection| -> i64 { conn.query_row("PRAGMA cache_size", [], |row| row.get(0)).unwrap() };
        let marked = -(sqlite::CACHE_KIB + 1);
        std::thread::scope(|scope| {
            let (first, second) = (pool.take().unwrap(), pool.take().unwrap());
            assert!(first.roomy && !second.roomy);
            first.conn.pragma_update(None, "cache_size", marked).unwrap();
            drop(Lent { pool: &pool, reader: Some(first), spare: false });
            drop(Lent { pool: &pool, reader: Some(second), spare: false });
            let again = scope.spawn(|| pool.read(|conn| Ok::<_, VaultError>(cache(conn))).unwrap());
            assert_eq!(again.join().unwrap(), marked);
        });
    }

    #[test]
    fn cache_grows_with_the_file_within_bounds() {
        let folder = tempfile::tempdir().unwrap();
        let conn = Connection::open_in_memory().unwrap();
        let path = folder.path().join("large");
        let file = std::fs::File::create(&path).unwrap();
        for (mib, cached) in [(1, 8), (512, 8), (1_024, 16), (1_536, 24), (4_096, 32)] {
            file.set_len(mib << 20).unwrap(); // a hole, nothing is written
            sqlite::make_room(&conn, &path).unwrap();
            let cache: i64 = conn.query_row("PRAGMA cache_size", [], |row| row.get(0)).unwrap();
            assert_eq!(cache, -cached * 1024, "{mib} MiB");
        }
    }
}
