//! The example as a whole: a copy of this checkout gets the feature that `cargo xtask feature` writes now, and everything
//! that comes with it is run there, in Rust, on the page and in a browser. `check example` looks at less, and quickly; this
//! builds the program once more, so it is run by whoever asks for it: `cargo xtask test example`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::build::{self, Profile};
use crate::install::{self, Tool};
use crate::machine::{Failure, Machine, run, run_quietly, say};
use crate::screens::linked;
use crate::tally::Tally;
use crate::{check, feature, test};

const ASKED: [&str; 2] = ["site_survey", "Begehung/Begehungen"];
const PLURAL: &str = "site_surveys";
/// What an earlier run wrote beside the copied files.
const WRITTEN: &str = ".example-files";

/// Runs everything the feature brings; all of it counts.
///
/// # Errors
/// The copy cannot be written, the feature finds no place in it, or a runner cannot be started.
pub fn whole(machine: &Machine) -> Result<Tally, Failure> {
    install::packages(machine, &[install::TO_BUILD, install::TO_TEST_BROWSER].concat())?;
    install::tool(machine, Tool::Nextest)?;
    install::npm(machine, "ui")?;
    install::npm(machine, "tests/browser")?;
    let copy = copied(machine)?;
    say("Writing the feature into the copy");
    feature::feature(&copy, &ASKED.map(str::to_owned))?;
    run(copy.cargo().args(["xtask", "generate"]))?;

    say("Running the feature's Rust tests and its journey");
    let mut tally =
        test::nextest(&copy, &["-E", "package(satchel-people) + package(satchel-tests)", PLURAL])?;
    say("Running the feature's tests of the page");
    let report = test::fresh_report(&copy, "vitest.json")?;
    let mut vitest = copy.npx("ui");
    vitest.args(["vitest", "run", "--reporter=default", "--reporter=json"]);
    vitest.arg(format!("--outputFile.json={}", report.display())).arg(format!("src/features/{PLURAL}"));
    let ended_well = run_quietly(&mut vitest)?;
    tally += test::counted(&report, Tally::vitest).of_runner(ended_well);

    build::ui(&copy)?;
    build::cli(&copy, Profile::Debug)?;
    say("Running the feature's journey in a browser");
    tally += test::playwright(&copy, &[&format!("{PLURAL}.spec.ts")])?;
    Ok(tally)
}

/// The checkout as it is, with what belongs to a build of its own; what did not change since an earlier run keeps its
/// age, so that little is built again.
fn copied(machine: &Machine) -> Result<Machine, Failure> {
    let root = machine.target.join("example-whole");
    fs::create_dir_all(&root)?;
    let before = fs::read_to_string(root.join(WRITTEN)).unwrap_or_default();
    let files = check::files(machine)?;
    for old in before.lines().filter(|old| !files.iter().any(|name| name == old)) {
        let old = root.join(old);
        if old.is_file() {
            fs::remove_file(old)?;
        }
    }
    for name in &files {
        let (from, to) = (machine.root.join(name), root.join(name));
        let Ok(bytes) = fs::read(&from) else { continue };
        if fs::read(&to).is_ok_and(|there| there == bytes) {
            continue;
        }
        fs::create_dir_all(to.parent().unwrap_or(&root))?;
        fs::write(to, bytes)?;
    }
    // The folder that a feature finds in its place is the one of an earlier run.
    let folder = root.join(format!("src-tauri/crates/people/src/{PLURAL}"));
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let copy = Machine { target: root.join("target"), root };
    for modules in ["ui/node_modules", "tests/browser/node_modules"] {
        linked(&machine.root.join(modules), &copy.root.join(modules))?;
    }
    fs::create_dir_all(&copy.target)?;
    linked(&machine.tools(), &copy.tools())?;
    if !copy.root.join(".git").exists() {
        run(copy.program("git").args(["init", "--quiet"]))?;
    }
    let written = feature::Feature::of(&copy.root, &ASKED.map(str::to_owned))?.files(&copy.root)?;
    let names: Vec<PathBuf> = written
        .iter()
        .filter_map(|(path, _)| path.strip_prefix(&copy.root).ok().map(Path::to_path_buf))
        .collect();
    let lines: Vec<String> =
        names.iter().map(|name| name.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")).collect();
    fs::write(copy.root.join(WRITTEN), lines.join("\n"))?;
    Ok(copy)
}
