//! Two contacts turn out to be one person, and then not: everything that is attached goes along, both ways.

use serde_json::{Value, json};

use crate::world::{World, text};

fn ids(of: &Value) -> Vec<String> {
    of.as_array().unwrap().iter().map(|one| text(one.get("contact_id").unwrap_or(one))).collect()
}

// covers(CON-3, CON-6, DEAL-1)
#[test]
fn deals_tasks_calls_and_notes_go_along_and_come_back() {
    let world = World::new();
    let ada = world.call("contacts.create", json!({ "given": "Ada", "family": "Brandt" }))["id"].clone();
    let twin = world.call(
        "contacts.create",
        json!({ "given": "Adelheid", "family": "Brandt", "emails": [{ "value": "ada@brandt.example" }] }),
    )["id"]
        .clone();
    let people = json!([{ "contact_id": ada, "role": "champion" }, { "contact_id": twin, "role": "user" }]);
    let deal = world.call(
        "deals.create",
        json!({ "name": "Presses", "amount": { "minor": 500, "currency": "EUR" }, "contacts": people }),
    );
    let task = world.call("tasks.create", json!({ "title": "Send the plan", "contacts": [ada, twin] }));
    let call = world.call(
        "communications.log",
        json!({ "channel": "call", "body": "Wants a test", "zone": "Europe/Berlin", "contacts": [twin] }),
    );
    let note = world.call("notes.create", json!({ "body": "Met at the fair", "contact_id": twin }));
    let before = world.exported();
    let spoken = |id: &Value| world.call("contacts.get", json!({ "id": id }))["last_activity_ms"].clone();
    assert!(spoken(&ada).is_null() && spoken(&twin).is_number());

    world.call("contacts.merge", json!({ "id": ada, "others": [twin] }));
    assert_eq!(world.count("contacts"), 1);
    let deal_now = world.call("deals.get", json!({ "id": deal["id"] }));
    assert!(ids(&deal_now["contacts"]).iter().all(|id| *id == text(&ada)), "{deal_now}");
    let task_now = world.call("tasks.get", json!({ "id": task["id"] }));
    assert_eq!(ids(&task_now["contacts"]), [text(&ada)], "named once");
    assert!(spoken(&ada).is_number(), "whom they spoke with is this one now");
    let timeline = world.call("contacts.timeline", json!({ "id": ada })).to_string();
    for id in [&task["id"], &call["communication"]["id"], &note["id"]] {
        assert!(timeline.contains(&text(id)), "{id} is missing: {timeline}");
    }
    assert_eq!(world.search("ada@brandt.example"), ["Ada Brandt"]);
    assert_eq!(world.search("adelheid"), Vec::<String>::new());

    world.call("tasks.patch", json!({ "id": task["id"], "patch": { "title": "Send the new plan" } }));
    let apart = world.call("contacts.unmerge", json!({ "id": ada }));
    assert_eq!(apart["kept"], json!([]));
    assert_eq!(world.exported(), before);
    let task_now = world.call("tasks.get", json!({ "id": task["id"] }));
    assert_eq!(
        (ids(&task_now["contacts"]), text(&task_now["title"])),
        (vec![text(&ada), text(&twin)], "Send the new plan".into())
    );
    assert!(spoken(&ada).is_null() && spoken(&twin).is_number());
    assert_eq!(world.search("adelheid"), ["Adelheid Brandt"]);
    assert_eq!(world.search("ada@brandt.example"), ["Adelheid Brandt"]);
}

// covers(CON-3)
#[test]
fn a_file_imported_again_after_a_merge_makes_nobody_anew() {
    let world = World::new();
    let csv = "First Name,Last Name,Company\nAda,Brandt,Acme\nAdelheid,Brandt,Acme\n";
    let file = world.file("people.csv", csv);
    world.import(std::slice::from_ref(&file), json!({}));
    let rows = world.list("contacts", json!({}))["rows"].clone();
    let (one, other) = (rows[0]["id"].clone(), rows[1]["id"].clone());
    world.call("contacts.merge", json!({ "id": one, "others": [other] }));
    let merged = world.exported();
    world.import(std::slice::from_ref(&file), json!({}));
    assert_eq!(world.exported(), merged, "both rows are known to be this one");
    assert_eq!(world.count("contacts"), 1);
}
