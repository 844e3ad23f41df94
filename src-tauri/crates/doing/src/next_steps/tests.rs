//! The whole way is a journey of its own; here only what the task of a next step takes from its conversation.

use satchel_feature::world::{World, id};
use serde_json::json;

use super::{Log, log};

fn world() -> World {
    World::new(crate::join(satchel_talking::join(satchel_people::registry().unwrap()))).unwrap()
}

// covers(CON-9, TASK-3)
#[test]
fn the_next_step_is_about_the_same_people() {
    let world = world();
    let people = ["Ada", "Bob"].map(|name| world.create("contact", json!({ "given": name })).unwrap());
    let [ada, bob] = people.each_ref().map(id);
    let said = |next_step: &str| {
        let input: Log = serde_json::from_value(json!({
            "channel": "call", "zone": "Europe/Berlin", "contacts": [ada], "next_step": next_step
        }))
        .unwrap();
        log(&mut world.cx(), input).unwrap().task
    };
    assert_eq!(said("  "), None);
    let task = said("Bob das Angebot schicken #angebot").unwrap();
    assert_eq!(task["contacts"], json!([ada, bob]));
    assert_eq!((&task["title"], &task["tags"]), (&json!("Bob das Angebot schicken"), &json!(["angebot"])));
}
