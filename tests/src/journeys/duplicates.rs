//! A big address book is asked who is there twice: nobody waits for the first look, and nobody looks a second time.

use std::time::Instant;

use serde_json::{Value, json};

use crate::generator::Population;
use crate::generator::csv::{self, Product, Shape};
use crate::world::World;

// covers(CON-3)
#[test]
fn a_job_looks_at_many_and_what_it_found_outlasts_the_program() {
    let mut world = World::new();
    let mut bytes = Vec::new();
    let shape = Shape { repeats: 20, ..Shape::of(Product::Google) };
    csv::write(&mut bytes, Population { seed: 7, people: 2_900 }, &shape, |_| {}).unwrap();
    let import = world.import(&[world.file("people.csv", bytes)], json!({ "no_merge": true }));
    assert!(world.count("contacts") > 3_100, "{import}");
    let ask =
        |world: &World| world.call("contacts.duplicates", json!({ "import": import["id"], "limit": 1_000 }));
    // An import that brought many looks by itself.
    world.wait("the import looks who is there twice", || {
        let jobs = world.call("jobs.list", json!({}));
        jobs["jobs"].as_array().unwrap().iter().any(|job| job["kind"] == "duplicates.contact").then_some(())
    });
    let found = world.wait("everybody is looked at", || {
        let found = ask(&world);
        (found["stand"] == "ready").then_some(found)
    });
    assert!(found["total"].as_u64().unwrap() > 400, "{}", found["total"]);
    // What it found is there with its last slice, a moment before the job says so itself.
    world.wait("the job is done", || {
        let jobs = world.call("jobs.list", json!({}));
        let job = jobs["jobs"].as_array().unwrap().iter().find(|job| job["kind"] == "duplicates.contact");
        (job.map(|job| &job["state"]) == Some(&json!("done"))).then_some(())
    });

    world.restart();
    let start = Instant::now();
    let again = ask(&world);
    let took = start.elapsed();
    assert_eq!((&again["pairs"], &again["stand"]), (&found["pairs"], &json!("ready")));
    assert!(took.as_millis() < 5_000, "it is read, not looked for: {took:?}");

    // The seller's answer is in it at once, and so is taking it back.
    let ids: Vec<&Value> =
        found["pairs"][0]["records"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    let of = |world: &World| {
        let found = world.call("contacts.duplicates", json!({ "id": ids[0] }));
        assert_eq!(found["stand"], "ready");
        found["total"].as_u64().unwrap()
    };
    let before = of(&world);
    assert!(before > 0);
    world.call("contacts.merge", json!({ "id": ids[0], "others": [ids[1]] }));
    assert_eq!(of(&world), before - 1);
    world.call("changes.undo", json!({}));
    assert_eq!(of(&world), before);
    world.call("contacts.set_apart", json!({ "id": ids[0], "other": ids[1] }));
    assert_eq!(of(&world), before - 1);
    world.call("changes.undo", json!({}));
    assert_eq!(of(&world), before);
}

// covers(CON-3, LEAD-1)
#[test]
fn leads_are_held_against_each_other_and_against_contacts_and_become_one_or_stay_two() {
    let world = World::new();
    let lead = |given: &str, family: &str, email: &str, company: &str| {
        let made = world.call(
            "leads.create",
            json!({ "given": given, "family": family, "company": company, "emails": [{ "value": email }],
                "phones": [{ "value": "+49 30 901820" }] }),
        );
        made["id"].clone()
    };
    let one = lead("William", "Gateshead", "w.gateshead@mill.example", "Mill");
    let other = lead("Bill", "Gateshead", "w.gateshead@mill.example", "Mill Ltd");
    world.call("leads.create", json!({ "given": "Zora", "family": "Neale", "company": "Elsewhere" }));
    let contact = world.call(
        "contacts.create",
        json!({ "given": "William", "family": "Gateshead", "emails": [{ "value": "w.gateshead@mill.example" }] }),
    );
    let found = world.call("leads.duplicates", json!({}));
    assert_eq!((&found["total"], &found["stand"]), (&json!(1), &json!("ready")), "{found:#}");
    let codes: Vec<&Value> =
        found["pairs"][0]["evidence"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
    assert!(codes.contains(&&json!("same_phone")) && codes.contains(&&json!("short_given")), "{codes:?}");

    let known = world.call("leads.known", json!({}));
    assert_eq!(known["total"], 2, "{known:#}");
    assert_eq!(known["pairs"][0]["records"][1]["id"], contact["id"], "the contact stands second");
    assert_eq!(known["pairs"][0]["records"][0]["id"], one, "who has the very name is likelier");
    // A lead and a contact are two, until that is taken back.
    world.call("leads.set_apart_from", json!({ "id": one, "other": contact["id"] }));
    assert_eq!(world.call("leads.known", json!({}))["total"], 1);
    world.call("changes.undo", json!({}));
    assert_eq!(world.call("leads.known", json!({}))["total"], 2);

    // Of leads too an answer is learnt from, as long as it stands.
    let learnt = || world.call("leads.duplicates", json!({}))["learnt_from"].clone();
    assert_eq!(learnt(), 0);
    world.call("leads.set_apart", json!({ "id": one, "other": other }));
    assert_eq!((&world.call("leads.duplicates", json!({}))["total"], learnt()), (&json!(0), json!(1)));
    world.call("settings.patch", json!({ "patch": { "learn_from_answers": false } }));
    assert_eq!(
        (learnt(), &world.call("settings.get", json!({}))["learn_from_answers"]),
        (json!(0), &json!(false))
    );
    world.call("settings.patch", json!({ "patch": { "learn_from_answers": null } }));
    assert_eq!(learnt(), 1);
    for _ in 0..3 {
        world.call("changes.undo", json!({}));
    }
    assert_eq!(learnt(), 0);

    // Two leads become one, with what belongs to both, and come apart again as they were.
    world.call("notes.create", json!({ "lead_id": other, "body": "Called twice" }));
    let before = [&one, &other].map(|id| world.call("leads.get", json!({ "id": id })));
    let merged = world.call("leads.merge", json!({ "id": one, "others": [other] }));
    assert_eq!(merged["id"], one, "{merged:#}");
    assert_eq!(world.count("leads"), 2);
    assert_eq!(world.call("leads.duplicates", json!({}))["total"], 0);
    let notes = world.call("leads.timeline", json!({ "id": one, "only": ["note"] }));
    assert!(notes.to_string().contains("Called twice"), "{notes:#}");
    world.call("leads.unmerge", json!({ "id": other }));
    let after = [&one, &other].map(|id| world.call("leads.get", json!({ "id": id })));
    for (before, after) in before.iter().zip(&after) {
        for field in ["given", "company", "emails", "phones", "status"] {
            assert_eq!(before[field], after[field], "{field}: {after:#}");
        }
    }
    assert_eq!(world.call("leads.duplicates", json!({}))["total"], 1);
}
