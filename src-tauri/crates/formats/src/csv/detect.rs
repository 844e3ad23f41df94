//! Detection: everything about a table that nobody should have to ask the seller, with what it rests on, and what
//! remains doubtful.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::charset;
use super::columns::{guessed_columns, known_columns};
use super::date::{self, DateOrder};
use super::dialect::{self, Dialect};
use super::guess::Facts;
use super::mapping::{Column, Mapping};
use super::mojibake::{self, Mojibake};
use super::product::{self, Product};
use super::reading::{self, BadReading, ReadAs};
use super::rejects;
use super::sampled::{Sampled, examples, number_style};
use super::satchel;
use super::sniff::{Sniffed, sniff};
use super::target::{Entry, List, Part, Target, TextField};

/// What was found out about a table.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Detection {
    /// How it is written.
    pub dialect: Dialect,
    /// Whether the bytes themselves prove the encoding: by a mark, or by what only UTF-8 and UTF-16 look like.
    pub encoding_certain: bool,
    /// The first lines as they stand, shortened, at most 30: among them the seller finds the header.
    pub lines: Vec<String>,
    /// The program it came from.
    pub product: Product,
    /// How alike its header is to that program's, 0 to 1.
    pub likeness: f64,
    /// The language of the header, where the program translates it: `de`.
    pub language: Option<String>,
    /// Whether it can be imported without asking anything; otherwise `doubts` says what to ask.
    pub sure: bool,
    /// What is not certain.
    pub doubts: Vec<Doubt>,
    /// What the seller should know but need not decide.
    pub warnings: Vec<String>,
    /// Where the columns go.
    pub mapping: Mapping,
    /// Per date column its order and the proof.
    pub dates: Vec<DateFinding>,
    /// How numbers are written.
    pub numbers: NumberStyle,
    /// Signs that the text was encoded twice.
    pub mojibake: Option<Mojibake>,
    /// Per column up to five different values.
    pub samples: Vec<Vec<String>>,
    /// Rows in the sample, blank ones left out.
    pub rows_sampled: u64,
    /// Bytes of the file per row, for an estimate of the number of rows.
    pub bytes_per_row: f64,
    /// Bytes of the sample that are not text in the encoding.
    pub malformed: u64,
}

/// Something that is not certain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Doubt {
    /// A stable name: `encoding`, `header`, `date_order`, `columns`, `no_contacts`, `mojibake`, `ragged`.
    pub code: &'static str,
    /// The columns it concerns.
    pub columns: Vec<usize>,
    /// What is doubtful, in words.
    pub message: String,
}

/// The order of the dates of one column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DateFinding {
    /// The column's number from 0.
    pub column: usize,
    /// The order.
    pub order: DateOrder,
    /// What it rests on, in words.
    pub proof: String,
    /// Whether a value of the column proves it.
    pub proven: bool,
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NumberStyle {
    /// No number with a fraction or groups was seen.
    #[default]
    Plain,
    /// `1,234.5`.
    Point,
    /// `1.234,5`.
    Comma,
    /// Both occur.
    Mixed,
}

/// Why a file cannot be read as a table.
#[derive(Debug, thiserror::Error)]
pub enum DetectError {
    /// There is nothing in it.
    #[error("The file is empty.")]
    Empty,
    /// It holds vCards.
    #[error("This file holds vCards, whatever its name says; import it as vCard.")]
    Vcard,
    /// What the seller says of it cannot be right.
    #[error("{0}")]
    Reading(BadReading),
    /// It is something else.
    #[error("{advice}")]
    NotText {
        /// What it is: `workbook`, `pdf`.
        kind: &'static str,
        /// What it is and what to do, in words.
        advice: String,
    },
}

impl From<DetectError> for satchel_kernel::Error {
    fn from(error: DetectError) -> Self {
        let message = error.to_string();
        match error {
            DetectError::Empty => Self::refused("file_empty", message),
            DetectError::Vcard => Self::refused("file_is_vcard", message),
            DetectError::Reading(bad) => bad.into(),
            DetectError::NotText { kind, .. } => {
                Self::refused("file_not_text", message).with(serde_json::json!({ "kind": kind }))
            }
        }
    }
}

/// Finds out everything about the table that starts with `sample`: the first mebibyte of a file, or all of it when
/// `whole` says so.
pub fn detect(sample: &[u8], whole: bool) -> Result<Detection, DetectError> {
    detect_as(sample, whole, &ReadAs::default())
}

/// Lines shown where the line of the header is chosen.
const LINES: usize = 30;

