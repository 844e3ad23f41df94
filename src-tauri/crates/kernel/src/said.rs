//! Days and periods as a person writes them into a search: `2026-01-31`, `31.1.2026`, `2026-01`, `this-month`,
//! `letzte-30-tage`, `>2026-01-01`, `2026-01-01..2026-03-31`. English and German words are understood side by side,
//! whatever the language of the program: what was typed once goes on meaning the same.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::Result;
use crate::period::{MOST_DAYS, Now, Period};
use crate::text::fold;

/// From the first day on and before the second; `None` where there is no such end.
pub type Days = (Option<Date>, Option<Date>);

/// The periods that are offered, in English and in German, as they are written.
pub const OFFERED: &[(&str, &str)] = &[
    ("today", "heute"),
    ("yesterday", "gestern"),
    ("tomorrow", "morgen"),
    ("this-week", "diese-woche"),
    ("last-week", "letzte-woche"),
    ("next-week", "nächste-woche"),
    ("this-month", "dieser-monat"),
    ("last-month", "letzter-monat"),
    ("next-month", "nächster-monat"),
    ("this-quarter", "dieses-quartal"),
    ("last-quarter", "letztes-quartal"),
    ("next-quarter", "nächstes-quartal"),
    ("this-year", "dieses-jahr"),
    ("last-year", "letztes-jahr"),
    ("next-year", "nächstes-jahr"),
    ("last-30-days", "letzte-30-tage"),
    ("next-7-days", "nächste-7-tage"),
];

/// The days that are meant; `None` if it says no days.
pub fn days(said: &str, now: &Now) -> Result<Option<Days>> {
    let said = said.trim();
    let compared = ["<=", ">=", "≤", "≥", "<", ">"]
        .into_iter()
        .find_map(|sign| said.strip_prefix(sign).map(|rest| (sign, rest.trim_start())));
    if let Some((sign, rest)) = compared {
        let Some((from, to)) = span(rest, now)? else { return Ok(None) };
        let days = match sign {
            "<" => from.map(|from| (None, Some(from))),
            "<=" | "≤" => to.map(|to| (None, Some(to))),
            ">" => to.map(|to| (Some(to), None)),
            _ => from.map(|from| (Some(from), None)),
        };
        return Ok(days);
    }
    if let Some((first, last)) = said.split_once("..") {
        let (Some((from, _)), Some((_, to))) = (span(first, now)?, span(last, now)?) else {
            return Ok(None);
        };
        return Ok((from < to || from.is_none() || to.is_none()).then_some((from, to)));
    }
    span(said, now)
}

/// The days of one day, month, year or period.
fn span(said: &str, now: &Now) -> Result<Option<Days>> {
    if let Some(days) = written(said) {
        return Ok(Some(days));
    }
    match period(said) {
        Some(period) => Ok(Some(period.bounds(now.today()?, now.first_weekday))),
        None => Ok(None),
    }
}

/// A day, month or year of the calendar.
fn written(said: &str) -> Option<Days> {
    let number = |digits: &str, most: usize| {
        let sane = !digits.is_empty() && digits.len() <= most && digits.bytes().all(|b| b.is_ascii_digit());
        sane.then(|| digits.parse::<i16>().ok()).flatten()
    };
    let day = |year: i16, month: i16, day: i16| {
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        (year > 0).then_some(date)
    };
    let since = |from: Date, by: jiff::Span| Some((Some(from), from.checked_add(by).ok()));
    let year = |digits: &str| number(digits, 4).filter(|_| digits.len() == 4);
    let parts: Vec<&str> = said.trim().split('-').collect();
    match parts.as_slice() {
        [y] if y.contains('.') => {
            let [d, m, y] = <[&str; 3]>::try_from(y.split('.').collect::<Vec<_>>()).ok()?;
            since(day(year(y)?, number(m, 2)?, number(d, 2)?)?, 1.day())
        }
        [y] => since(day(year(y)?, 1, 1)?, 1.year()),
        [y, m] => since(day(year(y)?, number(m, 2)?, 1)?, 1.month()),
        [y, m, d] => since(day(year(y)?, number(m, 2)?, number(d, 2)?)?, 1.day()),
        _ => None,
    }
}

