//! How the values of a record stand in the index's columns, and how they are found there again.
//!
//! A place of the catalogue (a field, a part's field, a time) has up to three columns, all keys of one JSON fast field:
//! `f` with every value (texts folded), `s` with the sort key of the first text, `p` with the first eight bytes of what
//! is sorted by. Numbers, dates and times are whole numbers that compare as they do.

use std::cell::RefCell;
use std::sync::Arc;

use satchel_kernel::Kind;
use satchel_kernel::catalogue::FieldType;
use satchel_kernel::date::PartialDate;
use satchel_kernel::evaluate::{Place, Scalar};
use satchel_kernel::text::{SortKeys, fold};
use serde_json::Value;

/// What one column holds of one record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Whole numbers.
    Ints(Vec<i64>),
    /// Texts.
    Texts(Vec<String>),
}

impl Cell {
    /// How many values.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Ints(values) => values.len(),
            Self::Texts(values) => values.len(),
        }
    }
}

/// The column of all values.
pub(crate) const VALUES: char = 'f';
/// The column of the first text's sort key.
pub(crate) const SORTED: char = 's';
/// The column of the first eight bytes of what is sorted by.
pub(crate) const PREFIX: char = 'p';

/// The key of a column. Dots would be paths, so there are none.
pub(crate) fn key(column: char, kind: &str, place: &Place<'_>) -> String {
    format!("{column}/{kind}/{}", place.id().replace('.', "/"))
}

/// Runs `work` with this thread's collator.
pub(crate) fn with_sort_keys<T>(work: impl FnOnce(&SortKeys) -> T) -> Option<T> {
    thread_local!(static KEYS: RefCell<Option<SortKeys>> = const { RefCell::new(None) });
    KEYS.with(|keys| {
        let mut keys = keys.try_borrow_mut().ok()?;
        if keys.is_none() {
            *keys = SortKeys::new().ok();
        }
        keys.as_ref().map(work)
    })
}

/// A place with the keys of its columns.
pub(crate) struct Columns<'k> {
    place: Place<'k>,
    /// Of all values, if they are kept.
    values: Option<Arc<str>>,
    /// Of what is sorted by, if it is no column of its own.
    prefix: Option<Arc<str>>,
    /// Of the sort key.
    sorted: Option<Arc<str>>,
}

/// The columns of every place of a kind.
pub(crate) fn places(kind: &Kind) -> Vec<Columns<'_>> {
    let columns = Place::all(kind).map(|place| {
        let key = |column, there: bool| there.then(|| Arc::from(key(column, &kind.name, &place)));
        let textual = is_textual(place.ty());
        let exact = matches!(place.ty(), Some(FieldType::Money | FieldType::Record { .. }) | None);
        Columns {
            values: key(VALUES, place.filterable() || !textual),
            prefix: key(PREFIX, place.sortable() && (textual || exact)),
            sorted: key(SORTED, place.sortable() && textual),
            place,
        }
    });
    columns.collect()
}

