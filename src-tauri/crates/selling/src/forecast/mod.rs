//! What may be won and when, how deals pass through the stages, and what changed lately.

mod changed;
pub mod commands;
mod kept;
pub mod rules;
mod sources;
pub mod store;
#[cfg(test)]
mod tests;