/// The same with what the seller says of how it is written; only the rest is found out.
pub fn detect_as(sample: &[u8], whole: bool, chosen: &ReadAs) -> Result<Detection, DetectError> {
    chosen.check()?;
    match sniff(sample) {
        Sniffed::Text => {}
        Sniffed::Empty => return Err(DetectError::Empty),
        Sniffed::Vcard => return Err(DetectError::Vcard),
        Sniffed::Other { kind, advice } => return Err(DetectError::NotText { kind, advice }),
    }
    let guessed = match chosen.charset() {
        Some(charset) => {
            let read = charset::read_as(sample, charset, whole);
            reading::check_text(sample, &read.text, read.malformed)?;
            read
        }
        None => charset::guess(sample, whole),
    };
    let text = guessed.text.as_str();
    let table = dialect::find(text, whole, &chosen.given())?;
    let dialect = Dialect {
        encoding: guessed.charset.name().to_owned(),
        bom: guessed.bom,
        delimiter: char::from(table.grammar.delimiter),
        quote: table.grammar.quote.map(char::from),
        spaced: table.grammar.spaced,
        line_end: dialect::line_end(text),
        skip_lines: table.skip_lines,
        header: table.header,
    };
    let sampled = Sampled::of(text, &table, whole);
    let names = sampled.names.clone();
    let facts: Vec<Facts> =
        sampled.columns.iter().map(|v| Facts::of(v.first.iter().map(String::as_str))).collect();
    let mut dates = date_findings(&sampled, &facts);
    let proven = dates.clone();
    let found = if table.header { product::like(&names) } else { None };
    let own = table.header.then(|| satchel::columns(&names)).flatten();
    let (mut mapping, likeness, language) = match (&own, &found) {
        (Some(columns), _) => {
            let mapping =
                Mapping { product: Product::Satchel, columns: columns.clone(), ..Mapping::default() };
            (mapping, 1.0, None)
        }
        (None, Some(like)) => {
            let columns = known_columns(like, &names, &facts);
            let mapping = Mapping { product: like.product, rows: like.rows, columns, ..Mapping::default() };
            (mapping, like.score, Some(like.language.to_owned()))
        }
        (None, None) => (guessed_columns(&names, &facts, table.header), 0.0, None),
    };
    rejects::leave_out_reasons(&mut mapping);
    match chosen.order() {
        Some(order) => {
            for date in &mut dates {
                (date.order, date.proven) = (order, false);
            }
            mapping.set_date_order(order);
        }
        None => settle_dates(&mut mapping, &mut dates, language.as_deref()),
    }
    let mojibake = mojibake::find(text);
    let mut detection = Detection {
        dialect,
        encoding_certain: guessed.certain,
        lines: reading::first_lines(text, LINES),
        product: mapping.product,
        likeness,
        language,
        sure: false,
        doubts: Vec::new(),
        warnings: Vec::new(),
        numbers: chosen.numbers().unwrap_or_else(|| number_style(&sampled)),
        mojibake,
        samples: sampled.columns.iter().map(|v| examples(&v.first)).collect(),
        rows_sampled: sampled.rows,
        bytes_per_row: sample.len() as f64 / sampled.rows.max(1) as f64,
        malformed: guessed.malformed,
        mapping,
        dates,
    };
    detection.doubt(guessed.sure, chosen.header_line.is_some(), &table, &facts);
    for date in detection.contradicting(&proven) {
        let remark = format!("{} The days are read in the order that was chosen all the same.", date.proof);
        detection.warnings.push(remark);
    }
    Ok(detection)
}

fn date_findings(sampled: &Sampled, facts: &[Facts]) -> Vec<DateFinding> {
    let mut findings = Vec::new();
    for (index, (values, facts)) in sampled.columns.iter().zip(facts).enumerate() {
        if facts.dates >= 0.5 {
            let (order, proof, proven) = date::order(values.dated.iter().map(String::as_str));
            findings.push(DateFinding { column: index, order, proof, proven });
        }
    }
    findings
}

/// Gives every date column its order: by its own proof, by another column of the file, by the header's language.
fn settle_dates(mapping: &mut Mapping, dates: &mut [DateFinding], language: Option<&str>) {
    let proven: HashSet<DateOrder> =
        dates.iter().map(|d| d.order).filter(|o| matches!(o, DateOrder::Dmy | DateOrder::Mdy)).collect();
    let mut only = proven.iter();
    let elsewhere = match (only.next(), only.next()) {
        (Some(order), None) => dates.iter().find(|d| d.order == *order).map(|d| (*order, d.column)),
        _ => None,
    };
    for date in
        dates.iter_mut().filter(|d| d.order == DateOrder::Ambiguous && !d.proof.contains("mixes both"))
    {
        if let Some((order, column)) = elsewhere {
            date.order = order;
            date.proof = format!("{} Column {} of this file proves the order.", date.proof, column + 1);
        } else if language.is_some_and(|l| l != "en") {
            date.order = DateOrder::Dmy;
            date.proof = format!("{} The header's language writes the day first.", date.proof);
        }
    }
    for date in dates {
        if let Some(column) = mapping.columns.get_mut(date.column)
            && is_date_target(&column.target)
        {
            column.date_order = Some(date.order);
        }
    }
}

