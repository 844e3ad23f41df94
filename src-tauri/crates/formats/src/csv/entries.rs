//! Entries of lists: labelled values and jobs, from the cells of one row that belong together.

use satchel_kernel::date::PartialDate;

use super::assemble::{Row, mapped, structure};
use super::date::Reading;
use super::plan::Group;
use super::target::{List, Part, TextField};
use super::{lists, values};
use crate::Reason;
use crate::draft::{Custom, DraftKind, Fate, Handle, Job, Labelled};

/// A label, and whether a star or a yes marks the entry as the main one.
pub(super) struct Label {
    pub text: String,
    pub primary: bool,
    /// The cell it was read from.
    cell: Option<usize>,
}

pub(super) fn find(cells: &[(Part, usize)], part: Part) -> Option<usize> {
    cells.iter().find(|(p, _)| *p == part).map(|(_, index)| *index)
}

pub(super) fn label(row: &Row<'_>, group: &Group, cells: &[(Part, usize)]) -> Label {
    let cell = find(cells, Part::Label);
    let mut label = Label { text: group.label.clone(), primary: false, cell };
    if let Some(index) = cell {
        let text = row.text(index);
        if row.plan.exact {
            label.text = text.to_owned();
        } else {
            let (star, text) =
                if row.plan.product.is_google() { lists::starred(text) } else { (false, text) };
            label.primary = star;
            if !text.is_empty() {
                label.text = text.to_lowercase();
            }
        }
    }
    if let Some(index) = find(cells, Part::Primary) {
        label.primary |= values::is_yes(row.text(index));
    }
    label
}

/// Says what became of the cells that describe an entry: told with it, or kept raw with its raw value.
pub(super) fn settle_labels(row: &mut Row<'_>, list: List, cells: &[(Part, usize)], taken: bool) {
    for (part, index) in cells {
        if !matches!(part, Part::Label | Part::Primary | Part::Service)
            || row.fates.get(*index).is_some_and(Option::is_some)
        {
            continue;
        }
        let text = row.text(*index);
        let bare = !row.plan.exact && row.plan.product.is_google() && lists::starred(text).1.is_empty();
        if bare {
            row.set(*index, structure("It only marks the main value."));
        } else if taken {
            row.set(*index, mapped(&format!("{}.{}", list.name(), part.name())));
        } else if cells.iter().any(|(p, _)| *p == Part::Value) {
            row.raw(*index);
        } else {
            row.set(*index, structure("A label without a value."));
        }
    }
}

/// E-mails, phones, links, handles, dates, relations, and custom fields with a name column.
pub(crate) fn labelled(row: &mut Row<'_>, group: &Group, cells: &[(Part, usize)]) {
    let list = group.list;
    let label = label(row, group, cells);
    if cells.iter().any(|(p, _)| matches!(p, Part::Year | Part::Month | Part::Day)) {
        date_parts(row, &label.text, cells);
    }
    let mut taken = false;
    for (_, index) in cells.iter().filter(|(p, _)| *p == Part::Value) {
        taken |= match list {
            List::Emails => emails(row, *index, &label),
            List::Phones => phones(row, *index, &label),
            List::Links => links(row, *index, &label),
            List::Handles => handles(row, *index, group, &label, cells),
            List::Dates => dates(row, *index, &label),
            List::Relations => relations(row, *index, &label),
            _ => custom(row, *index, &label),
        };
    }
    // An exact entry may consist of its label alone.
    if row.plan.exact && !taken && !cells.is_empty() && !cells.iter().any(|(p, _)| *p == Part::Value) {
        taken = empty_entry(row, list, &label, cells);
    }
    settle_labels(row, list, cells, taken);
}

