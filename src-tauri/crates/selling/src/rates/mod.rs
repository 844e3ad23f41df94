//! Rates of exchange, typed in by the seller with their day, and amounts in the home currency. A rate that is not known
//! is said to be missing, never taken for one.

pub mod home;
pub mod model;
pub mod rules;
pub mod store;

pub use rules::{RateRules, Rates};
