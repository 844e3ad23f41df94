//! Days: `tomorrow`, `nächsten Dienstag`, `31.12.`, `Dec 31`, `in 3 weeks`, `end of month`.
//!
//! A bare day of the week is the next one after today; `next Tuesday` is that of the calendar week after this one.
//! A day without a year is the next such day, today included.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::{Span, ToSpan};

use super::Now;
use super::reader::{DayOrder, Line};
use super::words::{self, Unit};

/// Words before a day that belong to it.
const LEADS: [&str; 12] =
    ["on", "by", "due", "until", "am", "bis", "zum", "ab", "from", "fallig", "the", "den"];

/// A day and how many words say it.
pub(super) fn read(line: &Line, at: usize, now: Now) -> Option<(usize, Date)> {
    let leads = (0..2).take_while(|n| LEADS.contains(&line.at(at + n))).count();
    // `the` and `den` alone lead to ordinals only.
    let lead = (leads > 0).then(|| line.at(at));
    let (words, day) = day(line, at + leads, now, lead)?;
    Some((leads + words, day))
}

fn day(line: &Line, at: usize, now: Now, lead: Option<&str>) -> Option<(usize, Date)> {
    let today = now.at.date();
    relative(line, at, today, lead)
        .or_else(|| later(line, at, today))
        .or_else(|| named(line, at, today))
        .or_else(|| end_of(line, at, today))
        .or_else(|| of_week(line, at, today, lead))
        .or_else(|| written(line, at, now, lead))
        .or_else(|| with_month(line, at, today))
        .or_else(|| of_month(line, at, today, lead))
}

/// The hour of `tonight`.
const TONIGHT: i8 = 20;

/// `in 2 hours`, `in einer halben Stunde`, `tonight`: a moment.
pub(super) fn moment(line: &Line, at: usize, now: Now) -> Option<(usize, DateTime)> {
    if line.bare(at) == "tonight" {
        return Some((1, now.at.date().at(TONIGHT, 0, 0, 0)));
    }
    if line.at(at) != "in" {
        return None;
    }
    let half = matches!(line.at(at + 1), "half" | "einer" | "ner")
        && matches!(line.at(at + 2), "an" | "halben")
        && words::unit(line.at(at + 3)) == Some(Unit::Hour);
    let (words, minutes) = if half {
        (4, 30)
    } else {
        let number = words::number(line.at(at + 1))?;
        match words::unit(line.at(at + 2))? {
            Unit::Minute => (3, number),
            Unit::Hour => (3, number * 60),
            _ => return None,
        }
    };
    let to_the_minute = now.at.with().second(0).subsec_nanosecond(0).build().ok()?;
    Some((words, to_the_minute.checked_add(minutes.minutes()).ok()?))
}

fn relative(line: &Line, at: usize, today: Date, lead: Option<&str>) -> Option<(usize, Date)> {
    let (words, days) = match line.bare(at) {
        "today" | "heute" | "tonight" => (1, 0),
        // `am Morgen` is a time, `guten Morgen` a greeting.
        "morgen" if lead == Some("am") || line.before(at) == "guten" => return None,
        "tomorrow" | "tmrw" | "morgen" => (1, 1),
        "ubermorgen" | "uebermorgen" => (1, 2),
        "day" if line.at(at + 1) == "after" && line.bare(at + 2) == "tomorrow" => (3, 2),
        _ => return None,
    };
    Some((words, today.checked_add(days.days()).ok()?))
}

/// `in 3 days`, `in einer Woche`.
fn later(line: &Line, at: usize, today: Date) -> Option<(usize, Date)> {
    if line.at(at) != "in" {
        return None;
    }
    let number = words::number(line.at(at + 1))?;
    let span = span(words::unit(line.at(at + 2))?, number)?;
    Some((3, today.checked_add(span).ok()?))
}

