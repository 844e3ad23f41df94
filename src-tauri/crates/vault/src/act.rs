//! Who does what: the name of a change set, what a write reports, and what listeners hear.

use satchel_kernel::Id;
use serde::Serialize;

/// Who does what, and because of what.
#[derive(Clone, Debug, Default)]
pub struct Act {
    /// Who: `owner`, `workflow:…`, `sync:…`.
    pub actor: String,
    /// The command, such as `contacts.patch`.
    pub command: String,
    /// What a person calls it, such as “Change Ada Lovelace”.
    pub label: String,
    /// The change set that caused this one.
    pub cause: Option<Id>,
}

impl Act {
    /// An act without a cause.
    pub fn new(actor: impl Into<String>, command: impl Into<String>, label: impl Into<String>) -> Self {
        Self { actor: actor.into(), command: command.into(), label: label.into(), cause: None }
    }
}

/// What a write returned and where it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// What the closure returned.
    pub value: T,
    /// The change set; `None` if nothing logged was changed.
    pub change_set: Option<Id>,
    /// Its first change, or the last change there was if nothing was changed.
    pub from_seq: i64,
    /// Its last change.
    pub to_seq: i64,
}

/// A commit, as listeners hear of it. Commits are reported in their order, each once.
#[derive(Clone, Debug, Serialize)]
pub struct Committed {
    /// First change of the commit.
    pub from_seq: i64,
    /// Last change of the commit.
    pub to_seq: i64,
    /// The change set, or the large one this was a slice of.
    pub set: Id,
    /// The kinds of records touched, sorted.
    pub kinds: Vec<String>,
    /// The records touched, if there were at most 100.
    pub ids: Option<Vec<(String, Id)>>,
}
