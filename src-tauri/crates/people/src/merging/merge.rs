//! Making one of several.

use std::collections::BTreeMap;

use satchel_feature::records::{self, Compiled, RuleCx, name};
use satchel_feature::{Cx, Record};
use satchel_kernel::{Error, Id, Result};
use satchel_vault::{Tx, changes, repoint};
use serde::{Deserialize, Serialize};

use super::store::{self, Joined};
use super::{MOST, fields, lists};
use crate::{duplicates, planted};

/// What becomes one.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    /// The record that stays.
    pub id: Id,
    /// Those that become part of it, 1 to 19.
    pub others: Vec<Id>,
    /// Whose value a field takes: the field's name, one of the seller's own as `custom.` and its id, and the record. Every
    /// other field keeps its value, or takes the first there is.
    #[serde(default)]
    pub fields: BTreeMap<String, Id>,
}

/// What it became.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Merged {
    /// The record that stayed.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// Whose value each field has that more than one record or another one filled.
    pub fields: Vec<Source>,
    /// How many entries and references moved.
    pub moved: u64,
    /// The change set, by which it is taken back.
    pub change_set: Option<Id>,
}

/// Where a value came from.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Source {
    /// The field.
    pub field: String,
    /// The record.
    pub from: Id,
}

/// Merges, as one change set.
pub fn merge(cx: &Cx, kind: &str, wanted: &Merge) -> Result<Merged> {
    merge_again(cx, kind, wanted, &BTreeMap::new())
}

/// Merges what was merged before, with what that taught of each.
pub(super) fn merge_again(
    cx: &Cx,
    kind: &str,
    wanted: &Merge,
    lessons: &BTreeMap<Id, String>,
) -> Result<Merged> {
    let compiled = cx.registry.kind(kind)?;
    if wanted.others.is_empty() || wanted.others.len() >= MOST {
        return Err(Error::invalid("others", format!("Choose 2 to {MOST} records to merge.")));
    }
    let mut chosen = wanted.others.clone();
    chosen.push(wanted.id);
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.len() <= wanted.others.len() {
        return Err(Error::invalid("others", "A record cannot be merged with itself."));
    }
    let catalogue = cx.catalogue();
    let region = cx.region()?;
    let written = cx.vault.write(&cx.act(""), |tx| -> Result<Merged> {
        let rules = RuleCx {
            conn: tx,
            registry: &cx.registry,
            catalogue: &catalogue,
            now_ms: tx.now_ms(),
            region: &region,
        };
        join(tx, &rules, compiled, wanted, lessons)
    })?;
    Ok(Merged { change_set: written.change_set, ..written.value })
}

/// A living record of those that become one.
pub(super) fn living(rules: &RuleCx<'_>, compiled: &Compiled, id: Id) -> Result<(Id, Record)> {
    let record = records::get(rules.conn, compiled, id)?;
    if record.contains_key("deleted_ms") {
        let words = "What is in the trash cannot be merged. Restore it first.";
        return Err(Error::refused("merge_in_trash", words).with(serde_json::json!({ "id": id })));
    }
    Ok((id, record))
}

fn join(
    tx: &Tx<'_>,
    rules: &RuleCx<'_>,
    compiled: &Compiled,
    wanted: &Merge,
    lessons: &BTreeMap<Id, String>,
) -> Result<Merged> {
    let Merge { id, others, fields: choices } = wanted;
    let described = rules.catalogue.kind(&compiled.kind.name)?;
    let start = changes::last_seq(tx)?;
    let all = std::iter::once(id).chain(others);
    let all = all.map(|one| living(rules, compiled, *one)).collect::<Result<Vec<_>>>()?;
    let decided = fields::decide(described, &all, choices)?;
    let Some(((_, own), rest)) = all.split_first() else {
        return Err(Error::invalid("id", "Choose a record."));
    };
    let mut moved = 0;
    for (at, (other, record)) in rest.iter().enumerate() {
        moved += if planted::is("a_merge_moves_nothing") {
            0
        } else {
            repoint(tx, &compiled.kind.name, *other, *id)?
        };
        store::rename_in_own_fields(rules, &compiled.kind.name, *other, *id)?;
        let lesson = match lessons.get(other) {
            Some(lesson) => Some(lesson.clone()),
            None => duplicates::lesson(rules.conn, &compiled.kind.name, *id, *other)?,
        };
        let of_it = decided.iter().filter(|one| one.chosen && one.from == at + 1);
        let joined = Joined {
            id: *other,
            change_set: tx.set(),
            into: *id,
            title: name(&compiled.kind, record),
            chosen: of_it.map(|one| one.field.clone()).collect(),
            at_ms: rules.now_ms,
            lesson,
        };
        store::remember(rules.conn, &compiled.kind.name, &joined)?;
        store::delete(rules.conn, compiled, *other)?;
    }
    compiled.rules.merged(rules, *id)?;
    let now = records::get(rules.conn, compiled, *id)?;
    let mut new = now.clone();
    fields::settle(&mut new, &decided);
    if !planted::is("lists_are_not_joined") {
        lists::join(&compiled.kind, &mut new, own, rules.region);
    }
    records::update_joining(rules, compiled, *id, &now, new)?;
    store::touch(rules.conn, compiled, *id, rules.now_ms)?;
    for (kind, touched) in tx.touched_after(start)? {
        records::derive(rules, &kind, touched)?;
    }
    let record = records::get(rules.conn, compiled, *id)?;
    let title = name(&compiled.kind, &record);
    tx.call(match rest {
        [(_, other)] => format!("Merged {} into {title}", name(&compiled.kind, other)),
        _ => format!("Merged {} {} into {title}", rest.len(), compiled.kind.words()),
    });
    let fields =
        decided.into_iter().filter(|one| one.from > 0 || one.values.iter().skip(1).any(|v| !v.is_null()));
    let fields = fields.filter_map(|one| {
        let (from, _) = all.get(one.from)?;
        Some(Source { field: one.field, from: *from })
    });
    Ok(Merged { id: *id, title, fields: fields.collect(), moved, change_set: None })
}
