//! Scores: what a lead is worth by rules that the seller can read and change.
//!
//! Each rule adds points where its filter holds, once or for each of a number; the sum, kept within 0 and 100, is the
//! score. The rules every vault begins with are in the code until the seller changes one. A score is kept as of a moment:
//! reckoned anew as of that moment it is the same, so that its reasons need not be kept. Behaviour on web pages has no
//! data before something records it, and nothing here predicts.

pub mod commands;
pub mod model;
pub mod reckon;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;
pub mod usual;
