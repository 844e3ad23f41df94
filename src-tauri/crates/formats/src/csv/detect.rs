//! Detection: everything about a table that nobody should have to ask the seller, with what it rests on, and what
//! remains doubtful.

use std::collections::{HashMap, HashSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::charset;
use super::date::{self, DateOrder};
use super::dialect::{self, Dialect};
use super::guess::{self, Company, Facts, Meaning};
use super::mapping::{Column, Mapping};
use super::mojibake::{self, Mojibake};
use super::product::{self, Product, Rows};
use super::scan::{MOST_CELLS, Record, scan};
use super::sniff::{Sniffed, sniff};
use super::target::{Entry, List, Part, Target, TextField};
use super::{satchel, values};

/// What was found out about a table.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Detection {
    /// How it is written.
    pub dialect: Dialect,
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
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
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
            DetectError::NotText { kind, .. } => {
                Self::refused("file_not_text", message).with(serde_json::json!({ "kind": kind }))
            }
        }
    }
}

/// Values of one column kept while looking over the sample.
#[derive(Default)]
struct Values {
    /// The first ones, for looks.
    first: Vec<String>,
    /// Those with digits, for the order of dates.
    dated: Vec<String>,
}

const MOST_FIRST: usize = 200;
const MOST_DATED: usize = 5_000;

/// Finds out everything about the table that starts with `sample`: the first mebibyte of a file, or all of it when
/// `whole` says so.
pub fn detect(sample: &[u8], whole: bool) -> Result<Detection, DetectError> {
    match sniff(sample) {
        Sniffed::Text => {}
        Sniffed::Empty => return Err(DetectError::Empty),
        Sniffed::Vcard => return Err(DetectError::Vcard),
        Sniffed::Other { kind, advice } => return Err(DetectError::NotText { kind, advice }),
    }
    let guessed = charset::guess(sample, whole);
    let text = guessed.text.as_str();
    let table = dialect::find(text, whole);
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
    settle_dates(&mut mapping, &mut dates, language.as_deref());
    let mojibake = mojibake::find(text);
    let mut detection = Detection {
        dialect,
        product: mapping.product,
        likeness,
        language,
        sure: false,
        doubts: Vec::new(),
        warnings: Vec::new(),
        numbers: number_style(&sampled),
        mojibake,
        samples: sampled.columns.iter().map(|v| examples(&v.first)).collect(),
        rows_sampled: sampled.rows,
        bytes_per_row: sample.len() as f64 / sampled.rows.max(1) as f64,
        malformed: guessed.malformed,
        mapping,
        dates,
    };
    detection.doubt(guessed.sure, &table, &facts);
    Ok(detection)
}

/// The columns of the sample.
struct Sampled {
    names: Vec<String>,
    columns: Vec<Values>,
    rows: u64,
}

impl Sampled {
    fn of(text: &str, table: &dialect::Layout, whole: bool) -> Self {
        let quote = table.grammar.quote;
        let mut record = Record::default();
        let mut at = table.start;
        let mut names = Vec::new();
        if table.header && at < text.len() {
            let _ = scan(text.as_bytes(), at, true, table.grammar, &mut record);
            names = record.cells.iter().map(|s| s.text(text, quote).into_owned()).collect();
            // Satchel's own names mean something to the last blank.
            if names.first().is_none_or(|n| n != satchel::KIND) {
                names.iter_mut().for_each(|n| *n = n.trim().to_owned());
            }
            at = record.next;
        }
        let mut columns: Vec<Values> = Vec::new();
        let mut widths: HashMap<usize, usize> = HashMap::new();
        let mut rows = 0;
        while at < text.len() {
            let _ = scan(text.as_bytes(), at, true, table.grammar, &mut record);
            at = record.next;
            if !whole && at >= text.len() && rows > 0 {
                break;
            }
            let mut blank = true;
            for (index, span) in record.cells.iter().enumerate() {
                if span.start == span.end {
                    continue;
                }
                let cell = span.text(text, quote);
                let cell = cell.trim();
                if cell.is_empty() {
                    continue;
                }
                blank = false;
                if columns.len() <= index {
                    columns.resize_with(index + 1, Values::default);
                }
                if let Some(values) = columns.get_mut(index) {
                    values.see(cell);
                }
            }
            if !blank {
                rows += 1;
                *widths.entry(record.count.min(MOST_CELLS)).or_default() += 1;
            }
        }
        let usual =
            widths.into_iter().max_by_key(|(width, count)| (*count, *width)).map_or(0, |(width, _)| width);
        let width = if names.is_empty() { usual.max(1) } else { names.len().max(usual) };
        columns.truncate(width);
        columns.resize_with(width, Values::default);
        names.resize(width, String::new());
        for (index, name) in names.iter_mut().enumerate() {
            if name.is_empty() {
                *name = unnamed(index);
            }
        }
        Self { names, columns, rows }
    }
}

