//! Files of the vault: readable by their owner only, and replaced as a whole or not at all.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

use crate::Result;
use crate::error::VaultError;

/// Makes `dir` and its parents; the last one is closed to other users.
pub(crate) fn private_dir(dir: &Path) -> Result<()> {
    std::fs::create_dir_all(dir).map_err(VaultError::io(dir))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o700)).map_err(VaultError::io(dir))?;
    }
    Ok(())
}

/// Opens `path` for reading and writing with mode 0600, making it if need be.
pub(crate) fn private_file(path: &Path, truncate: bool) -> Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(truncate);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map_err(VaultError::io(path))
}

/// Writes `bytes` to `path` so that a crash leaves the old file or the new one, on disk when this returns.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let fresh = path.with_extension("new");
    let mut file = private_file(&fresh, true)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(VaultError::io(&fresh))?;
    drop(file);
    std::fs::rename(&fresh, path).map_err(VaultError::io(path))?;
    sync_dir_of(path);
    Ok(())
}

/// Makes a rename or a new name in `path`'s folder durable where the system can.
pub(crate) fn sync_dir_of(path: &Path) {
    if let Some(dir) = path.parent()
        && let Ok(dir) = File::open(dir)
    {
        let _ = dir.sync_all();
    }
}
