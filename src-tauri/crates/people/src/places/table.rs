//! The table of postcodes and towns that is part of the program, read where it lies: nothing is unpacked, a look-up is two
//! binary searches.
//!
//! `data/make.py` writes it. After `plc1` and the number of countries there is for each country, in their order, its code,
//! then of its postcodes how many letters the alphabet has with a blank in front (11 or 37), how long codes are, how many
//! bytes a code takes, where they begin and how many there are; of its towns the last two. A postcode is its letters as a
//! number, a town the FNV-1a hash of its folded name; each is followed by where it is: thousandths of a degree in 18 and 19
//! bits, and in three how large a town is. Numbers are big-endian.

use satchel_kernel::Point;
use satchel_kernel::text::fold;

static TABLE: &[u8] = include_bytes!("data/places.bin");

/// What stands before the countries.
const START: usize = 5;
/// How long a country's entry is.
const ENTRY: usize = 21;
/// How many bytes a place takes.
const PLACE: usize = 5;
/// How many bytes the hash of a town's name takes.
const HASH: usize = 4;

/// What the table knows of one country.
#[derive(Clone, Copy)]
pub(super) struct Country {
    base: u64,
    length: usize,
    width: usize,
    codes: Rows,
    towns: Rows,
}

/// Rows of one length that begin with a number, in the order of these.
#[derive(Clone, Copy)]
struct Rows {
    bytes: &'static [u8],
    key: usize,
}

impl Rows {
    fn at(start: u64, count: u64, key: usize) -> Option<Self> {
        let start = usize::try_from(start).ok()?;
        let end = start.checked_add(usize::try_from(count).ok()?.checked_mul(key + PLACE)?)?;
        Some(Self { bytes: TABLE.get(start..end)?, key })
    }

    fn count(self) -> usize {
        self.bytes.len() / (self.key + PLACE)
    }

    fn row(self, at: usize) -> Option<(u64, u64)> {
        let row = self.bytes.get(at * (self.key + PLACE)..(at + 1) * (self.key + PLACE))?;
        let (key, place) = row.split_at_checked(self.key)?;
        Some((number(key), number(place)))
    }

    /// The first row whose number is not less.
    fn first_from(self, key: u64) -> usize {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = low.midpoint(high);
            if self.row(middle).is_some_and(|(found, _)| found < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn find(self, key: u64) -> Option<u64> {
        self.row(self.first_from(key)).filter(|(found, _)| *found == key).map(|(_, place)| place)
    }
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

fn point(place: u64) -> Option<Point> {
    let degrees = |bits: u64, offset: f64| bits as f64 / 1_000.0 - offset;
    Point::new(degrees(place >> 22, 90.0), degrees((place >> 3) & ((1 << 19) - 1), 180.0))
}

/// What the table knows of a country by its ISO 3166-1 code in capitals.
pub(super) fn country(code: &str) -> Option<Country> {
    let entries = TABLE.get(START..)?.get(..usize::from(*TABLE.get(4)?) * ENTRY)?;
    let entry = entries.chunks_exact(ENTRY).find(|entry| entry.get(..2) == Some(code.as_bytes()))?;
    let [base, length, width] = *entry.get(2..5)? else { return None };
    let word = |at: usize| entry.get(at..at + 4).map(number);
    Some(Country {
        base: base.into(),
        length: length.into(),
        width: width.into(),
        codes: Rows::at(word(5)?, word(9)?, width.into())?,
        towns: Rows::at(word(13)?, word(17)?, HASH)?,
    })
}

/// The codes of all countries.
pub(super) fn countries() -> impl Iterator<Item = &'static str> {
    let entries = TABLE.get(START..).unwrap_or_default();
    let count = TABLE.get(4).copied().map_or(0, usize::from);
    entries.chunks_exact(ENTRY).take(count).filter_map(|entry| std::str::from_utf8(entry.get(..2)?).ok())
}

impl Country {
    /// Where a postcode is, written as the table has it.
    pub(super) fn postcode(self, code: &str) -> Option<Point> {
        (code.len() <= self.length && self.width > 0).then_some(())?;
        point(self.codes.find(self.number(code, 0)?)?)
    }

    /// The middle of all postcodes that begin so.
    pub(super) fn area(self, begin: &str) -> Option<Point> {
        (begin.len() < self.length && self.width > 0).then_some(())?;
        let (from, to) = (self.number(begin, 0)?, self.number(begin, self.base - 1)?);
        let points = (self.codes.first_from(from)..self.codes.count())
            .map_while(|at| self.codes.row(at).filter(|(key, _)| *key <= to))
            .filter_map(|(_, place)| point(place));
        let (mut count, mut lat, mut lon) = (0.0, 0.0, 0.0);
        for point in points {
            count += 1.0;
            lat += point.lat();
            lon += point.lon();
        }
        Point::new(lat / count, lon / count)
    }

    /// Where a town is, and how large it is from 0 (500 people) to 7 (a million and a half).
    pub(super) fn town(self, name: &str) -> Option<(Point, u8)> {
        let name: String = fold(name).chars().filter(|c| c.is_alphanumeric()).collect();
        (name.chars().count() >= 2).then_some(())?;
        let place = self.towns.find(u64::from(hash(&name)))?;
        Some((point(place)?, (place & 7) as u8))
    }

    /// A code as a number, with `fill` for the letters it lacks; `None` for letters that no code has.
    fn number(self, code: &str, fill: u64) -> Option<u64> {
        let mut letters = code.bytes();
        (0..self.length).try_fold(0, |number, _| {
            let digit = match letters.next() {
                None => fill,
                Some(digit @ b'0'..=b'9') => u64::from(digit - b'0') + 1,
                Some(letter @ b'A'..=b'Z') => u64::from(letter - b'A') + 11,
                Some(_) => return None,
            };
            (digit < self.base).then_some(number * self.base + digit)
        })
    }
}

/// FNV-1a of 32 bits.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