/// An entry of Satchel's own export without a value.
fn empty_entry(row: &mut Row<'_>, list: List, label: &Label, cells: &[(Part, usize)]) -> bool {
    let entry = Labelled { label: label.text.clone(), value: String::new(), primary: label.primary };
    match list {
        List::Emails => row.draft.emails.push(entry),
        List::Phones => row.draft.phones.push(entry),
        List::Links => row.draft.links.push(entry),
        List::Dates => row.draft.dates.push(entry),
        List::Relations => row.draft.relations.push(entry),
        List::Handles => {
            let service = find(cells, Part::Service).map(|i| row.text(i).to_owned()).unwrap_or_default();
            row.draft.handles.push(Handle { service, value: String::new(), label: label.text.clone() });
        }
        _ => return false,
    }
    true
}

/// The values of a cell: one, or Google's several.
pub(super) fn several<'c>(row: &Row<'_>, text: &'c str) -> Vec<&'c str> {
    if row.plan.product.is_google() && text.contains(" ::: ") {
        lists::triple_colons(text).collect()
    } else {
        vec![text]
    }
}

fn push(list: &mut Vec<Labelled>, label: &Label, value: &str) {
    if !list.iter().any(|l| l.value == value && l.label == label.text) {
        let primary = label.primary && !list.iter().any(|l| l.primary);
        list.push(Labelled { label: label.text.clone(), value: value.to_owned(), primary });
    }
}

/// Satchel's own values go in as they stand.
fn exactly(row: &mut Row<'_>, index: usize, list: List, label: &Label) -> bool {
    let entry =
        Labelled { label: label.text.clone(), value: row.text(index).to_owned(), primary: label.primary };
    match list {
        List::Emails => row.draft.emails.push(entry),
        List::Phones => row.draft.phones.push(entry),
        List::Links => row.draft.links.push(entry),
        List::Dates => row.draft.dates.push(entry),
        _ => row.draft.relations.push(entry),
    }
    row.set(index, mapped(list.name()));
    true
}

fn emails(row: &mut Row<'_>, index: usize, label: &Label) -> bool {
    if row.plan.exact {
        return exactly(row, index, List::Emails, label);
    }
    let text = row.text(index);
    if values::is_exchange_path(text) {
        row.raw(index);
        row.remark(
            index,
            Reason::new(
                "exchange_address",
                "An address inside an Exchange server, which nobody outside can write to; kept as it is.",
            ),
        );
        return false;
    }
    let (mut any, mut rest) = (false, false);
    for part in several(row, text) {
        let (found, other) = lists::mailboxes(part);
        if let (true, false, [one]) = (row.plan.repaired, other, found.as_slice())
            && !one.name.is_empty()
        {
            any = true;
            push(&mut row.draft.emails, label, part.trim());
            continue;
        }
        rest |= other;
        for mailbox in found {
            any = true;
            push(&mut row.draft.emails, label, mailbox.address);
            if !mailbox.name.is_empty() && mailbox.name != mailbox.address && row.mail_name.is_none() {
                row.mail_name = Some((index, mailbox.name.to_owned()));
            }
        }
    }
    match (any, rest) {
        (true, false) => row.set(index, mapped("emails")),
        (true, true) => {
            row.keep(index);
            row.remark(
                index,
                Reason::new(
                    "partly_emails",
                    "Only part of this is e-mail addresses; the whole text is also kept as it is.",
                ),
            );
            row.set(index, Fate::Mapped(vec!["emails".to_owned(), "raw".to_owned()]));
        }
        (false, _) => {
            row.reject(index, Reason::new("not_an_email", "This is not an e-mail address; kept as it is."))
        }
    }
    any
}

