//! Journeys on the command line.

use std::io::Cursor;
use std::path::Path;

use satchel_cli::{Surroundings, run};
use serde_json::{Value, json};

use super::{Laptop, PASSPHRASE};

/// How a run ended and what it wrote.
#[derive(Debug)]
pub(super) struct Ran {
    pub(super) code: u8,
    out: String,
    err: String,
}

impl Ran {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }

    /// The result of a run that must have gone well.
    pub(super) fn done(self) -> Self {
        assert_eq!(self.code, 0, "{self:?}");
        self
    }

    pub(super) fn error_code(&self) -> String {
        let line = self.err.lines().last().unwrap_or_default();
        let error: Value = serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {self:?}"));
        error["error"]["code"].as_str().unwrap().to_owned()
    }
}

impl Laptop {
    pub(super) fn satchel(&self, arguments: &[&str]) -> Ran {
        self.satchel_with(arguments, "", Some(PASSPHRASE))
    }

    pub(super) fn satchel_with(&self, arguments: &[&str], input: &str, passphrase: Option<&str>) -> Ran {
        let vault = self.vault();
        let fixed = ["satchel", "--no-keychain", "--vault", vault.to_str().unwrap()];
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut surroundings = Surroundings {
            out: &mut out,
            err: &mut err,
            input: &mut Cursor::new(input.as_bytes().to_vec()),
            passphrase: passphrase.map(str::to_owned),
            can_ask: false,
            shows_progress: false,
        };
        let code = run(fixed.iter().chain(arguments), &mut surroundings);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code, out: text(out), err: text(err) }
    }

    fn initialised(self) -> Self {
        self.satchel(&["init"]).done();
        self
    }

    fn people(&self) -> String {
        let csv = "First Name,Last Name,E-mail Address,Shoe\nAda,Lovelace,ada@example.org,38\nGrace,Hopper,grace@example.org,\n";
        path(&self.file("people.csv", csv))
    }
}

