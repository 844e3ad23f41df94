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

use super::alike::{close, edits, jaro_winkler};
use super::compact;
use super::find::Twice;
use super::nicknames;
use super::person::{Address, Person, host, mailbox};
use super::weighing::{Frequencies, Of, Values, Weighed, Weights, odds};

fn first(name: &str) -> &str {
    name.split(' ').next().unwrap_or_default()
}

impl Twice for Person {
    fn keys(&self) -> Vec<u64> {
        super::blocks::of_person(self)
    }

    fn count(&self, all: &mut Values) {
        let given = first(&self.given);
        all.count(Of::Given, given);
        all.count(Of::Family, &self.family);
        if !given.is_empty() && !self.family.is_empty() {
            all.count(Of::Both, &format!("{given} {}", self.family));
        }
        all.count(Of::Born, &self.born);
        self.employers.iter().for_each(|value| all.count(Of::Name, value));
        self.emails.iter().for_each(|value| all.count(Of::Email, value));
        let mut hosts: Vec<&str> = self.emails.iter().map(|email| host(email)).collect();
        hosts.sort_unstable();
        hosts.dedup();
        hosts.into_iter().for_each(|value| all.count(Of::Host, value));
        self.phones.iter().for_each(|value| all.count(Of::Phone, value));
        count_places(&self.addresses, all);
    }

    fn pack(&self) -> String {
        compact::packed(&[
            &self.given,
            &self.family,
            &self.middle,
            &self.generation,
            &self.nickname,
            &compact::list(&self.emails),
            &compact::list(&self.phones),
            &compact::list(&self.links),
            &compact::list(&self.employers),
            &compact::places(&self.addresses),
            &self.born,
        ])
    }

    fn unpack(text: &str) -> Self {
        let mut next = compact::fields(text);
        Self {
            given: next(),
            family: next(),
            middle: next(),
            generation: next(),
            nickname: next(),
            emails: compact::unlist(&next()),
            phones: compact::unlist(&next()),
            links: compact::unlist(&next()),
            employers: compact::unlist(&next()),
            addresses: compact::unplaces(&next()),
            born: next(),
        }
    }

    fn weigh(&self, other: &Self, all: &Frequencies, telling: bool) -> Weighed {
        let (a, b) = (self, other);
        let mut sum = Weighed::new(telling);
        names(a, b, all, &mut sum);
        born(a, b, all, &mut sum);
        mails(a, b, all, &mut sum);
        phones(&a.phones, &b.phones, 0.8, all, &mut sum);
        links(&a.links, &b.links, &mut sum);
        work(a, b, all, &mut sum);
        sum.kin |= places(&a.addresses, &b.addresses, all, &mut sum);
        sum
    }
}

/// Counts what stands in addresses.
pub fn count_places(addresses: &[Address], all: &mut Values) {
    for address in addresses {
        all.count(Of::Street, &address.street);
        all.count(Of::Extra, &address.extra);
        all.count(Of::City, &address.city);
        all.count(Of::Postcode, &address.postcode);
    }
}

/// A page in common.
pub fn links(a: &[String], b: &[String], sum: &mut Weighed) {
    if let Some(link) = a.iter().find(|link| b.contains(link)) {
        sum.add("same_link", link, None, Weights::near(8.0, 6.0));
    }
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
    let u = all.shared(Of::Given, x, 0.004);
    let within = |long: &str, short: &str| long.split(' ').any(|word| word == short);
    Some(if a == b || x == y {
        Named::new("same_given", 0.66, u)
    } else if nicknames::same(x, y) {
        Named::new("short_given", 0.06, u.min(all.shared(Of::Given, y, 0.003)))
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
        Named::new("same_family", 0.68, all.shared(Of::Family, a, 0.001))
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
        let u = all.shared(Of::Given, x, 0.003).max(all.shared(Of::Family, x, 0.001));
        let u = if code.1 < 0.5 { u.max(0.005) } else { u };
        // Of what is told twice little is told in another order, which takes from both.
        (!x.is_empty()).then(|| Named(code.0, odds(code.1, u) - 1.25, u))
    };
    Some((name(&a.given, &b.family)?, name(&a.family, &b.given)?))
}

/// Without what stands between words.
pub fn joined(text: &str) -> Cow<'_, str> {
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
        let weight = odds(0.9, all.shared(Of::Born, x, 0.0001));
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
        let u = all.shared(Of::Email, email, 0.000_05);
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

/// Phones in common, which neighbours share so much less than others.
pub fn phones(a: &[String], b: &[String], near: f64, all: &Frequencies, sum: &mut Weighed) {
    if a.is_empty() || b.is_empty() {
        return;
    }
    if let Some(phone) = a.iter().find(|phone| b.contains(phone)) {
        let weight = odds(0.6, all.shared(Of::Phone, phone, 0.000_05));
        sum.add("same_phone", phone, None, Weights::near(weight + near, near));
    } else if let Some((x, y)) =
        a.iter().find_map(|x| b.iter().find(|y| x.len() > 9 && edits(x, y, 1) <= 1).map(|y| (x, y)))
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
        let weight = odds(0.6, all.shared(Of::Name, name, 0.003));
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

/// The two addresses that are most alike; whether they are alike.
pub fn places(a: &[Address], b: &[Address], all: &Frequencies, sum: &mut Weighed) -> bool {
    let mut best: Option<Weighed> = None;
    for x in a {
        for y in b {
            let place = place(x, y, all, sum.evidence.is_some());
            if best.as_ref().is_none_or(|best| place.sum.strangers > best.sum.strangers) {
                best = Some(place);
            }
        }
    }
    let Some(best) = best else { return false };
    // People move, and have more than one.
    let Weights { strangers, household, office } = best.sum;
    sum.sum +=
        Weights { strangers: strangers.max(-1.5), household: household.max(-1.5), office: office.max(-1.5) };
    if let Some(evidence) = &mut sum.evidence {
        evidence.extend(best.evidence.into_iter().flatten());
    }
    strangers > 0.0
}

fn place(a: &Address, b: &Address, all: &Frequencies, telling: bool) -> Weighed {
    let mut sum = Weighed::new(telling);
    let both = |a: &str, b: &str| !a.is_empty() && !b.is_empty();
    if both(&a.street, &b.street) {
        if a.street == b.street {
            let weight = odds(0.62, all.shared(Of::Street, &a.street, 0.001));
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
            (odds(0.6, all.shared(Of::Extra, &a.extra, 0.002)), 0.0)
        } else if close(&joined(&a.extra), &joined(&b.extra)) {
            (odds(0.3, 0.004), 0.0)
        } else {
            (odds(0.1, 0.97), odds(0.1, 0.2))
        };
        sum.sum += Weights::near(weight, near);
    }
    let code = both(&a.postcode, &b.postcode).then(|| {
        if a.postcode == b.postcode {
            odds(0.84, all.shared(Of::Postcode, &a.postcode, 0.002))
        } else if edits(&a.postcode, &b.postcode, 1) <= 1 {
            odds(0.12, 0.01)
        } else {
            odds(0.04, 0.98)
        }
    });
    let city = both(&a.city, &b.city).then(|| {
        if a.city == b.city {
            odds(0.76, all.shared(Of::City, &a.city, 0.005))
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
