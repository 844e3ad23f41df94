//! A task in a line of words, English or German: `call Anna next Tue 3pm !high`, `jeden Montag Bericht schicken #team`.
//!
//! The line is read word by word; at each word the readers of marks, recurrences, days, times and durations are asked in
//! turn, and what none of them knows is the title. Both languages are read at once, for sellers mix them. Nothing is
//! asked of the computer: the clock is handed in. Names are only pointed at; whose they are is for the one to say who
//! has the people.

mod clock;
mod day;
mod reader;
mod repeat;
#[cfg(test)]
mod tests;
mod words;

use jiff::civil::{Date, DateTime, Time};

pub use reader::DayOrder;
use reader::Line;

use super::recurrence;

/// The longest line that is read, in bytes.
pub const LONGEST: usize = 2_000;

/// When and where a line is read.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    /// The wall clock.
    pub at: DateTime,
    /// How days are written with slashes.
    pub order: DayOrder,
}

/// What a line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// What is to be done: every word with no other meaning.
    pub title: String,
    /// The day it is due.
    pub due: Option<Date>,
    /// The time of that day.
    pub time: Option<Time>,
    /// How long it takes.
    pub duration_min: Option<i64>,
    /// What kind of work the title speaks of: `call`, `visit` or `meeting`.
    pub work: Option<&'static str>,
    /// `low`, `normal` or `high`.
    pub priority: Option<&'static str>,
    /// Tags without their sign.
    pub tags: Vec<String>,
    /// The RFC 5545 rule by which it comes again.
    pub recurrence: Option<String>,
    /// Words of the title that may be names.
    pub names: Vec<Name>,
    /// The words that were taken out of the title, with what they mean.
    pub taken: Vec<Taken>,
}

/// Words with a meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What they say.
    pub what: What,
    /// The words as typed.
    pub words: String,
}

/// What words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The day or time it is due.
    Due,
    /// How urgent it is.
    Priority,
    /// A tag.
    Tag,
    /// How it comes again.
    Recurrence,
    /// How long it takes.
    Duration,
}

/// Words that may be a name, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The words.
    pub words: Vec<String>,
    /// Whether it was marked with `@`.
    pub marked: bool,
}

/// Reads a line. `plain` are words, as an earlier answer gave them in [`Taken::words`], that belong to the title after
/// all.
pub fn read(text: &str, now: Now, plain: &[String]) -> Read {
    let line = Line::new(text);
    let mut read = Read::default();
    let mut title: Vec<(String, bool)> = Vec::new();
    let mut times = None;
    let mut at = 0;
    while let Some(word) = line.word(at) {
        let step = meaning(&line, at, now, &read, times.is_some());
        let step = step.filter(|step| !plain.contains(&line.said(at, step.words)));
        let Some(step) = step else {
            match word.strip_prefix('@').filter(|name| !name.is_empty()) {
                Some(name) => title.push((name.to_owned(), true)),
                None => title.push((word.to_owned(), false)),
            }
            at += 1;
            continue;
        };
        let words = line.said(at, step.words);
        read.taken.push(Taken { what: step.says.what(), words });
        take(&mut read, &mut times, step.says);
        at += step.words;
    }
    read.title = title.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ");
    read.work = words::work(&read.title);
    read.names = names(&title);
    settle(&mut read, times, now);
    read
}

/// What some words of a line say.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Says {
    Priority(&'static str),
    Tag(String),
    Day(Date),
    /// A time, and if a span was given, when it ends.
    Time(Time, Option<Time>),
    /// A moment reckoned from now.
    Moment(DateTime),
    Duration(i64),
    /// A rule, with the time of the day that is part of it.
    Rule(String, Option<Time>),
    /// An end of the rule read before: `COUNT=5`, `UNTIL=20261231`.
    End(String),
}

impl Says {
    const fn what(&self) -> What {
        match self {
            Self::Priority(_) => What::Priority,
            Self::Tag(_) => What::Tag,
            Self::Day(_) | Self::Time(..) | Self::Moment(_) => What::Due,
            Self::Duration(_) => What::Duration,
            Self::Rule(..) | Self::End(_) => What::Recurrence,
        }
    }
}

/// A meaning and how many words it takes.
struct Step {
    words: usize,
    says: Says,
}

