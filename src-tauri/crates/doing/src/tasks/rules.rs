//! What makes a task whole, and the occurrence that follows one that was done.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use satchel_feature::records::{self, KindRules, Place, Record, RuleCx, part, text};
use satchel_kernel::{Error, Id, Result};
use satchel_people::tags;
use satchel_selling::deals::rules as deals;
use satchel_selling::leads::rules as leads;
use satchel_vault::Connection;
use serde_json::{Value, json};

use super::model::is_closed;
use super::{due, open, recurrence, store};

/// How deep subtasks go at most.
const DEEPEST: usize = 1_000;
/// The longest a task may take, in minutes: a month.
const LONGEST_MIN: f64 = 31.0 * 24.0 * 60.0;
/// The farthest a reminder lies from its task, in minutes: a year.
const FARTHEST_MIN: f64 = 366.0 * 24.0 * 60.0;
/// What the next occurrence has of the one before.
const HANDED_ON: [&str; 15] = [
    "title",
    "notes",
    "priority",
    "type",
    "due_time",
    "due_zone",
    "duration_min",
    "parent_id",
    "contacts",
    "companies",
    "deals",
    "leads",
    "own_records",
    "tags",
    "custom",
];

/// The rules of tasks.
pub struct TaskRules;

impl KindRules for TaskRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
        for (field, usual) in [("status", "open"), ("priority", "none")] {
            new.entry(field.to_owned()).or_insert(json!(usual));
        }
        due::settle(new)?;
        recurring(new)?;
        completion(cx, new, old);
        within(new.get("duration_min"), 0.0..=LONGEST_MIN)
            .ok_or_else(|| Error::invalid("duration_min", "A task takes from no time to a month."))?;
        for (at, reminder) in part(new, "reminders").iter().enumerate() {
            within(reminder.get("minutes"), -FARTHEST_MIN..=FARTHEST_MIN).ok_or_else(|| {
                Error::invalid(
                    format!("reminders.{at}.minutes"),
                    "A reminder lies within a year of its task.",
                )
            })?;
        }
        if let (Some(id), Some(parent)) = (old.and_then(|old| id(old, "id")), id(new, "parent_id")) {
            refuse_cycle(cx, id, parent)?;
        }
        Ok(())
    }

    fn written(&self, cx: &RuleCx<'_>, id: Id, new: &Record, old: Option<&Record>) -> Result<()> {
        tags::ensure(cx, part(new, "tags"), old.map(|old| part(old, "tags")).unwrap_or_default())?;
        open::keep(cx, new, old)?;
        let was_open = old.is_some_and(|old| !is_closed(text(old, "status")));
        if was_open && text(new, "status") == "done" && !text(new, "recurrence").is_empty() {
            come_again(cx, id, new)?;
        }
        if was_open && is_closed(text(new, "status")) {
            open::of(new, "deals").try_for_each(|deal| deals::happened(cx, deal, cx.now_ms))?;
            open::of(new, "leads").try_for_each(|lead| leads::happened(cx, lead, cx.now_ms))?;
        }
        Ok(())
    }

    fn trashed(&self, cx: &RuleCx<'_>, id: Id) -> Result<()> {
        open::keep_below(cx, id)
    }

    fn follow(&self, cx: &RuleCx<'_>, kind: &str, id: Id, record: &mut Record) -> Result<()> {
        open::follow(cx, kind, id, record)
    }

    fn lately(&self, conn: &Connection, before: Place, limit: usize) -> Result<Vec<Place>> {
        store::lately(conn, before, limit)
    }

    fn events(
        &self,
        conn: &Connection,
        of: &str,
        owner: Id,
        before: Place,
        limit: usize,
    ) -> Result<Vec<Place>> {
        store::of(conn, of, owner, before, limit)
    }

    fn pinned(&self, conn: &Connection, of: &str, owner: Id, limit: usize) -> Result<Vec<Place>> {
        store::pinned(conn, of, owner, limit)
    }

    fn subtitle(&self, record: &Record) -> String {
        let notes = text(record, "notes").lines().next().unwrap_or_default();
        let parts = [text(record, "due"), text(record, "due_time"), notes];
        let shown = parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ");
        shown.chars().take(120).collect()
    }
}

