//! What a file as a whole shows of what was done to it, from its first rows.

use std::collections::HashSet;
use std::sync::OnceLock;

use satchel_formats::csv;
use satchel_formats::draft::Draft;
use satchel_kernel::text::fold;

use super::phones::postcode_length;
use super::texts;

/// Rows that are looked at.
pub const ROWS: usize = 2_000;
/// Text that is looked at for damaged letters.
const TEXT: usize = 1 << 18;

/// Common given names of many languages, folded.
const GIVEN: &str = include_str!("given.txt");

/// Whether a word is a common given name.
pub(super) fn is_given(name: &str) -> bool {
    static NAMES: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let names = NAMES.get_or_init(|| GIVEN.split_whitespace().collect());
    let folded = fold(name);
    let first = folded.split([' ', '-']).next().unwrap_or_default();
    names.contains(first)
}

/// What a file shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The encoding most damaged words were read in.
    pub(super) encoding: Option<&'static str>,
    /// Given and family names stand in each other's columns.
    pub(super) exchanged: bool,
    /// Postcodes without a country have the length of those at home, but for some that are shorter.
    pub(super) long_postcodes: bool,
}

/// Gathers it from the rows.
#[derive(Debug, Default)]
pub struct Gathering {
    text: String,
    right: usize,
    wrong: usize,
    long: usize,
    short: usize,
}

impl Gathering {
    /// Looks at one row as it came; `home` is the home country.
    pub fn look(&mut self, draft: &mut Draft, home: &str) {
        let text = &mut self.text;
        texts(draft, &mut |_, value| {
            if !value.is_ascii() && text.len() < TEXT {
                text.push_str(value);
                text.push('\n');
            }
        });
        if !draft.given.is_empty() && !draft.family.is_empty() {
            match (is_given(&draft.given), is_given(&draft.family)) {
                (true, false) => self.right += 1,
                (false, true) => self.wrong += 1,
                _ => {}
            }
        }
        if let Some(length) = postcode_length(home) {
            for address in draft.addresses.iter().filter(|address| address.country.trim().is_empty()) {
                let code = address.postal_code.trim();
                if !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit()) {
                    if code.len() == length { self.long += 1 } else { self.short += 1 }
                }
            }
        }
    }

    /// What the rows show together.
    pub fn done(self) -> Evidence {
        Evidence {
            encoding: csv::damaged_as(&self.text),
            // Many names are both; of those that tell, nearly all must tell the same.
            exchanged: self.wrong >= 3 && self.wrong >= 5 * self.right,
            long_postcodes: self.long >= 3 && self.long >= 2 * self.short,
        }
    }
}
