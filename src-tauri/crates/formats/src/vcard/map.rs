//! Properties on their way into a draft: what belongs together (groups, labels, versions of the same), what came
//! first, and the fate of every line. Which property goes to which field is in `contact`.

use std::collections::HashMap;

use encoding_rs::Encoding;

use super::card::{Dialect, Flaw, Span};
use super::jobs::Jobs;
use super::kept::has_spare;
use super::labels::{self, Types};
use super::names::Known;
use super::property::{PARAMS, Property};
use super::text::{Style, cap, split};
use super::{Parsed, contact};
use crate::Reason;
use crate::draft::{Address, Cell, Draft, DraftKind, Fate, Labelled};

/// Bytes of a cell's text that are kept for the receipt.
const TEXT: usize = 1024;

/// Values a new one is compared with before it is added, so that a card of thousands stays quick.
pub(super) const COMPARED: usize = 64;

/// The memory of a card's properties, empty, on its way from one card to the next.
pub(super) type Spare = Vec<Option<Property<'static>>>;

/// Turns the lines of a card into a draft with the fate of each.
pub(super) fn card(
    text: &str,
    lines: &[Span],
    (dialect, loose): (Dialect, bool),
    complete: bool,
    fallback: &'static Encoding,
    spare: &mut Spare,
) -> Parsed {
    let mut properties: Vec<Option<Property<'_>>> = std::mem::take(spare);
    properties.extend(lines.iter().map(|line| match line.flaw {
        Flaw::None => Property::parse(text.get(line.start..line.end)?, line.header(), fallback, loose),
        Flaw::Stray | Flaw::Overlong => None,
    }));
    let mut mapper = Mapper::new(&properties, dialect);
    let mut parsed = Parsed {
        cells: Vec::with_capacity(lines.len()),
        names: Vec::with_capacity(lines.len()),
        texts: Vec::with_capacity(lines.len()),
        complete,
        ..Parsed::default()
    };
    for (column, (line, property)) in lines.iter().zip(&properties).enumerate() {
        let (name, value, fate) = match property {
            Some(property) => {
                let fate = mapper.property(column, property);
                (property.upper.as_ref(), property.value.as_ref(), fate)
            }
            None => {
                let body = text.get(line.start..line.end).unwrap_or_default();
                ("", body, mapper.flawed(line.flaw, body))
            }
        };
        let value =
            if property.as_ref().is_some_and(|p| p.base64) { cap(value, 64) } else { cap(value, TEXT) };
        parsed.names.push(name.to_owned());
        parsed.texts.push(value.to_owned());
        parsed.cells.push(Cell { column, fate });
    }
    mapper.finish(&properties, &mut parsed.cells);
    parsed.draft = mapper.draft;
    properties.clear();
    // Collecting nothing in place keeps the allocation under another lifetime.
    *spare = properties.into_iter().map(|_| None).collect();
    parsed
}

/// What is known of a group such as `item1`.
#[derive(Default)]
pub(super) struct Group {
    /// The first label in it: its column and text.
    pub(super) label: Option<(usize, String)>,
    /// Properties of a job in it.
    jobs: usize,
    /// Fields the label went to.
    used: Vec<&'static str>,
    /// The label went along with a property kept raw.
    pub(super) raw: bool,
}

/// The most preferred entry of a list.
#[derive(Default)]
struct Best(Option<(u16, usize)>);

impl Best {
    fn offer(&mut self, rank: Option<u16>, index: usize) {
        if let Some(rank) = rank
            && self.0.is_none_or(|(best, _)| rank < best)
        {
            self.0 = Some((rank, index));
        }
    }

    fn index(&self) -> Option<usize> {
        self.0.map(|(_, index)| index)
    }
}

/// The lists of a draft whose entries have a label and a preference.
#[derive(Clone, Copy)]
pub(super) enum List {
    Emails,
    Phones,
    Links,
    Dates,
    Relations,
}

impl List {
    pub(super) const fn field(self) -> &'static str {
        match self {
            Self::Emails => "emails",
            Self::Phones => "phones",
            Self::Links => "links",
            Self::Dates => "dates",
            Self::Relations => "relations",
        }
    }
}

/// The draft while it is filled.
pub(super) struct Mapper {
    pub draft: Draft,
    pub dialect: Dialect,
    /// What the card as a whole says before its properties are taken one by one.
    pub known: Known,
    pub jobs: Jobs,
    groups: HashMap<String, Group>,
    best: [Best; 5],
    best_address: Best,
    /// Columns of `LABEL` properties: whether they are needed shows at the end.
    written: Vec<usize>,
    /// Names and `ALTID`s taken.
    alternatives: Vec<(String, String)>,
}

