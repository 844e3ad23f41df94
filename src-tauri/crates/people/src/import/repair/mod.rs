//! Repair of what other programs did to values before they came here: letters read in the wrong encoding, numbers made of
//! phone numbers, names in the wrong order. Pure: a draft in, the draft and what was changed out.
//!
//! Nothing is repaired silently. What a repair would change is counted and shown before an import, each can be switched on
//! and off, the receipt names every cell, and the value as it came stays with the record's raw properties.
//!
//! On by itself is only what cannot be meant otherwise; what is a guess, however good, waits for the seller.

mod capitals;
mod evidence;
mod letters;
mod names;
mod numbers;
mod phones;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use evidence::{Evidence, Gathering, ROWS};
use satchel_formats::Reason;
use satchel_formats::draft::{Draft, Raw};
use serde::{Deserialize, Serialize};

use super::receipt::Original;
use super::source::{ReadCell, SourceRow};

/// What can be put right.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Repair {
    /// Text that was read in the wrong encoding and written again, once or several times: `MÃ¼ller`.
    Encoding,
    /// Digits a spreadsheet wrote as a number none of whose digits is lost: `4.91701234567E+11`, `10115.0`.
    Numbers,
    /// A name beside the e-mail address: `Jane <jane@x>`.
    Addresses,
    /// The zeros or the plus that a spreadsheet took off: `1067` for Dresden, `491701234567`.
    Zeros,
    /// Family name first: `Doe, John`, or the two columns of names exchanged.
    NameOrder,
    /// `JOHN DOE`.
    Capitals,
    /// Phone numbers without a country that are dialled in the country of the address beside them.
    PhoneCountry,
}

/// Why a cell says something else than its field.
const REASONS: [(Repair, Reason); 7] = [
    (
        Repair::Encoding,
        Reason::new("repaired_encoding", "Its letters were damaged before; it is read as “{after}”."),
    ),
    (
        Repair::Numbers,
        Reason::new("repaired_numbers", "A spreadsheet made a number of it; it is read as “{after}”."),
    ),
    (
        Repair::Addresses,
        Reason::new("repaired_addresses", "It holds a name and an address; the address is “{after}”."),
    ),
    (
        Repair::Zeros,
        Reason::new("repaired_zeros", "A spreadsheet took off what it began with; it is read as “{after}”."),
    ),
    (
        Repair::NameOrder,
        Reason::new("repaired_name_order", "The family name stood first; it is read as “{after}”."),
    ),
    (
        Repair::Capitals,
        Reason::new("repaired_capitals", "It was written in capitals; it is read as “{after}”."),
    ),
    (
        Repair::PhoneCountry,
        Reason::new("repaired_phone_country", "It is dialled in the country of the address: “{after}”."),
    ),
];

impl Repair {
    /// All of them, in the order they are made: what was damaged last is put right first.
    pub const ALL: [Self; 7] = [
        Self::Encoding,
        Self::Numbers,
        Self::Addresses,
        Self::Zeros,
        Self::NameOrder,
        Self::Capitals,
        Self::PhoneCountry,
    ];

    /// Whether it is made unless the seller says otherwise: it cannot be meant otherwise.
    pub const fn is_usual(self) -> bool {
        matches!(self, Self::Encoding | Self::Numbers | Self::Addresses)
    }

    /// Those that are made where nothing is said.
    pub fn usual() -> Vec<Self> {
        Self::ALL.into_iter().filter(|one| one.is_usual()).collect()
    }

    /// What the receipt says of a cell.
    fn reason(self, after: &str) -> Reason {
        let found = REASONS.iter().find(|(repair, _)| *repair == self).map(|(_, reason)| reason.clone());
        found.unwrap_or_else(|| Reason::new("repaired", "It is read as “{after}”.")).with("after", after)
    }
}

/// A value that was put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Change {
    /// Which repair did it.
    pub repair: Repair,
    /// The field, as in the JSON export.
    pub field: String,
    /// As it came.
    pub before: String,
    /// As it is read.
    pub after: String,
}

/// The repairs of one file.
#[derive(Clone, Debug, Default)]
pub struct Mender {
    /// Which are made.
    on: Vec<Repair>,
    /// Home country of phones typed without one.
    home: String,
    /// What the file as a whole shows.
    evidence: Evidence,
}

