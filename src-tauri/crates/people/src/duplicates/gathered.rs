//! Everybody who is compared, on a shelf: each as one text, whom they share a key with, and how often their values occur.
//!
//! What grows with the people lies on the shelf and goes through memory piece by piece: the texts in the order of the places, and
//! the keys and values in heaps by their first bits, of which one is sorted at a time. In memory are, of each record, its id
//! and how many pairs it begins, and the values that three and more share.

use std::ops::Range;

use super::compact::{MOST, entry, key, place};
use super::find::{Twice, on_cores};
use super::shelf::Shelf;
use super::weighing::{Chances, Frequencies, Values, Weighed};

/// Records of a frame.
pub const READ: usize = 2_000;
/// Records whose keys make one heap, about.
const HEAP: u32 = 32_768;
/// The most heaps are two to the power of this.
const MOST_BITS: u32 = 5;
/// Numbers that wait in memory for a heap.
const WAITING: usize = 8_192;
/// Pairs that are held at once, before those found by several keys are one.
const PAIRS: u64 = 3_000_000;
/// Pairs that are weighed at once.
const WEIGHED: usize = 100_000;
/// Bytes of a frame of blocks, about.
const FRAME: usize = 65_536;

const RECORDS: &str = "records";
const BLOCKS: &str = "blocks";

/// Hears how far it is and may say that it is enough.
pub type Tick<'a, F> = &'a mut dyn FnMut(u32) -> Result<(), F>;

/// Hears a heap of keys in order; how many keys there are in all, and how many bits tell the heaps apart.
pub type Sorted<'a, F> = &'a mut dyn FnMut(usize, u32, &[u64]) -> Result<(), F>;

/// A pair with what is kept of it.
pub type Said<R> = ((u32, u32), R);

/// Them.
pub struct Gathered<S> {
    /// Where they lie.
    pub shelf: S,
    /// The first place of each frame.
    begin: Vec<u32>,
    many: u32,
    /// How many pairs each is the first of, found by several keys counted as often.
    first_of: Vec<u32>,
    /// How often their values occur.
    pub all: Frequencies,
}

impl<S: Shelf> Gathered<S> {
    /// Nobody yet.
    pub fn on(shelf: S) -> Self {
        Self { shelf, begin: Vec::new(), many: 0, first_of: Vec::new(), all: Frequencies::default() }
    }

    /// How many.
    pub fn len(&self) -> u32 {
        self.many
    }

    /// Some more, at most [`READ`].
    pub fn add<T: Twice>(&mut self, records: &[T]) -> Result<(), S::Fault> {
        let mut frame = Vec::new();
        for one in records {
            let text = one.pack();
            frame.extend((text.len() as u32).to_le_bytes());
            frame.extend(text.as_bytes());
        }
        if !records.is_empty() {
            self.begin.push(self.many);
            self.many += records.len() as u32;
            self.shelf.put(RECORDS, &frame)?;
        }
        Ok(())
    }

    /// Finds on the shelf who was put there before; how many frames they are.
    pub fn recall(&mut self) -> Result<usize, S::Fault> {
        let (begin, many) = (&mut self.begin, &mut self.many);
        self.shelf.each(RECORDS, 0, |frame| {
            begin.push(*many);
            *many += texts(frame).count() as u32;
            Ok(())
        })?;
        Ok(self.begin.len())
    }

