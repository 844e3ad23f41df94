//! Everything out and back: an export of everything, brought into an empty vault and exported again, gives the same bytes,
//! and the vault is the same row for row; beside records that are there it makes them what the export says.
//!
//! The law proves itself: `every_planted_bug_is_caught` runs it with each bug of `EVERYTHING_BUGS`.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::generator::days::{Days, put};
use crate::generator::{Population, csv, vcard};
use crate::world::{World, text};

/// The smallest picture there is: a PNG of one point.
const PICTURE: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0,
    1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 13, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0xf8,
    0xcf, 0xc0, 0xf0, 0x1f, 0, 5, 0, 1, 0xff, 0x56, 0xc7, 0x2f, 0x0d, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44,
    0xae, 0x42, 0x60, 0x82,
];

/// Waits for a job; its output, or its error.
fn ended(world: &World, begun: &Value) -> Result<Value, Value> {
    world.wait("a job to end", || {
        let jobs = world.call("jobs.list", json!({}));
        let job = jobs["jobs"].as_array().unwrap().iter().find(|job| job["id"] == begun["job"]).cloned()?;
        match job["state"].as_str().unwrap() {
            "done" => Some(Ok(job["output"].clone())),
            "failed" | "cancelled" => Some(Err(job["error"].clone())),
            _ => None,
        }
    })
}

