//! Workbooks and archives, dropped like any other file.

use std::io::{Cursor, Write};
use std::path::Path;

use serde_json::{Value, json};
use zip::write::SimpleFileOptions;

use crate::world::{World, text};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook whose cells are texts, or numbers where they are only digits.
fn workbook(sheets: &[(&str, bool, &[&[&str]])]) -> Vec<u8> {
    let (mut list, mut relations, mut files) = (String::new(), String::new(), Vec::new());
    for (at, (name, hidden, rows)) in (1..).zip(sheets) {
        let state = if *hidden { "hidden" } else { "visible" };
        list += &format!(r#"<sheet name="{name}" sheetId="{at}" state="{state}" r:id="r{at}"/>"#);
        relations += &format!(
            r#"<Relationship Id="r{at}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{at}.xml"/>"#
        );
        let mut xml = String::new();
        for (number, row) in (1..).zip(*rows) {
            xml += &format!(r#"<row r="{number}">"#);
            for (column, cell) in ('A'..).zip(*row) {
                xml += &if cell.chars().all(|c| c.is_ascii_digit()) {
                    format!(r#"<c r="{column}{number}"><v>{cell}</v></c>"#)
                } else {
                    format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{cell}</t></is></c>"#)
                };
            }
            xml += "</row>";
        }
        let sheet = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{xml}</sheetData></worksheet>"#);
        files.push((format!("xl/worksheets/sheet{at}.xml"), sheet));
    }
    let one = |target: &str, kind: &str| {
        format!(
            r#"<Relationships><Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    files.extend([
        ("_rels/.rels".to_owned(), one("xl/workbook.xml", "officeDocument")),
        (
            "xl/workbook.xml".to_owned(),
            format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{list}</sheets></workbook>"#),
        ),
        ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{relations}</Relationships>")),
    ]);
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    zipped(&files)
}

fn handle(world: &World, path: &Path) -> Value {
    serde_json::to_value(world.app.files().put_path(path).unwrap()).unwrap()
}

fn names(import: &Value) -> Vec<String> {
    import["files"].as_array().unwrap().iter().map(|file| text(&file["name"])).collect()
}

const PEOPLE: &[&[&str]] = &[
    &["First name", "Last name", "E-mail", "Phone"],
    &["Zo\u{eb}", "\u{d6}lander", "zoe@x.example", "4915112345678"],
    &["Ada", "Brandt; Sons", "ada@x.example", ""],
];
const MORE: &[&[&str]] = &[&["Name", "E-mail"], &["Bo Lund", "bo@x.example"]];

// covers(IMP-2, IMP-5)
#[test]
fn every_sheet_of_a_workbook_comes_in_and_the_hidden_one_is_told() {
    let world = World::new();
    let path = world.file(
        "people.xlsx",
        workbook(&[("Clients", false, PEOPLE), ("Lists", true, MORE), ("Fair", false, MORE)]),
    );
    let file = handle(&world, &path);
    let unpacked = world.call("imports.unpack", json!({ "files": [file] }));
    assert_eq!(unpacked["left"][0]["name"], "people.xlsx \u{203a} Lists");
    assert_eq!(unpacked["left"][0]["code"], "hidden_sheet");
    let sheet = &unpacked["files"][0];
    let seen = world.call("imports.inspect", json!({ "file": sheet }));
    assert_eq!(
        (&seen["format"], &seen["rows_estimate"], &seen["sure"]),
        (&json!("xlsx"), &json!(2), &json!(true))
    );
    assert_eq!(seen["reading"]["used"].get("encoding"), None);

    let import = world.import(std::slice::from_ref(&path), json!({}));
    assert_eq!(names(&import), ["people.xlsx \u{203a} Clients", "people.xlsx \u{203a} Fair"]);
    assert_eq!(import["files"][0]["format"], "xlsx");
    assert_eq!((&import["files"][0]["created"], &import["files"][1]["created"]), (&json!(2), &json!(1)));
    let rows = world.list("contacts", json!({}))["rows"].clone();
    let zoe = rows.as_array().unwrap().iter().find(|row| row["given"] == "Zo\u{eb}").unwrap();
    let zoe = world.call("contacts.get", json!({ "id": zoe["id"] }));
    assert_eq!(zoe["phones"][0]["value"], "4915112345678");

    let again = world.import(&[path], json!({}));
    assert_eq!((&again["files"][0]["unchanged"], &again["files"][1]["unchanged"]), (&json!(2), &json!(1)));
    world.call("changes.undo", json!({ "change_set": import["change_set"] }));
    assert_eq!(world.count("contacts"), 0);
}

// covers(IMP-1)
#[test]
fn an_archive_brings_its_tables_cards_and_workbooks_and_says_what_it_leaves() {
    let world = World::new();
    let inner = workbook(&[("Sheet1", false, MORE)]);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("Takeout/Contacts/All.vcf", &b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ida Koch\r\nEND:VCARD\r\n"[..]),
        ("Takeout/archive_browser.html", b"<html>"),
        ("../../clients.csv", b"First name,Last name,E-mail\nEva,Horn,eva@x.example\n"),
        ("old/fair.xlsx", &inner),
        ("old/older.zip", b"PK"),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let path = world.file("takeout.zip", zip.finish().unwrap().into_inner());
    let unpacked = world.call("imports.unpack", json!({ "files": [handle(&world, &path)] }));
    let left: Vec<_> = unpacked["left"].as_array().unwrap().iter().map(|one| one["code"].clone()).collect();
    assert_eq!(left, ["unknown_format", "archive_in_archive"]);
    let import = world.import(&[path], json!({}));
    assert_eq!(
        names(&import),
        [
            "takeout.zip \u{203a} All.vcf",
            "takeout.zip \u{203a} clients.csv",
            "takeout.zip \u{203a} fair.xlsx"
        ]
    );
    assert_eq!(world.count("contacts"), 3);
}

// covers(IMP-1, IMP-2, IMP-4)
#[test]
fn of_linkedins_archive_only_people_come_in() {
    let world = World::new();
    let connections = "Notes:\n\"When exporting your connection data, you may notice that some of the email addresses are missing.\"\n\n\
        First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
        Uma,Reed,https://www.linkedin.com/in/umareed,uma@x.example,Acme,Buyer,12 Mar 2024\n";
    let path = world.file(
        "Basic_LinkedInDataExport.zip",
        zipped(&[
            ("Connections.csv", connections),
            ("messages.csv", "FROM,TO\na,b\n"),
            ("Profile.csv", "First Name\nMe\n"),
        ]),
    );
    let unpacked = world.call("imports.unpack", json!({ "files": [handle(&world, &path)] }));
    assert!(unpacked["left"].as_array().unwrap().iter().all(|one| one["code"] == "not_people"));
    world.import(&[path], json!({}));
    let rows = world.list("contacts", json!({}))["rows"].clone();
    assert_eq!((rows.as_array().unwrap().len(), &rows[0]["given"]), (1, &json!("Uma")));
}

// covers(IMP-2)
#[test]
fn what_cannot_be_unpacked_is_refused_in_words_and_nothing_is_written() {
    let world = World::new();
    let whole = workbook(&[("Sheet1", false, MORE)]);
    for (name, bytes, code) in [
        ("cut.xlsx", &whole[..whole.len() / 2], "file_damaged"),
        ("empty.zip", &zipped(&[])[..], "nothing_packed"),
        ("pictures.zip", &zipped(&[("a.jpg", "x")])[..], "nothing_packed"),
        ("no.xlsx", &zipped(&[("xl/workbook.xml", "<workbook>")])[..], "file_damaged"),
    ] {
        let path = world.file(name, bytes);
        let asked = world.ask("imports.inspect", json!({ "file": handle(&world, &path) }));
        assert_eq!(asked.unwrap_err().code, code, "{name}");
        let import = world.import(&[path], json!({}));
        assert_eq!((&import["state"], &import["error"]["code"]), (&json!("failed"), &json!(code)), "{name}");
    }
    let hidden = handle(&world, &world.file("hidden.xlsx", workbook(&[("Lists", true, MORE)])));
    let refused = world.ask("imports.start", json!({ "files": [hidden] })).unwrap_err();
    assert_eq!(refused.code, "nothing_packed");
    assert_eq!(world.count("contacts"), 0);
}

// covers(IMP-2, IMP-5)
#[test]
fn a_damaged_file_keeps_nobody_else_out() {
    let world = World::new();
    let whole = workbook(&[("Sheet1", false, MORE)]);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [("good.xlsx", &whole[..]), ("bad.xlsx", &whole[..whole.len() / 2])] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let zip = world.file("both.zip", zip.finish().unwrap().into_inner());
    let unpacked = world.call("imports.unpack", json!({ "files": [handle(&world, &zip)] }));
    assert_eq!(unpacked["left"][0]["code"], "damaged_part");
    let cut = world.file("cut.xlsx", &whole[..whole.len() / 2]);
    let import = world.import(&[zip, cut], json!({}));
    assert_eq!(import["files"][1]["error"]["code"], "file_damaged");
    assert_eq!(world.count("contacts"), 1);
}
