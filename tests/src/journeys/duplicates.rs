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
    let first = ask(&world);
    assert_eq!((&first["stand"], &first["total"]), (&json!("looking"), &json!(0)));
    let found = world.wait("everybody is looked at", || {
        let found = ask(&world);
        (found["stand"] == "ready").then_some(found)
    });
    assert!(found["total"].as_u64().unwrap() > 400, "{}", found["total"]);
    let jobs = world.call("jobs.list", json!({}));
    let job = jobs["jobs"].as_array().unwrap().iter().find(|job| job["kind"] == "duplicates.contact");
    assert_eq!(job.map(|job| &job["state"]), Some(&json!("done")));

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
