//! A seller's first hour: a vault, two files, somebody found by three letters, an edit, and the way back.

use serde_json::json;

use crate::world::{World, ada_and_friends, text};

// covers(CON-1, CON-2, CON-5, CON-7, CON-8, IMP-1, IMP-3, SRCH-1, AUD-2, AUD-3, QA-10)
#[test]
fn a_sellers_first_hour() {
    let mut world = World::bare();
    assert_eq!(world.call("vault.status", json!({}))["state"], "none");
    let status = world.call("vault.create", json!({}));
    assert_eq!(
        (status["state"].as_str(), status["recovery_confirmed"].as_bool()),
        (Some("open"), Some(false))
    );
    world.call("settings.patch", json!({ "patch": { "home_country": "DE" } }));

    // Two files from two telephones, one command.
    let import = world.import(&ada_and_friends(&world), json!({}));
    assert_eq!(import["state"], "done", "{import:#}");
    assert_eq!(world.count("contacts"), 4, "Jürgen is in both files and one person: {import:#}");

    // Anybody is found by three letters, in any script, by any part of a number.
    for (typed, found) in [
        ("bra", "Brandt"),
        ("jür", "Müller"),
        ("mue", "Müller"),
        ("ива", "Иванов"),
        ("ivanov", "Иванов"),
        ("小龙", "李"),
        ("34567", "Brandt"),
        ("4711", "Brandt"),
        ("tee", "Tee"),
        ("tag:vip", "Brandt"),
        ("company:stroy", "Иванов"),
    ] {
        let titles = world.search(typed);
        assert!(titles.iter().any(|t| t.contains(found)), "“{typed}” finds {titles:?}, not {found}");
    }

    // An edit, its history, and back.
    let hits = world.call("search.query", json!({ "text": "ada", "kinds": ["contact"] }));
    let id = text(&hits["hits"][0]["id"]);
    let ada = world.call("contacts.get", json!({ "id": id }));
    assert_eq!(ada["emails"][0]["value"], "ada@brandt.example");
    assert_eq!(ada["phones"][0]["e164"], "+4915123456789");
    let patch = json!({ "id": id, "version": ada["version"], "patch": { "family": "Brandt-Weiß" } });
    let edited = world.call("contacts.patch", patch.clone());
    assert_eq!(edited["family"], "Brandt-Weiß");
    assert!(world.search("weiß").iter().any(|t| t.contains("Brandt-Weiß")));
    let stale = world.ask("contacts.patch", patch).unwrap_err();
    assert_eq!(stale.code, "changed_meanwhile");
    let history = world.call("records.history", json!({ "kind": "contact", "id": id }));
    let latest = &history["entries"][0]["changes"];
    assert!(
        latest
            .as_array()
            .unwrap()
            .iter()
            .any(|c| c["field"] == "family" && c["from"] == "Brandt" && c["to"] == "Brandt-Weiß"),
        "{history:#}"
    );
    world.call("changes.undo", json!({}));
    assert_eq!(world.call("contacts.get", json!({ "id": id }))["family"], "Brandt");

    // The trash, and out of it again.
    world.call("contacts.delete", json!({ "id": id }));
    assert_eq!(world.count("contacts"), 3);
    assert!(world.search("brandt").iter().all(|t| !t.contains("Brandt")), "the trash is not found");
    world.call("contacts.restore", json!({ "id": id }));
    assert_eq!(world.count("contacts"), 4);

    // A restart: everything is still there.
    let before = world.export();
    world.restart();
    assert!(world.export() == before, "the export changed over a restart");
    assert!(world.search("bra").iter().any(|t| t.contains("Brandt")));

    // And the whole import can be taken back.
    world.call("changes.undo", json!({ "change_set": import["change_set"] }));
    let left = world.exported();
    assert_eq!(left["contacts"].as_array().unwrap().len(), 1, "only Ada was edited since: {left:#}");
}

// covers(CON-4, CON-6)
#[test]
fn lists_are_filtered_sorted_and_paged_and_a_timeline_tells_what_happened() {
    let world = World::new();
    world.import(&ada_and_friends(&world), json!({}));
    let by_family = json!({ "query": { "sort": [{ "field": "family" }] }, "limit": 2 });
    let first = world.call("contacts.list", by_family.clone());
    assert_eq!((first["total"].as_u64(), first["rows"].as_array().unwrap().len()), (Some(4), 2), "{first:#}");
    let mut rest = by_family;
    rest["position"] = json!(2);
    let second = world.call("contacts.list", rest);
    let titles: Vec<String> = [&first, &second]
        .iter()
        .flat_map(|p| p["rows"].as_array().unwrap())
        .map(|r| text(&r["title"]))
        .collect();
    assert_eq!(titles.len(), 4);
    assert!(titles[0].contains("Brandt") && titles[1].contains("Müller"), "{titles:?}");
    let vip = json!({ "query": { "filter": { "is": { "field": "tags", "op": "equals", "value": "VIP" } } } });
    let vips = world.call("contacts.list", vip);
    assert_eq!(vips["total"], 1);
    let ada = text(&vips["rows"][0]["id"]);
    world.call("notes.create", json!({ "body": "Ruft am Montag an.", "contact_id": ada }));
    let timeline = world.call("contacts.timeline", json!({ "id": ada }));
    let items = timeline["items"].as_array().unwrap();
    assert!(items.iter().any(|i| i["note"]["body"] == "Ruft am Montag an."), "{timeline:#}");
    assert!(items.iter().any(|i| i["type"] == "import"), "{timeline:#}");
}

