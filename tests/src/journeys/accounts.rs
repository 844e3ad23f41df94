//! A company with its subsidiaries, its people and who of them decides, from writing them down to taking it back.

use serde_json::{Value, json};

use crate::world::World;

fn companies(world: &World) -> (Value, Value, Value) {
    let top = world.call("companies.create", json!({ "name": "Acme Holding" }));
    let north = world.call("companies.create", json!({ "name": "Acme North", "parent_id": top["id"] }));
    let tools = world.call("companies.create", json!({ "name": "Acme Tools", "parent_id": north["id"] }));
    (top, north, tools)
}

fn set(world: &World) -> Value {
    world.call("changes.list", json!({ "limit": 1 }))["sets"][0]["id"].clone()
}

// covers(CON-18, AUD-2)
#[test]
fn a_ring_of_companies_comes_about_neither_by_hand_nor_in_bulk_nor_by_taking_back() {
    let world = World::new();
    let (top, north, tools) = companies(&world);
    let ring = json!({ "id": top["id"], "patch": { "parent_id": tools["id"] } });
    let refused = world.ask("companies.patch", ring).unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), ("company_ring", Some("parent_id")));
    assert_eq!(refused.details.unwrap()["chain"], "Acme Holding → Acme North → Acme Tools");
    let many = json!({ "ids": [top["id"], north["id"]], "patch": { "parent_id": tools["id"] } });
    let bulk = world.call("companies.patch_many", many);
    assert_eq!((&bulk["changed"], &bulk["refused"]), (&json!(0), &json!(2)));
    // Freed, the holding goes under what it was above; taking the freeing back must not close the ring.
    world.call("companies.patch", json!({ "id": north["id"], "patch": { "parent_id": null } }));
    let freed = set(&world);
    world.call("companies.patch", json!({ "id": top["id"], "patch": { "parent_id": tools["id"] } }));
    world.call("changes.undo", json!({ "change_set": freed }));
    let parent = |of: &Value| world.call("companies.get", json!({ "id": of["id"] }))["parent_id"].clone();
    assert_eq!((parent(&north), parent(&top)), (Value::Null, tools["id"].clone()));
    let group = world.call("companies.group", json!({ "id": top["id"] }));
    assert_eq!(group["top_id"], north["id"]);
}

// covers(CON-16, CON-17, CON-18, CON-21)
#[test]
fn an_account_is_written_down_asked_for_taken_back_and_exported() {
    let mut world = World::new();
    let (top, north, _) = companies(&world);
    let boss = json!([{ "company_id": north["id"], "title": "Geschäftsführerin" }]);
    let boss = world.call("contacts.create", json!({ "given": "Zoe", "family": "Weiß", "jobs": boss }));
    let jobs = json!([{ "company_id": north["id"], "title": "Einkäufer", "reports_to_id": boss["id"] }]);
    let ada = world.call("contacts.create", json!({ "given": "Ada", "family": "Brandt", "jobs": jobs }));
    let worth = json!({ "minor": 250_000, "currency": "EUR" });
    world.call("deals.create", json!({ "name": "Presses", "company_id": north["id"], "amount": worth }));
    let group = world.call("companies.group", json!({ "id": north["id"] }));
    assert_eq!((&group["top_id"], &group["people"]), (&top["id"], &json!(2)));
    assert_eq!((&group["open_deals"], &group["open_amount"]), (&json!(1), &worth));
    let place = json!({
        "id": north["id"], "contact_id": boss["id"],
        "patch": { "role": "decision_maker", "influence": 5, "note": "Signs above 50,000" }
    });
    world.call("companies.place", place);
    assert_eq!(world.search("signs above"), ["Acme North"], "what is noted of somebody is found");
    world.restart();
    let decides = |field: &str, value: &Value| {
        let filter = json!({ "is": { "field": field, "op": "equals", "value": value } });
        world.list("companies", json!({ "query": { "filter": filter } }))["total"].clone()
    };
    assert_eq!(decides("stakeholders.contact_id", &boss["id"]), 1);
    assert_eq!(world.exported()["companies"].as_array().unwrap().len(), 3, "the export is as it was");
    let undone = world.call("changes.undo", json!({}));
    assert_eq!(undone["label"], "Set the role of “Zoe Weiß” at Acme North");
    assert_eq!(decides("stakeholders.contact_id", &boss["id"]), 0);
    let chart = world.call("companies.chart", json!({ "id": north["id"] }));
    let line: Vec<(&Value, &Value)> =
        chart["people"].as_array().unwrap().iter().map(|one| (&one["id"], &one["reports_to_id"])).collect();
    assert_eq!(line, [(&ada["id"], &boss["id"]), (&boss["id"], &Value::Null)]);
    assert_eq!(chart["above"]["name"], "Acme Holding");
    // Who is erased leaves no line behind.
    world.call("contacts.delete", json!({ "id": boss["id"] }));
    world.call("contacts.erase", json!({ "ids": [boss["id"]] }));
    let now = world.call("contacts.get", json!({ "id": ada["id"] }));
    assert_eq!(now["jobs"][0].get("reports_to_id"), None);
}

