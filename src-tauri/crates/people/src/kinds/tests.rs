//! What a kind of the seller's own must be called, and how many there may be.

use satchel_feature::world::{World, id};
use serde_json::json;

use super::model::MOST;

fn world() -> World {
    World::new(crate::registry().unwrap()).unwrap()
}

fn learn(world: &World) {
    let cx = world.cx();
    world.learn(cx.vault.read(|conn| crate::fields::catalogue(conn, &cx.registry)).unwrap());
}

fn trash(world: &World, id: satchel_kernel::Id, trashed: bool) -> satchel_kernel::Result<bool> {
    world.cx().write_record("Trash", |rules| {
        satchel_feature::records::set_trashed(rules, rules.registry.kind("own_kind")?, id, trashed)
    })
}

// covers(CON-10)
#[test]
fn a_kind_has_a_name_of_its_own_and_keeps_its_key() {
    let world = world();
    let boat = world.create("own_kind", json!({ "one": "Boat", "many": "Boats" })).unwrap();
    assert_eq!((&boat["key"], &boat["position"]), (&json!("own_boat"), &json!(1.0)));
    for (one, many, field) in [
        ("boat", "Ships", "one"),
        ("Ship", "BOATS", "many"),
        ("Contact", "Humans", "one"),
        ("Mensch", "Kontakte", "many"),
    ] {
        let refused = world.create("own_kind", json!({ "one": one, "many": many })).unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), ("kind_name_taken", Some(field)), "{one}");
    }
    let long = world.create("own_kind", json!({ "one": "x".repeat(61), "many": "y" })).unwrap_err();
    assert_eq!((long.code, long.field.as_deref()), ("name_too_long", Some("one")));
    let nameless = world.create("own_kind", json!({ "one": "Ship" })).unwrap_err();
    assert_eq!(nameless.field.as_deref(), Some("many"));
    let ship = world.patch("own_kind", id(&boat), json!({ "one": "Ship", "many": "Ships" })).unwrap();
    assert_eq!(ship["key"], "own_boat", "what it is called may change, what it is known by may not");
    let again = world.create("own_kind", json!({ "one": "Boat", "many": "Boats" })).unwrap();
    assert_eq!(again["key"], "own_boat_2");
    for (one, key) in [("Kind", "own_kind_2"), ("船", "own_thing"), ("Straßen-Bau 7", "own_strassen_bau_7")]
    {
        let made = world.create("own_kind", json!({ "one": one, "many": format!("{one}s") })).unwrap();
        assert_eq!(made["key"], key, "{one}");
    }
    trash(&world, id(&again), true).unwrap();
    world.create("own_kind", json!({ "one": "Canoe", "many": "Boats" })).unwrap();
    assert_eq!(trash(&world, id(&again), false).unwrap_err().code, "kind_name_taken");
}

// covers(CON-10)
#[test]
fn there_is_an_end_to_kinds() {
    let world = world();
    let kind =
        |at: u32| world.create("own_kind", json!({ "one": format!("A{at}"), "many": format!("B{at}") }));
    let first = kind(0).unwrap();
    (1..MOST).for_each(|at| _ = kind(at).unwrap());
    assert_eq!(kind(MOST).unwrap_err().code, "too_many_kinds");
    trash(&world, id(&first), true).unwrap();
    kind(MOST).unwrap();
    assert_eq!(trash(&world, id(&first), false).unwrap_err().code, "too_many_kinds");
}

// covers(CON-10)
#[test]
fn fields_are_of_kinds_that_are_there() {
    let world = world();
    let field = |of: &str, to: &str| {
        world.create("field", json!({ "of": of, "name": "Owner", "type": "record", "record_kind": to }))
    };
    assert_eq!(field("own_boat", "contact").unwrap_err().field.as_deref(), Some("of"));
    world.create("own_kind", json!({ "one": "Boat", "many": "Boats" })).unwrap();
    learn(&world);
    let owner = id(&field("own_boat", "contact").unwrap());
    assert_eq!(field("contact", "own_car").unwrap_err().field.as_deref(), Some("record_kind"));
    assert_eq!(field("note", "contact").unwrap_err().field.as_deref(), Some("of"));
    field("contact", "own_boat").unwrap();
    learn(&world);

    let ada = world.create("contact", json!({ "given": "Ada" })).unwrap();
    let with = |value: serde_json::Value| {
        let custom = std::collections::BTreeMap::from([(owner.to_string(), value)]);
        world.create("own_boat", json!({ "name": "Nora", "custom": custom }))
    };
    let nora = with(ada["id"].clone()).unwrap();
    assert_eq!(nora["custom"][owner.to_string()], ada["id"]);
    assert_eq!(
        with(nora["id"].clone()).unwrap_err().kind,
        satchel_kernel::ErrorKind::Refused,
        "a boat is nobody"
    );
    assert_eq!(world.create("own_boat", json!({})).unwrap_err().message, "A record needs a name.");
}
