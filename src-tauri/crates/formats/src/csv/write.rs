//! Writing contacts and companies as one wide table: RFC 4180, UTF-8 with a mark, every list as numbered columns,
//! own fields and raw properties as columns of their own.
//!
//! Own fields beyond [`MOST_CUSTOM`] names and raw properties beyond [`MOST_RAW`] share one column each.
//!
//! Reading it back gives the same drafts, except for photos, which a table cannot hold, and for the order of own
//! fields and raw properties of different names, which is that of the columns.
//!
//! A spreadsheet takes a cell that starts with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula, so such a
//! cell gets an apostrophe in front, which reading takes off again. Plain phone numbers (`+49 30 1234567`) and plain
//! numbers (`-5`) are written as they are: they hold nothing that could be evaluated to harm, and other programs
//! could not use them with an apostrophe.

use std::collections::HashMap;
use std::io::{self, Write};

use super::clean::is_formula_start;
use super::lists;
use super::satchel::{JOINED, KIND, LISTS, MORE_CUSTOM, MORE_RAW, TEXTS, entry_header, repeated};
use super::scan::MOST_CELLS;
use super::target::{List, Part, Target, TextField};
use crate::draft::{Draft, DraftKind};

/// The most names of own fields that get columns.
const MOST_CUSTOM: usize = 1_000;

/// The most names of raw properties that get columns; files by other programs bring any number of them.
const MOST_RAW: usize = 100;

/// Which columns a table needs: made by looking at every draft once before writing.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The most entries of each list any draft has, in the order of [`LISTS`].
    lists: [usize; LISTS.len()],
    notes: usize,
    primary: [bool; LISTS.len()],
    texts: [bool; TEXTS.len()],
    joined: [bool; JOINED.len()],
    custom: Named,
    raw: Named,
}

/// Columns by name, and how many of each.
#[derive(Clone, Debug)]
struct Named {
    order: Vec<(String, String)>,
    most: HashMap<(String, String), usize>,
    /// The most names that get columns.
    room: usize,
    /// Whether there are names without a column.
    more: bool,
}

impl Named {
    fn with_room(room: usize) -> Self {
        Self { order: Vec::new(), most: HashMap::new(), room, more: false }
    }

    fn has(&self, name: &str, params: &str) -> bool {
        self.most.contains_key(&(name.to_owned(), params.to_owned()))
    }

    fn see<'n>(&mut self, names: impl Iterator<Item = (&'n str, &'n str)>) {
        let mut here: HashMap<(&str, &str), usize> = HashMap::new();
        for name in names {
            let count = here.entry(name).or_default();
            *count += 1;
            let key = (name.0.to_owned(), name.1.to_owned());
            match self.most.get_mut(&key) {
                Some(most) => *most = (*most).max(*count),
                None if self.order.len() < self.room => {
                    self.order.push(key.clone());
                    self.most.insert(key, 1);
                }
                None => self.more = true,
            }
        }
    }

    fn holds<'n>(&self, names: impl Iterator<Item = (&'n str, &'n str)>) -> bool {
        let mut here: HashMap<(&str, &str), usize> = HashMap::new();
        names.into_iter().all(|name| {
            let count = here.entry(name).or_default();
            *count += 1;
            self.most.get(&(name.0.to_owned(), name.1.to_owned())).map_or(self.more, |most| most >= count)
        })
    }

    /// Every column: its name's parts and its number among those of that name.
    fn columns(&self) -> impl Iterator<Item = (&str, &str, usize)> {
        self.order.iter().flat_map(|key| {
            (1..=self.most.get(key).copied().unwrap_or(0)).map(|nth| (key.0.as_str(), key.1.as_str(), nth))
        })
    }
}

