//! Who is compared with whom: everybody with those they share something rare with. Pure.
//!
//! Each person has some keys, and those who share a key are compared, so that of a million people a few million pairs are
//! looked at and not half a billion. A key that very many share says nothing and is passed over; who is alike shares others.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::nicknames;
use super::person::{Person, mailbox};

/// More people than this with one key are not compared by it.
const MOST: usize = 80;

/// The pairs to look at, each once, the earlier place first, in order.
pub fn pairs(people: &[Person]) -> Vec<(u32, u32)> {
    pairs_with(people, None)
}

/// The same, of only those pairs in which one is among `of`.
pub fn pairs_with(people: &[Person], of: Option<&HashSet<u32>>) -> Vec<(u32, u32)> {
    let wanted: Option<HashSet<u64>> =
        of.map(|of| of.iter().filter_map(|at| people.get(*at as usize)).flat_map(keys).collect());
    let mut blocks: HashMap<u64, Vec<u32>> = HashMap::new();
    for (person, at) in people.iter().zip(0_u32..) {
        let mut own = keys(person);
        own.sort_unstable();
        own.dedup();
        for key in own.into_iter().filter(|key| wanted.as_ref().is_none_or(|wanted| wanted.contains(key))) {
            let block = blocks.entry(key).or_default();
            if block.len() <= MOST {
                block.push(at);
            }
        }
    }
    let mut pairs = Vec::new();
    for block in blocks.values().filter(|block| (2..=MOST).contains(&block.len())) {
        for (at, one) in block.iter().enumerate() {
            let others = block.iter().skip(at + 1).map(|other| (*one, *other));
            pairs.extend(others.filter(|(a, b)| of.is_none_or(|of| of.contains(a) || of.contains(b))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The first letters of a word without blanks.
fn begin(text: &str, letters: usize) -> Option<String> {
    let begin: String = text.chars().filter(|c| !c.is_whitespace()).take(letters).collect();
    (!begin.is_empty()).then_some(begin)
}

/// How a word sounds, roughly: its first letter and the consonants after it, doubled ones once.
fn sound(text: &str) -> Option<String> {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    let mut sound = String::from(letters.next()?);
    for letter in letters {
        let class = match letter {
            'b' | 'f' | 'p' | 'v' | 'w' => '1',
            'c' | 'g' | 'j' | 'k' | 'q' | 's' | 'x' | 'z' => '2',
            'd' | 't' => '3',
            'l' => '4',
            'm' | 'n' => '5',
            'r' => '6',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' => continue,
            other => other,
        };
        if !sound.ends_with(class) {
            sound.push(class);
        }
    }
    Some(sound.chars().take(4).collect())
}

fn keys(person: &Person) -> Vec<u64> {
    let mut keys = Vec::new();
    let mut add = |sort: &str, parts: &[Option<String>]| {
        if parts.iter().all(Option::is_some) {
            let mut hasher = DefaultHasher::new();
            (sort, parts).hash(&mut hasher);
            keys.push(hasher.finish());
        }
    };
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    for email in &person.emails {
        add("email", &[some(email)]);
        add("mailbox", &[mailbox(email).filter(|local| local.len() > 4).and_then(some)]);
    }
    for phone in &person.phones {
        add("phone", &[some(phone)]);
        add("line", &[phone.len().checked_sub(8).and_then(|at| phone.get(at..)).and_then(some)]);
    }
    for link in &person.links {
        add("link", &[some(link)]);
    }
    let (given, family) = (&person.given, &person.family);
    let first = given.split(' ').next().unwrap_or_default();
    // Whichever of the two names stands first.
    for (a, b) in [(first, family.as_str()), (family.as_str(), first)] {
        add("name", &[begin(a, 4), begin(b, 1)]);
        add("sound", &[sound(a), sound(b)]);
    }
    add("pet", &[nicknames::stem(first).map(|line| line.to_string()), sound(family)]);
    add("pet", &[nicknames::stem(&person.nickname).map(|line| line.to_string()), sound(family)]);
    let born = some(&person.born);
    add("born", std::slice::from_ref(&born));
    let day = person.born.get(person.born.len().saturating_sub(5)..).and_then(some);
    for name in [given, family] {
        add("day", &[day.clone(), begin(name, 3)]);
    }
    for address in &person.addresses {
        let (number, code) = (some(&address.number), some(&address.postcode));
        add("door", &[number.clone(), begin(&address.street, 4)]);
        add("street", &[code.clone(), begin(&address.street, 3)]);
        add("house", &[code.clone(), number]);
        add("town", &[code.clone(), begin(&address.city, 4)]);
        for name in [given, family] {
            add("code", &[code.clone(), begin(name, 2)]);
            add("city", &[begin(&address.city, 4), begin(name, 3)]);
        }
    }
    for employer in &person.employers {
        for name in [first, family.as_str()] {
            add("work", &[some(employer), begin(name, 3)]);
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(given: &str, family: &str) -> Person {
        Person { given: given.into(), family: family.into(), ..Person::default() }
    }

    #[test]
    fn who_is_alike_is_compared_once_and_who_is_not_is_not() {
        let people = [
            called("william", "gates"),
            called("bill", "gates"),
            called("gates", "william"),
            called("ada", "lovelace"),
            called("wiliam", "gaites"),
        ];
        let pairs = pairs(&people);
        for pair in [(0, 1), (0, 2), (0, 4)] {
            assert!(pairs.contains(&pair), "{pair:?} {pairs:?}");
        }
        assert!(pairs.iter().all(|(a, b)| a < b && *a != 3 && *b != 3));
        assert!(pairs.windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    fn what_very_many_share_is_no_reason() {
        let people: Vec<Person> = (0..MOST + 5)
            .map(|n| Person {
                emails: vec!["info@x.example".into()],
                born: format!("{n}"),
                ..Person::default()
            })
            .collect();
        assert_eq!(pairs(&people), []);
    }
}
