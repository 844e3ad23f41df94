//! In which order and groups pages and forms show the fields of a kind, and which they leave out. It is a setting of the
//! seller, one per kind, so that it is logged and undone like any other; a field it does not name follows after the rest.

pub mod commands;
pub mod model;
pub mod rules;
#[cfg(test)]
mod tests;
