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

/// The sums of a file's receipt, without where its columns went.
fn sums(import: &Value) -> Value {
    let file = &import["files"][0];
    let columns = file["columns"].as_array().unwrap();
    let parts: Vec<Value> = columns
        .iter()
        .filter(|column| number(&column["cells"]) > 0)
        .map(|column| {
            json!([column["name"], column["cells"], column["mapped"], column["raw"], column["rejected"]])
        })
        .collect();
    json!([outcomes(import), file["cells"], parts])
}

/// Every cell is accounted for once.
fn assert_sums(import: &Value) {
    let file = &import["files"][0];
    for fate in ["mapped", "raw", "rejected"] {
        let columns: u64 = file["columns"].as_array().unwrap().iter().map(|one| number(&one[fate])).sum();
        assert_eq!(columns, number(&file["cells"][fate]), "{fate}: {file:#}");
    }
    assert_eq!(outcomes(import).iter().sum::<u64>(), number(&file["rows"]), "{file:#}");
    let rejected = number(&file["rejected"]);
    let parts: u64 = ["mapped", "raw", "rejected"].map(|fate| number(&file["cells"][fate])).iter().sum();
    assert_eq!((parts, rejected <= number(&file["rows"])), (number(&file["cells"]["total"]), true));
}

// covers(IMP-3, IMP-5, IMP-7, IMP-9)
#[test]
fn a_rejected_row_is_corrected_where_it_stands_in_every_form() {
    let ldif = "dn: cn=nobody\nobjectclass: inetOrgPerson\ndescription: lonely\n\n\
        dn: cn=Ada\nobjectclass: inetOrgPerson\ncn: Ada\n";
    let boats = "Name,Length,Berth\n,7,west\nAlma,12,east\n";
    let cases = [
        (
            "people.csv",
            TABLE,
            None,
            "Nora Roe",
            ("First Name", "Nora"),
            Some(("E-mail Address", "nora@x.example")),
        ),
        ("people.vcf", CARDS, None, "Nora Roe", ("FN", "Nora Roe"), None),
        ("people.ldif", ldif, None, "Nora Roe", ("cn", "Nora Roe"), None),
        ("boats.csv", boats, Some("own_boat"), "Nora", ("Name", "Nora"), None),
    ];
    for (name, text, kind, title, (first, said), more) in cases {
        let desk = Desk::with_boats();
        let mut options = json!({});
        if let Some(kind) = kind {
            options["kind"] = json!(kind);
        }
        let import = desk.import_as(name, text, options);
        let rows = desk.call("imports.rows", json!({ "id": import["id"], "outcome": "rejected" }));
        let row = &rows["rows"][0];
        let place = json!({ "id": import["id"], "file": 0, "row": row["row"] });
        let with = |cells: Value| {
            let mut input = place.clone();
            input["cells"] = cells;
            input
        };
        let cells = desk.call("imports.row", place.clone());
        let column = |name: &str| {
            let cells = cells["cells"].as_array().unwrap();
            cells.iter().find(|cell| cell["name"] == name).unwrap_or_else(|| panic!("{name} in {cells:#?}"))["column"]
                .clone()
        };
        // As it is it is rejected once more, and nothing is written.
        let before = desk.last_seq();
        let same = desk.call("imports.correct", with(json!([])));
        assert_eq!(
            (same["outcome"].as_str(), &same["code"]),
            (Some("rejected"), &row["code"]),
            "{name}: {same:#}"
        );
        assert_eq!(desk.last_seq(), before);

        let mut typed = vec![json!({ "column": column(first), "text": said })];
        if let Some((column_of, text)) = more {
            typed.push(json!({ "column": column("Last Name"), "text": "Roe" }));
            typed.push(json!({ "column": column(column_of), "text": text }));
        }
        let done = desk.call("imports.correct", with(json!(typed)));
        assert_eq!(
            (done["outcome"].as_str(), done["title"].as_str()),
            (Some("created"), Some(title)),
            "{name}: {done:#}"
        );
        let now = desk.call("imports.get", json!({ "id": import["id"] }));
        let ([created, .., rejected], [new, .., left]) = (outcomes(&import), outcomes(&now));
        assert_eq!((new, left), (created + 1, rejected - 1), "{name}: {now:#}");
        assert_sums(&now);
        assert_eq!(now["corrections"], json!([done["change_set"]]));
        let rows = desk.call("imports.rows", json!({ "id": import["id"] }));
        let rows = rows["rows"].as_array().unwrap();
        let row = rows.iter().find(|one| one["row"] == row["row"]).unwrap();
        assert_eq!((&row["corrected"], &row["record"]), (&json!(true), &done["record"]), "{name}: {row:#}");

        // Taken back it is a rejected row again, with all sums; and can be corrected once more.
        let cx = desk.0.cx();
        let set = done["change_set"].as_str().unwrap().parse().unwrap();
        cx.vault.undo(satchel_vault::What::Set(set), None, &cx.act("Undo")).unwrap();
        let back = desk.call("imports.get", json!({ "id": import["id"] }));
        assert_eq!((sums(&back), &back["corrections"]), (sums(&import), &json!([])), "{name}");
        let again = desk.call("imports.correct", with(json!(typed)));
        assert_eq!(again["outcome"], "created", "{name}: {again:#}");
    }
}

