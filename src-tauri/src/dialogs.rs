//! The native open and save dialogs. The window never sees a path: it gets handles, and it names handles.

use std::{fs::File, io, path::PathBuf};

use satchel_kernel::Error;
use serde_json::{Value, json};
use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};

use crate::{
    arrivals,
    door::Door,
    menu::{self, Words},
};

/// `shell.pick {extensions?}`: asks for files, of any sort where the list is empty. Answers `{files: [handle]}`, empty if the seller thought better of it.
pub fn pick<R: Runtime>(app: &AppHandle<R>, door: &Door, input: &Value) -> Result<Value, Error> {
    let wanted = input.get("extensions").and_then(Value::as_array);
    let wanted: Option<Vec<&str>> = wanted.map(|wanted| wanted.iter().filter_map(Value::as_str).collect());
    let picked = ask_for_files(app, wanted.as_deref().unwrap_or(IMPORTABLE));
    let (files, errors) = arrivals::handles(door, &picked);
    match errors.into_iter().next() {
        Some(error) if files.is_empty() => Err(error),
        _ => Ok(json!({ "files": files })),
    }
}

/// What the import reads, by extension.
pub const IMPORTABLE: &[&str] = &[
    "vcf", "vcard", "csv", "tsv", "txt", "ldif", "json", "png", "jpg", "jpeg", "xlsx", "xlsm", "xlsb", "xls",
    "ods", "zip", "eml",
];

/// The paths the seller picks; files of other kinds are one choice away.
pub fn ask_for_files<R: Runtime>(app: &AppHandle<R>, extensions: &[&str]) -> Vec<PathBuf> {
    let extensions: Vec<&str> =
        extensions.iter().map(|extension| extension.trim_start_matches('.')).collect();
    let mut dialog = app.dialog().file();
    if !extensions.is_empty() {
        dialog = dialog.add_filter(extensions.join(", "), &extensions);
    }
    let dialog = dialog.add_filter("*", &["*"]);
    let picked = dialog.blocking_pick_files().unwrap_or_default();
    picked.into_iter().filter_map(|file| file.into_path().ok()).collect()
}

/// `shell.save {file, name?}` or `{text, name}`: asks where to and writes the file behind the handle, or the text the
/// page made, there. Answers `{saved: bool}`. The bytes go into a neighbour first, so that a full disk leaves an older
/// file of that name whole.
pub fn save<R: Runtime>(app: &AppHandle<R>, door: &Door, input: &Value) -> Result<Value, Error> {
    let (suggested, mut from) = source(door, input)?;
    let name = input.get("name").and_then(Value::as_str).unwrap_or(&suggested);

    let dialog = app.dialog().file().set_file_name(name);
    let Some(to) = dialog.blocking_save_file().and_then(|file| file.into_path().ok()) else {
        return Ok(json!({ "saved": false }));
    };
    write(&mut from, &to).map_err(|cause| {
        let sentence = format!("{} could not be written: {cause}. Choose another place.", to.display());
        Error::broken("not_saved", sentence).because(cause)
    })?;
    if let Some(file) = input.get("file") {
        // Of a file that no export wrote nobody asks where it lies; and the file lies there whatever comes of this.
        let told = door.call("exports.saved", json!({ "file": file, "place": to.to_string_lossy() }));
        if let Err(error) = told {
            tracing::debug!(%error, "where a file was saved could not be noted");
        }
    }
    Ok(json!({ "saved": true, "name": to.file_name().map(|name| name.to_string_lossy()) }))
}

/// What shall be saved: its name, as far as it has one, and its bytes.
fn source(door: &Door, input: &Value) -> Result<(String, Box<dyn io::Read>), Error> {
    if let Some(text) = input.get("text").and_then(Value::as_str) {
        return Ok(("satchel.txt".into(), Box::new(io::Cursor::new(text.to_owned().into_bytes()))));
    }
    let file = door.file(input.get("file").unwrap_or(&Value::Null))?;
    let bytes = door.open_file(&file)?;
    Ok((file.name, Box::new(bytes)))
}

/// Says why the app cannot start, and ends it when that has been read.
pub fn cannot_start<R: Runtime>(app: &AppHandle<R>, error: &Error) {
    let words = Words::of(&menu::system_language());
    let ending = app.clone();
    app.dialog()
        .message(words.error(error))
        .title(words.get("error.title"))
        .kind(MessageDialogKind::Error)
        .show(move |_| ending.exit(1));
}

/// Asks whether what was written and not saved may be lost; tells `then`.
pub fn ask_to_leave<R: Runtime>(app: &AppHandle<R>, then: impl FnOnce(&AppHandle<R>, bool) + Send + 'static) {
    let app = app.clone();
    // The words ask the application for the language, which may take a moment.
    tauri::async_runtime::spawn_blocking(move || {
        let words = menu::words(&app);
        let leaving = app.clone();
        app.dialog()
            .message(words.get("unsaved.text"))
            .title(words.get("unsaved.title"))
            .kind(MessageDialogKind::Warning)
            .buttons(MessageDialogButtons::OkCancelCustom(
                words.get("unsaved.leave").to_owned(),
                words.get("unsaved.stay").to_owned(),
            ))
            .show(move |is_leaving| then(&leaving, is_leaving));
    });
}

fn write(from: &mut impl io::Read, to: &std::path::Path) -> io::Result<()> {
    let mut unfinished = to.as_os_str().to_owned();
    unfinished.push(".part");
    let written = File::create(&unfinished).and_then(|mut file| {
        io::copy(from, &mut file)?;
        file.sync_all()
    });
    if let Err(cause) = written.and_then(|()| std::fs::rename(&unfinished, to)) {
        // The unfinished neighbour is ours to remove; if even that fails there is nothing more to do about it.
        let _gone = std::fs::remove_file(&unfinished);
        return Err(cause);
    }
    Ok(())
}
