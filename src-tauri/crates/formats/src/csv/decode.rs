//! Bytes to text, a chunk at a time, in whatever encoding detection found.
//!
//! UTF-8 is read with a net: a byte that is not UTF-8 is read as Windows-1252, on its own, so one row pasted from an
//! old program does not spoil the file and no row depends on another.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding};

use super::charset::Charset;

const CHUNK: usize = 64 * 1024;

/// Decoded text from a reader.
pub(crate) struct Decoded<R> {
    read: R,
    how: How,
    raw: Vec<u8>,
    /// Bytes at the front of `raw` that an earlier chunk left over.
    held: usize,
    ended: bool,
    first: bool,
    /// Bytes that were not text in the encoding.
    pub malformed: u64,
}

enum How {
    Utf8,
    Encoding(Box<Decoder>),
    Table(&'static [char; 128]),
}

impl<R: Read> Decoded<R> {
    pub(crate) fn new(read: R, charset: Charset) -> Self {
        let how = match charset {
            Charset::Encoding(encoding) if encoding == encoding_rs::UTF_8 => How::Utf8,
            Charset::Encoding(encoding) => How::Encoding(Box::new(encoding.new_decoder_with_bom_removal())),
            Charset::Table(table) => How::Table(table),
        };
        Self { read, how, raw: Vec::new(), held: 0, ended: false, first: true, malformed: 0 }
    }

    /// Appends at least one character to `text`, about `wanted` bytes, or answers `false` at the end.
    pub(crate) fn fill(&mut self, text: &mut String, wanted: usize) -> io::Result<bool> {
        let before = text.len();
        while text.len() == before {
            if self.ended {
                return Ok(false);
            }
            let target = self.held + wanted.max(CHUNK);
            self.raw.resize(target, 0);
            let mut filled = self.held;
            while filled < target {
                match self.read.read(self.raw.get_mut(filled..).unwrap_or_default()) {
                    Ok(0) => {
                        self.ended = true;
                        break;
                    }
                    Ok(n) => filled += n,
                    Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                    Err(e) => return Err(e),
                }
            }
            self.raw.truncate(filled);
            let used = self.decode(text);
            self.raw.drain(..used);
            self.held = self.raw.len();
        }
        Ok(true)
    }

    fn decode(&mut self, text: &mut String) -> usize {
        match &mut self.how {
            How::Utf8 => {
                let mut bytes = self.raw.as_slice();
                let mut skipped = 0;
                if self.first && bytes.len() >= 3 {
                    self.first = false;
                    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
                        bytes = rest;
                        skipped = 3;
                    }
                }
                let cut = if self.ended { bytes.len() } else { whole_chars(bytes) };
                let bytes = bytes.get(..cut).unwrap_or_default();
                match std::str::from_utf8(bytes) {
                    Ok(valid) => text.push_str(valid),
                    Err(_) => self.malformed += utf8_or_1252(bytes, text),
                }
                skipped + cut
            }
            How::Encoding(decoder) => {
                let mut used = 0;
                loop {
                    let rest = self.raw.get(used..).unwrap_or_default();
                    text.reserve(
                        decoder.max_utf8_buffer_length(rest.len()).unwrap_or(rest.len() * 4).max(16),
                    );
                    let (result, read, replaced) = decoder.decode_to_string(rest, text, self.ended);
                    used += read;
                    self.malformed += u64::from(replaced);
                    if result == encoding_rs::CoderResult::InputEmpty {
                        return used;
                    }
                }
            }
            How::Table(table) => {
                for byte in &self.raw {
                    text.push(table_char(table, *byte));
                }
                self.raw.len()
            }
        }
    }
}

