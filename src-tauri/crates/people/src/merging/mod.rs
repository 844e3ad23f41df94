//! Records that are one: two or more contacts, companies or leads become one and can come apart again at any later time.
//!
//! A merge is one change set. The survivor takes, field by field, the value that was chosen, else its own, else the first
//! one there is; lists are joined; whatever refers to the others refers to the survivor from then on, by
//! [`satchel_vault::repoint`]. The others are deleted, and a part of the survivor remembers them and the set.
//!
//! Unmerging is the undo of that set, which keeps later edits and names them. Where others were joined later, their sets
//! are undone before and they are joined again after, so what stays together is as if the one had never been among
//! them. Decision page 0035 says what that costs.
//!
//! A record of the trash is not merged, nor one of a kind that the seller made.

pub mod commands;
mod compare;
mod fields;
mod lists;
mod merge;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod unmerge;

use satchel_kernel::{Id, Result};
use satchel_vault::Connection;

/// The kinds whose records can be merged.
pub const KINDS: [&str; 3] = ["contact", "company", "lead"];
/// Records that become one at once.
const MOST: usize = 20;

/// The records that became part of one, at any time.
pub(crate) fn absorbed(conn: &Connection, kind: &str, id: Id) -> Result<Vec<Id>> {
    Ok(store::joined_with(conn, kind, id)?.into_iter().map(|one| one.id).collect())
}
