//! The laws of importing: twice is once, apart is apart, a dry run tells the truth, cancelled leaves nothing, undone
//! keeps what came later.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::generator::csv::{self, Product};
use crate::generator::{Population, Summary, vcard};
use crate::world::{World, ada_and_friends, text};

const PEOPLE: Population = Population { seed: 42, people: 300 };

fn generated(world: &World, product: Product, population: Population) -> (PathBuf, Summary) {
    let mut bytes = Vec::new();
    let summary = csv::write(&mut bytes, population, &csv::Shape::of(product), |_| {}).unwrap();
    (world.file(&format!("{product:?}.csv"), bytes), summary)
}

fn cards(world: &World, version: vcard::Version, population: Population) -> (PathBuf, Summary) {
    let mut bytes = Vec::new();
    let summary =
        vcard::write(&mut bytes, population, vcard::Shape { version, repeats: 10 }, |_| {}).unwrap();
    (world.file(&format!("{version:?}.vcf"), bytes), summary)
}

fn sum(import: &Value, outcome: &str) -> u64 {
    import["files"].as_array().unwrap().iter().map(|f| f[outcome].as_u64().unwrap()).sum()
}

/// Both exports without what a second record of the same person must have of its own.
fn people(export: &Value) -> BTreeMap<String, u64> {
    let mut found = BTreeMap::new();
    for contact in export["contacts"].as_array().unwrap() {
        let mut contact = contact.clone();
        strip_ids(&mut contact);
        *found.entry(contact.to_string()).or_default() += 1;
    }
    found
}

fn strip_ids(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for name in ["id", "company_id", "source"] {
                fields.remove(name);
            }
            fields.values_mut().for_each(strip_ids);
        }
        Value::Array(items) => items.iter_mut().for_each(strip_ids),
        _ => {}
    }
}

// covers(IMP-1, IMP-3)
#[test]
fn every_product_brings_its_people_once_each() {
    for product in [Product::Google, Product::Outlook, Product::LinkedIn, Product::HubSpot, Product::Odd] {
        let world = World::new();
        let (file, truth) = generated(&world, product, PEOPLE);
        let import = world.import(&[file], json!({}));
        assert_eq!(import["state"], "done", "{import:#}");
        assert_eq!(sum(&import, "rows"), truth.rows, "{product:?} {import:#}");
        assert_eq!(sum(&import, "created"), truth.people, "{product:?} {:#}", import["files"][0]);
        assert_eq!(sum(&import, "rejected"), 0, "{product:?}");
        assert_eq!(world.count("contacts"), truth.people, "{product:?}");
    }
}

// covers(IMP-3)
#[test]
fn cards_of_every_version_bring_their_people_once_each() {
    for version in [vcard::Version::V21, vcard::Version::V30, vcard::Version::V40, vcard::Version::Mixed] {
        let world = World::new();
        let (file, truth) = cards(&world, version, PEOPLE);
        let import = world.import(&[file], json!({}));
        assert_eq!(import["state"], "done", "{import:#}");
        assert_eq!(sum(&import, "rows"), truth.rows, "{version:?}");
        assert_eq!(sum(&import, "created"), truth.people, "{version:?} {:#}", import["files"][0]);
        assert_eq!(import["files"][0]["cells"]["total"], truth.cells, "{version:?}");
        let exported = world.exported();
        let by_email: BTreeMap<String, &Value> = exported["contacts"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|c| c["emails"].as_array().into_iter().flatten().map(move |e| (text(&e["value"]), c)))
            .collect();
        for person in PEOPLE.iter().filter(|p| !p.emails.is_empty()) {
            let contact = by_email[&person.emails[0].value];
            assert_eq!(contact["family"], person.family, "{version:?}");
            assert_eq!(contact["given"], person.given, "{version:?}");
            let numbers: Vec<&Value> =
                contact["phones"].as_array().into_iter().flatten().map(|p| &p["e164"]).collect();
            for phone in &person.phones {
                assert!(numbers.contains(&&json!(phone.e164())), "{version:?} {} {numbers:?}", phone.e164());
            }
        }
    }
}

