//! Deals: what may be sold to whom, for how much and when, and how far it has come.
//!
//! A deal names its stage; its pipeline and whether it is open, won or lost follow from that. Each stage it comes to is
//! one row of its history, so a move is one new row and undoing the move takes exactly that row away.

mod arrange;
pub mod board;
pub mod commands;
pub mod intake;
mod made;
mod make;
pub mod marks;
mod missing;
pub mod model;
pub mod open;
mod products;
pub mod rules;
pub mod store;
#[cfg(test)]
pub(crate) mod tests;
