//! Pictures: base64 in every dress it comes in. What a picture is, its first bytes say.

use base64::Engine;
use base64::engine::general_purpose::GeneralPurposeConfig;
use base64::engine::{DecodePaddingMode, GeneralPurpose};

use super::property::Property;
use super::text::after;
use crate::draft::Photo;

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// What a `PHOTO` or `LOGO` holds.
pub(super) enum Picture {
    /// A picture.
    Embedded(Photo),
    /// The address of one, found where a picture should be.
    Address(String),
    /// Something else.
    Other,
}

/// Looks into the value of a picture property.
pub(super) fn picture(property: &Property<'_>) -> Picture {
    let value = property.value.trim();
    let text = match data_uri(value) {
        Some(text) => text,
        None if property.base64 => value,
        None if value.contains(':') => return Picture::Other,
        None if property.value_is("URI") || property.value_is("URL") => return Picture::Other,
        None => value,
    };
    let Some(bytes) = decode(text) else {
        return Picture::Other;
    };
    match media_type(&bytes) {
        Some(media_type) => Picture::Embedded(Photo { media_type: media_type.to_owned(), bytes }),
        None => match std::str::from_utf8(&bytes) {
            Ok(address) if ["http://", "https://"].iter().any(|scheme| after(address, scheme).is_some()) => {
                Picture::Address(address.trim().to_owned())
            }
            _ => Picture::Other,
        },
    }
}

/// The base64 text of `data:image/png;base64,…`, with the comma escaped or not, with a media type or not.
fn data_uri(value: &str) -> Option<&str> {
    let rest = after(value, "data:")?;
    let marker = rest.get(..rest.floor_char_boundary(200))?.to_ascii_lowercase().find("base64")?;
    let rest = rest.get(marker + "base64".len()..)?;
    rest.trim_start_matches('\\').strip_prefix(',')
}

/// Base64 with blanks anywhere, with or without padding; an incomplete last group is left out.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut packed: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace() && *b != b'\\').collect();
    while packed.last() == Some(&b'=') {
        packed.pop();
    }
    if packed.len() % 4 == 1 {
        packed.pop();
    }
    if packed.is_empty() { None } else { LENIENT.decode(packed).ok() }
}

/// Base64 for writing.
pub(super) fn encode(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// The media type of a picture by its first bytes.
pub(super) fn media_type(bytes: &[u8]) -> Option<&'static str> {
    Some(match bytes {
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => "image/png",
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        [b'I', b'I', 0x2a, 0, ..] | [b'M', b'M', 0, 0x2a, ..] => "image/tiff",
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => "image/bmp",
        [0, 0, 1, 0, ..] => "image/x-icon",
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.get(..4)? {
            b"avif" | b"avis" => "image/avif",
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1" => "image/heic",
            _ => return None,
        },
        _ => return None,
    })
}