impl Values {
    fn see(&mut self, cell: &str) {
        if self.first.len() < MOST_FIRST {
            self.first.push(cell.chars().take(400).collect());
        }
        if self.dated.len() < MOST_DATED && cell.len() < 40 && cell.bytes().any(|b| b.is_ascii_digit()) {
            self.dated.push(cell.to_owned());
        }
    }
}

/// What a column without a header is called.
pub(crate) fn unnamed(index: usize) -> String {
    format!("column {}", index + 1)
}

fn examples(values: &[String]) -> Vec<String> {
    let mut seen = HashSet::new();
    values.iter().filter(|v| seen.insert(v.as_str())).take(5).map(|v| v.chars().take(80).collect()).collect()
}

fn column(index: usize, name: &str, target: Target, confidence: f32, reason: String) -> Column {
    Column { index, name: name.to_owned(), target, confidence, reason, date_order: None }
}

/// The columns of a known product; those it is not known to have are guessed.
fn known_columns(like: &product::Likeness, names: &[String], facts: &[Facts]) -> Vec<Column> {
    let meanings: Vec<Meaning> = names.iter().map(|n| guess::means(n)).collect();
    let company = Company::of(&meanings);
    let reason = format!("A column of {}.", like.product.title());
    let mut groups: HashSet<(List, u16, Part)> = HashSet::new();
    let mut columns: Vec<Column> = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        let facts = facts.get(index).cloned().unwrap_or_default();
        let known = like.target(name).filter(|target| match target {
            // The same numbered column twice: the second one is not what it says.
            Target::Entry(Entry { list, group: Some(group), part, .. }) => {
                groups.insert((*list, *group, *part))
            }
            _ => true,
        });
        columns.push(match known {
            Some(target) => column(index, name, target, 0.99, reason.clone()),
            None => {
                let meaning = meanings.get(index).cloned().unwrap_or_default();
                let guess = guess::column(&meaning, &facts, company);
                // A product's unknown column is the seller's own; only clear words move it from raw.
                if guess.confidence >= 0.8 && guess.target != Target::Raw && !like.product.holds_no_contacts()
                {
                    column(index, name, guess.target, guess.confidence, guess.reason)
                } else {
                    let reason = format!(
                        "{} does not have this column by itself; it is kept as it is.",
                        like.product.title()
                    );
                    column(index, name, Target::Raw, 0.8, reason)
                }
            }
        });
    }
    drop_lonely_labels(&mut columns);
    columns
}

/// A label column without its value column means nothing.
fn drop_lonely_labels(columns: &mut [Column]) {
    let valued: HashSet<(List, u16)> = columns
        .iter()
        .filter_map(|c| match &c.target {
            Target::Entry(e) if !matches!(e.part, Part::Label | Part::Primary | Part::Service) => {
                Some((e.list, e.group?))
            }
            _ => None,
        })
        .collect();
    for column in columns {
        if let Target::Entry(Entry { list, group: Some(group), .. }) = &column.target
            && !valued.contains(&(*list, *group))
        {
            column.target = Target::Raw;
            column.reason = "The column with its values is missing, so it is kept as it is.".to_owned();
        }
    }
}

/// The columns of an unknown table.
fn guessed_columns(names: &[String], facts: &[Facts], header: bool) -> Mapping {
    let meanings: Vec<Meaning> =
        names.iter().map(|n| if header { guess::means(n) } else { Meaning::default() }).collect();
    let company = Company::of(&meanings);
    let mut columns: Vec<Column> = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let facts = facts.get(index).cloned().unwrap_or_default();
            let meaning = meanings.get(index).cloned().unwrap_or_default();
            let guess = guess::column(&meaning, &facts, company);
            column(index, name, guess.target, guess.confidence, guess.reason)
        })
        .collect();
    pair_labels(&mut columns, &meanings);
    part_addresses(&mut columns, &meanings);
    prefer_titles(&mut columns, &meanings);
    if !header {
        name_columns(&mut columns, facts);
    }
    let rows = if company.of_companies { Rows::Companies } else { Rows::People };
    Mapping { rows, columns, ..Mapping::default() }
}

/// "Phone 1 - Type" beside "Phone 1": the label of each row's value.
fn pair_labels(columns: &mut [Column], meanings: &[Meaning]) {
    for at in 0..columns.len() {
        let Some(list) = meanings.get(at).and_then(Meaning::labels) else { continue };
        let number = meanings.get(at).and_then(|m| m.number);
        let taken =
            |c: &Column| matches!(&c.target, Target::Entry(Entry { group: Some(_), .. }) if c.index != at);
        let value = columns.iter().position(|c| {
            c.index != at
                && matches!(&c.target, Target::Entry(e) if e.list == list && e.part == Part::Value && e.group.is_none())
                && meanings.get(c.index).is_some_and(|m| m.number == number && m.labels().is_none())
        });
        let group = number.unwrap_or(1);
        let free = !columns.iter().any(|c| {
            taken(c) && matches!(&c.target, Target::Entry(e) if e.list == list && e.group == Some(group))
        });
        if let (Some(value), true) = (value, free) {
            for (index, part) in [(value, Part::Value), (at, Part::Label)] {
                if let Some(column) = columns.get_mut(index) {
                    column.target =
                        Target::Entry(Entry { list, group: Some(group), label: String::new(), part });
                    column.confidence = column.confidence.max(0.9);
                    if part == Part::Label {
                        column.reason = "It labels the value beside it, row by row.".to_owned();
                    }
                }
            }
        }
    }
}

