//! The page a day begins with: whose day is near, and what the week has brought.

use serde_json::{Value, json};

use crate::world::{World, text};

const ZONE: &str = "UTC";
const DAY_MS: i64 = 86_400_000;

fn now_ms() -> i64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(now.as_millis()).unwrap()
}

/// The day so many days from now, as the program sees days in UTC.
fn date(from_now: i64) -> jiff::civil::Date {
    let at = jiff::Timestamp::from_millisecond(now_ms() + from_now * DAY_MS).unwrap();
    at.to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// The same, without its year.
fn yearless(from_now: i64) -> String {
    date(from_now).strftime("--%m-%d").to_string()
}

// covers(NOT-12, ANA-5)
#[test]
fn whose_day_is_near_is_told_the_nearest_first() {
    let world = World::new();
    let person = |given: &str, date: &str| {
        let dates = json!([{ "label": "birthday", "value": date }]);
        world.call("contacts.create", json!({ "given": given, "family": "Berg", "dates": dates }))["id"]
            .clone()
    };
    let soon = person("Soon", &yearless(3));
    let today = person("Today", &date(0).strftime("1990-%m-%d").to_string());
    person("Later", &yearless(30));
    person("Yesterday", &yearless(-1));
    // A day of next year is not near, though it is this time of the year.
    person("Next year", &date(368).to_string());
    let gone = person("Gone", &yearless(2));
    world.call("contacts.delete", json!({ "id": gone }));

    let told = world.call("home.occasions", json!({ "zone": ZONE }))["occasions"].clone();
    let told = told.as_array().unwrap();
    let ids: Vec<&Value> = told.iter().map(|one| &one["contact_id"]).collect();
    assert_eq!(ids, [&today, &soon], "{told:?}");
    assert_eq!((&told[0]["in_days"], &told[0]["label"]), (&json!(0), &json!("birthday")));
    let years = date(0).year() - 1990;
    assert_eq!(told[0]["years"], json!(years));
    assert_eq!(
        (&told[1]["in_days"], &told[1]["day"], told[1].get("years")),
        (&json!(3), &json!(date(3).to_string()), None)
    );
    let far = world.call("home.occasions", json!({ "zone": ZONE, "days": 31 }))["occasions"].clone();
    assert_eq!(far.as_array().unwrap().len(), 3);
    let refused = world.ask("home.occasions", json!({ "zone": ZONE, "days": 61 })).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("days"));
    assert_eq!(
        world.ask("home.occasions", json!({ "zone": "Nowhere" })).unwrap_err().field.as_deref(),
        Some("zone")
    );
}

// covers(ANA-5, ANA-8)
#[test]
fn every_figure_of_the_week_has_its_list_and_the_week_before_stands_beside_it() {
    let world = World::new();
    let since = world.call("home.week", json!({ "zone": ZONE }))["since_ms"].as_i64().unwrap();
    for (channel, at) in [
        ("call", since),
        ("call", since - 1),
        ("meeting", since),
        ("email", since),
        ("call", since - 8 * DAY_MS),
    ] {
        world.call(
            "communications.log",
            json!({ "channel": channel, "zone": ZONE, "at_ms": at, "body": "x" }),
        );
    }
    let task = world.call("tasks.create", json!({ "title": "Send it" }))["id"].clone();
    world.call("tasks.complete", json!({ "id": task }));
    let deal = world.call("deals.create", json!({ "name": "Pumps" }))["id"].clone();
    world.call("deals.win", json!({ "id": deal }));
    world.call("contacts.create", json!({ "given": "Ada" }));

    let figures = world.call("home.week", json!({ "zone": ZONE }))["figures"].clone();
    let counted: Vec<(String, u64, u64)> = figures
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (text(&f["name"]), f["this_week"].as_u64().unwrap(), f["last_week"].as_u64().unwrap()))
        .collect();
    let expected = [
        ("calls", 1, 1),
        ("meetings", 1, 0),
        ("messages", 1, 0),
        ("tasks", 1, 0),
        ("deals", 1, 0),
        ("contacts", 1, 0),
    ];
    assert_eq!(counted, expected.map(|(name, now, before)| (name.to_owned(), now, before)));
    for figure in figures.as_array().unwrap() {
        let all: Vec<Value> =
            figure["rules"].as_array().unwrap().iter().map(|rule| json!({ "is": rule })).collect();
        let listed = world.list(&text(&figure["plural"]), json!({ "query": { "filter": { "and": all } } }));
        assert_eq!(listed["total"], figure["this_week"], "{figure}");
    }
}

// covers(ANA-7)
#[test]
fn the_order_of_the_page_and_the_target_are_kept_and_taken_back() {
    let world = World::new();
    let patch = |patch: Value| world.ask("settings.patch", json!({ "patch": patch }));
    let kept = patch(json!({ "home_parts": ["tasks", "week"], "monthly_target_minor": 1_000_000 })).unwrap();
    assert_eq!(kept["home_parts"], json!(["tasks", "week"]));
    assert_eq!(kept["monthly_target_minor"], json!(1_000_000));
    for bad in [
        json!({ "home_parts": ["a", "a"] }),
        json!({ "home_parts": [1] }),
        json!({ "monthly_target_minor": 0 }),
    ] {
        let field = bad.as_object().unwrap().keys().next().unwrap().clone();
        assert_eq!(patch(bad).unwrap_err().field, Some(field));
    }
    world.call("changes.undo", json!({}));
    assert_eq!(world.call("settings.get", json!({})).get("home_parts"), None);
}
