//! How a table is read: what detection found, or what the seller says instead. What a [`ReadAs`] leaves open is
//! detected.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::charset::Charset;
use super::date::DateOrder;
use super::detect::{DetectError, Detection, NumberStyle};

/// The encodings a seller can choose among: what programs have written address books in.
pub const ENCODINGS: &[&str] = &[
    "UTF-8",
    "UTF-16LE",
    "UTF-16BE",
    "windows-1252",
    "ISO-8859-15",
    "macintosh",
    "IBM850",
    "windows-1250",
    "ISO-8859-2",
    "IBM852",
    "x-mac-ce",
    "x-mac-croatian",
    "windows-1257",
    "ISO-8859-13",
    "windows-1251",
    "KOI8-R",
    "KOI8-U",
    "ISO-8859-5",
    "IBM866",
    "x-mac-cyrillic",
    "windows-1253",
    "ISO-8859-7",
    "windows-1254",
    "windows-1255",
    "ISO-8859-8",
    "windows-1256",
    "ISO-8859-6",
    "windows-1258",
    "windows-874",
    "Shift_JIS",
    "EUC-JP",
    "ISO-2022-JP",
    "GBK",
    "gb18030",
    "Big5",
    "EUC-KR",
];

/// The delimiters a seller can choose among.
pub const DELIMITERS: &[char] = &[',', ';', '\t', '|'];

/// The last line that can hold the names of the columns.
pub const LAST_HEADER_LINE: u32 = 200;

/// Characters of a line shown where the line of the header is chosen.
const SHOWN: usize = 120;

/// How a table is read. As a correction, each part that is absent is detected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReadAs {
    /// The encoding's name: `UTF-8`, `windows-1250`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// What stands between cells: `,` `;` `|` or a tab.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// What encloses cells: `"` or `'`; empty when quotes are ordinary characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// The line of the file that names the columns, from 1; 0 when none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_line: Option<u32>,
    /// The order of days in all columns of the file: `dmy`, `mdy` or `ymd`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_order: Option<String>,
    /// The mark that begins a fraction: `point` or `comma`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<String>,
}

/// A part of a reading that cannot be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct BadReading {
    /// The part: `encoding`, `delimiter`, `quote`, `header_line`, `date_order`, `decimal`.
    pub part: &'static str,
    /// What to change, in words.
    pub message: String,
}

impl BadReading {
    pub(crate) fn new(part: &'static str, message: impl Into<String>) -> Self {
        Self { part, message: message.into() }
    }
}

impl From<BadReading> for satchel_kernel::Error {
    fn from(bad: BadReading) -> Self {
        Self::refused("bad_reading", bad.message)
            .at(format!("reading.{}", bad.part))
            .with(serde_json::json!({ "part": bad.part }))
    }
}

impl From<BadReading> for DetectError {
    fn from(bad: BadReading) -> Self {
        Self::Reading(bad)
    }
}

/// The parts that settle where the cells are.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Given {
    pub delimiter: Option<u8>,
    /// The quote, or `Some(None)` when there is none.
    pub quote: Option<Option<u8>>,
    pub header_line: Option<u32>,
}

impl Given {
    pub fn is_nothing(&self) -> bool {
        self.delimiter.is_none() && self.quote.is_none() && self.header_line.is_none()
    }
}