// covers(CON-22, CON-23)
#[test]
fn what_was_said_to_whom_makes_the_committee_and_the_account_s_timeline() {
    let world = World::new();
    let acme = world.call("companies.create", json!({ "name": "Acme" }));
    let work = |title: &str| json!([{ "company_id": acme["id"], "title": title }]);
    let ada = world.call("contacts.create", json!({ "given": "Ada", "jobs": work("CEO") }));
    let bob = world.call("contacts.create", json!({ "given": "Bob", "jobs": work("Buyer") }));
    for (whom, role) in [(&ada, "decision_maker"), (&bob, "champion")] {
        let input = json!({ "id": acme["id"], "contact_id": whom["id"], "patch": { "role": role } });
        world.call("companies.place", input);
    }
    let sorts = || {
        let committee = world.call("companies.committee", json!({ "id": acme["id"] }));
        let gaps = committee["gaps"].as_array().unwrap().clone();
        gaps.into_iter().map(|gap| gap["sort"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(sorts(), ["nobody_spoken_to"]);
    world.call(
        "communications.log",
        json!({
            "channel": "call", "body": "Wants a test", "zone": "Europe/Berlin", "contacts": [bob["id"]],
            "next_step": "Send the plan"
        }),
    );
    assert_eq!(sorts(), ["decision_maker_not_spoken_to"]);
    world.call("notes.create", json!({ "company_id": acme["id"], "body": "Moves in spring" }));
    let told = world.call("companies.engagement", json!({ "id": acme["id"] }));
    let kinds: Vec<&str> = told["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|item| item["record"]["kind"].as_str().or(item["note"]["kind"].as_str()))
        .collect();
    assert_eq!(kinds.len(), 3, "a note, a conversation and a task: {kinds:?}");
    let changes = told["items"].as_array().unwrap().iter().filter(|item| item["type"] == "change");
    assert!(changes.count() >= 2, "and what of the company changed");
    assert!(["note", "communication", "task"].iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
    let weeks = world.call("companies.weeks", json!({ "id": acme["id"] }));
    assert_eq!(weeks["weeks"].as_array().unwrap().last().unwrap()["calls"], 1);
}

// covers(CON-13, CON-17)
#[test]
fn a_contact_s_ties_are_told_with_their_sort_and_go_with_who_goes() {
    let world = World::new();
    let acme = world.call("companies.create", json!({ "name": "Acme" }));
    let job = |more: Value| {
        let mut job = json!({ "company_id": acme["id"] });
        job.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!([job])
    };
    let zoe =
        world.call("contacts.create", json!({ "given": "Zoe", "jobs": job(json!({ "title": "CEO" })) }));
    let relations = json!([{ "label": "spouse", "value": "Max" }, { "label": "friend", "value": "Zoe", "contact_id": zoe["id"] }]);
    let ada =
        json!({ "given": "Ada", "relations": relations, "jobs": job(json!({ "reports_to_id": zoe["id"] })) });
    let ada = world.call("contacts.create", ada);
    let bob =
        world.call("contacts.create", json!({ "given": "Bob", "jobs": job(json!({ "to": "2020-01-31" })) }));
    let with = json!([{ "contact_id": ada["id"], "role": "champion" }, { "contact_id": bob["id"] }]);
    world.call("deals.create", json!({ "name": "Press", "contacts": with }));
    let told = |of: &Value| -> Vec<(String, String)> {
        let ties = world.call("contacts.ties", json!({ "id": of["id"] }))["ties"].clone();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        ties.as_array().unwrap().iter().map(|tie| (text(&tie["sort"]), text(&tie["name"]))).collect()
    };
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(sort, name)| ((*sort).to_owned(), (*name).to_owned())).collect()
    };
    assert_eq!(
        told(&ada),
        pairs(&[
            ("relation", "Max"),
            ("relation", "Zoe"),
            ("manager", "Zoe"),
            ("employer", "Acme"),
            ("deal", "Press"),
            ("in_deal", "Bob"),
            ("colleague", "Zoe")
        ])
    );
    assert_eq!(
        told(&zoe),
        pairs(&[("named_by", "Ada"), ("report", "Ada"), ("employer", "Acme"), ("colleague", "Ada")])
    );
    assert_eq!(told(&bob), pairs(&[("former_employer", "Acme"), ("deal", "Press"), ("in_deal", "Ada")]));
    world.call("contacts.delete", json!({ "id": zoe["id"] }));
    let after = told(&ada);
    assert!(after.iter().all(|(sort, name)| name != "Zoe" || sort == "relation"), "{after:?}");
}
