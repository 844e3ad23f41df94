//! Finding the cells of one record in decoded text, without copying them.
//!
//! The grammar is RFC 4180 read generously, the way spreadsheets and Python's `csv` read it: a record ends at `\n`,
//! `\r` or `\r\n`; a quote counts only at the start of a cell; inside quotes a doubled quote is one quote; text after
//! the closing quote still belongs to the cell. [`scan`] is a pure function of the text, so a record means the same
//! wherever it stands and can be read again when a quote turns out to be stray.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr3};

/// The most cells of one record that are looked at; what a spreadsheet can hold.
pub(crate) const MOST_CELLS: usize = 16_384;

/// What separates and encloses cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Grammar {
    /// The delimiter, an ASCII character.
    pub delimiter: u8,
    /// The quote, or `None` when quotes are ordinary characters.
    pub quote: Option<u8>,
    /// Whether blanks may stand between a delimiter and an opening quote.
    pub spaced: bool,
}

/// One cell's place in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub start: usize,
    pub end: usize,
    /// Whether quotes inside must be undone.
    pub escaped: bool,
}

/// One record's cells.
#[derive(Debug, Default)]
pub(crate) struct Record {
    pub cells: Vec<Span>,
    /// Cells there are, also those beyond [`MOST_CELLS`].
    pub count: usize,
    /// Where the next record starts.
    pub next: usize,
    /// Line ends from the record's start to `next`.
    pub lines: u64,
}

/// How a scan ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scan {
    /// A whole record.
    Done,
    /// The text ends before the record does, and more may follow.
    More,
    /// The text ends inside quotes and nothing follows; the record holds the rest of the text.
    OpenQuote,
}

/// Reads the record that starts at `from`, which must be inside the text. `last` says that nothing follows the text.
pub(crate) fn scan(text: &[u8], from: usize, last: bool, grammar: Grammar, record: &mut Record) -> Scan {
    record.cells.clear();
    record.count = 0;
    record.lines = 0;
    let mut at = from;
    loop {
        let mut start = at;
        let mut opens = grammar.quote.is_some() && text.get(at).copied() == grammar.quote;
        if grammar.spaced && !opens {
            let blanks = text.get(at..).unwrap_or_default().iter().take_while(|b| **b == b' ').count();
            if grammar.quote.is_some() && text.get(at + blanks).copied() == grammar.quote {
                start = at + blanks;
                opens = true;
            } else if at + blanks == text.len() && !last {
                return Scan::More;
            }
        }
        let mut escaped = false;
        let mut end = start;
        if opens && let Some(quote) = grammar.quote {
            start += 1;
            at = start;
            loop {
                let Some(found) = memchr(quote, text.get(at..).unwrap_or_default()) else {
                    if !last {
                        return Scan::More;
                    }
                    record.push(Span { start, end: text.len(), escaped });
                    record.lines += line_ends(text.get(start..).unwrap_or_default());
                    record.next = text.len();
                    return Scan::OpenQuote;
                };
                end = at + found;
                at = end + 1;
                match text.get(at) {
                    None if !last => return Scan::More,
                    Some(next) if *next == quote => {
                        escaped = true;
                        at += 1;
                    }
                    _ => break,
                }
            }
            record.lines += line_ends(text.get(start..end).unwrap_or_default());
        }
        // From here to the delimiter or line end the cell is plain.
        let rest = text.get(at..).unwrap_or_default();
        let length = match rest.first() {
            Some(b) if *b == grammar.delimiter => Some(0),
            _ => memchr3(grammar.delimiter, b'\n', b'\r', rest),
        };
        let Some(length) = length else {
            if !last {
                return Scan::More;
            }
            escaped |= opens && !rest.is_empty();
            let end = if opens && rest.is_empty() { end } else { text.len() };
            record.push(Span { start, end, escaped });
            record.next = text.len();
            return Scan::Done;
        };
        if opens && length > 0 {
            escaped = true;
        }
        if !opens || length > 0 {
            end = at + length;
        }
        record.push(Span { start, end, escaped });
        at += length;
        match text.get(at) {
            Some(b'\r') => {
                let next = text.get(at + 1);
                if next.is_none() && !last {
                    return Scan::More;
                }
                record.next = at + if next == Some(&b'\n') { 2 } else { 1 };
            }
            Some(b'\n') => record.next = at + 1,
            _ => {
                at += 1;
                continue;
            }
        }
        record.lines += 1;
        return Scan::Done;
    }
}

impl Record {
    fn push(&mut self, span: Span) {
        self.count += 1;
        if self.cells.len() < MOST_CELLS {
            self.cells.push(span);
        }
    }

    /// The text of cell `index`; `None` past the last one.
    pub(crate) fn cell<'t>(&self, text: &'t str, index: usize, quote: Option<u8>) -> Option<Cow<'t, str>> {
        self.cells.get(index).map(|span| span.text(text, quote))
    }
}

impl Span {
    /// The cell's text with its quoting undone.
    pub(crate) fn text(self, text: &str, quote: Option<u8>) -> Cow<'_, str> {
        let inside = text.get(self.start..self.end).unwrap_or_default();
        match quote {
            Some(quote) if self.escaped => Cow::Owned(unquoted(inside, char::from(quote))),
            _ => Cow::Borrowed(inside),
        }
    }
}

