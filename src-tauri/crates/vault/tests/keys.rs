//! Making, opening and refusing to open a vault: every way in, and every way it can be wrong.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // a test

mod world;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use satchel_kernel::Id;
use satchel_vault::keychain::{self, Keychain};
use satchel_vault::{NewKeys, Secret, Status, Unlock, Vault, VaultError, rusqlite, status};
use world::{World, owner, person, temp_dir};
use zeroize::Zeroizing;

/// A keychain in memory that can be locked.
#[derive(Default)]
struct Pocket(Mutex<(bool, HashMap<String, Vec<u8>>)>);

impl Keychain for Pocket {
    fn available(&self) -> bool {
        !self.0.lock().unwrap().0
    }

    fn get(&self, name: &str) -> satchel_vault::Result<Option<Zeroizing<Vec<u8>>>> {
        let pocket = self.0.lock().unwrap();
        if pocket.0 {
            Err(VaultError::Keychain("locked".into()))
        } else {
            Ok(pocket.1.get(name).cloned().map(Zeroizing::new))
        }
    }

    fn set(&self, name: &str, secret: &[u8]) -> satchel_vault::Result<()> {
        self.0.lock().unwrap().1.insert(name.into(), secret.into());
        Ok(())
    }

    fn delete(&self, name: &str) -> satchel_vault::Result<()> {
        self.0.lock().unwrap().1.remove(name);
        Ok(())
    }
}

fn pocket() -> Arc<Pocket> {
    static POCKET: std::sync::OnceLock<Arc<Pocket>> = std::sync::OnceLock::new();
    POCKET
        .get_or_init(|| {
            let pocket = Arc::new(Pocket::default());
            keychain::install(pocket.clone());
            pocket
        })
        .clone()
}

fn words(text: &str) -> NewKeys {
    NewKeys { passphrase: Some(text.into()), keychain: false }
}

fn passphrase(text: &str) -> Unlock {
    Unlock::Passphrase(text.into())
}

fn code(result: satchel_vault::Result<Vault>) -> &'static str {
    satchel_kernel::Error::from(result.err().unwrap()).code
}

// covers(SEC-6, SEC-14)
#[test]
fn a_vault_opens_with_its_passphrase_and_with_its_recovery_code() {
    let dir = temp_dir();
    let dir = &dir.path().join("vault");
    assert_eq!(status(dir), Status::None);
    let vault = Vault::create(dir, words("correct horse")).unwrap();
    let keys = read_keys(dir);
    let kdf =
        &keys["slots"].as_array().unwrap().iter().find(|slot| slot["kind"] == "passphrase").unwrap()["kdf"];
    assert_eq!(
        (&kdf["memory_kib"], &kdf["passes"]),
        (&(64 * 1024).into(), &3.into()),
        "what guessing one costs"
    );
    let ada = Id::new();
    vault
        .write(&owner("Set"), |tx| satchel_vault::settings::set(tx, "ada", &ada.to_string().into()))
        .unwrap();

    let code_one = vault.recovery_code().unwrap();
    let code_two = vault.recovery_code().unwrap();
    assert!(!vault.recovery_confirmed());
    assert!(matches!(vault.confirm_recovery(&code_one), Err(VaultError::WrongKey("recovery"))));
    vault.confirm_recovery(&code_two.expose().to_lowercase().replace('-', " ").into()).unwrap();
    assert!(matches!(
        vault.set_passphrase(&"another horse".into(), Some(&"wrong horse".into())),
        Err(VaultError::WrongKey(_))
    ));
    assert!(matches!(vault.set_passphrase(&"another horse".into(), None), Err(VaultError::WrongKey(_))));
    vault.set_passphrase(&"another horse".into(), Some(&"correct horse".into())).unwrap();
    vault.lock();
    assert!(matches!(vault.read(|_| Ok::<_, VaultError>(())), Err(VaultError::Closed)));
    assert!(matches!(vault.write(&owner("x"), |_| Ok::<_, VaultError>(())), Err(VaultError::Closed)));

    assert_eq!(
        status(dir),
        Status::Locked {
            slots: vec!["passphrase", "recovery"].into_iter().rev().collect(),
            recovery_confirmed: true
        }
    );
    assert_eq!(code(Vault::open(dir, passphrase("correct horse"))), "wrong_key");
    assert_eq!(code(Vault::open(dir, Unlock::RecoveryCode(code_one))), "wrong_key");
    assert_eq!(code(Vault::open(dir, Unlock::RecoveryCode("7777-7777".into()))), "mistyped_code");
    assert_eq!(code(Vault::open(dir, Unlock::Keychain)), "no_slot");
    for unlock in [passphrase("another horse"), Unlock::RecoveryCode(code_two)] {
        let vault = Vault::open(dir, unlock).unwrap();
        let found = vault.read(|c| satchel_vault::settings::get(c, "ada")).unwrap();
        assert_eq!(found, Some(ada.to_string().into()));
        vault.lock();
    }
}

