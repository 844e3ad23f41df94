//! Search as a seller meets it, and its law: a record is found the same whether it stands in the index or changed a
//! moment ago.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod world;

use satchel_kernel::Id;
use satchel_kernel::catalogue::{Field, FieldType, Kind, Part, Store};
use satchel_kernel::query::Sort;
use satchel_search::{Opened, SearchAnswer, SearchRequest, Usage};
use serde_json::{Map, Value, json};
use unicode_normalization::char::is_combining_mark;
use world::{Dice, World, field};

fn people() -> Kind {
    let text = |id: &str, weight| Field {
        search_weight: weight,
        ..field(id, FieldType::Text { indexed: true }, Store::Column(id.to_owned().into()))
    };
    let part = |id: &str, table: &str, fields: Vec<Field>, bare| Part {
        id: id.to_owned().into(),
        table: table.to_owned().into(),
        fields,
        main: "value".into(),
        filterable: true,
        bare,
    };
    Kind {
        name: "contact".into(),
        plural: "contacts".into(),
        table: "contact".into(),
        title: "name".into(),
        fields: vec![text("name", 10), text("company", 6), text("notes", 1)],
        parts: vec![
            part("emails", "contact_email", vec![text("value", 6)], false),
            part("tags", "contact_tag", vec![text("value", 5)], true),
            part("phones", "contact_phone", vec![text("value", 5), text("e164", 5)], false),
            Part {
                main: "city".into(),
                ..part("addresses", "contact_address", vec![text("street", 1), text("city", 3)], false)
            },
        ],
        default_sort: vec![Sort { field: "name".into(), descending: false }],
    }
}

fn id(n: u64) -> Id {
    Id::from_parts(1_000 + n, [n as u8; 10])
}

fn person(n: u64, name: &str) -> Map<String, Value> {
    let Value::Object(record) = json!({
        "id": id(n), "name": name, "created_ms": 1, "modified_ms": 1_000 + n, "custom": {},
        "emails": [], "tags": [], "phones": [], "addresses": [],
    }) else {
        unreachable!()
    };
    record
}

fn with(mut record: Map<String, Value>, more: Value) -> Map<String, Value> {
    record.extend(more.as_object().unwrap().clone());
    record
}

/// The people of these tests.
fn crowd() -> Vec<Map<String, Value>> {
    vec![
        with(
            person(1, "Ada Lovelace"),
            json!({
                "company": "Analytical Engines", "emails": [{"value": "ada.lovelace@example.org"}], "tags": ["VIP"],
                "phones": [{"value": "0170 123 45 67", "e164": "+491701234567"}],
                "addresses": [{"street": "12 St James's Square", "city": "London"}],
                "notes": "Met at the Berlin fair. Wants a machine that weaves algebraic patterns.",
            }),
        ),
        with(
            person(2, "Jürgen Müller"),
            json!({"company": "Acme GmbH", "addresses": [{"city": "Berlin"}], "tags": ["vip"]}),
        ),
        with(person(3, "Johanna Mueller"), json!({"company": "Acme AG", "addresses": [{"city": "Bern"}]})),
        with(person(4, "Peter Muller"), json!({"notes": "Brother of Ada"})),
        with(person(5, "Иван Иванов"), json!({"company": "ООО Ромашка"})),
        with(person(6, "Γιώργος Παπαδόπουλος"), json!({})),
        with(person(7, "田中太郎"), json!({"company": "株式会社山田"})),
        with(person(8, "김철수"), json!({})),
        with(person(9, "Seán O’Brien"), json!({"emails": [{"value": "sean@obrien.example"}]})),
        with(person(10, "Adam Smith"), json!({"emails": [{"value": "adam@acme.example"}]})),
        with(person(11, "Alexander Humboldt"), json!({"notes": "cosmos"})),
        with(person(12, "Thrown Away"), json!({"deleted_ms": 5})),
    ]
}

/// The crowd in the index, or all of it changed a moment ago.
fn settled(indexed: bool) -> World {
    let mut world = World::new(people());
    world.index.commit(Some(0), "", None).unwrap();
    for (n, record) in crowd().into_iter().enumerate() {
        world.write(id(n as u64 + 1), Some(record));
    }
    if indexed {
        world.catch_up();
    }
    world
}

