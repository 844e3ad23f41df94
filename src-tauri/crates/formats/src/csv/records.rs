//! The records of a stream, one after the other, in memory that does not grow with the file.
//!
//! A quote without its partner would swallow every row up to the next quote. So a record of several lines is looked
//! at again: when the lines inside a quoted cell are themselves rows of the table, its first line is given back as
//! broken and reading goes on at the next line. Lines read a second time may not open quotes that reach over the
//! line's end, which keeps the work linear in the file's length.

use std::io::{self, Read};

use super::decode::Decoded;
use super::scan::{Grammar, Record, Scan, line, line_ends, scan};

/// The most text of one record.
pub(crate) const LARGEST_RECORD: usize = 16 * 1024 * 1024;

const CHUNK: usize = 64 * 1024;

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Got {
    /// A record; its cells are in [`Records::record`].
    Record,
    /// A line with a quote that is never closed; its cells, read without quotes, are in [`Records::record`].
    Stray,
    /// The last record, whose last quote is not closed.
    Cut,
    /// A record larger than [`LARGEST_RECORD`]; it is skipped.
    Large,
}

/// The records of a stream.
pub(crate) struct Records<R> {
    decoded: Decoded<R>,
    grammar: Grammar,
    /// How many cells a row of this table has.
    width: usize,
    /// Decoded text; what lies before `next` is done with.
    pub text: String,
    next: usize,
    ended: bool,
    /// The source line the next record starts at, from 1.
    next_line: u64,
    /// Text before this place has been read once already.
    again_until: usize,
    /// The cells of the record last given.
    pub record: Record,
    /// The source line it starts at.
    pub line: u64,
}

impl<R: Read> Records<R> {
    pub(crate) fn new(decoded: Decoded<R>, grammar: Grammar, width: usize) -> Self {
        Self {
            decoded,
            grammar,
            width,
            text: String::new(),
            next: 0,
            ended: false,
            next_line: 1,
            again_until: 0,
            record: Record::default(),
            line: 1,
        }
    }

    /// Bytes of the stream that were not text in its encoding, so far.
    pub(crate) fn malformed(&self) -> u64 {
        self.decoded.malformed
    }

    /// Reads on, letting go of text that is done with.
    fn more(&mut self) -> io::Result<()> {
        self.text.drain(..self.next);
        self.again_until = self.again_until.saturating_sub(self.next);
        self.next = 0;
        // At least doubling what is there keeps reading a long record again and again linear.
        let wanted = CHUNK.max(self.text.len());
        if !self.decoded.fill(&mut self.text, wanted)? {
            self.ended = true;
        }
        Ok(())
    }

    /// Skips whole lines, whatever they hold.
    pub(crate) fn skip_lines(&mut self, count: u32) -> io::Result<()> {
        for _ in 0..count {
            loop {
                let rest = self.text.get(self.next..).unwrap_or_default();
                match memchr::memchr2(b'\n', b'\r', rest.as_bytes()) {
                    // A `\r` at the end may have its `\n` in the next chunk.
                    Some(at) if at + 1 < rest.len() || self.ended => break,
                    _ if self.ended => break,
                    Some(_) => self.more()?,
                    None => {
                        self.next = self.text.len();
                        self.more()?;
                    }
                }
            }
            if self.next >= self.text.len() {
                return Ok(());
            }
            self.next = line(&self.text, self.next).1;
            self.next_line += 1;
        }
        Ok(())
    }

