//! CSV: what a table is, where its columns go, its rows as drafts, and drafts as a table again.
//!
//! [`detect`] looks at the first mebibyte and settles everything a person should not be asked: encoding, delimiter,
//! quotes, what stands before the header, which program wrote it, where each column goes, how dates are written. What
//! it could not settle it says. [`detect_as`] does the same with what the seller says of the file. [`Reader`] then streams the rows: one [`Item`] per row that is not blank, with a
//! draft or the reason there is none, and the fate of every cell that is not blank.
//!
//! What is changed in a value, and nothing else is:
//! - blanks around it go; line ends inside become `\n`; zero bytes go;
//! - a guard against formulas goes: a leading U+200D, an apostrophe before `=` `+` `-` `@`, and `="…"` around a text;
//! - dates become `YYYY-MM-DD` or `--MM-DD`; one with a time of day is also kept raw as written;
//! - labels are in lower case; Google's `* ` goes and marks the main value, ` ::: ` separates values;
//! - several addresses, numbers, tags or domains in one cell are several values; `Jane <j@x>` and `mailto:` leave the
//!   address, and a name no column gives becomes the display name;
//! - a whole name also gives its parts;
//! - double encoding is undone if the mapping says so.
//!
//! Satchel's own export (its header says `Satchel kind`) is read exactly: only the apostrophe that writing put before
//! a formula goes.
//!
//! Left out: formulas are never evaluated, numbers are never numbers, nothing is fetched. Totals are the caller's.

mod addresses;
mod assemble;
mod charset;
mod clean;
mod columns;
mod date;
mod decode;
mod detect;
mod dialect;
mod entries;
mod guess;
mod header;
mod lists;
mod mapping;
mod mojibake;
mod names;
mod number;
mod outcome;
mod plan;
mod product;
mod read;
mod reading;
mod records;
mod rejects;
mod sampled;
mod satchel;
mod scan;
mod sniff;
mod target;
mod values;
mod votes;
mod write;

#[cfg(test)]
mod tests;

/// What a value looks like, for other readers too.
pub(crate) mod looks {
    pub(crate) use super::values::{is_company_name, is_country, is_email, is_honorific};
}

/// Prefix, given, middle and family name and suffix of a whole name; all empty where they cannot be told apart.
pub(crate) fn name_parts(name: &str) -> [&str; 5] {
    let parts = names::split(name);
    [parts.prefix, parts.given, parts.middle, parts.family, parts.suffix]
}

pub use date::{DateOrder, day};
pub use detect::{DateFinding, DetectError, Detection, Doubt, NumberStyle, detect, detect_as};
pub use dialect::{Dialect, LineEnd};
pub use mapping::{Column, Mapping, Problem};
pub use mojibake::{Mojibake, damaged_as, holds_controls, undamaged};
pub use number::decimal;
pub use outcome::{Exception, Parsed, Rejected};
pub use product::{Product, Rows};
pub use read::{Counts, Item, Outcome, ReadError, Reader};
pub use reading::{BadReading, DELIMITERS, ENCODINGS, LAST_HEADER_LINE, ReadAs};
pub use rejects::{WHY, write_rejected, write_rejects_header};
pub use sniff::{Sniffed, sniff};
pub use target::{BadTarget, Entry, List, Part, Target, TextField};
pub use values::exact_digits;
pub use write::{Layout, write_header, write_row, write_table_header, write_table_row};
