//! Bytes between the page and file handles, for what is small enough to pass through a message: a picture to show, a
//! pasted file to keep. Files of any size stay on disk and are named by handle.

use std::io::Read;

use base64::{Engine, engine::general_purpose::STANDARD};
use satchel_kernel::Error;
use serde_json::{Value, json};

use crate::door::Door;

/// The most that passes in one message. Above it the way is a drop or a dialog.
const LARGEST: u64 = 32 * 1024 * 1024;

/// `files.read {file}`: the bytes behind a handle, as `{base64}`.
pub fn read(door: &Door, input: &Value) -> Result<Value, Error> {
    let file = door.file(input)?;
    let mut bytes = Vec::new();
    door.open_file(&file)?.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|cause| {
        Error::broken("file_unreadable", format!("“{}” cannot be read: {cause}.", file.name)).because(cause)
    })?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::refused(
            "file_too_large",
            "That file is too large to be shown here. Save it instead.",
        ));
    }
    Ok(json!({ "base64": STANDARD.encode(bytes) }))
}

/// `files.put {name, base64}`: a handle for bytes the page has.
pub fn put(door: &Door, input: &Value) -> Result<Value, Error> {
    let text = |field: &str| input.get(field).and_then(Value::as_str);
    let bytes = text("base64").and_then(|text| STANDARD.decode(text).ok());
    let bytes =
        bytes.ok_or_else(|| Error::invalid("base64", "The bytes of the file did not arrive whole."))?;
    door.keep(text("name").unwrap_or_default(), &bytes)
}
