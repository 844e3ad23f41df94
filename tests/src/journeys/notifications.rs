//! What the seller is told without asking: raised once, told once, read without a trace.

use satchel_app::Event;
use serde_json::{Value, json};

use crate::world::{World, text};

/// Today, in the zone of the laptop, so many days on.
fn day(days: i64) -> String {
    let today = jiff::Zoned::now().date();
    today.checked_add(jiff::Span::new().days(days)).unwrap().to_string()
}

fn unread(world: &World) -> Vec<(String, String)> {
    let listed = world.call("notifications.list", json!({ "show": "unread" }));
    let rows = listed["rows"].as_array().unwrap();
    assert_eq!(listed["unread"], rows.len());
    rows.iter().map(|row| (text(&row["event"]), text(&row["title"]))).collect()
}

fn told(world: &World, how_many: usize) -> Vec<(String, String)> {
    world.wait("the seller to be told", || Some(unread(world)).filter(|told| told.len() == how_many))
}

// covers(NOT-1, NOT-4, NOT-8, NOT-9, TASK-4)
#[test]
fn an_overdue_task_is_told_once_and_read_without_a_trace() {
    let world = World::new();
    let mut events = world.app.subscribe();
    let task = world.call("tasks.create", json!({ "title": "Send the offer", "due": day(-2) }));
    assert_eq!(told(&world, 1), [("task_overdue".to_owned(), "Send the offer".to_owned())]);
    let note = world.wait("the desktop to be told", || match events.try_recv() {
        Ok(Event::Notify { note: Some(note), .. }) => Some(note),
        _ => None,
    });
    assert_eq!((&note["count"], &note["only"]["record_id"]), (&json!(1), &task["id"]));

    let id = world.call("notifications.list", json!({}))["rows"][0]["id"].clone();
    assert_eq!(world.call("notifications.read", json!({ "ids": [id] }))["unread"], 0);
    let changes = world.call("changes.list", json!({}));
    assert_eq!(changes["sets"][0]["command"], "tasks.create", "reading is no change");

    // Another task wakes the one who looks; the first is not told again, whatever was closed in between.
    world.call("vault.lock", json!({}));
    world.call("vault.unlock", json!({}));
    world.call("tasks.create", json!({ "title": "Call back", "due": day(-3) }));
    assert_eq!(told(&world, 1), [("task_overdue".to_owned(), "Call back".to_owned())]);
    world.call("changes.undo", json!({}));
    assert_eq!(told(&world, 0), [], "what is taken back is not told");
}

// covers(NOT-5, NOT-12)
#[test]
fn a_birthday_is_told_as_far_ahead_as_was_wished_and_not_where_it_is_switched_off() {
    let world = World::new();
    let patch = json!({ "patch": { "birthday_days": 2, "events": { "task_overdue": { "in_app": false, "desktop": false } } } });
    let wished = world.call("notifications.patch_preferences", patch);
    assert_eq!(wished["birthday_days"], 2);
    world.call("tasks.create", json!({ "title": "Not told", "due": day(-2) }));
    let born = json!([{ "label": "birthday", "value": format!("-{}", day(1).get(4..).unwrap()) }]);
    world.call("contacts.create", json!({ "given": "Grace", "dates": born }));
    assert_eq!(told(&world, 1), [("birthday".to_owned(), "Grace".to_owned())]);
    world.call("changes.undo", json!({}));
    world.call("changes.undo", json!({}));
    world.call("changes.undo", json!({}));
    let now: Value = world.call("notifications.preferences", json!({}));
    assert_eq!(now["birthday_days"], 0, "a wish is taken back like any setting");
}

// covers(NOT-2, DEAL-1, IMP-1)
#[test]
fn a_deal_that_comes_closed_from_long_ago_is_not_told_and_one_that_ended_lately_is() {
    let world = World::new();
    let table = format!(
        "Deal name,Status,Expected close,Closed on\nLong ago,won,2019-03-31,\nNobody knows,lost,,\nStill ahead,won,2031-03-31,\nLately,won,,{}\nOpen,open,,\n",
        day(-3)
    );
    let import = world.import(&[world.file("deals.csv", table)], json!({ "kind": "deal" }));
    assert_eq!(import["files"][0]["created"], 5, "{import:#}");
    assert_eq!(told(&world, 1), [("deal_won".to_owned(), "Lately".to_owned())]);
    let deals = world.list("deals", json!({}))["rows"].as_array().unwrap().clone();
    let deal = |name: &str| {
        let row = deals.iter().find(|deal| deal["name"] == name || deal["title"] == name).unwrap();
        world.call("deals.get", json!({ "id": row["id"] }))
    };
    let long_ago: jiff::Timestamp = "2019-03-31T12:00:00Z".parse().unwrap();
    assert_eq!(deal("Long ago")["closed_ms"], long_ago.as_millisecond(), "it ended when it was to");
    let lost = world.list("stages", json!({}))["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stage| world.call("stages.get", json!({ "id": stage["id"] })))
        .find(|stage| stage["outcome"] == "lost")
        .unwrap()["id"]
        .clone();
    world.call("deals.patch", json!({ "id": deal("Open")["id"], "patch": { "stage_id": lost } }));
    let mut both = told(&world, 2);
    both.sort();
    let expected = [("deal_lost", "Open"), ("deal_won", "Lately")];
    assert_eq!(both, expected.map(|(event, title)| (event.to_owned(), title.to_owned())));
}
