//! The laws of the import, held on files with everything that is awkward: a row that says nobody, a cell that is no
//! address, a row told twice, own columns, cards with and without names.
//!
//! The suite proves itself: `every_planted_bug_is_caught` runs it with each bug of `planted.rs`.

use proptest::prelude::*;
use satchel_feature::progress::Silent;
use satchel_feature::world::World;
use satchel_kernel::Id;
use serde_json::{Value, json};

const TABLE: &str = "First Name,Last Name,E-mail Address,Mobile Phone,Notes,Shoe\n\
    Ada,Lovelace,ada@x.example,+49 30 901820,Likes numbers,38\n\
    Grace,Hopper,grace@y.example,+49 30 901821,,\n\
    ,,,,only a note,\n\
    Grace,Hopper,grace@y.example,,Admiral,\n\
    Alan,Turing,alan at z,,,41\n";
const CARDS: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lovelace;Ada;;;\r\nFN:Ada Lovelace\r\nORG:Engines\r\n\
    EMAIL;TYPE=WORK:ada@x.example\r\nX-SHOE-SIZE:38\r\nCATEGORIES:vip\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:3.0\r\nN:Babbage;Charles;;;\r\nTEL;TYPE=CELL:030 901822\r\nEND:VCARD\r\n";
/// A part of what the table said.
const AGAIN: &str = "Last Name,First Name,E-mail Address,Mobile Phone\n\
    Lovelace,Ada,ADA@x.example,030 901820\nHopper,Grace,grace@y.example,\n";
const FILES: [(&str, &str); 2] = [("people.csv", TABLE), ("people.vcf", CARDS)];

struct Desk(World);

impl Desk {
    fn new() -> Self {
        Self(World::new(crate::registry().unwrap()).unwrap())
    }

    fn call(&self, name: &str, input: Value) -> Value {
        let mut cx = self.0.cx();
        name.clone_into(&mut cx.command);
        let row = crate::commands(&cx.registry).into_iter().find(|row| row.name == name).unwrap();
        (row.run)(&mut cx, input).unwrap_or_else(|e| panic!("{name}: {e:?}"))
    }

    /// Imports a file to its end; answers the import.
    fn import(&self, name: &str, text: &str, dry_run: bool) -> Value {
        self.import_as(name, text, json!({ "dry_run": dry_run }))
    }

    fn import_as(&self, name: &str, text: &str, more: Value) -> Value {
        let cx = self.0.cx();
        let path = cx.vault.dir().join(name);
        std::fs::write(&path, text).unwrap();
        let file = cx.files.put_path(&path).unwrap();
        let mut input = json!({ "files": [file], "region": "DE" });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let started = self.call("imports.start", input);
        let id: Id = started["import"].as_str().unwrap().parse().unwrap();
        super::run(&cx, id, &Silent).unwrap();
        // As an open vault does when a field of the seller's own was made.
        self.learn();
        self.call("imports.get", json!({ "id": id }))
    }

    fn last_seq(&self) -> i64 {
        self.0.cx().vault.read(satchel_vault::changes::last_seq).unwrap()
    }
}

/// Boats, as a table of somebody else has them: one without a name, one whose length is no number, one told twice.
const BOATS: &str = "Name,Length,Berth,Owner,Built,Paint\nNora,9.5,west,ada@x.example,2001-05-04,red\n\
    Alma,12,east,,2010-01-31,\n,7,west,,,\nZora,long,West,Nobody Here,,blue\nNora,11,,,,\n";

impl Desk {
    /// With a kind of the seller's own and somebody it can point at.
    fn with_boats() -> Self {
        let desk = Self::new();
        desk.import("people.csv", TABLE, false);
        desk.call("own_kinds.create", json!({ "one": "Boat", "many": "Boats" }));
        desk.learn();
        for (name, ty) in [("Length", "number"), ("Built", "date"), ("Berth", "choice"), ("Owner", "record")]
        {
            let mut field = json!({ "of": "own_boat", "name": name, "type": ty });
            match ty {
                "choice" => field["options"] = json!(["east", "west"]),
                "record" => field["record_kind"] = json!("contact"),
                _ => {}
            }
            desk.call("fields.create", field);
        }
        desk.learn();
        desk
    }

    fn learn(&self) {
        let cx = self.0.cx();
        self.0.learn(cx.vault.read(|conn| crate::fields::catalogue(conn, &cx.registry)).unwrap());
    }

