//! Where a column of an unknown table goes, by the words of its header and the looks of its values.

mod facts;
mod words;

pub(crate) use facts::Facts;
pub(crate) use words::{Meaning, means};

use super::target::{Entry, List, Part, Target, TextField};
use words::Tag;

/// Where a column goes, how sure that is and why.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Guess {
    pub target: Target,
    pub confidence: f32,
    pub reason: String,
}

/// What the other columns of the table say, which some headers need ("Nom" beside "Prénom").
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Company {
    pub has_given: bool,
    pub has_family: bool,
    /// Whether the rows seem to describe companies.
    pub of_companies: bool,
}

impl Company {
    /// Looks over the meanings of all headers.
    pub(crate) fn of(meanings: &[Meaning]) -> Self {
        let has = |tag: Tag| meanings.iter().any(|m| m.is(tag));
        let named = has(Tag::Given) || has(Tag::Family) || has(Tag::Full);
        let company_named =
            meanings.iter().any(|m| m.is(Tag::Company) && m.has_only(&[Tag::Company, Tag::Name]));
        let facts = [Tag::Industry, Tag::Size, Tag::Domain, Tag::Web].iter().filter(|t| has(**t)).count();
        let personal = [Tag::Mobile, Tag::Job, Tag::Birthday, Tag::Title].iter().any(|t| has(*t));
        // "Name, Industry, Employees": a thing with these is a company, unless it has an address to write to.
        let plain_named = has(Tag::Name) && !has(Tag::Email) && facts > 1;
        Self {
            has_given: has(Tag::Given),
            has_family: has(Tag::Family),
            of_companies: !named && !personal && (company_named && facts > 0 || plain_named),
        }
    }
}

fn text(field: TextField) -> Option<(Target, f32)> {
    Some((Target::Text(field), 0.95))
}

fn entry(list: List, label: &str, part: Part) -> Option<(Target, f32)> {
    Some((Target::Entry(Entry { list, group: None, label: label.to_owned(), part }), 0.95))
}

/// The label the qualifiers of a header ask for.
fn label(m: &Meaning) -> &'static str {
    for (tag, label) in [
        (Tag::Assistant, "assistant"),
        (Tag::Work, "work"),
        (Tag::Home, "home"),
        (Tag::Main, "main"),
        (Tag::Mailing, "mailing"),
        (Tag::Billing, "billing"),
        (Tag::Shipping, "shipping"),
        (Tag::Other, "other"),
    ] {
        if m.is(tag) {
            return label;
        }
    }
    if m.is(Tag::Company) { "work" } else { "" }
}

