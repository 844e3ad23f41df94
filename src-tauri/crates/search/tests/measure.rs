//! Measurements. Few records by default, so that the suite keeps them running; many by hand on a quiet machine, whose
//! figures are in `docs/decisions/0005-search-and-lists.md`:
//! `SATCHEL_RECORDS=100000 cargo test --release -p satchel-search --test measure -- --nocapture`
//!
//! Every sample is a query not asked before. SQL runs on an encrypted file, as in a vault.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::print_stdout)]

mod world;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rustix::time::ClockId;
use satchel_kernel::catalogue::{Field, FieldType, Kind, Part, Store};
use satchel_kernel::query::{Condition, Filter, Op, Query, Sort};
use satchel_kernel::{Id, Result};
use satchel_search::{Change, Document, Documents, Executor, Index, Lists, Page, SearchRequest};
use serde_json::{Map, Value, json};
use world::Dice;

const FIRST: &[&str] = &[
    "Ada",
    "Alexander",
    "Alexandra",
    "Anna",
    "Antonio",
    "Beatrix",
    "Bernd",
    "Björn",
    "Carla",
    "Chloé",
    "Daniel",
    "Dmitri",
    "Elena",
    "Émile",
    "Fatima",
    "Felix",
    "Franziska",
    "Gabriel",
    "Grace",
    "Hannah",
    "Hans",
    "Ingrid",
    "Ivan",
    "Jan",
    "Johanna",
    "Jürgen",
    "Karin",
    "Katharina",
    "Lars",
    "Léa",
    "Lukas",
    "Magdalena",
    "María",
    "Martin",
    "Michael",
    "Mohammed",
    "Nina",
    "Olaf",
    "Olga",
    "Patrick",
    "Paul",
    "Petra",
    "Rosa",
    "Sebastian",
    "Sofia",
    "Thomas",
    "Ulrike",
    "Viktor",
    "Wolfgang",
    "Zoë",
    "Иван",
    "Юлия",
    "Γιώργος",
    "美咲",
    "철수",
];
const STEMS: &[&str] = &[
    "Berg", "Stein", "Hof", "Wald", "Brandt", "Fisch", "Gold", "Hart", "Klein", "Lang", "Meier", "Müller",
    "Neu", "Ober", "Richt", "Schäf", "Schmid", "Stark", "Unter", "Vogel", "Wagn", "Weiß", "Zimmer", "Smith",
    "John", "Peter", "Robert", "Ander", "Nil", "Olaf", "Kowal", "Nowak", "Iwan", "Petr", "Garcia", "Lopez",
    "Rossi", "Bianchi", "Dupont", "Martin",
];
const ENDS: &[&str] = &[
    "", "er", "mann", "son", "sen", "ner", "ski", "ova", "ini", "ez", "feld", "bach", "burg", "s", "ow",
    "hardt",
];
const CITIES: &[&str] = &[
    "Berlin",
    "Hamburg",
    "München",
    "Köln",
    "Frankfurt",
    "Stuttgart",
    "Düsseldorf",
    "Leipzig",
    "Wien",
    "Zürich",
    "Bern",
    "London",
    "Paris",
    "Lyon",
    "Madrid",
    "Roma",
    "Milano",
    "Warszawa",
    "Kraków",
    "Praha",
    "Oslo",
    "København",
    "Москва",
];
const TRADES: &[&str] = &[
    "Systems",
    "Logistik",
    "Maschinenbau",
    "Consulting",
    "Foods",
    "Textil",
    "Energie",
    "Labs",
    "Bau",
    "Media",
];

fn records() -> u64 {
    std::env::var("SATCHEL_RECORDS").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000)
}

