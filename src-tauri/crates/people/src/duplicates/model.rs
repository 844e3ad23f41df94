//! How likely two people are one: Fellegi and Sunter's sum of evidence, with the frequency of the values. Pure.
//!
//! Two people who are not one are strangers, or of one household, or of one office, and the last two share much. So each
//! trait weighs three times: how often it is the same, nearly the same or different of one person told twice, by how often
//! that happens between any two strangers, two of a household and two of an office ([`Weights`]). The logarithms of these
//! add up to the odds against each, and a pair must stand against all three.
//!
//! - What a household shares (family name, address, a phone) says much against strangers and nothing against it; so does
//!   the employer for an office. What is somebody's own (given name, birthday, an address of mail, a page) says much
//!   against all. What differs counts against all, however much else is shared.
//! - A shared value says more the rarer it is among the people at hand.
//! - What is missing on one side says nothing.
//! - How many pairs are one person, a household, an office, and how much oftener than by chance a given and a family name
//!   of one language meet ([`Chances`]) is reckoned from the pairs at hand, so a small address book and one of a million
//!   have the same meaning of 0.9.

use std::borrow::Cow;
use std::collections::HashMap;

use super::alike::{close, edits, jaro_winkler};
use super::nicknames;
use super::person::{Address, Person, host, mailbox};

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

/// How often each value occurs among the people at hand.
#[derive(Debug, Default)]
pub struct Frequencies {
    people: f64,
    given: HashMap<String, u32>,
    family: HashMap<String, u32>,
    both: HashMap<(String, String), u32>,
    employer: HashMap<String, u32>,
    street: HashMap<String, u32>,
    extra: HashMap<String, u32>,
    city: HashMap<String, u32>,
    postcode: HashMap<String, u32>,
    email: HashMap<String, u32>,
    host: HashMap<String, u32>,
    phone: HashMap<String, u32>,
    born: HashMap<String, u32>,
}

impl Frequencies {
    /// Counts.
    pub fn of(people: &[Person]) -> Self {
        let mut all = Self { people: people.len() as f64, ..Self::default() };
        let count = |map: &mut HashMap<String, u32>, value: &str| {
            if !value.is_empty() {
                *map.entry(value.to_owned()).or_default() += 1;
            }
        };
        for person in people {
            let given = first(&person.given);
            count(&mut all.given, given);
            count(&mut all.family, &person.family);
            if !given.is_empty() && !person.family.is_empty() {
                *all.both.entry((given.to_owned(), person.family.clone())).or_default() += 1;
            }
            count(&mut all.born, &person.born);
            person.employers.iter().for_each(|value| count(&mut all.employer, value));
            person.emails.iter().for_each(|value| count(&mut all.email, value));
            let mut hosts: Vec<&str> = person.emails.iter().map(|email| host(email)).collect();
            hosts.sort_unstable();
            hosts.dedup();
            hosts.into_iter().for_each(|value| count(&mut all.host, value));
            person.phones.iter().for_each(|value| count(&mut all.phone, value));
            for address in &person.addresses {
                count(&mut all.street, &address.street);
                count(&mut all.extra, &address.extra);
                count(&mut all.city, &address.city);
                count(&mut all.postcode, &address.postcode);
            }
        }
        all
    }

    /// How often any two share this very value; `usual` is what is thought of values nobody knows much of. The two that
    /// are compared do not count.
    fn shared(&self, map: &HashMap<String, u32>, value: &str, usual: f64) -> f64 {
        let others = f64::from(map.get(value).copied().unwrap_or(0).saturating_sub(2));
        (others + BEFORE * usual) / (self.people + BEFORE)
    }

    /// Forgets what nobody shares but the two who are compared: it says as much when it is not known.
    pub fn thin(&mut self) {
        let Self { given, family, employer, street, extra, city, postcode, .. } = self;
        for map in [given, family, employer, street, extra, city, postcode] {
            map.retain(|_, count| *count > 2);
            map.shrink_to_fit();
        }
        for map in [&mut self.email, &mut self.host, &mut self.phone, &mut self.born] {
            map.retain(|_, count| *count > 2);
            map.shrink_to_fit();
        }
        self.both = HashMap::new();
    }

