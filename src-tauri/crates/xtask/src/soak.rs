//! `soak`: the laws again and again with chances nobody drew before, for so many minutes.
//!
//! `test` draws the same chances every time, so that what passed for one change passes for the next; finding what no
//! draw has shown yet is done here.

use std::{
    process::ExitCode,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use crate::{
    build::WHOLE,
    install::{self, Tool},
    machine::{Failure, Machine, run, say},
};

/// Names the seed from which property tests draw.
pub const SEED: &str = "PROPTEST_RNG_SEED";
/// The seed of `test`.
pub const USUAL_SEED: &str = "20260101";
/// Where nothing is said.
const MINUTES: u64 = 10;

/// Repeats the Rust tests, each time from another seed, until the time is over or one fails. An argument that is a
/// number is the minutes; others are names of tests, as nextest takes them.
///
/// # Errors
/// The first round that fails, with the seed that shows it again.
pub fn soak(machine: &Machine, arguments: &[String]) -> Result<ExitCode, Failure> {
    let mut minutes = MINUTES;
    let mut names = Vec::new();
    for argument in arguments {
        match argument.parse() {
            Ok(number) => minutes = number,
            Err(_) => names.push(argument.as_str()),
        }
    }
    install::tool(machine, Tool::Nextest)?;
    let (begun, time) = (Instant::now(), Duration::from_secs(minutes * 60));
    let mut seed = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
    let mut rounds = 0;
    while begun.elapsed() < time {
        seed += 1;
        say(format!("Round {}: {SEED}={seed}", rounds + 1));
        let mut tests = machine.cargo();
        tests.args(["nextest", "run", "--status-level", "fail"]).args(WHOLE);
        tests.args(&names).env(SEED, seed.to_string());
        run(&mut tests)
            .map_err(|failure| Failure(format!("{failure}; the same again with {SEED}={seed}")))?;
        rounds += 1;
    }
    say(format!("{rounds} rounds in {} minutes found nothing", begun.elapsed().as_secs() / 60));
    Ok(ExitCode::SUCCESS)
}