// covers(SEC-6)
#[test]
fn a_new_recovery_code_replaces_the_old_one_only_when_it_is_confirmed() {
    let dir = temp_dir();
    let dir = &dir.path().join("vault");
    let vault = Vault::create(dir, words("correct horse")).unwrap();
    let kept = vault.recovery_code().unwrap();
    vault.confirm_recovery(&kept).unwrap();

    // The dialog is opened and closed again, twice.
    let first = vault.recovery_code().unwrap();
    let second = vault.recovery_code().unwrap();
    assert!(vault.recovery_confirmed(), "the confirmed code still counts");
    vault.lock();
    for good in [&kept, &second] {
        Vault::open(dir, Unlock::RecoveryCode(good.clone())).unwrap().lock();
    }
    assert_eq!(code(Vault::open(dir, Unlock::RecoveryCode(first.clone()))), "wrong_key");

    let vault = Vault::open(dir, passphrase("correct horse")).unwrap();
    assert!(matches!(vault.confirm_recovery(&first), Err(VaultError::WrongKey("recovery"))));
    vault.confirm_recovery(&second).unwrap();
    vault.lock();
    assert_eq!(code(Vault::open(dir, Unlock::RecoveryCode(kept))), "wrong_key");
    Vault::open(dir, Unlock::RecoveryCode(second)).unwrap();
    let file = std::fs::read_to_string(dir.join("keys.json")).unwrap();
    assert!(
        !file.contains("next_recovery"),
        "what was confirmed is an ordinary slot, as it always was written"
    );
}

// covers(SEC-14)
#[test]
fn ways_to_open_the_vault_are_taken_away_but_never_the_last() {
    let pocket = pocket();
    let dir = temp_dir();
    let dir = &dir.path().join("vault");
    let vault = Vault::create(dir, words("correct horse")).unwrap();
    vault.confirm_recovery(&vault.recovery_code().unwrap()).unwrap();
    assert!(matches!(vault.remove_slot("passphrase"), Err(VaultError::LastSlot)), "paper is no everyday key");
    assert!(matches!(vault.remove_slot("keychain"), Err(VaultError::NoSlot(_))));

    vault.set_keychain().unwrap();
    vault.remove_slot("passphrase").unwrap();
    vault.set_passphrase(&"another horse".into(), None).unwrap();
    let id = read_keys(dir)["vault"].as_str().unwrap().to_owned();
    let entry = format!("vault {id}");
    assert!(pocket.get(&entry).unwrap().is_some());
    vault.remove_slot("keychain").unwrap();
    assert!(pocket.get(&entry).unwrap().is_none(), "the keychain keeps nothing of it");
    vault.recovery_code().unwrap();
    vault.remove_slot("recovery").unwrap();
    assert_eq!(vault.slots(), ["passphrase"]);
    assert!(!vault.recovery_confirmed());
    assert!(read_keys(dir).get("next_recovery").is_none(), "a code that waited is gone with it");
    vault.lock();
    Vault::open(dir, passphrase("another horse")).unwrap();
}

fn read_keys(dir: &Path) -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string(dir.join("keys.json")).unwrap()).unwrap()
}

// covers(SEC-14)
#[test]
fn the_keychain_holds_a_key_and_a_locked_keychain_is_not_a_wrong_key() {
    let pocket = pocket();
    let dir = temp_dir();
    let dir = &dir.path().join("vault");
    let vault = Vault::create(dir, NewKeys { passphrase: None, keychain: true }).unwrap();
    vault.secrets().set("mail", &"token".into()).unwrap();
    assert!(!dir.join("secrets").exists(), "with a keychain nothing is in the file");
    vault.lock();
    Vault::open(dir, Unlock::Keychain).unwrap().lock();

    pocket.0.lock().unwrap().0 = true;
    assert_eq!(code(Vault::open(dir, Unlock::Keychain)), "keychain_unavailable");
    let vault = {
        pocket.0.lock().unwrap().0 = false;
        Vault::open(dir, Unlock::Keychain).unwrap()
    };
    pocket.0.lock().unwrap().0 = true;
    vault.secrets().set("calls", &"hush".into()).unwrap();
    assert_eq!(vault.secrets().get("calls").unwrap().unwrap().expose(), "hush");
    assert!(!contains(&dir.join("secrets"), b"hush"));
    pocket.0.lock().unwrap().0 = false;
    assert_eq!(vault.secrets().get("mail").unwrap().unwrap().expose(), "token");
    assert_eq!(vault.secrets().get("calls").unwrap().unwrap().expose(), "hush");
    vault.secrets().delete("calls").unwrap();
    assert!(vault.secrets().get("calls").unwrap().is_none());

    pocket.0.lock().unwrap().1.clear();
    vault.lock();
    assert_eq!(
        code(Vault::open(dir, Unlock::Keychain)),
        "keychain_unavailable",
        "no entry never means no key existed"
    );
}

