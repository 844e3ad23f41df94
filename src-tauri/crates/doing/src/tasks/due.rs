//! When a task is due: a day, or a moment of a day in a zone.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use satchel_feature::records::{Record, text};
use satchel_kernel::{Error, Result};
use serde_json::json;

/// Checks day, time and zone of a task and fills in the moment that follows from them.
pub fn settle(task: &mut Record) -> Result<()> {
    let Some(day) = day(task)? else {
        if !text(task, "due_time").is_empty() {
            return Err(Error::invalid("due", "A task that is due at a time needs a day as well."));
        }
        for field in ["due_zone", "due_ms"] {
            task.remove(field);
        }
        return Ok(());
    };
    let Some(time) = time(task)? else {
        // The whole day, wherever the seller is.
        for field in ["due_zone", "due_ms"] {
            task.remove(field);
        }
        return Ok(());
    };
    let zone = zone(text(task, "due_zone"))?;
    let moment = day
        .to_datetime(time)
        .to_zoned(zone)
        .map_err(|e| Error::invalid("due", "This day is too far away to be reckoned with.").because(e))?;
    task.insert("due_time".into(), json!(written(time)));
    task.insert("due_ms".into(), json!(moment.timestamp().as_millisecond()));
    Ok(())
}

/// The day a task is due.
pub fn day(task: &Record) -> Result<Option<Date>> {
    match text(task, "due") {
        "" => Ok(None),
        due => due.parse().map(Some).map_err(|e| {
            Error::invalid("due", "A task is due on a day with its year, such as 2026-12-31.").because(e)
        }),
    }
}

/// The time of the day it is due; `None` for the whole day.
pub fn time(task: &Record) -> Result<Option<Time>> {
    let wrong = || Error::invalid("due_time", "This is not a time of the day. Write it as 15:30.");
    let (hour, minute) = match text(task, "due_time") {
        "" => return Ok(None),
        typed => typed.split_once(':').ok_or_else(wrong)?,
    };
    let number = |digits: &str| digits.parse::<i8>().ok().filter(|_| digits.len() <= 2);
    let time = number(hour).zip(number(minute)).and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok());
    time.map(Some).ok_or_else(wrong)
}

/// The zone called so.
pub fn zone(name: &str) -> Result<TimeZone> {
    if name.is_empty() {
        return Err(Error::invalid(
            "due_zone",
            "A time needs the zone it is meant in, such as Europe/Berlin.",
        ));
    }
    TimeZone::get(name).map_err(|e| {
        Error::invalid("due_zone", "There is no such time zone. One is called Europe/Berlin.").because(e)
    })
}

/// A time as tasks keep it.
pub fn written(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}