    /// The next record, or `None` at the end.
    pub(crate) fn read(&mut self) -> io::Result<Option<Got>> {
        loop {
            if self.next >= self.text.len() {
                if self.ended {
                    return Ok(None);
                }
                self.more()?;
                continue;
            }
            if self.next < self.again_until
                && let Some(got) = self.again()
            {
                return Ok(Some(got));
            }
            match scan(self.text.as_bytes(), self.next, self.ended, self.grammar, &mut self.record) {
                Scan::Done => {
                    let large = self.record.next - self.next > LARGEST_RECORD;
                    if self.record.lines > 2 && self.swallows_rows(self.record.next) {
                        return Ok(Some(self.stray(self.record.next)));
                    }
                    return Ok(Some(self.give(if large { Got::Large } else { Got::Record })));
                }
                Scan::OpenQuote => {
                    if self.swallows_rows(self.text.len()) {
                        return Ok(Some(self.stray(self.text.len())));
                    }
                    return Ok(Some(self.give(Got::Cut)));
                }
                Scan::More if self.text.len() - self.next > LARGEST_RECORD => {
                    if self.swallows_rows(self.text.len()) {
                        return Ok(Some(self.stray(self.text.len())));
                    }
                    self.line = self.next_line;
                    self.skip_record()?;
                    return Ok(Some(Got::Large));
                }
                Scan::More => self.more()?,
            }
        }
    }

    fn give(&mut self, got: Got) -> Got {
        self.line = self.next_line;
        self.next_line += self.record.lines;
        self.next = self.record.next;
        got
    }

    /// Gives back the line at `next` alone; the text up to `until` will be read again.
    fn stray(&mut self, until: usize) -> Got {
        self.again_until = self.again_until.max(until);
        let (content, next) = line(&self.text, self.next);
        let end = self.next + content.len();
        let bare = Grammar { quote: None, ..self.grammar };
        let _ = scan(
            self.text.as_bytes().get(..end).unwrap_or_default(),
            self.next,
            true,
            bare,
            &mut self.record,
        );
        self.record.next = next;
        self.record.lines = 1;
        self.give(Got::Stray)
    }

    /// Reads a line a second time: its quotes must close in it, unless it is the last such line.
    fn again(&mut self) -> Option<Got> {
        let (content, next) = line(&self.text, self.next);
        if next >= self.again_until {
            return None;
        }
        let end = self.next + content.len();
        let state = scan(
            self.text.as_bytes().get(..end).unwrap_or_default(),
            self.next,
            true,
            self.grammar,
            &mut self.record,
        );
        if state == Scan::OpenQuote {
            return Some(self.stray(self.again_until));
        }
        self.record.next = next;
        self.record.lines = 1;
        Some(self.give(Got::Record))
    }

    /// Whether the lines after the first one, up to `until`, are rows of this table by themselves.
    fn swallows_rows(&self, until: usize) -> bool {
        if self.width < 3 {
            return false;
        }
        let mut at = line(&self.text, self.next).1;
        let (mut lines, mut rows) = (0_usize, 0_usize);
        let mut record = Record::default();
        while at < until && lines < 50 {
            let (content, next) = line(&self.text, at);
            // The last line holds the closing quote and proves nothing.
            if next >= until && !self.ended {
                break;
            }
            let text = self.text.as_bytes().get(..at + content.len()).unwrap_or_default();
            let state = scan(text, at, true, self.grammar, &mut record);
            if !content.trim().is_empty() && next < until {
                lines += 1;
                rows += usize::from(state == Scan::Done && record.count == self.width);
            }
            at = next;
        }
        rows > 0 && rows * 10 >= lines * 8
    }

