//! Lines as sellers type them, read on Wednesday, 11 March 2026, at ten in the morning.

use jiff::civil::{date, datetime};
use proptest::prelude::*;

use super::*;

fn now() -> Now {
    Now { at: datetime(2026, 3, 11, 10, 0, 0, 0), order: DayOrder::DayFirst }
}

/// Title, day, time, and everything else in one line.
fn said(text: &str) -> String {
    let read = read(text, now(), &[]);
    let mut parts = vec![format!("“{}”", read.title)];
    parts.extend(read.due.map(|day| day.to_string()));
    parts.extend(read.time.map(|time| format!("{:02}:{:02}", time.hour(), time.minute())));
    parts.extend(read.duration_min.map(|minutes| format!("{minutes}min")));
    parts.extend(read.priority.map(|priority| format!("!{priority}")));
    parts.extend(read.tags.iter().map(|tag| format!("#{tag}")));
    parts.extend(read.recurrence);
    parts.join(" ")
}

fn check(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(text, wanted)| said(text) != *wanted)
        .map(|(text, wanted)| format!("{text}\n   wanted {wanted}\n   found  {}", said(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

// covers(TASK-10)
#[test]
fn days_are_understood_in_both_languages() {
    check(&[
        ("call Anna tomorrow", "“call Anna” 2026-03-12"),
        ("Anna morgen anrufen", "“Anna anrufen” 2026-03-12"),
        ("Angebot übermorgen", "“Angebot” 2026-03-13"),
        ("offer the day after tomorrow", "“offer” 2026-03-13"),
        ("heute Rechnung schreiben", "“Rechnung schreiben” 2026-03-11"),
        ("pay today", "“pay” 2026-03-11"),
        ("call Anna Tuesday", "“call Anna” 2026-03-17"),
        ("call Anna on Wednesday", "“call Anna” 2026-03-18"),
        ("call Anna next Tue", "“call Anna” 2026-03-17"),
        ("call Anna next Friday", "“call Anna” 2026-03-20"),
        ("call Anna this Friday", "“call Anna” 2026-03-13"),
        ("Anna am Dienstag anrufen", "“Anna anrufen” 2026-03-17"),
        ("Anna nächsten Freitag anrufen", "“Anna anrufen” 2026-03-20"),
        ("Anna kommenden Freitag anrufen", "“Anna anrufen” 2026-03-13"),
        ("Anna übernächsten Montag anrufen", "“Anna anrufen” 2026-03-23"),
        ("Anna am Di. anrufen", "“Anna anrufen” 2026-03-17"),
        ("Messe am So", "“Messe” 2026-03-15"),
        ("in 3 Tagen nachfassen", "“nachfassen” 2026-03-14"),
        ("follow up in 2 weeks", "“follow up” 2026-03-25"),
        ("nachfassen in einer Woche", "“nachfassen” 2026-03-18"),
        ("renew in a year", "“renew” 2027-03-11"),
        ("review next week", "“review” 2026-03-16"),
        ("Planung nächsten Monat", "“Planung” 2026-04-01"),
        ("Grillen am Wochenende", "“Grillen” 2026-03-14"),
        ("report end of month", "“report” 2026-03-31"),
        ("report by end of week", "“report” 2026-03-13"),
        ("Bericht bis Ende des Monats", "“Bericht” 2026-03-31"),
        ("Bericht Monatsende", "“Bericht” 2026-03-31"),
        ("Bericht Ende Mai", "“Bericht” 2026-05-31"),
        ("Bericht Ende nächsten Monats", "“Bericht” 2026-04-30"),
        ("Steuer 31.12.", "“Steuer” 2026-12-31"),
        ("Steuer am 31.12", "“Steuer” 2026-12-31"),
        ("Steuer 1.2.", "“Steuer” 2027-02-01"),
        ("Steuer 31.12.27", "“Steuer” 2027-12-31"),
        ("tax 2026-12-31", "“tax” 2026-12-31"),
        ("tax 12/31", "“tax” 2026-12-31"),
        ("tax 5/4/2026", "“tax” 2026-04-05"),
        ("tax Dec 31", "“tax” 2026-12-31"),
        ("tax 31st of December", "“tax” 2026-12-31"),
        ("Geburtstag 5. Mai", "“Geburtstag” 2026-05-05"),
        ("Geburtstag am 29. Februar", "“Geburtstag” 2028-02-29"),
        ("rent on the 1st", "“rent” 2026-04-01"),
        ("Miete am 15.", "“Miete” 2026-03-15"),
        ("Rückruf bis Freitag", "“Rückruf” 2026-03-13"),
    ]);
}

// covers(TASK-10)
#[test]
fn times_are_understood_in_both_languages() {
    check(&[
        ("call Anna next Tue 3pm !high", "“call Anna” 2026-03-17 15:00 !high"),
        ("Anna am Dienstag um 15 Uhr anrufen !hoch", "“Anna anrufen” 2026-03-17 15:00 !high"),
        ("call at 3", "“call” 2026-03-11 15:00"),
        ("call at 9", "“call” 2026-03-12 09:00"),
        ("call at 12", "“call” 2026-03-11 12:00"),
        ("call 12am tomorrow", "“call” 2026-03-12 00:00"),
        ("call tomorrow 3:30 pm", "“call” 2026-03-12 15:30"),
        ("call tomorrow at 15:45", "“call” 2026-03-12 15:45"),
        ("Treffen morgen 8.30 Uhr", "“Treffen” 2026-03-12 08:30"),
        ("Treffen morgen um 8 Uhr 15", "“Treffen” 2026-03-12 08:15"),
        ("Treffen um halb vier", "“Treffen” 2026-03-11 15:30"),
        ("Treffen um Viertel nach 4", "“Treffen” 2026-03-11 16:15"),
        ("meet half past nine tomorrow", "“meet” 2026-03-12 09:30"),
        ("meet quarter to 5", "“meet” 2026-03-11 16:45"),
        ("Anna morgen früh anrufen", "“Anna anrufen” 2026-03-12 09:00"),
        ("Anna heute Abend anrufen", "“Anna anrufen” 2026-03-11 18:00"),
        ("Anna morgen Nachmittag anrufen", "“Anna anrufen” 2026-03-12 15:00"),
        ("call Anna tomorrow morning", "“call Anna” 2026-03-12 09:00"),
        ("call Anna in the afternoon", "“call Anna” 2026-03-11 15:00"),
        ("dinner tonight", "“dinner” 2026-03-11 20:00"),
        ("ring back in 2 hours", "“ring back” 2026-03-11 12:00"),
        ("Rückruf in 45 Minuten", "“Rückruf” 2026-03-11 10:45"),
        ("Rückruf in einer halben Stunde", "“Rückruf” 2026-03-11 10:30"),
        ("demo tomorrow 3-4pm", "“demo” 2026-03-12 15:00 60min"),
        ("demo tomorrow from 3 to 4:30pm", "“demo” 2026-03-12 15:00 90min"),
        ("Termin am Freitag von 14 bis 15:30 Uhr", "“Termin” 2026-03-13 14:00 90min"),
        ("Termin morgen um 14 Uhr für 45 Minuten", "“Termin” 2026-03-12 14:00 45min"),
        ("write the offer for 2h", "“write the offer” 120min"),
        ("Termin morgen 3 Uhr nachmittags", "“Termin” 2026-03-12 15:00"),
    ]);
}

// covers(TASK-10)
#[test]
fn recurrences_are_understood_in_both_languages() {
    check(&[
        ("report every 2 weeks", "“report” 2026-03-11 FREQ=WEEKLY;INTERVAL=2"),
        ("jeden Montag Bericht", "“Bericht” 2026-03-16 FREQ=WEEKLY;BYDAY=MO"),
        ("jeden Montag um 9 Bericht", "“Bericht” 2026-03-16 09:00 FREQ=WEEKLY;BYDAY=MO"),
        ("every Wednesday at 9 review", "“review” 2026-03-18 09:00 FREQ=WEEKLY;BYDAY=WE"),
        ("every Wednesday at 11 review", "“review” 2026-03-11 11:00 FREQ=WEEKLY;BYDAY=WE"),
        ("every mon, wed and fri run", "“run” 2026-03-11 FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("jeden Di und Do Laufen", "“Laufen” 2026-03-12 FREQ=WEEKLY;BYDAY=TU,TH"),
        ("alle zwei Wochen Inventur", "“Inventur” 2026-03-11 FREQ=WEEKLY;INTERVAL=2"),
        ("every other Friday lunch", "“lunch” 2026-03-13 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("jeden zweiten Freitag Essen", "“Essen” 2026-03-13 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("jeden zweiten Freitag im Monat Essen", "“Essen” 2026-03-13 FREQ=MONTHLY;BYDAY=2FR"),
        ("every first Monday forecast", "“forecast” 2026-04-06 FREQ=MONTHLY;BYDAY=1MO"),
        ("every last friday of the month report", "“report” 2026-03-27 FREQ=MONTHLY;BYDAY=-1FR"),
        ("every 15th pay rent", "“pay rent” 2026-03-15 FREQ=MONTHLY;BYMONTHDAY=15"),
        ("jeden 1. Miete zahlen", "“Miete zahlen” 2026-04-01 FREQ=MONTHLY;BYMONTHDAY=1"),
        ("jeden letzten Tag im Monat Kasse", "“Kasse” 2026-03-31 FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("täglich Post", "“Post” 2026-03-11 FREQ=DAILY"),
        ("jeden Morgen Post", "“Post” 2026-03-12 09:00 FREQ=DAILY"),
        ("werktags Post", "“Post” 2026-03-11 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("montags Bericht", "“Bericht” 2026-03-16 FREQ=WEEKLY;BYDAY=MO"),
        ("quarterly review", "“review” 2026-03-11 FREQ=MONTHLY;INTERVAL=3"),
        ("jedes Jahr am 5. Mai gratulieren", "“gratulieren” 2026-05-05 FREQ=YEARLY"),
        ("every day 5 times stretch", "“stretch” 2026-03-11 FREQ=DAILY;COUNT=5"),
        ("jeden Tag bis 31.3. üben", "“üben” 2026-03-11 FREQ=DAILY;UNTIL=20260331"),
        ("every week starting call tomorrow", "“starting call” 2026-03-12 FREQ=WEEKLY"),
    ]);
}

// covers(TASK-10)
#[test]
fn what_only_looks_like_a_day_or_a_sign_stays_a_word() {
    check(&[
        ("Rechnung #12 an Müller", "“Rechnung #12 an Müller”"),
        ("send the offer", "“send the offer”"),
        ("sat down with Bob", "“sat down with Bob”"),
        ("do the dishes", "“do the dishes”"),
        ("so what", "“so what”"),
        ("may I help", "“may I help”"),
        ("Preis 12.50 nennen", "“Preis 12.50 nennen”"),
        ("guten Morgen wünschen", "“guten Morgen wünschen”"),
        ("buy 3 tickets", "“buy 3 tickets”"),
        ("Wow!", "“Wow!”"),
        ("check version 1.2.3.4", "“check version 1.2.3.4”"),
        ("ask for a discount", "“ask for a discount”"),
        ("in Berlin sein", "“in Berlin sein”"),
        ("32.13. prüfen", "“32.13. prüfen”"),
    ]);
}

#[test]
fn slashes_are_read_as_the_country_writes_them() {
    let american = Now { order: DayOrder::MonthFirst, ..now() };
    assert_eq!(read("tax 5/4", american, &[]).due, Some(date(2026, 5, 4)));
    assert_eq!(read("tax 5/4", now(), &[]).due, Some(date(2026, 4, 5)));
    // Only one of the two can be meant.
    for now in [american, now()] {
        assert_eq!(read("tax 12/31", now, &[]).due, Some(date(2026, 12, 31)));
        assert_eq!(read("tax 31/12", now, &[]).due, Some(date(2026, 12, 31)));
    }
}

// covers(TASK-10)
#[test]
fn signs_are_tags_priorities_and_names() {
    check(&[
        ("offer #renewal #Köln !low", "“offer” !low #renewal #Köln"),
        ("offer !!! #a #a,", "“offer” !high #a"),
        ("Angebot !wichtig an @Anna", "“Angebot an Anna” !high"),
    ]);
    let names = |text: &str| read(text, now(), &[]).names;
    let name =
        |words: &[&str], marked| Name { words: words.iter().map(|w| (*w).to_owned()).collect(), marked };
    assert_eq!(names("call Anna Berg about the offer"), [name(&["Anna", "Berg"], false)]);
    assert_eq!(names("call @anna tomorrow"), [name(&["anna"], true)]);
    assert_eq!(names("call Anna, Bob"), [name(&["Anna"], false), name(&["Bob"], false)]);
    assert_eq!(names("call @Anna Berg"), [name(&["Anna", "Berg"], true)]);
}

// covers(TASK-10)
#[test]
fn words_put_right_belong_to_the_title() {
    let read = read("buy Monday paper tomorrow", now(), &["Monday".into()]);
    assert_eq!((read.title.as_str(), read.due), ("buy Monday paper", Some(date(2026, 3, 12))));
    let words: Vec<_> = read.taken.iter().map(|taken| (taken.what, taken.words.as_str())).collect();
    assert_eq!(words, [(What::Due, "tomorrow")]);
}

proptest! {
    /// Whatever is typed, nothing breaks, and every word is in the title or was taken for something.
    #[test]
    fn no_word_is_lost(text in "([a-zA-ZäöüÄÖÜß0-9.:/!#@,-]{1,9} |every |in |3 |next |Monday |um |bis |am |halb |5 |of |month ){0,14}") {
        let read = read(&text, now(), &[]);
        let taken: usize = read.taken.iter().map(|taken| taken.words.split_whitespace().count()).sum();
        prop_assert_eq!(taken + read.title.split_whitespace().count(), text.split_whitespace().count());
        if let Some(rule) = &read.recurrence {
            prop_assert!(recurrence::normalise(rule, date(2026, 3, 11), None).is_ok(), "{}", rule);
        }
    }

    /// Any day is found again however it is written.
    #[test]
    fn a_day_is_read_as_it_was_written(days in 0_i64..3_000) {
        let day = date(2026, 3, 11).checked_add(jiff::Span::new().days(days)).unwrap();
        for text in [day.to_string(), day.strftime("%d.%m.%Y").to_string(), day.strftime("%d/%m/%Y").to_string()] {
            let read = read(&format!("x {text}"), now(), &[]);
            prop_assert_eq!((read.title.as_str(), read.due), ("x", Some(day)), "{}", text);
        }
    }
}
