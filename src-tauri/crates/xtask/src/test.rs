//! `test`: every runner, one after the other, and one closing line with the sum.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
    time::Instant,
};

use crate::{
    build::{self, Profile},
    example,
    install::{self, Tool},
    machine::{Failure, Machine, run_quietly, say},
    soak::{SEED, USUAL_SEED},
    tally::Tally,
};

type Stage = fn(&Machine) -> Result<Tally, Failure>;

const STAGES: &[(&str, Stage)] = &[("rust", rust), ("ui", ui), ("browser", browser), ("desktop", desktop)];

/// What is run only by name, as it builds the program once more.
const BY_NAME: &[(&str, Stage)] = &[("example", example::whole)];

/// Runs the named stages, or all.
pub fn test(machine: &Machine, arguments: &[String]) -> Result<ExitCode, Failure> {
    let known = |name: &String| STAGES.iter().chain(BY_NAME).any(|(stage, _)| stage == name);
    if let Some(unknown) = arguments.iter().find(|name| !known(name)) {
        return Err(Failure(format!(
            "there are no tests called “{unknown}”; there are rust, ui, browser, desktop and example"
        )));
    }
    let named = |name: &str| arguments.iter().any(|argument| argument == name);
    let mut sum = Tally::default();
    let stages = STAGES.iter().filter(|(name, _)| arguments.is_empty() || named(name));
    for (name, stage) in stages.chain(BY_NAME.iter().filter(|(name, _)| named(name))) {
        // What goes wrong before a runner starts is a failure of that stage; the others are still worth knowing.
        let began = Instant::now();
        let tally = stage(machine).unwrap_or_else(|failure| {
            eprintln!("error: {failure}");
            Tally::BROKEN
        });
        say(format!("{name}: {tally} in {} s", began.elapsed().as_secs()));
        sum += tally;
    }
    println!("{sum}");
    Ok(if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Everything in Rust but the shell, which alone needs WebKit.
fn rust(machine: &Machine) -> Result<Tally, Failure> {
    install::packages(machine, install::TO_BUILD)?;
    install::tool(machine, Tool::Nextest)?;
    say("Running the Rust tests");
    nextest(machine, &[])
}

/// The page's own tests, without a browser.
fn ui(machine: &Machine) -> Result<Tally, Failure> {
    install::npm(machine, "ui")?;
    say("Running the user interface's unit tests");
    let report = fresh_report(machine, "vitest.json")?;
    let mut vitest = machine.npx("ui");
    vitest.args(["vitest", "run", "--reporter=default", "--reporter=json"]);
    vitest.arg(format!("--outputFile.json={}", report.display()));
    let ended_well = run_quietly(&mut vitest)?;
    Ok(counted(&report, Tally::vitest).of_runner(ended_well))
}

/// The served app in a real browser.
fn browser(machine: &Machine) -> Result<Tally, Failure> {
    install::packages(machine, &[install::TO_BUILD, install::TO_TEST_BROWSER].concat())?;
    build::ui(machine)?;
    build::cli(machine, Profile::Debug)?;
    install::npm(machine, "tests/browser")?;
    say("Running the browser tests");
    playwright(machine, &[])
}

/// What Playwright makes of these files of tests, or of all.
pub fn playwright(machine: &Machine, files: &[&str]) -> Result<Tally, Failure> {
    let report = fresh_report(machine, "playwright.json")?;
    let mut playwright = machine.npx("tests/browser");
    playwright
        .args(["playwright", "test", "--reporter=line,json"])
        .args(files)
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report)
        .env("SATCHEL_BIN", machine.binary("debug", "satchel"))
        .env("SATCHEL_UI", machine.root.join("ui/dist"));
    let ended_well = run_quietly(&mut playwright)?;
    Ok(counted(&report, Tally::playwright).of_runner(ended_well))
}

/// The shell's own tests, then the real window on a screen nobody sees.
fn desktop(machine: &Machine) -> Result<Tally, Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure("the desktop tests run on Linux only".into()));
    }
    let packages = [install::TO_BUILD, install::TO_BUILD_DESKTOP, install::TO_TEST_DESKTOP].concat();
    install::packages(machine, &packages)?;
    install::tool(machine, Tool::Nextest)?;
    install::tool(machine, Tool::TauriDriver)?;
    build::ui(machine)?;
    say("Running the desktop shell's tests");
    let mut tally = nextest(machine, &["--lib", "-E", "package(satchel-desktop)"])?;
    build::cli(machine, Profile::Debug)?;
    build::desktop(machine, Profile::Debug)?;

    let shots = machine.target.join("screenshots/desktop");
    say(format!("Driving the desktop app's window; screenshots go to {}", shots.display()));
    let mut node = machine.program("node");
    // One desk after the other: each has a screen, a bus and an app of its own, and two cores are few.
    node.args(["--test", "--test-concurrency=1", "--test-reporter=tap", "tests/desktop/"])
        .env("SATCHEL_DESKTOP", machine.binary("debug", "satchel-desktop"))
        .env("SATCHEL_BIN", machine.binary("debug", "satchel"))
        .env("TAURI_DRIVER", machine.tauri_driver())
        .env("SATCHEL_SHOTS", shots)
        .stdout(Stdio::piped());
    let (report, ended_well) = run_and_keep(&mut node)?;
    tally += Tally::tap(&report).unwrap_or_default().of_runner(ended_well);
    Ok(tally)
}

/// Runs nextest on everything, or on less by `arguments`, and reads its JUnit report, which `.config/nextest.toml` asks for. Nextest keeps its reports in the
/// checkout, wherever cargo builds. Property tests draw the same every time, unless a seed is given.
pub fn nextest(machine: &Machine, arguments: &[&str]) -> Result<Tally, Failure> {
    let report = machine.root.join("target/nextest/xtask/junit.xml");
    // A report of an earlier run must not be taken for this one's.
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let mut nextest = machine.cargo();
    nextest.args(["nextest", "run", "--profile", "xtask"]).args(build::WHOLE).args(arguments);
    if std::env::var_os(SEED).is_none() {
        nextest.env(SEED, USUAL_SEED);
    }
    let ended_well = run_quietly(&mut nextest)?;
    Ok(counted(&report, Tally::junit).of_runner(ended_well))
}

/// Where a runner writes its report, with nothing there yet.
pub fn fresh_report(machine: &Machine, name: &str) -> Result<PathBuf, Failure> {
    let folder = machine.target.join("reports");
    fs::create_dir_all(&folder)?;
    let report = folder.join(name);
    if report.exists() {
        fs::remove_file(&report)?;
    }
    Ok(report)
}

pub fn counted(report: &PathBuf, read: fn(&str) -> Option<Tally>) -> Tally {
    fs::read_to_string(report).ok().and_then(|report| read(&report)).unwrap_or_default()
}

/// Runs a program, showing what it prints and keeping it.
fn run_and_keep(command: &mut Command) -> Result<(String, bool), Failure> {
    let mut child = command.spawn()?;
    let mut kept = String::new();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            println!("{line}");
            kept.push_str(&line);
            kept.push('\n');
        }
    }
    Ok((kept, child.wait()?.success()))
}