/// One entry's cell.
fn part(draft: &Draft, list: List, nth: usize, part: Part) -> Option<&str> {
    let yes = |yes: bool| Some(if yes { "yes" } else { "" });
    let labelled = match list {
        List::Emails => draft.emails.get(nth),
        List::Phones => draft.phones.get(nth),
        List::Links => draft.links.get(nth),
        List::Dates => draft.dates.get(nth),
        List::Relations => draft.relations.get(nth),
        List::Addresses => {
            let a = draft.addresses.get(nth)?;
            return match part {
                Part::Label => Some(&a.label),
                Part::Primary => yes(a.primary),
                Part::Street => Some(&a.street),
                Part::Extended => Some(&a.extended),
                Part::PoBox => Some(&a.po_box),
                Part::City => Some(&a.city),
                Part::Region => Some(&a.region),
                Part::PostalCode => Some(&a.postal_code),
                _ => Some(&a.country),
            };
        }
        List::Handles => {
            let h = draft.handles.get(nth)?;
            return Some(match part {
                Part::Service => &h.service,
                Part::Label => &h.label,
                _ => &h.value,
            });
        }
        _ => {
            let j = draft.jobs.get(nth)?;
            return Some(match part {
                Part::Company => &j.company,
                Part::Title => &j.title,
                Part::Department => &j.department,
                _ => &j.role,
            });
        }
    }?;
    match part {
        Part::Label => Some(&labelled.label),
        Part::Primary => yes(labelled.primary),
        _ => Some(&labelled.value),
    }
}

fn length(draft: &Draft, list: List) -> usize {
    match list {
        List::Emails => draft.emails.len(),
        List::Phones => draft.phones.len(),
        List::Links => draft.links.len(),
        List::Addresses => draft.addresses.len(),
        List::Handles => draft.handles.len(),
        List::Dates => draft.dates.len(),
        List::Relations => draft.relations.len(),
        List::Jobs => draft.jobs.len(),
        List::Custom => 0,
    }
}

fn text(draft: &Draft, field: TextField) -> &str {
    match field {
        TextField::Uid => draft.uid.as_deref().unwrap_or_default(),
        TextField::Prefix => &draft.prefix,
        TextField::Given => &draft.given,
        TextField::Middle => &draft.middle,
        TextField::Family => &draft.family,
        TextField::Suffix => &draft.suffix,
        TextField::Nickname => &draft.nickname,
        TextField::PhoneticGiven => &draft.phonetic_given,
        TextField::PhoneticMiddle => &draft.phonetic_middle,
        TextField::PhoneticFamily => &draft.phonetic_family,
        TextField::DisplayName => &draft.display_name,
        TextField::Industry => &draft.industry,
        TextField::Size => &draft.size,
    }
}

fn joined<'d>(draft: &'d Draft, target: &Target) -> &'d [String] {
    match target {
        Target::Tags => &draft.tags,
        Target::Domains => &draft.domains,
        _ => &draft.members,
    }
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            lists: [0; LISTS.len()],
            notes: 0,
            primary: [false; LISTS.len()],
            texts: [false; TEXTS.len()],
            joined: [false; JOINED.len()],
            custom: Named::with_room(MOST_CUSTOM),
            raw: Named::with_room(MOST_RAW),
        }
    }
}

/// The name of a raw property's column, without its head.
fn raw_text(name: &str, params: &str) -> String {
    let target = Target::RawAs { name: name.to_owned(), params: params.to_owned() }.to_string();
    target.strip_prefix("raw:").unwrap_or_default().to_owned()
}

impl Layout {
    /// Makes room for what this draft holds.
    pub fn see(&mut self, draft: &Draft) {
        for (slot, (list, ..)) in self.lists.iter_mut().zip(LISTS) {
            *slot = (*slot).max(length(draft, *list));
        }
        for (slot, (list, _, parts)) in self.primary.iter_mut().zip(LISTS) {
            let main = |nth| part(draft, *list, nth, Part::Primary) == Some("yes");
            *slot |= parts.contains(&Part::Primary) && (0..length(draft, *list)).any(main);
        }
        for (slot, (field, _)) in self.texts.iter_mut().zip(TEXTS) {
            *slot |= !text(draft, *field).is_empty() || *field == TextField::Uid && draft.uid.is_some();
        }
        for (slot, (target, _)) in self.joined.iter_mut().zip(JOINED) {
            *slot |= !joined(draft, target).is_empty();
        }
        self.notes = self.notes.max(draft.notes.len());
        self.custom.see(draft.custom.iter().map(|c| (c.field.as_str(), "")));
        self.raw.see(draft.raw.iter().map(|r| (r.name.as_str(), r.params.as_str())));
    }

