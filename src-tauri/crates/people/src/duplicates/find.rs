//! The pairs that may be one person, the likeliest first. Pure.

use super::gathered::{Gathered, READ};
use super::shelf::Memory;
use super::weighing::{Chances, Evidence, Frequencies, Values, Weighed};

/// What may be there twice.
pub trait Twice: Sync {
    /// What it is found by: those with a key in common are compared.
    fn keys(&self) -> Vec<u64>;
    /// Counts its values.
    fn count(&self, all: &mut Values);
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

/// What is made of each, in order, on all cores but the one that somebody's next keystroke wants; of little work, on one.
pub fn on_cores<T: Sync, R: Send>(of: &[T], work: usize, make: impl Fn(&T) -> Vec<R> + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() - 1);
    if cores <= 1 || work < 10_000 {
        return of.iter().flat_map(make).collect();
    }
    let mut made = Vec::new();
    std::thread::scope(|scope| {
        let parts: Vec<_> = of
            .chunks(of.len().div_ceil(cores).max(1))
            .map(|part| scope.spawn(|| part.iter().flat_map(&make).collect::<Vec<R>>()))
            .collect();
        for part in parts {
            match part.join() {
                Ok(part) => made.extend(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    made
}

/// Every pair of at least this probability, the likeliest first, with why.
pub fn find<T: Twice + Send>(records: &[T], least: f64) -> Vec<Pair> {
    let mut all = Gathered::on(Memory::default());
    for some in records.chunks(READ) {
        let Ok(()) = all.add(some);
    }
    let Ok(()) = all.close::<T>(&mut |_| Ok(()), &mut |_, _, _| Ok(()));
    let Ok(pairs) = all.pairs(0..all.len(), |_| true);
    let counts = std::mem::take(&mut all.all);
    let Ok(weighed) =
        all.weigh::<T, Weighed>(&counts, &pairs, &mut |_| Ok(()), |_, _, weighed| Some(weighed));
    let (places, weighed): (Vec<_>, Vec<_>) = weighed.into_iter().unzip();
    let chances = Chances::of(&counts, &weighed, 1.0);
    let likely = weighed.iter().map(|weighed| weighed.probability(chances));
    let mut pairs: Vec<_> =
        places.into_iter().zip(likely).filter(|(_, probability)| *probability >= least).collect();
    pairs.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let told = pairs.into_iter().filter_map(|(pair, probability)| {
        let (one, other) = (records.get(pair.0 as usize)?, records.get(pair.1 as usize)?);
        Some(Pair { pair, probability, evidence: one.tell(other, &counts) })
    });
    told.collect()
}
