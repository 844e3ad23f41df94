//! The API contract: the OpenAPI document and the page's typed client, both as the program itself prints them.

use std::fs;

use crate::{
    build::{self, Profile},
    machine::{Failure, Machine, output, say},
};

/// What is committed, and the arguments that print it.
const PARTS: &[(&str, &[&str])] =
    &[("docs/api/openapi.json", &["openapi"]), ("ui/src/client/generated.ts", &["openapi", "--typescript"])];

/// Writes both anew.
pub fn write(machine: &Machine) -> Result<(), Failure> {
    build::cli(machine, Profile::Debug)?;
    for (path, arguments) in PARTS {
        say(format!("Writing {path}"));
        fs::write(machine.root.join(path), printed(machine, arguments)?)?;
    }
    Ok(())
}

/// Whether what is committed is what the program says now.
pub fn is_current(machine: &Machine) -> Result<bool, Failure> {
    build::cli(machine, Profile::Debug)?;
    let mut current = true;
    for (path, arguments) in PARTS {
        if fs::read_to_string(machine.root.join(path)).ok() != Some(printed(machine, arguments)?) {
            eprintln!("{path} is out of date: run `cargo xtask generate`");
            current = false;
        }
    }
    Ok(current)
}

fn printed(machine: &Machine, arguments: &[&str]) -> Result<String, Failure> {
    output(machine.program(machine.binary("debug", "satchel")).args(arguments))
}
