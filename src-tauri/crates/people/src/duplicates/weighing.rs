//! The sum itself: how often values occur, what a pair weighs, and what is to be said of any pair before it is looked at.
//! [`super::model`] and [`super::firm`] say what of two people and of two companies is weighed.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use serde::{Deserialize, Serialize};

use super::blocks::hash;

/// As if so many people more with usual names were known: few people say little about what is rare.
const BEFORE: f64 = 400.0;
/// How often two of an office have one given name at least,
const NAMESAKES: f64 = 0.008;
/// and two of a household: father and son.
const HEIRS: f64 = 0.015;
/// A mail domain of more than one in so many people is a provider's and nobody's employer's.
const PROVIDER: f64 = 40.0;

/// Why two people are thought to be one, or not: a code, and the value or the two values of which it speaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Such as `same_phone`.
    pub code: &'static str,
    /// The value, of the first of the two.
    pub value: String,
    /// The other's, where it differs.
    pub other: Option<String>,
    /// How much it says, in natural logarithms of odds.
    pub weight: f64,
}

/// What values are counted of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// First given names.
    Given,
    /// Family names.
    Family,
    /// Both, with a blank between them.
    Both,
    /// Employers, or what companies are called.
    Name,
    /// Words of what companies are called.
    Word,
    /// Streets.
    Street,
    /// What else stands in an address.
    Extra,
    /// Towns.
    City,
    /// Postal codes.
    Postcode,
    /// E-mail addresses.
    Email,
    /// Hosts of mail, or domains of companies.
    Host,
    /// Phones.
    Phone,
    /// Birthdays.
    Born,
}

/// The bits of a value's number that say what it is of.
const OF_BITS: u64 = 15;

fn value_of(of: Of, value: &str) -> u64 {
    (hash(value) & !OF_BITS) | of as u64
}

/// Values that are to be counted, each as a number of its text and of what it is of.
#[derive(Debug, Default)]
pub struct Values(pub Vec<u64>);

impl Values {
    /// One more, unless there is none.
    pub fn count(&mut self, of: Of, value: &str) {
        if !value.is_empty() {
            self.0.push(value_of(of, value));
        }
    }
}

/// The values are numbers that are mixed already.
#[derive(Default)]
pub struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0 ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    }
}

/// How often each value occurs among those at hand. What nobody shares but the two who are compared is not in it: it says as
/// much when it is not known, and most values are such.
#[derive(Debug, Default)]
pub struct Frequencies {
    people: f64,
    counts: HashMap<u64, u32, BuildHasherDefault<Mixed>>,
    /// Pairs of one given name, of one family name and of both; only while the chances are reckoned.
    pairs: [f64; 3],
}

impl Frequencies {
    /// How many they are.
    pub fn people(&self) -> f64 {
        self.people
    }

    /// So many more are looked at.
    pub fn others(&mut self, many: u32) {
        self.people += f64::from(many);
    }

    /// So many have this value; it is told of each value once.
    pub fn found(&mut self, value: u64, many: u32) {
        let named = [Of::Given, Of::Family, Of::Both].iter().position(|of| value & OF_BITS == *of as u64);
        if let Some(pairs) = named.and_then(|at| self.pairs.get_mut(at)) {
            *pairs += f64::from(many) * (f64::from(many) - 1.0) / 2.0;
        }
        if many > 2 && value & OF_BITS != Of::Both as u64 {
            self.counts.insert(value, many);
        }
    }

    /// How many have it, where more than two do.
    fn known(&self, of: Of, value: &str) -> u32 {
        self.counts.get(&value_of(of, value)).copied().unwrap_or(0)
    }

    /// How often any two share this very value; `usual` is what is thought of values nobody knows much of. The two that
    /// are compared do not count.
    pub fn shared(&self, of: Of, value: &str, usual: f64) -> f64 {
        let others = f64::from(self.known(of, value).saturating_sub(2));
        (others + BEFORE * usual) / (self.people + BEFORE)
    }

