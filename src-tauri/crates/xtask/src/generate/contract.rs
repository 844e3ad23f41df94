//! The API contract: the OpenAPI document the program describes itself with, and the types the page uses, made from
//! it by openapi-typescript.

use std::{fs, path::Path};

use crate::{
    build::{self, Profile},
    install,
    machine::{Failure, Machine, output, run, say},
};

/// The committed contract.
const OPENAPI: &str = "docs/openapi.json";
/// The types of the page's client.
const TYPES: &str = "ui/src/client/contract.ts";

/// Writes both anew.
pub fn write(machine: &Machine) -> Result<(), Failure> {
    say(format!("Writing {OPENAPI} and {TYPES}"));
    fs::write(machine.root.join(OPENAPI), openapi(machine)?)?;
    types(machine, &machine.root.join(TYPES))
}

/// Whether what is committed is what the program says now.
pub fn is_current(machine: &Machine) -> Result<bool, Failure> {
    let committed = fs::read_to_string(machine.root.join(OPENAPI)).unwrap_or_default();
    let fresh = machine.target.join("reports/contract.ts");
    fs::create_dir_all(machine.target.join("reports"))?;
    let same_contract = openapi(machine)? == committed;
    types(machine, &fresh)?;
    let same_types = fs::read(fresh)? == fs::read(machine.root.join(TYPES)).unwrap_or_default();
    if !same_contract || !same_types {
        eprintln!("the API contract is out of date: run `cargo xtask generate`");
    }
    Ok(same_contract && same_types)
}

fn openapi(machine: &Machine) -> Result<String, Failure> {
    build::cli(machine, Profile::Debug)?;
    output(machine.program(machine.binary("debug", "satchel")).args(["commands", "--openapi"]))
}

fn types(machine: &Machine, to: &Path) -> Result<(), Failure> {
    install::npm(machine, "ui")?;
    let contract = machine.root.join(OPENAPI);
    run(machine
        .npx("ui")
        .arg("openapi-typescript")
        .arg(contract)
        .arg("--output")
        .arg(to)
        .stdout(std::process::Stdio::null()))
}
