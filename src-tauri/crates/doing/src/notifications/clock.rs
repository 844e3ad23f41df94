//! The seller's clock: a moment, the zone they live in, and the time of the day at which a day's matters are told.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use satchel_kernel::{Error, Result};

/// A moment where the seller is.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Now, milliseconds since 1970 UTC.
    pub now_ms: i64,
    zone: TimeZone,
    digest: Time,
    today: Date,
}

impl Clock {
    /// The clock at a moment.
    pub fn new(now_ms: i64, zone: TimeZone, digest: Time) -> Result<Self> {
        let now = Timestamp::from_millisecond(now_ms)
            .map_err(|e| Error::broken("bad_clock", "The computer's clock is far out.").because(e))?;
        let today = now.to_zoned(zone.clone()).date();
        Ok(Self { now_ms, zone, digest, today })
    }

    /// The day it is.
    pub const fn today(&self) -> Date {
        self.today
    }

    /// The day of a moment.
    pub fn day(&self, ms: i64) -> Option<Date> {
        Some(Timestamp::from_millisecond(ms).ok()?.to_zoned(self.zone.clone()).date())
    }

    /// When a day begins.
    pub fn begin(&self, day: Date) -> Option<i64> {
        self.at(day, Time::midnight())
    }

    /// When what concerns a day is told.
    pub fn morning(&self, day: Date) -> Option<i64> {
        self.at(day, self.digest)
    }

    /// The first such moment that is not before `ms`.
    pub fn morning_from(&self, ms: i64) -> Option<i64> {
        let day = self.day(ms)?;
        let morning = self.morning(day)?;
        if morning >= ms { Some(morning) } else { self.morning(later(day, 1)?) }
    }

    /// When the quiet hours end that it is in; `None` outside of them.
    pub fn quiet_until(&self, from: Time, to: Time) -> Option<i64> {
        let now = Timestamp::from_millisecond(self.now_ms).ok()?.to_zoned(self.zone.clone()).time();
        let is_quiet = if from < to { from <= now && now < to } else { from <= now || now < to };
        let day = if now < to { self.today } else { later(self.today, 1)? };
        self.at(day, to).filter(|end| is_quiet && *end > self.now_ms)
    }

    fn at(&self, day: Date, time: Time) -> Option<i64> {
        Some(day.to_datetime(time).to_zoned(self.zone.clone()).ok()?.timestamp().as_millisecond())
    }
}

/// A day so many days later; `None` beyond the end of the calendar.
pub fn later(day: Date, days: i64) -> Option<Date> {
    day.checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(moment: &str) -> Clock {
        let moment: Timestamp = moment.parse().unwrap();
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        Clock::new(moment.as_millisecond(), zone, Time::constant(8, 0, 0, 0)).unwrap()
    }

    fn ms(moment: &str) -> i64 {
        moment.parse::<Timestamp>().unwrap().as_millisecond()
    }

    // covers(NOT-5)
    #[test]
    fn quiet_hours_are_the_sellers_and_may_pass_midnight() {
        let time = |hour| Time::new(hour, 0, 0, 0).unwrap();
        for (now, from, to, until) in [
            ("2027-01-15T21:30:00Z", 22, 7, Some("2027-01-16T06:00:00Z")),
            ("2027-01-15T20:30:00Z", 22, 7, None),
            ("2027-01-16T05:59:00Z", 22, 7, Some("2027-01-16T06:00:00Z")),
            ("2027-01-16T06:00:00Z", 22, 7, None),
            ("2027-01-16T12:00:00Z", 12, 14, Some("2027-01-16T13:00:00Z")),
            ("2027-01-16T13:00:00Z", 12, 14, None),
            // The night in which the clocks go forward is an hour shorter.
            ("2027-03-28T00:30:00Z", 22, 7, Some("2027-03-28T05:00:00Z")),
        ] {
            assert_eq!(clock(now).quiet_until(time(from), time(to)), until.map(ms), "{now} {from}-{to}");
        }
    }

    #[test]
    fn a_morning_is_the_next_one() {
        let clock = clock("2027-01-15T12:00:00Z");
        for (from, morning) in [
            ("2027-01-15T07:00:00Z", "2027-01-15T07:00:00Z"),
            ("2027-01-15T07:00:01Z", "2027-01-16T07:00:00Z"),
            ("2027-01-14T23:30:00Z", "2027-01-15T07:00:00Z"),
        ] {
            assert_eq!(clock.morning_from(ms(from)), Some(ms(morning)), "{from}");
        }
    }
}