    /// As bytes, without that of which only the chances are reckoned.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(8 + self.counts.len() * 12);
        bytes.extend(self.people.to_le_bytes());
        for (value, count) in &self.counts {
            bytes.extend(value.to_le_bytes());
            bytes.extend(count.to_le_bytes());
        }
        bytes
    }

    /// And back; nothing of what is torn.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (people, rest) = bytes.split_first_chunk()?;
        let (values, []) = rest.as_chunks::<12>() else { return None };
        let mut all = Self { people: f64::from_le_bytes(*people), ..Self::default() };
        all.counts.reserve(values.len());
        for value in values {
            let (value, count) = value.split_first_chunk()?;
            all.counts.insert(u64::from_le_bytes(*value), u32::from_le_bytes(*count.first_chunk()?));
        }
        Some(all)
    }

    /// Evidence against strangers below this leaves a pair of so many people as unlikely as any other.
    pub fn least(&self) -> f64 {
        ((self.people * ONE_OF / 2.0).max(1.0).ln() - UNLIKELY).max(0.0)
    }

    /// Whether a domain is that of an employer, who gives everybody one mailbox.
    pub fn is_employers(&self, host: &str) -> bool {
        let known = f64::from(self.known(Of::Host, host));
        !is_provider(host) && known <= (self.people / PROVIDER).max(20.0)
    }

    /// How much oftener than by chance two have one given name who have one family name, as a natural logarithm, when so
    /// many of the pairs of one full name are one person.
    fn lift(&self, one: f64) -> f64 {
        let all = (self.people * (self.people - 1.0) / 2.0).max(1.0);
        let [given, family, both] = self.pairs.map(|pairs| (pairs - one).max(0.0));
        let chance = family * given / all;
        ((both + LIFTLESS) / (chance + LIFTLESS)).ln().clamp(0.0, 3.0)
    }
}

/// Whether a host gives mail to everybody.
pub fn is_provider(host: &str) -> bool {
    PROVIDERS.contains(&host)
}

/// Providers of mail to everybody.
const PROVIDERS: [&str; 34] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "hotmail.co.uk",
    "hotmail.fr",
    "live.com",
    "msn.com",
    "yahoo.com",
    "yahoo.co.uk",
    "yahoo.de",
    "yahoo.fr",
    "ymail.com",
    "aol.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "proton.me",
    "protonmail.com",
    "gmx.de",
    "gmx.net",
    "gmx.at",
    "gmx.ch",
    "web.de",
    "t-online.de",
    "freenet.de",
    "posteo.de",
    "mail.ru",
    "yandex.ru",
    "orange.fr",
    "free.fr",
    "libero.it",
    "qq.com",
    "163.com",
];
/// As if so many pairs of a full name had been seen where as many were to be expected.
const LIFTLESS: f64 = 5.0;

/// How much it says that something is so often so of one and so often of two.
pub fn odds(m: f64, u: f64) -> f64 {
    (m / u).ln()
}

/// What is to be said of a pair before it is looked at, as natural logarithms; reckoned from all pairs at hand.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chances {
    /// The odds of being one person rather than anything else.
    pub odds: Weights,
    /// How much oftener than by chance a given name and a family name meet.
    pub lift: f64,
}

/// Before anything is known: of so many people one is there twice,
const ONE_OF: f64 = 20.0;
/// and for each of these there are so many pairs of a household and of an office.
const HOUSES: f64 = 2.0;
const OFFICES: f64 = 4.0;
/// The least and the most that is believed of how often what looks like one person or neighbours is one person.
const BELIEVED: (f64, f64) = (-3.0, 1.5);
/// What is said of a pair is not kept where all of it, before anything else, says less than e to the power of minus this.
const UNLIKELY: f64 = 10.0;
/// Rounds in which the chances are reckoned anew.
const ROUNDS: usize = 8;

