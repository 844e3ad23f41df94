//! `cargo xtask`: what a person or the CI does with this repository, on a fresh machine too.
//!
//! Every verb installs what it misses, says in one line what it does, and can be repeated. Nothing here is part of
//! the program.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool speaks on its streams")]

mod build;
mod check;
mod coverage;
mod example;
mod feature;
mod fuzz;
mod generate;
mod install;
mod layers;
mod links;
mod machine;
mod package;
mod place;
mod screens;
mod secrets;
mod soak;
mod source_rules;
mod start;
mod tally;
mod test;

use std::process::ExitCode;

use machine::{Failure, Machine};

const USAGE: &str = "\
cargo xtask start [--debug] [-- FILE...]   build and open the app (without a display: serve it), import FILEs first
cargo xtask test [rust|ui|browser|desktop] run the tests, all of them unless some are named; example only by name
cargo xtask check [NAME...]                formatting, lints, types, licences, secrets, generated files
cargo xtask generate                       write docs/status.md, docs/erd.md and the API contract anew
cargo xtask coverage [rust|ui]             what the tests run, crate by crate; writes docs/coverage.md
cargo xtask bench [-- ARGS...]             measure, and write docs/benchmarks.md
cargo xtask fuzz [TARGET] [SECONDS]        random bytes for the readers: vcard, csv, ldif, packed, code, signature, search, socket
cargo xtask soak [MINUTES] [TEST...]       the Rust tests again and again, their properties from new seeds
cargo xtask feature KIND German/Germans    the folders, screens, migration and journeys of a new kind of record
cargo xtask migration NAME                 an empty migration with the next number
cargo xtask package                        build the installer of this system
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<ExitCode, Failure> {
    let (verb, rest) =
        arguments.split_first().map_or(("help", arguments), |(verb, rest)| (verb.as_str(), rest));
    let machine = Machine::here()?;
    match verb {
        "start" => start::start(&machine, rest),
        "test" => test::test(&machine, rest),
        "check" => check::check(&machine, rest),
        "generate" => generate::generate(&machine),
        "coverage" => coverage::coverage(&machine, rest),
        "bench" => build::bench(&machine, rest),
        "fuzz" => fuzz::fuzz(&machine, rest),
        "soak" => soak::soak(&machine, rest),
        "feature" => feature::feature(&machine, rest),
        "migration" => feature::migration(&machine, rest),
        "package" => package::package(&machine),
        "stage-cli" => package::stage_cli(&machine),
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(Failure(format!("there is no verb “{verb}”\n{USAGE}"))),
    }
}
