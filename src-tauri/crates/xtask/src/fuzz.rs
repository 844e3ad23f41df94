//! `fuzz`: random bytes for one reader or for all, for so many seconds each.

use std::process::ExitCode;

use crate::{
    install::{self, Tool},
    machine::{Failure, Machine, run, say},
};

/// The targets of `fuzz/`, and whether they need a vault.
const TARGETS: &[(&str, bool)] = &[
    ("vcard", false),
    ("csv", false),
    ("ldif", false),
    ("packed", false),
    ("code", false),
    ("signature", false),
    ("search", true),
    ("socket", true),
];
/// How long each runs where nothing is said.
const SECONDS: u64 = 60;

/// Runs the named target, or all of them.
pub fn fuzz(machine: &Machine, arguments: &[String]) -> Result<ExitCode, Failure> {
    let (mut named, mut seconds) = (None, SECONDS);
    for argument in arguments {
        match argument.parse() {
            Ok(number) => seconds = number,
            Err(_) => named = Some(argument.as_str()),
        }
    }
    let known = || TARGETS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    if let Some(unknown) = named.filter(|name| !TARGETS.iter().any(|(target, _)| target == name)) {
        return Err(Failure(format!("there is no fuzz target “{unknown}”; there are {}", known())));
    }
    install::tool(machine, Tool::Fuzz)?;
    for (target, needs_vault) in TARGETS.iter().filter(|(target, _)| named.is_none_or(|name| name == *target))
    {
        say(format!("Fuzzing {target} for {seconds} seconds"));
        let mut fuzz = machine.cargo();
        // The instrumentation asks for options that only a nightly compiler takes without this.
        fuzz.env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", machine.target.join("fuzz"));
        fuzz.args(["fuzz", "run", "--fuzz-dir", "fuzz"]);
        if *needs_vault {
            fuzz.args(["--features", "vault"]);
        }
        let time = format!("-max_total_time={seconds}");
        // What was found before, which stays on this machine, and what it began with.
        let (corpus, seeds) = (format!("fuzz/corpus/{target}"), format!("fuzz/seeds/{target}"));
        std::fs::create_dir_all(machine.root.join(&corpus)).map_err(|e| Failure(e.to_string()))?;
        fuzz.args([*target, &corpus]);
        if machine.root.join(&seeds).is_dir() {
            fuzz.arg(&seeds);
        }
        fuzz.args(["--", &time, "-rss_limit_mb=2048", "-timeout=20", "-print_final_stats=1"]);
        run(&mut fuzz)?;
    }
    Ok(ExitCode::SUCCESS)
}
