//! Rows that were corrected on the receipt go back with their import, by whatever door it is taken back, and come back with it.

use serde_json::{Value, json};

use crate::world::{World, text};

/// Two rows are right; what is nobody's is corrected later, one as somebody new and one as somebody who is there.
const TABLE: &str = "First Name,Last Name,E-mail,City\nAda,Brandt,ada@x.example,\n,,,Bonn\nBea,Lorenz,bea@x.example,\n,,,Jena\n";

fn people(world: &World) -> Vec<String> {
    let rows = world.list("contacts", json!({}))["rows"].as_array().unwrap().clone();
    let mut names: Vec<String> = rows.iter().map(|row| text(&row["title"])).collect();
    names.sort();
    names
}

fn contact(world: &World, name: &str) -> Value {
    let rows = world.list("contacts", json!({}))["rows"].as_array().unwrap().clone();
    let row = rows.into_iter().find(|row| row["title"] == name).unwrap_or_else(|| panic!("no {name}"));
    world.call("contacts.get", json!({ "id": row["id"] }))
}

fn receipt(world: &World, import: &Value) -> (Value, Vec<Value>) {
    let now = world.call("imports.get", json!({ "id": import["id"] }));
    let file = &now["files"][0];
    let sums = json!([file["created"], file["updated"], file["duplicates"], file["rejected"], file["cells"]]);
    let mut rows = world.rows(&now);
    // What a taken back correction changed of another record is not told again.
    for row in &mut rows {
        row.as_object_mut().unwrap().remove("diff");
    }
    (json!({ "sums": sums, "corrections": now["corrections"] }), rows)
}

fn correct(world: &World, import: &Value, row: u64, cells: &[(u64, &str)]) -> Value {
    let cells: Vec<Value> =
        cells.iter().map(|(column, text)| json!({ "column": column, "text": text })).collect();
    let input = json!({ "id": import["id"], "file": 0, "row": row, "cells": cells });
    let corrected = world.call("imports.correct", input);
    assert_ne!(corrected["outcome"], "rejected", "{corrected:#}");
    corrected
}

/// A vault with somebody, and an import of which two rows were corrected.
fn corrected() -> (World, Value, Value) {
    let world = World::new();
    world.call("contacts.create", json!({ "given": "Cora", "family": "Nowak" }));
    let import = world.import(&[world.file("people.csv", TABLE)], json!({}));
    assert_eq!(import["files"][0]["rejected"], 2, "{import:#}");
    correct(&world, &import, 2, &[(0, "Dan"), (1, "Otto")]);
    let joined = correct(&world, &import, 4, &[(0, "Ada"), (1, "Brandt"), (2, "ada@x.example")]);
    assert_eq!(people(&world), ["Ada Brandt", "Bea Lorenz", "Cora Nowak", "Dan Otto"]);
    (world, import, joined)
}

fn set_in_history(world: &World, import: &Value) -> Value {
    let sets = world.call("changes.list", json!({}))["sets"].as_array().unwrap().clone();
    sets.into_iter().find(|set| set["id"] == import["change_set"]).unwrap()
}

// covers(IMP-5, CON-15)
#[test]
fn one_undo_takes_an_import_back_with_its_corrections_and_one_redo_brings_all_of_it_back() {
    let (world, import, joined) = corrected();
    assert_eq!(set_in_history(&world, &import)["with"], 2);
    let shown = world.call("changes.show", json!({ "change_set": import["change_set"] }));
    assert_eq!(shown["with"], 2);
    let (before, ada) = (receipt(&world, &import), contact(&world, "Ada Brandt"));
    for _ in 0..2 {
        let undone = world.call("changes.undo", json!({ "change_set": import["change_set"] }));
        assert_eq!((&undone["with"], &undone["kept"]), (&json!(2), &json!([])), "{undone:#}");
        assert_eq!(undone["undone"], import["change_set"]);
        assert_eq!(people(&world), ["Cora Nowak"]);
        let (sums, rows) = receipt(&world, &import);
        assert_eq!((&sums["sums"][3], &sums["corrections"]), (&json!(2), &json!([])));
        assert_eq!(rows[1]["outcome"], "rejected", "{rows:#?}");
        assert_eq!(set_in_history(&world, &import).get("with"), None);
        let redone = world.call("changes.redo", json!({}));
        assert_eq!((&redone["with"], &redone["kept"]), (&json!(2), &json!([])), "{redone:#}");
        assert_eq!(people(&world), ["Ada Brandt", "Bea Lorenz", "Cora Nowak", "Dan Otto"]);
        assert_eq!(contact(&world, "Ada Brandt")["addresses"], ada["addresses"]);
        assert_eq!(receipt(&world, &import), before);
    }

    // A correction that was taken back by itself does not come back with its import.
    world.call("changes.undo", json!({ "change_set": joined["change_set"] }));
    let undone = world.call("changes.undo", json!({ "change_set": import["change_set"] }));
    assert_eq!(undone["with"], 1);
    assert_eq!(world.call("changes.redo", json!({}))["with"], 1);
    assert_eq!(set_in_history(&world, &import)["with"], 1);
    assert_eq!(world.rows(&import)[3]["outcome"], "rejected");
    // Corrected anew it is as if it never had been.
    correct(&world, &import, 4, &[(0, "Eva"), (1, "Roth")]);
    assert_eq!(set_in_history(&world, &import)["with"], 2);
    world.call("changes.undo", json!({ "change_set": import["change_set"] }));
    assert_eq!(people(&world), ["Cora Nowak"]);
}

// covers(IMP-5, CON-15)
#[test]
fn what_was_edited_of_a_correction_since_stays_and_is_reported() {
    let (world, import, _) = corrected();
    let dan = contact(&world, "Dan Otto");
    world.call("contacts.patch", json!({ "id": dan["id"], "patch": { "given": "Daniel" } }));
    let undone = world.call("changes.undo", json!({ "change_set": import["change_set"] }));
    let kept = undone["kept"].as_array().unwrap();
    assert!(
        kept.iter().any(|kept| kept["id"] == dan["id"] && kept["reason"] == "edited_since"),
        "{undone:#}"
    );
    assert_eq!(people(&world), ["Cora Nowak", "Daniel Otto"]);
}

// covers(IMP-5)
#[test]
fn the_taking_back_taken_back_from_the_history_brings_the_corrections_along() {
    let (world, import, _) = corrected();
    let undone = world.call("changes.undo", json!({ "change_set": import["change_set"] }));
    world.call("contacts.create", json!({ "given": "Fay", "family": "Later" }));
    let back = world.call("changes.undo", json!({ "change_set": undone["change_set"] }));
    assert_eq!(back["with"], 2, "{back:#}");
    assert_eq!(people(&world), ["Ada Brandt", "Bea Lorenz", "Cora Nowak", "Dan Otto", "Fay Later"]);
    let again = world.call("changes.undo", json!({ "change_set": back["change_set"] }));
    assert_eq!(again["with"], 2, "and so on: {again:#}");
    assert_eq!(people(&world), ["Cora Nowak", "Fay Later"]);
}
