//! Views: a list as the seller wants to see it again. A view keeps the same query value that every list is asked with,
//! so whatever a list can be asked can be kept, and says beside it how the list looks.
//!
//! A view is checked against its kind when it is written. What was true then may not be later, as when a field of the
//! seller's own is removed: such a view stays and can be renamed, moved and mended; only its list is refused.

pub mod commands;
pub mod model;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;
