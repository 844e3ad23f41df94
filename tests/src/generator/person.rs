//! One person and one company of the generated world.
//!
//! Any person is made from the seed and a number alone, so a file may repeat a person it named a million rows ago
//! without remembering anything. E-mail addresses, telephone numbers and profile pages carry the number and are
//! never shared by two people; names are shared, as in life.

use super::dice::{Dice, fill};
use super::locale::{City, Street, Word, Words};
use super::locales::{GENERAL_SENTENCES, MAIL_HOSTS, TAGS};

const PEOPLE: u64 = 1;
const COMPANIES: u64 = 2;

/// A seed and a size: everyone the generator can name.
#[derive(Clone, Copy, Debug)]
pub struct Population {
    /// The seed.
    pub seed: u64,
    /// How many people.
    pub people: u64,
}

/// A generated person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// Its number, from 0.
    pub number: u64,
    /// Language and country, `de-DE`.
    pub locale: &'static str,
    /// Whether the family name is shown first.
    pub family_first: bool,
    /// Honorific.
    pub prefix: String,
    /// Given name.
    pub given: String,
    /// Middle name.
    pub middle: String,
    /// Family name.
    pub family: String,
    /// Suffix.
    pub suffix: String,
    /// Nickname.
    pub nickname: String,
    /// Given and family name in Latin letters, lower case.
    pub latin: (String, String),
    /// E-mail addresses.
    pub emails: Vec<Email>,
    /// Telephone numbers.
    pub phones: Vec<Phone>,
    /// Postal addresses.
    pub addresses: Vec<Place>,
    /// Employer.
    pub company: Option<Company>,
    /// Position.
    pub title: String,
    /// Department.
    pub department: String,
    /// Birthday, `YYYY-MM-DD`.
    pub birthday: Option<String>,
    /// Profile page at LinkedIn, which everyone has.
    pub profile: String,
    /// Whether address books other than LinkedIn's know the profile page.
    pub lists_profile: bool,
    /// Other web page.
    pub website: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Note, possibly of several lines.
    pub note: Option<String>,
}

/// An e-mail address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Email {
    /// `work` or `home`.
    pub label: &'static str,
    /// The address.
    pub value: String,
}

/// A telephone number in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phone {
    /// `mobile`, `work` or `home`.
    pub label: &'static str,
    /// Calling code with plus: `+49`.
    pub calling: &'static str,
    /// Trunk prefix, dialled inside the country.
    pub trunk: &'static str,
    /// Operator or area code.
    pub area: String,
    /// The rest.
    pub rest: String,
    /// Extension, usually empty.
    pub extension: String,
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// `work` or `home`.
    pub label: &'static str,
    /// Street line.
    pub street: String,
    /// City.
    pub city: String,
    /// Region.
    pub region: String,
    /// Postal code.
    pub postal_code: String,
    /// Country.
    pub country: String,
}

/// A generated company.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    /// Its number, from 0.
    pub number: u64,
    /// Language and country.
    pub locale: &'static str,
    /// Name with legal form.
    pub name: String,
    /// Web and mail domain.
    pub domain: String,
    /// Industry.
    pub industry: String,
    /// Number of employees, as a range.
    pub size: &'static str,
}

impl Population {
    /// The people, in order.
    pub fn iter(self) -> impl Iterator<Item = Person> + Clone {
        (0..self.people).map(move |number| self.person(number))
    }

    /// How many companies they work for.
    pub fn companies(self) -> u64 {
        (self.people / 10).max(1)
    }

    /// The company of this number.
    pub fn company(self, number: u64) -> Company {
        let mut dice = Dice::of(self.seed, COMPANIES, number);
        let Some(words) = dice.pick_skewed(Words::all()) else { return Company::default() };
        let (family, trade, form) =
            (family(words, &mut dice), word(&words.trades, &mut dice), word(&words.forms, &mut dice));
        let glue = if words.locale.joined { "" } else { " " };
        let name = match dice.below(4) {
            0 => format!("{}{glue}{}", family.text, trade.text),
            1 => format!("{}{glue}{} {}", trade.text, word(&words.trades, &mut dice).text, form.text),
            _ => format!("{}{glue}{}{glue}{}", family.text, trade.text, form.text),
        };
        let domain = format!("{}-{}{}.example", latin(&family), latin(&trade), base36(number));
        let sizes = ["1-10", "11-50", "51-200", "201-500", "501-1000", "1200"];
        let size = dice.word(&sizes);
        Company { number, locale: words.locale.code, name, domain, industry: trade.text, size }
    }

