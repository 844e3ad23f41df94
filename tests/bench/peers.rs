//! Other programs that keep people, given the same cards in the same run: `cargo xtask bench -- --peers`. Each is driven by a
//! script in `bench/peers` through its own interface, in a home and on a bus of its own. One that is not installed is
//! named in the report with what is missing.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::Fallible;
use crate::samples::Samples;

/// The programs and their scripts, which Debian's own Python runs: its bindings are installed with them.
const PEERS: &[(&str, &str)] =
    &[("evolution-data-server", "evolution.py"), ("Thunderbird", "thunderbird.py")];

/// Parts of words that somebody looks for.
const WORDS: &[&str] = &["mül", "ber", "ann", "smi", "schmidt", "example", "ova", "garc"];

/// How each takes the people in `file`, finds words in them and turns pages.
pub fn measure(file: &Path, samples: &str) -> Fallible<Value> {
    let mut found = Map::new();
    for (name, script) in PEERS {
        let home = tempfile::tempdir()?;
        let output = Command::new("dbus-run-session")
            .args(["--", "/usr/bin/python3"])
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/peers").join(script))
            .arg(file)
            .arg(samples)
            .args(WORDS)
            .env("HOME", home.path())
            .env("XDG_RUNTIME_DIR", home.path())
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_CACHE_HOME")
            .output();
        let answer = match output {
            Ok(output) if output.status.success() => summed(&serde_json::from_slice(&output.stdout)?),
            Ok(output) => json!({ "missing": String::from_utf8_lossy(&output.stderr).lines().last() }),
            Err(missing) => json!({ "missing": format!("dbus-run-session: {missing}") }),
        };
        found.insert((*name).into(), answer);
    }
    Ok(Value::Object(found))
}

fn summed(found: &Value) -> Value {
    let times = |name: &str| {
        let mut samples = Samples::default();
        for ms in found.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_f64) {
            samples.push(Duration::from_secs_f64(ms / 1_000.0));
        }
        samples.sums()
    };
    let number = |name: &str| found.get(name).and_then(Value::as_f64).unwrap_or_default();
    json!({
        "imported": number("imported"),
        "per_s": number("imported") / number("import_s"),
        "search": times("search_ms"),
        "page": times("page_ms"),
    })
}
