//! `fuzz`: random bytes for one reader or for all, for so many seconds each, and the sum of what was tried so far.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::{BufRead, BufReader, Write as _},
    process::{Command, ExitCode, Stdio},
};

use crate::{
    install::{self, Tool},
    machine::{Failure, Machine, say},
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
/// Leaves the address sanitizer out, which only what is not Rust could set off: three times as many tries in the time.
const BARE: &str = "--bare";
/// Where the sums are written.
const DOCUMENT: &str = "docs/fuzzing.md";
/// How libFuzzer says, at the end, how much it tried.
const TRIED: &str = "stat::number_of_executed_units:";

const HEAD: &str = "\
# How much was tried on the readers

Written by `cargo xtask fuzz`, which adds what each run tried; libFuzzer looks for bytes that reach code no others did,
and every target says in its own words what must hold whatever they are. A run that finds something fails and is not
added.

| target | executions | hours |
| --- | --: | --: |
";

/// What one target tried in all its runs.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tried {
    executions: u64,
    seconds: u64,
}

/// Runs the named target, or all of them.
pub fn fuzz(machine: &Machine, arguments: &[String]) -> Result<ExitCode, Failure> {
    let (mut named, mut seconds, mut bare) = (None, SECONDS, false);
    for argument in arguments {
        match argument.parse() {
            Ok(number) => seconds = number,
            Err(_) if argument == BARE => bare = true,
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
        if bare {
            fuzz.args(["--sanitizer", "none"]);
        }
        if *needs_vault {
            fuzz.args(["--features", "vault"]);
        }
        let time = format!("-max_total_time={seconds}");
        // What was found before, which stays on this machine, and what it began with.
        let (corpus, seeds) = (format!("fuzz/corpus/{target}"), format!("fuzz/seeds/{target}"));
        fs::create_dir_all(machine.root.join(&corpus))?;
        fuzz.args([*target, &corpus]);
        if machine.root.join(&seeds).is_dir() {
            fuzz.arg(&seeds);
        }
        fuzz.args(["--", &time, "-rss_limit_mb=2048", "-timeout=20", "-print_final_stats=1"]);
        let executions = executions(&mut fuzz, target)?;
        // Read again each time: another run may have ended meanwhile.
        let path = machine.root.join(DOCUMENT);
        let mut sums = parsed(&fs::read_to_string(&path).unwrap_or_default());
        let sum = sums.entry((*target).to_owned()).or_default();
        sum.executions += executions;
        sum.seconds += seconds;
        fs::write(&path, document(&sums))?;
    }
    say(format!("Written: {DOCUMENT}"));
    Ok(ExitCode::SUCCESS)
}

/// Runs a target to its end, showing what it says, for how much it tried.
fn executions(fuzz: &mut Command, target: &str) -> Result<u64, Failure> {
    let mut running = fuzz
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|cause| Failure(format!("the fuzzer of {target} could not be run: {cause}")))?;
    let mut tried = None;
    for line in running.stderr.take().map(BufReader::new).into_iter().flat_map(BufRead::lines) {
        let line = line?;
        if let Some(count) = line.strip_prefix(TRIED) {
            tried = count.trim().parse().ok();
        }
        writeln!(std::io::stderr(), "{line}")?;
    }
    if !running.wait()?.success() {
        return Err(Failure(format!("{target} failed; what it was given lies in fuzz/artifacts/{target}")));
    }
    tried.ok_or_else(|| Failure(format!("the fuzzer of {target} did not say how much it tried")))
}

/// The sums a document holds; a line that is none of them is passed over.
fn parsed(document: &str) -> BTreeMap<String, Tried> {
    let line = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, target, executions, hours, _] = cells.as_slice() else { return None };
        let executions = executions.replace(',', "").parse().ok()?;
        let hours: f64 = hours.parse().ok()?;
        let seconds = (hours * 3600.0).round() as u64;
        let name = target.strip_prefix('`')?.strip_suffix('`')?;
        Some((name.to_owned(), Tried { executions, seconds }))
    };
    document.lines().filter_map(line).collect()
}

/// The document that holds these sums.
fn document(sums: &BTreeMap<String, Tried>) -> String {
    let mut text = HEAD.to_owned();
    for (target, tried) in sums {
        // Writing to a text cannot fail.
        let _ =
            writeln!(text, "| `{target}` | {} | {:.2} |", grouped(tried.executions), hours(tried.seconds));
    }
    let (executions, seconds) =
        sums.values().fold((0, 0), |(all, time), tried| (all + tried.executions, time + tried.seconds));
    let _ = writeln!(text, "| all | {} | {:.2} |", grouped(executions), hours(seconds));
    text
}

fn hours(seconds: u64) -> f64 {
    seconds as f64 / 3600.0
}

/// Digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let tried = |executions, seconds| Tried { executions, seconds };
        let sums: BTreeMap<_, _> =
            [("csv".to_owned(), tried(12_345_678, 5_400)), ("vcard".to_owned(), tried(999, 36))].into();
        let text = document(&sums);
        assert!(text.contains("| `csv` | 12,345,678 | 1.50 |"), "{text}");
        assert!(text.contains("| all | 12,346,677 | 1.51 |"), "{text}");
        assert_eq!(parsed(&text), sums);
    }
}
