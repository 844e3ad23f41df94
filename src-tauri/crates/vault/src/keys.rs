//! `keys.json`: the random vault key, wrapped once per way to open the vault. Whoever has one slot's secret has the
//! vault; a slot is added or replaced without touching the data. Decision page 0002 has the formats and figures.

use std::path::{Path, PathBuf};

use satchel_kernel::Id;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::error::{Result, VaultError};
use crate::secret::{Key, Secret, random};
use crate::{files, keychain, recovery, seal};

const FORMAT: u32 = 1;
const MARK: &str = "satchel vault keys";
/// Argon2id by RFC 9106's second recommendation, one lane: 64 MiB, three passes.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
/// As little as can be asked for.
#[cfg(debug_assertions)]
const LEAST: (u32, u32) = (8, 1);
/// No honest file asks for more; a bent one must not take the machine's memory.
const MOST_KIB: u32 = 1024 * 1024;

/// Whether passphrases cost as little as can be.
#[cfg(debug_assertions)]
static CHEAP: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

/// From now on a passphrase that is set costs next to nothing to try, in debug builds: for tests that open vaults by
/// passphrases and are about something else. In what is shipped it does nothing.
pub fn passphrases_cost_nothing() {
    #[cfg(debug_assertions)]
    CHEAP.store(true, std::sync::atomic::Ordering::Relaxed);
}

/// KiB of memory and passes by which a new passphrase is stretched.
fn cost() -> (u32, u32) {
    #[cfg(debug_assertions)]
    if CHEAP.load(std::sync::atomic::Ordering::Relaxed) {
        return LEAST;
    }
    (MEMORY_KIB, PASSES)
}

/// How a vault is opened.
#[derive(Clone, Debug)]
pub enum Unlock {
    /// With the key in the operating system's keychain.
    Keychain,
    /// With the passphrase.
    Passphrase(Secret),
    /// With the recovery code.
    RecoveryCode(Secret),
}

/// The slots a new vault starts with; at least one.
#[derive(Clone, Debug, Default)]
pub struct NewKeys {
    /// A passphrase of at least 8 characters.
    pub passphrase: Option<Secret>,
    /// Whether a key goes into the operating system's keychain.
    pub keychain: bool,
}

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct KeyFile {
    satchel: String,
    version: u32,
    /// Which vault the keys open.
    pub(crate) vault: Id,
    /// The newest migration in `vault.db`, so that an older program refuses without a key.
    pub(crate) schema: i64,
    /// A vault that nobody opens again: sample data and tests. It has no slots.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    throwaway: bool,
    slots: Vec<Slot>,
    /// The key wrapped by a recovery code that nobody has typed back yet. It opens the vault beside the one before it,
    /// and takes that one's place once it is confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    next_recovery: Option<String>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Slot {
    Keychain { entry: String, wrapped: String },
    Passphrase { kdf: Kdf, wrapped: String },
    Recovery { confirmed: bool, wrapped: String },
}

#[derive(Clone, Serialize, Deserialize)]
struct Kdf {
    algorithm: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
}

impl Slot {
    const fn name(&self) -> &'static str {
        match self {
            Self::Keychain { .. } => "keychain",
            Self::Passphrase { .. } => "passphrase",
            Self::Recovery { .. } => "recovery",
        }
    }
}

/// The file of a vault folder.
pub(crate) fn path(dir: &Path) -> PathBuf {
    dir.join("keys.json")
}

impl KeyFile {
    pub(crate) fn new(vault: Id) -> Self {
        Self {
            satchel: MARK.into(),
            version: FORMAT,
            vault,
            schema: 0,
            throwaway: false,
            slots: Vec::new(),
            next_recovery: None,
        }
    }

    pub(crate) fn throwaway(vault: Id) -> Self {
        Self { throwaway: true, ..Self::new(vault) }
    }

