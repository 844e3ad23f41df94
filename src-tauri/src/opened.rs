//! Attached files in the hands of the system's programs: a copy that only its owner can read, and nobody can write by
//! mistake, in a folder that is cleared when the app ends and again when it starts. And the other way: what was pasted
//! into the page, of which the page has only the bytes.

use std::path::{Path, PathBuf};
use std::{fs, io};

use base64::Engine;
use satchel_kernel::Error;
use serde_json::{Value, json};
use tauri::{AppHandle, Manager, Runtime};

use crate::door::Door;
use crate::platform;

/// What the system would run, or show as a page that acts by itself, by how its name ends.
const ACTS: &[&str] = &[
    "apk", "app", "appimage", "bash", "bat", "cmd", "com", "command", "cpl", "deb", "desktop", "dmg", "exe",
    "hta", "htm", "html", "inf", "jar", "js", "jse", "lnk", "mht", "mhtml", "msc", "msi", "msp", "mst",
    "pif", "pkg", "pl", "ps1", "py", "rb", "reg", "rpm", "run", "scr", "sh", "svg", "url", "vb", "vbe",
    "vbs", "webloc", "ws", "wsf", "wsh", "xhtml",
];
/// The most that is pasted.
const LARGEST: usize = 32 << 20;

/// `shell.open {file}`: opens the file behind the handle with the system's program for it. Answers `null`.
pub fn open<R: Runtime>(app: &AppHandle<R>, door: &Door, input: &Value) -> Result<Value, Error> {
    let file = door.file(input.get("file").unwrap_or(&Value::Null))?;
    let name = name_of(&file.name)?;
    let mut from = door.open_file(&file)?;
    let copy = copy(&mut from, &folder(app)?, &name).map_err(|cause| {
        let sentence = format!("“{name}” could not be copied for the program that opens it: {cause}.");
        Error::broken("not_opened", sentence).because(cause)
    })?;
    open::that_detached(copy).map(|()| Value::Null).map_err(|cause| {
        let sentence = format!("No program opened “{name}”. Save it and open it yourself.");
        Error::broken("not_opened", sentence).because(cause)
    })
}

/// `shell.put {name, data}`: a handle for pasted bytes, in base64.
pub fn put(door: &Door, input: &Value) -> Result<Value, Error> {
    let told = |field: &str| input.get(field).and_then(Value::as_str).unwrap_or_default();
    if told("data").len() > LARGEST / 3 * 4 + 4 {
        return Err(Error::refused("too_large", "That is too large to be pasted. Choose it as a file."));
    }
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(told("data"))
        .map_err(|cause| Error::invalid("data", "This is not base64.").because(cause))?;
    Ok(json!(door.put(told("name"), &bytes)?))
}

/// Throws away every copy. A program that still shows one keeps it until it closes.
pub fn forget<R: Runtime>(app: &AppHandle<R>) {
    if let Err(error) = folder(app).and_then(|folder| clear(&folder)) {
        tracing::warn!(code = error.code, "copies of opened files are left: {error}");
    }
}

fn clear(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
            Err(Error::broken("not_opened", format!("{} cannot be removed.", folder.display()))
                .because(cause))
        }
        _ => Ok(()),
    }
}

/// Where the copies lie.
fn folder<R: Runtime>(app: &AppHandle<R>) -> Result<PathBuf, Error> {
    let cache = app.path().app_cache_dir().map_err(|cause| {
        Error::broken("not_opened", "There is no folder for copies of opened files.").because(cause)
    })?;
    Ok(cache.join("opened"))
}

/// The name of the copy; refused of what would act by itself.
fn name_of(name: &str) -> Result<String, Error> {
    let name =
        Path::new(name).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.trim().to_ascii_lowercase());
    if ending.is_some_and(|ending| ACTS.contains(&ending.as_str())) {
        let sentence = format!(
            "“{name}” is a program or a page that acts by itself once it is opened. Save it, and open it yourself if you trust who sent it."
        );
        return Err(Error::refused("acts_by_itself", sentence).with(json!({ "name": name })));
    }
    Ok(if name.is_empty() { "file".to_owned() } else { name })
}

/// A copy in a folder of its own, so that two of one name do not meet.
fn copy(from: &mut impl io::Read, folder: &Path, name: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let own = platform::owners_folder(&mut tempfile::Builder::new()).tempdir_in(folder)?.keep();
    let path = own.join(name);
    let mut file = fs::File::create_new(&path)?;
    io::copy(from, &mut file)?;
    let mut rights = file.metadata()?.permissions();
    rights.set_readonly(true);
    file.set_permissions(rights)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::{clear, copy, name_of};

    // covers(DOCM-1)
    #[test]
    fn a_copy_is_its_owners_alone_is_not_written_and_is_thrown_away() {
        let cache = tempfile::tempdir().unwrap();
        let folder = cache.path().join("opened");
        let [one, other] =
            [b"one".as_slice(), b"two"].map(|bytes| copy(&mut &*bytes, &folder, "a.pdf").unwrap());
        assert_ne!(one, other);
        assert_eq!(std::fs::read(&one).unwrap(), b"one");
        assert!(std::fs::metadata(&one).unwrap().permissions().readonly());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(one.parent().unwrap()).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
        clear(&folder).unwrap();
        assert!(!folder.exists());
        clear(&folder).unwrap();
    }

    // covers(DOCM-1)
    #[test]
    fn what_acts_by_itself_is_not_opened() {
        for name in ["a.exe", "Offer.pdf.HTML", "x.desktop", "card.svg", "run.sh "] {
            assert_eq!(name_of(name).unwrap_err().code, "acts_by_itself", "{name}");
        }
        assert_eq!(name_of("../../Offer.pdf").unwrap(), "Offer.pdf");
        assert_eq!(name_of("").unwrap(), "file");
    }
}
