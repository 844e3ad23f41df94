//! Files attached to a record: an offer on a deal, the photo of a card on a contact, a spreadsheet on a task.
//!
//! An attachment is a record as a note is one, so lists, search, the timeline, undo, the trash, merging, erasing and
//! exports come from what every record has. What is its own: its bytes come out of a file handle and go into the blob
//! store before the record is written, as a job where there are many of them.
//!
//! Left out: what is in a file. Nothing reads it but the program the seller opens it with.

pub mod commands;
pub mod model;
pub mod rules;
mod store;
#[cfg(test)]
mod tests;

pub use rules::{AttachmentRules, KIND, move_all, run};
