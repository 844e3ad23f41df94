//! A page out of a million without sorting or copying them: the documents are left where they are, as sets of bits over
//! columns of rough keys, and only those whose rough keys are the page's are taken out.
//!
//! A sample says between which rough keys the page lies; one walk counts those below and takes out those between. The
//! walk proves the sample right or wrong: a wrong one costs a second walk, never a wrong page.

use crate::index::bits::Bits;
use crate::index::snapshot::{ABSENT, Dense};
use crate::lists::order::At;
use crate::planted;

/// Below so many a list is taken out as a whole. In debug builds all three are small, so that the law of the lists, which
/// tries many small ones, comes this way too.
const FEW: u64 = if cfg!(debug_assertions) { 4 } else { 8_192 };
/// How many rough keys a sample has.
const SAMPLE: u64 = if cfg!(debug_assertions) { 4 } else { 4_096 };
/// How far a rank may be from where the sample has it, in places of the sample: four standard deviations.
const MARGIN: u64 = if cfg!(debug_assertions) { 0 } else { 128 };

/// A record with its rough key.
pub(super) type Item = (u64, At);

/// The members of a list in one segment, with their rough keys.
pub(super) struct Part {
    pub(super) segment: u32,
    pub(super) members: Bits,
    pub(super) rough: Rough,
}

impl Part {
    fn key(&self, doc: u32) -> u64 {
        match &self.rough {
            Rough::Same => ABSENT,
            Rough::Dense(keys, descending) => {
                turned(keys.get(doc as usize).copied().unwrap_or(ABSENT), *descending)
            }
        }
    }

    fn each(&self, mut with: impl FnMut(u64, u32)) {
        match &self.rough {
            Rough::Same => self.members.each(|doc| with(ABSENT, doc)),
            // Written twice, so that the direction is not asked for every document.
            Rough::Dense(keys, false) => {
                let keys = keys.as_slice();
                self.members.each(|doc| with(keys.get(doc as usize).copied().unwrap_or(ABSENT), doc));
            }
            Rough::Dense(keys, true) => {
                let keys = keys.as_slice();
                self.members.each(|doc| {
                    with(turned(keys.get(doc as usize).copied().unwrap_or(ABSENT), true), doc);
                });
            }
        }
    }

    /// Its members with this rough key alone.
    pub(super) fn only(&self, key: u64) -> Bits {
        let mut members = Bits::none(self.members.size());
        self.each(|of, doc| {
            if of == key {
                members.add(doc);
            }
        });
        members
    }

    /// How many members have a smaller rough key, and how many this one.
    pub(super) fn below(&self, key: u64) -> (u64, u64) {
        let (mut less, mut equal) = (0, 0);
        self.each(|of, _| {
            less += u64::from(of < key);
            equal += u64::from(of == key);
        });
        (less, equal)
    }
}

/// The rough keys of one segment.
pub(super) enum Rough {
    /// No document has a value.
    Same,
    /// One number each, and whether they descend.
    Dense(Dense, bool),
}

/// A rough key in the direction of the list, the absent last.
pub(super) fn turned(value: u64, descending: bool) -> u64 {
    match value {
        ABSENT if descending && planted::is("absent_first_when_descending") => 0,
        ABSENT => ABSENT,
        value if descending => ABSENT - 1 - value,
        value => value,
    }
}

/// What lies around a page.
pub(super) enum Around {
    /// Those whose rough keys are the page's, and how many records stand before them.
    These { before: u64, near: Vec<At> },
    /// Too many to take out, all with this one rough key; so many records stand before them.
    Alike { before: u64, key: u64 },
}

/// The members between two positions of the order of rough keys, `from` before `to`, with everybody who has the rough
/// key of one of them. `alike` says of which rough keys many need not be taken out.
pub(super) fn around(parts: &[Part], from: u64, to: u64, alike: impl Fn(u64) -> bool) -> Around {
    let total: u64 = parts.iter().map(|part| part.members.count()).sum();
    let (low, high) = if total > FEW { bracket(parts, total, from, to) } else { (0, u64::MAX) };
    if low == high && alike(low) {
        let (less, equal) =
            parts.iter().map(|part| part.below(low)).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
        if less <= from && to <= less + equal && equal > FEW {
            return Around::Alike { before: less, key: low };
        }
    }
    let (mut before, mut items) = between(parts, low, high);
    if (before > from || before + (items.len() as u64) < to) && !planted::is("sample_is_believed") {
        (before, items) = between(parts, 0, u64::MAX);
    }
    let place = |position: u64| usize::try_from(position.saturating_sub(before)).unwrap_or(usize::MAX);
    let (first, last) = ends(&mut items, place(from), place(to));
    before += items.iter().filter(|item| item.0 < first).count() as u64;
    let near = items.iter().filter(|item| (first..=last).contains(&item.0)).map(|item| item.1);
    let near: Vec<At> = near.collect();
    if first == last && near.len() as u64 > FEW && alike(first) {
        return Around::Alike { before, key: first };
    }
    Around::These { before, near }
}

/// Between which rough keys the positions lie, most likely.
fn bracket(parts: &[Part], total: u64, from: u64, to: u64) -> (u64, u64) {
    let step = (total / SAMPLE).max(1);
    let mut sample = Vec::with_capacity(usize::try_from(total / step).unwrap_or(0) + 1);
    for part in parts {
        let many = part.members.count();
        // Evenly over the documents; where there is no member the next one is taken.
        let stride = (u64::from(part.members.size()) * step / many.max(1)).max(1);
        let mut at = 0;
        while let Some(doc) = u32::try_from(at).ok().and_then(|at| part.members.next(at)) {
            sample.push(part.key(doc));
            at = (at + stride).max(u64::from(doc) + 1);
        }
    }
    sample.sort_unstable();
    let place = |position: u64| position * sample.len() as u64 / total;
    let key = |at: u64| usize::try_from(at).ok().and_then(|at| sample.get(at)).copied();
    let low = place(from).checked_sub(MARGIN).and_then(key).unwrap_or(0);
    (low, key(place(to) + MARGIN).unwrap_or(u64::MAX))
}

/// How many lie below, and those between.
fn between(parts: &[Part], low: u64, high: u64) -> (u64, Vec<Item>) {
    let (mut below, mut items) = (0, Vec::new());
    for part in parts {
        part.each(|key, doc| {
            if key < low {
                below += 1;
            } else if key <= high {
                items.push((key, At { segment: part.segment, doc }));
            }
        });
    }
    (below, items)
}

/// The least and the greatest rough key of a stretch of places.
fn ends(items: &mut [Item], from: usize, to: usize) -> (u64, u64) {
    if from >= to || to > items.len() {
        return (0, u64::MAX);
    }
    let by_key = |item: &Item| item.0;
    let (_, first, rest) = items.select_nth_unstable_by_key(from, by_key);
    let first = first.0;
    match to - from {
        1 => (first, first),
        more => (first, rest.select_nth_unstable_by_key(more - 2, by_key).1.0),
    }
}
