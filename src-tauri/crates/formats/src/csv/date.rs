//! Days as people and programs write them: which order day and month have in a column, with the value that proves
//! it, and reading one value in that order.

use satchel_kernel::date::PartialDate;
use satchel_kernel::text::fold;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// In which order a column writes its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day; also dates with the month in words.
    Ymd,
    /// Every value reads both as day/month and as month/day.
    Ambiguous,
}

/// What one cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A program's way to write no date.
    Empty,
    /// A day, and whether a time of day stood beside it.
    Day(PartialDate, bool),
    /// A day in one order and another one in the other.
    Either,
    /// No date.
    Not,
}

/// Month names and their beginnings, folded; a word that starts with one of them is that month.
const MONTHS: &[(&str, u8)] = &[
    ("jan", 1),
    ("janv", 1),
    ("ene", 1),
    ("gen", 1),
    ("sty", 1),
    ("янв", 1),
    ("led", 1),
    ("tammi", 1),
    ("oca", 1),
    ("feb", 2),
    ("fev", 2),
    ("fevr", 2),
    ("lut", 2),
    ("фев", 2),
    ("uno", 2),
    ("helmi", 2),
    ("sub", 2),
    ("mar", 3),
    ("mrt", 3),
    ("maart", 3),
    ("mars", 3),
    ("мар", 3),
    ("brez", 3),
    ("maalis", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("kwi", 4),
    ("апр", 4),
    ("dub", 4),
    ("huhti", 4),
    ("nis", 4),
    ("may", 5),
    ("mai", 5),
    ("mei", 5),
    ("mag", 5),
    ("maj", 5),
    ("ма", 5),
    ("kve", 5),
    ("touko", 5),
    ("jun", 6),
    ("juin", 6),
    ("giu", 6),
    ("cze", 6),
    ("июн", 6),
    ("kesa", 6),
    ("haz", 6),
    ("jul", 7),
    ("juil", 7),
    ("lug", 7),
    ("lip", 7),
    ("июл", 7),
    ("heina", 7),
    ("tem", 7),
    ("aug", 8),
    ("aou", 8),
    ("ago", 8),
    ("sie", 8),
    ("авг", 8),
    ("srp", 8),
    ("elo", 8),
    ("agu", 8),
    ("sep", 9),
    ("set", 9),
    ("wrz", 9),
    ("сен", 9),
    ("zar", 9),
    ("syys", 9),
    ("eyl", 9),
    ("oct", 10),
    ("okt", 10),
    ("ott", 10),
    ("out", 10),
    ("paz", 10),
    ("окт", 10),
    ("rij", 10),
    ("loka", 10),
    ("eki", 10),
    ("nov", 11),
    ("lis", 11),
    ("ноя", 11),
    ("marras", 11),
    ("kas", 11),
    ("dec", 12),
    ("dez", 12),
    ("dic", 12),
    ("gru", 12),
    ("дек", 12),
    ("des", 12),
    ("pro", 12),
    ("joulu", 12),
    ("ara", 12),
];

fn month(word: &str) -> Option<u8> {
    if word.len() < 3 || word.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    // The longest beginning wins: `maalis` is March, not May.
    MONTHS.iter().filter(|(m, _)| word.starts_with(m)).max_by_key(|(m, _)| m.len()).map(|(_, n)| *n)
}

/// The parts of a written date.
enum Shape {
    /// Year, month and day are told apart by the writing.
    Told(Option<i16>, u8, u8),
    /// Two numbers that are day and month in some order, and the year.
    Open(u8, u8, Option<i16>),
    /// The same with dots: the day comes first unless the column shows, or the seller says, that the month does.
    Dotted(u8, u8, Option<i16>),
}

/// The year of a birthday without one, as Apple writes it.
const NO_YEAR: i16 = 1604;

/// Two digits are a year the way spreadsheets read them: up to 29 in this century.
fn year(digits: &str) -> Option<i16> {
    let value: i16 = digits.parse().ok()?;
    match digits.len() {
        2 if value < 30 => Some(2000 + value),
        2 => Some(1900 + value),
        4 => Some(value),
        _ => None,
    }
}

/// Divides `text` into day and time of day; the time counts if it is not midnight.
fn without_time(text: &str) -> (&str, bool) {
    let Some(colon) = text.find(':') else { return (text, false) };
    let before = text.get(..colon).unwrap_or_default();
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let start = colon - digits;
    let day = text.get(..start).unwrap_or_default();
    let clock = text.get(start..).unwrap_or_default();
    // A zone's offset is no time of day.
    let clock = clock.split(['Z', '+', '-']).next().unwrap_or_default();
    let is_time = clock.chars().any(|c| matches!(c, '1'..='9')) && !clock.trim().starts_with("12:00:00 AM");
    (day.trim_end_matches(['T', ' ', ',']), is_time)
}

fn shape(text: &str) -> Option<Shape> {
    if let Some(rest) = text.strip_prefix("--") {
        let rest = rest.replace('-', "");
        let (month, day) = rest.split_at_checked(2)?;
        return Some(Shape::Told(None, month.parse().ok()?, day.parse().ok()?));
    }
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        let (y, rest) = text.split_at_checked(4)?;
        let (m, d) = rest.split_at_checked(2)?;
        return Some(Shape::Told(
            year(y).filter(|y| (1850..2100).contains(y)),
            m.parse().ok()?,
            d.parse().ok()?,
        ))
        .filter(|s| !matches!(s, Shape::Told(None, ..)));
    }
    if text.len() > 40 {
        return None;
    }
    let cjk = text.contains(['年', '月']);
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
    let words: Vec<String> =
        fold(text).split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    if !cjk && !words.is_empty() {
        let mut months = words.iter().filter_map(|w| month(w));
        let month = months.next()?;
        let day_of = |n: &str| n.parse::<u8>().ok().filter(|d| (1..=31).contains(d));
        return match *numbers.as_slice() {
            [day] => Some(Shape::Told(None, month, day_of(day)?)),
            [first, last] if first.len() == 4 => Some(Shape::Told(year(first), month, day_of(last)?)),
            [day, last] => Some(Shape::Told(Some(year(last)?), month, day_of(day)?)),
            _ => None,
        };
    }
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '/' | '.' | '-' | ' ' | '年' | '月' | '日');
    if !text.chars().all(plain) {
        return None;
    }
    let dots = text.contains('.');
    match *numbers.as_slice() {
        [y, m, d] if y.len() == 4 => Some(Shape::Told(Some(year(y)?), m.parse().ok()?, d.parse().ok()?)),
        [d, m, y] if dots => Some(Shape::Dotted(d.parse().ok()?, m.parse().ok()?, Some(year(y)?))),
        [a, b, y] => Some(Shape::Open(a.parse().ok()?, b.parse().ok()?, Some(year(y)?))),
        // `22.5` is rather a number; `22.5.` and `22/5` are days.
        [d, m] if text.ends_with('.') => Some(Shape::Told(None, m.parse().ok()?, d.parse().ok()?)),
        [a, b] if text.contains('/') && a.len() <= 2 && b.len() <= 2 => {
            Some(Shape::Open(a.parse().ok()?, b.parse().ok()?, None))
        }
        _ => None,
    }
}

