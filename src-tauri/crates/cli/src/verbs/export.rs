//! `satchel export`: to stdout, or into a file that appears whole or not at all and only its owner can read.

use std::path::Path;

use satchel_app::File;
use satchel_kernel::Id;
use serde_json::{Value, json};

use crate::Cli;
use crate::arguments::{Export, Format};
use crate::exit::{DONE, Ended};
use crate::folder;
use crate::reach::Reach;

pub fn run(cli: &mut Cli<'_, '_>, export: &Export) -> Result<u8, Ended> {
    if let (true, Some(dir)) = (export.everything, &export.file) {
        return everything(cli, export, dir);
    }
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
        None | Some(Format::Vcard) => "vcard",
        Some(Format::Vcard3) => "vcard3",
        Some(Format::Csv) => "csv",
        Some(Format::Json) => "json",
        Some(Format::Xlsx) => "xlsx",
    };
    let mut input = json!({ "format": format, "kinds": export.kind });
    if let Some(input) = input.as_object_mut() {
        if !export.fields.is_empty() {
            input.insert("fields".into(), json!(export.fields));
        }
        if let Some(query) = &export.query {
            let query: Value = serde_json::from_str(query)
                .map_err(|e| Ended::refused("bad_input", format!("The query is no JSON: {e}.")))?;
            input.insert("query".into(), query);
        }
    }
    let handle = reach.call("exports.run", input)?;
    let Some(path) = target else {
        let (file, size) = read(&handle)?;
        reach.read_file(file, &mut cli.around.out)?;
        cli.around.out.flush()?;
        return Ok(size);
    };
    let size = save(reach, &handle, path)?;
    saved(reach, &handle, path)?;
    Ok(size)
}

/// Says where an export went, so that the seller finds it among the past ones.
fn saved(reach: &mut Reach, handle: &Value, path: &Path) -> Result<(), Ended> {
    let place = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (file, _) = read(handle)?;
    reach.call("exports.saved", json!({ "file": file, "place": place.to_string_lossy() }))?;
    Ok(())
}

/// Every record of every kind, as a folder.
fn everything(cli: &mut Cli<'_, '_>, export: &Export, dir: &Path) -> Result<u8, Ended> {
    folder::must_be_free(dir)?;
    let mut reach = cli.opening.open()?;
    let done = unpacked(cli, &mut reach, export, dir);
    reach.close();
    let (done, size) = done?;
    let records = done.get("records").cloned().unwrap_or_default();
    if cli.json {
        cli.say_json(&json!({ "path": dir.to_string_lossy(), "size": size, "records": records }))?;
    } else {
        let all: u64 = records.as_object().into_iter().flatten().filter_map(|(_, n)| n.as_u64()).sum();
        cli.note(format!("{}: {all} records, {size} bytes", dir.display()))?;
    }
    Ok(DONE)
}

fn unpacked(
    cli: &mut Cli<'_, '_>,
    reach: &mut Reach,
    export: &Export,
    dir: &Path,
) -> Result<(Value, u64), Ended> {
    let input = json!({ "history": export.history });
    let done = super::job::run(cli, reach, "exports.everything", input)?;
    let handle = done.get("file").cloned().unwrap_or_default();
    let (file, _) = read(&handle)?;
    let mut archive = tempfile::tempfile()?;
    reach.read_file(file, &mut archive)?;
    let size = folder::unpack(archive, dir)?;
    saved(reach, &handle, dir)?;
    Ok((done, size))
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
