use satchel_feature::world::{World, id};
use satchel_kernel::Id;
use serde_json::{Value, json};

fn world() -> World {
    World::new(crate::registry().unwrap()).unwrap()
}

fn call(world: &World, name: &str, input: Value) -> satchel_kernel::Result<Value> {
    let table = crate::commands(&world.cx().registry);
    let command = table.iter().find(|one| one.name == name).unwrap();
    (command.run)(&mut world.cx(), input)
}

fn first_page(world: &World, id: Id, more: Value) -> Value {
    let mut asked = json!({ "id": id, "limit": 2 });
    asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    call(world, "contacts.timeline", asked).unwrap()
}

fn pinned(page: &Value) -> Vec<String> {
    let pinned = page.get("pinned").and_then(Value::as_array).cloned().unwrap_or_default();
    pinned.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
}

// covers(CON-6, AUD-5)
#[test]
fn an_old_change_that_is_pinned_comes_with_the_first_page() {
    let world = world();
    let ada = id(&world.create("contact", json!({ "given": "Ada" })).unwrap());
    let made = first_page(&world, ada, json!({}))["items"][0]["change_set"].clone();
    for at in 0..1_100 {
        world.patch("contact", ada, json!({ "nickname": format!("A{at}") })).unwrap();
    }
    let pin = |set: &Value, pinned: bool| {
        call(
            &world,
            "records.pin",
            json!({ "kind": "contact", "id": ada, "change_set": set, "pinned": pinned }),
        )
    };
    let shown = first_page(&world, ada, json!({}))["items"].clone();
    pin(&made, true).unwrap();
    pin(&made, true).unwrap();
    let page = first_page(&world, ada, json!({}));
    assert_eq!(pinned(&page), ["Create contact"], "however far back it lies");
    assert_eq!(page["items"], shown, "that it was pinned is no event of its own");
    assert_eq!(pinned(&first_page(&world, ada, json!({ "only": ["note"] }))), Vec::<String>::new());
    assert_eq!(pinned(&first_page(&world, ada, json!({ "field": "nickname" }))), Vec::<String>::new());
    let next = page["next_before"].clone();
    assert_eq!(pinned(&first_page(&world, ada, json!({ "before": next }))), Vec::<String>::new());

    let latest = &shown[0]["change_set"];
    pin(latest, true).unwrap();
    let page = first_page(&world, ada, json!({}));
    assert_eq!((pinned(&page).len(), &page["items"][0]["pinned"]), (2, &json!(true)));
    pin(&made, false).unwrap();
    assert_eq!(pinned(&first_page(&world, ada, json!({}))), ["Edit contact"]);

    let other = id(&world.create("contact", json!({ "given": "Bea" })).unwrap());
    let theirs = first_page(&world, other, json!({}))["items"][0]["change_set"].clone();
    assert_eq!(pin(&theirs, true).unwrap_err().code, "no_such_change");
    let tag = world.create("tag", json!({ "name": "vip" })).unwrap();
    let refused = call(
        &world,
        "records.pin",
        json!({ "kind": "tag", "id": tag["id"], "change_set": made, "pinned": true }),
    );
    assert_eq!(refused.unwrap_err().field.as_deref(), Some("kind"));
}