fn ask(world: &World, text: &str) -> SearchAnswer {
    let request = SearchRequest { text, limit: 20, now_ms: 1_000_000, ..SearchRequest::default() };
    world.index.search(&world.conn, &*world.records, &request).unwrap()
}

fn found(world: &World, text: &str) -> Vec<u64> {
    let hits = ask(world, text).hits;
    hits.iter().map(|hit| (1..20).find(|n| id(*n) == hit.id).unwrap()).collect()
}

// covers(SRCH-1, SRCH-2, SRCH-8)
#[test]
fn people_are_found_by_whatever_is_known_of_them() {
    for indexed in [true, false] {
        let world = settled(indexed);
        let cases: &[(&str, &[u64])] = &[
            // Three letters, any word, in any order.
            ("ada", &[1, 10, 4]),
            ("lov", &[1]),
            ("lovelace ada", &[1]),
            // Other spellings.
            ("müller", &[3, 4, 2]),
            ("mueller", &[3, 4, 2]),
            ("muller", &[4, 3, 2]),
            ("ivanov", &[5]),
            ("Iwanow", &[5]),
            ("иванов", &[5]),
            ("papadopoulos", &[6]),
            ("田中", &[7]),
            ("太郎", &[7]),
            ("山田", &[7]),
            ("철수", &[8]),
            ("obrien", &[9]),
            ("o'brien", &[9]),
            // Slips.
            ("lovleace", &[1]),
            ("alexnader", &[11]),
            ("humbold", &[11]),
            // Any part of a phone number, as dialled from anywhere.
            ("1234567", &[1]),
            ("+49 170 123", &[1]),
            ("0170 1234", &[1]),
            ("0049170", &[1]),
            ("345", &[1]),
            ("phone:4567", &[1]),
            // Addresses to reach them by.
            ("ada.lovelace@example.org", &[1]),
            ("@acme", &[10, 3, 2]),
            ("email:acme", &[10]),
            // Fields, phrases, exclusions, alternatives.
            ("tag:vip", &[2, 1]),
            ("company:acme", &[3, 2]),
            ("company:acme -bern", &[2]),
            ("city:berlin", &[2]),
            ("\"algebraic patterns\"", &[1]),
            ("\"patterns algebraic\"", &[]),
            ("tag:vip -berlin", &[]),
            ("lovelace OR humboldt", &[11, 1]),
            ("kind:contact humboldt", &[11]),
            ("kind:company", &[]),
            // Each prefix excludes as well.
            ("humboldt -kind:contact", &[]),
            ("humboldt -kind:company", &[11]),
            ("kind:contact -is:contacts", &[]),
            ("acme -tag:vip -email:acme", &[3]),
            ("ada -phone:4567 -name:adam", &[4]),
            ("company:acme -city:bern", &[2]),
            // In the trash.
            ("thrown", &[]),
            ("xyzzy", &[]),
        ];
        for (text, expected) in cases {
            let mut hits = found(&world, text);
            let mut expected = expected.to_vec();
            if text.contains("uller") || text.contains("üller") || text.contains("ueller") {
                // Which of the three comes first is of no matter.
                hits.sort_unstable();
                expected.sort_unstable();
            }
            assert_eq!(hits, expected, "{text}, indexed: {indexed}");
        }
    }
}

// covers(SRCH-3)
#[test]
fn better_matches_come_first_then_what_is_used() {
    let mut world = World::new(people());
    world.index.commit(Some(0), "", None).unwrap();
    let all = [
        with(person(1, "Bergmann Tools"), json!({})),
        with(person(2, "Berg"), json!({})),
        with(person(3, "Anna Schmidt"), json!({"company": "Berg"})),
        with(person(4, "Otto Klein"), json!({"notes": "likes the berg"})),
        with(person(5, "Anna Berg"), json!({})),
        with(person(6, "Anna Bberg"), json!({"company": "Bergwerk"})),
    ];
    for (n, record) in all.into_iter().enumerate() {
        world.write(id(n as u64 + 1), Some(record));
    }
    world.catch_up();
    assert_eq!(found(&world, "berg"), [2, 5, 1, 3, 6, 4]);
    // Between equals the one used counts, and lately more than long ago.
    let day = 86_400_000;
    let usage = Usage::new([
        ("contact".into(), id(3), Opened { times: 9, last_ms: 100 * day }),
        ("contact".into(), id(6), Opened { times: 9, last_ms: 10 * day }),
    ]);
    let request = SearchRequest {
        text: "anna",
        limit: 9,
        now_ms: 101 * day,
        usage: Some(&usage),
        ..SearchRequest::default()
    };
    let answer = world.index.search(&world.conn, &*world.records, &request).unwrap();
    assert_eq!(answer.hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [id(3), id(6), id(5)]);
}