fn people() -> Kind {
    let text = |id: &str, weight| Field {
        search_weight: weight,
        ..world::field(id, FieldType::Text { indexed: true }, Store::Column(id.to_owned().into()))
    };
    let part = |id: &str, table: &str, fields: Vec<Field>| Part {
        id: id.to_owned().into(),
        table: table.to_owned().into(),
        fields,
        main: "value".into(),
        filterable: true,
        bare: false,
    };
    let column = |id: &str, ty| world::field(id, ty, Store::Column(id.to_owned().into()));
    Kind {
        name: "contact".into(),
        plural: "contacts".into(),
        table: "contact".into(),
        title: "name".into(),
        fields: vec![
            text("name", 10),
            text("family", 10),
            text("company", 6),
            Field { filterable: false, sortable: false, ..column("notes", FieldType::LongText) },
            column("score", FieldType::Number),
            column("born", FieldType::Date),
            column("stage", FieldType::Choice { options: vec!["new".into(), "won".into(), "lost".into()] }),
        ],
        parts: vec![
            part("emails", "contact_email", vec![text("value", 6)]),
            Part { bare: true, ..part("tags", "contact_tag", vec![text("value", 5)]) },
            part("phones", "contact_phone", vec![text("value", 0), text("e164", 0)]),
            Part {
                main: "city".into(),
                ..part("addresses", "contact_address", vec![text("street", 1), text("city", 4)])
            },
        ],
        default_sort: vec![Sort { field: "name".into(), descending: false }],
    }
}

fn family(dice: &mut Dice) -> String {
    format!("{}{}", dice.pick(STEMS), dice.pick(ENDS))
}

fn person(n: u64) -> Map<String, Value> {
    let mut dice = Dice(n.wrapping_mul(0x5851_f42d_4c95_7f2d));
    let id = Id::from_parts(1_700_000_000_000 + n, [(n % 251) as u8; 10]);
    let (first, family_name) = (dice.pick(FIRST).to_owned(), family(&mut dice));
    let company = format!("{} {}", family(&mut dice), dice.pick(TRADES));
    let phone = format!("+49{}{:07}", 150 + dice.roll(30), dice.roll(10_000_000));
    let mut notes = String::new();
    for _ in 0..dice.roll(25) {
        write!(notes, "{} ", family(&mut dice).to_lowercase()).unwrap();
    }
    let Value::Object(record) = json!({
        "id": id, "name": format!("{first} {family_name}"), "family": family_name, "company": company, "notes": notes,
        "score": dice.roll(1_000), "born": format!("19{:02}-{:02}-{:02}", dice.roll(100), 1 + dice.roll(12), 1 + dice.roll(28)),
        "stage": dice.pick(&["new", "won", "lost"]), "created_ms": 1_600_000_000_000_u64 + n, "modified_ms": 1_700_000_000_000_u64 + dice.roll(10_000_000),
        "custom": {},
        "emails": [{"value": format!("{}.{}{}@{}.example", satchel_kernel::text::fold(&first), satchel_kernel::text::fold(&family_name), n % 97, company.split(' ').next().unwrap().to_lowercase())}],
        "tags": (0..dice.roll(3)).map(|_| format!("tag{}", dice.roll(30))).collect::<Vec<_>>(),
        "phones": [{"value": phone, "e164": phone}],
        "addresses": [{"street": format!("{} {}", family(&mut dice), dice.roll(200)), "city": dice.pick(CITIES)}],
    }) else {
        unreachable!()
    };
    record
}

/// Records made on demand, so that reading them costs what making them costs and no more.
struct Made {
    kind: Kind,
    changed: std::sync::Mutex<HashMap<Id, Map<String, Value>>>,
}

fn number(id: Id) -> u64 {
    let bytes = id.as_bytes();
    bytes[..6].iter().fold(0_u64, |n, byte| n << 8 | u64::from(*byte)) - 1_700_000_000_000
}

impl Documents for Made {
    fn document(&self, _: &Connection, _: &str, id: Id) -> Result<Option<Document>> {
        if let Some(record) = self.changed.lock().unwrap().get(&id) {
            return Ok(Document::of(&self.kind, record.clone()));
        }
        Ok(Document::of(&self.kind, person(number(id))))
    }

