//! One look at the vault: raises what holds and is new, settles what holds no longer, and tells the desktop, in one note
//! when there are several. Whoever runs it looks again at the moment it answers, or when something changed.

use std::collections::BTreeSet;

use satchel_feature::{Cx, Event};
use satchel_kernel::{Result, anniversary};
use satchel_vault::Connection;
use serde_json::{Value, json};

use super::clock::{Clock, later};
use super::model::{BirthdayFacts, Facts, NotificationRow};
use super::preferences::Preferences;
use super::rules::{self, BIRTHDAY_PAST_DAYS, WINDOW_MS};
use super::store;
use crate::watches::{self, follow::follow};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// How far ahead is looked: by then somebody looks again.
const AHEAD_MS: i64 = DAY_MS;
/// Between two notes of the desktop passes so much time; what comes meanwhile is one note.
const BETWEEN_NOTES_MS: i64 = 30_000;

/// What is kept from one look to the next.
#[derive(Debug, Default)]
pub struct Last {
    unread: Option<i64>,
    note_ms: Option<i64>,
}

/// Looks. `is_heard` says whether somebody would show a note; until then what is to be shown waits. Answers when the next
/// look is due at the latest.
pub fn look(cx: &Cx, last: &mut Last, now_ms: i64, is_heard: bool) -> Result<i64> {
    let moved = follow(cx, now_ms)?;
    let (preferences, clock, happenings, open) = cx.vault.read(|conn| -> Result<_> {
        let preferences = Preferences::read(conn)?;
        let clock = preferences.clock(now_ms)?;
        let facts = facts(conn, &clock, &preferences)?;
        let mut happenings = rules::happenings(&facts, &clock, &preferences);
        let open = store::open_keys(conn)?;
        let holding: BTreeSet<&str> =
            happenings.iter().filter(|one| one.at_ms <= now_ms).map(|one| one.key.as_str()).collect();
        let settled: Vec<String> = open.into_iter().filter(|key| !holding.contains(key.as_str())).collect();
        let mut new = Vec::new();
        for one in happenings.drain(..) {
            if one.at_ms > now_ms || !store::is_known(conn, &one.key)? {
                new.push(one);
            }
        }
        Ok((preferences, clock, new, settled))
    })?;
    let (new, ahead): (Vec<_>, Vec<_>) = happenings.into_iter().partition(|one| one.at_ms <= now_ms);
    if !new.is_empty() || !open.is_empty() {
        cx.vault.write_local(|conn| -> Result<()> {
            for one in &new {
                store::insert(conn, one, preferences.channels(one.occasion), now_ms)?;
            }
            for key in &open {
                store::settle(conn, key, now_ms)?;
            }
            store::forget(conn)
        })?;
    }
    let mut next = now_ms + AHEAD_MS;
    let mut soon = |at: Option<i64>| next = next.min(at.unwrap_or(i64::MAX));
    soon(ahead.iter().map(|one| one.at_ms).min());
    let (unread, waking, waiting) = cx.vault.read(|conn| -> Result<_> {
        Ok((store::unread(conn, now_ms)?, store::next_waking(conn, now_ms)?, store::waiting(conn, now_ms)?))
    })?;
    soon(waking);
    let note = if waiting.is_empty() || !is_heard {
        None
    } else if let Some(quiet) = preferences.quiet_until(&clock) {
        soon(Some(quiet));
        None
    } else if let Some(free) = last.note_ms.map(|at| at + BETWEEN_NOTES_MS)
        && (now_ms..=now_ms + BETWEEN_NOTES_MS).contains(&free)
    {
        soon(Some(free));
        None
    } else {
        // Marked first: a note that a crash swallows is in the list all the same, and none comes twice.
        cx.vault
            .write_local(|conn| waiting.iter().try_for_each(|one| store::mark_shown(conn, one.id, now_ms)))?;
        last.note_ms = Some(now_ms);
        Some(note(&waiting))
    };
    if note.is_some() || last.unread != Some(unread) || !new.is_empty() || moved {
        last.unread = Some(unread);
        cx.emit(Event::Notify { unread, note });
    }
    Ok(next)
}

/// What the desktop shows: the only one as it is, several by their number.
fn note(waiting: &[NotificationRow]) -> Value {
    match waiting {
        [only] => json!({ "count": 1, "only": only }),
        several => json!({ "count": several.len() }),
    }
}

/// Reads what the rules look at: what became true in the last weeks or will within a day.
fn facts(conn: &Connection, clock: &Clock, preferences: &Preferences) -> Result<Facts> {
    let now = clock.now_ms;
    let (from, to) = (now - WINDOW_MS, now + AHEAD_MS);
    let day = |ms: i64| clock.day(ms).unwrap_or(clock.today()).to_string();
    let idle = preferences.idle_days * DAY_MS;
    // A task is overdue the day after its day, and waits for some days more.
    let due_from = day(from - (preferences.follow_up_days + 2) * DAY_MS);
    let (days_from, days_to) = (day(from), day(to));
    let spans = store::DealSpans {
        moments: (from - DAY_MS, to),
        days: (&days_from, &days_to),
        activity: (from - idle - DAY_MS, to - idle),
    };
    Ok(Facts {
        tasks: store::tasks(conn, (&due_from, &day(to)), from, &clock.today().to_string())?,
        birthdays: birthdays_around(conn, clock, preferences.birthday_days)?,
        touches: store::touches(conn)?,
        deals: store::deals(conn, &spans)?,
        jobs: store::jobs(conn, from, to)?,
        views: watches::store::unseen(conn, from)?,
    })
}

/// The birthdays that are told of around now.
fn birthdays_around(conn: &Connection, clock: &Clock, ahead: i64) -> Result<Vec<BirthdayFacts>> {
    let Some(from) = later(clock.today(), -BIRTHDAY_PAST_DAYS) else { return Ok(Vec::new()) };
    let days = u16::try_from(BIRTHDAY_PAST_DAYS + ahead + 1).unwrap_or(0);
    let mut found = Vec::new();
    for (from, to) in anniversary::stretches(from, days) {
        found.extend(store::birthdays(conn, &from, &to)?);
    }
    Ok(found)
}
