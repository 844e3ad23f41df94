//! Leads on a temporary vault.

use satchel_feature::records::{Record, part, text};
use satchel_feature::world::{World, id};
use serde_json::{Value, json};

use super::convert::{NewDeal, Wish, convert};
use crate::deals::tests::world;

pub(crate) fn lead(world: &World, more: Value) -> Record {
    let mut lead = json!({
        "given": "Ada", "family": "Brandt", "company": "Acme Instruments", "job_title": "Head of Optics",
        "emails": [{ "value": "ada@acme.example" }], "phones": [{ "value": "030 901820" }],
    });
    lead.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    world.create("lead", lead).unwrap()
}

fn wish(lead: &Record) -> Wish {
    Wish { id: id(lead), contact_id: None, new_contact: false, company_id: None, deal: None }
}

fn convert_it(world: &World, wish: &Wish) -> satchel_kernel::Result<Record> {
    world.cx().write_record("Convert", |rules| convert(rules, wish).map(|_| ()))?;
    world.get("lead", wish.id)
}

// covers(LEAD-1)
#[test]
fn a_lead_has_a_name_normal_forms_and_nothing_that_was_forged() {
    let world = world();
    let made = lead(
        &world,
        json!({ "score": 99, "territory_id": satchel_kernel::Id::new(), "held": true,
        "converted_ms": 5, "country": "de", "postal_code": "sw1a 1aa" }),
    );
    assert_eq!(text(&made, "name"), "Ada Brandt");
    assert_eq!((text(&made, "status"), text(&made, "assignee")), ("new", "owner"));
    assert_eq!((text(&made, "country"), text(&made, "postal_code")), ("DE", "SW1A 1AA"));
    assert_eq!(part(&made, "phones")[0]["e164"], "+4930901820");
    assert!(
        made["score"] != 99.0 && !made.contains_key("territory_id") && !made.contains_key("converted_ms")
    );
    assert_eq!(made["held"], false);
    let renamed = world.patch("lead", id(&made), json!({ "family": "Lovelace" })).unwrap();
    assert_eq!(text(&renamed, "name"), "Ada Lovelace", "a name nobody gave follows its parts");
    let given = world.patch("lead", id(&made), json!({ "name": "The Countess" })).unwrap();
    let given = world.patch("lead", id(&given), json!({ "family": "King" })).unwrap();
    assert_eq!(text(&given, "name"), "The Countess");
    for (field, wrong) in [
        ("name", json!({ "given": "" , "family": "" })),
        ("emails.0.value", json!({ "emails": [{ "value": "nobody" }] })),
        ("size", json!({ "company": "X", "size": 0 })),
        ("status", json!({ "company": "X", "status": "lost" })),
    ] {
        assert_eq!(world.create("lead", wrong).unwrap_err().field.as_deref(), Some(field));
    }
}

// covers(LEAD-1, LEAD-4)
#[test]
fn each_state_has_its_moment_and_its_reason() {
    let world = world();
    let made = lead(&world, json!({}));
    let patch = |change: Value| world.patch("lead", id(&made), change);
    let out = patch(json!({ "status": "disqualified", "disqualified_reason": "No budget" })).unwrap();
    assert_eq!(text(&out, "disqualified_reason"), "No budget");
    let back = patch(json!({ "status": "working" })).unwrap();
    assert!(!back.contains_key("disqualified_reason"), "the reason belongs to the state");
    let good = patch(json!({ "status": "qualified", "qualified_reason": "Asked for an offer" })).unwrap();
    assert_eq!(text(&good, "qualified_reason"), "Asked for an offer");
    assert_eq!(good["qualified_ms"], good["status_since_ms"]);
    assert_eq!(patch(json!({ "status": "converted" })).unwrap_err().code, "convert_first");
    convert_it(&world, &wish(&made)).unwrap();
    assert_eq!(patch(json!({ "status": "new" })).unwrap_err().code, "converted_already");
    let still = patch(json!({ "next_step": "Send the offer" })).unwrap();
    assert_eq!((text(&still, "status"), still.contains_key("contact_id")), ("converted", true));
}

// covers(LEAD-1)
#[test]
fn a_lead_becomes_a_contact_with_its_company_and_a_deal() {
    let world = world();
    let made = lead(
        &world,
        json!({ "value": { "minor": 500_000, "currency": "EUR" }, "tags": ["fair"],
        "industry": "Optics", "website": "acme.example", "city": "Berlin", "next_step": "Call" }),
    );
    world.create("note", json!({ "lead_id": made["id"], "body": "Met at the fair" })).unwrap();
    let deal = NewDeal {
        name: None,
        pipeline_id: None,
        amount: None,
        close_date: None,
        role: Some("decision_maker".into()),
    };
    let done = convert_it(&world, &Wish { deal: Some(deal), ..wish(&made) }).unwrap();
    let link =
        |kind: &str| world.get(kind, done[&format!("{kind}_id")].as_str().unwrap().parse().unwrap()).unwrap();
    let (contact, company, deal) = (link("contact"), link("company"), link("deal"));
    assert_eq!(text(&contact, "display_name"), "Ada Brandt");
    assert_eq!(
        (text(&contact, "company"), text(&contact, "job_title")),
        ("Acme Instruments", "Head of Optics")
    );
    assert_eq!((&contact["tags"], &contact["addresses"][0]["city"]), (&json!(["fair"]), &json!("Berlin")));
    assert_eq!(
        (text(&company, "industry"), &company["domains"][0]["value"]),
        ("Optics", &json!("acme.example"))
    );
    assert_eq!((text(&deal, "name"), &deal["amount"]["minor"]), ("Acme Instruments", &json!(500_000)));
    assert_eq!(part(&deal, "contacts")[0]["role"], "decision_maker");
    let notes = world.cx().vault.read(|conn| super::store::all_notes(conn, id(&made))).unwrap();
    assert!(notes.is_empty(), "its notes went with it");
    assert_eq!(convert_it(&world, &wish(&made)).unwrap_err().code, "converted_already");
}

// covers(LEAD-1)
#[test]
fn nobody_is_made_twice_silently() {
    let world = world();
    let there = world
        .create(
            "contact",
            json!({ "given": "Ada", "family": "Brandt",
        "phones": [{ "value": "+49 30 901820" }] }),
        )
        .unwrap();
    let done = convert_it(&world, &wish(&lead(&world, json!({})))).unwrap();
    assert_eq!(done["contact_id"], there["id"], "known by the phone");
    let contact = world.get("contact", id(&there)).unwrap();
    assert_eq!(part(&contact, "phones").len(), 1, "the number it has already does not come again");
    assert_eq!(part(&contact, "emails")[0]["value"], "ada@acme.example");
    let other = lead(&world, json!({ "given": "Peter", "family": "Huber" }));
    let refused = convert_it(&world, &wish(&other)).unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), ("contact_which", Some("contact_id")));
    assert_eq!(refused.details.unwrap()["contacts"][0]["id"], there["id"]);
    let anew = convert_it(&world, &Wish { new_contact: true, ..wish(&other) }).unwrap();
    assert_ne!(anew["contact_id"], there["id"], "the seller said that it is somebody else");
    assert_eq!(anew["company_id"], done["company_id"], "of the same company");
}
