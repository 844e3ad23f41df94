//! The columns of Satchel's own export: how they are called, and where they go when read back.

use std::collections::BTreeMap;

use super::mapping::Column;
use super::target::{Entry, List, Part, Target, TextField};

/// The column only Satchel writes: what a row describes.
pub(crate) const KIND: &str = "Satchel kind";

/// Single-valued columns in the order they are written.
pub(crate) const TEXTS: &[(TextField, &str)] = &[
    (TextField::Uid, "ID"),
    (TextField::DisplayName, "Name"),
    (TextField::Prefix, "Prefix"),
    (TextField::Given, "Given name"),
    (TextField::Middle, "Middle name"),
    (TextField::Family, "Family name"),
    (TextField::Suffix, "Suffix"),
    (TextField::Nickname, "Nickname"),
    (TextField::PhoneticGiven, "Phonetic given name"),
    (TextField::PhoneticMiddle, "Phonetic middle name"),
    (TextField::PhoneticFamily, "Phonetic family name"),
    (TextField::Industry, "Industry"),
    (TextField::Size, "Size"),
];

/// Numbered lists in the order they are written, with their parts.
pub(crate) const LISTS: &[(List, &str, &[Part])] = &[
    (List::Jobs, "Job", &[Part::Company, Part::Title, Part::Department, Part::Role]),
    (List::Emails, "Email", &[Part::Value, Part::Label, Part::Primary]),
    (List::Phones, "Phone", &[Part::Value, Part::Label, Part::Primary]),
    (
        List::Addresses,
        "Address",
        &[
            Part::Label,
            Part::Primary,
            Part::Street,
            Part::Extended,
            Part::PoBox,
            Part::City,
            Part::Region,
            Part::PostalCode,
            Part::Country,
        ],
    ),
    (List::Links, "Link", &[Part::Value, Part::Label, Part::Primary]),
    (List::Handles, "Handle", &[Part::Value, Part::Service, Part::Label]),
    (List::Dates, "Date", &[Part::Value, Part::Label, Part::Primary]),
    (List::Relations, "Relation", &[Part::Value, Part::Label, Part::Primary]),
];

/// Joined columns.
pub(crate) const JOINED: &[(Target, &str)] =
    &[(Target::Tags, "Tags"), (Target::Domains, "Domains"), (Target::Members, "Members")];

/// The column of own fields that have none of their own.
pub(crate) const MORE_CUSTOM: &str = "More custom";

/// The column of raw properties that have none of their own.
pub(crate) const MORE_RAW: &str = "More raw";

/// `Email 2 label`.
pub(crate) fn entry_header(list: &str, number: usize, part: Part) -> String {
    match part {
        Part::Value => format!("{list} {number}"),
        _ => format!("{list} {number} {}", part.name().replace('_', " ")),
    }
}

/// `Custom: Shoe size`; the second column of the same name gets ` #2`, and a name that ends like that ` #1`.
pub(crate) fn repeated(head: &str, name: &str, nth: usize) -> String {
    if nth > 1 || unrepeated(name).1 { format!("{head}{name} #{nth}") } else { format!("{head}{name}") }
}

/// The name without a trailing ` #2`, and whether there was one.
fn unrepeated(name: &str) -> (&str, bool) {
    match name.rsplit_once(" #") {
        Some((name, digits)) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            (name, true)
        }
        _ => (name, false),
    }
}

fn target(name: &str) -> Option<Target> {
    if name == KIND {
        return Some(Target::Kind);
    }
    match name {
        MORE_CUSTOM => return Some(Target::MoreCustom),
        MORE_RAW => return Some(Target::MoreRaw),
        _ => {}
    }
    if let Some(custom) = name.strip_prefix("Custom: ") {
        return Some(Target::Custom(unrepeated(custom).0.to_owned()));
    }
    if let Some(raw) = name.strip_prefix("Raw: ") {
        return format!("raw:{}", unrepeated(raw).0).parse().ok();
    }
    if let Some((field, _)) = TEXTS.iter().find(|(_, n)| *n == name) {
        return Some(Target::Text(*field));
    }
    if let Some((target, _)) = JOINED.iter().find(|(_, n)| *n == name) {
        return Some(target.clone());
    }
    let (head, rest) = name.split_once(' ')?;
    let (digits, part) = rest.split_once(' ').unwrap_or((rest, ""));
    let group: u16 = digits.parse().ok()?;
    if head == "Note" && part.is_empty() {
        return Some(Target::Notes);
    }
    let (list, _, parts) = LISTS.iter().find(|(_, n, _)| *n == head)?;
    let part = parts.iter().find(|p| p.name().replace('_', " ") == part)?;
    Some(Target::Entry(Entry { list: *list, group: Some(group), label: String::new(), part: *part }))
}

/// The columns of a header, if it is Satchel's own.
pub(crate) fn columns(names: &[String]) -> Option<Vec<Column>> {
    if !names.iter().any(|n| n == KIND) {
        return None;
    }
    let columns = names.iter().enumerate().map(|(index, name)| {
        let (target, reason) = match target(name) {
            Some(target) => (target, "A column of Satchel's own export."),
            None => (Target::Raw, "Satchel does not write this column; it is kept as it is."),
        };
        Column {
            index,
            name: name.clone(),
            target,
            confidence: 1.0,
            reason: reason.to_owned(),
            date_order: None,
            values: BTreeMap::new(),
        }
    });
    Some(columns.collect())
}
