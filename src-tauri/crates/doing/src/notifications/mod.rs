//! What the seller is told without asking: a task is due, somebody has their birthday, a deal slips, an import is done.
//!
//! Everything follows from the records and the clock. At any moment a pure rule says which notifications *hold*; those
//! not known yet are raised, and an unread one that holds no longer counts as read. Each has a key that names what it
//! is told for, so a restart, a sleeping laptop or a clock put back raises nothing twice. Whoever reads one changes
//! nothing of the vault's records: the table is local, without log, undo and sync.

pub mod clock;
pub mod commands;
pub mod look;
pub mod model;
pub mod preferences;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;
