//! Going back to what was, and finding what was there last.

use std::time::Duration;

use satchel_feature::Event;
use serde_json::{Value, json};

use crate::tests::Desk;

impl Desk {
    fn refused(&self, name: &str, input: Value) -> satchel_kernel::Error {
        self.try_call(name, input).unwrap_err()
    }

    fn contact(&self, given: &str) -> Value {
        self.call("contacts.create", json!({ "given": given }))["id"].clone()
    }
}

// covers(AUD-8)
#[test]
fn a_record_is_seen_as_it_was_and_brought_back_to_it_as_a_new_edit() {
    let desk = Desk::new();
    let own = |name: &str, ty: &str| {
        let field = desk.call("fields.create", json!({ "of": "contact", "name": name, "type": ty }));
        field["id"].as_str().unwrap().to_owned()
    };
    let (shoes, motto) = (own("Shoe size", "number"), own("Motto", "text"));
    let ada = desk.call(
        "contacts.create",
        json!({ "given": "Ada", "family": "King", "emails": [{ "value": "ada@x.example" }], "tags": ["vip"],
                "jobs": [{ "company": "Acme", "title": "CTO" }], "custom": { &shoes: 38, &motto: "Onwards" } }),
    );
    let id = ada["id"].clone();
    desk.call(
        "contacts.patch",
        json!({ "id": id, "patch": { "family": "Lovelace", "nickname": "Countess", "emails": [], "tags": [],
                "jobs": [{ "company": "Engines", "title": "CEO" }], "custom": { &shoes: 40 } } }),
    );
    desk.call("fields.delete", json!({ "id": motto }));
    let history = |input: Value| desk.call("records.history", input);
    let all = history(json!({ "kind": "contact", "id": id }))["entries"].as_array().unwrap().clone();
    let first = &all.last().unwrap()["seq"];
    let then = json!({ "kind": "contact", "id": id, "seq": first });

    let was = desk.call("records.as_of", then.clone());
    assert_eq!((&was["family"], &was["nickname"]), (&json!("King"), &Value::Null), "{was}");
    assert_eq!((&was["emails"][0]["value"], &was["tags"]), (&json!("ada@x.example"), &json!(["vip"])));
    assert_eq!((&was["custom"][&shoes], &was["custom"][&motto]), (&json!(38.0), &json!("Onwards")));
    assert_eq!(
        desk.call("contacts.get", json!({ "id": id }))["family"],
        "Lovelace",
        "looking changes nothing"
    );

    let back = desk.call("records.restore_to", then.clone());
    assert_eq!((&back["display_name"], &back["nickname"]), (&json!("Ada King"), &Value::Null));
    assert_eq!((&back["emails"][0]["value"], &back["tags"]), (&json!("ada@x.example"), &json!(["vip"])));
    assert_eq!((&back["jobs"][0]["title"], &back["company"]), (&json!("CTO"), &json!("Acme")));
    assert_eq!(back["custom"], json!({ &shoes: 38.0 }), "a field that is gone takes no value");
    let latest = history(json!({ "kind": "contact", "id": id, "limit": 1 }));
    assert_eq!(latest["entries"][0]["label"], "Restored Ada King to an earlier state");
    desk.call("changes.undo", json!({}));
    assert_eq!(desk.call("contacts.get", json!({ "id": id }))["nickname"], "Countess");

    let before = json!({ "kind": "contact", "id": id, "seq": first.as_i64().unwrap() - 1 });
    for name in ["records.as_of", "records.restore_to"] {
        assert_eq!(desk.refused(name, before.clone()).code, "not_found", "{name}");
        assert_eq!(desk.refused(name, json!({ "kind": "ship", "id": id, "seq": 1 })).code, "unknown_kind");
    }
}

// covers(AUD-3)
#[test]
fn a_share_of_a_change_is_named_whole_and_what_was_taken_back_last_is_done_again() {
    let desk = Desk::new();
    let ada = desk.contact("Ada");
    let set = desk.call("changes.list", json!({ "limit": 1 }))["sets"][0].clone();
    for half in [json!({ "kind": "contact" }), json!({ "id": ada })] {
        let error = desk.refused("changes.undo", half);
        assert_eq!((error.code, error.field.as_deref()), ("invalid", Some("id")));
    }
    let undone = desk.call("changes.undo", json!({ "change_set": set["id"], "kind": "contact", "id": ada }));
    assert_eq!(undone["undone"], set["id"]);
    assert_eq!(desk.refused("contacts.get", json!({ "id": ada })).code, "not_found");
    let again = desk.call("changes.redo", json!({}));
    assert_eq!(again["undone"], undone["change_set"]);
    assert_eq!(desk.call("contacts.get", json!({ "id": ada }))["given"], "Ada");
    assert_eq!(desk.refused("changes.redo", json!({})).code, "nothing_to_redo");
    let page = desk.call("changes.list", json!({ "before": set["seq"].as_i64().unwrap() + 1, "limit": 1 }));
    assert_eq!(page["sets"][0]["id"], set["id"], "pages go on where the last one ended");
}

