//! Watched views: who entered one and who left it since the seller last looked.
//!
//! The members of a watched view are kept as they were when it was last looked at, with the change up to which that is
//! so. A look asks only the records changed since against the view's filter and writes the difference, the members and
//! the place in the log in one transaction: so each coming and going is noted exactly once, whatever restarts. All
//! members are compared when too much changed, and once a day, for periods mean other days then.
//!
//! Notifications are told of what is not seen yet; they follow from `view_event` by the rules of all others. A view
//! that begins to be watched, or asks something else, tells of nobody who is in it already.

pub mod commands;
pub mod follow;
pub mod model;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;
