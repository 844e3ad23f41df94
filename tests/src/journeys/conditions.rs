//! What lists filter by, asked in the words of a search.

use std::path::Path;

use satchel_kernel::text::fold;
use serde_json::{Value, json};

use crate::world::{World, text};

fn sorted(world: &World, asked: &str) -> Vec<String> {
    let mut found = world.search(asked);
    found.sort();
    found
}

fn problems(world: &World, asked: &str) -> Vec<(String, String)> {
    let found = world.call("search.query", json!({ "text": asked }));
    let problems = found["problems"].as_array().unwrap().clone();
    problems.iter().map(|one| (text(&one["code"]), text(&one["text"]))).collect()
}

fn suggested(world: &World, typed: &str) -> Vec<(String, u64)> {
    world.search("ada");
    let found = world.call("search.suggest", json!({ "text": typed, "limit": 30 }));
    let all = found["suggestions"].as_array().unwrap().clone();
    let filters = all.iter().filter(|one| one["record"].is_null());
    filters.map(|one| (text(&one["text"]), one["records"].as_u64().unwrap())).collect()
}

/// Tasks and deals around today, and a person.
fn filled() -> World {
    let world = World::new();
    let today = jiff::Zoned::now().date();
    let day = |by: i64| today.checked_add(jiff::Span::new().days(by)).unwrap().to_string();
    for (title, due, status) in
        [("Ring Ada", 0, "open"), ("Send the offer", 1, "open"), ("Pack the press", -1, "done")]
    {
        world.call("tasks.create", json!({ "title": title, "due": day(due), "status": status }));
    }
    world.call("tasks.create", json!({ "title": "Some day" }));
    let mut deals = Vec::new();
    for (name, close) in [("Presses", day(0)), ("Ink", "2031-03-31".to_owned())] {
        deals.push(world.call("deals.create", json!({ "name": name, "close_date": close })));
    }
    let board = world.call("deals.board", json!({}));
    let stages = board["stages"].as_array().unwrap();
    let proposal = stages.iter().find(|stage| stage["name"] == "Proposal").unwrap();
    world.call("deals.move", json!({ "id": deals[1]["id"], "stage_id": proposal["id"] }));
    world.call("leads.create", json!({ "name": "Grace Hopper", "status": "working" }));
    world.call("contacts.create", json!({ "given": "Ada", "family": "Lovelace" }));
    world
}

// covers(SRCH-2)
#[test]
fn days_stages_and_states_are_asked_for_in_words_in_both_languages() {
    let mut world = filled();
    for restarted in [false, true] {
        for (asked, found) in [
            ("due:today", &["Ring Ada"][..]),
            ("fällig:heute", &["Ring Ada"]),
            ("due:<today", &["Pack the press"]),
            ("due:>=tomorrow", &["Send the offer"]),
            ("due:yesterday OR due:tomorrow", &["Pack the press", "Send the offer"]),
            ("due:empty", &["Some day"]),
            ("-due:empty kind:task -status:done", &["Ring Ada", "Send the offer"]),
            ("close:today", &["Presses"]),
            ("close:2031", &["Ink"]),
            ("abschluss:31.3.2031", &["Ink"]),
            ("close:2031-01-01..2031-12-31", &["Ink"]),
            ("stage:proposal", &["Ink"]),
            ("phase:PROP", &["Ink"]),
            ("stage:qual status:open", &["Presses"]),
            ("status:open kind:deal", &["Ink", "Presses"]),
            ("status:offen kind:task", &["Ring Ada", "Send the offer", "Some day"]),
            ("status:erledigt", &["Pack the press"]),
            ("status:\"in arbeit\"", &["Grace Hopper"]),
            ("created:today ada", &["Ada Lovelace", "Ring Ada"]),
            ("created:>today", &[]),
            ("angelegt:diese-woche lovelace", &["Ada Lovelace"]),
        ] {
            assert_eq!(sorted(&world, asked), found, "{asked} {restarted}");
            assert_eq!(problems(&world, asked), [], "{asked}");
        }
        if !restarted {
            world.call("search.rebuild", json!({}));
            world.restart();
        }
    }
}

// covers(SRCH-2)
#[test]
fn what_is_not_understood_says_what_would_be_and_the_rest_is_searched() {
    let world = filled();
    let told = problems(&world, "ring due:sometime");
    assert_eq!(told[0].0, "no_day");
    assert!(told[0].1.contains("“due:sometime”") && told[0].1.contains("due:this-week"), "{}", told[0].1);
    assert_eq!(world.search("ring due:sometime"), ["Ring Ada"]);
    assert_eq!(sorted(&world, "due:sometime"), [] as [&str; 0], "nothing understood finds nothing");
    let german = problems(&world, "fällig:irgendwann");
    assert!(german[0].1.contains("fällig:diese-woche"), "{}", german[0].1);
    let told = problems(&world, "stage:nowhere");
    assert!(told[0].1.contains("stage:Proposal"), "{}", told[0].1);
    let told = problems(&world, "status:nothing-like-it");
    assert!(told[0].1.contains("status:open") && told[0].1.contains("status:qualified"), "{}", told[0].1);
    assert_eq!(problems(&world, "ada OR due:today")[0].0, "or_mixed");
    let long: String = (0..40).map(|n| format!("word{n} ")).collect();
    assert_eq!(problems(&world, &long)[0].0, "too_long");
    for plain in ["", "http://a.b", "10:30", "due:", "nonsense:today", "type:contact", "company:acme"] {
        assert_eq!(problems(&world, plain), [], "{plain}");
    }
}

// covers(SRCH-2, SRCH-8)
#[test]
fn conditions_are_offered_with_how_many_they_find() {
    let world = filled();
    let has = |typed: &str, text: &str, records: u64| {
        let all = suggested(&world, typed);
        assert!(all.contains(&(text.to_owned(), records)), "{typed}: {all:?}");
    };
    has("due:", "due:today", 1);
    has("ada due:tom", "ada due:tomorrow", 1);
    has("fällig:", "fällig:heute", 1);
    has("stage:pro", "stage:Proposal", 1);
    has("status:", "status:done", 1);
    has("status", "status:", 0);
    has("propos", "stage:Proposal", 1);
    let all = suggested(&world, "due:");
    assert!(all.iter().all(|(_, records)| *records > 0), "what finds nothing is not offered: {all:?}");
}

/// The German page calls the values of the built-in choices by words that a search understands.
// covers(SRCH-2)
#[test]
fn the_words_of_the_german_page_are_understood() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/locales/de.json");
    let page: Value = serde_json::from_str(&std::fs::read_to_string(page).unwrap()).unwrap();
    for (kind, field) in [
        ("task", "status"),
        ("task", "priority"),
        ("lead", "status"),
        ("lead", "rating"),
        ("deal", "state"),
        ("deal", "forecast"),
    ] {
        for (option, label) in page["choice"][kind][field].as_object().unwrap() {
            let label = label.as_str().unwrap();
            let folded = fold(label).replace(' ', "-");
            let known = satchel_search::GERMAN
                .iter()
                .any(|(word, of)| *of == option.as_str() && fold(word) == folded);
            assert!(known, "{kind}.{field}: no search finds “{label}”");
        }
    }
}
