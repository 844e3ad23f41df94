//! The `satchel` binary.

use std::io::{IsTerminal, stderr, stdin, stdout};
use std::process::ExitCode;

use satchel_cli::{Surroundings, run};

fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("SATCHEL_LOG").unwrap_or_else(|_| "off".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr).init();
    let mut surroundings = Surroundings {
        out: &mut stdout(),
        err: &mut stderr(),
        input: &mut stdin(),
        passphrase: std::env::var("SATCHEL_PASSPHRASE").ok().filter(|p| !p.is_empty()),
        can_ask: stdin().is_terminal() && stderr().is_terminal(),
        shows_progress: stderr().is_terminal(),
    };
    ExitCode::from(run(std::env::args_os(), &mut surroundings))
}
