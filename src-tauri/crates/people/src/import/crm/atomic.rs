//! Atomic CRM's tasks, as the table that its export in JSON is made into (`import/json.rs`).

use super::row::Row;
use super::{Object, Rows};

/// The tables.
pub const OBJECTS: &[Object] = &[Object {
    id: "atomic.task",
    title: "Atomic CRM tasks",
    rank: 5,
    all: &["atomictaskid", "atomiccontactid"],
    any: &[],
    none: &[],
    idle: &[],
    rows: Rows::Records(task),
}];

/// The name of the program in the identifiers of its people and companies, as in `atomic-contact-7`.
const UID: &str = "atomic-";

/// What an identifier says of where its record came from: the origin that tasks name.
pub fn origin(identity: &str) -> Option<String> {
    let (space, id) = identity.strip_prefix(UID)?.split_once('-')?;
    Some(super::links::Link::key("atomic", space, id))
}

fn task(row: &mut Row<'_>) {
    let is_done = row.said(&["donedate"]).is_some();
    row.is_a("task");
    row.id("task", &["atomictaskid"]);
    row.put("title", &["text"]);
    row.say("status", if is_done { "done" } else { "open" });
    if row.says(&["type"], &["none"]) {
        row.pass(&["type"]);
    }
    row.put_meaning(
        "type",
        &["type"],
        &[("call", &["call"]), ("message", &["email"]), ("meeting", &["meeting", "lunch", "demo"])],
    );
    row.put_day("due", None, &["duedate"]);
    row.set_moment("completed_ms", &["donedate"]);
    row.linked("contact", &["atomiccontactid"]);
}