fn is_date_target(target: &Target) -> bool {
    matches!(target, Target::Entry(Entry { list: List::Dates, part: Part::Value, .. }))
}

impl Detection {
    /// Those findings of date columns that prove another order than the one the column is read in.
    fn contradicting(&self, found: &[DateFinding]) -> Vec<DateFinding> {
        let order_of = |column: usize| self.mapping.column(column).and_then(|c| c.date_order);
        let other = |date: &&DateFinding| {
            date.proven && order_of(date.column).is_some_and(|order| order != date.order)
        };
        found.iter().filter(other).cloned().collect()
    }

    /// Writes down what is not certain, and whether anything is.
    fn doubt(&mut self, encoding_sure: bool, header_chosen: bool, table: &dialect::Layout, facts: &[Facts]) {
        let mut doubts = Vec::new();
        let mut add =
            |code, columns: Vec<usize>, message: String| doubts.push(Doubt { code, columns, message });
        if !encoding_sure {
            add(
                "encoding",
                vec![],
                format!(
                    "The letters read best as {}, but another encoding is possible.",
                    self.dialect.encoding
                ),
            );
        }
        if let Some(found) = &self.mojibake {
            add(
                "mojibake",
                vec![],
                format!(
                    "Letters seem to have been damaged before: “{}” was probably “{}”.",
                    found.before, found.after
                ),
            );
        }
        if header_chosen {
            // Nothing to ask.
        } else if !table.header {
            add("header", vec![], "There seems to be no line with the names of the columns.".to_owned());
        } else if !table.header_sure && self.product == Product::Unknown {
            add("header", vec![], "The first line was taken for the names of the columns.".to_owned());
        }
        if table.even < 0.8 && !table.header_sure {
            add("ragged", vec![], "Many rows have more or fewer cells than the others.".to_owned());
        }
        if self.product.holds_no_contacts() {
            add(
                "no_contacts",
                vec![],
                format!("This is an export of {}, whose rows are not contacts.", self.product.title()),
            );
        } else if self.product != Product::Satchel
            && !self.mapping.columns.iter().any(|c| names_somebody(&c.target))
        {
            add(
                "no_contacts",
                vec![],
                "No column holds a name, an e-mail address, a phone number or a company.".to_owned(),
            );
        }
        for date in self.dates.iter().filter(|d| d.order == DateOrder::Ambiguous) {
            if self.mapping.columns.get(date.column).is_some_and(|c| is_date_target(&c.target)) {
                add("date_order", vec![date.column], date.proof.clone());
            }
        }
        let guesses: Vec<&Column> = self
            .mapping
            .columns
            .iter()
            .filter(|c| {
                c.confidence < 0.75
                    && c.target != Target::Raw
                    && facts.get(c.index).is_some_and(|f| f.filled > 0)
            })
            .collect();
        if !guesses.is_empty() {
            let names: Vec<String> = guesses.iter().take(5).map(|c| format!("“{}”", c.name)).collect();
            let columns = guesses.iter().map(|c| c.index).collect();
            add("columns", columns, format!("What these columns hold is a guess: {}.", names.join(", ")));
        }
        for (column, facts) in self.mapping.columns.iter().zip(facts) {
            if matches!(&column.target, Target::Entry(Entry { list: List::Phones, part: Part::Value, .. }))
                && facts.scientific > 0.0
            {
                self.warnings.push(format!(
                    "“{}” holds numbers a spreadsheet has rounded (7.3E+09); their digits are lost and they are kept as written.",
                    column.name
                ));
            }
        }
        for (column, facts) in self.mapping.columns.iter().zip(facts) {
            if facts.numbers > 0.5 && facts.dates > 0.0 && facts.dates < 0.5 && column.date_order.is_none() {
                self.warnings.push(format!(
                    "“{}” holds numbers and, here and there, dates: a spreadsheet may have made “22 May” of 22.5.",
                    column.name
                ));
            }
        }
        if self.malformed > 0 {
            self.warnings.push(format!(
                "{} bytes are not {}; they are read as well as possible.",
                self.malformed, self.dialect.encoding
            ));
        }
        self.sure = doubts.is_empty();
        self.doubts = doubts;
    }
}

fn names_somebody(target: &Target) -> bool {
    match target {
        Target::FullName => true,
        Target::Text(field) => matches!(
            field,
            TextField::Given | TextField::Family | TextField::DisplayName | TextField::Nickname
        ),
        Target::Entry(entry) => {
            matches!(entry.list, List::Emails | List::Phones | List::Links) || entry.part == Part::Company
        }
        _ => false,
    }
}
