//! The real verbs of attachments.

use satchel_feature::files::{File, FileRef};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Id, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::rules;

/// The rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// Attaches files to a record. Large ones are copied by a job, which is answered instead of them.
        "attachments.add" needs Write undoable => add;
        /// The attached file itself, as a handle to save or download it by.
        "attachments.file" needs Read => file;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Add {
    /// The record's kind: `contact`, `company`, `deal`, `lead`, `task`, `communication`, or one the seller made.
    kind: String,
    /// The record.
    id: Id,
    /// The files, 1 to 100.
    files: Vec<FileRef>,
}

/// What became of the files.
#[derive(Debug, Default, Serialize, schemars::JsonSchema)]
pub struct Added {
    /// The attachments that were made, in the order of the files.
    pub attachments: Vec<Value>,
    /// The files that were not attached, and why.
    pub left: Vec<NotAttached>,
    /// The job that copies them, whose output then says the same, of attachments only their ids; absent when it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job: Option<Id>,
}

/// A file that was not attached.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct NotAttached {
    /// Its name.
    pub name: String,
    /// Why: `attachment_empty`, `attached_already`, `file_unreadable` or `file_gone`.
    pub code: String,
    /// The same in words.
    pub message: String,
    /// What the words are about: a `name`, of a file that hangs there already the one it has there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<Value>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct ById {
    /// The attachment.
    id: Id,
}

fn add(cx: &mut Cx, input: Add) -> Result<Added> {
    let files: Vec<Id> = input.files.iter().map(|file| file.id()).collect();
    rules::add(cx, &input.kind, input.id, &files)
}

fn file(cx: &mut Cx, ById { id }: ById) -> Result<File> {
    rules::file(cx, id)
}