    /// Evidence against strangers below this leaves a pair of so many people as unlikely as any other.
    pub fn least(&self) -> f64 {
        ((self.people * ONE_OF / 2.0).max(1.0).ln() - UNLIKELY).max(0.0)
    }

    /// Whether a mail domain is that of an employer, who gives everybody one mailbox.
    fn is_employers(&self, host: &str) -> bool {
        let known = f64::from(self.host.get(host).copied().unwrap_or(0));
        !PROVIDERS.contains(&host) && known <= (self.people / PROVIDER).max(20.0)
    }

    /// How much oftener than by chance two have one given name who have one family name, as a natural logarithm, when so
    /// many of the pairs of one full name are one person.
    fn lift(&self, one: f64) -> f64 {
        let two = |count: &u32| f64::from(*count) * (f64::from(*count) - 1.0) / 2.0;
        let all = (self.people * (self.people - 1.0) / 2.0).max(1.0);
        let full = (self.both.values().map(two).sum::<f64>() - one).max(0.0);
        let family = (self.family.values().map(two).sum::<f64>() - one).max(0.0);
        let given = (self.given.values().map(two).sum::<f64>() - one).max(0.0);
        let chance = family * given / all;
        ((full + LIFTLESS) / (chance + LIFTLESS)).ln().clamp(0.0, 3.0)
    }
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

fn first(name: &str) -> &str {
    name.split(' ').next().unwrap_or_default()
}

fn odds(m: f64, u: f64) -> f64 {
    (m / u).ln()
}

/// What is to be said of a pair before it is looked at, as natural logarithms; reckoned from all pairs at hand.
#[derive(Clone, Copy, Debug, PartialEq)]
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
    /// From the pairs of so many people: what is most likely when everything is taken together.
    pub fn of(all: &Frequencies, weighed: &[Weighed]) -> Self {
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
            chances = Self { odds: of(found, one), lift: all.lift(full) };
        }
        chances
    }
}

/// How much something says against two being strangers, of one household, of one office, in natural logarithms of odds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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
    fn own(weight: f64) -> Self {
        Self { strangers: weight, household: weight, office: weight }
    }

    /// What neighbours of both sorts have alike.
    fn near(strangers: f64, near: f64) -> Self {
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
    named: bool,
    kin: bool,
    full: bool,
    /// How often any two have the given name.
    given: f64,
    /// One by one; nothing unless it is asked for.
    pub evidence: Option<Vec<Evidence>>,
}

impl Weighed {
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

    fn add(&mut self, code: &'static str, value: &str, other: Option<&str>, weights: Weights) {
        self.sum += weights;
        let Some(evidence) = &mut self.evidence else { return };
        let (value, other) = (value.to_owned(), other.map(str::to_owned));
        // What is shared is told by how rare it is; what differs, by how much it says in the end.
        let Weights { strangers, household, office } = weights;
        let weight = if strangers > 0.0 { strangers } else { strangers.min(household).min(office) };
        evidence.push(Evidence { code, value, other, weight });
    }
}

/// Weighs two people.
pub fn weigh(a: &Person, b: &Person, all: &Frequencies) -> Weighed {
    weighed(a, b, all, None)
}

/// Why two people may be one, what says most first.
pub fn tell(a: &Person, b: &Person, all: &Frequencies) -> Vec<Evidence> {
    let mut evidence = weighed(a, b, all, Some(Vec::new())).evidence.unwrap_or_default();
    evidence.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    evidence
}

fn weighed(a: &Person, b: &Person, all: &Frequencies, evidence: Option<Vec<Evidence>>) -> Weighed {
    let mut sum = Weighed { given: 1.0, evidence, ..Weighed::default() };
    names(a, b, all, &mut sum);
    born(a, b, all, &mut sum);
    mails(a, b, all, &mut sum);
    phones(a, b, all, &mut sum);
    if let Some(link) = a.links.iter().find(|link| b.links.contains(link)) {
        sum.add("same_link", link, None, Weights::near(8.0, 6.0));
    }
    work(a, b, all, &mut sum);
    places(a, b, all, &mut sum);
    sum
}

