//! Cards out of a stream of lines.

use std::io::{BufRead, Chain, Cursor, Read};

use encoding_rs::{Encoding, WINDOWS_1252};

use super::card::{Card, Flaw, Wrap};
use super::encoding::{self, HEAD, is_begin, is_end};
use super::lines::{Line, Lines};
use super::property::Header;
use super::rejects::{KEPT, original};
use super::{Item, Parsed, ReadError, Rejected, map, planted, text};
use crate::Reason;
use crate::draft::Fate;

/// How much the reader takes of one thing before it says no.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// Bytes of a line, folded or not.
    pub line: usize,
    /// Bytes of a card, its picture included.
    pub card: usize,
    /// Lines of a card.
    pub properties: usize,
    /// Cards inside cards.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { line: 32 << 20, card: 64 << 20, properties: 10_000, depth: 8 }
    }
}

/// Reads the cards of a file, one in memory at a time.
///
/// Everything between cards that is not blank comes out as one rejected item with code `not_a_card`. After an error
/// the reader ends.
pub struct Reader<R> {
    source: Source<R>,
    limits: Limits,
    fallback: Option<&'static Encoding>,
    card: Card,
    scratch: Vec<u8>,
    spare: map::Spare,
    /// A card that was opened while something else had to be said first: its place and indentation.
    opened: Option<(u64, usize)>,
    ordinal: u64,
}

enum Source<R> {
    Fresh(R),
    Open(Lines<Chain<Cursor<Vec<u8>>, R>>, &'static Encoding),
    Done,
}

/// Lines outside cards.
struct Junk {
    offset: u64,
    excerpt: Vec<u8>,
}

/// How a card came to its end.
enum Ending {
    Complete,
    /// Another card began or the file ended.
    CutOff,
    TooLarge,
    TooMany,
    TooDeep,
}

impl<R: BufRead> Reader<R> {
    /// A reader of a file from its first byte.
    pub fn new(input: R) -> Self {
        Self {
            source: Source::Fresh(input),
            limits: Limits::default(),
            fallback: None,
            card: Card::default(),
            scratch: Vec::new(),
            spare: map::Spare::new(),
            opened: None,
            ordinal: 0,
        }
    }

    /// Names the character set of 8-bit text that does not name its own, instead of guessing it.
    #[must_use]
    pub fn with_encoding(mut self, encoding: &'static Encoding) -> Self {
        self.fallback = Some(encoding);
        self
    }

    #[cfg(test)]
    pub(super) fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    fn open(&mut self) -> std::io::Result<()> {
        if !matches!(self.source, Source::Fresh(_)) {
            return Ok(());
        }
        if let Source::Fresh(mut input) = std::mem::replace(&mut self.source, Source::Done) {
            let mut head = Vec::new();
            input.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
            let utf16 = encoding::utf16(&head);
            let guess = if utf16.is_some() { None } else { encoding::fallback(&head) };
            let fallback = self.fallback.or(guess).unwrap_or(WINDOWS_1252);
            let lines = Lines::new(Cursor::new(head).chain(input), utf16, self.limits.line);
            self.source = Source::Open(lines, fallback);
        }
        Ok(())
    }

    /// The next line, appended to the card's buffer or to the scratch one.
    fn line(&mut self, into_card: bool) -> std::io::Result<Option<Line>> {
        let buffer = if into_card { &mut self.card.bytes } else { &mut self.scratch };
        match &mut self.source {
            Source::Open(lines, _) => lines.next(buffer),
            _ => Ok(None),
        }
    }

    fn item(&mut self) -> Result<Option<Item>, ReadError> {
        self.open()?;
        let (offset, indent) = match self.opened.take() {
            Some(opened) => opened,
            None => match self.seek()? {
                Seek::Begin(offset, indent) => (offset, indent),
                Seek::Junk(junk) => return Ok(Some(self.not_a_card(&junk))),
                Seek::End => return Ok(None),
            },
        };
        self.card.begin(offset, indent);
        self.card.bytes.extend_from_slice(b"BEGIN:VCARD");
        self.card.push(Flaw::None);
        let ending = self.gather()?;
        Ok(Some(self.finish(ending)))
    }