    fn list_columns(&self) -> impl Iterator<Item = (List, &'static str, usize, Part)> {
        self.lists.iter().zip(&self.primary).zip(LISTS).flat_map(|((count, primary), (list, name, parts))| {
            (0..*count).flat_map(move |nth| {
                let wanted = parts.iter().filter(move |p| **p != Part::Primary || *primary);
                wanted.map(move |part| (*list, *name, nth, *part))
            })
        })
    }

    /// The names of the columns.
    pub fn header(&self) -> Vec<String> {
        let mut header = vec![KIND.to_owned()];
        let texts = self.texts.iter().zip(TEXTS).filter(|(wanted, _)| **wanted);
        header.extend(texts.map(|(_, (_, name))| (*name).to_owned()));
        header.extend(self.list_columns().map(|(_, name, nth, part)| entry_header(name, nth + 1, part)));
        let lists = self.joined.iter().zip(JOINED).filter(|(wanted, _)| **wanted);
        header.extend(lists.map(|(_, (_, name))| (*name).to_owned()));
        header.extend((1..=self.notes).map(|nth| format!("Note {nth}")));
        header.extend(self.custom.columns().map(|(name, _, nth)| repeated("Custom: ", name, nth)));
        header.extend(
            self.raw.columns().map(|(name, params, nth)| repeated("Raw: ", &raw_text(name, params), nth)),
        );
        header.extend(self.custom.more.then(|| MORE_CUSTOM.to_owned()));
        header.extend(self.raw.more.then(|| MORE_RAW.to_owned()));
        header
    }

    /// Whether the draft has room in this layout.
    fn holds(&self, draft: &Draft) -> bool {
        let main = |list, nth| part(draft, list, nth, Part::Primary) == Some("yes");
        let lists =
            self.lists.iter().zip(&self.primary).zip(LISTS).all(|((most, primary), (list, _, parts))| {
                let count = length(draft, *list);
                let mains = parts.contains(&Part::Primary) && (0..count).any(|nth| main(*list, nth));
                count <= *most && (*primary || !mains)
            });
        let texts = self.texts.iter().zip(TEXTS).all(|(wanted, (field, _))| {
            *wanted || text(draft, *field).is_empty() && !(*field == TextField::Uid && draft.uid.is_some())
        });
        let sets = self
            .joined
            .iter()
            .zip(JOINED)
            .all(|(wanted, (target, _))| *wanted || joined(draft, target).is_empty());
        lists
            && texts
            && sets
            && draft.notes.len() <= self.notes
            && self.custom.holds(draft.custom.iter().map(|c| (c.field.as_str(), "")))
            && self.raw.holds(draft.raw.iter().map(|r| (r.name.as_str(), r.params.as_str())))
    }
}

/// Writes the mark and the header. More columns than a table can have are an error of kind `InvalidInput`.
pub fn write_header(out: &mut impl Write, layout: &Layout) -> io::Result<()> {
    let header = layout.header();
    if header.len() > MOST_CELLS {
        let message = format!("a table of {} columns cannot be read again", header.len());
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    out.write_all("\u{feff}".as_bytes())?;
    for (index, name) in header.iter().enumerate() {
        // A header is never guarded: names are found again by it.
        write_cell(out, name, index == 0)?;
    }
    out.write_all(b"\r\n")
}

/// Writes the mark and the header of any other table.
pub fn write_table_header(out: &mut impl Write, columns: &[String]) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    for (index, name) in columns.iter().enumerate() {
        write_cell(out, name, index == 0)?;
    }
    out.write_all(b"\r\n")
}

/// Writes a row of any other table, its cells guarded as those of drafts are.
pub fn write_table_row(out: &mut impl Write, cells: &[String]) -> io::Result<()> {
    for (index, cell) in cells.iter().enumerate() {
        if needs_guard(cell) {
            write_cell(out, &format!("'{cell}"), index == 0)?;
        } else {
            write_cell(out, cell, index == 0)?;
        }
    }
    out.write_all(b"\r\n")
}