/// A name of somebody: the code, how much it says, and how often any two have it.
struct Named(&'static str, f64, f64);

impl Named {
    fn new(code: &'static str, m: f64, u: f64) -> Self {
        Self(code, odds(m, u), u)
    }

    /// Whether it is the same or may well be.
    fn agrees(&self) -> bool {
        ["same", "like", "short"].iter().any(|word| self.0.starts_with(word))
    }
}

fn given(a: &str, b: &str, all: &Frequencies) -> Option<Named> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let (x, y) = (first(a), first(b));
    let u = all.shared(&all.given, x, 0.004);
    let within = |long: &str, short: &str| long.split(' ').any(|word| word == short);
    Some(if a == b || x == y {
        Named::new("same_given", 0.66, u)
    } else if nicknames::same(x, y) {
        Named::new("short_given", 0.06, u.min(all.shared(&all.given, y, 0.003)))
    } else if joined(a) == joined(b) || close(&joined(a), &joined(b)) || within(a, y) || within(b, x) {
        Named::new("like_given", 0.18, 0.006)
    } else if (x.chars().count() == 1 || y.chars().count() == 1) && x.chars().next() == y.chars().next() {
        Named::new("initial", 0.04, 0.05)
    } else if jaro_winkler(x, y) >= 0.85 {
        Named::new("like_given", 0.04, 0.02)
    } else {
        Named::new("other_given", 0.07, 0.93)
    })
}

fn family(a: &str, b: &str, all: &Frequencies) -> Option<Named> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let words = |long: &str, short: &str| long.split([' ', '-']).any(|word| word == short);
    Some(if a == b {
        Named::new("same_family", 0.68, all.shared(&all.family, a, 0.001))
    } else if joined(a) == joined(b) || close(&joined(a), &joined(b)) || words(a, b) || words(b, a) {
        Named::new("like_family", 0.2, 0.004)
    } else if jaro_winkler(a, b) >= 0.85 {
        Named::new("like_family", 0.04, 0.012)
    } else {
        Named::new("other_family", 0.08, 0.95)
    })
}

/// The two names when each stands in the place of the other, as rare as it is in either place.
fn crossed(a: &Person, b: &Person, all: &Frequencies) -> Option<(Named, Named)> {
    let name = |x: &str, y: &str| {
        let code = if first(x) == first(y) {
            ("same_given", 0.66)
        } else if close(&joined(x), &joined(y)) {
            ("like_given", 0.18)
        } else {
            return None;
        };
        let u = all.shared(&all.given, x, 0.003).max(all.shared(&all.family, x, 0.001));
        let u = if code.1 < 0.5 { u.max(0.005) } else { u };
        // Of what is told twice little is told in another order, which takes from both.
        (!x.is_empty()).then(|| Named(code.0, odds(code.1, u) - 1.25, u))
    };
    Some((name(&a.given, &b.family)?, name(&a.family, &b.given)?))
}

/// Without what stands between words.
fn joined(text: &str) -> Cow<'_, str> {
    if text.chars().all(char::is_alphanumeric) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| c.is_alphanumeric()).collect())
}

