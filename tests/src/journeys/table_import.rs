//! Records of one kind from a table: the seller's own kinds, and deals.

use serde_json::{Value, json};

use crate::world::{World, text};

fn outcomes(import: &Value) -> [u64; 5] {
    ["created", "updated", "unchanged", "duplicates", "rejected"]
        .map(|outcome| import["files"][0][outcome].as_u64().unwrap())
}

/// A table without the columns whose moments are those of the vault it was written from.
fn lasting(table: &[u8]) -> Vec<Vec<String>> {
    let gone = ["Stage since", "Last activity", "Rots", "Stages"];
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(table);
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let kept: Vec<usize> = (0..rows[0].len()).filter(|at| !gone.contains(&&rows[0][*at])).collect();
    let mut rows: Vec<Vec<String>> =
        rows.iter().map(|row| kept.iter().map(|at| row[*at].to_owned()).collect()).collect();
    rows[1..].sort();
    rows
}

/// A world with boats that belong to people.
fn harbour() -> World {
    let world = World::new();
    world.call("own_kinds.create", json!({ "one": "Boat", "many": "Boats", "title_label": "Hull" }));
    for field in [
        json!({ "name": "Length", "type": "number" }),
        json!({ "name": "Price", "type": "money" }),
        json!({ "name": "Built", "type": "date" }),
        json!({ "name": "Berth", "type": "choice", "options": ["east", "west"] }),
        json!({ "name": "Rigging", "type": "multi_choice", "options": ["sloop", "ketch", "yawl"] }),
        json!({ "name": "Insured", "type": "bool" }),
        json!({ "name": "Site", "type": "link" }),
        json!({ "name": "Owner", "type": "record", "record_kind": "contact" }),
        json!({ "name": "Remarks", "type": "long_text" }),
    ] {
        let mut field = field;
        field["of"] = json!("own_boat");
        world.call("fields.create", field);
    }
    world.call(
        "contacts.create",
        json!({ "given": "Ada", "family": "Brandt", "emails": [{ "value": "ada@x.example" }] }),
    );
    world
}

fn field(world: &World, name: &str) -> String {
    let fields =
        world.call("catalogue.get", json!({}))["kinds"]["own_boat"]["fields"].as_array().unwrap().clone();
    text(&fields.into_iter().find(|field| field["label"] == name).unwrap()["id"])
}

// covers(CON-10, IMP-9)
#[test]
fn a_table_of_an_own_kind_brings_its_records_into_another_vault() {
    let world = harbour();
    let ada = world.list("contacts", json!({}))["rows"][0]["id"].clone();
    let own = |name: &str| field(&world, name);
    let nora = json!({
        own("Length"): 9.5, own("Price"): { "minor": 1_250_050, "currency": "EUR" }, own("Built"): "2001-05-04",
        own("Berth"): "west", own("Rigging"): ["sloop", "yawl"], own("Insured"): true,
        own("Site"): "https://nora.example", own("Owner"): ada, own("Remarks"): "=SUM(1)\nwith \"quotes\"; and, commas",
    });
    world.call("records.create", json!({ "kind": "own_boat", "name": "Nora", "custom": nora }));
    let alma = json!({ own("Insured"): false, own("Length"): -3 });
    let alma = world
        .call("records.create", json!({ "kind": "own_boat", "name": "Łódź \"Alma\", Zoë", "custom": alma }));
    world.call("notes.create", json!({ "own_record_id": alma["id"], "body": "Leaks a little" }));
    let export = |world: &World| world.export_of(json!({ "format": "csv", "kinds": ["own_boat"] }));
    let table = export(&world);

    let there = harbour();
    let before = there.last_seq();
    let file = there.file("boats.csv", &table);
    let import = there.import(std::slice::from_ref(&file), json!({ "kind": "own_boat" }));
    assert_eq!(outcomes(&import), [2, 0, 0, 0, 0], "{import:#}");
    assert_eq!(import["files"][0]["cells"]["raw"], 0, "{import:#}");
    assert_eq!(lasting(&export(&there)), lasting(&table));
    let again = there.import(std::slice::from_ref(&file), json!({ "kind": "own_boat" }));
    assert_eq!((outcomes(&again), &again["change_set"]), ([0, 0, 2, 0, 0], &Value::Null), "{again:#}");
    there.call("changes.undo", json!({ "change_set": import["change_set"] }));
    let left = there.call("records.list", json!({ "kind": "own_boat" }));
    assert_eq!(left["total"], 0, "one undo takes the whole table back");
    assert!(there.last_seq() > before);
}

