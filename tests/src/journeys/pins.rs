//! What is pinned stands on top of a timeline, whatever it is and however far back it lies; pins are taken back and outlive
//! a restart.

use serde_json::{Value, json};

use crate::world::{World, text};

/// What is pinned on the first page of a timeline, by what it is.
fn pinned(world: &World, kind: &str, id: &Value) -> Vec<String> {
    let page = world.call("records.timeline", json!({ "kind": kind, "id": id, "limit": 3 }));
    assert!(page["items"].as_array().unwrap().len() <= 3);
    let pinned = page.get("pinned").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut found: Vec<String> = pinned
        .iter()
        .map(|item| match text(&item["type"]).as_str() {
            "note" => format!("note {}", text(&item["note"]["body"])),
            "record" => text(&item["record"]["kind"]),
            sort => format!("{sort} {}", text(&item["label"])),
        })
        .collect();
    found.sort();
    found
}

// covers(CON-6, AUD-4, AUD-5)
#[test]
fn old_pins_of_every_sort_come_with_the_first_page_of_every_kind() {
    let mut world = World::new();
    world.call("own_kinds.create", json!({ "one": "Boat", "many": "Boats" }));
    let made = |name: &str, input: Value| world.call(name, input)["id"].clone();
    let records = [
        ("contact", "contacts", "contact_id", made("contacts.create", json!({ "given": "Ada" }))),
        ("company", "companies", "company_id", made("companies.create", json!({ "name": "Acme" }))),
        ("deal", "deals", "deal_id", made("deals.create", json!({ "name": "Presses" }))),
        ("lead", "leads", "lead_id", made("leads.create", json!({ "family": "Roth" }))),
        (
            "own_boat",
            "",
            "own_record_id",
            made("records.create", json!({ "kind": "own_boat", "name": "Nora" })),
        ),
    ];
    for (kind, part, of, id) in &records {
        let told = world.call("records.timeline", json!({ "kind": kind, "id": id }));
        let born = told["items"].as_array().unwrap().last().unwrap()["change_set"].clone();
        world.call("notes.create", json!({ *of: id, "body": "Old", "pinned": true }));
        let mut expected =
            vec![format!("change {}", text(&told["items"][0]["label"])), "note Old".to_owned()];
        if !part.is_empty() {
            world.call("tasks.create", json!({ "title": "Old", *part: [id], "pinned": true }));
            let call = json!({ "channel": "call", "at_ms": 1_000, *part: [id], "pinned": true });
            world.call("communications.create", call);
            expected.extend(["communication".to_owned(), "task".to_owned()]);
        }
        let pin = json!({ "kind": kind, "id": id, "change_set": born, "pinned": true });
        world.call("records.pin", pin.clone());
        for at in 0..6 {
            world.call("notes.create", json!({ *of: id, "body": format!("Newer {at}") }));
        }
        expected.sort();
        assert_eq!(pinned(&world, kind, id), expected, "{kind}");

        // Taken back like anything else, and by itself no event.
        let before = world.call("records.timeline", json!({ "kind": kind, "id": id }))["items"].clone();
        let mut off = pin.clone();
        off["pinned"] = json!(false);
        world.call("records.pin", off);
        assert_eq!(pinned(&world, kind, id).len(), expected.len() - 1);
        world.call("changes.undo", json!({}));
        assert_eq!(pinned(&world, kind, id), expected, "{kind}");
        let after = world.call("records.timeline", json!({ "kind": kind, "id": id }))["items"].clone();
        assert_eq!(after, before, "{kind}");
    }
    world.restart();
    assert!(records.iter().all(|(kind, _, _, id)| pinned(&world, kind, id).len() > 1));

    // A record that is erased takes its pins along.
    let (_, _, _, boat) = &records[4];
    world.call("records.delete", json!({ "kind": "own_boat", "id": boat }));
    world.call("records.erase", json!({ "kind": "own_boat", "ids": [boat] }));
    assert!(world.ask("records.timeline", json!({ "kind": "own_boat", "id": boat })).is_err());
}
