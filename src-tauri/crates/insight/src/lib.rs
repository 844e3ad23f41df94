//! What it all comes to: the figures a day begins with, and who is tied to whom.

pub mod graph;
pub mod home;

use satchel_feature::Command;

/// The real verbs of this group; it has no kinds of its own.
pub fn commands() -> Vec<Command> {
    [home::commands::table(), graph::table()].concat()
}