/// Undoes doubled quotes up to the closing one; what follows it is taken as it is.
fn unquoted(inside: &str, quote: char) -> String {
    let mut out = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((before, after)) = rest.split_once(quote) {
        out.push_str(before);
        match after.strip_prefix(quote) {
            Some(tail) => {
                out.push(quote);
                rest = tail;
            }
            None => {
                rest = after;
                break;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The number of line ends in `text`, where `\r\n` is one.
pub(crate) fn line_ends(text: &[u8]) -> u64 {
    let mut count = 0;
    let mut rest = text;
    while let Some(at) = memchr2(b'\n', b'\r', rest) {
        let pair = rest.get(at) == Some(&b'\r') && rest.get(at + 1) == Some(&b'\n');
        rest = rest.get(at + 1 + usize::from(pair)..).unwrap_or_default();
        count += 1;
    }
    count
}

/// The line that starts at `from`, without its end, and where the next one starts.
pub(crate) fn line(text: &str, from: usize) -> (&str, usize) {
    let rest = text.get(from..).unwrap_or_default();
    let Some(at) = memchr2(b'\n', b'\r', rest.as_bytes()) else { return (rest, text.len()) };
    let pair = rest.as_bytes().get(at) == Some(&b'\r') && rest.as_bytes().get(at + 1) == Some(&b'\n');
    (rest.get(..at).unwrap_or_default(), from + at + 1 + usize::from(pair))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Grammar, Record, Scan, line_ends, scan};

    const COMMA: Grammar = Grammar { delimiter: b',', quote: Some(b'"'), spaced: false };

    fn table(text: &str, grammar: Grammar) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        let mut record = Record::default();
        let mut from = 0;
        while from < text.len() {
            let _ = scan(text.as_bytes(), from, true, grammar, &mut record);
            rows.push(record.cells.iter().map(|s| s.text(text, grammar.quote).into_owned()).collect());
            from = record.next;
        }
        rows
    }

    // covers(IMP-1, QA-6)
    #[test]
    fn quotes_line_ends_and_text_after_quotes() {
        assert_eq!(
            table("a,b\r\nc,\"d\"\"e\nf\"\rg", COMMA),
            [vec!["a", "b"], vec!["c", "d\"e\nf"], vec!["g"]]
        );
        assert_eq!(table("\"Big\" Bob,5\" pipe,\"\"", COMMA), [vec!["Big Bob", "5\" pipe", ""]]);
        assert_eq!(table(",,\n\n", COMMA), [vec!["", "", ""], vec![""]]);
        assert_eq!(table("a, \"b, c\" , d", Grammar { spaced: true, ..COMMA }), [vec!["a", "b, c ", " d"]]);
        assert_eq!(
            table("a;\"b", Grammar { delimiter: b';', quote: None, spaced: false }),
            [vec!["a", "\"b"]]
        );
        let mut record = Record::default();
        assert_eq!(scan(b"a,\"b\nc", 0, true, COMMA, &mut record), Scan::OpenQuote);
        assert_eq!(scan(b"a,\"b\nc", 0, false, COMMA, &mut record), Scan::More);
        assert_eq!(scan(b"a,\"b\"", 0, false, COMMA, &mut record), Scan::More);
        assert_eq!(scan(b"a,b\r", 0, false, COMMA, &mut record), Scan::More);
        assert_eq!(line_ends(b"a\r\nb\rc\nd\n\r"), 5);
    }

    proptest! {
        // covers(QA-3)
        #[test]
        fn well_formed_text_reads_as_the_csv_crate_reads_it(
            rows in prop::collection::vec(prop::collection::vec("[a-c\",;\n\r é]{0,6}", 2..5), 1..6),
        ) {
            let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assert_eq!(table(&text, COMMA), rows);
        }

        #[test]
        fn any_text_reads_as_the_csv_crate_reads_it(text in "[ab\",\n\r]{0,24}") {
            let mut reader = ::csv::ReaderBuilder::new()
                .flexible(true)
                .has_headers(false)
                .from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> = reader
                .records()
                .map(|r| r.unwrap().iter().map(str::to_owned).collect())
                .collect();
            // The csv crate leaves out blank lines; here they are records of one blank cell.
            let ours: Vec<Vec<String>> = table(&text, COMMA);
            let ours: Vec<_> = ours.into_iter().filter(|r| r.len() > 1 || !r[0].is_empty()).collect();
            let theirs: Vec<_> = theirs.into_iter().filter(|r| r.len() > 1 || !r[0].is_empty()).collect();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn a_cut_text_asks_for_more_or_gives_the_same_record(text in "[ab\",\n\r]{1,24}", cut in 0usize..24) {
            let cut = cut.min(text.len());
            let mut part = Record::default();
            if scan(&text.as_bytes()[..cut], 0, false, COMMA, &mut part) == Scan::Done {
                let mut whole = Record::default();
                let _ = scan(text.as_bytes(), 0, true, COMMA, &mut whole);
                prop_assert_eq!(part.next, whole.next);
                prop_assert_eq!(part.count, whole.count);
                prop_assert_eq!(part.lines, whole.lines);
            }
        }
    }
}
