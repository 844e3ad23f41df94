//! A whole CRM brought over: the tables of one program's export, known by their columns, each row put straight into the
//! record it is, with what it is associated with.
//!
//! Every program gives its rows an id and names others by theirs. The id of a row and the record it became are kept
//! (`import_origin`), so a row finds what it names among the rows before it and among those of earlier imports. Where a
//! table has no ids, a name finds what alone has it. Files are read in the order in which they name each other; what a
//! reference does not find is told of its cell and kept beside the record.
//!
//! Reading cells, staging, receipts and undo are those of every import.

mod atomic;
mod hubspot;
mod links;
mod pipedrive;
mod row;
mod salesforce;
pub mod stage;
#[cfg(test)]
mod tests;

use satchel_formats::csv::{self, DateOrder, Detection, Mapping, Product, Target, TextField};
use satchel_kernel::text::fold;

pub use atomic::origin as origin_of;
pub use links::{Brings, NO_BASE, is_waiting, refer, resolve};
use row::Row;

/// Marks the target of a column that is read here; the column's index follows.
pub const HERE: char = '@';

/// A table of a program's export.
pub struct Object {
    /// Its name here: the program and what its rows are.
    pub id: &'static str,
    /// What a person calls it.
    pub title: &'static str,
    /// Tables of lower rank are read first; they are named by those of higher.
    pub rank: u8,
    /// Columns it has.
    pub all: &'static [&'static str],
    /// Of each of these it has one at least.
    pub any: &'static [&'static [&'static str]],
    /// Columns it does not have.
    pub none: &'static [&'static str],
    /// Columns that say nothing a record could hold.
    pub idle: &'static [&'static [&'static str]],
    /// What its rows are.
    pub rows: Rows,
}

/// What the rows of a table are.
pub enum Rows {
    /// People or companies: their columns go where the program is known to put them, but for these.
    People {
        /// People or companies.
        are: csv::Rows,
        /// Columns with the id of a row.
        id: &'static [&'static str],
        /// Looks at the columns in [`Rows::People::here`].
        read: fn(&mut Row<'_>),
        /// Columns that are read here.
        here: &'static [&'static str],
    },
    /// Something else; all columns are read here.
    Records(fn(&mut Row<'_>)),
    /// Nothing that has a place here.
    Nothing,
}

/// All tables that are known, of each program the more telling ones first.
fn objects() -> impl Iterator<Item = &'static Object> {
    salesforce::OBJECTS.iter().chain(hubspot::OBJECTS).chain(pipedrive::OBJECTS).chain(atomic::OBJECTS)
}

impl Object {
    /// The program it is of.
    pub fn program(&self) -> &'static str {
        self.id.split_once('.').map_or(self.id, |(program, _)| program)
    }

    /// The table of this name.
    pub fn named(id: &str) -> Option<&'static Self> {
        objects().find(|object| object.id == id)
    }

    /// Which table of which program has these columns.
    pub fn of(names: &[String]) -> Option<&'static Self> {
        let keys: Vec<String> = names.iter().map(|name| key(name)).collect();
        let has = |name: &str| keys.iter().any(|key| key == name);
        objects().find(|object| {
            object.all.iter().all(|name| has(name))
                && object.any.iter().all(|any| any.iter().any(|name| has(name)))
                && !object.none.iter().any(|name| has(name))
        })
    }
}

/// A column's name as it is compared: its letters and digits.
pub fn key(name: &str) -> String {
    fold(name).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// How one file's columns are read.
#[derive(Clone)]
pub struct Layout {
    /// Which table it is.
    pub object: &'static Object,
    names: Vec<String>,
    keys: Vec<String>,
    orders: Vec<Option<DateOrder>>,
}

impl Layout {
    /// The layout of a table that was found out, and where its columns go then.
    pub fn of(object: &'static Object, detection: &Detection) -> (Self, Mapping) {
        let mut mapping = detection.mapping.clone();
        let width = mapping.columns.iter().map(|column| column.index + 1).max().unwrap_or(0);
        let mut layout = Self {
            object,
            names: vec![String::new(); width],
            keys: vec![String::new(); width],
            orders: vec![None; width],
        };
        match &object.rows {
            Rows::People { are, .. } => mapping.rows = *are,
            _ => (mapping.rows, mapping.product) = (csv::Rows::Records, Product::Unknown),
        }
        for column in &mut mapping.columns {
            let key = key(&column.name);
            let order =
                detection.dates.iter().find(|date| date.column == column.index).map(|date| date.order);
            let here = || Target::Custom(format!("{HERE}{}", column.index));
            column.target = match &object.rows {
                _ if key == "isdeleted" => Target::Deleted,
                _ if object.is_idle(&key) => Target::Skip,
                Rows::People { id, .. } if id.contains(&key.as_str()) => Target::Text(TextField::Uid),
                Rows::People { here: names, .. } if names.contains(&key.as_str()) => here(),
                Rows::People { .. } => column.target.clone(),
                _ => here(),
            };
            if let Some(slot) = layout.names.get_mut(column.index) {
                slot.clone_from(&column.name);
            }
            if let Some(slot) = layout.keys.get_mut(column.index) {
                *slot = key;
            }
            if let Some(slot) = layout.orders.get_mut(column.index) {
                *slot = order.filter(|order| *order != DateOrder::Ambiguous);
            }
        }
        (layout, mapping)
    }

    /// The name of a column.
    pub fn name(&self, column: usize) -> &str {
        self.names.get(column).map(String::as_str).unwrap_or_default()
    }
}

impl Object {
    fn is_idle(&self, key: &str) -> bool {
        self.idle.iter().any(|names| names.contains(&key))
    }
}

/// Where records of a kind that have no notes keep what found no field: their own text.
pub fn text_of(kind: &str) -> Option<&'static str> {
    match kind {
        "task" => Some("notes"),
        "communication" | "note" => Some("body"),
        _ => None,
    }
}

/// Adds notes to a record's own text, each once.
pub fn write_into(record: &mut satchel_feature::Record, field: &str, notes: &[String]) {
    for note in notes {
        let there = record.get(field).and_then(serde_json::Value::as_str).unwrap_or_default();
        if there.contains(note.as_str()) {
            continue;
        }
        let text = if there.is_empty() { note.clone() } else { format!("{there}\n\n{note}") };
        record.insert(field.to_owned(), serde_json::json!(text));
    }
}
