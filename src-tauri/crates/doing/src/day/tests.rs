//! The day on a temporary vault.

use satchel_feature::Cx;
use satchel_feature::world::World;
use serde_json::{Value, json};

const ZONE: &str = "Europe/Berlin";

fn world() -> World {
    let world = World::new(crate::join(satchel_talking::join(satchel_selling::kinds(
        satchel_people::registry().unwrap(),
    ))));
    let world = world.unwrap();
    set(&world, "home_country", json!("DE"));
    world
}

fn set(world: &World, key: &str, value: Value) {
    let cx = world.cx();
    cx.vault.write(&cx.act("Change settings"), |tx| satchel_vault::settings::set(tx, key, &value)).unwrap();
}

fn ask(cx: &mut Cx, name: &str, input: Value) -> satchel_kernel::Result<Value> {
    let commands = super::commands::table();
    (commands.iter().find(|command| command.name == name).unwrap().run)(cx, input)
}

fn plan(world: &World) -> Value {
    ask(&mut world.cx(), "day.plan", json!({ "zone": ZONE })).unwrap()
}

fn today() -> String {
    jiff::Zoned::now().in_tz(ZONE).unwrap().date().to_string()
}

/// A contact in a German town, and a visit to them today.
fn visit(world: &World, name: &str, town: &str, more: Value) -> Value {
    let addresses = json!([{ "city": town, "country": "DE", "street": "Markt 1" }]);
    let contact = world
        .create(
            "contact",
            json!({ "display_name": name, "addresses": addresses, "phones": [{ "value": "0221 1" }] }),
        )
        .unwrap();
    let mut task = json!({ "title": name, "type": "visit", "due": today(), "contacts": [contact["id"]] });
    task.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "contact": contact["id"], "task": world.create("task", task).unwrap()["id"] })
}

fn order(plan: &Value) -> Vec<&str> {
    plan["visits"].as_array().unwrap().iter().map(|visit| visit["task"]["title"].as_str().unwrap()).collect()
}

// covers(ROLE-11)
#[test]
fn visits_are_put_into_a_short_order_from_where_the_seller_starts() {
    let world = world();
    for town in ["Hannover", "Bonn", "Dortmund", "Siegburg"] {
        visit(&world, town, town, json!({}));
    }
    world.create("task", json!({ "title": "Call the bank", "type": "call", "due": today() })).unwrap();
    world.create("task", json!({ "title": "Some day", "type": "visit" })).unwrap();
    world.create("task", json!({ "title": "Late call", "type": "call", "due": "2020-01-02" })).unwrap();
    set(&world, "start_from", json!("50667 Köln"));
    let now = plan(&world);
    let told = order(&now);
    assert!(
        told == ["Bonn", "Siegburg", "Dortmund", "Hannover"]
            || told == ["Siegburg", "Bonn", "Dortmund", "Hannover"]
    );
    assert!(now["visits"][0]["km"].as_f64().unwrap() < 35.0, "from Cologne it is not far: {now}");
    let others: Vec<_> = now["tasks"].as_array().unwrap().iter().map(|one| &one["task"]["title"]).collect();
    assert_eq!(others, ["Late call", "Call the bank"], "what is no visit is no stop");
    set(&world, "start_from", json!("30159 Hannover"));
    assert_eq!(order(&plan(&world)).first(), Some(&"Hannover"));
    set(&world, "start_from", json!("Entenhausen im Nebel"));
    let lost = plan(&world);
    assert_eq!((lost["start"].get("place"), &lost["start"]["name"]), (None, &json!("Entenhausen im Nebel")));
    assert_eq!(lost["visits"][0].get("km"), None, "from nowhere there is no way");
}

