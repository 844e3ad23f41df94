//! A kind of record that the seller makes, and its records: equal to the built-in ones, and taken back like them.

use serde_json::{Value, json};

use crate::world::{World, text};

fn boats(world: &World) -> Value {
    world.call(
        "own_kinds.create",
        json!({ "one": "Boat", "many": "Boats", "icon": "boat", "title_label": "Hull" }),
    )
}

fn list(world: &World, query: Value) -> Vec<String> {
    let listed = world.call("records.list", json!({ "kind": "own_boat", "query": query }));
    let rows = listed["rows"].as_array().unwrap();
    assert_eq!(json!(rows.len()), listed["total"]);
    rows.iter().map(|row| text(&row["title"])).collect()
}

// covers(CON-10, AUD-2)
#[test]
fn a_kind_is_made_used_removed_and_taken_back() {
    let world = World::new();
    let kind = boats(&world);
    let described = world.call("catalogue.get", json!({}));
    assert_eq!(described["own"]["own_boat"]["many"], "Boats");
    assert_eq!(described["kinds"]["own_boat"]["fields"][0]["label"], "Hull");
    let field = |more: Value| {
        let mut field = json!({ "of": "own_boat" });
        field.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        text(&world.call("fields.create", field)["id"])
    };
    let length = field(json!({ "name": "Length", "type": "number" }));
    let berth = field(json!({ "name": "Berth", "type": "choice", "options": ["east", "west"] }));
    let make = |name: &str, metres: f64, at: &str| {
        let custom = json!({ &length: metres, &berth: at });
        world.call("records.create", json!({ "kind": "own_boat", "name": name, "custom": custom }))
    };
    let nora = make("Nora", 9.5, "west");
    make("Alma", 12.0, "east");
    make("Zora", 7.0, "west");

    assert_eq!(list(&world, json!({})), ["Alma", "Nora", "Zora"]);
    let long = json!({ "is": { "field": length, "op": "at_least", "value": 9 } });
    let by_length = json!([{ "field": length, "descending": true }]);
    assert_eq!(list(&world, json!({ "filter": long, "sort": by_length })), ["Alma", "Nora"]);
    let grouped = world.call("records.groups", json!({ "kind": "own_boat", "by": berth }));
    assert_eq!(grouped["groups"].as_array().unwrap().len(), 2);
    assert_eq!(world.search("nora"), ["Nora"]);
    let view =
        json!({ "name": "Long boats", "of": "own_boat", "query": json!({ "filter": long }).to_string() });
    world.call("views.create", view);

    let of_long = |format: &str| {
        let query = json!({ "filter": long });
        world.export_of(json!({ "format": format, "kinds": ["own_boat"], "query": query }))
    };
    let table = String::from_utf8(of_long("csv")).unwrap();
    assert_eq!(table.lines().count(), 3, "a header and two boats: {table}");
    assert!(table.contains("Hull") && table.contains("Nora") && table.contains("west"), "{table}");
    let whole: Value = serde_json::from_slice(&of_long("json")).unwrap();
    assert_eq!(whole["own_boat"].as_array().unwrap().len(), 2);

    let id = &nora["id"];
    let renamed =
        json!({ "kind": "own_boat", "id": id, "version": nora["version"], "patch": { "name": "Norah" } });
    world.call("records.patch", renamed.clone());
    assert_eq!(world.ask("records.patch", renamed).unwrap_err().code, "changed_meanwhile");
    let history = world.call("records.history", json!({ "kind": "own_boat", "id": id }));
    assert_eq!(history["entries"][0]["changes"][0]["to"], "Norah");
    let timeline = world.call("records.timeline", json!({ "kind": "own_boat", "id": id }));
    assert_eq!(timeline["items"].as_array().unwrap().len(), 2);
    world.call("changes.undo", json!({}));
    assert_eq!(list(&world, json!({})), ["Alma", "Nora", "Zora"]);

    world.call("records.delete", json!({ "kind": "own_boat", "id": id }));
    assert_eq!(list(&world, json!({ "trashed": true })), ["Nora"]);
    world.call("own_kinds.delete", json!({ "id": kind["id"] }));
    let gone = world.ask("records.list", json!({ "kind": "own_boat" })).unwrap_err();
    assert_eq!((gone.code, gone.field.as_deref()), ("unknown_kind", Some("kind")));
    assert!(world.search("alma").is_empty(), "what lies in the trash is not found");
    world.call("changes.undo", json!({}));
    assert_eq!(list(&world, json!({})), ["Alma", "Zora"]);
    assert_eq!(list(&world, json!({ "trashed": true })), ["Nora"], "it was there before the kind was");
    assert_eq!(world.search("alma"), ["Alma"]);
}

