//! The app through its one door, on a temporary vault.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{Actor, App, AppOptions};

pub(crate) struct Desk {
    pub(crate) app: App,
    folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        satchel_vault::passphrases_cost_nothing();
        let folder = tempfile::tempdir().unwrap();
        let options = AppOptions { vault_dir: Some(folder.path().join("vault")), without_keychain: true };
        let desk = Self { app: App::new(options).unwrap(), folder };
        desk.call("vault.create", json!({ "passphrase": "four small words here" }));
        desk
    }

    pub(crate) fn try_call(&self, name: &str, input: Value) -> satchel_kernel::Result<Value> {
        self.app.call(&Actor::owner(), name, input)
    }

    pub(crate) fn call(&self, name: &str, input: Value) -> Value {
        self.try_call(name, input).unwrap_or_else(|e| panic!("{name}: {e:?}"))
    }

    fn import(&self, name: &str, text: &str, options: Value) -> Value {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let file = self.app.files().put_path(&path).unwrap();
        let mut input = json!({ "files": [file], "region": "DE" });
        for (key, value) in options.as_object().unwrap() {
            input[key] = value.clone();
        }
        let import = self.call("imports.start", input)["import"].clone();
        let until = Instant::now() + Duration::from_secs(60);
        loop {
            let state = self.call("imports.get", json!({ "id": import }));
            let dry = state["dry_run"] == true && state["state"] == "staged";
            if dry || ["done", "failed", "cancelled"].contains(&state["state"].as_str().unwrap()) {
                return state;
            }
            assert!(Instant::now() < until, "the import does not end: {state}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub(crate) fn titles(&self, kind: &str) -> Vec<String> {
        let list = self.call(&format!("{kind}.list"), json!({}));
        list["rows"].as_array().unwrap().iter().map(|r| r["title"].as_str().unwrap().to_owned()).collect()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.app.close();
    }
}

const CARDS: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lovelace;Ada;;;\r\nFN:Ada Lovelace\r\nORG:Analytical Engines\r\n\
    EMAIL;TYPE=WORK:ada@engines.example\r\nTEL;TYPE=CELL:030 901820\r\nNOTE:Likes numbers\r\nCATEGORIES:vip\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:3.0\r\nN:Babbage;Charles;;;\r\nFN:Charles Babbage\r\nX-SHOE-SIZE:44\r\nEND:VCARD\r\n";

// covers(SEC-14)
#[test]
fn where_a_vault_is_open_none_is_made_and_its_passphrase_stays() {
    let desk = Desk::new();
    let ada = desk.call("contacts.create", json!({ "given": "Ada" }))["id"].clone();
    let other = json!({ "passphrase": "five quite other words here" });
    assert_eq!(desk.try_call("vault.create", other.clone()).unwrap_err().code, "vault_exists");
    assert_eq!(desk.call("contacts.get", json!({ "id": ada }))["given"], "Ada", "it is still open");
    desk.call("vault.lock", json!({}));
    assert_eq!(desk.try_call("vault.create", other.clone()).unwrap_err().code, "vault_exists");
    assert_eq!(desk.try_call("vault.unlock", other).unwrap_err().code, "wrong_key");
    desk.call("vault.unlock", json!({ "passphrase": "four small words here" }));
    assert_eq!(desk.call("contacts.get", json!({ "id": ada }))["given"], "Ada");
}

// covers(CON-1, CON-2, CON-5, CON-7, CON-8, AUD-3, AUD-8)
#[test]
fn a_contact_lives_through_create_patch_trash_and_undo() {
    let desk = Desk::new();
    let ada = desk.call(
        "contacts.create",
        json!({ "given": "Ada", "family": "King", "emails": [{ "value": "ada@x.example", "label": "work" }],
                "phones": [{ "value": "030 901820" }], "tags": ["vip"], "jobs": [{ "company": "Acme", "title": "CTO" }] }),
    );
    assert_eq!(ada["display_name"], "Ada King");
    assert_eq!(ada["company"], "Acme");
    assert_eq!(desk.titles("companies"), ["Acme"], "a job makes its company");
    let id = ada["id"].clone();

    let patched = desk.call(
        "contacts.patch",
        json!({ "id": id, "version": ada["version"], "patch": { "family": "Lovelace", "emails": [] } }),
    );
    assert_eq!(patched["display_name"], "Ada Lovelace");
    let late = desk.try_call("contacts.patch", json!({ "id": id, "version": ada["version"], "patch": {} }));
    assert_eq!(late.unwrap_err().code, "changed_meanwhile");

    let history = desk.call("records.history", json!({ "kind": "contact", "id": id }));
    let fields: Vec<&str> = history["entries"][0]["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["emails", "display_name", "family"].map(|f| f).as_slice(), "{history}");

    let set = history["entries"][0]["change_set"].clone();
    let shown = desk.call("changes.show", json!({ "change_set": set }));
    let records = shown["records"].as_array().unwrap();
    assert_eq!(records.len(), 1, "{shown}");
    assert_eq!((&records[0]["id"], &records[0]["title"]), (&id, &json!("Ada Lovelace")));
    assert_eq!(
        records[0]["changes"], history["entries"][0]["changes"],
        "as the record's own history says it"
    );
    let unknown = json!({ "change_set": id });
    assert_eq!(desk.try_call("changes.show", unknown).unwrap_err().code, "not_found");

    let undone = desk.call("changes.undo", json!({}));
    assert_eq!(undone["kept"], json!([]));
    let back = desk.call("contacts.get", json!({ "id": id }));
    assert_eq!((&back["family"], &back["emails"][0]["value"]), (&json!("King"), &json!("ada@x.example")));

    desk.call("contacts.delete", json!({ "id": id }));
    assert!(desk.titles("contacts").is_empty());
    desk.call("contacts.restore", json!({ "id": id }));
    assert_eq!(desk.titles("contacts"), ["Ada King"]);
}

// covers(IMP-3, IMP-5)
#[test]
fn cards_are_imported_once_and_can_be_taken_back() {
    let desk = Desk::new();
    let first = desk.import("people.vcf", CARDS, json!({}));
    assert_eq!(first["state"], "done", "{first}");
    let file = &first["files"][0];
    assert_eq!((&file["rows"], &file["created"]), (&json!(2), &json!(2)), "{file}");
    let cells = &file["cells"];
    let sum = ["mapped", "raw", "rejected"].iter().map(|k| cells[k].as_u64().unwrap()).sum::<u64>();
    assert_eq!(cells["total"], sum);
    assert_eq!(desk.titles("contacts"), ["Ada Lovelace", "Charles Babbage"]);

    let again = desk.import("people.vcf", CARDS, json!({}));
    assert_eq!(again["files"][0]["unchanged"], 2, "{again}");
    let apart = desk.import("people.vcf", CARDS, json!({ "no_merge": true, "dry_run": true }));
    assert_eq!(apart["files"][0]["unchanged"], 2, "the very same rows: {apart}");
    let other = CARDS.replace("Likes numbers", "Likes engines");
    let joined = desk.import("other.vcf", &other, json!({ "dry_run": true }));
    assert_eq!(joined["files"][0]["updated"], 1, "{joined}");
    let apart = desk.import("other.vcf", &other, json!({ "no_merge": true, "dry_run": true }));
    assert_eq!(apart["files"][0]["created"], 1, "{apart}");

    desk.call("changes.undo", json!({ "change_set": first["change_set"] }));
    assert!(desk.titles("contacts").is_empty());
    assert!(desk.titles("companies").is_empty());
}

#[test]
fn an_own_field_takes_values_at_once() {
    let desk = Desk::new();
    let field = desk.call("fields.create", json!({ "of": "contact", "name": "Shoe size", "type": "number" }));
    let id = field["id"].as_str().unwrap();
    let ada = desk.call("contacts.create", json!({ "given": "Ada", "custom": { id: 38 } }));
    assert_eq!(ada["custom"][id], 38.0);
    let wrong =
        desk.try_call("contacts.patch", json!({ "id": ada["id"], "patch": { "custom": { id: "big" } } }));
    assert_eq!(wrong.unwrap_err().field, Some(format!("custom.{id}")));
}

#[test]
fn a_locked_vault_answers_nothing_and_opens_with_its_passphrase() {
    let desk = Desk::new();
    desk.call("contacts.create", json!({ "given": "Ada" }));
    desk.call("vault.lock", json!({}));
    assert_eq!(desk.try_call("contacts.list", json!({})).unwrap_err().code, "vault_locked");
    assert!(desk.try_call("vault.unlock", json!({ "passphrase": "something else" })).is_err());
    desk.call("vault.unlock", json!({ "passphrase": "four small words here" }));
    assert_eq!(desk.titles("contacts"), ["Ada"]);
}

#[test]
fn the_sample_is_a_vault_of_its_own() {
    let desk = Desk::new();
    desk.call("vault.open_sample", json!({}));
    assert!(desk.titles("contacts").len() > 20);
    let status = desk.call("vault.close_sample", json!({}));
    assert_eq!(status["sample"], false);
    assert!(desk.titles("contacts").is_empty());
}

// covers(UX-12)
#[test]
fn keys_are_put_elsewhere_one_thing_each() {
    let desk = Desk::new();
    assert_eq!(desk.call("settings.get", json!({}))["shortcuts"], json!({}));
    let patch =
        |shortcuts: Value| desk.try_call("settings.patch", json!({ "patch": { "shortcuts": shortcuts } }));
    let moved = json!({ "j": "n", "x": "", "g p": "g k" });
    assert_eq!(patch(moved.clone()).unwrap()["shortcuts"], moved);
    for bad in [
        json!(["j"]),
        json!({ "j": 1 }),
        json!({ "j": "n", "k": "n" }),
        json!({ "": "n" }),
        json!({ "j": "a\nb" }),
    ] {
        assert_eq!(patch(bad.clone()).unwrap_err().code, "invalid", "{bad}");
    }
    assert_eq!(patch(Value::Null).unwrap()["shortcuts"], json!({}));
}

// covers(SEC-14)
#[test]
fn ways_to_open_the_vault_come_and_go_but_one_stays() {
    let desk = Desk::new();
    let refused = |name: &str, input: Value| desk.try_call(name, input).unwrap_err().code;
    assert_eq!(refused("vault.set_keychain", json!({})), "no_keychain_here");
    assert_eq!(refused("vault.remove_slot", json!({ "slot": "passphrase" })), "last_slot");
    assert_eq!(refused("vault.remove_slot", json!({ "slot": "keychain" })), "no_slot");
    let code = desk.call("vault.recovery_code", json!({}));
    assert_eq!(desk.call("vault.confirm_recovery", code)["recovery_confirmed"], true);
    let status = desk.call("vault.remove_slot", json!({ "slot": "recovery" }));
    assert_eq!((&status["slots"], &status["recovery_confirmed"]), (&json!(["passphrase"]), &json!(false)));
}

// covers(AUD-3)
#[test]
fn what_undo_restores_is_read_in_the_home_country_of_the_settings() {
    let desk = Desk::new();
    let home = |country: &str| desk.call("settings.patch", json!({ "patch": { "home_country": country } }));
    home("US");
    let ada =
        desk.call("contacts.create", json!({ "given": "Ada", "phones": [{ "value": "0662 84 22 33" }] }));
    assert_eq!(ada["phones"][0]["e164"], Value::Null, "no number of that country");
    desk.call("contacts.patch", json!({ "id": ada["id"], "patch": { "phones": [] } }));
    home("AT");
    let deleted = &desk.call("changes.list", json!({}))["sets"][1];
    assert_eq!(deleted["command"], "contacts.patch");
    desk.call("changes.undo", json!({ "change_set": deleted["id"] }));
    let back = desk.call("contacts.get", json!({ "id": ada["id"] }));
    assert_eq!(back["phones"][0]["e164"], "+43662842233");
}

impl Desk {
    /// Waits for a job; answers its row.
    fn ended(&self, job: &Value) -> Value {
        let until = Instant::now() + Duration::from_secs(60);
        loop {
            let jobs = self.call("jobs.list", json!({}));
            let row = jobs["jobs"].as_array().unwrap().iter().find(|row| row["id"] == *job).unwrap().clone();
            if !["waiting", "running"].contains(&row["state"].as_str().unwrap()) {
                return row;
            }
            assert!(Instant::now() < until, "{row} does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

// covers(CON-8, AUD-3)
#[test]
fn what_is_erased_is_nowhere_any_more_and_the_chain_holds() {
    let desk = Desk::new();
    desk.call("contacts.create", json!({ "given": "Grace" }));
    let import = desk.import("people.vcf", CARDS, json!({}));
    let rows = desk.call("contacts.list", json!({}))["rows"].clone();
    let ada =
        rows.as_array().unwrap().iter().find(|row| row["title"] == "Ada Lovelace").unwrap()["id"].clone();
    desk.call("contacts.patch", json!({ "id": ada, "patch": { "nickname": "Enchantress" } }));
    desk.call("contacts.patch", json!({ "id": ada, "patch": { "nickname": "Countess" } }));
    desk.call("contacts.patch", json!({ "id": ada, "patch": { "family": "Byron" } }));
    let early = desk.try_call("contacts.erase", json!({ "ids": [ada] })).unwrap_err();
    assert_eq!(early.code, "not_in_trash");

    desk.call("contacts.delete", json!({ "id": ada }));
    let erased = desk.call("contacts.erase", json!({ "ids": [ada] }));
    assert_eq!(erased["records"], 2, "she and her note: {erased}");
    assert_eq!(desk.try_call("contacts.get", json!({ "id": ada })).unwrap_err().code, "not_found");
    let cx = desk.app.cx(&Actor::owner()).unwrap();
    for (table, column) in [
        ("change", "old"),
        ("change_set", "label"),
        ("job", "label"),
        ("import_row", "details"),
        ("contact", "family"),
        ("note", "body"),
    ] {
        for word in ["Lovelace", "Byron", "Enchantress", "Countess", "engines.example", "Likes numbers"] {
            let sql = format!("SELECT count(*) FROM {table} WHERE {column} LIKE '%{word}%'");
            let left: i64 = cx
                .vault
                .read(|conn| conn.query_row(&sql, [], |row| row.get(0)).map_err(satchel_vault::fault))
                .unwrap();
            assert_eq!(left, 0, "{word} is still in {table}");
        }
    }
    let undone = desk.call("changes.undo", json!({}));
    assert!(undone["kept"].as_array().unwrap().iter().all(|kept| kept["reason"] == "erased"), "{undone}");
    assert_eq!(desk.titles("contacts"), ["Charles Babbage", "Grace"]);
    let history = desk.call("records.history", json!({ "kind": "contact", "id": ada }));
    assert_eq!(history["entries"], json!([]));
    let chain = cx.vault.read(satchel_vault::changes::verify_chain).unwrap();
    assert!(chain.faults.is_empty(), "{chain:?}");
    let receipt = desk.call("imports.rows", json!({ "id": import["id"] }));
    assert_eq!(receipt["total"], 2, "the receipt still adds up");
    let again = desk.import("people.vcf", CARDS, json!({}));
    assert_eq!((&again["files"][0]["created"], &again["files"][0]["unchanged"]), (&json!(1), &json!(1)));
    drop(cx);
}

// covers(CON-8)
#[test]
fn an_erasure_that_was_cut_short_is_finished() {
    let desk = Desk::new();
    let ada =
        desk.call("contacts.create", json!({ "given": "Ada", "nickname": "Enchantress" }))["id"].clone();
    desk.call("contacts.patch", json!({ "id": ada, "patch": { "nickname": "Countess" } }));
    let cx = desk.app.cx(&Actor::owner()).unwrap();
    // What the command entered with the deletion, before the program ended.
    let act = cx.act("Erased");
    let job = satchel_vault::jobs::NewJob {
        kind: "erase".into(),
        label: "Erased".into(),
        input: json!({ "records": [ada] }),
        max_attempts: 3,
        ..Default::default()
    };
    let job = cx.vault.write(&act, |tx| satchel_vault::jobs::enqueue(tx, &job, tx.now_ms())).unwrap().value;
    cx.ring_jobs();
    assert_eq!(desk.ended(&json!(job))["state"], "done");
    let sql = "SELECT count(*) FROM change WHERE old LIKE '%Enchantress%'";
    let left: i64 = cx
        .vault
        .read(|conn| conn.query_row(sql, [], |row| row.get(0)).map_err(satchel_vault::fault))
        .unwrap();
    assert_eq!(left, 0);
}

// covers(AUD-3, DOCM-1)
#[test]
fn tidying_up_forgets_old_details_and_files_that_nothing_names() {
    let desk = Desk::new();
    let ada = desk.call("contacts.create", json!({ "given": "Ada" }))["id"].clone();
    desk.call("contacts.patch", json!({ "id": ada, "patch": { "nickname": "Enchantress" } }));
    desk.call("contacts.patch", json!({ "id": ada, "patch": { "nickname": "Countess" } }));
    let cx = desk.app.cx(&Actor::owner()).unwrap();
    let (stray, recent) = (cx.vault.blobs().put(b"stray").unwrap(), cx.vault.blobs().put(b"recent").unwrap());
    let path = cx.vault.dir().join("blobs").join(stray.get(..2).unwrap()).join(&stray);
    let long_ago = std::time::SystemTime::now() - Duration::from_secs(3 * 24 * 60 * 60);
    std::fs::File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
    let values = || -> i64 {
        let sql = "SELECT count(*) FROM change WHERE old IS NOT NULL";
        cx.vault.read(|conn| conn.query_row(sql, [], |row| row.get(0)).map_err(satchel_vault::fault)).unwrap()
    };
    assert_eq!(values(), 2);
    let first = desk.call("vault.tidy", json!({}));
    let first = desk.ended(&first["id"]);
    assert_eq!((&first["state"], &first["output"]["files"]), (&json!("done"), &json!(1)), "{first}");
    assert_eq!(first["output"]["change_sets"], 0, "nothing is two years old");
    assert!(!cx.vault.blobs().contains(&stray) && cx.vault.blobs().contains(&recent));

    let age = |conn: &satchel_vault::Connection| {
        conn.execute("UPDATE change_set SET at_ms = at_ms - 70000000000 WHERE seq <= 2", [])
            .map_err(satchel_vault::fault)
    };
    cx.vault.write_local(age).unwrap();
    let last = cx.vault.read(satchel_vault::changes::last_seq).unwrap();
    let until = Instant::now() + Duration::from_secs(60);
    while cx.index.seq() != Some(last) {
        assert!(Instant::now() < until, "the index does not catch up");
        std::thread::sleep(Duration::from_millis(5));
    }
    let second = desk.call("vault.tidy", json!({}));
    let second = desk.ended(&second["id"]);
    assert_eq!(second["output"]["change_sets"], 2, "{second}");
    assert_eq!(values(), 1, "the last two years are kept");
    let jobs = desk.call("jobs.list", json!({}));
    assert_eq!(jobs["jobs"].as_array().unwrap().len(), 1, "of what is done every day one is kept: {jobs}");
    crate::maintenance::enqueue_if_due(&cx.shared).unwrap();
    assert_eq!(
        desk.call("jobs.list", json!({}))["jobs"].as_array().unwrap().len(),
        1,
        "once a day is enough"
    );
}
