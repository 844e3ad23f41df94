//! Merging and unmerging on a temporary vault, and the laws: unmerging is the inverse of merging, whatever refers to the
//! records, and what was joined later stays as if the one that went had never been among them.

use std::collections::BTreeMap;

use proptest::prelude::*;
use satchel_feature::records::{self, Record, RuleCx, part, text};
use satchel_feature::world::{World, id};
use satchel_kernel::{Error, Id};
use satchel_vault::{VaultError, What};
use serde_json::{Value, json};

/// Tables that no code knows: a record that refers to a contact, a part of a contact, and a part of the record that
/// refers to a contact and a company.
const UNKNOWN: &str = "
CREATE TABLE badge (
    id BLOB NOT NULL PRIMARY KEY, created_ms INTEGER NOT NULL, modified_ms INTEGER NOT NULL, deleted_ms INTEGER,
    name TEXT NOT NULL, bearer BLOB REFERENCES contact (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE contact_scar (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE, id BLOB NOT NULL, position INTEGER NOT NULL,
    place TEXT NOT NULL, PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE badge_witness (
    owner_id BLOB NOT NULL REFERENCES badge (id) ON DELETE CASCADE, id BLOB NOT NULL, position INTEGER NOT NULL,
    contact BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    firm BLOB REFERENCES company (id) ON DELETE CASCADE, PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX badge_by_bearer ON badge (bearer);
CREATE INDEX badge_witness_by_contact ON badge_witness (contact);
CREATE INDEX badge_witness_by_firm ON badge_witness (firm);
INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('badge', 'record', 'badge', NULL), ('contact_scar', 'part', NULL, 'contact'),
    ('badge_witness', 'part', NULL, 'badge');
";

/// A world in which an undo brings derived fields in line, as in an open vault.
fn world() -> World {
    let world = World::with_tables(crate::registry().unwrap(), UNKNOWN).unwrap();
    let cx = world.cx();
    world.cx().vault.on_restored(Box::new(move |tx, kind, id| {
        let catalogue = cx.catalogue();
        let rules = RuleCx {
            conn: tx,
            registry: &cx.registry,
            catalogue: &catalogue,
            now_ms: tx.now_ms(),
            region: "DE",
        };
        records::derive(&rules, kind, id).map_err(VaultError::Inner)
    }));
    world
}

fn ask(world: &World, name: &str, input: Value) -> Result<Value, Error> {
    let table = crate::commands(&world.cx().registry);
    let command = table.iter().find(|command| command.name == name).unwrap();
    let mut cx = world.cx();
    cx.command = name.to_owned();
    (command.run)(&mut cx, input)
}

fn call(world: &World, name: &str, input: Value) -> Value {
    ask(world, name, input).unwrap()
}

fn person(world: &World, record: Value) -> Id {
    id(&world.create("contact", record).unwrap())
}

fn values(record: &Record, list: &str) -> Vec<String> {
    let main = |entry: &Value| entry.get("value").unwrap_or(entry).as_str().unwrap_or_default().to_owned();
    part(record, list).iter().map(main).collect()
}

/// A badge of a contact with a witness, and a scar, as somebody's own program would write them.
fn badge(world: &World, bearer: Id, witness: Id, name: &str) {
    let cx = world.cx();
    cx.vault
        .write(&cx.act("Badge"), |tx| -> satchel_vault::Result<()> {
            let badge = Id::new();
            tx.execute(
                "INSERT INTO badge (id, created_ms, modified_ms, name, bearer) VALUES (?1, 1, 1, ?2, ?3)",
                (badge.as_bytes(), name, bearer.as_bytes()),
            )?;
            tx.execute(
                "INSERT INTO badge_witness (owner_id, id, position, contact) VALUES (?1, ?2, 0, ?3)",
                (badge.as_bytes(), Id::new().as_bytes(), witness.as_bytes()),
            )?;
            tx.execute(
                "INSERT INTO contact_scar (owner_id, id, position, place) VALUES (?1, ?2, 0, ?3)",
                (bearer.as_bytes(), Id::new().as_bytes(), name),
            )?;
            Ok(())
        })
        .unwrap();
}

type Dump = BTreeMap<String, Vec<BTreeMap<String, String>>>;

/// Every row of every logged table, without the columns in `but`.
fn dump(world: &World, but: &[&str]) -> Dump {
    world
        .cx()
        .vault
        .read(|conn| -> satchel_vault::Result<Dump> {
            let mut tables = conn.prepare("SELECT name FROM declared_table WHERE class <> 'local'")?;
            let tables =
                tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
            let mut dump = Dump::new();
            for table in tables {
                let mut select = conn.prepare(&format!("SELECT * FROM \"{table}\""))?;
                let names: Vec<String> = select.column_names().map(str::to_owned).collect();
                let mut rows = select
                    .query_map([], |row| {
                        let cells =
                            names.iter().enumerate().filter(|(_, name)| !but.contains(&name.as_str()));
                        cells
                            .map(|(at, name)| {
                                Ok((name.clone(), format!("{:?}", row.get::<_, rusqlite::types::Value>(at)?)))
                            })
                            .collect()
                    })?
                    .collect::<rusqlite::Result<Vec<BTreeMap<String, String>>>>()?;
                rows.sort();
                dump.insert(table, rows);
            }
            Ok(dump)
        })
        .unwrap()
}

fn merge(world: &World, into: Id, others: &[Id]) -> Value {
    call(world, "contacts.merge", json!({ "id": into, "others": others }))
}

// covers(CON-3, CON-11)
#[test]
fn two_become_one_field_by_field_with_everything_attached() {
    let world = world();
    let ada = person(
        &world,
        json!({ "given": "Ada", "family": "King", "emails": [{ "value": "ada@x.example", "primary": true }],
            "tags": ["vip"], "phones": [{ "value": "030 901820" }] }),
    );
    let twin = person(
        &world,
        json!({ "given": "Augusta", "family": "Lovelace", "nickname": "Countess", "tags": ["VIP", "maths"],
            "emails": [{ "value": "ADA@x.example", "label": "work", "primary": true }, { "value": "l@y.example" }],
            "phones": [{ "value": "+49 30 901820" }], "jobs": [{ "company": "Engines", "title": "Analyst" }] }),
    );
    let friend = person(
        &world,
        json!({ "given": "Babbage", "relations": [{ "label": "friend", "value": "Ada", "contact_id": twin }] }),
    );
    world.create("note", json!({ "body": "Met at the fair", "contact_id": twin })).unwrap();
    badge(&world, twin, twin, "poet");
    let before = call(&world, "contacts.compare", json!({ "ids": [ada, twin] }));
    let family =
        before["fields"].as_array().unwrap().iter().find(|f| f["field"] == "family").unwrap().clone();
    assert_eq!(
        (family["values"].clone(), family["from"].clone(), family["differs"].clone()),
        (json!(["King", "Lovelace"]), json!(ada), json!(true))
    );
    assert_eq!(before["records"][1]["attached"], json!({ "badge": 2, "contact": 1, "note": 1 }));

    let merged =
        call(&world, "contacts.merge", json!({ "id": ada, "others": [twin], "fields": { "family": twin } }));
    let one = world.get("contact", ada).unwrap();
    assert_eq!(["given", "family", "nickname"].map(|f| text(&one, f)), ["Ada", "Lovelace", "Countess"]);
    assert_eq!(text(&one, "display_name"), "Ada Lovelace");
    assert_eq!(values(&one, "emails"), ["ada@x.example", "l@y.example"]);
    assert_eq!(part(&one, "emails")[0]["label"], "work", "what the other knew of the same address");
    assert_eq!(values(&one, "phones"), ["030 901820"], "the same number, written in two ways");
    assert_eq!(values(&one, "tags"), ["vip", "maths"]);
    assert_eq!(text(&one, "company"), "Engines");
    let source = |field: &str| {
        let fields = merged["fields"].as_array().unwrap();
        fields.iter().find(|f| f["field"] == field).map(|f| f["from"].clone()).unwrap_or_default()
    };
    assert_eq!(
        [source("given"), source("family"), source("nickname")],
        [json!(ada), json!(twin), json!(twin)]
    );
    assert_eq!(part(&world.get("contact", friend).unwrap(), "relations")[0]["contact_id"], json!(ada));
    assert_eq!(world.get("contact", twin).unwrap_err().code, "not_found");
    let attached = world.cx().vault.read(|conn| satchel_vault::attached(conn, "contact", ada)).unwrap();
    assert_eq!(attached, BTreeMap::from([("badge".into(), 2), ("contact".into(), 1), ("note".into(), 1)]));
    let merges = call(&world, "contacts.merges", json!({ "id": ada }));
    assert_eq!(merges["merges"][0]["title"], "Augusta Lovelace");
    let shown = call(&world, "contacts.timeline", json!({ "id": ada }));
    let labels: Vec<&str> =
        shown["items"].as_array().unwrap().iter().filter_map(|item| item["label"].as_str()).collect();
    assert!(labels.contains(&"Merged Augusta Lovelace into Ada Lovelace"), "{labels:?}");
}

// covers(CON-3)
#[test]
fn what_was_edited_since_stays_and_is_told() {
    let world = world();
    let ada = person(&world, json!({ "given": "Ada" }));
    let twin = person(
        &world,
        json!({ "given": "Ada", "nickname": "Countess", "emails": [{ "value": "l@y.example" }] }),
    );
    let note = id(&world.create("note", json!({ "body": "Old", "contact_id": twin })).unwrap());
    merge(&world, ada, &[twin]);
    world.patch("contact", ada, json!({ "nickname": "Enchantress", "family": "King" })).unwrap();
    world.patch("note", note, json!({ "body": "New" })).unwrap();
    let later = id(&world.create("note", json!({ "body": "Later", "contact_id": ada })).unwrap());
    let apart = call(&world, "contacts.unmerge", json!({ "id": ada }));
    assert_eq!(apart["apart"], json!([{ "id": twin, "title": "Ada" }]));
    assert_eq!(
        apart["kept"],
        json!([{ "kind": "contact", "id": ada, "field": "nickname", "reason": "edited_since" }])
    );
    let (one, other) = (world.get("contact", ada).unwrap(), world.get("contact", twin).unwrap());
    assert_eq!([text(&one, "nickname"), text(&one, "family")], ["Enchantress", "King"]);
    assert_eq!(
        (text(&other, "nickname"), values(&other, "emails")),
        ("Countess", vec!["l@y.example".into()])
    );
    assert_eq!(values(&one, "emails"), Vec::<String>::new());
    let (old, new) = (world.get("note", note).unwrap(), world.get("note", later).unwrap());
    assert_eq!(
        (text(&old, "body"), &old["contact_id"]),
        ("New", &json!(twin)),
        "it goes back with its new words"
    );
    assert_eq!(new["contact_id"], json!(ada), "what was written on the one that stayed stays with it");
    let shown = call(&world, "contacts.timeline", json!({ "id": ada }));
    assert!(shown.to_string().contains("Unmerged: Merged Ada into Ada"));
    assert_eq!(ask(&world, "contacts.unmerge", json!({ "id": ada })).unwrap_err().code, "not_merged");
}

// covers(CON-3)
#[test]
fn two_lines_of_one_employer_are_one_job_unless_title_or_time_say_otherwise() {
    let world = world();
    let jobs = |jobs: Value| person(&world, json!({ "given": "Ada", "jobs": jobs }));
    let told = |own: Value, other: Value| {
        let (ada, twin) = (jobs(own), jobs(other));
        let before = dump(&world, &[]);
        merge(&world, ada, &[twin]);
        let one = world.get("contact", ada).unwrap();
        let lines: Vec<String> = part(&one, "jobs")
            .iter()
            .map(|job| {
                ["company", "title", "from", "to"]
                    .map(|name| job.get(name).and_then(Value::as_str).unwrap_or("-"))
                    .join(" ")
            })
            .collect();
        call(&world, "contacts.unmerge", json!({ "id": ada }));
        assert_eq!(dump(&world, &[]), before, "both are back to the letter");
        lines
    };
    let at = |more: Value| {
        let mut job = json!({ "company": "Acme" });
        job.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!([job])
    };
    assert_eq!(
        told(at(json!({})), at(json!({ "title": "Buyer", "from": "2019-01-01" }))),
        ["Acme Buyer 2019-01-01 -"]
    );
    assert_eq!(told(at(json!({ "title": "Buyer" })), at(json!({}))), ["Acme Buyer - -"]);
    assert_eq!(told(at(json!({ "title": "buyer" })), at(json!({ "title": "Buyer" }))), ["Acme buyer - -"]);
    let two = told(at(json!({ "title": "Buyer" })), at(json!({ "title": "Head" })));
    assert_eq!(two, ["Acme Buyer - -", "Acme Head - -"]);
    let left = told(at(json!({ "title": "Buyer" })), at(json!({ "from": "2011-01-01", "to": "2015-01-01" })));
    assert_eq!(left, ["Acme Buyer - -", "Acme - 2011-01-01 2015-01-01"], "who left is not who works there");
    let again = told(at(json!({ "from": "2011-01-01" })), at(json!({ "from": "2019-01-01" })));
    assert_eq!(again.len(), 2);
    let elsewhere = told(at(json!({})), json!([{ "company": "Engines" }]));
    assert_eq!(elsewhere.len(), 2);
}

// covers(CON-3)
#[test]
fn what_a_merge_leaves_counts_as_changed_when_it_was_merged() {
    let world = world();
    let ada = person(&world, json!({ "given": "Ada", "family": "King" }));
    let twin = person(&world, json!({ "given": "Ada" }));
    let cx = world.cx();
    cx.vault
        .write(&cx.act("Long ago"), |tx| -> satchel_vault::Result<()> {
            tx.execute("UPDATE contact SET modified_ms = 1, created_ms = 1", [])?;
            Ok(())
        })
        .unwrap();
    merge(&world, ada, &[twin]);
    let merged_ms = call(&world, "contacts.merges", json!({ "id": ada }))["merges"][0]["at_ms"].clone();
    assert_eq!(world.get("contact", ada).unwrap()["modified_ms"], merged_ms);
    call(&world, "contacts.unmerge", json!({ "id": ada }));
    assert_eq!(world.get("contact", ada).unwrap()["modified_ms"], 1);
}

// covers(CON-3)
#[test]
fn undo_and_redo_of_a_merge_are_those_of_the_log() {
    let world = world();
    let (ada, twin) =
        (person(&world, json!({ "given": "Ada" })), person(&world, json!({ "given": "Augusta" })));
    let before = dump(&world, &[]);
    merge(&world, ada, &[twin]);
    let after = dump(&world, &[]);
    let cx = world.cx();
    cx.vault.undo(What::Last, None, &cx.act("Undo")).unwrap();
    assert_eq!(dump(&world, &[]), before);
    cx.vault.redo(&cx.act("Redo")).unwrap();
    assert_eq!(dump(&world, &[]), after);
    call(&world, "contacts.unmerge", json!({ "id": twin }));
    assert_eq!(dump(&world, &[]), before, "a merge that was redone comes apart too");
}

// covers(CON-3)
#[test]
fn what_cannot_be_merged_is_refused_in_words() {
    let world = world();
    let (ada, twin) =
        (person(&world, json!({ "given": "Ada" })), person(&world, json!({ "given": "Augusta" })));
    let code = |input: Value| ask(&world, "contacts.merge", input).unwrap_err();
    assert_eq!(code(json!({ "id": ada, "others": [] })).field.as_deref(), Some("others"));
    assert_eq!(code(json!({ "id": ada, "others": [ada] })).field.as_deref(), Some("others"));
    assert_eq!(code(json!({ "id": ada, "others": [Id::new()] })).code, "not_found");
    let unknown = code(json!({ "id": ada, "others": [twin], "fields": { "shoes": ada } }));
    assert_eq!(unknown.field.as_deref(), Some("fields.shoes"));
    let stranger = code(json!({ "id": ada, "others": [twin], "fields": { "given": Id::new() } }));
    assert_eq!(stranger.field.as_deref(), Some("fields.given"));
    call(&world, "contacts.delete", json!({ "id": twin }));
    assert_eq!(code(json!({ "id": ada, "others": [twin] })).code, "merge_in_trash");
}

// covers(CON-3)
#[test]
fn nobody_is_related_to_or_reports_to_themselves_after_it() {
    let world = world();
    let ada = person(&world, json!({ "given": "Ada", "jobs": [{ "company": "Engines" }] }));
    let company = part(&world.get("contact", ada).unwrap(), "jobs")[0]["company_id"].clone();
    let twin = person(
        &world,
        json!({ "given": "Augusta", "jobs": [{ "company_id": company, "title": "Aide", "reports_to_id": ada }],
            "relations": [{ "label": "boss", "value": "Ada", "contact_id": ada }] }),
    );
    let before = dump(&world, &[]);
    merge(&world, ada, &[twin]);
    let one = world.get("contact", ada).unwrap();
    assert!(part(&one, "jobs").iter().all(|job| job.get("reports_to_id").is_none()));
    assert!(part(&one, "relations").iter().all(|tie| tie.get("contact_id").is_none()));
    call(&world, "contacts.unmerge", json!({ "id": ada }));
    assert_eq!(dump(&world, &[]), before);
}

// covers(CON-3)
#[test]
fn companies_become_one_and_their_people_work_there() {
    let world = world();
    let acme = id(&world.create("company", json!({ "name": "Acme", "industry": "Toys" })).unwrap());
    let twin = id(&world.create("company", json!({ "name": "ACME GmbH", "parent_id": acme })).unwrap());
    let sub = id(&world.create("company", json!({ "name": "Acme Tools", "parent_id": twin })).unwrap());
    let ada = person(&world, json!({ "given": "Ada", "jobs": [{ "company_id": twin }] }));
    let before = dump(&world, &[]);
    call(&world, "companies.merge", json!({ "id": acme, "others": [twin] }));
    let one = world.get("contact", ada).unwrap();
    assert_eq!((text(&one, "company"), text(&one, "company_industry")), ("Acme", "Toys"));
    assert_eq!(part(&one, "jobs")[0]["company_id"], json!(acme));
    assert_eq!(world.get("company", sub).unwrap()["parent_id"], json!(acme));
    assert_eq!(world.get("company", acme).unwrap().get("parent_id"), None);
    world.patch("contact", ada, json!({ "given": "Augusta" })).unwrap();
    assert_eq!(
        world.cx().list_all("company", &Default::default()).unwrap().len(),
        2,
        "no company of the old name is made again"
    );
    world.patch("contact", ada, json!({ "given": "Ada" })).unwrap();
    let apart = call(&world, "companies.unmerge", json!({ "id": twin }));
    assert_eq!(apart["kept"], json!([]));
    assert_eq!(dump(&world, &["modified_ms"]), {
        let mut before = before;
        for row in before.values_mut().flatten() {
            row.remove("modified_ms");
        }
        before
    });
}

// covers(CON-3, AUD-5)
#[test]
fn who_is_erased_is_forgotten_with_what_they_were_before() {
    let world = world();
    let (ada, twin) = (
        person(&world, json!({ "given": "Ada" })),
        person(&world, json!({ "given": "Zuleika", "nickname": "Zu" })),
    );
    merge(&world, ada, &[twin]);
    call(&world, "contacts.delete", json!({ "id": ada }));
    call(&world, "contacts.erase", json!({ "ids": [ada] }));
    let left: i64 = world
        .cx()
        .vault
        .read(|conn| -> satchel_vault::Result<i64> {
            let sql = "SELECT (SELECT count(*) FROM change WHERE old LIKE '%Zu%')
                            + (SELECT count(*) FROM change_set WHERE label LIKE '%Zuleika%')";
            Ok(conn.query_row(sql, [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(left, 0);
}

// covers(CON-3)
#[test]
fn a_merge_comes_apart_after_the_log_was_made_smaller() {
    let world = world();
    let ada = person(&world, json!({ "given": "Ada" }));
    let twin = person(&world, json!({ "given": "Ada", "nickname": "Countess", "tags": ["maths"] }));
    let other = person(&world, json!({ "given": "Babbage" }));
    merge(&world, ada, &[twin]);
    world.patch("contact", ada, json!({ "nickname": "Enchantress" })).unwrap();
    world.patch("contact", ada, json!({ "family": "King" })).unwrap();
    world.patch("contact", other, json!({ "family": "Babbage" })).unwrap();
    world.patch("contact", other, json!({ "nickname": "Charles" })).unwrap();
    let cx = world.cx();
    let small = cx.vault.compact(i64::MAX, i64::MAX, || true).unwrap();
    assert!(small > 5, "everything but the merge");
    let apart = call(&world, "contacts.unmerge", json!({ "id": twin }));
    assert_eq!(apart["kept"][0]["field"], "nickname", "what was edited since is still known");
    let (one, two) = (world.get("contact", ada).unwrap(), world.get("contact", twin).unwrap());
    assert_eq!((text(&one, "nickname"), text(&two, "nickname")), ("Enchantress", "Countess"));
    assert_eq!((values(&one, "tags"), values(&two, "tags")), (vec![], vec!["maths".to_owned()]));
    let diagnosis = cx.vault.doctor().unwrap();
    assert!(diagnosis.is_sound(), "{diagnosis:?}");
    assert!(cx.vault.compact(i64::MAX, i64::MAX, || true).unwrap() > 0, "and nothing holds it any more");
}

// covers(CON-3, CON-10)
#[test]
fn a_field_of_the_sellers_own_that_names_one_of_them_names_the_other() {
    let world = world();
    let (ada, twin) =
        (person(&world, json!({ "given": "Ada" })), person(&world, json!({ "given": "Augusta" })));
    let field = world
        .create(
            "field",
            json!({ "of": "contact", "name": "Knows", "type": "record", "record_kind": "contact" }),
        )
        .unwrap();
    let field = id(&field).to_string();
    let cx = world.cx();
    world.learn(cx.vault.read(|conn| crate::fields::catalogue(conn, &cx.registry)).unwrap());
    let friend = person(&world, json!({ "given": "Babbage", "custom": { field.as_str(): twin } }));
    let before = dump(&world, &[]);
    merge(&world, ada, &[twin]);
    assert_eq!(world.get("contact", friend).unwrap()["custom"][field.as_str()], json!(ada));
    call(&world, "contacts.unmerge", json!({ "id": ada }));
    assert_eq!(dump(&world, &[]), before);
}

/// A person by small numbers, so that much is the same.
#[derive(Clone, Debug)]
struct Someone {
    given: u8,
    nickname: Option<u8>,
    emails: Vec<u8>,
    tags: Vec<u8>,
    jobs: Vec<u8>,
    /// Of whom among all they are the friend.
    friend: Option<usize>,
    notes: u8,
    badges: Vec<usize>,
}

fn someone() -> impl Strategy<Value = Someone> {
    let few = || proptest::collection::vec(0..3_u8, 0..3);
    let others = || proptest::collection::vec(0..4_usize, 0..2);
    (
        0..3_u8,
        proptest::option::of(0..3_u8),
        few(),
        few(),
        few(),
        proptest::option::of(0..4_usize),
        0..2_u8,
        others(),
    )
        .prop_map(|(given, nickname, emails, tags, jobs, friend, notes, badges)| Someone {
            given,
            nickname,
            emails,
            tags,
            jobs,
            friend,
            notes,
            badges,
        })
}

/// Makes them, ties included.
fn make(world: &World, people: &[Someone]) -> Vec<Id> {
    let ids: Vec<Id> = people
        .iter()
        .map(|one| {
            let emails: Vec<Value> = one.emails.iter().map(|n| json!({ "value": format!("m{n}@x.example"), "label": format!("label {}", one.given) })).collect();
            let tags: Vec<String> = one.tags.iter().map(|n| format!("tag {n}")).collect();
            let jobs: Vec<Value> = one.jobs.iter().map(|n| json!({ "company": format!("Firm {n}") })).collect();
            let nickname = one.nickname.map(|n| format!("Nick {n}"));
            person(
                world,
                json!({ "given": format!("Given {}", one.given), "nickname": nickname, "emails": emails, "tags": tags,
                    "jobs": jobs }),
            )
        })
        .collect();
    for (one, own) in people.iter().zip(&ids) {
        if let Some(friend) = one.friend {
            let tie = json!([{ "label": "friend", "value": "somebody", "contact_id": ids[friend] }]);
            world.patch("contact", *own, json!({ "relations": tie })).unwrap();
        }
        for n in 0..one.notes {
            world.create("note", json!({ "body": format!("Note {n}"), "contact_id": own })).unwrap();
        }
        for witness in &one.badges {
            badge(world, *own, ids[*witness], "brave");
        }
    }
    ids
}

/// Nothing leads to a record that is gone, and no list says the same twice.
fn sound(world: &World, ids: &[Id], gone: &[Id]) {
    let left = |id: &Id| world.cx().vault.read(|conn| satchel_vault::attached(conn, "contact", *id)).unwrap();
    for id in gone {
        assert_eq!(left(id), BTreeMap::new());
        assert!(world.get("contact", *id).is_err());
    }
    for id in ids.iter().filter(|id| !gone.contains(id)) {
        let mut emails = values(&world.get("contact", *id).unwrap(), "emails");
        emails.sort();
        assert!(emails.windows(2).all(|w| w[0] != w[1]) || gone.is_empty(), "{emails:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    // covers(CON-3, QA-3)
    #[test]
    fn law_unmerging_is_the_inverse_of_merging(
        people in proptest::collection::vec(someone(), 4),
        several in any::<bool>(),
    ) {
        let world = world();
        let people: Vec<Someone> = people.into_iter().map(distinct).collect();
        let ids = make(&world, &people);
        let before = dump(&world, &[]);
        let badges = |of: &[Id]| -> u64 {
            let attached = |id: &Id| world.cx().vault.read(|conn| satchel_vault::attached(conn, "contact", *id)).unwrap();
            of.iter().map(|id| attached(id).get("note").copied().unwrap_or(0)).sum()
        };
        let others = if several { &ids[1..3] } else { &ids[1..2] };
        let notes = badges(&ids[..=others.len()]);
        let merged = merge(&world, ids[0], others);
        sound(&world, &ids, others);
        prop_assert_eq!(badges(&ids[..1]), notes, "every note moved");
        let scars = dump(&world, &[])["contact_scar"].len();
        prop_assert_eq!(scars, before["contact_scar"].len() - twice(&people, others.len()), "and what no code knows");
        let apart = call(&world, "contacts.unmerge", json!({ "id": if several { ids[0] } else { ids[1] } }));
        prop_assert_eq!(&apart["kept"], &json!([]), "{}", merged);
        prop_assert_eq!(dump(&world, &[]), before);
    }

    // covers(CON-3, QA-3)
    #[test]
    fn law_what_was_joined_later_is_as_if_the_one_had_never_been_there(
        people in proptest::collection::vec(someone(), 4),
        other_way in any::<bool>(),
        together in any::<bool>(),
    ) {
        const MOMENTS: &[&str] = &["modified_ms", "at_ms", "change_set"];
        let world = world();
        let people: Vec<Someone> = people.into_iter().map(distinct).collect();
        let ids = make(&world, &people);
        let (a, b, c) = (ids[0], ids[1], ids[2]);
        let (into, joined) = if other_way { (c, a) } else { (a, c) };
        merge(&world, into, &[joined]);
        let wanted = dump(&world, MOMENTS);
        call(&world, "contacts.unmerge", json!({ "id": joined }));
        if together && !other_way {
            merge(&world, a, &[b, c]);
        } else {
            merge(&world, a, &[b]);
            merge(&world, into, &[joined]);
        }
        sound(&world, &ids, &[b, joined]);
        let apart = call(&world, "contacts.unmerge", json!({ "id": b }));
        prop_assert_eq!(&apart["kept"], &json!([]));
        prop_assert_eq!(&apart["again"], &json!(1));
        prop_assert_eq!(dump(&world, MOMENTS), wanted);
    }
}

/// The same person without an address twice on themselves.
fn distinct(mut one: Someone) -> Someone {
    for list in [&mut one.emails, &mut one.tags, &mut one.jobs] {
        list.sort_unstable();
        list.dedup();
    }
    one
}

/// How many scars are the same as one the survivor has by then.
fn twice(people: &[Someone], others: usize) -> usize {
    let scars: usize = people[..=others].iter().map(|one| one.badges.len()).sum();
    let own = people[0].badges.len();
    let first =
        people[1..=others].iter().find(|one| !one.badges.is_empty()).map_or(0, |one| one.badges.len());
    let kept = if own > 0 { own } else { first };
    scars - kept
}

#[cfg(debug_assertions)]
// covers(QA-2)
#[test]
fn every_planted_bug_is_caught() {
    let unnoticed = satchel_planted::unnoticed(crate::planted::MERGE_BUGS, &[]).unwrap();
    assert_eq!(unnoticed, Vec::<String>::new());
}
