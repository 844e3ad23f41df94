//! Pipelines and stages on a temporary vault.

use satchel_feature::world::{World, id};
use serde_json::{Value, json};

use super::rules::{FIRST, begin};
use crate::deals::tests::{stage, world};

fn first(world: &World, german: bool) {
    world.cx().write_record("Begin", |rules| begin(rules, german)).unwrap();
}

// covers(DEAL-3)
#[test]
fn the_first_pipeline_speaks_the_sellers_language_and_is_made_once() {
    let world = world();
    first(&world, true);
    first(&world, false);
    assert_eq!(world.get("pipeline", FIRST).unwrap()["name"], "Vertrieb");
    let proposal = world.get("stage", stage(&world, "Angebot")).unwrap();
    assert_eq!((&proposal["probability"], &proposal["outcome"]), (&json!(50.0), &json!("open")));
}

// covers(DEAL-3)
#[test]
fn another_pipeline_has_stages_of_its_own_behind_the_first() {
    let world = world();
    first(&world, false);
    let other = world.create("pipeline", json!({ "name": "Renewals" })).unwrap();
    assert!(other["position"].as_f64() > world.get("pipeline", FIRST).unwrap()["position"].as_f64());
    let stages = world.cx().vault.read(|conn| super::store::stages(conn, id(&other))).unwrap();
    assert_eq!(stages.len(), 6);
    assert_ne!(stages[0].id, stage(&world, "Qualification"));
    let more = world.create("stage", json!({ "name": "Trial", "pipeline_id": other["id"] })).unwrap();
    assert_eq!((&more["probability"], &more["outcome"]), (&json!(50.0), &json!("open")));
    world
        .create("stage", json!({ "name": "Dropped", "pipeline_id": other["id"], "outcome": "lost" }))
        .unwrap();
    let stages = world.cx().vault.read(|conn| super::store::stages(conn, id(&other))).unwrap();
    let names: Vec<&str> = stages.iter().skip(3).map(|stage| stage.name.as_str()).collect();
    assert_eq!(names, ["Negotiation", "Trial", "Won", "Lost", "Dropped"], "open ones before closed ones");
}

// covers(DEAL-3)
#[test]
fn a_stage_that_cannot_be_is_refused_by_its_field() {
    let world = world();
    first(&world, false);
    let other = world.create("pipeline", json!({ "name": "Renewals" })).unwrap();
    let open = stage(&world, "Proposal");
    world.create("deal", json!({ "name": "In it", "stage_id": open })).unwrap();
    for (field, patch) in [
        ("probability", json!({ "probability": 101 })),
        ("probability", json!({ "probability": -1 })),
        ("rot_days", json!({ "rot_days": 0 })),
        ("pipeline_id", json!({ "pipeline_id": other["id"] })),
        ("outcome", json!({ "outcome": "won" })),
    ] {
        let refused = world.patch("stage", open, patch.clone()).unwrap_err();
        assert_eq!(refused.field.as_deref(), Some(field), "{patch}");
    }
    let won = world.patch("stage", stage(&world, "Won"), json!({ "probability": 3, "rot_days": 9 })).unwrap();
    assert_eq!((&won["probability"], won.get("rot_days")), (&json!(100.0), None), "won is won");
}

// covers(DEAL-1)
#[test]
fn a_new_limit_counts_for_the_deals_that_are_there() {
    let world = world();
    let made = world.create("deal", json!({ "name": "Idle" })).unwrap();
    let rots = || world.get("deal", id(&made)).unwrap().get("rots_ms").and_then(Value::as_i64);
    let last = made["last_activity_ms"].as_i64().unwrap();
    world.patch("stage", stage(&world, "Qualification"), json!({ "rot_days": 2 })).unwrap();
    assert_eq!(rots(), Some(last + 2 * 86_400_000));
    world.patch("stage", stage(&world, "Qualification"), json!({ "rot_days": null })).unwrap();
    assert_eq!(rots(), None);
}

#[test]
fn a_stage_that_trashed_deals_name_is_not_erased() {
    let world = world();
    let made = world.create("deal", json!({ "name": "Old" })).unwrap();
    let at = stage(&world, "Qualification");
    let erased =
        world.cx().write_record("Erase", |rules| rules.registry.kind("stage")?.rules.erased(rules, &[at]));
    assert_eq!(erased.unwrap_err().code, "stage_named");
    assert_eq!(made["stage_id"], json!(at));
}
