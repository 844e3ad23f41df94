//! Many at once: one command, one change, one undo, for two people or for thousands.

use std::time::{Duration, Instant};

use satchel_app::Event;
use serde_json::{Value, json};

use crate::generator::Population;
use crate::generator::csv::{self, Product, Shape};
use crate::world::{World, text};

fn person(world: &World, input: Value) -> String {
    text(&world.call("contacts.create", input)["id"])
}

fn sets(world: &World) -> Vec<Value> {
    world.call("changes.list", json!({ "limit": 200 }))["sets"].as_array().unwrap().clone()
}

fn tagged(world: &World, tag: &str) -> u64 {
    let filter = json!({ "is": { "field": "tags", "op": "equals", "value": tag } });
    let found = world.list("contacts", json!({ "query": { "filter": filter }, "limit": 1 }));
    found["total"].as_u64().unwrap()
}

/// A laptop with so many people.
fn crowd(people: u64) -> World {
    let world = World::new();
    let mut bytes = Vec::new();
    csv::write(&mut bytes, Population { seed: 5, people }, &Shape::of(Product::Google), |_| {}).unwrap();
    let import = world.import(&[world.file("people.csv", bytes)], json!({}));
    assert_eq!((import["state"].as_str(), world.count("contacts")), (Some("done"), people));
    world
}

fn job(world: &World, id: &Value) -> Value {
    let jobs = world.call("jobs.list", json!({}));
    jobs["jobs"].as_array().unwrap().iter().find(|job| job["id"] == *id).unwrap().clone()
}

/// Waits for the job and answers it.
fn ended(world: &World, id: &Value) -> Value {
    let start = Instant::now();
    loop {
        let job = job(world, id);
        if !matches!(job["state"].as_str(), Some("waiting" | "running")) {
            return job;
        }
        assert!(start.elapsed() < Duration::from_secs(240), "{job} does not end");
        std::thread::sleep(Duration::from_millis(5));
    }
}

// covers(API-4, CON-15, CON-8, AUD-2)
#[test]
fn a_few_are_deleted_and_come_back_as_one_change() {
    let world = World::new();
    let [ada, bob, eve] =
        ["Ada", "Bob", "Eve"].map(|name| person(&world, json!({ "given": name, "family": "Brandt" })));
    let note = world.call("notes.create", json!({ "contact_id": ada, "body": "Ruft zurück" }));
    let before = sets(&world).len();
    let unknown = "0190a000-0000-7000-8000-000000000000";
    let done = world.call("contacts.delete_many", json!({ "ids": [ada, bob, ada, unknown] }));
    assert_eq!(done["selected"], 3, "an id given twice counts once");
    assert_eq!((&done["changed"], &done["refused"]), (&json!(2), &json!(1)));
    assert_eq!(done["refusals"][0]["id"], unknown);
    assert_eq!(done["refusals"][0]["code"], "not_found");
    assert_eq!(done["job"], Value::Null);
    let after = sets(&world);
    assert_eq!(after.len(), before + 1, "one change set");
    assert_eq!(
        (text(&after[0]["label"]), &after[0]["id"]),
        ("Deleted 2 contacts".into(), &done["change_set"])
    );
    assert_eq!((world.count("contacts"), world.count("notes")), (1, 0), "its note goes with Ada");

    let again = world.call("contacts.delete_many", json!({ "ids": [ada, bob] }));
    assert_eq!((&again["unchanged"], &again["change_set"]), (&json!(2), &Value::Null));

    world.call("changes.undo", json!({}));
    assert_eq!((world.count("contacts"), world.count("notes")), (3, 1));
    world.call("changes.redo", json!({}));
    assert_eq!(world.count("contacts"), 1);
    let back = world.call("contacts.restore_many", json!({ "query": {}, "without": [bob] }));
    assert_eq!((&back["selected"], &back["changed"]), (&json!(1), &json!(1)));
    assert_eq!(text(&sets(&world)[0]["label"]), "Restored Ada Brandt");
    assert_eq!((world.count("contacts"), world.count("notes")), (2, 1));
    assert!(world.call("contacts.get", json!({ "id": eve }))["deleted_ms"].is_null());
    assert_eq!(world.call("notes.get", json!({ "id": note["id"] }))["body"], "Ruft zurück");
}

