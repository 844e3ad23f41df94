//! `cargo xtask bench`: what Satchel takes on this machine, beside what its parts would take alone.
//!
//! Every step runs in a process of its own, so that its memory is its own; what a step found comes back as one line
//! of JSON. Questions are never asked twice, answers are held against the reference evaluator or a plain scan of
//! the same records, and the first, cold one is shown beside the percentiles. Nothing here fails when it is slow:
//! `docs/benchmarks.md` says what was measured, on which machine, under which load.

mod day;
mod duplicates;
mod edit;
mod fill;
mod floor;
mod imports;
mod lists;
mod machine;
mod peers;
mod report;
mod rows;
mod samples;
mod search;
mod start;
mod vault;
mod window;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use serde_json::{Value, json};

/// Whatever went wrong ends the run; there is nobody to handle it.
type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

const USAGE: &str = "\
satchel-bench [--sizes 10000,100000] [--samples 40] [--folder DIR] [--out FILE] [--json FILE] [--peers]
              [--febrl DIR]
  --sizes    how many people, one world each; at least 1000
  --samples  questions per kind of question
  --folder   where the vaults are made and left; a temporary folder otherwise
  --out      the report, docs/benchmarks.md unless said otherwise
  --json     everything that was found, for comparing runs
  --peers    other programs that keep people too, those that are installed
  --febrl    where the FEBRL sets lie; without them duplicates are looked for in the generator's files only
satchel-bench duplicates [--febrl DIR] [--out FILE]
  how well duplicates are found, in place of what the report said of it before
";

