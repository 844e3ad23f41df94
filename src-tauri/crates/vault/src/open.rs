//! Making, opening and describing a vault folder: `vault.db`, `keys.json`, `lock`, `blobs/`, `staging/`.

use std::io::Write;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};
use satchel_kernel::Id;
use satchel_kernel::clock::Hlc;
use serde::Serialize;

use crate::error::{Result, VaultError};
use crate::keys::{KeyFile, NewKeys, Unlock};
use crate::lock::Lock;
use crate::secret::{Key, Secret};
use crate::vault::{Vault, Writer, now_ms};
use crate::{files, migrate, mould, sqlite};

/// What is in a vault folder, as far as can be told without a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Status {
    /// Nothing: a vault can be created.
    None,
    /// A vault.
    Locked {
        /// How it can be opened: `keychain`, `passphrase`, `recovery`.
        slots: Vec<&'static str>,
        /// Whether the person has typed the recovery code back.
        recovery_confirmed: bool,
    },
    /// A vault written by a newer program.
    Newer {
        /// Its migration.
        found: i64,
        /// The newest migration this program knows.
        known: i64,
    },
    /// `keys.json` or `vault.db` is missing, or one of them is not what was written.
    Damaged {
        /// What is wrong.
        what: String,
    },
    /// The folder holds something else.
    NotAVault {
        /// What.
        what: String,
    },
    /// `keys.json` may not be read.
    Unreadable {
        /// The file.
        path: PathBuf,
    },
}

/// What is in `dir`. Needs no key and takes no lock.
pub fn status(dir: &Path) -> Status {
    match key_file(dir) {
        Ok(None) if dir.join("vault.db").exists() => Status::Damaged { what: "keys.json is missing".into() },
        Ok(None) => Status::None,
        Ok(Some(_)) if !dir.join("vault.db").exists() => {
            Status::Damaged { what: "vault.db is missing".into() }
        }
        Ok(Some(keys)) if keys.schema > migrate::newest() => {
            Status::Newer { found: keys.schema, known: migrate::newest() }
        }
        Ok(Some(keys)) => {
            Status::Locked { slots: keys.slots(), recovery_confirmed: keys.recovery_confirmed() }
        }
        Err(VaultError::Newer { found, known }) => Status::Newer { found, known },
        Err(VaultError::Io { path, .. }) => Status::Unreadable { path },
        Err(VaultError::NotAVault(what)) => Status::NotAVault { what },
        Err(VaultError::Damaged(what)) => Status::Damaged { what },
        Err(error) => Status::Damaged { what: error.to_string() },
    }
}

/// The keys. What the disk cannot give back is damaged; what somebody may not read is not.
fn key_file(dir: &Path) -> Result<Option<KeyFile>> {
    KeyFile::read(dir).map_err(|error| match error {
        VaultError::Io { source, .. } if source.kind() != std::io::ErrorKind::PermissionDenied => {
            VaultError::Damaged(format!("keys.json cannot be read: {source}"))
        }
        other => other,
    })
}

impl Vault {
    /// Makes a vault in `dir`, which must not hold one, and opens it.
    pub fn create(dir: &Path, keys: NewKeys) -> Result<Self> {
        if keys.passphrase.is_none() && !keys.keychain {
            return Err(VaultError::NoKey);
        }
        let (key, mut file) = (Key::random()?, KeyFile::new(Id::new()));
        if let Some(words) = &keys.passphrase {
            file.set_passphrase(&key, words)?;
        }
        if keys.keychain {
            file.set_keychain(&key)?;
        }
        Self::make(dir, key, file, "")
    }

    /// Makes a vault whose key is never stored: for sample data and tests. Once closed, nobody can open it again.
    pub fn throwaway(dir: &Path) -> Result<Self> {
        Self::make(dir, Key::random()?, KeyFile::throwaway(Id::new()), "")
    }