// covers(IMP-5)
#[test]
fn only_rejected_rows_of_an_import_that_stands_are_corrected() {
    let desk = Desk::new();
    let import = desk.import("people.csv", TABLE, false);
    let refused = |row: u64| {
        let mut cx = desk.0.cx();
        let row_of = crate::commands(&cx.registry).into_iter().find(|one| one.name == "imports.row").unwrap();
        (row_of.run)(&mut cx, json!({ "id": import["id"], "file": 0, "row": row })).unwrap_err().code
    };
    assert_eq!(refused(1), "not_rejected");
    assert_eq!(refused(99), "not_rejected");
    let cx = desk.0.cx();
    let set = import["change_set"].as_str().unwrap().parse().unwrap();
    cx.vault.undo(satchel_vault::What::Set(set), None, &cx.act("Undo")).unwrap();
    assert_eq!(refused(3), "import_not_done");
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
    let mut files = import["files"].clone();
    for file in files.as_array_mut().unwrap() {
        // Which upload it was.
        file.as_object_mut().unwrap().remove("of");
    }
    json!({ "files": files, "rows": rows.collect::<Value>() })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12,
        failure_persistence: None,
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
    let unnoticed = satchel_planted::unnoticed(crate::planted::BUGS, &[]).unwrap();
    assert_eq!(unnoticed, Vec::<String>::new());
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

/// What other programs did to a list of people: letters, a rounded and an exact number, a name in an address cell, names
/// in capitals, a phone abroad, a postcode without its zero.
const SPOILT: &str = "First Name,Last Name,E-mail Address,Mobile Phone,Business Postal Code,Business Country/Region\n\
    JÃ¼rgen,MÃ¼ller,Jay <j@x.example>,4.91701234567E+11,1067,Germany\n\
    ANNA,DOE,anna@x.example,0664 1234567,1010,Austria\n\
    PETER,ROE,peter@x.example,7.3E+09,10115,Germany\n\
    MARIA,MOE,maria@x.example,,,\n";

impl Desk {
    /// The repaired cells of an import's receipt, in order: column, what came, code.
    fn mended(&self, import: &Value) -> Vec<(String, String, String)> {
        let page = self.call("imports.rows", json!({ "id": import["id"] }));
        let rows = page["rows"].as_array().unwrap().iter();
        let cells = rows.flat_map(|row| row["cells"].as_array().cloned().unwrap_or_default());
        let word = |cell: &Value, name: &str| cell[name].as_str().unwrap_or_default().to_owned();
        cells
            .filter(|cell| cell["fate"] == "repaired")
            .map(|cell| (word(&cell, "name"), word(&cell, "text"), word(&cell, "code")))
            .collect()
    }

    fn contact(&self, family: &str) -> Value {
        let filter = json!({ "is": { "op": "equals", "field": "family", "value": family } });
        let found = self.call("contacts.list", json!({ "query": { "filter": filter } }));
        let Some(id) = found["rows"][0]["id"].as_str() else { return Value::Null };
        self.call("contacts.get", json!({ "id": id }))
    }
}

// covers(IMP-6)
#[test]
fn what_was_damaged_is_put_right_said_and_kept() {
    let desk = Desk::new();
    let before = desk.last_seq();
    let dry = desk.import("spoilt.csv", SPOILT, true);
    assert_eq!(desk.last_seq(), before, "a dry run writes nothing");
    let foreseen = desk.mended(&dry);
    desk.call("imports.cancel", json!({ "id": dry["id"] }));
    let real = desk.import("spoilt.csv", SPOILT, false);
    assert_eq!(desk.mended(&real), foreseen, "what is imported is what was foreseen");
    assert_eq!(real["files"][0]["repairs"], json!({ "encoding": 2, "numbers": 1, "addresses": 1 }));
    let said = |name: &str, text: &str, code: &str| (name.to_owned(), text.to_owned(), code.to_owned());
    assert_eq!(
        foreseen,
        [
            said("First Name", "JÃ¼rgen", "repaired_encoding"),
            said("Last Name", "MÃ¼ller", "repaired_encoding"),
            said("E-mail Address", "Jay <j@x.example>", "repaired_addresses"),
            said("Mobile Phone", "4.91701234567E+11", "repaired_numbers"),
        ]
    );
    let cells = &real["files"][0]["cells"];
    let sum: u64 = ["mapped", "raw", "rejected"].iter().map(|of| cells[of].as_u64().unwrap()).sum();
    assert_eq!(cells["total"].as_u64().unwrap(), sum, "{cells}");
    let jurgen = desk.contact("Müller");
    assert_eq!((&jurgen["given"], &jurgen["emails"][0]["value"]), (&json!("Jürgen"), &json!("j@x.example")));
    assert_eq!(jurgen["phones"][0]["value"], "491701234567");
    let raw: Vec<&str> =
        jurgen["raw"].as_array().unwrap().iter().map(|r| r["value"].as_str().unwrap()).collect();
    for came in ["JÃ¼rgen", "MÃ¼ller", "Jay <j@x.example>", "4.91701234567E+11"] {
        assert!(raw.contains(&came), "{came} is not kept: {raw:?}");
    }
    assert_eq!(desk.contact("DOE")["given"], "ANNA", "a guess waits for the seller");

    // The same file again says nothing new, and all of it goes with one undo.
    let again = desk.import("spoilt.csv", SPOILT, false);
    assert_eq!(outcomes(&again), [0, 0, 4, 0, 0]);
    let set: Id = real["change_set"].as_str().unwrap().parse().unwrap();
    let cx = desk.0.cx();
    cx.vault.undo(satchel_vault::What::Set(set), None, &cx.act("Take it back")).unwrap();
    assert_eq!(desk.contact("Müller"), Value::Null);
}

// covers(IMP-6)
#[test]
fn each_repair_is_switched_on_and_off() {
    let all = ["encoding", "numbers", "addresses", "zeros", "name_order", "capitals", "phone_country"];
    let desk = Desk::new();
    let real = desk.import_as("spoilt.csv", SPOILT, json!({ "repairs": all }));
    let anna = desk.contact("Doe");
    assert_eq!((&anna["given"], &anna["phones"][0]["value"]), (&json!("Anna"), &json!("+43 664 1234567")));
    assert_eq!(anna["phones"][0]["e164"], "+436641234567");
    assert_eq!(desk.contact("Müller")["addresses"][0]["postal_code"], "01067");
    assert_eq!(desk.contact("Müller")["phones"][0]["value"], "+491701234567");
    assert_eq!(real["files"][0]["repairs"]["capitals"], 6);
    let kept = desk.contact("Müller")["raw"].to_string();
    assert!(kept.contains("4.91701234567E+11"), "{kept}");
    assert!(!kept.contains("\"491701234567\""), "what stood between two repairs came from nowhere: {kept}");

    let desk = Desk::new();
    let real = desk.import_as("spoilt.csv", SPOILT, json!({ "repairs": [] }));
    assert_eq!((&real["files"][0]["repairs"], desk.mended(&real)), (&Value::Null, vec![]));
    let damaged = desk.contact("MÃ¼ller");
    assert_eq!(damaged["phones"][0]["value"], "4.91701234567E+11");
    assert_eq!(damaged["emails"], json!([]), "{damaged}");
    let raw = damaged["raw"].as_array().unwrap();
    assert!(raw.iter().any(|one| one["value"] == "Jay <j@x.example>"), "{raw:?}");
}

// covers(IMP-6, IMP-7)
#[test]
fn repairs_are_offered_with_examples_before_an_import() {
    let desk = Desk::new();
    let inspect = |name: &str, text: &str, more: Value| {
        let cx = desk.0.cx();
        let path = cx.vault.dir().join(name);
        std::fs::write(&path, text).unwrap();
        let mut input = json!({ "file": cx.files.put_path(&path).unwrap() });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        desk.call("imports.inspect", input)
    };
    let found = inspect("spoilt.csv", SPOILT, json!({}));
    let offers = found["repairs"].as_array().unwrap();
    let of = |repair: &str| offers.iter().find(|one| one["repair"] == repair).unwrap();
    assert_eq!((&of("encoding")["on"], &of("encoding")["count"]), (&json!(true), &json!(2)));
    assert_eq!(of("encoding")["examples"][0]["after"], "Jürgen");
    assert_eq!((&of("capitals")["on"], &of("capitals")["rows"]), (&json!(false), &json!(3)));
    assert_eq!(found["preview"][1]["given"], "ANNA");
    assert_eq!(found["sure"], false, "three of four names in capitals are worth a question");
    let on = inspect("spoilt.csv", SPOILT, json!({ "repairs": ["capitals"] }));
    assert_eq!((&on["preview"][1]["given"], &on["preview"][0]["given"]), (&json!("Anna"), &json!("JÃ¼rgen")));
    // Cards too.
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:MÃ¼ller;JÃ¼rgen;;;\r\nFN:JÃ¼rgen MÃ¼ller\r\nEND:VCARD\r\n";
    let cards = inspect("cards.vcf", card, json!({}));
    assert_eq!(
        (&cards["preview"][0]["family"], &cards["repairs"][0]["count"]),
        (&json!("Müller"), &json!(3))
    );
    // What Satchel wrote itself is as it shall be.
    let own = card.replace("VERSION:3.0\r\n", "VERSION:4.0\r\nPRODID:-//Satchel//1//EN\r\nX-SATCHEL-X:1\r\n");
    assert_eq!(inspect("own.vcf", &own, json!({}))["repairs"], json!([]));
}

// covers(IMP-6)
#[test]
fn what_was_put_right_is_put_right_in_the_next_file_of_the_source() {
    let desk = Desk::new();
    let inspect = |name: &str, text: &str| {
        let cx = desk.0.cx();
        let path = cx.vault.dir().join(name);
        std::fs::write(&path, text).unwrap();
        let file = cx.files.put_path(&path).unwrap();
        (desk.call("imports.inspect", json!({ "file": &file })), json!(file))
    };
    let on = |seen: &Value| {
        let offers = seen["repairs"].as_array().unwrap().iter().filter(|one| one["on"] == true);
        offers.map(|one| one["repair"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    desk.import_as("spoilt.csv", SPOILT, json!({ "repairs": ["capitals", "encoding"], "no_merge": true }));
    let next = SPOILT.replace("ANNA", "HANNA");
    let (seen, file) = inspect("next.csv", &next);
    assert_eq!(
        (on(&seen), &seen["remembered"]),
        (vec!["encoding".to_owned(), "capitals".to_owned()], &json!(true)),
        "{seen:#}"
    );
    assert_eq!(seen["preview"][1]["given"], "Hanna");
    let real = desk.import("next.csv", &next, false);
    assert!(real["files"][0]["repairs"]["capitals"].as_u64().unwrap() > 0, "{real:#}");
    assert_eq!(real["files"][0]["repairs"].get("numbers"), None);
    // Another source is another question, and what is forgotten is asked again.
    let (other, _) = inspect("other.csv", &SPOILT.replace("Mobile Phone", "Home Phone"));
    assert!(!on(&other).contains(&"capitals".to_owned()), "{other:#}");
    let forgotten = desk.call("imports.forget_mapping", json!({ "file": file }));
    assert_eq!(forgotten["remembered"], false);
    assert!(!on(&forgotten).contains(&"capitals".to_owned()));

    // Cards are known by the program that wrote them.
    let card = |name: &str, maker: &str| {
        format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:{maker}\r\nN:{name};ANNA;;;\r\nFN:ANNA {name}\r\nEND:VCARD\r\n"
        )
    };
    let apple = "-//Apple Inc.//iPhone OS 17.0//EN";
    desk.import_as("a.vcf", &card("BRANDT", apple), json!({ "repairs": ["capitals"] }));
    let (seen, _) = inspect("b.vcf", &card("KOCH", apple));
    assert_eq!((on(&seen), &seen["remembered"]), (vec!["capitals".to_owned()], &json!(true)), "{seen:#}");
    let (seen, _) = inspect("c.vcf", &card("KOCH", "-//Nobody//Nothing//EN"));
    assert_eq!(seen["remembered"], false, "{seen:#}");
}

// covers(INT-12)
#[test]
fn an_ldif_address_book_is_imported_told_once_and_its_lists_become_tags() {
    let desk = Desk::new();
    let book = "dn: cn=Ada Lovelace,mail=ada@x.example\nobjectclass: inetOrgPerson\ngivenName: Ada\nsn: Lovelace\n\
        mail: ada@x.example\nmobile: +49 30 901820\nmozillaCustom1: tea\nuserPassword: secret\n\n\
        dn: ou=people\nobjectclass: organizationalUnit\nou: people\nuserPassword: secret\n\n\
        dn: cn=Friends\nobjectclass: groupOfNames\ncn: Friends\nmember: cn=Ada Lovelace,mail=ada@x.example\n";
    let real = desk.import("book.ldif", book, false);
    assert_eq!((&real["files"][0]["format"], outcomes(&real)), (&json!("ldif"), [1, 1, 0, 0, 1]), "{real:#}");
    let ada = desk.contact("Lovelace");
    assert_eq!((&ada["emails"][0]["value"], &ada["tags"]), (&json!("ada@x.example"), &json!(["Friends"])));
    let again = desk.import("book.ldif", book, false);
    assert_eq!(outcomes(&again), [0, 0, 2, 0, 1]);
    // What was rejected is saved as it stood, with the reason in a remark, and without the password.
    let saved = desk.call("imports.rejects", json!({ "id": real["id"] }));
    assert_eq!(saved["name"], "book-rejected.ldif");
    let mut text = String::new();
    let file = serde_json::from_value::<satchel_feature::files::FileRef>(saved.clone()).unwrap();
    std::io::Read::read_to_string(&mut desk.0.cx().files.open(file.id()).unwrap(), &mut text).unwrap();
    assert!(
        text.starts_with("# This entry is a place in the directory") && text.contains("dn: ou=people"),
        "{text}"
    );
    assert!(!text.contains("secret"), "{text}");
}

impl Desk {
    /// What is unpacked of a file of these bytes: the names of its files, and what is left with why.
    fn unpacked(&self, name: &str, bytes: &[u8]) -> (Value, Value) {
        let cx = self.0.cx();
        let path = cx.vault.dir().join(name);
        std::fs::write(&path, bytes).unwrap();
        let found = self.call("imports.unpack", json!({ "files": [cx.files.put_path(&path).unwrap()] }));
        (found["files"].clone(), found["left"].clone())
    }
}

// covers(QR-1, QR-2)
#[test]
fn the_card_in_a_picture_of_a_code_is_imported_and_an_address_is_told_and_not_opened() {
    let desk = Desk::new();
    let png = |text: &str| satchel_formats::qr::paint(text).unwrap().png().unwrap();
    let card = png("MECARD:N:Lovelace,Ada;TEL:+49 30 901820;EMAIL:ada@x.example;;");
    let (files, left) = desk.unpacked("stand.png", &card);
    assert_eq!((&files[0]["name"], &left), (&json!("stand.png › QR.vcf"), &json!([])));
    let started = desk.call("imports.start", json!({ "files": files, "region": "DE" }));
    super::run(&desk.0.cx(), started["import"].as_str().unwrap().parse().unwrap(), &Silent).unwrap();
    assert_eq!(desk.contact("Lovelace")["emails"][0]["value"], "ada@x.example");

    // A picture is known by its bytes, whatever it is called.
    let (files, left) = desk.unpacked("link.dat", &png("https://x.example/a"));
    assert_eq!((&files, &left[0]["code"]), (&json!([]), &json!("qr_link")));
    assert_eq!(left[0]["values"]["link"], "https://x.example/a");
    for (bytes, code) in
        [(b"name,mail\n".to_vec(), "not_a_picture"), (card[..80].to_vec(), "picture_damaged")]
    {
        assert_eq!(desk.unpacked("bad.png", &bytes).1[0]["code"], code);
    }
    let plain = png("WIFI:S:net;;");
    assert_eq!(desk.unpacked("wifi.png", &plain).1[0]["code"], "qr_text");
}

// covers(QR-1, QR-2)
#[test]
fn what_a_camera_sees_is_the_same_card_and_a_picture_without_a_code_is_nothing_yet() {
    use base64::Engine;
    let desk = Desk::new();
    let scan = |picture: &[u8]| {
        let picture = base64::engine::general_purpose::STANDARD.encode(picture);
        desk.call("imports.scan", json!({ "picture": picture, "name": "Camera" }))
    };
    let png = |text: &str| satchel_formats::qr::paint(text).unwrap().png().unwrap();
    let seen =
        scan(&png("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lovelace;Ada;;;\r\nEMAIL:ada@x.example\r\nEND:VCARD"));
    assert_eq!((&seen["files"][0]["name"], &seen["left"]), (&json!("Camera › QR.vcf"), &json!([])));
    let started = desk.call("imports.start", json!({ "files": seen["files"], "region": "DE" }));
    super::run(&desk.0.cx(), started["import"].as_str().unwrap().parse().unwrap(), &Silent).unwrap();
    assert_eq!(desk.contact("Lovelace")["emails"][0]["value"], "ada@x.example");

    let link = scan(&png("https://x.example/a"));
    assert_eq!((&link["files"], &link["left"][0]["code"]), (&json!([]), &json!("qr_link")));
    // A black point: what a camera shows before there is anything to be seen.
    let black =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";
    let dark = desk.call("imports.scan", json!({ "picture": black, "name": "Camera" }));
    assert_eq!(dark, json!({ "files": [], "left": [], "mails": 0 }));
    for picture in ["no base64!", "bm8gcGljdHVyZQ=="] {
        let input = json!({ "picture": picture, "name": "Camera" });
        let mut cx = desk.0.cx();
        let row = crate::commands(&cx.registry).into_iter().find(|row| row.name == "imports.scan").unwrap();
        assert_eq!((row.run)(&mut cx, input).unwrap_err().field.as_deref(), Some("picture"));
    }
}

// covers(IMP-6)
#[test]
fn a_pasted_table_is_a_file_like_any_other() {
    let desk = Desk::new();
    let text = "First Name\tLast Name\tE-mail Address\nAda\tLovelace\tada@x.example\n";
    let file = desk.call("imports.paste", json!({ "text": text, "name": "Pasted" }));
    let found = desk.call("imports.inspect", json!({ "file": file }));
    assert_eq!((&found["delimiter"], &found["rows_estimate"]), (&json!("\t"), &json!(1)));
    let started = desk.call("imports.start", json!({ "files": [file], "region": "DE" }));
    super::run(&desk.0.cx(), started["import"].as_str().unwrap().parse().unwrap(), &Silent).unwrap();
    assert_eq!(desk.contact("Lovelace")["given"], "Ada");
}

// covers(IMP-9, INT-12)
#[test]
fn the_export_of_atomic_crm_comes_in_with_what_belongs_together() {
    let desk = Desk::new();
    let text = json!({
        "sales": [{ "id": 1, "first_name": "Sam" }],
        "companies": [{ "id": 7, "name": "Engines", "sector": "Machines", "website": "https://engines.example",
            "city": "London", "phone_number": "+44 20 7946 0958", "description": "Old firm" }],
        "tags": [{ "id": 3, "name": "vip" }],
        "contacts": [
            { "id": 5, "first_name": "Ada", "last_name": "Lovelace", "company_id": 7, "title": "Analyst", "tags": [3, "new"],
              "email_jsonb": [{ "email": "ada@x.example", "type": "Work" }, { "email": "ada@y.example", "type": "Home" }],
              "phones": [{ "number": "+49 30 901820", "type": "Work" }], "status": "warm", "background": "Met in Bath" },
            { "id": 6, "first_name": "Grace", "last_name": "Hopper" },
        ],
        "notes": [{ "contact_id": 5, "date": "2025-11-13T08:16:10Z", "text": "Likes numbers" }],
        "tasks": [{ "contact_id": 6, "text": "Call her", "due_date": "2025-03-26T16:15:00Z" }],
        "deals": [{ "id": 1, "name": "Looms", "company_id": 7, "contact_ids": [5], "stage": "won", "amount": 100 }],
    })
    .to_string();
    let (files, left) = desk.unpacked("crm.json", text.as_bytes());
    assert_eq!(files.as_array().unwrap().len(), 1);
    assert_eq!(
        (&left[0]["name"], &left[0]["code"], &left[0]["values"]["count"]),
        (&json!("crm.json › deals"), &json!("json_deals"), &json!("1"))
    );
    let real = desk.import("crm.json", &text, false);
    assert_eq!((&real["files"][0]["format"], outcomes(&real)), (&json!("json"), [3, 0, 0, 0, 0]), "{real:#}");
    let ada = desk.contact("Lovelace");
    assert_eq!(
        (&ada["jobs"][0]["company"], &ada["jobs"][0]["title"]),
        (&json!("Engines"), &json!("Analyst"))
    );
    assert_eq!(
        (&ada["emails"][1]["label"], &ada["emails"][1]["value"]),
        (&json!("home"), &json!("ada@y.example"))
    );
    assert_eq!(ada["tags"], json!(["vip", "new"]));
    let notes = |record: &Value| {
        let page = desk.call("records.timeline", json!({ "kind": "contact", "id": record["id"] }));
        page.to_string()
    };
    assert!(notes(&ada).contains("2025-11-13: Likes numbers") && notes(&ada).contains("Met in Bath"));
    assert!(notes(&desk.contact("Hopper")).contains("☐ Call her (2025-03-26)"));
    let again = desk.import("crm.json", &text, false);
    assert_eq!(outcomes(&again), [0, 0, 3, 0, 0]);
    // Its deals by themselves, with the names of whom they concern.
    let cx = desk.0.cx();
    let file = cx.files.put_path(&cx.vault.dir().join("crm.json")).unwrap();
    let deals = desk.call("imports.unpack", json!({ "files": [file], "kind": "deal" }));
    assert_eq!(deals["files"][0]["name"], "crm.json › deals");
}

// covers(IMP-9, UNS-7)
#[test]
fn the_export_in_json_comes_back() {
    let desk = Desk::new();
    desk.0.create("field", json!({ "of": "contact", "name": "Shoe", "type": "number" })).unwrap();
    desk.import("people.csv", TABLE, false);
    desk.0
        .create("contact", json!({ "display_name": "The Countess", "given": "Ada", "family": "King" }))
        .unwrap();
    let export = |desk: &Desk| {
        let file = desk.call("exports.run", json!({ "format": "json" }));
        let file = serde_json::from_value::<satchel_feature::files::FileRef>(file).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut desk.0.cx().files.open(file.id()).unwrap(), &mut text).unwrap();
        text
    };
    let text = export(&desk);
    let other = Desk::new();
    let real = other.import("satchel.json", &text, false);
    assert_eq!(real["files"][0]["format"], "json");
    // Ids are new, so identities and the order differ; everything else is the same.
    let said = |text: &str| {
        let all: Value = serde_json::from_str(text).unwrap();
        let mut people: Vec<String> = all["contacts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                let mut one = one.as_object().unwrap().clone();
                for made in ["id", "identities", "source"] {
                    one.remove(made);
                }
                // What is kept raw says from which file it is kept.
                let raw = one.remove("raw").unwrap();
                let raw = raw.as_array().unwrap().iter();
                let mut raw: Vec<String> =
                    raw.map(|one| format!("{}={}", one["name"], one["value"])).collect();
                raw.sort();
                one.insert("raw".into(), json!(raw));
                Value::Object(one).to_string()
            })
            .collect();
        people.sort();
        people
    };
    assert_eq!(said(&export(&other)), said(&text));
    let again = other.import("satchel.json", &text, false);
    assert_eq!((outcomes(&again)[0], outcomes(&again)[1]), (0, 0));
}
