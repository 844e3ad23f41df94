//! The vault a step works on, with its keychain beside it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use satchel_app::{Actor, App, AppOptions};
use satchel_feature::Cx;
use satchel_tests::keychain::FolderKeychain;
use serde_json::{Value, json};

use crate::Fallible;

/// An app on one of the world's vaults.
pub struct Vault {
    /// The app.
    pub app: App,
    owner: Actor,
}

impl Vault {
    /// Where the vault of this name lies.
    pub fn folder(world: &Path, name: &str) -> PathBuf {
        world.join(format!("vault-{name}"))
    }

    /// An app whose vault is not open yet.
    pub fn closed(world: &Path, name: &str) -> Fallible<Self> {
        FolderKeychain::install(&world.join("keys"))?;
        let options = AppOptions { vault_dir: Some(Self::folder(world, name)), ..AppOptions::default() };
        Ok(Self { app: App::new(options)?, owner: Actor::owner() })
    }

    /// A new vault in place of any that was there.
    pub fn create(world: &Path, name: &str) -> Fallible<Self> {
        let folder = Self::folder(world, name);
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        let vault = Self::closed(world, name)?;
        vault.call("vault.create", json!({}))?;
        vault.call("settings.patch", json!({ "patch": { "home_country": "DE" } }))?;
        Ok(vault)
    }

    /// Opens a vault made by an earlier step and waits until its index is there.
    pub fn open(world: &Path, name: &str) -> Fallible<Self> {
        let vault = Self::closed(world, name)?;
        vault.call("vault.unlock", json!({}))?;
        vault.indexed()?;
        Ok(vault)
    }

    /// A command.
    pub fn call(&self, name: &str, input: Value) -> Fallible<Value> {
        self.app.call(&self.owner, name, input).map_err(|e| format!("{name}: {} {e}", e.code).into())
    }

    /// The view a command has.
    pub fn cx(&self) -> Fallible<Cx> {
        Ok(self.app.cx(&self.owner)?)
    }

    /// Starts an import; answers its id.
    pub fn start_import(&self, file: &Path) -> Fallible<String> {
        self.start_import_with(file, json!({}))
    }

    /// The same with options.
    pub fn start_import_with(&self, file: &Path, mut options: Value) -> Fallible<String> {
        let handle = serde_json::to_value(self.app.files().put_path(file)?)?;
        if let Some(options) = options.as_object_mut() {
            options.insert("files".into(), json!([handle]));
        }
        let started = self.call("imports.start", options)?;
        Ok(started.get("import").and_then(Value::as_str).ok_or("no import was started")?.to_owned())
    }

    /// The import, once it is at rest.
    pub fn finished(&self, import: &str) -> Fallible<Value> {
        loop {
            let found = self.call("imports.get", json!({ "id": import }))?;
            match found.get("state").and_then(Value::as_str) {
                Some("done") => return Ok(found),
                Some("failed" | "cancelled") => return Err(format!("the import failed: {found}").into()),
                _ => std::thread::sleep(Duration::from_millis(10)),
            }
        }
    }

    /// Waits until the index holds the last change. Nothing is searched meanwhile: that has a step of its own.
    pub fn indexed(&self) -> Fallible<()> {
        let cx = self.cx()?;
        let last = cx.vault.read(satchel_vault::changes::last_seq)?;
        let start = Instant::now();
        loop {
            if cx.index.seq() >= Some(last) {
                return Ok(());
            }
            if start.elapsed() > Duration::from_secs(1_800) {
                return Err("the index does not catch up".into());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Vault {
    fn drop(&mut self) {
        self.app.close();
    }
}
