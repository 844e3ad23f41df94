//! Names: beside an e-mail address, with the family name first, in the wrong columns.

use satchel_formats::draft::{Draft, DraftKind};

/// What stands behind a comma and is no given name.
const NO_GIVEN: [&str; 26] = [
    "jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq", "inc", "llc", "ltd", "gmbh", "ag", "kg", "co",
    "corp", "plc", "sa", "srl", "spa", "bv", "nv", "dds", "cpa", "msc",
];

/// `Jane Doe <jane@x>` is an address, and names Jane where nothing else does.
pub(super) fn beside_addresses(draft: &mut Draft, change: &mut dyn FnMut(&str, String, &str)) {
    let mut beside = None;
    for email in &mut draft.emails {
        let Some((name, address)) = parted(&email.value) else { continue };
        let (name, address) = (name.to_owned(), address.to_owned());
        let before = std::mem::replace(&mut email.value, address);
        change("emails", before, &email.value);
        if !name.is_empty() && !name.contains('@') {
            beside.get_or_insert(name);
        }
    }
    let nameless = draft.given.is_empty() && draft.family.is_empty() && draft.display_name.is_empty();
    if let Some(name) = beside.filter(|_| nameless) {
        draft.display_name = name;
    }
}

/// Name and address of `Jane Doe <jane@x>`.
fn parted(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.trim().split_once('<')?;
    let address = rest.strip_suffix('>')?.trim();
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    let one = address.matches('@').count() == 1 && !address.contains(['<', '>', ' ', ',', ';']);
    one.then(|| (name.trim().trim_matches(['"', '\'']).trim(), address))
}

/// Puts the given name first.
pub(super) fn order(draft: &mut Draft, exchanged: bool, change: &mut dyn FnMut(&str, String, &str)) {
    if draft.kind != DraftKind::Person {
        return;
    }
    // The whole name in the column of one of its parts.
    for from_given in [true, false] {
        let (full, other) = match from_given {
            true => (&draft.given, &draft.family),
            false => (&draft.family, &draft.given),
        };
        if !other.is_empty() {
            continue;
        }
        if let Some((family, given)) = comma(full) {
            let before = full.clone();
            (draft.given, draft.family) = (given.to_owned(), family.to_owned());
            let after = format!("{} {}", draft.given, draft.family);
            change(if from_given { "given" } else { "family" }, before, &after);
            break;
        }
    }
    if let Some((family, given)) = comma(&draft.display_name) {
        let after = format!("{given} {family}");
        if draft.given.is_empty() && draft.family.is_empty() {
            (draft.given, draft.family) = (given.to_owned(), family.to_owned());
        }
        let before = std::mem::replace(&mut draft.display_name, after);
        change("display_name", before, &draft.display_name);
    }
    if exchanged && !draft.given.is_empty() && !draft.family.is_empty() {
        let shown = format!("{} {}", draft.given, draft.family);
        std::mem::swap(&mut draft.given, &mut draft.family);
        change("given", draft.family.clone(), &draft.given);
        change("family", draft.given.clone(), &draft.family);
        if draft.display_name == shown {
            let after = format!("{} {}", draft.given, draft.family);
            let before = std::mem::replace(&mut draft.display_name, after);
            change("display_name", before, &draft.display_name);
        }
    }
}

/// Family and given name of `Doe, John`.
pub(super) fn comma(text: &str) -> Option<(&str, &str)> {
    let (family, given) = text.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let is_name = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.'))
            && part.split(' ').count() <= 4
    };
    let first = given.split([' ', '.']).next().unwrap_or_default().to_lowercase();
    (is_name(family) && is_name(given) && !NO_GIVEN.contains(&first.as_str())).then_some((family, given))
}