/// What is to be done about a lead goes with what it becomes.
pub struct Converted;

impl KindRules for Converted {
    fn written(&self, cx: &RuleCx<'_>, id: Id, new: &Record, old: Option<&Record>) -> Result<()> {
        leads::carry(cx, "task", (id, new, old), store::about_lead)
    }
}

fn within(value: Option<&Value>, range: std::ops::RangeInclusive<f64>) -> Option<()> {
    value.is_none_or(|value| value.as_f64().is_some_and(|number| range.contains(&number))).then_some(())
}

fn id(record: &Record, field: &str) -> Option<Id> {
    record.get(field).and_then(Value::as_str).and_then(|text| text.parse().ok())
}

fn recurring(task: &mut Record) -> Result<()> {
    let rule = text(task, "recurrence");
    if rule.is_empty() {
        return Ok(());
    }
    let Some(day) = due::day(task)? else {
        return Err(Error::invalid("due", "A task that comes again needs a day to begin with."));
    };
    let rule = recurrence::normalise(rule, day, due::time(task)?)?;
    task.insert("recurrence".into(), json!(rule));
    Ok(())
}

/// A task that ends says when; one that is open again does not, and one that ended is not snoozed.
fn completion(cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) {
    if !is_closed(text(new, "status")) {
        new.remove("completed_ms");
        return;
    }
    new.remove("snoozed_until_ms");
    match old {
        Some(old) if is_closed(text(old, "status")) => {
            if let Some(at) = old.get("completed_ms") {
                new.insert("completed_ms".into(), at.clone());
            }
        }
        Some(_) => _ = new.insert("completed_ms".into(), json!(cx.now_ms)),
        None => _ = new.entry("completed_ms".to_owned()).or_insert(json!(cx.now_ms)),
    }
}

fn refuse_cycle(cx: &RuleCx<'_>, id: Id, parent: Id) -> Result<()> {
    let mut above = Some(parent);
    for _ in 0..DEEPEST {
        match above {
            None => return Ok(()),
            Some(next) if next == id => break,
            Some(next) => above = store::parent(cx.conn, next)?,
        }
    }
    Err(Error::invalid("parent_id", "A task cannot be part of itself or of one of its own subtasks."))
}

/// Makes the next occurrence of a task that was done, unless there is one.
fn come_again(cx: &RuleCx<'_>, done: Id, task: &Record) -> Result<()> {
    let Some(day) = due::day(task)? else { return Ok(()) };
    if store::successor(cx.conn, done)?.is_some() {
        return Ok(());
    }
    let earliest = today(cx.now_ms, text(task, "due_zone"))?;
    let Some(next) = recurrence::next(text(task, "recurrence"), day, due::time(task)?, earliest)? else {
        return Ok(());
    };
    let mut following: Record =
        HANDED_ON.iter().filter_map(|name| Some(((*name).to_owned(), task.get(*name)?.clone()))).collect();
    let minutes = part(task, "reminders").iter().filter_map(|reminder| reminder.get("minutes"));
    let reminders: Vec<Value> = minutes.map(|minutes| json!({ "minutes": minutes })).collect();
    following.insert("reminders".into(), json!(reminders));
    following.insert("due".into(), json!(next.day.to_string()));
    following.insert("recurrence".into(), json!(next.rule));
    following.insert("previous_id".into(), json!(done));
    records::create_following(cx, "task", Id::new(), following)?;
    Ok(())
}

/// The day it is now: in this zone, or without one where the program runs.
fn today(now_ms: i64, zone: &str) -> Result<Date> {
    let zone = if zone.is_empty() { TimeZone::system() } else { due::zone(zone)? };
    let now = Timestamp::from_millisecond(now_ms)
        .map_err(|e| Error::broken("bad_clock", "The computer's clock is far out.").because(e))?;
    Ok(now.to_zoned(zone).date())
}
