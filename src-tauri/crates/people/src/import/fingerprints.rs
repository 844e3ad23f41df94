//! What rows said to the letter, written down so that they are known again when the same file comes once more.
//!
//! Fingerprints are as good as random, so that a slice that wrote down its own would touch every page of their table: at a
//! million rows more pages than everything else it writes. So many are gathered, sorted, and written over the next
//! slices in their order, each slice a stretch of the table. What is held when the program ends is in the staged rows
//! too, from which a resumed import gathers it again.

use satchel_kernel::{Id, Result};
use satchel_vault::Connection;

use super::staged::{Staged, Step};
use super::store;

/// How many are gathered before they are written; 40 bytes each.
const GATHERED: usize = 50_000;

/// One row's fingerprint, the number of the kind in [`Fingerprints::kinds`], and what the row became.
type Known = ([u8; 16], u16, Id);

/// Those that are not written down yet.
#[derive(Default)]
pub struct Fingerprints {
    kinds: Vec<String>,
    gathered: Vec<Known>,
    /// In falling order: they are taken from the end.
    sorted: Vec<Known>,
}

impl Fingerprints {
    /// Takes what a row said and became.
    pub fn add(&mut self, fingerprint: [u8; 16], kind: &str, id: Id) {
        let at = self.kinds.iter().position(|known| known == kind).unwrap_or_else(|| {
            self.kinds.push(kind.to_owned());
            self.kinds.len() - 1
        });
        self.gathered.push((fingerprint, u16::try_from(at).unwrap_or_default(), id));
        if self.gathered.len() >= GATHERED && self.sorted.is_empty() {
            self.sort();
        }
    }

    /// Takes it from a row that was written before.
    pub fn add_staged(&mut self, staged: &Staged) {
        if let Step::Create { id, brought, fingerprint } | Step::Join { id, brought, fingerprint, .. } =
            &staged.step
        {
            self.add(*fingerprint, &brought.kind, *id);
        }
    }

    fn sort(&mut self) {
        self.sorted = std::mem::take(&mut self.gathered);
        // Of two rows that said the same the later one counts; it is written later.
        self.sorted.reverse();
        self.sorted.sort_by_key(|(fingerprint, ..)| std::cmp::Reverse(*fingerprint));
    }

    /// Writes down as many as that of those that are sorted.
    ///
    /// # Errors
    /// What the database says.
    pub fn write(&mut self, conn: &Connection, most: usize) -> Result<()> {
        for (fingerprint, kind, id) in self.sorted.drain(self.sorted.len().saturating_sub(most)..).rev() {
            let kind = self.kinds.get(usize::from(kind)).map_or("", String::as_str);
            store::remember(conn, &fingerprint, kind, id)?;
        }
        Ok(())
    }

    /// Whether there is anything left to write at the end, which is sorted then.
    pub fn are_left(&mut self) -> bool {
        if self.sorted.is_empty() {
            self.sort();
        }
        !self.sorted.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_written_in_their_order_and_the_latest_counts() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE TABLE import_seen (fingerprint BLOB PRIMARY KEY, kind TEXT NOT NULL, record_id BLOB NOT NULL) STRICT",
        )
        .unwrap();
        let mut held = Fingerprints::default();
        let (first, later, other) = (Id::new(), Id::new(), Id::new());
        held.add([7; 16], "contact", first);
        held.add([3; 16], "company", other);
        held.add([7; 16], "contact", later);
        held.write(&conn, 10).unwrap();
        let all = |conn: &Connection| -> Vec<(Vec<u8>, String, Vec<u8>)> {
            let mut select = conn.prepare("SELECT * FROM import_seen ORDER BY rowid").unwrap();
            let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
            rows.map(Result::unwrap).collect()
        };
        assert!(all(&conn).is_empty(), "few are gathered until the end");
        while held.are_left() {
            held.write(&conn, 1).unwrap();
        }
        let row = |fingerprint, kind: &str, id: Id| {
            (vec![fingerprint; 16], kind.to_owned(), id.as_bytes().to_vec())
        };
        assert_eq!(all(&conn), [row(3, "company", other), row(7, "contact", later)]);
    }
}
