//! The rows of the command table: the same verbs for every kind that can be merged.

use std::sync::Arc;

use satchel_feature::Cx;
use satchel_feature::command::{Command, Needs, SchemaOf, pack, unpack};
use satchel_kernel::{Id, Kind, Result};
use serde::{Deserialize, Serialize};

use super::compare::compare;
use super::merge::{Merge, Merged, merge};
use super::store;
use super::unmerge::{Unmerge, Unmerged, unmerge};

/// The record whose merges are asked for.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Of {
    /// The record.
    id: Id,
}

/// What was merged into a record.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Merges {
    /// In the order of the merging, those too that were merged into one of them before.
    merges: Vec<Part>,
}

/// A record that became part of another.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Part {
    /// The record.
    id: Id,
    /// What it was called.
    title: String,
    /// When, milliseconds since 1970 UTC.
    at_ms: i64,
    /// The change set.
    change_set: Id,
}

/// The rows of a kind.
pub fn table(kind: &Kind) -> Vec<Command> {
    let (word, words) = (kind.word(), kind.words());
    vec![
        row(
            kind,
            "compare",
            format!("What two or more {words} say, side by side, before they are merged."),
            false,
            compare,
        ),
        row(
            kind,
            "merge",
            format!(
                "Merges {words} into one of them, with everything attached; it can come apart at any later time."
            ),
            true,
            |cx, kind, input: Merge| -> Result<Merged> { merge(cx, kind, &input) },
        ),
        row(
            kind,
            "unmerge",
            format!(
                "Takes a {word} apart that was merged; what was changed since stays where it is and is named."
            ),
            true,
            |cx, kind, input: Unmerge| -> Result<Unmerged> { unmerge(cx, kind, input.id) },
        ),
        row(kind, "merges", format!("What was merged into a {word}."), false, merges),
    ]
}

fn merges(cx: &Cx, kind: &str, Of { id }: Of) -> Result<Merges> {
    let joined = cx.vault.read(|conn| store::joined_with(conn, kind, id))?;
    let merges = joined.into_iter().map(|one| Part {
        id: one.id,
        title: one.title,
        at_ms: one.at_ms,
        change_set: one.change_set,
    });
    Ok(Merges { merges: merges.collect() })
}

fn row<I, O>(
    kind: &Kind,
    verb: &str,
    doc: String,
    writes: bool,
    rule: fn(&Cx, &str, I) -> Result<O>,
) -> Command
where
    I: serde::de::DeserializeOwned + schemars::JsonSchema + 'static,
    O: Serialize + schemars::JsonSchema + 'static,
{
    let (of, command) = (kind.name.to_string(), format!("{}.{verb}", kind.plural));
    Command {
        name: command.clone(),
        doc,
        needs: if writes { Needs::Write } else { Needs::Read },
        undoable: writes,
        input: SchemaOf::input::<I>(),
        output: SchemaOf::output::<O>(),
        run: Arc::new(move |cx, input| pack(rule(cx, &of, unpack(&command, input)?)?)),
    }
}
