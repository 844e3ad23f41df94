//! The seller's own fields on every kind that takes them: made, filled, found, listed, demanded, exported, taken back.

use serde_json::{Value, json};

use crate::world::{World, text};

/// A field of the seller's own; answers its id.
fn field(world: &World, of: &str, name: &str, more: Value) -> String {
    let mut new = json!({ "of": of, "name": name, "type": "text" });
    new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    text(&world.call("fields.create", new)["id"]).to_owned()
}

// covers(CON-10, LEAD-1, DEAL-1, TASK-1, SRCH-4, IMP-9)
#[test]
fn fields_of_leads_deals_and_tasks_are_like_built_in_ones() {
    let world = World::new();
    world.call("pipelines.begin", json!({ "language": "en" }));
    for (kind, plural, record) in [
        ("lead", "leads", json!({ "company": "Acme" })),
        ("deal", "deals", json!({ "name": "Lenses" })),
        ("task", "tasks", json!({ "title": "Call" })),
    ] {
        let colour = field(&world, kind, "Colour", json!({}));
        let weight = field(&world, kind, "Weight", json!({ "type": "number" }));
        let mut new = record.clone();
        new["custom"] = json!({ colour.clone(): "Vermilion", weight.clone(): 12 });
        let made = world.call(&format!("{plural}.create"), new);
        let mut lighter = record.clone();
        lighter["custom"] = json!({ weight.clone(): 3 });
        let light = world.call(&format!("{plural}.create"), lighter);
        assert_eq!(world.search(&format!("kind:{kind} vermilion")).len(), 1, "{kind}");
        let heavy = json!({ "filter": { "is": { "field": weight, "op": "at_least", "value": 5 } } });
        let listed = world.list(plural, json!({ "query": heavy, "fields": [weight] }));
        assert_eq!((&listed["total"], &listed["rows"][0]["id"]), (&json!(1), &made["id"]), "{kind}");
        assert_eq!(listed["rows"][0]["custom"][&weight], 12.0);
        let sorted = json!({ "sort": [{ "field": weight }] });
        let sorted = world.list(plural, json!({ "query": sorted }));
        assert_eq!(sorted["rows"][0]["id"], light["id"], "{kind}");
        let exported = world.export_of(json!({ "format": "json", "kinds": [kind] }));
        let exported: Value = serde_json::from_slice(&exported).unwrap();
        let all = exported[plural].as_array().unwrap();
        assert!(all.iter().any(|one| one["custom"]["Colour"] == "Vermilion"), "{kind}");
        world.call(
            &format!("{plural}.patch"),
            json!({ "id": made["id"], "patch": { "custom": { colour.clone(): "Ochre" } } }),
        );
        world.call("changes.undo", json!({}));
        let back = world.call(&format!("{plural}.get"), json!({ "id": made["id"] }));
        assert_eq!(back["custom"][&colour], "Vermilion", "{kind}");
    }
}

// covers(CON-10, DEAL-1, IMP-1, IMP-3)
#[test]
fn what_must_be_filled_in_is_demanded_by_every_door() {
    let world = World::new();
    world.call("pipelines.begin", json!({ "language": "en" }));
    let stages = world.list("stages", json!({ "fields": ["name", "outcome"] }));
    let won = stages["rows"].as_array().unwrap().iter().find(|stage| stage["outcome"] == "won").unwrap();
    let deal = world.call("deals.create", json!({ "name": "Lenses" }));
    let when = json!({ "is": { "field": "stage_id", "op": "equals", "value": won["id"] } }).to_string();
    let order = field(&world, "deal", "Order number", json!({ "required_when": when }));
    world.call("deals.patch", json!({ "id": deal["id"], "patch": { "next_step": "Call" } }));
    let win = json!({ "id": deal["id"], "patch": { "stage_id": won["id"] } });
    let refused = world.ask("deals.patch", win).unwrap_err();
    assert_eq!((refused.code, refused.field), ("field_required", Some(format!("custom.{order}"))));
    let filled = json!({ "stage_id": won["id"], "custom": { order: "A-17" } });
    let filled = world.call("deals.patch", json!({ "id": deal["id"], "patch": filled }));
    assert_eq!(filled["state"], "won");

    field(&world, "contact", "Region", json!({ "required": true }));
    let refused = world.ask("contacts.create", json!({ "given": "Ada" })).unwrap_err();
    assert_eq!(refused.code, "field_required");
    let table = world.file("people.csv", "First name,Last name,Region\nAda,King,North\nBob,Stone,\n");
    let handle = json!(world.app.files().put_path(&table).unwrap());
    let columns = [("First name", "given"), ("Last name", "family"), ("Region", "custom:Region")];
    let columns: Vec<Value> = (0..)
        .zip(columns)
        .map(|(index, (name, target))| json!({ "index": index, "name": name, "target": target }))
        .collect();
    let mapping = json!({ text(&handle["file"]): { "columns": columns } });
    let started = world.call("imports.start", json!({ "files": [handle], "mapping": mapping }));
    let import = world.finished(&text(&started["import"]));
    assert_eq!((&import["files"][0]["created"], &import["files"][0]["rejected"]), (&json!(1), &json!(1)));
    let rows = world.rows(&import);
    assert_eq!((&rows[1]["outcome"], &rows[1]["code"]), (&json!("rejected"), &json!("field_required")));
    assert!(text(&rows[1]["reason"]).contains("Region"));
}

