//! Address books in which it is hard to say who is there twice: one person told differently, and two people told alike.
//!
//! The names are those of the generator's world; everything else is made here, without the numbers that make an address
//! or a telephone of that world nobody else's. Every record says who it is and which sort of trouble it is part of.

use std::collections::HashMap;

use satchel_people::duplicates::{Address, Person};

use super::{Dice, Population};

const TROUBLE: u64 = 9;

/// What makes a pair hard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    /// One person, told once.
    Alone,
    /// One person with a slip of the pen.
    Typo,
    /// One person under a pet name.
    Nickname,
    /// One person, given and family name changed over.
    Swapped,
    /// One person with a new job, and so a new address of mail and a new telephone on the desk.
    Moved,
    /// One person under another family name.
    Married,
    /// One person, each time with only some of what is known.
    Sparse,
    /// Two people: a couple.
    Couple,
    /// Two people: twins.
    Twins,
    /// Two people: father and son of one name.
    FatherAndSon,
    /// Several people of one office.
    Office,
    /// Two people of one name who have nothing to do with each other.
    Namesakes,
}

impl Sort {
    /// Whether its records are one person.
    pub fn is_one(self) -> bool {
        use Sort::{Married, Moved, Nickname, Sparse, Swapped, Typo};
        matches!(self, Typo | Nickname | Swapped | Moved | Married | Sparse)
    }
}

/// A record.
#[derive(Clone, Debug)]
pub struct Told {
    /// What it says.
    pub person: Person,
    /// Who it is.
    pub who: u64,
    /// The trouble it is part of, and which one: the records of one trouble have one number.
    pub trouble: (Sort, u64),
}

/// So many troubles, in languages that begin so (`en`; all when empty).
pub fn address_book(seed: u64, troubles: u64, language: &str) -> Vec<Told> {
    let mut book = Book { told: Vec::new(), who: 0, mailboxes: HashMap::new(), seed, at: 0, language };
    for number in 0..troubles {
        let mut dice = Dice::of(seed, TROUBLE, number);
        book.trouble(number, &mut dice);
    }
    book.told
}

struct Book<'a> {
    told: Vec<Told>,
    who: u64,
    mailboxes: HashMap<String, u32>,
    seed: u64,
    at: u64,
    language: &'a str,
}

/// Given names with what their bearers are called by friends.
const PETS: [(&str, &str); 12] = [
    ("william", "bill"),
    ("robert", "bob"),
    ("elizabeth", "liz"),
    ("margaret", "peggy"),
    ("richard", "dick"),
    ("katharina", "kathi"),
    ("johannes", "hannes"),
    ("alexandra", "sandra"),
    ("michael", "mike"),
    ("francesco", "franco"),
    ("edward", "ted"),
    ("christina", "tina"),
];
const HOSTS: [&str; 5] = ["gmail.com", "outlook.com", "web.de", "yahoo.com", "post.example"];

