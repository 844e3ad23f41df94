//! What somebody is found by: those with a key in common are compared. Pure.
//!
//! Each person has some keys, and those who share a key are compared, so that of a million people a few million pairs are
//! looked at and not half a billion. A key that very many share says nothing and is passed over; who is alike shares others.

use super::nicknames;
use super::person::{Address, Person, mailbox};

/// The first letters of a word without blanks.
pub fn begin(text: &str, letters: usize) -> Option<String> {
    let begin: String = text.chars().filter(|c| !c.is_whitespace()).take(letters).collect();
    (!begin.is_empty()).then_some(begin)
}

/// How a word sounds, roughly: its first letter and the consonants after it, doubled ones once.
pub fn sound(text: &str) -> Option<String> {
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

/// A number for a text, the same in every version of the program: it is written down.
pub fn hash(text: &str) -> u64 {
    mixed(text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 29)
}

/// Keys of one record.
#[derive(Default)]
pub struct Keys(Vec<u64>);

impl Keys {
    /// A key of this sort, if all of its parts are there.
    pub fn add(&mut self, sort: &str, parts: &[Option<&str>]) {
        if parts.iter().all(|part| part.is_some_and(|part| !part.is_empty())) {
            let texts = std::iter::once(sort).chain(parts.iter().copied().flatten());
            let bytes = texts.flat_map(|text| text.bytes().chain([0]));
            self.0.push(mixed(bytes.fold(0xcbf2_9ce4_8422_2325, step)));
        }
    }

    /// What a letter to it and a call of it need.
    pub fn reach(&mut self, emails: &[String], phones: &[String], links: &[String]) {
        for email in emails {
            self.add("email", &[Some(email)]);
            self.add("mailbox", &[mailbox(email).filter(|local| local.len() > 4)]);
        }
        for phone in phones {
            self.add("phone", &[Some(phone)]);
            self.add("line", &[phone.len().checked_sub(8).and_then(|at| phone.get(at..))]);
        }
        for link in links {
            self.add("link", &[Some(link)]);
        }
    }

    /// Where it is, without who is there.
    pub fn place(&mut self, address: &Address) {
        let (number, code) = (Some(address.number.as_str()), Some(address.postcode.as_str()));
        self.add("door", &[number, begin(&address.street, 4).as_deref()]);
        self.add("street", &[code, begin(&address.street, 3).as_deref()]);
        self.add("house", &[code, number]);
        self.add("town", &[code, begin(&address.city, 4).as_deref()]);
    }

    /// All of them, each once.
    pub fn done(mut self) -> Vec<u64> {
        self.0.sort_unstable();
        self.0.dedup();
        self.0
    }
}

/// What somebody is found by.
pub fn of_person(person: &Person) -> Vec<u64> {
    let mut keys = Keys::default();
    keys.reach(&person.emails, &person.phones, &person.links);
    let (given, family) = (&person.given, &person.family);
    let first = given.split(' ').next().unwrap_or_default();
    // Whichever of the two names stands first.
    for (a, b) in [(first, family.as_str()), (family.as_str(), first)] {
        keys.add("name", &[begin(a, 4).as_deref(), begin(b, 1).as_deref()]);
        keys.add("sound", &[sound(a).as_deref(), sound(b).as_deref()]);
    }
    let stem = |name: &str| nicknames::stem(name).map(|line| line.to_string());
    keys.add("pet", &[stem(first).as_deref(), sound(family).as_deref()]);
    keys.add("pet", &[stem(&person.nickname).as_deref(), sound(family).as_deref()]);
    keys.add("born", &[Some(&person.born)]);
    let day = person.born.get(person.born.len().saturating_sub(5)..);
    for name in [given, family] {
        keys.add("day", &[day, begin(name, 3).as_deref()]);
    }
    for address in &person.addresses {
        keys.place(address);
        for name in [given, family] {
            keys.add("code", &[Some(&address.postcode), begin(name, 2).as_deref()]);
            keys.add("city", &[begin(&address.city, 4).as_deref(), begin(name, 3).as_deref()]);
        }
    }
    for employer in &person.employers {
        for name in [first, family.as_str()] {
            keys.add("work", &[Some(employer), begin(name, 3).as_deref()]);
        }
    }
    keys.done()
}

#[cfg(test)]
mod tests {
    use super::super::compact::MOST;
    use super::super::gathered::Gathered;
    use super::super::shelf::Memory;
    use super::*;

    fn pairs(people: &[Person]) -> Vec<(u32, u32)> {
        let mut all = Gathered::on(Memory::default());
        let Ok(()) = all.add(people);
        let Ok(()) = all.close::<Person>(&mut |_| Ok(()), &mut |_, _, _| Ok(()));
        let Ok(pairs) = all.pairs(0..all.len(), |_| true);
        let mut pairs: Vec<(u32, u32)> = pairs.into_iter().map(|(other, one)| (one, other)).collect();
        pairs.sort_unstable();
        pairs
    }

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
