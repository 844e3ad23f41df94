//! The pairs that may be one person, the likeliest first. Pure.

use std::collections::HashSet;

use super::blocks;
use super::weighing::{Chances, Evidence, Frequencies, Weighed};

/// What may be there twice.
pub trait Twice: Sync {
    /// What it is found by: those with a key in common are compared.
    fn keys(&self) -> Vec<u64>;
    /// Counts its values.
    fn count(&self, all: &mut Frequencies);
    /// Weighs it against another one; what speaks for it and against it is kept one by one if it is to be told.
    fn weigh(&self, other: &Self, all: &Frequencies, telling: bool) -> Weighed;

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

/// What was found among some people, without the people.
#[derive(Debug)]
pub struct Found {
    /// How often each value occurs that several share.
    pub all: Frequencies,
    /// What is to be said of any pair.
    pub chances: Chances,
    /// The pairs with how likely each is, the likeliest first.
    pub pairs: Vec<((u32, u32), f64)>,
}

impl Found {
    /// Every pair of at least this probability.
    pub fn of<T: Twice>(people: &[T], least: f64) -> Self {
        let mut all = Frequencies::default();
        for one in people {
            all.another();
            one.count(&mut all);
        }
        let (places, weighed) = weighed(people, &blocks::pairs(people), &all);
        let chances = Chances::of(&all, &weighed);
        all.thin();
        let mut found = Self { all, chances, pairs: Vec::new() };
        found.add(places, &weighed, least);
        found
    }

    /// The same after some people are others than they were: `places` says for each of those before where they stand
    /// now, if they do; `touched` are the places of those who are new or changed.
    pub fn again<T: Twice>(
        &mut self,
        people: &[T],
        places: &[Option<u32>],
        touched: &HashSet<u32>,
        least: f64,
    ) {
        let now = |at: u32| places.get(at as usize).copied().flatten().filter(|at| !touched.contains(at));
        self.pairs = std::mem::take(&mut self.pairs)
            .into_iter()
            .filter_map(|((one, other), probability)| Some(((now(one)?, now(other)?), probability)))
            .collect();
        let pairs = blocks::pairs_with(people, Some(touched));
        let (places, weighed) = weighed(people, &pairs, &self.all);
        self.add(places, &weighed, least);
    }

    fn add(&mut self, places: Vec<(u32, u32)>, weighed: &[Weighed], least: f64) {
        let likely = weighed.iter().map(|weighed| weighed.probability(self.chances));
        self.pairs.extend(places.into_iter().zip(likely).filter(|(_, probability)| *probability >= least));
        self.pairs.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    }
}

/// Weighs the pairs, on all cores but the one that somebody's next keystroke wants; those that say nothing are left out.
fn weighed<T: Twice>(
    people: &[T],
    pairs: &[(u32, u32)],
    all: &Frequencies,
) -> (Vec<(u32, u32)>, Vec<Weighed>) {
    let least = all.least();
    let some = |pairs: &[(u32, u32)]| -> (Vec<(u32, u32)>, Vec<Weighed>) {
        let both = pairs.iter().filter_map(|(a, b)| {
            let weighed = people.get(*a as usize)?.weigh(people.get(*b as usize)?, all, false);
            (weighed.sum.strangers > least).then_some(((*a, *b), weighed))
        });
        both.unzip()
    };
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() - 1);
    if cores <= 1 || pairs.len() < 10_000 {
        return some(pairs);
    }
    let (mut places, mut weighed) = (Vec::new(), Vec::new());
    std::thread::scope(|scope| {
        let parts: Vec<_> =
            pairs.chunks(pairs.len().div_ceil(cores)).map(|part| scope.spawn(|| some(part))).collect();
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
pub fn find<T: Twice>(people: &[T], least: f64) -> Vec<Pair> {
    let Found { all, pairs, .. } = Found::of(people, least);
    let told = pairs.into_iter().filter_map(|(pair, probability)| {
        let (one, other) = (people.get(pair.0 as usize)?, people.get(pair.1 as usize)?);
        Some(Pair { pair, probability, evidence: one.tell(other, &all) })
    });
    told.collect()
}
