//! How likely two people are one: Fellegi and Sunter's sum of evidence, with the frequency of the values. Pure.
//!
//! For each trait it is known how often it is the same, nearly the same or different of one person told twice (`m`), and
//! reckoned from the people at hand how often that happens between any two (`u`): of a name that is shared, by how many
//! carry it. The logarithms of `m / u` add up to the odds.
//!
//! - What a household or an office shares (family name, address, employer, a phone) makes two people neighbours, not one:
//!   all of it together lifts the odds to one in three at most ([`NEIGHBOURS`]). The rest must come from what is a
//!   person's own: the given name, the birthday, an address of mail, a page.
//! - What is missing on one side says nothing.
//! - How many pairs there are to begin with is reckoned from the pairs at hand, so a small address book and one of a
//!   million have the same meaning of 0.9.

use std::collections::HashMap;

use super::alike::{close, edits, jaro_winkler};
use super::nicknames;
use super::person::{Address, Person, mailbox};

/// The most that what neighbours share says, as odds before anything personal: one in three.
const NEIGHBOURS: f64 = -0.7;
/// How much of the personal evidence counts: the traits are not as independent as the sum takes them.
const SLOPE: f64 = 1.0;
/// As if so many people more with usual names were known: few people say little about what is rare.
const BEFORE: f64 = 400.0;

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
    employer: HashMap<String, u32>,
    street: HashMap<String, u32>,
    extra: HashMap<String, u32>,
    city: HashMap<String, u32>,
    postcode: HashMap<String, u32>,
    email: HashMap<String, u32>,
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
            count(&mut all.given, first(&person.given));
            count(&mut all.family, &person.family);
            count(&mut all.born, &person.born);
            person.employers.iter().for_each(|value| count(&mut all.employer, value));
            person.emails.iter().for_each(|value| count(&mut all.email, value));
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
}

fn first(name: &str) -> &str {
    name.split(' ').next().unwrap_or_default()
}

fn odds(m: f64, u: f64) -> f64 {
    (m / u).ln()
}

/// The evidence of two people, before how many there are.
#[derive(Debug, Default)]
pub struct Weighed {
    /// What neighbours share.
    pub near: f64,
    /// What is somebody's own.
    pub own: f64,
    /// One by one.
    pub evidence: Vec<Evidence>,
}

impl Weighed {
    /// The probability, when the odds of any two are `prior` (a natural logarithm).
    pub fn probability(&self, prior: f64) -> f64 {
        let sum = (prior + self.near).min(NEIGHBOURS) + SLOPE * self.own;
        1.0 / (1.0 + (-sum).exp())
    }

    fn add(&mut self, code: &'static str, value: &str, other: Option<&str>, near: f64, own: f64) {
        self.near += near;
        self.own += own;
        let (value, other) = (value.to_owned(), other.map(str::to_owned));
        self.evidence.push(Evidence { code, value, other, weight: near + own });
    }
}

/// Weighs two people.
pub fn weigh(a: &Person, b: &Person, all: &Frequencies) -> Weighed {
    let mut sum = Weighed::default();
    names(a, b, all, &mut sum);
    born(a, b, all, &mut sum);
    mails(a, b, all, &mut sum);
    phones(a, b, all, &mut sum);
    if let Some(link) = a.links.iter().find(|link| b.links.contains(link)) {
        sum.add("same_link", link, None, 2.0, 6.0);
    }
    work(a, b, all, &mut sum);
    places(a, b, all, &mut sum);
    sum
}

/// A name of somebody: the code, and how much it says.
struct Named(&'static str, f64);

fn given(a: &str, b: &str, all: &Frequencies) -> Option<Named> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let (x, y) = (first(a), first(b));
    let u = all.shared(&all.given, x, 0.004);
    let within = |long: &str, short: &str| long.split(' ').any(|word| word == short);
    Some(if a == b || x == y {
        Named("same_given", odds(0.66, u))
    } else if nicknames::same(x, y) {
        Named("short_given", odds(0.06, 0.004))
    } else if joined(a) == joined(b) || close(&joined(a), &joined(b)) || within(a, y) || within(b, x) {
        Named("like_given", odds(0.18, 0.006))
    } else if (x.chars().count() == 1 || y.chars().count() == 1) && x.chars().next() == y.chars().next() {
        Named("initial", odds(0.04, 0.05))
    } else if jaro_winkler(x, y) >= 0.85 {
        Named("like_given", odds(0.04, 0.02))
    } else {
        Named("other_given", odds(0.07, 0.93))
    })
}

