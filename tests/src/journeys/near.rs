//! Who is near: addresses are located without a network, lists are asked by distance and come in its order, and what
//! follows when an address changes.

use serde_json::{Value, json};

use crate::world::{World, text};

const COLOGNE: &str = "50.938,6.957";

fn address(postcode: &str, town: &str, country: &str) -> Value {
    json!([{ "postal_code": postcode, "city": town, "country": country }])
}

fn near(km: f64) -> Value {
    let asked = json!({ "from": COLOGNE, "km": km, "name": "50667 Köln" });
    json!({
        "filter": { "is": { "field": "place", "op": "near", "value": asked } },
        "sort": [{ "field": "place" }], "from": COLOGNE,
    })
}

fn found(world: &World, plural: &str, km: f64) -> Vec<String> {
    let listed = world.list(plural, json!({ "query": near(km) }));
    listed["rows"].as_array().unwrap().iter().map(|row| text(&row["title"])).collect()
}

// covers(ROLE-11, SRCH-4)
#[test]
fn a_seller_finds_who_is_near_and_in_which_order() {
    let world = World::new();
    world.call("settings.patch", json!({ "patch": { "home_country": "DE" } }));
    for (name, address) in [
        ("Berta of Berlin", address("10115", "Berlin", "Germany")),
        ("Bonnie of Bonn", address("", "Bonn", "DE")),
        ("Cora of Cologne", address("D-50667", "Köln", "")),
        ("Lea of London", address("SW1A 1AA", "London", "United Kingdom")),
        ("Nobody knows", address("", "", "Germany")),
    ] {
        world.call("contacts.create", json!({ "display_name": name, "addresses": address }));
    }
    world
        .call("companies.create", json!({ "name": "Rhine AG", "addresses": address("53111", "Bonn", "DE") }));
    world.call("leads.create", json!({ "name": "Lou", "city": "Aachen", "postal_code": "52062" }));
    assert_eq!(found(&world, "contacts", 10.0), ["Cora of Cologne"]);
    assert_eq!(found(&world, "contacts", 40.0), ["Cora of Cologne", "Bonnie of Bonn"]);
    let all = ["Cora of Cologne", "Bonnie of Bonn", "Berta of Berlin", "Lea of London"];
    assert_eq!(found(&world, "contacts", 20_100.0), all, "of whom only the country is known is nowhere");
    assert_eq!(found(&world, "companies", 40.0), ["Rhine AG"]);
    assert_eq!(found(&world, "leads", 100.0), ["Lou"]);

    let listed = world.list("contacts", json!({ "query": near(40.0), "fields": ["place", "place_found"] }));
    let bonn = &listed["rows"][1];
    assert!((20.0..30.0).contains(&bonn["distance_km"].as_f64().unwrap()), "{bonn}");
    assert_eq!(bonn["place_found"], "town");

    let place = world.call("places.find", json!({ "text": "50667 Köln" }));
    assert_eq!((&place["found"], &place["country"]), (&json!("postcode"), &json!("DE")));
    let nowhere = world.ask("places.find", json!({ "text": "Entenhausen im Nebel" }));
    assert_eq!(nowhere.unwrap_err().code, "unknown_place");
}

// covers(SRCH-8, AUD-2)
#[test]
fn somebody_who_moves_is_near_elsewhere_until_that_is_taken_back() {
    let world = World::new();
    let ada =
        world.call("contacts.create", json!({ "given": "Ada", "addresses": address("50667", "Köln", "DE") }));
    let saved = json!({ "name": "Around Cologne", "of": "contact", "query": near(25.0).to_string() });
    let view = world.call("views.create", saved);
    assert_eq!(found(&world, "contacts", 25.0), ["Ada"]);
    let moved = json!({ "addresses": address("75001", "Paris", "FR") });
    world.call("contacts.patch", json!({ "id": ada["id"], "patch": moved }));
    assert!(found(&world, "contacts", 25.0).is_empty());
    world.call("changes.undo", json!({}));
    assert_eq!(world.call("contacts.get", json!({ "id": ada["id"] }))["place"], ada["place"]);
    let asked: Value = serde_json::from_str(&text(&view["query"])).unwrap();
    assert_eq!(world.list("contacts", json!({ "query": asked }))["total"], 1);

    let unsaid = json!({ "query": { "sort": [{ "field": "place" }] } });
    assert_eq!(world.ask("contacts.list", unsaid).unwrap_err().code, "no_place");
    let beyond = json!({ "query": { "filter": { "is":
        { "field": "place", "op": "near", "value": { "from": "99,0", "km": 1 } } } } });
    assert_eq!(world.ask("contacts.list", beyond).unwrap_err().code, "bad_value");
    assert!(
        world.exported()["contacts"][0].get("place").is_none(),
        "what follows from an address is not exported"
    );
}
