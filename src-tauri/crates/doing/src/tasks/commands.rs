//! What can be done with tasks beyond the record commands.

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::tz::TimeZone;
use satchel_feature::records::{self, Record, RuleCx, text};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::catalogue::is_own;
use satchel_kernel::{Error, Id, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::names::{self, Meant, Mention};
use super::quick::{self, DayOrder, Now, Taken, What};
use super::store::{self, Counts, Moments};
use super::{due, model};

/// The tasks' rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// Reads a line of words as a task, English or German, and says what was understood; writes nothing.
        "tasks.understand" needs Read => understand;
        /// Makes a task from a line of words: `call Anna next Tue 3pm !high #renewal`.
        "tasks.quick" needs Write undoable => quick_add;
        /// Marks a task as done, with what came of it; one that comes again makes its next occurrence.
        "tasks.complete" needs Write undoable => complete;
        /// Puts a task away until a moment.
        "tasks.snooze" needs Write undoable => snooze;
        /// Counts tasks: open, overdue, due today, by priority, done this week.
        "tasks.counts" needs Read => counts;
    }
}

/// A line and where it is read.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    /// The line, at most 2,000 bytes.
    pub text: String,
    /// The seller's zone, such as `Europe/Berlin`.
    pub zone: String,
    /// Words that an earlier answer took for something, and that belong to the title.
    #[serde(default)]
    pub plain: Vec<String>,
}

/// What a line says.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Understood {
    /// What is to be done.
    title: String,
    /// The day it is due, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    /// The time of that day, `HH:MM`.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_time: Option<String>,
    /// How long it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_min: Option<i64>,
    /// What kind of work the title speaks of: `call`, `visit` or `meeting`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    work: Option<&'static str>,
    /// How urgent it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<&'static str>,
    /// Its tags.
    tags: Vec<String>,
    /// The RFC 5545 rule by which it comes again.
    #[serde(skip_serializing_if = "Option::is_none")]
    recurrence: Option<String>,
    /// Names in it, and who has them.
    mentions: Vec<Mention>,
    /// Which words were taken for what.
    taken: Vec<TakenWords>,
}

/// Words with a meaning.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct TakenWords {
    /// What they say.
    what: What,
    /// The words as typed.
    words: String,
}

impl From<Taken> for TakenWords {
    fn from(taken: Taken) -> Self {
        Self { what: taken.what, words: taken.words }
    }
}

fn understand(cx: &mut Cx, typed: Typed) -> Result<Understood> {
    let read = read(&typed, now_ms(), &cx.region()?)?;
    let mentions = names::mentions(cx, &read.names)?;
    Ok(Understood {
        title: read.title,
        due: read.due.map(|day| day.to_string()),
        due_time: read.time.map(due::written),
        duration_min: read.duration_min,
        work: read.work,
        priority: read.priority,
        tags: read.tags,
        recurrence: read.recurrence,
        mentions,
        taken: read.taken.into_iter().map(TakenWords::from).collect(),
    })
}

fn read(typed: &Typed, now_ms: i64, region: &str) -> Result<quick::Read> {
    if typed.text.len() > quick::LONGEST {
        return Err(Error::invalid(
            "text",
            "This line is too long for a task. Write the rest into its notes.",
        ));
    }
    let zone = due::zone(&typed.zone).map_err(|e| e.at("zone"))?;
    let now = Now { at: moment(now_ms, zone)?.datetime(), order: order(region) };
    Ok(quick::read(&typed.text, now, &typed.plain))
}

/// How days are written with slashes in a country.
fn order(region: &str) -> DayOrder {
    if matches!(region, "US" | "PH" | "FM" | "PW") { DayOrder::MonthFirst } else { DayOrder::DayFirst }
}

fn now_ms() -> i64 {
    Timestamp::now().as_millisecond()
}

fn moment(ms: i64, zone: TimeZone) -> Result<jiff::Zoned> {
    let at = Timestamp::from_millisecond(ms)
        .map_err(|e| Error::broken("bad_clock", "The computer's clock is far out.").because(e))?;
    Ok(at.to_zoned(zone))
}

/// A line to make a task from.
#[derive(Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quick {
    /// The line, at most 2,000 bytes.
    pub text: String,
    /// The seller's zone, such as `Europe/Berlin`.
    pub zone: String,
    /// Words that belong to the title, whatever they could say.
    #[serde(default)]
    pub plain: Vec<String>,
    /// Whom its names mean, where that was asked or put right.
    #[serde(default)]
    pub meant: Vec<Meant>,
    /// Contacts it is about beside those it names.
    #[serde(default)]
    pub contacts: Vec<Id>,
    /// Companies it is about beside those it names.
    #[serde(default)]
    pub companies: Vec<Id>,
    /// Deals it is about.
    #[serde(default)]
    pub deals: Vec<Id>,
    /// Leads it is about.
    #[serde(default)]
    pub leads: Vec<Id>,
    /// Records of own kinds it is about beside those it names.
    #[serde(default)]
    pub own_records: Vec<Id>,
    /// The task it is part of.
    pub parent_id: Option<Id>,
}

fn quick_add(cx: &mut Cx, input: Quick) -> Result<Record> {
    let task = from_words(cx, input)?;
    cx.write_called(|rules| {
        let created = records::create(rules, "task", task)?;
        Ok((format!("Created {}", name(rules, &created)?), created))
    })
}

