//! A day with records of the seller's own kinds: what is to be done about a boat, what was said about it, and what the lists,
//! its timeline and a line of words know of both.

use serde_json::{Value, json};

use crate::world::{World, text};

const ZONE: &str = "Europe/Berlin";

/// A vault with boats, and one of them.
fn harbour() -> (World, Value, Value) {
    let world = World::new();
    let kind = world.call("own_kinds.create", json!({ "one": "Boat", "many": "Boats" }));
    let nora = world.call("records.create", json!({ "kind": "own_boat", "name": "Nora" }));
    (world, kind, nora["id"].clone())
}

fn about(boat: &Value) -> Value {
    json!({ "filter": { "is": { "field": "own_records", "op": "equals", "value": boat } } })
}

fn ids(world: &World, command: &str, query: Value) -> Vec<String> {
    let rows = world.call(command, json!({ "query": query }))["rows"].clone();
    rows.as_array().unwrap().iter().map(|row| text(&row["id"])).collect()
}

/// What stands in the boat's timeline besides changes.
fn timeline(world: &World, boat: &Value) -> Vec<String> {
    let asked = json!({ "kind": "own_boat", "id": boat, "only": ["task", "communication"] });
    let items = world.call("records.timeline", asked)["items"].clone();
    let mut ids: Vec<_> = items.as_array().unwrap().iter().map(|item| text(&item["record"]["id"])).collect();
    ids.sort();
    ids
}

// covers(CON-10, CON-9, TASK-1, CALL-8)
#[test]
fn tasks_and_conversations_are_about_a_boat_as_about_a_deal() {
    let (world, _, nora) = harbour();
    let logged = world.call(
        "communications.log",
        json!({ "channel": "visit", "zone": ZONE, "own_records": [nora], "next_step": "Order an impeller" }),
    );
    let (said, task) = (&logged["communication"], &logged["task"]);
    assert_eq!((&said["own_records"], &task["own_records"]), (&json!([nora]), &json!([nora])));
    assert_eq!(said["title"], "Nora", "what was said nothing else about is called by whom it was about");
    assert_eq!(world.call("changes.list", json!({}))["sets"][0]["label"], "Logged visit with Nora");
    let mut both = [text(&said["id"]), text(&task["id"])];
    both.sort();
    assert_eq!(timeline(&world, &nora), both);
    assert_eq!(ids(&world, "tasks.list", about(&nora)), [text(&task["id"])]);
    assert_eq!(ids(&world, "communications.list", about(&nora)), [text(&said["id"])]);

    // Counted and grouped by boats, each by its name.
    let alma = world.call("records.create", json!({ "kind": "own_boat", "name": "Alma" }))["id"].clone();
    let both_boats = json!({ "title": "Winter storage", "own_records": [nora, alma] });
    let storage = world.call("tasks.create", both_boats);
    let facets = world.call("tasks.facets", json!({ "fields": ["own_records"] }));
    let values = facets["facets"][0]["values"].as_array().unwrap().clone();
    assert_eq!((&values[0]["label"], &values[0]["count"]), (&json!("Nora"), &json!(2)));
    let groups = world.call("tasks.groups", json!({ "by": "own_records" }))["groups"].clone();
    let labels: Vec<_> = groups.as_array().unwrap().iter().map(|one| text(&one["label"])).collect();
    assert_eq!(labels, ["Alma", "Nora"], "in the order of their names");
    let named = world.call("records.named", json!({ "ids": [alma, storage["id"], nora] }));
    assert_eq!(
        named["records"],
        json!([{ "id": alma, "kind": "own_boat", "title": "Alma", "trashed": false },
               { "id": nora, "kind": "own_boat", "title": "Nora", "trashed": false }])
    );
    let table = world.export_of(json!({ "format": "csv", "kinds": ["task"] }));
    assert!(String::from_utf8(table).unwrap().contains("Nora; Alma"));

    // What is pinned stands on top there too.
    world.call("tasks.patch", json!({ "id": storage["id"], "patch": { "pinned": true } }));
    let page = world.call("records.timeline", json!({ "kind": "own_boat", "id": alma }));
    assert_eq!(page["pinned"][0]["record"]["id"], storage["id"]);

    // A boat that is gone takes the link along and nothing else; taken back, it is there again.
    world.call("records.delete", json!({ "kind": "own_boat", "id": alma }));
    let now = |id: &Value| world.call("tasks.get", json!({ "id": id }))["own_records"].clone();
    assert_eq!(now(&storage["id"]), json!([nora, alma]), "the trash keeps it");
    world.call("records.erase", json!({ "kind": "own_boat", "ids": [alma] }));
    assert_eq!(now(&storage["id"]), json!([nora]));
    world.call("tasks.patch", json!({ "id": storage["id"], "patch": { "own_records": [] } }));
    assert_eq!(now(&storage["id"]), json!([]));
    world.call("changes.undo", json!({}));
    assert_eq!(now(&storage["id"]), json!([nora]));
}

/// The boats for which a condition holds, by name.
fn boats(world: &World, filter: Value) -> Vec<String> {
    let asked = json!({ "kind": "own_boat", "query": { "filter": filter } });
    let rows = world.call("records.list", asked)["rows"].clone();
    rows.as_array().unwrap().iter().map(|row| text(&row["name"])).collect()
}