    /// Goes to the next card, or to what is in front of it.
    fn seek(&mut self) -> Result<Seek, ReadError> {
        let mut junk: Option<Junk> = None;
        loop {
            self.scratch.clear();
            let Some(line) = self.line(false)? else {
                return Ok(junk.map_or(Seek::End, Seek::Junk));
            };
            if is_begin(&self.scratch) {
                let marked = self.scratch.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.scratch);
                let indent = marked.len() - marked.trim_ascii_start().len();
                let place = (line.offset, indent);
                return Ok(match junk {
                    Some(junk) => {
                        self.opened = Some(place);
                        Seek::Junk(junk)
                    }
                    None => Seek::Begin(place.0, place.1),
                });
            }
            let blank = self.scratch.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.scratch);
            if blank.iter().all(|b| b.is_ascii_whitespace() || matches!(b, 0 | 0x1a)) {
                continue;
            }
            let junk = junk.get_or_insert_with(|| Junk { offset: line.offset, excerpt: Vec::new() });
            if junk.excerpt.len() < KEPT {
                if !junk.excerpt.is_empty() {
                    junk.excerpt.push(b'\n');
                }
                let room = KEPT - junk.excerpt.len().min(KEPT);
                junk.excerpt.extend_from_slice(self.scratch.get(..room).unwrap_or(&self.scratch));
            }
            self.scratch.shrink_to(1 << 20);
        }
    }

    /// Reads the lines of a card up to its end.
    fn gather(&mut self) -> Result<Ending, ReadError> {
        // How many inner cards are open.
        let mut depth = 0_usize;
        // Whether quoted-printable or base64 may still go on: a blank line ends both.
        let mut open = true;
        loop {
            if self.card.bytes.len() > self.limits.card {
                return self.skip(Ending::TooLarge);
            }
            if self.card.lines.len() > self.limits.properties {
                return self.skip(Ending::TooMany);
            }
            let Some(read) = self.line(true)? else {
                return Ok(Ending::CutOff);
            };
            let taken = self.card.taken();
            if self.card.indent > 0 {
                let fresh = self.card.fresh();
                let blanks = fresh.len() - fresh.trim_ascii_start().len();
                let strip = blanks.min(self.card.indent);
                self.card.bytes.drain(taken..taken + strip);
            }
            let fresh = self.card.fresh();
            let wrap = self.card.lines.last().map_or(Wrap::Plain, |line| line.wrap);
            let blanks = fresh.len() - fresh.trim_ascii_start().len();
            if blanks == fresh.len() && (blanks < 2 || wrap != Wrap::Plain) {
                self.card.bytes.truncate(taken);
                open = false;
                continue;
            }
            if depth > 0 {
                let inner_begin = is_begin(fresh);
                let inner_end = is_end(fresh);
                if inner_begin && !self.card.last().ends_with(b":") {
                    return Ok(self.cut_off(read));
                }
                let agent = Header::find(fresh).is_some_and(|h| h.agent && h.nested(fresh));
                depth = depth + usize::from(inner_begin || agent) - usize::from(inner_end);
                if depth > self.limits.depth {
                    return self.skip(Ending::TooDeep);
                }
                self.card.extend(blanks, 0, Some(b'\n'), false, self.limits.line);
                continue;
            }
            let begins = is_begin(fresh);
            let ends = is_end(fresh);
            if wrap == Wrap::Quoted && open && !begins && !ends && blanks < fresh.len() {
                let last = self.card.last();
                let body = last.trim_ascii_end();
                if body.ends_with(b"=") {
                    let back = last.len() - body.len() + 1;
                    self.card.extend(0, back, None, false, self.limits.line);
                    continue;
                }
            }
            if blanks > 0 && self.card.lines.len() > 1 {
                let eaten = usize::from(planted::is("a_fold_eats_a_letter"));
                let strip = if wrap == Wrap::Base64 { blanks } else { 1 + eaten };
                self.card.extend(strip, 0, None, true, self.limits.line);
                continue;
            }
            if blanks > 0 {
                // Indented right after BEGIN: there is nothing it could go on.
                self.card.bytes.drain(taken..taken + blanks);
            }
            let fresh = self.card.fresh();
            if wrap == Wrap::Base64 && open && is_base64(fresh.trim_ascii_end()) {
                self.card.extend(0, 0, None, false, self.limits.line);
                continue;
            }
            if ends {
                self.card.push(Flaw::None);
                return Ok(Ending::Complete);
            }
            if begins {
                if self.card.lines.len() > 1 && opens_agent(self.card.last()) {
                    depth = 1;
                    self.card.extend(0, 0, None, false, self.limits.line);
                    continue;
                }
                return Ok(self.cut_off(read));
            }
            if fresh.trim_ascii().eq_ignore_ascii_case(b"END:VCARDBEGIN:VCARD") {
                // Two files joined where the first had no line break at its end.
                let at = taken + b"END:VCARD".len();
                self.card.bytes.truncate(at);
                self.card.push(Flaw::None);
                self.opened = Some((read.offset + 9, 0));
                return Ok(Ending::Complete);
            }
            open = true;
            if read.overlong {
                self.card.push(Flaw::Overlong);
            } else if Header::begins(fresh) {
                self.card.push(Flaw::None);
                depth = usize::from(self.card.lines.last().is_some_and(|line| line.wrap == Wrap::Nested));
            } else if self.card.note && !fresh.starts_with(b"#") {
                self.card.extend(0, 0, Some(b'\n'), false, self.limits.line);
            } else {
                self.card.push(Flaw::Stray);
            }
        }
    }

    /// The fresh line opens the next card, so this one ended without saying so.
    fn cut_off(&mut self, read: Line) -> Ending {
        self.opened = Some((read.offset, 0));
        let taken = self.card.taken();
        self.card.bytes.truncate(taken);
        Ending::CutOff
    }

    /// Reads to the end of a card that is refused.
    fn skip(&mut self, why: Ending) -> Result<Ending, ReadError> {
        loop {
            self.scratch.clear();
            let Some(line) = self.line(false)? else {
                return Ok(why);
            };
            if is_end(&self.scratch) {
                return Ok(why);
            }
            if is_begin(&self.scratch) {
                self.opened = Some((line.offset, 0));
                return Ok(why);
            }
        }
    }

    fn finish(&mut self, ending: Ending) -> Item {
        let offset_bytes = self.card.offset;
        let fallback = match &self.source {
            Source::Open(_, fallback) => fallback,
            _ => WINDOWS_1252,
        };
        let limits = self.limits;
        let dialect = (self.card.dialect(), self.card.loose());
        let mut whole = String::new();
        let outcome = match ending {
            Ending::Complete | Ending::CutOff => {
                let (text, lines) = self.card.text(fallback);
                let complete = matches!(ending, Ending::Complete);
                let parsed = map::card(&text, &lines, dialect, complete, fallback, &mut self.spare);
                let empty = is_empty(&parsed);
                if empty || !parsed.draft.is_plainly_named() {
                    whole = original(&text, &lines);
                }
                if empty {
                    self.refuse(Reason::new("empty_card", "The card holds no value at all."), fallback)
                } else {
                    Ok(parsed)
                }
            }
            Ending::TooLarge => {
                let reason = Reason::new("card_too_large", "The card is larger than {megabytes} MB.");
                self.refuse(reason.with("megabytes", limits.card >> 20), fallback)
            }
            Ending::TooMany => {
                let reason = Reason::new("too_many_properties", "The card has more than {most} properties.");
                self.refuse(reason.with("most", limits.properties), fallback)
            }
            Ending::TooDeep => {
                let words = "The card holds cards inside cards, more than {most} deep.";
                self.refuse(Reason::new("nested_too_deep", words).with("most", limits.depth), fallback)
            }
        };
        if outcome.is_err() && whole.is_empty() {
            let (text, lines) = self.card.text(fallback);
            whole = original(&text, &lines);
        }
        self.ordinal += 1;
        Item { ordinal: self.ordinal, offset_bytes, outcome, original: whole }
    }

    fn refuse(&self, reason: Reason, fallback: &'static Encoding) -> Result<Parsed, Rejected> {
        // Lines are packed one after the other; the first few say which card it is.
        let mut beginning = Vec::new();
        for line in self.card.lines.iter().skip(1) {
            let bytes =
                self.card.bytes.get(line.start..line.end.min(line.start + EXCERPT)).unwrap_or_default();
            beginning.extend_from_slice(bytes);
            beginning.push(b'\n');
            if beginning.len() > EXCERPT {
                break;
            }
        }
        Err(Rejected { reason, excerpt: excerpt(&beginning, fallback) })
    }

    fn not_a_card(&mut self, junk: &Junk) -> Item {
        let fallback = match &self.source {
            Source::Open(_, fallback) => fallback,
            _ => WINDOWS_1252,
        };
        self.ordinal += 1;
        let rejected = Rejected {
            reason: Reason::new("not_a_card", "This part of the file is outside of any card."),
            excerpt: excerpt(&junk.excerpt, fallback),
        };
        let original = encoding::decode(&junk.excerpt, None, fallback).into_owned();
        Item { ordinal: self.ordinal, offset_bytes: junk.offset, outcome: Err(rejected), original }
    }
}