    /// The person of this number.
    pub fn person(self, number: u64) -> Person {
        let mut dice = Dice::of(self.seed, PEOPLE, number);
        let employer = dice.chance(80).then(|| self.company(dice.skewed(self.companies())));
        let native = employer
            .as_ref()
            .filter(|_| dice.chance(85))
            .and_then(|company| Words::all().iter().find(|w| w.locale.code == company.locale));
        let Some(words) = native.or_else(|| dice.pick_skewed(Words::all())) else {
            return Person::default();
        };
        let mut person = Person {
            number,
            locale: words.locale.code,
            family_first: words.locale.family_first,
            company: employer,
            ..Person::default()
        };
        person.name(words, &mut dice);
        person.reach(words, &mut dice);
        person.live(words, &mut dice);
        person.describe(words, &mut dice);
        person
    }
}

impl Person {
    fn name(&mut self, words: &Words, dice: &mut Dice) {
        let given = word(&words.given, dice);
        let tail = word(&words.given_tail, dice);
        let family = family(words, dice);
        self.latin = (format!("{}{}", latin(&given), tail.latin), latin(&family));
        self.given = format!("{}{}", given.text, tail.text);
        self.family = family.text;
        if dice.chance(25) {
            self.middle = word(&words.middle, dice).text;
        }
        if dice.chance(6) {
            self.prefix = word(&words.prefixes, dice).text;
        }
        if words.locale.code.starts_with("en") && dice.chance(3) {
            self.suffix = dice.word(&["Jr.", "III", "PhD", "MBA"]).to_owned();
        }
        if dice.chance(4) {
            self.nickname = self.given.chars().take(3).collect::<String>();
        }
    }

    fn reach(&mut self, words: &Words, dice: &mut Dice) {
        let tag = base36(self.number);
        let (given, family) = (&self.latin.0, &self.latin.1);
        let initial: String = given.chars().take(1).collect();
        if dice.chance(70) {
            let value = match dice.below(4) {
                0 => format!("{given}.{family}.{tag}"),
                1 => format!("{initial}{family}{tag}"),
                2 => format!("{family}_{given}{tag}"),
                _ => format!("{given}{tag}"),
            };
            self.emails.push(Email { label: "home", value: format!("{value}@{}", dice.word(MAIL_HOSTS)) });
        }
        if let Some(company) = &self.company
            && dice.chance(75)
        {
            let value = format!("{given}.{family}.{tag}@{}", company.domain);
            self.emails.push(Email { label: "work", value });
        }
        if dice.chance(75) {
            let pattern = dice.word(&words.mobile);
            self.phones.push(phone("mobile", words, pattern, self.number, 0));
        }
        self.profile = format!("https://www.linkedin.com/in/{given}-{family}-{tag}");
        self.lists_profile = dice.chance(8);
        if dice.chance(4) {
            self.website = Some(format!("https://{given}-{family}-{tag}.example/"));
        }
    }

    fn live(&mut self, words: &Words, dice: &mut Dice) {
        let Some(city) = dice.pick_skewed(&words.cities) else { return };
        if dice.chance(35) {
            let mut landline = phone("work", words, &city.landline, self.number, 1);
            if dice.chance(6) {
                landline.extension = dice.between(10, 999).to_string();
            }
            self.phones.push(landline);
        }
        if dice.chance(55) {
            self.addresses.push(place("work", words, city, dice));
        }
        if dice.chance(12) {
            self.addresses.push(place("home", words, city, dice));
        }
        // Nobody can be reached by nothing at all: a row must be recognisable when it comes again.
        if self.emails.is_empty() && self.phones.is_empty() {
            let value = format!("{}.{}@{}", self.latin.0, base36(self.number), dice.word(MAIL_HOSTS));
            self.emails.push(Email { label: "home", value });
        }
    }

    fn describe(&mut self, words: &Words, dice: &mut Dice) {
        if self.company.is_some() {
            self.title = word(&words.titles, dice).text;
            if dice.chance(30) {
                self.department = word(&words.departments, dice).text;
            }
        }
        if dice.chance(20) {
            let (year, month, day) = (dice.between(1945, 2004), dice.between(1, 12), dice.between(1, 28));
            self.birthday = Some(format!("{year:04}-{month:02}-{day:02}"));
        }
        while dice.chance(25) && self.tags.len() < 4 {
            let tag = dice.word(TAGS);
            if !self.tags.iter().any(|t| t == tag) {
                self.tags.push(tag.to_owned());
            }
        }
        if dice.chance(30) {
            let mut note = sentence(words, dice);
            while dice.chance(35) {
                note.push(if dice.chance(40) { '\n' } else { ' ' });
                note.push_str(&sentence(words, dice));
            }
            self.note = Some(note);
        }
    }

    /// The name as it is shown, in the order of the person's country.
    pub fn display(&self) -> String {
        let joined = self.locale == "zh-CN" || self.locale == "ko-KR";
        if self.family_first && joined {
            return format!("{}{}", self.family, self.given);
        }
        let parts: [&str; 3] = if self.family_first {
            [&self.family, &self.middle, &self.given]
        } else {
            [&self.given, &self.middle, &self.family]
        };
        parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The country's code, `DE`.
    pub fn country(&self) -> &'static str {
        self.locale.rsplit('-').next().unwrap_or_default()
    }
}