fn span(unit: Unit, number: i64) -> Option<Span> {
    match unit {
        Unit::Minute | Unit::Hour => None,
        Unit::Day => Some(number.days()),
        Unit::Week => Some(number.weeks()),
        Unit::Month => Some(number.months()),
        Unit::Quarter => Some((number * 3).months()),
        Unit::Year => Some(number.years()),
    }
}

/// `next week`, `nächsten Dienstag`, `this Friday`, `am Wochenende`.
fn named(line: &Line, at: usize, today: Date) -> Option<(usize, Date)> {
    let (first, second) = (line.bare(at), line.at(at + 1));
    if is_weekend(first) {
        return Some((1, on_or_after(today, Weekday::Saturday)?));
    }
    let monday = monday(today)?;
    if words::is_next(first) || first == "ubernachste" || first == "ubernachsten" || first == "ubernachster" {
        let weeks: i64 = if words::is_next(first) { 1 } else { 2 };
        if let Some(weekday) = words::weekday(second, true) {
            let days = weeks * 7 + i64::from(weekday.to_monday_zero_offset());
            return Some((2, monday.checked_add(days.days()).ok()?));
        }
        if is_weekend(second) {
            return Some((2, monday.checked_add((weeks * 7 + 5).days()).ok()?));
        }
        let day = match words::unit(second)? {
            Unit::Week => monday.checked_add(weeks.weeks()).ok()?,
            Unit::Month => today.first_of_month().checked_add(weeks.months()).ok()?,
            Unit::Year => today.first_of_year().checked_add(weeks.years()).ok()?,
            _ => return None,
        };
        return Some((2, day));
    }
    if words::is_coming(first) {
        if let Some(weekday) = words::weekday(second, true) {
            return Some((2, on_or_after(today, weekday)?));
        }
        if is_weekend(second) {
            return Some((2, on_or_after(today, Weekday::Saturday)?));
        }
    }
    None
}

fn is_weekend(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "weekend" | "wochenende")
}

/// `end of month`, `Ende der Woche`, `Monatsende`, `Ende Mai`. A working week ends on Friday.
fn end_of(line: &Line, at: usize, today: Date) -> Option<(usize, Date)> {
    let end = |unit| match unit {
        Unit::Week => on_or_after(today, Weekday::Friday),
        Unit::Month => Some(today.last_of_month()),
        Unit::Year => Some(today.last_of_year()),
        _ => None,
    };
    match line.bare(at) {
        "eow" => return Some((1, end(Unit::Week)?)),
        "eom" | "monatsende" => return Some((1, end(Unit::Month)?)),
        "eoy" | "jahresende" => return Some((1, end(Unit::Year)?)),
        "end" | "ende" => {}
        _ => return None,
    }
    let mut next = at + 1;
    let mut following = false;
    while matches!(
        line.at(next),
        "of" | "the"
            | "this"
            | "der"
            | "des"
            | "dieser"
            | "dieses"
            | "diesen"
            | "nachsten"
            | "next"
            | "nachster"
    ) && next < at + 4
    {
        following |= words::is_next(line.at(next));
        next += 1;
    }
    if let Some(month) = words::month(line.bare(next)) {
        let first = Date::new(today.year(), month, 1).ok()?;
        let last = first.last_of_month();
        let last = if last < today { first.checked_add(1.year()).ok()?.last_of_month() } else { last };
        return Some((next + 1 - at, last));
    }
    let unit = words::unit(line.bare(next))?;
    let day = match unit {
        _ if !following => end(unit)?,
        Unit::Week => end(unit)?.checked_add(1.week()).ok()?,
        Unit::Month => today.first_of_month().checked_add(1.month()).ok()?.last_of_month(),
        Unit::Year => today.first_of_year().checked_add(1.year()).ok()?.last_of_year(),
        _ => return None,
    };
    Some((next + 1 - at, day))
}