/// The target the words alone name.
fn by_words(m: &Meaning, company: Company, facts: &Facts) -> Option<(Target, f32)> {
    use Tag as T;
    let is = |tag| m.is(tag);
    let raw = |confidence| Some((Target::Raw, confidence));
    if is(T::OptOut) || is(T::Meta) || is(T::Owner) {
        return raw(0.9);
    }
    if is(T::KindOf) && !is(T::Phonetic) || is(T::Display) {
        return raw(0.7);
    }
    if is(T::Maiden) || is(T::Photo) || is(T::Gender) || is(T::Initials) || is(T::Housenumber) {
        return raw(0.85);
    }
    if is(T::Status) || is(T::Date) && !is(T::Birthday) && !is(T::Anniversary) {
        return raw(0.75);
    }
    let part = [
        (T::PoBox, Part::PoBox),
        (T::Postal, Part::PostalCode),
        (T::Country, Part::Country),
        (T::Region, Part::Region),
        (T::City, Part::City),
        (T::Street, if is(T::Line2) && !is(T::Address) { Part::Extended } else { Part::Street }),
        (T::Line2, Part::Extended),
    ];
    if is(T::Email) {
        return entry(List::Emails, label(m), Part::Value);
    }
    if is(T::Fax) {
        let kind = match label(m) {
            "work" => "work fax",
            "home" => "home fax",
            "other" => "other fax",
            _ => "fax",
        };
        return entry(List::Phones, kind, Part::Value);
    }
    for (tag, kind) in
        [(T::Pager, "pager"), (T::Whatsapp, "whatsapp"), (T::Car, "car"), (T::Mobile, "mobile")]
    {
        if is(tag) {
            return entry(List::Phones, kind, Part::Value);
        }
    }
    if is(T::Extension) {
        return raw(0.7);
    }
    if is(T::Phone) {
        return entry(List::Phones, label(m), Part::Value);
    }
    for (tag, kind) in [
        (T::Assistant, "assistant"),
        (T::Spouse, "spouse"),
        (T::Child, "child"),
        (T::Referred, "referred by"),
    ] {
        if is(tag) {
            return entry(List::Relations, kind, Part::Value);
        }
    }
    if is(T::Manager) && !is(T::Job) {
        return entry(List::Relations, "manager", Part::Value);
    }
    if is(T::Birthday) {
        let part = match (is(T::Year), is(T::Month), is(T::Day)) {
            (true, false, false) => Part::Year,
            (false, true, false) => Part::Month,
            (false, false, true) => Part::Day,
            _ => Part::Value,
        };
        return entry(List::Dates, "birthday", part);
    }
    if is(T::Anniversary) {
        return entry(List::Dates, "anniversary", Part::Value);
    }
    if is(T::Web) {
        let service = m.service.unwrap_or_default();
        return entry(List::Links, if service.is_empty() { label(m) } else { service }, Part::Value);
    }
    if is(T::Handle) {
        return entry(List::Handles, m.service.unwrap_or_default(), Part::Value);
    }
    if is(T::Id) && !is(T::Given) && !is(T::Family) {
        return if is(T::Company) && !company.of_companies {
            raw(0.8)
        } else {
            Some((Target::Text(TextField::Uid), 0.8))
        };
    }
    if is(T::Domain) {
        return if company.of_companies { Some((Target::Domains, 0.95)) } else { raw(0.6) };
    }
    if is(T::Industry) || is(T::Size) && (is(T::Company) || !is(T::Name)) {
        let field = if is(T::Industry) { TextField::Industry } else { TextField::Size };
        return if company.of_companies { text(field) } else { raw(0.75) };
    }
    if let Some((_, part)) = part.iter().find(|(tag, _)| is(*tag)) {
        // "Address 2" is the second line; "Address line 1" the first.
        return entry(List::Addresses, label(m), *part);
    }
    if is(T::Address) {
        let part = if facts.whole_address { Part::Formatted } else { Part::Street };
        return Some((entry(List::Addresses, label(m), part)?.0, 0.8));
    }
    if is(T::Given) {
        return text(if is(T::Phonetic) { TextField::PhoneticGiven } else { TextField::Given });
    }
    if is(T::Family) {
        return text(if is(T::Phonetic) { TextField::PhoneticFamily } else { TextField::Family });
    }
    if is(T::Middle) {
        return text(if is(T::Phonetic) { TextField::PhoneticMiddle } else { TextField::Middle });
    }
    if is(T::Prefix) {
        return text(TextField::Prefix);
    }
    if is(T::Suffix) {
        return text(TextField::Suffix);
    }
    if is(T::Nickname) {
        return text(TextField::Nickname);
    }
    if is(T::Department) {
        return entry(List::Jobs, "", Part::Department);
    }
    if is(T::Company) && !is(T::Full) {
        return if company.of_companies {
            text(TextField::DisplayName)
        } else {
            entry(List::Jobs, "", Part::Company)
        };
    }
    if is(T::Job) {
        return entry(List::Jobs, "", Part::Title);
    }
    if is(T::Title) {
        return if facts.honorifics {
            text(TextField::Prefix)
        } else {
            Some((entry(List::Jobs, "", Part::Title)?.0, 0.85))
        };
    }
    if is(T::Role) {
        return entry(List::Jobs, "", Part::Role);
    }
    if is(T::Profession) {
        return Some((entry(List::Jobs, "", Part::Title)?.0, 0.6));
    }
    if is(T::Full) {
        return match (company.has_given, company.has_family) {
            (true, true) => text(TextField::DisplayName),
            _ => Some((Target::FullName, 0.9)),
        };
    }
    if is(T::Notes) {
        return Some((Target::Notes, 0.9));
    }
    if is(T::Tags) {
        return Some((Target::Tags, 0.9));
    }
    if is(T::Year) || is(T::Month) || is(T::Day) {
        return raw(0.7);
    }
    if is(T::Name) {
        return match (company.has_given, company.has_family) {
            (true, true) => text(TextField::DisplayName),
            (true, false) => text(TextField::Family),
            (false, true) => text(TextField::Given),
            (false, false) if company.of_companies => text(TextField::DisplayName),
            (false, false) => Some((Target::FullName, 0.9)),
        };
    }
    None
}