impl Phone {
    /// `+4915123456789`.
    pub fn e164(&self) -> String {
        format!("{}{}{}", self.calling, self.area, self.rest)
    }

    /// The number as somebody may have typed it; forms below 4 hold the calling code, the others are national.
    pub fn typed(&self, form: u64) -> String {
        let Self { calling, trunk, area, rest, .. } = self;
        let (head, tail) = rest.split_at_checked(rest.len() / 2).unwrap_or((rest, ""));
        let number = match form {
            0 => format!("{calling} {area} {head} {tail}"),
            1 => format!("{calling}{area}{rest}"),
            2 => format!("{calling} ({area}) {head}-{tail}"),
            3 => format!("{calling}-{area}-{head}-{tail}"),
            4 => format!("{trunk}{area} {rest}"),
            5 => format!("{trunk}{area}/{head} {tail}"),
            _ => format!("({trunk}{area}) {head}-{tail}"),
        };
        if self.extension.is_empty() { number } else { format!("{number} ext. {}", self.extension) }
    }
}

fn word(words: &[Word], dice: &mut Dice) -> Word {
    dice.pick_skewed(words).cloned().unwrap_or_default()
}

/// One of the usual family names, or one made of two halves.
fn family(words: &Words, dice: &mut Dice) -> Word {
    if words.family_starts.is_empty() || dice.chance(45) {
        let first = word(&words.family, dice);
        if words.locale.code == "de-DE" && dice.chance(6) {
            let second = word(&words.family, dice);
            return Word {
                text: format!("{}-{}", first.text, second.text),
                latin: format!("{}-{}", first.latin, second.latin),
            };
        }
        return first;
    }
    let start = dice.pick(&words.family_starts).cloned().unwrap_or_default();
    let end = dice.pick(&words.family_ends).cloned().unwrap_or_default();
    Word {
        text: format!("{}{}", start.text, end.text),
        latin: format!("{}{}", start.latin, end.latin.replace('-', "")),
    }
}

fn latin(word: &Word) -> String {
    let word = word.latin.trim_matches('-');
    if word.is_empty() { "x".to_owned() } else { word.to_owned() }
}

/// A number nobody else has: the free digits are the person's number, scattered by a multiplication that loses none.
/// Distinct for 3.5 million people and more, where the country has at least seven free digits.
fn phone(label: &'static str, words: &Words, pattern: &str, number: u64, kind: u64) -> Phone {
    let digits = pattern.chars().filter(|c| *c == 'x').count() as u32;
    let tens = 10u64.pow(digits.saturating_sub(1));
    let space = 7 * tens;
    let scattered = (u128::from(2 * number + kind) * 736_878_713 % u128::from(space)) as u64;
    // No country has numbers whose first free digit means something else when it is between 2 and 8.
    let rest = format!("{}{:0width$}", 2 + scattered / tens, scattered % tens, width = digits as usize - 1);
    let area = pattern.trim_end_matches('x').to_owned();
    Phone {
        label,
        calling: words.locale.calling,
        trunk: words.locale.trunk,
        area,
        rest,
        extension: String::new(),
    }
}

fn place(label: &'static str, words: &Words, city: &City, dice: &mut Dice) -> Place {
    let street = word(&words.streets, dice).text;
    let number = dice.between(1, 180);
    let street = match words.locale.street {
        Street::NumberLast => format!("{street} {number}"),
        Street::NumberFirst => format!("{number} {street}"),
        Street::CommaNumber => format!("{street}, {number}"),
        Street::Flat => format!("{street} {number}/{}", dice.between(1, 60)),
        Street::Blocks => {
            format!("{street}{}-{}-{}", dice.between(1, 9), dice.between(1, 20), dice.between(1, 30))
        }
    };
    Place {
        label,
        street,
        city: city.name.clone(),
        region: city.region.clone(),
        postal_code: fill(&city.postal_code, dice),
        country: word(&words.countries, dice).text,
    }
}

fn sentence(words: &Words, dice: &mut Dice) -> String {
    let sentence = if dice.chance(25) {
        let general: Vec<&'static str> = GENERAL_SENTENCES.split('|').collect();
        dice.word(&general)
    } else {
        dice.word(&words.sentences)
    };
    sentence.replace('%', &dice.between(2, 900).to_string())
}

/// A number in the digits 0-9 and a-z.
pub fn base36(mut number: u64) -> String {
    let mut text = Vec::new();
    loop {
        let digit = (number % 36) as u8;
        text.push(char::from(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 }));
        number /= 36;
        if number == 0 {
            return text.into_iter().rev().collect();
        }
    }
}
