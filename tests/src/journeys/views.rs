//! Lists as a seller keeps them: saved, asked by periods and across relations, and what becomes of them.

use serde_json::{Value, json};

use crate::world::{World, text};

fn found(world: &World, plural: &str, filter: Value) -> Vec<String> {
    let listed = world.list(plural, json!({ "query": { "filter": filter } }));
    listed["rows"].as_array().unwrap().iter().map(|row| text(&row["title"])).collect()
}

fn is(field: &str, op: &str, value: Value) -> Value {
    json!({ "is": { "field": field, "op": op, "value": value } })
}

fn euros(amount: i64) -> Value {
    json!({ "minor": amount * 100, "currency": "EUR" })
}

// covers(SRCH-6, AUD-2)
#[test]
fn a_view_is_saved_found_exported_removed_and_taken_back() {
    let world = World::new();
    world.call("contacts.create", json!({ "given": "Ada", "tags": ["vip"] }));
    world.call("contacts.create", json!({ "given": "Bob" }));
    let query = json!({ "filter": is("tags", "equals", json!("vip")) });
    let kept =
        json!({ "name": "Important people", "of": "contact", "query": query.to_string(), "pinned": true });
    let view = world.call("views.create", kept);
    let asked: Value = serde_json::from_str(&text(&view["query"])).unwrap();
    let listed = world.list("contacts", json!({ "query": asked }));
    assert_eq!((&listed["total"], &listed["rows"][0]["title"]), (&json!(1), &json!("Ada")));
    assert_eq!(world.search("important"), ["Important people"]);

    let refused =
        world.ask("views.create", json!({ "name": "x", "of": "contact", "columns": ["shoe_size"] }));
    assert_eq!(refused.unwrap_err().code, "unknown_field");
    let whole: Value = world.exported();
    assert_eq!(
        whole.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["companies", "contacts"],
        "as documented"
    );
    assert_eq!(whole["contacts"].as_array().unwrap().len(), 2);

    world.call("views.delete", json!({ "id": view["id"] }));
    assert_eq!(world.count("views"), 0);
    world.call("changes.undo", json!({}));
    assert_eq!(world.list("views", json!({}))["rows"][0]["title"], "Important people");
}

// covers(SRCH-4)
#[test]
fn who_has_a_large_open_deal_and_nothing_to_do_is_found() {
    let world = World::new();
    let [acme, beta] = ["Acme", "Beta"].map(|name| world.call("companies.create", json!({ "name": name })));
    let ada = world.call("contacts.create", json!({ "given": "Ada" }));
    let over = |amount: i64| found(&world, "companies", is("open_amount", "greater", euros(amount)));
    let deal = json!({
        "name": "Press", "company_id": acme["id"], "amount": euros(12_000), "contacts": [{ "contact_id": ada["id"] }]
    });
    let deal = world.call("deals.create", deal);
    world.call("deals.create", json!({ "name": "Hall", "company_id": beta["id"], "amount": euros(500) }));
    assert_eq!(over(10_000), ["Acme"]);
    assert_eq!(found(&world, "contacts", is("open_deals", "at_least", json!(1))), ["Ada"]);
    let dollars = json!({ "minor": 2_000_000, "currency": "USD" });
    world.call("deals.create", json!({ "name": "Export", "company_id": beta["id"], "amount": dollars }));
    assert_eq!(over(10_000), ["Acme"], "what a dollar is worth is not known");
    let rate = json!({ "currency": "USD", "base": "EUR", "rate": 0.9, "date": "2020-01-01" });
    world.call("exchange_rates.create", rate);
    assert_eq!(over(10_000), ["Acme", "Beta"]);

    let quiet = json!({ "and": [
        is("open_amount", "greater", euros(10_000)), is("open_tasks", "empty", Value::Null),
        { "not": is("last_activity_ms", "within", json!({ "last_days": 30 })) },
    ] });
    assert_eq!(found(&world, "companies", quiet.clone()), ["Acme", "Beta"]);
    let task = world.call("tasks.create", json!({ "title": "Call", "companies": [acme["id"]] }));
    assert_eq!(found(&world, "companies", quiet.clone()), ["Beta"]);
    world.call("tasks.complete", json!({ "id": task["id"] }));
    assert_eq!(found(&world, "companies", quiet.clone()), ["Acme", "Beta"]);
    let spoken = json!({ "channel": "call", "zone": "Europe/Berlin", "companies": [beta["id"]] });
    world.call("communications.log", spoken);
    assert_eq!(found(&world, "companies", quiet), ["Acme"]);

    // The deal goes to the trash and comes back, is won and open again.
    world.call("deals.delete", json!({ "id": deal["id"] }));
    assert_eq!(over(10_000), ["Beta"]);
    world.call("changes.undo", json!({}));
    assert_eq!(over(10_000), ["Acme", "Beta"]);
    let stages =
        world.list("stages", json!({ "query": { "filter": is("outcome", "equals", json!("won")) } }));
    world.call("deals.move", json!({ "id": deal["id"], "stage_id": stages["rows"][0]["id"] }));
    assert_eq!(found(&world, "contacts", is("open_deals", "at_least", json!(1))), Vec::<String>::new());
    world.call("changes.undo", json!({}));
    assert_eq!(found(&world, "contacts", is("open_deals", "at_least", json!(1))), ["Ada"]);
    world.call("settings.patch", json!({ "patch": { "home_currency": "USD" } }));
    assert_eq!(over(0), Vec::<String>::new(), "the worth is in the home currency");
    let in_dollars = json!({ "minor": 100, "currency": "USD" });
    assert_eq!(found(&world, "companies", is("open_amount", "greater", in_dollars)), ["Acme", "Beta"]);
}