    /// When they are all there: sorts what they are found by, of which `sorted` is told in order, a heap at a time, and counts
    /// their values.
    pub fn close<T: Twice>(
        &mut self,
        tick: Tick<'_, S::Fault>,
        sorted: Sorted<'_, S::Fault>,
    ) -> Result<(), S::Fault> {
        let bits = (self.many / HEAP).checked_ilog2().map_or(0, |bits| (bits + 1).min(MOST_BITS));
        let (mut keys, mut values) = (Heaps::new("keys", bits), Heaps::new("values", bits));
        keys.begin(&mut self.shelf)?;
        values.begin(&mut self.shelf)?;
        let mut at = 0;
        for from in 0..self.begin.len() {
            let Some(frame) = self.shelf.get(RECORDS, from)? else { break };
            tick(at)?;
            let mut counted = Values::default();
            for text in texts(&frame) {
                let one = T::unpack(text);
                for found_by in one.keys() {
                    keys.add(entry(found_by, at), &mut self.shelf)?;
                }
                one.count(&mut counted);
                at += 1;
            }
            for value in counted.0 {
                values.add(value, &mut self.shelf)?;
            }
        }
        keys.end(&mut self.shelf)?;
        values.end(&mut self.shelf)?;
        self.all = Frequencies::default();
        self.all.others(self.many);
        for heap in 0..values.waiting.len() {
            for same in values.take(heap, &mut self.shelf)?.chunk_by(|a, b| a == b) {
                self.all.found(same.first().copied().unwrap_or_default(), same.len() as u32);
            }
            tick(at)?;
        }
        self.shelf.forget(BLOCKS)?;
        self.first_of = vec![0; self.many as usize];
        let many = keys.many;
        for heap in 0..keys.waiting.len() {
            let entries = keys.take(heap, &mut self.shelf)?;
            sorted(many, bits, &entries)?;
            let mut frame = Vec::new();
            for block in entries.chunk_by(|a, b| key(*a) == key(*b)) {
                if !(2..=MOST).contains(&block.len()) {
                    continue;
                }
                frame.push(block.len() as u8);
                frame.extend(block.iter().flat_map(|entry| place(*entry).to_le_bytes()));
                if frame.len() >= FRAME {
                    self.shelf.put(BLOCKS, &frame)?;
                    frame.clear();
                }
            }
            self.shelf.put(BLOCKS, &frame)?;
            tick(at)?;
        }
        self.count_pairs()
    }

    /// When that was done before, of which the values' counts are known.
    pub fn reopen(&mut self, all: Frequencies) -> Result<(), S::Fault> {
        self.all = all;
        self.count_pairs()
    }

    fn count_pairs(&mut self) -> Result<(), S::Fault> {
        self.first_of = vec![0; self.many as usize];
        let first_of = &mut self.first_of;
        self.shelf.each(BLOCKS, 0, |frame| {
            for block in blocks(frame) {
                for (after, one) in block.clone().rev().enumerate() {
                    if let Some(many) = first_of.get_mut(one as usize) {
                        *many += after as u32;
                    }
                }
            }
            Ok(())
        })
    }

    /// How many pairs there are at most.
    pub fn pairs_at_most(&self) -> u64 {
        self.first_of.iter().map(|many| u64::from(*many)).sum()
    }

    /// Up to which place a slice goes that begins here and has at most so many records.
    pub fn slice(&self, at: u32, records: u32) -> u32 {
        let mut pairs = 0;
        let ones = self.first_of.iter().skip(at as usize).take(records as usize);
        let fits = ones.take_while(|many| {
            pairs += u64::from(**many);
            pairs <= PAIRS
        });
        at + (fits.count() as u32).max(1)
    }

    /// The pairs whose first one is in the range and wanted, each once, in the order of the second one.
    pub fn pairs(
        &mut self,
        range: Range<u32>,
        wanted: impl Fn(u32) -> bool,
    ) -> Result<Vec<(u32, u32)>, S::Fault> {
        let ones = self.first_of.iter().zip(0_u32..).skip(range.start as usize).take(range.len());
        let most: u64 = ones.filter(|(_, at)| wanted(*at)).map(|(many, _)| u64::from(*many)).sum();
        let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(usize::try_from(most).unwrap_or(0));
        self.shelf.each(BLOCKS, 0, |frame| {
            for mut block in blocks(frame) {
                while let Some(one) = block.next() {
                    if one >= range.end {
                        break;
                    }
                    if one >= range.start && wanted(one) {
                        pairs.extend(block.clone().map(|other| (other, one)));
                    }
                }
            }
            Ok(())
        })?;
        pairs.sort_unstable();
        pairs.dedup();
        Ok(pairs)
    }

