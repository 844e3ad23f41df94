//! How often detection is right, on small labelled sets that detection was not made from. The figures stand in
//! docs/decisions/0004-csv-detection.md; the test holds them.

use std::collections::BTreeMap;

use super::table;
use crate::csv::charset::{self, Charset};
use crate::csv::product::Product;
use crate::csv::{detect, product};

/// Right answers out of all.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    right: usize,
    all: usize,
}

impl Score {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    fn percent(self) -> f64 {
        100.0 * self.right as f64 / self.all.max(1) as f64
    }
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

fn encoded(text: &str, label: &str) -> Option<Vec<u8>> {
    match Charset::named(label)? {
        Charset::Encoding(encoding) => {
            let (bytes, _, failed) = encoding.encode(text);
            (!failed).then(|| bytes.into_owned())
        }
        Charset::Table(table) => text
            .chars()
            .map(|c| match u8::try_from(c) {
                Ok(byte) if byte.is_ascii() => Some(byte),
                _ => table.iter().position(|t| *t == c).and_then(|at| u8::try_from(at + 128).ok()),
            })
            .collect(),
    }
}

// covers(IMP-1)
#[test]
fn encodings_of_short_tables() {
    let mut by_size: BTreeMap<usize, (Score, Score)> = BTreeMap::new();
    let mut by_language: BTreeMap<&str, Score> = BTreeMap::new();
    let (mut sure, mut sure_wrong) = (Score::default(), 0);
    for line in include_str!("labelled.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split('\t');
        let (language, encodings) = (fields.next().unwrap(), fields.next().unwrap());
        let people: Vec<&str> = fields.next().unwrap().split(';').collect();
        for label in encodings.split(' ') {
            for size in [1, 2, 3, 5, 10] {
                for start in 0..people.len() {
                    let rows: Vec<String> = (0..size)
                        .map(|i| format!("{},p{i}@x.example\n", people[(start + i * 3) % people.len()]))
                        .collect();
                    let text = format!("Name,City,Email\n{}", rows.concat());
                    let Some(bytes) = encoded(&text, label) else { continue };
                    let found = charset::guess(&bytes, true);
                    // Another encoding is as right if it reads the same.
                    let right = found.text == text;
                    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
                    detector.feed(&bytes, true);
                    let theirs = detector.guess(None, chardetng::Utf8Detection::Allow);
                    let entry = by_size.entry(size).or_default();
                    entry.0.add(right);
                    entry.1.add(theirs.decode_without_bom_handling(&bytes).0 == text);
                    by_language.entry(language).or_default().add(right);
                    if !right && (language == "Hungarian" || found.sure) {
                        println!(
                            "{language} {label} {size} rows as {} ({}): {}",
                            found.charset.name(),
                            found.sure,
                            found.text.lines().nth(1).unwrap()
                        );
                    }
                    if found.sure {
                        sure.add(right);
                        sure_wrong += usize::from(!right);
                    } else {
                        sure.all += 1;
                    }
                }
            }
        }
    }
    for (size, (ours, theirs)) in &by_size {
        println!(
            "{size} rows: {:.1} % of {}; chardetng alone {:.1} %",
            ours.percent(),
            ours.all,
            theirs.percent()
        );
    }
    for (language, score) in &by_language {
        println!("{language}: {:.1} % of {}", score.percent(), score.all);
    }
    println!("sure and right: {:.1} %; sure and wrong: {sure_wrong} of {}", sure.percent(), sure.all);
    assert!(by_size[&10].0.percent() > 97.0 && by_size[&1].0.percent() > 80.0);
}

/// A table of people, without a name for anything.
fn rows(dice: &mut Dice, count: usize) -> Vec<Vec<String>> {
    let given = ["Ann", "Bea", "Carl", "Dora", "Emil", "Frida", "Gus", "Hedy"];
    let family = ["Poe", "Roe", "Smith, Jr.", "van Dam", "O'Neil", "King \"K\"", "Lee", "Fox"];
    let notes = ["", "call; or write", "a|b", "two\nlines", "1,5", "tab\there", "plain", "semi;colon, comma"];
    (0..count)
        .map(|i| {
            vec![
                given[dice.below(8)].to_owned(),
                family[dice.below(8)].to_owned(),
                format!("p{i}@x{}.example", dice.below(90)),
                format!("+49 {} {}", 100 + dice.below(800), 10_000 + dice.below(80_000)),
                notes[dice.below(8)].to_owned(),
                format!("{}", 10_000 + dice.below(80_000)),
            ]
        })
        .collect()
}

// covers(IMP-1)
#[test]
fn dialects_of_tables_with_and_without_a_header() {
    let mut dice = Dice(7);
    let headers = [
        Some(["First name", "Last name", "Email", "Phone", "Notes", "ZIP"]),
        Some(["Vorname", "Nachname", "E-Mail", "Telefon", "Notizen", "PLZ"]),
        // Words no lexicon knows.
        Some(["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"]),
        None,
    ];
    let preambles = ["", "Export of 2024\n\n", "sep=\u{1}\n", "My list\nall of it\n\n"];
    let (mut known, mut unknown) = (Score::default(), Score::default());
    for round in 0..400 {
        let delimiter = [',', ';', '\t', '|'][dice.below(4)];
        let quoted = dice.below(2) == 0;
        let end = ["\n", "\r\n", "\r"][dice.below(3)];
        let header = headers[round % 4];
        let preamble = preambles[dice.below(4)].replace('\u{1}', &delimiter.to_string());
        let count = 2 + dice.below(20);
        let mut all: Vec<Vec<String>> =
            header.iter().map(|h| h.iter().map(|n| (*n).to_owned()).collect()).collect();
        let data = rows(&mut dice, count);
        all.extend(data.iter().cloned());
        let mut text = preamble.replace('\n', end);
        for row in &all {
            let cells = row.iter().map(|cell| {
                if quoted || cell.contains(['"', '\n', '\r', delimiter]) {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.clone()
                }
            });
            text.push_str(&cells.collect::<Vec<_>>().join(&delimiter.to_string()));
            text.push_str(end);
        }
        let found = detect(text.as_bytes(), true).unwrap();
        let t = super::read(text.as_bytes(), found);
        let right = t.found.dialect.delimiter == delimiter
            && t.found.dialect.header == header.is_some()
            && t.items.len() == count;
        if round % 4 < 2 {
            known.add(right)
        } else {
            unknown.add(right)
        }
        if !right && round % 4 < 2 {
            println!("wrong: {:?} in {text:?}", t.found.dialect);
        }
    }
    println!(
        "header understood: {:.1} % of {}; unknown words or no header: {:.1} % of {}",
        known.percent(),
        known.all,
        unknown.percent(),
        unknown.all
    );
    assert!(known.percent() >= 99.0 && unknown.percent() >= 90.0);
}

// covers(IMP-1, IMP-6)
#[test]
fn products_by_part_of_their_columns() {
    let mut dice = Dice(11);
    let mut scores: BTreeMap<usize, Score> = BTreeMap::new();
    let mut wrong: BTreeMap<String, usize> = BTreeMap::new();
    for (product, names) in product::headers() {
        for keep in [100, 80, 60, 40] {
            for _ in 0..10 {
                let mut part: Vec<String> =
                    names.iter().filter(|_| dice.below(100) < keep).cloned().collect();
                part.push("Favourite colour".to_owned());
                let found = product::like(&part).map(|l| l.product);
                // Exports of one program's contacts are one answer.
                let right = found == Some(product)
                    || found.is_some_and(|f| f.title() == product.title())
                    || matches!(
                        (found, product),
                        (
                            Some(Product::Outlook | Product::OutlookClassic | Product::GoogleOutlook),
                            Product::Outlook | Product::OutlookClassic | Product::GoogleOutlook
                        )
                    );
                scores.entry(keep).or_default().add(right);
                if !right {
                    *wrong.entry(format!("{product:?} as {found:?} at {keep} %")).or_default() += 1;
                }
            }
        }
    }
    for (keep, score) in &scores {
        println!("{keep} % of the columns: {:.1} % of {}", score.percent(), score.all);
    }
    println!("{wrong:#?}");
    assert!(scores[&100].percent() > 99.0 && scores[&60].percent() > 95.0);
}

/// Headers as people write them, with where they should go.
const COLUMNS: &str = include_str!("columns.txt");

// covers(IMP-6)
#[test]
fn columns_of_unknown_tables_by_their_words() {
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    let (mut sure, mut sure_wrong) = (0, Vec::new());
    for line in COLUMNS.lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split('\t');
        let language = fields.next().unwrap();
        let pairs: Vec<(&str, &str)> = fields.map(|f| f.rsplit_once(" = ").unwrap()).collect();
        let header: Vec<String> = pairs.iter().map(|(n, _)| format!("\"{n}\"")).collect();
        let values: Vec<&str> = pairs.iter().map(|(_, target)| value(target)).collect();
        let t = table(format!("{}\n{}\n", header.join(","), values.join(",")).as_bytes());
        assert_eq!(t.found.mapping.columns.len(), pairs.len(), "{language}");
        for (column, (name, wanted)) in t.found.mapping.columns.iter().zip(&pairs) {
            let right = column.target.to_string() == *wanted;
            scores.entry(language).or_default().add(right);
            if column.confidence >= 0.75 {
                sure += 1;
            }
            if !right {
                println!(
                    "{language} “{name}”: {} ({}), should be {wanted}",
                    column.target, column.confidence
                );
                if column.confidence >= 0.75 && *wanted != "raw" && column.target.to_string() != "raw" {
                    sure_wrong.push(*name);
                }
            }
        }
    }
    let all =
        scores.values().fold(Score::default(), |a, s| Score { right: a.right + s.right, all: a.all + s.all });
    for (language, score) in &scores {
        println!("{language}: {:.1} % of {}", score.percent(), score.all);
    }
    println!("all: {:.1} % of {}; sure: {sure}; sure and wrong: {sure_wrong:?}", all.percent(), all.all);
    assert!(all.percent() > 93.0);
}

fn value(target: &str) -> &'static str {
    match target.split(['[', '.']).next().unwrap_or_default() {
        "emails" => "a@x.example",
        "phones" => "+49 228 123456",
        "links" => "https://x.example",
        "dates" => "1980-03-22",
        "prefix" => "Dr.",
        "full_name" => "Ann Poe",
        _ => "Text",
    }
}