fn path(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

#[test]
fn without_a_vault_nothing_is_opened_and_no_key_is_invented() {
    let laptop = Laptop::new();
    let none = laptop.satchel(&["search", "ada", "--json"]);
    assert_eq!((none.code, none.error_code().as_str()), (5, "no_vault"));
    assert!(!laptop.vault().exists(), "looking makes nothing");
    let keyless = laptop.satchel_with(&["init", "--json"], "", None);
    assert_eq!((keyless.code, keyless.error_code().as_str()), (5, "passphrase_needed"));
    assert_eq!(
        laptop.satchel_with(&["call", "vault.status", "--json"], "", None).done().json()["state"],
        "none"
    );
    let laptop = laptop.initialised();
    let again = laptop.satchel(&["init", "--json"]);
    assert_eq!((again.code, again.error_code().as_str()), (3, "vault_exists"));
    let locked = laptop.satchel_with(&["search", "ada", "--json"], "", None);
    assert_eq!((locked.code, locked.error_code().as_str()), (5, "vault_locked"));
    let wrong = laptop.satchel_with(&["search", "ada", "--json"], "", Some("wrong wrong wrong"));
    assert_eq!((wrong.code, wrong.error_code().as_str()), (5, "wrong_key"));
}

// covers(QA-18)
#[test]
fn a_damaged_vault_says_so_and_what_to_do() {
    let laptop = Laptop::new().initialised();
    let vault = laptop.vault();
    for (file, what) in [("keys.json", "keys.json is missing"), ("vault.db", "vault.db is missing")] {
        let aside = vault.join("aside");
        std::fs::rename(vault.join(file), &aside).unwrap();
        let gone = laptop.satchel(&["search", "ada", "--json"]);
        assert_eq!((gone.code, gone.error_code().as_str()), (5, "vault_damaged"), "{file}");
        let told = laptop.satchel(&["search", "ada"]);
        assert!(told.err.contains(what) && told.err.contains("backup"), "{}", told.err);
        std::fs::rename(&aside, vault.join(file)).unwrap();
    }
    std::fs::write(vault.join("keys.json"), "{\"satchel\":").unwrap();
    let cut = laptop.satchel(&["search", "ada", "--json"]);
    assert_eq!((cut.code, cut.error_code().as_str()), (5, "vault_damaged"));
    std::fs::write(vault.join("keys.json"), r#"{"satchel": "another program", "version": 1}"#).unwrap();
    let foreign = laptop.satchel(&["search", "ada", "--json"]);
    assert_eq!((foreign.code, foreign.error_code().as_str()), (5, "not_a_vault"));
}

#[test]
fn files_are_imported_found_exported_and_taken_back() {
    let laptop = Laptop::new().initialised();
    let csv = laptop.people();
    let card = path(&laptop.file("alan.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Turing;Alan;;;\r\nFN:Alan Turing\r\nEMAIL:alan@example.org\r\nEND:VCARD\r\n"));

    let dry = laptop.satchel(&["import", &csv, "--dry-run", "--json"]).done().json();
    assert_eq!(dry["change_set"], Value::Null);
    assert_eq!(dry["files"][0]["created"], 2);

    let done = laptop.satchel(&["import", &csv, &card, "--json"]).done().json();
    assert_eq!(done.as_object().unwrap().keys().collect::<Vec<_>>(), ["change_set", "files"]);
    assert!(done["change_set"].is_string());
    let first = &done["files"][0];
    assert_eq!(
        first.as_object().unwrap().keys().map(String::as_str).collect::<std::collections::BTreeSet<_>>(),
        [
            "path",
            "format",
            "source",
            "encoding",
            "rows",
            "created",
            "updated",
            "unchanged",
            "duplicates",
            "rejected",
            "cells"
        ]
        .into()
    );
    assert_eq!(
        (&first["path"], &first["format"], &first["rows"], &first["created"]),
        (&json!(csv), &json!("csv"), &json!(2), &json!(2))
    );
    let cells = first["cells"].as_object().unwrap();
    assert_eq!(
        cells.keys().map(String::as_str).collect::<std::collections::BTreeSet<_>>(),
        ["total", "mapped", "raw", "rejected"].into()
    );
    let n = |key: &str| cells[key].as_u64().unwrap();
    assert_eq!(n("total"), n("mapped") + n("raw") + n("rejected"));
    assert_eq!((&done["files"][1]["path"], &done["files"][1]["format"]), (&json!(card), &json!("vcard")));

    let again = laptop.satchel(&["import", &csv, &card, "--json"]).done().json();
    assert_eq!((&again["files"][0]["unchanged"], &again["files"][1]["unchanged"]), (&json!(2), &json!(1)));
    let twice = laptop.satchel(&["export", "--format", "json"]).done().json();
    assert_eq!(twice["contacts"].as_array().unwrap().len(), 3, "the same files twice change nothing");

    let found = laptop.satchel(&["search", "gra", "--json"]).done().json();
    assert_eq!(found["hits"][0]["title"], "Grace Hopper");
    let grace = found["hits"][0]["id"].as_str().unwrap();
    let history = laptop.satchel(&["history", grace, "--json"]).done().json();
    assert_eq!(history["entries"][0]["change_set"], done["change_set"]);

    let export = laptop.satchel(&["export", "--format", "json"]).done().json();
    assert_eq!(export.as_object().unwrap().keys().collect::<Vec<_>>(), ["companies", "contacts"]);
    let contacts = export["contacts"].as_array().unwrap();
    assert_eq!(contacts.len(), 3);
    assert!(
        contacts
            .iter()
            .all(|c| c["id"].is_string() && c.get("version").is_none() && c.get("modified_ms").is_none())
    );
    for (format, needle) in
        [("vcard", "VERSION:4.0"), ("vcard3", "VERSION:3.0"), ("csv", "grace@example.org")]
    {
        let file = laptop.folder.path().join(format!("out.{format}"));
        let told =
            laptop.satchel(&["export", "--format", format, file.to_str().unwrap(), "--json"]).done().json();
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains(needle), "{text}");
        assert_eq!(told["size"], text.len());
    }

    let undone = laptop.satchel(&["undo", done["change_set"].as_str().unwrap(), "--json"]).done().json();
    assert_eq!(undone["undone"], done["change_set"]);
    let export = laptop.satchel(&["export", "--format", "json"]).done().json();
    assert_eq!(export, json!({"companies": [], "contacts": []}));
}

#[test]
fn undo_without_a_name_takes_the_last_change() {
    let laptop = Laptop::new().initialised();
    let csv = laptop.people();
    let done = laptop.satchel(&["import", &csv, "--json"]).done().json();
    let undone = laptop.satchel(&["undo", "--json"]).done().json();
    assert_eq!(undone["undone"], done["change_set"]);
    let nothing = laptop.satchel(&["undo", "--json"]);
    assert_eq!((nothing.code, nothing.error_code().as_str()), (3, "nothing_to_undo"));
}

// covers(CON-3)
#[test]
fn two_records_become_one_and_come_apart_again() {
    let laptop = Laptop::new().initialised();
    let made = |command: &str, record: Value| {
        let made = laptop.satchel(&["call", command, &record.to_string(), "--json"]).done().json();
        made["id"].as_str().unwrap().to_owned()
    };
    let ada = made("contacts.create", json!({ "given": "Ada", "family": "King" }));
    let twin =
        made("contacts.create", json!({ "given": "Augusta", "family": "Lovelace", "nickname": "Countess" }));
    let take = format!("family={twin}");
    let merged = laptop.satchel(&["merge", &ada, &twin, "--take", &take, "--json"]).done().json();
    assert_eq!((&merged["id"], &merged["title"]), (&json!(ada), &json!("Ada Lovelace")));
    let fields = json!([
        { "field": "display_name", "from": ada }, { "field": "given", "from": ada },
        { "field": "family", "from": twin }, { "field": "nickname", "from": twin }
    ]);
    assert_eq!(merged["fields"], fields);
    let apart = laptop.satchel(&["unmerge", &twin, "--json"]).done().json();
    assert_eq!(
        apart,
        json!({ "id": ada, "apart": [{ "id": twin, "title": "Augusta Lovelace" }], "again": 0, "kept": [] })
    );
    let again = laptop.satchel(&["unmerge", &twin, "--json"]);
    assert_eq!((again.code, again.error_code().as_str()), (3, "not_merged"));
    let (acme, other) = (
        made("companies.create", json!({ "name": "Acme", "domains": [{ "value": "acme.example" }] })),
        made("companies.create", json!({ "name": "ACME Ltd", "domains": [{ "value": "acme.example" }] })),
    );
    let firms = laptop.satchel(&["duplicates", "--kind", "company", "--json"]).done().json();
    assert_eq!(
        (&firms["total"], &firms["pairs"][0]["records"][0]["id"]),
        (&json!(1), &json!(acme)),
        "{firms}"
    );
    assert_eq!(firms["learnt_from"], 0);
    let said = laptop.satchel(&["merge", &acme, &other]).done();
    assert!(said.out.starts_with("Merged into Acme"), "{said:?}");
    let firms = laptop.satchel(&["duplicates", "--kind", "company", "--json"]).done().json();
    assert_eq!((&firms["total"], &firms["learnt_from"]), (&json!(0), &json!(1)), "{firms}");
    let nobody = laptop.satchel(&["merge", &acme, &ada, "--json"]);
    assert_eq!((nobody.code, nobody.error_code().as_str()), (3, "not_found"));
}

#[test]
fn a_file_that_cannot_be_read_stops_no_other() {
    let laptop = Laptop::new().initialised();
    let csv = laptop.people();
    let missing = path(&laptop.folder.path().join("missing.vcf"));
    let folder = laptop.folder.path().join("nothing");
    std::fs::create_dir(&folder).unwrap();
    let ran = laptop.satchel(&["import", &missing, &csv, &path(&folder)]);
    assert_eq!(ran.code, 4, "{ran:?}");
    assert!(ran.err.contains("missing.vcf") && ran.err.contains("cannot be read"), "{ran:?}");
    assert!(ran.err.contains("no file in it"), "{ran:?}");
    assert_eq!(laptop.satchel(&["search", "lovelace", "--json"]).done().json()["total"], 1);

    let binary =
        path(&laptop.file("picture.csv", [0x89, b'P', b'N', b'G', 0, 1, 2, 3, 0xff, 0xfe].repeat(500)));
    let ran = laptop.satchel(&["import", &binary, &csv]);
    assert!(ran.code == 4 || ran.code == 0, "{ran:?}");
    assert!(ran.err.contains("picture.csv") || ran.out.contains("picture.csv"), "{ran:?}");

    let ran = laptop.satchel(&["import", &missing, "--json"]);
    assert_eq!((ran.code, ran.error_code().as_str()), (3, "nothing_to_import"));
}

#[test]
fn any_command_can_be_called() {
    let laptop = Laptop::new().initialised();
    let made = laptop
        .satchel_with(&["call", "contacts.create", "-", "--json"], "{\"given\": \"Ada\"}", Some(PASSPHRASE))
        .done()
        .json();
    let read = laptop.satchel(&["call", "contacts.get", &json!({"id": made["id"]}).to_string()]).done();
    assert_eq!(read.json()["given"], "Ada");
    let bad = laptop.satchel(&["call", "contacts.get", "{", "--json"]);
    assert_eq!((bad.code, bad.error_code().as_str()), (3, "bad_json"));
    let unknown = laptop.satchel(&["call", "no.such", "--json"]);
    assert_eq!((unknown.code, unknown.error_code().as_str()), (3, "unknown_command"));
    let commands = laptop.satchel_with(&["commands", "--json"], "", None).done().json();
    assert!(
        commands["commands"]
            .as_array()
            .unwrap()
            .iter()
            .any(|c| c["name"] == "contacts.create" && c["input"].is_object())
    );
    assert!(laptop.satchel(&["commands"]).done().out.contains("contacts.create"));
    let doctor = laptop.satchel(&["doctor", "--json"]);
    let checks = doctor.json();
    assert!(
        checks["checks"].as_array().unwrap().iter().any(|c| c["check"] == "contacts" && c["ok"] == true),
        "{checks}"
    );
    assert_eq!(laptop.satchel(&["frobnicate"]).code, 2);
    assert_eq!(laptop.satchel(&["--help"]).done().err, "");
}

// covers(IMP-1)
#[test]
fn a_file_a_command_answers_with_is_saved() {
    let laptop = Laptop::new().initialised();
    let table = path(&laptop.file("people.csv", "Name,Email,Note\nAda,ada@x.example,\n,,nobody said this\n"));
    laptop.satchel(&["import", &table]).done();
    let imports = laptop.satchel(&["call", "imports.list", "--json"]).done().json();
    let which = json!({ "id": imports["imports"][0]["id"] }).to_string();
    let saved = laptop.folder.path().join("rejected.csv");
    laptop.satchel(&["call", "imports.rejects", &which, "--save", &path(&saved)]).done();
    assert!(std::fs::read_to_string(&saved).unwrap().contains("nobody said this"));
    let none = laptop.satchel(&["call", "imports.list", "--save", &path(&saved), "--json"]);
    assert_eq!((none.code, none.error_code().as_str()), (3, "bad_output"));
}

// covers(IMP-3, API-14)
#[test]
fn how_a_table_is_read_is_said_on_the_command_line() {
    let laptop = Laptop::new().initialised();
    let table = "Name\tBirthday\nJos\u{e9} Ada\t04/03/1980\n";
    let bytes: Vec<u8> = table.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let file = path(&laptop.file("old.csv", bytes));
    let refused = laptop.satchel(&["import", &file, "--date-order", "sideways", "--json"]);
    assert_eq!((refused.code, refused.error_code().as_str()), (3, "bad_reading"));
    let said = ["--encoding", "windows-1252", "--delimiter", "tab", "--quote", "none", "--header-line", "1"];
    let said = [&["import", file.as_str(), "--date-order", "mdy", "--decimal", "comma"], &said[..]].concat();
    laptop.satchel(&said).done();
    let export = laptop.satchel(&["export", "--format", "json"]).done().json();
    let ada = &export["contacts"][0];
    assert_eq!(ada["display_name"], "José Ada");
    assert!(ada["dates"].to_string().contains("1980-04-03"), "the month comes first: {ada}");
}

// covers(IMP-5)
#[test]
fn an_import_that_changes_nothing_says_why() {
    let laptop = Laptop::new().initialised();
    for (name, text, why) in [
        ("header.csv", "Name,Email\n", "there is no row to import"),
        ("nobody.csv", "Name,Email,Phone\nn/a,,\nN.N.,,\n", "no row could be taken"),
        ("people.csv", "Name,Email\nAda Lovelace,ada@x.example\n", "everything was there already"),
        (
            "both.csv",
            "Name,Email\nAda Lovelace,ada@x.example\nn/a,\n",
            "what could be taken was there already",
        ),
    ] {
        let file = laptop.file(name, text);
        if name == "people.csv" {
            laptop.satchel(&["import", &path(&file)]).done();
        }
        let ran = laptop.satchel(&["import", &path(&file)]);
        assert!(ran.out.contains(&format!("Nothing was changed: {why}.")), "{name}: {ran:?}");
    }
}

// covers(IMP-9, INT-12, UNS-7)
#[test]
fn everything_goes_into_a_folder_and_comes_back_from_it() {
    let laptop = Laptop::new().initialised();
    laptop.satchel(&["import", &laptop.people()]).done();
    let dir = laptop.folder.path().join("all");
    let out = path(&dir);
    let told = laptop.satchel(&["export", "--everything", &out, "--history", "--json"]).done().json();
    assert_eq!(told["records"]["contact"], 2, "{told}");
    for file in
        ["README.txt", "schema.json", "manifest.json", "contacts.vcf", "history.jsonl", "tables/contacts.csv"]
    {
        assert!(dir.join(file).is_file(), "{file}");
    }
    let full = laptop.satchel(&["export", "--everything", &out]);
    assert_eq!((full.code, full.out.as_str()), (3, ""), "a folder with something in it is left alone");
    let past = laptop.satchel(&["call", "exports.list", "{}", "--json"]).done().json();
    assert_eq!(past["exports"][0]["place"], json!(out));

    let other = Laptop::new().initialised();
    let dry = other.satchel(&["import", &out, "--dry-run"]);
    assert_eq!(dry.code, 3);
    let back = other.satchel(&["import", &out, "--json"]).done().json();
    assert_eq!(back["records"]["contact"]["created"], 2);
    let again = other.satchel(&["import", &out]).done();
    assert!(again.out.contains("Nothing was changed"), "{}", again.out);
    let second = other.folder.path().join("second");
    other.satchel(&["export", "--everything", &path(&second)]).done();
    let first = laptop.folder.path().join("first");
    laptop.satchel(&["export", "--everything", &path(&first)]).done();
    let compared =
        std::process::Command::new("diff").args(["-r", &path(&first), &path(&second)]).output().unwrap();
    assert!(compared.status.success(), "{}", String::from_utf8_lossy(&compared.stdout));
    other.satchel(&["undo", back["change_set"].as_str().unwrap()]).done();
    let gone = other.satchel(&["export", "--format", "json"]).done().json();
    assert_eq!(gone["contacts"], json!([]));
}

// covers(IMP-9)
#[test]
fn every_readable_file_of_a_folder_is_imported_and_no_other() {
    let laptop = Laptop::new().initialised();
    let dir = laptop.folder.path().join("papers");
    std::fs::create_dir_all(dir.join("deep/er")).unwrap();
    std::fs::create_dir_all(dir.join(".hidden")).unwrap();
    let card = |name: &str| format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEND:VCARD\r\n");
    std::fs::write(dir.join("one.vcf"), card("Ada Brandt")).unwrap();
    std::fs::write(dir.join("deep/er/two.CSV"), "First Name,Last Name,Email\nGrace,Hopper,g@example.org\n")
        .unwrap();
    std::fs::write(dir.join(".hidden/three.vcf"), card("Hidden Three")).unwrap();
    std::fs::write(dir.join(".four.vcf"), card("Hidden Four")).unwrap();
    std::fs::write(dir.join("photo.jpg"), "no picture").unwrap();
    let outside = laptop.file("outside.vcf", card("Linked Five"));
    std::os::unix::fs::symlink(&outside, dir.join("five.vcf")).unwrap();
    let done = laptop.satchel(&["import", &path(&dir), "--json"]).done().json();
    assert_eq!(done["files"].as_array().unwrap().len(), 2, "{done}");
    let contacts = laptop.satchel(&["export", "--format", "json"]).done().json();
    let mut names: Vec<&str> = contacts["contacts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["display_name"].as_str().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["Ada Brandt", "Grace Hopper"]);
}

// covers(IMP-5, IMP-9)
#[test]
fn what_was_unpacked_is_told_under_the_path_it_lay_in() {
    let laptop = Laptop::new().initialised();
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let card = |name: &str| format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEND:VCARD\r\n");
    for (name, text) in [
        ("a.vcf", card("Ada Brandt")),
        ("b.csv", "First Name,Last Name,Email\nGrace,Hopper,g@example.org\n,,\n,,,,only a note\n".to_owned()),
    ] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
    }
    let packed = path(&laptop.file("both.zip", archive.finish().unwrap().into_inner()));
    let later = path(&laptop.file("later.vcf", card("Zora Last")));
    let told = laptop.satchel(&["import", &packed, &later, "--json"]).done().json();
    let files: Vec<(&Value, &Value, &Value)> = told["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (&file["path"], &file["name"], &file["format"]))
        .collect();
    let zip = json!(packed);
    assert_eq!(
        files,
        [
            (&zip, &json!("both.zip › a.vcf"), &json!("vcard")),
            (&zip, &json!("both.zip › b.csv"), &json!("csv")),
            (&json!(later), &Value::Null, &json!("vcard")),
        ],
        "{told:#}"
    );
    let words = laptop.satchel(&["import", &packed, &later]).done();
    for line in [format!("{packed} › a.vcf: 1 row"), format!("{packed} › b.csv: "), format!("{later}: 1 row")]
    {
        assert!(words.out.contains(&line), "{line}: {words:?}");
    }

    // Of several mails each row names its own.
    let mail = |name: &str| {
        format!("From: {name} <x@acme.example>\r\nSubject: x\r\n\r\nHi\r\n-- \r\n{name}\r\nEngineer\r\n")
    };
    let jane = path(&laptop.file("jane.eml", mail("Jane Doe")));
    let silent = path(&laptop.file("silent.eml", "From: \r\nSubject: x\r\n\r\nJa.\r\n"));
    let told = laptop.satchel(&["import", "--yes", &silent, &jane, &later, "--json"]).done().json();
    let paths: Vec<&Value> = told["files"].as_array().unwrap().iter().map(|file| &file["path"]).collect();
    assert_eq!(paths, [&json!(later), &json!("signatures.vcf")], "{told:#}");
    assert_eq!(told["files"][1]["rejects"][0]["mail"], "silent.eml");
}

// covers(CON-14, IMP-7)
#[test]
fn the_sender_of_a_mail_is_shown_and_imported_only_when_that_is_said() {
    let laptop = Laptop::new().initialised();
    let mail = "From: Jane Doe <jane@acme.example>\r\nSubject: x\r\n\r\nHi\r\n-- \r\nJane Doe\r\nHead of Sales\r\nAcme Inc.\r\n\
        M: +1 217 555 0102\r\nAlways happy to help.\r\n";
    let mail = path(&laptop.file("mail.eml", mail));
    let shown = laptop.satchel(&["import", &mail]).done();
    for line in ["family: Doe", "job_title: Head of Sales", "phones: mobile, +1 217 555 0102"] {
        assert!(shown.out.contains(line), "{line}: {shown:?}");
    }
    assert!(shown.err.contains("Not understood: Always happy to help."), "{shown:?}");
    assert!(shown.err.contains("--yes"), "{shown:?}");
    let people = || laptop.satchel(&["--json", "call", "contacts.list"]).done().json()["total"].clone();
    assert_eq!(people(), 0);
    let table = laptop.people();
    // Among other files it is tried with them; among mails each is shown, and of one that says nobody, why.
    let tried = laptop.satchel(&["import", &mail, &table]).done();
    assert!(tried.err.contains("nothing is saved yet"), "{tried:?}");
    let silent = path(&laptop.file("silent.eml", "From: \r\nSubject: x\r\n\r\nJa.\r\n"));
    let both = laptop.satchel(&["import", &silent, &mail]);
    assert!(both.err.contains("silent.eml: Nothing in it says who somebody is."), "{both:?}");
    assert!(both.out.contains("family: Doe"), "{both:?}");
    assert_eq!(people(), 0);
    laptop.satchel(&["import", "--yes", &mail]).done();
    assert_eq!(people(), 1);
    // A folder of mails is tried first: its receipt names whom it would bring.
    let post = std::path::Path::new(&mail).with_file_name("post");
    std::fs::create_dir(&post).unwrap();
    let ravi =
        "From: Ravi Patel <ravi@acme.example>\r\nSubject: x\r\n\r\nHi\r\n-- \r\nRavi Patel\r\nEngineer\r\n";
    std::fs::write(post.join("ravi.eml"), ravi).unwrap();
    let tried = laptop.satchel(&["import", &path(&post)]).done();
    assert!(tried.err.contains("nothing is saved yet"), "{tried:?}");
    assert_eq!(people(), 1);
    laptop.satchel(&["import", "--yes", &path(&post)]).done();
    assert_eq!(people(), 2);
    let again = laptop.satchel(&["import", &mail]).done();
    assert!(again.err.contains("Jane Doe is there already with jane@acme.example."), "{again:?}");
    assert_eq!(laptop.satchel(&["--json", "import", &mail]).done().json()["record"]["given"], "Jane");
}

// covers(DOCM-1)
#[test]
fn files_are_attached_from_the_command_line_and_saved_again() {
    let laptop = Laptop::new().initialised();
    let ada = laptop.satchel(&["call", "contacts.create", r#"{"given": "Ada"}"#]).done().json();
    let ada = ada["id"].as_str().unwrap();
    let (offer, empty) = (laptop.file("offer.pdf", "%PDF-1.7"), laptop.file("empty.txt", ""));
    let ran = laptop.satchel(&["--json", "attach", ada, &path(&offer), &path(&empty), "/no such file"]);
    assert_eq!(ran.code, 4, "some were left");
    let told = ran.json();
    assert_eq!(told["attachments"][0]["name"], "offer.pdf");
    assert_eq!(told["left"][0]["code"], "attachment_empty");
    let input = format!(r#"{{"id": {}}}"#, told["attachments"][0]["id"]);
    let back = laptop.folder.path().join("back.pdf");
    laptop.satchel(&["call", "attachments.file", &input, "--save", &path(&back)]).done();
    assert_eq!(std::fs::read(back).unwrap(), b"%PDF-1.7");
    let ran = laptop.satchel(&["attach", ada, &path(&offer)]);
    assert_eq!((ran.code, ran.err.contains("offer.pdf")), (3, true), "it hangs there already: {}", ran.err);
    let nobody = "0198c1f0-7e1c-7c3a-9d2b-0a1b2c3d4e5f";
    assert_eq!(laptop.satchel(&["--json", "attach", nobody, &path(&offer)]).error_code(), "not_found");
    laptop.satchel(&["undo"]).done();
    let listed = laptop.satchel(&["call", "attachments.list"]).done().json();
    assert_eq!(listed["total"], 0);
}