/// Every column of a record.
pub(crate) fn cells(columns: &[Columns<'_>], record: &Value) -> Vec<(Arc<str>, Cell)> {
    let mut cells = Vec::with_capacity(48);
    for column in columns {
        let values = column.place.values(record);
        let Some(first) = values.first() else { continue };
        let mut add = |key: &Option<Arc<str>>, cell: Cell| {
            cells.extend(key.as_ref().map(|key| (Arc::clone(key), cell)));
        };
        if column.values.is_some() {
            add(&column.values, all(&values));
        }
        match first {
            _ if column.prefix.is_none() => {}
            Scalar::Text(_) => {
                if let Some(sorted) = with_sort_keys(|keys| first_key(first, keys)) {
                    add(&column.prefix, Cell::Ints(vec![prefix(sorted.iter().copied())]));
                    add(&column.sorted, Cell::Texts(vec![sorted.into_iter().map(char::from).collect()]));
                }
            }
            Scalar::Money { minor, currency } => {
                add(&column.prefix, Cell::Ints(vec![money_prefix(*minor, currency)]));
            }
            Scalar::Record(id) => {
                add(&column.prefix, Cell::Ints(vec![prefix(id.as_bytes().iter().copied())]));
            }
            _ => {}
        }
    }
    cells
}

/// Whether the values are compared folded and sorted by sort key.
pub(crate) const fn is_textual(ty: Option<&FieldType>) -> bool {
    matches!(ty, Some(FieldType::Text { .. } | FieldType::LongText | FieldType::Link))
}

fn first_key(first: &Scalar<'_>, keys: &SortKeys) -> Vec<u8> {
    match first {
        Scalar::Text(text) => keys.bytes(text),
        _ => Vec::new(),
    }
}

/// A sort key with one character per byte: a text that compares as the bytes do, in half the room.
pub(crate) fn packed(hex: &str) -> String {
    let digit = |c: u8| char::from(c).to_digit(16).unwrap_or(0);
    let pairs = hex.as_bytes().chunks_exact(2);
    pairs
        .filter_map(|pair| match pair {
            [high, low] => char::from_u32(digit(*high) * 16 + digit(*low)),
            _ => None,
        })
        .collect()
}

/// The first eight bytes as a number that compares as they do.
pub(crate) fn prefix(bytes: impl Iterator<Item = u8>) -> i64 {
    let mut eight = [0; 8];
    for (to, from) in eight.iter_mut().zip(bytes) {
        *to = from;
    }
    signed(u64::from_be_bytes(eight))
}

/// The first three letters of the currency, then the amount in coarse steps.
pub(crate) fn money_prefix(minor: i64, currency: &str) -> i64 {
    const HALF: i64 = 1 << 53;
    let mut letters = [0_u8; 3];
    for (to, from) in letters.iter_mut().zip(currency.bytes()) {
        *to = from;
    }
    let amount = (minor.clamp(-HALF, HALF - 1) + HALF).cast_unsigned() >> 14;
    let [a, b, c] = letters.map(u64::from);
    signed((a << 56) | (b << 48) | (c << 40) | amount)
}

/// An amount as text that compares by currency, then amount.
pub(crate) fn money_text(minor: i64, currency: &str) -> String {
    format!("{currency}\u{1}{:016x}", unsigned(minor))
}

/// A number as a whole number that compares as it does.
pub(crate) fn number(value: f64) -> i64 {
    let bits = (value + 0.0).to_bits().cast_signed();
    if bits < 0 { bits ^ i64::MAX } else { bits }
}

/// A date as a whole number that compares as it does when written; without a year it is below all with one.
pub(crate) fn date(date: PartialDate) -> i64 {
    i64::from(date.year().unwrap_or(0)) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// Columns hold signed numbers; comparing is done on unsigned ones.
pub(crate) const fn unsigned(value: i64) -> u64 {
    value.cast_unsigned() ^ (1 << 63)
}

const fn signed(value: u64) -> i64 {
    (value ^ (1 << 63)).cast_signed()
}

fn all(values: &[Scalar<'_>]) -> Cell {
    let ints = |int: fn(&Scalar<'_>) -> Option<i64>| Cell::Ints(values.iter().filter_map(int).collect());
    let texts =
        |text: fn(&Scalar<'_>) -> Option<String>| Cell::Texts(values.iter().filter_map(text).collect());
    match values.first() {
        None | Some(Scalar::Text(_)) => texts(|value| match value {
            Scalar::Text(text) => Some(fold(text)),
            _ => None,
        }),
        Some(Scalar::Money { .. }) => texts(|value| match value {
            Scalar::Money { minor, currency } => Some(money_text(*minor, currency)),
            _ => None,
        }),
        Some(Scalar::Exact(_)) => texts(|value| match value {
            Scalar::Exact(text) => Some((*text).to_owned()),
            _ => None,
        }),
        Some(Scalar::Record(_)) => texts(|value| match value {
            Scalar::Record(id) => Some(id.to_string()),
            _ => None,
        }),
        Some(
            Scalar::Number(_) | Scalar::Date(_) | Scalar::Instant(_) | Scalar::Bool(_) | Scalar::Place(_),
        ) => ints(|value| match value {
            Scalar::Number(value) => Some(number(*value)),
            Scalar::Date(value) => Some(date(*value)),
            Scalar::Instant(at) => Some(*at),
            Scalar::Bool(yes) => Some((*yes).into()),
            Scalar::Place(point) => Some(point.packed()),
            _ => None,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_columns_compare_as_what_they_stand_for() {
        let numbers = [f64::MIN, -1.5, -0.0, 0.0, 1e-300, 2.0, f64::MAX];
        for pair in numbers.windows(2) {
            assert_eq!(number(pair[0]).cmp(&number(pair[1])), pair[0].partial_cmp(&pair[1]).unwrap());
        }
        let dates =
            ["--01-01", "--12-31", "0001-01-01", "1999-12-31", "2000-01-01"].map(|d| d.parse().unwrap());
        assert!(dates.windows(2).all(|pair| date(pair[0]) < date(pair[1])));
        let amounts = [("CHF", 5), ("EUR", i64::MIN), ("EUR", -1), ("EUR", 0), ("EUR", 1 << 40), ("USD", -9)];
        for pair in amounts.windows(2) {
            assert!(money_text(pair[0].1, pair[0].0) < money_text(pair[1].1, pair[1].0));
            assert!(money_prefix(pair[0].1, pair[0].0) <= money_prefix(pair[1].1, pair[1].0));
        }
        assert!(packed("00ff") < packed("01"));
        assert_eq!(packed("4142"), "AB");
        assert!(prefix([1, 2].into_iter()) < prefix([1, 2, 0, 1].into_iter()));
    }
}
