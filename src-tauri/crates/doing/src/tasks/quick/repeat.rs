//! How a task comes again: `every 2 weeks`, `jeden Montag und Donnerstag`, `every first Monday`, `monatlich`.

use jiff::civil::Time;

use super::reader::Line;
use super::words::{self, Unit};
use super::{Now, day};

/// The days of a working week.
const WORKING: &str = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR";

/// A rule, the time that is part of it, and how many words say it.
pub(super) fn read(line: &Line, at: usize) -> Option<(usize, String, Option<Time>)> {
    adverb(line.bare(at)).map(|rule| (1, rule, None)).or_else(|| every(line, at))
}

/// `daily`, `wöchentlich`, `montags`.
fn adverb(word: &str) -> Option<String> {
    let rule = match word {
        "daily" | "taglich" => "FREQ=DAILY",
        "weekly" | "wochentlich" => "FREQ=WEEKLY",
        "biweekly" | "fortnightly" | "zweiwochentlich" | "14-taglich" | "14-tagig" => {
            "FREQ=WEEKLY;INTERVAL=2"
        }
        "monthly" | "monatlich" => "FREQ=MONTHLY",
        "quarterly" | "vierteljahrlich" | "quartalsweise" => "FREQ=MONTHLY;INTERVAL=3",
        "yearly" | "annually" | "jahrlich" => "FREQ=YEARLY",
        "weekdays" | "werktags" => WORKING,
        word => return Some(format!("FREQ=WEEKLY;BYDAY={}", words::letters(words::weekdays(word)?))),
    };
    Some(rule.to_owned())
}

fn every(line: &Line, at: usize) -> Option<(usize, String, Option<Time>)> {
    if !words::is_every(line.at(at)) {
        return None;
    }
    let next = at + 1;
    let one = line.bare(next);
    let plain = |words: usize, rule: String| Some((words, rule, None));
    if matches!(one, "weekday" | "werktag" | "workday" | "arbeitstag") {
        return plain(2, WORKING.into());
    }
    if let Some(hour) = words::part_of_day(one).or((one == "morgen").then_some(9)) {
        return Some((2, "FREQ=DAILY".into(), Time::new(hour, 0, 0, 0).ok()));
    }
    if let Some(unit) = words::unit(one) {
        return plain(2, rule(unit, 1)?);
    }
    // `every other week`, `jede zweite Woche`, `every 2 weeks`, `every second Monday`
    let other = matches!(one, "other" | "andere" | "anderen");
    let number = if other { Some(2) } else { words::number(one) };
    let rank = words::rank(line.at(next));
    if let Some(number) = number.or(rank.map(i64::from).filter(|n| *n > 0)).filter(|n| (1..=99).contains(n))
        && let Some(unit) = words::unit(line.bare(next + 1))
    {
        return plain(3, rule(unit, number)?);
    }
    if let Some(rank) = rank.or(other.then_some(2)) {
        if let Some(weekday) = words::weekday(line.at(next + 1), true) {
            let letters = words::letters(weekday);
            let of_month = month_words(line, next + 2);
            // Without the month named, the second is every other one.
            let every_other = rank == 2 && of_month == 0;
            let rule = if every_other {
                format!("FREQ=WEEKLY;INTERVAL=2;BYDAY={letters}")
            } else {
                format!("FREQ=MONTHLY;BYDAY={rank}{letters}")
            };
            return plain(3 + of_month, rule);
        }
        if rank == -1 && matches!(line.bare(next + 1), "day" | "tag") {
            return plain(3 + month_words(line, next + 2), "FREQ=MONTHLY;BYMONTHDAY=-1".into());
        }
    }
    if let Some(day) = words::ordinal(line.at(next)) {
        return plain(2 + month_words(line, next + 1), format!("FREQ=MONTHLY;BYMONTHDAY={day}"));
    }
    let (words, days) = weekdays(line, next)?;
    plain(1 + words, format!("FREQ=WEEKLY;BYDAY={days}"))
}

fn rule(unit: Unit, number: i64) -> Option<String> {
    let (frequency, number) = match unit {
        Unit::Minute | Unit::Hour => return None,
        Unit::Day => ("DAILY", number),
        Unit::Week => ("WEEKLY", number),
        Unit::Month => ("MONTHLY", number),
        Unit::Quarter => ("MONTHLY", number * 3),
        Unit::Year => ("YEARLY", number),
    };
    Some(if number == 1 {
        format!("FREQ={frequency}")
    } else {
        format!("FREQ={frequency};INTERVAL={number}")
    })
}

/// `of the month`, `im Monat`, `des Monats`.
fn month_words(line: &Line, at: usize) -> usize {
    let mut next = at;
    while matches!(line.at(next), "of" | "in" | "the" | "each" | "every" | "im" | "des" | "jeden" | "eines")
        && next < at + 3
    {
        next += 1;
    }
    if next > at && words::unit(line.bare(next)) == Some(Unit::Month) { next + 1 - at } else { 0 }
}

/// `Mon, Wed and Fri`: the letters of the days, and how many words say them.
fn weekdays(line: &Line, at: usize) -> Option<(usize, String)> {
    let mut days = vec![words::letters(words::weekday(line.at(at), true)?)];
    let mut next = at + 1;
    loop {
        let and = usize::from(matches!(line.at(next), "and" | "und" | "&"));
        let listed = and > 0 || line.word(next - 1).is_some_and(|word| word.ends_with(','));
        let Some(day) = words::weekday(line.at(next + and), true).filter(|_| listed) else { break };
        let letters = words::letters(day);
        if !days.contains(&letters) {
            days.push(letters);
        }
        next += and + 1;
    }
    Some((next - at, days.join(",")))
}

/// The end of a rule: `5 times`, `until 31.12.`.
pub(super) fn end(line: &Line, at: usize, now: Now) -> Option<(usize, String)> {
    if matches!(line.at(at), "until" | "bis") {
        let (words, day) = day::read(line, at + 1, now)?;
        let until = format!("UNTIL={:04}{:02}{:02}", day.year(), day.month(), day.day());
        return Some((1 + words, until));
    }
    let count = words::number(line.at(at)).filter(|count| (1..=999).contains(count))?;
    matches!(line.bare(at + 1), "times" | "mal").then(|| (2, format!("COUNT={count}")))
}
