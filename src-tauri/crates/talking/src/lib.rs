//! What was said to whom, on every channel, what time it is where they are, and what follows for who has a say.

pub mod committees;
pub mod communications;
pub mod engagement;
pub mod local_time;

use satchel_feature::records::Cascade;
use satchel_feature::{Command, Registry};

/// Adds the kinds of this group with their rules.
#[must_use]
pub fn join(registry: Registry) -> Registry {
    let attached = [Cascade { table: "attachment", column: "communication_id" }];
    registry
        .with(
            communications::model::communication(),
            false,
            &attached,
            communications::rules::CommunicationRules,
        )
        .followed("lead", communications::rules::Converted)
        .taken("communication", communications::intake::CommunicationIntake)
}

/// The real verbs of this group.
pub fn commands() -> Vec<Command> {
    [local_time::table(), committees::commands::table(), engagement::table()].concat()
}
