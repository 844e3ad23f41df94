//! The ways into a vault that is not open, and what is said of a folder in which none can be opened.

use std::path::Path;

use satchel_kernel::Error;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{Actor, App, AppOptions};

const WORDS: &str = "four small words here";

fn app(folder: &TempDir) -> App {
    let vault_dir = Some(folder.path().join("vault"));
    App::new(AppOptions { vault_dir, without_keychain: true }).unwrap()
}

fn call(app: &App, name: &str, input: Value) -> Value {
    app.call(&Actor::owner(), name, input).unwrap_or_else(|e| panic!("{name}: {e:?}"))
}

fn refused(app: &App, name: &str, input: Value) -> Error {
    app.call(&Actor::owner(), name, input).unwrap_err()
}

fn state(app: &App) -> (String, String) {
    let status = call(app, "vault.status", json!({}));
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (word(&status["state"]), word(&status["error"]["code"]))
}

// covers(SEC-14)
#[test]
fn a_vault_takes_a_passphrase_that_protects_it_and_opens_one_way_at_a_time() {
    let folder = TempDir::new().unwrap();
    let app = app(&folder);
    assert_eq!(state(&app).0, "none");
    for weak in [json!({}), json!({ "passphrase": "sieben7" })] {
        let error = refused(&app, "vault.create", weak);
        assert_eq!((error.code, error.field.as_deref()), ("invalid", Some("passphrase")));
        assert_eq!(state(&app).0, "none", "nothing was made");
    }
    call(&app, "vault.create", json!({ "passphrase": WORDS }));
    let code = call(&app, "vault.recovery_code", json!({}))["code"].clone();
    call(&app, "vault.confirm_recovery", json!({ "code": code }));
    call(&app, "vault.lock", json!({}));
    assert_eq!(state(&app).0, "locked");

    assert_eq!(refused(&app, "vault.unlock", json!({})).code, "no_keychain");
    let both = refused(&app, "vault.unlock", json!({ "passphrase": WORDS, "recovery_code": code }));
    assert_eq!((both.code, both.field.as_deref()), ("invalid", Some("recovery_code")));
    let wrong = refused(&app, "vault.unlock", json!({ "passphrase": "four other words here" }));
    assert_eq!(wrong.code, "wrong_key");
    assert_eq!(refused(&app, "vault.recovery_code", json!({})).code, "vault_locked");
    assert_eq!(state(&app).0, "locked");
    assert_eq!(call(&app, "vault.unlock", json!({ "recovery_code": code }))["state"], "open");
    assert_eq!(
        call(&app, "vault.unlock", json!({ "passphrase": WORDS }))["state"],
        "open",
        "it is open already"
    );
    app.close();
}

// covers(SEC-14)
#[test]
fn who_changes_the_passphrase_says_the_present_one() {
    let folder = TempDir::new().unwrap();
    let app = app(&folder);
    call(&app, "vault.create", json!({ "passphrase": WORDS }));
    let new = "five quite other words here";
    for (input, code) in [
        (json!({ "new": "sieben7", "current": WORDS }), "invalid"),
        (json!({ "new": new }), "wrong_key"),
        (json!({ "new": new, "current": "four other words here" }), "wrong_key"),
    ] {
        assert_eq!(refused(&app, "vault.set_passphrase", input).code, code);
    }
    call(&app, "vault.set_passphrase", json!({ "new": new, "current": WORDS }));
    call(&app, "vault.lock", json!({}));
    assert_eq!(refused(&app, "vault.unlock", json!({ "passphrase": WORDS })).code, "wrong_key");
    assert_eq!(call(&app, "vault.unlock", json!({ "passphrase": new }))["state"], "open");
    app.close();
}

// covers(QA-18)
#[test]
fn what_is_no_vault_damaged_or_of_a_newer_program_is_said_and_comes_back_with_its_files() {
    let folder = TempDir::new().unwrap();
    let app = app(&folder);
    call(&app, "vault.create", json!({ "passphrase": WORDS }));
    call(&app, "vault.lock", json!({}));
    let (keys, data) = (app.dir().join("keys.json"), app.dir().join("vault.db"));
    let good = std::fs::read_to_string(&keys).unwrap();
    let is = |what: &str, code: &str| {
        assert_eq!(state(&app), (what.to_owned(), code.to_owned()));
        let unlocked = refused(&app, "vault.unlock", json!({ "passphrase": WORDS }));
        assert_eq!(unlocked.code, code, "who tries to open it hears the same");
        assert_eq!(refused(&app, "contacts.list", json!({})).code, "vault_locked");
    };
    let broken = |text: String| std::fs::write(&keys, text).unwrap();
    broken(r#"{"satchel": "some other program", "version": 1}"#.into());
    is("damaged", "not_a_vault");
    broken("no json".into());
    is("damaged", "vault_damaged");
    broken(good.replace("\"version\": 1", "\"version\": 99"));
    is("newer", "vault_newer");
    broken(good);
    let aside = folder.path().join("aside.db");
    let put = |from: &Path, to: &Path| std::fs::rename(from, to).unwrap();
    put(&data, &aside);
    is("damaged", "vault_damaged");
    put(&aside, &data);
    assert_eq!(state(&app), ("locked".into(), String::new()));
    assert_eq!(call(&app, "vault.unlock", json!({ "passphrase": WORDS }))["state"], "open");
    app.close();
}