impl Chances {
    /// From the pairs of so many people, or from one of `step` of them: what is most likely when everything is taken
    /// together.
    pub fn of(all: &Frequencies, weighed: &[Weighed], step: f64) -> Self {
        let pairs = (all.people * (all.people - 1.0) / 2.0).max(1.0);
        let usual = all.people / ONE_OF;
        let of = |found: Weights, one: f64| {
            let share = ((one + usual) / 2.0 / pairs).clamp(1e-12, 0.3);
            let against = |found: f64, many: f64| {
                ((one + usual) / (found + many * usual)).ln().clamp(BELIEVED.0, BELIEVED.1)
            };
            Weights {
                strangers: (share / (1.0 - share)).ln(),
                household: against(found.household, HOUSES),
                office: against(found.office, OFFICES),
            }
        };
        let start = Weights { strangers: 0.0, household: HOUSES * usual, office: OFFICES * usual };
        // Whoever has one name is two people until something else says that they are one.
        let mut chances = Self { odds: of(start, usual), lift: all.lift(0.0) };
        for _ in 0..ROUNDS {
            let (mut found, mut one, mut full) = (Weights::default(), 0.0, 0.0);
            for pair in weighed {
                let (is, others) = pair.shares(chances);
                one += is;
                found += others;
                full += if pair.full { is } else { 0.0 };
            }
            let found = Weights {
                strangers: found.strangers * step,
                household: found.household * step,
                office: found.office * step,
            };
            chances = Self { odds: of(found, one * step), lift: all.lift(full * step) };
        }
        chances
    }
}

/// How much something says against two being strangers, of one household, of one office, in natural logarithms of odds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// Against strangers.
    pub strangers: f64,
    /// Against two of a household.
    pub household: f64,
    /// Against two of an office.
    pub office: f64,
}

impl std::ops::AddAssign for Weights {
    fn add_assign(&mut self, other: Self) {
        self.strangers += other.strangers;
        self.household += other.household;
        self.office += other.office;
    }
}

impl Weights {
    /// The same against all.
    pub fn own(weight: f64) -> Self {
        Self { strangers: weight, household: weight, office: weight }
    }

    /// What neighbours of both sorts have alike.
    pub fn near(strangers: f64, near: f64) -> Self {
        Self { strangers, household: near, office: near }
    }
}

/// The evidence of two people, before how many there are.
#[derive(Debug, Default)]
pub struct Weighed {
    /// All of it.
    pub sum: Weights,
    /// Whether the given name agrees; whether something else does that goes with a language, a family name, a town, an
    /// employer, so that they say less together than either alone; and whether the full name is the same.
    pub named: bool,
    /// See there.
    pub kin: bool,
    /// See there.
    pub full: bool,
    /// How often any two have the given name.
    pub given: f64,
    /// One by one; nothing unless it is asked for.
    pub evidence: Option<Vec<Evidence>>,
}

impl Weighed {
    /// Nothing yet; evidence is kept one by one if it is to be told.
    pub fn new(telling: bool) -> Self {
        Self { given: 1.0, evidence: telling.then(Vec::new), ..Self::default() }
    }

    /// What it came to, what says most first.
    pub fn told(self) -> Vec<Evidence> {
        let mut evidence = self.evidence.unwrap_or_default();
        evidence.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        evidence
    }

    /// The probability.
    pub fn probability(&self, chances: Chances) -> f64 {
        self.shares(chances).0
    }

    /// How likely the two are one, and how likely they are what else.
    fn shares(&self, chances: Chances) -> (f64, Weights) {
        let lift = if self.named && self.kin { chances.lift } else { 0.0 };
        let named = |least: f64| {
            let usual = self.given * lift.exp();
            if self.named && self.kin { (usual.max(least) / self.given).ln() } else { 0.0 }
        };
        let (sum, odds) = (self.sum, chances.odds);
        let strangers = (lift - odds.strangers - sum.strangers).exp();
        let household = (named(HEIRS) - odds.household - sum.household).exp();
        let office = (named(NAMESAKES) - odds.office - sum.office).exp();
        let one = 1.0 / (1.0 + strangers + household + office);
        let of = |other: f64| other.min(1e12) * one;
        (one, Weights { strangers: of(strangers), household: of(household), office: of(office) })
    }

    /// Adds a piece of evidence.
    pub fn add(&mut self, code: &'static str, value: &str, other: Option<&str>, weights: Weights) {
        self.sum += weights;
        let Some(evidence) = &mut self.evidence else { return };
        let (value, other) = (value.to_owned(), other.map(str::to_owned));
        // What is shared is told by how rare it is; what differs, by how much it says in the end.
        let Weights { strangers, household, office } = weights;
        let weight = if strangers > 0.0 { strangers } else { strangers.min(household).min(office) };
        evidence.push(Evidence { code, value, other, weight });
    }
}
