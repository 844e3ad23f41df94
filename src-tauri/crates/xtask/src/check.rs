//! `check`: everything that can be said about the sources without running them.

use std::{
    fs,
    process::{Command, ExitCode, Stdio},
    thread,
    time::Instant,
};

use crate::{
    build::WHOLE,
    generate, install, layers, links,
    machine::{Failure, Machine, output, run_quietly, say},
    screens, secrets, source_rules,
    tally::Tally,
};

type Check = fn(&Machine) -> Result<bool, Failure>;

/// What is asked of everything and of the Rust sources; quick ones first.
const CHECKS: &[(&str, Check)] = &[
    ("fmt", |machine| run_quietly(machine.cargo().args(["fmt", "--check"]))),
    ("rules", sources),
    ("secrets", no_secrets),
    ("layers", |machine| Ok(nothing_of(layers::broken(machine)?))),
    ("links", |machine| Ok(nothing_of(links::broken(machine)?))),
    ("documents", generate::documents_are_current),
    ("clippy", |machine| clippy(machine, &["--all-targets"])),
    // `--all-targets` leaves out the shell's tests, which a workspace build must not link.
    ("clippy-shell", |machine| clippy(machine, &["--lib", "--profile", "test"])),
    ("contract", generate::contract_is_current),
    ("deny", dependencies),
];

/// What is asked of the page. These use one core each and go on beside the others, whose compilers wait for each other.
const OF_THE_PAGE: &[(&str, Check)] = &[
    ("prettier", |machine| script(machine, "format:check")),
    ("eslint", |machine| script(machine, "lint")),
    ("types", |machine| script(machine, "typecheck")),
    // The feature that `cargo xtask feature` would write now.
    ("example", screens::example_is_current),
];

/// Runs the named checks, or all, whatever the others find.
pub fn check(machine: &Machine, arguments: &[String]) -> Result<ExitCode, Failure> {
    let known = || CHECKS.iter().chain(OF_THE_PAGE).map(|(name, _)| *name);
    if let Some(unknown) = arguments.iter().find(|asked| !known().any(|name| name == *asked)) {
        let names: Vec<&str> = known().collect();
        return Err(Failure(format!("there is no check “{unknown}”; there are {}", names.join(", "))));
    }
    install::packages(machine, &[install::TO_BUILD, install::TO_BUILD_DESKTOP].concat())?;
    install::npm(machine, "ui")?;

    let (sum, left_out) = thread::scope(|scope| {
        let page = scope.spawn(|| in_turn(machine, arguments, OF_THE_PAGE));
        let (mut sum, left_out) = in_turn(machine, arguments, CHECKS);
        let (of_the_page, _) = page.join().unwrap_or((Tally::BROKEN, 0));
        sum += of_the_page;
        (sum, left_out)
    });
    match left_out {
        0 => println!("{sum}"),
        _ => println!("{sum}, {left_out} not checked"),
    }
    Ok(if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs those of these that are asked for, one after the other; how many were left out.
fn in_turn(machine: &Machine, arguments: &[String], checks: &[(&str, Check)]) -> (Tally, u64) {
    let (mut sum, mut left_out) = (Tally::default(), 0);
    for (name, held) in
        checks.iter().filter(|(name, _)| arguments.is_empty() || arguments.iter().any(|a| a == name))
    {
        if *name == "deny" && !machine.has("cargo-deny", &["--version"]) && !demanded(arguments) {
            say(format!(
                "deny: NOT CHECKED, cargo-deny is missing. `cargo xtask check deny` builds it once, which takes some \
                 minutes; or: cargo install --locked cargo-deny --version {}",
                install::DENY
            ));
            left_out += 1;
            continue;
        }
        let began = Instant::now();
        let held = held(machine).unwrap_or_else(|failure| {
            eprintln!("error: {failure}");
            false
        });
        say(format!("{name}: {} in {} s", if held { "ok" } else { "failed" }, began.elapsed().as_secs()));
        sum += if held { Tally { passed: 1, failed: 0 } } else { Tally::BROKEN };
    }
    (sum, left_out)
}

/// Whether what takes long to build is built: by the CI, and by whoever asks for it by name.
fn demanded(arguments: &[String]) -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty())
        || arguments.iter().any(|name| name == "deny")
}

fn dependencies(machine: &Machine) -> Result<bool, Failure> {
    install::tool(machine, install::Tool::Deny)?;
    let deny = |what: &[&str]| {
        let mut command = machine.cargo();
        command.args(["deny", "--log-level", "error"]).args(what);
        command
    };
    let held = run_quietly(&mut deny(&["check", "bans", "licenses", "sources"]))?;
    // The list of known vulnerabilities is fetched from a network that may not be there.
    if !run_quietly(deny(&["fetch", "db"]).stderr(Stdio::null()))? {
        say("deny: known vulnerabilities NOT CHECKED, their list cannot be fetched");
        return Ok(held);
    }
    Ok(run_quietly(&mut deny(&["check", "advisories"]))? && held)
}

fn clippy(machine: &Machine, what: &[&str]) -> Result<bool, Failure> {
    run_quietly(
        machine.cargo().args(["clippy", "--quiet"]).args(WHOLE).args(what).args(["--", "-D", "warnings"]),
    )
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

/// Says what was found; whether that was nothing.
fn nothing_of(found: Vec<String>) -> bool {
    found.iter().for_each(|one| eprintln!("{one}"));
    found.is_empty()
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
