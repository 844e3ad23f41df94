//! What the seller puts right: how a file is read, and the rows that could not be imported.

use std::path::Path;

use serde_json::{Value, json};

use crate::world::{World, text};

/// A file as a door hands it over.
fn handle(world: &World, path: &Path) -> Value {
    serde_json::to_value(world.app.files().put_path(path).unwrap()).unwrap()
}

/// Imports one file, read as said; answers the import when it is at rest.
fn import_as(world: &World, path: &Path, reading: Option<Value>, options: Value) -> Value {
    let file = handle(world, path);
    let mut input = options;
    if let Some(reading) = reading {
        input["reading"] = json!({ text(&file["file"]): reading });
    }
    input["files"] = json!([file]);
    world.finished(&text(&world.call("imports.start", input)["import"]))
}

/// The rejected rows of an import, saved on the desk.
fn rejects(world: &World, import: &Value, file: u32) -> (String, String) {
    let saved = world.call("imports.rejects", json!({ "id": import["id"], "file": file }));
    let mut bytes = Vec::new();
    let id = text(&saved["file"]).parse().unwrap();
    std::io::Read::read_to_end(&mut world.app.files().open(id).unwrap(), &mut bytes).unwrap();
    assert_eq!(saved["size"], bytes.len());
    (text(&saved["name"]), String::from_utf8(bytes).unwrap())
}

/// The value of a field of the contact with this e-mail address.
fn of(world: &World, email: &str, field: &str) -> Value {
    let exported = world.exported();
    let contacts = exported["contacts"].as_array().unwrap();
    let one = contacts.iter().find(|c| c["emails"][0]["value"] == email);
    one.unwrap_or_else(|| panic!("nobody has {email}: {contacts:#?}"))[field].clone()
}

/// A Czech list in the code page of its country, with two lines above the names of the columns and days that could be
/// either; the letters and the line are taken for others.
const CZECH: &[u8] = b"Kontakty;Jmeno;E-mail\r\nExport;Firma;Telefon\r\nPerson;Mail;Geb\r\n\
    Peter Be\xF2a;bena@x.example;03/04/1985\r\nEva Male;eva@x.example;05/06/1990\r\n";

fn czech_reading() -> Value {
    json!({ "encoding": "windows-1250", "header_line": 3, "date_order": "mdy" })
}

// covers(IMP-1, IMP-6)
#[test]
fn how_a_file_is_read_can_be_put_right_and_is_remembered() {
    let world = World::new();
    let path = world.file("czech.csv", CZECH);
    let file = handle(&world, &path);
    let guessed = world.call("imports.inspect", json!({ "file": file }));
    assert_eq!(guessed["reading"]["chosen"], json!({}));
    assert_ne!(guessed["reading"]["used"]["header_line"], 3, "{guessed:#}");

    let seen = world.call("imports.inspect", json!({ "file": file, "reading": czech_reading() }));
    let names: Vec<&Value> = seen["columns"].as_array().unwrap().iter().map(|c| &c["name"]).collect();
    assert_eq!(names, ["Person", "Mail", "Geb"]);
    assert_eq!(seen["columns"][0]["samples"][0], "Peter Beňa");
    assert_eq!(seen["reading"]["detected"], guessed["reading"]["used"]);
    assert_eq!(seen["reading"]["skipped_lines"], 2);
    assert_eq!(seen["preview"].as_array().unwrap().len(), 2, "{seen:#}");

    let dry = import_as(&world, &path, Some(czech_reading()), json!({ "dry_run": true }));
    assert_eq!(dry["state"], "staged", "{dry:#}");
    let receipt = &dry["files"][0]["reading"];
    assert_eq!(receipt["chosen"], json!(["encoding", "header_line", "date_order"]));
    assert_eq!(receipt["used"]["encoding"], "windows-1250");
    assert_eq!(receipt["used"]["delimiter"], ";");
    world.call("imports.apply", json!({ "id": dry["id"] }));
    let real = world.finished(&text(&dry["id"]));
    assert_eq!((&real["state"], &real["files"][0]["created"]), (&json!("done"), &json!(2)), "{real:#}");
    assert_eq!(&real["files"][0]["reading"], receipt);
    let cells = &real["files"][0]["cells"];
    assert_eq!(cells["total"], 6, "every cell is accounted for");
    assert_eq!(of(&world, "bena@x.example", "display_name"), "Peter Beňa");

    // The next file of the source needs no word.
    let next = world.file("next.csv", CZECH);
    let seen = world.call("imports.inspect", json!({ "file": handle(&world, &next) }));
    assert_eq!((&seen["remembered"], &seen["reading"]["remembered"]), (&json!(true), &json!(true)));
    assert_eq!(seen["reading"]["chosen"], czech_reading());
    let again = import_as(&world, &next, None, json!({}));
    assert_eq!(again["files"][0]["unchanged"], 2, "{again:#}");
    // "As detected" is a word too, and then it is forgotten.
    let seen = world.call("imports.inspect", json!({ "file": handle(&world, &next), "reading": {} }));
    assert_eq!(seen["reading"]["used"], guessed["reading"]["used"]);
    let seen = world.call("imports.forget_mapping", json!({ "file": handle(&world, &next) }));
    assert_eq!(seen["reading"]["chosen"], json!({}));
}

