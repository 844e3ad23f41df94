//! What a seller has to do and whom they spoke with: typed in a line, done, taken back.

use serde_json::{Value, json};

use crate::world::{World, text};

const ZONE: &str = "Europe/Berlin";

fn person(world: &World, given: &str, family: &str) -> Value {
    world.call("contacts.create", json!({ "given": given, "family": family }))["id"].clone()
}

fn open(world: &World) -> Vec<String> {
    let filter = json!({ "is": { "field": "status", "op": "equals", "value": "open" } });
    let listed = world.list("tasks", json!({ "query": { "filter": filter } }));
    listed["rows"].as_array().unwrap().iter().map(|row| text(&row["title"])).collect()
}

fn quick(world: &World, line: &str) -> Value {
    world.call("tasks.quick", json!({ "text": line, "zone": ZONE }))
}

// covers(TASK-1, TASK-3, TASK-10, CON-6)
#[test]
fn a_line_of_words_is_a_task_about_somebody() {
    let world = World::new();
    let anna = person(&world, "Anna", "Berg");
    let asked = json!({ "text": "Anna am Dienstag um 15 Uhr anrufen !hoch #angebot", "zone": ZONE });
    let understood = world.call("tasks.understand", asked);
    assert_eq!(understood["mentions"][0]["choices"][0]["id"], anna);
    assert_eq!((&understood["due_time"], &understood["priority"]), (&json!("15:00"), &json!("high")));
    assert_eq!(world.count("tasks"), 0, "nothing is written by looking");

    let task = quick(&world, "Anna am Dienstag um 15 Uhr anrufen !hoch #angebot");
    assert_eq!((&task["title"], &task["due"]), (&json!("Anna anrufen"), &understood["due"]));
    assert_eq!((&task["contacts"], &task["tags"]), (&json!([anna]), &json!(["angebot"])));
    assert!(task["due_ms"].as_i64().unwrap() > 0);
    assert_eq!(world.search("angebot anrufen"), ["Anna anrufen"]);
    let timeline = world.call("contacts.timeline", json!({ "id": anna }));
    assert_eq!(timeline["items"][0]["record"]["id"], task["id"]);

    world.call("changes.undo", json!({}));
    assert_eq!(world.count("tasks"), 0);
    assert_eq!(
        world.ask("tasks.quick", json!({ "text": "morgen", "zone": ZONE })).unwrap_err().field.as_deref(),
        Some("title")
    );
}

// covers(TASK-10)
#[test]
fn a_name_that_two_have_is_asked_about() {
    let world = World::new();
    let [berg, kurz] = ["Berg", "Kurz"].map(|family| person(&world, "Anna", family));
    let line = json!({ "text": "Anna anrufen", "zone": ZONE });
    let refused = world.ask("tasks.quick", line.clone()).unwrap_err();
    assert_eq!(refused.code, "ambiguous_name");
    let choices = refused.details.unwrap()["choices"].as_array().unwrap().clone();
    assert_eq!(choices.len(), 2);
    assert!([&berg, &kurz].iter().all(|id| choices.iter().any(|choice| choice["id"] == **id)));
    let meant = |who: Value| {
        let mut line = line.clone();
        line["meant"] = json!([who]);
        world.call("tasks.quick", line)["contacts"].clone()
    };
    assert_eq!(meant(json!({ "words": "Anna", "kind": "contact", "id": kurz })), json!([kurz]));
    assert_eq!(meant(json!({ "words": "Anna" })), json!([]), "nobody");
    // The whole name is one person's.
    assert_eq!(quick(&world, "Anna Berg anrufen")["contacts"], json!([berg]));
}