/// The target the values alone suggest.
fn by_values(facts: &Facts) -> Option<(Target, f32, &'static str)> {
    let value = |list, label| Target::Entry(Entry::value(list, label));
    let address =
        |part| Target::Entry(Entry { list: List::Addresses, group: None, label: String::new(), part });
    if facts.filled == 0 {
        return None;
    }
    if facts.emails > 0.8 {
        return Some((value(List::Emails, ""), 0.9, "e-mail addresses"));
    }
    if facts.linkedin > 0.8 {
        return Some((value(List::Links, "linkedin"), 0.9, "LinkedIn profiles"));
    }
    if facts.urls > 0.8 {
        return Some((value(List::Links, ""), 0.8, "web addresses"));
    }
    if facts.dates > 0.8 {
        return Some((Target::Raw, 0.5, "dates"));
    }
    if facts.phones > 0.8 && facts.marked_phones > 0.3 {
        return Some((value(List::Phones, ""), 0.75, "phone numbers"));
    }
    if facts.countries > 0.8 {
        return Some((address(Part::Country), 0.75, "countries"));
    }
    if facts.companies > 0.5 {
        return Some((
            Target::Entry(Entry { list: List::Jobs, group: None, label: String::new(), part: Part::Company }),
            0.7,
            "company names",
        ));
    }
    if facts.whole_names > 0.8 && facts.distinct > 0.5 {
        return Some((Target::FullName, 0.6, "names of people"));
    }
    None
}

/// Where the column goes.
pub(crate) fn column(meaning: &Meaning, facts: &Facts, company: Company) -> Guess {
    let share = |part: f32| format!("{} of {} values", (part * facts.filled as f32).round(), facts.filled);
    let looks = by_values(facts);
    if let Some((target, mut confidence)) = by_words(meaning, company, facts) {
        confidence -= 0.12 * meaning.unknown.min(4) as f32;
        let list = match &target {
            Target::Entry(entry) if entry.part == Part::Value => Some(entry.list),
            _ => None,
        };
        let mut reason = format!("The header says “{}”.", meaning.said);
        let fits = match list {
            Some(List::Emails) => Some(facts.emails),
            Some(List::Phones) => Some(facts.phones),
            Some(List::Dates) => Some(facts.dates),
            _ => None,
        };
        if let Some(fits) = fits.filter(|_| facts.filled > 0) {
            if fits >= 0.7 {
                confidence = confidence.max(0.9) + 0.03;
                reason = format!("The header says “{}”, and {} look like it.", meaning.said, share(fits));
            } else if fits < 0.3 {
                confidence *= 0.5;
                reason =
                    format!("The header says “{}”, but only {} look like it.", meaning.said, share(fits));
            }
        }
        // Values that look like something else count for more than an uncertain header.
        let contradicted = confidence < 0.55 || target != Target::Raw && list.is_none() && facts.emails > 0.8;
        if !(contradicted && looks.is_some()) {
            return Guess { target, confidence: confidence.clamp(0.1, 0.99), reason };
        }
    }
    if let Some((target, confidence, what)) = looks {
        return Guess { target, confidence, reason: format!("The values look like {what}.") };
    }
    let reason = if facts.filled == 0 {
        "The column is empty in the rows looked at; what comes is kept as it is."
    } else {
        "Nothing tells what this is, so it is kept as it is."
    };
    Guess { target: Target::Raw, confidence: 0.6, reason: reason.to_owned() }
}