// covers(IMP-1, API-16)
#[test]
fn a_reading_that_cannot_be_right_is_refused_before_anything_begins() {
    let world = World::new();
    let path = world.file("plain.csv", "Name,Email\nAda,a@x.example\n");
    let file = handle(&world, &path);
    for (part, value) in [
        ("encoding", json!("EBCDIC")),
        ("encoding", json!("UTF-16BE")),
        ("delimiter", json!("\t")),
        ("quote", json!("«")),
        ("header_line", json!(7)),
        ("date_order", json!("dym")),
        ("decimal", json!("apostrophe")),
    ] {
        let reading = json!({ part: value });
        let inspected = world.ask("imports.inspect", json!({ "file": file, "reading": reading }));
        let started = world
            .ask("imports.start", json!({ "files": [file], "reading": { text(&file["file"]): reading } }));
        for refused in [inspected, started] {
            let error = refused.unwrap_err();
            assert_eq!(
                (error.code, error.field.as_deref()),
                ("bad_reading", Some(&*format!("reading.{part}")))
            );
        }
    }
    let cards = world.file("a.vcf", "BEGIN:VCARD\nFN:Ada\nEND:VCARD\n");
    let cards = handle(&world, &cards);
    let error = world.ask("imports.inspect", json!({ "file": cards, "reading": { "delimiter": "," } }));
    assert_eq!(error.unwrap_err().field.as_deref(), Some("reading"));
    assert_eq!(world.call("imports.list", json!({}))["imports"], json!([]));
}

// covers(IMP-1)
#[test]
fn what_was_said_of_a_file_outlives_a_restart() {
    let mut world = World::new();
    let mut bytes = CZECH.to_vec();
    for n in 0..20_000 {
        bytes.extend_from_slice(format!("Person {n};p{n}@x.example;03/04/1985\r\n").as_bytes());
    }
    let path = world.file("large.csv", bytes);
    let file = handle(&world, &path);
    let started = world.call(
        "imports.start",
        json!({ "files": [file], "reading": { text(&file["file"]): czech_reading() } }),
    );
    world.restart();
    let import = world.finished(&text(&started["import"]));
    assert_eq!((&import["state"], &import["files"][0]["created"]), (&json!("done"), &json!(20_002)));
    assert_eq!(import["files"][0]["reading"]["used"]["header_line"], 3);
    assert_eq!(of(&world, "bena@x.example", "display_name"), "Peter Beňa");
}