// covers(TASK-1, TASK-5, AUD-2)
#[test]
fn doing_a_task_that_comes_again_is_one_change() {
    let world = World::new();
    let task = quick(&world, "jeden Tag Post");
    let before = world.call("changes.list", json!({ "limit": 200 }))["sets"].as_array().unwrap().len();
    let done = world.call("tasks.complete", json!({ "id": task["id"], "outcome": "Nichts Neues" }));
    assert_eq!((&done["task"]["status"], &done["task"]["outcome"]), (&json!("done"), &json!("Nichts Neues")));
    assert!(text(&done["next"]["due"]) > text(&task["due"]));
    let sets = world.call("changes.list", json!({ "limit": 200 }))["sets"].clone();
    assert_eq!(
        (sets.as_array().unwrap().len(), text(&sets[0]["label"])),
        (before + 1, "Completed Post".into())
    );
    assert_eq!((world.count("tasks"), open(&world).len()), (2, 1));
    let counts = world.call("tasks.counts", json!({ "zone": ZONE }));
    assert_eq!((&counts["open"], &counts["done_this_week"]), (&json!(1), &json!(1)));
    assert_eq!(world.ask("tasks.complete", json!({ "id": task["id"] })).unwrap_err().code, "task_closed");

    world.call("changes.undo", json!({}));
    assert_eq!((world.count("tasks"), open(&world)), (1, vec!["Post".to_owned()]));
    let back = world.call("tasks.get", json!({ "id": task["id"] }));
    assert_eq!((&back["outcome"], &back["completed_ms"]), (&Value::Null, &Value::Null));
    world.call("changes.redo", json!({}));
    assert_eq!((world.count("tasks"), open(&world).len()), (2, 1));
}

// covers(TASK-1)
#[test]
fn many_are_done_put_away_and_brought_back() {
    let world = World::new();
    let ids: Vec<Value> = ["a", "b", "c"].map(|line| quick(&world, line)["id"].clone()).to_vec();
    let soon = world.call("tasks.get", json!({ "id": ids[0] }))["created_ms"].as_i64().unwrap() + 3_600_000;
    let snoozed = world.call("tasks.snooze", json!({ "id": ids[0], "until_ms": soon }));
    assert_eq!(snoozed["snoozed_until_ms"], soon);
    assert_eq!(
        world.ask("tasks.snooze", json!({ "id": ids[0], "until_ms": 1 })).unwrap_err().field.as_deref(),
        Some("until_ms")
    );
    let done = world.call("tasks.patch_many", json!({ "ids": ids, "patch": { "status": "done" } }));
    assert_eq!((&done["changed"], open(&world).len()), (&json!(3), 0));
    let first = world.call("tasks.get", json!({ "id": ids[0] }));
    assert_eq!(first["snoozed_until_ms"], Value::Null, "what has ended does not wait");
    world.call("changes.undo", json!({}));
    assert_eq!(open(&world).len(), 3);
    assert_eq!(world.call("tasks.get", json!({ "id": ids[0] }))["snoozed_until_ms"], soon);
}

// covers(CON-9, CALL-11, CON-6)
#[test]
fn a_call_is_written_down_with_what_follows_from_it() {
    let mut world = World::new();
    let anna = person(&world, "Anna", "Berg");
    let log = |world: &World, at: i64, next: Option<&str>| {
        world.call(
            "communications.log",
            json!({
                "channel": "call", "zone": ZONE, "at_ms": at, "duration_s": 125, "outcome": "reached",
                "body": "Will ein Angebot", "contacts": [anna], "next_step": next
            }),
        )
    };
    let said = log(&world, 2_000, Some("Angebot schicken bis Freitag"));
    assert_eq!(
        (&said["task"]["contacts"], &said["task"]["title"]),
        (&json!([anna]), &json!("Angebot schicken"))
    );
    let sets = world.call("changes.list", json!({}))["sets"].clone();
    assert_eq!(text(&sets[0]["label"]), "Logged call with Anna Berg");
    let activity =
        |world: &World| world.call("contacts.get", json!({ "id": anna }))["last_activity_ms"].clone();
    assert_eq!(activity(&world), 2_000);
    let items = world.call("contacts.timeline", json!({ "id": anna }))["items"].clone();
    let kinds: Vec<&str> =
        items.as_array().unwrap().iter().filter_map(|i| i["record"]["kind"].as_str()).collect();
    assert_eq!(kinds, ["task", "communication"]);

    // An earlier one changes nothing of when she was last spoken with; taking the later one back does.
    log(&world, 1_000, None);
    assert_eq!(activity(&world), 2_000);
    world.restart();
    world.call("changes.undo", json!({ "change_set": sets[0]["id"] }));
    assert_eq!((world.count("communications"), world.count("tasks")), (1, 0));
    assert_eq!(activity(&world), 1_000);
    let quiet = |op: &str| {
        let filter = json!({ "is": { "field": "last_activity_ms", "op": op, "value": 1_500 } });
        world.list("contacts", json!({ "query": { "filter": filter } }))["total"].clone()
    };
    assert_eq!((quiet("less"), quiet("at_least")), (json!(1), json!(0)));
}

