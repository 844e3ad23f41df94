//! Deals on a temporary vault.

use satchel_feature::records::{Record, part, text};
use satchel_feature::world::{World, id};
use satchel_kernel::Id;
use serde_json::{Value, json};

use crate::pipelines::rules::FIRST;
use crate::pipelines::store;

pub(crate) fn world() -> World {
    World::new(crate::kinds(satchel_people::registry().unwrap())).unwrap()
}

/// The ids of the first pipeline's stages, by their names.
pub(crate) fn stage(world: &World, name: &str) -> Id {
    let stages = world.cx().vault.read(|conn| store::stages(conn, FIRST)).unwrap();
    stages.into_iter().find(|stage| stage.name == name).unwrap().id
}

fn deal(world: &World, more: Value) -> Record {
    let mut deal = json!({ "name": "Presses for the hall" });
    deal.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    world.create("deal", deal).unwrap()
}

fn names(deal: &Record) -> Vec<&str> {
    part(deal, "stages").iter().map(|row| row["name"].as_str().unwrap()).collect()
}

// covers(DEAL-1)
#[test]
fn the_first_deal_makes_the_first_pipeline_the_same_everywhere() {
    let (here, there) = (world(), world());
    let made = [&here, &there].map(|world| deal(world, json!({})));
    assert_eq!(made[0]["pipeline_id"], json!(FIRST));
    assert_eq!(made[0]["stage_id"], made[1]["stage_id"], "two laptops make the same stages");
    assert_eq!((text(&made[0], "state"), text(&made[0], "forecast")), ("open", "pipeline"));
    assert_eq!(names(&made[0]), ["Qualification"]);
}

// covers(DEAL-1)
#[test]
fn a_move_is_one_row_of_history_and_the_state_follows() {
    let world = world();
    let made = deal(&world, json!({}));
    let proposal = world.patch("deal", id(&made), json!({ "stage_id": stage(&world, "Proposal") })).unwrap();
    assert_eq!(names(&proposal), ["Qualification", "Proposal"]);
    assert_eq!(text(&proposal, "forecast"), "best_case");
    assert_eq!(part(&proposal, "stages")[0], part(&made, "stages")[0], "what was stays as it was");
    let forged =
        json!({ "stages": [], "state": "won", "stage_since_ms": 1, "company": "Forged", "postponed": 9 });
    let same = world.patch("deal", id(&made), forged).unwrap();
    assert_eq!(names(&same), ["Qualification", "Proposal"], "history is not written by hand");
    assert_eq!((text(&same, "state"), text(&same, "company")), ("open", ""));
    assert_eq!(same["last_activity_ms"], proposal["last_activity_ms"], "and nothing happened");
    let won = json!({ "stage_id": stage(&world, "Won"), "won_reason": "Price" });
    let won = world.patch("deal", id(&made), won).unwrap();
    assert_eq!((text(&won, "state"), text(&won, "won_reason")), ("won", "Price"));
    assert!(won.contains_key("closed_ms") && !won.contains_key("rots_ms"));
    let again = world.patch("deal", id(&made), json!({ "stage_id": stage(&world, "Proposal") })).unwrap();
    assert!(!again.contains_key("closed_ms") && !again.contains_key("won_reason"), "opened again");
}

// covers(DEAL-1)
#[test]
fn the_forecast_follows_the_stage_until_the_seller_says_otherwise() {
    let world = world();
    let made = deal(&world, json!({ "forecast": "commit" }));
    assert_eq!(text(&made, "forecast"), "commit");
    let named = world.patch("deal", id(&made), json!({ "name": "Presses" })).unwrap();
    assert_eq!(text(&named, "forecast"), "commit", "another change leaves it");
    let moved =
        world.patch("deal", id(&made), json!({ "stage_id": stage(&world, "Needs analysis") })).unwrap();
    assert_eq!(text(&moved, "forecast"), "pipeline", "a move says it anew");
    let both = json!({ "stage_id": stage(&world, "Proposal"), "forecast": "commit" });
    assert_eq!(text(&world.patch("deal", id(&made), both).unwrap(), "forecast"), "commit");
}

// covers(DEAL-1)
#[test]
fn what_cannot_be_is_refused_by_its_field() {
    let world = world();
    let made = deal(&world, json!({}));
    let nobody = Id::new();
    for (field, patch) in [
        ("stage_id", json!({ "stage_id": nobody })),
        ("pipeline_id", json!({ "pipeline_id": nobody })),
        ("company_id", json!({ "company_id": nobody })),
        ("contacts.0.contact_id", json!({ "contacts": [{ "contact_id": nobody }] })),
        ("close_date", json!({ "close_date": "--03-22" })),
        ("close_date", json!({ "close_date": "0000-01-01" })),
        ("amount", json!({ "amount": { "minor": 9_007_199_254_740_992_i64, "currency": "EUR" } })),
        ("amount", json!({ "amount": { "minor": 1.5, "currency": "EUR" } })),
        ("amount", json!({ "amount": { "minor": i64::MIN, "currency": "EUR" } })),
        ("amount", json!({ "amount": { "minor": 5, "currency": "Euro" } })),
    ] {
        let refused = world.patch("deal", id(&made), patch.clone()).unwrap_err();
        assert_eq!(refused.field.as_deref(), Some(field), "{patch}");
    }
    for date in ["0001-01-01", "9999-12-31"] {
        let dated = world.patch("deal", id(&made), json!({ "close_date": date })).unwrap();
        assert_eq!(text(&dated, "close_date"), date);
    }
}