/// Reads one cell in the order of its column.
pub(crate) fn read(text: &str, order: DateOrder) -> Reading {
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let zeros = text.bytes().filter(|b| *b == b'0').count();
    if digits > 0 && digits == zeros && !text.chars().any(char::is_alphabetic) {
        return Reading::Empty;
    }
    let (day, timed) = without_time(text);
    let made = |year: Option<i16>, month, day| {
        // Outlook's "none".
        if year == Some(4501) {
            return Some(Reading::Empty);
        }
        PartialDate::new(year.filter(|y| *y != NO_YEAR), month, day).map(|d| Reading::Day(d, timed))
    };
    let found = match shape(day) {
        Some(Shape::Told(year, month, day)) => made(year, month, day),
        Some(Shape::Dotted(a, b, year)) => match order {
            DateOrder::Mdy => made(year, a, b).or_else(|| made(year, b, a)),
            _ => made(year, b, a).or_else(|| made(year, a, b)),
        },
        Some(Shape::Open(a, b, year)) => match order {
            DateOrder::Dmy => made(year, b, a),
            DateOrder::Mdy => made(year, a, b),
            DateOrder::Ymd | DateOrder::Ambiguous => match (made(year, b, a), made(year, a, b)) {
                (Some(x), Some(y)) if x != y => Some(Reading::Either),
                (Some(x), _) | (None, Some(x)) => Some(x),
                (None, None) => None,
            },
        },
        None => None,
    };
    found.unwrap_or(Reading::Not)
}