// covers(SRCH-5, CON-11)
#[test]
fn facets_say_what_another_choice_would_find() {
    let world = World::new();
    for (given, tags, company) in [
        ("Ada", json!(["VIP", "press"]), "Acme"),
        ("Bob", json!(["vip"]), "Acme"),
        ("Cid", json!([]), "Beta"),
    ] {
        let jobs = json!([{ "company": company }]);
        world.call("contacts.create", json!({ "given": given, "tags": tags, "jobs": jobs }));
    }
    let count = |filter: Value| {
        let asked = json!({ "query": { "filter": filter }, "fields": ["tags", "company"] });
        let facets = world.call("contacts.facets", asked)["facets"].clone();
        let shown = |facet: &Value| {
            let values = facet["values"].as_array().unwrap().iter();
            let values = values.map(|one| (text(&one["value"]), one["count"].as_u64().unwrap()));
            (values.collect::<Vec<_>>(), facet["absent"].as_u64().unwrap())
        };
        (shown(&facets[0]), shown(&facets[1]))
    };
    let pairs = |pairs: &[(&str, u64)]| -> Vec<(String, u64)> {
        pairs.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
    };
    let (tags, companies) = count(json!({ "and": [] }));
    assert_eq!(tags, (pairs(&[("VIP", 2), ("press", 1)]), 1));
    assert_eq!(companies, (pairs(&[("Acme", 2), ("Beta", 1)]), 0));
    let (tags, companies) = count(is("tags", "equals", json!("press")));
    assert_eq!(tags.0, pairs(&[("VIP", 2), ("press", 1)]), "without its own condition");
    assert_eq!(companies.0, pairs(&[("Acme", 1)]));
    let refused = world.ask("contacts.facets", json!({ "fields": ["display_nam"] })).unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), ("not_countable", Some("display_nam")));
}

/// Which notifications of watched views are unread.
fn told_of_views(world: &World) -> Vec<(String, String, String)> {
    let listed = world.call("notifications.list", json!({ "show": "unread" }));
    let rows = listed["rows"].as_array().unwrap().iter();
    let mut told: Vec<_> = rows
        .map(|row| (text(&row["event"]), text(&row["title"]), row["about"].as_str().unwrap_or("").to_owned()))
        .collect();
    told.sort();
    told
}

fn new_in(world: &World, view: &Value) -> i64 {
    let rows = world.call("watches.list", json!({}))["rows"].clone();
    rows.as_array()
        .unwrap()
        .iter()
        .find(|row| row["view_id"] == *view)
        .map_or(-1, |row| row["entered"].as_i64().unwrap())
}

