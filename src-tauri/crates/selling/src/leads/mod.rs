//! Leads: who may become a customer, before there is a contact, a company or a deal.
//!
//! A lead carries its score, its territory and its state as columns that its rules fill whenever it is written, so that
//! lists sort and filter by them. Converting one makes or finds what it becomes in one change, and links to it.

pub mod activities;
pub mod commands;
pub mod convert;
pub mod model;
pub mod rules;
pub mod store;
#[cfg(test)]
pub(crate) mod tests;
