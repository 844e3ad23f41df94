//! Territories: regions by country, postcode, industry and size to which leads belong, the first that fits.
//!
//! With one seller a territory assigns nobody; it names a region by which lists filter.

pub mod commands;
pub mod model;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;

pub use rules::{Territory, TerritoryRules, place};
