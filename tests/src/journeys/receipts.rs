//! Receipts held against the independent counter in `tests/counter`, which reads the files with nothing of Satchel.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::generator::csv::{self, Product};
use crate::generator::{Encoding, Population, vcard};
use crate::world::{World, ada_and_friends};

/// The counter's folder.
fn counter() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("counter")
}

/// Imports the files and has the counter check receipt and export; answers what it says when it disagrees.
pub fn disagreements(world: &World, files: &[PathBuf], import: &Value) -> Result<(), String> {
    let mut receipt = import.clone();
    receipt["rows"] = json!(world.rows(import));
    let receipt = world.file("receipt.json", receipt.to_string());
    let export = world.file("export.json", world.export());
    let output = Command::new("python3")
        .arg(counter())
        .arg("--receipt")
        .arg(receipt)
        .arg("--export")
        .arg(export)
        .args(files)
        .output()
        .expect("python3 is part of Debian");
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(said) }
}

// covers(QA-7)
#[test]
fn the_counter_passes_its_own_tests() {
    let output = Command::new("python3").args(["-m", "unittest"]).current_dir(counter()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

// covers(IMP-1, IMP-3, QA-7)
#[test]
fn every_cell_of_every_product_is_accounted_for() {
    let population = Population { seed: 77, people: 250 };
    for product in [Product::Google, Product::Outlook, Product::LinkedIn, Product::HubSpot, Product::Odd] {
        let world = World::new();
        let mut bytes = Vec::new();
        csv::write(&mut bytes, population, &csv::Shape::of(product), |_| {}).unwrap();
        let file = world.file("export.csv", bytes);
        let import = world.import(std::slice::from_ref(&file), json!({}));
        if let Err(said) = disagreements(&world, &[file], &import) {
            panic!("{product:?}\n{said}");
        }
    }
}

/// What a receipt says, without ids, times and what its import is called.
fn said(world: &World, import: &Value) -> Value {
    let rows = world.rows(import).into_iter().map(|row| {
        json!({ "row": row["row"], "outcome": row["outcome"], "title": row["title"], "code": row["code"],
                "cells": row["cells"], "kept_raw": row["kept_raw"] })
    });
    let mut files = import["files"].clone();
    for file in files.as_array_mut().unwrap() {
        // Under which handle it was given, another one each time.
        file.as_object_mut().unwrap().remove("of");
    }
    json!({ "files": files, "rows": rows.collect::<Value>() })
}

// covers(IMP-5, IMP-7)
#[test]
fn a_dry_run_gives_the_receipt_of_the_import_where_people_are_known_already() {
    let population = Population { seed: 31, people: 60 };
    let written = |product: Product| {
        let mut bytes = Vec::new();
        csv::write(&mut bytes, population, &csv::Shape::of(product), |_| {}).unwrap();
        bytes
    };
    let leads = "First Name,Last Name,E-mail,Company,Lead Source,Status,Rating,Budget,Shoe\n\
        Ada,Lovelace,ada@x.example,Engines,Fair,working,hot,100 EUR,38\n\
        Ada,Lovelace,ada@x.example,Navy,Web,new,cold,200 EUR,39\n\
        Ada,King,ada@x.example,Engines,,,,,38\n,,grace@y.example,,Fair,unheard of,,many,\n";
    for (kind, there, brought) in [
        ("people", written(Product::HubSpot), written(Product::Odd)),
        (
            "lead",
            leads.lines().take(2).map(|line| format!("{line}\n")).collect::<String>().into_bytes(),
            leads.into(),
        ),
        ("lead", "First Name,E-mail\nBob,bob@z.example\n".into(), leads.into()),
    ] {
        let options = |dry_run: bool| match kind {
            "lead" => json!({ "kind": "lead", "dry_run": dry_run }),
            _ => json!({ "dry_run": dry_run }),
        };
        let receipt = |dry_run: bool| {
            let world = World::new();
            let import = world.import(&[world.file("there.csv", &there)], options(false));
            assert_eq!(import["state"], "done", "{import:#}");
            let import = world.import(&[world.file("brought.csv", &brought)], options(dry_run));
            said(&world, &import)
        };
        let (dry, real) = (receipt(true), receipt(false));
        assert!(dry["files"][0]["cells"]["raw"].as_u64().unwrap() > 0 || kind == "lead", "nothing conflicts");
        for (foreseen, written) in
            dry["rows"].as_array().unwrap().iter().zip(real["rows"].as_array().unwrap())
        {
            assert_eq!(foreseen, written, "{kind}");
        }
        assert_eq!(dry["files"], real["files"], "{kind}");
    }
}

// covers(IMP-1, QA-7)
#[test]
fn every_cell_is_accounted_for_in_any_encoding_and_with_any_delimiter() {
    let population = Population { seed: 78, people: 400 };
    for (encoding, delimiter, line_end) in [
        (Encoding::Utf16Le, '\t', "\r\n"),
        (Encoding::Windows1252, ';', "\r\n"),
        (Encoding::Windows1251, ';', "\r\n"),
        (Encoding::Windows1250, '|', "\n"),
        (Encoding::Utf8, ',', "\r"),
    ] {
        let world = World::new();
        let mut bytes = Vec::new();
        let shape = csv::Shape { encoding, delimiter, line_end, ..csv::Shape::of(Product::Outlook) };
        csv::write(&mut bytes, population, &shape, |_| {}).unwrap();
        let file = world.file("export.csv", bytes);
        let import = world.import(std::slice::from_ref(&file), json!({}));
        if let Err(said) = disagreements(&world, &[file], &import) {
            panic!("{encoding:?} {delimiter:?}\n{said}");
        }
    }
}

// covers(IMP-3, QA-7)
#[test]
fn every_property_of_every_vcard_is_accounted_for() {
    let population = Population { seed: 79, people: 250 };
    for version in [vcard::Version::V21, vcard::Version::V30, vcard::Version::V40, vcard::Version::Mixed] {
        let world = World::new();
        let mut bytes = Vec::new();
        vcard::write(&mut bytes, population, vcard::Shape { version, repeats: 15 }, |_| {}).unwrap();
        let file = world.file("export.vcf", bytes);
        let import = world.import(std::slice::from_ref(&file), json!({}));
        if let Err(said) = disagreements(&world, &[file], &import) {
            panic!("{version:?}\n{said}");
        }
    }
}

// covers(IMP-1, IMP-3, QA-7)
#[test]
fn two_files_of_one_import_each_have_their_receipt() {
    let world = World::new();
    let files = ada_and_friends(&world);
    let import = world.import(&files, json!({}));
    if let Err(said) = disagreements(&world, &files, &import) {
        panic!("{said}");
    }
}
