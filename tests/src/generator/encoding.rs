//! Bytes as old and new programs write them.

use std::io::{self, Write};

/// How a file's text becomes bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a mark.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Bom,
    /// UTF-16, little end first, with a byte order mark: Excel's "Unicode text".
    Utf16Le,
    /// The western code page of Windows.
    Windows1252,
    /// The central European code page of Windows.
    Windows1250,
    /// The Cyrillic code page of Windows.
    Windows1251,
}

impl Encoding {
    /// The mark at the start of the file.
    pub fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8Bom => &[0xef, 0xbb, 0xbf],
            Self::Utf16Le => &[0xff, 0xfe],
            _ => &[],
        }
    }

    /// The bytes of `text`; `None` if it has a character the code page has not.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        let page = match self {
            Self::Utf8 | Self::Utf8Bom => return Some(text.as_bytes().to_vec()),
            Self::Utf16Le => return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
            Self::Windows1250 => encoding_rs::WINDOWS_1250,
            Self::Windows1251 => encoding_rs::WINDOWS_1251,
        };
        let (bytes, _, lost) = page.encode(text);
        (!lost).then(|| bytes.into_owned())
    }
}

/// A writer that counts.
pub(super) struct Counted<'a, W>(pub &'a mut W, pub u64);

impl<W: Write> Counted<'_, W> {
    pub(super) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.1 += bytes.len() as u64;
        self.0.write_all(bytes)
    }
}
