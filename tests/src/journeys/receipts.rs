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
