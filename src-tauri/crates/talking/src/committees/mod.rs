//! Buying committees: who has a say at a company or in a deal, what each of them is to it, how much they count and why, and
//! what is still missing.
//!
//! The roles themselves are a part of the company or the deal ([`satchel_people::stakeholders`]). What is reckoned here
//! (influence, gaps) follows from them, from titles and reporting lines, and from who was spoken with; nothing of it is
//! kept.

pub mod commands;
pub mod gaps;
pub mod influence;
pub mod model;
mod store;
#[cfg(test)]
mod tests;
