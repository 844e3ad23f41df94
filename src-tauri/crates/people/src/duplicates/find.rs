//! The pairs that may be one person, the likeliest first. Pure.

use super::blocks;
use super::model::{Chances, Evidence, Frequencies, Weighed, tell, weigh};
use super::person::Person;

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
    /// How often each value occurs.
    pub all: Frequencies,
    /// What is to be said of any pair.
    pub chances: Chances,
    /// The pairs with how likely each is, the likeliest first.
    pub pairs: Vec<((u32, u32), f64)>,
}

impl Found {
    /// Every pair of at least this probability.
    pub fn of(people: &[Person], least: f64) -> Self {
        let all = Frequencies::of(people);
        let (places, weighed): (Vec<(u32, u32)>, Vec<Weighed>) = blocks::pairs(people)
            .into_iter()
            .filter_map(|(a, b)| {
                let (one, other) = (people.get(a as usize)?, people.get(b as usize)?);
                Some(((a, b), weigh(one, other, &all)))
            })
            .filter(|(_, weighed)| weighed.sum.strangers > 0.0)
            .unzip();
        let chances = Chances::of(&all, &weighed);
        let likely = weighed.iter().map(|weighed| weighed.probability(chances));
        let mut pairs: Vec<((u32, u32), f64)> =
            places.into_iter().zip(likely).filter(|(_, probability)| *probability >= least).collect();
        pairs.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        Self { all, chances, pairs }
    }
}

/// Every pair of at least this probability, the likeliest first, with why.
pub fn find(people: &[Person], least: f64) -> Vec<Pair> {
    let Found { all, pairs, .. } = Found::of(people, least);
    let told = pairs.into_iter().filter_map(|(pair, probability)| {
        let (one, other) = (people.get(pair.0 as usize)?, people.get(pair.1 as usize)?);
        Some(Pair { pair, probability, evidence: tell(one, other, &all) })
    });
    told.collect()
}
