//! `satchel export`: to stdout, or into a file that appears whole or not at all and only its owner can read.

use std::path::Path;

use satchel_app::File;
use satchel_kernel::Id;
use serde_json::{Value, json};

use crate::Cli;
use crate::arguments::{Export, Format};
use crate::exit::{DONE, Ended};
use crate::reach::Reach;

pub fn run(cli: &mut Cli<'_, '_>, export: &Export) -> Result<u8, Ended> {
    let target = export.file.as_deref().filter(|path| *path != Path::new("-"));
    let mut reach = cli.opening.open()?;
    let done = write(cli, &mut reach, export, target);
    reach.close();
    let size = done?;
    if let Some(path) = target {
        if cli.json {
            cli.say_json(&json!({ "path": path.to_string_lossy(), "size": size }))?;
        } else {
            cli.note(format!("{}: {size} bytes", path.display()))?;
        }
    }
    Ok(DONE)
}

fn write(
    cli: &mut Cli<'_, '_>,
    reach: &mut Reach,
    export: &Export,
    target: Option<&Path>,
) -> Result<u64, Ended> {
    let format = match export.format {
        Format::Vcard => "vcard",
        Format::Vcard3 => "vcard3",
        Format::Csv => "csv",
        Format::Json => "json",
    };
    let handle = reach.call("exports.run", json!({ "format": format, "kinds": export.kind }))?;
    let Some(path) = target else {
        let (file, size) = read(&handle)?;
        reach.read_file(file, &mut cli.around.out)?;
        cli.around.out.flush()?;
        return Ok(size);
    };
    save(reach, &handle, path)
}

/// Writes the file behind a handle, whole or not at all; answers its size.
pub(super) fn save(reach: &mut Reach, handle: &Value, path: &Path) -> Result<u64, Ended> {
    let (file, size) = read(handle)?;
    let refuse = |e: std::io::Error| {
        Ended::refused("file_unwritable", format!("“{}” cannot be written: {e}.", path.display()))
    };
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut fresh = tempfile::NamedTempFile::new_in(folder).map_err(refuse)?;
    reach.read_file(file, &mut fresh)?;
    fresh.as_file().sync_all().map_err(refuse)?;
    fresh.persist(path).map_err(|e| refuse(e.error))?;
    Ok(size)
}

fn read(handle: &Value) -> Result<(Id, u64), Ended> {
    serde_json::from_value::<File>(handle.clone())
        .map(|file| (file.file, file.size))
        .map_err(|_| Ended::refused("bad_output", "The command answered with no file."))
}
