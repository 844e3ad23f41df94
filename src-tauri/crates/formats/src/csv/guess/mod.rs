//! Where a column of an unknown table goes, by the words of its header and the looks of its values.

mod facts;
mod header;
mod words;

pub(crate) use facts::Facts;
pub(crate) use words::{Meaning, means};

use super::target::{Entry, List, Part, Target};
use header::by_words;
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

/// The target the values alone suggest.
fn by_values(facts: &Facts) -> Option<(Target, f32, &'static str)> {
    let value = |list, label| Target::Entry(Entry::value(list, label));
    let address =
        |part| Target::Entry(Entry { list: List::Addresses, group: None, label: String::new(), part });
    if facts.filled == 0 {
        return None;
    }
    // Nothing else looks like an address: half of a column is enough, the rest is what sellers write where they have none.
    if facts.emails > 0.5 {
        return Some((
            value(List::Emails, ""),
            if facts.emails > 0.8 { 0.9 } else { 0.7 },
            "e-mail addresses",
        ));
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
