//! Which notifications hold at a moment. Pure: facts and a clock in, happenings out.
//!
//! Of what one record says in a row, such as a reminder, *due* and *overdue*, only the latest holds: the seller is never
//! told of the same thing in three lines. A happening that lies ahead is among the answers too, so that whoever asks
//! knows when to ask again.

use satchel_kernel::{Id, anniversary};
use satchel_selling::deals::marks::{Mark, Signs, marks};
use serde_json::{Value, json};

use super::clock::{Clock, later};
use super::model::{BirthdayFacts, DealFacts, Facts, Happening, JobFacts, Occasion, TaskFacts, TouchFacts};
use super::preferences::Preferences;
use crate::watches;

/// What became true longer ago is not told any more.
pub const WINDOW_MS: i64 = 31 * DAY_MS;
/// So many of one occasion hold at a time, the latest.
pub const MOST: usize = 200;
/// Work shorter than this is over before anybody has looked away.
const LONG_MS: i64 = 8_000;
/// A birthday that was missed is told so many days after.
pub const BIRTHDAY_PAST_DAYS: i64 = 2;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// What holds, and what will soon.
pub fn happenings(facts: &Facts, clock: &Clock, preferences: &Preferences) -> Vec<Happening> {
    let tasks = facts.tasks.iter().flat_map(|task| of_task(task, clock, preferences));
    let birthdays = facts.birthdays.iter().flat_map(|one| of_birthday(*one, clock, preferences));
    let touches = facts.touches.iter().flat_map(|one| of_touch(*one, clock));
    let deals = facts.deals.iter().flat_map(|deal| of_deal(deal, clock, preferences));
    let jobs = facts.jobs.iter().filter_map(of_job);
    let mut all: Vec<Happening> = tasks
        .chain(birthdays)
        .chain(touches)
        .chain(deals)
        .chain(jobs)
        .chain(watches::rules::happenings(&facts.views))
        .filter(|one| preferences.is_on(one.occasion) && one.at_ms >= clock.now_ms - WINDOW_MS)
        .collect();
    all.sort_by(|a, b| (b.at_ms, &b.key).cmp(&(a.at_ms, &a.key)));
    let mut counts = std::collections::BTreeMap::new();
    all.retain(|one| {
        let count = counts.entry((one.occasion, one.at_ms > clock.now_ms)).or_insert(0_usize);
        *count += 1;
        *count <= MOST
    });
    all
}

/// A task's reminders, that it is due, that it is overdue, and that somebody waits.
pub fn of_task(task: &TaskFacts, clock: &Clock, preferences: &Preferences) -> Vec<Happening> {
    let day = task.due_ms.and_then(|ms| clock.day(ms)).unwrap_or(task.due);
    let version =
        format!("{}:{}", task.due_ms.map_or_else(|| task.due.to_string(), |ms| ms.to_string()), awake(task));
    let said = |occasion, at: Option<i64>, more: String, about, details| {
        let at_ms = at?.max(task.snoozed_until_ms.unwrap_or(i64::MIN));
        Some(happening(occasion, ("task", task.id), about, at_ms, &format!("{version}{more}"), details))
    };
    let due = json!({ "due": day.to_string(), "due_ms": task.due_ms });
    let mut row = Vec::new();
    for minutes in &task.reminders {
        let at = task.due_ms.or_else(|| clock.begin(day)).map(|anchor| anchor - whole(minutes * 60_000.0));
        row.push(said(Occasion::TaskReminder, at, format!(":{minutes}"), None, due.clone()));
    }
    row.sort_by_key(|one| one.as_ref().map(|one| one.at_ms));
    let at_due = task.due_ms.or_else(|| clock.morning(day));
    // Who writes down today what is due today need not be told.
    let is_news = at_due.is_some_and(|at| task.created_ms < at) || task.snoozed_until_ms.is_some();
    if is_news {
        row.push(said(Occasion::TaskDue, at_due, String::new(), None, due.clone()));
    }
    let mornings = |days: i64| later(day, days).and_then(|day| clock.morning(day));
    row.push(said(Occasion::TaskOverdue, mornings(1), String::new(), None, due.clone()));
    if task.contact.is_some() && task.spoken_ms.is_none_or(|spoken| spoken < task.created_ms) {
        let at = mornings(1 + preferences.follow_up_days);
        row.push(said(Occasion::FollowUp, at, String::new(), task.contact, due));
    }
    let row = row.into_iter().flatten().filter(|one| preferences.is_on(one.occasion));
    latest(row.collect(), clock)
}

/// A task that was put away is told of anew when it comes back.
fn awake(task: &TaskFacts) -> String {
    task.snoozed_until_ms.map(|ms| ms.to_string()).unwrap_or_default()
}

