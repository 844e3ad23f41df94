//! How many tasks about a contact or a company are to be done, kept on them so that lists can ask for who has none.

use std::collections::BTreeSet;

use satchel_feature::records::{Record, RuleCx, part};
use satchel_kernel::{Id, Result};
use satchel_people::kept;

use super::store;

/// Whom a task is about.
fn about(task: &Record) -> BTreeSet<(&'static str, Id)> {
    [("contacts", "contact"), ("companies", "company")]
        .into_iter()
        .flat_map(|(name, kind)| part(task, name).iter().map(move |id| (kind, id)))
        .filter_map(|(kind, id)| Some((kind, id.as_str()?.parse().ok()?)))
        .collect()
}

/// Counts anew for whom a task was and is about.
pub(super) fn keep(cx: &RuleCx<'_>, new: &Record, old: Option<&Record>) -> Result<()> {
    let (before, now) = (old.map(about).unwrap_or_default(), about(new));
    set(cx, before.union(&now))
}

/// Counts anew for whom a task and its subtasks are about, which go to the trash together.
pub(super) fn keep_below(cx: &RuleCx<'_>, task: Id) -> Result<()> {
    set(cx, store::about_below(cx.conn, task)?.iter())
}

fn set<'a>(cx: &RuleCx<'_>, whom: impl Iterator<Item = &'a (&'static str, Id)>) -> Result<()> {
    for (kind, id) in whom {
        kept::set_tasks(cx.conn, kind, *id, store::open(cx.conn, kind, *id)?)?;
    }
    Ok(())
}

/// Shows the open tasks on a contact or company whose other fields were restored from the log.
pub(super) fn follow(cx: &RuleCx<'_>, kind: &str, id: Id, record: &mut Record) -> Result<()> {
    if kept::is_kept(kind) {
        kept::show_tasks(record, store::open(cx.conn, kind, id)?);
    }
    Ok(())
}
