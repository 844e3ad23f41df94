//! What a seller has to do, what a conversation leads to, and what they are told without asking.

pub mod day;
pub mod next_steps;
pub mod notifications;
pub mod tasks;
pub mod watches;

use satchel_feature::records::Cascade;
use satchel_feature::{Command, Registry};

/// Adds the kinds of this group with their rules. A task takes its subtasks and what is attached to it into the trash with it.
#[must_use]
pub fn join(registry: Registry) -> Registry {
    let with_it =
        [Cascade { table: "task", column: "parent_id" }, Cascade { table: "attachment", column: "task_id" }];
    registry
        .with(tasks::model::task(), true, &with_it, tasks::rules::TaskRules)
        .followed("lead", tasks::rules::Converted)
        .taken("task", tasks::intake::TaskIntake)
}

/// The real verbs of this group.
pub fn commands() -> Vec<Command> {
    [
        tasks::commands::table(),
        day::commands::table(),
        next_steps::table(),
        notifications::commands::table(),
        watches::commands::table(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
