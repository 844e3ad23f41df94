//! A day of visits: they come in a short order from where the seller starts, are put into another by hand, and that is
//! taken back.

use serde_json::{Value, json};

use crate::world::{World, text};

const ZONE: &str = "Europe/Berlin";

fn order(plan: &Value) -> Vec<String> {
    plan["visits"].as_array().unwrap().iter().map(|visit| text(&visit["task"]["title"])).collect()
}

// covers(ROLE-11, TASK-1)
#[test]
fn a_seller_drives_the_shortest_way_or_their_own() {
    let world = World::new();
    let settings = json!({ "home_country": "DE", "start_from": "50667 Köln", "map_app": "google" });
    world.call("settings.patch", json!({ "patch": settings }));
    let today = jiff::Zoned::now().in_tz(ZONE).unwrap().date().to_string();
    for (name, town) in [("Hanna", "Hannover"), ("Bea", "Bonn"), ("Doro", "Dortmund")] {
        let addresses = json!([{ "street": "Markt 1", "city": town, "country": "DE" }]);
        world.call("contacts.create", json!({ "given": name, "family": "Weg", "addresses": addresses }));
        world.call("tasks.quick", json!({ "text": format!("visit {name} Weg today"), "zone": ZONE }));
    }
    let plan = || world.call("day.plan", json!({ "zone": ZONE }));
    let short = plan();
    assert_eq!(short["day"], json!(today));
    assert_eq!(order(&short), ["visit Bea Weg", "visit Doro Weg", "visit Hanna Weg"]);
    let km = short["km"].as_f64().unwrap();
    assert!((250.0..350.0).contains(&km), "Köln, Bonn, Dortmund, Hannover: {km}");
    let ids: Vec<&Value> =
        short["visits"].as_array().unwrap().iter().rev().map(|v| &v["task"]["id"]).collect();
    let mine = world.call("day.arrange", json!({ "zone": ZONE, "tasks": ids }));
    assert_eq!(order(&mine), ["visit Hanna Weg", "visit Doro Weg", "visit Bea Weg"]);
    assert!(mine["km"].as_f64().unwrap() > km, "by hand it is longer");
    world.call("changes.undo", json!({}));
    assert_eq!((order(&plan()), &plan()["by_hand"]), (order(&short), &json!(false)), "taken back");

    let listed = world.list(
        "tasks",
        json!({ "query": { "filter": { "is": { "field": "type", "op": "equals", "value": "visit" } } } }),
    );
    assert_eq!(listed["total"], 3, "a kind of work is found by it");
    let wrong = world.ask("settings.patch", json!({ "patch": { "map_app": "paper" } }));
    assert_eq!(wrong.unwrap_err().field.as_deref(), Some("map_app"));
    let nowhere = world.ask("day.plan", json!({ "zone": "Mars/Olympus" }));
    assert_eq!(nowhere.unwrap_err().field.as_deref(), Some("zone"));
}