// covers(ROLE-11)
#[test]
fn a_visit_of_a_day_before_is_on_the_way_until_it_is_made() {
    let world = world();
    set(&world, "start_from", json!("50667 Köln"));
    let at = |days: i64, hour: i8| {
        let day = jiff::Zoned::now().in_tz(ZONE).unwrap().date() + jiff::Span::new().days(days);
        json!({ "due": day.to_string(), "due_time": format!("{hour:02}:00"), "due_zone": ZONE })
    };
    let bonn = visit(&world, "Bonn", "Bonn", at(-1, 23));
    visit(&world, "Hannover", "Hannover", at(0, 0));
    visit(&world, "Dortmund", "Dortmund", json!({ "due": "2020-01-02" }));
    visit(&world, "Siegburg", "Siegburg", at(1, 0));
    let made = visit(&world, "Berlin", "Berlin", json!({ "due": "2020-01-02" }));
    world.patch("task", id_of(&made["task"]), json!({ "status": "done" })).unwrap();
    let now = plan(&world);
    let late: Vec<(&str, bool)> = now["visits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|visit| (visit["task"]["title"].as_str().unwrap(), visit["late"].as_bool().unwrap()))
        .collect();
    assert_eq!(
        late,
        [("Bonn", true), ("Dortmund", true), ("Hannover", false)],
        "on the way to Hannover, though only its time is one of today"
    );
    assert_eq!(now["tasks"], json!([]));
    // A time that is over binds no more: from the other side the late ones come in the other order.
    set(&world, "start_from", json!("30159 Hannover"));
    assert_eq!(order(&plan(&world)), ["Hannover", "Dortmund", "Bonn"]);
    let mine = json!({ "zone": ZONE, "tasks": [bonn["task"]] });
    let first = ask(&mut world.cx(), "day.arrange", mine).unwrap();
    assert_eq!(first["by_hand"], true, "what is late is put into an order like the others");
}

// covers(ROLE-11, TASK-1)
#[test]
fn an_order_by_hand_holds_for_its_day_and_can_be_taken_back() {
    let world = world();
    set(&world, "start_from", json!("50667 Köln"));
    let ids: Vec<Value> = ["Bonn", "Dortmund", "Hannover"]
        .map(|town| visit(&world, town, town, json!({}))["task"].clone())
        .to_vec();
    let mut cx = world.cx();
    assert_eq!(order(&plan(&world)), ["Bonn", "Dortmund", "Hannover"]);
    let back: Vec<&Value> = ids.iter().rev().collect();
    let now = ask(&mut cx, "day.arrange", json!({ "zone": ZONE, "tasks": back })).unwrap();
    assert_eq!((order(&now), &now["by_hand"]), (vec!["Hannover", "Dortmund", "Bonn"], &json!(true)));
    visit(&world, "Siegburg", "Siegburg", json!({}));
    let grown = plan(&world);
    assert_eq!(
        order(&grown),
        ["Hannover", "Dortmund", "Siegburg", "Bonn"],
        "what came later is put where it lies"
    );
    let again = ask(&mut cx, "day.arrange", json!({ "zone": ZONE, "tasks": null })).unwrap();
    assert_eq!(again["by_hand"], false);
    assert_eq!(order(&again).last(), Some(&"Hannover"));
    let other = world.create("task", json!({ "title": "Call", "due": today() })).unwrap();
    let refused = ask(&mut cx, "day.arrange", json!({ "zone": ZONE, "tasks": [other["id"]] }));
    assert_eq!(refused.unwrap_err().code, "no_visit_today");
    // A rank of another day says nothing.
    let first = ids[0].as_str().unwrap().parse().unwrap();
    world.patch("task", first, json!({ "route_day": "2020-01-01", "route_rank": 0 })).unwrap();
    assert_eq!(plan(&world)["by_hand"], false);
}

// covers(ROLE-11)
#[test]
fn a_visit_says_whom_where_and_what_was_written_last() {
    let world = world();
    let made = visit(&world, "Jörg", "Köln", json!({}));
    for body in ["First", "Likes **tea**"] {
        world.create("note", json!({ "contact_id": made["contact"], "body": body })).unwrap();
    }
    let acme = world
        .create("company", json!({ "name": "Acme", "addresses": [{ "city": "Bonn", "country": "DE" }] }))
        .unwrap();
    let eva =
        world.create("contact", json!({ "display_name": "Eva", "jobs": [{ "company": "Acme" }] })).unwrap();
    assert_eq!(eva["jobs"][0]["company_id"], acme["id"]);
    let task = json!({ "title": "Eva", "type": "visit", "due": today(), "contacts": [eva["id"]] });
    world.create("task", task).unwrap();
    world.create("task", json!({ "title": "Nowhere", "type": "visit", "due": today() })).unwrap();
    let now = plan(&world);
    let of = |title: &str| {
        let visits = now["visits"].as_array().unwrap();
        visits.iter().find(|one| one["task"]["title"] == title).unwrap().clone()
    };
    let jorg = of("Jörg");
    assert_eq!((&jorg["who"]["name"], &jorg["phone"]), (&json!("Jörg"), &json!("0221 1")));
    assert_eq!((&jorg["address"]["street"], &jorg["found"]), (&json!("Markt 1"), &json!("town")));
    assert_eq!(jorg["note"]["body"], "Likes **tea**");
    let eva = of("Eva");
    assert_eq!(
        (&eva["company"], &eva["address"]["city"]),
        (&json!("Acme"), &json!("Bonn")),
        "where she works"
    );
    assert_eq!(order(&now).last(), Some(&"Nowhere"), "what leads nowhere comes last");
    world.patch("contact", id_of(&made["contact"]), json!({ "addresses": [] })).unwrap();
    assert_eq!(order(&plan(&world)).first(), Some(&"Eva"));
}

fn id_of(value: &Value) -> satchel_kernel::Id {
    value.as_str().unwrap().parse().unwrap()
}

// covers(TASK-3)
#[test]
fn a_line_of_words_says_what_kind_of_work_it_is() {
    let world = world();
    for (line, work) in [
        ("visit Anna tomorrow", Some("visit")),
        ("Anna morgen besuchen", Some("visit")),
        ("Kunden anrufen", Some("call")),
        ("write the visit report", None),
        ("meeting with the bank friday", Some("meeting")),
    ] {
        let quick = json!({ "text": line, "zone": ZONE });
        let commands = crate::tasks::commands::table();
        let verb = commands.iter().find(|command| command.name == "tasks.quick").unwrap();
        let made = (verb.run)(&mut world.cx(), quick).unwrap();
        assert_eq!(made.get("type").and_then(Value::as_str), work, "{line}");
    }
}