// covers(IMP-1, IMP-3, IMP-5)
#[test]
fn the_same_files_twice_change_nothing() {
    let world = World::new();
    let mut files = vec![cards(&world, vcard::Version::Mixed, PEOPLE).0];
    for (product, seed) in
        [(Product::Google, 1), (Product::Outlook, 2), (Product::LinkedIn, 3), (Product::Odd, 4)]
    {
        files.push(generated(&world, product, Population { seed, people: 150 }).0);
    }
    let first = world.import(&files, json!({}));
    assert_eq!(first["state"], "done", "{first:#}");
    let before = world.export();
    let last = world.last_seq();
    let second = world.import(&files, json!({}));
    assert_eq!((sum(&second, "created"), sum(&second, "updated")), (0, 0), "{second:#}");
    assert_eq!(
        sum(&second, "unchanged") + sum(&second, "duplicates") + sum(&second, "rejected"),
        sum(&second, "rows")
    );
    assert!(world.export() == before, "the export changed");
    assert_eq!(world.last_seq(), last, "the log grew");
}

// covers(IMP-1, CON-3)
#[test]
fn kept_apart_every_row_is_a_record_and_twice_is_still_once() {
    let world = World::new();
    let (file, truth) = generated(&world, Product::Google, PEOPLE);
    let apart = world.import(std::slice::from_ref(&file), json!({ "no_merge": true }));
    assert_eq!(sum(&apart, "created"), truth.rows, "{apart:#}");
    assert_eq!(world.count("contacts"), truth.rows);
    let again = world.import(&[file], json!({ "no_merge": true }));
    assert_eq!(sum(&again, "created"), 0, "{again:#}");
    assert_eq!(world.count("contacts"), truth.rows);
}

// covers(IMP-1, IMP-5)
#[test]
fn a_dry_run_changes_nothing_and_says_what_the_real_run_does() {
    let (dry, real) = (World::new(), World::new());
    let files = |world: &World| {
        // Somebody is there already, so that there is something to update.
        let mut there = Vec::new();
        let some = Population { seed: PEOPLE.seed, people: 100 };
        vcard::write(&mut there, some, vcard::Shape { version: vcard::Version::V30, repeats: 0 }, |_| {})
            .unwrap();
        world.import(&[world.file("there.vcf", there)], json!({}));
        [generated(world, Product::Google, PEOPLE).0, ada_and_friends(world)[1].clone()]
    };
    let files_dry = files(&dry);
    let before = dry.export();
    let foreseen = dry.import(&files_dry, json!({ "dry_run": true }));
    assert_eq!(foreseen["state"], "staged", "{foreseen:#}");
    assert!(dry.export() == before, "a dry run wrote something");
    let done = real.import(&files(&real), json!({}));
    for key in ["rows", "created", "updated", "unchanged", "duplicates", "rejected"] {
        assert_eq!(sum(&foreseen, key), sum(&done, key), "{key}: {foreseen:#} {done:#}");
    }
    let outcomes = |world: &World, import: &Value| -> Vec<(Value, Value, Value)> {
        world
            .rows(import)
            .iter()
            .map(|r| (r["file"].clone(), r["row"].clone(), r["outcome"].clone()))
            .collect()
    };
    assert_eq!(outcomes(&dry, &foreseen), outcomes(&real, &done));
    // The dry run made real gives the same people.
    dry.call("imports.apply", json!({ "id": foreseen["id"] }));
    let applied = dry.finished(foreseen["id"].as_str().unwrap());
    assert_eq!(applied["state"], "done", "{applied:#}");
    assert_eq!(people(&dry.exported()), people(&real.exported()));
}

// covers(IMP-5, WF-8)
#[test]
fn cancelled_nothing_of_it_stays() {
    let world = World::new();
    world.import(&ada_and_friends(&world), json!({}));
    let before = world.export();
    let (file, _) = generated(&world, Product::Google, Population { seed: 9, people: 4_000 });
    let mut cancelled = 0;
    for wait_ms in [0, 50, 200, 500, 900] {
        let id = world.start_import(std::slice::from_ref(&file), json!({}));
        std::thread::sleep(std::time::Duration::from_millis(wait_ms));
        world.call("imports.cancel", json!({ "id": id }));
        let import = world.finished(&id);
        if import["state"] == "done" {
            world.call("changes.undo", json!({ "change_set": import["change_set"] }));
        } else {
            assert_eq!(import["state"], "cancelled", "{import:#}");
            cancelled += 1;
        }
        assert!(world.export() == before, "after {wait_ms} ms something stayed");
    }
    assert!(cancelled >= 2, "only {cancelled} of 5 were cancelled in time");
    assert_eq!(world.search("ada").len(), 1);
}