// covers(TASK-2, TASK-4, TASK-5)
#[test]
fn what_is_late_is_found_and_counted() {
    let world = World::new();
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::get(ZONE).unwrap());
    let today = now.date();
    let day = |days: i64| today.checked_add(jiff::Span::new().days(days)).unwrap().to_string();
    let task = |title: &str, priority: &str, due: String| {
        world.call("tasks.create", json!({ "title": title, "priority": priority, "due": due }))["id"].clone()
    };
    let late = task("Late", "high", day(-1));
    let now = task("Now", "low", day(0));
    task("Later", "high", day(1));
    let counts = world.call("tasks.counts", json!({ "zone": ZONE }));
    assert_eq!(
        [&counts["open"], &counts["overdue"], &counts["today"], &counts["high"], &counts["low"]],
        [3, 1, 1, 2, 1]
    );
    let found = |filter: Value| {
        let listed = world.list("tasks", json!({ "query": { "filter": filter } }));
        listed["rows"].as_array().unwrap().iter().map(|row| text(&row["title"])).collect::<Vec<_>>()
    };
    let is =
        |field: &str, op: &str, value: &str| json!({ "is": { "field": field, "op": op, "value": value } });
    assert_eq!(found(is("due", "less", &day(0))), ["Late"]);
    assert_eq!(found(is("priority", "equals", "high")), ["Late", "Later"], "in the order they are due");
    world.call("tasks.complete", json!({ "id": late }));
    assert_eq!(found(is("status", "equals", "done")), ["Late"]);
    let counts = world.call("tasks.counts", json!({ "zone": ZONE }));
    assert_eq!([&counts["overdue"], &counts["done_this_week"]], [0, 1]);
    // What was given up is neither to be done nor done.
    world.call("tasks.patch", json!({ "id": now, "patch": { "status": "cancelled" } }));
    let counts = world.call("tasks.counts", json!({ "zone": ZONE }));
    assert_eq!([&counts["open"], &counts["today"], &counts["done_this_week"]], [1, 0, 1]);
}

// covers(TASK-1, CON-9)
#[test]
fn tasks_and_conversations_are_written_into_a_file_with_their_own_notes() {
    let world = World::new();
    let task = json!({ "title": "Write the offer", "notes": "For both sites.", "due": "2026-12-01" });
    world.call("tasks.create", task);
    let said = json!({ "channel": "call", "zone": ZONE, "body": "Wants an offer." });
    world.call("communications.log", said);
    let written = world.export_of(json!({ "format": "json", "kinds": ["task", "communication"] }));
    let written: Value = serde_json::from_slice(&written).unwrap();
    let task = &written["tasks"][0];
    assert_eq!((&task["title"], &task["notes"]), (&json!("Write the offer"), &json!("For both sites.")));
    assert_eq!(written["communications"][0]["body"], "Wants an offer.");
    for (format, kinds) in
        [("vcard", json!(["task"])), ("csv", json!(["task", "contact"])), ("json", json!(["nobody"]))]
    {
        let refused = world.ask("exports.run", json!({ "format": format, "kinds": kinds })).unwrap_err();
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            ("invalid", Some("kinds")),
            "{format} of {kinds}"
        );
    }
}

