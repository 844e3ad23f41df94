//! The commands that belong to no feature: going back, search, settings, jobs, the catalogue,
//! the vault's soundness.

mod changes;
mod doctor;
pub(crate) mod jobs;
mod search;
mod settings;
#[cfg(test)]
mod tests;

use satchel_feature::Command;

pub(crate) fn table() -> Vec<Command> {
    [changes::table(), search::table(), settings::table(), jobs::table(), doctor::table()].concat()
}
