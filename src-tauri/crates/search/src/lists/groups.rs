//! Groups over columns: the documents of a list counted by what they have in common at a place. Texts are counted by their
//! ordinals, which are read as words once, when all are counted.

use std::collections::HashMap;

use satchel_kernel::date::PartialDate;
use satchel_kernel::evaluate::Plan;
use satchel_kernel::evaluate::groups::{Grouping, Unit, letter_of};
use satchel_kernel::{FieldType, Id};
use serde_json::Value;
use tantivy::columnar::StrColumn;

use super::filter;
use crate::Result;
use crate::columns::{self, VALUES};
use crate::index::bits::Bits;
use crate::index::schema::whole_id;
use crate::index::snapshot::Values;
use crate::view::View;

/// Some records of a list that have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCount {
    /// What it is.
    pub key: String,
    /// How many they are.
    pub count: u64,
    /// One of them, where that is known: how it writes the value is how it may be shown.
    pub one: Option<Id>,
}

/// The count of a group, and one of its records.
type Count = (u64, Option<Id>);

/// Every group with the number of records in it, the largest first, then by the group.
pub(crate) fn count(view: &View, plan: &Plan<'_>, grouping: &Grouping<'_>) -> Result<Vec<GroupCount>> {
    let segments = &view.snapshot.segments;
    let mut counts = HashMap::<String, Count>::new();
    let mut add = |key: String, count: u64, one: Option<Id>| {
        let group = counts.entry(key).or_default();
        group.0 += count;
        group.1 = group.1.or(one);
    };
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
                add(key, 1, Some(document.id));
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
                let (high, low) = segment.ids()?;
                let id = |doc: u32| {
                    let (high, low) = (high.get(doc as usize)?, low.get(doc as usize)?);
                    Some(whole_id(*high, *low))
                };
                let groups = Groups::of(&column, grouping.unit)?;
                for (name, count, doc) in groups.named(&column, &by_ordinal(&column, &groups, &found))? {
                    add(name, count, id(doc));
                }
            }
            Some(Values::Ints(column)) if matches!(ty, Some(FieldType::Bool)) => {
                for doc in found.iter() {
                    for yes in [true, false] {
                        if column.values_for_doc(doc).any(|value| (value != 0) == yes) {
                            add(yes.to_string(), 1, None);
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
                        add(name.clone(), 1, None);
                    }
                }
                for (value, count) in by_date {
                    if let Some(name) = date_of(value).and_then(|date| grouping.of_date(date)) {
                        add(name, count, None);
                    }
                }
            }
            _ => {}
        }
    }
    let mut counts: Vec<GroupCount> =
        counts.into_iter().map(|(key, (count, one))| GroupCount { key, count, one }).collect();
    counts.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.key.cmp(&b.key)));
    Ok(counts)
}

/// How many of these documents have each group, by its number, with the first of them.
fn by_ordinal(column: &StrColumn, groups: &Groups, found: &Bits) -> Vec<(u64, u32)> {
    let mut by_group = vec![(0, 0); groups.len(column)];
    let mut add = |group: u64, doc: u32| {
        if let Some((count, first)) = usize::try_from(group).ok().and_then(|group| by_group.get_mut(group)) {
            if *count == 0 {
                *first = doc;
            }
            *count += 1;
        }
    };
    let ords = column.ords();
    if !ords.get_cardinality().is_multivalue() {
        found.iter().for_each(|doc| ords.first(doc).into_iter().for_each(|ord| add(groups.at(ord), doc)));
        return by_group;
    }
    let mut of_doc = Vec::new();
    for doc in found.iter() {
        of_doc.clear();
        of_doc.extend(ords.values_for_doc(doc).map(|ord| groups.at(ord)));
        if of_doc.len() > 1 {
            of_doc.sort_unstable();
            of_doc.dedup();
        }
        of_doc.iter().for_each(|group| add(*group, doc));
    }
    by_group
}

/// The groups of a segment's texts.
enum Groups {
    /// Every text is one.
    Each,
    /// By their first letters: which letter each text has, and the letters.
    Letters(Vec<u64>, Vec<String>),
}

impl Groups {
    /// Reads the dictionary once where groups are not its texts.
    fn of(column: &StrColumn, unit: Unit) -> Result<Self> {
        if unit != Unit::Letter {
            return Ok(Self::Each);
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
        Ok(Self::Letters(of, letters))
    }

    fn len(&self, column: &StrColumn) -> usize {
        match self {
            Self::Each => column.num_terms(),
            Self::Letters(_, letters) => letters.len(),
        }
    }

    /// The number of the group that a text stands in.
    fn at(&self, ord: u64) -> u64 {
        match self {
            Self::Each => ord,
            Self::Letters(of, _) => {
                usize::try_from(ord).ok().and_then(|ord| of.get(ord)).copied().unwrap_or(u64::MAX)
            }
        }
    }

    /// The groups that have documents, with their names, in one pass.
    fn named(&self, column: &StrColumn, by_group: &[(u64, u32)]) -> Result<Vec<(String, u64, u32)>> {
        let counted = by_group.iter().zip(0_u64..).filter(|((count, _), _)| *count > 0);
        let groups: Vec<(u64, (u64, u32))> = counted.map(|(counts, group)| (group, *counts)).collect();
        let names = match self {
            Self::Each => {
                let ords: Vec<u64> = groups.iter().map(|(ord, _)| *ord).collect();
                let mut names = Vec::with_capacity(ords.len());
                let name = |bytes: &[u8]| names.push(String::from_utf8_lossy(bytes).into_owned());
                column.dictionary().sorted_ords_to_term_cb(&ords, name)?;
                names
            }
            Self::Letters(_, letters) => {
                let letter =
                    |(group, _): &(u64, _)| usize::try_from(*group).ok().and_then(|at| letters.get(at));
                groups.iter().map(|group| letter(group).cloned().unwrap_or_default()).collect()
            }
        };
        Ok(names.into_iter().zip(groups).map(|(name, (_, (count, doc)))| (name, count, doc)).collect())
    }
}

/// A date as columns hold it.
fn date_of(value: i64) -> Option<PartialDate> {
    let part = |value: i64| u8::try_from(value % 100).ok();
    let year = i16::try_from(value / 10_000).ok()?;
    PartialDate::new((year > 0).then_some(year), part(value / 100)?, part(value)?)
}
