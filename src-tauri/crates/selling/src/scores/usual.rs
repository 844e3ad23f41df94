//! The rules every vault begins with.

use satchel_kernel::Id;
use satchel_kernel::query::{Condition, Filter, Op};
use serde_json::{Value, json};

use super::reckon::{Dimension, Rule};

/// A usual rule: its key and its names in English and German, what it is about, where it holds, its points, what it
/// counts and up to how many points.
type Usual = (
    &'static str,
    &'static str,
    &'static str,
    Dimension,
    fn(&str) -> Filter,
    i64,
    Option<(&'static str, i64)>,
);

const DECIDERS: &[&str] = &[
    "chief",
    "ceo",
    "cto",
    "cfo",
    "coo",
    "owner",
    "founder",
    "president",
    "director",
    "head of",
    "geschäftsführ",
    "vorstand",
    "inhaber",
    "leiter",
    "prokurist",
];
const PRIVATE_MAIL: &[&str] = &[
    "@gmail.",
    "@googlemail.",
    "@gmx.",
    "@web.de",
    "@t-online.",
    "@yahoo.",
    "@hotmail.",
    "@outlook.",
    "@icloud.",
];
const RECOMMENDED: &[&str] = &["recommend", "referral", "empfehl"];
const ASKED: &[&str] = &["fair", "messe", "website", "webseite", "inbound", "enquiry", "anfrage"];

const USUAL: [Usual; 20] = [
    (
        "decider",
        "Decides or leads",
        "Entscheidet oder leitet",
        Dimension::Fit,
        |_| contains("job_title", DECIDERS),
        15,
        None,
    ),
    (
        "person",
        "A person is named",
        "Eine Person ist genannt",
        Dimension::Fit,
        |_| not_empty("family"),
        3,
        None,
    ),
    (
        "business_mail",
        "Business e-mail address",
        "Geschäftliche E-Mail-Adresse",
        Dimension::Fit,
        |_| business(),
        6,
        None,
    ),
    (
        "phone",
        "Can be called",
        "Ist telefonisch erreichbar",
        Dimension::Fit,
        |_| not_empty("phones"),
        4,
        None,
    ),
    (
        "unreachable",
        "Neither e-mail nor phone",
        "Weder E-Mail noch Telefon",
        Dimension::Fit,
        |_| unreachable(),
        -15,
        None,
    ),
    (
        "size_10",
        "10 to 49 people",
        "10 bis 49 Mitarbeitende",
        Dimension::Firmographic,
        |_| between("size", 10, Some(50)),
        4,
        None,
    ),
    (
        "size_50",
        "50 to 249 people",
        "50 bis 249 Mitarbeitende",
        Dimension::Firmographic,
        |_| between("size", 50, Some(250)),
        8,
        None,
    ),
    (
        "size_250",
        "250 people or more",
        "250 Mitarbeitende oder mehr",
        Dimension::Firmographic,
        |_| between("size", 250, None),
        12,
        None,
    ),
    (
        "home",
        "In the home country",
        "Im Heimatland",
        Dimension::Firmographic,
        |home| is("country", Op::Equals, json!(home)),
        5,
        None,
    ),
    (
        "industry",
        "The industry is known",
        "Die Branche ist bekannt",
        Dimension::Firmographic,
        |_| not_empty("industry"),
        2,
        None,
    ),
    (
        "notes",
        "Notes of conversations",
        "Notizen zu Gesprächen",
        Dimension::Engagement,
        |_| everywhere(),
        4,
        Some(("note_count", 16)),
    ),
    (
        "conversations",
        "Conversations",
        "Gespräche",
        Dimension::Engagement,
        |_| everywhere(),
        5,
        Some(("conversations", 20)),
    ),
    (
        "next_step",
        "A next step is agreed",
        "Ein nächster Schritt ist vereinbart",
        Dimension::Engagement,
        |_| not_empty("next_step"),
        5,
        None,
    ),
    (
        "value_10k",
        "Worth 10,000 or more",
        "10.000 oder mehr wert",
        Dimension::Intent,
        |_| between("amount", 10_000, Some(100_000)),
        7,
        None,
    ),
    (
        "value_100k",
        "Worth 100,000 or more",
        "100.000 oder mehr wert",
        Dimension::Intent,
        |_| between("amount", 100_000, None),
        12,
        None,
    ),
    (
        "hot",
        "Rated hot",
        "Als heiß eingestuft",
        Dimension::Intent,
        |_| is("rating", Op::Equals, json!("hot")),
        15,
        None,
    ),
    (
        "warm",
        "Rated warm",
        "Als warm eingestuft",
        Dimension::Intent,
        |_| is("rating", Op::Equals, json!("warm")),
        7,
        None,
    ),
    (
        "recommended",
        "Came by recommendation",
        "Kam durch Empfehlung",
        Dimension::Intent,
        |_| contains("source", RECOMMENDED),
        9,
        None,
    ),
    (
        "asked",
        "Came of their own accord",
        "Kam von sich aus",
        Dimension::Intent,
        |_| contains("source", ASKED),
        5,
        None,
    ),
    (
        "fresh",
        "Something happened this week",
        "Diese Woche ist etwas geschehen",
        Dimension::Recency,
        |_| between("idle_days", 0, Some(7)),
        10,
        None,
    ),
];
/// What each day of silence takes.
const SILENCE: Usual = (
    "silence",
    "Days without anything happening",
    "Tage, an denen nichts geschah",
    Dimension::Recency,
    |_| everywhere(),
    -1,
    Some(("idle_days", 25)),
);

fn is(field: &str, op: Op, value: Value) -> Filter {
    Filter::Is(Condition { field: field.to_owned(), op, value })
}

fn everywhere() -> Filter {
    Filter::And(Vec::new())
}

fn not_empty(field: &str) -> Filter {
    Filter::Not(Box::new(is(field, Op::Empty, Value::Null)))
}

fn contains(field: &str, words: &[&str]) -> Filter {
    Filter::Or(words.iter().map(|word| is(field, Op::Contains, json!(word))).collect())
}

fn business() -> Filter {
    Filter::And(vec![not_empty("emails"), Filter::Not(Box::new(contains("emails", PRIVATE_MAIL)))])
}

fn unreachable() -> Filter {
    Filter::And(vec![is("emails", Op::Empty, Value::Null), is("phones", Op::Empty, Value::Null)])
}

fn between(field: &str, from: i64, below: Option<i64>) -> Filter {
    let mut parts = vec![is(field, Op::AtLeast, json!(from))];
    parts.extend(below.map(|below| is(field, Op::Less, json!(below))));
    Filter::And(parts)
}

/// The usual rules in English or German; `home` is the home country.
pub fn rules(home: &str, german: bool) -> Vec<Rule> {
    let all = USUAL.iter().chain(std::iter::once(&SILENCE));
    all.map(|(key, en, de, dimension, filter, points, counts)| Rule {
        id: None,
        usual: Some(key),
        name: if german { (*de).to_owned() } else { (*en).to_owned() },
        dimension: *dimension,
        filter: Some(filter(home)).filter(|filter| *filter != everywhere()),
        points: *points,
        each: counts.map(|(each, _)| each.to_owned()),
        up_to: counts.map(|(_, up_to)| up_to),
    })
    .collect()
}

/// The id a usual rule is kept under: two laptops that begin to change the rules make the same ones.
pub fn id(key: &str) -> Id {
    let hash = blake3::derive_key("satchel 1 usual score rule id", key.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(hash.split_at(16).0);
    // Version 8: a UUID of our own making.
    bytes[6] = 0x80 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    Id::from_bytes(bytes)
}
