//! What the people of one country are called, where they live, how they write an address and a telephone number.
//!
//! Word lists are one string each, words separated by blanks; `native/latin` gives the form that goes into an e-mail
//! address where the script is not Latin, and `_` stands for a blank inside a word. Cities are
//! `name|region|postal code pattern|area code`, separated by `;`. A telephone prefix is the start of the national
//! number, `x` the digits that follow: `151xxxxxxxx`; every number made this way is valid in its country (a test asks
//! the `rlibphonenumber` library).

/// How an address line is put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Street {
    /// `Hauptstraße 12`
    NumberLast,
    /// `12 High Street`
    NumberFirst,
    /// `Via Roma, 12`
    CommaNumber,
    /// `ul. Polna 12/4`
    Flat,
    /// `丸の内3-2-1`
    Blocks,
}

/// One country's people, as word lists.
pub struct Locale {
    /// Language and country: `de-DE`.
    pub code: &'static str,
    /// Country calling code with plus.
    pub calling: &'static str,
    /// What is dialled before the national number inside the country.
    pub trunk: &'static str,
    /// Mobile numbers, `x` for free digits.
    pub mobile: &'static str,
    /// Free digits of a landline number after the city's area code.
    pub landline: &'static str,
    /// The country as written in addresses, most usual first.
    pub countries: &'static str,
    /// Given names.
    pub given: &'static str,
    /// Second halves that follow a given name directly (Chinese, Korean); empty where names are whole.
    pub given_tail: &'static str,
    /// Family names.
    pub family: &'static str,
    /// Starts and ends of further family names, so that there are thousands: `Eich|mann`.
    pub family_parts: (&'static str, &'static str),
    /// Middle names; empty where there are none.
    pub middle: &'static str,
    /// Written before the name, now and then.
    pub prefixes: &'static str,
    /// Whether the family name comes first when the name is shown.
    pub family_first: bool,
    /// Whether nothing stands between family and given name when shown family first.
    pub joined: bool,
    /// Cities.
    pub cities: &'static str,
    /// Streets.
    pub streets: &'static str,
    /// How an address line is put together.
    pub street: Street,
    /// Legal forms of companies.
    pub forms: &'static str,
    /// Words companies are named with.
    pub trades: &'static str,
    /// Positions.
    pub titles: &'static str,
    /// Departments.
    pub departments: &'static str,
    /// Sentences of notes; `%` stands for a number.
    pub sentences: &'static str,
}

/// A word and how it is written in Latin letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// As people write it.
    pub text: String,
    /// In Latin letters without marks, lower case, for addresses.
    pub latin: String,
}

impl Word {
    fn read(word: &str) -> Self {
        let (text, latin) = word.split_once('/').unwrap_or((word, word));
        let (text, latin) = (text.replace('_', " "), latin.replace('_', "-"));
        let latin =
            satchel_kernel::text::fold(if latin.is_empty() { &text } else { &latin }).replace(' ', "-");
        Self { text, latin: latin.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect() }
    }

    fn list(words: &str) -> Vec<Self> {
        words.split_whitespace().map(Self::read).collect()
    }
}

/// A city.
#[derive(Clone, Debug)]
pub struct City {
    /// Its name.
    pub name: String,
    /// Region, state or county; may be empty.
    pub region: String,
    /// The pattern of its postal codes.
    pub postal_code: String,
    /// The pattern of its landline numbers, national, without trunk prefix.
    pub landline: String,
}

/// A [`Locale`] with its word lists taken apart.
pub struct Words {
    /// The table it comes from.
    pub locale: &'static Locale,
    /// Country names.
    pub countries: Vec<Word>,
    /// Given names.
    pub given: Vec<Word>,
    /// Second halves of given names.
    pub given_tail: Vec<Word>,
    /// Family names.
    pub family: Vec<Word>,
    /// Starts of further family names.
    pub family_starts: Vec<Word>,
    /// Ends of further family names.
    pub family_ends: Vec<Word>,
    /// Middle names.
    pub middle: Vec<Word>,
    /// Honorifics.
    pub prefixes: Vec<Word>,
    /// Cities.
    pub cities: Vec<City>,
    /// Streets.
    pub streets: Vec<Word>,
    /// Legal forms.
    pub forms: Vec<Word>,
    /// Words companies are named with.
    pub trades: Vec<Word>,
    /// Positions.
    pub titles: Vec<Word>,
    /// Departments.
    pub departments: Vec<Word>,
    /// Patterns of mobile numbers.
    pub mobile: Vec<&'static str>,
    /// Sentences of notes.
    pub sentences: Vec<&'static str>,
}

impl Words {
    fn read(locale: &'static Locale) -> Self {
        let cities = locale
            .cities
            .split(';')
            .map(|city| {
                let mut parts = city.split('|').map(str::to_owned);
                let mut part = || parts.next().unwrap_or_default();
                let (name, region, postal_code, area) = (part(), part(), part(), part());
                let landline = if area.contains('x') { area } else { area + locale.landline };
                City { name, region, postal_code, landline }
            })
            .collect();
        Self {
            locale,
            countries: Word::list(locale.countries),
            given: Word::list(locale.given),
            given_tail: Word::list(locale.given_tail),
            family: Word::list(locale.family),
            family_starts: Word::list(locale.family_parts.0),
            family_ends: Word::list(locale.family_parts.1),
            middle: Word::list(locale.middle),
            prefixes: Word::list(locale.prefixes),
            cities,
            streets: Word::list(locale.streets),
            forms: Word::list(locale.forms),
            trades: Word::list(locale.trades),
            titles: Word::list(locale.titles),
            departments: Word::list(locale.departments),
            mobile: locale.mobile.split_whitespace().collect(),
            sentences: locale.sentences.split('|').collect(),
        }
    }

    /// Every country, taken apart once.
    pub fn all() -> &'static [Self] {
        static ALL: std::sync::OnceLock<Vec<Words>> = std::sync::OnceLock::new();
        ALL.get_or_init(|| super::locales::LOCALES.iter().map(Self::read).collect())
    }
}