/// The period that words mean: `this-week`, `nächster Monat`, `last_30_days`.
pub fn period(said: &str) -> Option<Period> {
    // "naechste" is how those write who have no ä.
    let said = fold(said).replace("ae", "a").replace([' ', '_'], "-");
    let words: Vec<&str> = said.split('-').collect();
    match words.as_slice() {
        ["today" | "heute"] => Some(Period::Today),
        ["yesterday" | "gestern"] => Some(Period::Yesterday),
        ["tomorrow" | "morgen"] => Some(Period::Tomorrow),
        ["older", "than", count, "days"] | ["alter", "als", count, "tage"] => {
            counted(count, 0).map(Period::OlderThanDays)
        }
        [which, count, "days" | "tage" | "tagen"] => match which_one(which)? {
            Which::Last => counted(count, 1).map(Period::LastDays),
            Which::Next => counted(count, 1).map(Period::NextDays),
            Which::This => None,
        },
        [which, "week" | "woche"] => Some(match which_one(which)? {
            Which::This => Period::ThisWeek,
            Which::Last => Period::LastWeek,
            Which::Next => Period::NextWeek,
        }),
        [which, "month" | "monat"] => Some(match which_one(which)? {
            Which::This => Period::ThisMonth,
            Which::Last => Period::LastMonth,
            Which::Next => Period::NextMonth,
        }),
        [which, "quarter" | "quartal"] => Some(match which_one(which)? {
            Which::This => Period::ThisQuarter,
            Which::Last => Period::LastQuarter,
            Which::Next => Period::NextQuarter,
        }),
        [which, "year" | "jahr"] => Some(match which_one(which)? {
            Which::This => Period::ThisYear,
            Which::Last => Period::LastYear,
            Which::Next => Period::NextYear,
        }),
        _ => None,
    }
}

fn counted(digits: &str, least: u32) -> Option<u32> {
    digits.parse().ok().filter(|count| (least..=MOST_DAYS).contains(count))
}

enum Which {
    This,
    Last,
    Next,
}

/// Which of them, whatever the German ending.
fn which_one(word: &str) -> Option<Which> {
    let stem = ["er", "en", "es", "em", "e"].into_iter().find_map(|ending| word.strip_suffix(ending));
    match (word, stem.unwrap_or(word)) {
        ("this", _) | (_, "dies") => Some(Which::This),
        ("last", _) | (_, "letzt" | "vorig" | "vergangen") => Some(Which::Last),
        ("next", _) | (_, "nachst" | "kommend") => Some(Which::Next),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};
    use jiff::tz::TimeZone;

    use super::*;

    /// Wednesday, 2026-11-18, noon.
    fn now() -> Now {
        let at_ms = date(2026, 11, 18).at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap();
        Now { at_ms: at_ms.timestamp().as_millisecond(), zone: TimeZone::UTC, first_weekday: Weekday::Monday }
    }

    fn said(text: &str) -> Option<Days> {
        days(text, &now()).unwrap()
    }

    // covers(SRCH-2)
    #[test]
    fn days_are_read_in_both_languages_and_every_usual_form() {
        let one = |from: Date, to: Date| Some((Some(from), Some(to)));
        let january = one(date(2026, 1, 1), date(2026, 2, 1));
        assert_eq!(said("2026-01"), january);
        assert_eq!(said("2026"), one(date(2026, 1, 1), date(2027, 1, 1)));
        assert_eq!(said("2026-01-31"), one(date(2026, 1, 31), date(2026, 2, 1)));
        assert_eq!(said("31.1.2026"), said("2026-01-31"));
        assert_eq!(said(">2026-01-31"), Some((Some(date(2026, 2, 1)), None)));
        assert_eq!(said(">=2026-01-31"), Some((Some(date(2026, 1, 31)), None)));
        assert_eq!(said("<2026-01-31"), Some((None, Some(date(2026, 1, 31)))));
        assert_eq!(said("<=2026-01-31"), Some((None, Some(date(2026, 2, 1)))));
        assert_eq!(said("2026-01-01..2026-01-31"), january);
        assert_eq!(said("today"), one(date(2026, 11, 18), date(2026, 11, 19)));
        assert_eq!(said("<heute"), Some((None, Some(date(2026, 11, 18)))));
        assert_eq!(said("this-week"), one(date(2026, 11, 16), date(2026, 11, 23)));
        assert_eq!(said("last-30-days"), one(date(2026, 10, 20), date(2026, 11, 19)));
        assert_eq!(said("older-than-30-days"), Some((None, Some(date(2026, 10, 19)))));
        for (english, german) in [
            ("next-month", "nächster Monat"),
            ("next-month", "naechsten_monat"),
            ("this-month", "diesen-monat"),
            ("last-week", "vorige-woche"),
            ("last-30-days", "letzten-30-tagen"),
            ("next-quarter", "kommendes-quartal"),
            ("older-than-30-days", "älter-als-30-tage"),
        ] {
            assert!(said(english).is_some() && said(english) == said(german), "{english} {german}");
        }
    }

    // covers(SRCH-2)
    #[test]
    fn what_is_offered_is_understood_and_nonsense_is_not() {
        for (english, german) in OFFERED {
            assert!(period(english).is_some(), "{english}");
            assert_eq!(period(english), period(german), "{english} {german}");
        }
        for nonsense in [
            "",
            ">",
            "..",
            "2026-13",
            "2026-02-30",
            "0000",
            "26-01-01",
            "99999999999999999999",
            "this-30-days",
            "last-0-days",
            "last-99999999999-days",
            "<older-than-3-days",
            "2026-03..2026-01",
            "irgendwann",
            "1.1.",
        ] {
            assert_eq!(said(nonsense), None, "{nonsense}");
        }
        assert_eq!(said("9999"), Some((Some(date(9999, 1, 1)), None)), "there is no day after");
    }
}