fn family(a: &str, b: &str, all: &Frequencies) -> Option<Named> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let words = |long: &str, short: &str| long.split([' ', '-']).any(|word| word == short);
    Some(if a == b {
        Named("same_family", odds(0.68, all.shared(&all.family, a, 0.001)))
    } else if joined(a) == joined(b) || close(&joined(a), &joined(b)) || words(a, b) || words(b, a) {
        Named("like_family", odds(0.2, 0.004))
    } else if jaro_winkler(a, b) >= 0.85 {
        Named("like_family", odds(0.04, 0.012))
    } else {
        Named("other_family", odds(0.08, 0.95))
    })
}

fn joined(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn names(a: &Person, b: &Person, all: &Frequencies, sum: &mut Weighed) {
    let straight = (given(&a.given, &b.given, all), family(&a.family, &b.family, all));
    let weight = |name: &Option<Named>| name.as_ref().map_or(0.0, |Named(_, weight)| *weight);
    let crossed = (given(&a.given, &b.family, all), family(&a.family, &b.given, all));
    let is_crossed = [&crossed.0, &crossed.1].iter().all(|name| {
        name.as_ref().is_some_and(|Named(code, _)| code.starts_with("same") || code.starts_with("like"))
    });
    if is_crossed && weight(&crossed.0) + weight(&crossed.1) - 2.5 > weight(&straight.0) + weight(&straight.1)
    {
        // Either name is as rare as it is, wherever it stands.
        let (near, own) = (weight(&crossed.1) - 1.5, weight(&crossed.0) - 1.0);
        let name = format!("{} {}", a.given, a.family);
        sum.add("crossed_names", &name, None, near, own);
        return;
    }
    let pet = |name: &str, nickname: &str| !nickname.is_empty() && first(name) == first(nickname);
    match straight.0 {
        Some(Named("other_given", _)) if pet(&a.given, &b.nickname) || pet(&b.given, &a.nickname) => {
            sum.add("short_given", &a.given, Some(&b.given), 0.0, odds(0.06, 0.004));
        }
        Some(Named(code, weight)) => {
            let other = (code != "same_given").then_some(b.given.as_str());
            sum.add(code, &a.given, other, 0.0, weight);
        }
        None => {}
    }
    if let Some(Named(code, weight)) = straight.1 {
        let other = (code != "same_family").then_some(b.family.as_str());
        // Neighbours of another name are rarely one person who married.
        let own = if code == "other_family" { -1.0 } else { 0.0 };
        sum.add(code, &a.family, other, weight - own, own);
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
        sum.add("same_birthday", x, None, 0.0, odds(0.9, all.shared(&all.born, x, 0.0001)));
    } else if yearless && day(x) == day(y) {
        sum.add("same_birthday", x, Some(y), 0.0, odds(0.9, 1.0 / 365.0));
    } else if !yearless && (edits(x, y, 1) <= 1 || (x.get(..4) == y.get(..4) && turned(x) == day(y))) {
        sum.add("like_birthday", x, Some(y), 0.0, odds(0.05, 0.004));
    } else {
        sum.add("other_birthday", x, Some(y), 0.0, odds(0.05, 0.99));
    }
}

fn mails(a: &Person, b: &Person, all: &Frequencies, sum: &mut Weighed) {
    if a.emails.is_empty() || b.emails.is_empty() {
        return;
    }
    if let Some(email) = a.emails.iter().find(|email| b.emails.contains(email)) {
        let u = all.shared(&all.email, email, 0.000_05);
        let own = if mailbox(email).is_some() { 1.5 } else { 0.2 };
        sum.add("same_email", email, None, odds(0.6, u), own);
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
        let (near, own) = if is_of_names(&local, a) { (0.5, 0.3) } else { (2.0, 1.5) };
        sum.add("same_mailbox", &local, None, near, own);
    } else if let Some((x, y)) =
        a.emails.iter().find_map(|x| b.emails.iter().find(|y| slip(x, y)).map(|y| (x, y)))
    {
        sum.add("like_email", x, Some(y), odds(0.05, 0.001), 0.3);
    } else {
        sum.add("other_email", "", None, -0.3, 0.0);
    }
}

/// The figures in an address: anna.schmidt7 and anna.schmidt8 are two, and no slip of the finger.
fn figures(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Whether a mailbox is put together from the names of whose it is.
fn is_of_names(local: &str, person: &Person) -> bool {
    let words = local.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1);
    let (given, family) = (joined(&person.given), joined(&person.family));
    let mut words = words.peekable();
    words.peek().is_some()
        && words
            .all(|word| given.contains(word) || family.contains(word) || word == format!("{given}{family}"))
}

fn phones(a: &Person, b: &Person, all: &Frequencies, sum: &mut Weighed) {
    if a.phones.is_empty() || b.phones.is_empty() {
        return;
    }
    if let Some(phone) = a.phones.iter().find(|phone| b.phones.contains(phone)) {
        sum.add("same_phone", phone, None, odds(0.6, all.shared(&all.phone, phone, 0.000_05)), 0.8);
    } else if let Some((x, y)) = a
        .phones
        .iter()
        .find_map(|x| b.phones.iter().find(|y| x.len() > 9 && edits(x, y, 1) <= 1).map(|y| (x, y)))
    {
        // Extensions of an office differ like this.
        sum.add("like_phone", x, Some(y), odds(0.05, 0.001), 0.0);
    } else {
        sum.add("other_phone", "", None, -0.3, 0.0);
    }
}

fn work(a: &Person, b: &Person, all: &Frequencies, sum: &mut Weighed) {
    if a.employers.is_empty() || b.employers.is_empty() {
        return;
    }
    if let Some(name) = a.employers.iter().find(|name| b.employers.contains(name)) {
        sum.add("same_employer", name, None, odds(0.6, all.shared(&all.employer, name, 0.003)), 0.0);
    } else if let Some((x, y)) =
        a.employers.iter().find_map(|x| b.employers.iter().find(|y| close(x, y)).map(|y| (x, y)))
    {
        sum.add("like_employer", x, Some(y), odds(0.1, 0.004), 0.0);
    } else {
        sum.add("other_employer", "", None, -0.7, 0.0);
    }
}

/// The two addresses that are most alike.
fn places(a: &Person, b: &Person, all: &Frequencies, sum: &mut Weighed) {
    let mut best: Option<Weighed> = None;
    for x in &a.addresses {
        for y in &b.addresses {
            let place = place(x, y, all);
            if best.as_ref().is_none_or(|best| place.near > best.near) {
                best = Some(place);
            }
        }
    }
    let Some(best) = best else { return };
    // People move, and have more than one.
    sum.near += best.near.max(-1.5);
    sum.evidence.extend(best.evidence);
}

fn place(a: &Address, b: &Address, all: &Frequencies) -> Weighed {
    let mut sum = Weighed::default();
    let both = |a: &str, b: &str| !a.is_empty() && !b.is_empty();
    if both(&a.street, &b.street) {
        if a.street == b.street {
            sum.add(
                "same_street",
                &a.street,
                None,
                odds(0.62, all.shared(&all.street, &a.street, 0.001)),
                0.0,
            );
        } else if close(&joined(&a.street), &joined(&b.street)) {
            sum.add("like_street", &a.street, Some(&b.street), odds(0.25, 0.003), 0.0);
        } else {
            sum.add("other_street", &a.street, Some(&b.street), odds(0.12, 0.97), 0.0);
        }
    }
    if both(&a.number, &b.number) {
        let same = a.number == b.number;
        let weight = if same { odds(0.87, 0.03) } else { odds(0.13, 0.97) };
        sum.near += weight;
    }
    if both(&a.extra, &b.extra) {
        let weight = if a.extra == b.extra {
            odds(0.6, all.shared(&all.extra, &a.extra, 0.002))
        } else if close(&joined(&a.extra), &joined(&b.extra)) {
            odds(0.3, 0.004)
        } else {
            odds(0.1, 0.97)
        };
        sum.near += weight;
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
        sum.add(name, own, other, place, 0.0);
    }
    sum
}
