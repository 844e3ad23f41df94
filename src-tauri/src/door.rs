//! The shell's view of the application: one call, its events, and files as handles.

use std::path::Path;

use satchel_kernel::Error;
use serde_json::{Value, json};
use tokio::sync::broadcast;

/// The application behind the window.
pub struct Door {
    events: broadcast::Sender<Value>,
}

/// A file the window knows by its handle.
pub struct File {
    /// The name a person knows it by.
    pub name: String,
}

impl Door {
    /// Opens the application over the vault in `folder`, or where the platform keeps it.
    pub fn open(_folder: Option<&Path>) -> Result<Self, Error> {
        Ok(Self { events: broadcast::channel(16).0 })
    }

    /// Runs one command. Blocks; the caller is on the blocking pool.
    pub fn call(&self, name: &str, input: Value) -> Result<Value, Error> {
        Ok(json!({ "name": name, "input": input }))
    }

    /// What happens from now on.
    pub fn events(&self) -> broadcast::Receiver<Value> {
        self.events.subscribe()
    }

    /// Makes a handle for a local file.
    pub fn accept(&self, path: &Path) -> Result<Value, Error> {
        Ok(json!({ "file": path, "name": path.file_name().map(|name| name.to_string_lossy()) }))
    }

    /// The file a handle, or the id of one, names.
    pub fn file(&self, _handle: &Value) -> Result<File, Error> {
        Err(Error::refused("no_such_file", "There is no such file."))
    }

    /// The file's bytes.
    pub fn open_file(&self, _file: &File) -> Result<std::fs::File, Error> {
        Err(Error::refused("no_such_file", "There is no such file."))
    }

    /// Leaves the vault, so that the next start finds it free.
    pub fn close(&self) {}
}
