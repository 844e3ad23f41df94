//! `check`: everything that can be said about the sources without running them.

use std::{
    fs,
    process::{Command, ExitCode},
};

use crate::{
    generate, install,
    machine::{Failure, Machine, output, run_quietly, say},
    secrets, source_rules,
    tally::Tally,
};

/// Runs every check, whatever the others find.
pub fn check(machine: &Machine, arguments: &[String]) -> Result<ExitCode, Failure> {
    if let Some(unknown) = arguments.first() {
        return Err(Failure(format!("check takes nothing, and not “{unknown}”")));
    }
    install::packages(machine, &[install::TO_BUILD, install::TO_BUILD_DESKTOP].concat())?;
    install::npm(machine, "ui")?;

    let mut sum = Tally::default();
    let mut one = |name: &str, held: Result<bool, Failure>| {
        let held = held.unwrap_or_else(|failure| {
            eprintln!("error: {failure}");
            false
        });
        say(format!("{name}: {}", if held { "ok" } else { "failed" }));
        sum += if held { Tally { passed: 1, failed: 0 } } else { Tally::BROKEN };
    };

    one("formatting of Rust", run_quietly(machine.cargo().args(["fmt", "--check"])));
    one("rules of this code base", sources(machine));
    one("secrets", no_secrets(machine));
    one("generated documents", generate::documents_are_current(machine));
    one("formatting of the user interface", script(machine, "format:check"));
    one("lint of the user interface", script(machine, "lint"));
    one("types of the user interface", script(machine, "typecheck"));
    one("clippy", clippy(machine, &["--workspace", "--all-targets"]));
    // `--all-targets` leaves out the shell's tests, which a workspace build must not link.
    one(
        "clippy on the shell's tests",
        clippy(machine, &["-p", "satchel-desktop", "--lib", "--profile", "test"]),
    );
    one("API contract", generate::contract_is_current(machine));
    if machine.has("cargo-deny", &["--version"]) {
        one(
            "licences and advisories",
            run_quietly(machine.cargo().args(["deny", "--log-level", "error", "check"])),
        );
    } else {
        say("licences and advisories: not checked, cargo-deny is not installed here");
    }
    println!("{sum}");
    Ok(if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn clippy(machine: &Machine, what: &[&str]) -> Result<bool, Failure> {
    run_quietly(machine.cargo().args(["clippy", "--quiet"]).args(what).args(["--", "-D", "warnings"]))
}

fn script(machine: &Machine, name: &str) -> Result<bool, Failure> {
    run_quietly(machine.npm("ui").args(["run", "--silent", name]))
}

fn sources(machine: &Machine) -> Result<bool, Failure> {
    let mut held = true;
    for path in files(machine)? {
        if source_rules::names_nothing(&path) {
            eprintln!("{path}: the folder's name says nothing about what is in it");
            held = false;
        }
        let Ok(text) = fs::read_to_string(machine.root.join(&path)) else { continue };
        for broken in source_rules::look(&path, &text) {
            eprintln!("{path}, {broken}");
            held = false;
        }
    }
    Ok(held)
}

fn no_secrets(machine: &Machine) -> Result<bool, Failure> {
    let mut held = true;
    for path in files(machine)? {
        for found in secrets::scan_file(&machine.root.join(&path)) {
            eprintln!("{path}, {found}");
            held = false;
        }
    }
    Ok(held)
}

/// Every file git knows or would add, with `/` between folders.
pub fn files(machine: &Machine) -> Result<Vec<String>, Failure> {
    let mut list: Command = machine.program("git");
    list.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let names = output(&mut list)?;
    Ok(names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect())
}