/// What the command line asks for.
struct Options {
    sizes: Vec<u64>,
    samples: u64,
    folder: Option<PathBuf>,
    out: PathBuf,
    json: Option<PathBuf>,
    peers: bool,
    febrl: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.split_first() {
        Some((verb, rest)) if verb == "step" => step(rest),
        Some((verb, rest)) if verb == "duplicates" => told_twice(rest),
        _ => options(&arguments).and_then(|options| suite(&options)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// How well duplicates are found, put into the report; see [`duplicates`].
fn told_twice(arguments: &[String]) -> Fallible<()> {
    let options = options(arguments)?;
    let world = tempfile::tempdir()?;
    let found = duplicates::measure(options.febrl.as_deref(), world.path())?;
    let text = report::with_twice(&std::fs::read_to_string(&options.out)?, &found);
    writeln!(std::io::stdout(), "{}", report::twice(&found))?;
    std::fs::write(&options.out, text)?;
    Ok(())
}

/// Says something to whoever watches.
fn tell(words: &str) {
    // Nobody watching is fine.
    let _ = writeln!(std::io::stderr(), "{words}");
}

fn options(arguments: &[String]) -> Fallible<Options> {
    let mut options = Options {
        sizes: vec![10_000, 100_000],
        samples: 40,
        folder: None,
        out: Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/benchmarks.md"),
        json: None,
        peers: false,
        febrl: None,
    };
    let mut arguments = arguments.iter();
    while let Some(name) = arguments.next() {
        if name == "--peers" {
            options.peers = true;
            continue;
        }
        let value = arguments.next().ok_or(USAGE)?;
        match name.as_str() {
            "--sizes" => {
                options.sizes = value.split(',').map(str::parse).collect::<Result<_, _>>()?;
                if options.sizes.iter().any(|size| *size < 1_000) {
                    return Err(USAGE.into());
                }
            }
            "--samples" => options.samples = value.parse()?,
            "--folder" => options.folder = Some(value.into()),
            "--out" => options.out = value.into(),
            "--json" => options.json = Some(value.into()),
            "--febrl" => options.febrl = Some(value.into()),
            _ => return Err(USAGE.into()),
        }
    }
    Ok(options)
}

/// Every step for every size, then the report.
fn suite(options: &Options) -> Fallible<()> {
    let temporary = tempfile::tempdir()?;
    let folder = options.folder.clone().unwrap_or_else(|| temporary.path().to_owned());
    let machine = machine::describe();
    let mut worlds = Vec::new();
    for size in &options.sizes {
        let world = folder.join(size.to_string());
        std::fs::create_dir_all(&world)?;
        let mut found = serde_json::Map::new();
        found.insert("people".into(), json!(size));
        let samples = options.samples.to_string();
        // The floor directly after its import, so that both meet the same machine.
        for (step, wants) in [
            ("write", vec![]),
            ("import", vec!["google.csv", "csv"]),
            ("floor", vec!["csv"]),
            ("again", vec!["google.csv", "csv"]),
            ("import", vec!["mixed.vcf", "vcard"]),
            ("floor", vec!["vcard"]),
            ("lists", vec!["csv", &samples]),
            ("record", vec!["csv", &samples]),
            ("search", vec!["csv", &samples]),
            ("edit", vec!["csv", &samples]),
            ("busy", vec!["mixed.vcf", "csv"]),
            ("fill", vec!["csv"]),
            ("day", vec!["csv", &samples]),
            ("duplicates", vec!["csv"]),
            ("start", vec!["vcard"]),
            ("window", vec!["google.csv"]),
            ("peers", vec!["mixed.vcf", &samples]),
        ] {
            if step == "peers" && !options.peers {
                continue;
            }
            let name = if wants.len() > 1 && step == "import" || step == "floor" {
                format!("{step} {}", wants.last().unwrap_or(&""))
            } else {
                step.to_owned()
            };
            tell(&format!("{size} people: {name}"));
            let before = machine::load();
            let mut result = spawn(step, &world, *size, &wants)?;
            if let Value::Object(result) = &mut result {
                result.insert("load".into(), json!([before, machine::load()]));
            }
            found.insert(name, result);
        }
        worlds.push(Value::Object(found));
    }
    tell("duplicates of known people");
    let world = tempfile::tempdir()?;
    let twice = duplicates::measure(options.febrl.as_deref(), world.path())?;
    let found = json!({ "machine": machine, "worlds": worlds, "duplicates": twice });
    if let Some(path) = &options.json {
        std::fs::write(path, serde_json::to_vec_pretty(&found)?)?;
    }
    let text = report::markdown(&found);
    writeln!(std::io::stdout(), "{text}")?;
    std::fs::write(&options.out, text)?;
    tell(&format!("written: {}", options.out.display()));
    Ok(())
}

fn spawn(step: &str, world: &Path, size: u64, wants: &[&str]) -> Fallible<Value> {
    let output = Command::new(std::env::current_exe()?)
        .args(["step", step])
        .arg(world)
        .arg(size.to_string())
        .args(wants)
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(format!("the step {step} ended with {}", output.status).into());
    }
    let text = String::from_utf8(output.stdout)?;
    let line = text.lines().last().ok_or("the step said nothing")?;
    Ok(serde_json::from_str(line)?)
}

/// One step, in this process.
fn step(arguments: &[String]) -> Fallible<()> {
    let mut arguments = arguments.iter().map(String::as_str);
    let mut next = || arguments.next().ok_or(USAGE);
    let (name, world, size) = (next()?, PathBuf::from(next()?), next()?.parse()?);
    let result = match name {
        "write" => imports::write(&world, size)?,
        "import" => imports::import(&world, next()?, next()?)?,
        "again" => imports::again(&world, next()?, next()?)?,
        "busy" => imports::busy(&world, next()?, next()?)?,
        "floor" => floor::measure(&world, next()?)?,
        "lists" => lists::measure(&world, size, next()?, next()?.parse()?)?,
        "record" => rows::measure(&world, next()?, next()?.parse()?)?,
        "search" => search::measure(&world, size, next()?, next()?.parse()?)?,
        "edit" => edit::measure(&world, next()?, next()?.parse()?)?,
        "fill" => fill::fill(&world, size, next()?)?,
        "day" => day::measure(&world, size, next()?, next()?.parse()?)?,
        "duplicates" => duplicates::look(&world, next()?)?,
        "start" => start::measure(&world, next()?)?,
        "window" => window::measure(&world.join(next()?))?,
        "peers" => peers::measure(&world.join(next()?), next()?)?,
        _ => return Err(USAGE.into()),
    };
    writeln!(std::io::stdout(), "{result}")?;
    Ok(())
}
