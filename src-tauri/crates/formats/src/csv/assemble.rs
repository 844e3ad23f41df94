//! One row into one draft, with an account of every cell. Nothing is remembered from one row to the next.

use std::borrow::Cow;

use super::date::{self, Reading};
use super::plan::{Plan, Step};
use super::product::{Product, Rows};
use super::target::{List, Part, TextField};
use super::{entries, lists, names, values};
use crate::draft::{Cell, Custom, Draft, DraftKind, Fate, Raw};

/// A cell that is not blank, cleaned.
pub(crate) struct Filled<'r> {
    pub column: usize,
    pub text: Cow<'r, str>,
}

/// A cell worth showing beside its fate.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Exception {
    /// The column's number from 0.
    pub column: usize,
    /// The cell's text, cut after 200 characters.
    pub text: String,
    /// Why it is worth showing.
    pub reason: String,
}

impl Exception {
    pub(crate) fn new(column: usize, text: &str, reason: impl Into<String>) -> Self {
        Self { column, text: text.chars().take(200).collect(), reason: reason.into() }
    }
}

/// A row that became a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The draft.
    pub draft: Draft,
    /// Every cell that is not blank and what became of it, in the order of the columns.
    pub cells: Vec<Cell>,
    /// Cells that were rejected, or taken with a remark.
    pub exceptions: Vec<Exception>,
}

/// A row that became nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// A stable name: `names_nobody`, `deleted_at_source`, `linkedin_ghost`, `footer`, `header_again`, `stray_quote`,
    /// `too_large`, `too_many_cells`.
    pub code: &'static str,
    /// Why, in words.
    pub sentence: String,
    /// Every cell that is not blank, rejected.
    pub cells: Vec<Cell>,
    /// Those cells' texts.
    pub texts: Vec<Exception>,
}

/// The row being made.
pub(crate) struct Row<'r> {
    pub plan: &'r Plan,
    pub cells: &'r [Filled<'r>],
    pub draft: Draft,
    pub fates: Vec<Option<Fate>>,
    pub exceptions: Vec<Exception>,
    /// A name written beside an e-mail address, with the index of its cell.
    pub mail_name: Option<(usize, String)>,
    deleted: bool,
}

pub(crate) fn mapped(field: &str) -> Fate {
    Fate::Mapped(vec![field.to_owned()])
}

pub(crate) fn structure(reason: &str) -> Fate {
    Fate::Structure(reason.to_owned())
}

