//! An account's weeks and its timeline.

use satchel_feature::world::World;
use serde_json::{Value, json};

const DAY: i64 = 86_400_000;

fn ask(world: &World, name: &str, input: Value) -> Value {
    let mut table = super::table();
    table.extend(satchel_people::timeline::table());
    let command = table.iter().find(|command| command.name == name).unwrap();
    (command.run)(&mut world.cx(), input).unwrap()
}

// covers(CON-23)
#[test]
fn what_happened_with_the_company_its_people_and_its_deals_stands_in_one_timeline() {
    let world = World::new(crate::join(satchel_selling::kinds(satchel_people::registry().unwrap()))).unwrap();
    let acme = world.create("company", json!({ "name": "Acme" })).unwrap();
    let works = json!([{ "company_id": acme["id"] }]);
    let left = json!([{ "company_id": acme["id"], "to": "2020-01-31" }]);
    let ada = world.create("contact", json!({ "given": "Ada", "jobs": works })).unwrap();
    let bob = world.create("contact", json!({ "given": "Bob", "jobs": left })).unwrap();
    let deal = world.create("deal", json!({ "name": "Press", "company_id": acme["id"] })).unwrap();
    let now = jiff::Timestamp::now().as_millisecond();
    let said = |ago: i64, channel: &str, with: Value| {
        let mut said =
            json!({ "channel": channel, "at_ms": now - ago, "subject": format!("{channel} {ago}") });
        said.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
        world.create("communication", said).unwrap();
    };
    said(1_000, "call", json!({ "contacts": [ada["id"]], "companies": [acme["id"]] }));
    said(2_000, "visit", json!({ "companies": [acme["id"]] }));
    said(3_000, "email", json!({ "deals": [deal["id"]] }));
    said(4_000, "call", json!({ "contacts": [bob["id"]] }));
    said(70 * DAY, "sms", json!({ "contacts": [ada["id"]] }));
    world.create("note", json!({ "contact_id": ada["id"], "body": "Likes tea" })).unwrap();
    world.create("note", json!({ "deal_id": deal["id"], "body": "Two presses" })).unwrap();
    let titles = |page: &Value| -> Vec<String> {
        let items = page["items"].as_array().unwrap().iter();
        items
            .map(|item| {
                let what = item["note"].get("body").or_else(|| item["record"].get("subject"));
                let Some(what) = what else { return "a change".to_owned() };
                what.as_str().unwrap().to_owned()
            })
            .collect()
    };
    let of = acme["id"].clone();
    let (mut all, mut before) = (Vec::new(), Value::Null);
    loop {
        let page = ask(&world, "companies.engagement", json!({ "id": of, "limit": 2, "before": before }));
        all.extend(titles(&page));
        before = page["next_before"].clone();
        if before.is_null() {
            break;
        }
    }
    assert_eq!(all[0..2], ["Two presses", "Likes tea"], "page by page, each once");
    let far = format!("sms {}", 70 * DAY);
    assert_eq!(
        all[2..],
        ["a change", "call 1000", "visit 2000", "email 3000", far.as_str()],
        "the account itself was written down; who left is not among them"
    );
    let calls = ask(&world, "companies.engagement", json!({ "id": of, "only": ["note"] }));
    assert_eq!(titles(&calls), ["Two presses", "Likes tea"]);
    let of_ada = ask(&world, "companies.engagement", json!({ "id": of, "contact_id": ada["id"] }));
    assert_eq!(titles(&of_ada), ["Likes tea", "call 1000", far.as_str()]);
    let weeks = ask(&world, "companies.weeks", json!({ "id": of, "weeks": 12 }))["weeks"].clone();
    let weeks = weeks.as_array().unwrap();
    let sum = |sort: &str| weeks.iter().map(|week| week[sort].as_i64().unwrap()).sum::<i64>();
    assert_eq!((weeks.len(), sum("calls"), sum("meetings"), sum("messages")), (12, 1, 1, 2));
    let one = ask(&world, "companies.weeks", json!({ "id": of, "weeks": 2, "contact_id": ada["id"] }));
    let last =
        one["weeks"].as_array().unwrap().iter().map(|week| week["calls"].as_i64().unwrap()).sum::<i64>();
    assert_eq!((one["weeks"].as_array().unwrap().len(), last), (2, 1));
}
