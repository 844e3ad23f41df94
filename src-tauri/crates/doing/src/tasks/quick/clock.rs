//! Times of the day: `3pm`, `15:30`, `um 15 Uhr`, `halb vier`, `morgens`; spans of them; and how long something takes.
//!
//! An hour that is said without the half of the day is one of working hours: `at 3` is 15:00, `at 9` is 9:00.

use jiff::civil::Time;

use super::reader::Line;
use super::words::{self, Unit};

/// Words before a time that belong to it.
const LEADS: [&str; 9] = ["at", "um", "ab", "from", "gegen", "von", "around", "by", "bis"];

/// A time, when its span ends, and how many words say it.
pub(super) fn read(line: &Line, at: usize, after_day: bool) -> Option<(usize, Time, Option<Time>)> {
    let lead = usize::from(LEADS.contains(&line.at(at)));
    if let Some(found) = part_of_day(line, at, after_day) {
        return Some(found);
    }
    let start = at + lead;
    if let Some((words, from, to)) = span(line, start) {
        return Some((lead + words, from, Some(to)));
    }
    let (words, from) = time(line, start, lead > 0)?;
    let mut end = start + words;
    // `from 3 to 4pm`, `von 15 bis 16 Uhr`
    if matches!(line.at(end), "to" | "bis" | "until")
        && let Some((words, to)) = time(line, end + 1, true)
    {
        let from = if to.hour() >= 12 && from.hour() + 12 < to.hour() { moved(from)? } else { from };
        end += 1 + words;
        return Some((end - at, from, Some(to)));
    }
    Some((end - at, from, None))
}

/// `tomorrow morning`, `am Nachmittag`, `in the evening`, `at noon`.
fn part_of_day(line: &Line, at: usize, after_day: bool) -> Option<(usize, Time, Option<Time>)> {
    let (words, word) = match line.at(at) {
        "am" | "at" | "zu" => (2, line.at(at + 1)),
        "in" | "this" if line.at(at + 1) == "the" => (3, line.at(at + 2)),
        word => (1, word),
    };
    let led = words > 1;
    let said_alone = word.ends_with('s') || word == "noon" || word == "midday";
    let hour = match word {
        "morgen" if led => 9,
        word => words::part_of_day(word).filter(|_| led || after_day || said_alone)?,
    };
    Some((words, Time::new(hour, 0, 0, 0).ok()?, None))
}

/// `3-4pm`, `15:00–16:30`, `15-16 Uhr`.
fn span(line: &Line, at: usize) -> Option<(usize, Time, Time)> {
    let word = line.at(at);
    let (from, to) = word.split_once(['-', '–'])?;
    let clock = matches!(line.bare(at + 1), "uhr" | "pm" | "am");
    let (to_word, words) =
        if clock { (format!("{to} {}", line.bare(at + 1)), 2) } else { (to.to_owned(), 1) };
    let end = Line::new(&to_word);
    let (_, to) = time(&end, 0, false)?;
    let (_, from) = time(&Line::new(from), 0, true)?;
    // What is said of the end is meant of the beginning.
    let before_noon = Time::new(from.hour() % 12, from.minute(), 0, 0).ok()?;
    let from = if from > to { before_noon } else { from };
    Some((words, from, to)).filter(|(_, from, to)| from < to)
}

/// One time. Bare numbers count only after a word such as `at`.
fn time(line: &Line, at: usize, led: bool) -> Option<(usize, Time)> {
    if let Some(found) = spoken(line, at) {
        return Some(found);
    }
    let word = line.bare(at);
    let (digits, half) = match word {
        w if w.ends_with("am") || w.ends_with("pm") => (w.get(..w.len() - 2)?, w.get(w.len() - 2..)),
        w => (w, None),
    };
    let (mut words, mut half) = (1, half);
    if half.is_none() && matches!(line.bare(at + 1), "am" | "pm" | "a.m" | "p.m") && is_number(digits) {
        half = Some(if line.at(at + 1).starts_with('a') { "am" } else { "pm" });
        // `um 9 am Dienstag` is no morning.
        if half == Some("am") && words::weekday(line.at(at + 2), true).is_some() {
            half = None;
        } else {
            words = 2;
        }
    }
    let uhr = half.is_none() && line.bare(at + words) == "uhr";
    let (hour, minute, exact) = numbers(digits, uhr || half.is_some())?;
    let mut minute = minute;
    if uhr {
        words += 1;
        // `15 Uhr 30`
        if let Some(said) = line.bare(at + words).parse::<i8>().ok().filter(|m| !exact && (1..60).contains(m))
        {
            minute = said;
            words += 1;
        }
    }
    let hour = match half {
        Some("am") => half_day(hour)?,
        Some(_) => half_day(hour)? + 12,
        None if uhr => said_of_day(line.bare(at + words), hour, &mut words),
        None if exact => hour,
        None if led => working(hour),
        None => return None,
    };
    Some((words, Time::new(hour % 24, minute, 0, 0).ok()?))
}