// covers(CON-10)
#[test]
fn fields_are_arranged_and_arranged_as_usual_again() {
    let world = World::new();
    let size = field(&world, "company", "Size of shoe", json!({}));
    let layout = json!({ "groups": [{ "name": "First", "fields": [size, "phones"] }], "hidden": ["tags"] });
    let mut set = layout.clone();
    set["of"] = json!("company");
    assert_eq!(world.call("layouts.set", set)["layout"], layout);
    world.call("fields.delete", json!({ "id": size }));
    let left = world.call("layouts.get", json!({ "of": "company" }));
    assert_eq!(left["layout"]["groups"][0]["fields"], json!(["phones"]), "a deleted field leaves its place");
    world.call("changes.undo", json!({}));
    assert_eq!(world.call("layouts.get", json!({ "of": "company" }))["layout"], layout);
    assert!(world.call("layouts.reset", json!({ "of": "company" })).get("layout").is_none());
    world.call("changes.undo", json!({}));
    assert_eq!(world.call("layouts.get", json!({ "of": "company" }))["layout"], layout);
    assert_eq!(world.ask("layouts.get", json!({ "of": "note" })).unwrap_err().field.as_deref(), Some("of"));
}

// covers(SRCH-4, SRCH-5, CON-10, AUD-2)
#[test]
fn people_are_asked_for_by_the_own_fields_of_their_company() {
    let world = World::new();
    let field = |more: Value| {
        let mut field = json!({ "of": "company" });
        field.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        text(&world.call("fields.create", field)["id"])
    };
    let tier = field(json!({ "name": "Tier", "type": "choice", "options": ["gold", "silver"] }));
    let fleet = field(json!({ "name": "Fleet", "type": "number" }));
    let notes = field(json!({ "name": "Story", "type": "long_text" }));
    let company = |name: &str, custom: Value| {
        world.call("companies.create", json!({ "name": name, "custom": custom }))["id"].clone()
    };
    let acme = company("Acme", json!({ &tier: "gold", &fleet: 12, &notes: "Long.\nVery long." }));
    let beta = company("Beta", json!({ &tier: "silver", &fleet: 3 }));
    for (given, at) in [("Ada", &acme), ("Bob", &beta), ("Cleo", &acme)] {
        world.call("contacts.create", json!({ "given": given, "jobs": [{ "company_id": at }] }));
    }
    world.call("contacts.create", json!({ "given": "Dora" }));
    let file = world.file("more.csv", "First Name,Last Name,Company\nEve,Smith,Acme\n");
    world.import(std::slice::from_ref(&file), json!({}));

    // In the catalogue they are fields of people that say whose they are.
    let fields = || world.call("catalogue.get", json!({}))["kinds"]["contact"]["fields"].clone();
    let told = |label: &str| -> Option<Value> {
        let fields = fields();
        let all = fields.as_array().unwrap();
        all.iter().find(|one| one["label"] == label && one["through"] == "company").cloned()
    };
    let (by_tier, by_fleet) = (text(&told("Tier").unwrap()["id"]), text(&told("Fleet").unwrap()["id"]));
    assert_eq!(told("Tier").unwrap()["options"], json!(["gold", "silver"]));
    assert!(told("Story").is_none(), "no list asks for a text of several lines");
    let listed = |query: Value| -> Vec<String> {
        let rows = world.call("contacts.list", json!({ "query": query, "fields": ["display_name"] }))["rows"]
            .clone();
        rows.as_array().unwrap().iter().map(|row| text(&row["title"])).collect()
    };
    let gold = || {
        let filter = json!({ "is": { "field": by_tier, "op": "equals", "value": "gold" } });
        listed(json!({ "filter": filter, "sort": [{ "field": "display_name" }] }))
    };
    assert_eq!(gold(), ["Ada", "Cleo", "Eve Smith"]);
    let by_size = json!({ "sort": [{ "field": by_fleet, "descending": true }, { "field": "display_name" }] });
    assert_eq!(listed(by_size), ["Ada", "Cleo", "Eve Smith", "Bob", "Dora"]);
    let rows = world.call(
        "contacts.list",
        json!({ "fields": [by_fleet], "query": { "filter":
        { "is": { "field": "display_name", "op": "equals", "value": "Bob" } } } }),
    );
    assert_eq!(rows["rows"][0]["custom"][&by_fleet], 3.0, "a column");
    let groups = world.call("contacts.groups", json!({ "by": by_tier }))["groups"].clone();
    let counts: Vec<_> =
        groups.as_array().unwrap().iter().map(|one| (one["key"].clone(), one["count"].clone())).collect();
    assert_eq!(counts, [(json!("gold"), json!(3)), (json!("silver"), json!(1)), (Value::Null, json!(1))]);
    let facets = world.call("contacts.facets", json!({ "fields": [by_tier] }));
    assert_eq!(facets["facets"][0]["values"][0], json!({ "value": "gold", "count": 3 }));

    // What the company says changes with it, is taken back with it, and nobody types it on a person.
    world.call(
        "companies.patch",
        json!({ "id": acme, "patch": { "custom": { &tier: "silver", &fleet: null } } }),
    );
    assert!(gold().is_empty());
    let without = json!({ "filter": { "is": { "field": by_fleet, "op": "empty" } } });
    assert_eq!(listed(without).len(), 4);
    let sets = world.call("changes.list", json!({ "limit": 1 }))["sets"][0].clone();
    let finn = world.call("contacts.create", json!({ "given": "Finn", "jobs": [{ "company_id": acme }] }));
    world.call("changes.undo", json!({ "change_set": sets["id"] }));
    assert_eq!(gold(), ["Ada", "Cleo", "Eve Smith", "Finn"], "who came after what was taken back, too");
    let id = &finn["id"];
    let typed = json!({ "id": id, "patch": { "custom": { &by_tier: "silver" }, "nickname": "F" } });
    world.call("contacts.patch", typed);
    assert_eq!(world.call("contacts.get", json!({ "id": id }))["custom"][&by_tier], "gold");
    let history = world.call("records.history", json!({ "kind": "contact", "id": id }))["entries"].clone();
    let said: Vec<_> = history
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|entry| entry["changes"].as_array().cloned().unwrap_or_default())
        .collect();
    assert!(said.iter().all(|change| !text(&change["field"]).starts_with("custom")), "{said:?}");
    world.call("contacts.patch", json!({ "id": id, "patch": { "jobs": [{ "company_id": beta }] } }));
    assert_eq!(gold(), ["Ada", "Cleo", "Eve Smith"]);
    world.call("contacts.patch", json!({ "id": id, "patch": { "jobs": [] } }));
    assert_eq!(world.call("contacts.get", json!({ "id": id }))["custom"], json!({}));

    // A second change over the first: the first taken back leaves the second, and names the company alone.
    world.call("companies.patch", json!({ "id": acme, "patch": { "custom": { &fleet: 13 } } }));
    let first = world.call("changes.list", json!({ "limit": 1 }))["sets"][0]["id"].clone();
    world.call("companies.patch", json!({ "id": acme, "patch": { "custom": { &fleet: 14 } } }));
    let report = world.call("changes.undo", json!({ "change_set": first }));
    let kept: Vec<_> = report["kept"].as_array().unwrap().iter().map(|one| text(&one["kind"])).collect();
    assert_eq!(kept, ["company"], "{report}");
    let many = json!({ "filter": { "is": { "field": by_fleet, "op": "equals", "value": 14 } } });
    assert_eq!(listed(many).len(), 3);

    // It is no part of what leaves: the company's own export says it. The same file again changes nothing.
    let whole: Value = serde_json::from_slice(&world.export()).unwrap();
    assert!(
        whole["contacts"]
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one.get("custom").is_none_or(|own| *own == json!({})))
    );
    let again = world.import(&[file], json!({}));
    assert_eq!(
        (&again["files"][0]["created"], &again["files"][0]["updated"]),
        (&json!(0), &json!(0)),
        "{again}"
    );

    // The field goes and comes back with its name.
    world.call("fields.patch", json!({ "id": tier, "patch": { "name": "Rank" } }));
    assert!(told("Rank").is_some() && told("Tier").is_none());
    world.call("fields.delete", json!({ "id": tier }));
    assert!(told("Rank").is_none());
    world.call("changes.undo", json!({}));
    assert_eq!(gold(), ["Ada", "Cleo", "Eve Smith"]);
}
