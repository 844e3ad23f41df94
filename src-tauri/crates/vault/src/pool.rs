//! Four read-only connections, each with 8 MB of cache. A read gets a snapshot and never waits for a writer.

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

struct State {
    idle: Vec<Connection>,
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
        let mut lent = Lent { pool: self, conn: Some(self.take()?), spare: READING.get() > 0 };
        READING.set(READING.get() + 1);
        let conn = lent.conn.as_mut().ok_or(VaultError::Closed)?;
        let snapshot = conn.transaction().map_err(VaultError::from)?;
        body(&snapshot)
    }

    fn take(&self) -> Result<Connection> {
        // A read inside a read has its own connection, or four of them could wait for each other for ever.
        if READING.get() > 0 {
            return sqlite::reader(&self.path, &self.key);
        }
        let mut state = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if state.closed {
                return Err(VaultError::Closed);
            }
            if let Some(conn) = state.idle.pop() {
                return Ok(conn);
            }
            if state.unopened > 0 {
                let conn = sqlite::reader(&self.path, &self.key)?;
                state.unopened -= 1;
                return Ok(conn);
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
    conn: Option<Connection>,
    spare: bool,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        READING.set(READING.get().saturating_sub(1));
        let mut state = self.pool.free.lock().unwrap_or_else(PoisonError::into_inner);
        match self.conn.take() {
            Some(conn) if !self.spare && !state.closed => state.idle.push(conn),
            _ => {}
        }
        self.pool.returned.notify_one();
    }
}
