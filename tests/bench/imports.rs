//! Importing: into an empty vault, the same file again, and while the seller goes on working.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::time::{Duration, Instant};

use satchel_tests::generator::csv::{self, Product, Shape};
use satchel_tests::generator::{Population, Summary, vcard};
use serde_json::{Value, json};

use crate::samples::Samples;
use crate::vault::Vault;
use crate::{Fallible, machine};

/// The seed of every world.
pub const SEED: u64 = 20_260_401;

/// Writes the files of a world: a CSV export, and cards of other people.
pub fn write(world: &Path, people: u64) -> Fallible<Value> {
    let mut out = BufWriter::new(File::create(world.join("google.csv"))?);
    let csv = csv::write(&mut out, Population { seed: SEED, people }, &Shape::of(Product::Google), |_| {})?;
    let mut out = BufWriter::new(File::create(world.join("mixed.vcf"))?);
    let shape = vcard::Shape { version: vcard::Version::Mixed, repeats: 10 };
    let vcard = vcard::write(&mut out, Population { seed: SEED + 1, people }, shape, |_| {})?;
    let told = |s: Summary| json!({ "rows": s.rows, "people": s.people, "bytes": s.bytes });
    Ok(json!({ "csv": told(csv), "vcard": told(vcard) }))
}

fn sum(import: &Value, key: &str) -> u64 {
    let files = import.get("files").and_then(Value::as_array);
    files.into_iter().flatten().filter_map(|f| f.get(key).and_then(Value::as_u64)).sum()
}

/// A file into a new vault: until every row is written, and until the index has every record.
pub fn import(world: &Path, file: &str, name: &str) -> Fallible<Value> {
    let vault = Vault::create(world, name)?;
    let idle = machine::resident_mib();
    let start = Instant::now();
    let id = vault.start_import(&world.join(file))?;
    let mut staged = None;
    let receipt = loop {
        let found = vault.call("imports.get", json!({ "id": id }))?;
        match found.get("state").and_then(Value::as_str) {
            Some("done") => break found,
            Some("failed" | "cancelled") => return Err(format!("the import failed: {found}").into()),
            Some("applying") => staged = staged.or_else(|| Some(start.elapsed())),
            _ => {}
        }
        // Asking takes time from what is measured.
        std::thread::sleep(Duration::from_millis(100));
    };
    let written = start.elapsed().as_secs_f64();
    vault.indexed()?;
    let indexed = start.elapsed().as_secs_f64();
    let created = sum(&receipt, "created");
    Ok(json!({
        "rows": sum(&receipt, "rows"), "created": created, "rejected": sum(&receipt, "rejected"),
        "staged_s": staged.map(|d| d.as_secs_f64()), "written_s": written, "indexed_s": indexed,
        "per_s": created as f64 / indexed, "cpu_s": machine::cpu_seconds(),
        "peak_mib": machine::peak_mib(), "idle_mib": idle,
    }))
}

/// The same file once more: nothing may change.
pub fn again(world: &Path, file: &str, name: &str) -> Fallible<Value> {
    let vault = Vault::open(world, name)?;
    let before = vault.cx()?.vault.read(satchel_vault::changes::last_seq)?;
    let start = Instant::now();
    let id = vault.start_import(&world.join(file))?;
    let receipt = vault.finished(&id)?;
    let taken = start.elapsed().as_secs_f64();
    let after = vault.cx()?.vault.read(satchel_vault::changes::last_seq)?;
    let rows = sum(&receipt, "rows");
    Ok(json!({
        "rows": rows, "created": sum(&receipt, "created"), "updated": sum(&receipt, "updated"),
        "changes": after - before, "seconds": taken, "per_s": rows as f64 / taken, "peak_mib": machine::peak_mib(),
    }))
}

/// The seller edits while other people are imported: how long an edit takes to be saved and to be seen in a list.
pub fn busy(world: &Path, file: &str, name: &str) -> Fallible<Value> {
    let vault = Vault::open(world, name)?;
    let listed = vault.call("contacts.list", json!({ "limit": 200 }))?;
    let ids: Vec<&Value> = listed
        .get("rows")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|r| r.get("id"))
        .collect();
    let id = vault.start_import(&world.join(file))?;
    let (mut saved, mut seen, mut pages) = (Samples::default(), Samples::default(), Samples::default());
    let mut wrong = 0;
    for (n, contact) in ids.iter().cycle().enumerate() {
        let state = vault.call("imports.get", json!({ "id": id }))?;
        match state.get("state").and_then(Value::as_str) {
            Some("done") => break,
            Some("failed" | "cancelled") => return Err(format!("the import failed: {state}").into()),
            _ => {}
        }
        let nickname = format!("while importing {n}");
        let start = Instant::now();
        vault.call("contacts.patch", json!({ "id": contact, "patch": { "nickname": nickname } }))?;
        saved.push(start.elapsed());
        let filter = json!({ "is": { "field": "nickname", "op": "equals", "value": nickname } });
        let found = seen.time(|| vault.call("contacts.list", json!({ "query": { "filter": filter } })))?;
        wrong += u64::from(found.get("total") != Some(&json!(1)));
        pages.time(|| vault.call("contacts.list", json!({ "position": n * 7, "limit": 50 })))?;
        std::thread::sleep(Duration::from_millis(25));
    }
    Ok(json!({
        "saved": saved.sums(), "seen": seen.sums(), "page": pages.sums(), "wrong": wrong,
        "peak_mib": machine::peak_mib(),
    }))
}
