//! Values read from columns a stretch of documents at a time, as they lie, which is several times quicker than asking for
//! each document's.

use std::fmt::Debug;
use std::ops::Range;

use tantivy::columnar::column_index::MultiValueIndex;
use tantivy::columnar::{Column, ColumnIndex};

use crate::index::bits::Bits;

/// Documents of a stretch; their values stay in the processor's first cache.
const STRETCH: u32 = 1 << 11;
/// Where fewer than one in so many documents is asked for, each is asked for alone.
const SPARSE: u64 = 16;

/// What a column may hold.
pub(super) trait Held: PartialOrd + Copy + Default + Debug + Send + Sync + 'static {}

impl<T: PartialOrd + Copy + Default + Debug + Send + Sync + 'static> Held for T {}

/// Hands over the first value of each of these documents that has one, in order.
pub(super) fn firsts<T: Held>(column: &Column<T>, docs: &Bits, mut with: impl FnMut(u32, T)) {
    let sparse = docs.count() * SPARSE < u64::from(docs.size());
    if sparse || matches!(column.index, ColumnIndex::Multivalued(_)) {
        docs.each(|doc| column.first(doc).into_iter().for_each(|value| with(doc, value)));
        return;
    }
    let mut of_rows = Vec::new();
    stretches(column, docs.size(), |from, rows, values| {
        of_rows.clear();
        of_rows.extend(rows);
        column.index.select_batch_in_place(from, &mut of_rows);
        for (doc, value) in of_rows.iter().zip(values) {
            if docs.has(*doc) {
                with(*doc, *value);
            }
        }
    });
}

/// Hands over the values of each of these documents that has any, in order; what has several values has them side by side.
pub(super) fn each<T: Held>(column: &Column<T>, docs: &Bits, mut with: impl FnMut(u32, &mut [T])) {
    let ColumnIndex::Multivalued(index) = &column.index else {
        firsts(column, docs, |doc, value| with(doc, &mut [value]));
        return;
    };
    let sparse = docs.count() * SPARSE < u64::from(docs.size());
    let (false, MultiValueIndex::MultiValueIndexV2(index)) = (sparse, index) else {
        let mut of_doc = Vec::new();
        docs.each(|doc| {
            of_doc.clear();
            of_doc.extend(column.values_for_doc(doc));
            if !of_doc.is_empty() {
                with(doc, &mut of_doc);
            }
        });
        return;
    };
    // Documents with values lie one behind the other, and so do their values: each begins where the one before ends.
    let (mut holders, mut starts, mut values) = (Vec::new(), Vec::new(), Vec::new());
    let mut all = index.optional_index.iter_non_null_docs();
    let mut from = 0_u64;
    loop {
        holders.clear();
        holders.extend(all.by_ref().take(STRETCH as usize));
        if holders.is_empty() {
            return;
        }
        starts.resize(holders.len() + 1, 0);
        index.start_index_column.get_range(from, &mut starts);
        from += holders.len() as u64;
        let (Some(first), Some(last)) = (starts.first().copied(), starts.last()) else { return };
        values.resize(last.saturating_sub(first) as usize, T::default());
        column.values.get_range(first.into(), &mut values);
        let mut rest = values.as_mut_slice();
        for (doc, ends) in holders.iter().zip(starts.windows(2)) {
            let own = ends.iter().rev().copied().reduce(u32::saturating_sub).unwrap_or(0);
            let Some((own, behind)) = std::mem::take(&mut rest).split_at_mut_checked(own as usize) else {
                return;
            };
            if docs.has(*doc) {
                with(*doc, own);
            }
            rest = behind;
        }
    }
}

/// Adds the documents with a value that is wanted.
pub(super) fn holding<T: Held>(column: &Column<T>, bits: &mut Bits, wanted: impl Fn(T) -> bool) {
    let mut found = Vec::new();
    stretches(column, bits.size(), |from, rows, values| {
        found.clear();
        found.extend(rows.zip(values).filter(|(_, value)| wanted(**value)).map(|(row, _)| row));
        column.index.select_batch_in_place(from, &mut found);
        found.iter().for_each(|doc| bits.add(*doc));
    });
}

/// Hands over the rows and values of every stretch of documents, with its first document.
fn stretches<T: Held>(column: &Column<T>, size: u32, mut with: impl FnMut(u32, Range<u32>, &[T])) {
    let mut values = Vec::new();
    let mut from = 0;
    while from < size {
        let to = from.saturating_add(STRETCH).min(size);
        let rows = column.index.docid_range_to_rowids(from..to);
        values.resize(rows.len(), T::default());
        column.values.get_range(rows.start.into(), &mut values);
        with(from, rows, &values);
        from = to;
    }
}