fn archive(world: &World, input: Value) -> Vec<u8> {
    let done = ended(world, &world.call("exports.everything", input)).unwrap();
    let mut bytes = Vec::new();
    let id = text(&done["file"]["file"]).parse().unwrap();
    world.app.files().open(id).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

pub(super) fn everything(world: &World) -> Vec<u8> {
    archive(world, json!({}))
}

pub(super) fn bring_back(world: &World, archive: &[u8]) -> Result<Value, Value> {
    let path = world.file("everything.zip", archive);
    let handle = world.app.files().put_path(&path).unwrap();
    ended(world, &world.call("imports.everything", json!({ "file": handle })))
}

/// What lies in an archive, by its path.
fn unpacked(archive: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect()
}

/// An archive with other content in one file.
fn repacked(archive: &[u8], path: &str, change: impl Fn(&str) -> Option<String>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in unpacked(archive) {
        let text = if name == path { change(&text) } else { Some(text) };
        if let Some(text) = text {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

fn ids(world: &World, plural: &str) -> Vec<Value> {
    let listed = world.list(plural, json!({ "limit": 200 }));
    listed["rows"].as_array().unwrap().iter().map(|row| row["id"].clone()).collect()
}

/// A seller's vault with something of everything.
fn filled(seed: u64) -> World {
    let world = World::new();
    let population = Population { seed, people: 40 };
    let (mut cards, mut table) = (Vec::new(), Vec::new());
    vcard::write(&mut cards, population, vcard::Shape { version: vcard::Version::V40, repeats: 5 }, |_| {})
        .unwrap();
    csv::write(&mut table, population, &csv::Shape::of(csv::Product::Google), |_| {}).unwrap();
    let odd = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:شهرزاد 🧿 \u{202e}Zoë\u{202c}\r\nX-LOYALTY;TYPE=a:=1+1\\, \\n🦊\r\n\
        TEL:+491701234567\r\nNOTE:Zeile 1\\n\\nZeile 3 “„\r\nBDAY:--0229\r\nEND:VCARD\r\n";
    let files = [world.file("a.vcf", &cards), world.file("b.csv", &table), world.file("c.vcf", odd)];
    world.import(&files, json!({}));
    let make = |command: &str, input: Value| world.call(command, input)["id"].clone();
    let people = ids(&world, "contacts");
    let person = |n: u64| people[(n % people.len() as u64) as usize].clone();
    let picture = world.app.files().put_path(&world.file("p.png", PICTURE)).unwrap();
    world.call("photos.set", json!({ "id": person(seed), "file": picture }));

    let (above, below) = (make("companies.create", json!({ "name": "Über Holding 🏔" })), seed);
    let company = json!({ "name": "Tochter", "parent_id": above, "emails": [{ "value": "a@t.example" }],
        "stakeholders": [{ "contact_id": person(1), "role": "champion" }] });
    let company = make("companies.create", company);
    let field = |input: Value| text(&make("fields.create", input));
    let size = field(json!({ "of": "contact", "name": "Größe", "type": "number" }));
    let likes = field(
        json!({ "of": "contact", "name": "Likes", "type": "multi_choice", "options": ["tea", "قهوة"] }),
    );
    let worth = field(json!({ "of": "company", "name": "Worth", "type": "money" }));
    let custom = json!({ size: 0.1 + 0.2, likes: ["قهوة", "tea"] });
    world.call(
        "contacts.patch",
        json!({ "id": person(2), "patch": { "custom": custom,
        "jobs": [{ "company": "Tochter", "company_id": company, "title": "Chefin" }] } }),
    );
    let custom = json!({ worth: { "minor": -1999, "currency": "JPY" } });
    world.call("companies.patch", json!({ "id": company, "patch": { "custom": custom } }));

    world.call("own_kinds.create", json!({ "one": "Boat", "many": "Boats", "icon": "boat" }));
    let owner =
        field(json!({ "of": "own_boat", "name": "Owner", "type": "record", "record_kind": "contact" }));
    let boat =
        make("records.create", json!({ "kind": "own_boat", "name": "Nørå", "custom": { owner: person(3) } }));
    make("records.create", json!({ "kind": "own_boat", "name": "Alma" }));

    world.call("pipelines.begin", json!({}));
    let days = Days { population, deals: 8, activities: 40, now_ms: jiff::Timestamp::now().as_millisecond() };
    for n in 0..4 {
        world.call("leads.create", days.lead(n));
    }
    let mut deals = Vec::new();
    for n in 0..days.deals {
        let mut deal = days.deal(n);
        let with: Vec<Value> = deal
            .people
            .iter()
            .map(|n| json!({ "contact_id": person(*n), "role": "decision_maker" }))
            .collect();
        put(&mut deal.fields, "contacts", json!(with));
        deals.push(make("deals.create", deal.fields));
    }
    for n in 0..days.activities {
        let activity = days.activity(n);
        let (mut fields, who) = (activity.fields, person(activity.person));
        match activity.kind {
            "note" => put(&mut fields, "contact_id", who),
            _ => put(&mut fields, "contacts", json!([{ "contact_id": who }])),
        }
        if let Some(deal) = activity.deal.filter(|_| activity.kind != "note") {
            put(&mut fields, "deals", json!([{ "deal_id": deals[(deal % 8) as usize] }]));
        }
        world.call(&format!("{}s.create", activity.kind), fields);
    }
    world.call("notes.create", json!({ "body": "Auf See 🌊", "own_record_id": boat, "pinned": true }));
    let task = make("tasks.create", json!({ "title": "Angebot nachfassen" }));
    let offer = [b"%PDF".as_slice(), &[7; 1 << 20], &seed.to_le_bytes()].concat();
    for (kind, id) in [("deal", &deals[0]), ("task", &task), ("own_boat", &boat), ("contact", &person(8))] {
        let files = ["Angebot „Ü“.pdf", ".versteckt"].map(|name| {
            let bytes = if kind == "deal" { offer.as_slice() } else { PICTURE };
            let rest = [bytes, name.as_bytes()].concat();
            world.app.files().put_path(&world.file(name, rest)).unwrap()
        });
        world.call("attachments.add", json!({ "kind": kind, "id": id, "files": files }));
    }
    world.call("tags.create", json!({ "name": "VIP ⭐", "colour": "red" }));
    let query = json!({ "filter": { "is": { "field": "tags", "op": "equals", "value": "VIP ⭐" } } });
    world.call("views.create", json!({ "name": "Gute", "of": "contact", "query": query.to_string() }));
    world.call("contacts.set_apart", json!({ "id": person(4), "other": person(5) }));
    world.call("contacts.merge", json!({ "id": person(6), "others": [person(7)] }));
    world.call("contacts.delete", json!({ "id": person(8) }));
    world.call("deals.delete", json!({ "id": deals[(below % 8) as usize] }));
    world
}

fn holds(seed: u64) -> Result<(), TestCaseError> {
    let world = filled(seed);
    let first = everything(&world);
    prop_assert!(first == everything(&world), "the same vault gives the same bytes");
    let copy = World::bare();
    copy.call("vault.create", json!({}));
    let told = bring_back(&copy, &first).unwrap();
    prop_assert_eq!(&told["lost"], &json!(0));
    prop_assert_eq!(&told["altered"], &json!([]));
    let (there, here) = (world.logged(), copy.logged());
    for (table, rows) in &there {
        prop_assert_eq!(Some(rows), here.get(table), "the rows of {}", table);
    }
    prop_assert_eq!(there.len(), here.len());
    let second = everything(&copy);
    if first != second {
        let (one, other) = (unpacked(&first), unpacked(&second));
        for (path, text) in &one {
            prop_assert_eq!(Some(text), other.get(path), "{}", path);
        }
        prop_assert!(false, "the archives differ");
    }
    let again = bring_back(&copy, &first).unwrap();
    prop_assert_eq!(&again["change_set"], &Value::Null, "twice changes nothing: {}", again);
    copy.call("changes.undo", json!({}));
    prop_assert_eq!(copy.count("contacts") + copy.count("deals") + copy.count("tasks"), 0);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, failure_persistence: None, ..ProptestConfig::default() })]

    // covers(IMP-9, INT-12, UNS-7, QA-2)
    #[test]
    fn law_what_goes_out_comes_back_equal(seed in 0..1_000_u64) {
        holds(seed)?;
    }
}

#[cfg(debug_assertions)]
#[test]
fn every_planted_bug_is_caught() {
    let unnoticed = satchel_planted::unnoticed(satchel_people::planted::EVERYTHING_BUGS, &[]).unwrap();
    assert_eq!(unnoticed, Vec::<String>::new());
}

// covers(IMP-9, INT-12)
#[test]
fn a_vault_with_records_takes_what_is_newer_there_and_keeps_its_own() {
    let world = World::new();
    let made = |command: &str, input: Value| world.call(command, input)["id"].clone();
    let ada = made("contacts.create", json!({ "given": "Ada", "family": "Brandt", "tags": ["vip"] }));
    let deal = json!({ "name": "Presses", "contacts": [{ "contact_id": ada, "role": "champion" }],
        "amount": { "minor": 5000, "currency": "EUR" } });
    let deal = made("deals.create", deal);
    let out = everything(&world);

    let task = made("tasks.create", json!({ "title": "Call", "contacts": [ada] }));
    made("contacts.create", json!({ "given": "Grace" }));
    let before = world.logged();
    world
        .call("contacts.patch", json!({ "id": ada, "patch": { "family": "Byron", "tags": ["vip", "new"] } }));
    let changed = world.logged();
    let told = bring_back(&world, &out).unwrap();
    assert_eq!(told["records"]["contact"], json!({ "created": 0, "updated": 1, "unchanged": 0 }), "{told}");
    assert_eq!(told["records"]["deal"], json!({ "created": 0, "updated": 0, "unchanged": 1 }));
    let now = world.call("contacts.get", json!({ "id": ada }));
    assert_eq!((&now["family"], &now["tags"]), (&json!("Brandt"), &json!(["vip"])));
    assert_eq!(world.count("contacts"), 2, "who is not in the export stays");
    assert_eq!(world.logged()["task"], before["task"]);
    world.call("changes.undo", json!({ "change_set": told["change_set"] }));
    assert_eq!(world.logged()["contact_tag"], changed["contact_tag"]);
    assert_eq!(world.call("contacts.get", json!({ "id": ada }))["family"], "Byron");

    // A deal comes into a vault that has its person and not the deal: what is reckoned of the person follows.
    world.call("deals.delete", json!({ "id": deal }));
    world.call("deals.erase", json!({ "ids": [deal] }));
    let open = |world: &World| world.call("contacts.get", json!({ "id": ada }))["open_deals"].clone();
    assert_eq!(open(&world), Value::Null);
    let told = bring_back(&world, &out).unwrap();
    assert_eq!(told["records"]["deal"]["created"], 1, "{told}");
    assert_eq!(open(&world), 1.0);
    assert_eq!(world.call("contacts.get", json!({ "id": ada }))["open_tasks"], 1.0, "{task}");
    let again = bring_back(&world, &out).unwrap();
    assert_eq!(again["change_set"], Value::Null, "{again}");
}

// covers(IMP-9, INT-12)
#[test]
fn what_is_no_export_or_a_damaged_one_changes_nothing() {
    let world = World::new();
    world.call("contacts.create", json!({ "given": "Ada", "company": "Acme" }));
    let out = everything(&world);
    let fresh = World::new();
    let before = fresh.logged();
    let people = "records/contact.jsonl";
    let error = |archive: &[u8]| bring_back(&fresh, archive).unwrap_err();
    let cut = repacked(&out, people, |text| Some(text.chars().take(text.chars().count() / 2).collect()));
    assert_eq!(error(&cut)["code"], "export_damaged");
    let odd =
        repacked(&out, people, |text| Some(text.replace("\"created_ms\":", "\"created_ms\":\"x\",\"old\":")));
    let told = error(&odd);
    assert_eq!((&told["code"], &told["details"]["line"]), (&json!("export_damaged"), &json!(1)), "{told}");
    assert_eq!(error(&repacked(&out, people, |_| None))["code"], "export_incomplete");
    assert_eq!(fresh.logged(), before);

    // Among other files its tables and cards would come in without what holds them together.
    let handle = fresh.app.files().put_path(&fresh.file("all.zip", &out)).unwrap();
    let error = fresh.ask("imports.start", json!({ "files": [handle] })).unwrap_err();
    assert_eq!(error.code, "whole_export");
    let ask = |archive: &[u8]| {
        let handle = fresh.app.files().put_path(&fresh.file("x.zip", archive)).unwrap();
        fresh.ask("imports.everything", json!({ "file": handle })).unwrap_err().code
    };
    assert_eq!(ask(b"no archive"), "not_an_export");
    assert_eq!(ask(&repacked(&out, "manifest.json", |_| Some("{}".into()))), "not_an_export");
    let newer =
        repacked(&out, "manifest.json", |text| Some(text.replace("\"version\": 1", "\"version\": 9")));
    assert_eq!(ask(&newer), "newer_export");

    // Something that was changed by hand comes in, and is told.
    let edited = repacked(&out, people, |text| Some(text.replace("\"given\":\"Ada\"", "\"given\":\"Äda\"")));
    let told = bring_back(&fresh, &edited).unwrap();
    assert_eq!(told["altered"], json!([people]));
    assert_eq!(fresh.search("äda").len(), 1, "the forms of a text are made anew");
}

// covers(IMP-9, UNS-7, SEC-15)
#[test]
fn history_comes_along_when_asked_for_and_secrets_never_do() {
    let world = World::new();
    let ada = world.call("contacts.create", json!({ "given": "Ada" }))["id"].clone();
    world.call("contacts.patch", json!({ "id": ada, "patch": { "given": "Augusta" } }));
    assert!(!unpacked(&everything(&world)).contains_key("history.jsonl"));
    let files = unpacked(&archive(&world, json!({ "history": true })));
    let history: Vec<Value> =
        files["history.jsonl"].lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let old = history.iter().flat_map(|set| set["changes"].as_array().unwrap()).find(|c| c["op"] == "update");
    assert_eq!(old.unwrap()["old"]["given"], "Ada");
    let schema: Value = serde_json::from_str(&files["schema.json"]).unwrap();
    let tables: Vec<&str> =
        schema["tables"].as_array().unwrap().iter().map(|table| table["table"].as_str().unwrap()).collect();
    assert!(tables.contains(&"own_record") && !tables.contains(&"job") && !tables.contains(&"import"));
    let keys: Vec<PathBuf> = ["keys.json", "secrets"].iter().map(|name| world.vault().join(name)).collect();
    for key in keys.iter().filter(|key| key.exists()) {
        let words = String::from_utf8_lossy(&std::fs::read(key).unwrap()).into_owned();
        let long = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() >= 24);
        for word in long {
            assert!(files.values().all(|text| !text.contains(word)), "{word} of {}", key.display());
        }
    }
}

