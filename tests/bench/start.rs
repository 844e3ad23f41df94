//! From the key being available to the first list, in a fresh process, and the memory the process then has.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::vault::Vault;
use crate::{Fallible, machine};

/// Starts once; the suite's process is new, the pages of the file may be in the system's cache.
pub fn measure(world: &Path, name: &str) -> Fallible<Value> {
    let start = Instant::now();
    let vault = Vault::closed(world, name)?;
    vault.call("vault.unlock", json!({}))?;
    let opened = start.elapsed();
    let list = vault.call("contacts.list", json!({ "limit": 100 }))?;
    let shown = start.elapsed();
    if list.get("total").and_then(Value::as_u64).unwrap_or_default() == 0 {
        return Err("the first list is empty".into());
    }
    vault.indexed()?;
    let searchable = start.elapsed();
    for words in ["mül", "ива", "sm", "@mail", "berlin"] {
        vault.call("search.query", json!({ "text": words }))?;
        vault
            .call("contacts.list", json!({ "query": { "sort": [{ "field": "company" }] }, "limit": 100 }))?;
    }
    std::thread::sleep(Duration::from_millis(300));
    let ms = |d: Duration| d.as_secs_f64() * 1_000.0;
    Ok(json!({
        "open_ms": ms(opened), "first_list_ms": ms(shown), "searchable_ms": ms(searchable),
        "pss_mib": machine::pss_mib(), "peak_mib": machine::peak_mib(),
    }))
}
