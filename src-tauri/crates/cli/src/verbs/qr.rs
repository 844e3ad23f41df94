//! `satchel qr`: a contact's card as a code, as SVG or PNG by the name of the file.

use serde_json::json;

use crate::Cli;
use crate::arguments::Qr;
use crate::exit::{DONE, Ended};
use crate::verbs::export::save;

pub fn run(cli: &mut Cli<'_, '_>, qr: &Qr) -> Result<u8, Ended> {
    let ending = qr.file.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase);
    let format = match ending.as_deref() {
        Some(format @ ("svg" | "png")) => format,
        _ => return Err(Ended::refused("bad_input", "A code is written as .svg or .png; name the file so.")),
    };
    let mut reach = cli.opening.open()?;
    let done = reach
        .call("contacts.save_qr", json!({ "id": qr.record, "format": format }))
        .and_then(|handle| save(&mut reach, &handle, &qr.file));
    reach.close();
    let size = done?;
    if cli.json {
        cli.say_json(&json!({ "path": qr.file.to_string_lossy(), "size": size }))?;
    } else {
        cli.note(format!("{}: {size} bytes", qr.file.display()))?;
    }
    Ok(DONE)
}