    fn kinds(&self) -> Vec<String> {
        vec!["contact".into()]
    }

    fn ids(&self, _: &Connection, _: &str, _: Option<Id>, _: usize) -> Result<Vec<Id>> {
        Ok(Vec::new())
    }
}

fn report(what: &str, samples: &[Took]) {
    let first = samples[0].cpu;
    let at = |of: fn(&Took) -> Duration, percent: usize| {
        let mut sorted: Vec<Duration> = samples.iter().map(of).collect();
        sorted.sort();
        sorted[(sorted.len() - 1) * percent / 100]
    };
    let (cpu, wall) = (|took: &Took| took.cpu, |took: &Took| took.wall);
    println!(
        "{what:<44} CPU first {first:>8.1?} p50 {:>8.1?} p99 {:>8.1?} max {:>8.1?}   clock p50 {:>8.1?} p99 {:>8.1?}",
        at(cpu, 50),
        at(cpu, 99),
        at(cpu, 100),
        at(wall, 50),
        at(wall, 99),
    );
}

fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// Writes the tables and the index.
fn write(n: u64, kind: &Kind, conn: &Connection, folder: &Path) {
    world::create_tables(conn, kind);
    conn.execute_batch("CREATE INDEX tag_by_value ON contact_tag (value_fold); CREATE INDEX email_by_value ON contact_email (value_fold);").unwrap();
    let transaction = conn.unchecked_transaction().unwrap();
    for at in 0..n {
        let record = person(at);
        let id = record["id"].as_str().unwrap().parse().unwrap();
        world::write_record(conn, kind, id, Some(&record));
    }
    transaction.commit().unwrap();
    let index = Index::open(&folder.join("index"), [1; 32]).unwrap();
    let started = cpu(ClockId::ProcessCPUTime);
    let documents: Vec<Document> = (0..2_000).map(|at| Document::of(kind, person(at)).unwrap()).collect();
    let making = (cpu(ClockId::ProcessCPUTime) - started) / 2_000;
    drop(documents);
    let (started, wall) = (cpu(ClockId::ProcessCPUTime), Instant::now());
    for from in (0..n).step_by(1_000) {
        let to = (from + 1_000).min(n);
        let batch: Vec<Change> =
            (from..to).map(|at| Change::New(Box::new(Document::of(kind, person(at)).unwrap()))).collect();
        index.apply(batch).unwrap();
        if to % 20_000 == 0 || to == n {
            index.commit(Some(0), "", None).unwrap();
        }
    }
    let (used, wall) = (cpu(ClockId::ProcessCPUTime) - started, wall.elapsed());
    let each = used / u32::try_from(n).unwrap();
    println!(
        "making a document {making:.1?}; with indexing {each:.1?} CPU each; {:.0}/s of the clock",
        n as f64 / wall.as_secs_f64()
    );
    index.rest().unwrap();
    let files = std::fs::read_dir(folder.join("index")).unwrap();
    let size: u64 = files.map(|entry| entry.unwrap().metadata().unwrap().len()).sum();
    println!("index {} MB, {} B each; resident {} MB", size >> 20, size / n, resident());
}

/// CPU time, which a busy machine does not stretch.
fn cpu(clock: ClockId) -> Duration {
    let now = rustix::time::clock_gettime(clock);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// How long work takes, by the clock and by this thread's CPU.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Took {
    cpu: Duration,
    wall: Duration,
}

fn timed<T>(work: impl FnOnce() -> T) -> (Took, T) {
    let (used, wall) = (cpu(ClockId::ThreadCPUTime), Instant::now());
    let result = work();
    (Took { cpu: cpu(ClockId::ThreadCPUTime) - used, wall: wall.elapsed() }, result)
}