// covers(CON-10, TASK-3, SRCH-4)
#[test]
fn a_boat_keeps_its_open_tasks_and_its_last_conversation() {
    let (mut world, _, nora) = harbour();
    let alma = world.call("records.create", json!({ "kind": "own_boat", "name": "Alma" }))["id"].clone();
    let now = |world: &World, id: &Value| world.call("records.get", json!({ "kind": "own_boat", "id": id }));
    let empty = |field: &str| json!({ "is": { "field": field, "op": "empty" } });
    let without =
        |world: &World| (boats(world, empty("open_tasks")), boats(world, empty("last_activity_ms")));
    let none = Vec::<String>::new();
    assert_eq!(without(&world), (vec!["Alma".into(), "Nora".into()], vec!["Alma".into(), "Nora".into()]));

    let task = world.call("tasks.create", json!({ "title": "Paint", "own_records": [nora] }))["id"].clone();
    world.call("tasks.create", json!({ "title": "Rig", "parent_id": task, "own_records": [nora, alma] }));
    let said =
        json!({ "channel": "visit", "zone": ZONE, "own_records": [nora], "at_ms": 1_700_000_000_000_i64 });
    let said = world.call("communications.log", said)["communication"]["id"].clone();
    let boat = now(&world, &nora);
    assert_eq!(
        (&boat["open_tasks"], &boat["last_activity_ms"]),
        (&json!(2.0), &json!(1_700_000_000_000_i64))
    );
    assert_eq!(without(&world), (none.clone(), vec!["Alma".into()]));
    let busiest =
        json!({ "kind": "own_boat", "query": { "sort": [{ "field": "open_tasks", "descending": true }] } });
    assert_eq!(world.call("records.list", busiest)["rows"][0]["name"], "Nora");

    // What is kept is nobody's to write, and stays when something else is written.
    let forged = json!({ "kind": "own_boat", "id": nora, "patch": { "open_tasks": 7 } });
    assert_eq!(world.call("records.patch", forged)["open_tasks"], 2.0);
    world.call("records.patch", json!({ "kind": "own_boat", "id": nora, "patch": { "name": "Nora II" } }));
    assert_eq!(now(&world, &nora)["open_tasks"], 2.0);

    // A task that goes takes those below along; both come back with it, whatever the name was meanwhile.
    world.call("tasks.delete", json!({ "id": task }));
    assert_eq!(without(&world).0, ["Alma", "Nora II"]);
    world.call("changes.undo", json!({}));
    assert_eq!(without(&world).0, none);
    world.call("changes.undo", json!({}));
    assert_eq!(
        (now(&world, &nora)["name"].clone(), now(&world, &nora)["open_tasks"].clone()),
        (json!("Nora"), json!(2.0))
    );
    world.call("communications.delete", json!({ "id": said }));
    assert_eq!(without(&world).1, ["Alma", "Nora"]);
    world.call("changes.undo", json!({}));

    // The same of a vault that is opened anew, whichever way its lists are read.
    world.call("search.rebuild", json!({}));
    world.restart();
    assert_eq!(without(&world), (none, vec!["Alma".into()]));
    let csv = world.export_of(json!({ "format": "csv", "kinds": ["own_boat"] }));
    assert!(
        !String::from_utf8(csv).unwrap().to_lowercase().contains("open"),
        "it follows, so no export has it"
    );
}

// covers(CON-10, TASK-1, TASK-10)
#[test]
fn a_line_of_words_means_a_boat_where_its_name_is_marked() {
    let (world, kind, nora) = harbour();
    world.call("records.create", json!({ "kind": "own_boat", "name": "Frau Holle" }));
    let understand = |line: &str| {
        world.call("tasks.understand", json!({ "text": line, "zone": ZONE }))["mentions"].clone()
    };
    let quick = |line: &str, more: Value| {
        let mut input = json!({ "text": line, "zone": ZONE });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        world.ask("tasks.quick", input)
    };
    let marked = understand("Paint @Nora tomorrow");
    assert_eq!(
        marked[0]["choices"],
        json!([{ "kind": "own_boat", "id": nora, "title": "Nora", "subtitle": "Boat" }])
    );
    let task = quick("Paint @Nora tomorrow", json!({})).unwrap();
    assert_eq!((&task["title"], &task["own_records"]), (&json!("Paint Nora"), &json!([nora])));
    assert_eq!(understand("Paint @Frau Holle")[0]["choices"][0]["title"], "Frau Holle");
    assert_eq!(understand("Paint @Frau")[0]["choices"][0]["title"], "Frau Holle", "the beginning of a name");

    // Without a mark a name is a boat's only where nobody else has it.
    assert_eq!(understand("paint Nora")[0]["choices"][0]["kind"], "own_boat");
    let person = world.call("contacts.create", json!({ "given": "Nora" }))["id"].clone();
    let whom = understand("call Nora");
    assert_eq!((whom[0]["choices"].as_array().unwrap().len(), &whom[0]["choices"][0]["id"]), (1, &person));
    let asked = quick("paint @Nora", json!({})).unwrap_err();
    assert_eq!(asked.code, "ambiguous_name");
    let meant = json!({ "meant": [{ "words": "Nora", "kind": "own_boat", "id": nora }] });
    let told = quick("paint @Nora", meant).unwrap();
    assert_eq!((&told["own_records"], &told["contacts"]), (&json!([nora]), &json!([])));
    let here = quick("paint @Nora", json!({ "own_records": [nora] })).unwrap();
    assert_eq!((&here["own_records"], &here["contacts"]), (&json!([nora]), &json!([])), "it is one of them");

    // The next occurrence is about it too.
    let weekly = quick("Pump @Frau Holle every monday", json!({})).unwrap();
    let done = world.call("tasks.complete", json!({ "id": weekly["id"] }));
    assert_eq!(done["next"]["own_records"], weekly["own_records"]);
    assert_eq!(weekly["own_records"].as_array().unwrap().len(), 1);

    // A kind in the trash means nothing.
    world.call("own_kinds.delete", json!({ "id": kind["id"] }));
    assert_eq!(understand("Paint @Frau Holle")[0]["choices"], json!([]));
}
