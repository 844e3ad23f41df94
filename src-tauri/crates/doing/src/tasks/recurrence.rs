//! How a task comes again: an RFC 5545 rule, reckoned in the time of its zone.
//!
//! The rule is walked in wall-clock time, as if every day had 24 hours: “every Monday at 9” is at 9 on both sides of the
//! day the clocks change. Only then is the zone asked what moment that is.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use rrule::RRuleSet;
use satchel_kernel::{Error, Result};

/// The longest rule that is read.
const LONGEST: usize = 500;
/// Occurrences walked past at most: a daily task that slept for a hundred years.
const MOST: u32 = 40_000;
/// How often a task may come again.
const FREQUENCIES: [&str; 4] = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

/// The occurrence after one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Its day.
    pub day: Date,
    /// The rule from there on.
    pub rule: String,
}

/// The rule in the form tasks keep; a refusal if it is none or would never come again.
pub fn normalise(typed: &str, day: Date, time: Option<Time>) -> Result<String> {
    let typed = typed.trim();
    if typed.len() > LONGEST {
        return Err(refused());
    }
    let upper = typed.to_ascii_uppercase();
    let rule = upper.strip_prefix("RRULE:").unwrap_or(&upper).trim_end_matches(';').to_owned();
    if !rule.chars().all(|c| c.is_ascii_alphanumeric() || "=;,:+-".contains(c)) {
        return Err(refused());
    }
    let frequency = value(&rule, "FREQ").unwrap_or_default();
    if !FREQUENCIES.contains(&frequency) {
        return Err(Error::invalid("recurrence", "A task comes again daily, weekly, monthly or yearly."));
    }
    if walk(&rule, day, time)?.into_iter().take(1).count() == 0 {
        return Err(Error::invalid("recurrence", "By this rule the task would never come."));
    }
    Ok(rule)
}

/// The first occurrence after `day` that is not before `earliest`; `None` when the rule ends.
pub fn next(rule: &str, day: Date, time: Option<Time>, earliest: Date) -> Result<Option<Next>> {
    for (passed, at) in (0..MOST).zip(&walk(rule, day, time)?) {
        let Some(date) = civil(at.timestamp()) else { break };
        if date > day && date >= earliest {
            return Ok(remaining(rule, passed).map(|rule| Next { day: date, rule }));
        }
    }
    Ok(None)
}

/// The first occurrence at or after `from`.
pub fn first(rule: &str, from: Date) -> Result<Option<Date>> {
    Ok(walk(rule, from, None)?.into_iter().take(1).next().and_then(|at| civil(at.timestamp())))
}

fn walk(rule: &str, day: Date, time: Option<Time>) -> Result<RRuleSet> {
    let time = time.unwrap_or(Time::midnight());
    let start = stamp(day.to_datetime(time));
    let set: RRuleSet = format!("DTSTART:{start}\nRRULE:{}", ending(rule)).parse().map_err(|e| {
        let e: rrule::RRuleError = e;
        refused().because(e)
    })?;
    Ok(set.limit())
}

/// The rule with the end it names as a moment of the wall clock: a day ends with its last second.
fn ending(rule: &str) -> String {
    let parts = rule.split(';').map(|part| match part.split_once('=') {
        Some(("UNTIL", day)) if day.len() == 8 => format!("UNTIL={day}T235959Z"),
        Some(("UNTIL", at)) if !at.ends_with('Z') => format!("UNTIL={at}Z"),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join(";")
}

/// The rule after so many occurrences; `None` when none is left.
fn remaining(rule: &str, passed: u32) -> Option<String> {
    let mut parts = Vec::new();
    for part in rule.split(';') {
        match part.split_once('=') {
            Some(("COUNT", count)) => {
                let left = count.parse::<u32>().ok()?.checked_sub(passed).filter(|left| *left > 0)?;
                parts.push(format!("COUNT={left}"));
            }
            _ => parts.push(part.to_owned()),
        }
    }
    Some(parts.join(";"))
}

fn value<'r>(rule: &'r str, name: &str) -> Option<&'r str> {
    rule.split(';')
        .find_map(|part| part.split_once('=').filter(|(key, _)| *key == name))
        .map(|(_, value)| value)
}

fn stamp(at: DateTime) -> String {
    let (day, time) = (at.date(), at.time());
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        day.year(),
        day.month(),
        day.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

fn civil(seconds: i64) -> Option<Date> {
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date())
}

fn refused() -> Error {
    Error::invalid("recurrence", "This is not a rule for coming again. One is FREQ=WEEKLY;BYDAY=MO.")
}
