//! Communications: a call, a visit, a meeting, a message. One kind for every channel, so that one list and one timeline
//! show them all; what a channel knows beyond it goes into a table of its own that is keyed to this one.

pub mod intake;
pub mod model;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;
