//! Pinning a change.

use satchel_feature::records::{self, history};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Error, Id, Result};
use serde::{Deserialize, Serialize};

use super::store;
use crate::timeline;

/// Changes that are pinned on one record at most: what stands on top shall be seen at once.
pub const MOST: usize = 100;

/// The pins' rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// Pins a change to the top of its record's timeline, or takes it off again.
        "records.pin" needs Write undoable => pin;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Pin {
    /// The record's kind: `contact`, or `own_boat` for one the seller made.
    kind: String,
    /// The record.
    id: Id,
    /// The change set, as its timeline says.
    change_set: Id,
    /// Whether it is pinned from now on.
    pinned: bool,
}

/// What became of it.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Pinned {
    /// Whether the change is pinned now.
    pinned: bool,
}

fn pin(cx: &mut Cx, Pin { kind, id, change_set, pinned }: Pin) -> Result<Pinned> {
    cx.catalogue().kind(&kind).map_err(|error| error.at("kind"))?;
    let compiled = cx.registry.kind(&kind)?;
    let Some(pins) = store::table(&compiled.kind.table) else {
        let words = format!("Changes of the kind “{kind}” are not pinned.");
        return Err(Error::invalid("kind", words));
    };
    let there = cx.vault.read(|conn| -> Result<usize> {
        records::get(conn, compiled, id)?;
        let mut seen = false;
        timeline::each_change(conn, &kind, id, |entry| {
            let found = entry.change_set == change_set;
            seen |= found && history::present(compiled, entry).is_some();
            !found
        })?;
        if !seen && pinned {
            return Err(Error::refused("no_such_change", "No such change happened to this record."));
        }
        Ok(store::of(conn, &compiled.kind.table, id)?.iter().filter(|set| **set != change_set).count())
    })?;
    if pinned && there >= MOST {
        let words = format!("At most {MOST} changes are pinned on one record. Take one off first.");
        return Err(Error::refused("too_many_pins", words));
    }
    let label = if pinned { "Pinned a change" } else { "Took a pin off" };
    cx.vault.write(&cx.act(label), |tx| {
        if pinned {
            store::pin(tx, pins, &kind, id, change_set)
        } else {
            store::unpin(tx, pins, id, change_set)
        }
    })?;
    Ok(Pinned { pinned })
}