// covers(CON-10, IMP-7, IMP-9)
#[test]
fn what_an_own_kind_cannot_hold_is_told_and_kept() {
    let world = harbour();
    let table =
        "Boat;Length;Berth;Owner;Price;Paint\n;9,5;west;;;\nNora;9,5;north;Ada Brandt;12.500,50 EUR;red\n";
    let file = world.file("boats.csv", table);
    let handle = serde_json::to_value(world.app.files().put_path(&file).unwrap()).unwrap();
    let looked = world.call("imports.inspect", json!({ "file": handle, "kind": "own_boat" }));
    let targets: Vec<String> =
        looked["columns"].as_array().unwrap().iter().map(|c| text(&c["target"])).collect();
    assert_eq!(targets, ["raw", "custom:Length", "custom:Berth", "custom:Owner", "custom:Price", "raw"]);
    assert_eq!(looked["sure"], false, "nothing says which column is the name");
    assert!(looked["targets"].as_array().unwrap().contains(&json!("Rigging")));
    let mut mapping = json!({ "columns": looked["columns"] });
    for column in mapping["columns"].as_array_mut().unwrap() {
        column.as_object_mut().unwrap().remove("samples");
    }
    mapping["columns"][0]["target"] = json!("custom:name");
    mapping["columns"][5]["target"] = json!("custom:Paint");
    let given = json!({ "kind": "own_boat", "mapping": { text(&handle["file"]): mapping } });
    let mut start = given;
    start["files"] = json!([handle]);
    let started = world.call("imports.start", start);
    let import = world.finished(&text(&started["import"]));
    assert_eq!(outcomes(&import), [1, 0, 0, 0, 1], "{import:#}");
    let rows = world.rows(&import);
    assert_eq!(rows[0]["reason"], "Its column “Hull” is empty.");
    assert_eq!(rows[1]["cells"][0]["text"], "north", "{rows:#?}");
    let nora = world.call("records.list", json!({ "kind": "own_boat" }))["rows"][0]["id"].clone();
    let nora = world.call("records.get", json!({ "kind": "own_boat", "id": nora }));
    let of = |name: &str| nora["custom"][field(&world, name)].clone();
    assert_eq!((of("Length"), of("Paint")), (json!(9.5), json!("red")), "a new field is made for a column");
    assert_eq!(of("Price"), json!({ "minor": 1_250_050, "currency": "EUR" }));
    assert!(of("Owner").is_string() && of("Berth").is_null(), "{nora:#}");
    let notes =
        world.call("records.timeline", json!({ "kind": "own_boat", "id": nora["id"], "only": ["note"] }));
    assert_eq!(notes["items"][0]["note"]["body"], "Berth: north");

    let refused = world.ask("imports.start", json!({ "files": [handle], "kind": "tag" })).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("kind"));
}

// covers(DEAL-1, IMP-9)
#[test]
fn a_table_of_deals_brings_them_into_another_vault() {
    let people = |world: &World| {
        let one = |given: &str, mail: &str| {
            let contact = json!({ "given": given, "family": "Brandt", "emails": [{ "value": mail }] });
            text(&world.call("contacts.create", contact)["id"])
        };
        let field = json!({ "of": "deal", "name": "Tender", "type": "text" });
        let field = text(&world.call("fields.create", field)["id"]);
        [one("Ada", "ada@x.example"), one("Bea", "bea@x.example"), field]
    };
    let world = World::new();
    let [ada, bea, tender] = people(&world);
    let acme = world.call("companies.create", json!({ "name": "Acme, Sons & \"Co\"" }));
    let stage = |name: &str| {
        let stages = world.call("stages.list", json!({}))["rows"].as_array().unwrap().clone();
        stages.into_iter().find(|stage| stage["title"] == name || stage["name"] == name).unwrap()["id"]
            .clone()
    };
    let first = world.call(
        "deals.create",
        json!({
            "name": "Presses", "company_id": acme["id"], "amount": { "minor": 1_250_050, "currency": "CHF" },
            "close_date": "2031-03-31", "contacts": [{ "contact_id": ada }, { "contact_id": bea }],
            "next_step": "Send the\nprice list", "source": "Fair", "tags": ["press", "hall"],
            "custom": { &tender: "=A1" }
        }),
    );
    for (name, at, more) in [
        ("Lathe", "Won", json!({ "won_reason": "Price", "closed_ms": 1_767_225_600_000_i64 })),
        ("Mill", "Lost", json!({ "lost_reason": "Too late", "closed_ms": 1_767_225_600_000_i64 })),
        ("Presses", "Negotiation", json!({ "forecast": "pipeline" })),
    ] {
        let mut deal = json!({ "name": name, "stage_id": stage(at) });
        deal.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        world.call("deals.create", deal);
    }
    world.call("notes.create", json!({ "deal_id": first["id"], "body": "They want it in blue" }));
    let export = |world: &World| world.export_of(json!({ "format": "csv", "kinds": ["deal"] }));
    let table = export(&world);

    let there = World::new();
    people(&there);
    let file = there.file("deals.csv", &table);
    let dry = there.import(std::slice::from_ref(&file), json!({ "kind": "deal", "dry_run": true }));
    assert_eq!(outcomes(&dry), [4, 0, 0, 0, 0], "{dry:#}");
    there.call("imports.cancel", json!({ "id": dry["id"] }));
    let import = there.import(std::slice::from_ref(&file), json!({ "kind": "deal" }));
    assert_eq!(outcomes(&import), [4, 0, 0, 0, 0], "{import:#}");
    assert_eq!(lasting(&export(&there)), lasting(&table));
    let again = there.import(std::slice::from_ref(&file), json!({ "kind": "deal" }));
    assert_eq!((outcomes(&again), &again["change_set"]), ([0, 0, 4, 0, 0], &Value::Null), "{again:#}");
    there.call("changes.undo", json!({ "change_set": import["change_set"] }));
    assert_eq!((there.count("deals"), there.count("companies")), (0, 0), "with everything made for them");
}

