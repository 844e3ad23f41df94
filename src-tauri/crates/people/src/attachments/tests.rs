//! Attaching on a temporary vault: what is taken, what is refused and in which words, and what goes along.

use std::time::{Duration, SystemTime};

use satchel_feature::records::{self, Record, text};
use satchel_feature::world::{World, id};
use satchel_kernel::{Error, Id};
use serde_json::{Value, json};

use super::model::{clean, media_type};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and more";

fn world() -> World {
    World::new(crate::registry().unwrap()).unwrap()
}

fn ask(world: &World, name: &str, input: Value) -> Result<Value, Error> {
    let table = crate::commands(&world.cx().registry);
    let command = table.iter().find(|command| command.name == name).unwrap();
    let mut cx = world.cx();
    cx.command = name.to_owned();
    (command.run)(&mut cx, input)
}

fn attach(world: &World, kind: &str, record: Id, files: &[(&str, &[u8])]) -> Result<Value, Error> {
    let files: Vec<Value> =
        files.iter().map(|(name, bytes)| json!(world.cx().files.put_stream(name, *bytes).unwrap())).collect();
    ask(world, "attachments.add", json!({ "kind": kind, "id": record, "files": files }))
}

fn ada(world: &World) -> Id {
    id(&world.create("contact", json!({ "given": "Ada" })).unwrap())
}

