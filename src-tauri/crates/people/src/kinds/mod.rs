//! The seller's own kinds of record: what each is called. Its fields are own fields ([`crate::fields`]); its records live
//! in one table with those of all other own kinds ([`satchel_feature::records`] knows them by the kind's name), so that
//! lists, search, history, undo and export need nothing more.
//!
//! A kind keeps its key for good, whatever it is called later: the log, saved views and links name it by that.

pub mod model;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;
