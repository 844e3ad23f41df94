//! Leads from the first note to the contact, company and deal they become, and all of it taken back.

use serde_json::{Value, json};

use crate::world::{World, text};

fn ada() -> Value {
    json!({
        "given": "Ada", "family": "Brandt", "company": "Acme Instruments", "job_title": "Managing Director",
        "emails": [{ "value": "ada@acme.example" }], "country": "DE", "postal_code": "80331",
        "source": "Trade fair", "value": { "minor": 1_500_000, "currency": "EUR" }, "tags": ["optics"]
    })
}

fn ids(world: &World, plural: &str, query: Value) -> Vec<String> {
    let listed = world.list(plural, json!({ "query": query }));
    listed["rows"].as_array().unwrap().iter().map(|row| text(&row["id"]).to_owned()).collect()
}

// covers(LEAD-1, LEAD-4, LEAD-5, LEAD-6, AUD-2)
#[test]
fn a_lead_is_worked_qualified_converted_and_taken_back() {
    let mut world = World::new();
    let made = world.call("leads.create", ada());
    let id = &made["id"];
    assert_eq!((&made["name"], &made["status"]), (&json!("Ada Brandt"), &json!("new")));
    world.call("notes.create", json!({ "lead_id": id, "body": "Wants a demonstration" }));
    world.call("leads.patch", json!({ "id": id, "patch": { "status": "working" } }));
    world.call("leads.qualify", json!({ "id": id, "reason": "Has a budget" }));
    assert_eq!(world.search("kind:lead brandt"), ["Ada Brandt"]);
    let why = world.call("leads.score", json!({ "id": id }));
    let points: i64 =
        why["contributions"].as_array().unwrap().iter().map(|one| one["points"].as_i64().unwrap()).sum();
    assert_eq!(points + why["correction"].as_i64().unwrap(), why["score"].as_i64().unwrap());
    assert_eq!(why["no_data"], json!(["behavioural"]), "nothing is made up");
    let look = world.call("leads.conversion", json!({ "id": id }));
    assert_eq!((&look["contacts"], &look["company"]), (&json!([]), &Value::Null));
    let done = world.call("leads.convert", json!({ "id": id, "deal": { "role": "decision_maker" } }));
    assert_eq!(done["contact_found"], false);
    world.restart();
    let lead = world.call("leads.get", json!({ "id": id }));
    assert_eq!(lead["status"], "converted");
    let contact = world.call("contacts.get", json!({ "id": lead["contact_id"] }));
    assert_eq!((&contact["company"], &contact["tags"]), (&json!("Acme Instruments"), &json!(["optics"])));
    let deal = world.call("deals.get", json!({ "id": lead["deal_id"] }));
    assert_eq!(
        (&deal["amount"]["minor"], &deal["contacts"][0]["contact_id"]),
        (&json!(1_500_000), &contact["id"])
    );
    let notes = world.call("contacts.timeline", json!({ "id": contact["id"] }));
    assert_eq!(notes["items"].as_array().unwrap().iter().filter(|item| item["type"] == "note").count(), 1);

    let feed = world.call("leads.activities", json!({ "id": id }));
    let feed = feed["activities"].as_array().unwrap().clone();
    let changed: Vec<_> = feed.iter().filter(|one| one["type"] == "LEAD_STAGE_CHANGED").collect();
    let steps: Vec<_> = changed.iter().map(|one| (one["from"].clone(), one["to"].clone())).collect();
    let path = [("qualified", "converted"), ("working", "qualified"), ("new", "working")];
    assert_eq!(steps, path.map(|(from, to)| (json!(from), json!(to))));
    assert_eq!(feed.last().unwrap()["type"], "LEAD_CREATED");
    assert!(changed.iter().all(|one| one["contact_id"] == contact["id"] && one["campaign_id"].is_null()));

    let undone = world.call("changes.undo", json!({}));
    assert_eq!((&undone["label"], &undone["kept"]), (&json!("Converted Ada Brandt"), &json!([])));
    let back = world.call("leads.get", json!({ "id": id }));
    assert_eq!((&back["status"], back.get("contact_id")), (&json!("qualified"), None));
    for plural in ["contacts", "companies", "deals"] {
        assert!(ids(&world, plural, json!({})).is_empty(), "{plural}");
    }
    assert_eq!(
        world.call("leads.timeline", json!({ "id": id }))["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|item| item["type"] == "note")
            .count(),
        1,
        "its note is its own again"
    );
    world.call("changes.redo", json!({}));
    assert_eq!(world.call("leads.get", json!({ "id": id }))["status"], "converted");
}

// covers(LEAD-1, LEAD-2, LEAD-5, CON-9, TASK-1)
#[test]
fn what_was_said_and_is_to_be_done_about_a_lead_counts_and_goes_with_it() {
    let world = World::new();
    let id = world.call("leads.create", ada())["id"].clone();
    let lead = || world.call("leads.get", json!({ "id": id }));
    let before = lead();
    let logged = world.call(
        "communications.log",
        json!({ "channel": "call", "zone": "Europe/Berlin", "leads": [id], "body": "Wants an offer",
                "next_step": "Send the offer" }),
    );
    let (said, task) = (&logged["communication"]["id"], &logged["task"]["id"]);
    assert_eq!((&logged["task"]["leads"], &logged["communication"]["leads"]), (&json!([id]), &json!([id])));
    let after = lead();
    assert_eq!((&after["conversations"], &after["open_tasks"]), (&json!(1.0), &json!(1.0)));
    assert_eq!(after["score"].as_f64().unwrap(), before["score"].as_f64().unwrap() + 5.0);
    assert!(after["last_activity_ms"].as_i64() >= before["last_activity_ms"].as_i64());
    assert_eq!(
        text(&world.call("changes.list", json!({}))["sets"][0]["label"]),
        "Logged call with Ada Brandt"
    );
    let timeline = |command: &str, id: &Value| -> Vec<String> {
        let items =
            world.call(command, json!({ "id": id, "only": ["task", "communication"] }))["items"].clone();
        let mut ids: Vec<_> =
            items.as_array().unwrap().iter().map(|i| text(&i["record"]["id"]).to_owned()).collect();
        ids.sort();
        ids
    };
    let mut both = [text(said).to_owned(), text(task).to_owned()];
    both.sort();
    assert_eq!(timeline("leads.timeline", &id), both);
    let types = world.call("leads.activities", json!({ "id": id }))["activities"].clone();
    for kind in ["CONVERSATION_LOGGED", "TASK_ADDED"] {
        assert!(types.as_array().unwrap().iter().any(|one| one["type"] == kind), "{kind}");
    }
    let filter = json!({ "filter": { "is": { "field": "open_tasks", "op": "at_least", "value": 1 } } });
    assert_eq!(ids(&world, "leads", filter), [text(&id)]);

    world.call("leads.convert", json!({ "id": id, "deal": {} }));
    let done = lead();
    assert_eq!(timeline("contacts.timeline", &done["contact_id"]), both);
    let contact = || world.call("contacts.get", json!({ "id": done["contact_id"] }));
    assert_eq!((&contact()["open_tasks"], contact().get("last_activity_ms").is_some()), (&json!(1.0), true));
    assert_eq!(world.call("deals.get", json!({ "id": done["deal_id"] }))["open_tasks"], 1.0);
    world.call("changes.undo", json!({}));
    let task_now = world.call("tasks.get", json!({ "id": task }));
    assert_eq!(
        (&task_now["contacts"], &task_now["deals"], &task_now["leads"]),
        (&json!([]), &json!([]), &json!([id]))
    );
    assert_eq!(timeline("leads.timeline", &id), both);

    world.call("tasks.complete", json!({ "id": task }));
    assert!(lead().get("open_tasks").is_none());
    world.call("communications.delete", json!({ "id": said }));
    assert!(lead().get("conversations").is_none());
    assert_eq!(lead()["score"], before["score"]);
    world.call("changes.undo", json!({}));
    assert_eq!((&lead()["conversations"], &lead()["score"]), (&json!(1.0), &after["score"]));
}

// covers(LEAD-1)
#[test]
fn a_lead_that_is_known_already_is_offered_and_used() {
    let world = World::new();
    let there =
        world.call("contacts.create", json!({ "given": "Ada", "emails": [{ "value": "Ada@Acme.example" }] }));
    let id = world.call("leads.create", ada())["id"].clone();
    let look = world.call("leads.conversion", json!({ "id": id }));
    assert_eq!((&look["contacts"][0]["id"], &look["contacts"][0]["reason"]), (&there["id"], &json!("email")));
    let done = world.call("leads.convert", json!({ "id": id }));
    assert_eq!((&done["contact_id"], &done["contact_found"]), (&there["id"], &json!(true)));
    assert_eq!(ids(&world, "contacts", json!({})).len(), 1);
    let again = world.ask("leads.convert", json!({ "id": id })).unwrap_err();
    assert_eq!(again.code, "converted_already");
    let out = world.ask("leads.disqualify", json!({ "id": id, "reason": " " })).unwrap_err();
    assert_eq!(out.field.as_deref(), Some("reason"));
}

// covers(LEAD-2, LEAD-3, ROLE-7, ROLE-8, ROLE-13)
#[test]
fn rules_are_tried_on_the_leads_there_are_before_they_are_saved() {
    let world = World::new();
    let south = world.call("leads.create", ada())["id"].clone();
    let other = json!({ "name": "Max Huber", "country": "AT", "postal_code": "1010" });
    let abroad = world.call("leads.create", other)["id"].clone();
    let draft = json!({ "name": "South", "countries": ["DE"], "postcodes": ["80-97"] });
    let tried = world.call("territories.test", draft.clone());
    assert_eq!((&tried["total"], &tried["joining"], &tried["inside"]), (&json!(2), &json!(1), &json!(1)));
    assert_eq!(tried["moves"][0]["to"], "South");
    assert!(
        world.call("leads.get", json!({ "id": south })).get("territory_id").is_none(),
        "nothing is written"
    );
    let territory = world.call("territories.create", draft)["id"].clone();
    let within =
        json!({ "filter": { "is": { "field": "territory_id", "op": "equals", "value": territory } } });
    assert_eq!(ids(&world, "leads", within.clone()), [text(&south)]);
    let wider =
        world.call("territories.test", json!({ "id": territory, "name": "South", "countries": ["AT"] }));
    assert_eq!((&wider["joining"], &wider["leaving"]), (&json!(1), &json!(1)));
    world.call("changes.undo", json!({}));
    assert!(ids(&world, "leads", within).is_empty());

    let best = json!({ "sort": [{ "field": "score", "descending": true }] });
    assert_eq!(ids(&world, "leads", best), [text(&south), text(&abroad)]);
    let score = world.call("leads.get", json!({ "id": south }))["score"].clone();
    let tried = world.call("qualify_rules.test", json!({ "min_score": score }));
    assert_eq!(
        (&tried["holds"], &tried["would_qualify"], &tried["leads"][0]["id"]),
        (&json!(1), &json!(1), &south)
    );
    world.call("qualify_rules.create", json!({ "name": "Worth a call", "min_score": score }));
    let lead = world.call("leads.get", json!({ "id": south }));
    assert_eq!(lead["status"], "qualified");
    assert!(text(&lead["qualified_reason"]).starts_with("Worth a call"));
    world.call("changes.undo", json!({}));
    assert_eq!(
        world.call("leads.get", json!({ "id": south }))["status"],
        "new",
        "with the rule goes what it did"
    );

    assert_eq!(world.call("score_rules.effective", json!({}))["begun"], false);
    world.call("score_rules.begin", json!({ "language": "de" }));
    let rules = world.call("score_rules.effective", json!({}));
    let decider = rules["rules"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["name"] == "Entscheidet oder leitet")
        .unwrap();
    let before = world.call("leads.get", json!({ "id": south }))["score"].as_f64().unwrap();
    world.call("score_rules.patch", json!({ "id": decider["id"], "patch": { "points": 5 } }));
    assert_eq!(world.call("leads.get", json!({ "id": south }))["score"].as_f64().unwrap(), before - 10.0);
    world.call("changes.undo", json!({}));
    assert_eq!(world.call("leads.get", json!({ "id": south }))["score"].as_f64().unwrap(), before);
}

// covers(LEAD-1, IMP-1, IMP-3, IMP-6, CON-10)
#[test]
fn leads_come_from_a_table_once_and_are_taken_back() {
    let world = World::new();
    let budget =
        text(&world.call("fields.create", json!({ "of": "lead", "name": "Campaign", "type": "text" }))["id"])
            .to_owned();
    world.call(
        "contacts.create",
        json!({ "given": "Bea", "family": "Stone", "emails": [{ "value": "bea@stone.example" }] }),
    );
    let table = "First Name,Last Name,Company,E-mail 1 - Value,Phone 1 - Value,Source,Rating,Value,Campaign,Shoe\n\
        Ada,Brandt,Acme,ada@acme.example,030 901820,Trade fair,hot,1500 EUR,Spring,39\n\
        Bea,Stone,Stone Ltd,bea@stone.example,,Website,lukewarm,,,\n\
        ,,,,,,,,Spring,\n\
        Ada,Brandt,Acme,ada@acme.example,,Trade fair,hot,,,\n";
    let file = world.file("leads.csv", table);
    let look = world.import(std::slice::from_ref(&file), json!({ "kind": "lead", "dry_run": true }));
    let counts = |import: &Value| {
        ["created", "updated", "unchanged", "duplicates", "rejected"]
            .map(|name| import["files"][0][name].clone())
    };
    assert_eq!(counts(&look), [2, 0, 0, 1, 1].map(|n| json!(n)), "{look:#}");
    assert!(ids(&world, "leads", json!({})).is_empty(), "nothing is written");
    let import = world.import(std::slice::from_ref(&file), json!({ "kind": "lead" }));
    assert_eq!(counts(&import), counts(&look), "{import:#}");
    let cells = &import["files"][0]["cells"];
    let sum = ["mapped", "raw", "rejected"].map(|name| cells[name].as_u64().unwrap()).iter().sum::<u64>();
    assert_eq!(sum, cells["total"].as_u64().unwrap(), "every cell is accounted for");
    let rows = world.rows(&import);
    assert_eq!((&rows[1]["contact"]["title"], &rows[0].get("contact")), (&json!("Bea Stone"), &None));
    assert_eq!(rows[2]["code"], "names_nobody");
    let by_name = json!({ "sort": [{ "field": "name" }] });
    let [ada, bea] = ids(&world, "leads", by_name).try_into().unwrap_or_else(|all| panic!("{all:?}"));
    let lead = |id: &str| world.call("leads.get", json!({ "id": id }));
    let found = lead(&ada);
    assert_eq!(
        (&found["company"], &found["source"], &found["rating"]),
        (&json!("Acme"), &json!("Trade fair"), &json!("hot"))
    );
    assert_eq!(
        (&found["value"], &found["custom"][&budget], &found["phones"][0]["e164"]),
        (&json!({ "minor": 150_000, "currency": "EUR" }), &json!("Spring"), &json!("+4930901820"))
    );
    assert!(found["score"].as_f64().unwrap() > lead(&bea)["score"].as_f64().unwrap());
    let notes = |id: &str| {
        let items = world.call("leads.timeline", json!({ "id": id, "only": ["note"] }))["items"].clone();
        let items: Vec<String> =
            items.as_array().unwrap().iter().map(|item| text(&item["note"]["body"]).to_owned()).collect();
        items.join("|")
    };
    assert_eq!(notes(&ada), "Shoe: 39", "what found no field is kept");
    assert_eq!(notes(&bea), "Rating: lukewarm", "and what its field cannot hold");
    assert!(ids(&world, "contacts", json!({})).len() == 1, "nobody becomes a contact by it");

    let again = world.import(&[file], json!({ "kind": "lead" }));
    assert_eq!(counts(&again), [0, 0, 3, 0, 1].map(|n| json!(n)), "{again:#}");
    let more = world
        .file("more.csv", "First Name,Last Name,E-mail 1 - Value,City\nAda,Brandt,ada@acme.example,Berlin\n");
    let joined = world.import(&[more], json!({ "kind": "lead" }));
    assert_eq!(counts(&joined), [0, 1, 0, 0, 0].map(|n| json!(n)), "{joined:#}");
    assert_eq!(lead(&ada)["city"], "Berlin");
    world.call("changes.undo", json!({ "change_set": import["change_set"] }));
    assert_eq!(ids(&world, "leads", json!({})), [ada], "the one that was edited since stays");
    let wrong = world.ask("imports.start", json!({ "files": [], "kind": "lead" })).unwrap_err();
    assert_eq!(wrong.field.as_deref(), Some("files"));
}

// covers(LEAD-1, IMP-9)
#[test]
fn a_table_of_leads_brings_them_into_another_vault() {
    let world = World::new();
    for lead in [
        ada(),
        json!({
            "source": "Website", "given": "=HYPERLINK(1)", "family": "Łoś", "company": "Kowal, Nowak \"& Co\"", "rating": "cold",
            "emails": [{ "value": "los@kowal.example" }], "phones": [{ "value": "+48 22 5550193" }],
            "website": "https://kowal.example", "industry": "Optics", "size": 40, "city": "Łódź",
            "next_step": "Send the\nprice list", "tags": ["fair", "optics"]
        }),
    ] {
        world.call("leads.create", lead);
    }
    let table = world.export_of(json!({ "format": "csv", "kinds": ["lead"] }));
    let there = World::new();
    let file = there.file("leads.csv", &table);
    let import = there.import(std::slice::from_ref(&file), json!({ "kind": "lead" }));
    assert_eq!((&import["files"][0]["created"], &import["files"][0]["rejected"]), (&json!(2), &json!(0)));
    let leads = |world: &World| {
        let written = world.export_of(json!({ "format": "json", "kinds": ["lead"] }));
        let mut written: Value = serde_json::from_slice(&written).unwrap();
        let mut leads = written["leads"].as_array_mut().unwrap().clone();
        for lead in &mut leads {
            let lead = lead.as_object_mut().unwrap();
            // Its own id, when its status began, and what stands beside the table's columns as a note.
            lead.retain(|field, _| !matches!(field.as_str(), "id" | "notes") && !field.ends_with("_ms"));
        }
        leads.sort_by_key(|lead| text(&lead["company"]).to_owned());
        leads
    };
    assert_eq!(leads(&there), leads(&world));
    let again = there.import(&[file], json!({ "kind": "lead" }));
    assert_eq!(again["files"][0]["unchanged"], json!(2), "{again:#}");
}

// covers(LEAD-1, IMP-1, IMP-5)
#[test]
fn two_people_of_one_address_are_two_leads_as_they_are_two_contacts() {
    let shared = ["info@huber.example", "office@acme.example", "kontakt@ost.example"];
    let rows = [
        ("Vorname,Nachname,E-Mail", "Anna,Huber", shared[0]),
        ("Vorname,Nachname,E-Mail", "Jonas,Zimmermann", shared[0]),
        ("Vorname,Nachname,E-Mail", ",", shared[1]),
        ("Vorname,Nachname,E-Mail", "Bea,Stone", shared[1]),
        ("Vorname,Nachname,E-Mail", "Carl,Zimmermann", shared[1]),
        ("Name,E-Mail", "Dora Lenz", shared[2]),
        ("Name,E-Mail", "Emil Zimmermann", shared[2]),
    ];
    let tables = |world: &World| {
        let mut tables: Vec<(String, String)> = Vec::new();
        for (head, who, mail) in rows {
            if tables.last().is_none_or(|(there, _)| there != head) {
                tables.push((head.to_owned(), format!("{head}\n")));
            }
            tables.last_mut().unwrap().1.push_str(&format!("{who},{mail}\n"));
        }
        let files = tables.iter().enumerate();
        files.map(|(at, (_, table))| world.file(&format!("t{at}.csv"), table)).collect::<Vec<_>>()
    };
    let names = |world: &World, plural: &str, field: &str| {
        let rows = world.list(plural, json!({}))["rows"].as_array().unwrap().clone();
        let mut names: Vec<String> = rows.iter().map(|row| text(&row[field])).collect();
        names.sort();
        names
    };
    let (contacts, leads) = (World::new(), World::new());
    let as_contacts = contacts.import(&tables(&contacts), json!({}));
    let files = tables(&leads);
    let foreseen = leads.import(&files, json!({ "kind": "lead", "dry_run": true }));
    let as_leads = leads.import(&files, json!({ "kind": "lead" }));
    let all =
        ["Anna Huber", "Bea Stone", "Carl Zimmermann", "Dora Lenz", "Emil Zimmermann", "Jonas Zimmermann"];
    assert_eq!(names(&contacts, "contacts", "display_name"), all, "{as_contacts:#}");
    assert_eq!(names(&leads, "leads", "name"), all, "{as_leads:#}");
    for at in 0..2 {
        for count in ["created", "duplicates", "updated"] {
            assert_eq!(foreseen["files"][at][count], as_leads["files"][at][count], "{at} {count}");
        }
    }
    for world in [&contacts, &leads] {
        let plural = if std::ptr::eq(world, &leads) { "leads" } else { "contacts" };
        let more = world.file("more.csv", "Vorname,Nachname,E-Mail\nFritz,Zimmermann,info@huber.example\n");
        world.import(&[more], if plural == "leads" { json!({ "kind": "lead" }) } else { json!({}) });
        assert_eq!(world.count(plural), 7, "{plural}: nor is he one of those there were");
    }
}

// covers(LEAD-1, CON-3, IMP-5)
#[test]
fn leads_that_an_import_keeps_apart_are_offered_as_one() {
    let world = World::new();
    let table = "Given name,Family name,E-mail,Phone\n\
        William,Gateshead,w.gateshead@mill.example,+49 30 901820\nBill,Gateshead,w.gateshead@mill.example,+49 30 901820\n";
    let file = world.file("leads.csv", table);
    let import = world.import(&[file], json!({ "kind": "lead", "no_merge": true }));
    assert_eq!(world.count("leads"), 2, "{import:#}");
    let found = world.call("leads.duplicates", json!({}));
    assert_eq!((&found["total"], &found["stand"]), (&json!(1), &json!("ready")), "{found:#}");
}

// covers(LEAD-1, IMP-1, UX-10)
#[test]
fn what_a_lead_keeps_another_value_of_is_noted_in_the_seller_s_language() {
    let world = World::new();
    let file = world.file(
        "leads.csv",
        "Vorname,Nachname,E-Mail,Position\nAnna,Huber,anna@huber.example,Einkauf\nAnna,Zimmermann,anna@huber.example,Leitung\n",
    );
    let looked = world
        .import(std::slice::from_ref(&file), json!({ "kind": "lead", "dry_run": true, "language": "de-AT" }));
    let import = world.import(std::slice::from_ref(&file), json!({ "kind": "lead", "language": "de-AT" }));
    let lead = ids(&world, "leads", json!({}));
    let items = world.call("leads.timeline", json!({ "id": lead[0], "only": ["note"] }))["items"].clone();
    let body = "Nachname: Zimmermann (so stand es im Import; hier stand schon „Huber“, und das blieb)\n\
        Position: Leitung (so stand es im Import; hier stand schon „Einkauf“, und das blieb)";
    assert_eq!(text(&items[0]["note"]["body"]), body, "{items:#}");
    let told = |import: &Value| {
        let row = world.rows(import)[1].clone();
        row["diff"].as_array().unwrap().iter().find(|one| one["field"] == "notes").cloned()
    };
    assert_eq!(told(&looked), told(&import), "foreseen in the same words");
    world.call("settings.patch", json!({ "patch": { "language": "en" } }));
    let more = world.file("more.csv", "Vorname,Nachname,E-Mail\nAnna,Maier,anna@huber.example\n");
    world.import(&[more], json!({ "kind": "lead", "language": "de" }));
    let items = world.call("leads.timeline", json!({ "id": lead[0], "only": ["note"] }))["items"].clone();
    let english = "Family name: Maier (an import brought this; “Huber” was here already and stayed)";
    assert!(items.as_array().unwrap().iter().any(|item| item["note"]["body"] == english), "{items:#}");
}
