//! Where the columns of a table go: by the table of a known product, or by words and looks, column by column and then
//! looked over together.

use std::collections::{BTreeMap, HashSet};

use super::guess::{self, Company, Facts, Meaning};
use super::mapping::{Column, Mapping};
use super::product;
use super::product::Rows;
use super::target::{Entry, List, Part, Target, TextField};

fn column(index: usize, name: &str, target: Target, confidence: f32, reason: String) -> Column {
    Column {
        index,
        name: name.to_owned(),
        target,
        confidence,
        reason,
        date_order: None,
        values: BTreeMap::new(),
    }
}

/// The columns of a known product; those it is not known to have are guessed.
pub(super) fn known_columns(like: &product::Likeness, names: &[String], facts: &[Facts]) -> Vec<Column> {
    let meanings: Vec<Meaning> = names.iter().map(|n| guess::means(n)).collect();
    let company = Company::of(&meanings);
    let reason = format!("A column of {}.", like.product.title());
    let mut groups: HashSet<(List, u16, Part)> = HashSet::new();
    let mut columns: Vec<Column> = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        let facts = facts.get(index).cloned().unwrap_or_default();
        let known = like.target(name).filter(|target| match target {
            // The same numbered column twice: the second one is not what it says.
            Target::Entry(Entry { list, group: Some(group), part, .. }) => {
                groups.insert((*list, *group, *part))
            }
            _ => true,
        });
        columns.push(match known {
            Some(target) => column(index, name, target, 0.99, reason.clone()),
            None => {
                let meaning = meanings.get(index).cloned().unwrap_or_default();
                let guess = guess::column(&meaning, &facts, company);
                // A product's unknown column is the seller's own; only clear words move it from raw.
                if guess.confidence >= 0.8 && guess.target != Target::Raw && !like.product.holds_no_contacts()
                {
                    column(index, name, guess.target, guess.confidence, guess.reason)
                } else {
                    let reason = format!(
                        "{} does not have this column by itself; it is kept as it is.",
                        like.product.title()
                    );
                    column(index, name, Target::Raw, 0.8, reason)
                }
            }
        });
    }
    drop_lonely_labels(&mut columns);
    columns
}

/// A label column without its value column means nothing.
fn drop_lonely_labels(columns: &mut [Column]) {
    let valued: HashSet<(List, u16)> = columns
        .iter()
        .filter_map(|c| match &c.target {
            Target::Entry(e) if !matches!(e.part, Part::Label | Part::Primary | Part::Service) => {
                Some((e.list, e.group?))
            }
            _ => None,
        })
        .collect();
    for column in columns {
        if let Target::Entry(Entry { list, group: Some(group), .. }) = &column.target
            && !valued.contains(&(*list, *group))
        {
            column.target = Target::Raw;
            column.reason = "The column with its values is missing, so it is kept as it is.".to_owned();
        }
    }
}

/// The columns of an unknown table.
pub(super) fn guessed_columns(names: &[String], facts: &[Facts], header: bool) -> Mapping {
    let meanings: Vec<Meaning> =
        names.iter().map(|n| if header { guess::means(n) } else { Meaning::default() }).collect();
    let company = Company::of(&meanings);
    let mut columns: Vec<Column> = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let facts = facts.get(index).cloned().unwrap_or_default();
            let meaning = meanings.get(index).cloned().unwrap_or_default();
            let guess = guess::column(&meaning, &facts, company);
            column(index, name, guess.target, guess.confidence, guess.reason)
        })
        .collect();
    pair_labels(&mut columns, &meanings);
    part_addresses(&mut columns, &meanings);
    prefer_titles(&mut columns, &meanings);
    if !header {
        name_columns(&mut columns, facts);
    }
    let rows = if company.of_companies { Rows::Companies } else { Rows::People };
    Mapping { rows, columns, ..Mapping::default() }
}

