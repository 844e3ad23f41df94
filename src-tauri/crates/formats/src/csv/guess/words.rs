//! The words of a header and what they mean, in the languages of `lexicon.txt`.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::csv::header;
use crate::csv::target::List;

/// What a word of a header can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Tag {
    Given,
    Family,
    Middle,
    Prefix,
    Suffix,
    Nickname,
    Full,
    Name,
    Phonetic,
    Maiden,
    Email,
    Phone,
    Mobile,
    Fax,
    Pager,
    Car,
    Whatsapp,
    Extension,
    Street,
    Line2,
    Housenumber,
    PoBox,
    City,
    Region,
    Postal,
    Country,
    Address,
    Company,
    Department,
    Job,
    Title,
    Role,
    Profession,
    Web,
    Handle,
    Birthday,
    Anniversary,
    Year,
    Month,
    Day,
    Date,
    Notes,
    Tags,
    Id,
    Gender,
    Spouse,
    Child,
    Manager,
    Assistant,
    Referred,
    Industry,
    Size,
    Domain,
    Photo,
    OptOut,
    Meta,
    Owner,
    KindOf,
    Display,
    Formatted,
    Initials,
    Status,
    Work,
    Home,
    Other,
    Main,
    Mailing,
    Billing,
    Shipping,
}

const NAMES: &[(&str, Tag)] = &[
    ("given", Tag::Given),
    ("family", Tag::Family),
    ("middle", Tag::Middle),
    ("prefix", Tag::Prefix),
    ("suffix", Tag::Suffix),
    ("nickname", Tag::Nickname),
    ("full", Tag::Full),
    ("name", Tag::Name),
    ("phonetic", Tag::Phonetic),
    ("maiden", Tag::Maiden),
    ("email", Tag::Email),
    ("phone", Tag::Phone),
    ("mobile", Tag::Mobile),
    ("fax", Tag::Fax),
    ("pager", Tag::Pager),
    ("car", Tag::Car),
    ("whatsapp", Tag::Whatsapp),
    ("extension", Tag::Extension),
    ("street", Tag::Street),
    ("line2", Tag::Line2),
    ("housenumber", Tag::Housenumber),
    ("po_box", Tag::PoBox),
    ("city", Tag::City),
    ("region", Tag::Region),
    ("postal", Tag::Postal),
    ("country", Tag::Country),
    ("address", Tag::Address),
    ("company", Tag::Company),
    ("department", Tag::Department),
    ("job", Tag::Job),
    ("title", Tag::Title),
    ("role", Tag::Role),
    ("profession", Tag::Profession),
    ("web", Tag::Web),
    ("handle", Tag::Handle),
    ("birthday", Tag::Birthday),
    ("anniversary", Tag::Anniversary),
    ("year", Tag::Year),
    ("month", Tag::Month),
    ("day", Tag::Day),
    ("date", Tag::Date),
    ("notes", Tag::Notes),
    ("tags", Tag::Tags),
    ("id", Tag::Id),
    ("gender", Tag::Gender),
    ("spouse", Tag::Spouse),
    ("child", Tag::Child),
    ("manager", Tag::Manager),
    ("assistant", Tag::Assistant),
    ("referred", Tag::Referred),
    ("industry", Tag::Industry),
    ("size", Tag::Size),
    ("domain", Tag::Domain),
    ("photo", Tag::Photo),
    ("optout", Tag::OptOut),
    ("meta", Tag::Meta),
    ("owner", Tag::Owner),
    ("kindof", Tag::KindOf),
    ("display", Tag::Display),
    ("formatted", Tag::Formatted),
    ("initials", Tag::Initials),
    ("status", Tag::Status),
    ("work", Tag::Work),
    ("home", Tag::Home),
    ("other", Tag::Other),
    ("main", Tag::Main),
    ("mailing", Tag::Mailing),
    ("billing", Tag::Billing),
    ("shipping", Tag::Shipping),
];

/// Words that say nothing.
const FILLERS: &[&str] = &[
    "of", "the", "a", "an", "for", "and", "or", "number", "nr", "no", "num", "numero", "nummer", "n",
    "value", "wert", "text", "der", "die", "das", "des", "dem", "den", "fur", "und", "oder", "von", "vom",
    "zum", "zur", "am", "im", "in", "le", "la", "les", "l", "d", "de", "du", "et", "ou", "au", "aux", "el",
    "los", "las", "del", "y", "o", "al", "il", "lo", "gli", "di", "della", "dello", "da", "do", "das", "dos",
    "e", "het", "een", "van", "op", "te", "i", "w", "na", "do", "и", "в", "на", "по", "для", "s", "your",
    "my", "ihr", "ihre", "line", "zeile", "contact", "kontakt",
];

#[derive(Clone, Debug)]
struct Phrase {
    tags: Vec<Tag>,
    service: Option<&'static str>,
}

fn phrases() -> &'static HashMap<String, Phrase> {
    static PHRASES: OnceLock<HashMap<String, Phrase>> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let mut phrases: HashMap<String, Phrase> = HashMap::new();
        for line in include_str!("lexicon.txt").lines().filter(|l| !l.starts_with('#')) {
            let Some((heads, words)) = line.split_once(": ") else { continue };
            let mut tags = Vec::new();
            let mut service = None;
            for head in heads.split(' ') {
                match NAMES.iter().find(|(name, _)| *name == head) {
                    Some((_, tag)) => tags.push(*tag),
                    None => service = Some(head),
                }
            }
            for word in words.split('|') {
                // A word with `=` counts only as the whole header.
                let whole = if word.starts_with('=') { "=" } else { "" };
                let key = format!("{whole}{}", header::words(word).join(" "));
                phrases.entry(key).or_insert_with(|| Phrase { tags: tags.clone(), service });
            }
        }
        phrases
    })
}

