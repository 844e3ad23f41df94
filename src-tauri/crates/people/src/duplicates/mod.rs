//! What is there twice: pairs of contacts or leads that may be one person, leads that may be a contact, companies that may be
//! one, how likely that is and why.
//!
//! The room is pure: [`person`] and [`firm`] are what is compared, [`blocks`] says who is compared with whom, [`model`] and
//! [`firm`] weigh a pair by [`weighing`] and [`find`] puts the pairs in order. [`store`] reads the vault's records as such; [`job`] looks at
//! everybody, who lie [`gathered`] on a [`shelf`], and [`base`] keeps what was found and follows what changes.
//! What was said to be two stays so, and [`learning`] moves the pairs that are like those answered. Decision pages 0036 and 0043
//! have the model and its measurement, 0048 what is learnt.

mod alike;
mod base;
mod blocks;
pub mod commands;
mod compact;
pub mod find;
pub mod firm;
mod gathered;
pub mod job;
#[cfg(test)]
mod laws;
pub mod learning;
pub mod model;
mod nicknames;
pub mod person;
mod prospect;
mod shelf;
mod store;
#[cfg(test)]
mod tests;
pub mod weighing;

pub use base::after_import;
pub use find::{Pair, Twice, find};
pub use firm::{Firm, company};
pub use person::{Address, Person};
pub use prospect::Prospect;

/// From here on a pair is one person beyond reasonable doubt.
pub const CERTAIN: f64 = 0.97;
/// Below this a pair is not worth a look.
pub const PROBABLE: f64 = 0.05;

pub use store::{Looked, lesson};
