//! Lists of companies in which it is hard to say which is there twice: one company told differently, and two told alike.
//! The names are those of the generator's world, as far as they are written in Latin letters.

use satchel_kernel::text::fold;
use satchel_people::duplicates::{Address, Firm};

use super::{Dice, Population};

const TROUBLE: u64 = 10;

/// What makes a pair hard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// One company, told once.
    Alone,
    /// One company, with its legal form and without it, and each time only some of what is known.
    Sparse,
    /// One company with a slip of the pen.
    Typo,
    /// One company under a shorter name.
    Short,
    /// One company that moved.
    Moved,
    /// Two companies: sisters of one name in two countries.
    Sisters,
    /// Two companies: a holding and what it holds, in one house with one domain.
    Holding,
    /// Several companies in one building with one switchboard.
    Building,
    /// Two companies of one name in two towns.
    Namesakes,
}

impl Sort {
    /// Whether its records are one company.
    pub fn is_one(self) -> bool {
        matches!(self, Self::Sparse | Self::Typo | Self::Short | Self::Moved)
    }
}

/// A record.
#[derive(Clone, Debug)]
pub struct Told {
    /// What it says.
    pub firm: Firm,
    /// Which company it is.
    pub which: u64,
    /// The trouble it is part of, and which one.
    pub trouble: (Sort, u64),
}

/// So many troubles.
pub fn list(seed: u64, troubles: u64) -> Vec<Told> {
    let mut told = Vec::new();
    let (mut which, mut at) = (0, 0);
    for number in 0..troubles {
        let mut dice = Dice::of(seed, TROUBLE, number);
        let sort = match dice.below(100) {
            0..55 => Sort::Alone,
            55..68 => Sort::Sparse,
            68..73 => Sort::Typo,
            73..77 => Sort::Short,
            77..82 => Sort::Moved,
            82..88 => Sort::Sisters,
            88..91 => Sort::Holding,
            91..96 => Sort::Building,
            _ => Sort::Namesakes,
        };
        let mut somebody = |dice: &mut Dice| firm(seed, &mut at, dice);
        let one = somebody(&mut dice);
        let firms = match sort {
            Sort::Alone => vec![one],
            Sort::Building => building(one, &mut somebody, &mut dice),
            _ if sort.is_one() => again(sort, one, &mut dice),
            _ => other(sort, one, somebody(&mut dice), &mut dice),
        };
        which += 1;
        for firm in firms {
            told.push(Told { firm, which, trouble: (sort, number) });
            which += u64::from(!sort.is_one());
        }
    }
    told
}

/// A company of the world, with everything that may be known of it.
fn firm(seed: u64, at: &mut u64, dice: &mut Dice) -> Firm {
    let world = Population { seed, people: 1_000_000 };
    let (name, domain) = loop {
        *at += 1;
        let company = world.company(*at);
        let name = fold(&company.name);
        if name.is_ascii() {
            break (name, company.domain);
        }
    };
    let mut firm = Firm::called(&name);
    firm.add_domain(&domain);
    if dice.chance(50) {
        firm.emails.push(format!("info@{domain}"));
    }
    if dice.chance(75) {
        firm.phones.push(number(dice));
    }
    if dice.chance(75) {
        firm.addresses.push(place(dice));
    }
    if dice.chance(25) {
        firm.add_number("vat", &format!("DE{:09}", dice.below(1_000_000_000)));
    }
    if dice.chance(20) {
        firm.links.push(format!("linkedin.com/company/{}", domain.replace('.', "-")));
    }
    firm
}

fn again(sort: Sort, mut one: Firm, dice: &mut Dice) -> Vec<Firm> {
    let mut two = one.clone();
    match sort {
        Sort::Typo => two.name = slipped(&two.name, dice),
        Sort::Short => {
            let words: Vec<&str> = one.name.split(' ').collect();
            two.name = match words.len() {
                0..=1 => two.name,
                _ => words.iter().take(words.len() - 1).copied().collect::<Vec<_>>().join(" "),
            };
        }
        Sort::Moved => {
            one.addresses = vec![place(dice)];
            two.addresses = vec![place(dice)];
            two.phones = vec![number(dice)];
        }
        _ => {}
    }
    if dice.chance(60) {
        two.form.clear();
    }
    // Of what is known each time some is missing, and never all of it.
    for firm in [&mut one, &mut two] {
        if dice.chance(30) {
            firm.numbers.clear();
        }
        if dice.chance(30) {
            firm.links.clear();
        }
        match dice.below(4) {
            0 => firm.emails.clear(),
            1 if !firm.phones.is_empty() => {
                firm.domains.clear();
                firm.emails.clear();
            }
            2 if !firm.domains.is_empty() => firm.phones.clear(),
            _ => {}
        }
        if dice.chance(30) {
            firm.addresses.clear();
        }
    }
    vec![one, two]
}