#[test]
fn a_vault_needs_a_key_worth_its_name() {
    let dir = temp_dir();
    assert_eq!(code(Vault::create(dir.path(), NewKeys::default())), "passphrase_needed");
    assert_eq!(code(Vault::create(dir.path(), words("short"))), "weak_passphrase");
    assert_eq!(status(dir.path()), Status::None, "a refusal leaves nothing behind");
    assert_eq!(format!("{:?}", Secret::from("hush")), "***");
}

// covers(SEC-6)
#[test]
fn no_file_of_the_vault_shows_what_is_in_it() {
    let world = World::new();
    let secret = "Countess of Lovelace";
    world.write("Name", |tx| person(tx, Id::new(), secret));
    let blob = world.vault.blobs().put(&secret.repeat(100).into_bytes()).unwrap();
    let mut staged = world.vault.staging().area(Id::new()).writer("rows").unwrap();
    staged.append(secret.as_bytes()).unwrap();
    staged.sync().unwrap();
    assert_eq!(world.vault.blobs().get(&blob).unwrap().len(), 2_000);
    let mut seen = 0;
    each_file(&world.dir.path().join("vault"), &mut |path| {
        seen += 1;
        assert!(!contains(path, b"Lovelace"), "{} shows a name", path.display());
        assert!(!contains(path, b"CREATE TABLE"), "{} shows a table", path.display());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
        }
    });
    assert!(seen >= 8, "vault.db, its log, keys, lock, blob, staging and their folders");
}

#[test]
fn only_one_program_has_a_vault_open_and_the_other_learns_which() {
    let world = World::new();
    let second = Vault::reopen_throwaway(&world.dir.path().join("vault"));
    let error = satchel_kernel::Error::from(second.err().unwrap());
    assert_eq!(error.code, "vault_open_elsewhere");
    assert!(error.message.contains(&std::process::id().to_string()), "{}", error.message);
    world.reopen();
}

