//! Contacts on a temporary vault.

use satchel_feature::records::text;
use satchel_feature::world::{World, id};
use satchel_kernel::Id;
use serde_json::json;

fn world() -> World {
    World::new(crate::registry().unwrap()).unwrap()
}

// covers(CON-1, CON-14, API-16)
#[test]
fn a_name_is_derived_until_one_is_given() {
    let world = world();
    let ada =
        world.create("contact", json!({ "prefix": "Dr.", "given": " Ada ", "family": "King" })).unwrap();
    assert_eq!((&ada["display_name"], &ada["named"]), (&json!("Ada King"), &json!(false)));
    let ada = world.patch("contact", id(&ada), json!({ "family": "Lovelace" })).unwrap();
    assert_eq!(ada["display_name"], "Ada Lovelace");
    let ada = world.patch("contact", id(&ada), json!({ "display_name": "The Countess" })).unwrap();
    let ada = world.patch("contact", id(&ada), json!({ "given": "Augusta" })).unwrap();
    assert_eq!(ada["display_name"], "The Countess", "a given name stays");
    let ada = world.patch("contact", id(&ada), json!({ "display_name": null })).unwrap();
    assert_eq!(ada["display_name"], "Augusta Lovelace");
}

#[test]
fn a_given_name_follows_its_parts() {
    let world = world();
    let card = json!({ "display_name": "Dr. Ada de la Cruz", "prefix": "Dr.", "given": "Ada", "family": "de la Cruz" });
    let ada = world.create("contact", card).unwrap();
    assert_eq!((&ada["display_name"], &ada["named"]), (&json!("Dr. Ada de la Cruz"), &json!(true)));
    let ada = world.patch("contact", id(&ada), json!({ "family": "Weiß" })).unwrap();
    assert_eq!(ada["display_name"], "Dr. Ada Weiß");
    let ada = world.patch("contact", id(&ada), json!({ "prefix": null, "given": "Adele Marie" })).unwrap();
    assert_eq!(ada["display_name"], "Adele Marie Weiß");
}

#[test]
fn a_contact_is_called_by_what_is_known_of_it() {
    let world = world();
    for (record, name) in [
        (json!({ "emails": [{ "value": "ada@x.example" }] }), "ada@x.example"),
        (json!({ "phones": [{ "value": "030 901820" }] }), "030 901820"),
        (json!({ "jobs": [{ "company": "Acme" }] }), "Acme"),
        (json!({ "nickname": "Bill" }), "Bill"),
    ] {
        assert_eq!(world.create("contact", record).unwrap()["display_name"], name);
    }
    let nobody = world.create("contact", json!({ "tags": ["vip"] })).unwrap_err();
    assert_eq!((nobody.code, nobody.field.as_deref()), ("invalid", Some("display_name")));
}

// covers(CON-1, CON-14, API-16)
#[test]
fn refusals_name_the_field() {
    let world = world();
    for (record, field) in [
        (json!({ "given": 7 }), "given"),
        (json!({ "shoe": "44" }), "shoe"),
        (json!({ "given": "A", "emails": [{ "value": "a@b" }, { "value": "nope" }] }), "emails.1.value"),
        (json!({ "given": "A", "dates": [{ "label": "birthday", "value": "1980-02-30" }] }), "dates.0.value"),
        (json!({ "given": "A", "handles": [{ "value": "ada" }] }), "handles.0.service"),
        (json!({ "given": "A", "emails": "a@b" }), "emails"),
        (
            json!({ "given": "A", "consents": [{ "channel": "smoke", "state": "granted" }] }),
            "consents.0.channel",
        ),
        (json!({ "given": "A", "custom": { "no-such": "x" } }), "custom.no-such"),
        (json!({ "given": "x".repeat(2 << 20) }), "given"),
    ] {
        let refused = world.create("contact", record.clone()).unwrap_err();
        assert_eq!(refused.field.as_deref(), Some(field), "{refused}");
    }
}

#[test]
fn phones_get_their_dialled_form_and_keep_it_abroad() {
    let world = world();
    let ada = world
        .create("contact", json!({ "given": "Ada", "phones": [{ "value": "030 901820", "label": "work" }] }));
    let ada = ada.unwrap();
    assert_eq!(ada["phones"][0]["e164"], "+4930901820");
    let ada = world.patch("contact", id(&ada), json!({ "nickname": "A" })).unwrap();
    assert_eq!(ada["phones"][0]["e164"], "+4930901820");
}

// covers(CON-7)
#[test]
fn part_rows_keep_their_identity() {
    let world = world();
    let emails = json!([{ "value": "a@x.example" }, { "value": "b@x.example" }]);
    let ada = world.create("contact", json!({ "given": "Ada", "emails": emails })).unwrap();
    let (first, second) = (ada["emails"][0]["id"].clone(), ada["emails"][1]["id"].clone());
    // Turned round, one relabelled by id, the other recognised by its content.
    let emails =
        json!([{ "value": "b@x.example" }, { "id": first, "value": "a@x.example", "label": "home" }]);
    let ada = world.patch("contact", id(&ada), json!({ "emails": emails })).unwrap();
    assert_eq!((&ada["emails"][0]["id"], &ada["emails"][1]["id"]), (&second, &first));
    assert_eq!(ada["emails"][1]["label"], "home");
    // Writing what is there changes nothing, and so does not count as an edit.
    let same = world.patch("contact", id(&ada), json!({ "emails": ada["emails"] })).unwrap();
    assert_eq!(same["version"], ada["version"]);
}