// covers(TASK-3, CON-9, AUD-6, DEAL-1)
#[test]
fn a_deal_knows_its_open_tasks_and_what_was_said_about_it() {
    let world = World::new();
    let deal = world.call("deals.create", json!({ "name": "Pumps" }))["id"].clone();
    let get = || world.call("deals.get", json!({ "id": deal }));
    let tasks = || get()["open_tasks"].as_f64();
    let unattended = || {
        let marks = world.call("deals.marked", json!({}))["marks"].clone();
        let mark = marks.as_array().unwrap().iter().find(|m| m["mark"] == "no_next_step").unwrap().clone();
        mark["count"].clone()
    };
    let step = |line: &str| {
        let typed = json!({ "text": line, "zone": ZONE, "deals": [deal] });
        world.call("tasks.quick", typed)["id"].clone()
    };
    assert_eq!((tasks(), unattended()), (None, json!(1)));
    let before = get();
    let offer = step("send the offer on Friday");
    let first_set = world.call("changes.list", json!({ "limit": 1 }))["sets"][0]["id"].clone();
    let visit = step("visit the plant");
    assert_eq!((tasks(), unattended()), (Some(2.0), json!(0)));
    assert_eq!(get()["modified_ms"], before["modified_ms"], "a task about it does not change the deal");

    // Taking back the earlier of two leaves the later one counted, and reports nothing as kept.
    let undone = world.call("changes.undo", json!({ "change_set": first_set }));
    assert_eq!(undone["kept"].as_array().map(Vec::len), Some(0), "{undone}");
    assert_eq!((tasks(), unattended()), (Some(1.0), json!(0)));
    assert!(world.ask("tasks.get", json!({ "id": offer })).is_err());

    // In the trash, back, done.
    world.call("tasks.delete", json!({ "id": visit }));
    assert_eq!((tasks(), unattended()), (None, json!(1)));
    world.call("tasks.restore", json!({ "id": visit }));
    assert_eq!(tasks(), Some(1.0));
    let active = get()["last_activity_ms"].as_i64().unwrap();
    world.call("tasks.complete", json!({ "id": visit, "outcome": "they want two" }));
    let after = get();
    assert_eq!((tasks(), unattended()), (None, json!(1)));
    assert!(after["last_activity_ms"].as_i64().unwrap() > active, "what is done is activity");

    // A conversation about it stands in its timeline; one of last week does not make it older.
    let said = json!({
        "channel": "call", "zone": ZONE, "body": "They want two.", "deals": [deal],
        "at_ms": active - 7 * 86_400_000, "next_step": "order two tomorrow"
    });
    let logged = world.call("communications.log", said);
    assert_eq!(logged["task"]["deals"], json!([deal]));
    let after = get();
    assert!(after["last_activity_ms"].as_i64().unwrap() >= active);
    assert_eq!(tasks(), Some(1.0));
    let timeline = world.call("deals.timeline", json!({ "id": deal }))["items"].clone();
    let told: Vec<&Value> = timeline.as_array().unwrap().iter().map(|item| &item["record"]["id"]).collect();
    for id in [&logged["task"]["id"], &logged["communication"]["id"], &visit] {
        assert!(told.contains(&id), "{timeline}");
    }
    world.call("changes.undo", json!({}));
    assert_eq!(tasks(), None);
    assert_eq!(world.count("communications"), 0);
}

// covers(AUD-4, AUD-5, AUD-6)
#[test]
fn the_feed_tells_what_happened_with_anybody_and_only_what_is_asked_for() {
    let world = World::new();
    let anna = person(&world, "Anna", "Berg");
    let now = world.call("contacts.get", json!({ "id": anna }))["created_ms"].as_i64().unwrap();
    for (day, body) in [(3, "first"), (2, "second"), (1, "third")] {
        let said = json!({ "channel": "call", "zone": ZONE, "body": body, "contacts": [anna], "at_ms": now - day * 86_400_000 });
        world.call("communications.log", said);
    }
    world.call("notes.create", json!({ "contact_id": anna, "body": "likes tea" }));
    let task = quick(&world, "send the offer");
    let feed = |more: Value| {
        let told = world.call("activity.feed", more);
        let items = told["items"].as_array().unwrap().clone();
        let named = |item: &Value| match item.get("note") {
            Some(note) => text(&note["body"]),
            None => text(&item["record"]["title"]),
        };
        (items.iter().map(named).collect::<Vec<_>>(), told["next_before"].clone())
    };
    assert_eq!(feed(json!({})).0, ["send the offer", "likes tea", "third", "second", "first"]);
    assert_eq!(feed(json!({ "only": ["communication"] })).0, ["third", "second", "first"]);
    assert_eq!(feed(json!({ "since_ms": now - 2 * 86_400_000, "until_ms": now })).0, ["third", "second"]);

    let (mut all, mut before) = (Vec::new(), Value::Null);
    loop {
        let (page, next) = feed(json!({ "limit": 2, "before": before }));
        all.extend(page);
        if next.is_null() {
            break;
        }
        before = next;
    }
    assert_eq!(all, ["send the offer", "likes tea", "third", "second", "first"]);

    world.call("tasks.delete", json!({ "id": task["id"] }));
    assert_eq!(feed(json!({ "only": ["task"] })).0, Vec::<String>::new());
    let refused = world.ask("activity.feed", json!({ "only": ["gossip"] })).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("only"));
}
