//! `generate`: documents and sources that are made from others and committed; `check` says when one has drifted.

mod contract;
mod erd;
mod status;

use std::{fs, process::ExitCode};

use crate::machine::{Failure, Machine, say};

/// Writes everything that is generated.
pub fn generate(machine: &Machine) -> Result<ExitCode, Failure> {
    for (path, text) in documents(machine)? {
        say(format!("Writing {path}"));
        fs::write(machine.root.join(path), text)?;
    }
    contract::write(machine)?;
    Ok(ExitCode::SUCCESS)
}

fn documents(machine: &Machine) -> Result<[(&'static str, String); 2], Failure> {
    Ok([("docs/status.md", status::document(machine)?), ("docs/erd.md", erd::document(machine)?)])
}

/// Whether the committed documents say what they would say now.
pub fn documents_are_current(machine: &Machine) -> Result<bool, Failure> {
    let mut current = true;
    for (path, text) in documents(machine)? {
        if fs::read_to_string(machine.root.join(path)).ok().as_deref() != Some(text.as_str()) {
            eprintln!("{path} is out of date: run `cargo xtask generate`");
            current = false;
        }
    }
    Ok(current)
}

/// Whether the committed API contract is the one the program has.
pub fn contract_is_current(machine: &Machine) -> Result<bool, Failure> {
    contract::is_current(machine)
}