fn names(a: &Person, b: &Person, all: &Frequencies, sum: &mut Weighed) {
    let straight = (given(&a.given, &b.given, all), family(&a.family, &b.family, all));
    let weight = |name: &Option<Named>| name.as_ref().map_or(0.0, |Named(_, weight, _)| *weight);
    generations(a, b, sum);
    if let Some(crossed) = crossed(a, b, all)
        && crossed.0.1 + crossed.1.1 > weight(&straight.0) + weight(&straight.1)
    {
        let (Named(_, first, u), Named(_, last, _)) = crossed;
        let name = format!("{} {}", a.given, a.family);
        let weights = Weights { strangers: first + last, household: first, office: first + last };
        sum.add("crossed_names", &name, None, weights);
        (sum.given, sum.named, sum.kin) = (u, true, true);
        return;
    }
    let pet = |name: &str, nickname: &str| !nickname.is_empty() && first(name) == first(nickname);
    match straight.0 {
        Some(Named("other_given", ..)) if pet(&a.given, &b.nickname) || pet(&b.given, &a.nickname) => {
            sum.add("short_given", &a.given, Some(&b.given), Weights::own(odds(0.06, 0.004)));
        }
        Some(name) => {
            sum.named = name.agrees();
            sum.given = name.2;
            let Named(code, weight, _) = name;
            let other = (code != "same_given").then_some(b.given.as_str());
            sum.add(code, &a.given, other, Weights::own(weight));
        }
        None => {}
    }
    if let Some(name) = straight.1 {
        sum.kin |= name.agrees();
        let Named(code, weight, _) = name;
        sum.full = first(&a.given) == first(&b.given) && code == "same_family";
        let other = (code != "same_family").then_some(b.family.as_str());
        // In a household some have another name; those who married are few.
        let household = match code {
            "other_family" => odds(0.08, 0.25),
            "like_family" => 0.5,
            _ => 0.0,
        };
        sum.add(code, &a.family, other, Weights { strangers: weight, household, office: weight });
    }
}

/// Father and son have one name and are told apart by what stands behind it, or between.
fn generations(a: &Person, b: &Person, sum: &mut Weighed) {
    let (x, y) = (a.generation.as_str(), b.generation.as_str());
    if x != y {
        let one_is_told = x.is_empty() || y.is_empty();
        let weight = if one_is_told { odds(0.4, 0.8) } else { odds(0.005, 0.9) };
        let [x, y] = [x, y].map(|told| if told.is_empty() { "–" } else { told });
        sum.add("other_generation", x, Some(y), Weights::own(weight));
    }
    let (x, y) = (a.middle.as_str(), b.middle.as_str());
    if x.is_empty() || y.is_empty() {
        return;
    }
    let initial = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    if x == y {
        sum.add("same_middle", x, None, Weights::own(odds(0.7, 0.1)));
    } else if initial(x, y) || initial(y, x) {
        sum.add("same_middle", x, Some(y), Weights::own(odds(0.2, 0.1)));
    } else if !close(x, y) {
        sum.add("other_middle", x, Some(y), Weights::own(odds(0.1, 0.85)));
    }
}

fn born(a: &Person, b: &Person, all: &Frequencies, sum: &mut Weighed) {
    let (x, y) = (a.born.as_str(), b.born.as_str());
    if x.is_empty() || y.is_empty() {
        return;
    }
    let day = |date: &str| date.get(date.len().saturating_sub(5)..).unwrap_or_default().to_owned();
    let yearless = x.starts_with("--") || y.starts_with("--");
    let turned = |date: &str| {
        let mut parts = date.rsplit('-');
        let (day, month) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        format!("{day}-{month}")
    };
    if x == y && !yearless {
        // In a household a few are twins.
        let weight = odds(0.9, all.shared(&all.born, x, 0.0001));
        let twins = odds(0.9, 0.02);
        sum.add("same_birthday", x, None, Weights { strangers: weight, household: twins, office: weight });
    } else if yearless && day(x) == day(y) {
        sum.add("same_birthday", x, Some(y), Weights::near(odds(0.9, 1.0 / 365.0), odds(0.9, 0.02)));
    } else if !yearless && (edits(x, y, 1) <= 1 || (x.get(..4) == y.get(..4) && turned(x) == day(y))) {
        sum.add("like_birthday", x, Some(y), Weights::own(odds(0.05, 0.004)));
    } else {
        sum.add("other_birthday", x, Some(y), Weights::own(odds(0.05, 0.99)));
    }
}