    fn boats(&self, text: &str, dry_run: bool) -> Value {
        self.import_as("boats.csv", text, json!({ "dry_run": dry_run, "kind": "own_boat" }))
    }
}

// covers(IMP-9, CON-10)
#[test]
fn law_a_table_of_an_own_kind_is_told_once_and_foreseen() {
    let desk = Desk::with_boats();
    let before = desk.last_seq();
    let dry = desk.boats(BOATS, true);
    assert_eq!((dry["state"].as_str(), desk.last_seq()), (Some("staged"), before));
    desk.call("imports.cancel", json!({ "id": dry["id"] }));
    let real = desk.boats(BOATS, false);
    assert_eq!(outcomes(&real), [3, 0, 0, 1, 1], "{real:#}");
    assert_eq!(outcomes(&dry), outcomes(&real));
    let after = desk.last_seq();
    let again = desk.boats(BOATS, false);
    assert_eq!((desk.last_seq(), outcomes(&again)), (after, [0, 0, 4, 0, 1]), "{again:#}");
    let other = desk.boats("Name,Length,Berth\nnora,10,east\n", true);
    desk.call("imports.cancel", json!({ "id": other["id"] }));
    let joined = desk.boats("Name,Length,Berth\nnora,10,east\n", false);
    assert_eq!(outcomes(&joined), [0, 1, 0, 0, 0], "{joined:#}");
    assert_eq!(outcomes(&other), outcomes(&joined));
    let nora = desk.call(
        "records.list",
        json!({ "kind": "own_boat", "query": { "filter": {
        "is": { "field": "name", "op": "equals", "value": "Nora" } } } }),
    );
    let nora = desk.call("records.get", json!({ "kind": "own_boat", "id": nora["rows"][0]["id"] }));
    let has = |value: Value| nora["custom"].as_object().unwrap().values().any(|there| *there == value);
    assert!(
        has(json!(9.5)) && has(json!("west")) && has(json!("2001-05-04")),
        "what is there stays: {nora:#}"
    );
    let timeline =
        desk.call("records.timeline", json!({ "kind": "own_boat", "id": nora["id"], "only": ["note"] }));
    let notes = timeline["items"].to_string();
    for kept in ["Paint: red", "Length: 11", "Length: 10", "Berth: east"] {
        assert!(notes.contains(kept), "“{kept}” is lost: {notes}");
    }
}

const OUTCOMES: [&str; 5] = ["created", "updated", "unchanged", "duplicates", "rejected"];

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn outcomes(import: &Value) -> [u64; 5] {
    OUTCOMES.map(|outcome| number(&import["files"][0][outcome]))
}

// covers(IMP-1, IMP-3)
#[test]
fn law_the_same_file_twice_changes_nothing() {
    for (name, text) in FILES {
        let desk = Desk::new();
        let first = desk.import(name, text, false);
        let after = desk.last_seq();
        let second = desk.import(name, text, false);
        assert_eq!(desk.last_seq(), after, "{name} changed something the second time");
        let [created, updated, unchanged, ..] = outcomes(&second);
        assert_eq!((created, updated), (0, 0), "{name}: {second}");
        assert_eq!(unchanged, number(&first["files"][0]["rows"]) - number(&first["files"][0]["rejected"]));
        assert_eq!(second["change_set"], Value::Null, "what changed nothing is no change");
    }
    let desk = Desk::new();
    desk.import("people.csv", TABLE, false);
    let after = desk.last_seq();
    let part = desk.import("again.csv", AGAIN, false);
    assert_eq!((desk.last_seq(), outcomes(&part)), (after, [0, 0, 2, 0, 0]), "a part of it says nothing new");
}

