//! `coverage`: how much of the core's code its tests run, crate by crate, and the floors below which this fails.
//!
//! Both runners write LCOV, and one reader sums it up: of each line with code whether any test ran it. Code of tests
//! counts for nothing: neither files of tests nor what stands behind `#[cfg(test)]` at the end of a file.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use crate::{
    install::{self, Tool},
    machine::{Failure, Machine, output, run, say},
};

/// What is measured, and the least share of its lines in percent that tests must run. This is the only place that
/// says so. The goal is 95 for each; a floor is what was reached, and is only ever raised.
const FLOORS: &[(&str, f64)] = &[
    ("kernel", 96.0),
    ("formats", 96.0),
    ("vault", 93.0),
    ("search", 96.0),
    ("feature", 91.0),
    ("people", 94.0),
    ("app", 85.0),
    (UI, 90.0),
];
/// The user interface among the crates.
const UI: &str = "ui";
/// Where the figures are written.
const DOCUMENT: &str = "docs/coverage.md";

const HEAD: &str = "\
# How much of the code the tests run

Written by `cargo xtask coverage`; the figures are those of its last run. It runs the tests of the core crates and the
journeys in `tests/` under LLVM's source-based coverage, those of the user interface under V8's, and fails below the
floors, which stand in `src-tauri/crates/xtask/src/coverage.rs`. The goal is 95 % for each; a floor is what was reached, and
is only ever raised.

";

const FOOT: &str = "
Counted are lines with code. Not counted: tests themselves, what only tests use (the test World, stories, the fake
client), and the generated client. What only the browser and desktop suites run, and programs that a crash test kills,
are not in the figures.
";