#[test]
fn measure() {
    let n = records();
    let kind = people();
    let made = Arc::new(Made { kind: kind.clone(), changed: std::sync::Mutex::default() });
    let temporary = tempfile::tempdir().unwrap();
    // A folder that is kept lets a second run ask alone, in a process that has written nothing.
    let folder = std::env::var("SATCHEL_FOLDER").map_or(temporary.path().to_owned(), PathBuf::from);
    println!("{n} records, load {}", std::fs::read_to_string("/proc/loadavg").unwrap_or_default().trim());
    let fresh = !folder.join("index").exists();
    std::fs::create_dir_all(&folder).unwrap();
    let conn = Connection::open(folder.join("vault.db")).unwrap();
    conn.execute_batch("PRAGMA key = \"x'2dd29ca851e7b56e4697b0e1f08507293d761a05ce4d1b628663f411a8086d99'\"; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000;").unwrap();
    if fresh {
        write(n, &kind, &conn, &folder);
    }
    conn.execute_batch("DELETE FROM change").unwrap();
    println!("resident before opening {} MB", resident());
    let started = Instant::now();
    let index = Arc::new(Index::open(&folder.join("index"), [1; 32]).unwrap());
    println!("opened in {:.1?}", started.elapsed());
    let lists = Lists::new(Some(Arc::clone(&index)), made.clone(), [2; 32]);
    let mut dice = Dice(7);

    let search = |text: &str| {
        let request =
            SearchRequest { text, limit: 20, now_ms: 1_700_100_000_000, ..SearchRequest::default() };
        timed(|| index.search(&conn, &*made, &request).unwrap())
    };
    let mut typed: Vec<(&str, Vec<String>)> = Vec::new();
    let whole = |dice: &mut Dice| {
        let person = person(dice.roll(n));
        person["name"].as_str().unwrap().to_lowercase()
    };
    typed.push((
        "search: three letters",
        (0..300).map(|_| whole(&mut dice).chars().take(3).collect()).collect(),
    ));
    typed.push(("search: one letter", ('a'..='z').map(|c| c.to_string()).collect()));
    let mut keys = Vec::new();
    for _ in 0..40 {
        let name = whole(&mut dice);
        keys.extend((1..=name.chars().count()).map(|at| name.chars().take(at).collect::<String>()));
    }
    typed.push(("search: as you type, every key", keys));
    let slips = (0..200).map(|_| {
        let mut name: Vec<char> = whole(&mut dice).chars().collect();
        let at = 1 + dice.roll(name.len() as u64 - 2) as usize;
        name.swap(at, at - usize::from(at > 1));
        name.remove(at);
        name.into_iter().collect()
    });
    typed.push(("search: with slips", slips.collect()));
    typed.push(("search: nothing there", (0..100).map(|at| format!("qx{at}zzy wvut{at}")).collect()));
    typed.push(("search: part of a phone", (0..200).map(|_| format!("{:04}", dice.roll(10_000))).collect()));
    typed.push((
        "search: fields",
        (0..200)
            .map(|_| format!("tag:tag{} city:{} -{}", dice.roll(30), dice.pick(CITIES), family(&mut dice)))
            .collect(),
    ));
    typed.push(("search: phrase", (0..100).map(|_| format!("\"{}\"", whole(&mut dice))).collect()));
    for (what, texts) in &typed {
        report(what, &texts.iter().map(|text| search(text).0).collect::<Vec<_>>());
    }
    if std::env::var("SATCHEL_SLOWEST").is_ok() {
        let mut all: Vec<_> =
            typed.iter().flat_map(|(_, texts)| texts).map(|text| (search(text).0, text)).collect();
        all.sort();
        all.iter().rev().take(15).for_each(|(took, text)| println!("   {:>9.1?} {text:?}", took.cpu));
    }
    println!("resident {} MB", resident());

    let is = |field: &str, op, value| Filter::Is(Condition { field: field.into(), op, value });
    let mut queries: Vec<(&str, Vec<Query>)> = Vec::new();
    let sorted = |field: &str, descending, filter| Query {
        filter,
        sort: vec![Sort { field: field.into(), descending }],
        ..Query::default()
    };
    queries.push(("list: all by name", vec![Query::default(); 60]));
    let mut orders = Vec::new();
    for field in ["name", "family", "company", "score", "born", "stage", "modified_ms", "emails", "addresses"]
    {
        orders.extend([sorted(field, false, None), sorted(field, true, None)]);
    }
    queries.push(("list: all by any field", orders.into_iter().cycle().take(90).collect()));
    let filtered = (0..150).map(|at| {
        let filter = match at % 6 {
            0 => is("tags", Op::Equals, json!(format!("tag{}", dice.roll(30)))),
            1 => is("addresses", Op::Equals, json!(dice.pick(CITIES))),
            2 => is("name", Op::StartsWith, json!(dice.pick(FIRST))),
            3 => is("score", Op::AtLeast, json!(dice.roll(1_000))),
            4 => Filter::And(vec![
                is("stage", Op::Equals, json!("won")),
                is("born", Op::Less, json!(format!("19{:02}-06-01", dice.roll(99)))),
            ]),
            _ => Filter::Not(Box::new(is("company", Op::StartsWith, json!(dice.pick(STEMS))))),
        };
        sorted(dice.pick(&["name", "score", "modified_ms", "company"]), dice.chance(50), Some(filter))
    });
    queries.push(("list: filtered and sorted", filtered.collect()));
    queries.push((
        "list: contains",
        (0..60)
            .map(|_| {
                sorted(
                    "name",
                    false,
                    Some(is(
                        dice.pick(&["name", "emails", "company"]),
                        Op::Contains,
                        json!(family(&mut dice).chars().skip(1).take(4).collect::<String>().to_lowercase()),
                    )),
                )
            })
            .collect(),
    ));
    for by in [Executor::Index, Executor::Sql] {
        for (what, queries) in &queries {
            let few = if by == Executor::Sql { 12 } else { queries.len() };
            let samples = queries.iter().take(few).map(|query| {
                let position = if dice.chance(30) { 0 } else { dice.roll(n) };
                let (took, answer) = timed(|| {
                    lists.list_by(by, &conn, &kind, query, Page::Position(position), 100).unwrap().unwrap()
                });
                assert!(answer.total <= n);
                took
            });
            report(&format!("{what}, {by:?}"), &samples.collect::<Vec<_>>());
        }
    }

    // The index and the vault agree at this size too.
    for (_, queries) in &queries {
        for query in queries.iter().take(6) {
            let ask =
                |by| lists.list_by(by, &conn, &kind, query, Page::Position(n / 3), 50).unwrap().unwrap();
            let (a, b) = (ask(Executor::Index), ask(Executor::Sql));
            assert_eq!((a.ids, a.total), (b.ids, b.total), "{query:?}");
        }
    }

    // An edit while everything else stands: visible at once, the index follows later.
    let mut samples = Vec::new();
    for at in 0..200 {
        let mut record = person(at);
        let id: Id = record["id"].as_str().unwrap().parse().unwrap();
        record.insert("name".into(), json!(format!("Changed Person{at}")));
        made.changed.lock().unwrap().insert(id, record);
        conn.execute(
            "INSERT INTO change (seq, kind, record_id) VALUES (?1, 'contact', ?2)",
            (at as i64 + 1, id.as_bytes()),
        )
        .unwrap();
        let (took, answer) = search(&format!("person{at}"));
        assert_eq!(answer.hits[0].id, id);
        samples.push(took);
    }
    report("search: an edit a moment ago, 1 to 200 behind", &samples);
    let started = Instant::now();
    let touched = satchel_vault::changes::touched_since(&conn, 0, 1_000).unwrap();
    let changes = touched
        .iter()
        .map(|row| Change::Put(Box::new(made.document(&conn, "contact", row.id).unwrap().unwrap())));
    index.apply(changes).unwrap();
    index.commit(Some(0), "", None).unwrap();
    println!("200 changes written and committed in {:.1?}", started.elapsed());
    println!("resident {} MB", resident());
}
