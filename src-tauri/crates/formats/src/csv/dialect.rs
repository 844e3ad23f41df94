//! How a table is written: delimiter, quotes, line ends, what stands before the header, and where the header is.
//!
//! A header that is understood settles delimiter and place at once, whatever stands before it. Without one, every
//! delimiter is tried and the one under which most records have the same number of cells wins: a vote, so one
//! ragged record fools nobody.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::guess::means;
use super::reading::{BadReading, Given};
use super::scan::{Grammar, Record, Scan, line, scan};
use super::votes::{Widths, enclosed_by, enclosing, evenness, foreign_delimiters, quoting};
use super::{header, product, satchel, values};

/// What a reader must know to find the cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dialect {
    /// The encoding's name: `UTF-8`, `windows-1252`.
    pub encoding: String,
    /// Whether the file starts with a byte order mark.
    #[serde(default)]
    pub bom: bool,
    /// What stands between cells, an ASCII character.
    pub delimiter: char,
    /// What encloses cells, if anything does.
    pub quote: Option<char>,
    /// Whether blanks may stand before an opening quote.
    #[serde(default)]
    pub spaced: bool,
    /// How lines end; any other line end is understood too.
    #[serde(default)]
    pub line_end: LineEnd,
    /// Lines to skip before the header, or before the first row if there is none.
    #[serde(default)]
    pub skip_lines: u32,
    /// Whether the first record after them names the columns.
    pub header: bool,
}

/// How lines end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineEnd {
    /// `\n`.
    #[default]
    Lf,
    /// `\r\n`.
    Crlf,
    /// `\r`, as old Macs did.
    Cr,
}

pub(super) const DELIMITERS: &[u8] = b",;\t|";

/// The most lines that may stand before the header.
const MOST_PREAMBLE: usize = 60;

/// The most text that is looked at to find the delimiter.
pub(super) const LOOK: usize = 256 * 1024;

/// The grammar of a dialect.
impl Dialect {
    pub(crate) fn grammar(&self) -> Option<Grammar> {
        let ascii = |c: char| u8::try_from(u32::from(c)).ok().filter(u8::is_ascii);
        let quote = match self.quote {
            Some(quote) => Some(ascii(quote)?),
            None => None,
        };
        let delimiter = ascii(self.delimiter)?;
        let sound = Some(delimiter) != quote
            && !matches!(delimiter, b'\n' | b'\r')
            && !matches!(quote, Some(b'\n' | b'\r'));
        sound.then_some(Grammar { delimiter, quote, spaced: self.spaced && delimiter != b' ' })
    }
}

/// Where the table lies in the text and how its cells are found.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub grammar: Grammar,
    pub skip_lines: u32,
    /// Where the header or first row starts in the text.
    pub start: usize,
    pub header: bool,
    /// Whether the header was understood, not only supposed.
    pub header_sure: bool,
    /// Share of the records that have the usual number of cells.
    pub even: f64,
}

/// Finds the table in decoded text, with what the seller says of it.
pub(crate) fn find(text: &str, whole: bool, given: &Given) -> Result<Layout, BadReading> {
    if given.is_nothing()
        && let Some(own) = own(text)
    {
        return Ok(own);
    }
    let (said, said_next) = separator_line(text);
    let (first_line, first) = if said.is_some() { (1, said_next) } else { (0, 0) };
    let delimiters: Vec<u8> =
        given.delimiter.or(said).map_or_else(|| DELIMITERS.to_vec(), |delimiter| vec![delimiter]);
    if given.delimiter.is_some_and(|delimiter| !text.as_bytes().contains(&delimiter)) {
        return Err(BadReading::new("delimiter", "This character does not occur in the file."));
    }
    let found = match given.header_line {
        Some(0) => voted(text, first, first_line, &delimiters, whole, given),
        Some(number) => headed(text, number, &delimiters, whole, given)?,
        None => understood_header(text, first, first_line, &delimiters, whole, given)
            .unwrap_or_else(|| voted(text, first, first_line, &delimiters, whole, given)),
    };
    let none = given.header_line == Some(0);
    Ok(Layout { header: found.header && !none, header_sure: found.header_sure || none, ..found })
}

/// The table under a header whose line is known.
fn headed(
    text: &str,
    number: u32,
    delimiters: &[u8],
    whole: bool,
    given: &Given,
) -> Result<Layout, BadReading> {
    let mut start = 0;
    for _ in 1..number {
        start = line(text, start).1;
    }
    if start >= text.len() {
        return Err(BadReading::new("header_line", "The file does not have that many lines."));
    }
    if line(text, start).0.trim().is_empty() {
        return Err(BadReading::new("header_line", "That line is empty, so it names no columns."));
    }
    let (grammar, _, even) = agreed(text, start, delimiters, whole, given);
    Ok(Layout { grammar, skip_lines: number - 1, start, header: true, header_sure: true, even })
}