    /// Leaves out the rest of a record that is too large, in constant memory.
    fn skip_record(&mut self) -> io::Result<()> {
        #[derive(PartialEq)]
        enum At {
            Start,
            Plain,
            Quoted,
            Closed,
        }
        let mut at = At::Start;
        loop {
            let bytes = self.text.as_bytes().get(self.next..).unwrap_or_default();
            let mut done = None;
            for (index, byte) in bytes.iter().enumerate() {
                let quote = Some(*byte) == self.grammar.quote;
                at = match at {
                    At::Start if quote => At::Quoted,
                    At::Quoted if quote => At::Closed,
                    At::Quoted => At::Quoted,
                    At::Closed if quote => At::Quoted,
                    _ if *byte == self.grammar.delimiter => At::Start,
                    _ if matches!(byte, b'\n' | b'\r') => {
                        done = Some(index);
                        break;
                    }
                    _ => At::Plain,
                };
            }
            let Some(index) = done else {
                self.next_line += line_ends(bytes);
                self.next = self.text.len();
                self.record.cells.clear();
                self.record.count = 0;
                self.more()?;
                if self.ended && self.text.is_empty() {
                    return Ok(());
                }
                continue;
            };
            self.next_line += line_ends(bytes.get(..=index).unwrap_or_default());
            self.next += index + 1;
            if bytes.get(index) == Some(&b'\r') {
                if self.next >= self.text.len() {
                    self.more()?;
                }
                if self.text.as_bytes().get(self.next) == Some(&b'\n') {
                    self.next += 1;
                }
            }
            self.record.cells.clear();
            self.record.count = 0;
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Got, LARGEST_RECORD, Records};
    use crate::csv::charset::Charset;
    use crate::csv::decode::Decoded;
    use crate::csv::scan::Grammar;

    const COMMA: Grammar = Grammar { delimiter: b',', quote: Some(b'"'), spaced: false };

    fn all(text: &[u8], width: usize) -> Vec<(Got, u64, Vec<String>)> {
        let mut records = Records::new(Decoded::new(text, Charset::UTF_8), COMMA, width);
        let mut got = Vec::new();
        while let Some(kind) = records.read().unwrap() {
            let quote = if kind == Got::Stray { None } else { Some(b'"') };
            let cells =
                records.record.cells.iter().map(|s| s.text(&records.text, quote).into_owned()).collect();
            got.push((kind, records.line, cells));
        }
        got
    }

    // covers(IMP-1, API-16)
    #[test]
    fn a_stray_quote_costs_one_line() {
        let text = b"a,b,c\n1,\"2,3\n4,5,6\n7,8,9\n1,2,3\n";
        let got = all(text, 3);
        assert_eq!(got[1].0, Got::Stray);
        assert_eq!(got[1].2, ["1", "\"2", "3"]);
        assert_eq!(got.len(), 5);
        assert_eq!(got[4], (Got::Record, 5, vec!["1".into(), "2".into(), "3".into()]));
    }

    #[test]
    fn a_stray_quote_closed_much_later_costs_its_lines_only() {
        let text = b"a,b,c\n1,\"2,3\n4,5,6\n7,8,9\nx,\"y\ny\",z\n1,2,3\n";
        let got = all(text, 3);
        let kinds: Vec<_> = got.iter().map(|g| (g.0, g.1)).collect();
        assert_eq!(
            kinds,
            [
                (Got::Record, 1),
                (Got::Stray, 2),
                (Got::Record, 3),
                (Got::Record, 4),
                (Got::Record, 5),
                (Got::Record, 7)
            ]
        );
        assert_eq!(got[4].2[1], "y\ny");
    }

    #[test]
    fn notes_of_many_lines_are_one_record() {
        let text = b"a,b,c\n1,\"dear Ann,\nplease call\nback, or not\n\nBob\",3\n4,5,6\n";
        let got = all(text, 3);
        assert_eq!(got.len(), 3);
        assert_eq!(got[2].1, 7);
    }

    #[test]
    fn a_file_cut_inside_quotes_keeps_its_last_record() {
        let got = all(b"a,b,c\n1,2,\"note\nand mo", 3);
        assert_eq!(got[1], (Got::Cut, 2, vec!["1".into(), "2".into(), "note\nand mo".into()]));
    }

    // covers(API-16)
    #[test]
    fn a_record_that_is_too_large_is_skipped_and_reading_goes_on() {
        let mut text = b"a,b,c\n1,\"".to_vec();
        text.resize(text.len() + LARGEST_RECORD + 100, b'x');
        text.extend_from_slice(b"\",3\n4,5,6\n");
        let got = all(&text, 3);
        assert_eq!(got.iter().map(|g| g.0).collect::<Vec<_>>(), [Got::Record, Got::Large, Got::Record]);
        assert_eq!(got[2].1, 3);
    }
}