/// Makes the draft of one row. `slots` is room for the groups' cells, empty before and after.
pub(crate) fn assemble(
    plan: &Plan,
    cells: &[Filled<'_>],
    slots: &mut [Vec<(Part, usize)>],
) -> Result<Parsed, Rejected> {
    let mut row = Row {
        plan,
        cells,
        draft: Draft::default(),
        fates: vec![None; cells.len()],
        exceptions: Vec::new(),
        mail_name: None,
        deleted: false,
    };
    if plan.rows == Rows::Companies {
        row.draft.kind = DraftKind::Company;
    }
    if let Some(rejected) = row.is_no_row() {
        return Err(rejected);
    }
    for (index, cell) in cells.iter().enumerate() {
        if let Some(Step::Entry { group, part }) = plan.steps.get(cell.column)
            && let Some(slot) = slots.get_mut(*group)
        {
            slot.push((*part, index));
        }
    }
    for index in 0..cells.len() {
        row.take(index, slots);
    }
    row.finish()
}

impl<'r> Row<'r> {
    /// The text of a cell.
    pub(crate) fn text(&self, index: usize) -> &'r str {
        let cells: &'r [Filled<'r>] = self.cells;
        cells.get(index).map(|c| c.text.as_ref()).unwrap_or_default()
    }

    pub(crate) fn column(&self, index: usize) -> usize {
        self.cells.get(index).map_or(0, |c| c.column)
    }

    pub(crate) fn set(&mut self, index: usize, fate: Fate) {
        if let Some(slot) = self.fates.get_mut(index) {
            *slot = Some(fate);
        }
    }

    /// Keeps a cell as a raw property.
    pub(crate) fn keep(&mut self, index: usize) {
        let raw = Raw {
            name: self.plan.name(self.column(index)),
            params: String::new(),
            value: self.text(index).to_owned(),
        };
        self.draft.raw.push(raw);
    }

    pub(crate) fn raw(&mut self, index: usize) {
        self.keep(index);
        self.set(index, Fate::Raw);
    }

    /// Keeps a cell raw because it is not what its column should hold.
    pub(crate) fn reject(&mut self, index: usize, reason: &str) {
        self.keep(index);
        self.exceptions.push(Exception::new(self.column(index), self.text(index), reason));
        self.set(index, Fate::Rejected(reason.to_owned()));
    }

    pub(crate) fn remark(&mut self, index: usize, reason: &str) {
        self.exceptions.push(Exception::new(self.column(index), self.text(index), reason));
    }

    /// A whole row that is not data: a footer, the header again, LinkedIn's ghosts.
    fn is_no_row(&self) -> Option<Rejected> {
        if self.plan.exact {
            return None;
        }
        let first = self.cells.first()?;
        if self.plan.product == Product::Linkedin
            && let [given, family] = self.cells
            && given.text == "LinkedIn"
            && family.text == "Member"
        {
            return Some(self.rejected("linkedin_ghost", "LinkedIn writes “LinkedIn Member” for people who left or hid their profile; there is nothing to import."));
        }
        if self.plan.product.is_salesforce() && self.cells.len() <= 2 {
            let text = first.text.as_ref();
            if [
                "Confidential Information",
                "Copyright (c)",
                "Copyright ©",
                "Generated By",
                "Grand Total",
                "Grand Summaries",
            ]
            .iter()
            .any(|start| text.starts_with(start))
            {
                return Some(self.rejected("footer", "This line is the report's footer, not a contact."));
            }
        }
        let again = self.cells.len() >= 2
            && self.cells.iter().all(|c| self.plan.names.get(c.column).is_some_and(|n| *n == c.text));
        again.then(|| self.rejected("header_again", "This row repeats the names of the columns."))
    }

    fn rejected(&self, code: &'static str, sentence: &str) -> Rejected {
        let cells = self.cells.iter();
        Rejected {
            code,
            sentence: sentence.to_owned(),
            cells: cells
                .clone()
                .map(|c| Cell { column: c.column, fate: Fate::Rejected(code.to_owned()) })
                .collect(),
            texts: cells.map(|c| Exception::new(c.column, &c.text, sentence)).collect(),
        }
    }

    fn take(&mut self, index: usize, slots: &mut [Vec<(Part, usize)>]) {
        if self.fates.get(index).is_some_and(Option::is_some) {
            return;
        }
        let plan = self.plan;
        let Some(step) = plan.steps.get(self.column(index)) else {
            self.raw(index);
            return;
        };
        match step {
            Step::Skip => self.set(index, structure("The mapping leaves this column out.")),
            Step::Raw => self.raw(index),
            Step::RawAs { name, params } => {
                self.draft.raw.push(Raw {
                    name: name.clone(),
                    params: params.clone(),
                    value: self.text(index).to_owned(),
                });
                self.set(index, Fate::Raw);
            }
            Step::Text(field) => self.text_field(index, *field),
            Step::FullName => self.full_name(index),
            Step::Notes => {
                self.draft.notes.push(self.text(index).to_owned());
                self.set(index, mapped("notes"));
            }
            Step::Tags => self.tags(index),
            Step::Domains => {
                let text = self.text(index);
                if plan.exact {
                    self.draft.domains.extend(lists::unjoined(text));
                } else if self.draft.kind == DraftKind::Company {
                    self.draft.domains.extend(lists::tags(text).map(str::to_owned));
                } else {
                    self.raw(index);
                    return;
                }
                self.set(index, mapped("domains"));
            }
            Step::Members => {
                let text = self.text(index);
                if plan.exact {
                    self.draft.members.extend(lists::unjoined(text));
                } else {
                    self.draft.members.extend(lists::tags(text).map(str::to_owned));
                }
                self.set(index, mapped("members"));
            }
            Step::Deleted => {
                self.deleted |= values::is_yes(self.text(index));
                self.set(index, structure("It only says that the source has not deleted the row."));
            }
            Step::Kind => match self.text(index) {
                "contact" => self.set(index, mapped("kind")),
                "company" => {
                    self.draft.kind = DraftKind::Company;
                    self.set(index, mapped("kind"));
                }
                "group" => {
                    self.draft.kind = DraftKind::Group;
                    self.set(index, mapped("kind"));
                }
                _ => self.reject(index, "This is neither contact nor company nor group."),
            },
            Step::Custom(field) => {
                self.draft.custom.push(Custom { field: field.clone(), value: self.text(index).to_owned() });
                self.set(index, Fate::Mapped(vec![format!("custom.{field}")]));
            }
            Step::Entry { group, .. } => {
                let mut cells = slots.get_mut(*group).map(std::mem::take).unwrap_or_default();
                if let Some(group) = plan.groups.get(*group) {
                    match group.list {
                        List::Addresses => entries::address(self, group, &cells),
                        List::Jobs => entries::job(self, &cells),
                        _ => entries::labelled(self, group, &cells),
                    }
                }
                // The room is given back for the next row.
                cells.clear();
                if let Some(slot) = slots.get_mut(*group) {
                    *slot = cells;
                }
            }
        }
    }

    fn slot(&mut self, field: TextField) -> &mut String {
        let draft = &mut self.draft;
        match field {
            TextField::Uid => draft.uid.get_or_insert_default(),
            TextField::Prefix => &mut draft.prefix,
            TextField::Given => &mut draft.given,
            TextField::Middle => &mut draft.middle,
            TextField::Family => &mut draft.family,
            TextField::Suffix => &mut draft.suffix,
            TextField::Nickname => &mut draft.nickname,
            TextField::PhoneticGiven => &mut draft.phonetic_given,
            TextField::PhoneticMiddle => &mut draft.phonetic_middle,
            TextField::PhoneticFamily => &mut draft.phonetic_family,
            TextField::DisplayName => &mut draft.display_name,
            TextField::Industry => &mut draft.industry,
            TextField::Size => &mut draft.size,
        }
    }

    /// Fills a single-valued field; a second, different value for it is kept raw.
    pub(crate) fn text_field(&mut self, index: usize, field: TextField) {
        let of_company = matches!(field, TextField::Industry | TextField::Size);
        if of_company && self.draft.kind != DraftKind::Company && !self.plan.exact {
            self.raw(index);
            return;
        }
        let text = self.text(index);
        let slot = self.slot(field);
        if slot.is_empty() {
            text.clone_into(slot);
            self.set(index, mapped(field.name()));
        } else if slot == text {
            self.set(index, structure("It repeats another column."));
        } else {
            self.raw(index);
        }
    }

    fn full_name(&mut self, index: usize) {
        if self.draft.kind == DraftKind::Company || !self.draft.display_name.is_empty() {
            self.text_field(index, TextField::DisplayName);
            return;
        }
        let text = self.text(index);
        text.clone_into(&mut self.draft.display_name);
        let mut fields = vec!["display_name".to_owned()];
        // Parts that have columns of their own are left to them.
        if self.draft.given.is_empty() && self.draft.family.is_empty() {
            let parts = names::split(text);
            for (field, part) in [
                (TextField::Prefix, parts.prefix),
                (TextField::Given, parts.given),
                (TextField::Middle, parts.middle),
                (TextField::Family, parts.family),
                (TextField::Suffix, parts.suffix),
            ] {
                let slot = self.slot(field);
                if !part.is_empty() && slot.is_empty() {
                    part.clone_into(slot);
                    fields.push(field.name().to_owned());
                }
            }
        }
        self.set(index, Fate::Mapped(fields));
    }

    fn tags(&mut self, index: usize) {
        let text = self.text(index);
        if self.plan.exact {
            self.draft.tags.extend(lists::unjoined(text));
            self.set(index, mapped("tags"));
            return;
        }
        let before = self.draft.tags.len();
        let mut add = |tag: &str| {
            if !tag.is_empty() && !self.draft.tags.iter().any(|t| t == tag) {
                self.draft.tags.push(tag.to_owned());
            }
        };
        let mut other = false;
        if self.plan.product.is_google() {
            for tag in text.split(" ::: ").flat_map(|t| t.split(';')) {
                let (_, tag) = lists::starred(tag.trim());
                // Google's own groups say nothing: everybody is in one of them.
                let own = ["mycontacts", "my contacts", "othercontacts", "other contacts"];
                if !own.contains(&tag.to_lowercase().as_str()) {
                    other = true;
                    add(tag);
                }
            }
        } else {
            for tag in lists::tags(text) {
                other = true;
                add(tag);
            }
        }
        let fate = if self.draft.tags.len() > before || other {
            mapped("tags")
        } else {
            structure("It names only groups of the source's own.")
        };
        self.set(index, fate);
    }

    /// Looks over the whole row once every cell is taken.
    fn finish(mut self) -> Result<Parsed, Rejected> {
        if self.deleted {
            return Err(self.rejected("deleted_at_source", "The source marks this row as deleted."));
        }
        if !self.plan.exact {
            self.name_from_mail();
            self.given_is_mail();
            if self.names_nobody() {
                return Err(self.rejected(
                    "names_nobody",
                    "This row names nobody: no name, e-mail address, phone number, company or link.",
                ));
            }
        }
        let Self { draft, fates, exceptions, cells, .. } = self;
        let cells = cells
            .iter()
            .zip(fates)
            .map(|(cell, fate)| Cell { column: cell.column, fate: fate.unwrap_or(Fate::Raw) })
            .collect();
        Ok(Parsed { draft, cells, exceptions })
    }

    /// `Jane Doe <jane@x>` names Jane when nothing else does; otherwise the whole text is kept.
    fn name_from_mail(&mut self) {
        let Some((index, name)) = self.mail_name.take() else { return };
        let draft = &mut self.draft;
        let full = format!("{} {}", draft.given, draft.family);
        let again = [&draft.display_name, &draft.given, &draft.family, &full, &draft.nickname];
        if again.iter().any(|n| **n == name) {
            return;
        }
        let nameless = draft.given.is_empty() && draft.family.is_empty() && draft.display_name.is_empty();
        let field = if nameless {
            draft.display_name = name;
            "display_name"
        } else {
            self.keep(index);
            "raw"
        };
        if let Some(Some(Fate::Mapped(fields))) = self.fates.get_mut(index)
            && !fields.iter().any(|f| f == field)
        {
            fields.push(field.to_owned());
        }
    }

    /// Google writes the address as first name of people it has no name for.
    fn given_is_mail(&mut self) {
        let draft = &mut self.draft;
        if draft.given.contains('@') && draft.emails.iter().any(|e| e.value == draft.given) {
            let given = std::mem::take(&mut draft.given);
            let index = self.cells.iter().position(|c| {
                c.text == given && matches!(self.plan.steps.get(c.column), Some(Step::Text(TextField::Given)))
            });
            if let Some(index) = index {
                self.set(index, structure("It repeats the e-mail address."));
            }
        }
    }

    fn names_nobody(&self) -> bool {
        let d = &self.draft;
        [&d.given, &d.middle, &d.family, &d.nickname, &d.display_name].iter().all(|t| t.is_empty())
            && d.emails.is_empty()
            && d.phones.is_empty()
            && d.links.is_empty()
            && d.handles.is_empty()
            && d.addresses.is_empty()
            && d.notes.is_empty()
            && d.domains.is_empty()
            && d.jobs.iter().all(|j| j.company.is_empty())
    }

    /// The day a cell names, in the order of its column.
    pub(crate) fn read_date(&self, index: usize) -> Reading {
        date::read(self.text(index), self.plan.order(self.column(index)))
    }
}
