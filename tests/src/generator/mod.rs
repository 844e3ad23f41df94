//! A seeded world of people, companies and the files their address books export: the same seed gives the same bytes
//! on every machine, any size is written as a stream, and what a reader should find is told beside it.
//!
//! [`people`] are the truth; [`csv::write`] and [`vcard::write`] are the mess that real products make of it.

pub mod answers;
pub mod calibration;
pub mod csv;
pub mod days;
mod dice;
mod encoding;
pub mod firms;
mod locale;
mod locales;
pub mod person;
#[cfg(test)]
mod tests;
pub mod trouble;
pub mod vcard;

pub use dice::Dice;
pub use encoding::Encoding;
pub use person::{Company, Person, Population};

/// `n` people of the world with this seed.
pub fn people(seed: u64, n: u64) -> impl Iterator<Item = Person> + Clone {
    Population { seed, people: n }.iter()
}

/// What one row or card of a generated file holds.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct TruthRow {
    /// Number of the row or card in its file, from 1.
    pub row: u64,
    /// Who it describes, by number in the population; nobody for a row without any content.
    pub person: Option<u64>,
    /// Whether an earlier row of the file described the same person.
    pub repeat: bool,
    /// Cells that are not blank, or vCard properties without `BEGIN`, `VERSION` and `END`.
    pub cells: u64,
}

/// The sums of a generated file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Rows or cards.
    pub rows: u64,
    /// Different people among them.
    pub people: u64,
    /// Cells that are not blank, or properties.
    pub cells: u64,
    /// Bytes written.
    pub bytes: u64,
}

impl Summary {
    fn add(&mut self, row: &TruthRow) {
        self.rows += 1;
        self.cells += row.cells;
        self.people += u64::from(row.person.is_some() && !row.repeat);
    }
}
