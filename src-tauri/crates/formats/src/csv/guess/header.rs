//! Where the words of a header say that a column goes.

use super::words::Tag as T;
use super::{Company, Facts, Meaning};
use crate::csv::target::{Entry, List, Part, Target, TextField};

/// What a header says, and how sure that is.
type Named = Option<(Target, f32)>;

fn text(field: TextField) -> Named {
    Some((Target::Text(field), 0.95))
}

fn entry(list: List, label: &str, part: Part) -> Named {
    Some((Target::Entry(Entry { list, group: None, label: label.to_owned(), part }), 0.95))
}

/// The label the qualifiers of a header ask for.
fn label(m: &Meaning) -> &'static str {
    for (tag, label) in [
        (T::Assistant, "assistant"),
        (T::Work, "work"),
        (T::Home, "home"),
        (T::Main, "main"),
        (T::Mailing, "mailing"),
        (T::Billing, "billing"),
        (T::Shipping, "shipping"),
        (T::Other, "other"),
    ] {
        if m.is(tag) {
            return label;
        }
    }
    if m.is(T::Company) { "work" } else { "" }
}

fn raw(confidence: f32) -> Named {
    Some((Target::Raw, confidence))
}

/// The target the words alone name: the first of these that has something to say. The order decides of a header that several
/// know: an "assistant phone" is a phone, a "company id" no company.
pub(super) fn by_words(m: &Meaning, company: Company, facts: &Facts) -> Named {
    set_aside(m)
        .or_else(|| reach(m))
        .or_else(|| relation(m))
        .or_else(|| day(m))
        .or_else(|| online(m))
        .or_else(|| firm(m, company))
        .or_else(|| address(m, facts))
        .or_else(|| name_part(m))
        .or_else(|| work(m, company, facts))
        .or_else(|| plain(m, company))
}

/// What is kept as it is: it has no place, or the program says it of itself.
fn set_aside(m: &Meaning) -> Named {
    let is = |tag| m.is(tag);
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
    None
}

/// Mail and telephones.
fn reach(m: &Meaning) -> Named {
    let is = |tag| m.is(tag);
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
    None
}

/// People around one.
fn relation(m: &Meaning) -> Named {
    let is = |tag| m.is(tag);
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
    None
}

/// Days that come again.
fn day(m: &Meaning) -> Named {
    let is = |tag| m.is(tag);
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
    None
}

/// Pages and handles.
fn online(m: &Meaning) -> Named {
    let is = |tag| m.is(tag);
    if is(T::Web) {
        let service = m.service.unwrap_or_default();
        return entry(List::Links, if service.is_empty() { label(m) } else { service }, Part::Value);
    }
    if is(T::Handle) {
        return entry(List::Handles, m.service.unwrap_or_default(), Part::Value);
    }
    None
}

/// Numbers of other programs, and what only companies have.
fn firm(m: &Meaning, company: Company) -> Named {
    let is = |tag| m.is(tag);
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
    None
}

/// An address or a part of one.
fn address(m: &Meaning, facts: &Facts) -> Named {
    let is = |tag| m.is(tag);
    let part = [
        (T::PoBox, Part::PoBox),
        (T::Postal, Part::PostalCode),
        (T::Country, Part::Country),
        (T::Region, Part::Region),
        (T::City, Part::City),
        (T::Street, if is(T::Line2) && !is(T::Address) { Part::Extended } else { Part::Street }),
        (T::Line2, Part::Extended),
    ];
    if let Some((_, part)) = part.iter().find(|(tag, _)| is(*tag)) {
        // "Address 2" is the second line; "Address line 1" the first.
        return entry(List::Addresses, label(m), *part);
    }
    if is(T::Address) {
        let part = if facts.whole_address { Part::Formatted } else { Part::Street };
        return Some((entry(List::Addresses, label(m), part)?.0, 0.8));
    }
    None
}

/// A part of a name.
fn name_part(m: &Meaning) -> Named {
    let is = |tag| m.is(tag);
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
    None
}

/// Where somebody works, and as what.
fn work(m: &Meaning, company: Company, facts: &Facts) -> Named {
    let is = |tag| m.is(tag);
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
    None
}

/// What is said so generally that everything else comes first.
fn plain(m: &Meaning, company: Company) -> Named {
    let is = |tag| m.is(tag);
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