/// What a header says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meaning {
    tags: Vec<Tag>,
    /// The web or messenger service it names.
    pub service: Option<&'static str>,
    /// The first number in it.
    pub number: Option<u16>,
    /// Words that mean nothing here.
    pub unknown: usize,
    /// The words understood.
    pub said: String,
}

impl Meaning {
    /// Whether one of its words means this.
    pub(crate) fn is(&self, tag: Tag) -> bool {
        self.tags.contains(&tag)
    }

    /// Whether its words mean nothing but these.
    pub(crate) fn has_only(&self, tags: &[Tag]) -> bool {
        self.unknown == 0 && self.tags.iter().all(|t| tags.contains(t))
    }

    /// The list whose values it labels: "Phone 1 - Type".
    pub(crate) fn labels(&self) -> Option<List> {
        if !self.is(Tag::KindOf) && !self.is(Tag::Tags) {
            return None;
        }
        let noun = |tag: &Tag| match tag {
            Tag::Email => Some(List::Emails),
            Tag::Phone | Tag::Mobile => Some(List::Phones),
            Tag::Web => Some(List::Links),
            Tag::Handle => Some(List::Handles),
            _ => None,
        };
        self.tags.iter().find_map(noun)
    }

    /// Whether it says "title", which may go before a name or be a position.
    pub(crate) fn is_title(&self) -> bool {
        self.is(Tag::Title)
    }

    /// Whether it only qualifies something it does not name: "Work", "Other".
    pub(crate) fn only_qualifies(&self) -> bool {
        self.tags.iter().all(|t| {
            matches!(
                t,
                Tag::Work
                    | Tag::Home
                    | Tag::Other
                    | Tag::Main
                    | Tag::Mailing
                    | Tag::Billing
                    | Tag::Shipping
                    | Tag::KindOf
                    | Tag::Display
                    | Tag::Formatted
            )
        })
    }

    /// Whether the header is understood for the most part.
    pub(crate) fn is_clear(&self) -> bool {
        !self.tags.is_empty() && self.unknown <= 1
    }
}

/// The longest header that is looked at, in bytes; longer texts are no headers.
const LONGEST: usize = 160;

/// Understands a header.
pub(crate) fn means(name: &str) -> Meaning {
    let mut meaning = Meaning::default();
    if name.len() > LONGEST {
        meaning.unknown = 9;
        return meaning;
    }
    let words = header::words(name);
    meaning.number = words.iter().find_map(|w| w.parse().ok());
    let mut said: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let found = (1..=6.min(words.len() - at)).rev().find_map(|length| {
            let phrase = words.get(at..at + length)?.join(" ");
            let alone = || phrases().get(&format!("={phrase}")).filter(|_| length == words.len());
            phrases().get(&phrase).or_else(alone).map(|known| (length, known))
        });
        match found {
            Some((length, phrase)) => {
                meaning.tags.extend(&phrase.tags);
                meaning.service = meaning.service.or(phrase.service);
                said.extend(words.get(at..at + length).unwrap_or_default().iter().map(String::as_str));
                at += length;
            }
            None => {
                let word = words.get(at).map(String::as_str).unwrap_or_default();
                let number = word.bytes().all(|b| b.is_ascii_digit());
                if !number && !FILLERS.contains(&word) && word.chars().count() > 1 {
                    meaning.unknown += 1;
                }
                at += 1;
            }
        }
    }
    meaning.said = said.join(" ");
    meaning
}

#[cfg(test)]
mod tests {
    use super::{NAMES, Tag, means, phrases};

    #[test]
    fn every_line_of_the_lexicon_names_tags() {
        for line in include_str!("lexicon.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let (heads, words) = line.split_once(": ").expect(line);
            let first = heads.split(' ').next().unwrap();
            assert!(NAMES.iter().any(|(n, _)| *n == first), "{heads}");
            assert!(!words.is_empty());
        }
        assert!(phrases().len() > 800);
    }

    // covers(IMP-6)
    #[test]
    fn words_of_many_languages_mean_the_same() {
        for header in [
            "Mobile phone",
            "Handynummer",
            "Tél. mobile",
            "Teléfono móvil",
            "Cellulare",
            "Mobiele telefoon",
            "Telefon komórkowy",
            "Telemóvel",
            "Мобильный телефон",
            "phone_mobile",
        ] {
            let meaning = means(header);
            assert!(meaning.is(Tag::Mobile) && meaning.is_clear(), "{header}: {meaning:?}");
        }
        for header in ["Straße geschäftlich 2", "Business Street 2", "Rue (bureau) 2"] {
            let meaning = means(header);
            assert!(
                meaning.is(Tag::Street) && meaning.is(Tag::Work) && meaning.number == Some(2),
                "{header}: {meaning:?}"
            );
        }
        assert_eq!(means("LinkedIn Profile").service, Some("linkedin"));
        assert!(!means("Last order value").is(Tag::Family));
        assert!(means("Last").is(Tag::Family));
        assert!(means("Has opted out of email").is(Tag::Email));
    }
}
