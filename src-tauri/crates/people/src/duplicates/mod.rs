//! Who is there twice: pairs of contacts that may be one person, how likely that is and why.
//!
//! The room is pure: [`person`] is what is compared, [`blocks`] says who is compared with whom, [`model`] weighs a pair and
//! [`find`] puts the pairs in order. [`store`] reads the vault's contacts as such persons. What was said to be two people
//! stays so. Decision page 0036 has the model and its measurement.
//!
//! Left out: companies, leads, and learning from the answers.

mod alike;
mod blocks;
pub mod commands;
pub mod find;
mod kept;
pub mod model;
mod nicknames;
pub mod person;
mod store;
#[cfg(test)]
mod tests;

pub use find::{Pair, find};
pub use person::{Address, Person, company};

/// From here on a pair is one person beyond reasonable doubt.
pub const CERTAIN: f64 = 0.97;
/// Below this a pair is not worth a look.
pub const PROBABLE: f64 = 0.05;

/// What the vault knows of its living contacts, as persons with their ids and names.
pub use store::everybody;
