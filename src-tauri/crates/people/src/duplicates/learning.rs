//! What the seller's answers teach: how much more or less the model believes a pair that is like those answered. Pure.
//!
//! Every pair has its [`Traits`], the codes of what speaks for and against it. An answer is a [`Lesson`]: the traits of the
//! pair it was given to, how likely the model as shipped held it, and whether the two were one. From these follows a
//! weight for each trait, by which the log odds of the shipped model are moved: the likeliest weights if each of them
//! is thought to be about nothing beforehand (a ridge regression with the shipped model as its offset). So a trait is
//! judged only among pairs that were offered, and what the model said right teaches nothing.
//!
//! - Without answers nothing is moved. The lessons are put in order before they are added up, so that their order says
//!   nothing, and everything is reckoned from those there are: an answer that was taken back was never there.
//! - Some answers are slips: one in ten is expected to be wrong, so one that contradicts what is nearly certain moves
//!   next to nothing.
//! - What is moved is bounded; nothing becomes certain that was not, and nothing that was offered is no longer offered.

use super::weighing::Evidence;
use super::{CERTAIN, PROBABLE};
use crate::planted;

/// Every code of evidence. What is kept names a trait by its place here, so that a change of it is a change of
/// [`super::store::FORMAT`]; lessons name them by their codes.
pub const TRAITS: [&str; 43] = [
    "crossed_names",
    "initial",
    "like_birthday",
    "like_domain",
    "like_email",
    "like_employer",
    "like_family",
    "like_given",
    "like_name",
    "like_phone",
    "like_street",
    "other_birthday",
    "other_domain",
    "other_email",
    "other_employer",
    "other_family",
    "other_form",
    "other_generation",
    "other_given",
    "other_middle",
    "other_name",
    "other_number",
    "other_phone",
    "other_street",
    "other_town",
    "part_name",
    "same_birthday",
    "same_domain",
    "same_email",
    "same_employer",
    "same_family",
    "same_given",
    "same_link",
    "same_mailbox",
    "same_middle",
    "same_name",
    "same_number",
    "same_phone",
    "same_street",
    "same_town",
    "short_given",
    "short_name",
    "two_mailboxes",
];

/// As if so much was known of a trait before the first answer; the answer to a pair that may as well be one as not is a
/// quarter of 1. So what is moved by half a unit was answered three times at least.
const BEFORE: f64 = 6.0;
/// How often an answer is a slip.
const SLIPS: f64 = 0.1;
/// The most by which the log odds of a pair are moved: from even to 88 of a hundred.
const MOST: f64 = 2.0;
/// Rounds in which the weights are bettered at most,
const ROUNDS: usize = 200;
/// unless none of them moved by more than this.
const STILL: f64 = 1e-5;
/// The last that is not certain.
const NEARLY: f64 = CERTAIN - 0.000_1;
/// Less than this is not worth a word.
const TOLD: f64 = 0.1;

/// The codes of what speaks for and against a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Traits(pub u64);

impl Traits {
    /// Of what a pair weighs.
    pub fn of(evidence: &[Evidence]) -> Self {
        Self::named(evidence.iter().map(|one| one.code))
    }

    /// By their codes; one that is none any more is left out.
    pub fn named<'a>(codes: impl IntoIterator<Item = &'a str>) -> Self {
        let place = |code: &str| TRAITS.iter().position(|known| *known == code);
        Self(codes.into_iter().filter_map(place).fold(0, |all, place| all | 1 << place))
    }

    /// Their places.
    fn places(self) -> impl Iterator<Item = usize> {
        (0..TRAITS.len()).filter(move |place| self.0 >> place & 1 == 1)
    }

    /// Their codes.
    pub fn codes(self) -> impl Iterator<Item = &'static str> {
        self.places().filter_map(|place| TRAITS.get(place).copied())
    }

    /// By how much each of them counts, so that a pair of many is moved no more than one of few.
    fn share(self) -> f64 {
        1.0 / f64::from(self.0.count_ones().max(1)).sqrt()
    }
}