/// "Phone 1 - Type" beside "Phone 1": the label of each row's value.
fn pair_labels(columns: &mut [Column], meanings: &[Meaning]) {
    for at in 0..columns.len() {
        let Some(list) = meanings.get(at).and_then(Meaning::labels) else { continue };
        let number = meanings.get(at).and_then(|m| m.number);
        let taken =
            |c: &Column| matches!(&c.target, Target::Entry(Entry { group: Some(_), .. }) if c.index != at);
        let value = columns.iter().position(|c| {
            c.index != at
                && matches!(&c.target, Target::Entry(e) if e.list == list && e.part == Part::Value && e.group.is_none())
                && meanings.get(c.index).is_some_and(|m| m.number == number && m.labels().is_none())
        });
        let group = number.unwrap_or(1);
        let free = !columns.iter().any(|c| {
            taken(c) && matches!(&c.target, Target::Entry(e) if e.list == list && e.group == Some(group))
        });
        if let (Some(value), true) = (value, free) {
            for (index, part) in [(value, Part::Value), (at, Part::Label)] {
                if let Some(column) = columns.get_mut(index) {
                    column.target =
                        Target::Entry(Entry { list, group: Some(group), label: String::new(), part });
                    column.confidence = column.confidence.max(0.9);
                    if part == Part::Label {
                        column.reason = "It labels the value beside it, row by row.".to_owned();
                    }
                }
            }
        }
    }
}

/// "Address 1 City", "Address 2 City": columns of one number make one address. A second street alone is only a line
/// of the same address.
fn part_addresses(columns: &mut [Column], meanings: &[Meaning]) {
    let number = |index: usize| meanings.get(index).and_then(|m| m.number);
    let several = columns.iter().any(|c| {
        let place = matches!(
            &c.target,
            Target::Entry(Entry {
                list: List::Addresses,
                part: Part::City | Part::PostalCode,
                group: None,
                ..
            })
        );
        place && number(c.index).is_some_and(|n| n > 1)
    });
    if !several {
        return;
    }
    for column in columns {
        if let (Some(group), Target::Entry(entry)) = (number(column.index), &mut column.target)
            && entry.list == List::Addresses
            && entry.group.is_none()
        {
            entry.group = Some(group);
        }
    }
}

/// "Anrede" beside "Titel": the academic title is the prefix worth keeping, the salutation follows from it.
fn prefer_titles(columns: &mut [Column], meanings: &[Meaning]) {
    let prefix = Target::Text(TextField::Prefix);
    let is_title = |c: &Column| c.target == prefix && meanings.get(c.index).is_some_and(Meaning::is_title);
    if columns.iter().any(is_title) {
        for column in columns.iter_mut().filter(|c| c.target == prefix) {
            if !meanings.get(column.index).is_some_and(Meaning::is_title) {
                column.target = Target::Raw;
                column.reason = "Another column holds the title that goes before the name.".to_owned();
            }
        }
    }
}

/// Without a header: two neighbouring columns of single capitalised words are given and family name.
fn name_columns(columns: &mut [Column], facts: &[Facts]) {
    if columns.iter().any(|c| c.target == Target::FullName) {
        return;
    }
    let word_like = |index: usize| {
        facts.get(index).is_some_and(|f| {
            f.filled > 0
                && f.single_words > 0.7
                && f.distinct > 0.2
                && f.countries < 0.5
                && f.companies < 0.3
                && f.honorifics_share < 0.5
        })
    };
    let pair = (0..columns.len()).find(|i| {
        word_like(*i)
            && word_like(i + 1)
            && [*i, i + 1].iter().all(|c| columns.get(*c).is_some_and(|c| c.target == Target::Raw))
    });
    if let Some(first) = pair {
        for (index, field) in [(first, TextField::Given), (first + 1, TextField::Family)] {
            if let Some(column) = columns.get_mut(index) {
                column.target = Target::Text(field);
                column.confidence = 0.45;
                column.reason =
                    "Single capitalised words side by side are often given and family name.".to_owned();
            }
        }
    }
}