// covers(DEAL-1)
#[test]
fn contacts_have_roles_and_stand_there_once() {
    let world = world();
    let ada = world.create("contact", json!({ "given": "Ada" })).unwrap();
    let twice = json!([
        { "contact_id": ada["id"], "role": "champion" },
        { "contact_id": ada["id"], "role": "blocker" }
    ]);
    let made = deal(&world, json!({ "contacts": twice }));
    assert_eq!(part(&made, "contacts").len(), 1);
    assert_eq!(part(&made, "contacts")[0]["role"], "champion");
}

#[test]
fn a_company_that_is_renamed_is_renamed_in_its_deals() {
    let world = world();
    let acme = world.create("company", json!({ "name": "Acme" })).unwrap();
    let made = deal(&world, json!({ "company_id": acme["id"] }));
    assert_eq!(text(&made, "company"), "Acme");
    world.patch("company", id(&acme), json!({ "name": "Zenith" })).unwrap();
    assert_eq!(text(&world.get("deal", id(&made)).unwrap(), "company"), "Zenith");
}

// covers(DEAL-1)
#[test]
fn a_note_and_a_change_are_activity_and_a_postponement_is_counted() {
    let world = world();
    let made = deal(&world, json!({ "close_date": "2027-01-31" }));
    let limit = made["rots_ms"].as_i64().unwrap() - made["last_activity_ms"].as_i64().unwrap();
    assert_eq!(limit, 14 * 86_400_000, "the first stage's own limit");
    std::thread::sleep(std::time::Duration::from_millis(3));
    world.create("note", json!({ "deal_id": made["id"], "body": "Called" })).unwrap();
    let noted = world.get("deal", id(&made)).unwrap();
    assert!(noted["last_activity_ms"].as_i64() > made["last_activity_ms"].as_i64());
    assert_eq!(noted["rots_ms"].as_i64().unwrap() - noted["last_activity_ms"].as_i64().unwrap(), limit);
    for (date, postponed) in [("2027-02-28", 1.0), ("2027-02-01", 1.0), ("2027-03-01", 2.0)] {
        let dated = world.patch("deal", id(&made), json!({ "close_date": date })).unwrap();
        assert_eq!(dated["postponed"], postponed, "{date}");
    }
}

// covers(DEAL-1)
#[test]
fn a_deal_that_comes_back_into_nothing_goes_where_it_can() {
    let world = world();
    let made = deal(&world, json!({ "stage_id": null }));
    let proposal = stage(&world, "Proposal");
    world.patch("deal", id(&made), json!({ "stage_id": proposal })).unwrap();
    let trash = |kind: &str, id: Id, trashed: bool| {
        world.cx().write_record("Trash", |rules| {
            satchel_feature::records::set_trashed(rules, rules.registry.kind(kind)?, id, trashed)
        })
    };
    let refused = trash("stage", proposal, true).unwrap_err();
    assert_eq!((refused.code, refused.details.unwrap()["count"].as_u64()), ("stage_in_use", Some(1)));
    assert_eq!(trash("pipeline", FIRST, true).unwrap_err().code, "pipeline_in_use");
    trash("deal", id(&made), true).unwrap();
    trash("stage", proposal, true).unwrap();
    let gone = world.create("deal", json!({ "name": "B", "stage_id": proposal })).unwrap_err();
    assert_eq!((gone.code, gone.field.as_deref()), ("stage_gone", Some("stage_id")));
    trash("deal", id(&made), false).unwrap();
    let back = world.get("deal", id(&made)).unwrap();
    assert_eq!(back["stage_id"], json!(stage(&world, "Qualification")));
    assert_eq!(names(&back), ["Qualification", "Proposal", "Qualification"]);
}

// covers(SRCH-8)
#[test]
fn groups_of_deals_stand_in_the_order_of_their_stages_and_choices() {
    let world = world();
    for stage_name in ["Proposal", "Qualification", "Won"] {
        deal(&world, json!({}));
        deal(&world, json!({ "stage_id": stage(&world, stage_name) }));
    }
    let renewals = world.create("pipeline", json!({ "name": "Renewals" })).unwrap();
    for (name, position) in [("Talk", 1), ("Agreed", 0)] {
        let stage = json!({ "name": name, "pipeline_id": renewals["id"], "position": position });
        let stage = world.create("stage", stage).unwrap();
        deal(&world, json!({ "stage_id": stage["id"] }));
    }
    let groups = |input: Value| {
        let input = serde_json::from_value(input).unwrap();
        let answer = serde_json::to_value(world.cx().groups("deal", &input).unwrap()).unwrap();
        let word =
            |group: &Value| group["label"].as_str().or(group["key"].as_str()).unwrap_or("none").to_owned();
        answer["groups"].as_array().unwrap().iter().map(word).collect::<Vec<_>>()
    };
    let stages = ["Qualification", "Proposal", "Won", "Agreed", "Talk"];
    assert_eq!(
        groups(json!({ "by": "stage_id" })),
        stages,
        "the second pipeline's stages follow the first's"
    );
    let down =
        json!({ "by": "stage_id", "query": { "sort": [{ "field": "stage_id", "descending": true }] } });
    assert_eq!(groups(down), stages.into_iter().rev().collect::<Vec<_>>());
    assert_eq!(groups(json!({ "by": "state" })), ["open", "won"]);
    assert_eq!(groups(json!({ "by": "forecast" })), ["commit", "best_case", "pipeline"]);
}