// covers(IMP-5, CON-8, AUD-2)
#[test]
fn an_import_taken_back_leaves_what_was_edited_since() {
    let world = World::new();
    let import = world.import(&ada_and_friends(&world), json!({}));
    let listed = world.call("contacts.list", json!({}));
    let ada =
        listed["rows"].as_array().unwrap().iter().find(|r| text(&r["title"]).contains("Brandt")).unwrap();
    let ada = text(&ada["id"]);
    world.call("contacts.patch", json!({ "id": ada, "patch": { "nickname": "Adi" } }));
    let undone = world.call("changes.undo", json!({ "change_set": import["change_set"] }));
    let kept = undone["kept"].as_array().unwrap();
    assert!(kept.iter().any(|k| k["id"] == json!(ada)), "{undone:#}");
    assert_eq!(world.count("contacts"), 1);
    assert_eq!(world.call("contacts.get", json!({ "id": ada }))["nickname"], "Adi");
    assert_eq!(world.search("иванов"), Vec::<String>::new(), "the index followed");
    // Undone, the same file may come again.
    let again = world.import(&ada_and_friends(&world), json!({}));
    assert_eq!(sum(&again, "created"), 3, "{again:#}");
    assert_eq!(world.count("contacts"), 4);
}

// covers(IMP-3, AUD-2)
#[test]
fn what_changed_nothing_is_no_change() {
    let world = World::new();
    let cards = "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Vorstand\r\nMEMBER:urn:uuid:ada-7\r\n\
        MEMBER:urn:uuid:nobody\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:ada-7\r\nFN:Ada\r\n\
        EMAIL:ada@brandt.example\r\nEND:VCARD\r\n";
    let file = [world.file("list.vcf", cards)];
    let outcomes = |import: &Value| {
        let file = &import["files"][0];
        ["created", "updated", "unchanged"].map(|k| file[k].as_u64().unwrap())
    };
    let dry = world.import(&file, json!({ "dry_run": true }));
    assert_eq!(outcomes(&dry), [1, 1, 0], "the list will tag Ada: {dry:#}");
    let real = world.import(&file, json!({}));
    assert_eq!(outcomes(&real), [1, 1, 0], "{real:#}");
    let ada = world.call("contacts.list", json!({}))["rows"][0].clone();
    assert_eq!(ada["tags"], json!(["Vorstand"]));

    let sealed = || {
        let sets = world.call("changes.list", json!({}))["sets"].as_array().unwrap().clone();
        sets.iter().filter(|set| set["state"] == "sealed").count()
    };
    let before = sealed();
    let again = world.import(&file, json!({}));
    assert_eq!((outcomes(&again), &again["change_set"]), ([0, 0, 2], &Value::Null), "{again:#}");
    let dry = world.import(&file, json!({ "dry_run": true }));
    assert_eq!(outcomes(&dry), [0, 0, 2], "a list whose members all carry its tag changes nothing: {dry:#}");
    let rows = world.rows(&dry);
    assert!(rows.iter().all(|row| row["outcome"] == "unchanged"), "{rows:#?}");
    world.call("imports.cancel", json!({ "id": dry["id"] }));
    assert_eq!(sealed(), before, "history shows no import that did nothing");
}

// covers(IMP-7)
#[test]
fn a_look_into_a_file_says_how_many_rows_it_has() {
    let world = World::new();
    for (name, text) in [
        (
            "three.csv",
            "First Name,Last Name,Email\r\nAda,Lovelace,ada@example.org\r\nGrace,Hopper,g@example.org\r\nEmmy,\"Noe\r\nther\",e@example.org\r\n",
        ),
        (
            "three.vcf",
            "BEGIN:VCARD\nFN:Ada\nEND:VCARD\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\nBEGIN:VCARD\nFN:Cy\nEND:VCARD\n",
        ),
    ] {
        let handle = world.app.files().put_path(&world.file(name, text)).unwrap();
        let seen = world.call("imports.inspect", json!({ "file": serde_json::to_value(handle).unwrap() }));
        assert_eq!(seen["rows_estimate"], 3, "{name}: {seen}");
    }
}

