//! Lines of an entry: folded, in base64, or as they are.

use std::io::{self, BufRead, Read};

use base64::Engine;
use base64::engine::general_purpose::GeneralPurposeConfig;
use base64::engine::{DecodePaddingMode, GeneralPurpose};

/// An entry beyond this is read to its end and rejected.
pub(super) const LARGEST_ENTRY: usize = 16 << 20;
/// Attributes of an entry at most.
pub(super) const MOST_ATTRIBUTES: usize = 10_000;
/// Of an entry as it stood.
const KEPT: usize = 256 << 10;

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// What stands behind an attribute's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    /// Bytes that are no text.
    Bytes(Vec<u8>),
    /// The address of a file, which is not opened.
    Address(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    /// As written, without options.
    pub name: String,
    pub value: Value,
}

/// The lines of one entry.
#[derive(Default)]
pub(super) struct Block {
    pub attributes: Vec<Attribute>,
    pub original: String,
    /// It was larger than an entry may be.
    pub large: bool,
    /// Lines that are no attribute.
    pub stray: Vec<String>,
}

pub(super) struct Lines<R> {
    read: R,
    first: bool,
}

impl<R: BufRead> Lines<R> {
    pub fn new(read: R) -> Self {
        Self { read, first: true }
    }

    /// The lines up to the next blank one; `None` at the end.
    pub fn block(&mut self) -> io::Result<Option<Block>> {
        let mut block = Block::default();
        let mut logical: Vec<Vec<u8>> = Vec::new();
        let mut size = 0;
        let mut any = false;
        while let Some(mut line) = self.line()? {
            if std::mem::take(&mut self.first)
                && let Some(rest) = line.strip_prefix(b"\xef\xbb\xbf")
            {
                line = rest.to_vec();
            }
            if line.is_empty() {
                if any {
                    break;
                }
                continue;
            }
            any = true;
            size += line.len();
            if size > LARGEST_ENTRY || logical.len() > MOST_ATTRIBUTES {
                block.large = true;
                continue;
            }
            match (line.first(), logical.last_mut()) {
                (Some(b' '), Some(last)) => last.extend_from_slice(line.get(1..).unwrap_or_default()),
                _ => logical.push(line),
            }
        }
        if !any {
            return Ok(None);
        }
        for line in logical.into_iter().filter(|line| !line.starts_with(b"#")) {
            if block.original.len() + line.len() < KEPT && !names_password(&line) {
                block.original.push_str(&text(&line));
                block.original.push('\n');
            }
            match attribute(&line) {
                Some(attribute) => block.attributes.push(attribute),
                None => block.stray.push(text(&line)),
            }
        }
        // Remarks alone are no entry.
        if block.attributes.is_empty() && block.stray.is_empty() && !block.large {
            return self.block();
        }
        Ok(Some(block))
    }

    /// A physical line without its end; of one beyond all measure only the beginning.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let most = LARGEST_ENTRY as u64 + 1;
        if self.read.by_ref().take(most).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.len() > LARGEST_ENTRY && !line.ends_with(b"\n") {
            let mut rest = Vec::new();
            while self.read.by_ref().take(1 << 16).read_until(b'\n', &mut rest)? > 0 && !rest.ends_with(b"\n")
            {
                rest.clear();
            }
        }
        while line.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
            line.pop();
        }
        Ok(Some(line))
    }
}

/// UTF-8 as RFC 2849 has it, or what older programs wrote instead.
fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// What is kept nowhere.
pub(super) const PASSWORDS: [&str; 5] =
    ["userpassword", "sambantpassword", "sambalmpassword", "userpkcs12", "unicodepwd"];

fn names_password(line: &[u8]) -> bool {
    let name = line.split(|b| matches!(b, b':' | b';')).next().unwrap_or_default();
    PASSWORDS.iter().any(|word| name.eq_ignore_ascii_case(word.as_bytes()))
}

fn attribute(line: &[u8]) -> Option<Attribute> {
    let colon = line.iter().position(|b| *b == b':')?;
    let name = line.get(..colon)?;
    let legal = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b';' | b'_');
    if name.is_empty() || !name.iter().all(legal) {
        return None;
    }
    let rest = line.get(colon + 1..)?;
    let value = match rest.first() {
        Some(b':') => {
            let digits: Vec<u8> =
                rest.get(1..)?.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
            match LENIENT.decode(&digits) {
                Ok(bytes) => match String::from_utf8(bytes) {
                    Ok(text) if !text.contains('\0') => Value::Text(text),
                    Ok(text) => Value::Bytes(text.into_bytes()),
                    Err(error) => Value::Bytes(error.into_bytes()),
                },
                Err(_) => Value::Text(text(rest.get(1..)?.trim_ascii())),
            }
        }
        Some(b'<') => Value::Address(text(rest.get(1..)?.trim_ascii())),
        _ => Value::Text(text(rest).trim().to_owned()),
    };
    let name = text(name);
    let name = name.split(';').next().unwrap_or_default().to_owned();
    Some(Attribute { name, value })
}