/// `Tuesday`, `am Di.`
fn of_week(line: &Line, at: usize, today: Date, lead: Option<&str>) -> Option<(usize, Date)> {
    let weekday = words::weekday(line.at(at), lead.is_some())?;
    let day = on_or_after(today.tomorrow().ok()?, weekday)?;
    // `Dienstag, 31.12.`: the date says more and follows.
    Some((1, day))
}

/// `2026-12-31`, `31.12.`, `31.12.26`, `12/31`.
fn written(line: &Line, at: usize, now: Now, lead: Option<&str>) -> Option<(usize, Date)> {
    let word = line.at(at);
    let numbers = |sign| -> Option<Vec<i16>> {
        let parts = word.trim_end_matches('.').split(sign);
        parts.map(|part: &str| part.parse().ok().filter(|_| part.len() <= 4)).collect()
    };
    let today = now.at.date();
    if word.matches('-').count() == 2 {
        return Some((1, word.parse().ok()?));
    }
    if word.contains('.') {
        let parts = numbers('.')?;
        // Two numbers with a dot between them may be a price.
        let sure = parts.len() == 3 || word.ends_with('.') || lead.is_some();
        let (day, month) = (*parts.first()?, *parts.get(1)?);
        return Some((1, date(parts.get(2).copied(), month, day, today)?))
            .filter(|_| sure && parts.len() <= 3);
    }
    if word.contains('/') {
        let parts = numbers('/')?;
        let (first, second) = (*parts.first()?, *parts.get(1)?);
        let month_first = match now.order {
            DayOrder::MonthFirst => first <= 12,
            DayOrder::DayFirst => second > 12,
        };
        let (month, day) = if month_first { (first, second) } else { (second, first) };
        return Some((1, date(parts.get(2).copied(), month, day, today)?)).filter(|_| parts.len() <= 3);
    }
    None
}

/// `31 Dec`, `31. Dezember 2026`, `Dec 31st`, `31st of December`.
fn with_month(line: &Line, at: usize, today: Date) -> Option<(usize, Date)> {
    let day_of = |at: usize| {
        let word = line.at(at);
        words::ordinal(word).or_else(|| word.parse().ok().filter(|day| (1..=31).contains(day)))
    };
    let (mut words, day, month) = if let Some(day) = day_of(at) {
        let of = usize::from(line.at(at + 1) == "of");
        (2 + of, day, words::month(line.at(at + 1 + of))?)
    } else {
        (2, day_of(at + 1)?, words::month(line.at(at))?)
    };
    let year = line.bare(at + words).parse::<i16>().ok().filter(|year| (1900..=2200).contains(year));
    words += usize::from(year.is_some());
    Some((words, date(year, i16::from(month), i16::from(day), today)?))
}

/// `on the 15th`, `am 15.`
fn of_month(line: &Line, at: usize, today: Date, lead: Option<&str>) -> Option<(usize, Date)> {
    lead?;
    let day = words::ordinal(line.at(at))?;
    let mut month = today.first_of_month();
    for _ in 0..12 {
        let found = Date::new(month.year(), month.month(), day).ok().filter(|date| *date >= today);
        if let Some(date) = found {
            return Some((1, date));
        }
        month = month.checked_add(1.month()).ok()?;
    }
    None
}

/// A day; without a year the next such day.
fn date(year: Option<i16>, month: i16, day: i16, today: Date) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let year = match year {
        Some(short @ 0..=99) => Some(2000 + short),
        Some(year @ 1900..=9999) => Some(year),
        Some(_) => return None,
        None => None,
    };
    if let Some(year) = year {
        return Date::new(year, month, day).ok();
    }
    // 29 February comes within eight years.
    let years = today.year()..=today.year().saturating_add(8);
    years.filter_map(|year| Date::new(year, month, day).ok()).find(|date| *date >= today)
}

fn on_or_after(day: Date, weekday: Weekday) -> Option<Date> {
    let days = day.weekday().until(weekday);
    day.checked_add(i64::from(days).days()).ok()
}

fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()
}
