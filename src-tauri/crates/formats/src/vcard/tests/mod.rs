//! Tests of reading and writing vCards: one example of our own per quirk, the laws, the caps, and the public samples
//! when they are beside the checkout.

mod caps;
mod corpus;
mod laws;
mod quirks;
mod writing;

use super::{Item, Parsed, Reader};

/// Reads a file; reading from memory does not fail.
fn items(file: impl AsRef<[u8]>) -> Vec<Item> {
    Reader::new(file.as_ref()).map(|item| item.expect("reading from memory")).collect()
}

/// The cards of a file, without what is rejected.
fn cards(file: impl AsRef<[u8]>) -> Vec<Parsed> {
    items(file).into_iter().filter_map(|item| item.outcome.ok()).collect()
}

/// The one card of a file.
fn card(file: impl AsRef<[u8]>) -> Parsed {
    let mut cards = cards(file);
    assert_eq!(cards.len(), 1, "{cards:#?}");
    cards.remove(0)
}

/// A card of these lines.
fn lines(version: &str, lines: &[&str]) -> String {
    format!("BEGIN:VCARD\r\nVERSION:{version}\r\n{}\r\nEND:VCARD\r\n", lines.join("\r\n"))
}