// covers(API-4, CON-11, CON-15, IMP-8)
#[test]
fn what_a_query_finds_is_tagged_untagged_and_patched() {
    let world = World::new();
    for (given, city) in [("Ada", "Köln"), ("Bob", "Köln"), ("Eve", "Wien")] {
        person(&world, json!({ "given": given, "addresses": [{ "city": city }], "tags": ["VIP"] }));
    }
    let cologne = json!({ "filter": { "is": { "field": "addresses", "op": "equals", "value": "köln" } } });
    let done =
        world.call("contacts.patch_many", json!({ "query": cologne, "add": { "tags": ["Messe", "vip"] } }));
    assert_eq!((&done["changed"], &done["unchanged"]), (&json!(2), &json!(0)));
    assert_eq!(text(&sets(&world)[0]["label"]), "Added “Messe, vip” to 2 contacts");
    assert_eq!((tagged(&world, "messe"), tagged(&world, "vip")), (2, 3));
    let tags = world.call("tags.list", json!({}));
    assert_eq!(tags["total"], 2, "a tag nobody made yet is made, one known by other capitals is not");
    let ada = world.call("contacts.list", json!({ "query": cologne }))["rows"][0].clone();
    assert_eq!(ada["tags"], json!(["VIP", "Messe"]));

    let done = world.call("contacts.patch_many", json!({ "query": {}, "remove": { "tags": ["vip"] } }));
    assert_eq!((&done["changed"], tagged(&world, "vip")), (&json!(3), 0));
    world.call("changes.undo", json!({}));
    assert_eq!(tagged(&world, "vip"), 3);

    let done =
        world.call("contacts.patch_many", json!({ "query": cologne, "patch": { "nickname": "Jeck" } }));
    assert_eq!((&done["changed"], text(&sets(&world)[0]["label"])), (&json!(2), "Changed 2 contacts".into()));
    let everybody =
        world.call("contacts.patch_many", json!({ "query": {}, "patch": { "nickname": "Jeck" } }));
    assert_eq!((&everybody["changed"], &everybody["unchanged"]), (&json!(1), &json!(2)));
    // Companies, tags and whatever else is in the catalogue have the same commands.
    let company = world.call("companies.create", json!({ "name": "Verde" }));
    world.call("companies.patch_many", json!({ "ids": [company["id"]], "patch": { "industry": "Garten" } }));
    assert_eq!(text(&sets(&world)[0]["label"]), "Changed Verde");
}

// covers(API-4, CON-15)
#[test]
fn addresses_jobs_and_numbers_of_many_are_added_replaced_and_removed_as_one_change() {
    let world = World::new();
    let acme = text(&world.call("companies.create", json!({ "name": "Acme" }))["id"]);
    let ada = person(
        &world,
        json!({ "given": "Ada", "jobs": [{ "company": "Verde", "title": "Head" }, { "company": "Old", "to": "2020-01-01" }],
                "phones": [{ "value": "0221 123456", "label": "work" }] }),
    );
    let bob = person(&world, json!({ "given": "Bob", "jobs": [{ "company": "Old", "to": "2020-01-01" }] }));
    let eve = person(&world, json!({ "given": "Eve", "phones": [{ "value": "+49 30 99" }] }));
    let now = |id: &str| world.call("contacts.get", json!({ "id": id }));
    let many = |input: Value| world.call("contacts.patch_many", input);

    // One address for all of them; who has it already keeps one.
    let office = json!({ "label": "work", "street": "Domplatz 1", "city": "Köln", "country": "DE" });
    let done = many(json!({ "query": {}, "add": { "addresses": [office] } }));
    assert_eq!(
        (&done["changed"], text(&sets(&world)[0]["label"])),
        (&json!(3), "Added “Domplatz 1” to 3 contacts".into())
    );
    assert_eq!(
        (&now(&eve)["addresses"][0]["city"], &now(&bob)["addresses"][0]["label"]),
        (&json!("Köln"), &json!("work"))
    );
    let again = json!({ "street": "DOMPLATZ 1", "city": "koln", "country": "DE" });
    let done = many(json!({ "query": {}, "add": { "addresses": [again] } }));
    assert_eq!((&done["unchanged"], &done["change_set"]), (&json!(3), &Value::Null));

    // All of them work for Acme now: the current job of who has one, a new one for the others. What is past stays.
    let done = many(json!({ "query": {}, "set": { "jobs": { "company_id": acme, "company": null } } }));
    assert_eq!(&done["changed"], 3);
    let jobs = now(&ada)["jobs"].clone();
    assert_eq!(
        (&jobs[0]["company"], &jobs[0]["title"], &jobs[1]["company"]),
        (&json!("Acme"), &json!("Head"), &json!("Old"))
    );
    assert_eq!((now(&bob)["jobs"].as_array().unwrap().len(), &now(&bob)["company"]), (2, &json!("Acme")));
    assert_eq!(now(&eve)["company"], "Acme");
    assert_eq!(
        world.call("companies.members", json!({ "id": acme }))["members"].as_array().unwrap().len(),
        3
    );
    world.call("changes.undo", json!({}));
    assert_eq!(
        (&now(&ada)["company"], &now(&bob)["company"]),
        (&json!("Verde"), &Value::Null),
        "one undo for all"
    );
    assert_eq!(now(&eve)["jobs"], json!([]));

    // A number goes, however it is written; an address by what is said of it.
    let done = many(json!({ "query": {}, "remove": { "phones": [{ "value": "+49 221 123456" }] } }));
    assert_eq!(
        (&done["changed"], &now(&ada)["phones"], now(&eve)["phones"].as_array().unwrap().len()),
        (&json!(1), &json!([]), 1)
    );
    let done = many(json!({ "query": {}, "remove": { "addresses": [{ "city": "Köln" }] } }));
    assert_eq!((&done["changed"], &now(&bob)["addresses"]), (&json!(3), &json!([])));
    world.call("changes.undo", json!({}));
    assert_eq!(now(&bob)["addresses"][0]["street"], "Domplatz 1");
}

