//! QR codes: those in a picture, read as what they hold, and a card of a contact as a code.
//!
//! What a code leads to is never opened. A card comes out as vCard text, whichever form it has in the code: vCard, MeCARD
//! or BIZCARD.

mod cards;
mod paint;
#[cfg(test)]
mod tests;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::{GrayImage, ImageFormat, ImageReader, Limits};

pub use paint::{Painted, paint};

/// A picture file at most.
pub const LARGEST_FILE: u64 = 32 << 20;
/// A side of a picture at most.
const LONGEST_SIDE: u32 = 16_000;
/// Bytes a picture may take in memory.
const LARGEST_PICTURE: u64 = 512 << 20;
/// Sides beyond which a picture is looked at smaller first.
const SIDES: [u32; 3] = [1_200, 2_400, 600];

/// What a code holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Somebody, as vCard text.
    Card(String),
    /// The address of a page, which is not opened.
    Link(String),
    /// Something else.
    Text(String),
}

/// Why a picture cannot be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPicture {
    /// It is none, or of a kind that is not read.
    #[error("it is not a picture in PNG or JPEG")]
    NoPicture,
    /// It was cut short or is broken.
    #[error("the picture is damaged or was cut short")]
    Damaged,
    /// It is larger than a picture of a code needs to be.
    #[error("the picture is too large; cut out the code and save that")]
    TooLarge,
}

/// Whether a file that begins like this is a picture that can be looked at.
pub fn sniff(head: &[u8]) -> bool {
    format(head).is_some()
}

fn format(head: &[u8]) -> Option<ImageFormat> {
    match head {
        [0xff, 0xd8, 0xff, ..] => Some(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(ImageFormat::Png),
        _ => None,
    }
}

/// What the codes in a picture hold, each once.
///
/// # Errors
///
/// [`BadPicture`] when it cannot be looked at. A picture without a code is none.
pub fn read(picture: &[u8]) -> Result<Vec<Content>, BadPicture> {
    let format = format(picture).ok_or(BadPicture::NoPicture)?;
    if picture.len() as u64 > LARGEST_FILE {
        return Err(BadPicture::TooLarge);
    }
    let mut reader = ImageReader::with_format(Cursor::new(picture), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(LARGEST_PICTURE);
    reader.limits(limits);
    // A fault of the decoder is the picture's.
    let decoded = catch_unwind(AssertUnwindSafe(|| reader.decode())).map_err(|_| BadPicture::Damaged)?;
    let picture = match decoded {
        Ok(picture) => flattened(&picture),
        Err(image::ImageError::Limits(_)) => return Err(BadPicture::TooLarge),
        Err(_) => return Err(BadPicture::Damaged),
    };
    let mut found: Vec<Content> = Vec::new();
    let largest = picture.width().max(picture.height());
    let sides = SIDES.into_iter().filter(|side| *side < largest).chain(std::iter::once(largest));
    for side in sides.filter(|side| *side <= 4_000) {
        let seen = if side < largest {
            let (wide, high) =
                (shrunk(picture.width(), side, largest), shrunk(picture.height(), side, largest));
            image::imageops::resize(&picture, wide, high, image::imageops::FilterType::Triangle)
        } else {
            picture.clone()
        };
        for negative in [false, true] {
            for text in codes(&seen, negative) {
                let content = content(&text);
                if !found.contains(&content) {
                    found.push(content);
                }
            }
            if !found.is_empty() {
                return Ok(found);
            }
        }
    }
    Ok(found)
}

fn shrunk(length: u32, side: u32, largest: u32) -> u32 {
    u32::try_from(u64::from(length) * u64::from(side) / u64::from(largest.max(1))).unwrap_or(1).max(1)
}

/// In grey, on white where it is transparent.
fn flattened(picture: &image::DynamicImage) -> GrayImage {
    let pixels = picture.to_luma_alpha8();
    GrayImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        let [grey, alpha] = pixels.get_pixel(x, y).0;
        let on_white = (u32::from(grey) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255;
        image::Luma([u8::try_from(on_white).unwrap_or(u8::MAX)])
    })
}

/// The texts of the codes that are seen.
fn codes(picture: &GrayImage, negative: bool) -> Vec<String> {
    let look = || {
        let (wide, high) = (picture.width() as usize, picture.height() as usize);
        let grey = |x: usize, y: usize| {
            let at = (u32::try_from(x).unwrap_or_default(), u32::try_from(y).unwrap_or_default());
            let image::Luma([grey]) =
                picture.get_pixel_checked(at.0, at.1).copied().unwrap_or(image::Luma([255]));
            if negative { 255 - grey } else { grey }
        };
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(wide, high, grey);
        let grids = prepared.detect_grids();
        grids
            .into_iter()
            .filter_map(|grid| {
                let mut bytes = Vec::new();
                grid.decode_to(&mut bytes).ok()?;
                Some(text(&bytes))
            })
            .collect()
    };
    catch_unwind(AssertUnwindSafe(look)).unwrap_or_default()
}

/// UTF-8, as nearly every program writes it, or Latin-1, as the standard has it.
fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// What a text of a code is.
pub fn content(text: &str) -> Content {
    let bare = text.trim().trim_start_matches('\u{feff}');
    let begins = |word: &str| bare.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if begins("BEGIN:VCARD") {
        return Content::Card(bare.to_owned());
    }
    if let Some(card) = cards::vcard(bare) {
        return Content::Card(card);
    }
    if begins("http://") || begins("https://") || begins("urlto:") {
        return Content::Link(bare.strip_prefix("URLTO::").unwrap_or(bare).to_owned());
    }
    Content::Text(text.to_owned())
}
