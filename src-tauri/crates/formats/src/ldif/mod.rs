//! LDIF (RFC 2849): address books of Thunderbird, Mozilla and OpenLDAP as drafts. People by RFC 2798 and RFC 4519 and by
//! Mozilla's own attributes, groups with their members.
//!
//! One entry is held in memory at a time. Every attribute is a cell; what no field takes is kept raw, but for passwords,
//! which are left out, and addresses of files, which are never opened.

mod entry;
mod lines;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead};

use crate::Reason;
use crate::draft::{Cell, Draft};

/// What was found at one place of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its number in the file, from 1, rejected ones counted.
    pub ordinal: u64,
    /// The entry as a draft, or why there is none.
    pub outcome: Result<Draft, Reason>,
    /// One per attribute, in the order of the entry.
    pub cells: Vec<Cell>,
    /// Per cell the attribute's name as it is written.
    pub names: Vec<String>,
    /// Per cell its text, at most 1 KB of it.
    pub texts: Vec<String>,
    /// How the entry stood in the file, at most 256 KiB of it.
    pub original: String,
}

/// Whether a file begins as LDIF does: its first line that is no remark is a version or a name.
pub fn sniff(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut lines = head.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with(b"#") && !line.starts_with(b" "));
    let begins = |line: &[u8], word: &[u8]| {
        line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    let version = |line: &[u8]| begins(line, b"version:");
    // A name has its attribute and its value.
    let named = |line: &[u8]| begins(line, b"dn::") || (begins(line, b"dn:") && line.contains(&b'='));
    match first {
        Some(line) if version(line) => lines.any(|line| begins(line, b"dn:")),
        Some(line) => named(line),
        None => false,
    }
}

/// Reads the entries of a file.
pub struct Reader<R> {
    lines: lines::Lines<R>,
    ordinal: u64,
}

impl<R: BufRead> Reader<R> {
    /// Starts at the beginning of a file.
    pub fn new(read: R) -> Self {
        Self { lines: lines::Lines::new(read), ordinal: 0 }
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = io::Result<Item>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let block = match self.lines.block() {
                Ok(Some(block)) => block,
                Ok(None) => return None,
                Err(error) => return Some(Err(error)),
            };
            let version = block.attributes.iter().all(|one| one.name.eq_ignore_ascii_case("version"));
            if version && block.stray.is_empty() && !block.large {
                continue;
            }
            self.ordinal += 1;
            return Some(Ok(entry::item(self.ordinal, block)));
        }
    }
}
