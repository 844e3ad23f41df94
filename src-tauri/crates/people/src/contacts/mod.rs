//! Contacts: the people a seller knows.

pub mod commands;
pub mod keys;
mod managers;
pub mod model;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;
