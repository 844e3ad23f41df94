//! How records are written down while everybody is compared: each as one text, and what they are found by as numbers. It is a
//! few hundred bytes for a record. Pure.

use super::person::Address;

/// Bits of a place in a key.
const PLACE_BITS: u32 = 28;
/// More records than this with one key are not compared by it.
pub const MOST: usize = 80;

/// A key and a place in one number, in the order of the keys.
pub fn entry(key: u64, place: u32) -> u64 {
    (key & !place_mask()) | (u64::from(place) & place_mask())
}

/// The place of one.
pub fn place(entry: u64) -> u32 {
    u32::try_from(entry & place_mask()).unwrap_or(u32::MAX)
}

/// The key of one, as far as it is kept.
pub fn key(entry: u64) -> u64 {
    entry & !place_mask()
}

const fn place_mask() -> u64 {
    (1 << PLACE_BITS) - 1
}

const FIELD: char = '\u{1f}';
const ENTRY: char = '\u{1e}';
const PART: char = '\u{1d}';

/// Texts as one.
pub fn packed(fields: &[&str]) -> String {
    fields.join("\u{1f}")
}

/// One by one again.
pub fn fields(text: &str) -> impl FnMut() -> String + '_ {
    let mut fields = text.split(FIELD);
    move || fields.next().unwrap_or_default().to_owned()
}

/// A list as one text.
pub fn list(texts: &[String]) -> String {
    texts.join("\u{1e}")
}

/// And back.
pub fn unlist(text: &str) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { text.split(ENTRY).map(str::to_owned).collect() }
}

/// Addresses as one text.
pub fn places(addresses: &[Address]) -> String {
    let texts: Vec<String> = addresses
        .iter()
        .map(|one| {
            [&one.number, &one.street, &one.extra, &one.city, &one.postcode]
                .map(String::as_str)
                .join("\u{1d}")
        })
        .collect();
    list(&texts)
}

/// And back.
pub fn unplaces(text: &str) -> Vec<Address> {
    if text.is_empty() {
        return Vec::new();
    }
    let address = |text: &str| {
        let mut parts = text.split(PART).map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Address { number: next(), street: next(), extra: next(), city: next(), postcode: next() }
    };
    text.split(ENTRY).map(address).collect()
}