fn meaning(line: &Line, at: usize, now: Now, read: &Read, timed: bool) -> Option<Step> {
    let step = |(words, says)| Step { words, says };
    if let Some(says) = mark(line.word(at)?, read) {
        return Some(Step { words: 1, says });
    }
    let end = || repeat::end(line, at, now).map(|(n, end)| (n, Says::End(end)));
    let rule = || repeat::read(line, at).map(|(n, rule, time)| (n, Says::Rule(rule, time)));
    let repeated = if read.recurrence.is_some() { end() } else { rule() };
    if let Some(found) = repeated {
        return Some(step(found));
    }
    if let Some((n, minutes)) = clock::duration(line, at).filter(|_| read.duration_min.is_none()) {
        return Some(Step { words: n, says: Says::Duration(minutes) });
    }
    if read.due.is_none() {
        if let Some((n, moment)) = day::moment(line, at, now).filter(|_| !timed) {
            return Some(Step { words: n, says: Says::Moment(moment) });
        }
        if let Some((n, day)) = day::read(line, at, now) {
            return Some(Step { words: n, says: Says::Day(day) });
        }
    }
    let after_day = read.taken.last().is_some_and(|taken| matches!(taken.what, What::Due | What::Recurrence));
    let (words, from, to) = clock::read(line, at, after_day).filter(|_| !timed)?;
    Some(Step { words, says: Says::Time(from, to) })
}

/// Signs before a word: `!high`, `#tag`.
fn mark(word: &str, read: &Read) -> Option<Says> {
    if let Some(tag) = word.strip_prefix('#') {
        let tag = tag.trim_end_matches([',', '.', ';', ':', '!', '?']);
        // A number is one of an invoice.
        return tag.chars().any(char::is_alphabetic).then(|| Says::Tag(tag.to_owned()));
    }
    words::priority(word).filter(|_| read.priority.is_none()).map(Says::Priority)
}

fn take(read: &mut Read, times: &mut Option<(Time, Option<Time>)>, says: Says) {
    match says {
        Says::Priority(priority) => read.priority = Some(priority),
        Says::Tag(tag) => {
            if !read.tags.contains(&tag) {
                read.tags.push(tag);
            }
        }
        Says::Day(day) => read.due = Some(day),
        Says::Time(from, to) => *times = Some((from, to)),
        Says::Moment(moment) => {
            read.due = Some(moment.date());
            *times = Some((moment.time(), None));
        }
        Says::Duration(minutes) => read.duration_min = Some(minutes),
        Says::Rule(rule, time) => {
            read.recurrence = Some(rule);
            *times = times.or(time.map(|time| (time, None)));
        }
        Says::End(end) => {
            if let Some(rule) = &mut read.recurrence {
                rule.push(';');
                rule.push_str(&end);
            }
        }
    }
}

/// Puts day, time and rule together.
fn settle(read: &mut Read, times: Option<(Time, Option<Time>)>, now: Now) {
    let today = now.at.date();
    if let Some((from, to)) = times {
        read.time = Some(from);
        let minutes = to.map(|to| (to.hour_minutes() - from.hour_minutes()).rem_euclid(24 * 60));
        read.duration_min = read.duration_min.or(minutes);
    }
    let passed = read.time.is_some_and(|time| time <= now.at.time());
    let soonest = if passed { today.tomorrow().unwrap_or(today) } else { today };
    match (&read.recurrence, read.due) {
        (Some(rule), None) => read.due = recurrence::first(rule, soonest).ok().flatten().or(Some(soonest)),
        (None, None) if read.time.is_some() => read.due = Some(soonest),
        _ => {}
    }
}

trait HourMinutes {
    fn hour_minutes(&self) -> i64;
}

impl HourMinutes for Time {
    fn hour_minutes(&self) -> i64 {
        i64::from(self.hour()) * 60 + i64::from(self.minute())
    }
}

/// Runs of words that begin with a capital or were marked.
fn names(title: &[(String, bool)]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut open = false;
    for (word, marked) in title {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let capital =
            bare.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic());
        match names.last_mut().filter(|_| open && capital && !marked) {
            Some(name) => name.words.push(bare),
            None if capital || *marked => names.push(Name { words: vec![bare], marked: *marked }),
            None => {}
        }
        // A sign after a word ends a name.
        open = (capital || *marked) && word.ends_with(|c: char| c.is_alphanumeric());
    }
    names
}