// covers(SRCH-7, SRCH-8, NOT-1)
#[test]
fn who_enters_a_watched_view_is_told_once_whatever_restarts_and_not_once_it_is_taken_back() {
    let world = World::new();
    let watch = |name: &str, query: Value| {
        let view = json!({ "name": name, "of": "contact", "query": query.to_string(), "watched": true });
        world.call("views.create", view)["id"].clone()
    };
    let hot = watch("Hot", json!({ "filter": is("tags", "equals", json!("hot")) }));
    let anna = watch("Annas", json!({ "filter": is("given", "starts_with", json!("Anna")) }));
    world.wait("both views to be looked at", || {
        (new_in(&world, &hot) == 0 && new_in(&world, &anna) == 0).then_some(())
    });

    // One change, and both views tell of it.
    world.call("contacts.create", json!({ "given": "Anna", "family": "Krenz", "tags": ["hot"] }));
    let both = [("Annas", "Anna Krenz"), ("Hot", "Anna Krenz")]
        .map(|(view, name)| ("view_entered".to_owned(), view.to_owned(), name.to_owned()));
    world.wait("both to tell", || (told_of_views(&world) == both).then_some(()));
    assert_eq!((new_in(&world, &hot), new_in(&world, &anna)), (1, 1));

    world.call("vault.lock", json!({}));
    world.call("vault.unlock", json!({}));
    let bob = world.call("contacts.create", json!({ "given": "Bob", "tags": ["hot"] }));
    world.wait("the third", || (told_of_views(&world).len() == 3).then_some(()));
    assert_eq!(new_in(&world, &hot), 2, "the first one not again");
    world.call("changes.undo", json!({}));
    world.wait("what is taken back to be silent", || (told_of_views(&world) == both).then_some(()));
    let events = world.call("watches.events", json!({ "id": hot }))["events"].clone();
    let names: Vec<String> = events.as_array().unwrap().iter().map(|one| text(&one["title"])).collect();
    assert_eq!(names, ["Anna Krenz"], "of who was never made nothing stands there");

    world.call("changes.redo", json!({}));
    world.wait("it is told anew", || (told_of_views(&world).len() == 3).then_some(()));
    world.call("contacts.delete", json!({ "id": bob["id"] }));
    world.wait("who left unseen to be silent", || (told_of_views(&world) == both).then_some(()));
    let events = world.call("watches.events", json!({ "id": hot }))["events"].clone();
    let signs: Vec<bool> = events.as_array().unwrap().iter().map(|one| one["entered"] == true).collect();
    assert_eq!((signs, &events[0]["record_id"]), (vec![false, true, true], &bob["id"]));

    // Whoever looked is not told any more; nothing of it is a change of the vault.
    let before = world.call("changes.list", json!({}))["sets"][0].clone();
    assert_eq!(world.call("watches.seen", json!({ "id": hot }))["seen"], 1);
    assert_eq!(told_of_views(&world), both[..1]);
    assert_eq!((new_in(&world, &hot), new_in(&world, &anna)), (0, 1));
    assert_eq!(world.call("changes.list", json!({}))["sets"][0], before);
}

// covers(SRCH-4, SRCH-5)
#[test]
fn people_are_found_sorted_grouped_and_counted_by_their_company_also_after_an_undo_and_an_import() {
    let world = World::new();
    let company = |name: &str, industry: &str| {
        world.call("companies.create", json!({ "name": name, "industry": industry }))
    };
    let (acme, beta) = (company("Acme", "Toys"), company("Beta", "Steel"));
    for (given, at) in [("Ada", &acme), ("Bob", &beta), ("Cleo", &acme)] {
        world.call("contacts.create", json!({ "given": given, "jobs": [{ "company_id": at["id"] }] }));
    }
    world.call("contacts.create", json!({ "given": "Dora" }));
    let file = world.file("more.csv", "First Name,Last Name,Company\nEve,Smith,Acme\n");
    world.import(&[file], json!({}));
    let toys = || found(&world, "contacts", is("company_industry", "equals", json!("toys")));
    assert_eq!(toys(), ["Ada", "Cleo", "Eve Smith"]);
    let sorted =
        json!({ "query": { "sort": [{ "field": "company_industry" }, { "field": "display_name" }] } });
    let names: Vec<String> = world.list("contacts", sorted)["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| text(&row["title"]))
        .collect();
    assert_eq!(names, ["Bob", "Ada", "Cleo", "Eve Smith", "Dora"]);
    let groups = world.call("contacts.groups", json!({ "by": "company_industry" }));
    let counts: Vec<(Value, Value)> = groups["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| (group["label"].clone(), group["count"].clone()))
        .collect();
    assert_eq!(counts, [(json!("Steel"), json!(1)), (json!("Toys"), json!(3)), (Value::Null, json!(1))]);

    world.call("companies.patch", json!({ "id": acme["id"], "patch": { "industry": "Games" } }));
    assert!(toys().is_empty());
    let facets = world.call("contacts.facets", json!({ "fields": ["company_industry"] }));
    assert_eq!(facets["facets"][0]["values"][0], json!({ "value": "Games", "label": "Games", "count": 3 }));
    world.call("contacts.create", json!({ "given": "Finn", "jobs": [{ "company_id": acme["id"] }] }));
    let sets = world.call("changes.list", json!({ "limit": 2 }));
    world.call("changes.undo", json!({ "change_set": sets["sets"][1]["id"] }));
    assert_eq!(toys(), ["Ada", "Cleo", "Eve Smith", "Finn"], "who came after what was taken back, too");
}
