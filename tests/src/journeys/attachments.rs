//! Files on records: put there, found, taken back, moved along, and large ones stopped on the way.

use std::io::{Read, Write};

use serde_json::{Value, json};

use crate::world::{World, text};

fn handle(world: &World, name: &str, bytes: impl AsRef<[u8]>) -> Value {
    serde_json::to_value(world.app.files().put_path(&world.file(name, bytes)).unwrap()).unwrap()
}

fn attach(world: &World, kind: &str, id: &Value, files: &[(&str, &[u8])]) -> Value {
    let files: Vec<Value> = files.iter().map(|(name, bytes)| handle(world, name, bytes)).collect();
    world.call("attachments.add", json!({ "kind": kind, "id": id, "files": files }))
}

/// What hangs on a record, by name.
fn hanging(world: &World, field: &str, id: &Value) -> Vec<String> {
    let of = json!({ "is": { "field": field, "op": "equals", "value": id } });
    let query = json!({ "filter": of, "sort": [{ "field": "name" }] });
    let listed = world.list("attachments", json!({ "query": query }));
    let rows = listed["rows"].as_array().unwrap();
    assert_eq!(json!(rows.len()), listed["total"]);
    rows.iter().map(|row| text(&row["name"])).collect()
}

fn read(world: &World, attachment: &Value) -> Vec<u8> {
    let handle = world.call("attachments.file", json!({ "id": attachment }));
    let mut bytes = Vec::new();
    world.app.files().open(text(&handle["file"]).parse().unwrap()).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

// covers(DOCM-1, DEAL-1)
#[test]
fn an_offer_is_put_on_a_deal_found_taken_back_and_done_again() {
    let world = World::new();
    world.call("pipelines.begin", json!({}));
    let deal = world.call("deals.create", json!({ "name": "Two presses" }))["id"].clone();
    let told =
        attach(&world, "deal", &deal, &[("Angebot 4711.pdf", b"%PDF-1.7 offer"), ("Zeichnung.png", b"png")]);
    assert_eq!(told["left"], json!([]));
    let offer = told["attachments"][0]["id"].clone();
    assert_eq!(hanging(&world, "deal_id", &deal), ["Angebot 4711.pdf", "Zeichnung.png"]);
    assert_eq!(world.search("angebot"), ["Angebot 4711.pdf"]);
    assert_eq!(read(&world, &offer), b"%PDF-1.7 offer");
    let timeline = world.call("deals.timeline", json!({ "id": deal, "only": ["attachment"] }));
    assert_eq!(timeline["items"][0]["record"]["kind"], "attachment");

    let undone = world.call("changes.undo", json!({}));
    assert_eq!(undone["label"], "Attached 2 files");
    assert_eq!(hanging(&world, "deal_id", &deal), Vec::<String>::new());
    assert_eq!(world.search("angebot"), Vec::<String>::new());
    world.call("changes.redo", json!({}));
    assert_eq!(hanging(&world, "deal_id", &deal).len(), 2);
    assert_eq!(read(&world, &offer), b"%PDF-1.7 offer", "the bytes were kept for that");

    world.call("attachments.patch", json!({ "id": offer, "patch": { "name": "Offer 4711" } }));
    assert_eq!(world.search("offer"), ["Offer 4711.pdf"]);
    world.call("attachments.delete", json!({ "id": offer }));
    assert_eq!(hanging(&world, "deal_id", &deal), ["Zeichnung.png"]);
    world.call("deals.delete", json!({ "id": deal }));
    assert_eq!(world.count("attachments"), 0);
    world.call("deals.restore", json!({ "id": deal }));
    assert_eq!(hanging(&world, "deal_id", &deal), ["Zeichnung.png"]);
}

// covers(DOCM-1)
#[test]
fn files_hang_on_everything_a_seller_works_with() {
    let world = World::new();
    world.call("pipelines.begin", json!({}));
    world.call("own_kinds.create", json!({ "one": "Boat", "many": "Boats", "icon": "boat" }));
    let ada = world.call("contacts.create", json!({ "given": "Ada" }))["id"].clone();
    let say = json!({ "channel": "call", "body": "Hello", "contacts": [ada] });
    for (kind, command, input, field) in [
        ("contact", "contacts.create", json!({ "given": "Bob" }), "contact_id"),
        ("company", "companies.create", json!({ "name": "Acme" }), "company_id"),
        ("deal", "deals.create", json!({ "name": "Presses" }), "deal_id"),
        ("lead", "leads.create", json!({ "given": "Eve" }), "lead_id"),
        ("task", "tasks.create", json!({ "title": "Send offer" }), "task_id"),
        ("communication", "communications.create", say, "communication_id"),
        ("own_boat", "records.create", json!({ "kind": "own_boat", "name": "Nora" }), "own_record_id"),
    ] {
        let id = world.call(command, input)["id"].clone();
        attach(&world, kind, &id, &[("paper.txt", kind.as_bytes())]);
        assert_eq!(hanging(&world, field, &id), ["paper.txt"], "{kind}");
        let told = world.call("records.timeline", json!({ "kind": kind, "id": id, "only": ["attachment"] }));
        assert_eq!(told["items"].as_array().unwrap().len(), 1, "{kind}");
        world.call("records.delete", json!({ "kind": kind, "id": id }));
        assert_eq!(hanging(&world, field, &id), Vec::<String>::new(), "{kind}");
        world.call("records.restore", json!({ "kind": kind, "id": id }));
        assert_eq!(hanging(&world, field, &id), ["paper.txt"], "{kind}");
        world.call("records.delete", json!({ "kind": kind, "id": id }));
        world.call("records.erase", json!({ "kind": kind, "ids": [id] }));
    }
    let cx = world.app.cx(&satchel_app::Actor::owner()).unwrap();
    assert!(cx.vault.doctor().unwrap().is_sound());
}

// covers(DOCM-1)
#[test]
fn what_hangs_on_a_subtask_goes_with_its_task() {
    let world = World::new();
    let task = world.call("tasks.create", json!({ "title": "Fair" }))["id"].clone();
    let part = world.call("tasks.create", json!({ "title": "Book it", "parent_id": task }))["id"].clone();
    attach(&world, "task", &part, &[("ticket.pdf", b"%PDF")]);
    world.call("tasks.delete", json!({ "id": task }));
    assert_eq!(world.count("attachments"), 0);
    world.call("tasks.restore", json!({ "id": task }));
    assert_eq!(world.count("attachments"), 1);
    world.call("tasks.delete", json!({ "id": task }));
    let erased = world.call("tasks.erase", json!({ "ids": [task] }));
    assert_eq!(erased["records"], 3);
}

// covers(DOCM-1)
#[test]
fn what_hangs_on_a_lead_hangs_on_the_contact_it_becomes() {
    let world = World::new();
    let lead = world.call("leads.create", json!({ "given": "Eve", "family": "Sand" }))["id"].clone();
    attach(&world, "lead", &lead, &[("request.txt", b"Please call")]);
    let became = world.call("leads.convert", json!({ "id": lead }));
    assert_eq!(hanging(&world, "contact_id", &became["contact_id"]), ["request.txt"]);
    world.call("changes.undo", json!({}));
    assert_eq!(hanging(&world, "lead_id", &lead), ["request.txt"]);
}

/// A file of so many megabytes, of which none is like another.
fn large(world: &World, name: &str, megabytes: u64) -> Value {
    let path = world.file(name, "");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    for n in 0..megabytes << 17 {
        file.write_all(&n.to_le_bytes()).unwrap();
    }
    file.into_inner().unwrap().sync_all().unwrap();
    serde_json::to_value(world.app.files().put_path(&path).unwrap()).unwrap()
}

fn job(world: &World, id: &Value) -> Value {
    let jobs = world.call("jobs.list", json!({}));
    jobs["jobs"].as_array().unwrap().iter().find(|job| job["id"] == *id).cloned().unwrap()
}

// covers(DOCM-1)
#[test]
fn a_large_file_is_copied_by_a_job_and_one_that_is_stopped_leaves_nothing() {
    let world = World::new();
    let ada = world.call("contacts.create", json!({ "given": "Ada" }))["id"].clone();
    let film = large(&world, "film.mp4", 40);
    let begun = world.call("attachments.add", json!({ "kind": "contact", "id": ada, "files": [film] }));
    assert_eq!(begun["attachments"], json!([]));
    let done = world.wait("the job", || {
        let job = job(&world, &begun["job"]);
        (job["state"] == "done").then_some(job)
    });
    assert!(!done.to_string().contains("film"), "jobs stay when a record is erased: {done}");
    assert_eq!(hanging(&world, "contact_id", &ada), ["film.mp4"]);
    let bytes = read(&world, &done["output"]["attachments"][0]["id"]);
    assert!(bytes.len() == 40 << 20 && bytes.chunks(8).zip(0_u64..).all(|(one, n)| one == n.to_le_bytes()));
    world.call("changes.undo", json!({}));
    assert_eq!(hanging(&world, "contact_id", &ada), Vec::<String>::new());

    let longer = large(&world, "longer.mp4", 400);
    let begun = world.call("attachments.add", json!({ "kind": "contact", "id": ada, "files": [longer] }));
    world.call("jobs.cancel", json!({ "id": begun["job"] }));
    let state = world.wait("the job to stop", || {
        let state = text(&job(&world, &begun["job"])["state"]);
        (state != "running" && state != "ready" && state != "queued").then_some(state)
    });
    assert_eq!(state, "cancelled");
    assert_eq!(hanging(&world, "contact_id", &ada), Vec::<String>::new());
    let left = std::fs::read_dir(world.vault().join("blobs")).unwrap();
    assert_eq!(
        left.filter(|entry| entry.as_ref().unwrap().path().is_file()).count(),
        0,
        "nothing half is left"
    );
}
