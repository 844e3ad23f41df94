//! Facets over columns: the documents of a list counted by their values at a place.

use std::collections::HashMap;

use satchel_kernel::FieldType;
use satchel_kernel::evaluate::{Place, Plan, facets};
use serde_json::Value;

use super::filter;
use crate::Result;
use crate::columns::{self, VALUES};
use crate::index::snapshot::Values;
use crate::view::View;

/// Every value with the number of records that have it, the most frequent first.
pub(crate) fn count(view: &View, plan: &Plan<'_>, place: &Place<'_>) -> Result<Vec<(String, u64)>> {
    let segments = &view.snapshot.segments;
    let mut counts = HashMap::<String, u64>::new();
    let mut stale: Vec<Vec<u32>> = vec![Vec::new(); segments.len()];
    for record in view.overlay.changed.values() {
        if let Some((segment, doc)) = record.stale
            && let Some(docs) = stale.get_mut(segment)
        {
            docs.push(doc);
        }
        let Some(document) = record.document.as_ref().filter(|d| d.kind == plan.kind.name) else { continue };
        let values = Value::Object(document.values.clone());
        if plan.matches(&values) {
            for key in place.facets(&values) {
                *counts.entry(key).or_default() += 1;
            }
        }
    }
    let key = columns::key(VALUES, &plan.kind.name, place);
    for (segment, stale) in segments.iter().zip(&stale) {
        let mut found = filter::matching(&view.snapshot, segment, plan)?;
        stale.iter().for_each(|doc| found.remove(*doc));
        match segment.column(&key)? {
            Some(Values::Texts(column)) => {
                let mut by_ord = HashMap::<u64, u64>::new();
                let mut of_doc = Vec::new();
                for doc in found.iter() {
                    of_doc.clear();
                    of_doc.extend(column.ords().values_for_doc(doc));
                    of_doc.sort_unstable();
                    of_doc.dedup();
                    for ord in &of_doc {
                        *by_ord.entry(*ord).or_default() += 1;
                    }
                }
                for (ord, count) in by_ord {
                    let mut text = String::new();
                    column.ord_to_str(ord, &mut text)?;
                    *counts.entry(text).or_default() += count;
                }
            }
            Some(Values::Ints(column)) if matches!(place.ty(), Some(FieldType::Bool)) => {
                for doc in found.iter() {
                    for yes in [true, false] {
                        if column.values_for_doc(doc).any(|value| (value != 0) == yes) {
                            *counts.entry(yes.to_string()).or_default() += 1;
                        }
                    }
                }
            }
            _ => {}
        }
    }
    Ok(facets::ranked(counts))
}
