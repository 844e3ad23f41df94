//! Postal addresses, from the cells of one row that belong together.

use super::assemble::{Row, mapped, structure};
use super::entries::{find, label, settle_labels, several};
use super::plan::Group;
use super::target::{List, Part};
use crate::draft::{Address, Fate};

/// One postal address, or Google's several in the same columns.
pub(crate) fn address(row: &mut Row<'_>, group: &Group, cells: &[(Part, usize)]) {
    let label = label(row, group, cells);
    let count = cells
        .iter()
        .filter(|(p, _)| !matches!(p, Part::Label | Part::Primary))
        .map(|(_, index)| several(row, row.text(*index)).len())
        .max()
        .unwrap_or(0);
    let mut made: Vec<Address> = Vec::with_capacity(count);
    let alone = alone(row, cells);
    for nth in 0..count {
        let mut address = Address {
            label: label.text.clone(),
            primary: label.primary && (row.plan.exact || !row.draft.addresses.iter().any(|a| a.primary)),
            ..Address::default()
        };
        for (part, index) in cells {
            let parts = several(row, row.text(*index));
            let Some(text) = parts.get(nth) else { continue };
            // Shops keep a spreadsheet from reading a postal code as a number.
            let guarded = *part == Part::PostalCode && !row.plan.exact;
            let text = text.strip_prefix('\'').filter(|_| guarded).unwrap_or(text);
            if alone == Some(*index)
                && let Some(took) = spaced(text, &mut address)
            {
                row.set(*index, Fate::Mapped(took.iter().map(|part| named(*part)).collect()));
                continue;
            }
            let slot = match part {
                Part::Street => &mut address.street,
                Part::Extended => &mut address.extended,
                Part::PoBox => &mut address.po_box,
                Part::City => &mut address.city,
                Part::Region => &mut address.region,
                Part::PostalCode => &mut address.postal_code,
                Part::Country => &mut address.country,
                _ => continue,
            };
            if slot.is_empty() {
                text.clone_into(slot);
            } else if *part == Part::Street {
                slot.push('\n');
                slot.push_str(text);
            } else if slot != text {
                row.raw(*index);
                continue;
            }
            row.set(*index, mapped(&named(*part)));
        }
        made.push(address);
    }
    if let Some(index) = find(cells, Part::Formatted) {
        formatted(row, index, &mut made);
    }
    let empty = |a: &Address| {
        [&a.street, &a.extended, &a.po_box, &a.city, &a.region, &a.postal_code, &a.country]
            .iter()
            .all(|t| t.is_empty())
    };
    if !row.plan.exact {
        made.retain(|a| !empty(a));
    } else if made.is_empty() {
        made.push(Address { label: label.text.clone(), primary: label.primary, ..Address::default() });
    }
    let taken = !made.is_empty();
    row.draft.addresses.append(&mut made);
    settle_labels(row, List::Addresses, cells, taken);
}

fn named(part: Part) -> String {
    format!("addresses.{}", part.name())
}

/// The column of the street if no other says where it is: the whole address may stand in it.
fn alone(row: &Row<'_>, cells: &[(Part, usize)]) -> Option<usize> {
    let mut parts = cells.iter().filter(|(part, _)| !matches!(part, Part::Label | Part::Primary));
    match (parts.next(), parts.next()) {
        (Some((Part::Street, index)), None) if !row.plan.exact => Some(*index),
        _ => None,
    }
}

/// The whole address as one text beside its parts: nothing new, the only thing there is, or more than the parts.
fn formatted(row: &mut Row<'_>, index: usize, made: &mut [Address]) {
    let wholes = several(row, row.text(index));
    let mut fields: Vec<String> = Vec::new();
    let mut more = false;
    for (whole, address) in wholes.iter().zip(made.iter_mut()) {
        let parts = [
            &address.street,
            &address.extended,
            &address.po_box,
            &address.city,
            &address.region,
            &address.postal_code,
            &address.country,
        ];
        if parts.iter().all(|p| p.is_empty()) {
            let took = spaced(whole, address).unwrap_or_else(|| {
                (*whole).clone_into(&mut address.street);
                &[Part::Street]
            });
            for field in took.iter().map(|part| named(*part)) {
                if !fields.contains(&field) {
                    fields.push(field);
                }
            }
            continue;
        }
        let mut rest = (*whole).to_owned();
        let mut pieces: Vec<&str> =
            parts.iter().flat_map(|p| p.split('\n')).map(str::trim).filter(|p| !p.is_empty()).collect();
        pieces.sort_by_key(|p| std::cmp::Reverse(p.len()));
        for piece in pieces {
            rest = rest.replacen(piece, " ", 1);
        }
        more |= rest.chars().any(char::is_alphanumeric);
    }
    if more {
        row.keep(index);
        if fields.is_empty() {
            row.set(index, Fate::Raw);
            return;
        }
        fields.push("raw".to_owned());
    }
    if fields.is_empty() {
        row.set(index, structure("It repeats the parts of the address."));
    } else {
        row.set(index, Fate::Mapped(fields));
    }
}

/// An address in one line with two spaces between its parts, as newsletter programs (Mailchimp) write it: lines of the
/// street, the town, the state where there is one, the postal code, the two letters of the country. Answers the parts it
/// had; none where the text is not such a line.
fn spaced(whole: &str, address: &mut Address) -> Option<&'static [Part]> {
    const PARTS: &[Part] = &[Part::Street, Part::City, Part::Region, Part::PostalCode, Part::Country];
    const STATELESS: &[Part] = &[Part::Street, Part::City, Part::PostalCode, Part::Country];
    let parts: Vec<&str> = whole.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect();
    let (country, rest) = parts.split_last()?;
    let (postal_code, rest) = rest.split_last()?;
    let is_country = country.len() == 2 && country.bytes().all(|letter| letter.is_ascii_uppercase());
    if !is_country || !postal_code.bytes().any(|letter| letter.is_ascii_digit()) || postal_code.len() > 12 {
        return None;
    }
    // A state is written by its letters wherever these programs know a list of them.
    let is_state =
        |text: &&&str| (2..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase());
    let state = rest.last().filter(is_state).filter(|_| rest.len() > 2);
    let (city, street) = rest.get(..rest.len() - usize::from(state.is_some()))?.split_last()?;
    if street.is_empty() {
        return None;
    }
    address.street = street.join("\n");
    (*city).clone_into(&mut address.city);
    (*postal_code).clone_into(&mut address.postal_code);
    (*country).clone_into(&mut address.country);
    let Some(state) = state else { return Some(STATELESS) };
    (*state).clone_into(&mut address.region);
    Some(PARTS)
}
