//! Dates as cards write them: with and without separators, with a time of day, without a year, and Apple's year 1604
//! that means none.

use satchel_kernel::date::PartialDate;

use super::text::one_line;

/// What a date value says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// A day; `timed` if a time of day other than midnight was beside it.
    Known { date: PartialDate, timed: bool },
    /// A date of zeros.
    Empty,
    /// Not a day of a year.
    Unclear,
}

/// The year that Apple writes for "no year".
pub(super) const NO_YEAR: i16 = 1604;

/// Reads a date; `omitted` is the year that stands for none, besides 1604.
pub(super) fn day(text: &str, omitted: Option<i16>) -> Day {
    let text = one_line(text);
    let text = text.trim_matches('"');
    let (date, time) = split_time(text);
    let zeros =
        date.bytes().any(|b| b.is_ascii_digit()) && date.bytes().all(|b| !b.is_ascii_digit() || b == b'0');
    if zeros {
        return Day::Empty;
    }
    let Some((year, month, day)) = numbers(date) else {
        return Day::Unclear;
    };
    let year = year.filter(|year| *year != 0 && *year != NO_YEAR && Some(*year) != omitted);
    match PartialDate::new(year, month, day) {
        Some(date) => Day::Known { date, timed: time.bytes().any(|b| matches!(b, b'1'..=b'9')) },
        None => Day::Unclear,
    }
}

/// Cuts a time of day or a zone off: at `T`, or at a blank, or after eight digits.
fn split_time(text: &str) -> (&str, &str) {
    let at = text
        .char_indices()
        .find(|(at, ch)| {
            *at >= 4 && (matches!(ch, 'T' | 't' | ' ' | 'Z' | '+') || (*at == 8 && all_digits(text, 8)))
        })
        .map_or(text.len(), |(at, _)| at);
    let at = if at == text.len() && text.len() > 10 { 10 } else { at };
    let (date, time) = text.split_at_checked(at).unwrap_or((text, ""));
    // A zone alone is no time of day.
    let time = if time.starts_with(['Z', '+', '-']) {
        ""
    } else {
        time.split(['Z', '+', '-']).next().unwrap_or(time)
    };
    (date, time)
}

fn all_digits(text: &str, count: usize) -> bool {
    text.get(..count).is_some_and(|head| head.bytes().all(|b| b.is_ascii_digit()))
}

/// Year, month and day of a date alone.
fn numbers(date: &str) -> Option<(Option<i16>, u8, u8)> {
    let two = |text: &str| -> Option<u8> {
        (matches!(text.len(), 1 | 2) && all_digits(text, text.len())).then(|| text.parse().ok()).flatten()
    };
    let four = |text: &str| -> Option<i16> {
        (text.len() == 4 && all_digits(text, 4)).then(|| text.parse().ok()).flatten()
    };
    if let Some(rest) = date.strip_prefix("--") {
        return match rest.split_once(['-', '/', '.']) {
            Some((month, day)) => Some((None, two(month)?, two(day)?)),
            None if rest.len() == 4 => Some((None, two(rest.get(..2)?)?, two(rest.get(2..)?)?)),
            None => None,
        };
    }
    if date.len() == 8 && all_digits(date, 8) {
        return Some((four(date.get(..4)?), two(date.get(4..6)?)?, two(date.get(6..)?)?));
    }
    let separator = date.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts = date.split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    if let Some(year) = four(first) {
        return Some((Some(year), two(second)?, two(third)?));
    }
    let (year, first, second) = (four(third)?, two(first)?, two(second)?);
    match separator {
        '.' => Some((Some(year), second, first)),
        _ if first > 12 => Some((Some(year), second, first)),
        _ if second > 12 || first == second => Some((Some(year), first, second)),
        // Day and month could be either way round.
        _ => None,
    }
}
