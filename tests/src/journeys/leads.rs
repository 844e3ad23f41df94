//! Leads from the first note to the contact, company and deal they become, and all of it taken back.

use serde_json::{Value, json};

use crate::world::{World, text};

fn ada() -> Value {
    json!({
        "given": "Ada", "family": "Brandt", "company": "Acme Instruments", "job_title": "Managing Director",
        "emails": [{ "value": "ada@acme.example" }], "country": "DE", "postal_code": "80331",
        "source": "Trade fair", "value": { "minor": 1_500_000, "currency": "EUR" }, "tags": ["optics"]
    })
}

fn ids(world: &World, plural: &str, query: Value) -> Vec<String> {
    let listed = world.list(plural, json!({ "query": query }));
    listed["rows"].as_array().unwrap().iter().map(|row| text(&row["id"]).to_owned()).collect()
}

// covers(LEAD-1, LEAD-4, LEAD-5, LEAD-6, AUD-2)
#[test]
fn a_lead_is_worked_qualified_converted_and_taken_back() {
    let mut world = World::new();
    let made = world.call("leads.create", ada());
    let id = &made["id"];
    assert_eq!((&made["name"], &made["status"]), (&json!("Ada Brandt"), &json!("new")));
    world.call("notes.create", json!({ "lead_id": id, "body": "Wants a demonstration" }));
    world.call("leads.patch", json!({ "id": id, "patch": { "status": "working" } }));
    world.call("leads.qualify", json!({ "id": id, "reason": "Has a budget" }));
    assert_eq!(world.search("kind:lead brandt"), ["Ada Brandt"]);
    let why = world.call("leads.score", json!({ "id": id }));
    let points: i64 =
        why["contributions"].as_array().unwrap().iter().map(|one| one["points"].as_i64().unwrap()).sum();
    assert_eq!(points + why["correction"].as_i64().unwrap(), why["score"].as_i64().unwrap());
    assert_eq!(why["no_data"], json!(["behavioural"]), "nothing is made up");
    let look = world.call("leads.conversion", json!({ "id": id }));
    assert_eq!((&look["contacts"], &look["company"]), (&json!([]), &Value::Null));
    let done = world.call("leads.convert", json!({ "id": id, "deal": { "role": "decision_maker" } }));
    assert_eq!(done["contact_found"], false);
    world.restart();
    let lead = world.call("leads.get", json!({ "id": id }));
    assert_eq!(lead["status"], "converted");
    let contact = world.call("contacts.get", json!({ "id": lead["contact_id"] }));
    assert_eq!((&contact["company"], &contact["tags"]), (&json!("Acme Instruments"), &json!(["optics"])));
    let deal = world.call("deals.get", json!({ "id": lead["deal_id"] }));
    assert_eq!(
        (&deal["amount"]["minor"], &deal["contacts"][0]["contact_id"]),
        (&json!(1_500_000), &contact["id"])
    );
    let notes = world.call("contacts.timeline", json!({ "id": contact["id"] }));
    assert_eq!(notes["items"].as_array().unwrap().iter().filter(|item| item["type"] == "note").count(), 1);

    let feed = world.call("leads.activities", json!({ "id": id }));
    let feed = feed["activities"].as_array().unwrap().clone();
    let changed: Vec<_> = feed.iter().filter(|one| one["type"] == "LEAD_STAGE_CHANGED").collect();
    let steps: Vec<_> = changed.iter().map(|one| (one["from"].clone(), one["to"].clone())).collect();
    let path = [("qualified", "converted"), ("working", "qualified"), ("new", "working")];
    assert_eq!(steps, path.map(|(from, to)| (json!(from), json!(to))));
    assert_eq!(feed.last().unwrap()["type"], "LEAD_CREATED");
    assert!(changed.iter().all(|one| one["contact_id"] == contact["id"] && one["campaign_id"].is_null()));

    let undone = world.call("changes.undo", json!({}));
    assert_eq!((&undone["label"], &undone["kept"]), (&json!("Converted Ada Brandt"), &json!([])));
    let back = world.call("leads.get", json!({ "id": id }));
    assert_eq!((&back["status"], back.get("contact_id")), (&json!("qualified"), None));
    for plural in ["contacts", "companies", "deals"] {
        assert!(ids(&world, plural, json!({})).is_empty(), "{plural}");
    }
    assert_eq!(
        world.call("leads.timeline", json!({ "id": id }))["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|item| item["type"] == "note")
            .count(),
        1,
        "its note is its own again"
    );
    world.call("changes.redo", json!({}));
    assert_eq!(world.call("leads.get", json!({ "id": id }))["status"], "converted");
}

// covers(LEAD-1)
#[test]
fn a_lead_that_is_known_already_is_offered_and_used() {
    let world = World::new();
    let there =
        world.call("contacts.create", json!({ "given": "Ada", "emails": [{ "value": "Ada@Acme.example" }] }));
    let id = world.call("leads.create", ada())["id"].clone();
    let look = world.call("leads.conversion", json!({ "id": id }));
    assert_eq!((&look["contacts"][0]["id"], &look["contacts"][0]["reason"]), (&there["id"], &json!("email")));
    let done = world.call("leads.convert", json!({ "id": id }));
    assert_eq!((&done["contact_id"], &done["contact_found"]), (&there["id"], &json!(true)));
    assert_eq!(ids(&world, "contacts", json!({})).len(), 1);
    let again = world.ask("leads.convert", json!({ "id": id })).unwrap_err();
    assert_eq!(again.code, "converted_already");
    let out = world.ask("leads.disqualify", json!({ "id": id, "reason": " " })).unwrap_err();
    assert_eq!(out.field.as_deref(), Some("reason"));
}

// covers(LEAD-2, LEAD-3, ROLE-7, ROLE-8, ROLE-13)
#[test]
fn rules_are_tried_on_the_leads_there_are_before_they_are_saved() {
    let world = World::new();
    let south = world.call("leads.create", ada())["id"].clone();
    let other = json!({ "name": "Max Huber", "country": "AT", "postal_code": "1010" });
    let abroad = world.call("leads.create", other)["id"].clone();
    let draft = json!({ "name": "South", "countries": ["DE"], "postcodes": ["80-97"] });
    let tried = world.call("territories.test", draft.clone());
    assert_eq!((&tried["total"], &tried["joining"], &tried["inside"]), (&json!(2), &json!(1), &json!(1)));
    assert_eq!(tried["moves"][0]["to"], "South");
    assert!(
        world.call("leads.get", json!({ "id": south })).get("territory_id").is_none(),
        "nothing is written"
    );
    let territory = world.call("territories.create", draft)["id"].clone();
    let within =
        json!({ "filter": { "is": { "field": "territory_id", "op": "equals", "value": territory } } });
    assert_eq!(ids(&world, "leads", within.clone()), [text(&south)]);
    let wider =
        world.call("territories.test", json!({ "id": territory, "name": "South", "countries": ["AT"] }));
    assert_eq!((&wider["joining"], &wider["leaving"]), (&json!(1), &json!(1)));
    world.call("changes.undo", json!({}));
    assert!(ids(&world, "leads", within).is_empty());

    let best = json!({ "sort": [{ "field": "score", "descending": true }] });
    assert_eq!(ids(&world, "leads", best), [text(&south), text(&abroad)]);
    let score = world.call("leads.get", json!({ "id": south }))["score"].clone();
    let tried = world.call("qualify_rules.test", json!({ "min_score": score }));
    assert_eq!(
        (&tried["holds"], &tried["would_qualify"], &tried["leads"][0]["id"]),
        (&json!(1), &json!(1), &south)
    );
    world.call("qualify_rules.create", json!({ "name": "Worth a call", "min_score": score }));
    let lead = world.call("leads.get", json!({ "id": south }));
    assert_eq!(lead["status"], "qualified");
    assert!(text(&lead["qualified_reason"]).starts_with("Worth a call"));
    world.call("changes.undo", json!({}));
    assert_eq!(
        world.call("leads.get", json!({ "id": south }))["status"],
        "new",
        "with the rule goes what it did"
    );

    assert_eq!(world.call("score_rules.effective", json!({}))["begun"], false);
    world.call("score_rules.begin", json!({ "language": "de" }));
    let rules = world.call("score_rules.effective", json!({}));
    let decider = rules["rules"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["name"] == "Entscheidet oder leitet")
        .unwrap();
    let before = world.call("leads.get", json!({ "id": south }))["score"].as_f64().unwrap();
    world.call("score_rules.patch", json!({ "id": decider["id"], "patch": { "points": 5 } }));
    assert_eq!(world.call("leads.get", json!({ "id": south }))["score"].as_f64().unwrap(), before - 10.0);
    world.call("changes.undo", json!({}));
    assert_eq!(world.call("leads.get", json!({ "id": south }))["score"].as_f64().unwrap(), before);
}
