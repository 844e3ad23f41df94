//! The index executor of lists: filter, order and exact total over the columns, with the records changed since the
//! commit taken out and evaluated directly, so that the answer is exact as of now.

pub(crate) mod counted;
mod filter;
pub(crate) mod groups;
mod order;
mod select;
mod values;
pub(crate) mod words;

use std::sync::Arc;

use satchel_kernel::Id;
use satchel_kernel::evaluate::{Plan, Rank};
use serde_json::Value;

use crate::columns::with_sort_keys;
use crate::document::Document;
use crate::index::bits::Bits;
use crate::view::View;
use crate::{Result, planted};
use order::Orderer;

pub(crate) use filter::matching;

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Start<'a> {
    /// From this position on.
    Position(u64),
    /// What comes after this place.
    After(&'a Rank),
}

/// The ids of a part of the list, at most `limit`, and how many the whole list has.
pub(crate) fn page(view: &View, plan: &Plan<'_>, start: Start<'_>, limit: usize) -> Result<(Vec<Id>, u64)> {
    let segments = &view.snapshot.segments;
    let mut changed = Vec::new();
    let mut stale: Vec<Vec<u32>> = vec![Vec::new(); segments.len()];
    for record in view.overlay.changed.values() {
        if let Some((segment, doc)) = record.stale
            && let Some(docs) = stale.get_mut(segment)
            && !planted::is("stale_record_answers")
        {
            docs.push(doc);
        }
        if let Some(document) = &record.document
            && document.kind == plan.kind.name
        {
            let values = Value::Object(document.values.clone());
            if plan.matches(&values) {
                changed.extend(with_sort_keys(|keys| plan.rank(&values, keys)).flatten());
            }
        }
    }
    let orderer = Orderer::new(plan, segments, &changed)?;
    let mut members = Vec::with_capacity(segments.len() + 1);
    for (segment, stale) in segments.iter().zip(&stale) {
        let mut found = filter::matching(&view.snapshot, segment, plan)?;
        stale.iter().for_each(|doc| found.remove(*doc));
        members.push(found);
    }
    members.push(Bits::all(u32::try_from(changed.len()).unwrap_or(u32::MAX)));
    let total = members.iter().map(Bits::count).sum();
    let ids = match start {
        Start::Position(position) => orderer.page(members, position, limit)?,
        Start::After(rank) => orderer.after(members, rank, limit)?,
    };
    Ok((ids, total))
}

/// How many records the list has.
pub(crate) fn total(view: &View, plan: &Plan<'_>) -> Result<u64> {
    let mut total = 0;
    let mut stale: Vec<(usize, u32)> = Vec::new();
    for record in view.overlay.changed.values() {
        stale.extend(record.stale);
        let document = record.document.as_ref().filter(|document| document.kind == plan.kind.name);
        let matches = |document: &Arc<Document>| plan.matches(&Value::Object(document.values.clone()));
        total += u64::from(document.is_some_and(matches));
    }
    for (at, segment) in view.snapshot.segments.iter().enumerate() {
        let mut found = filter::matching(&view.snapshot, segment, plan)?;
        stale.iter().filter(|(of, _)| *of == at).for_each(|(_, doc)| found.remove(*doc));
        total += found.count();
    }
    Ok(total)
}
