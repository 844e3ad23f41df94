//! Physical lines of a file in constant memory: LF, CR LF, CR CR LF (files that went through text mode twice) and lone
//! CR all end a line; UTF-16 is turned into UTF-8 on the way.

use std::io::{BufRead, ErrorKind, Result};

use super::planted;

/// Byte order of UTF-16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Low byte first.
    Little,
    /// High byte first.
    Big,
}

/// The lines of `R`.
pub(super) struct Lines<R> {
    input: R,
    utf16: Option<Order>,
    /// Bytes kept of one line; the rest of a longer one is read and forgotten.
    cap: usize,
    offset: u64,
    after_cr: bool,
    half: Option<u8>,
    units: Vec<u16>,
}

/// A line that was appended.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Where it begins in the file.
    pub offset: u64,
    /// It was longer than the cap, and only the first part was kept.
    pub overlong: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R, utf16: Option<Order>, cap: usize) -> Self {
        Self { input, utf16, cap, offset: 0, after_cr: false, half: None, units: Vec::new() }
    }

    /// Appends the next line to `into` without its end; `None` at the end of the file.
    pub(super) fn next(&mut self, into: &mut Vec<u8>) -> Result<Option<Line>> {
        match self.utf16 {
            None => self.next_bytes(into),
            Some(order) => self.next_units(order, into),
        }
    }

    fn next_bytes(&mut self, into: &mut Vec<u8>) -> Result<Option<Line>> {
        let mut left = self.cap;
        let mut line: Option<Line> = None;
        loop {
            let chunk = match self.input.fill_buf() {
                Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                chunk => chunk?,
            };
            if chunk.is_empty() {
                return Ok(line);
            }
            if self.after_cr {
                let returns = chunk.iter().take_while(|b| **b == b'\r').count();
                let next = chunk.get(returns);
                self.after_cr = next.is_none();
                let skip = returns + usize::from(next == Some(&b'\n'));
                if skip > 0 {
                    self.input.consume(skip);
                    self.offset += skip as u64;
                    continue;
                }
            }
            let current = line.get_or_insert(Line { offset: self.offset, overlong: false });
            let end = memchr::memchr2(b'\r', b'\n', chunk);
            let piece = end.and_then(|end| chunk.get(..end)).unwrap_or(chunk);
            let kept = piece.get(..left.min(piece.len())).unwrap_or(piece);
            into.extend_from_slice(kept);
            left -= kept.len();
            current.overlong |= kept.len() < piece.len();
            let used = piece.len() + usize::from(end.is_some());
            self.after_cr = end.is_some_and(|end| chunk.get(end) == Some(&b'\r'))
                && !planted::is("half_a_line_end_is_a_line");
            self.input.consume(used);
            self.offset += used as u64;
            if end.is_some() {
                return Ok(line);
            }
        }
    }

    fn next_units(&mut self, order: Order, into: &mut Vec<u8>) -> Result<Option<Line>> {
        self.units.clear();
        let mut line: Option<Line> = None;
        let mut ended = false;
        while !ended {
            let chunk = match self.input.fill_buf() {
                Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                chunk => chunk?,
            };
            if chunk.is_empty() {
                break;
            }
            let mut used = 0;
            for byte in chunk {
                used += 1;
                let Some(first) = self.half.take() else {
                    self.half = Some(*byte);
                    continue;
                };
                let unit = match order {
                    Order::Little => u16::from_le_bytes([first, *byte]),
                    Order::Big => u16::from_be_bytes([first, *byte]),
                };
                if self.after_cr && unit == 0x0d {
                    continue;
                }
                if std::mem::take(&mut self.after_cr) && unit == 0x0a {
                    continue;
                }
                let current = line.get_or_insert(Line { offset: self.offset + used - 2, overlong: false });
                if unit == 0x0a || unit == 0x0d {
                    self.after_cr = unit == 0x0d;
                    ended = true;
                    break;
                }
                if self.units.len() < self.cap {
                    self.units.push(unit);
                } else {
                    current.overlong = true;
                }
            }
            self.offset += used;
            self.input.consume(usize::try_from(used).unwrap_or(0));
        }
        let mut buffer = [0; 4];
        for ch in char::decode_utf16(self.units.iter().copied()) {
            let ch = ch.unwrap_or(char::REPLACEMENT_CHARACTER);
            into.extend_from_slice(ch.encode_utf8(&mut buffer).as_bytes());
        }
        Ok(line)
    }
}
