//! Groups over columns: the documents of a list counted by what they have in common at a place.

use std::collections::HashMap;

use satchel_kernel::FieldType;
use satchel_kernel::date::PartialDate;
use satchel_kernel::evaluate::Plan;
use satchel_kernel::evaluate::facets::ranked;
use satchel_kernel::evaluate::groups::{Grouping, Unit, letter_of};
use serde_json::Value;
use tantivy::columnar::StrColumn;

use super::filter;
use crate::Result;
use crate::columns::{self, VALUES};
use crate::index::snapshot::Values;
use crate::view::View;

/// Every group with the number of records in it, the largest first.
pub(crate) fn count(view: &View, plan: &Plan<'_>, grouping: &Grouping<'_>) -> Result<Vec<(String, u64)>> {
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
            for key in grouping.keys(&values) {
                *counts.entry(key).or_default() += 1;
            }
        }
    }
    let key = columns::key(VALUES, &plan.kind.name, &grouping.place);
    let ty = grouping.place.ty();
    for (segment, stale) in segments.iter().zip(&stale) {
        let mut found = filter::matching(&view.snapshot, segment, plan)?;
        stale.iter().for_each(|doc| found.remove(*doc));
        match segment.column(&key)? {
            Some(Values::Texts(column)) => {
                let groups = groups(&column, grouping.unit)?;
                let mut by_group = HashMap::<u64, u64>::new();
                let mut of_doc = Vec::new();
                for doc in found.iter() {
                    of_doc.clear();
                    of_doc.extend(column.ords().values_for_doc(doc).map(|ord| groups.of(ord)));
                    of_doc.sort_unstable();
                    of_doc.dedup();
                    for group in &of_doc {
                        *by_group.entry(*group).or_default() += 1;
                    }
                }
                for (group, count) in by_group {
                    *counts.entry(groups.name(&column, group)?).or_default() += count;
                }
            }
            Some(Values::Ints(column)) if matches!(ty, Some(FieldType::Bool)) => {
                for doc in found.iter() {
                    for yes in [true, false] {
                        if column.values_for_doc(doc).any(|value| (value != 0) == yes) {
                            *counts.entry(yes.to_string()).or_default() += 1;
                        }
                    }
                }
            }
            Some(Values::Ints(column)) if grouping.unit.is_of_time() => {
                let dates = matches!(ty, Some(FieldType::Date));
                let mut by_date = HashMap::<i64, u64>::new();
                let mut span: Option<(String, i64, i64)> = None;
                for value in found.iter().filter_map(|doc| column.first(doc)) {
                    if dates {
                        *by_date.entry(value).or_default() += 1;
                        continue;
                    }
                    if span.as_ref().is_none_or(|(_, from, to)| !(*from..*to).contains(&value)) {
                        span = grouping.span_at(value);
                    }
                    if let Some((name, ..)) = &span {
                        *counts.entry(name.clone()).or_default() += 1;
                    }
                }
                for (value, count) in by_date {
                    if let Some(name) = date_of(value).and_then(|date| grouping.of_date(date)) {
                        *counts.entry(name).or_default() += count;
                    }
                }
            }
            _ => {}
        }
    }
    Ok(ranked(counts))
}

/// The groups of a segment's texts.
enum Groups {
    /// Every text is one.
    Each,
    /// By their first letters: which letter each text has, and the letters.
    Letters(Vec<u64>, Vec<String>),
}

/// Reads the dictionary once where groups are not its texts.
fn groups(column: &StrColumn, unit: Unit) -> Result<Groups> {
    if unit != Unit::Letter {
        return Ok(Groups::Each);
    }
    let (mut of, mut letters) = (Vec::new(), Vec::<String>::new());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        let letter = letter_of(&String::from_utf8_lossy(stream.key())).unwrap_or_default();
        // The dictionary is in order, so that equal letters stand together.
        if letters.last() != Some(&letter) {
            letters.push(letter);
        }
        of.push(letters.len() as u64 - 1);
    }
    Ok(Groups::Letters(of, letters))
}

impl Groups {
    fn of(&self, ord: u64) -> u64 {
        match self {
            Self::Each => ord,
            Self::Letters(of, _) => {
                usize::try_from(ord).ok().and_then(|ord| of.get(ord)).copied().unwrap_or(u64::MAX)
            }
        }
    }

    fn name(&self, column: &StrColumn, group: u64) -> Result<String> {
        match self {
            Self::Each => {
                let mut text = String::new();
                column.ord_to_str(group, &mut text)?;
                Ok(text)
            }
            Self::Letters(_, letters) => {
                Ok(usize::try_from(group).ok().and_then(|at| letters.get(at)).cloned().unwrap_or_default())
            }
        }
    }
}

/// A date as columns hold it.
fn date_of(value: i64) -> Option<PartialDate> {
    let part = |value: i64| u8::try_from(value % 100).ok();
    let year = i16::try_from(value / 10_000).ok()?;
    PartialDate::new((year > 0).then_some(year), part(value / 100)?, part(value)?)
}