/// What the rows of a receipt say.
fn told(world: &World, import: &Value) -> Vec<(String, String)> {
    world
        .rows(import)
        .iter()
        .map(|row| (text(&row["outcome"]), row["code"].as_str().unwrap_or_default().to_owned()))
        .collect()
}

// covers(DEAL-1, IMP-9)
#[test]
fn deals_of_other_programs_find_their_stage_company_and_people() {
    let world = World::new();
    world.call("pipelines.begin", json!({ "language": "en" }));
    for (given, family, mail) in [
        ("Ada", "Brandt", "ada@x.example"),
        ("Eva", "Roth", "eva@x.example"),
        ("Eva", "Roth", "roth@y.example"),
    ] {
        let contact = json!({ "given": given, "family": family, "emails": [{ "value": mail }] });
        world.call("contacts.create", contact);
    }
    let acme = json!({ "name": "Acme", "domains": [{ "value": "acme.example" }] });
    let acme = world.call("companies.create", acme);
    let hubspot = "Record ID,Deal Name,Deal Stage,Amount,Close Date,Deal owner,Associated Company,Associated Contact\n\
        9001,Presses,Proposal,12500.5,2031-03-12 09:14,me,www.acme.example,ada@x.example;Eva Roth\n\
        9002,Lathe,Closed Won,100,,me,New & Sons,\n\
        9003,Mill,Contract sent,,,me,,\n";
    let file = world.file("hubspot.csv", hubspot);
    let handle = serde_json::to_value(world.app.files().put_path(&file).unwrap()).unwrap();
    let looked = world.call("imports.inspect", json!({ "file": handle }));
    assert_eq!((&looked["source"], &looked["kind"]), (&json!("HubSpot deals"), &json!("deal")));
    let looked = world.call("imports.inspect", json!({ "file": handle, "kind": "deal", "no_stages": true }));
    assert_eq!(looked["sure"], false, "a stage is asked for: {looked:#}");
    let import = world.import(&[file], json!({ "kind": "deal", "no_stages": true }));
    let created = ("created".to_owned(), String::new());
    let unknown = ("rejected".to_owned(), "stage_unknown".to_owned());
    assert_eq!(told(&world, &import), [created.clone(), created.clone(), unknown]);
    let deal = |name: &str| {
        let filter = json!({ "is": { "field": "name", "op": "equals", "value": name } });
        let found = world.list("deals", json!({ "query": { "filter": filter } }));
        world.call("deals.get", json!({ "id": found["rows"][0]["id"] }))
    };
    let presses = deal("Presses");
    assert_eq!(presses["company_id"], acme["id"], "a company is known by its domain");
    assert_eq!(
        (&presses["close_date"], &presses["amount"]["minor"]),
        (&json!("2031-03-12"), &json!(1_250_050))
    );
    assert_eq!(presses["contacts"].as_array().unwrap().len(), 1);
    let notes = world.call("deals.timeline", json!({ "id": presses["id"], "only": ["note"] }));
    let note = text(&notes["items"][0]["note"]["body"]);
    assert!(
        note.contains("Associated Contact: Eva Roth") && !note.contains("9001"),
        "two are called so, and what the other program calls the deal is no note: {note}"
    );
    assert_eq!((&deal("Lathe")["state"], &deal("Lathe")["company"]), (&json!("won"), &json!("New & Sons")));

    let pipedrive = "Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Organization,Deal - Contact person,Deal - Stage,Deal - Status,Deal - Lost reason,Deal - Expected close date\n\
        Saw,\"1,200.00\",PLN,Acme,Ada Brandt,Negotiation,Lost,Too dear,2031-04-01\n\
        Drill,500,EUR,,,Negotiation,Perhaps,,\n";
    let import =
        world.import(&[world.file("pipedrive.csv", pipedrive)], json!({ "kind": "deal", "no_stages": true }));
    assert_eq!(import["files"][0]["source"], "Pipedrive deals");
    assert_eq!(told(&world, &import), [created.clone(), ("rejected".to_owned(), "state_unknown".to_owned())]);
    let saw = deal("Saw");
    assert_eq!((&saw["state"], &saw["lost_reason"]), (&json!("lost"), &json!("Too dear")));
    assert_eq!(saw["amount"], json!({ "minor": 120_000, "currency": "PLN" }));

    let salesforce = "Opportunity Name,Account Name,Stage,Amount,Close Date,Probability (%),Lead Source,Next Step,Opportunity Owner,Fiscal Period\n\
        Crane,Acme,Proposal,90000,3/15/2031,50,Web,Call,me,Q1-2031\n";
    let import = world
        .import(&[world.file("salesforce.csv", salesforce)], json!({ "kind": "deal", "no_stages": true }));
    assert_eq!(import["files"][0]["source"], "Salesforce opportunities");
    assert_eq!(told(&world, &import), [created]);
    let crane = deal("Crane");
    assert_eq!((&crane["close_date"], &crane["source"]), (&json!("2031-03-15"), &json!("Web")));
}