fn mails(a: &Person, b: &Person, all: &Frequencies, sum: &mut Weighed) {
    if a.emails.is_empty() || b.emails.is_empty() {
        return;
    }
    if let Some(email) = a.emails.iter().find(|email| b.emails.contains(email)) {
        let u = all.shared(&all.email, email, 0.000_05);
        // A couple may share a mailbox, an office only one that is nobody's.
        let (household, office) = match mailbox(email) {
            Some(local) if is_somebodys(local, a) || is_somebodys(local, b) => (3.0, 4.0),
            Some(_) => (1.5, 3.0),
            None => (0.2, 0.2),
        };
        sum.add(
            "same_email",
            email,
            None,
            Weights { strangers: odds(0.6, u) + household, household, office },
        );
        return;
    }
    let boxes = |person: &Person| -> Vec<String> {
        person
            .emails
            .iter()
            .filter_map(|email| mailbox(email))
            .filter(|local| local.len() > 4)
            .map(str::to_owned)
            .collect()
    };
    let others = boxes(b);
    let slip = |x: &str, y: &str| x.len() > 8 && figures(x) == figures(y) && edits(x, y, 1) <= 1;
    if let Some(local) = boxes(a).into_iter().find(|local| others.contains(local)) {
        // anna.schmidt at two hosts says that both are called Anna Schmidt, which their names have said.
        if is_of_names(&local, a) {
            sum.add("other_email", "", None, Weights::own(odds(0.6, 1.0)));
        } else {
            sum.add("same_mailbox", &local, None, Weights::near(3.5, 1.5));
        }
    } else if let Some((x, y)) =
        a.emails.iter().find_map(|x| b.emails.iter().find(|y| slip(x, y)).map(|y| (x, y)))
    {
        sum.add("like_email", x, Some(y), Weights::near(odds(0.05, 0.001), 0.3));
    } else if let Some(host) = a
        .emails
        .iter()
        .map(|email| host(email))
        .find(|one| b.emails.iter().any(|email| host(email) == *one) && all.is_employers(one))
    {
        // Where two have one name the second one gets another mailbox.
        sum.add("two_mailboxes", host, None, Weights::own(odds(0.05, 0.9)));
    } else {
        sum.add("other_email", "", None, Weights::own(odds(0.4, 1.0)));
    }
}

/// What in an address has figures in it: anna.schmidt7 and anna.schmidt8 are two, and no slip of the finger.
fn figures(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.contains(|c: char| c.is_ascii_digit())).collect()
}

/// Whether a mailbox has somebody's given name in it, and so is not that of a household.
fn is_somebodys(local: &str, person: &Person) -> bool {
    let given = first(&person.given);
    given.len() > 2 && local.contains(given)
}

/// Whether a mailbox is put together from the names of whose it is.
fn is_of_names(local: &str, person: &Person) -> bool {
    let words = local.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1);
    let (given, family) = (joined(&person.given), joined(&person.family));
    let both = format!("{given}{family}");
    let mut words = words.peekable();
    words.peek().is_some() && words.all(|word| both.contains(word))
}

fn phones(a: &Person, b: &Person, all: &Frequencies, sum: &mut Weighed) {
    if a.phones.is_empty() || b.phones.is_empty() {
        return;
    }
    if let Some(phone) = a.phones.iter().find(|phone| b.phones.contains(phone)) {
        let weight = odds(0.6, all.shared(&all.phone, phone, 0.000_05));
        sum.add("same_phone", phone, None, Weights::near(weight + 0.8, 0.8));
    } else if let Some((x, y)) = a
        .phones
        .iter()
        .find_map(|x| b.phones.iter().find(|y| x.len() > 9 && edits(x, y, 1) <= 1).map(|y| (x, y)))
    {
        // Extensions of an office differ like this.
        sum.add("like_phone", x, Some(y), Weights::near(odds(0.05, 0.001), -0.3));
    } else {
        sum.add("other_phone", "", None, Weights::own(odds(0.4, 1.0)));
    }
}

fn work(a: &Person, b: &Person, all: &Frequencies, sum: &mut Weighed) {
    if a.employers.is_empty() || b.employers.is_empty() {
        return;
    }
    if let Some(name) = a.employers.iter().find(|name| b.employers.contains(name)) {
        let weight = odds(0.6, all.shared(&all.employer, name, 0.003));
        sum.add("same_employer", name, None, at_work(weight));
        sum.kin = true;
    } else if let Some((x, y)) =
        a.employers.iter().find_map(|x| b.employers.iter().find(|y| close(x, y)).map(|y| (x, y)))
    {
        sum.add("like_employer", x, Some(y), at_work(odds(0.1, 0.004)));
    } else {
        let weights =
            Weights { strangers: odds(0.4, 0.97), household: odds(0.4, 0.85), office: odds(0.4, 0.6) };
        sum.add("other_employer", "", None, weights);
    }
}

