//! Opening SQLCipher connections: the key, and the settings every one of them needs.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use zeroize::Zeroizing;

use crate::error::{Result, VaultError};
use crate::secret::Key;

/// Page cache of a connection in ordinary use.
pub(crate) const CACHE_KIB: i64 = 8 * 1024;
/// The most page cache of the one reader that has more for a large vault.
const ROOMY_CACHE_KIB: i64 = 32 * 1024;
/// Such a reader caches one byte of so many in the file, if that is more than the others have.
const CACHED_PART: i64 = 64;
/// Page cache of the writer during large work.
pub(crate) const LARGE_CACHE_KIB: i64 = 48 * 1024;
/// Pages in the write-ahead log before they are copied into the file, as SQLite has it.
pub(crate) const CHECKPOINT: i64 = 1_000;
/// The same during large work, where the next slice changes many of the same pages again.
pub(crate) const LARGE_CHECKPOINT: i64 = 64_000;

/// The writing connection, creating the file if there is none.
pub(crate) fn writer(path: &Path, key: &Key) -> Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    unlock(&conn, key)?;
    conn.pragma_update(None, "journal_mode", "wal")?;
    // FULL: an acknowledged write outlives a power cut, not only a crash. One sync per commit.
    conn.pragma_update(None, "synchronous", "full")?;
    conn.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "recursive_triggers", true)?;
    Ok(conn)
}

/// A connection that cannot write.
pub(crate) fn reader(path: &Path, key: &Key) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    unlock(&conn, key)?;
    conn.pragma_update(None, "query_only", true)?;
    Ok(conn)
}

/// Gives a reader cache in proportion to the file.
pub(crate) fn make_room(conn: &Connection, path: &Path) -> Result<()> {
    let size = std::fs::metadata(path).map_or(0, |file| file.len());
    let part = i64::try_from(size / 1024).unwrap_or(i64::MAX) / CACHED_PART;
    Ok(conn.pragma_update(None, "cache_size", -part.clamp(CACHE_KIB, ROOMY_CACHE_KIB))?)
}

fn unlock(conn: &Connection, key: &Key) -> Result<()> {
    conn.set_prepared_statement_cache_capacity(256);
    let hex = Zeroizing::new(hex::encode(key.bytes()));
    let pragma = Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", *hex));
    conn.execute_batch(&pragma)?;
    // Without this SQLCipher writes its own complaints to the terminal.
    let _ = conn.execute_batch("PRAGMA cipher_log_level = NONE");
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.pragma_update(None, "cell_size_check", true)?;
    conn.pragma_update(None, "cache_size", -CACHE_KIB)?;
    match conn.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0)) {
        Ok(_) => Ok(()),
        Err(e)
            if matches!(
                e.sqlite_error_code(),
                Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
            ) =>
        {
            Err(VaultError::Damaged("vault.db does not open with its key".into()))
        }
        Err(e) => Err(e.into()),
    }
}