/// The fields a property went to.
#[derive(Clone, Copy, Default)]
pub(super) struct Fields {
    names: [&'static str; 7],
    count: usize,
}

impl Fields {
    pub(super) fn one(name: &'static str) -> Self {
        let mut fields = Self::default();
        fields.push(name);
        fields
    }

    pub(super) fn push(&mut self, name: &'static str) {
        if let Some(slot) = self.names.get_mut(self.count) {
            *slot = name;
            self.count += 1;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(super) fn owned(&self) -> Vec<String> {
        self.names.iter().take(self.count).map(|name| (*name).to_owned()).collect()
    }
}

/// What taking a property led to, before the generic part.
pub(super) enum Taken {
    /// It went to these fields.
    Mapped(Fields),
    /// No field takes it.
    Raw,
    /// It went to these fields and is kept raw as well, because they do not hold all of it.
    Both(Fields),
    /// It says nothing of the contact.
    Structure(&'static str),
    /// It could not be understood and is kept raw.
    Unclear(Reason),
    /// It is decided at the end.
    Later,
}

impl Mapper {
    fn new(properties: &[Option<Property<'_>>], dialect: Dialect) -> Self {
        let mut groups: HashMap<String, Group> = HashMap::new();
        for (column, property) in properties.iter().enumerate() {
            let Some(property) = property.as_ref().filter(|p| !p.group.is_empty()) else {
                continue;
            };
            let group = groups.entry(property.group.to_ascii_lowercase()).or_default();
            match property.upper.as_ref() {
                "X-ABLABEL" if group.label.is_none() => {
                    let label = labels::canonical(&Style::of(dialect, property.quoted).line(&property.value));
                    if !label.is_empty() {
                        group.label = Some((column, label));
                    }
                }
                "ORG" | "TITLE" | "ROLE" => group.jobs += 1,
                _ => {}
            }
        }
        let known = Known::of(properties, dialect);
        let draft = Draft { kind: known.kind, ..Draft::default() };
        Self {
            draft,
            dialect,
            known,
            jobs: Jobs::default(),
            groups,
            best: Default::default(),
            best_address: Best::default(),
            written: Vec::new(),
            alternatives: Vec::new(),
        }
    }

    pub(super) fn style(&self, property: &Property<'_>) -> Style {
        Style::of(self.dialect, property.quoted)
    }

    /// The fate of a property.
    fn property(&mut self, column: usize, property: &Property<'_>) -> Fate {
        if property.crowded {
            let words = "It has more than {most} parameters; its value is kept raw without them.";
            let reason = Reason::new("too_many_parameters", words).with("most", PARAMS);
            return self.unclear(property, reason);
        }
        if let Some(altid) = property.param("ALTID") {
            let key = (property.upper.to_string(), altid.into_owned());
            if self.alternatives.contains(&key) {
                return self.raw(property);
            }
            if self.alternatives.len() < COMPARED {
                self.alternatives.push(key);
            }
        }
        let taken = contact::take(self, property);
        let spare = !property.params.is_empty() && has_spare(property);
        match taken {
            Taken::Mapped(fields) if spare => self.both(property, fields),
            Taken::Mapped(fields) => Fate::Mapped(fields.owned()),
            Taken::Both(fields) => self.both(property, fields),
            Taken::Raw => self.raw(property),
            Taken::Structure(reason) => Fate::Structure(reason.to_owned()),
            Taken::Unclear(reason) => self.unclear(property, reason),
            Taken::Later => {
                if property.upper == "LABEL" {
                    self.written.push(column);
                }
                Fate::Raw
            }
        }
    }

    pub(super) fn group(&mut self, property: &Property<'_>) -> Option<&mut Group> {
        if property.group.is_empty() || self.groups.is_empty() {
            return None;
        }
        self.groups.get_mut(&property.group.to_ascii_lowercase())
    }

    /// Whether the property's group ties it to other properties of a job.
    pub(super) fn job_group(&mut self, property: &Property<'_>) -> Option<String> {
        let shared = self.group(property).is_some_and(|group| group.jobs > 1);
        shared.then(|| property.group.to_ascii_lowercase())
    }

    /// The label of a property: its group's, or what its types say.
    pub(super) fn label(
        &mut self,
        property: &Property<'_>,
        types: &mut Types,
        field: &'static str,
    ) -> String {
        let of_types = types.label(property.group);
        if let Some(group) = self.group(property)
            && let Some((_, label)) = &group.label
        {
            let label = label.clone();
            if !group.used.contains(&field) {
                group.used.push(field);
            }
            return label;
        }
        of_types
    }

    /// Adds a value to a list unless it is there with the same label.
    pub(super) fn add(&mut self, list: List, label: String, value: String, rank: Option<u16>) {
        let entries = match list {
            List::Emails => &mut self.draft.emails,
            List::Phones => &mut self.draft.phones,
            List::Links => &mut self.draft.links,
            List::Dates => &mut self.draft.dates,
            List::Relations => &mut self.draft.relations,
        };
        let known = entries.iter().take(COMPARED).position(|e| e.value == value && e.label == label);
        let index = known.unwrap_or(entries.len());
        if known.is_none() {
            entries.push(Labelled { label, value, primary: false });
        }
        if let Some(best) = self.best.get_mut(list as usize) {
            best.offer(rank, index);
        }
    }

    /// Adds a labelled value of a property.
    pub(super) fn labelled(&mut self, property: &Property<'_>, list: List, value: String) -> Taken {
        let field = list.field();
        let mut types = Types::of(property);
        let label = self.label(property, &mut types, field);
        self.add(list, label, value, types.rank);
        let field = Fields::one(field);
        if types.spare { Taken::Both(field) } else { Taken::Mapped(field) }
    }

    pub(super) fn add_address(&mut self, address: Address, rank: Option<u16>) {
        let known = self.draft.addresses.iter().take(COMPARED).position(|known| *known == address);
        let index = known.unwrap_or(self.draft.addresses.len());
        if known.is_none() {
            self.draft.addresses.push(address);
        }
        self.best_address.offer(rank, index);
    }

    /// What only the whole card decides: written addresses, jobs, preferences, labels that belong to nothing.
    fn finish(&mut self, properties: &[Option<Property<'_>>], cells: &mut [Cell]) {
        self.draft.jobs = std::mem::take(&mut self.jobs).finish();
        let structured = self.draft.addresses.len();
        for column in std::mem::take(&mut self.written) {
            let Some(property) = properties.get(column).and_then(Option::as_ref) else {
                continue;
            };
            let fate = self.written_address(property, structured);
            set_fate(cells, column, fate);
        }
        for (list, best) in [List::Emails, List::Phones, List::Links, List::Dates, List::Relations]
            .into_iter()
            .zip(&self.best)
        {
            let entries = match list {
                List::Emails => &mut self.draft.emails,
                List::Phones => &mut self.draft.phones,
                List::Links => &mut self.draft.links,
                List::Dates => &mut self.draft.dates,
                List::Relations => &mut self.draft.relations,
            };
            if let Some(entry) = best.index().and_then(|at| entries.get_mut(at)) {
                entry.primary = true;
            }
        }
        if let Some(address) = self.best_address.index().and_then(|at| self.draft.addresses.get_mut(at)) {
            address.primary = true;
        }
        let mut labels: Vec<(usize, Vec<&'static str>, bool)> = self
            .groups
            .values_mut()
            .filter_map(|group| Some((group.label.as_ref()?.0, std::mem::take(&mut group.used), group.raw)))
            .collect();
        labels.sort_unstable_by_key(|(column, ..)| *column);
        for (column, used, raw) in labels {
            let fate = if !used.is_empty() {
                Fate::Mapped(used.into_iter().map(|field| format!("{field}.label")).collect())
            } else if raw {
                Fate::Raw
            } else if let Some(property) = properties.get(column).and_then(Option::as_ref) {
                self.raw(property)
            } else {
                continue;
            };
            set_fate(cells, column, fate);
        }
    }

    /// A `LABEL`: the address as it is written on an envelope. It is an address of its own if there is none of its
    /// label in parts.
    fn written_address(&mut self, property: &Property<'_>, structured: usize) -> Fate {
        let street = self.style(property).lines(&property.value);
        if street.is_empty() {
            return Fate::Structure("It is empty.".to_owned());
        }
        let mut types = Types::of(property);
        let label = self.label(property, &mut types, "addresses");
        if self.draft.addresses.iter().take(structured).any(|address| address.label == label) {
            return self.raw(property);
        }
        self.add_address(Address { label, street, ..Address::default() }, types.rank);
        Fate::Mapped(vec!["addresses.street".to_owned()])
    }

    /// Whether the draft is one of a person.
    pub(super) fn is_person(&self) -> bool {
        self.draft.kind == DraftKind::Person
    }
}

fn set_fate(cells: &mut [Cell], column: usize, fate: Fate) {
    if let Some(cell) = cells.get_mut(column) {
        cell.fate = fate;
    }
}

/// Whether a value is nothing but separators.
pub(super) fn is_blank(value: &str) -> bool {
    value.bytes().all(|b| b.is_ascii_whitespace() || matches!(b, b';' | b','))
}

/// The components of a structured value, each still escaped.
pub(super) fn components<const N: usize>(value: &str) -> ([&str; N], bool) {
    let mut parts = split(value, b';');
    let mut found = [""; N];
    for slot in &mut found {
        *slot = parts.next().unwrap_or_default();
    }
    (found, parts.any(|rest| !is_blank(rest)))
}