impl Given {
    /// What encloses cells between these delimiters.
    fn enclosing(&self, text: &str, from: usize, delimiter: u8) -> Grammar {
        match self.quote {
            Some(quote) => enclosed_by(text, from, delimiter, quote),
            None => enclosing(text, from, delimiter),
        }
    }

    /// Whether quotes enclose cells here, or are ordinary characters.
    fn quoting(&self, text: &str, from: usize, grammar: Grammar, whole: bool) -> Option<u8> {
        self.quote.unwrap_or_else(|| quoting(text, from, grammar, whole))
    }
}

/// Satchel's own export, also after a spreadsheet has written it again with another delimiter.
fn own(text: &str) -> Option<Layout> {
    let rest = text.strip_prefix('"').unwrap_or(text).strip_prefix(satchel::KIND)?;
    let rest = rest.strip_prefix('"').unwrap_or(rest).as_bytes();
    let delimiter = match rest.first() {
        None | Some(b'\n' | b'\r') => b',',
        Some(delimiter) if DELIMITERS.contains(delimiter) => *delimiter,
        _ => return None,
    };
    let grammar = Grammar { delimiter, quote: Some(b'"'), spaced: false };
    Some(Layout { grammar, skip_lines: 0, start: 0, header: true, header_sure: true, even: 1.0 })
}

/// `sep=;` on the first line, which spreadsheets obey and write.
fn separator_line(text: &str) -> (Option<u8>, usize) {
    let (first, next) = line(text, 0);
    let bare = first.trim_matches('"');
    let said = bare.get(..4).filter(|s| s.eq_ignore_ascii_case("sep=")).and_then(|_| bare.get(4..));
    let delimiter = match said.map(str::as_bytes) {
        Some([one]) => Some(*one),
        // The delimiter itself, then empty cells.
        Some([one, rest @ ..]) if rest.iter().all(|b| b == one || *b == b',' || *b == b'"') => Some(*one),
        Some(b"\\t") => Some(b'\t'),
        _ => None,
    };
    (delimiter.filter(|d| d.is_ascii() && !d.is_ascii_alphanumeric() && *d != b'"' && *d != b'\n'), next)
}

/// How well a record serves as a header: cells that name something, and all cells that are not blank.
fn header_words(cells: &[String]) -> (usize, usize) {
    let (mut known, mut filled) = (0, 0);
    for cell in cells {
        let cell = cell.trim();
        if cell.is_empty() {
            continue;
        }
        filled += 1;
        if cell.len() > 120 {
            continue;
        }
        if values::is_email(cell) || cell.contains("://") || cell.starts_with("www.") {
            // A header names, it does not hold.
            return (0, filled);
        }
        let meaning = means(cell);
        let solid = meaning.is_clear() && !meaning.only_qualifies();
        known += usize::from(solid || product::knows(&header::key(cell).0));
    }
    (known, filled)
}

fn cells(text: &str, record: &Record, grammar: Grammar) -> Vec<String> {
    record.cells.iter().map(|s| s.text(text, grammar.quote).into_owned()).collect()
}

fn understood_header(
    text: &str,
    first: usize,
    first_line: u32,
    delimiters: &[u8],
    whole: bool,
    given: &Given,
) -> Option<Layout> {
    let mut best: Option<(usize, Layout)> = None;
    // By delimiter, the most cells that are filled in a line above.
    let mut above: HashMap<u8, usize> = HashMap::new();
    let mut settled = false;
    let mut at = first;
    let mut number = first_line;
    let mut record = Record::default();
    for _ in 0..MOST_PREAMBLE {
        if at >= text.len() {
            break;
        }
        let (content, next) = line(text, at);
        if !content.trim().is_empty() && content.len() < 256 * 1024 {
            for delimiter in delimiters {
                if !content.as_bytes().contains(delimiter) {
                    continue;
                }
                let grammar = given.enclosing(text, at, *delimiter);
                if scan(text.as_bytes(), at, true, grammar, &mut record) != Scan::Done || record.lines > 8 {
                    continue;
                }
                let cells = cells(text, &record, grammar);
                let (known, filled) = header_words(&cells);
                let full = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
                let fullest = above.entry(*delimiter).or_default();
                let is_topmost = *fullest < full;
                *fullest = full.max(*fullest);
                if filled < 2 || known < 2 || known * 2 < filled {
                    continue;
                }
                let widths = Widths::of(text, record.next, grammar, whole);
                let (even, usual) = widths.usual(true);
                let clear = known >= 3 && known * 10 >= filled * 8;
                // What has a row above it that is as full is a row too, whatever its words.
                if !is_topmost && !clear {
                    continue;
                }
                let narrow = cells.len() * 2 < usual;
                let fits = usual == 0 || clear || widths.widest() * 2 >= cells.len() && !narrow;
                if fits && best.as_ref().is_none_or(|(k, _)| known > *k) {
                    let start = at;
                    let layout =
                        Layout { grammar, skip_lines: number, start, header: true, header_sure: true, even };
                    best = Some((known, layout));
                    settled |= !narrow;
                }
            }
            // The first line that is a header is the header, unless the table is much wider.
            if settled {
                break;
            }
        }
        at = next;
        number += 1;
    }
    best.map(|(_, mut layout)| {
        layout.grammar.quote = given.quoting(text, layout.start, layout.grammar, whole);
        layout
    })
}