/// An employer in common; some of a household have that too.
fn at_work(strangers: f64) -> Weights {
    Weights { strangers, household: strangers.min(odds(0.6, 0.15)), office: 0.0 }
}

/// The two addresses that are most alike.
fn places(a: &Person, b: &Person, all: &Frequencies, sum: &mut Weighed) {
    let mut best: Option<Weighed> = None;
    for x in &a.addresses {
        for y in &b.addresses {
            let place = place(x, y, all, sum.evidence.is_some());
            if best.as_ref().is_none_or(|best| place.sum.strangers > best.sum.strangers) {
                best = Some(place);
            }
        }
    }
    let Some(best) = best else { return };
    // People move, and have more than one.
    sum.kin |= best.sum.strangers > 0.0;
    let Weights { strangers, household, office } = best.sum;
    sum.sum +=
        Weights { strangers: strangers.max(-1.5), household: household.max(-1.5), office: office.max(-1.5) };
    if let Some(evidence) = &mut sum.evidence {
        evidence.extend(best.evidence.into_iter().flatten());
    }
}

fn place(a: &Address, b: &Address, all: &Frequencies, telling: bool) -> Weighed {
    let mut sum = Weighed { evidence: telling.then(Vec::new), ..Weighed::default() };
    let both = |a: &str, b: &str| !a.is_empty() && !b.is_empty();
    if both(&a.street, &b.street) {
        if a.street == b.street {
            let weight = odds(0.62, all.shared(&all.street, &a.street, 0.001));
            sum.add("same_street", &a.street, None, Weights::near(weight, 0.0));
        } else if close(&joined(&a.street), &joined(&b.street)) {
            sum.add("like_street", &a.street, Some(&b.street), Weights::near(odds(0.25, 0.003), 0.0));
        } else {
            sum.add(
                "other_street",
                &a.street,
                Some(&b.street),
                Weights::near(odds(0.12, 0.97), odds(0.12, 0.3)),
            );
        }
    }
    if both(&a.number, &b.number) {
        if a.number == b.number {
            sum.sum += Weights::near(odds(0.87, 0.03), 0.0);
        } else {
            sum.sum += Weights::near(odds(0.13, 0.97), odds(0.13, 0.3));
        }
    }
    if both(&a.extra, &b.extra) {
        let (weight, near) = if a.extra == b.extra {
            (odds(0.6, all.shared(&all.extra, &a.extra, 0.002)), 0.0)
        } else if close(&joined(&a.extra), &joined(&b.extra)) {
            (odds(0.3, 0.004), 0.0)
        } else {
            (odds(0.1, 0.97), odds(0.1, 0.2))
        };
        sum.sum += Weights::near(weight, near);
    }
    let code = both(&a.postcode, &b.postcode).then(|| {
        if a.postcode == b.postcode {
            odds(0.84, all.shared(&all.postcode, &a.postcode, 0.002))
        } else if edits(&a.postcode, &b.postcode, 1) <= 1 {
            odds(0.12, 0.01)
        } else {
            odds(0.04, 0.98)
        }
    });
    let city = both(&a.city, &b.city).then(|| {
        if a.city == b.city {
            odds(0.76, all.shared(&all.city, &a.city, 0.005))
        } else if close(&joined(&a.city), &joined(&b.city)) {
            odds(0.18, 0.004)
        } else {
            odds(0.06, 0.97)
        }
    });
    // A postal code and its town say nearly the same.
    let place = match (code, city) {
        (Some(code), Some(city)) => code.max(city) + 0.4 * code.min(city),
        (code, city) => code.or(city).unwrap_or(0.0),
    };
    if place != 0.0 {
        let (name, own) = if place > 0.0 { ("same_town", &a.city) } else { ("other_town", &a.city) };
        let other = (a.city != b.city).then_some(b.city.as_str());
        sum.add(name, own, other, Weights::near(place, place.min(0.0) / 4.0));
    }
    sum
}
