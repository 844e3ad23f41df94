//! The text of values: escapes, lists, and the plain forms that go into a draft.

use std::borrow::Cow;

use super::card::Dialect;
use super::planted;

/// The parts of `value` between separators that no backslash escapes; the parts are still escaped.
pub(super) fn split(value: &str, separator: u8) -> Split<'_> {
    Split { rest: Some(value), separator }
}

/// See [`split`].
pub(super) struct Split<'a> {
    rest: Option<&'a str>,
    separator: u8,
}

impl<'a> Iterator for Split<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        let mut escaped = false;
        let at = rest.bytes().position(|b| {
            let found = b == self.separator && !escaped;
            escaped = b == b'\\' && !escaped;
            found
        });
        let (part, rest) = match at {
            Some(at) => (rest.get(..at), rest.get(at + 1..)),
            None => (Some(rest), None),
        };
        self.rest = rest;
        part
    }
}

/// Takes backslash escapes away. Version 2.1 knows no `\n`, but files that say 2.1 hold it all the same, except where
/// quoted-printable gives them a line break of their own.
pub(super) fn unescape(value: &str, newlines: bool) -> Cow<'_, str> {
    if !value.contains('\\') {
        return Cow::Borrowed(value);
    }
    let mut plain = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(ch) = chars.next() {
        if ch != '\\' {
            plain.push(ch);
            continue;
        }
        match chars.next() {
            Some('n' | 'N') if newlines => plain.push('\n'),
            Some(known @ ('\\' | ',' | ';' | ':' | '"')) => plain.push(known),
            Some(other) => plain.extend(['\\', other]),
            None => plain.push('\\'),
        }
    }
    Cow::Owned(plain)
}

/// Adds `value` with the escapes of 3.0 and 4.0; control characters other than line break and tab are left out.
pub(super) fn escape(value: &str, out: &mut String) {
    for ch in value.chars() {
        match ch {
            ',' if planted::is("a_comma_is_not_escaped") => out.push(ch),
            '\\' | ',' | ';' => out.extend(['\\', ch]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push(ch),
            ch if ch.is_control() => {}
            ch => out.push(ch),
        }
    }
}

/// Whether there may be control characters: certainly not if this says no.
fn may_hide(text: &str) -> bool {
    text.bytes().any(|b| b < 0x20 || b == 0x7f || b == 0xc2)
}

/// A value of one line: control characters are blanks, none at the ends.
pub(super) fn one_line(text: &str) -> String {
    if may_hide(text) && text.chars().any(char::is_control) {
        let blank: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        blank.trim().to_owned()
    } else {
        text.trim().to_owned()
    }
}

/// A value of many lines: line breaks are `\n`, no other control characters but tabs, no blanks at the ends.
pub(super) fn many_lines(text: &str) -> String {
    if !may_hide(text) || !text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return text.trim().to_owned();
    }
    let mut lines = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        match ch {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' => lines.push('\n'),
            '\n' | '\t' => lines.push(ch),
            ch if ch.is_control() => {}
            ch => lines.push(ch),
        }
    }
    lines.trim().to_owned()
}

/// How a card's version reads text.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// Commas separate values inside a component (3.0, 4.0).
    pub commas: bool,
    /// `\n` is a line break.
    pub newlines: bool,
}

impl Style {
    pub(super) fn of(dialect: Dialect, quoted: bool) -> Self {
        Self { commas: dialect != Dialect::V2, newlines: dialect != Dialect::V2 || !quoted }
    }

    /// A text value of one line.
    pub(super) fn line(self, value: &str) -> String {
        one_line(&unescape(value, self.newlines))
    }

    /// A text value of many lines.
    pub(super) fn lines(self, value: &str) -> String {
        many_lines(&unescape(value, self.newlines))
    }

    /// One component of a name; a comma list becomes one text joined by `glue`.
    pub(super) fn component(self, part: &str, glue: &str) -> String {
        if !self.commas || !part.contains(',') {
            return self.line(part);
        }
        let mut joined = String::with_capacity(part.len());
        for piece in split(part, b',') {
            let piece = self.line(piece);
            if !piece.is_empty() {
                if !joined.is_empty() {
                    joined.push_str(glue);
                }
                joined.push_str(&piece);
            }
        }
        joined
    }
}

/// At most `limit` bytes of `text`, whole characters.
pub(super) fn cap(text: &str, limit: usize) -> &str {
    text.get(..text.floor_char_boundary(limit)).unwrap_or(text)
}

/// Whether `text` begins with `prefix` in any case of ASCII letters, and what follows it.
pub(super) fn after<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    if head.eq_ignore_ascii_case(prefix) { text.get(prefix.len()..) } else { None }
}

/// `%41` as `A`, when every escape is well formed and the whole is UTF-8; otherwise as it is.
pub(super) fn percent_decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut plain = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            plain.push(byte);
            continue;
        }
        let pair = (bytes.next().and_then(hex), bytes.next().and_then(hex));
        let (Some(high), Some(low)) = pair else {
            return Cow::Borrowed(text);
        };
        plain.push(high << 4 | low);
    }
    String::from_utf8(plain).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The value of a hexadecimal digit.
pub(super) fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}