/// The grammar most records from `first` on agree on, their usual number of cells, and the share that has it.
fn agreed(text: &str, first: usize, delimiters: &[u8], whole: bool, given: &Given) -> (Grammar, usize, f64) {
    let mut best: Option<(f64, Grammar, usize, f64)> = None;
    for delimiter in delimiters {
        let grammar = given.enclosing(text, first, *delimiter);
        let (even, width) = evenness(text, first, grammar, whole);
        if width < 2 {
            continue;
        }
        let clean = 1.0 - foreign_delimiters(text, first, grammar);
        let score = even * (0.2 + clean) * (1.0 - 0.5 / width as f64);
        if best.as_ref().is_none_or(|(s, ..)| score > *s) {
            best = Some((score, grammar, width, even));
        }
    }
    match best {
        Some((_, mut grammar, width, even)) => {
            grammar.quote = given.quoting(text, first, grammar, whole);
            (grammar, width, even)
        }
        None => {
            let delimiter = delimiters.first().copied().unwrap_or(b',');
            (Grammar { delimiter, quote: given.quote.unwrap_or(Some(b'"')), spaced: false }, 1, 1.0)
        }
    }
}

/// The table under the delimiter most records agree on.
fn voted(text: &str, first: usize, first_line: u32, delimiters: &[u8], whole: bool, given: &Given) -> Layout {
    let (grammar, width, even) = agreed(text, first, delimiters, whole, given);
    // Title lines before the table have fewer cells than it.
    let mut at = first;
    let mut skip_lines = first_line;
    let mut record = Record::default();
    for _ in 0..MOST_PREAMBLE {
        if at >= text.len() {
            break;
        }
        let _ = scan(text.as_bytes(), at, true, grammar, &mut record);
        let filled = record.cells.iter().filter(|s| !s.text(text, grammar.quote).trim().is_empty()).count();
        let title = width >= 3 && record.count < width && filled <= 1;
        if (filled > 0 && !title) || record.next >= text.len() {
            break;
        }
        at = record.next;
        skip_lines += u32::try_from(record.lines).unwrap_or(1);
    }
    let (header, header_sure) = is_header(text, at, grammar, whole);
    Layout { grammar, skip_lines, start: at, header, header_sure, even }
}

/// Whether the record at `at` is a header, and whether that is sure: names above values that are not names.
fn is_header(text: &str, at: usize, grammar: Grammar, whole: bool) -> (bool, bool) {
    let mut record = Record::default();
    if at >= text.len() {
        return (false, false);
    }
    let _ = scan(text.as_bytes(), at, true, grammar, &mut record);
    let names = cells(text, &record, grammar);
    let (known, filled) = header_words(&names);
    let holds = |cell: &str| {
        let cell = cell.trim();
        values::is_email(cell)
            || values::is_url(cell)
            || values::is_phone(cell)
            || values::is_number(cell)
            || super::date::is_date(cell)
    };
    let mut seen = std::collections::HashSet::new();
    let unique = names.iter().filter(|n| !n.trim().is_empty()).all(|n| seen.insert(n.trim().to_lowercase()));
    if filled == 0 || names.iter().any(|n| holds(n)) || !unique || names.iter().any(|n| n.len() > 200) {
        return (false, false);
    }
    if known * 2 >= filled {
        return (true, known >= 2 || filled == 1);
    }
    // Columns that hold values below a cell that is none.
    let (mut rows, mut typed) = (0_usize, vec![0_usize; names.len()]);
    let mut from = record.next;
    while from < text.len().min(at + LOOK) && rows < 50 {
        let _ = scan(text.as_bytes(), from, true, grammar, &mut record);
        if whole || record.next < text.len() {
            rows += 1;
            for (index, count) in typed.iter_mut().enumerate() {
                *count += usize::from(record.cell(text, index, grammar.quote).is_some_and(|c| holds(&c)));
            }
        }
        from = record.next;
    }
    let contrast = rows > 0 && typed.iter().any(|count| count * 2 > rows);
    ((contrast || known > 0) && filled * 10 >= names.len() * 7, false)
}

/// How most lines end.
pub(crate) fn line_end(text: &str) -> LineEnd {
    let head = text.as_bytes().get(..text.len().min(LOOK)).unwrap_or_default();
    let crlf = memchr::memmem::find_iter(head, b"\r\n").count();
    let lf = memchr::memchr_iter(b'\n', head).count() - crlf;
    let cr = memchr::memchr_iter(b'\r', head).count() - crlf;
    match (lf, crlf, cr) {
        _ if crlf >= lf && crlf >= cr && crlf > 0 => LineEnd::Crlf,
        _ if cr > lf => LineEnd::Cr,
        _ => LineEnd::Lf,
    }
}