/// A birthday, some days ahead and on the day. Who was born on 29 February has it on the 28th in other years.
pub fn of_birthday(facts: BirthdayFacts, clock: &Clock, preferences: &Preferences) -> Vec<Happening> {
    let today = clock.today();
    let earliest = later(today, -BIRTHDAY_PAST_DAYS);
    let mut all = Vec::new();
    for year in [today.year() - 1, today.year(), today.year() + 1] {
        let day = anniversary::in_year(facts.born, year);
        let Some(day) = day.filter(|day| earliest.is_none_or(|from| *day >= from)) else { continue };
        let age = facts.born.year().map(|born| year - born).filter(|age| *age > 0);
        let told = |ahead: i64, which: &str| {
            let at_ms = later(day, -ahead).and_then(|day| clock.morning(day))?;
            let details = json!({ "date": day.to_string(), "age": age });
            let key = format!("{year}:{which}");
            Some(happening(Occasion::Birthday, ("contact", facts.id), None, at_ms, &key, details))
        };
        let ahead = Some(preferences.birthday_days).filter(|days| *days > 0).map(|days| told(days, "ahead"));
        all.extend(latest(ahead.into_iter().chain([told(0, "day")]).flatten().collect(), clock));
    }
    all
}

/// That somebody was not spoken with for as long as was wished, and again after as long.
pub fn of_touch(facts: TouchFacts, clock: &Clock) -> Vec<Happening> {
    let since = facts.spoken_ms.unwrap_or(facts.created_ms);
    let period = facts.weeks.max(1) * 7;
    let Some(base) = clock.day(since) else { return Vec::new() };
    let passed =
        i64::from(base.until(clock.today()).map(|span| span.get_days()).unwrap_or_default()) / period;
    let told = (passed - 1..=passed + 1).filter(|times| *times >= 1).filter_map(|times| {
        let at_ms = later(base, times * period).and_then(|day| clock.morning(day))?;
        let details = json!({ "weeks": facts.weeks, "spoken_ms": facts.spoken_ms });
        let key = format!("{since}:{period}:{times}");
        Some(happening(Occasion::KeepInTouch, ("contact", facts.id), None, at_ms, &key, details))
    });
    latest(told.collect(), clock)
}

/// What a deal's marks say, and that it was won or lost, where it is known that this was lately.
pub fn of_deal(deal: &DealFacts, clock: &Clock, preferences: &Preferences) -> Vec<Happening> {
    let told = |occasion, at: i64, key: String, details| {
        happening(occasion, ("deal", deal.id), None, at, &key, details)
    };
    if let Some(at) = deal.closed_ms.filter(|_| deal.state != "open") {
        if deal.came_closed {
            return Vec::new();
        }
        let occasion = if deal.state == "won" { Occasion::DealWon } else { Occasion::DealLost };
        return vec![told(occasion, at, at.to_string(), json!({}))];
    }
    let signs = Signs {
        open: deal.state == "open",
        rots_ms: deal.rots_ms,
        slipping_from: deal.slipping_from.as_deref(),
        has_next_step: deal.has_next_step,
    };
    let slipping = deal.slipping_from.as_deref().and_then(|day| clock.morning(day.parse().ok()?));
    let idle = clock.morning_from(deal.last_activity_ms + preferences.idle_days * DAY_MS);
    let candidates = [
        (Mark::Rotting, Occasion::DealNeglected, deal.rots_ms.and_then(|at| clock.morning_from(at))),
        (Mark::Slipping, Occasion::DealSlipping, slipping),
        (Mark::NoNextStep, Occasion::DealIdle, idle),
    ];
    candidates
        .into_iter()
        .filter_map(|(mark, occasion, at)| {
            let at = at?;
            let day = clock.day(at.max(clock.now_ms))?.to_string();
            marks(&signs, at.max(clock.now_ms), &day).contains(&mark).then(|| {
                let since = if mark == Mark::Slipping { json!(null) } else { json!(deal.last_activity_ms) };
                told(occasion, at, at.to_string(), json!({ "since_ms": since }))
            })
        })
        .collect()
}

/// That long work is done, or that work failed.
pub fn of_job(job: &JobFacts) -> Option<Happening> {
    let occasion = match job.failed {
        true => Occasion::JobFailed,
        false if job.finished_ms - job.started_ms >= LONG_MS => Occasion::JobDone,
        false => return None,
    };
    let details = json!({ "job": job.kind, "import": job.import });
    Some(happening(occasion, ("job", job.id), None, job.finished_ms, "", details))
}

fn happening(
    occasion: Occasion,
    (kind, id): (&'static str, Id),
    about: Option<Id>,
    at_ms: i64,
    version: &str,
    details: Value,
) -> Happening {
    let key = format!("{}:{id}:{version}", occasion.name());
    Happening { occasion, key, kind, id, about, at_ms, details }
}

/// What lies ahead, and the latest of what does not; of several at one moment the last in the row.
fn latest(row: Vec<Happening>, clock: &Clock) -> Vec<Happening> {
    let (now, ahead): (Vec<_>, Vec<_>) = row.into_iter().partition(|one| one.at_ms <= clock.now_ms);
    now.into_iter().max_by_key(|one| one.at_ms).into_iter().chain(ahead).collect()
}

/// Milliseconds of a number of minutes that was checked to lie within a year.
#[allow(clippy::cast_possible_truncation)]
fn whole(ms: f64) -> i64 {
    ms.round() as i64
}