// covers(CON-3)
#[test]
fn a_person_typed_again_is_said_to_be_there_already() {
    let world = World::new();
    world.import(&ada_and_friends(&world), json!({}));
    let draft = json!({ "given": "A.", "family": "Brandt", "emails": [{ "value": "ADA@brandt.example" }] });
    let matches = world.call("contacts.matches", draft);
    assert_eq!(matches["matches"][0]["reason"], "email", "{matches:#}");
    let nobody = world.call("contacts.matches", json!({ "given": "Zoë", "family": "Neu" }));
    assert_eq!(nobody["matches"], json!([]));
}

// covers(AUD-1, AUD-2)
#[test]
fn history_calls_a_change_by_the_name_of_what_it_changed() {
    let world = World::new();
    let ada = world.call("contacts.create", json!({ "given": "Ada", "family": "Byron" }));
    let by_id = json!({ "id": ada["id"] });
    world.call("contacts.patch", json!({ "id": ada["id"], "patch": { "family": "Lovelace" } }));
    world.call("contacts.delete", by_id.clone());
    world.call("contacts.restore", by_id);
    world.call("changes.undo", json!({}));
    let redone = world.call("changes.redo", json!({}));
    assert_eq!(redone["label"], "Restored Ada Lovelace");
    let long =
        "A note as long as a letter, which nobody would want to read twice, least of all in a history.";
    world.call("notes.create", json!({ "contact_id": ada["id"], "body": format!("{long}\nYours") }));
    let sets = world.call("changes.list", json!({}));
    let labels: Vec<String> = sets["sets"].as_array().unwrap().iter().map(|s| text(&s["label"])).collect();
    let expected = [
        "Created A note as long as a letter, which nobody would want to read twice, least of all…",
        "Redo: Restored Ada Lovelace",
        "Undo: Restored Ada Lovelace",
        "Restored Ada Lovelace",
        "Deleted Ada Lovelace",
        "Changed Ada Lovelace",
        "Created Ada Byron",
    ];
    assert_eq!(labels.iter().map(String::as_str).take(7).collect::<Vec<_>>(), expected);
    let cx = world.app.cx(&satchel_app::Actor::owner()).unwrap();
    let chain = cx.vault.read(satchel_vault::changes::verify_chain).unwrap();
    assert!(chain.faults.is_empty(), "{chain:?}");
}

// covers(AUD-2)
#[test]
fn undo_says_what_it_kept_in_the_words_of_the_record() {
    let world = World::new();
    let ada = world.call("contacts.create", json!({ "given": "Ada" }));
    let set = |patch: serde_json::Value| {
        world.call("contacts.patch", json!({ "id": ada["id"], "patch": patch }));
        world.call("changes.list", json!({ "limit": 1 }))["sets"][0]["id"].clone()
    };
    let first = set(json!({
        "nickname": "Countess", "source": "Fair",
        "jobs": [{ "company": "Verde", "title": "Buyer" }], "phones": [{ "value": "030 2345678" }]
    }));
    let now = world.call("contacts.get", json!({ "id": ada["id"] }));
    let (mut job, mut phone) = (now["jobs"][0].clone(), now["phones"][0].clone());
    (job["title"], phone["value"]) = (json!("Head of buying"), json!("030 8765432"));
    set(json!({ "nickname": "Lady", "jobs": [job], "phones": [phone] }));
    let undone = world.call("changes.undo", json!({ "change_set": first }));
    let mut kept: Vec<String> =
        undone["kept"].as_array().unwrap().iter().map(|k| text(&k["field"])).collect();
    kept.sort_unstable();
    // The company that was made for her job stays too, as the job does.
    assert_eq!(kept, ["", "jobs", "nickname", "phones"], "{undone:#}");
    let ada = world.call("contacts.get", json!({ "id": ada["id"] }));
    assert_eq!((&ada["source"], &ada["job_title"]), (&serde_json::Value::Null, &json!("Head of buying")));
}
