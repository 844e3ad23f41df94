//! Whether the open vault is sound.

use satchel_feature::command::Nothing;
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::Result;
use serde::Serialize;

pub(super) fn table() -> Vec<Command> {
    commands! {
        /// Checks the vault's file, references, log, rows and blobs; changes nothing. Takes seconds per gigabyte.
        "vault.doctor" needs Read => doctor;
    }
}

/// What was found.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Diagnosis {
    /// Whether nothing is wrong.
    sound: bool,
    /// The checks, in the order they ran.
    checks: Vec<Check>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Check {
    /// `file`, `cipher`, `references`, `log`, `rows`, `indexes`, `blobs`.
    name: String,
    /// How much was looked at, in the check's own units.
    looked_at: u64,
    /// What is wrong, in words; empty if it is sound. At most 20 are named.
    faults: Vec<String>,
}

fn doctor(cx: &mut Cx, _: Nothing) -> Result<Diagnosis> {
    let found = cx.vault.doctor()?;
    let sound = found.is_sound();
    let checks = found.checks.into_iter();
    let checks = checks.map(|c| Check { name: c.name.to_owned(), looked_at: c.looked_at, faults: c.faults });
    Ok(Diagnosis { sound, checks: checks.collect() })
}
