//! Tasks: what is to be done, when, about whom.
//!
//! A task is due on a day. With a time it keeps the zone of that time, and `due_ms` follows; without one it is due that
//! day wherever the seller is, so there is no moment in it that a journey could shift. A recurring task is done
//! occurrence by occurrence: doing one makes the next, in the same change set.

pub mod commands;
pub mod due;
pub mod intake;
pub mod model;
pub mod names;
mod open;
pub mod quick;
pub mod recurrence;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;
