//! The pairs that may be one person, the likeliest first. Pure.

use super::compact::Compact;
use super::weighing::{Chances, Evidence, Frequencies, Weighed};

/// What may be there twice.
pub trait Twice: Sync {
    /// What it is found by: those with a key in common are compared.
    fn keys(&self) -> Vec<u64>;
    /// Counts its values.
    fn count(&self, all: &mut Frequencies);
    /// Weighs it against another one; what speaks for it and against it is kept one by one if it is to be told.
    fn weigh(&self, other: &Self, all: &Frequencies, telling: bool) -> Weighed;

    /// As one text.
    fn pack(&self) -> String;
    /// And back.
    fn unpack(text: &str) -> Self
    where
        Self: Sized;

    /// Why they may be one, what says most first.
    fn tell(&self, other: &Self, all: &Frequencies) -> Vec<Evidence> {
        self.weigh(other, all, true).told()
    }
}

/// Two people who may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The places of the two, the earlier one first.
    pub pair: (u32, u32),
    /// How likely it is, 0 to 1.
    pub probability: f64,
    /// Why, what says most first.
    pub evidence: Vec<Evidence>,
}

/// Pairs with what they weigh.
type Kept = (Vec<(u32, u32)>, Vec<Weighed>);

/// Weighs the pairs, on all cores but the one that somebody's next keystroke wants; `some` leaves out those that say nothing.
pub fn weighed_by(
    pairs: &[(u32, u32)],
    all: &Frequencies,
    some: impl Fn(&[(u32, u32)], &Frequencies, f64) -> Kept + Sync,
) -> Kept {
    let least = all.least();
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() - 1);
    if cores <= 1 || pairs.len() < 10_000 {
        return some(pairs, all, least);
    }
    let (mut places, mut weighed) = (Vec::new(), Vec::new());
    std::thread::scope(|scope| {
        let parts: Vec<_> = pairs
            .chunks(pairs.len().div_ceil(cores))
            .map(|part| scope.spawn(|| some(part, all, least)))
            .collect();
        for part in parts {
            match part.join() {
                Ok((at, of)) => {
                    places.extend(at);
                    weighed.extend(of);
                }
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    (places, weighed)
}

/// Every pair of at least this probability, the likeliest first, with why.
pub fn find<T: Twice>(records: &[T], least: f64) -> Vec<Pair> {
    let mut all = Compact::default();
    records.iter().for_each(|one| all.add(one));
    all.close();
    let (places, weighed) = all.weigh::<T>(all.pairs(0..all.len(), |_| true));
    let chances = Chances::of(&all.all, &weighed, 1.0);
    let likely = weighed.iter().map(|weighed| weighed.probability(chances));
    let mut pairs: Vec<_> =
        places.into_iter().zip(likely).filter(|(_, probability)| *probability >= least).collect();
    pairs.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let told = pairs.into_iter().filter_map(|(pair, probability)| {
        let (one, other) = (records.get(pair.0 as usize)?, records.get(pair.1 as usize)?);
        Some(Pair { pair, probability, evidence: one.tell(other, &all.all) })
    });
    told.collect()
}
