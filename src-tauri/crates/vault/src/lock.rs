//! The lock of a vault folder: one process at a time, and it says which. The operating system lets go of it when the
//! process ends, however it ends.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::error::{Result, VaultError};
use crate::files;

/// Held as long as it lives.
pub(crate) struct Lock(#[allow(dead_code)] File);

impl Lock {
    /// Takes the lock of `dir`, or says who has it.
    pub(crate) fn take(dir: &Path) -> Result<Self> {
        let path = dir.join("lock");
        let mut file = files::private_file(&path, false)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(VaultError::Locked(holder(&mut file))),
            Err(TryLockError::Error(e)) => return Err(VaultError::io(path)(e)),
        }
        let program = std::env::current_exe()
            .ok()
            .and_then(|p| p.file_stem().map(|s| s.to_string_lossy().into_owned()))
            .unwrap_or_else(|| "Satchel".into());
        file.set_len(0)
            .and_then(|()| file.seek(SeekFrom::Start(0)))
            .and_then(|_| write!(file, "{program} (process {})", std::process::id()))
            .and_then(|()| file.flush())
            .map_err(VaultError::io(path))?;
        Ok(Self(file))
    }
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    // Windows does not let others read a locked file; then the sentence is less exact.
    match file.take(200).read_to_string(&mut text) {
        Ok(_) if !text.trim().is_empty() => text.trim().to_owned(),
        _ => "another program".into(),
    }
}
