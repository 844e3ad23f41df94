//! Views on a temporary vault.

use satchel_feature::world::{World, id};
use satchel_kernel::Error;
use satchel_kernel::catalogue::{Field, FieldType, Store};
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

fn view(world: &World, name: &str) -> satchel_kernel::Id {
    let view = json!({ "name": name, "of": "contact" });
    id(&world.create("view", view).unwrap())
}

fn order(world: &World) -> Vec<String> {
    let listed = call(world, "views.list", json!({})).unwrap();
    listed["rows"].as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
}

// covers(SRCH-6)
#[test]
fn a_view_keeps_a_question_its_kind_can_answer() {
    let world = world();
    let query = json!({ "filter": { "is": { "field": "tags", "op": "equals", "value": "vip" } } });
    let kept = json!({
        "name": "Important", "of": "contact", "query": query.to_string(), "columns": ["display_name", "tags"],
        "layout": "cards", "pinned": true
    });
    let view = world.create("view", kept).unwrap();
    assert_eq!(serde_json::from_str::<Value>(view["query"].as_str().unwrap()).unwrap(), query);
    assert_eq!((&view["layout"], &view["position"]), (&json!("cards"), &json!(1.0)));

    let refused = |record: Value| -> Error { world.create("view", record).unwrap_err() };
    let asks = |of: &str, condition: Value| {
        let query = json!({ "filter": { "is": condition } });
        refused(json!({ "name": "x", "of": of, "query": query.to_string() }))
    };
    let error = asks("contact", json!({ "field": "shoe_size", "op": "equals", "value": "44" }));
    assert_eq!((error.code, error.field.as_deref()), ("unknown_field", Some("query.shoe_size")));
    assert!(error.message.contains("shoe_size"), "{error}");
    let error = asks("company", json!({ "field": "industry", "op": "less", "value": "a" }));
    assert_eq!((error.code, error.field.as_deref()), ("bad_operator", Some("query.industry")));
    let error = asks("contact", json!({ "field": "last_activity_ms", "op": "within", "value": "some day" }));
    assert_eq!(error.code, "bad_value");
    for (record, at) in [
        (json!({ "name": "x", "of": "ghost" }), "of"),
        (json!({ "name": "x", "of": "contact", "query": "SELECT 1" }), "query"),
        (json!({ "name": "x", "of": "contact", "columns": ["shoe_size"] }), "columns"),
        (json!({ "name": "x", "of": "contact", "layout": "board" }), "layout"),
        (json!({ "name": "x", "of": "tag", "layout": "cards" }), "layout"),
        (json!({ "name": "x", "of": "contact", "group_by": "shoe_size" }), "group_by"),
        (json!({ "name": "x", "of": "contact", "group_by": "tags:month" }), "group_by"),
        (json!({ "name": "x", "of": "contact", "group_by": "created_ms:letter" }), "group_by"),
    ] {
        assert_eq!(refused(record).field.as_deref(), Some(at));
    }
}

// covers(SRCH-6)
#[test]
fn a_view_outlives_the_field_it_asks_for() {
    let world = world();
    let cx = world.cx();
    let mut own = Field::new("0192f0c4-0000-7000-8000-00000000beef", FieldType::Bool);
    own.store = Store::Custom(own.id.parse().unwrap());
    own.filterable = true;
    world.learn(cx.registry.catalogue(1, [], [("contact".to_owned(), own.clone())]));
    let query = json!({ "filter": { "is": { "field": own.id, "op": "equals", "value": true } } });
    let made = world.create("view", json!({ "name": "News", "of": "contact", "query": query.to_string() }));
    let made = id(&made.unwrap());

    world.learn(cx.registry.catalogue(2, [], []));
    let renamed = world.patch("view", made, json!({ "name": "Newsletter", "pinned": true })).unwrap();
    assert_eq!(renamed["name"], "Newsletter");
    let error = world.patch("view", made, json!({ "of": "company" })).unwrap_err();
    assert_eq!(error.code, "unknown_field", "asked of another kind it is checked again");
    world.patch("view", made, json!({ "query": "{}" })).unwrap();
}

// covers(SRCH-6)
#[test]
fn views_are_put_behind_one_another_and_back_by_one_undo() {
    let world = world();
    let [a, b, c] = ["a", "b", "c"].map(|name| view(&world, name));
    call(&world, "views.move", json!({ "id": c, "after": a })).unwrap();
    assert_eq!(order(&world), ["a", "c", "b"]);
    call(&world, "views.move", json!({ "id": b })).unwrap();
    assert_eq!(order(&world), ["b", "a", "c"]);
    world.cx().vault.undo(What::Last, None, &world.cx().act("Undo")).unwrap();
    assert_eq!(order(&world), ["a", "c", "b"]);
    let error = call(&world, "views.move", json!({ "id": a, "after": a })).unwrap_err();
    assert_eq!(error.field.as_deref(), Some("after"));
    // Again and again between the same two: the numbers between them run out, the order does not.
    for _ in 0..40 {
        call(&world, "views.move", json!({ "id": b, "after": a })).unwrap();
        call(&world, "views.move", json!({ "id": c, "after": a })).unwrap();
        assert_eq!(order(&world), ["a", "c", "b"]);
    }
}

fn groups(world: &World, input: Value) -> Vec<(String, u64)> {
    let answer = call(world, "contacts.groups", input).unwrap();
    let groups = answer["groups"].as_array().unwrap().iter();
    let word = |group: &Value| group["label"].as_str().or(group["key"].as_str()).unwrap_or("none").to_owned();
    groups.map(|group| (word(group), group["count"].as_u64().unwrap())).collect()
}

// covers(SRCH-5, SRCH-8)
#[test]
fn a_list_falls_into_groups_in_their_order_each_with_what_finds_it() {
    let world = world();
    for (given, tags, birthday) in [
        ("Ada", json!(["VIP", "press"]), json!("1815-12-10")),
        ("Älva", json!(["vip"]), json!("--12-24")),
        ("Bob", json!([]), json!("1990-03-01")),
    ] {
        let dates = json!([{ "value": birthday, "label": "birthday" }]);
        world.create("contact", json!({ "given": given, "tags": tags, "dates": dates })).unwrap();
    }
    let of =
        |groups: &[(&str, u64)]| groups.iter().map(|(word, n)| ((*word).to_owned(), *n)).collect::<Vec<_>>();
    assert_eq!(groups(&world, json!({ "by": "tags" })), of(&[("press", 1), ("VIP", 2), ("none", 1)]));
    assert_eq!(groups(&world, json!({ "by": "display_name:letter" })), of(&[("a", 2), ("b", 1)]));
    let down = json!({ "by": "display_name:letter", "query": { "sort": [{ "field": "display_name", "descending": true }] } });
    assert_eq!(
        groups(&world, down),
        of(&[("b", 1), ("a", 2)]),
        "a list that goes down has its groups go down"
    );
    let month = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m").to_string();
    assert_eq!(groups(&world, json!({ "by": "created_ms" })), of(&[(&month, 3)]));

    let all = call(&world, "contacts.groups", json!({ "by": "tags" })).unwrap();
    assert_eq!(all["total"], 3, "one who stands in two groups is one");
    for group in all["groups"].as_array().unwrap() {
        let list = call(&world, "contacts.list", json!({ "query": { "filter": group["filter"] } })).unwrap();
        assert_eq!(list["total"], group["count"], "{group}");
    }
    let refused = call(&world, "contacts.groups", json!({ "by": "middle:month" })).unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), ("not_groupable", Some("by")));
}
