//! The vault's socket: the command line beside an open window.

use satchel_app::Actor;
use satchel_app::socket::Remote;
use serde_json::json;

use super::Laptop;

#[test]
fn the_command_line_goes_through_whoever_has_the_vault_open() {
    let laptop = Laptop::new();
    let window = laptop.app();
    let csv = laptop.file("people.csv", "First Name,E-mail Address\nAda,ada@example.org\n");
    // No passphrase is given: the window has the key.
    let done = laptop.satchel_with(&["import", csv.to_str().unwrap(), "--json"], "", None).done().json();
    assert_eq!(done["files"][0]["created"], 1);
    let listed = window.call(&Actor::owner(), "contacts.list", json!({})).unwrap();
    assert_eq!(listed["total"], 1);
    let sets = window.call(&Actor::owner(), "changes.list", json!({})).unwrap();
    assert_eq!(sets["sets"][0]["actor"], "cli");
    let target = laptop.folder.path().join("out.json");
    laptop.satchel_with(&["export", "--format", "json", target.to_str().unwrap()], "", None).done();
    assert!(std::fs::read_to_string(&target).unwrap().contains("ada@example.org"));
    let serve = laptop.satchel_with(&["serve", "--json"], "", None);
    assert_eq!((serve.code, serve.error_code().as_str()), (3, "already_open"));

    window.call(&Actor::owner(), "vault.lock", json!({})).unwrap();
    assert!(Remote::connect(&laptop.vault()).is_none(), "a locked vault answers nobody");
    let locked = laptop.satchel_with(&["search", "ada", "--json"], "", None);
    assert_eq!(locked.error_code(), "vault_locked");
    laptop.satchel(&["search", "ada"]).done();
    window.close();
}

#[test]
fn a_window_can_be_locked_through_its_own_socket() {
    let laptop = Laptop::new();
    let window = laptop.app();
    laptop.satchel_with(&["call", "vault.lock"], "", None).done();
    let refused = window.call(&Actor::owner(), "contacts.list", json!({})).unwrap_err();
    assert_eq!(refused.code, "vault_locked");
}