// covers(IMP-1, IMP-5)
#[test]
fn rejected_rows_are_saved_put_right_and_imported() {
    let world = World::new();
    let table = "Vorname;Nachname;E-Mail;Telefon;Notizen;Schuhgröße\r\n\
        Ada;Lovelace;ada@x.example;030 901820;;38\r\n\
        ;;;;\"Ruft an,\r\n\"\"bald\"\"\";=41+1\r\n\
        ;;bob at y;;;'=HYPERLINK(1)\r\n\
        ;;;;;\r\n\
        ;;;;nur eine Notiz;+49 30 1\r\n";
    let import = world.import(&[world.file("kunden.csv", table)], json!({}));
    assert_eq!(import["files"][0]["rejected"], 3, "{import:#}");
    let told = world.call("imports.rows", json!({ "id": import["id"], "outcome": "rejected" }));
    assert!(
        told["rows"][0]["cells"].to_string().contains("Ruft an"),
        "the receipt shows the cells: {told:#}"
    );
    assert!(!told.to_string().contains("\"original\""), "{told}");

    let (name, saved) = rejects(&world, &import, 0);
    assert_eq!(name, "kunden-rejected.csv");
    let header = saved.lines().next().unwrap();
    let expected = "\u{feff}Vorname,Nachname,E-Mail,Telefon,Notizen,Schuhgröße,Satchel: not imported because";
    assert_eq!(header, expected);
    assert!(saved.contains(",'=41+1,") && saved.contains(",'=HYPERLINK(1),"), "{saved}");
    assert!(saved.contains("who it is"), "{saved}");

    // A seller who reads German gets the reasons in German; the receipt keeps the code.
    world.call("settings.patch", json!({ "patch": { "language": "de" } }));
    let (_, german) = rejects(&world, &import, 0);
    assert!(german.lines().next().unwrap().ends_with(",\"Satchel: nicht importiert, weil\""), "{german}");
    assert!(
        german.contains("Diese Zeile nennt niemanden") || german.contains("Nichts darin sagt"),
        "{german}"
    );
    let row = &told["rows"][0];
    assert!(["names_nobody", "nobody"].contains(&text(&row["code"]).as_str()), "{row:#}");
    assert_eq!(row["cells"][0]["code"], row["code"]);
    let again =
        world.call("imports.inspect", json!({ "file": handle(&world, &world.file("b.csv", &german)) }));
    assert_eq!(again["columns"][6]["target"], "skip", "the German reasons go nowhere too: {again:#}");

    // The seller fills in who they are.
    let mut names = ["Bob,Babbage,bob@z.example", "Cy,Young,cy@z.example", "Di,Prince,di@z.example"].iter();
    let mut corrected = String::new();
    for line in saved.split_inclusive("\r\n") {
        match line.strip_prefix(",,bob at y").or_else(|| line.strip_prefix(",,")) {
            Some(rest) => {
                let rest = rest.strip_prefix(',').unwrap_or(rest);
                corrected.push_str(&format!("{},{rest}", names.next().unwrap()));
            }
            None => corrected.push_str(line),
        }
    }
    let again = world.import(&[world.file("kunden-rejected.csv", &corrected)], json!({}));
    let receipt = &again["files"][0];
    assert_eq!((&receipt["created"], &receipt["rejected"]), (&json!(3), &json!(0)), "{corrected}\n{again:#}");
    assert_eq!(world.count("contacts"), 4);
    let people = world.exported().to_string();
    for value in
        ["\"=41+1\"", "\"=HYPERLINK(1)\"", "\"+49 30 1\"", "Ruft an,\\n\\\"bald\\\"", "nur eine Notiz"]
    {
        assert!(people.contains(value), "{value} is missing in {people}");
    }
    assert!(!people.contains("not imported because"), "the reasons go nowhere: {people}");

    let nothing = world.ask("imports.rejects", json!({ "id": again["id"] })).unwrap_err();
    assert_eq!(nothing.code, "nothing_rejected");
}

// covers(IMP-1, IMP-3)
#[test]
fn rejected_cards_are_saved_put_right_and_imported() {
    let world = World::new();
    let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:Wants a call\\, soon\r\nX-SHOE:38\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Lovelace\r\nEMAIL:ada@x.example\r\nEND:VCARD\r\n";
    let table = "Name,E-Mail,Note\nGrace Hopper,grace@x.example,\n,,lost\n";
    let import = world.import(&[world.file("a.vcf", cards), world.file("b.csv", table)], json!({}));
    let which = world.ask("imports.rejects", json!({ "id": import["id"] })).unwrap_err();
    assert_eq!(which.field.as_deref(), Some("file"));
    assert!(world.ask("imports.rejects", json!({ "id": import["id"], "file": 5 })).is_err());
    let (name, saved) = rejects(&world, &import, 0);
    assert_eq!(name, "a-rejected.vcf");
    assert!(saved.contains("X-SATCHEL-REJECTED:Nothing in it says who it is"), "{saved}");
    let corrected = saved.replace("NOTE:", "FN:Charles Babbage\r\nEMAIL:charles@x.example\r\nNOTE:");
    let again = world.import(&[world.file("a-rejected.vcf", corrected)], json!({}));
    assert_eq!(again["files"][0]["created"], 1, "{again:#}");
    assert_eq!(of(&world, "charles@x.example", "notes"), json!(["Wants a call, soon"]));
    let raw = of(&world, "charles@x.example", "raw");
    assert_eq!(raw.as_array().unwrap().len(), 1, "only the shoe size: {raw}");
    assert!(rejects(&world, &import, 1).1.contains("lost"));
}

// covers(IMP-1, IMP-6)
#[test]
fn rejects_of_a_file_that_was_put_right_are_read_like_it() {
    let world = World::new();
    let mut bytes = CZECH.to_vec();
    bytes.extend_from_slice(b";;01/02/1999\r\n");
    let path = world.file("czech.csv", bytes);
    let import = import_as(&world, &path, Some(czech_reading()), json!({}));
    let (_, saved) = rejects(&world, &import, 0);
    let fixed = saved.replace("\n,,", "\nJiří Dvořák,jiri@x.example,");
    let seen = world.call(
        "imports.inspect",
        json!({ "file": handle(&world, &world.file("czech-rejected.csv", &fixed)) }),
    );
    assert_eq!(seen["reading"]["chosen"], json!({ "date_order": "mdy" }), "{seen:#}");
    assert_eq!(seen["columns"][0]["samples"][0], "Jiří Dvořák");
}