/// The day a text names, in the order its column has; without one only if it can be read in one way.
pub fn day(text: &str, order: Option<DateOrder>) -> Option<PartialDate> {
    match read(text, order.unwrap_or(DateOrder::Ambiguous)) {
        Reading::Day(day, _) => Some(day),
        Reading::Empty | Reading::Either | Reading::Not => None,
    }
}

/// Whether the text is a date in some order.
pub(crate) fn is_date(text: &str) -> bool {
    matches!(read(text, DateOrder::Ambiguous), Reading::Day(..) | Reading::Either)
}

/// Whether the text is how a program writes that there is no date: `0/0/00`.
pub(crate) fn is_no_date(text: &str) -> bool {
    text.contains(['/', '-', '.']) && matches!(read(text, DateOrder::Ambiguous), Reading::Empty)
}

/// The order of a column's values, what it rests on in words, and whether a value proves it, being a day in no other
/// order.
pub(crate) fn order<'v>(values: impl Iterator<Item = &'v str>) -> (DateOrder, String, bool) {
    let (mut day_first, mut month_first) = (None, None);
    let (mut open, mut told) = (None, None);
    for value in values {
        let (day, _) = without_time(value.trim());
        match shape(day) {
            Some(Shape::Open(a, b, year)) if a != b => {
                let day_month = PartialDate::new(year, b, a).is_some();
                let month_day = PartialDate::new(year, a, b).is_some();
                match (day_month, month_day) {
                    (true, true) => open = open.or(Some(value)),
                    (true, false) => day_first = day_first.or(Some(value)),
                    (false, true) => month_first = month_first.or(Some(value)),
                    (false, false) => {}
                }
            }
            Some(Shape::Dotted(a, b, year)) if a != b => {
                match (PartialDate::new(year, b, a).is_some(), PartialDate::new(year, a, b).is_some()) {
                    (true, false) => day_first = day_first.or(Some(value)),
                    (false, true) => month_first = month_first.or(Some(value)),
                    _ => told = told.or(Some((value, true))),
                }
            }
            Some(Shape::Open(..)) | None => {}
            Some(Shape::Told(..) | Shape::Dotted(..)) => told = told.or(Some((value, day.contains('.')))),
        }
    }
    let proven = day_first.is_some() != month_first.is_some();
    let (order, proof) = match (day_first, month_first) {
        (Some(a), Some(b)) => (
            DateOrder::Ambiguous,
            format!("“{a}” has the day first, “{b}” the month: the column mixes both."),
        ),
        (Some(a), None) => (DateOrder::Dmy, format!("“{a}” occurs, so the day comes first.")),
        (None, Some(b)) => (DateOrder::Mdy, format!("“{b}” occurs, so the month comes first.")),
        (None, None) => match (open, told) {
            (Some(value), _) => (
                DateOrder::Ambiguous,
                format!("“{value}” and every other value could be day and month or month and day."),
            ),
            (None, Some((value, true))) => {
                (DateOrder::Dmy, format!("“{value}”: with dots the day comes first."))
            }
            (None, Some((value, false))) => (DateOrder::Ymd, format!("“{value}” reads only one way.")),
            (None, None) => (DateOrder::Ymd, "There is no date to tell by.".to_owned()),
        },
    };
    (order, proof, proven)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{DateOrder, Reading, order, read};

    fn day(text: &str, order: DateOrder) -> String {
        match read(text, order) {
            Reading::Day(date, false) => date.to_string(),
            Reading::Day(date, true) => format!("{date} timed"),
            other => format!("{other:?}"),
        }
    }

    // covers(IMP-1, QA-6)
    #[test]
    fn dates_as_programs_write_them() {
        use DateOrder::{Ambiguous, Dmy, Mdy, Ymd};
        for (text, order, wanted) in [
            ("1980-03-22", Ambiguous, "1980-03-22"),
            ("1980-03-22T00:00:00.000Z", Ymd, "1980-03-22"),
            ("2024-03-12 09:14", Ymd, "2024-03-12 timed"),
            ("3/15/2024 2:30 PM", Mdy, "2024-03-15 timed"),
            ("13/04/1980", Dmy, "1980-04-13"),
            ("04/13/80", Mdy, "1980-04-13"),
            ("4/3/1980", Dmy, "1980-03-04"),
            ("4/3/1980", Mdy, "1980-04-03"),
            ("4/3/1980", Ambiguous, "Either"),
            ("4/4/1980", Ambiguous, "1980-04-04"),
            ("13/04/1980", Ambiguous, "1980-04-13"),
            ("13/04/1980", Mdy, "Not"),
            ("04.03.1980", Mdy, "1980-04-03"),
            ("04.03.1980", Ambiguous, "1980-03-04"),
            ("04.13.1980", Ambiguous, "1980-04-13"),
            ("13.04.1980", Mdy, "1980-04-13"),
            ("22.3.1980", Ambiguous, "1980-03-22"),
            ("22.03.29", Ambiguous, "2029-03-22"),
            ("22.3.", Ambiguous, "--03-22"),
            ("22.5", Ambiguous, "Not"),
            ("19800322", Ambiguous, "1980-03-22"),
            ("--03-22", Ambiguous, "--03-22"),
            ("--0322", Ambiguous, "--03-22"),
            ("1604-03-22", Ambiguous, "--03-22"),
            ("15 Jan 2023", Ambiguous, "2023-01-15"),
            ("January 15, 2023", Ambiguous, "2023-01-15"),
            ("15. März 1980", Ambiguous, "1980-03-15"),
            ("15 de enero de 1980", Ambiguous, "1980-01-15"),
            ("3 марта 1985 г.", Ambiguous, "1985-03-03"),
            ("3 мая 1985", Ambiguous, "1985-05-03"),
            ("1er août 1990", Ambiguous, "1990-08-01"),
            ("1985年3月22日", Ambiguous, "1985-03-22"),
            ("22 mai", Ambiguous, "--05-22"),
            ("0/0/00", Ambiguous, "Empty"),
            ("0000-00-00 00:00:00", Ambiguous, "Empty"),
            ("1/1/4501", Ambiguous, "Empty"),
            ("30/02/1980", Dmy, "Not"),
            ("2024", Ambiguous, "Not"),
            ("circa 1800", Ambiguous, "Not"),
            ("45000", Ambiguous, "Not"),
            ("", Ambiguous, "Not"),
        ] {
            assert_eq!(day(text, order), wanted, "{text} {order:?}");
        }
    }

    #[test]
    fn a_column_proves_its_order_or_not() {
        assert_eq!(order(["01/02/2020", "13/04/2020"].into_iter()).0, DateOrder::Dmy);
        assert_eq!(order(["01/02/2020", "04/13/2020"].into_iter()).0, DateOrder::Mdy);
        assert_eq!(order(["01/02/2020", "02/02/2020"].into_iter()).0, DateOrder::Ambiguous);
        assert_eq!(order(["13/04/2020", "04/13/2020"].into_iter()).0, DateOrder::Ambiguous);
        assert_eq!(order(["13.04.2020"].into_iter()).0, DateOrder::Dmy);
        assert_eq!(order(["01.02.2020"].into_iter()).0, DateOrder::Dmy);
        assert_eq!(order(["01.02.2020", "04.13.2020"].into_iter()).0, DateOrder::Mdy);
        assert_eq!(order(["13.04.2020", "04.13.2020"].into_iter()).0, DateOrder::Ambiguous);
        assert_eq!(order(["2020-04-13"].into_iter()).0, DateOrder::Ymd);
        assert!(order(["13/04/2020"].into_iter()).1.contains("13/04/2020"));
    }

    proptest! {
        // covers(QA-3)
        #[test]
        fn any_text_reads_as_something(text in "\\PC{0,30}") {
            let _ = read(&text, DateOrder::Dmy);
            let _ = order(std::iter::once(text.as_str()));
        }

        #[test]
        fn every_day_reads_back_in_every_order(y in 1900i16..2099, m in 1u8..=12, d in 1u8..=28) {
            let wanted = format!("{y:04}-{m:02}-{d:02}");
            prop_assert_eq!(day(&format!("{d}/{m}/{y}"), DateOrder::Dmy), wanted.clone());
            prop_assert_eq!(day(&format!("{m}/{d}/{y}"), DateOrder::Mdy), wanted.clone());
            prop_assert_eq!(day(&format!("{d:02}.{m:02}.{y}"), DateOrder::Ambiguous), wanted.clone());
            prop_assert_eq!(day(&wanted, DateOrder::Ambiguous), wanted);
        }
    }
}
