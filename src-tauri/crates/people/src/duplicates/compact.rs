//! Records as they are held while everybody is compared: each as one text, and what they are found by as numbers. It is a
//! few hundred bytes for a record. Pure.

use std::ops::Range;

use super::find::{Twice, weighed_by};
use super::person::Address;
use super::weighing::{Chances, Frequencies, Weighed};

/// Bits of a place in a key.
const PLACE_BITS: u32 = 28;
/// More records than this with one key are not compared by it.
pub const MOST: usize = 80;

/// Records that are unpacked at a time.
const UNPACKED: usize = 8_192;

/// A key and a place in one number, in the order of the keys.
pub fn entry(key: u64, place: u32) -> u64 {
    (key & !place_mask()) | (u64::from(place) & place_mask())
}

/// The place of one.
pub fn place(entry: u64) -> u32 {
    u32::try_from(entry & place_mask()).unwrap_or(u32::MAX)
}

/// The key of one, as far as it is kept.
pub fn key(entry: u64) -> u64 {
    entry & !place_mask()
}

const fn place_mask() -> u64 {
    (1 << PLACE_BITS) - 1
}

/// Some records.
#[derive(Default)]
pub struct Compact {
    texts: Vec<Box<str>>,
    entries: Vec<u64>,
    /// How often each value occurs.
    pub all: Frequencies,
}

impl Compact {
    /// One more.
    pub fn add<T: Twice>(&mut self, one: &T) {
        let place = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.all.another();
        one.count(&mut self.all);
        self.entries.extend(one.keys().into_iter().map(|key| entry(key, place)));
        self.texts.push(one.pack().into_boxed_str());
    }

    /// When they are all there.
    pub fn close(&mut self) {
        self.entries.sort_unstable();
        self.entries.shrink_to_fit();
    }

    /// How many.
    pub fn len(&self) -> u32 {
        u32::try_from(self.texts.len()).unwrap_or(u32::MAX)
    }

    /// What they are found by, in order.
    pub fn entries(&self) -> &[u64] {
        &self.entries
    }

    fn blocks(&self) -> impl Iterator<Item = &[u64]> {
        self.entries.chunk_by(|a, b| key(*a) == key(*b)).filter(|block| (2..=MOST).contains(&block.len()))
    }

    /// How many pairs there are at most.
    pub fn many(&self) -> usize {
        self.blocks().map(|block| block.len() * (block.len() - 1) / 2).sum()
    }

    /// The pairs whose first one is in the range and wanted, each once, in order.
    pub fn pairs(&self, range: Range<u32>, wanted: impl Fn(u32) -> bool) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        for block in self.blocks() {
            for (at, one) in block.iter().enumerate() {
                let one = place(*one);
                if range.contains(&one) && wanted(one) {
                    pairs.extend(block.iter().skip(at + 1).map(|other| (one, place(*other))));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// The record at a place.
    pub fn at<T: Twice>(&self, place: u32) -> Option<T> {
        self.texts.get(place as usize).map(|text| T::unpack(text))
    }

    /// Weighs pairs, in the order of the second one; those that say nothing are left out. Of first ones some thousands are
    /// unpacked at a time, so that a second one is unpacked once for all of a slice.
    pub fn weigh<T: Twice>(&self, mut pairs: Vec<(u32, u32)>) -> (Vec<(u32, u32)>, Vec<Weighed>) {
        pairs.sort_unstable_by_key(|(one, other)| (*other, *one));
        weighed_by(&pairs, &self.all, |pairs, all, least| {
            let mut ones: Vec<Option<(u32, T)>> = Vec::new();
            ones.resize_with(UNPACKED, || None);
            let mut last: Option<(u32, T)> = None;
            let mut kept = (Vec::new(), Vec::new());
            for (a, b) in pairs {
                let Some(one) = ones.get_mut(*a as usize % UNPACKED) else { continue };
                for (slot, place) in [(&mut *one, a), (&mut last, b)] {
                    if slot.as_ref().is_none_or(|(known, _)| known != place) {
                        *slot = self.at(*place).map(|record| (*place, record));
                    }
                }
                let (Some((_, one)), Some((_, other))) = (one, &last) else { continue };
                let weighed = one.weigh(other, all, false);
                if weighed.sum.strangers > least {
                    kept.0.push((*a, *b));
                    kept.1.push(weighed);
                }
            }
            kept
        })
    }

    /// What is to be said of any pair, from the pairs of so many records that they are not more than `most` or so.
    pub fn chances<T: Twice>(&self, most: usize) -> Chances {
        let step = u64::try_from(self.many().div_ceil(most.max(1))).unwrap_or(1).max(1);
        let wanted =
            |place: u32| u64::from(place).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32 < (1 << 32) / step;
        let (_, weighed) = self.weigh::<T>(self.pairs(0..self.len(), wanted));
        Chances::of(&self.all, &weighed, step as f64)
    }
}

const FIELD: char = '\u{1f}';
const ENTRY: char = '\u{1e}';
const PART: char = '\u{1d}';

/// Texts as one.
pub fn packed(fields: &[&str]) -> String {
    fields.join("\u{1f}")
}

/// One by one again.
pub fn fields(text: &str) -> impl FnMut() -> String + '_ {
    let mut fields = text.split(FIELD);
    move || fields.next().unwrap_or_default().to_owned()
}

/// A list as one text.
pub fn list(texts: &[String]) -> String {
    texts.join("\u{1e}")
}

/// And back.
pub fn unlist(text: &str) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { text.split(ENTRY).map(str::to_owned).collect() }
}

/// Addresses as one text.
pub fn places(addresses: &[Address]) -> String {
    let texts: Vec<String> = addresses
        .iter()
        .map(|one| {
            [&one.number, &one.street, &one.extra, &one.city, &one.postcode]
                .map(String::as_str)
                .join("\u{1d}")
        })
        .collect();
    list(&texts)
}

/// And back.
pub fn unplaces(text: &str) -> Vec<Address> {
    if text.is_empty() {
        return Vec::new();
    }
    let address = |text: &str| {
        let mut parts = text.split(PART).map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Address { number: next(), street: next(), extra: next(), city: next(), postcode: next() }
    };
    text.split(ENTRY).map(address).collect()
}