// covers(IMP-1, IMP-3)
#[test]
fn a_name_as_long_as_a_book_is_kept_and_is_no_name() {
    let world = World::new();
    let book = "a,b ".repeat(700_000);
    let cards = format!(
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{book}\r\nN:Brandt;Ada;;;\r\nEMAIL:ada@brandt.example\r\nEND:VCARD\r\n"
    );
    let import = world.import(&[world.file("book.vcf", cards)], json!({}));
    let cells = &import["files"][0]["cells"];
    assert_eq!((&cells["total"], &cells["rejected"]), (&json!(3), &json!(1)), "{cells}");
    let row = world.rows(&import).remove(0);
    assert!(text(&row["cells"][0]["reason"]).contains("1 MB"), "{row}");
    let ada = world.call("contacts.get", json!({ "id": row["record"]["id"] }));
    assert_eq!(ada["display_name"], "Ada Brandt");
    assert_eq!(text(&ada["raw"][0]["value"]).len(), book.trim_end().len(), "nothing of it is lost");
}

// covers(IMP-3)
#[test]
fn what_was_set_once_is_not_asked_again_even_where_it_was_as_guessed() {
    let world = World::new();
    let file =
        world.file("odd.csv", "Wer;Status;Ort\nAda Lovelace;warm;London\nCharles Babbage;cold;London\n");
    let handle = world.app.files().put_path(&file).unwrap();
    let handle = serde_json::to_value(handle).unwrap();
    let inspect = || world.call("imports.inspect", json!({ "file": handle }));
    let first = inspect();
    assert_eq!((&first["sure"], &first["remembered"]), (&json!(false), &json!(false)), "{first:#}");

    let mut columns = first["columns"].clone();
    for column in columns.as_array_mut().unwrap() {
        column.as_object_mut().unwrap().remove("samples");
    }
    let mapping = json!({ text(&handle["file"]): { "columns": columns } });
    let started =
        world.call("imports.start", json!({ "files": [handle], "mapping": mapping, "dry_run": true }));
    world.finished(&text(&started["import"]));

    let second = inspect();
    assert_eq!((&second["sure"], &second["remembered"]), (&json!(true), &json!(true)), "{second:#}");
    let forgotten = world.call("imports.forget_mapping", json!({ "file": handle }));
    assert_eq!((&forgotten["sure"], &forgotten["remembered"]), (&json!(false), &json!(false)));
    assert_eq!(inspect()["columns"], first["columns"]);
}

/// A picture of one point, in one of two colours.
fn portrait(colour: &str) -> String {
    let bytes = match colour {
        "red" => "R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==",
        _ => "R0lGODlhAQABAIAAAAAA/////yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==",
    };
    format!("PHOTO;ENCODING=b;TYPE=GIF:{bytes}")
}

fn ada_card(extra: &str) -> String {
    format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lovelace;Ada;;;\r\nEMAIL:ada@x.example\r\n{extra}\r\nEND:VCARD\r\n"
    )
}