// covers(SRCH-3)
#[test]
fn what_was_opened_last_stands_first_without_what_was_thrown_away() {
    let desk = Desk::new();
    let [ada, bob, cy] = ["Ada", "Bob", "Cy"].map(|name| desk.contact(name));
    let changes = desk.call("changes.list", json!({}));
    for id in [&ada, &bob, &cy, &ada] {
        desk.call("search.opened", json!({ "kind": "contact", "id": id }));
        std::thread::sleep(Duration::from_millis(5));
    }
    let recent = || -> Vec<Value> {
        let found = desk.call("search.recent", json!({}));
        found["hits"].as_array().unwrap().iter().map(|hit| hit["title"].clone()).collect()
    };
    assert_eq!(recent(), ["Ada", "Cy", "Bob"]);
    assert_eq!(desk.call("changes.list", json!({})), changes, "to open a record changes nothing");
    desk.call("contacts.delete", json!({ "id": cy }));
    assert_eq!(recent(), ["Ada", "Bob"]);
    desk.call("contacts.delete", json!({ "id": bob }));
    desk.call("contacts.erase", json!({ "ids": [bob] }));
    assert_eq!(recent(), ["Ada"], "what is gone for good is passed over");
    desk.call("contacts.restore", json!({ "id": cy }));
    assert_eq!(recent(), ["Ada", "Cy"]);
    let unknown = desk.refused("search.opened", json!({ "kind": "ship", "id": ada }));
    assert_eq!(unknown.code, "unknown_kind");
}

// covers(API-6)
#[test]
fn who_listens_again_hears_what_was_missed() {
    let desk = Desk::new();
    let seen = desk.app.cx(&crate::Actor::owner()).unwrap();
    let last = || seen.vault.read(satchel_vault::changes::last_seq).unwrap();
    let before = last();
    assert!(desk.app.changes_since(before).unwrap().is_none(), "nothing was missed");
    let ada = desk.contact("Ada");
    let Some(Event::Change { from_seq, to_seq, kinds, ids }) = desk.app.changes_since(before).unwrap() else {
        panic!("a change was missed")
    };
    assert_eq!((from_seq, to_seq), (before + 1, last()));
    assert!(kinds.contains(&"contact".to_owned()) && !kinds.contains(&"task".to_owned()), "{kinds:?}");
    assert!(ids.unwrap().iter().any(|record| json!(record.id) == ada));
    desk.call("vault.lock", json!({}));
    assert_eq!(desk.app.changes_since(before).unwrap_err().code, "vault_locked");
}

// covers(AUD-2)
#[test]
fn the_history_says_which_setting_was_changed_and_from_what_where_that_is_nobody_s_secret() {
    let desk = Desk::new();
    let patch = |patch: Value| desk.call("settings.patch", json!({ "patch": patch }));
    let last = || desk.call("changes.list", json!({ "limit": 1 }))["sets"][0]["settings"].clone();
    patch(json!({ "theme": "dark" }));
    assert_eq!(last(), json!([{ "name": "theme", "to": "dark" }]));
    patch(json!({ "theme": "light", "single_letter_keys": false }));
    assert_eq!(
        last(),
        json!([{ "name": "single_letter_keys", "to": false }, { "name": "theme", "from": "dark", "to": "light" }])
    );
    desk.call("changes.undo", json!({}));
    assert_eq!(
        last(),
        json!([{ "name": "theme", "from": "light", "to": "dark" }, { "name": "single_letter_keys", "from": false }])
    );
    patch(json!({ "start_from": "Secret Lane 3" }));
    assert_eq!(last(), json!([{ "name": "start_from" }]), "where the seller lives is not told again");
    desk.call("notifications.patch_preferences", json!({ "patch": { "birthday_days": 3 } }));
    assert_eq!(last(), json!([{ "name": "notifications" }]));
    desk.contact("Ada");
    assert_eq!(last(), Value::Null);
    let first = desk.call("changes.list", json!({}))["sets"].as_array().unwrap().clone();
    let first = first.iter().rev().find(|set| set["command"] == "settings.patch").unwrap();
    assert_eq!(
        first["settings"],
        json!([{ "name": "theme", "to": "dark" }]),
        "later changes do not alter it"
    );
}
