//! What the answers of a seller do to the pairs of other books: right ones, and some of them wrong.

use satchel_people::duplicates::learning::{Learnt, Lesson, Traits, log_odds};
use satchel_people::duplicates::{PROBABLE, Twice, find};

use super::Dice;

const ANSWERS: u64 = 10;

/// A pair, and what is so.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// How likely the model as shipped holds it to be one.
    pub shipped: f64,
    /// What speaks for it and against.
    pub traits: Traits,
    /// Whether it is one.
    pub is_one: bool,
}

/// The pairs found among records of which it is known which they are, of at least this probability.
pub fn known<T: Twice + Send, W: PartialEq>(records: &[T], which: &[W], least: f64) -> Vec<Known> {
    let of = |at: u32| which.get(at as usize);
    let pairs = find(records, least).into_iter().map(|pair| Known {
        shipped: pair.probability,
        traits: Traits::of(&pair.evidence),
        is_one: of(pair.pair.0) == of(pair.pair.1),
    });
    pairs.collect()
}

/// What a seller teaches who answers so many of the pairs that are offered, drawn by chance, and errs in so many of a
/// hundred.
pub fn taught(pairs: &[Known], many: usize, slips: u64) -> Learnt {
    let offered = pairs.iter().filter(|pair| pair.shipped >= PROBABLE).enumerate();
    let mut drawn: Vec<_> = offered
        .map(|(at, pair)| {
            let mut dice = Dice::of(7, ANSWERS, at as u64);
            (dice.next(), dice.chance(slips), *pair)
        })
        .collect();
    drawn.sort_by_key(|(place, ..)| *place);
    let lessons = drawn.into_iter().take(many).map(|(_, is_slip, pair)| Lesson {
        traits: pair.traits,
        odds: log_odds(pair.shipped),
        is_one: pair.is_one != is_slip,
    });
    Learnt::of(lessons.collect())
}

#[cfg(test)]
mod tests {
    use satchel_people::duplicates::CERTAIN;

    use super::super::calibration::calibration_error;
    use super::super::{firms, trouble};
    use super::*;

    fn people(seed: u64, language: &str) -> Vec<Known> {
        let book = trouble::address_book(seed, 700, language);
        let people: Vec<_> = book.iter().map(|told| told.person.clone()).collect();
        known(&people, &book.iter().map(|told| told.who).collect::<Vec<_>>(), 0.001)
    }

    fn companies(seed: u64) -> Vec<Known> {
        let list = firms::list(seed, 1_500);
        let firms: Vec<_> = list.iter().map(|told| told.firm.clone()).collect();
        known(&firms, &list.iter().map(|told| told.which).collect::<Vec<_>>(), 0.001)
    }

    /// How good a list of pairs is.
    #[derive(Clone, Copy, Debug)]
    struct Figures {
        /// How many of those called certain are two.
        wrong: usize,
        /// Of those that are one, how many are offered, and of those offered how many are one.
        recall: f64,
        precision: f64,
        /// How far what is said of the offered is from what is so: the calibration error.
        error: f64,
        /// How many bits a pair offered takes to be told of who knows what is said: the less, the more is known.
        bits: f64,
        /// How many pairs came in that were not offered before, how likely they are said to be in the mean, and how many of
        /// them are one.
        came: (usize, f64, usize),
        /// How often, of a pair that is one and a pair that is two, the first stands before the second.
        order: f64,
    }

    fn figures(pairs: &[Known], learnt: &Learnt) -> Figures {
        let said: Vec<(f64, bool)> =
            pairs.iter().map(|pair| (learnt.probability(pair.shipped, pair.traits), pair.is_one)).collect();
        let count = |least: f64, is: bool| said.iter().filter(|(p, one)| *p >= least && *one == is).count();
        let (right, wrong) = (count(PROBABLE, true) as f64, count(PROBABLE, false) as f64);
        // The same pairs before and after, or what is brought in would blur what is said of the others.
        let offered =
            said.iter().zip(pairs).filter(|(_, pair)| pair.shipped >= PROBABLE).map(|(said, _)| *said);
        let offered: Vec<(f64, bool)> = offered.collect();
        let many = offered.len() as f64;
        let told = |(p, is): &(f64, bool)| -(if *is { *p } else { 1.0 - p }).max(1e-6).log2();
        let of = |is: bool| offered.iter().filter(move |(_, one)| *one == is).map(|(p, _)| *p);
        let (ones, twos): (Vec<f64>, Vec<f64>) = (of(true).collect(), of(false).collect());
        let under = |one: &f64| -> f64 {
            twos.iter().map(|two| if two < one { 1.0 } else { f64::from(u8::from(two == one)) / 2.0 }).sum()
        };
        let came =
            said.iter().zip(pairs).filter(|(said, pair)| said.0 >= PROBABLE && pair.shipped < PROBABLE);
        let came: Vec<(f64, bool)> = came.map(|(said, _)| *said).collect();
        let mean = came.iter().map(|(said, _)| said).sum::<f64>() / came.len().max(1) as f64;
        Figures {
            came: (came.len(), mean, came.iter().filter(|(_, is)| *is).count()),
            wrong: count(CERTAIN, false),
            recall: right / count(0.0, true) as f64,
            precision: right / (right + wrong),
            error: calibration_error(&offered, 0.0),
            bits: offered.iter().map(told).sum::<f64>() / many,
            order: ones.iter().map(under).sum::<f64>() / (ones.len() * twos.len()).max(1) as f64,
        }
    }

    // covers(CON-3)
    #[test]
    fn right_answers_help_other_books_and_wrong_ones_break_nothing() {
        let books = [
            ("English", people(11, "en"), people(41, "en")),
            ("German", people(12, "de"), people(42, "de")),
            ("all languages", people(13, ""), people(43, "")),
            ("companies", companies(31), companies(34)),
        ];
        for (name, answered, other) in &books {
            let shipped = figures(other, &Learnt::default());
            println!("{name}, as shipped: {shipped:.4?}");
            for (many, slips) in
                [(20, 0), (20, 20), (100, 0), (100, 10), (100, 20), (300, 0), (300, 10), (300, 20)]
            {
                let now = figures(other, &taught(answered, many, slips));
                println!("{name}, {many} answers, {slips} % wrong: {now:.4?}");
                assert!(
                    now.wrong <= shipped.wrong && now.recall >= shipped.recall,
                    "{name} {many} {slips}: {now:?}"
                );
                let (came, _, ones) = now.came;
                if many >= 300 {
                    assert!(ones as f64 >= PROBABLE * came as f64, "who comes in is worth a look: {now:?}");
                }
                assert!(now.precision >= shipped.precision - 0.03, "{name} {many} {slips}: {now:?}");
                assert!(now.bits <= shipped.bits, "{name} {many} {slips}: {now:?}");
                assert!(now.error <= shipped.error + 0.02, "{name} {many} {slips}: {now:?}");
                assert!(now.order >= shipped.order - 0.005, "{name} {many} {slips}: {now:?}");
                if many >= 100 && slips == 0 {
                    assert!(now.bits <= 0.96 * shipped.bits, "{name} {many}: they say something: {now:?}");
                    assert!(now.error < shipped.error, "{name} {many}: {now:?}");
                }
            }
        }
    }
}