// covers(IMP-5)
#[test]
fn law_the_sums_of_a_receipt_agree() {
    for (name, text) in FILES {
        let desk = Desk::new();
        let import = desk.import(name, text, false);
        let file = &import["files"][0];
        assert_eq!(outcomes(&import).iter().sum::<u64>(), number(&file["rows"]), "{file}");
        assert!(number(&file["rejected"]) > 0, "{name} has a row that says nobody");
        let parts = |of: &Value| ["mapped", "raw", "rejected"].map(|fate| number(&of[fate]));
        let cells = &file["cells"];
        assert_eq!(parts(cells).iter().sum::<u64>(), number(&cells["total"]), "{file}");
        let columns = file["columns"].as_array().unwrap();
        for (fate, total) in ["mapped", "raw", "rejected"].into_iter().zip(parts(cells)) {
            let sum: u64 = columns.iter().map(|column| number(&column[fate])).sum();
            assert_eq!(sum, total, "{fate} by column in {file}");
        }
        for (outcome, word) in
            OUTCOMES.into_iter().zip(["created", "updated", "unchanged", "duplicate", "rejected"])
        {
            let rows = desk.call("imports.rows", json!({ "id": import["id"], "outcome": word }));
            assert_eq!(number(&rows["total"]), number(&file[outcome]), "rows that are {outcome}");
        }
    }
}

// covers(IMP-5, IMP-7)
#[test]
fn law_a_dry_run_writes_nothing_and_foresees_the_real_one() {
    for (name, text) in FILES {
        let desk = Desk::new();
        desk.import("again.csv", AGAIN, false);
        let before = desk.last_seq();
        let dry = desk.import(name, text, true);
        assert_eq!(dry["state"], "staged");
        assert_eq!(desk.last_seq(), before, "looking at {name} wrote something");
        assert!(desk.0.cx().vault.blobs().names().unwrap().is_empty());
        desk.call("imports.cancel", json!({ "id": dry["id"] }));
        let real = desk.import(name, text, false);
        assert_eq!(outcomes(&dry), outcomes(&real), "{name}");
        assert!(desk.last_seq() > before);
    }
}

/// Somebody as a file describes them; few values, so that rows speak of the same people and contradict each other.
#[derive(Clone, Debug)]
struct Told {
    given: &'static str,
    family: &'static str,
    nickname: &'static str,
    email: &'static str,
    phone: &'static str,
    company: &'static str,
    born: &'static str,
    note: &'static str,
    shoe: &'static str,
    photo: &'static str,
    uid: &'static str,
}

fn told() -> impl Strategy<Value = Told> {
    let one = |of: &'static [&'static str]| proptest::sample::select(of);
    let name = (
        one(&["Ada", "Ada", "Grace", ""]),
        one(&["King", "Lovelace", ""]),
        one(&["", "Countess", "Amazing"]),
    );
    let reach = (
        one(&["ada@x.example", "ADA@x.example", "grace@y.example", "no mail", ""]),
        one(&["", "030 901820"]),
    );
    let rest = (
        one(&["", "Engines", "Navy"]),
        one(&["", "1815-12-10", "soon"]),
        one(&["", "Likes numbers", "Admiral"]),
    );
    let own = (
        one(&["", "38", "39", "big"]),
        one(&["", "R0lGODlhAQABAAAAACw=", "R0lGODlhAgACAAAAACw="]),
        one(&["", "u1", "u2"]),
    );
    (name, reach, rest, own).prop_map(
        |((given, family, nickname), (email, phone), (company, born, note), (shoe, photo, uid))| Told {
            given,
            family,
            nickname,
            email,
            phone,
            company,
            born,
            note,
            shoe,
            photo,
            uid,
        },
    )
}

fn as_table(people: &[Told]) -> (&'static str, String) {
    let rows = people.iter().map(|p| {
        let Told { given, family, nickname, email, phone, company, born, note, shoe, .. } = p;
        format!("{given},{family},{nickname},{email},{phone},{company},{born},{note},{shoe}\n")
    });
    let header = "First Name,Last Name,Nickname,E-mail Address,Mobile Phone,Company,Birthday,Notes,Shoe\n";
    ("people.csv", header.to_owned() + &rows.collect::<String>())
}

/// As cards, with a list of the first two identifiers at the end.
fn as_cards(people: &[Told]) -> (&'static str, String) {
    let line = |name: &str, value: &str| {
        if value.is_empty() { String::new() } else { format!("{name}:{value}\r\n") }
    };
    let cards = people.iter().map(|p| {
        format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:{};{};;;\r\n{}END:VCARD\r\n",
            p.family,
            p.given,
            [
                line("NICKNAME", p.nickname),
                line("EMAIL", p.email),
                line("TEL;TYPE=CELL", p.phone),
                line("ORG", p.company),
                line("BDAY", p.born),
                line("NOTE", p.note),
                line("PHOTO;ENCODING=b;TYPE=GIF", p.photo),
                line("UID", p.uid),
            ]
            .concat()
        )
    });
    let list =
        "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Club\r\nMEMBER:u1\r\nMEMBER:u2\r\nEND:VCARD\r\n";
    ("people.vcf", cards.collect::<String>() + list + list)
}

