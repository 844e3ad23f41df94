//! How many tasks about a contact, a company, a deal, a lead or a record of an own kind are to be done, kept on them so that lists can ask for who has none.

use std::collections::BTreeSet;

use satchel_feature::records::{Record, RuleCx, part};
use satchel_kernel::catalogue::OWN_RECORD;
use satchel_kernel::{Id, Result};
use satchel_people::kept;
use satchel_selling::deals::rules as deal_rules;
use satchel_selling::leads::rules as lead_rules;

use super::store;

/// The records of a part that a task is about.
pub(super) fn of(task: &Record, name: &str) -> impl Iterator<Item = Id> {
    part(task, name).iter().filter_map(|id| id.as_str()?.parse().ok())
}

/// What a task is about.
fn about(task: &Record) -> BTreeSet<(&'static str, Id)> {
    let parts = [("contacts", "contact"), ("companies", "company"), ("deals", "deal"), ("leads", "lead")];
    parts
        .into_iter()
        .chain([("own_records", OWN_RECORD)])
        .flat_map(|(name, kind)| part(task, name).iter().map(move |id| (kind, id)))
        .filter_map(|(kind, id)| Some((kind, id.as_str()?.parse().ok()?)))
        .collect()
}

/// Counts anew for what a task was and is about.
pub(super) fn keep(cx: &RuleCx<'_>, new: &Record, old: Option<&Record>) -> Result<()> {
    let (before, now) = (old.map(about).unwrap_or_default(), about(new));
    set(cx, before.union(&now))
}

/// Counts anew for what a task and its subtasks are about, which go to the trash together.
pub(super) fn keep_below(cx: &RuleCx<'_>, task: Id) -> Result<()> {
    set(cx, store::about_below(cx.conn, task)?.iter())
}

fn set<'a>(cx: &RuleCx<'_>, whom: impl Iterator<Item = &'a (&'static str, Id)>) -> Result<()> {
    for (kind, id) in whom {
        let open = store::open(cx.conn, kind, *id)?;
        match *kind {
            "deal" => deal_rules::set_open_tasks(cx, *id, open)?,
            "lead" => lead_rules::set_open_tasks(cx, *id, open)?,
            _ => kept::set_tasks(cx.conn, kind, *id, open)?,
        }
    }
    Ok(())
}

/// Shows the open tasks on a contact, company, deal or lead whose other fields were restored from the log.
pub(super) fn follow(cx: &RuleCx<'_>, kind: &str, id: Id, record: &mut Record) -> Result<()> {
    if matches!(kind, "deal" | "lead") || kept::has_tasks(kind) {
        kept::show_tasks(record, store::open(cx.conn, kind, id)?);
    }
    Ok(())
}
