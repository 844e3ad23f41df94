//! One card while it is gathered: its logical lines in one buffer, and their text once the card is complete.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::encoding;
use super::property::{Header, Packing};

/// Which version's rules a card is read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// 2.1: folds keep their blank, commas separate nothing.
    V2,
    /// 3.0, and cards that do not say.
    V3,
    /// 4.0.
    V4,
}

impl Dialect {
    /// What a `VERSION` line says.
    fn of(line: &[u8]) -> Option<Self> {
        let colon = memchr::memchr(b':', line)?;
        let (name, value) = line.split_at_checked(colon)?;
        let name = name.split(|b| *b == b';').next()?.trim_ascii();
        if !name.eq_ignore_ascii_case(b"VERSION") {
            return None;
        }
        match value.trim_ascii_end().get(1..)?.trim_ascii_start() {
            b"2.1" | b"2.0" | b"2" => Some(Self::V2),
            b"3.0" | b"3" => Some(Self::V3),
            b"4.0" | b"4" => Some(Self::V4),
            _ => None,
        }
    }
}

/// How a logical line goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrap {
    /// The colon has not come yet.
    Pending,
    /// By folding only.
    Plain,
    /// By a `=` at the end of the line.
    Quoted,
    /// By lines of base64, indented or not.
    Base64,
    /// By every line up to the inner card's end.
    Nested,
}

/// What is wrong with a logical line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    None,
    /// It is no property.
    Stray,
    /// It is longer than the cap; only its beginning was kept.
    Overlong,
}

/// A logical line in the buffer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub start: usize,
    pub end: usize,
    pub wrap: Wrap,
    pub flaw: Flaw,
    /// Bytes before the colon, once that is settled.
    pub head: Option<usize>,
}

impl Span {
    /// What is known of the line's header already.
    pub(super) fn header(&self) -> Option<Packing> {
        let (quoted, base64) = (self.wrap == Wrap::Quoted, self.wrap == Wrap::Base64);
        self.head.map(|length| Packing { length, quoted, base64 })
    }
}

/// A blank that a fold took away: version 2.1 wants it back.
#[derive(Clone, Copy, Debug)]
struct Fold {
    at: usize,
    blank: u8,
}

/// What is kept of a line past the cap.
const BEGINNING: usize = 1024;

/// The lines of a card.
#[derive(Default)]
pub(super) struct Card {
    /// The logical lines one after the other; while a line is read, its bytes are at the end.
    pub bytes: Vec<u8>,
    pub lines: Vec<Span>,
    folds: Vec<Fold>,
    /// Where the card begins in the file.
    pub offset: u64,
    /// The blanks before `BEGIN`, which every line of the card then has.
    pub indent: usize,
    dialect: Option<Dialect>,
    /// The last logical line is a note, which goes on in lines that are no properties.
    pub note: bool,
}

impl Card {
    /// Empties it for the next card; the memory of an unusually large one is given back.
    pub(super) fn begin(&mut self, offset: u64, indent: usize) {
        self.bytes.clear();
        self.bytes.shrink_to(1024 * 1024);
        self.lines.clear();
        self.folds.clear();
        (self.offset, self.indent, self.dialect) = (offset, indent, None);
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.dialect.unwrap_or(Dialect::V3)
    }

    /// Whether the card may follow the habits of before 3.0.
    pub(super) fn loose(&self) -> bool {
        self.dialect.is_none_or(|dialect| dialect == Dialect::V2)
    }

    /// The bytes at the end of the buffer that no logical line has taken.
    pub(super) fn fresh(&self) -> &[u8] {
        self.bytes.get(self.taken()..).unwrap_or_default()
    }

    /// Where the logical lines end.
    pub(super) fn taken(&self) -> usize {
        self.lines.last().map_or(0, |line| line.end)
    }

    /// The bytes of the last logical line.
    pub(super) fn last(&self) -> &[u8] {
        self.lines.last().and_then(|line| self.bytes.get(line.start..line.end)).unwrap_or_default()
    }

    /// Makes the fresh bytes a logical line.
    pub(super) fn push(&mut self, flaw: Flaw) {
        let start = self.taken();
        let line = self.fresh();
        let says = Dialect::of(line).filter(|_| flaw == Flaw::None);
        let (wrap, head) = if flaw == Flaw::Stray { (Wrap::Plain, None) } else { wrap(line) };
        let end = memchr::memchr2(b':', b';', line).unwrap_or(line.len());
        self.note = flaw == Flaw::None
            && line.get(..end).is_some_and(|name| name.trim_ascii().eq_ignore_ascii_case(b"NOTE"));
        self.dialect = self.dialect.or(says);
        self.lines.push(Span { start, end: self.bytes.len(), wrap, flaw, head });
        if flaw == Flaw::Overlong {
            self.shorten();
        }
    }

