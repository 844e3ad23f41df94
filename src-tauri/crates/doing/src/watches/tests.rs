//! Watched views on a temporary vault with a clock of the test.

use std::collections::BTreeSet;

use proptest::prelude::*;
use satchel_feature::world::{World, id};
use satchel_feature::{Cx, records};
use satchel_kernel::Id;
use satchel_kernel::catalogue::{Field, FieldType, Store};
use satchel_vault::What;
use serde_json::{Value, json};

use super::follow::follow;
use super::model::{Difference, Unseen};
use super::{commands, rules, store};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

fn world() -> World {
    let registry = satchel_people::registry().unwrap();
    World::new(crate::join(satchel_talking::join(satchel_selling::kinds(registry)))).unwrap()
}

fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

fn is(field: &str, op: &str, value: Value) -> Value {
    json!({ "filter": { "is": { "field": field, "op": op, "value": value } } })
}

fn watch(world: &World, name: &str, query: &Value) -> Id {
    let view = json!({ "name": name, "of": "contact", "query": query.to_string(), "watched": true });
    // Somebody else's, so that an undo takes back what the seller did to people.
    let cx = Cx { actor: "setup".into(), ..world.cx() };
    let Value::Object(view) = view else { unreachable!() };
    id(&cx.write_record("Watch", |rules| records::create(rules, "view", view)).unwrap())
}

fn call(world: &World, name: &str, input: Value) -> Value {
    let mut cx = world.cx();
    name.clone_into(&mut cx.command);
    let row = commands::table().into_iter().find(|row| row.name == name).unwrap();
    (row.run)(&mut cx, input).unwrap()
}

/// Who came (+) and went (-), the earliest first.
fn events(world: &World, view: Id) -> Vec<String> {
    let answer = call(world, "watches.events", json!({ "id": view }));
    let events = answer["events"].as_array().unwrap().iter().rev();
    let sign = |event: &Value| if event["entered"] == true { '+' } else { '-' };
    events.map(|event| format!("{}{}", sign(event), event["title"].as_str().unwrap())).collect()
}

fn unseen(world: &World, view: Id) -> (i64, i64) {
    let rows = world.cx().vault.read(store::rows).unwrap();
    let row = rows.iter().find(|row| row.view_id == view).unwrap();
    (row.entered, row.left)
}

fn person(world: &World, given: &str, tags: &[&str]) -> Id {
    id(&world.create("contact", json!({ "given": given, "tags": tags })).unwrap())
}

// covers(SRCH-7, SRCH-8)
#[test]
fn who_enters_and_leaves_is_noted_once_in_every_view_it_concerns() {
    let world = world();
    let cx = world.cx();
    let ada = person(&world, "Ada", &["vip"]);
    let vip = watch(&world, "Important", &is("tags", "equals", json!("vip")));
    let all = watch(&world, "Everybody", &json!({}));
    follow(&cx, now()).unwrap();
    assert_eq!(events(&world, vip), [""; 0], "who is in it already is not told of");

    let bob = person(&world, "Bob", &["vip"]);
    person(&world, "Cy", &[]);
    world.patch("contact", ada, json!({ "tags": [] })).unwrap();
    assert!(follow(&cx, now()).unwrap());
    assert_eq!(events(&world, vip), ["+Bob", "-Ada"]);
    assert_eq!(events(&world, all).len(), 2);
    assert_eq!((unseen(&world, vip), unseen(&world, all)), ((1, 1), (2, 0)));
    assert!(!follow(&cx, now()).unwrap(), "the same again is nothing");
    assert_eq!(events(&world, vip).len(), 2);

    call(&world, "watches.seen", json!({ "id": vip }));
    assert_eq!((unseen(&world, vip), unseen(&world, all)), ((0, 0), (2, 0)));
    // Taken back before anybody looked: it is in the list, and nothing is left to tell.
    world.patch("contact", bob, json!({ "tags": [] })).unwrap();
    follow(&cx, now()).unwrap();
    cx.vault.undo(What::Last, None, &cx.act("Undo")).unwrap();
    follow(&cx, now()).unwrap();
    assert_eq!(events(&world, vip), ["+Bob", "-Ada", "-Bob", "+Bob"]);
    assert_eq!(unseen(&world, vip), (0, 0));

    world.patch("view", vip, json!({ "watched": false })).unwrap();
    follow(&cx, now()).unwrap();
    world.patch("view", vip, json!({ "watched": true })).unwrap();
    follow(&cx, now()).unwrap();
    assert_eq!(events(&world, vip), [""; 0], "it begins anew");
}

// covers(SRCH-7)
#[test]
fn time_alone_brings_records_in_and_out() {
    let world = world();
    let cx = world.cx();
    person(&world, "Ada", &[]);
    let old = watch(&world, "Old", &is("created_ms", "within", json!({ "older_than_days": 3 })));
    let new = watch(&world, "New", &is("created_ms", "within", json!({ "last_days": 2 })));
    follow(&cx, now()).unwrap();
    follow(&cx, now() + DAY_MS).unwrap();
    assert_eq!((events(&world, old), events(&world, new)), (vec![], vec![]));
    follow(&cx, now() + 5 * DAY_MS).unwrap();
    assert_eq!(
        (events(&world, old), events(&world, new)),
        (vec!["+Ada".to_owned()], vec!["-Ada".to_owned()])
    );
    assert!(!follow(&cx, now() + 5 * DAY_MS).unwrap());
}