    /// Reads and checks the file; `None` if there is none.
    pub(crate) fn read(dir: &Path) -> Result<Option<Self>> {
        let path = path(dir);
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(VaultError::io(path)(e)),
        };
        #[derive(Deserialize)]
        struct Head {
            satchel: String,
            version: u32,
        }
        let head: Head = serde_json::from_slice(&text)
            .map_err(|e| VaultError::Damaged(format!("keys.json cannot be read: {e}")))?;
        if head.satchel != MARK {
            return Err(VaultError::NotAVault("keys.json is another program's".into()));
        }
        if head.version > FORMAT {
            return Err(VaultError::Newer { found: head.version.into(), known: FORMAT.into() });
        }
        serde_json::from_slice(&text)
            .map(Some)
            .map_err(|e| VaultError::Damaged(format!("keys.json cannot be read: {e}")))
    }

    pub(crate) fn save(&self, dir: &Path) -> Result<()> {
        files::replace(&path(dir), &serde_json::to_vec_pretty(self)?)
    }

    pub(crate) fn slots(&self) -> Vec<&'static str> {
        self.slots.iter().map(Slot::name).collect()
    }

    pub(crate) const fn is_throwaway(&self) -> bool {
        self.throwaway
    }

    pub(crate) fn recovery_confirmed(&self) -> bool {
        self.slots.iter().any(|s| matches!(s, Slot::Recovery { confirmed: true, .. }))
    }

    /// The vault key, by one of the slots.
    pub(crate) fn unlock(&self, how: &Unlock) -> Result<Key> {
        let name = match how {
            Unlock::Keychain => "keychain",
            Unlock::Passphrase(_) => "passphrase",
            Unlock::RecoveryCode(_) => "recovery",
        };
        let slot = self.slots.iter().find(|s| s.name() == name).ok_or(VaultError::NoSlot(name))?;
        match (slot, how) {
            (Slot::Keychain { entry, wrapped }, _) => {
                self.open_slot(name, &self.key_in_keychain(entry)?, wrapped)
            }
            (Slot::Passphrase { kdf, wrapped }, Unlock::Passphrase(words)) => {
                self.open_slot(name, &stretch(words, kdf)?, wrapped)
            }
            (Slot::Recovery { wrapped, .. }, Unlock::RecoveryCode(code)) => {
                let slot_key = recovery::key(code.expose())?;
                let next =
                    self.next_recovery.iter().find_map(|next| self.open_slot(name, &slot_key, next).ok());
                next.map_or_else(|| self.open_slot(name, &slot_key, wrapped), Ok)
            }
            _ => Err(VaultError::NoSlot(name)),
        }
    }

    /// The vault key out of what the key of a slot wraps.
    fn open_slot(&self, name: &'static str, slot_key: &Key, wrapped: &str) -> Result<Key> {
        let sealed = hex::decode(wrapped).map_err(|_| VaultError::Damaged("keys.json: bad slot".into()))?;
        let plain = Zeroizing::new(
            seal::open(slot_key, &self.about(name), &sealed).ok_or(VaultError::WrongKey(name))?,
        );
        <[u8; 32]>::try_from(plain.as_slice())
            .map(Key::new)
            .map_err(|_| VaultError::Damaged("keys.json: bad key".into()))
    }

    pub(crate) fn set_keychain(&mut self, key: &Key) -> Result<()> {
        let slot_key = Key::random()?;
        let entry = format!("vault {}", self.vault);
        keychain::current().set(&entry, slot_key.bytes())?;
        let wrapped = self.wrap("keychain", &slot_key, key)?;
        self.put(Slot::Keychain { entry, wrapped });
        Ok(())
    }

    pub(crate) fn set_passphrase(&mut self, key: &Key, words: &Secret) -> Result<()> {
        if words.expose().chars().count() < 8 {
            return Err(VaultError::WeakPassphrase);
        }
        let mut salt = [0; 16];
        random(&mut salt)?;
        let (memory_kib, passes) = cost();
        let kdf = Kdf { algorithm: "argon2id".into(), memory_kib, passes, lanes: 1, salt: hex::encode(salt) };
        let wrapped = self.wrap("passphrase", &stretch(words, &kdf)?, key)?;
        self.put(Slot::Passphrase { kdf, wrapped });
        Ok(())
    }

    /// Makes a new recovery code. The one before it goes on working until this one is confirmed.
    pub(crate) fn set_recovery(&mut self, key: &Key) -> Result<Secret> {
        let code = recovery::generate()?;
        let wrapped = self.wrap("recovery", &recovery::key(code.expose())?, key)?;
        if self.slots().contains(&"recovery") {
            self.next_recovery = Some(wrapped);
        } else {
            self.put(Slot::Recovery { confirmed: false, wrapped });
        }
        Ok(code)
    }

    /// Remembers that the person typed the code back: the newest one, which from now on is the only one.
    pub(crate) fn confirm_recovery(&mut self, code: &Secret) -> Result<()> {
        if let Some(next) = self.next_recovery.take() {
            self.open_slot("recovery", &recovery::key(code.expose())?, &next)?;
            self.put(Slot::Recovery { confirmed: true, wrapped: next });
            return Ok(());
        }
        self.unlock(&Unlock::RecoveryCode(code.clone()))?;
        for slot in &mut self.slots {
            if let Slot::Recovery { confirmed, .. } = slot {
                *confirmed = true;
            }
        }
        Ok(())
    }

    /// Takes one way to open the vault away. A code on paper is for an accident: the keychain or a passphrase has to
    /// stay. Answers with the keychain's entry, which nothing needs any more.
    pub(crate) fn remove(&mut self, name: &str) -> Result<Option<String>> {
        let at = self.slots.iter().position(|s| s.name() == name).ok_or(VaultError::NoSlot(match name {
            "keychain" => "keychain",
            "passphrase" => "passphrase",
            _ => "recovery code",
        }))?;
        let slot = self.slots.remove(at);
        if !self.slots.iter().any(|s| !matches!(s, Slot::Recovery { .. })) {
            return Err(VaultError::LastSlot);
        }
        match slot {
            Slot::Keychain { entry, .. } => return Ok(Some(entry)),
            Slot::Recovery { .. } => self.next_recovery = None,
            Slot::Passphrase { .. } => {}
        }
        Ok(None)
    }

    fn put(&mut self, slot: Slot) {
        self.slots.retain(|s| s.name() != slot.name());
        self.slots.push(slot);
    }

    fn wrap(&self, name: &str, slot_key: &Key, key: &Key) -> Result<String> {
        Ok(hex::encode(seal::seal(slot_key, &self.about(name), key.bytes())?))
    }

    fn about(&self, slot: &str) -> Vec<u8> {
        format!("{MARK} {FORMAT} {} {slot}", self.vault).into_bytes()
    }

    fn key_in_keychain(&self, entry: &str) -> Result<Key> {
        let secret = keychain::current().get(entry)?.ok_or_else(|| {
            VaultError::Keychain("the keychain has no entry for this vault; it may be locked".into())
        })?;
        <[u8; 32]>::try_from(secret.as_slice()).map(Key::new).map_err(|_| VaultError::WrongKey("keychain"))
    }
}

fn stretch(words: &Secret, kdf: &Kdf) -> Result<Key> {
    let bent = || VaultError::Damaged("keys.json: bad passphrase slot".into());
    if kdf.algorithm != "argon2id" || kdf.memory_kib > MOST_KIB || kdf.passes > 64 {
        return Err(bent());
    }
    let salt = hex::decode(&kdf.salt).map_err(|_| bent())?;
    let params = argon2::Params::new(kdf.memory_kib, kdf.passes, kdf.lanes, Some(32)).map_err(|_| bent())?;
    let argon = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let mut bytes = Zeroizing::new([0; 32]);
    argon.hash_password_into(words.expose().as_bytes(), &salt, bytes.as_mut()).map_err(|_| bent())?;
    Ok(Key::new(*bytes))
}