/// A file as it is looked at, and how it would be mapped.
fn looked_at(world: &World, name: &str, table: &str, kind: &str) -> (Value, Value, Value) {
    let file = world.file(name, table);
    let handle = serde_json::to_value(world.app.files().put_path(&file).unwrap()).unwrap();
    let looked = world.call("imports.inspect", json!({ "file": handle, "kind": kind, "no_stages": true }));
    let mut mapping = json!({ "columns": looked["columns"] });
    for column in mapping["columns"].as_array_mut().unwrap() {
        column.as_object_mut().unwrap().remove("samples");
    }
    (handle, looked, mapping)
}

/// What is asked of a file: the value, its rows, whether it is said.
fn asked(looked: &Value) -> Vec<(String, u64, bool)> {
    let asked = looked["asked"].as_array().unwrap().iter();
    asked
        .map(|one| (text(&one["value"]), one["rows"].as_u64().unwrap(), one["settled"].as_bool().unwrap()))
        .collect()
}

// Where no stages are to be made.
// covers(DEAL-1, IMP-6, IMP-7, IMP-9)
#[test]
fn what_a_stage_of_another_program_means_is_said_once_and_remembered() {
    let world = World::new();
    world.call("pipelines.begin", json!({ "language": "en" }));
    let table = "Name,Stage,Status\nPresses,Contract sent,open\nLathe,contract sent,open\nMill,Proposal,\n\
        Saw,Demo,Perhaps\nDrill,Contract sent,won\n";
    let (handle, looked, mut mapping) = looked_at(&world, "deals.csv", table, "deal");
    let said = |value: &str, rows: u64, settled: bool| (value.to_owned(), rows, settled);
    assert_eq!(
        asked(&looked),
        [said("Contract sent", 1, false), said("contract sent", 1, false), said("Perhaps", 1, false)],
        "a deal that is won has its stage by that: {looked:#}"
    );
    assert_eq!(looked["sure"], false);
    let doubts = text(looked["doubts"].as_array().unwrap().last().unwrap());
    assert!(doubts.starts_with("What these values mean here is not known: “Contract sent”"), "{doubts}");
    let known = looked["asked"][0]["known"].as_array().unwrap();
    assert!(known.contains(&json!("Negotiation")) && looked["asked"][0]["under"].is_string(), "{looked:#}");

    mapping["columns"][1]["values"] = json!({ "Contract sent": "Negotiation", "Demo": "Nowhere" });
    mapping["columns"][2]["values"] = json!({ "Perhaps": "open" });
    let again = json!({ "file": handle, "kind": "deal", "no_stages": true, "mapping": mapping });
    let looked = world.call("imports.inspect", again);
    assert_eq!(
        asked(&looked),
        [
            said("Contract sent", 1, true),
            said("Demo", 1, false),
            said("contract sent", 1, true),
            said("Perhaps", 1, true)
        ],
        "what it is said to mean must be something too: {looked:#}"
    );
    mapping["columns"][1]["values"]["Demo"] = json!("Qualification");
    let again = json!({ "file": handle, "kind": "deal", "no_stages": true, "mapping": mapping });
    assert_eq!(world.call("imports.inspect", again)["sure"], true);
    let start = json!({ "files": [handle], "kind": "deal", "no_stages": true, "mapping": { text(&handle["file"]): mapping } });
    let started = world.call("imports.start", start);
    let import = world.finished(&text(&started["import"]));
    assert_eq!(outcomes(&import), [5, 0, 0, 0, 0], "{import:#}");
    let stage_of = |name: &str| {
        let filter = json!({ "is": { "field": "name", "op": "equals", "value": name } });
        let found = world.list("deals", json!({ "query": { "filter": filter } }));
        let deal = world.call("deals.get", json!({ "id": found["rows"][0]["id"] }));
        text(&world.call("stages.get", json!({ "id": deal["stage_id"] }))["name"])
    };
    let found = ["Presses", "Lathe", "Saw", "Drill"].map(stage_of);
    assert_eq!(found, ["Negotiation", "Negotiation", "Qualification", "Won"]);

    // The next file of the source, from the command line too: what was said is known, what nobody said is rejected.
    let table = "Name,Stage,Status\nCrane,Contract sent,open\nPump,Legal,open\n";
    let (_, looked, _) = looked_at(&world, "more.csv", table, "deal");
    assert_eq!(asked(&looked), [said("Contract sent", 1, true), said("Legal", 1, false)]);
    assert_eq!((&looked["remembered"], &looked["sure"]), (&json!(true), &json!(false)));
    let import = world.import(&[world.file("more.csv", table)], json!({ "kind": "deal", "no_stages": true }));
    let created = ("created".to_owned(), String::new());
    assert_eq!(told(&world, &import), [created, ("rejected".to_owned(), "stage_unknown".to_owned())]);
    assert_eq!(stage_of("Crane"), "Negotiation");

    // A stage that is made is no question any more, and stands before those where deals are closed.
    let pipeline = looked["asked"][1]["under"].clone();
    let legal = json!({ "pipeline_id": pipeline, "name": "Legal", "outcome": "open" });
    let made = world.call("stages.create", legal);
    let (_, looked, _) = looked_at(&world, "more.csv", table, "deal");
    assert_eq!((asked(&looked).len(), &looked["sure"]), (1, &json!(true)));
    let stages = world.call("stages.list", json!({ "fields": ["name", "position"] }));
    let names: Vec<String> =
        stages["rows"].as_array().unwrap().iter().map(|stage| text(&stage["title"])).collect();
    assert_eq!(names[3..], ["Negotiation", "Legal", "Won", "Lost"], "{made:#}");
}