// covers(SRCH-8)
#[test]
fn what_matches_is_marked_in_units_of_the_screen() {
    let world = settled(true);
    let marked = |text: &str| {
        let answer = ask(&world, text);
        let hit = &answer.hits[0];
        let fragments = hit.fragments.iter().flat_map(|fragment| {
            let units: Vec<u16> = fragment.text.encode_utf16().collect();
            let piece = move |mark: &[u32; 2]| {
                String::from_utf16(&units[mark[0] as usize..mark[1] as usize]).unwrap()
            };
            fragment.marks.iter().map(piece).collect::<Vec<_>>()
        });
        fragments.collect::<Vec<_>>()
    };
    assert_eq!(marked("lov"), ["Lov", "lov"]);
    assert_eq!(marked("mül jür"), ["Jür", "Mül"]);
    assert_eq!(marked("iwan"), ["Иван", "Иванов"]);
    assert_eq!(marked("algebraic"), ["algebraic"]);
    assert_eq!(marked("170 1234"), ["170 123 4"]);
    assert_eq!(marked("田中"), ["田中"]);
    assert_eq!(marked("lovleace"), ["Lovelace", "lovelace"]);
    let long = format!("{} 😀 needle {}", "hay ".repeat(100), "stack ".repeat(100));
    let mut world = World::new(people());
    world.index.commit(Some(0), "", None).unwrap();
    world.write(id(1), Some(with(person(1, "Hay"), json!({"notes": long}))));
    let fragment = ask(&world, "needle").hits[0].fragments[0].clone();
    assert!(fragment.text.chars().count() < 170, "{}", fragment.text);
    let units: Vec<u16> = fragment.text.encode_utf16().collect();
    let [from, to] = fragment.marks[0];
    assert_eq!(String::from_utf16(&units[from as usize..to as usize]).unwrap(), "needle");
}

// covers(SRCH-10)
#[test]
fn suggestions_are_records_and_filters() {
    let world = settled(true);
    let suggest = |text: &str| {
        let request = SearchRequest { text, limit: 6, ..SearchRequest::default() };
        let all = world.index.suggest(&world.conn, &*world.records, &request).unwrap();
        all.into_iter().map(|suggestion| suggestion.text).collect::<Vec<_>>()
    };
    assert!(suggest("vi").contains(&"tag:vip".to_owned()));
    assert!(suggest("ada ac").contains(&"ada company:acme".to_owned()));
    assert_eq!(suggest("city:ber"), ["Johanna Mueller", "Jürgen Müller", "city:berlin", "city:bern"]);
    assert!(suggest("hum").contains(&"Alexander Humboldt".to_owned()));
    assert!(suggest("").len() <= 6);
}

#[test]
fn pages_of_hits_join_up() {
    let world = settled(true);
    let page = |offset, limit| {
        let request = SearchRequest { text: "", offset, limit, ..SearchRequest::default() };
        world.index.search(&world.conn, &*world.records, &request).unwrap()
    };
    let all = page(0, 100);
    assert_eq!((all.total, all.hits.len()), (11, 11), "nothing typed: everybody, changed last first");
    assert_eq!(all.hits[0].id, id(11));
    let joined: Vec<_> = (0..6).flat_map(|at| page(at * 2, 2).hits).collect();
    assert_eq!(joined, all.hits);
    assert!(page(50, 5).hits.is_empty());
}

