//! Companies on a temporary vault.

use satchel_feature::world::{World, id};
use serde_json::json;

fn world() -> World {
    World::new(crate::registry().unwrap()).unwrap()
}

// covers(CON-16)
#[test]
fn domains_are_kept_as_hosts() {
    let world = world();
    let typed = ["https://www.Acme.example/about", "info@acme.example", "shop.acme.example"];
    let typed = typed.map(|domain| json!({ "value": domain }));
    let acme = world.create("company", json!({ "name": "Acme", "domains": typed })).unwrap();
    let hosts: Vec<_> = acme["domains"].as_array().unwrap().iter().map(|d| d["value"].clone()).collect();
    assert_eq!(hosts, ["acme.example", "shop.acme.example"]);
    let bad =
        world.create("company", json!({ "name": "B", "domains": [{ "value": "no domain" }] })).unwrap_err();
    assert_eq!(bad.field.as_deref(), Some("domains.0"));
    assert_eq!(
        world.create("company", json!({ "industry": "x" })).unwrap_err().field.as_deref(),
        Some("name")
    );
}

#[test]
fn a_company_cannot_be_above_itself() {
    let world = world();
    let top = world.create("company", json!({ "name": "Top" })).unwrap();
    let sub = world.create("company", json!({ "name": "Sub", "parent_id": top["id"] })).unwrap();
    for parent in [&top, &sub] {
        let refused = world.patch("company", id(&top), json!({ "parent_id": parent["id"] })).unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("parent_id"));
    }
}

// covers(CON-16)
#[test]
fn people_and_subsidiaries_are_found_by_their_link() {
    let world = world();
    let acme = world.create("company", json!({ "name": "Acme" })).unwrap();
    let sub = world.create("company", json!({ "name": "Acme Tools", "parent_id": acme["id"] })).unwrap();
    let past = json!([{ "company": "ACME", "to": "2020-01-31" }, { "company": "Other" }]);
    let ada = world.create("contact", json!({ "given": "Ada", "jobs": past })).unwrap();
    world.create("contact", json!({ "given": "Bob", "jobs": [{ "company": "Acme Tools" }] })).unwrap();
    let found = |kind: &str, field: &str| {
        let filter = json!({ "is": { "field": field, "op": "equals", "value": acme["id"] } });
        let query = serde_json::from_value(json!({ "filter": filter })).unwrap();
        world.cx().list_all(kind, &query).unwrap()
    };
    assert_eq!(
        found("contact", "jobs.company_id"),
        [id(&ada)],
        "by the link, whatever the name, past jobs too"
    );
    assert_eq!(found("company", "parent_id"), [id(&sub)]);
}