enum Seek {
    Begin(u64, usize),
    Junk(Junk),
    End,
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Item, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.item().transpose();
        if matches!(item, None | Some(Err(_))) {
            self.source = Source::Done;
            self.opened = None;
        }
        item
    }
}

/// Bytes of a rejected item's excerpt.
const EXCERPT: usize = 200;

fn excerpt(bytes: &[u8], fallback: &'static Encoding) -> String {
    let beginning = bytes.get(..EXCERPT * 2).unwrap_or(bytes);
    let decoded = match std::str::from_utf8(beginning) {
        // The cut went through a character.
        Err(e) if e.error_len().is_none() => String::from_utf8_lossy(beginning),
        _ => encoding::decode(beginning, None, fallback),
    };
    let lines = text::many_lines(decoded.trim_end_matches(char::REPLACEMENT_CHARACTER));
    text::cap(&lines, EXCERPT).to_owned()
}

/// Nothing but structure and what says which card it is, and nothing that was refused with a reason.
fn is_empty(parsed: &Parsed) -> bool {
    let bare = |field: &String| field == "kind" || field == "uid";
    parsed.cells.iter().all(|cell| match &cell.fate {
        Fate::Structure(_) => true,
        Fate::Mapped(fields) => fields.iter().all(bare),
        Fate::Raw | Fate::Rejected(_) => false,
    })
}

/// A line that can only be part of base64: no colon or semicolon is in that alphabet.
fn is_base64(line: &[u8]) -> bool {
    !line.is_empty() && line.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
}

/// `AGENT:` and nothing more: the card that follows is an inner one.
fn opens_agent(line: &[u8]) -> bool {
    Header::find(line)
        .is_some_and(|h| h.agent && line.get(h.length + 1..).is_some_and(|v| v.trim_ascii().is_empty()))
}
