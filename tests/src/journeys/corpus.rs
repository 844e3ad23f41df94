//! Public samples of what other programs write. They are no part of this repository: the test looks for them beside
//! the checkout, or where `SATCHEL_CORPUS` says, and passes with a word when they are not there.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::receipts::disagreements;
use crate::world::World;

pub(super) fn folder() -> Option<PathBuf> {
    let told = std::env::var_os("SATCHEL_CORPUS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    told.or(Some(beside)).filter(|f| f.is_dir())
}

pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "vcf" || e == "csv") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The receipt's own sums.
fn sums(file: &Value) -> Result<(), String> {
    let n = |v: &Value| v.as_u64().unwrap_or(u64::from(u32::MAX));
    let rows: u64 =
        ["created", "updated", "unchanged", "duplicates", "rejected"].iter().map(|k| n(&file[*k])).sum();
    let cells = &file["cells"];
    let by_fate = n(&cells["mapped"]) + n(&cells["raw"]) + n(&cells["rejected"]);
    let by_column: u64 = file["columns"].as_array().unwrap().iter().map(|c| n(&c["cells"])).sum();
    (n(&file["rows"]) == rows && n(&cells["total"]) == by_fate && by_fate == by_column)
        .then_some(())
        .ok_or_else(|| format!("{file:#}"))
}

// covers(IMP-1, IMP-3, QA-7)
#[test]
fn every_sample_imports_with_a_receipt_that_sums_and_twice_changes_nothing() {
    let Some(folder) = folder() else {
        println!("skipped: no samples beside the checkout and SATCHEL_CORPUS is not set");
        return;
    };
    let mut wrong = Vec::new();
    let samples = files(&folder);
    for sample in &samples {
        let world = World::new();
        let name = sample.strip_prefix(&folder).unwrap().display().to_string();
        let import = world.import(std::slice::from_ref(sample), json!({}));
        if import["state"] != "done" {
            wrong.push(format!("{name}: {}", import["error"]));
            continue;
        }
        let receipt = &import["files"][0];
        if let Err(why) = sums(receipt) {
            wrong.push(format!("{name}: the sums differ: {why}"));
        }
        if receipt["rows"] == 0 {
            wrong.push(format!("{name}: no rows"));
        }
        // Samples with broken frames may be divided into cards in more than one way; values must be found all the same.
        if let Err(why) = disagreements(&world, std::slice::from_ref(sample), &import) {
            wrong.push(format!("{name}: {why}"));
        }
        let before = world.export();
        let again = world.import(std::slice::from_ref(sample), json!({}));
        if again["files"][0]["created"] != 0 || again["files"][0]["updated"] != 0 || world.export() != before
        {
            wrong.push(format!("{name}: the second import changed something: {:#}", again["files"][0]));
        }
    }
    assert!(wrong.is_empty(), "{} of {} samples:\n{}", wrong.len(), samples.len(), wrong.join("\n"));
}
