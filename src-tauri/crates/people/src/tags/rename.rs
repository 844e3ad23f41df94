//! Renaming a tag, joining two and taking one off: every record that carries the name carries the new one or none, all
//! in one change set.
//!
//! A record carries the word itself, so this is a change of many records: a few at once, many as a job. Records in the
//! trash follow too, or they would come back with a name that is no tag any more. `tags.delete` puts the tag record
//! alone in the trash, as of every kind; the words stay.

use satchel_feature::bulk::{self, Outcome, Piece};
use satchel_feature::records::{Record, text};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::text::fold;
use satchel_kernel::{Error, Id, Result};
use serde::Deserialize;
use serde_json::json;

use super::store;

/// The tags' own verbs.
pub fn table() -> Vec<Command> {
    commands! {
        /// Renames a tag, on every record that carries it and as one change.
        "tags.rename" needs Write undoable => rename;
        /// Joins a tag with another: whoever carries it carries the other one, and it goes to the trash.
        "tags.merge" needs Write undoable => merge;
        /// Takes a tag off every record that carries it, and moves it to the trash.
        "tags.remove" needs Write undoable => remove;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rename {
    /// The tag.
    id: Id,
    /// Its new name.
    name: String,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Merge {
    /// The tag that goes.
    id: Id,
    /// The tag that stays.
    into: Id,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Remove {
    /// The tag.
    id: Id,
}

fn rename(cx: &mut Cx, Rename { id, name }: Rename) -> Result<Outcome> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::invalid("name", "A tag needs a name."));
    }
    let tag = living(cx, id)?;
    let old = text(&tag, "name");
    if let Some(other) = cx.vault.read(|conn| store::living(conn, &fold(name)))?.filter(|other| *other != id)
    {
        return Err(Error::refused(
            "tag_exists",
            format!("There is a tag called “{name}” already. Join the two instead."),
        )
        .at("name")
        .with(json!({ "id": other })));
    }
    let patch = Record::from_iter([("name".to_owned(), json!(name))]);
    // First the tag itself: whoever carries the new name finds it made.
    let mut pieces = vec![Piece::settle("tag", patch, vec![id])];
    pieces.extend(carriers(cx, old, |kind, ids| Piece::exchange(kind, "tags", old, name, ids))?);
    bulk::all(cx, &format!("Renamed the tag “{old}” to “{name}”"), &pieces)
}

fn merge(cx: &mut Cx, Merge { id, into }: Merge) -> Result<Outcome> {
    if id == into {
        return Err(Error::invalid("into", "Choose another tag to join it with."));
    }
    let (going, staying) = (living(cx, id)?, living(cx, into)?);
    let (old, new) = (text(&going, "name"), text(&staying, "name"));
    let mut pieces = vec![Piece::delete("tag", vec![id])];
    pieces.extend(carriers(cx, old, |kind, ids| Piece::exchange(kind, "tags", old, new, ids))?);
    bulk::all(cx, &format!("Joined the tag “{old}” with “{new}”"), &pieces)
}

fn remove(cx: &mut Cx, Remove { id }: Remove) -> Result<Outcome> {
    let tag = living(cx, id)?;
    let name = text(&tag, "name");
    // First the records: to carry the word they need its tag made.
    let mut pieces = carriers(cx, name, |kind, ids| Piece::withdraw(kind, "tags", name, ids))?;
    pieces.push(Piece::delete("tag", vec![id]));
    bulk::all(cx, &format!("Removed the tag “{name}”"), &pieces)
}

fn living(cx: &Cx, id: Id) -> Result<Record> {
    let tag = cx.record("tag", id)?;
    if tag.contains_key("deleted_ms") {
        return Err(Error::refused("not_found", "This tag is in the trash. Restore it first."));
    }
    Ok(tag)
}

/// What is done to everybody who carries the name, kind by kind.
fn carriers(cx: &Cx, name: &str, piece: impl Fn(&str, Vec<Id>) -> Piece) -> Result<Vec<Piece>> {
    let mut pieces = Vec::new();
    for compiled in cx.registry.kinds() {
        let Some(part) = compiled.kind.parts.iter().find(|part| part.id == "tags") else { continue };
        let ids = cx.vault.read(|conn| store::carriers(conn, &part.table, &fold(name)))?;
        pieces.push(piece(&compiled.kind.name, ids));
    }
    Ok(pieces)
}

/// Tags of the same name, as two laptops may have made them, become one: the oldest stays. Who carries the name carries
/// it still. Answers how many went.
pub fn repair(cx: &Cx) -> Result<u64> {
    let twins = cx.vault.read(store::twins)?;
    if twins.is_empty() {
        return Ok(0);
    }
    let gone = twins.len() as u64;
    bulk::all(cx, "Joined tags of the same name", &[Piece::delete("tag", twins)])?;
    Ok(gone)
}
