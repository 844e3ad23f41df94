//! The words that are known, folded: English and German.

use jiff::civil::Weekday;

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// `!high`, `!!`, `!3`, `!hoch`.
pub(super) fn priority(word: &str) -> Option<&'static str> {
    let sign = word.strip_prefix('!')?.to_lowercase();
    Some(match sign.trim_end_matches([',', '.', ';']) {
        "high" | "hoch" | "urgent" | "dringend" | "wichtig" | "important" | "1" | "!!" => "high",
        "normal" | "medium" | "mittel" | "2" | "!" => "normal",
        "low" | "niedrig" | "3" => "low",
        _ => return None,
    })
}

/// What kind of work a title speaks of, by the word it begins or ends with.
pub(super) fn work(title: &str) -> Option<&'static str> {
    let known = |word: &str| {
        Some(match word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str() {
            "call" | "phone" | "ring" | "anrufen" | "anruf" | "zurückrufen" | "telefonieren" => "call",
            "visit" | "besuchen" | "besuche" | "besuch" | "vorbeifahren" => "visit",
            "meet" | "meeting" | "treffen" | "termin" => "meeting",
            _ => return None,
        })
    };
    let mut words = title.split_whitespace();
    words.next().and_then(known).or_else(|| words.next_back().and_then(known))
}

/// A day of the week. Short forms that are words of their own (`sat`, `do`, `so`) count only where `sure`.
pub(super) fn weekday(word: &str, sure: bool) -> Option<Weekday> {
    let sure = sure || word.ends_with('.');
    Some(match word.trim_end_matches('.') {
        "monday" | "montag" | "mon" => Weekday::Monday,
        "tuesday" | "dienstag" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "mittwoch" => Weekday::Wednesday,
        "thursday" | "donnerstag" | "thu" | "thur" | "thurs" => Weekday::Thursday,
        "friday" | "freitag" | "fri" => Weekday::Friday,
        "saturday" | "samstag" | "sonnabend" => Weekday::Saturday,
        "sunday" | "sonntag" => Weekday::Sunday,
        "mo" if sure => Weekday::Monday,
        "di" if sure => Weekday::Tuesday,
        "wed" | "mi" if sure => Weekday::Wednesday,
        "do" if sure => Weekday::Thursday,
        "fr" if sure => Weekday::Friday,
        "sat" | "sa" if sure => Weekday::Saturday,
        "sun" | "so" if sure => Weekday::Sunday,
        _ => return None,
    })
}

/// `mondays`, `montags`.
pub(super) fn weekdays(word: &str) -> Option<Weekday> {
    let one = word.strip_suffix('s')?;
    weekday(one, false).filter(|_| one.ends_with("day") || one.ends_with("tag") || one.ends_with("woch"))
}

/// The two letters RFC 5545 has for a day.
pub(super) const fn letters(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

/// A month, 1 to 12.
pub(super) fn month(word: &str) -> Option<i8> {
    Some(match word.trim_end_matches('.') {
        "january" | "januar" | "janner" | "jan" => 1,
        "february" | "februar" | "feb" => 2,
        "march" | "marz" | "maerz" | "mar" | "mrz" => 3,
        "april" | "apr" => 4,
        "may" | "mai" => 5,
        "june" | "juni" | "jun" => 6,
        "july" | "juli" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sep" | "sept" => 9,
        "october" | "oktober" | "oct" | "okt" => 10,
        "november" | "nov" => 11,
        "december" | "dezember" | "dec" | "dez" => 12,
        _ => return None,
    })
}

/// A length of time by its name.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word.trim_end_matches('.') {
        "minute" | "minutes" | "min" | "mins" | "minuten" => Unit::Minute,
        "hour" | "hours" | "hr" | "hrs" | "h" | "stunde" | "stunden" | "std" => Unit::Hour,
        "day" | "days" | "tag" | "tage" | "tagen" | "tages" => Unit::Day,
        "week" | "weeks" | "woche" | "wochen" => Unit::Week,
        "month" | "months" | "monat" | "monate" | "monaten" | "monats" => Unit::Month,
        "quarter" | "quarters" | "quartal" | "quartale" | "quartalen" | "quartals" => Unit::Quarter,
        "year" | "years" | "jahr" | "jahre" | "jahren" | "jahres" => Unit::Year,
        _ => return None,
    })
}

/// A number in digits or as a word, up to 999.
pub(super) fn number(word: &str) -> Option<i64> {
    Some(match word {
        "a" | "an" | "one" | "ein" | "eine" | "einem" | "einen" | "einer" => 1,
        "two" | "zwei" => 2,
        "three" | "drei" => 3,
        "four" | "vier" => 4,
        "five" | "funf" | "fuenf" => 5,
        "six" | "sechs" => 6,
        "seven" | "sieben" => 7,
        "eight" | "acht" => 8,
        "nine" | "neun" => 9,
        "ten" | "zehn" => 10,
        "eleven" | "elf" => 11,
        "twelve" | "zwolf" | "zwoelf" => 12,
        digits if digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse().ok()?,
        _ => return None,
    })
}

/// Which of several: `first` is 1, `last` -1.
pub(super) fn rank(word: &str) -> Option<i8> {
    Some(match word {
        "first" | "1st" | "erste" | "ersten" | "erster" | "erstes" | "1." => 1,
        "second" | "2nd" | "zweite" | "zweiten" | "zweiter" | "zweites" | "2." => 2,
        "third" | "3rd" | "dritte" | "dritten" | "dritter" | "drittes" | "3." => 3,
        "fourth" | "4th" | "vierte" | "vierten" | "vierter" | "viertes" | "4." => 4,
        "last" | "letzte" | "letzten" | "letzter" | "letztes" => -1,
        _ => return None,
    })
}

/// A day of the month as an ordinal: `15th`, `15.`.
pub(super) fn ordinal(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th", "ter", "ten", "."].iter().find_map(|end| word.strip_suffix(end))?;
    digits.parse().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)
}

/// `every`, `jeden`.
pub(super) fn is_every(word: &str) -> bool {
    matches!(word, "every" | "each" | "jede" | "jeden" | "jeder" | "jedes" | "alle")
}

/// `next`, `nächsten`.
pub(super) fn is_next(word: &str) -> bool {
    matches!(
        word,
        "next" | "nachste" | "nachsten" | "nachster" | "nachstes" | "naechste" | "naechsten" | "naechster"
    )
}

/// `this`, `coming`, `diesen`: the one that comes first.
pub(super) fn is_coming(word: &str) -> bool {
    let german =
        ["diese", "diesen", "dieser", "dieses", "diesem", "kommende", "kommenden", "kommender", "kommendes"];
    matches!(word, "this" | "coming") || german.contains(&word)
}

/// The hour a part of the day begins to mean.
pub(super) fn part_of_day(word: &str) -> Option<i8> {
    Some(match word.trim_end_matches('.') {
        "morning" | "fruh" | "frueh" | "vormittag" | "vormittags" | "morgens" => 9,
        "noon" | "midday" | "mittag" | "mittags" => 12,
        "afternoon" | "nachmittag" | "nachmittags" => 15,
        "evening" | "abend" | "abends" | "night" => 18,
        _ => return None,
    })
}