// covers(CON-15, AUD-2)
#[test]
fn the_parts_of_a_crowd_are_changed_by_a_job_and_come_back_with_one_undo() {
    let world = crowd(1_200);
    let verde = text(&world.call("companies.create", json!({ "name": "Verde" }))["id"]);
    let done = world.call(
        "contacts.patch_many",
        json!({ "query": {}, "set": { "jobs": { "company_id": verde, "company": null } },
                "add": { "links": [{ "value": "https://verde.example", "label": "website" }] } }),
    );
    let over = ended(&world, &done["job"]);
    assert_eq!((&over["state"], &over["output"]["changed"]), (&json!("done"), &json!(1_200)));
    let there = || {
        let filter = json!({ "is": { "field": "company", "op": "equals", "value": "Verde" } });
        world.list("contacts", json!({ "query": { "filter": filter }, "limit": 1 }))["total"].clone()
    };
    assert_eq!(there(), 1_200);
    let undone = world.call("changes.undo", json!({ "change_set": done["change_set"] }));
    if !undone["job"].is_null() {
        ended(&world, &undone["job"]);
    }
    assert_eq!(there(), 0);
}

// covers(API-4)
#[test]
fn what_nobody_could_take_is_refused_at_once() {
    let world = World::new();
    let ada = person(&world, json!({ "given": "Ada" }));
    for (input, code, field) in [
        (json!({}), "invalid", Some("patch")),
        (json!({ "patch": { "nickname": "A" } }), "invalid", Some("ids")),
        (json!({ "ids": [ada], "query": {}, "patch": { "nickname": "A" } }), "invalid", Some("ids")),
        (json!({ "ids": [ada], "patch": { "shoe": 44 } }), "unknown_field", Some("shoe")),
        (json!({ "ids": [ada], "patch": { "nickname": 44 } }), "invalid", Some("nickname")),
        (json!({ "ids": [ada], "add": { "emails": ["a@b.example"] } }), "invalid", Some("emails.0")),
        (json!({ "ids": [ada], "add": { "emails": [{ "label": "work" }] } }), "invalid", Some("emails")),
        (
            json!({ "ids": [ada], "add": { "emails": [{ "shoe": 44 }] } }),
            "unknown_field",
            Some("emails.0.shoe"),
        ),
        (json!({ "ids": [ada], "remove": { "emails": [{}] } }), "invalid", Some("emails")),
        (json!({ "ids": [ada], "remove": { "emails": [{ "shoe": "a" }] } }), "unknown_field", Some("emails")),
        (json!({ "ids": [ada], "set": { "tags": { "value": "a" } } }), "invalid", Some("tags")),
        (json!({ "ids": [ada], "set": { "jobs": {} } }), "invalid", Some("jobs")),
        (json!({ "ids": [ada], "set": { "jobs": { "from": "yesterday" } } }), "bad_date", None),
        (json!({ "ids": [ada], "add": { "hats": ["x"] } }), "unknown_field", Some("hats")),
        (json!({ "ids": [ada], "add": { "tags": [7] } }), "invalid", None),
        (json!({ "ids": [ada], "pach": {} }), "bad_input", None),
    ] {
        let refused = world.ask("contacts.patch_many", input.clone()).unwrap_err();
        assert_eq!(refused.code, code, "{input}: {refused}");
        if field.is_some() {
            assert_eq!(refused.field.as_deref(), field, "{input}");
        }
    }
    let reader = satchel_app::Actor::limited("reader", [satchel_app::Needs::Read]);
    let refused = world.app.call(&reader, "contacts.delete_many", json!({ "ids": [ada] })).unwrap_err();
    assert_eq!(refused.code, "not_allowed");
    assert_eq!(world.count("contacts"), 1);
}