    /// Adds the fresh bytes to the last logical line: without their first `strip` bytes, after `glue`, and after its
    /// own last `back` bytes are gone. `fold` says that a stripped byte was a fold's blank.
    pub(super) fn extend(&mut self, strip: usize, back: usize, glue: Option<u8>, fold: bool, cap: usize) {
        let taken = self.taken();
        let Some(last) = self.lines.last_mut() else {
            return;
        };
        if last.flaw == Flaw::Overlong {
            self.bytes.truncate(taken);
            return;
        }
        let from = taken + strip;
        let Some(blank) = self.bytes.get(taken).copied() else {
            return;
        };
        let mut to = taken.saturating_sub(back).max(last.start);
        match glue {
            Some(glue) if from > to => {
                if let Some(slot) = self.bytes.get_mut(to) {
                    *slot = glue;
                }
                to += 1;
            }
            Some(glue) => {
                self.bytes.insert(to, glue);
                to += 1;
            }
            None if fold && last.wrap != Wrap::Base64 && self.dialect.is_none_or(|d| d == Dialect::V2) => {
                self.folds.push(Fold { at: to, blank });
            }
            None => {}
        }
        self.bytes.drain(to..from.max(to));
        last.end = self.bytes.len();
        if last.wrap == Wrap::Pending && self.bytes.get(to..).is_some_and(|piece| piece.contains(&b':')) {
            let line = self.bytes.get(last.start..last.end).unwrap_or_default();
            (last.wrap, last.head) = wrap(line);
        }
        if last.end - last.start > cap {
            last.flaw = Flaw::Overlong;
            self.shorten();
        }
    }

    fn shorten(&mut self) {
        if let Some(last) = self.lines.last_mut() {
            last.end = last.end.min(last.start + BEGINNING);
            last.wrap = Wrap::Plain;
            self.bytes.truncate(last.end);
            while self.folds.pop_if(|fold| fold.at > last.end).is_some() {}
        }
    }

    /// The logical lines as UTF-8. Only a card that is not UTF-8 already, or that version 2.1 wants its fold blanks
    /// back in, is copied.
    pub(super) fn text(&mut self, fallback: &'static Encoding) -> (Cow<'_, str>, Cow<'_, [Span]>) {
        if self.dialect() == Dialect::V2 && !self.folds.is_empty() {
            self.unfold_as_2_1();
        }
        let valid = std::str::from_utf8(&self.bytes);
        let declared = |line: &Span| {
            let bytes = self.bytes.get(line.start..line.end).unwrap_or_default();
            (bytes, Header::find(bytes).and_then(|h| h.charset).and_then(encoding::charset))
        };
        if let Ok(text) = valid {
            return (Cow::Borrowed(text), Cow::Borrowed(&self.lines));
        }
        let mut text = String::with_capacity(self.bytes.len() + self.bytes.len() / 4);
        let mut lines = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let (bytes, declared) = declared(line);
            let start = text.len();
            text.push_str(&encoding::decode(bytes, declared, fallback));
            lines.push(Span { start, end: text.len(), head: None, ..*line });
        }
        (Cow::Owned(text), Cow::Owned(lines))
    }

    fn unfold_as_2_1(&mut self) {
        let mut bytes = Vec::with_capacity(self.bytes.len() + self.folds.len());
        let mut folds = self.folds.iter().peekable();
        for line in &mut self.lines {
            let start = bytes.len();
            let keeps = line.wrap != Wrap::Base64 && line.flaw == Flaw::None;
            let body = self.bytes.get(line.start..line.end).unwrap_or_default();
            let name = body.get(..6).unwrap_or(body).to_ascii_uppercase();
            // A blank inside an address of the network is never meant.
            let keeps = keeps && ![&b"EMAIL"[..], b"URL", b"UID", b"REV"].iter().any(|n| name.starts_with(n));
            let mut from = line.start;
            while let Some(fold) = folds.next_if(|fold| fold.at <= line.end) {
                if fold.at < from || fold.at < line.start {
                    continue;
                }
                bytes.extend_from_slice(self.bytes.get(from..fold.at).unwrap_or_default());
                from = fold.at;
                // Inside a character, or in front of a blank of the text's own.
                let inside =
                    self.bytes.get(fold.at).is_some_and(|b| b & 0xc0 == 0x80 || matches!(b, b' ' | b'\t'));
                if keeps && !inside && fold.at < line.end {
                    bytes.push(fold.blank);
                }
            }
            bytes.extend_from_slice(self.bytes.get(from..line.end).unwrap_or_default());
            (line.start, line.end, line.head) = (start, bytes.len(), None);
        }
        self.bytes = bytes;
        self.folds.clear();
    }
}

/// How a line goes on, and where its value begins if that is settled.
fn wrap(line: &[u8]) -> (Wrap, Option<usize>) {
    let Some(header) = Header::find(line) else {
        return (if line.contains(&b':') { Wrap::Plain } else { Wrap::Pending }, None);
    };
    let wrap = if header.quoted {
        Wrap::Quoted
    } else if header.base64 {
        Wrap::Base64
    } else if header.agent && header.nested(line) {
        Wrap::Nested
    } else {
        Wrap::Plain
    };
    (wrap, header.settled.then_some(header.length))
}