/// Puts the files of an archive into a folder.
fn into_folder(archive: &[u8], folder: &std::path::Path) {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    zip.extract(folder).unwrap();
}

// covers(IMP-9, INT-12)
#[test]
fn a_script_in_another_language_reads_it_and_finds_what_is_wrong() {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/examples/read_export.py");
    assert!(std::fs::read_to_string(&script).unwrap().lines().count() <= 100);
    let world = filled(7);
    let folder = tempfile::tempdir().unwrap();
    into_folder(&everything(&world), folder.path());
    let read = || std::process::Command::new("python3").arg(&script).arg(folder.path()).output().unwrap();
    let told = read();
    let out = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(told.status.success(), "{out}{}", String::from_utf8_lossy(&told.stderr));
    let counted: BTreeMap<String, u64> = out
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?.to_owned(), words.next()?.parse().ok()?))
        })
        .collect();
    for (kind, plural) in [("contact", "contacts"), ("deal", "deals"), ("task", "tasks"), ("note", "notes")] {
        let trashed = world.list(plural, json!({ "limit": 1, "query": { "trashed": true } }));
        let all = world.count(plural) + trashed["total"].as_u64().unwrap();
        assert_eq!(counted.get(kind), Some(&all), "{kind}: {out}");
    }
    assert_eq!(counted["own_boat"], 2);
    let people = folder.path().join("records/contact.jsonl");
    let text = std::fs::read_to_string(&people).unwrap();
    let (_, rest) = text.split_once('\n').unwrap();
    std::fs::write(&people, rest).unwrap();
    let told = read();
    assert_eq!(told.status.code(), Some(1), "a record is missing");
    assert!(String::from_utf8_lossy(&told.stderr).contains("records/contact.jsonl was changed"));
}

