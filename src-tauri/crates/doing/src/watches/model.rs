//! What is known of a watched view, and what screens are shown of it.

use satchel_kernel::Id;
use serde::Serialize;

/// A watched view as it is stored, with what was kept of it at the last look.
#[derive(Clone, Debug)]
pub struct Watched {
    /// The view.
    pub view: Id,
    /// The kind it lists.
    pub of: String,
    /// Its query value, as JSON.
    pub query: String,
    /// What was kept; `None` before the first look.
    pub kept: Option<Kept>,
}

impl Watched {
    /// What its members fit.
    pub fn asked(&self) -> String {
        format!("{} {}", self.of, self.query)
    }
}

/// How far a view was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The kind and the query its members fit.
    pub asked: String,
    /// The last change that was looked at.
    pub seq: i64,
    /// The day on which all members were compared.
    pub day: String,
    /// The code of what kept it from being asked.
    pub fault: Option<String>,
}

/// Who came and who went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// In the view now and not before.
    pub entered: Vec<Id>,
    /// In the view before and not now.
    pub left: Vec<Id>,
    /// In the view before and nowhere now: erased, or never made after an undo. Nothing is told of them.
    pub gone: Vec<Id>,
}

/// One coming or going that was not seen yet, the latest of its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unseen {
    /// The view.
    pub view: Id,
    /// The event.
    pub id: Id,
    /// The record.
    pub record: Id,
    /// Whether it entered, or left.
    pub entered: bool,
    /// How many came, or went, at that look.
    pub together: i64,
    /// When it was seen to be so, milliseconds since 1970 UTC.
    pub at_ms: i64,
}

/// A watched view in a few numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct WatchRow {
    /// The view.
    pub view_id: Id,
    /// How many entered since it was last seen.
    pub entered: i64,
    /// How many left since.
    pub left: i64,
    /// The code of what keeps it from being asked, such as `unknown_field` when a field is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}

/// One coming or going.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ViewEvent {
    /// The event.
    pub id: Id,
    /// The kind of its record.
    pub kind: String,
    /// The record.
    pub record_id: Id,
    /// What the record is called.
    pub title: String,
    /// Whether it entered the view, or left it.
    pub entered: bool,
    /// When that was seen to be so, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Whether the seller has seen it.
    pub seen: bool,
}