/// Random words over an alphabet small enough to collide.
fn random_text(dice: &mut Dice) -> String {
    const WORDS: &[&str] = &[
        "ann",
        "anna",
        "annas",
        "berg",
        "berger",
        "müller",
        "mueller",
        "muller",
        "smith",
        "smyth",
        "иванов",
        "ivanov",
        "田中",
        "田中太郎",
        "o'brien",
        "obrien",
        "alexander",
        "alexandra",
        "acme",
        "example.org",
        "ada@acme.org",
        "4711",
        "a",
        "b",
    ];
    (0..1 + dice.roll(3)).map(|_| dice.pick(WORDS)).collect::<Vec<_>>().join(" ")
}

fn random_typed(dice: &mut Dice) -> String {
    let mut typed = Vec::new();
    for _ in 0..1 + dice.roll(3) {
        let text = random_text(dice);
        let cut: String = text.chars().take(1 + dice.roll(12) as usize).collect();
        typed.push(match dice.roll(10) {
            0 => format!("-{cut}"),
            1 => format!("\"{text}\""),
            2 => format!("tag:{cut}"),
            3 => format!("email:{cut}"),
            4 => format!("OR {cut}"),
            5 => dice.roll(100_000).to_string(),
            _ => cut,
        });
    }
    typed.join(" ")
}

// covers(SRCH-1, QA-3)
#[test]
fn a_record_is_found_the_same_in_the_index_and_beside_it() {
    for seed in 0..5 {
        let mut dice = Dice(seed);
        let mut worlds = [World::new(people()), World::new(people()), World::new(people())];
        worlds.iter().for_each(|world| world.index.commit(Some(0), "", None).unwrap());
        for n in 1..60 {
            let number = format!("+49{:08}", dice.roll(100_000_000));
            let record = with(
                person(n, &random_text(&mut dice)),
                json!({
                    "company": random_text(&mut dice), "notes": random_text(&mut dice),
                    "emails": [{"value": random_text(&mut dice)}], "tags": [random_text(&mut dice)],
                    "phones": [{"value": number, "e164": number}], "modified_ms": dice.roll(5),
                }),
            );
            for world in &mut worlds {
                world.write(id(n), Some(record.clone()));
            }
            if n % 20 == 0 {
                worlds[1].catch_up();
            }
            if n == 40 {
                worlds[2].catch_up();
            }
        }
        worlds[1].catch_up();
        for _ in 0..60 {
            let typed = random_typed(&mut dice);
            let beside = ask(&worlds[0], &typed);
            for world in &worlds[1..] {
                let inside = ask(world, &typed);
                assert_eq!(inside.total, beside.total, "seed {seed}: {typed}");
                assert_eq!(inside.hits, beside.hits, "seed {seed}: {typed}");
            }
        }
    }
}

/// What a person would call the words of a name: letters and digits with the marks on them.
fn words_of(name: &str) -> impl Iterator<Item = &str> {
    let outside = |c: char| !c.is_alphanumeric() && !is_combining_mark(c);
    name.split(outside).map(|word| word.trim_start_matches(is_combining_mark)).filter(|word| !word.is_empty())
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(150))]

    // covers(SRCH-2, SEC-8)
    #[test]
    fn whatever_is_typed_is_answered(name in "\\PC{0,40}", typed in "\\PC{0,60}") {
        let mut world = World::new(people());
        world.index.commit(Some(0), "", None).unwrap();
        world.write(id(1), Some(person(1, &name)));
        let answer = ask(&world, &typed);
        for fragment in answer.hits.iter().flat_map(|hit| &hit.fragments) {
            let units = fragment.text.encode_utf16().count() as u32;
            proptest::prop_assert!(fragment.marks.iter().all(|[from, to]| from < to && *to <= units));
        }
    }

    // covers(SRCH-1)
    #[test]
    fn whatever_a_name_is_written_in_its_words_find_it(name in "\\PC{1,24}") {
        let mut world = World::new(people());
        world.index.commit(Some(0), "", None).unwrap();
        world.write(id(1), Some(person(1, &name)));
        for place in ["beside the index", "in the index"] {
            for word in words_of(&name) {
                let found = ask(&world, word).hits.iter().any(|hit| hit.id == id(1));
                proptest::prop_assert!(found, "{word:?} does not find {name:?} {place}");
            }
            world.catch_up();
        }
    }
}