    /// A throw-away vault with more tables: `schema` creates and declares them. For tests of the vault itself.
    #[doc(hidden)]
    pub fn throwaway_with(dir: &Path, schema: &str) -> Result<Self> {
        let file = KeyFile::throwaway(Id::new());
        match mould::of(schema, dir)? {
            None => Self::make(dir, mould::key(), file, schema),
            Some(empty) => Self::make_as(dir, mould::key(), file, "", &empty),
        }
    }

    /// Opens a vault made by [`Vault::throwaway_with`] again.
    #[doc(hidden)]
    pub fn reopen_throwaway(dir: &Path) -> Result<Self> {
        let lock = Lock::take(dir)?;
        let file = KeyFile::read(dir)?.ok_or_else(|| VaultError::None(dir.to_owned()))?;
        Self::start(dir, mould::key(), file, lock, "")
    }

    /// Opens the vault in `dir`. An unfinished large write is undone first, unless its staging is there to resume it:
    /// see [`Vault::open_sets`].
    pub fn open(dir: &Path, unlock: Unlock) -> Result<Self> {
        let file = match (key_file(dir)?, dir.join("vault.db").exists()) {
            (None, false) if dir_is_empty(dir) => return Err(VaultError::None(dir.to_owned())),
            (None, false) => {
                return Err(VaultError::NotAVault("there is no vault.db and no keys.json".into()));
            }
            (None, true) => return Err(VaultError::Damaged("keys.json is missing".into())),
            (Some(_), false) => return Err(VaultError::Damaged("vault.db is missing".into())),
            (Some(file), true) => file,
        };
        let known = migrate::newest();
        if file.schema > known {
            return Err(VaultError::Newer { found: file.schema, known });
        }
        let key = file.unlock(&unlock)?;
        let lock = Lock::take(dir)?;
        Self::start(dir, key, file, lock, "")
    }

    pub(crate) fn make(dir: &Path, key: Key, file: KeyFile, extra: &str) -> Result<Self> {
        Self::make_as(dir, key, file, extra, &[])
    }

    /// The same; `vault.db` begins as `empty`.
    fn make_as(dir: &Path, key: Key, file: KeyFile, extra: &str, empty: &[u8]) -> Result<Self> {
        files::private_dir(dir)?;
        let lock = Lock::take(dir)?;
        if crate::keys::path(dir).exists() || dir.join("vault.db").exists() {
            return Err(VaultError::Exists(dir.to_owned()));
        }
        // The keys first: a vault whose keys were lost is lost, keys without a vault are only rubbish.
        file.save(dir)?;
        if !empty.is_empty() {
            let path = dir.join("vault.db");
            files::private_file(&path, true)?.write_all(empty).map_err(VaultError::io(&path))?;
        }
        Self::start(dir, key, file, lock, extra)
    }

    fn start(dir: &Path, key: Key, mut file: KeyFile, lock: Lock, extra: &str) -> Result<Self> {
        let path = dir.join("vault.db");
        if path.is_dir() {
            return Err(VaultError::Damaged("vault.db is a folder".into()));
        }
        let size = files::private_file(&path, false)?.metadata().map_err(VaultError::io(&path))?.len();
        // Opening would make a new, empty vault of it. Only a creation that a crash cut short may go on.
        if size == 0 && file.schema > 0 {
            return Err(VaultError::Damaged("vault.db is empty".into()));
        }
        let mut conn = sqlite::writer(&path, &key)?;
        let schema = migrate::run_with_extra(&mut conn, extra)?;
        let device = identify(&conn, file.vault)?;
        let writer = Writer { head: head(&conn)?, clock: clock(&conn)?, device, conn };
        if file.schema != migrate::newest() {
            file.schema = migrate::newest();
            file.save(dir)?;
        }
        let vault = Self::assemble(dir, key, schema, writer, file, lock)?;
        vault.recover()?;
        Ok(vault)
    }