// covers(CON-10)
#[test]
fn kinds_share_a_table_and_nothing_else() {
    let world = World::new();
    boats(&world);
    world.call("own_kinds.create", json!({ "one": "Car", "many": "Cars" }));
    let nora = world.call("records.create", json!({ "kind": "own_boat", "name": "Nora" }));
    world.call("records.create", json!({ "kind": "own_car", "name": "Ford" }));
    assert_eq!(list(&world, json!({})), ["Nora"]);
    for verb in ["get", "delete", "restore"] {
        let wrong = world.ask(&format!("records.{verb}"), json!({ "kind": "own_car", "id": nora["id"] }));
        assert_eq!(wrong.unwrap_err().code, "not_found", "{verb}");
    }
    let unknown = world.ask("records.list", json!({ "kind": "own_plane" })).unwrap_err();
    assert_eq!(unknown.code, "unknown_kind");
    assert_eq!(world.ask("records.list", json!({})).unwrap_err().field.as_deref(), Some("kind"));

    // Undo of a kind's making leaves it while there are records of it.
    let kinds = world.call("own_kinds.list", json!({}));
    assert_eq!(kinds["total"], 2);
    let exported = world.call("records.list", json!({ "kind": "contact" }));
    assert_eq!(exported["total"], 0, "built-in kinds are asked in the same way");
}

// covers(CON-10, AUD-2)
#[test]
fn undo_of_making_a_kind_is_its_inverse() {
    let world = World::new();
    let kind = boats(&world);
    let nora = world.call("records.create", json!({ "kind": "own_boat", "name": "Nora" }));
    let sets = world.call("changes.list", json!({}));
    let made =
        sets["sets"].as_array().unwrap().iter().find(|set| set["command"] == "own_kinds.create").unwrap();
    let report = world.call("changes.undo", json!({ "change_set": made["id"] }));
    assert_eq!(report["kept"][0]["reason"], "referenced", "there is a boat: {report}");
    assert_eq!(list(&world, json!({})), ["Nora"]);

    world.call("records.delete", json!({ "kind": "own_boat", "id": nora["id"] }));
    world.call("own_kinds.delete", json!({ "id": kind["id"] }));
    world.call("own_kinds.erase", json!({ "ids": [kind["id"]] }));
    assert_eq!(world.call("own_kinds.list", json!({ "query": { "trashed": true } }))["total"], 0);
    assert_eq!(boats(&world)["key"], "own_boat", "the name is free again");
    assert_eq!(
        list(&world, json!({ "trashed": true })),
        Vec::<String>::new(),
        "and nothing comes back with it"
    );
    world.call("changes.undo", json!({}));
    assert_eq!(world.ask("records.list", json!({ "kind": "own_boat" })).unwrap_err().code, "unknown_kind");
}

// covers(CON-8, CON-10)
#[test]
fn a_note_on_a_record_of_an_own_kind_is_found_and_goes_with_it() {
    let world = World::new();
    let kind = boats(&world);
    let nora = world.call("records.create", json!({ "kind": "own_boat", "name": "Nora" }));
    let note =
        world.call("notes.create", json!({ "own_record_id": nora["id"], "body": "Leaks at the stern" }));
    assert_eq!(note["own_kind"], "own_boat");
    let two = json!({ "own_record_id": nora["id"], "contact_id": nora["id"], "body": "x" });
    assert_eq!(world.ask("notes.create", two).unwrap_err().code, "invalid");
    let nobody = json!({ "own_record_id": kind["id"], "body": "x" });
    assert_eq!(world.ask("notes.create", nobody).unwrap_err().field.as_deref(), Some("own_record_id"));
    let timeline = || {
        let asked = json!({ "kind": "own_boat", "id": nora["id"], "only": ["note"] });
        world.call("records.timeline", asked)["items"].as_array().unwrap().len()
    };
    assert_eq!((timeline(), world.search("stern").len()), (1, 1));
    let whole = world.export_of(json!({ "format": "json", "kinds": ["own_boat"] }));
    let whole: Value = serde_json::from_slice(&whole).unwrap();
    assert_eq!(whole["own_boat"][0]["notes"], json!(["Leaks at the stern"]));

    world.call("records.delete", json!({ "kind": "own_boat", "id": nora["id"] }));
    assert!(world.search("stern").is_empty());
    world.call("records.restore", json!({ "kind": "own_boat", "id": nora["id"] }));
    assert_eq!(world.search("stern").len(), 1);
    world.call("own_kinds.delete", json!({ "id": kind["id"] }));
    assert!(world.search("stern").is_empty(), "a kind takes the notes on its records along");
    world.call("changes.undo", json!({}));
    assert_eq!((timeline(), world.search("stern").len()), (1, 1));
    world.call("records.delete", json!({ "kind": "own_boat", "id": nora["id"] }));
    world.call("records.erase", json!({ "kind": "own_boat", "ids": [nora["id"]] }));
    let gone = world.ask("notes.get", json!({ "id": note["id"] })).unwrap_err();
    assert_eq!(gone.code, "not_found");
}
