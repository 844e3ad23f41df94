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

type Check = fn(&Machine) -> Result<bool, Failure>;

/// Quick ones first.
const CHECKS: &[(&str, Check)] = &[
    ("fmt", |machine| run_quietly(machine.cargo().args(["fmt", "--check"]))),
    ("rules", sources),
    ("secrets", no_secrets),
    ("documents", generate::documents_are_current),
    ("prettier", |machine| script(machine, "format:check")),
    ("eslint", |machine| script(machine, "lint")),
    ("types", |machine| script(machine, "typecheck")),
    ("clippy", |machine| clippy(machine, &["--workspace", "--all-targets"])),
    // `--all-targets` leaves out the shell's tests, which a workspace build must not link.
    ("clippy-shell", |machine| clippy(machine, &["-p", "satchel-desktop", "--lib", "--profile", "test"])),
    ("contract", generate::contract_is_current),
    ("deny", |machine| run_quietly(machine.cargo().args(["deny", "--log-level", "error", "check"]))),
];

/// Runs the named checks, or all, whatever the others find.
pub fn check(machine: &Machine, arguments: &[String]) -> Result<ExitCode, Failure> {
    if let Some(unknown) = arguments.iter().find(|name| !CHECKS.iter().any(|(check, _)| check == name)) {
        let names: Vec<&str> = CHECKS.iter().map(|(name, _)| *name).collect();
        return Err(Failure(format!("there is no check “{unknown}”; there are {}", names.join(", "))));
    }
    install::packages(machine, &[install::TO_BUILD, install::TO_BUILD_DESKTOP].concat())?;
    install::npm(machine, "ui")?;

    let mut sum = Tally::default();
    for (name, held) in
        CHECKS.iter().filter(|(name, _)| arguments.is_empty() || arguments.iter().any(|a| a == name))
    {
        if *name == "deny" && !machine.has("cargo-deny", &["--version"]) {
            say("deny: left out, cargo-deny is not installed here");
            continue;
        }
        let held = held(machine).unwrap_or_else(|failure| {
            eprintln!("error: {failure}");
            false
        });
        say(format!("{name}: {}", if held { "ok" } else { "failed" }));
        sum += if held { Tally { passed: 1, failed: 0 } } else { Tally::BROKEN };
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