// covers(CON-10, IMP-6, IMP-9)
#[test]
fn what_a_choice_of_another_program_means_is_said_value_by_value() {
    let world = harbour();
    let table = "Name,Berth,Rigging\nNora,north,sloop; brig\nAlma,WEST,yawl\nZora,north,\n";
    let (handle, looked, mut mapping) = looked_at(&world, "boats.csv", table, "own_boat");
    let said = |value: &str, rows: u64, settled: bool| (value.to_owned(), rows, settled);
    assert_eq!(asked(&looked), [said("north", 2, false), said("brig", 1, false)]);
    assert_eq!(looked["asked"][0]["known"], json!(["east", "west"]));
    assert!(looked["asked"][0].get("under").is_none(), "{looked:#}");
    mapping["columns"][1]["values"] = json!({ "north": "east" });
    mapping["columns"][2]["values"] = json!({ "brig": "ketch" });
    let start =
        json!({ "files": [handle], "kind": "own_boat", "mapping": { text(&handle["file"]): mapping } });
    let started = world.call("imports.start", start);
    let import = world.finished(&text(&started["import"]));
    assert_eq!((outcomes(&import), &import["files"][0]["cells"]["raw"]), ([3, 0, 0, 0, 0], &json!(0)));
    let boats = world.call("records.list", json!({ "kind": "own_boat" }));
    let nora = boats["rows"].as_array().unwrap().iter().find(|row| row["title"] == "Nora").unwrap().clone();
    let nora = world.call("records.get", json!({ "kind": "own_boat", "id": nora["id"] }));
    let of = |name: &str| nora["custom"][field(&world, name)].clone();
    assert_eq!((of("Berth"), of("Rigging")), (json!("east"), json!(["sloop", "ketch"])));
}