/// The task that a line of words says, before it is written. A name that several have is refused, with who they are.
pub fn from_words(cx: &Cx, input: Quick) -> Result<Record> {
    let Quick { text, zone, plain, meant, contacts, companies, deals, leads, own_records, parent_id } = input;
    let read = read(&Typed { text, zone: zone.clone(), plain }, now_ms(), &cx.region()?)?;
    let (mut contacts, mut companies, mut own_records) = (contacts, companies, own_records);
    for mention in names::mentions(cx, &read.names)? {
        let (kind, id) = match meant.iter().find(|meant| meant.words == mention.words) {
            Some(Meant { kind: Some(kind), id: Some(id), .. }) => (kind.clone(), *id),
            Some(_) => continue,
            None => match mention.choices.as_slice() {
                [] => continue,
                [one] => (one.kind.clone(), one.id),
                // Whoever it is, the task is for one of them already.
                several
                    if several.iter().any(|c| {
                        [&contacts, &companies, &own_records].iter().any(|ids| ids.contains(&c.id))
                    }) =>
                {
                    continue;
                }
                several => return Err(ambiguous(&mention.words, several)),
            },
        };
        let linked = match kind.as_str() {
            "company" => &mut companies,
            own if is_own(own) => &mut own_records,
            _ => &mut contacts,
        };
        if !linked.contains(&id) {
            linked.push(id);
        }
    }
    let mut task = Record::new();
    let mut set = |name: &str, value: Value| {
        if !value.is_null() {
            task.insert(name.to_owned(), value);
        }
    };
    set("title", json!(read.title));
    set("due", json!(read.due.map(|day| day.to_string())));
    if let Some(time) = read.time {
        set("due_time", json!(due::written(time)));
        set("due_zone", json!(zone));
    }
    set("duration_min", json!(read.duration_min));
    set("type", json!(read.work));
    set("priority", json!(read.priority));
    set("tags", json!(read.tags));
    set("recurrence", json!(read.recurrence));
    set("parent_id", json!(parent_id));
    set("contacts", json!(contacts));
    set("companies", json!(companies));
    set("deals", json!(deals));
    set("leads", json!(leads));
    set("own_records", json!(own_records));
    Ok(task)
}

fn ambiguous(words: &str, choices: &[names::Choice]) -> Error {
    let words_said = format!("“{words}” is the name of more than one. Say who is meant.");
    Error::refused("ambiguous_name", words_said)
        .at("text")
        .with(json!({ "words": words, "choices": choices }))
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Complete {
    /// The task.
    id: Id,
    /// What came of it.
    outcome: Option<String>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Completed {
    /// The task as it is now.
    task: Record,
    /// The next occurrence of one that comes again.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Record>,
}

fn complete(cx: &mut Cx, input: Complete) -> Result<Completed> {
    cx.write_called(|rules| {
        let old = open_task(rules, input.id)?;
        let mut patch = Record::from_iter([("status".to_owned(), json!("done"))]);
        if let Some(outcome) = input.outcome {
            patch.insert("outcome".into(), json!(outcome));
        }
        let task = records::patch(rules, "task", input.id, None, patch)?;
        let next = store::successor(rules.conn, input.id)?;
        let next = next.map(|id| records::get(rules.conn, rules.registry.kind("task")?, id)).transpose()?;
        Ok((format!("Completed {}", name(rules, &old)?), Completed { task, next }))
    })
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Snooze {
    /// The task.
    id: Id,
    /// Until when, milliseconds since 1970 UTC; null wakes it.
    until_ms: Option<i64>,
}

fn snooze(cx: &mut Cx, input: Snooze) -> Result<Record> {
    cx.write_called(|rules| {
        let old = open_task(rules, input.id)?;
        if input.until_ms.is_some_and(|until| until <= rules.now_ms) {
            return Err(Error::invalid("until_ms", "A task is put away until a time to come."));
        }
        let patch = Record::from_iter([("snoozed_until_ms".to_owned(), json!(input.until_ms))]);
        let task = records::patch(rules, "task", input.id, None, patch)?;
        let label = if input.until_ms.is_some() { "Snoozed" } else { "Woke" };
        Ok((format!("{label} {}", name(rules, &old)?), task))
    })
}

fn open_task(rules: &RuleCx<'_>, id: Id) -> Result<Record> {
    let task = records::get(rules.conn, rules.registry.kind("task")?, id)?;
    if task.contains_key("deleted_ms") {
        return Err(Error::refused("in_trash", "This task is in the trash. Restore it first."));
    }
    if model::is_closed(text(&task, "status")) {
        return Err(Error::refused("task_closed", "This task has ended. Open it again first."));
    }
    Ok(task)
}

fn name(rules: &RuleCx<'_>, task: &Record) -> Result<String> {
    Ok(records::name(&rules.registry.kind("task")?.kind, task))
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct In {
    /// The seller's zone, in which a day and a week begin; the week on Monday.
    zone: String,
}

fn counts(cx: &mut Cx, input: In) -> Result<Counts> {
    let zone = due::zone(&input.zone).map_err(|e| e.at("zone"))?;
    let now = moment(now_ms(), zone.clone())?;
    let far = |e: jiff::Error| Error::broken("bad_clock", "The computer's clock is far out.").because(e);
    let today = now.date();
    let begins = |day: jiff::civil::Date| day.to_zoned(zone.clone()).map_err(far);
    let monday = today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).map_err(far)?;
    let moments = Moments {
        day: today.to_string(),
        now_ms: now.timestamp().as_millisecond(),
        day_end_ms: begins(today.tomorrow().map_err(far)?)?.timestamp().as_millisecond(),
        week_ms: begins(monday)?.timestamp().as_millisecond(),
    };
    cx.vault.read(|conn| store::counts(conn, &moments))
}
