//! When a date of a person, such as a birthday, comes round again. The home page and the notifications both ask here.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::date::PartialDate;

/// The next time that `date` (`YYYY-MM-DD`, or `--MM-DD` where the year is not known) comes round, today included, and how
/// many years it is then; `None` for what is no date. The 29th of February is kept on the 28th in a year without it. A
/// date yet to come has not come round: it is there for its first time, after no years.
pub fn next(date: &str, today: Date) -> Option<(Date, Option<i16>)> {
    let date: PartialDate = date.parse().ok()?;
    let first = date.year().and_then(|year| in_year(date, year));
    if let Some(first) = first.filter(|first| *first >= today) {
        return Some((first, Some(0)));
    }
    let this_year = in_year(date, today.year())?;
    let next = if this_year >= today { this_year } else { in_year(date, today.year().checked_add(1)?)? };
    Some((next, date.year().map(|year| next.year() - year)))
}

/// The day it comes round in a year: the 29th of February on the 28th where there is none.
pub fn in_year(date: PartialDate, year: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(date.month()).ok()?, i8::try_from(date.day()).ok()?);
    Date::new(year, month, day).or_else(|_| Date::new(year, 2, 28)).ok()
}

/// The days from today to so many days on, as `MM-DD` from and to, in one stretch or, over the end of a year, in two. The
/// 29th of February is among them wherever the 28th is, since it may be kept on that.
pub fn stretches(today: Date, days: u16) -> Vec<(String, String)> {
    let Ok(end) = today.checked_add(i64::from(days.min(364)).days()) else { return Vec::new() };
    let from = today.strftime("%m-%d").to_string();
    let mut until = end.strftime("%m-%d").to_string();
    if until == "02-28" {
        until = "02-29".to_owned();
    }
    if end.year() == today.year() {
        return vec![(from, until)];
    }
    vec![(from, "12-31".to_owned()), ("01-01".to_owned(), until)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    // covers(NOT-12)
    #[test]
    fn a_date_comes_round_every_year() {
        for (date, today, expected, years) in [
            ("1815-12-10", "2026-11-28", "2026-12-10", Some(211)),
            ("1815-12-10", "2026-12-10", "2026-12-10", Some(211)),
            ("1815-12-10", "2026-12-11", "2027-12-10", Some(212)),
            ("--01-05", "2026-12-28", "2027-01-05", None),
            ("2000-02-29", "2026-02-01", "2026-02-28", Some(26)),
            ("2000-02-29", "2028-02-01", "2028-02-29", Some(28)),
            ("--02-29", "2026-03-01", "2027-02-28", None),
            ("2027-06-01", "2026-06-01", "2027-06-01", Some(0)),
        ] {
            assert_eq!(next(date, day(today)), Some((day(expected), years)), "{date} on {today}");
        }
        for bad in ["", "--13-01", "2026-02-30", "May 5", "--02-30"] {
            assert_eq!(next(bad, day("2026-11-28")), None, "{bad}");
        }
        assert_eq!(next("--02-29", day("9999-12-31")), None, "there is no year after the last");
    }

    proptest::proptest! {
        /// Whatever comes round within the days is in a stretch, and what is in a stretch comes round within them.
        // covers(NOT-12)
        #[test]
        fn the_stretches_hold_exactly_what_is_near(
            offset in 0_i64..20_000, days in 0_u16..60, month in 1_i8..=12, of_month in 1_i8..=31
        ) {
            let today = day("1999-12-01").checked_add(offset.days()).unwrap();
            let date = format!("--{month:02}-{of_month:02}");
            if let Some((next, _)) = next(&date, today) {
                let near = next <= today.checked_add(i64::from(days).days()).unwrap();
                let key = date.trim_start_matches('-');
                let held = stretches(today, days).iter().any(|(from, to)| from.as_str() <= key && key <= to.as_str());
                proptest::prop_assert_eq!(near, held, "{} from {} for {}", date, today, days);
            }
        }
    }
}