// covers(API-4, IMP-8)
#[test]
fn those_a_rule_refuses_are_named_and_the_others_are_changed() {
    let world = World::new();
    let ada = person(&world, json!({ "given": "Ada", "emails": [{ "value": "ada@brandt.example" }] }));
    let bob = person(&world, json!({ "given": "Bob" }));
    // Bob has nothing but his name; a company nobody made yet would be made for him before he is refused.
    let patch = json!({ "given": null, "jobs": [] });
    let done = world.call("contacts.patch_many", json!({ "ids": [bob, ada], "patch": patch }));
    assert_eq!((&done["changed"], &done["refused"]), (&json!(1), &json!(1)));
    assert_eq!(done["refusals"][0]["id"], json!(bob));
    assert_eq!(
        (&done["refusals"][0]["code"], &done["refusals"][0]["field"]),
        (&json!("invalid"), &json!("display_name"))
    );
    assert_eq!(world.call("contacts.get", json!({ "id": bob }))["given"], "Bob");
    assert_eq!(world.call("contacts.get", json!({ "id": ada }))["display_name"], "ada@brandt.example");
}

// covers(API-4, CON-15, AUD-2, WF-8)
#[test]
fn thousands_are_a_job_with_one_undo() {
    let world = crowd(1_200);
    let eve = person(&world, json!({ "given": "Eve", "family": "Bleibt" }));
    let nameless = person(&world, json!({ "given": "Ohne" }));
    let events = world.app.subscribe();
    let before = sets(&world).len();
    let begun = world.call(
        "contacts.patch_many",
        json!({ "query": {}, "without": [eve], "patch": { "given": null, "nickname": null }, "add": { "tags": ["Messe"] } }),
    );
    assert_eq!(begun["selected"], 1_201);
    let done = ended(&world, &begun["job"]);
    assert_eq!(done["state"], "done", "{done}");
    let outcome = &done["output"];
    assert_eq!(outcome["change_set"], begun["change_set"]);
    let number = |name: &str| outcome[name].as_u64().unwrap();
    assert_eq!(number("changed") + number("unchanged") + number("refused"), 1_201);
    assert!(outcome["refusals"].as_array().unwrap().iter().any(|r| r["id"] == json!(nameless)), "{outcome}");
    assert_eq!(tagged(&world, "messe"), number("changed"));
    let all = sets(&world);
    assert_eq!((all.len(), text(&all[0]["label"])), (before + 1, "Changed 1201 contacts".into()));
    assert!(heard_progress(events, &begun["job"]), "progress is told");

    // What is edited since stays, everything else comes back.
    let rows = world.list("contacts", json!({ "limit": 500 }));
    let someone = rows["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["tags"].as_array().is_some_and(|t| t.contains(&json!("Messe"))));
    let someone = text(&someone.unwrap()["id"]);
    world.call("contacts.patch", json!({ "id": someone, "patch": { "given": "Später" } }));
    let undone = world.call("changes.undo", json!({ "change_set": begun["change_set"] }));
    assert_eq!(undone["restored"], number("changed") + 1, "the people and the tag that was made");
    assert_eq!(tagged(&world, "messe"), 0);
    assert_eq!(world.call("contacts.get", json!({ "id": someone }))["given"], "Später");
    world.call("changes.redo", json!({}));
    assert_eq!(tagged(&world, "messe"), number("changed"));

    let begun = world.call("contacts.delete_many", json!({ "query": {} }));
    assert_eq!(ended(&world, &begun["job"])["output"]["changed"], 1_202);
    assert_eq!(world.count("contacts"), 0);
    let begun = world.call("contacts.restore_many", json!({ "query": {} }));
    assert_eq!(ended(&world, &begun["job"])["output"]["changed"], 1_202);
    assert_eq!(world.count("contacts"), 1_202);
    let length = sets(&world).len();
    let begun =
        world.call("contacts.patch_many", json!({ "query": {}, "remove": { "tags": ["nobody has it"] } }));
    let nothing = ended(&world, &begun["job"])["output"].clone();
    assert_eq!((&nothing["unchanged"], &nothing["change_set"]), (&json!(1_202), &Value::Null));
    assert_eq!(sets(&world).len(), length, "what changed nothing is not in the history");
    let chain =
        world.app.cx(&satchel_app::Actor::owner()).unwrap().vault.read(satchel_vault::changes::verify_chain);
    assert!(chain.unwrap().faults.is_empty());
}

fn heard_progress(mut events: tokio::sync::broadcast::Receiver<Event>, job: &Value) -> bool {
    loop {
        match events.try_recv() {
            Ok(Event::Progress { job: of, total: Some(_), .. }) if json!(of) == *job => return true,
            Ok(_) | Err(tokio::sync::broadcast::error::TryRecvError::Lagged(_)) => {}
            Err(_) => return false,
        }
    }
}

// covers(API-4, WF-8)
#[test]
fn a_cancelled_one_leaves_nothing_and_a_closed_vault_goes_on_with_it() {
    let mut world = crowd(2_500);
    let tag = |tag: &str| json!({ "query": {}, "add": { "tags": [tag] } });
    let begun = world.call("contacts.patch_many", tag("eins"));
    wait_for_some(&world, "eins");
    world.call("jobs.cancel", json!({ "id": begun["job"] }));
    let cancelled = ended(&world, &begun["job"]);
    assert_eq!(cancelled["state"], "cancelled", "{cancelled}");
    assert_eq!(tagged(&world, "eins"), 0, "what was cancelled is undone");
    assert_eq!(
        world.call("tags.list", json!({ "query": {} }))["rows"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|t| t["title"] == "eins")
            .count(),
        0
    );

    // One that waits behind another is cancelled before it began.
    let first = world.call("contacts.patch_many", tag("zwei"));
    let second = world.call("contacts.patch_many", tag("drei"));
    world.call("jobs.cancel", json!({ "id": second["job"] }));
    assert_eq!(job(&world, &second["job"])["state"], "cancelled");
    let undone = sets(&world).into_iter().find(|set| set["id"] == second["change_set"]).unwrap();
    assert_eq!(undone["state"], "undone");

    wait_for_some(&world, "zwei");
    world.restart();
    let done = ended(&world, &first["job"]);
    assert_eq!((&done["state"], &done["output"]["changed"]), (&json!("done"), &json!(2_500)), "{done}");
    assert_eq!((tagged(&world, "zwei"), tagged(&world, "drei")), (2_500, 0));
    world.call("changes.undo", json!({}));
    assert_eq!(tagged(&world, "zwei"), 0);
}

/// Waits until the job has written something. Whoever saves meanwhile gets a turn, so a slice ends early.
fn wait_for_some(world: &World, tag: &str) {
    let start = Instant::now();
    while tagged(world, tag) == 0 {
        person(world, json!({ "given": "Zwischendurch" }));
        let last = world.call("contacts.list", json!({ "query": { "filter": { "is": { "field": "display_name", "op": "equals", "value": "Zwischendurch" } } } }));
        world.call("contacts.delete_many", json!({ "ids": last["rows"].as_array().unwrap().iter().map(|r| r["id"].clone()).collect::<Vec<_>>() }));
        assert!(start.elapsed() < Duration::from_secs(60), "nothing is ever tagged {tag}");
    }
}