// covers(CON-16)
#[test]
fn a_job_makes_its_company_and_follows_its_name() {
    let world = world();
    let ada = world
        .create("contact", json!({ "given": "Ada", "jobs": [{ "company": "Acme", "title": "CTO" }] }))
        .unwrap();
    let bob = world.create("contact", json!({ "given": "Bob", "jobs": [{ "company": "ACME" }] })).unwrap();
    assert_eq!(
        ada["jobs"][0]["company_id"], bob["jobs"][0]["company_id"],
        "one company, however it is written"
    );
    assert_eq!((&ada["company"], &ada["job_title"]), (&json!("Acme"), &json!("CTO")));
    let acme = ada["jobs"][0]["company_id"].as_str().unwrap().parse().unwrap();
    world.patch("company", acme, json!({ "name": "Acme Holding" })).unwrap();
    let ada = world.get("contact", id(&ada)).unwrap();
    assert_eq!(
        (&ada["company"], &ada["jobs"][0]["company"]),
        (&json!("Acme Holding"), &json!("Acme Holding"))
    );
    let ended = json!({ "jobs": [{ "company": "Acme Holding", "to": "2020-01-31" }] });
    assert!(
        !world.patch("contact", id(&ada), ended).unwrap().contains_key("company"),
        "a past job is not shown"
    );
}

// covers(CON-8)
#[test]
fn notes_follow_their_contact_into_the_trash_and_back() {
    let world = world();
    let ada = world.create("contact", json!({ "given": "Ada" })).unwrap();
    let note = world.create("note", json!({ "body": "Likes numbers", "contact_id": ada["id"] })).unwrap();
    let cx = world.cx();
    let trash = |trashed| {
        cx.write_record("Trash", |rules| {
            satchel_feature::records::set_trashed(rules, rules.registry.kind("contact")?, id(&ada), trashed)
        })
        .unwrap()
    };
    assert!(trash(true));
    assert!(world.get("note", id(&note)).unwrap().contains_key("deleted_ms"));
    assert!(!trash(true), "it is there already");
    assert!(trash(false));
    assert!(!world.get("note", id(&note)).unwrap().contains_key("deleted_ms"));
}

// covers(PERF-1, SRCH-1)
#[test]
fn many_that_lie_together_are_read_as_each_is_alone() {
    use satchel_search::Documents;

    let world = world();
    let cx = world.cx();
    let mut ids: Vec<Id> = (0..60)
        .map(|n| {
            let emails =
                json!([{ "value": format!("a{n}@x.example") }, { "value": format!("b{n}@x.example") }]);
            id(&world.create("contact", json!({ "given": format!("Person {n}"), "emails": emails })).unwrap())
        })
        .collect();
    // Some rows stand in another order than they were made in, and one record in the middle is not wanted.
    for (n, id) in ids.iter().enumerate().step_by(3) {
        let emails = json!([{ "value": "new@x.example" }, { "value": format!("a{n}@x.example") }]);
        world.patch("contact", *id, json!({ "emails": emails })).unwrap();
    }
    let unwanted = ids.remove(30);
    let read = |ids: &[Id]| cx.vault.read(|conn| cx.documents.documents(conn, "contact", ids)).unwrap();
    let together: std::collections::HashMap<Id, _> =
        read(&ids).into_iter().map(|d| (d.id, d.values)).collect();
    assert_eq!(together.len(), 59);
    assert!(!together.contains_key(&unwanted));
    for id in &ids {
        assert_eq!(together.get(id), read(&[*id]).first().map(|d| &d.values));
    }
    let [first, ..] = ids.as_slice() else { panic!("there are some") };
    assert_eq!(together[first]["emails"][0]["value"], "new@x.example");
}

// covers(SRCH-4)
#[test]
fn people_show_industry_size_and_country_of_the_company_they_work_at() {
    let world = world();
    let company = |name: &str, industry: &str, country: &str| {
        let record = json!({ "name": name, "industry": industry, "size": "11-50",
            "addresses": [{ "city": "Paris", "country": "FR" }, { "city": "Bonn", "country": country, "primary": true }] });
        id(&world.create("company", record).unwrap())
    };
    let (acme, beta) = (company("Acme", "Toys", "DE"), company("Beta", "Steel", "AT"));
    let jobs =
        json!([{ "company_id": beta, "to": "2020-01-31" }, { "company_id": acme }, { "company_id": beta }]);
    let ada = id(&world.create("contact", json!({ "given": "Ada", "jobs": jobs })).unwrap());
    let shown = || {
        let ada = world.get("contact", ada).unwrap();
        ["company_industry", "company_size", "company_country"].map(|field| text(&ada, field).to_owned())
    };
    assert_eq!(shown(), ["Toys", "11-50", "DE"], "of the first job without an end");
    world.patch("company", acme, json!({ "industry": "Games", "size": null })).unwrap();
    assert_eq!(shown(), ["Games", "", "DE"]);
    world.patch("company", beta, json!({ "industry": "Iron" })).unwrap();
    assert_eq!(shown(), ["Games", "", "DE"], "she is not there in the first place");
    world.patch("company", acme, json!({ "addresses": [{ "city": "Bern", "country": "CH" }] })).unwrap();
    assert_eq!(shown(), ["Games", "", "CH"]);
    world.patch("contact", ada, json!({ "jobs": [{ "company_id": beta }] })).unwrap();
    assert_eq!(shown(), ["Iron", "11-50", "AT"]);
    world.patch("contact", ada, json!({ "jobs": [] })).unwrap();
    assert_eq!(shown(), ["", "", ""]);
    let typed = world.patch("contact", ada, json!({ "company_industry": "Mine" }));
    assert!(typed.is_err() || shown()[0].is_empty(), "nobody types it on a person");
}