/// Measures the named half, or both; both together are written down.
pub fn coverage(machine: &Machine, arguments: &[String]) -> Result<ExitCode, Failure> {
    if let Some(unknown) = arguments.iter().find(|name| !["rust", UI].contains(&name.as_str())) {
        return Err(Failure(format!("there is no coverage of “{unknown}”; there are rust and ui")));
    }
    let wanted = |half: &str| arguments.is_empty() || arguments.iter().any(|name| name == half);
    let mut measured = Counts::new();
    if wanted("rust") {
        measured.extend(rust(machine)?);
    }
    if wanted(UI) {
        measured.extend(ui(machine)?);
    }
    print!("{}", table(&measured));
    if wanted("rust") && wanted(UI) {
        say(format!("Writing {DOCUMENT}"));
        fs::write(machine.root.join(DOCUMENT), document(&measured))?;
    }
    let low = below(&measured, FLOORS);
    for complaint in &low {
        eprintln!("{complaint}");
    }
    Ok(if low.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs the tests of the core crates and the journeys through all of them, instrumented.
fn rust(machine: &Machine) -> Result<Counts, Failure> {
    install::packages(machine, install::TO_BUILD)?;
    install::tool(machine, Tool::Nextest)?;
    install::tool(machine, Tool::LlvmCov)?;
    let report = report_at(machine, "rust.lcov")?;
    say("Running the tests of the core crates and the journeys, instrumented");
    let mut tests = machine.cargo();
    with_llvm(machine, &mut tests)?;
    // Only sources of packages that are named here come into the report.
    tests.args(["llvm-cov", "nextest", "--profile", "xtask", "-p", "satchel-tests"]);
    for (name, _) in FLOORS.iter().filter(|(name, _)| *name != UI) {
        tests.args(["-p", &format!("satchel-{name}")]);
    }
    run(tests.arg("--lcov").arg("--output-path").arg(&report))?;
    let counts = sum(&fs::read_to_string(report)?, |path| {
        let inside = path.strip_prefix(&machine.root).unwrap_or(path);
        let name = crate_of(inside)?;
        let code = fs::read_to_string(machine.root.join(inside)).ok()?;
        Some((name, tests_begin(&code)))
    });
    Ok(counts.into_iter().filter(|(name, _)| FLOORS.iter().any(|(wanted, _)| wanted == name)).collect())
}

/// Runs the page's tests. What counts there is said in `ui/vite.config.ts`.
fn ui(machine: &Machine) -> Result<Counts, Failure> {
    install::npm(machine, "ui")?;
    let report = report_at(machine, "lcov.info")?;
    let folder = report.parent().unwrap_or(Path::new("."));
    say("Running the user interface's tests, instrumented");
    let mut tests = machine.npx("ui");
    tests.args(["vitest", "run", "--coverage.enabled", "--coverage.reporter=lcovonly"]);
    run(tests.arg(format!("--coverage.reportsDirectory={}", folder.display())))?;
    Ok(sum(&fs::read_to_string(report)?, |_| Some((UI.into(), None))))
}

/// Where a report goes, with nothing there yet: an old one must not be taken for this one's.
fn report_at(machine: &Machine, name: &str) -> Result<PathBuf, Failure> {
    let folder = machine.target.join("reports/coverage");
    fs::create_dir_all(&folder)?;
    let report = folder.join(name);
    if report.exists() {
        fs::remove_file(&report)?;
    }
    Ok(report)
}

/// Tells cargo-llvm-cov which programs of LLVM read what the compiler's instrumentation writes: those of the toolchain,
/// or Debian's of the same major version.
fn with_llvm(machine: &Machine, command: &mut Command) -> Result<(), Failure> {
    let library = output(machine.program("rustc").args(["--print", "target-libdir"]))?;
    if Path::new(library.trim()).with_file_name("bin").join("llvm-cov").is_file() {
        return Ok(());
    }
    let version = output(machine.program("rustc").arg("-vV"))?;
    let major = llvm_major(&version).ok_or_else(|| {
        Failure("rustc does not say which LLVM it has; rustup component add llvm-tools".into())
    })?;
    install::packages(machine, &[&format!("llvm-{major}")])?;
    let (cov, profdata) = (format!("llvm-cov-{major}"), format!("llvm-profdata-{major}"));
    if !machine.has(&cov, &["--version"]) {
        return Err(Failure(format!("{cov} is missing; rustup component add llvm-tools brings it too")));
    }
    command.env("LLVM_COV", cov).env("LLVM_PROFDATA", profdata);
    Ok(())
}

fn llvm_major(version: &str) -> Option<u32> {
    let number = version.lines().find_map(|line| line.strip_prefix("LLVM version: "))?;
    number.split('.').next()?.parse().ok()
}

/// Lines with code, and those of them that a test ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    lines: u64,
    run: u64,
}

/// By crate.
type Counts = BTreeMap<String, Count>;

impl Count {
    fn percent(self) -> f64 {
        if self.lines == 0 { 0.0 } else { 100.0 * self.run as f64 / self.lines as f64 }
    }
}

/// The counts of an LCOV report. `belongs` says of a file to whom it counts, if to anybody, and in which line its tests
/// begin.
fn sum(report: &str, belongs: impl Fn(&Path) -> Option<(String, Option<u64>)>) -> Counts {
    let mut counts = Counts::new();
    let mut file = None;
    for line in report.lines() {
        if let Some(path) = line.strip_prefix("SF:") {
            file = belongs(Path::new(path));
        } else if let (Some(data), Some((name, tests))) = (line.strip_prefix("DA:"), &file)
            && let Some((number, times)) = numbers(data)
            && tests.is_none_or(|begin| number < begin)
        {
            let count = counts.entry(name.clone()).or_default();
            count.lines += 1;
            count.run += u64::from(times > 0);
        }
    }
    counts
}

/// The number of a line and how often it was run; a checksum may follow.
fn numbers(data: &str) -> Option<(u64, u64)> {
    let mut parts = data.split(',');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// The crate whose code a file is; none for files of tests and of what only tests use.
fn crate_of(path: &Path) -> Option<String> {
    let path = path.to_string_lossy().replace('\\', "/");
    let (name, inside) = path.strip_prefix("src-tauri/crates/")?.split_once("/src/")?;
    let is_test = |part: &str| matches!(part, "tests" | "tests.rs" | "world" | "world.rs");
    (!inside.split('/').any(is_test)).then(|| name.to_owned())
}

/// The line from which on a file holds tests.
fn tests_begin(code: &str) -> Option<u64> {
    let mut begin = None;
    for (number, line) in (1..).zip(code.lines()) {
        let line = line.trim();
        if line == "#[cfg(test)]" {
            begin = Some(number);
        } else if begin.is_some() && line.starts_with("mod ") && line.ends_with('{') {
            return begin;
        } else if !line.starts_with("#[") {
            begin = None;
        }
    }
    None
}

/// What is below its floor, or was not measured at all though others of its half were.
fn below(measured: &Counts, floors: &[(&str, f64)]) -> Vec<String> {
    let rust = measured.keys().any(|name| name != UI);
    let meant = |name: &str| if name == UI { measured.contains_key(UI) || !rust } else { rust };
    floors
        .iter()
        .filter(|(name, _)| meant(name))
        .filter_map(|(name, floor)| {
            let percent = measured.get(*name).map_or(0.0, |count| count.percent());
            (percent < *floor)
                .then(|| format!("{name}: {percent:.1} % of the lines are run by tests, below {floor} %"))
        })
        .collect()
}

fn table(measured: &Counts) -> String {
    let mut text = String::from(
        "| part | lines with code | run by tests | share | floor |\n| --- | --: | --: | --: | --: |\n",
    );
    for (name, floor) in FLOORS {
        let Some(count) = measured.get(*name) else { continue };
        let _ = writeln!(
            text,
            "| `{name}` | {} | {} | {:.1} % | {floor} % |",
            count.lines,
            count.run,
            count.percent()
        );
    }
    text
}

fn document(measured: &Counts) -> String {
    format!("{HEAD}{}{FOOT}", table(measured))
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "\
TN:
SF:/w/src-tauri/crates/kernel/src/money.rs
FN:3,add
DA:3,7
DA:4,7
DA:5,0
DA:9,1
LF:4
LH:3
end_of_record
SF:/w/src-tauri/crates/kernel/src/money/tests.rs
DA:1,0
end_of_record
SF:/w/src-tauri/crates/vault/src/lib.rs
DA:10,0,abc
DA:11,2
end_of_record
SF:/elsewhere/registry/serde/src/lib.rs
DA:1,0
end_of_record
";

    fn counts() -> Counts {
        sum(REPORT, |path| {
            let name = crate_of(path.strip_prefix("/w").ok()?)?;
            // The tests of money.rs begin in line 8.
            Some((name.clone(), (name == "kernel").then_some(8)))
        })
    }

    // covers(QA-1)
    #[test]
    fn a_report_is_summed_up_by_crate_without_its_tests() {
        let counts = counts();
        assert_eq!(counts["kernel"], Count { lines: 3, run: 2 });
        assert_eq!(counts["vault"], Count { lines: 2, run: 1 });
        assert_eq!(counts.len(), 2, "neither tests nor other people's code: {counts:?}");
    }

    // covers(QA-1)
    #[test]
    fn the_gate_is_red_below_a_floor_and_where_nothing_was_measured() {
        let floors = [("kernel", 66.0), ("vault", 50.0), (UI, 90.0)];
        assert!(below(&counts(), &floors).is_empty(), "the user interface was not asked for");
        let floors = [("kernel", 67.0), ("vault", 50.0), ("search", 1.0)];
        let low = below(&counts(), &floors);
        assert_eq!(low.len(), 2, "{low:?}");
        assert!(low[0].starts_with("kernel: 66.7 %") && low[1].starts_with("search: 0.0 %"), "{low:?}");
        let page = Counts::from([(UI.to_owned(), Count { lines: 10, run: 8 })]);
        assert_eq!(below(&page, &[("kernel", 95.0), (UI, 90.0)]).len(), 1);
        assert_eq!(below(&Counts::new(), &[(UI, 90.0)]).len(), 1, "an empty report is no pass");
    }

    // covers(QA-1)
    #[test]
    fn only_tests_at_the_end_of_a_file_are_cut_off() {
        assert_eq!(tests_begin("fn a() {}\n\n#[cfg(test)]\n#[allow(dead_code)]\nmod tests {\n}\n"), Some(3));
        assert_eq!(tests_begin("#[cfg(test)]\nmod tests;\nfn a() {}\n"), None);
        assert_eq!(tests_begin("#[cfg(test)]\nfn b() {}\nmod inner {\n}\n"), None);
        assert_eq!(crate_of(Path::new("src-tauri/crates/feature/src/world/mod.rs")), None);
        assert_eq!(crate_of(Path::new("tests/src/journey.rs")), None);
        assert_eq!(llvm_major("rustc 1.95.0\nhost: x\nLLVM version: 22.1.2\n"), Some(22));
    }

    // covers(QA-1)
    #[test]
    fn the_document_names_every_part_with_its_floor() {
        let all =
            FLOORS.iter().map(|(name, _)| ((*name).to_owned(), Count { lines: 200, run: 199 })).collect();
        let text = document(&all);
        for (name, floor) in FLOORS {
            assert!(
                text.contains(&format!("| `{name}` | 200 | 199 | 99.5 % | {floor} % |")),
                "{name}: {text}"
            );
        }
    }
}
