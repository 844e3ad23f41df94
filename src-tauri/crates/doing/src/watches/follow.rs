//! A look at the watched views: who came and who went since the last one.

use std::collections::{BTreeMap, BTreeSet};

use satchel_feature::Cx;
use satchel_feature::records::{rows_by_id, text};
use satchel_kernel::evaluate::Plan;
use satchel_kernel::period::Now;
use satchel_kernel::query::{Condition, Filter, Op, Query};
use satchel_kernel::{Id, Result};
use satchel_people::views;
use satchel_vault::list::Listing;
use satchel_vault::{Connection, changes, fault as broken};
use serde_json::json;

use super::model::{Difference, Kept, Watched};
use super::{rules, store};

/// The most changes that are read one by one; after more of them all members are compared.
const MOST_CHANGES: u32 = 4_000;
/// The most changed records that are asked one by one.
const MOST_CHANGED: usize = 1_000;

/// What is to be written of one view.
enum Found {
    /// It begins with these members.
    Begun(BTreeSet<Id>),
    /// These came and went.
    Changed(Difference),
    /// It cannot be asked.
    Fault,
}

/// Looks at every watched view; answers whether somebody came or went. During a large write nothing is looked at:
/// nobody is told of half of it.
pub fn follow(cx: &Cx, now_ms: i64) -> Result<bool> {
    let found = cx.vault.read(|conn| -> Result<_> {
        let watched = store::watched(conn)?;
        if watched.is_empty() {
            return Ok((store::has_forgotten(conn)?, Vec::new()));
        }
        if changes::is_large_open(conn)? {
            return Ok((false, Vec::new()));
        }
        let now = Now { at_ms: now_ms, ..cx.now()? };
        let seq = changes::last_seq(conn)?;
        let mut changed = Changed { first: store::first_change(conn)?, seq, since: BTreeMap::new() };
        let mut found = Vec::new();
        for one in watched {
            if let Some(next) = look(cx, conn, &one, &now, &mut changed)? {
                found.push((one, next));
            }
        }
        Ok((store::has_forgotten(conn)?, found))
    })?;
    let (forgotten, found) = found;
    if !forgotten && found.is_empty() {
        return Ok(false);
    }
    cx.vault.write_local(|conn| -> Result<bool> {
        if forgotten {
            store::forget(conn)?;
        }
        let mut moved = forgotten;
        for (one, (kept, next)) in &found {
            // Somebody else looked meanwhile: what they wrote holds.
            if store::kept(conn, one.view)? != one.kept {
                continue;
            }
            match next {
                Found::Begun(members) => store::begin(conn, one.view, members)?,
                Found::Changed(difference) if *difference != Difference::default() => {
                    store::apply(conn, one.view, &one.of, difference, now_ms)?;
                    moved = true;
                }
                Found::Changed(_) | Found::Fault => {}
            }
            moved |= one.kept.as_ref().is_none_or(|before| before.fault != kept.fault);
            store::keep(conn, one.view, kept)?;
        }
        Ok(moved)
    })
}

/// What is to be written of one view; `None` if nothing changed since it was looked at.
fn look(
    cx: &Cx,
    conn: &Connection,
    one: &Watched,
    now: &Now,
    changed: &mut Changed,
) -> Result<Option<(Kept, Found)>> {
    let day = now.today()?.to_string();
    let asked = one.asked();
    let kept = one.kept.as_ref().filter(|kept| kept.asked == asked);
    let of_today = kept.filter(|kept| kept.day == day);
    if of_today.is_some_and(|kept| kept.seq == changed.seq && kept.fault.is_none()) {
        return Ok(None);
    }
    let catalogue = cx.catalogue();
    let question = catalogue.kind(&one.of).and_then(|kind| {
        let query = views::rules::read(&one.query)?.resolved(kind, now)?;
        Plan::new(kind, &query)?;
        Ok((kind, query))
    });
    let (kind, query) = match question {
        Ok(question) => question,
        Err(error) => {
            // What it holds stays, for the day it can be asked again.
            let before = kept.cloned().unwrap_or(Kept { asked, seq: 0, day: String::new(), fault: None });
            let same = before.fault.as_deref() == Some(error.code) && one.kept.is_some();
            let fault = Kept { fault: Some(error.code.to_owned()), ..before };
            return Ok((!same).then_some((fault, Found::Fault)));
        }
    };
    let next = Kept { asked, seq: changed.seq, day, fault: None };
    let ids = |query: &Query| -> Result<BTreeSet<Id>> {
        let plan = Plan::new(kind, query)?;
        Ok(Listing::new(&plan).ids(conn).map_err(broken)?.into_iter().collect())
    };
    // One that could not be asked from the start has no members to compare with.
    let Some(kept) = kept.filter(|kept| !kept.day.is_empty()) else {
        return Ok(Some((next, Found::Begun(ids(&query)?))));
    };
    let few = match of_today {
        Some(_) => changed.since(conn, kept.seq, &one.of)?,
        None => None,
    };
    let mut difference = match few {
        Some(few) => {
            let among = Filter::Is(Condition { field: "id".into(), op: Op::OneOf, value: json!(few) });
            let filter = Filter::And(query.filter.clone().into_iter().chain([among]).collect());
            let mut before = BTreeSet::new();
            for id in &few {
                if store::is_member(conn, one.view, *id)? {
                    before.insert(*id);
                }
            }
            rules::difference(&before, &ids(&Query { filter: Some(filter), ..query })?)
        }
        None => rules::difference(&store::members(conn, one.view)?, &ids(&query)?),
    };
    let left = rows_by_id(conn, cx.registry.kind(&one.of)?, &difference.left, &[])?;
    let there: BTreeSet<Id> = left.iter().filter_map(|record| text(record, "id").parse().ok()).collect();
    (difference.left, difference.gone) = difference.left.into_iter().partition(|id| there.contains(id));
    Ok(Some((next, Found::Changed(difference))))
}

/// What changed since a place in the log, read once for all views that are there.
struct Changed {
    first: i64,
    seq: i64,
    since: BTreeMap<i64, Option<Vec<changes::Touched>>>,
}

impl Changed {
    /// The records of a kind changed since; `None` if they are many, or the log does not reach so far back.
    fn since(&mut self, conn: &Connection, seq: i64, kind: &str) -> Result<Option<Vec<Id>>> {
        let known = match self.since.get(&seq) {
            Some(known) => known,
            None => {
                let read = if self.first > seq + 1 || self.seq - seq > i64::from(MOST_CHANGES) {
                    None
                } else {
                    Some(changes::touched_since(conn, seq, MOST_CHANGES as usize)?)
                };
                self.since.entry(seq).or_insert(read)
            }
        };
        let ids = known.as_ref().map(|touched| {
            touched.iter().filter(|one| one.kind == kind).map(|one| one.id).collect::<Vec<_>>()
        });
        Ok(ids.filter(|ids| ids.len() <= MOST_CHANGED))
    }
}