/// The log odds of a probability.
pub fn log_odds(probability: f64) -> f64 {
    let probability = probability.clamp(1e-6, 1.0 - 1e-6);
    (probability / (1.0 - probability)).ln()
}

fn chance(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lesson {
    /// The traits of the pair.
    pub traits: Traits,
    /// The log odds by which the shipped model held it to be one.
    pub odds: f64,
    /// Whether it was one.
    pub is_one: bool,
}

/// What was learnt.
#[derive(Clone, Debug, PartialEq)]
pub struct Learnt {
    from: usize,
    weights: [f64; TRAITS.len()],
}

impl Default for Learnt {
    fn default() -> Self {
        Self { from: 0, weights: [0.0; TRAITS.len()] }
    }
}

impl Learnt {
    /// From answers, in whatever order they were given.
    pub fn of(mut lessons: Vec<Lesson>) -> Self {
        let mut learnt = Self { from: lessons.len(), ..Self::default() };
        if !planted::is("the_order_of_answers_counts") {
            lessons.sort_by(|a, b| {
                (a.traits, a.is_one).cmp(&(b.traits, b.is_one)).then(a.odds.total_cmp(&b.odds))
            });
        }
        let slips = if planted::is("a_slip_counts_in_full") { 0.0 } else { SLIPS };
        let mut firm = [BEFORE; TRAITS.len()];
        for lesson in &lessons {
            for place in lesson.traits.places() {
                if let Some(firm) = firm.get_mut(place) {
                    *firm += 0.25;
                }
            }
        }
        for _ in 0..ROUNDS {
            let mut towards = learnt.weights.map(|weight| -BEFORE * weight);
            for lesson in &lessons {
                let is = chance(lesson.odds + learnt.sum(lesson.traits));
                let said = if lesson.is_one { is } else { 1.0 - is };
                let trust = 1.0 - 2.0 * slips;
                let pull = trust * is * (1.0 - is) / (slips + trust * said);
                let pull = if lesson.is_one { pull } else { -pull } * lesson.traits.share();
                for place in lesson.traits.places() {
                    if let Some(towards) = towards.get_mut(place) {
                        *towards += pull;
                    }
                }
            }
            let mut moved = 0.0_f64;
            for ((weight, towards), firm) in learnt.weights.iter_mut().zip(towards).zip(firm) {
                *weight += towards / firm;
                moved = moved.max((towards / firm).abs());
            }
            if moved < STILL {
                break;
            }
        }
        learnt
    }

    /// From how many answers.
    pub fn from(&self) -> usize {
        self.from
    }

    fn sum(&self, traits: Traits) -> f64 {
        let weights = traits.places().filter_map(|place| self.weights.get(place));
        weights.sum::<f64>() * traits.share()
    }

    /// How likely a pair is, of which the shipped model says so much.
    pub fn probability(&self, shipped: f64, traits: Traits) -> f64 {
        if self.from == 0 {
            return shipped;
        }
        let by = self.sum(traits).clamp(-MOST, MOST);
        if by == 0.0 {
            return shipped;
        }
        let moved = chance((shipped / (1.0 - shipped)).ln() + by);
        if planted::is("an_answer_makes_certain") {
            return moved;
        }
        let moved = if shipped < CERTAIN { moved.min(NEARLY) } else { moved };
        if shipped < PROBABLE { moved } else { moved.max(PROBABLE) }
    }

    /// The least the shipped model can say of a pair that is this likely by now.
    pub fn least(&self, probability: f64) -> f64 {
        if self.from == 0 { probability } else { chance(log_odds(probability) - MOST).min(probability) }
    }

    /// What is to be said of it: how far a pair was moved.
    pub fn tell(&self, shipped: f64, traits: Traits) -> Option<Evidence> {
        let weight = log_odds(self.probability(shipped, traits)) - log_odds(shipped);
        let code = if weight > 0.0 { "answered_one" } else { "answered_two" };
        (self.from > 0 && weight.abs() >= TOLD).then(|| Evidence {
            code,
            value: String::new(),
            other: None,
            weight,
        })
    }
}
