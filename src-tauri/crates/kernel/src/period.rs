//! Periods as a seller says them: today, this week, the last 30 days. What a period means is said twice, on purpose:
//! [`Period::holds`] asks about one day and is the definition; [`Period::bounds`] gives the days between which it lies,
//! by which both executors find records. A property test holds the second to the first.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// The most days a period may count: a hundred years.
pub const MOST_DAYS: u32 = 36_525;

/// Days as seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// This day.
    Today,
    /// The day before.
    Yesterday,
    /// The day after.
    Tomorrow,
    /// The week of today; it begins on the first day of the seller's week.
    ThisWeek,
    /// The week before.
    LastWeek,
    /// The week after.
    NextWeek,
    /// The month of today.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// The month after.
    NextMonth,
    /// The quarter of today.
    ThisQuarter,
    /// The quarter before.
    LastQuarter,
    /// The quarter after.
    NextQuarter,
    /// The year of today.
    ThisYear,
    /// The year before.
    LastYear,
    /// The year after.
    NextYear,
    /// So many days up to today, which is one of them.
    LastDays(u32),
    /// So many days from today on, which is one of them.
    NextDays(u32),
    /// Before the day that was so many days ago.
    OlderThanDays(u32),
}

/// From when a period is looked at.
#[derive(Clone, Debug)]
pub struct Now {
    /// The moment, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The seller's zone, in which days begin.
    pub zone: TimeZone,
    /// The day on which the seller's week begins.
    pub first_weekday: Weekday,
}

impl Now {
    /// The day it is.
    pub fn today(&self) -> Result<Date> {
        self.day_of(self.at_ms).ok_or_else(far)
    }

    /// The day a moment lies on, in the seller's zone.
    pub fn day_of(&self, at_ms: i64) -> Option<Date> {
        let at = Timestamp::from_millisecond(at_ms).ok()?;
        Some(self.zone.to_datetime(at).date())
    }

    /// The moment a day begins at, in the seller's zone.
    pub fn begin_of(&self, day: Date) -> Option<i64> {
        Some(day.to_zoned(self.zone.clone()).ok()?.timestamp().as_millisecond())
    }
}

fn far() -> Error {
    Error::broken("bad_clock", "The computer's clock is far out.")
}

impl Period {
    /// Refuses a period that counts more days than there is sense in.
    pub(crate) const fn is_sane(self) -> bool {
        match self {
            Self::LastDays(days) | Self::NextDays(days) => days >= 1 && days <= MOST_DAYS,
            Self::OlderThanDays(days) => days <= MOST_DAYS,
            _ => true,
        }
    }