impl Mender {
    /// Makes these repairs.
    pub fn new(on: &[Repair], home: &str, evidence: Evidence) -> Self {
        let on = Repair::ALL.into_iter().filter(|one| on.contains(one)).collect();
        Self { on, home: home.to_owned(), evidence }
    }

    /// The same with other repairs.
    #[must_use]
    pub fn with(&self, on: &[Repair]) -> Self {
        Self::new(on, &self.home, self.evidence.clone())
    }

    /// Puts a draft right and says what was changed.
    pub fn mend(&self, draft: &mut Draft) -> Vec<Change> {
        let mut made = Vec::new();
        for repair in &self.on {
            let mut change = |field: &str, before: String, after: &str| {
                let (field, after) = (field.to_owned(), after.to_owned());
                made.push(Change { repair: *repair, field, before, after });
            };
            match repair {
                Repair::Encoding => letters::mend(draft, self.evidence.encoding, &mut change),
                Repair::Numbers => numbers::mend(draft, &mut change),
                Repair::Addresses => names::beside_addresses(draft, &mut change),
                Repair::Zeros => phones::zeros(draft, &self.home, self.evidence.long_postcodes, &mut change),
                Repair::NameOrder => names::order(draft, self.evidence.exchanged, &mut change),
                Repair::Capitals => capitals::mend(draft, &mut change),
                Repair::PhoneCountry => phones::country(draft, &self.home, &mut change),
            }
        }
        made
    }

    /// Puts a row right: its draft, with the values as they came among the raw ones, and its cells, which say so.
    pub fn row(&self, row: &mut SourceRow) {
        if self.on.is_empty() {
            return;
        }
        if let Ok(draft) = &mut row.read {
            let made = self.mend(draft);
            // Of a value that was put right twice the first form is the one that came.
            let mut came: Vec<(String, String)> = Vec::new();
            for change in made {
                let earlier =
                    came.iter().any(|(field, after)| *field == change.field && *after == change.before);
                let place = place(&row.cells, row.original.as_ref(), &change);
                let name = match place.and_then(|at| row.cells.get(at)) {
                    Some(cell) => cell.name.clone().unwrap_or_else(|| change.field.clone()),
                    None => change.field.clone(),
                };
                let kept = draft.raw.iter().any(|raw| raw.name == name && raw.value == change.before);
                if !earlier && !kept {
                    draft.raw.push(Raw { name, params: String::new(), value: change.before.clone() });
                }
                if let Some(cell) = place.and_then(|at| row.cells.get_mut(at)) {
                    let reason = change.repair.reason(&change.after);
                    cell.repaired.push(Mended { repair: change.repair, before: change.before, reason });
                }
                came.push((change.field, change.after));
            }
        }
        // Only what may yet be rejected is kept as it stood.
        if row.read.as_ref().is_ok_and(Draft::is_plainly_named) {
            row.original = None;
        }
    }
}

/// What was put right in a cell.
#[derive(Clone, Debug)]
pub struct Mended {
    /// By which repair.
    pub repair: Repair,
    /// The value as it came.
    pub before: String,
    /// What is said of it.
    pub reason: Reason,
}

/// The cell a changed value stood in.
fn place(cells: &[ReadCell], original: Option<&Original>, change: &Change) -> Option<usize> {
    let fills = |cell: &ReadCell| {
        cell.targets().iter().any(|target| {
            *target == change.field
                || target.strip_prefix(&change.field).is_some_and(|rest| rest.starts_with('.'))
        })
    };
    let says = |cell: &ReadCell| match original.and_then(|row| row.cell(cell.column)) {
        Some(text) => text.contains(change.before.as_str()),
        None => !cell.text.is_empty() && cell.text.contains(change.before.as_str()),
    };
    cells
        .iter()
        .position(|cell| fills(cell) && says(cell))
        .or_else(|| cells.iter().position(says))
        .or_else(|| cells.iter().position(fills))
}

