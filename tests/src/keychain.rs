//! A keychain of files in a folder, for tests and measurements that start several processes on one vault.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use satchel_vault::VaultError;
use satchel_vault::keychain::{self, Keychain};
use zeroize::Zeroizing;

/// Secrets as files. For tests only: they lie there in the open.
pub struct FolderKeychain(PathBuf);

impl FolderKeychain {
    /// Makes this folder the keychain of the process.
    pub fn install(folder: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        keychain::install(Arc::new(Self(folder.to_owned())));
        Ok(())
    }

    fn path(&self, name: &str) -> PathBuf {
        let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        self.0.join(name)
    }
}

impl Keychain for FolderKeychain {
    fn available(&self) -> bool {
        true
    }

    fn get(&self, name: &str) -> satchel_vault::Result<Option<Zeroizing<Vec<u8>>>> {
        match std::fs::read(self.path(name)) {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(VaultError::io(self.path(name))(e)),
        }
    }

    fn set(&self, name: &str, secret: &[u8]) -> satchel_vault::Result<()> {
        std::fs::write(self.path(name), secret).map_err(VaultError::io(self.path(name)))
    }

    fn delete(&self, name: &str) -> satchel_vault::Result<()> {
        match std::fs::remove_file(self.path(name)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(VaultError::io(self.path(name))(e)),
            _ => Ok(()),
        }
    }
}