impl Book<'_> {
    fn trouble(&mut self, number: u64, dice: &mut Dice) {
        let sort = match dice.below(100) {
            0..50 => Sort::Alone,
            50..58 => Sort::Typo,
            58..62 => Sort::Nickname,
            62..64 => Sort::Swapped,
            64..68 => Sort::Moved,
            68..70 => Sort::Married,
            70..78 => Sort::Sparse,
            78..86 => Sort::Couple,
            86..88 => Sort::Twins,
            88..91 => Sort::FatherAndSon,
            91..97 => Sort::Office,
            _ => Sort::Namesakes,
        };
        let one = self.somebody(dice);
        let told = match sort {
            Sort::Alone => vec![one],
            Sort::Office => self.office(one, dice),
            _ if sort.is_one() => self.again(sort, one, dice),
            _ => self.other(sort, one, dice),
        };
        self.who += 1;
        for person in told {
            self.told.push(Told { person, who: self.who, trouble: (sort, number) });
            self.who += u64::from(!sort.is_one());
        }
    }

    /// Somebody of the world, with an address book's usual gaps.
    fn somebody(&mut self, dice: &mut Dice) -> Person {
        let world = Population { seed: self.seed, people: 1_000_000 };
        let mut from = world.person(self.at);
        while !from.locale.starts_with(self.language) {
            self.at += 1;
            from = world.person(self.at);
        }
        self.at += 1;
        let (given, family) = from.latin.clone();
        let mut person = Person { given, family, ..Person::default() };
        if let Some(company) = &from.company {
            person
                .employers
                .push(satchel_people::duplicates::company(&company.domain.replace(['-', '.'], " ")));
            if dice.chance(70) {
                let address = self.mailbox(&person, &company.domain);
                person.emails.push(address);
            }
        }
        if dice.chance(55) {
            let address = self.mailbox(&person, dice.word(&HOSTS));
            person.emails.push(address);
        }
        if dice.chance(70) {
            person.phones.push(number(dice));
        }
        if let Some(place) = from.addresses.first() {
            person.addresses.push(Address::new(
                &place.street.to_lowercase(),
                "",
                &place.city,
                &place.postal_code,
            ));
        }
        if dice.chance(25) {
            person.born = birthday(dice);
        }
        if person.emails.is_empty() && person.phones.is_empty() {
            person.phones.push(number(dice));
        }
        person
    }

    /// A mailbox nobody has yet: the second of one name gets a figure.
    fn mailbox(&mut self, person: &Person, host: &str) -> String {
        let local = format!("{}.{}", person.given, person.family).replace(' ', "");
        let taken = self.mailboxes.entry(format!("{local}@{host}")).or_default();
        *taken += 1;
        if *taken == 1 { format!("{local}@{host}") } else { format!("{local}{taken}@{host}") }
    }

    /// One person twice.
    fn again(&mut self, sort: Sort, mut one: Person, dice: &mut Dice) -> Vec<Person> {
        if sort == Sort::Nickname
            && let Some((name, _)) = dice.pick(&PETS)
        {
            one.given = (*name).to_owned();
        }
        let mut two = one.clone();
        match sort {
            Sort::Typo => {
                let slip = [&mut two.family, &mut two.given].into_iter().nth(dice.below(2) as usize);
                slip.into_iter().for_each(|name| *name = slipped(name, dice));
                if dice.chance(30) {
                    two.emails.clear();
                }
            }
            Sort::Nickname => {
                let pet = PETS.iter().find(|(name, _)| *name == one.given).map_or("", |(_, pet)| pet);
                two.given = pet.to_owned();
                if dice.chance(50) {
                    two.emails = vec![self.mailbox(&two, dice.word(&HOSTS))];
                }
            }
            Sort::Swapped => std::mem::swap(&mut two.given, &mut two.family),
            Sort::Moved => {
                let host = format!("{}.example", dice.word(&["northwind", "contoso", "initech", "umbra"]));
                two.employers = vec![host.trim_end_matches(".example").to_owned()];
                two.emails = vec![self.mailbox(&two, &host)];
                if dice.chance(40) {
                    two.phones = vec![number(dice)];
                }
            }
            Sort::Married => {
                two.family = self.somebody(dice).family;
                if two.phones.is_empty() || dice.chance(30) {
                    two.emails = vec![self.mailbox(&two, dice.word(&HOSTS))];
                    one.born = birthday(dice);
                    two.born = one.born.clone();
                } else if dice.chance(50) {
                    two.emails.clear();
                }
            }
            _ => {
                for told in [&mut one, &mut two] {
                    if dice.chance(45) {
                        told.emails.truncate(1);
                    } else if !told.phones.is_empty() {
                        told.emails.clear();
                    }
                    if dice.chance(40) && !told.emails.is_empty() {
                        told.phones.clear();
                    }
                    if dice.chance(40) {
                        told.addresses.clear();
                    }
                }
            }
        }
        if dice.chance(40) {
            two.addresses.clear();
        }
        if dice.chance(50) {
            two.born.clear();
        }
        vec![one, two]
    }

    /// Two people who are told alike.
    fn other(&mut self, sort: Sort, mut one: Person, dice: &mut Dice) -> Vec<Person> {
        let mut two = self.somebody(dice);
        if sort == Sort::Namesakes {
            (two.given, two.family) = (one.given.clone(), one.family.clone());
            two.emails = vec![self.mailbox(&two, dice.word(&HOSTS))];
            two.phones = vec![number(dice)];
            return vec![one, two];
        }
        let home = one.addresses.pop().unwrap_or_else(|| {
            Address::new(&format!("mill lane {}", dice.between(1, 200)), "", "leeds", "ls14ap")
        });
        (one.addresses, two.addresses) = (vec![home.clone()], vec![home]);
        two.family.clone_from(&one.family);
        if dice.chance(60) {
            let line = number(dice);
            one.phones.push(line.clone());
            two.phones.push(line);
        }
        match sort {
            Sort::Twins => {
                one.born = birthday(dice);
                two.born.clone_from(&one.born);
                self.of_another_name(&mut two, &one, dice);
            }
            Sort::FatherAndSon => {
                two.given.clone_from(&one.given);
                two.emails = vec![self.mailbox(&two, dice.word(&HOSTS))];
                two.phones.push(number(dice));
                match dice.below(3) {
                    0 => two.generation = "jr".to_owned(),
                    1 => (one.generation, two.generation) = ("sr".to_owned(), "jr".to_owned()),
                    _ => (one.born, two.born) = ("1950-04-02".to_owned(), birthday(dice)),
                }
            }
            _ => {
                if dice.chance(40) {
                    let both = format!("family.{}@{}", one.family, dice.word(&HOSTS));
                    one.emails.push(both.clone());
                    two.emails.push(both);
                }
                self.of_another_name(&mut two, &one, dice);
            }
        }
        vec![one, two]
    }

    /// Gives one of a household a given name that nobody takes for a slip of the other's.
    fn of_another_name(&mut self, two: &mut Person, one: &Person, dice: &mut Dice) {
        while two.given.chars().next() == one.given.chars().next() {
            two.given = self.somebody(dice).given;
        }
    }

    /// An office of three to twelve, with one address, one switchboard and one `info@`.
    fn office(&mut self, one: Person, dice: &mut Dice) -> Vec<Person> {
        let domain = format!("{}-{}.example", one.family, dice.between(1, 99_999)).replace(' ', "");
        let (line, place) = (number(dice), Address::new("station road 1", "", "hull", "hu12aa"));
        let mut people = vec![one];
        for _ in 0..dice.between(2, 11) {
            people.push(self.somebody(dice));
        }
        for person in &mut people {
            person.employers = vec![domain.trim_end_matches(".example").to_owned()];
            person.emails =
                vec![if dice.chance(15) { format!("info@{domain}") } else { self.mailbox(person, &domain) }];
            person.addresses = vec![place.clone()];
            if dice.chance(70) {
                person.phones.push(line.clone());
            }
        }
        people
    }
}