fn names(told: &Value, list: &str) -> Vec<String> {
    told[list].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

fn made(told: &Value, at: usize) -> Id {
    told["attachments"][at]["id"].as_str().unwrap().parse().unwrap()
}

fn trash(world: &World, kind: &str, id: Id, trashed: bool) {
    world
        .cx()
        .write_record("Trash", |rules| records::set_trashed(rules, rules.registry.kind(kind)?, id, trashed))
        .unwrap();
}

fn is_trashed(world: &World, attachment: Id) -> bool {
    world.get("attachment", attachment).unwrap().contains_key("deleted_ms")
}

// covers(DOCM-1)
#[test]
fn a_file_hangs_on_a_record_with_its_name_type_size_and_who_put_it_there() {
    let world = world();
    let ada = ada(&world);
    let told =
        attach(&world, "contact", ada, &[("Offer.PDF", b"%PDF-1.7"), ("card.jpg", PNG), ("x.png", b"no")])
            .unwrap();
    assert_eq!(names(&told, "attachments"), ["Offer.PDF", "card.jpg", "x.png"]);
    assert_eq!(told["left"], json!([]));
    let offer = world.get("attachment", made(&told, 0)).unwrap();
    assert_eq!((text(&offer, "media_type"), offer["size"].as_f64()), ("application/pdf", Some(8.0)));
    assert_eq!((text(&offer, "added_by"), text(&offer, "contact_id")), ("owner", ada.to_string().as_str()));
    let of = |at| text(&world.get("attachment", made(&told, at)).unwrap(), "media_type").to_owned();
    assert_eq!(of(1), "image/png", "by what it is, not by what it is called");
    assert_eq!(of(2), "application/octet-stream", "what is called a picture and is none");
    let handle = ask(&world, "attachments.file", json!({ "id": made(&told, 0) })).unwrap();
    let mut bytes = String::new();
    let file = handle["file"].as_str().unwrap().parse().unwrap();
    std::io::Read::read_to_string(&mut world.cx().files.open(file).unwrap(), &mut bytes).unwrap();
    assert_eq!(
        (bytes.as_str(), &handle["name"], &handle["size"]),
        ("%PDF-1.7", &json!("Offer.PDF"), &json!(8))
    );
}

// covers(DOCM-1)
#[test]
fn what_cannot_be_attached_is_said_and_the_others_are() {
    let world = world();
    let ada = ada(&world);
    let told =
        attach(&world, "contact", ada, &[("a.txt", b"one"), ("b.txt", b""), ("c.txt", b"one")]).unwrap();
    assert_eq!(names(&told, "attachments"), ["a.txt"]);
    assert_eq!(names(&told, "left"), ["b.txt", "c.txt"]);
    assert_eq!(
        (&told["left"][0]["code"], &told["left"][1]["code"]),
        (&json!("attachment_empty"), &json!("attached_already"))
    );
    let again = attach(&world, "contact", ada, &[("d.txt", b"one")]).unwrap_err();
    assert_eq!(again.code, "attached_already");
    assert!(again.message.contains("a.txt"), "{again}");
    let grace = id(&world.create("contact", json!({ "given": "Grace" })).unwrap());
    attach(&world, "contact", grace, &[("a.txt", b"one")]).unwrap();
    assert_eq!(world.cx().vault.blobs().names().unwrap().len(), 1, "what hangs twice is kept once");

    assert_eq!(attach(&world, "contact", ada, &[("b.txt", b"")]).unwrap_err().code, "attachment_empty");
    let none = attach(&world, "contact", ada, &[("b.txt", b""), ("e.txt", b"")]).unwrap();
    assert_eq!((names(&none, "attachments").len(), names(&none, "left").len()), (0, 2));
    assert_eq!(attach(&world, "contact", ada, &[]).unwrap_err().field.as_deref(), Some("files"));
    assert_eq!(attach(&world, "tag", ada, &[("f", b"x")]).unwrap_err().field.as_deref(), Some("kind"));
    assert_eq!(attach(&world, "contact", Id::new(), &[("f", b"x")]).unwrap_err().code, "not_found");
    let gone = json!({ "kind": "contact", "id": ada, "files": [Id::new()] });
    assert_eq!(ask(&world, "attachments.add", gone).unwrap_err().code, "file_gone");
    trash(&world, "contact", ada, true);
    assert_eq!(attach(&world, "contact", ada, &[("f", b"x")]).unwrap_err().code, "record_in_trash");
}

// covers(DOCM-1)
#[test]
fn a_file_that_nobody_may_read_any_more_is_said_in_words() {
    let world = world();
    let ada = ada(&world);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gone.txt");
    std::fs::write(&path, "x").unwrap();
    let handle = world.cx().files.put_path(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    let refused = ask(&world, "attachments.add", json!({ "kind": "contact", "id": ada, "files": [handle] }));
    let refused = refused.unwrap_err();
    assert_eq!(refused.code, "file_unreadable");
    assert!(refused.message.contains("gone.txt"), "{refused}");
}

// covers(DOCM-1)
#[test]
fn it_is_renamed_and_nothing_else_of_it_changes() {
    let world = world();
    let ada = ada(&world);
    let told = attach(&world, "contact", ada, &[("Offer.pdf", b"%PDF")]).unwrap();
    let offer = made(&told, 0);
    let before = world.get("attachment", offer).unwrap();
    let patch = json!({ "name": "../../Second offer", "size": 1, "media_type": "text/html",
        "file": "0".repeat(64), "added_by": "somebody" });
    let after = world.patch("attachment", offer, patch).unwrap();
    assert_eq!(text(&after, "name"), "Second offer.pdf", "it keeps its ending, and no folder");
    let same = |field: &str| assert_eq!(before.get(field), after.get(field), "{field}");
    ["size", "media_type", "file", "added_by"].into_iter().for_each(same);
    assert_eq!(
        world.patch("attachment", offer, json!({ "name": " / " })).unwrap_err().field.as_deref(),
        Some("name")
    );
    let two = json!({ "company_id": world.create("company", json!({ "name": "Acme" })).unwrap()["id"] });
    assert!(world.patch("attachment", offer, two).is_err(), "it hangs on one record");
    let by_hand = json!({ "name": "x", "file": "0".repeat(64), "size": 4, "contact_id": ada });
    assert_eq!(world.create("attachment", by_hand).unwrap_err().code, "attach_a_file");
}

// covers(DOCM-1)
#[test]
fn names_are_names_and_nothing_else() {
    for (given, kept) in [
        ("C:\\Users\\me\\Offer.pdf", Some("Offer.pdf")),
        ("../../etc/passwd", Some("passwd")),
        (" a\u{202e}fdp.exe ", Some("afdp.exe")),
        ("two\r\nlines\0.txt", Some("twolines.txt")),
        ("Über 50 % – „Angebot“.pdf", Some("Über 50 % – „Angebot“.pdf")),
        ("dots...", Some("dots")),
        ("..", None),
        ("/", None),
        ("", None),
    ] {
        assert_eq!(clean(given).as_deref(), kept, "{given:?}");
    }
    let long = clean(&format!("{}.docx", "ä".repeat(400))).unwrap();
    assert!(long.chars().count() == 200 && long.ends_with("ä.docx"), "{long}");
    assert_eq!(media_type("page.HTML", b"<p>"), "text/html");
    assert_eq!(media_type("no ending", b"x"), "application/octet-stream");
}

// covers(DOCM-1)
#[test]
fn it_stands_in_the_timeline_and_the_feed_and_is_taken_back() {
    let world = world();
    let acme = world.create("company", json!({ "name": "Acme" })).unwrap();
    let ada = id(&world
        .create("contact", json!({ "given": "Ada", "jobs": [{ "company_id": acme["id"] }] }))
        .unwrap());
    attach(&world, "contact", ada, &[("a.txt", b"a"), ("b.txt", b"b")]).unwrap();
    let told = |command: &str, input: Value| -> Vec<String> {
        let timeline = ask(&world, command, input).unwrap();
        let items = timeline["items"].as_array().unwrap().iter();
        items.filter_map(|item| Some(item["record"]["name"].as_str()?.to_owned())).collect()
    };
    let only = json!(["attachment"]);
    assert_eq!(told("contacts.timeline", json!({ "id": ada, "only": only })), ["b.txt", "a.txt"]);
    assert_eq!(told("companies.engagement", json!({ "id": acme["id"], "only": only })), ["b.txt", "a.txt"]);
    assert_eq!(told("activity.feed", json!({})), ["b.txt", "a.txt"]);
    let cx = world.cx();
    cx.vault.undo(satchel_vault::What::Last, None, &cx.act("Undo")).unwrap();
    assert!(told("contacts.timeline", json!({ "id": ada })).is_empty(), "both were one change");
}

// covers(DOCM-1)
#[test]
fn it_goes_to_the_trash_and_for_good_with_its_record() {
    let world = world();
    let ada = ada(&world);
    let told =
        attach(&world, "contact", ada, &[("secret offer.txt", b"secret"), ("kept.txt", b"kept")]).unwrap();
    let (secret, kept) = (made(&told, 0), made(&told, 1));
    trash(&world, "attachment", kept, true);
    trash(&world, "contact", ada, true);
    assert!(is_trashed(&world, secret));
    trash(&world, "contact", ada, false);
    assert!(
        !is_trashed(&world, secret) && is_trashed(&world, kept),
        "what was thrown away before stays there"
    );
    let other = id(&world.create("company", json!({ "name": "Acme" })).unwrap());
    attach(&world, "company", other, &[("kept too.txt", b"kept")]).unwrap();
    trash(&world, "contact", ada, true);
    ask(&world, "contacts.erase", json!({ "ids": [ada] })).unwrap();
    assert_eq!(world.get("attachment", secret).unwrap_err().code, "not_found");

    let vault = &world.cx().vault;
    let folder = vault.blobs();
    assert_eq!(folder.names().unwrap().len(), 2);
    let days = SystemTime::now() - Duration::from_secs(3 * 24 * 60 * 60);
    for name in folder.names().unwrap() {
        let path = vault.dir().join("blobs").join(name.get(..2).unwrap()).join(&name);
        std::fs::File::options().write(true).open(path).unwrap().set_modified(days).unwrap();
    }
    assert_eq!(vault.sweep_blobs().unwrap(), 1, "the bytes that nobody names any more");
    assert_eq!(folder.names().unwrap().len(), 1, "those that hang elsewhere stay");
    assert!(vault.doctor().unwrap().is_sound());
}

// covers(DOCM-1)
#[test]
fn it_goes_along_when_records_become_one_and_back_when_they_come_apart() {
    let world = world();
    let (ada, twin) = (ada(&world), ada(&world));
    let told = attach(&world, "contact", twin, &[("offer.txt", b"offer")]).unwrap();
    let owner = || -> Id {
        let record: Record = world.get("attachment", made(&told, 0)).unwrap();
        text(&record, "contact_id").parse().unwrap()
    };
    ask(&world, "contacts.merge", json!({ "id": ada, "others": [twin] })).unwrap();
    assert_eq!(owner(), ada);
    ask(&world, "contacts.unmerge", json!({ "id": twin })).unwrap();
    assert_eq!(owner(), twin);
}
