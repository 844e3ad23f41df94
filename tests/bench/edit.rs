//! A saved edit: until it is saved, and until both the list and the search show it.

use std::path::Path;
use std::time::{Duration, Instant};

use satchel_tests::generator::Dice;
use satchel_tests::generator::person::base36;
use serde_json::{Value, json};

use crate::imports::SEED;
use crate::samples::Samples;
use crate::vault::Vault;
use crate::{Fallible, rows};

/// Times edits, each of another contact and to a value nobody had.
pub fn measure(world: &Path, name: &str, samples: u64) -> Fallible<Value> {
    let vault = Vault::open(world, name)?;
    let mut ids = rows::ids(&vault.cx()?)?;
    let mut dice = Dice::of(SEED, 24, 1);
    let (mut saved, mut listed, mut found) = (Samples::default(), Samples::default(), Samples::default());
    let run = base36(Dice::of(std::process::id().into(), 1, 1).next());
    let mut never = 0;
    for n in 0..(samples * 5).min(ids.len() as u64) {
        let id = ids.swap_remove(dice.below(ids.len() as u64) as usize);
        let word = format!("zq{run}{}", base36(n));
        let start = Instant::now();
        vault.call("contacts.patch", json!({ "id": id, "patch": { "nickname": word } }))?;
        saved.push(start.elapsed());
        let filter = json!({ "is": { "field": "nickname", "op": "equals", "value": word } });
        let in_list = until(|| {
            let answer = vault.call("contacts.list", json!({ "query": { "filter": filter } }))?;
            Ok(answer.pointer("/rows/0/id") == Some(&json!(id)))
        })?;
        listed.push(start.elapsed());
        let in_search = until(|| {
            let answer = vault.call("search.query", json!({ "text": word }))?;
            Ok(answer.pointer("/hits/0/id") == Some(&json!(id)))
        })?;
        found.push(start.elapsed());
        never += u64::from(!in_list || !in_search);
        // A seller does not save two hundred times without a breath; the index commits meanwhile.
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(json!({ "saved": saved.sums(), "listed": listed.sums(), "found": found.sums(), "wrong": never }))
}

fn until(mut look: impl FnMut() -> Fallible<bool>) -> Fallible<bool> {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(5) {
        if look()? {
            return Ok(true);
        }
        std::thread::sleep(Duration::from_micros(500));
    }
    Ok(false)
}
