//! The words of a column numbered across segments, in their order: segments number their own words, and the same word of
//! two is one group. Segments never change, so that they are walked through once.

use tantivy::columnar::StrColumn;
use tantivy::index::SegmentId;

use super::counted::Group;
use crate::{Result, planted};

/// The numbers.
pub(crate) struct Words {
    pub(crate) key: String,
    pub(crate) segments: Vec<SegmentId>,
    /// The number of each word, per segment in the order of its words; of one segment they are its own.
    numbers: Option<Vec<Vec<u32>>>,
    many: usize,
}

impl Words {
    /// Walks through the dictionaries side by side.
    pub(crate) fn read(key: &str, segments: Vec<SegmentId>, columns: &[&StrColumn]) -> Result<Self> {
        let key = key.to_owned();
        if let [first, others @ ..] = columns
            && (others.is_empty() || planted::is("words_of_one_segment"))
        {
            return Ok(Self { key, segments, numbers: None, many: first.num_terms() });
        }
        let (mut walks, mut many) = (Vec::with_capacity(columns.len()), 0_u32);
        for column in columns {
            let mut stream = column.dictionary().stream()?;
            let is_there = stream.advance();
            walks.push((stream, is_there, Vec::with_capacity(column.num_terms())));
        }
        let mut word = Vec::new();
        while let Some(least) = walks.iter().filter(|walk| walk.1).map(|walk| walk.0.key()).min() {
            word.clear();
            word.extend_from_slice(least);
            for (stream, is_there, numbers) in &mut walks {
                if *is_there && stream.key() == word {
                    numbers.push(many);
                    *is_there = stream.advance();
                }
            }
            many = many.saturating_add(1);
        }
        let numbers = walks.into_iter().map(|(.., numbers)| numbers).collect();
        Ok(Self { key, segments, numbers: Some(numbers), many: many as usize })
    }

    /// How many words there are.
    pub(crate) const fn many(&self) -> usize {
        self.many
    }

    /// How much memory they take, in units of eight bytes.
    pub(crate) fn weight(&self) -> usize {
        self.numbers.iter().flatten().map(|numbers| numbers.len() / 2).sum()
    }

    /// Adds what was counted in a segment.
    pub(super) fn total(&self, segment: usize, groups: &[Group], totals: &mut [u64]) {
        let Some(numbers) = &self.numbers else {
            totals.iter_mut().zip(groups).for_each(|(total, group)| *total += u64::from(group.count));
            return;
        };
        for (number, group) in numbers.get(segment).into_iter().flatten().zip(groups) {
            if let Some(total) = totals.get_mut(*number as usize) {
                *total += u64::from(group.count);
            }
        }
    }

    /// The number of a segment's word.
    pub(super) fn number(&self, segment: usize, ord: u64) -> Option<usize> {
        let ord = usize::try_from(ord).ok()?;
        let Some(numbers) = &self.numbers else { return Some(ord) };
        numbers.get(segment)?.get(ord).map(|number| *number as usize)
    }

    /// Where a segment has the word of this number.
    pub(super) fn ord(&self, segment: usize, number: usize) -> Option<usize> {
        let Some(numbers) = &self.numbers else { return Some(number) };
        numbers.get(segment)?.binary_search_by(|have| (*have as usize).cmp(&number)).ok()
    }
}
