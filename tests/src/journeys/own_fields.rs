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