    /// Weighs pairs as [`Self::pairs`] has them; those that say nothing are left out, and of the others is kept what is said
    /// of them.
    pub fn weigh<T: Twice + Send, R: Send>(
        &mut self,
        all: &Frequencies,
        pairs: &[(u32, u32)],
        tick: Tick<'_, S::Fault>,
        keep: impl Fn(&T, &T, Weighed) -> Option<R> + Sync,
    ) -> Result<Vec<Said<R>>, S::Fault> {
        let mut firsts: Vec<u32> = pairs.iter().map(|(_, one)| *one).collect();
        firsts.sort_unstable();
        firsts.dedup();
        let Some(from) = firsts.first().map(|first| self.begin.partition_point(|begin| begin <= first))
        else {
            return Ok(Vec::new());
        };
        let from = from.saturating_sub(1);
        let least = all.least();
        let mut kept = Vec::new();
        let start = self.begin.get(from).copied().unwrap_or_default();
        let mut at = start;
        let mut ones: Vec<T> = Vec::with_capacity(firsts.len());
        let mut batch = Batch { others: Vec::new(), pairs: 0 };
        let mut rest = pairs;
        let weigh = |(other, record, mine): &Other<'_, T>, ones: &[T], firsts: &[u32]| {
            let mut kept = Vec::new();
            for (_, one) in *mine {
                let Some(first) = firsts.binary_search(one).ok().and_then(|at| ones.get(at)) else {
                    continue;
                };
                let weighed = first.weigh(record, all, false);
                if weighed.sum.strangers > least
                    && let Some(said) = keep(first, record, weighed)
                {
                    kept.push(((*one, *other), said));
                }
            }
            kept
        };
        let mut next = from;
        while !rest.is_empty()
            && let Some(frame) = self.shelf.get(RECORDS, next)?
        {
            if at > start {
                tick(at)?;
            }
            next += 1;
            for text in texts(&frame) {
                // The first ones come before the others with whom they are pairs.
                let mine = rest.iter().take_while(|(other, _)| *other <= at).count();
                let (mine, after) = rest.split_at(mine);
                rest = after;
                if !mine.is_empty() {
                    batch.pairs += mine.len();
                    batch.others.push((at, T::unpack(text), mine));
                }
                if firsts.get(ones.len()) == Some(&at) {
                    ones.push(T::unpack(text));
                }
                at += 1;
            }
            if batch.pairs >= WEIGHED || batch.others.len() >= 4 * READ {
                kept.extend(on_cores(&batch.others, batch.pairs, |one| weigh(one, &ones, &firsts)));
                batch = Batch { others: Vec::new(), pairs: 0 };
            }
        }
        kept.extend(on_cores(&batch.others, batch.pairs, |one| weigh(one, &ones, &firsts)));
        Ok(kept)
    }

    /// What is to be said of any pair, from the pairs of so many records that they are not more than `most` or so.
    pub fn chances<T: Twice + Send>(
        &mut self,
        most: u64,
        tick: Tick<'_, S::Fault>,
    ) -> Result<Chances, S::Fault> {
        let step = self.pairs_at_most().div_ceil(most.max(1)).max(1);
        let wanted =
            |place: u32| u64::from(place).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32 < (1 << 32) / step;
        let pairs = self.pairs(0..self.len(), wanted)?;
        let all = std::mem::take(&mut self.all);
        let weighed = self.weigh::<T, Weighed>(&all, &pairs, tick, |_, _, weighed| Some(weighed));
        self.all = all;
        let weighed: Vec<Weighed> = weighed?.into_iter().map(|(_, weighed)| weighed).collect();
        Ok(Chances::of(&self.all, &weighed, step as f64))
    }
}

/// Those that are weighed at once, each with its pairs.
struct Batch<'a, T> {
    others: Vec<Other<'a, T>>,
    pairs: usize,
}

/// A second one: its place, itself, and its pairs.
type Other<'a, T> = (u32, T, &'a [(u32, u32)]);

/// The texts of a frame.
fn texts(frame: &[u8]) -> impl Iterator<Item = &str> {
    let mut rest = frame;
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk()?;
        let (text, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        rest = after;
        std::str::from_utf8(text).ok()
    })
}

/// The blocks of a frame, each as its places.
fn blocks(
    frame: &[u8],
) -> impl Iterator<Item = impl DoubleEndedIterator<Item = u32> + ExactSizeIterator + Clone> {
    let mut rest = frame;
    std::iter::from_fn(move || {
        let (many, after) = rest.split_first()?;
        let (places, after) = after.split_at_checked(usize::from(*many) * 4)?;
        rest = after;
        Some(places.as_chunks().0.iter().map(|place| u32::from_le_bytes(*place)))
    })
}

/// Numbers in heaps by their first bits.
struct Heaps {
    name: &'static str,
    bits: u32,
    waiting: Vec<Vec<u64>>,
    many: usize,
}

