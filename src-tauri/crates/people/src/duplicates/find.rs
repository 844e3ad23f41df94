//! The pairs that may be one person, the likeliest first. Pure.

use super::blocks;
use super::model::{Evidence, Frequencies, Weighed, weigh};
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

/// Before anything is known: of so many people one is there twice.
const ONE_OF: f64 = 20.0;
/// Rounds in which the share of pairs that are one person is reckoned anew.
const ROUNDS: usize = 6;

/// Every pair of at least this probability, the likeliest first.
pub fn find(people: &[Person], least: f64) -> Vec<Pair> {
    let all = Frequencies::of(people);
    let weighed: Vec<((u32, u32), Weighed)> = blocks::pairs(people)
        .into_iter()
        .filter_map(|(a, b)| {
            let (one, other) = (people.get(a as usize)?, people.get(b as usize)?);
            Some(((a, b), weigh(one, other, &all)))
        })
        .filter(|(_, weighed)| weighed.near + weighed.own > 0.0)
        .collect();
    let prior = prior(people.len() as f64, &weighed);
    let mut pairs: Vec<Pair> = weighed
        .into_iter()
        .map(|(pair, weighed)| {
            let probability = weighed.probability(prior);
            let mut evidence = weighed.evidence;
            evidence.sort_by(|a, b| b.weight.total_cmp(&a.weight));
            Pair { pair, probability, evidence }
        })
        .filter(|pair| pair.probability >= least)
        .collect();
    pairs.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.pair.cmp(&b.pair)));
    pairs
}

/// The odds of any two, as a natural logarithm: how many pairs are one person among all there are.
fn prior(people: f64, weighed: &[((u32, u32), Weighed)]) -> f64 {
    let all = (people * (people - 1.0) / 2.0).max(1.0);
    let usual = people / ONE_OF;
    let mut share = usual / all;
    for _ in 0..ROUNDS {
        let log = (share / (1.0 - share).max(1e-9)).ln();
        let found: f64 = weighed.iter().map(|(_, weighed)| weighed.probability(log)).sum();
        share = ((found + usual) / 2.0 / all).clamp(1e-12, 0.3);
    }
    (share / (1.0 - share)).ln()
}