impl ReadAs {
    /// Whether everything is left to detection.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The names of the parts that are given.
    pub fn parts(&self) -> Vec<&'static str> {
        [
            (self.encoding.is_some(), "encoding"),
            (self.delimiter.is_some(), "delimiter"),
            (self.quote.is_some(), "quote"),
            (self.header_line.is_some(), "header_line"),
            (self.date_order.is_some(), "date_order"),
            (self.decimal.is_some(), "decimal"),
        ]
        .into_iter()
        .filter_map(|(given, name)| given.then_some(name))
        .collect()
    }

    /// Whether every part is one of its choices.
    pub fn check(&self) -> Result<(), BadReading> {
        let known = |name: &String| ENCODINGS.contains(&name.as_str());
        if let Some(name) = self.encoding.as_ref().filter(|name| !known(name)) {
            return Err(BadReading::new(
                "encoding",
                format!("“{name}” is none of the encodings that can be chosen."),
            ));
        }
        if self.delimiter.as_ref().is_some_and(|text| chosen_delimiter(text).is_none()) {
            return Err(BadReading::new(
                "delimiter",
                "Cells are divided by a comma, a semicolon, a tab or a bar.",
            ));
        }
        if self.quote.as_ref().is_some_and(|text| !matches!(text.as_str(), "" | "\"" | "'")) {
            return Err(BadReading::new(
                "quote",
                "Cells stand in double or single quotation marks, or in none.",
            ));
        }
        if self.header_line.is_some_and(|line| line > LAST_HEADER_LINE) {
            return Err(BadReading::new(
                "header_line",
                format!("The names of the columns stand in one of the first {LAST_HEADER_LINE} lines."),
            ));
        }
        if self.date_order.is_some() && self.order().is_none() {
            return Err(BadReading::new("date_order", "The order of days is dmy, mdy or ymd."));
        }
        if self.decimal.is_some() && self.numbers().is_none() {
            return Err(BadReading::new("decimal", "A fraction begins with a point or a comma."));
        }
        Ok(())
    }

    /// The order of days, if one is given.
    pub fn order(&self) -> Option<DateOrder> {
        match self.date_order.as_deref()? {
            "dmy" => Some(DateOrder::Dmy),
            "mdy" => Some(DateOrder::Mdy),
            "ymd" => Some(DateOrder::Ymd),
            _ => None,
        }
    }

    /// How numbers are written, if that is given.
    pub fn numbers(&self) -> Option<NumberStyle> {
        match self.decimal.as_deref()? {
            "point" => Some(NumberStyle::Point),
            "comma" => Some(NumberStyle::Comma),
            _ => None,
        }
    }

    pub(crate) fn charset(&self) -> Option<Charset> {
        self.encoding.as_deref().and_then(Charset::named)
    }

    pub(crate) fn given(&self) -> Given {
        Given {
            delimiter: self.delimiter.as_deref().and_then(chosen_delimiter),
            quote: self.quote.as_ref().map(|text| text.bytes().next()),
            header_line: self.header_line,
        }
    }

    /// This of the table a sheet of a workbook was written out as: where its cells are is known.
    #[must_use]
    pub fn of_sheet(&self) -> Self {
        Self {
            encoding: Some("UTF-8".to_owned()),
            delimiter: Some(",".to_owned()),
            quote: Some("\"".to_owned()),
            ..self.clone()
        }
    }

    /// What there is to say of such a table: where its names stand and how its values are written.
    #[must_use]
    pub fn said_of_sheet(&self) -> Self {
        Self { encoding: None, delimiter: None, quote: None, ..self.clone() }
    }

    /// Only how values are written, not where the cells are.
    #[must_use]
    pub fn of_values(&self) -> Self {
        Self { date_order: self.date_order.clone(), decimal: self.decimal.clone(), ..Self::default() }
    }

    /// What of a reading chosen for an earlier file of the same source still goes for one of which this was found: all
    /// but what the file itself proves to be otherwise.
    #[must_use]
    pub fn fitted_to(&self, found: &Detection) -> Self {
        let mut fitted = self.clone();
        if found.encoding_certain {
            fitted.encoding = None;
        }
        let order = self.order();
        if order.is_some() && found.dates.iter().any(|date| date.proven && Some(date.order) != order) {
            fitted.date_order = None;
        }
        fitted
    }
}

fn chosen_delimiter(text: &str) -> Option<u8> {
    let mut chars = text.chars();
    let (first, rest) = (chars.next()?, chars.next());
    if rest.is_none() && DELIMITERS.contains(&first) { u8::try_from(first).ok() } else { None }
}

impl Detection {
    /// How the table is read: every part as it was found or chosen. The order of days is left open where columns
    /// differ or leave it open, the mark of fractions where no number tells it.
    pub fn reading(&self) -> ReadAs {
        let dialect = &self.dialect;
        let mut orders = self.dates.iter().map(|date| date.order);
        let first = orders.next();
        let order = first.filter(|first| orders.all(|order| order == *first));
        let order = match order {
            Some(DateOrder::Dmy) => Some("dmy"),
            Some(DateOrder::Mdy) => Some("mdy"),
            Some(DateOrder::Ymd) => Some("ymd"),
            Some(DateOrder::Ambiguous) | None => None,
        };
        let decimal = match self.numbers {
            NumberStyle::Point => Some("point"),
            NumberStyle::Comma => Some("comma"),
            NumberStyle::Plain | NumberStyle::Mixed => None,
        };
        ReadAs {
            encoding: Some(dialect.encoding.clone()),
            delimiter: Some(dialect.delimiter.to_string()),
            quote: Some(dialect.quote.map(String::from).unwrap_or_default()),
            header_line: Some(if dialect.header { dialect.skip_lines + 1 } else { 0 }),
            date_order: order.map(str::to_owned),
            decimal: decimal.map(str::to_owned),
        }
    }
}

/// Refuses an encoding in which the file is no text: hardly anything of it decodes, or no cell or line ends where the
/// bytes have ends of cells and lines.
pub(crate) fn check_text(sample: &[u8], text: &str, malformed: u64) -> Result<(), BadReading> {
    let all = text.chars().count();
    let odd = text.chars().filter(|c| matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1a}')).count();
    let broken = usize::try_from(malformed).unwrap_or(usize::MAX);
    let ends = |b: u8| matches!(b, b',' | b';' | b'\t' | b'|' | b'\n' | b'\r');
    let no_ends = !text.bytes().any(ends) && sample.iter().any(|b| ends(*b));
    if odd.saturating_mul(20) > all || broken.saturating_mul(20) > all || no_ends {
        return Err(BadReading::new("encoding", "In this encoding the file is no readable text."));
    }
    Ok(())
}

/// The first lines of a text as they stand, shortened, at most `most` of them.
pub(crate) fn first_lines(text: &str, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut at = 0;
    while at < text.len() && lines.len() < most {
        let (content, next) = super::scan::line(text, at);
        lines.push(content.trim().chars().take(SHOWN).collect());
        at = next;
    }
    lines
}
