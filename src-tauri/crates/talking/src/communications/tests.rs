//! Communications on a temporary vault.

use satchel_feature::world::{World, id};
use satchel_kernel::Id;
use serde_json::{Value, json};

fn world() -> World {
    World::new(crate::join(satchel_people::registry().unwrap())).unwrap()
}

fn activity(world: &World, kind: &str, whom: Id) -> Value {
    world.get(kind, whom).unwrap().get("last_activity_ms").cloned().unwrap_or_default()
}

// covers(CON-9)
#[test]
fn it_is_called_by_what_is_known_of_it() {
    let world = world();
    let ada = world.create("contact", json!({ "given": "Ada" })).unwrap();
    let title = |fields: Value| {
        let mut said = json!({ "channel": "call" });
        said.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        world.create("communication", said).unwrap()["title"].clone()
    };
    assert_eq!(title(json!({ "subject": "Offer", "body": "x" })), "Offer");
    assert_eq!(title(json!({ "body": "\n  Wants a discount\nmore" })), "Wants a discount");
    assert_eq!(title(json!({ "contacts": [ada["id"]] })), "Ada");
    assert_eq!(title(json!({})), "call");
}

// covers(CON-9)
#[test]
fn an_outcome_belongs_to_its_channel() {
    let world = world();
    let of = |channel: &str, outcome: &str| {
        world.create("communication", json!({ "channel": channel, "outcome": outcome }))
    };
    assert_eq!(of("call", "left_message").unwrap()["direction"], "out");
    assert_eq!(of("visit", "no_show").unwrap()["direction"], "none");
    assert_eq!(of("visit", "left_message").unwrap_err().field.as_deref(), Some("outcome"));
    for (field, value) in
        [("channel", json!("pigeon")), ("duration_s", json!(-1)), ("zone", json!("Mars/Olympus"))]
    {
        let mut said = json!({ "channel": "call" });
        said[field] = value;
        assert_eq!(world.create("communication", said).unwrap_err().field.as_deref(), Some(field));
    }
}

// covers(CON-9)
#[test]
fn people_say_when_they_were_last_spoken_with() {
    let world = world();
    let ada = id(&world.create("contact", json!({ "given": "Ada" })).unwrap());
    let bob = id(&world.create("contact", json!({ "given": "Bob" })).unwrap());
    let acme = id(&world.create("company", json!({ "name": "Acme" })).unwrap());
    let said = |at: i64, with: Value| {
        let said = json!({ "channel": "call", "at_ms": at, "contacts": with, "companies": [acme] });
        id(&world.create("communication", said).unwrap())
    };
    let late = said(2_000, json!([ada]));
    let early = said(1_000, json!([ada, bob]));
    let now = |whom| activity(&world, "contact", whom);
    assert_eq!(
        (now(ada), now(bob), activity(&world, "company", acme)),
        (json!(2_000), json!(1_000), json!(2_000))
    );
    let trash = |what: Id, trashed: bool| {
        world
            .cx()
            .write_record("Trash", |rules| {
                satchel_feature::records::set_trashed(
                    rules,
                    rules.registry.kind("communication")?,
                    what,
                    trashed,
                )
            })
            .unwrap()
    };
    trash(late, true);
    assert_eq!(now(ada), 1_000);
    trash(late, false);
    assert_eq!(now(ada), 2_000);
    // It was with Bob after all.
    world.patch("communication", late, json!({ "contacts": [bob] })).unwrap();
    assert_eq!((now(ada), now(bob)), (json!(1_000), json!(2_000)));
    world.patch("communication", early, json!({ "at_ms": 3_000 })).unwrap();
    assert_eq!((now(ada), now(bob)), (json!(3_000), json!(3_000)));
    // Nobody writes it by hand.
    world.patch("contact", ada, json!({ "last_activity_ms": 9_000 })).unwrap();
    assert_eq!(now(ada), 3_000);
}
