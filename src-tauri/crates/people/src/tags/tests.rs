//! Tags on a temporary vault.

use satchel_feature::world::{World, id};
use satchel_kernel::Id;
use satchel_vault::What;
use serde_json::{Value, json};

fn world() -> World {
    World::new(crate::registry().unwrap()).unwrap()
}

fn call(world: &World, name: &str, input: Value) -> satchel_kernel::Result<Value> {
    let mut cx = world.cx();
    name.clone_into(&mut cx.command);
    let row = crate::commands(&cx.registry).into_iter().find(|row| row.name == name).unwrap();
    (row.run)(&mut cx, input)
}

/// The living tags by name.
fn tags(world: &World) -> Vec<(String, Id)> {
    let list = call(world, "tags.list", json!({})).unwrap();
    let rows = list["rows"].as_array().unwrap().iter();
    rows.map(|r| (r["title"].as_str().unwrap().to_owned(), r["id"].as_str().unwrap().parse().unwrap()))
        .collect()
}

fn tag(world: &World, name: &str) -> Id {
    tags(world).into_iter().find(|(n, _)| n == name).unwrap().1
}

fn names(world: &World) -> Vec<String> {
    tags(world).into_iter().map(|(name, _)| name).collect()
}

// covers(CON-11)
#[test]
fn a_tag_is_renamed_on_everybody_who_carries_it_and_back_by_one_undo() {
    let world = world();
    let ada = world.create("contact", json!({ "given": "Ada", "tags": ["first", "VIP", "last"] })).unwrap();
    let bob = world.create("contact", json!({ "given": "Bob", "tags": ["vip", "gold"] })).unwrap();
    let acme = world.create("company", json!({ "name": "Acme", "tags": ["vip"] })).unwrap();
    let gone = world.create("contact", json!({ "given": "Gone", "tags": ["vip"] })).unwrap();
    call(&world, "contacts.delete", json!({ "id": gone["id"] })).unwrap();
    let vip = tag(&world, "VIP");
    world.patch("tag", vip, json!({ "colour": "#00f" })).unwrap();

    let exists = call(&world, "tags.rename", json!({ "id": vip, "name": "GOLD" })).unwrap_err();
    assert_eq!(
        (exists.code, exists.details.unwrap()["id"].clone()),
        ("tag_exists", json!(tag(&world, "gold")))
    );
    let past = world.patch("tag", vip, json!({ "name": "Key" })).unwrap_err();
    assert_eq!(past.field.as_deref(), Some("name"), "the records would not follow");

    let done = call(&world, "tags.rename", json!({ "id": vip, "name": " Key account " })).unwrap();
    assert_eq!((&done["changed"], &done["refused"]), (&json!(5), &json!(0)), "four and the tag: {done}");
    let carried =
        |kind: &str, record: &satchel_feature::Record| world.get(kind, id(record)).unwrap()["tags"].clone();
    assert_eq!(carried("contact", &ada), json!(["first", "Key account", "last"]), "in its place");
    assert_eq!(carried("contact", &bob), json!(["Key account", "gold"]));
    assert_eq!(carried("company", &acme), json!(["Key account"]));
    assert_eq!(carried("contact", &gone), json!(["Key account"]), "who is in the trash comes back with it");
    assert_eq!(names(&world), ["first", "gold", "Key account", "last"]);
    assert_eq!(world.get("tag", vip).unwrap()["colour"], "#00f");

    let set = done["change_set"].as_str().unwrap().parse().unwrap();
    world.cx().vault.undo(What::Set(set), None, &world.cx().act("Undo")).unwrap();
    assert_eq!(carried("contact", &ada), json!(["first", "VIP", "last"]));
    assert_eq!(carried("company", &acme), json!(["vip"]));
    assert_eq!(names(&world), ["first", "gold", "last", "VIP"]);
}

// covers(CON-11)
#[test]
fn two_tags_are_joined_and_nobody_carries_one_twice() {
    let world = world();
    let ada =
        world.create("contact", json!({ "given": "Ada", "tags": ["customer", "x", "client"] })).unwrap();
    let bob = world.create("contact", json!({ "given": "Bob", "tags": ["client"] })).unwrap();
    let (client, customer) = (tag(&world, "client"), tag(&world, "customer"));
    assert!(call(&world, "tags.merge", json!({ "id": client, "into": client })).is_err());
    call(&world, "tags.merge", json!({ "id": client, "into": customer })).unwrap();
    assert_eq!(world.get("contact", id(&ada)).unwrap()["tags"], json!(["customer", "x"]));
    assert_eq!(world.get("contact", id(&bob)).unwrap()["tags"], json!(["customer"]));
    assert_eq!(names(&world), ["customer", "x"]);
    assert!(world.get("tag", client).unwrap().contains_key("deleted_ms"));
}

