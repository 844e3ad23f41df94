//! Tokens of mail, telephone and calendar accounts: in the operating system's keychain, or, where there is none, in
//! the sealed file `secrets` of the vault folder. They are in no database, no log and no backup.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::error::{Result, VaultError};
use crate::secret::{Key, Secret};
use crate::vault::Vault;
use crate::{files, keychain, seal};

const ABOUT: &[u8] = b"satchel secrets 1";

/// The secrets of a vault.
pub struct Secrets {
    path: PathBuf,
    key: Key,
    vault: String,
}

impl Vault {
    /// The store of account tokens.
    pub fn secrets(&self) -> Secrets {
        let vault = self.0.keys.lock().unwrap_or_else(std::sync::PoisonError::into_inner).vault;
        Secrets {
            path: self.dir().join("secrets"),
            key: self.0.key.derive("satchel 1 secrets"),
            vault: vault.to_string(),
        }
    }
}

impl Secrets {
    /// The secret under `name`. An unreachable keychain is an error, never "no such secret".
    pub fn get(&self, name: &str) -> Result<Option<Secret>> {
        // A secret kept before there was a keychain is still in the file.
        if let Some(found) = self.load()?.remove(name) {
            return Ok(Some(found.into()));
        }
        if !keychain::available() {
            return Ok(None);
        }
        let found = keychain::current().get(&self.entry(name))?;
        found
            .map(|bytes| {
                String::from_utf8(bytes.to_vec())
                    .map(Secret::from)
                    .map_err(|_| VaultError::Tampered(format!("the secret {name}")))
            })
            .transpose()
    }

    /// Stores or replaces a secret.
    pub fn set(&self, name: &str, secret: &Secret) -> Result<()> {
        if keychain::available() {
            keychain::current().set(&self.entry(name), secret.expose().as_bytes())?;
            return self.change(|file| drop(file.remove(name)));
        }
        self.change(|file| drop(file.insert(name.to_owned(), secret.expose().to_owned())))
    }

    /// Removes a secret; none is no error.
    pub fn delete(&self, name: &str) -> Result<()> {
        if keychain::available() {
            keychain::current().delete(&self.entry(name))?;
        }
        self.change(|file| drop(file.remove(name)))
    }

    fn entry(&self, name: &str) -> String {
        format!("vault {} {name}", self.vault)
    }

    fn load(&self) -> Result<BTreeMap<String, String>> {
        let sealed = match std::fs::read(&self.path) {
            Ok(sealed) => sealed,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
            Err(e) => return Err(VaultError::io(&self.path)(e)),
        };
        let plain =
            seal::open(&self.key, ABOUT, &sealed).ok_or_else(|| VaultError::Tampered("secrets".into()))?;
        Ok(serde_json::from_slice(&zeroize::Zeroizing::new(plain))?)
    }

    fn change(&self, change: impl FnOnce(&mut BTreeMap<String, String>)) -> Result<()> {
        let before = self.load()?;
        let mut after = before.clone();
        change(&mut after);
        if after == before {
            return Ok(());
        }
        let plain = zeroize::Zeroizing::new(serde_json::to_vec(&after)?);
        files::replace(&self.path, &seal::seal(&self.key, ABOUT, &plain)?)
    }
}
