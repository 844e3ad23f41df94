//! Import: from a dropped file to found people, with a receipt.
//!
//! Two steps, one change set. *Staging* reads, maps, converts and matches every row into an encrypted staging file; a
//! dry run ends there. *Applying* writes the staged rows in slices; the job's place commits with its slice, so a crash
//! goes on where it was. The receipt is written with the rows it speaks of.

mod account;
mod apply;
pub mod commands;
mod convert;
mod correct;
mod crm;
mod fingerprints;
mod foresee;
mod forget;
mod inspect;
mod json;
mod known;
mod leads;
pub(crate) mod merge;
mod own;
mod propose;
pub mod receipt;
mod recognise;
mod rejects;
mod repair;
mod source;
mod stage;
mod staged;
mod store;
mod table;
#[cfg(test)]
mod tests;
mod unpack;
mod words;

pub use apply::{recover, run, stop};
pub use correct::{corrections, taken_back_with};
pub use forget::forget;
pub use store::company_named;
pub(crate) use store::{origins, remember_origin};
pub use table::{Found, UNCLEAR, UNKNOWN, referred};
pub use words::Words;
