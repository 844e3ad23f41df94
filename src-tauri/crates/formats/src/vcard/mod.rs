//! vCard 2.1, 3.0 and 4.0: reading from raw bytes, writing 3.0 and 4.0.
//!
//! The reader is a content-line reader of our own (`docs/decisions/0003-vcard-reader.md` says why). It takes bytes, not
//! text, because a card can change its character set from one line to the next. One card is held in memory at a time:
//!
//! 1. `lines`: physical lines, whatever ends them, UTF-8, 8-bit or UTF-16;
//! 2. `reader`: logical lines (folds, quoted-printable, base64) gathered into cards, with caps;
//! 3. `property`: one logical line as group, name, parameters and value;
//! 4. `map` and its neighbours: properties on their way into a [`Draft`], with the fate of each.
//!
//! Nothing is dropped silently: every line of a card is a cell, and what no field takes is kept raw. What is left out:
//! addresses of pictures and keys are never fetched, and times of day beside a birthday are kept raw only.

mod card;
mod clean;
mod compose;
mod contact;
mod dates;
mod encoding;
mod handles;
mod jobs;
mod kept;
mod labels;
mod lines;
mod map;
mod names;
mod photo;
mod planted;
mod property;
mod reach;
mod reader;
mod rejects;
mod source;
mod text;
mod write;

#[cfg(test)]
mod tests;

pub use encoding::{Sniffed, sniff};
pub use reader::Reader;
pub use rejects::write_rejected;
pub use source::{Source, source};
pub use write::{Version, write};

use card::Span;

use crate::Reason;
use crate::draft::{Cell, Draft};

/// What the reader found at one place of the file: a card, or something that is not one.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its number in the file, from 1, rejected ones counted.
    pub ordinal: u64,
    /// Where it begins, in bytes of the file as it is.
    pub offset_bytes: u64,
    /// The card, or why there is none.
    pub outcome: Result<Parsed, Rejected>,
    /// Its lines as text, at most 1 MiB of them; kept of what is rejected or has no plain name, and empty otherwise.
    pub original: String,
}

/// How a card begins.
pub const OPENING: &[u8] = b"BEGIN:VCARD";

/// Whether these bytes open a card, in any case.
pub fn opens_card(bytes: &[u8]) -> bool {
    bytes.eq_ignore_ascii_case(OPENING)
}

/// Whether a line opens a card.
fn is_opening(line: &str) -> bool {
    opens_card(line.trim_ascii().as_bytes())
}

/// Whether a property only holds the card together, where it begins and ends and in which version, or is Satchel's own
/// remark on it.
pub fn is_envelope(name: &str) -> bool {
    name == "BEGIN" || name == "END" || name == "VERSION" || name == rejects::WHY
}

/// A card that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// What it says.
    pub draft: Draft,
    /// One per property line, `BEGIN` and `END` included, in the order of the card.
    pub cells: Vec<Cell>,
    /// Per cell the property's name in capitals, without its group: `TEL`. Empty for a line that is no property.
    pub names: Vec<String>,
    /// Per cell the value, decoded to text, still escaped, at most 1 KB of it.
    pub texts: Vec<String>,
    /// The card had its `END`; false for one that was cut off, whose properties were read as far as they go.
    pub complete: bool,
}

impl Parsed {
    /// The product that wrote this card, as far as its properties tell.
    pub fn source(&self) -> Source {
        source(self.names.iter().map(String::as_str).zip(self.texts.iter().map(String::as_str)))
    }
}

/// Something that is no card, or a card past the caps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Why: `not_a_card`, `empty_card`, `card_too_large`, `too_many_properties`, `nested_too_deep`.
    pub reason: Reason,
    /// The first characters of it.
    pub excerpt: String,
}

/// The file could not be read further.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The disk, the pipe or the network failed.
    #[error("the vCard file could not be read")]
    Io(#[from] std::io::Error),
}

impl From<ReadError> for satchel_kernel::Error {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Io(inner) => satchel_kernel::Error::broken(
                "file_unreadable",
                "The file could not be read to its end. Check the disk or copy the file, then import it again.",
            )
            .because(inner),
        }
    }
}
