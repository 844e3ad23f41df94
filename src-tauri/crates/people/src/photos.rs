//! Portraits in the blob store.

use std::io::Read;

use satchel_feature::files::{File, FileRef};
use satchel_feature::{Command, Cx, commands, records};
use satchel_kernel::{Error, Id, Result};
use serde::Deserialize;
use serde_json::{Value, json};

/// The largest portrait, in bytes.
const LARGEST: u64 = 20 << 20;

/// The photos' rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// A stored photo as a file.
        "photos.get" needs Read => get;
        /// Puts a photo on a contact or company.
        "photos.set" needs Write undoable => set;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ByHash {
    /// The hash in the record's `photo` field.
    hash: String,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Set {
    /// `contact` or `company`; a contact when absent.
    #[serde(default = "contact")]
    kind: String,
    /// The record.
    id: Id,
    /// The picture.
    file: FileRef,
}

fn contact() -> String {
    "contact".to_owned()
}

fn get(cx: &mut Cx, input: ByHash) -> Result<File> {
    let bytes = cx.vault.blobs().get(&input.hash)?;
    let ending = media_type(&bytes).strip_prefix("image/").unwrap_or("bin");
    cx.files.put_stream(&format!("photo.{ending}"), bytes.as_slice())
}

fn set(cx: &mut Cx, input: Set) -> Result<Value> {
    let mut bytes = Vec::new();
    let unreadable =
        |e| Error::refused("file_unreadable", "The picture cannot be read.").because(Box::new(e));
    cx.files
        .open(input.file.id())?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|e: std::io::Error| unreadable(e))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::invalid("file", "The picture is larger than 20 MB. Choose a smaller one."));
    }
    if media_type(&bytes) == "application/octet-stream" {
        return Err(Error::invalid(
            "file",
            "This is not a picture Satchel knows: JPEG, PNG, GIF, WebP, AVIF, HEIC, TIFF or BMP.",
        ));
    }
    let hash = cx.vault.blobs().put(&bytes)?;
    let Set { kind, id, .. } = input;
    cx.write_called(|rules| {
        let patch = records::Record::from_iter([("photo".to_owned(), json!(hash))]);
        let patched = records::patch(rules, &kind, id, None, patch)?;
        let name = records::name(&rules.registry.kind(&kind)?.kind, &patched);
        Ok((format!("Changed photo of {name}"), patched))
    })
    .map(Value::Object)
}

/// The media type by the first bytes of a picture; `application/octet-stream` when they are not one's.
pub fn media_type(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        [b'B', b'M', ..] => "image/bmp",
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => "image/tiff",
        [_, _, _, _, b'f', b't', b'y', b'p', brands @ ..] => of_brands(brands),
        _ => "application/octet-stream",
    }
}

/// The picture in a file of ISO boxes, by its brand and those it says it is compatible with: phones write HEIC.
fn of_brands(brands: &[u8]) -> &'static str {
    let has = |wanted: &[&[u8]]| brands.chunks(4).take(8).any(|brand| wanted.contains(&brand));
    if has(&[b"avif", b"avis"]) {
        "image/avif"
    } else if has(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) {
        "image/heic"
    } else {
        "application/octet-stream"
    }
}

#[cfg(test)]
mod tests {
    use super::media_type;

    // covers(CON-1)
    #[test]
    fn pictures_are_told_by_their_first_bytes() {
        for (bytes, kind) in [
            (b"\xFF\xD8\xFF\xE0".as_slice(), "image/jpeg"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
            (b"II*\0\x08\0\0\0", "image/tiff"),
            (b"MM\0*\0\0\0\x08", "image/tiff"),
            (b"\0\0\0\x1cftypavif\0\0\0\0mif1", "image/avif"),
            (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif", "image/avif"),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic"),
            (b"\0\0\0\x18ftypisom\0\0\0\0mp42", "application/octet-stream"),
            (b"II", "application/octet-stream"),
            (b"", "application/octet-stream"),
        ] {
            assert_eq!(media_type(bytes), kind, "{bytes:?}");
        }
    }
}