// covers(IMP-9)
#[test]
fn a_list_becomes_a_workbook_with_chosen_fields() {
    let world = World::new();
    let size = json!({ "of": "contact", "name": "Size", "type": "number" });
    let size = text(&world.call("fields.create", size)["id"]);
    let ada = json!({ "given": "=Ada", "family": "Brandt", "phones": [{ "value": "+49 151 23456789" }],
        "custom": { &size: 1.5 } });
    let ada = world.call("contacts.create", ada)["id"].clone();
    world.call("contacts.create", json!({ "given": "Grace", "tags": ["vip"] }));
    world.call("notes.create", json!({ "body": "Tea", "contact_id": ada }));
    let fields = json!(["phones", "display_name", &size, "notes"]);
    let export = |format: &str, more: Value| {
        let mut input = json!({ "format": format, "kinds": ["contact"] });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        world.export_of(input)
    };
    let sheet = |bytes: Vec<u8>, path: &str| unpacked(&bytes)[path].clone();
    let named = json!({ "is": { "field": "family", "op": "equals", "value": "Brandt" } });
    let book = export("xlsx", json!({ "fields": fields, "query": { "filter": named } }));
    let cells = sheet(book, "xl/worksheets/sheet1.xml");
    assert_eq!(cells.matches("<row ").count(), 2, "a header and one record: {cells}");
    assert!(cells.contains("<t>+49 151 23456789</t>") && cells.contains("<v>1.5</v>"), "{cells}");
    assert!(cells.contains("=Ada") && !cells.contains("<f>"), "no formula: {cells}");
    let order: Vec<usize> =
        ["Phone<", "Display name<", "Size<", "Notes<"].iter().map(|word| cells.find(word).unwrap()).collect();
    assert!(order.is_sorted(), "{cells}");

    let table = String::from_utf8(export("csv", json!({ "fields": fields, "ids": [ada] }))).unwrap();
    assert!(table.trim_start_matches('\u{feff}').starts_with("Phone,Display name,Size,Notes"), "{table}");
    assert_eq!(table.lines().count(), 2);
    let card =
        String::from_utf8(export("vcard", json!({ "fields": ["display_name"], "ids": [ada] }))).unwrap();
    assert!(card.contains("Ada Brandt") && !card.contains("TEL") && !card.contains("NOTE"), "{card}");
    let whole: Value =
        serde_json::from_slice(&export("json", json!({ "fields": ["phones"], "ids": [ada] }))).unwrap();
    let keys: Vec<&String> = whole["contacts"][0].as_object().unwrap().keys().collect();
    assert!(
        !keys.iter().any(|key| *key == "given" || *key == "notes") && keys.iter().any(|key| *key == "phones")
    );

    let refused = |input: Value| world.ask("exports.run", input).unwrap_err().field;
    let odd = json!({ "format": "xlsx", "kinds": ["contact"], "fields": ["nothing"] });
    assert_eq!(refused(odd).as_deref(), Some("fields"));
    assert_eq!(refused(json!({ "format": "xlsx", "fields": ["emails"] })).as_deref(), Some("kinds"));
    let both = export("xlsx", json!({ "kinds": ["contact", "company"] }));
    assert!(unpacked(&both).contains_key("xl/worksheets/sheet2.xml"), "a sheet for each kind");
}

// covers(IMP-10)
#[test]
fn past_exports_are_remembered_with_where_they_went() {
    let world = World::new();
    world.call("contacts.create", json!({ "given": "Ada" }));
    let file = world.call("exports.run", json!({ "format": "csv", "kinds": ["contact"] }));
    world.call("exports.saved", json!({ "file": file["file"], "place": "/home/ada/people.csv" }));
    everything(&world);
    let listed = world.call("exports.list", json!({}));
    let told: Vec<Value> = listed["exports"]
        .as_array()
        .unwrap()
        .iter()
        .map(|export| json!([export["format"], export["kinds"], export["place"], export["actor"]]))
        .collect();
    assert_eq!(
        told,
        [
            json!(["everything", ["contact"], null, "owner"]),
            json!(["csv", ["contact"], "/home/ada/people.csv", "owner"]),
        ]
    );
    assert_eq!(listed["exports"][1]["records"], 1);
    assert_eq!(listed["exports"][1]["bytes"], file["size"]);
}