/// "Address 1 City", "Address 2 City": columns of one number make one address. A second street alone is only a line
/// of the same address.
fn part_addresses(columns: &mut [Column], meanings: &[Meaning]) {
    let number = |index: usize| meanings.get(index).and_then(|m| m.number);
    let several = columns.iter().any(|c| {
        let place = matches!(
            &c.target,
            Target::Entry(Entry {
                list: List::Addresses,
                part: Part::City | Part::PostalCode,
                group: None,
                ..
            })
        );
        place && number(c.index).is_some_and(|n| n > 1)
    });
    if !several {
        return;
    }
    for column in columns {
        if let (Some(group), Target::Entry(entry)) = (number(column.index), &mut column.target)
            && entry.list == List::Addresses
            && entry.group.is_none()
        {
            entry.group = Some(group);
        }
    }
}

/// "Anrede" beside "Titel": the academic title is the prefix worth keeping, the salutation follows from it.
fn prefer_titles(columns: &mut [Column], meanings: &[Meaning]) {
    let prefix = Target::Text(TextField::Prefix);
    let is_title = |c: &Column| c.target == prefix && meanings.get(c.index).is_some_and(Meaning::is_title);
    if columns.iter().any(is_title) {
        for column in columns.iter_mut().filter(|c| c.target == prefix) {
            if !meanings.get(column.index).is_some_and(Meaning::is_title) {
                column.target = Target::Raw;
                column.reason = "Another column holds the title that goes before the name.".to_owned();
            }
        }
    }
}

/// Without a header: two neighbouring columns of single capitalised words are given and family name.
fn name_columns(columns: &mut [Column], facts: &[Facts]) {
    if columns.iter().any(|c| c.target == Target::FullName) {
        return;
    }
    let word_like = |index: usize| {
        facts.get(index).is_some_and(|f| {
            f.filled > 0
                && f.single_words > 0.7
                && f.distinct > 0.2
                && f.countries < 0.5
                && f.companies < 0.3
                && f.honorifics_share < 0.5
        })
    };
    let pair = (0..columns.len()).find(|i| {
        word_like(*i)
            && word_like(i + 1)
            && [*i, i + 1].iter().all(|c| columns.get(*c).is_some_and(|c| c.target == Target::Raw))
    });
    if let Some(first) = pair {
        for (index, field) in [(first, TextField::Given), (first + 1, TextField::Family)] {
            if let Some(column) = columns.get_mut(index) {
                column.target = Target::Text(field);
                column.confidence = 0.45;
                column.reason =
                    "Single capitalised words side by side are often given and family name.".to_owned();
            }
        }
    }
}

fn date_findings(sampled: &Sampled, facts: &[Facts]) -> Vec<DateFinding> {
    let mut findings = Vec::new();
    for (index, (values, facts)) in sampled.columns.iter().zip(facts).enumerate() {
        if facts.dates >= 0.5 {
            let (order, proof) = date::order(values.dated.iter().map(String::as_str));
            findings.push(DateFinding { column: index, order, proof });
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

fn number_style(sampled: &Sampled) -> NumberStyle {
    let (mut point, mut comma) = (false, false);
    for value in sampled.columns.iter().flat_map(|c| &c.dated).filter(|v| values::is_number(v)) {
        let last = value.rfind(['.', ',']);
        let Some(at) = last else { continue };
        let digits = value.len() - at - 1;
        let mark = value.get(at..=at);
        let other = if mark == Some(".") { ',' } else { '.' };
        // `1.234` may be one or the other; two marks or another number of digits tell.
        if digits == 3 && !value.contains(other) {
            continue;
        }
        match mark {
            Some(".") if value.matches('.').count() == 1 => point = true,
            Some(",") if value.matches(',').count() == 1 => comma = true,
            _ => {}
        }
    }
    match (point, comma) {
        (false, false) => NumberStyle::Plain,
        (true, false) => NumberStyle::Point,
        (false, true) => NumberStyle::Comma,
        (true, true) => NumberStyle::Mixed,
    }
}

impl Detection {
    /// Writes down what is not certain, and whether anything is.
    fn doubt(&mut self, encoding_sure: bool, table: &dialect::Layout, facts: &[Facts]) {
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
        if !table.header {
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
