//! The shell's view of the application: one call, its events, and files as handles.

use std::{path::Path, sync::Once};

use satchel_app::{Actor, App, AppOptions};
use satchel_feature::{Event, files::File};
use satchel_kernel::{Error, Id};
use serde_json::{Value, json};
use tokio::sync::broadcast;

/// The application behind the window, used as the seller at their own laptop.
pub struct Door {
    app: App,
    owner: Actor,
    started: Once,
}

impl Door {
    /// The application over the vault in `folder`, or where the platform keeps it.
    pub fn open(folder: Option<&Path>) -> Result<Self, Error> {
        let options = AppOptions { vault_dir: folder.map(Path::to_path_buf), ..AppOptions::default() };
        Ok(Self { app: App::new(options)?, owner: Actor::owner(), started: Once::new() })
    }

    /// Runs one command. Blocks; the caller is on the blocking pool. The first one waits until a vault whose key is in
    /// the keychain is open, so that nobody sees it locked for a moment.
    pub fn call(&self, name: &str, input: Value) -> Result<Value, Error> {
        self.started.call_once(|| self.open_with_keychain());
        self.app.call(&self.owner, name, input)
    }

    /// Nothing is asked of somebody who is logged in to their own computer. Where it does not work out, the page asks.
    fn open_with_keychain(&self) {
        let call = |name| self.app.call(&self.owner, name, json!({}));
        let opened = call("vault.status").and_then(|status| {
            let has_slot =
                status.get("slots").and_then(Value::as_array).is_some_and(|s| s.contains(&"keychain".into()));
            if has_slot && status.get("state").is_some_and(|state| state == "locked") {
                call("vault.unlock")?;
            }
            Ok(())
        });
        if let Err(error) = opened {
            tracing::warn!(code = error.code, "the keychain did not open the vault: {error}");
        }
    }

    /// What happens from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.app.subscribe()
    }

    /// Refuses what is meant for another vault than the one that is open here.
    pub fn is_meant(&self, folder: Option<&Path>) -> Result<(), Error> {
        let whole = |folder: &Path| std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        let own = self.app.dir();
        if folder.is_none_or(|folder| whole(folder) == whole(own)) {
            return Ok(());
        }
        let own = own.display().to_string();
        let sentence = format!(
            "Satchel is open with the vault in {own}. Close it first, then start it with the other vault; nothing was imported."
        );
        Err(Error::refused("other_vault_open", sentence).with(json!({ "open": own })))
    }

    /// A handle for a local file.
    pub fn accept(&self, path: &Path) -> Result<File, Error> {
        self.app.files().put_path(path)
    }

    /// A handle for bytes the page has.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<File, Error> {
        self.app.files().put_stream(name, bytes)
    }

    /// The file that a handle, or the id of one, names.
    pub fn file(&self, handle: &Value) -> Result<File, Error> {
        let id = handle.get("file").unwrap_or(handle).as_str().and_then(|id| id.parse::<Id>().ok());
        let id = id.ok_or_else(|| Error::invalid("file", "Name the file by its handle."))?;
        self.app.files().meta(id)
    }

    /// The file's bytes.
    pub fn open_file(&self, file: &File) -> Result<std::fs::File, Error> {
        self.app.files().open(file.file)
    }

    /// Leaves the vault, so that the next start finds it free.
    pub fn close(&self) {
        self.app.close();
    }
}