fn other(sort: Sort, mut one: Firm, mut two: Firm, dice: &mut Dice) -> Vec<Firm> {
    let name = one.name.clone();
    match sort {
        Sort::Sisters => {
            let countries = ["deutschland", "france", "uk", "iberia", "polska", "nordic"];
            let first = dice.below(3) as usize;
            let country = |at: usize| countries.get(at).copied().unwrap_or_default();
            if dice.chance(70) {
                (one.name, two.name) =
                    (format!("{name} {}", country(first)), format!("{name} {}", country(first + 3)));
            } else {
                two.name = name;
            }
            (one.form, two.form) = ("gmbh".into(), "ltd".into());
            if dice.chance(50) {
                two.domains.clone_from(&one.domains);
                two.emails.clear();
            } else {
                let domain = one.domains.first().cloned().unwrap_or_default();
                two.domains = vec![domain.replace(".example", ".test")];
                two.emails.clear();
            }
            two.addresses = vec![place(dice)];
            one.addresses = vec![place(dice)];
        }
        Sort::Holding => {
            two.name = format!("{name} holding");
            two.domains.clone_from(&one.domains);
            two.addresses.clone_from(&one.addresses);
            two.emails.clear();
            if dice.chance(50) {
                two.phones.clone_from(&one.phones);
            }
        }
        _ => {
            two.name = name;
            one.addresses = vec![place(dice)];
            two.addresses = vec![place(dice)];
        }
    }
    vec![one, two]
}

fn building(one: Firm, somebody: &mut impl FnMut(&mut Dice) -> Firm, dice: &mut Dice) -> Vec<Firm> {
    let (house, line) = (place(dice), number(dice));
    let mut firms = vec![one];
    for _ in 0..dice.between(1, 6) {
        firms.push(somebody(dice));
    }
    for firm in &mut firms {
        firm.addresses = vec![house.clone()];
        if dice.chance(50) {
            firm.phones = vec![line.clone()];
        }
    }
    firms
}

fn place(dice: &mut Dice) -> Address {
    const STREETS: [&str; 12] = [
        "high street",
        "station road",
        "mill lane",
        "church street",
        "hauptstrasse",
        "bahnhofstrasse",
        "rue de la paix",
        "via roma",
        "calle mayor",
        "industriestrasse",
        "market square",
        "park avenue",
    ];
    const TOWNS: [(&str, &str); 10] = [
        ("leeds", "ls1"),
        ("hull", "hu1"),
        ("berlin", "101"),
        ("hamburg", "200"),
        ("paris", "750"),
        ("lyon", "690"),
        ("milano", "201"),
        ("madrid", "280"),
        ("wien", "10"),
        ("porto", "40"),
    ];
    let (town, code) = dice.pick(&TOWNS).copied().unwrap_or_default();
    let street = format!("{} {}", dice.word(&STREETS), dice.between(1, 250));
    Address::new(&street, "", town, &format!("{code}{:02}", dice.below(60)))
}

fn number(dice: &mut Dice) -> String {
    format!("+49{}{:07}", dice.between(30, 89), dice.below(10_000_000))
}

fn slipped(name: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() > 4 {
        let at = dice.between(1, letters.len() as u64 - 2) as usize;
        match dice.below(2) {
            0 => drop(letters.remove(at)),
            _ => letters.swap(at, at + 1),
        }
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use satchel_people::duplicates::{CERTAIN, PROBABLE, find};

    use super::{Sort, list};

    // covers(CON-3)
    #[test]
    fn a_company_told_twice_is_offered_and_two_are_never_certain() {
        for seed in [31, 32, 33] {
            let list = list(seed, 1_500);
            let firms: Vec<_> = list.iter().map(|told| told.firm.clone()).collect();
            let pairs = find(&firms, 0.0);
            let of = |at: u32| &list[at as usize];
            let is = |pair: (u32, u32)| of(pair.0).which == of(pair.1).which;
            let truth = list.windows(2).filter(|two| two[0].which == two[1].which).count() as f64;
            let band = |least: f64| {
                let band: Vec<_> = pairs.iter().filter(|pair| pair.probability >= least).collect();
                let right = band.iter().filter(|pair| is(pair.pair)).count() as f64;
                (right / truth, right / band.len() as f64)
            };
            let (certain, probable) = (band(CERTAIN), band(PROBABLE));
            let mut bins = [(0.0, 0.0); 10];
            for pair in &pairs {
                let bin = &mut bins[((pair.probability * 10.0) as usize).min(9)];
                bin.0 += pair.probability;
                bin.1 += f64::from(u8::from(is(pair.pair)));
            }
            let error = bins.iter().map(|(said, is)| (said - is).abs()).sum::<f64>() / pairs.len() as f64;
            let mut sorts = String::new();
            for sort in [
                Sort::Sparse,
                Sort::Typo,
                Sort::Short,
                Sort::Moved,
                Sort::Sisters,
                Sort::Holding,
                Sort::Building,
                Sort::Namesakes,
            ] {
                let of: Vec<f64> = pairs
                    .iter()
                    .filter(|pair| {
                        of(pair.pair.0).trouble == of(pair.pair.1).trouble
                            && of(pair.pair.0).trouble.0 == sort
                    })
                    .map(|pair| pair.probability)
                    .collect();
                let share =
                    |least: f64| of.iter().filter(|p| **p >= least).count() as f64 / of.len().max(1) as f64;
                let mean = of.iter().sum::<f64>() / of.len().max(1) as f64;
                sorts += &format!(
                    "{sort:?} {} {mean:.3} {:.2} {:.2}; ",
                    of.len(),
                    share(PROBABLE),
                    share(CERTAIN)
                );
            }
            println!("{seed}: {truth} certain {certain:?} probable {probable:?} error {error:.4} {sorts}");
            assert!(certain.1 >= 0.995 && certain.0 >= 0.5, "{seed}: {certain:?} {sorts}");
            assert!(probable.0 >= 0.97 && probable.1 >= 0.6, "{seed}: {probable:?} {sorts}");
            assert!(error <= 0.05, "{seed}: {error}");
        }
    }
}
