//! Pairs in a vault, and what the model makes of people as they are.

use satchel_feature::world::{World, id};
use satchel_kernel::Id;
use serde_json::{Value, json};

use super::{CERTAIN, PROBABLE, Person, find, person};

fn world() -> World {
    World::new(crate::registry().unwrap()).unwrap()
}

fn ask(world: &World, name: &str, input: Value) -> Value {
    let table = crate::commands(&world.cx().registry);
    let command = table.iter().find(|command| command.name == name).unwrap();
    (command.run)(&mut world.cx(), input).unwrap()
}

fn contact(world: &World, record: Value) -> Id {
    id(&world.create("contact", record).unwrap())
}

fn called(given: &str, family: &str) -> Person {
    Person { given: given.into(), family: family.into(), ..Person::default() }
}

/// Three hundred people who have nothing to do with each other.
fn crowd() -> Vec<Person> {
    let given = ["anna", "peter", "maria", "ivan", "lena", "omar", "julia", "felix", "nora", "david"];
    let family = ["maier", "huber", "lang", "novak", "rossi", "khan", "silva", "berg", "wolf", "klein"];
    (0..300)
        .map(|n| Person {
            emails: vec![format!("someone{n}@place{n}.example")],
            phones: vec![format!("+4930{:07}", n * 7_919 % 9_999_991)],
            born: format!("19{:02}-{:02}-{:02}", 40 + n % 50, 1 + n % 12, 1 + n % 28),
            ..called(given[n % 10], family[(n / 10) % 10])
        })
        .collect()
}

/// How likely two people among the crowd are one.
fn likely(one: Person, other: Person) -> (f64, Vec<&'static str>) {
    let mut people = crowd();
    let at = people.len() as u32;
    people.extend([one, other]);
    let pair = find(&people, 0.0).into_iter().find(|pair| pair.pair == (at, at + 1));
    pair.map_or((0.0, vec![]), |pair| (pair.probability, pair.evidence.iter().map(|one| one.code).collect()))
}

// covers(CON-3)
#[test]
fn the_same_person_told_in_two_ways_is_known() {
    let william = Person {
        emails: vec!["w.gates@micro.example".into()],
        phones: vec!["+14255550100".into()],
        employers: vec![person::company("micro inc")],
        ..called("william", "gates")
    };
    let bill = Person {
        phones: vec!["+14255550100".into()],
        employers: vec![person::company("micro")],
        ..called("bill", "gates")
    };
    let (sure, why) = likely(william.clone(), bill);
    assert!(sure > 0.9, "{sure}");
    assert!(
        ["same_phone", "short_given", "same_family", "same_employer"].iter().all(|code| why.contains(code))
    );
    let swapped = Person { emails: william.emails.clone(), ..called("gates", "william") };
    let (sure, why) = likely(william, swapped);
    assert!(sure >= CERTAIN && why.contains(&"crossed_names"), "{sure} {why:?}");
}

// covers(CON-3)
#[test]
fn a_couple_and_an_office_are_neighbours_and_never_certain() {
    let home = person::Address::new("high street 12", "", "leeds", "ls1 4ap");
    let shared = Person {
        emails: vec!["family@post.example".into()],
        phones: vec!["+441132000000".into()],
        addresses: vec![home],
        ..Person::default()
    };
    let named = |given: &str| Person { given: given.into(), family: "carter".into(), ..shared.clone() };
    let (couple, _) = likely(named("anna"), named("peter"));
    assert!(couple < 0.5, "a couple with one address, phone and mailbox: {couple}");
    let (one, _) = likely(named("anna"), named("anna"));
    assert!(one >= CERTAIN, "{one}");
    let office = |given: &str, family: &str| Person {
        emails: vec!["info@acme.example".into()],
        phones: vec!["+441132000001".into()],
        employers: vec!["acme".into()],
        ..called(given, family)
    };
    let (colleagues, _) = likely(office("ada", "lovelace"), office("grace", "hopper"));
    assert!(colleagues < PROBABLE, "{colleagues}");
}

// covers(CON-3)
#[test]
fn a_name_alone_says_more_the_rarer_it_is() {
    let mut people = crowd();
    people.extend([called("zaphod", "beeblebrox"), called("zaphod", "beeblebrox")]);
    people.extend([called("anna", "maier"), called("anna", "maier")]);
    let found = find(&people, 0.0);
    let of = |pair: (u32, u32)| found.iter().find(|one| one.pair == pair).map_or(0.0, |one| one.probability);
    assert!(of((300, 301)) > of((302, 303)), "{} {}", of((300, 301)), of((302, 303)));
}

// covers(CON-3)
#[test]
fn a_vault_is_asked_and_what_is_two_stays_two() {
    let world = world();
    let one = contact(
        &world,
        json!({ "given": "Юлия", "family": "Иванова", "phones": [{ "value": "030 901820" }],
            "dates": [{ "label": "birthday", "value": "1980-03-22" }] }),
    );
    let other = contact(
        &world,
        json!({ "given": "Yuliya", "family": "Ivanova", "phones": [{ "value": "+49 30 901820" }],
            "dates": [{ "label": "birthday", "value": "1980-03-22" }] }),
    );
    contact(&world, json!({ "given": "Peter", "family": "Berg", "phones": [{ "value": "030 901820" }] }));
    let found = ask(&world, "contacts.duplicates", json!({}));
    let pair = &found["pairs"][0];
    assert_eq!([&pair["records"][0]["id"], &pair["records"][1]["id"]], [&json!(one), &json!(other)]);
    assert!(pair["probability"].as_f64().unwrap() > 0.9, "{found}");
    let codes: Vec<&str> =
        pair["evidence"].as_array().unwrap().iter().filter_map(|one| one["code"].as_str()).collect();
    assert!(codes.contains(&"same_given") && codes.contains(&"same_birthday"), "{codes:?}");
    assert_eq!(found["total"], 1, "who shares only the phone is another person: {found}");

    ask(&world, "contacts.set_apart", json!({ "id": other, "other": one }));
    ask(&world, "contacts.set_apart", json!({ "id": one, "other": other }));
    assert_eq!(ask(&world, "contacts.duplicates", json!({}))["total"], 0);
    let cx = world.cx();
    cx.vault.undo(satchel_vault::What::Last, None, &cx.act("Undo")).unwrap();
    assert_eq!(ask(&world, "contacts.duplicates", json!({ "id": one }))["total"], 1, "said by mistake");
}
