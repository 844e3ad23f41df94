//! Different changes to different records in one call: one outcome each, one change, and never twice under one key.

use serde_json::{Value, json};

use crate::world::{World, text};

const ACME: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

fn sets(world: &World) -> usize {
    world.call("changes.list", json!({ "limit": 200 }))["sets"].as_array().unwrap().len()
}

fn statuses(answer: &Value) -> Vec<&str> {
    answer["results"].as_array().unwrap().iter().map(|one| one["status"].as_str().unwrap()).collect()
}

// covers(IMP-8, API-4, CON-15)
#[test]
fn each_operation_has_its_outcome_and_all_are_taken_back_as_one() {
    let world = World::new();
    let ada = text(&world.call("contacts.create", json!({ "given": "Ada", "family": "Brandt" }))["id"]);
    let bob = text(&world.call("contacts.create", json!({ "given": "Bob" }))["id"]);
    let before = sets(&world);

    let answer = world.call(
        "records.batch",
        json!({ "operations": [
            { "op": "create", "kind": "company", "id": ACME, "record": { "name": "Acme" } },
            // A later one names what an earlier one made.
            { "op": "create", "kind": "contact", "record": { "given": "Eve", "jobs": [{ "company_id": ACME }] } },
            { "op": "patch", "kind": "contact", "id": ada, "patch": { "family": "Lovelace", "jobs": [{ "company_id": ACME }] } },
            { "op": "patch", "kind": "contact", "id": ada, "patch": { "family": "Lovelace" } },
            { "op": "patch", "kind": "contact", "id": ada, "version": 1, "patch": { "family": "King" } },
            { "op": "create", "kind": "contact", "record": { "given": 7 } },
            { "op": "create", "kind": "company", "id": ACME, "record": { "name": "Other" } },
            { "op": "create", "kind": "spaceship", "record": {} },
            { "op": "delete", "kind": "contact", "id": bob },
            { "op": "delete", "kind": "contact", "id": bob },
        ] }),
    );
    assert_eq!(
        statuses(&answer),
        [
            "created",
            "created",
            "changed",
            "unchanged",
            "refused",
            "refused",
            "refused",
            "refused",
            "changed",
            "unchanged"
        ]
    );
    let codes: Vec<_> = (4..8).map(|at| answer["results"][at]["error"]["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["changed_meanwhile", "invalid", "id_taken", "unknown_kind"]);
    assert_eq!(answer["results"][5]["error"]["field"], "given");
    assert_eq!(
        [&answer["created"], &answer["changed"], &answer["unchanged"], &answer["refused"]],
        [2, 2, 2, 4]
    );
    assert_eq!(sets(&world), before + 1);
    assert_eq!(world.call("contacts.get", json!({ "id": ada }))["family"], "Lovelace");
    assert_eq!(world.count("contacts"), 2);

    world.call("changes.undo", json!({ "change_set": answer["change_set"] }));
    assert_eq!(world.call("contacts.get", json!({ "id": ada }))["family"], "Brandt");
    assert_eq!((world.count("contacts"), world.count("companies")), (2, 0));
}

// covers(IMP-8, API-4)
#[test]
fn all_or_nothing_says_which_one_was_refused_and_does_none() {
    let world = World::new();
    let error = world
        .ask(
            "records.batch",
            json!({ "all_or_nothing": true, "operations": [
                { "op": "create", "kind": "contact", "record": { "given": "Eve" } },
                { "op": "create", "kind": "contact", "record": { "given": "Max", "colour": "red" } },
            ] }),
        )
        .unwrap_err();
    assert_eq!((error.code, error.field.as_deref()), ("unknown_field", Some("operations.1.colour")));
    assert_eq!(world.count("contacts"), 0);
    for operations in
        [json!([]), Value::Array(vec![json!({ "op": "delete", "kind": "contact", "id": ACME }); 1_001])]
    {
        let error = world.ask("records.batch", json!({ "operations": operations })).unwrap_err();
        assert_eq!(error.field.as_deref(), Some("operations"));
    }
}

// covers(IMP-8, API-4)
#[test]
fn a_call_made_again_under_its_key_does_nothing_and_answers_the_same() {
    let mut world = World::new();
    let call = |name: &str| {
        json!({
            "idempotency_key": "fair-2026-11",
            "operations": [
                { "op": "create", "kind": "contact", "record": { "given": name } },
                { "op": "create", "kind": "contact", "record": { "colour": "red" } },
            ]
        })
    };
    let first = world.call("records.batch", call("Eve"));
    let changes = sets(&world);
    world.restart();
    let mut again = world.call("records.batch", call("Eve"));
    assert_eq!(again["repeated"], true);
    again["repeated"] = json!(false);
    assert_eq!(again, first);
    assert_eq!((world.count("contacts"), sets(&world)), (1, changes));

    let error = world.ask("records.batch", call("Max")).unwrap_err();
    assert_eq!((error.code, error.field.as_deref()), ("key_used", Some("idempotency_key")));
    assert_eq!(world.count("contacts"), 1);
}
