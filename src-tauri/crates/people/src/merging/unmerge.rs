//! Taking apart what became one.

use std::collections::BTreeMap;

use satchel_feature::Cx;
use satchel_feature::records::history::{self, Kept};
use satchel_kernel::{Error, Id, Result};
use satchel_vault::What;
use serde::{Deserialize, Serialize};

use super::merge::{Merge, merge_again};
use super::store::{self, Joined};
use crate::planted;

/// What comes apart.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unmerge {
    /// A record that was merged into another one; or the one that stayed, and then its last merge comes apart.
    pub id: Id,
}

/// What came apart.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Unmerged {
    /// The record of which they were part.
    pub id: Id,
    /// The records that are on their own again.
    pub apart: Vec<Apart>,
    /// How many merges came apart and were made again because they were later.
    pub again: u64,
    /// What stayed with the record it was on because it was changed since.
    pub kept: Vec<Kept>,
}

/// A record on its own.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Apart {
    /// The record.
    pub id: Id,
    /// What it was called.
    pub title: String,
}

/// The merges of one change set.
struct Step {
    set: Id,
    into: Id,
    joined: Vec<Joined>,
}

/// Takes apart; what was joined later is joined again.
pub fn unmerge(cx: &Cx, kind: &str, id: Id) -> Result<Unmerged> {
    let (survivor, joined) = cx.vault.read(|conn| -> Result<_> {
        let survivor = store::survivor(conn, kind, id)?.unwrap_or(id);
        Ok((survivor, store::joined_with(conn, kind, survivor)?))
    })?;
    let mut steps: Vec<Step> = Vec::new();
    for one in joined {
        match steps.last_mut() {
            Some(step) if step.set == one.change_set => step.joined.push(one),
            _ => steps.push(Step { set: one.change_set, into: one.into, joined: vec![one] }),
        }
    }
    let holds = |step: &Step| step.joined.iter().any(|one| one.id == id);
    let at = if survivor == id { steps.len().checked_sub(1) } else { steps.iter().position(holds) };
    let Some(at) = at else {
        return Err(Error::refused("not_merged", "Nothing was merged into this record."));
    };
    let steps = steps.split_off(at);
    let goes = |one: &Joined| survivor == id || one.id == id;
    let apart: Vec<Apart> = steps
        .first()
        .into_iter()
        .flat_map(|step| step.joined.iter().filter(|one| goes(one)))
        .map(|one| Apart { id: one.id, title: one.title.clone() })
        .collect();
    let mut kept = Vec::new();
    for step in steps.iter().rev() {
        if planted::is("an_unmerge_leaves_out_the_later")
            && step.set != steps.first().map_or(step.set, |s| s.set)
        {
            continue;
        }
        let report = cx.vault.undo(What::Set(step.set), None, &cx.act("Unmerged"))?;
        for one in history::kept(&cx.registry, report.kept) {
            if !kept.contains(&one) {
                kept.push(one);
            }
        }
    }
    let mut again = 0;
    for step in steps {
        let others: Vec<&Joined> =
            step.joined.iter().filter(|one| apart.iter().all(|gone| gone.id != one.id)).collect();
        if others.is_empty() {
            continue;
        }
        // A value that was changed since is the seller's own choice by now.
        let edited = |field: &String| kept.iter().any(|one| one.id == step.into && one.field == *field);
        let mut fields = BTreeMap::new();
        for one in &others {
            fields.extend(
                one.chosen.iter().filter(|field| !edited(field)).map(|field| (field.clone(), one.id)),
            );
        }
        let lessons = others.iter().filter_map(|one| Some((one.id, one.lesson.clone()?))).collect();
        let others = others.iter().map(|one| one.id).collect();
        merge_again(cx, kind, &Merge { id: step.into, others, fields }, &lessons)?;
        again += 1;
    }
    Ok(Unmerged { id: survivor, apart, again, kept })
}
