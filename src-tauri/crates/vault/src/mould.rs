//! Empty vaults for the suites of laws, which make one for every case. To make one is to run every migration, most of what
//! a case takes; from the second on they are copies of one that was made for that.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use satchel_kernel::Id;

use crate::error::{Result, VaultError};
use crate::keys::KeyFile;
use crate::secret::Key;
use crate::vault::Vault;

/// The file of an empty vault that does not know yet which one it is.
pub(crate) type Empty = Arc<[u8]>;

/// The tables vaults were asked for with, each with its mould once it was asked for again.
static MOULDS: Mutex<Vec<(String, Option<Empty>)>> = Mutex::new(Vec::new());

/// The key of all vaults made by [`Vault::throwaway_with`].
pub(crate) fn key() -> Key {
    Key::new([7; 32])
}

/// What a vault with the tables of `extra` begins as; none for the first. `dir` is where it will be.
pub(crate) fn of(extra: &str, dir: &Path) -> Result<Option<Empty>> {
    let mut moulds = MOULDS.lock().unwrap_or_else(PoisonError::into_inner);
    let Some((_, mould)) = moulds.iter_mut().find(|(tables, _)| tables == extra) else {
        moulds.push((extra.to_owned(), None));
        return Ok(None);
    };
    if mould.is_none() {
        let place = dir.with_extension("mould");
        *mould = Some(cast(&place, extra)?);
        std::fs::remove_dir_all(&place).map_err(VaultError::io(&place))?;
    }
    Ok(mould.clone())
}

fn cast(place: &Path, extra: &str) -> Result<Empty> {
    let vault = Vault::make(place, key(), KeyFile::throwaway(Id::new()), extra)?;
    if let Some(writer) = &*vault.0.writer.lock().unwrap_or_else(PoisonError::into_inner) {
        writer.conn.execute_batch("DELETE FROM vault_info; PRAGMA wal_checkpoint(TRUNCATE);")?;
    }
    vault.lock();
    let path = place.join("vault.db");
    Ok(std::fs::read(&path).map_err(VaultError::io(&path))?.into())
}