    /// How the vault can be opened: `keychain`, `passphrase`, `recovery`.
    pub fn slots(&self) -> Vec<&'static str> {
        self.key_file().slots()
    }

    /// Whether the person has typed the recovery code back.
    pub fn recovery_confirmed(&self) -> bool {
        self.key_file().recovery_confirmed()
    }

    /// Whether this vault ends with the program.
    pub fn is_throwaway(&self) -> bool {
        self.key_file().is_throwaway()
    }

    /// A new recovery code; an earlier one stops working once this one is confirmed.
    pub fn recovery_code(&self) -> Result<Secret> {
        self.change_keys(|file, key| file.set_recovery(key))
    }

    /// Confirms that the person has the recovery code.
    pub fn confirm_recovery(&self, code: &Secret) -> Result<()> {
        self.change_keys(|file, _| file.confirm_recovery(code))
    }

    /// Sets or replaces the passphrase; if there is one, `current` must be it.
    pub fn set_passphrase(&self, new: &Secret, current: Option<&Secret>) -> Result<()> {
        self.change_keys(|file, key| {
            if file.slots().contains(&"passphrase") {
                let current = current.ok_or(VaultError::WrongKey("passphrase"))?;
                file.unlock(&Unlock::Passphrase(current.clone()))?;
            }
            file.set_passphrase(key, new)
        })
    }

    /// Puts a key for this vault into the keychain.
    pub fn set_keychain(&self) -> Result<()> {
        self.change_keys(|file, key| file.set_keychain(key))
    }

    /// Takes one way to open the vault away: `keychain`, `passphrase` or `recovery`.
    pub fn remove_slot(&self, name: &str) -> Result<()> {
        if let Some(entry) = self.change_keys(|file, _| file.remove(name))? {
            // Without its slot the entry opens nothing; one that a locked keychain keeps does no harm.
            if let Err(error) = crate::keychain::current().delete(&entry) {
                tracing::warn!("the keychain kept its entry: {error}");
            }
        }
        Ok(())
    }

    fn key_file(&self) -> KeyFile {
        self.0.keys.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    fn change_keys<T>(&self, change: impl FnOnce(&mut KeyFile, &Key) -> Result<T>) -> Result<T> {
        let mut held = self.0.keys.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut file = held.clone();
        let value = change(&mut file, &self.0.key)?;
        file.save(&self.0.dir)?;
        *held = file;
        Ok(value)
    }
}

fn dir_is_empty(dir: &Path) -> bool {
    std::fs::read_dir(dir).map_or(true, |mut entries| entries.next().is_none())
}

/// Writes down which vault this is when it is new; returns the device.
fn identify(conn: &Connection, vault: Id) -> Result<Id> {
    let row: Option<(Vec<u8>, Vec<u8>)> = conn
        .query_row("SELECT vault_id, device_id FROM vault_info", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match row {
        Some((found, _)) if found != vault.as_bytes() => {
            Err(VaultError::Damaged("keys.json belongs to another vault.db".into()))
        }
        Some((_, device)) => Id::from_slice(&device).ok_or_else(|| VaultError::Damaged("device id".into())),
        None => {
            let device = Id::new();
            conn.execute(
                "INSERT INTO vault_info (one, vault_id, device_id, created_ms, hlc) VALUES (1, ?1, ?2, ?3, 0)",
                (vault.as_bytes(), device.as_bytes(), now_ms()),
            )?;
            Ok(device)
        }
    }
}

pub(crate) fn head(conn: &Connection) -> Result<Option<(i64, [u8; 32])>> {
    Ok(conn
        .query_row(
            "SELECT chain_place, hash FROM change_set WHERE chain_place IS NOT NULL ORDER BY chain_place DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?)
}

fn clock(conn: &Connection) -> Result<Hlc> {
    Ok(Hlc::from_i64(conn.query_row("SELECT hlc FROM vault_info", [], |row| row.get(0))?))
}
