//! The desktop app in its real window: from the start of its process to the first rows painted, and the memory it and its
//! web view then have. `cargo xtask bench` says where the app is; without it nothing is measured, and the report says so.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::Fallible;

/// How often the app is opened.
const STARTS: &str = "7";

/// Measures with these people in the vault.
pub fn measure(file: &Path) -> Fallible<Value> {
    if std::env::var_os("SATCHEL_DESKTOP").is_none() {
        return Ok(Value::Null);
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("desktop/measure.mjs");
    let output = Command::new("node").arg(script).arg(file).arg(STARTS).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let found: Value = serde_json::from_slice(&output.stdout)?;
    let sorted = |name: &str| {
        let mut all: Vec<f64> = found
            .get(name)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_f64)
            .collect();
        all.sort_by(f64::total_cmp);
        all
    };
    let (starts, memory) = (sorted("starts_ms"), sorted("pss_mib"));
    let middle = |all: &[f64]| all.get(all.len() / 2).copied();
    Ok(json!({
        "n": starts.len(), "p50_ms": middle(&starts), "max_ms": starts.last(),
        "pss_mib": middle(&memory), "pss_max_mib": memory.last(),
    }))
}