/// `halb vier`, `half past three`, `viertel nach 3`, `quarter to 4`, `noon`.
fn spoken(line: &Line, at: usize) -> Option<(usize, Time)> {
    let hour = |at: usize| {
        words::number(line.bare(at)).and_then(|n| i8::try_from(n).ok()).filter(|h| (1..=12).contains(h))
    };
    let (words, hour, minute) = match (line.at(at), line.at(at + 1)) {
        ("halb", _) => (2, hour(at + 1)? - 1, 30),
        ("half", "past") => (3, hour(at + 2)?, 30),
        ("viertel" | "quarter", "nach" | "past") => (3, hour(at + 2)?, 15),
        ("viertel" | "quarter", "vor" | "to") => (3, hour(at + 2)? - 1, 45),
        ("noon" | "midday", _) => (1, 12, 0),
        _ => return None,
    };
    Some((words, Time::new(working(hour) % 24, minute, 0, 0).ok()?))
}

/// Hour and minute of digits, and whether both were written.
fn numbers(digits: &str, dotted: bool) -> Option<(i8, i8, bool)> {
    let split = digits.split_once(':').or_else(|| digits.split_once('.').filter(|_| dotted));
    let number = |text: &str| text.parse::<i8>().ok().filter(|_| text.len() <= 2 && is_number(text));
    let (hour, minute, exact) = match split {
        Some((hour, minute)) => (number(hour)?, number(minute).filter(|_| minute.len() == 2)?, true),
        None => (number(digits)?, 0, false),
    };
    Some((hour, minute, exact)).filter(|_| (0..=24).contains(&hour) && (0..60).contains(&minute))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b':')
}

/// The hour of a half day: 12 is its first.
fn half_day(hour: i8) -> Option<i8> {
    (1..=12).contains(&hour).then_some(hour % 12)
}

/// `3 Uhr nachmittags` is 15:00.
fn said_of_day(word: &str, hour: i8, words: &mut usize) -> i8 {
    match word {
        "nachmittags" | "abends" if hour < 12 => {
            *words += 1;
            hour + 12
        }
        "morgens" | "fruh" | "vormittags" | "mittags" | "nachmittags" | "abends" => {
            *words += 1;
            hour
        }
        _ => hour,
    }
}

/// The hour that is meant when people at work say one of the clock's.
fn working(hour: i8) -> i8 {
    if (0..=6).contains(&hour) { hour + 12 } else { hour }
}

fn moved(time: Time) -> Option<Time> {
    Time::new(time.hour() + 12, time.minute(), 0, 0).ok()
}

/// How long it takes, in minutes: `for 30 min`, `für 2 Stunden`.
pub(super) fn duration(line: &Line, at: usize) -> Option<(usize, i64)> {
    if !matches!(line.at(at), "for" | "fur" | "fuer") {
        return None;
    }
    let word = line.bare(at + 1);
    let glued = word.find(|c: char| !c.is_ascii_digit()).filter(|at| *at > 0);
    let (words, number, unit) = match glued.and_then(|at| word.split_at_checked(at)) {
        Some((number, unit)) => (2, words::number(number)?, words::unit(unit)?),
        None => (3, words::number(word)?, words::unit(line.bare(at + 2))?),
    };
    match unit {
        Unit::Minute => Some((words, number)),
        Unit::Hour => Some((words, number * 60)),
        _ => None,
    }
}