fn number(dice: &mut Dice) -> String {
    format!("+49{}{:07}", dice.between(151, 179), dice.below(10_000_000))
}

fn birthday(dice: &mut Dice) -> String {
    format!("{}-{:02}-{:02}", dice.between(1945, 2004), dice.between(1, 12), dice.between(1, 28))
}

/// With one letter left out, doubled or changed with the next one.
fn slipped(name: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() < 3 {
        return name.to_owned();
    }
    let at = dice.between(1, letters.len() as u64 - 2) as usize;
    match dice.below(3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters.get(at).copied().unwrap_or('e')),
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use satchel_people::duplicates::{CERTAIN, PROBABLE, find};

    use super::{Sort, Told, address_book};

    /// Of each pair how likely it was said to be one person, whether it is, and the trouble, where it is within one.
    fn found(book: &[Told]) -> Vec<(f64, bool, Option<Sort>)> {
        let people: Vec<_> = book.iter().map(|told| told.person.clone()).collect();
        let pairs = find(&people, 0.0).into_iter().map(|pair| {
            let (one, other) = (&book[pair.pair.0 as usize], &book[pair.pair.1 as usize]);
            let within = (one.trouble == other.trouble).then_some(one.trouble.0);
            (pair.probability, one.who == other.who, within)
        });
        pairs.collect()
    }

    // covers(CON-3)
    #[test]
    fn who_is_alike_is_never_certain_and_who_is_one_is_offered() {
        for (seed, language) in [(11, "en"), (12, "de"), (13, ""), (14, "fr")] {
            let book = address_book(seed, 600, language);
            let pairs = found(&book);
            let true_pairs = book.windows(2).filter(|two| two[0].who == two[1].who).count() as f64;
            let certain: Vec<_> = pairs.iter().filter(|pair| pair.0 >= CERTAIN).collect();
            let wrong: Vec<_> = certain.iter().filter(|pair| !pair.1).collect();
            assert!(wrong.len() as f64 <= 0.005 * certain.len() as f64, "{language}: {wrong:?}");
            assert!(
                certain.len() as f64 >= 0.4 * true_pairs,
                "{language}: {} of {true_pairs}",
                certain.len()
            );
            let offered = pairs.iter().filter(|pair| pair.0 >= PROBABLE && pair.1).count() as f64;
            assert!(offered >= 0.96 * true_pairs, "{language}: {offered} of {true_pairs}");
            for sort in [Sort::Couple, Sort::Twins, Sort::FatherAndSon, Sort::Office, Sort::Namesakes] {
                let of: Vec<f64> =
                    pairs.iter().filter(|pair| !pair.1 && pair.2 == Some(sort)).map(|pair| pair.0).collect();
                let mean = of.iter().sum::<f64>() / of.len().max(1) as f64;
                assert!(of.iter().all(|p| *p < CERTAIN), "{language} {sort:?}: {of:?}");
                // Of the others there are many more in these books than in life, and little tells them apart.
                let usual = matches!(sort, Sort::Couple | Sort::Office);
                assert!(mean < 0.2 || !usual, "{language} {sort:?}: {mean}");
            }
        }
    }

    #[test]
    fn what_is_said_is_as_often_so() {
        for language in ["en", "de", ""] {
            let pairs = found(&address_book(21, 700, language));
            let mut bins = [(0.0, 0.0); 10];
            for (said, is, _) in &pairs {
                let bin = &mut bins[((said * 10.0) as usize).min(9)];
                bin.0 += said;
                bin.1 += f64::from(u8::from(*is));
            }
            let error = bins.iter().map(|(said, is)| (said - is).abs()).sum::<f64>() / pairs.len() as f64;
            assert!(error <= 0.05, "{language}: {error}");
        }
    }
}