// covers(CON-11)
#[test]
fn a_tag_is_taken_off_everybody_and_back_by_one_undo() {
    let world = world();
    let ada = world.create("contact", json!({ "given": "Ada", "tags": ["first", "VIP", "last"] })).unwrap();
    let acme = world.create("company", json!({ "name": "Acme", "tags": ["vip"] })).unwrap();
    let gone = world.create("contact", json!({ "given": "Gone", "tags": ["vip"] })).unwrap();
    call(&world, "contacts.delete", json!({ "id": gone["id"] })).unwrap();
    let vip = tag(&world, "VIP");
    let done = call(&world, "tags.remove", json!({ "id": vip })).unwrap();
    assert_eq!((&done["changed"], &done["refused"]), (&json!(4), &json!(0)), "three and the tag: {done}");
    let carried =
        |kind: &str, record: &satchel_feature::Record| world.get(kind, id(record)).unwrap()["tags"].clone();
    assert_eq!(carried("contact", &ada), json!(["first", "last"]));
    assert_eq!(carried("company", &acme), json!([]));
    assert_eq!(carried("contact", &gone), json!([]), "who is in the trash comes back without it");
    assert_eq!(names(&world), ["first", "last"]);
    let again = call(&world, "tags.remove", json!({ "id": vip })).unwrap_err();
    assert_eq!(again.code, "not_found");

    let set = done["change_set"].as_str().unwrap().parse().unwrap();
    world.cx().vault.undo(What::Set(set), None, &world.cx().act("Undo")).unwrap();
    assert_eq!(carried("contact", &ada), json!(["first", "VIP", "last"]));
    assert_eq!(carried("contact", &gone), json!(["vip"]));
    assert_eq!(names(&world), ["first", "last", "VIP"]);
}

// covers(CON-11)
#[test]
fn one_living_tag_has_a_name_and_twins_are_joined() {
    let world = world();
    world.create("tag", json!({ "name": "vip" })).unwrap();
    assert_eq!(world.create("tag", json!({ "name": "VIP" })).unwrap_err().field.as_deref(), Some("name"));
    let first = tag(&world, "vip");
    call(&world, "tags.delete", json!({ "id": first })).unwrap();
    world.create("tag", json!({ "name": "VIP" })).unwrap();
    // As a second laptop would have it.
    call(&world, "tags.restore", json!({ "id": first })).unwrap();
    assert_eq!(tags(&world).len(), 2);
    assert_eq!(super::repair(&world.cx()).unwrap(), 1);
    assert_eq!(tags(&world), [("vip".to_owned(), first)], "the oldest stays");
    assert_eq!(super::repair(&world.cx()).unwrap(), 0);
}

// covers(CON-11, API-4)
#[test]
fn a_tag_that_many_carry_is_renamed_by_a_job() {
    let world = world();
    world
        .cx()
        .write_record("People", |rules| {
            for n in 0..600 {
                let person = json!({ "given": format!("P{n}"), "tags": ["vip"] });
                satchel_feature::records::create(rules, "contact", person.as_object().unwrap().clone())?;
            }
            Ok(())
        })
        .unwrap();
    let begun = call(&world, "tags.rename", json!({ "id": tag(&world, "vip"), "name": "key" })).unwrap();
    let job = begun["job"].as_str().unwrap().parse().unwrap();
    assert_eq!(names(&world), ["vip"], "nothing yet");
    let cx = world.cx();
    let job = cx
        .vault
        .write(&cx.act("Begin"), |tx| satchel_vault::jobs::lease_one(tx, job, "w", 60_000, tx.now_ms()));
    let done =
        satchel_feature::bulk::run(&cx, &job.unwrap().value.unwrap(), &satchel_feature::progress::Silent);
    assert_eq!(done.unwrap()["changed"], 601);
    assert_eq!(names(&world), ["key"]);
    let left = cx.vault.read(|conn| super::store::carriers(conn, "contact_tag", "vip")).unwrap();
    assert_eq!(left, []);
    assert_eq!(cx.vault.read(|conn| super::store::carriers(conn, "contact_tag", "key")).unwrap().len(), 600);
}
