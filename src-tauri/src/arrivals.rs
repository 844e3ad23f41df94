//! Files that come from outside the window: named on the command line, double-clicked, dropped, picked, or handed
//! over by a second start. All become file handles and one `files` event; until the window says it listens
//! (`shell.ready`) they wait, so that a file opened with the app is not lost while the page loads.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use satchel_feature::files::File;
use serde_json::{Value, json};
use tauri::{AppHandle, Manager, Runtime, Url, async_runtime::spawn_blocking};

use crate::{Started, door::Door, events};

/// Handles the window has not been told of, and whether it listens.
#[derive(Default)]
pub struct Waiting(Mutex<Queue>);

#[derive(Default)]
struct Queue {
    listening: bool,
    files: Vec<File>,
}

impl Waiting {
    /// Takes the new handles, or keeps them where nobody listens yet.
    fn pass_on(&self, files: Vec<File>) -> Option<Vec<File>> {
        let mut queue = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if queue.listening {
            return Some(files);
        }
        queue.files.extend(files);
        None
    }

    /// From now on somebody listens; what waited is theirs.
    fn listen(&self) -> Vec<File> {
        let mut queue = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        queue.listening = true;
        std::mem::take(&mut queue.files)
    }
}

/// Reads the arguments of a start: `--vault DIR` and files, as paths relative to `folder` or as `file:` addresses.
/// Other options are left to Tauri and the window system.
pub fn parse(arguments: impl Iterator<Item = OsString>, folder: Option<&Path>) -> Started {
    let at = |name: &Path| folder.map_or_else(|| name.to_path_buf(), |folder| folder.join(name));
    let mut started = Started::default();
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy();
        if text == "--vault" {
            started.vault = arguments.next().map(|vault| at(Path::new(&vault)));
        } else if let Some(vault) = text.strip_prefix("--vault=") {
            started.vault = Some(at(Path::new(vault)));
        } else if text.starts_with("file:") {
            started.files.extend(Url::parse(&text).ok().and_then(|address| address.to_file_path().ok()));
        } else if !text.starts_with('-') {
            started.files.push(at(Path::new(&argument)));
        }
    }
    started
}

/// Makes handles for `files` and tells the window. One that cannot be read is reported, the others arrive.
pub fn accept<R: Runtime>(app: &AppHandle<R>, files: Vec<PathBuf>) {
    arrive(app, files, false);
}

/// As [`accept`], for files dropped on what the window shows.
pub fn dropped<R: Runtime>(app: &AppHandle<R>, files: Vec<PathBuf>) {
    arrive(app, files, true);
}

fn arrive<R: Runtime>(app: &AppHandle<R>, files: Vec<PathBuf>, dropped: bool) {
    if files.is_empty() {
        return;
    }
    let app = app.clone();
    spawn_blocking(move || {
        let door = app.state::<Arc<Door>>();
        let (handles, errors) = handles(&door, &files);
        for error in errors {
            events::send(&app, &json!({ "type": "refused", "error": error }));
        }
        if handles.is_empty() {
            return;
        }
        if let Some(files) = app.state::<Waiting>().pass_on(handles) {
            events::send(&app, &json!({ "type": "files", "files": files, "dropped": dropped }));
        }
    });
}

/// The handle of every file that can be had, and the error of every other one.
pub fn handles(door: &Door, files: &[PathBuf]) -> (Vec<File>, Vec<satchel_kernel::Error>) {
    let mut handles = Vec::new();
    let mut errors = Vec::new();
    for file in files {
        match door.accept(file) {
            Ok(handle) => handles.push(handle),
            Err(error) => errors.push(error),
        }
    }
    (handles, errors)
}

/// `shell.ready`: the window listens. Answers with the files that came before it did.
pub fn ready<R: Runtime>(app: &AppHandle<R>) -> Value {
    json!({ "files": app.state::<Waiting>().listen() })
}