/// What a repair would change in a file, or changes.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Offer {
    /// The repair.
    pub repair: Repair,
    /// Whether it is made.
    pub on: bool,
    /// Whether it is made where nothing is said.
    pub usual: bool,
    /// Values it concerns, among the rows that were looked at.
    pub count: u64,
    /// Rows they stand in.
    pub rows: u64,
    /// The first of them, at most 5.
    pub examples: Vec<Example>,
}

/// A value before and after.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Example {
    /// The row or card, from 1.
    pub row: u64,
    /// The field, as in the JSON export.
    pub field: String,
    /// As it came.
    pub before: String,
    /// As it is read.
    pub after: String,
}

/// Examples of each repair.
const EXAMPLES: usize = 5;
/// Characters of a value in an example.
const SHOWN: usize = 120;

/// Gathers what could be repaired in the rows of a file.
pub struct Offering {
    mender: Mender,
    found: BTreeMap<Repair, Offer>,
}

impl Offering {
    /// For a file that is mended so.
    pub fn new(mender: &Mender) -> Self {
        Self { mender: mender.clone(), found: BTreeMap::new() }
    }

    /// Looks at a row as it came: what each repair would change after those that are made.
    pub fn look(&mut self, row: u64, draft: &Draft) {
        let shortened = |text: &str| text.chars().take(SHOWN).collect::<String>();
        for repair in Repair::ALL {
            let mut with = self.mender.on.clone();
            if !with.contains(&repair) {
                with.push(repair);
            }
            let made = self.mender.with(&with).mend(&mut draft.clone());
            let mut counted = false;
            for change in made.into_iter().filter(|change| change.repair == repair) {
                let offer = self.found.entry(repair).or_insert_with(|| Offer {
                    repair,
                    on: self.mender.on.contains(&repair),
                    usual: repair.is_usual(),
                    count: 0,
                    rows: 0,
                    examples: Vec::new(),
                });
                offer.count += 1;
                offer.rows += u64::from(!counted);
                counted = true;
                if offer.examples.len() < EXAMPLES {
                    offer.examples.push(Example {
                        row,
                        field: change.field,
                        before: shortened(&change.before),
                        after: shortened(&change.after),
                    });
                }
            }
        }
    }

    /// What was found.
    pub fn found(self) -> Vec<Offer> {
        self.found.into_values().collect()
    }
}

/// Whether a seller should be asked of a repair that is not made: much of the file looks like it.
pub fn is_to_be_asked(offer: &Offer, rows: u64) -> bool {
    !offer.usual && offer.rows >= 3 && offer.rows * 4 >= rows
}

/// Every text of a draft but the raw properties, with the name of its field.
fn texts(draft: &mut Draft, visit: &mut dyn FnMut(&str, &mut String)) {
    visit("display_name", &mut draft.display_name);
    visit("prefix", &mut draft.prefix);
    visit("given", &mut draft.given);
    visit("middle", &mut draft.middle);
    visit("family", &mut draft.family);
    visit("suffix", &mut draft.suffix);
    visit("nickname", &mut draft.nickname);
    visit("industry", &mut draft.industry);
    visit("size", &mut draft.size);
    draft.emails.iter_mut().for_each(|one| visit("emails", &mut one.value));
    draft.phones.iter_mut().for_each(|one| visit("phones", &mut one.value));
    draft.links.iter_mut().for_each(|one| visit("links", &mut one.value));
    draft.relations.iter_mut().for_each(|one| visit("relations", &mut one.value));
    draft.handles.iter_mut().for_each(|one| visit("handles", &mut one.value));
    for job in &mut draft.jobs {
        visit("jobs.company", &mut job.company);
        visit("jobs.title", &mut job.title);
        visit("jobs.department", &mut job.department);
        visit("jobs.role", &mut job.role);
    }
    for address in &mut draft.addresses {
        visit("addresses.street", &mut address.street);
        visit("addresses.extended", &mut address.extended);
        visit("addresses.city", &mut address.city);
        visit("addresses.region", &mut address.region);
        visit("addresses.country", &mut address.country);
    }
    draft.tags.iter_mut().for_each(|tag| visit("tags", tag));
    draft.notes.iter_mut().for_each(|note| visit("notes", note));
    for custom in &mut draft.custom {
        let field = format!("custom.{}", custom.field);
        visit(&field, &mut custom.value);
    }
}