fn table_char(table: &[char; 128], byte: u8) -> char {
    match byte.checked_sub(128) {
        None => char::from(byte),
        Some(high) => table.get(usize::from(high)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// How many bytes there are before a character that is not complete yet.
fn whole_chars(bytes: &[u8]) -> usize {
    for back in 1..=3.min(bytes.len()) {
        let at = bytes.len() - back;
        let Some(byte) = bytes.get(at) else { break };
        let length = match byte {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            0x80..=0xBF => continue,
            _ => 1,
        };
        return if length > back { at } else { bytes.len() };
    }
    bytes.len()
}

/// Appends `bytes`, reading what is not UTF-8 as Windows-1252, and answers how many bytes that were.
fn utf8_or_1252(bytes: &[u8], text: &mut String) -> u64 {
    let mut count = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let invalid = chunk.invalid();
        count += invalid.len() as u64;
        text.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(invalid).0);
    }
    count
}

/// The whole of `bytes` as text, and how many bytes were not text in the encoding.
pub(crate) fn decode_all(bytes: &[u8], charset: Charset, last: bool) -> (String, u64) {
    let mut text = String::new();
    match charset {
        Charset::Encoding(encoding) if encoding == encoding_rs::UTF_8 => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            let bytes = if last { bytes } else { bytes.get(..whole_chars(bytes)).unwrap_or_default() };
            let malformed = match std::str::from_utf8(bytes) {
                Ok(valid) => {
                    text.push_str(valid);
                    0
                }
                Err(_) => utf8_or_1252(bytes, &mut text),
            };
            (text, malformed)
        }
        Charset::Encoding(encoding) => decode_with(encoding, bytes, last),
        Charset::Table(table) => {
            text.extend(bytes.iter().map(|b| table_char(table, *b)));
            (text, 0)
        }
    }
}

fn decode_with(encoding: &'static Encoding, bytes: &[u8], last: bool) -> (String, u64) {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut text = String::new();
    let mut malformed = 0;
    let mut used = 0;
    loop {
        let rest = bytes.get(used..).unwrap_or_default();
        text.reserve(decoder.max_utf8_buffer_length(rest.len()).unwrap_or(rest.len() * 4).max(16));
        let (result, read, replaced) = decoder.decode_to_string(rest, &mut text, last);
        used += read;
        // `replaced` only says whether; replacement characters are what is counted.
        if replaced {
            malformed = text.matches(char::REPLACEMENT_CHARACTER).count() as u64;
        }
        if result == encoding_rs::CoderResult::InputEmpty {
            return (text, malformed);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::{Decoded, decode_all};
    use crate::csv::charset::Charset;

    /// Gives a byte or two at a time.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
            let n = self.0.len().min(buf.len()).min(2);
            buf[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    fn all(bytes: &[u8], label: &str) -> String {
        let mut decoded = Decoded::new(Drip(bytes), Charset::named(label).unwrap());
        let mut text = String::new();
        while decoded.fill(&mut text, 1).unwrap() {}
        text
    }

    // covers(IMP-1)
    #[test]
    fn a_stray_byte_in_utf_8_is_read_as_windows_1252() {
        assert_eq!(all(b"\xEF\xBB\xBFM\xC3\xBCller,M\xFCller\n", "UTF-8"), "Müller,Müller\n");
        assert_eq!(all(b"\xFF\xFEA\0\n\0", "UTF-16LE"), "A\n");
        assert_eq!(all(b"M\x81ller", "IBM850"), "Müller");
    }

    proptest! {
        #[test]
        fn chunks_do_not_change_the_text(bytes in prop::collection::vec(any::<u8>(), 0..64), which in 0usize..6) {
            let label = ["UTF-8", "windows-1252", "UTF-16LE", "Shift_JIS", "macintosh", "IBM850"][which];
            prop_assert_eq!(all(&bytes, label), decode_all(&bytes, Charset::named(label).unwrap(), true).0);
        }

        #[test]
        fn utf_8_is_utf_8(text in "\\PC{0,40}") {
            prop_assert_eq!(all(text.as_bytes(), "UTF-8"), text.strip_prefix('\u{feff}').unwrap_or(&text));
        }
    }
}
