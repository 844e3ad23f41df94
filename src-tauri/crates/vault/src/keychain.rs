//! The operating system's keychain, behind a trait so that tests and the sample vault can do without.
//!
//! On Linux it is the Secret Service only: no bus, no collection or a locked one all mean "not available now", and an
//! absent entry never means that no key existed.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use zeroize::Zeroizing;

use crate::Result;
use crate::error::VaultError;

/// A keychain: named secrets kept by the operating system.
pub trait Keychain: Send + Sync {
    /// Whether it can be used now, without asking the person anything.
    fn available(&self) -> bool;
    /// The secret under `name`; `None` if there is no such entry.
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>>;
    /// Stores or replaces a secret.
    fn set(&self, name: &str, secret: &[u8]) -> Result<()>;
    /// Removes a secret; no entry is no error.
    fn delete(&self, name: &str) -> Result<()>;
}

static INSTALLED: RwLock<Option<Arc<dyn Keychain>>> = RwLock::new(None);

/// Replaces the operating system's keychain for this process.
pub fn install(keychain: Arc<dyn Keychain>) {
    if let Ok(mut installed) = INSTALLED.write() {
        *installed = Some(keychain);
    }
}

/// The keychain in use.
pub fn current() -> Arc<dyn Keychain> {
    INSTALLED.read().ok().and_then(|k| k.clone()).unwrap_or_else(|| Arc::new(OperatingSystem))
}

/// Whether a keychain can be used now.
pub fn available() -> bool {
    current().available()
}

const SERVICE: &str = "Satchel";

/// The Secret Service, Keychain Services or the Credential Manager.
struct OperatingSystem;

impl OperatingSystem {
    fn entry(name: &str) -> Result<keyring::Entry> {
        keyring::Entry::new(SERVICE, name).map_err(failed)
    }
}

impl Keychain for OperatingSystem {
    fn available(&self) -> bool {
        if keyring::Entry::store_status().is_err() {
            return false;
        }
        match Self::entry("probe").map(|e| e.get_secret()) {
            Ok(Ok(_) | Err(keyring::Error::NoEntry)) => writable(),
            _ => false,
        }
    }

    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>> {
        match Self::entry(name)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(e) => Err(failed(e)),
        }
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<()> {
        Self::entry(name)?.set_secret(secret).map_err(failed)
    }

    fn delete(&self, name: &str) -> Result<()> {
        match Self::entry(name)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(e) => Err(failed(e)),
        }
    }
}

/// One asks at a time: of two that write and delete the same entry, one would find no keychain.
static ASKING: Mutex<()> = Mutex::new(());

/// A Secret Service without a collection answers reads with "no entry" and fails only on writing.
fn writable() -> bool {
    let _asking = ASKING.lock().unwrap_or_else(PoisonError::into_inner);
    OperatingSystem::entry(&format!("probe {}", std::process::id()))
        .and_then(|e| {
            e.set_secret(b"probe").map_err(failed)?;
            e.delete_credential().map_err(failed)
        })
        .is_ok()
}

fn failed(error: keyring::Error) -> VaultError {
    VaultError::Keychain(error.to_string())
}