// covers(SRCH-7)
#[test]
fn a_view_of_a_field_that_is_gone_waits_until_it_can_be_asked() {
    let world = world();
    let cx = world.cx();
    let mut own = Field::new("0192f0c4-0000-7000-8000-00000000beef", FieldType::Bool);
    own.store = Store::Custom(own.id.parse().unwrap());
    own.filterable = true;
    let with = cx.registry.catalogue(1, [], [("contact".to_owned(), own.clone())]);
    world.learn(with.clone());
    let view = watch(&world, "News", &is(&own.id, "empty", Value::Null));
    person(&world, "Ada", &[]);
    follow(&cx, now()).unwrap();
    world.learn(cx.registry.catalogue(2, [], []));
    person(&world, "Bob", &[]);
    assert!(follow(&cx, now()).unwrap(), "that it cannot be asked is shown");
    assert!(!follow(&cx, now()).unwrap());
    let fault = |world: &World| world.cx().vault.read(store::rows).unwrap()[0].fault.clone();
    assert_eq!(fault(&world).as_deref(), Some("unknown_field"));
    assert_eq!(events(&world, view), [""; 0]);
    world.learn(with);
    follow(&cx, now()).unwrap();
    assert_eq!((events(&world, view), fault(&world)), (vec!["+Bob".to_owned()], None));
}

#[test]
fn many_of_one_look_are_told_as_one() {
    let id = |n: u8| Id::from_bytes([n; 16]);
    let one = |n: u8, together: i64, entered: bool| Unseen {
        view: id(1),
        id: id(n),
        record: id(n + 100),
        entered,
        together,
        at_ms: 5,
    };
    let told = rules::happenings(&[one(2, 3, true), one(3, 3, true), one(4, 1, false)]);
    assert_eq!(
        told.iter().map(|one| one.occasion.name()).collect::<Vec<_>>(),
        ["view_entered", "view_entered", "view_left"]
    );
    assert_eq!(
        told.iter().map(|one| one.about).collect::<Vec<_>>(),
        [Some(id(102)), Some(id(103)), Some(id(104))]
    );
    let told = rules::happenings(&[one(2, 4, true), one(3, 4, true), one(4, 4, false)]);
    assert_eq!(told.iter().map(|one| one.details["count"].clone()).collect::<Vec<_>>(), [json!(4), json!(4)]);
    assert!(told.iter().all(|one| one.about.is_none() && one.kind == "view"));
}

/// What the seller may do, in any order, and looks in between.
#[derive(Clone, Debug)]
enum Step {
    Make(bool),
    Tag(usize, bool),
    Delete(usize),
    Undo,
    Look,
    Day,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        any::<bool>().prop_map(Step::Make),
        (0..6_usize, any::<bool>()).prop_map(|(at, on)| Step::Tag(at, on)),
        (0..6_usize).prop_map(Step::Delete),
        Just(Step::Undo),
        Just(Step::Look),
        Just(Step::Day),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whoever is in the view is who was in it at first, and came, and did not leave: nothing is noted twice or missed,
    /// whether changes are asked one by one or all members are compared.
    // covers(SRCH-7)
    #[test]
    fn comings_and_goings_add_up_to_who_is_there(steps in prop::collection::vec(step(), 1..30)) {
        let world = world();
        let cx = world.cx();
        let query = is("tags", "equals", json!("vip"));
        let view = watch(&world, "Important", &query);
        let (mut people, mut at) = (Vec::new(), now());
        follow(&cx, at).unwrap();
        for step in steps.into_iter().chain([Step::Look]) {
            match step {
                Step::Make(vip) => people.push(person(&world, "P", if vip { &["vip"] } else { &[] })),
                Step::Tag(which, on) if !people.is_empty() => {
                    let tags = if on { json!(["vip"]) } else { json!([]) };
                    let _ = world.patch("contact", people[which % people.len()], json!({ "tags": tags }));
                }
                Step::Delete(which) if !people.is_empty() => {
                    let who = people[which % people.len()];
                    let _ = cx.write_record("Delete", |rules| {
                        let compiled = rules.registry.kind("contact")?;
                        records::set_trashed(rules, compiled, who, true)
                    });
                }
                Step::Undo => _ = cx.vault.undo(What::Last, None, &cx.act("Undo")),
                Step::Day => at += DAY_MS,
                Step::Look => _ = follow(&cx, at).unwrap(),
                Step::Tag(..) | Step::Delete(_) => {}
            }
        }
        let there: BTreeSet<Id> =
            cx.list_all("contact", &serde_json::from_value(query).unwrap()).unwrap().into_iter().collect();
        let kept = cx.vault.read(|conn| store::members(conn, view)).unwrap();
        prop_assert_eq!(&kept, &there);
        let noted = cx.vault.read(|conn| store::events(conn, view, None, 200)).unwrap();
        let mut added = BTreeSet::new();
        for event in noted.iter().rev() {
            let changed = if event.entered { added.insert(event.record_id) } else { added.remove(&event.record_id) };
            prop_assert!(changed, "noted twice: {:?}", event);
        }
        prop_assert_eq!(rules::difference(&added, &there), Difference::default());
    }
}