/// What a receipt says, without ids and times.
fn receipt(desk: &Desk, import: &Value) -> Value {
    let rows = desk.call("imports.rows", json!({ "id": import["id"], "limit": 500 }));
    let rows = rows["rows"].as_array().unwrap().iter().map(|row| {
        json!({ "row": row["row"], "outcome": row["outcome"], "title": row["title"], "code": row["code"],
                "cells": row["cells"], "kept_raw": row["kept_raw"], "kind": row["record"]["kind"] })
    });
    json!({ "files": import["files"], "rows": rows.collect::<Value>() })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12,
        failure_persistence: None,
        // With a planted bug the first failure is enough.
        max_shrink_iters: if std::env::var_os("SATCHEL_PLANT").is_some() { 0 } else { 200 },
        ..ProptestConfig::default()
    })]

    // covers(IMP-5, IMP-7, QA-3)
    #[test]
    fn law_a_dry_run_gives_the_receipt_of_the_import(
        there in proptest::collection::vec(told(), 0..4),
        brought in proptest::collection::vec(told(), 1..9),
        cards in any::<bool>(),
        number in any::<bool>(),
        apart in proptest::bool::weighted(0.2),
    ) {
        let write = if cards { as_cards } else { as_table };
        let (name, text) = write(&brought);
        let desk = || {
            let desk = Desk::new();
            if number {
                desk.0.create("field", json!({ "of": "contact", "name": "Shoe", "type": "number" })).unwrap();
            }
            if !there.is_empty() {
                let (name, text) = as_table(&there);
                desk.import(name, &text, false);
            }
            desk
        };
        let dry_desk = desk();
        let dry = dry_desk.import_as(name, &text, json!({ "dry_run": true, "no_merge": apart }));
        let foreseen = receipt(&dry_desk, &dry);
        let real_desk = desk();
        let real = real_desk.import_as(name, &text, json!({ "no_merge": apart }));
        prop_assert_eq!(&foreseen, &receipt(&real_desk, &real), "{}", text);

        // A dry run that is made real ends with the same receipt.
        dry_desk.call("imports.apply", json!({ "id": dry["id"] }));
        let id: Id = dry["id"].as_str().unwrap().parse().unwrap();
        super::run(&dry_desk.0.cx(), id, &Silent).unwrap();
        let applied = dry_desk.call("imports.get", json!({ "id": id }));
        prop_assert_eq!(&foreseen, &receipt(&dry_desk, &applied), "{}", text);
    }
}

#[cfg(debug_assertions)]
// covers(QA-2)
#[test]
fn every_planted_bug_is_caught() {
    for bug in crate::planted::BUGS {
        let run = std::process::Command::new(std::env::current_exe().unwrap())
            .arg("import::tests::law_")
            .env("SATCHEL_PLANT", bug)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&run.stdout).into_owned();
        let red = told.lines().filter(|line| line.ends_with(" ... FAILED")).count();
        println!("{bug}: {red} laws are broken");
        assert!(!run.status.success() && red > 0, "no law noticed {bug}: {told}");
    }
}

// covers(CON-3)
#[test]
fn who_is_probably_there_already_is_not_joined_and_is_named_by_the_import() {
    let desk = Desk::new();
    let head = "First Name,Last Name,Company,City\n";
    desk.import("old.csv", &format!("{head}Zaphod,Beeblebrox,Heart of Gold,Betel\n"), false);
    let new = desk.import("new.csv", &format!("{head}Zaphod,Beeblebrox,Heart of Gold Ltd,Betel\n"), false);
    assert_eq!(outcomes(&new), [1, 0, 0, 0, 0], "{new:#}");
    let other = desk.import("other.csv", &format!("{head}Trillian,McMillan,Islington,London\n"), false);
    let of = |import: &Value| desk.call("contacts.duplicates", json!({ "import": import["id"] }));
    let found = of(&new);
    assert_eq!(found["total"], 1, "{found:#}");
    assert_eq!(found["pairs"][0]["records"][0]["title"], "Zaphod Beeblebrox");
    assert_eq!(of(&other)["total"], 0);
}