// covers(IMP-1, IMP-3)
#[test]
fn what_a_record_has_no_room_for_is_on_the_receipt() {
    let world = World::new();
    let import = |name: &str, text: String, more: Value| world.import(&[world.file(name, text)], more);
    import("a.vcf", ada_card(&portrait("red")), json!({}));
    let mine = world.call("contacts.list", json!({ "fields": ["photo"] }))["rows"][0]["photo"].clone();
    assert!(mine.is_string());

    // The same portrait says nothing new; another one is not taken, and its cell is not called mapped.
    let same = import("same.vcf", ada_card(&format!("{}\r\nNICKNAME:Countess", portrait("red"))), json!({}));
    assert_eq!(same["files"][0]["cells"]["rejected"], 0, "{same:#}");
    let other = import("other.vcf", ada_card(&portrait("blue")), json!({}));
    let cells = &other["files"][0]["cells"];
    assert_eq!((&cells["rejected"], &cells["mapped"]), (&json!(1), &json!(2)), "{other:#}");
    let rows = world.rows(&other);
    assert_eq!(rows[0]["cells"][0]["fate"], "rejected", "{rows:#?}");
    assert_eq!(world.call("contacts.list", json!({ "fields": ["photo"] }))["rows"][0]["photo"], mine);

    // A number field takes a number; what is none is kept raw, and counted so.
    world.call("fields.create", json!({ "of": "contact", "name": "Shoe size", "type": "number" }));
    let table = |size: &str| {
        format!("First Name,Last Name,E-mail 1 - Value,Shoe size\r\nAda,Lovelace,ada@x.example,{size}\r\n")
    };
    let mapping = |file: &Value| {
        json!({ file["file"].as_str().unwrap(): { "columns": [
            { "index": 0, "name": "First Name", "target": "given" },
            { "index": 1, "name": "Last Name", "target": "family" },
            { "index": 2, "name": "E-mail 1 - Value", "target": "emails" },
            { "index": 3, "name": "Shoe size", "target": "custom:Shoe size" },
        ] } })
    };
    let sized = |name: &str, size: &str, dry_run: bool| {
        let file = world.app.files().put_path(&world.file(name, table(size))).unwrap();
        let handle = json!(file);
        let input = json!({ "files": [handle], "mapping": mapping(&handle), "dry_run": dry_run });
        let started = world.call("imports.start", input);
        world.finished(started["import"].as_str().unwrap())
    };
    let look = sized("look.csv", "38", true);
    assert_eq!(sum(&look, "updated"), 1, "a dry run foresees an own field: {look:#}");
    let first = sized("first.csv", "38", false);
    assert_eq!((sum(&first, "updated"), &first["files"][0]["cells"]["raw"]), (1, &json!(0)), "{first:#}");
    for (name, size) in [("large.csv", "large"), ("other.csv", "40")] {
        let kept = sized(name, size, false);
        let cells = &kept["files"][0]["cells"];
        assert_eq!((&cells["raw"], &cells["mapped"]), (&json!(1), &json!(3)), "{name} {kept:#}");
        assert_eq!(kept["files"][0]["columns"][3]["raw"], 1, "{name}");
    }
    let ada = world.exported()["contacts"][0].clone();
    let raw: Vec<(String, String)> =
        ada["raw"].as_array().unwrap().iter().map(|r| (text(&r["name"]), text(&r["value"]))).collect();
    for size in ["large", "40"] {
        assert!(raw.contains(&("Shoe size".into(), size.into())), "{raw:?}");
    }
}

// covers(CON-10, IMP-6)
#[test]
fn numbers_of_own_fields_are_read_as_the_file_writes_them() {
    let world = World::new();
    world.call("fields.create", json!({ "of": "contact", "name": "Umsatz", "type": "number" }));
    let table = "Vorname;Nachname;E-Mail;Umsatz\r\nAda;Lovelace;ada@x.example;1.234,50\r\nBob;Babbage;bob@x.example;7,25\r\n";
    let file = world.app.files().put_path(&world.file("umsatz.csv", table)).unwrap();
    let mut columns = world.call("imports.inspect", json!({ "file": file }))["columns"].clone();
    for column in columns.as_array_mut().unwrap() {
        column.as_object_mut().unwrap().remove("samples");
        if column["name"] == "Umsatz" {
            column["target"] = json!("custom:Umsatz");
        }
    }
    let mapping = json!({ file.file.to_string(): { "columns": columns } });
    let started = world.call("imports.start", json!({ "files": [json!(file)], "mapping": mapping }));
    let import = world.finished(&text(&started["import"]));
    assert_eq!(import["files"][0]["cells"]["raw"], 0, "{import:#}");
    let exported = world.exported();
    let values: Vec<f64> = exported["contacts"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|c| c["custom"].as_object().unwrap().values().filter_map(Value::as_f64))
        .collect();
    assert!(values.contains(&1234.5) && values.contains(&7.25), "{values:?}");
}