fn phones(row: &mut Row<'_>, index: usize, label: &Label) -> bool {
    if row.plan.exact {
        return exactly(row, index, List::Phones, label);
    }
    let text = row.text(index);
    let parts: Vec<&str> = several(row, text).into_iter().flat_map(lists::phones).collect();
    let lost =
        |p: &&str| values::is_scientific(p) && !(row.plan.repaired && values::exact_digits(p).is_some());
    if parts.iter().any(lost) {
        row.reject(
            index,
            Reason::new(
                "rounded_phone",
                "A spreadsheet has rounded this phone number, so its digits are lost; kept as it is.",
            ),
        );
        return false;
    }
    if !parts.iter().any(|p| p.chars().any(char::is_numeric)) {
        row.reject(index, Reason::new("not_a_phone", "This is not a phone number; kept as it is."));
        return false;
    }
    for part in parts {
        push(&mut row.draft.phones, label, part);
    }
    row.set(index, mapped("phones"));
    true
}

fn links(row: &mut Row<'_>, index: usize, label: &Label) -> bool {
    if row.plan.exact {
        return exactly(row, index, List::Links, label);
    }
    let text = row.text(index);
    let parts: Vec<&str> = several(row, text)
        .into_iter()
        .flat_map(|p| p.split('\n'))
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    if !parts.iter().all(|p| values::passes_as_url(p)) {
        row.reject(index, Reason::new("not_a_link", "This is not a web address; kept as it is."));
        return false;
    }
    for part in parts {
        push(&mut row.draft.links, label, part);
    }
    row.set(index, mapped("links"));
    true
}

fn handles(row: &mut Row<'_>, index: usize, group: &Group, label: &Label, cells: &[(Part, usize)]) -> bool {
    let told = find(cells, Part::Service).map(|i| row.text(i));
    let text = row.text(index);
    // `[skype]` names the service; a label column, when there is one, the label.
    let label = if find(cells, Part::Label).is_some() { label.text.clone() } else { String::new() };
    let service = if row.plan.exact {
        told.unwrap_or_default().to_owned()
    } else {
        told.map_or_else(|| group.label.clone(), str::to_lowercase)
    };
    let parts = if row.plan.exact { vec![text] } else { several(row, text) };
    for part in parts {
        row.draft.handles.push(Handle {
            service: service.clone(),
            value: part.to_owned(),
            label: label.clone(),
        });
    }
    row.set(index, mapped("handles"));
    true
}

fn dates(row: &mut Row<'_>, index: usize, label: &Label) -> bool {
    if row.plan.exact {
        return exactly(row, index, List::Dates, label);
    }
    match row.read_date(index) {
        Reading::Day(day, timed) => {
            push(&mut row.draft.dates, label, &day.to_string());
            let mut fields = vec!["dates".to_owned()];
            if timed {
                row.keep(index);
                fields.push("raw".to_owned());
            }
            row.set(index, Fate::Mapped(fields));
            true
        }
        Reading::Empty => {
            row.set(index, structure("A date of zeros is no date."));
            false
        }
        Reading::Either => {
            row.reject(
                index,
                Reason::new("ambiguous_date", "Day and month cannot be told apart; kept as it is."),
            );
            false
        }
        Reading::Not => {
            row.reject(index, Reason::new("not_a_date", "This is not a date; kept as it is."));
            false
        }
    }
}

/// A date in three columns.
fn date_parts(row: &mut Row<'_>, label: &str, cells: &[(Part, usize)]) {
    let number = |part| -> Option<Option<u16>> {
        find(cells, part).map(|index| row.text(index).trim_start_matches('0').parse::<u16>().ok())
    };
    let parts = (number(Part::Year), number(Part::Month), number(Part::Day));
    let indexes: Vec<usize> = cells
        .iter()
        .filter(|(p, _)| matches!(p, Part::Year | Part::Month | Part::Day))
        .map(|(_, i)| *i)
        .collect();
    let day = match parts {
        (year, Some(Some(month)), Some(Some(day))) => {
            let year = match year {
                Some(None) => None,
                Some(Some(year)) => Some(Some(year)),
                None => Some(None),
            };
            year.and_then(|y| {
                PartialDate::new(
                    y.and_then(|y| i16::try_from(y).ok()),
                    u8::try_from(month).ok()?,
                    u8::try_from(day).ok()?,
                )
            })
        }
        _ => None,
    };
    let zeros = indexes.iter().all(|i| row.text(*i).chars().all(|c| c == '0'));
    for index in &indexes {
        match day {
            Some(_) => row.set(*index, mapped("dates")),
            None if zeros => row.set(*index, structure("A date of zeros is no date.")),
            None => row.reject(
                *index,
                Reason::new("parts_no_date", "Year, month and day do not make a date; kept as it is."),
            ),
        }
    }
    if let Some(day) = day {
        push(
            &mut row.draft.dates,
            &Label { text: label.to_owned(), primary: false, cell: None },
            &day.to_string(),
        );
    }
}