impl Heaps {
    fn new(name: &'static str, bits: u32) -> Self {
        Self { name, bits, waiting: vec![Vec::new(); 1 << bits], many: 0 }
    }

    fn named(&self, heap: usize) -> String {
        format!("{}.{heap}", self.name)
    }

    /// Without what another run left.
    fn begin<S: Shelf>(&self, shelf: &mut S) -> Result<(), S::Fault> {
        (0..self.waiting.len()).try_for_each(|heap| shelf.forget(&self.named(heap)))
    }

    fn add<S: Shelf>(&mut self, number: u64, shelf: &mut S) -> Result<(), S::Fault> {
        let heap = number.checked_shr(64 - self.bits).unwrap_or(0) as usize;
        self.many += 1;
        let Some(waiting) = self.waiting.get_mut(heap) else { return Ok(()) };
        waiting.push(number);
        if waiting.len() >= WAITING {
            let full = std::mem::take(waiting);
            shelf.put(&self.named(heap), &bytes(&full))?;
        }
        Ok(())
    }

    fn end<S: Shelf>(&mut self, shelf: &mut S) -> Result<(), S::Fault> {
        for heap in 0..self.waiting.len() {
            let last = self.waiting.get_mut(heap).map(std::mem::take).unwrap_or_default();
            shelf.put(&self.named(heap), &bytes(&last))?;
        }
        Ok(())
    }

    /// A heap in order, which is then no longer there.
    fn take<S: Shelf>(&self, heap: usize, shelf: &mut S) -> Result<Vec<u64>, S::Fault> {
        let mut all = Vec::new();
        let name = self.named(heap);
        shelf.each(&name, 0, |frame| {
            all.extend(frame.as_chunks().0.iter().map(|number| u64::from_le_bytes(*number)));
            Ok(())
        })?;
        shelf.forget(&name)?;
        all.sort_unstable();
        Ok(all)
    }
}

fn bytes(numbers: &[u64]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::person::Person;
    use super::super::shelf::Memory;
    use super::super::weighing::Of;
    use super::*;

    // covers(CON-3)
    #[test]
    fn heaps_and_slices_come_to_what_the_whole_is() {
        const HALF: u32 = 16_500;
        let people: Vec<Person> = (0..2 * HALF)
            .map(|n| Person {
                born: format!("{:05}", n % HALF),
                given: "ada".repeat(usize::from(n % 3 == 0)),
                ..Person::default()
            })
            .collect();
        let mut all = Gathered::on(Memory::default());
        for some in people.chunks(READ) {
            let Ok(()) = all.add(some);
        }
        let mut keys = Vec::new();
        let mut heaps = 0;
        let Ok(()) = all.close::<Person>(&mut |_| Ok(()), &mut |_, _, heap| {
            heaps += 1;
            keys.extend_from_slice(heap);
            Ok(())
        });
        assert!(heaps == 2 && keys.is_sorted() && keys.len() >= 2 * HALF as usize, "{heaps} {}", keys.len());
        let wanted: Vec<(u32, u32)> = (0..HALF).map(|n| (n + HALF, n)).collect();
        let Ok(pairs) = all.pairs(0..all.len(), |_| true);
        assert!(pairs == wanted, "{}", pairs.len());
        assert!(all.pairs_at_most() >= u64::from(HALF));
        let (mut at, mut sliced) = (0, Vec::new());
        while at < all.len() {
            let end = all.slice(at, 7_000).min(all.len());
            let Ok(some) = all.pairs(at..end, |_| true);
            sliced.extend(some);
            at = end;
        }
        assert!(sliced == wanted, "{}", sliced.len());
        let shared = all.all.shared(Of::Given, "ada", 0.0);
        assert!((shared - 10_998.0 / 33_400.0).abs() < 1e-9, "{shared}");
        assert_eq!(all.all.shared(Of::Born, "00007", 0.0), 0.0, "the two who are compared do not count");
    }

    // covers(CON-3)
    #[test]
    fn a_slice_ends_where_its_pairs_are_enough() {
        let mut all = Gathered::on(Memory::default());
        all.many = 4;
        all.first_of = vec![2_000_000, 1_000_000, 1, 4_000_000];
        assert_eq!([0, 2, 3].map(|at| all.slice(at, 9)), [2, 3, 4], "one at least");
        assert_eq!(all.slice(0, 1), 1, "and no more records than asked for");
    }
}
