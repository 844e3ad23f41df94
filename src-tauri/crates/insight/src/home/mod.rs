//! The home page: whose day is near, and what was done this week beside the last one. Its tasks, deals and recent records
//! are asked for where they belong.

pub mod commands;
pub mod store;