// covers(QA-18)
#[test]
fn what_is_no_vault_newer_or_damaged_is_told_apart() {
    let open = |dir: &Path| code(Vault::open(dir, passphrase("correct horse")));
    let dir = temp_dir();
    let dir = &dir.path().join("vault");
    assert_eq!(open(dir), "vault_none");
    std::fs::create_dir(dir).unwrap();
    std::fs::write(dir.join("holiday.jpg"), "x").unwrap();
    assert_eq!(open(dir), "not_a_vault");
    std::fs::remove_dir_all(dir).unwrap();

    Vault::create(dir, words("correct horse")).unwrap().lock();
    assert_eq!(code(Vault::create(dir, words("correct horse"))), "vault_exists");
    let (keys, db) = (dir.join("keys.json"), dir.join("vault.db"));
    let (good_keys, good_db) = (std::fs::read_to_string(&keys).unwrap(), std::fs::read(&db).unwrap());

    for (bad, expected) in [
        (r#"{"satchel": "some other program", "version": 1}"#.to_owned(), "not_a_vault"),
        ("not json".to_owned(), "vault_damaged"),
        (good_keys.replace("\"version\": 1", "\"version\": 99"), "vault_newer"),
        (regex_schema(&good_keys, 9_999), "vault_newer"),
        (good_keys.replace("argon2id", "md5"), "vault_damaged"),
        (good_keys.replace("65536", "4294967295"), "vault_damaged"),
    ] {
        std::fs::write(&keys, bad).unwrap();
        assert_eq!(open(dir), expected);
        let state = status(dir);
        match expected {
            "vault_newer" => assert!(matches!(state, Status::Newer { .. })),
            "not_a_vault" => assert!(matches!(state, Status::NotAVault { .. })),
            _ => assert!(matches!(state, Status::Damaged { .. } | Status::Locked { .. })),
        }
    }
    std::fs::write(&keys, &good_keys).unwrap();

    for bad in [vec![], vec![0; 4096], good_db[..5000].to_vec(), b"SQLite format 3\0 and so on".to_vec()] {
        let empty = bad.is_empty();
        std::fs::write(&db, &bad).unwrap();
        assert_eq!(open(dir), "vault_damaged", "{} bytes, {empty}", bad.len());
        assert_eq!(std::fs::read(&db).unwrap(), bad, "a damaged file is not touched");
    }
    std::fs::remove_file(&db).unwrap();
    assert_eq!(open(dir), "vault_damaged");
    std::fs::write(&db, &good_db).unwrap();
    std::fs::remove_file(&keys).unwrap();
    assert_eq!(open(dir), "vault_damaged");
    // A file that cannot be read although nobody forbids it.
    std::fs::create_dir(&keys).unwrap();
    assert_eq!(open(dir), "vault_damaged");
    assert!(matches!(status(dir), Status::Damaged { .. }));
    std::fs::remove_dir(&keys).unwrap();

    // The keys of another vault do not open this one, even with the right passphrase.
    let other = temp_dir();
    Vault::create(&other.path().join("vault"), words("correct horse")).unwrap().lock();
    std::fs::copy(other.path().join("vault/keys.json"), &keys).unwrap();
    assert_eq!(open(dir), "vault_damaged");
    std::fs::write(&keys, &good_keys).unwrap();
    Vault::open(dir, passphrase("correct horse")).unwrap();
}

// covers(QA-18)
#[test]
fn a_newer_file_or_a_damaged_list_of_migrations_is_refused_without_a_panic() {
    for (damage, expected) in [
        (
            "INSERT INTO refinery_schema_history VALUES (999, 'future', '2030-01-01T00:00:00Z', '1')",
            "vault_newer",
        ),
        ("UPDATE refinery_schema_history SET applied_on = 'yesterday'", "none"),
        ("UPDATE refinery_schema_history SET checksum = 'x' WHERE version = 1", "vault_damaged"),
        ("UPDATE refinery_schema_history SET checksum = '1' WHERE version = 1", "vault_damaged"),
        ("UPDATE refinery_schema_history SET version = 'one' WHERE version = 1", "vault_damaged"),
        ("DELETE FROM refinery_schema_history WHERE version = 1", "vault_damaged"),
        ("ALTER TABLE refinery_schema_history RENAME COLUMN checksum TO sum", "vault_damaged"),
    ] {
        let world = World::new();
        let path = world.dir.path().join("vault");
        world.vault.lock();
        let raw = raw(&path);
        raw.execute_batch(damage).unwrap();
        drop(raw);
        match Vault::reopen_throwaway(&path) {
            Ok(_) => assert_eq!(expected, "none", "{damage}"),
            Err(error) => assert_eq!(satchel_kernel::Error::from(error).code, expected, "{damage}"),
        }
    }
}

#[test]
fn triggers_that_were_taken_away_come_back() {
    let world = World::new();
    world.ada();
    let path = world.dir.path().join("vault");
    world.vault.lock();
    let raw = raw(&path);
    raw.execute_batch("DROP TRIGGER log_person_update; UPDATE person SET name = 'Eve'").unwrap();
    drop(raw);
    let vault = Vault::reopen_throwaway(&path).unwrap();
    let diagnosis = vault.doctor().unwrap();
    let rows = diagnosis.checks.iter().find(|c| c.name == "rows").unwrap();
    assert_eq!(rows.faults.len(), 1, "the forged name does not fit the log: {diagnosis:?}");
    vault.lock();
    assert!(self::raw(&path).execute("UPDATE person SET name = 'Eve 2'", []).is_err());
}

fn raw(vault: &Path) -> rusqlite::Connection {
    let raw = rusqlite::Connection::open(vault.join("vault.db")).unwrap();
    raw.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "07".repeat(32))).unwrap();
    raw
}

fn regex_schema(keys: &str, schema: i64) -> String {
    let mut json: serde_json::Value = serde_json::from_str(keys).unwrap();
    json["schema"] = schema.into();
    json.to_string()
}

fn contains(path: &Path, needle: &[u8]) -> bool {
    path.is_file() && std::fs::read(path).unwrap().windows(needle.len()).any(|w| w == needle)
}

fn each_file(dir: &Path, see: &mut dyn FnMut(&Path)) {
    see(dir);
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { each_file(&path, see) } else { see(&path) }
    }
}