    /// Whether a day belongs to the period as seen from `today`: what every period means.
    pub fn holds(self, day: Date, today: Date, first_weekday: Weekday) -> bool {
        let ahead = days_between(today, day);
        let week = |date: Date| {
            // Weeks counted from a Monday long ago, which was 1970-01-05.
            let monday = Date::constant(1970, 1, 5);
            let shift = i64::from(first_weekday.to_monday_zero_offset());
            (days_between(monday, date) - shift).div_euclid(7)
        };
        let month = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month()) - 1;
        let quarter = |date: Date| month(date).div_euclid(3);
        let year = |date: Date| i64::from(date.year());
        let apart = |count: &dyn Fn(Date) -> i64| count(day) - count(today);
        match self {
            Self::Today => ahead == 0,
            Self::Yesterday => ahead == -1,
            Self::Tomorrow => ahead == 1,
            Self::ThisWeek => apart(&week) == 0,
            Self::LastWeek => apart(&week) == -1,
            Self::NextWeek => apart(&week) == 1,
            Self::ThisMonth => apart(&month) == 0,
            Self::LastMonth => apart(&month) == -1,
            Self::NextMonth => apart(&month) == 1,
            Self::ThisQuarter => apart(&quarter) == 0,
            Self::LastQuarter => apart(&quarter) == -1,
            Self::NextQuarter => apart(&quarter) == 1,
            Self::ThisYear => apart(&year) == 0,
            Self::LastYear => apart(&year) == -1,
            Self::NextYear => apart(&year) == 1,
            Self::LastDays(days) => ahead <= 0 && ahead > -i64::from(days),
            Self::NextDays(days) => ahead >= 0 && ahead < i64::from(days),
            Self::OlderThanDays(days) => ahead < -i64::from(days),
        }
    }

    /// The first day of the period and the first after it; `None` where it has no such end.
    pub fn bounds(self, today: Date, first_weekday: Weekday) -> (Option<Date>, Option<Date>) {
        let days = |by: i64| today.checked_add(by.days()).ok();
        let since = i64::from(today.weekday().since(first_weekday));
        let week = |by: i64| days(by * 7 - since);
        let month = |by: i64| today.first_of_month().checked_add(by.months()).ok();
        let in_quarter = i64::from((today.month() - 1) % 3);
        let quarter = |by: i64| month(by * 3 - in_quarter);
        let year = |by: i64| today.first_of_year().checked_add(by.years()).ok();
        match self {
            Self::Today => (days(0), days(1)),
            Self::Yesterday => (days(-1), days(0)),
            Self::Tomorrow => (days(1), days(2)),
            Self::ThisWeek => (week(0), week(1)),
            Self::LastWeek => (week(-1), week(0)),
            Self::NextWeek => (week(1), week(2)),
            Self::ThisMonth => (month(0), month(1)),
            Self::LastMonth => (month(-1), month(0)),
            Self::NextMonth => (month(1), month(2)),
            Self::ThisQuarter => (quarter(0), quarter(1)),
            Self::LastQuarter => (quarter(-1), quarter(0)),
            Self::NextQuarter => (quarter(1), quarter(2)),
            Self::ThisYear => (year(0), year(1)),
            Self::LastYear => (year(-1), year(0)),
            Self::NextYear => (year(1), year(2)),
            Self::LastDays(count) => (days(1 - i64::from(count)), days(1)),
            Self::NextDays(count) => (days(0), days(i64::from(count))),
            Self::OlderThanDays(count) => (None, days(-i64::from(count))),
        }
    }
}

/// How many days the second day lies after the first.
fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours().div_euclid(24)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const SATURDAY: Date = Date::constant(2026, 11, 28);

    fn first_and_last(period: Period) -> (Option<String>, Option<String>) {
        let (from, to) = period.bounds(SATURDAY, Weekday::Monday);
        (from.map(|day| day.to_string()), to.map(|day| day.yesterday().unwrap().to_string()))
    }

    // covers(SRCH-4)
    #[test]
    fn periods_are_what_people_say() {
        let day = |text: &str| Some(text.to_owned());
        assert_eq!(first_and_last(Period::Today), (day("2026-11-28"), day("2026-11-28")));
        assert_eq!(first_and_last(Period::ThisWeek), (day("2026-11-23"), day("2026-11-29")));
        assert_eq!(first_and_last(Period::NextMonth), (day("2026-12-01"), day("2026-12-31")));
        assert_eq!(first_and_last(Period::LastQuarter), (day("2026-07-01"), day("2026-09-30")));
        assert_eq!(first_and_last(Period::ThisYear), (day("2026-01-01"), day("2026-12-31")));
        assert_eq!(first_and_last(Period::LastDays(30)), (day("2026-10-30"), day("2026-11-28")));
        assert_eq!(first_and_last(Period::NextDays(7)), (day("2026-11-28"), day("2026-12-04")));
        assert_eq!(first_and_last(Period::OlderThanDays(30)), (None, day("2026-10-28")));
        let (from, _) = Period::ThisWeek.bounds(SATURDAY, Weekday::Sunday);
        assert_eq!(from, Some(date(2026, 11, 22)), "where weeks begin on a Sunday");
    }

    #[test]
    fn at_the_ends_of_the_calendar_there_is_no_bound_and_no_fault() {
        assert_eq!(Period::ThisYear.bounds(Date::MAX, Weekday::Monday).1, None);
        assert_eq!(Period::LastMonth.bounds(Date::MIN, Weekday::Monday).0, None);
    }
}