/// Writes one draft. One that the layout has not seen is an error of kind `InvalidInput`.
pub fn write_row(out: &mut impl Write, layout: &Layout, draft: &Draft) -> io::Result<()> {
    if !layout.holds(draft) {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "the draft does not fit the columns that were written",
        ));
    }
    let kind = match draft.kind {
        DraftKind::Person => "contact",
        DraftKind::Company => "company",
        DraftKind::Group => "group",
    };
    write_cell(out, kind, true)?;
    for (_, (field, _)) in layout.texts.iter().zip(TEXTS).filter(|(wanted, _)| **wanted) {
        let present = *field == TextField::Uid && draft.uid.is_some();
        write_value(out, Some(text(draft, *field)), present)?;
    }
    for (list, _, nth, wanted) in layout.list_columns() {
        let value = part(draft, list, nth, wanted);
        // An entry of empty parts is still an entry.
        let parts = LISTS.iter().find(|(l, ..)| *l == list).map_or(&[][..], |(_, _, parts)| parts);
        let first = parts.iter().find(|p| **p != Part::Label && **p != Part::Primary);
        let bare = || parts.iter().all(|p| part(draft, list, nth, *p).is_none_or(str::is_empty));
        let present = value.is_some() && first == Some(&wanted) && (wanted == Part::Value || bare());
        write_value(out, value, present)?;
    }
    for (_, (target, _)) in layout.joined.iter().zip(JOINED).filter(|(wanted, _)| **wanted) {
        write_value(out, Some(&lists::joined(joined(draft, target))), false)?;
    }
    for nth in 0..layout.notes {
        write_value(out, draft.notes.get(nth).map(String::as_str), true)?;
    }
    for (name, _, nth) in layout.custom.columns() {
        let value = draft.custom.iter().filter(|c| c.field == name).nth(nth - 1);
        write_value(out, value.map(|c| c.value.as_str()), true)?;
    }
    for (name, params, nth) in layout.raw.columns() {
        let value = draft.raw.iter().filter(|r| r.name == name && r.params == params).nth(nth - 1);
        write_value(out, value.map(|r| r.value.as_str()), true)?;
    }
    if layout.custom.more {
        let rest = draft.custom.iter().filter(|c| !layout.custom.has(&c.field, ""));
        let rest: Vec<String> = rest.flat_map(|c| [c.field.clone(), c.value.clone()]).collect();
        write_value(out, Some(&lists::joined(&rest)), false)?;
    }
    if layout.raw.more {
        let rest = draft.raw.iter().filter(|r| !layout.raw.has(&r.name, &r.params));
        let rest: Vec<String> = rest.flat_map(|r| [raw_text(&r.name, &r.params), r.value.clone()]).collect();
        write_value(out, Some(&lists::joined(&rest)), false)?;
    }
    out.write_all(b"\r\n")
}

/// Writes a cell after a comma, guarded. `present` tells an empty text from none at all.
fn write_value(out: &mut impl Write, value: Option<&str>, present: bool) -> io::Result<()> {
    match value {
        None => write_cell(out, "", false),
        Some("") if present => write_cell(out, "'", false),
        Some(text) if needs_guard(text) => write_cell(out, &format!("'{text}"), false),
        Some(text) => write_cell(out, text, false),
    }
}

/// Whether a spreadsheet would take the text for a formula, or reading back take something off it.
fn needs_guard(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    first == '\'' || is_formula_start(first) && !is_plain_number(text)
}

/// A phone number or signed number: a sign, then digits with the usual marks between them.
pub(super) fn is_plain_number(text: &str) -> bool {
    let phone = text.strip_prefix('+').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '-' | '.' | '/'))
    });
    let number = text.strip_prefix('-').is_some_and(|rest| {
        let mut marks = rest.chars().filter(|c| !c.is_ascii_digit());
        rest.starts_with(|c: char| c.is_ascii_digit())
            && marks.next().is_none_or(|m| matches!(m, '.' | ','))
            && marks.next().is_none()
    });
    phone || number
}

pub(super) fn write_cell(out: &mut impl Write, text: &str, first: bool) -> io::Result<()> {
    if !first {
        out.write_all(b",")?;
    }
    let blanks = text.starts_with([' ', '\t']) || text.ends_with([' ', '\t']);
    if !blanks && !text.contains(['"', ',', '\r', '\n']) {
        return out.write_all(text.as_bytes());
    }
    out.write_all(b"\"")?;
    out.write_all(text.replace('"', "\"\"").as_bytes())?;
    out.write_all(b"\"")
}