fn relations(row: &mut Row<'_>, index: usize, label: &Label) -> bool {
    if row.plan.exact {
        return exactly(row, index, List::Relations, label);
    }
    let text = row.text(index);
    if label.text == "child" {
        for name in lists::tags(text) {
            push(&mut row.draft.relations, label, name);
        }
    } else {
        for name in several(row, text) {
            push(&mut row.draft.relations, label, name);
        }
    }
    row.set(index, mapped("relations"));
    true
}

fn custom(row: &mut Row<'_>, index: usize, label: &Label) -> bool {
    if label.text.is_empty() {
        row.raw(index);
        return false;
    }
    // The field's name as the source writes it, not in lower case as a label.
    let field = label.cell.map_or_else(|| label.text.clone(), |i| lists::starred(row.text(i)).1.to_owned());
    for value in several(row, row.text(index)) {
        row.draft.custom.push(Custom { field: field.clone(), value: value.to_owned() });
    }
    row.set(index, Fate::Mapped(vec![format!("custom.{field}")]));
    true
}

/// One position.
pub(crate) fn job(row: &mut Row<'_>, cells: &[(Part, usize)]) {
    if row.draft.kind == DraftKind::Company && !row.plan.exact {
        for (part, index) in cells {
            if *part == Part::Company {
                row.text_field(*index, TextField::DisplayName)
            } else {
                row.raw(*index)
            }
        }
        return;
    }
    let mut job = Job::default();
    let mut more = Vec::new();
    for (part, index) in cells {
        let text = row.text(*index);
        let (slot, field) = match part {
            Part::Company => (&mut job.company, "jobs.company"),
            Part::Title => (&mut job.title, "jobs.title"),
            Part::Department => (&mut job.department, "jobs.department"),
            _ => (&mut job.role, "jobs.role"),
        };
        let mut text = text;
        let mut others: Vec<&str> = Vec::new();
        let mut pages = false;
        if *part == Part::Company && row.plan.product.joins_with_semicolons() && text.contains(';') {
            let mut names = text.split(';').map(str::trim).filter(|n| !n.is_empty());
            text = names.next().unwrap_or_default();
            others = names.collect();
        } else if *part == Part::Company
            && !row.plan.exact
            && let Some(names) = lists::pages(text)
        {
            text = names.first().copied().unwrap_or_default();
            others = names.get(1..).unwrap_or_default().to_vec();
            pages = true;
        }
        if slot.is_empty() {
            text.clone_into(slot);
        } else if slot != text {
            row.raw(*index);
            continue;
        } else if others.is_empty() {
            row.set(*index, structure("It repeats another column."));
            continue;
        }
        more.extend(others.into_iter().map(|company| Job { company: company.to_owned(), ..Job::default() }));
        if pages {
            row.keep(*index);
            row.set(*index, Fate::Mapped(vec![field.to_owned(), "raw".to_owned()]));
        } else {
            row.set(*index, mapped(field));
        }
    }
    if job != Job::default() || row.plan.exact {
        row.draft.jobs.push(job);
    }
    more.retain(|j| !row.draft.jobs.iter().any(|known| known.company == j.company));
    row.draft.jobs.extend(more);
}
