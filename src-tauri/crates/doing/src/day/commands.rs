//! The verbs of the day.

use satchel_feature::records::{self, Record};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Error, Id, Point, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::rules::{self, Today};

/// The most visits that are put into an order.
const MOST: usize = 300;

/// The rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// What is due by the end of today, with whom, where and how to reach them; today's visits in a short order.
        "day.plan" needs Read => plan;
        /// Puts today's visits into an order by hand, or back into a short one.
        "day.arrange" needs Write undoable => arrange;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct In {
    /// The seller's zone, such as `Europe/Berlin`.
    zone: String,
}

/// A day.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Plan {
    /// Which, `YYYY-MM-DD`.
    day: String,
    /// Where the seller starts from, if they said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Start>,
    /// Today's visits and those still open of days before, in the order they are made; those without a known place last.
    visits: Vec<Visit>,
    /// How long the way is, in kilometres as the crow flies.
    km: f64,
    /// Whether the seller put the visits into this order.
    by_hand: bool,
    /// Everything else that is due or late, in the order it is due.
    tasks: Vec<Entry>,
}

/// Where a day's way begins.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Start {
    /// As the seller wrote it.
    pub name: String,
    /// Where that is; absent where no such place is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Point>,
}

/// A visit.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Visit {
    /// What is to be done there.
    #[serde(flatten)]
    pub entry: Entry,
    /// Where; absent where that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Point>,
    /// How far from the stop before, in kilometres as the crow flies; absent where one of them has no place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub km: Option<f64>,
    /// Whether it was due on a day before.
    pub late: bool,
}

/// Something that is to be done.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Entry {
    /// The task.
    pub task: Record,
    /// Whom it is about first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<Who>,
    /// Their company, if that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// The number to call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The address it leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Value>,
    /// By what its place was found, such as `postcode` or `town`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What was written down last about them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
}

/// Somebody a task is about.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Who {
    /// `contact`, `lead` or `company`.
    pub kind: String,
    /// Which.
    pub id: Id,
    /// What they are called.
    pub name: String,
}

/// A note.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Note {
    /// Its Markdown.
    pub body: String,
    /// When it was written, milliseconds since 1970 UTC.
    pub at_ms: i64,
}

fn plan(cx: &mut Cx, input: In) -> Result<Plan> {
    let today = Today::now(&input.zone)?;
    let start = rules::start(cx)?;
    let from = start.as_ref().and_then(|start| start.place);
    let mut visits = Vec::new();
    let mut tasks = Vec::new();
    for task in today.tasks(cx)? {
        let (entry, place) = rules::entry(cx, &task)?;
        if rules::is_visit(&task) {
            visits.push((task, entry, place));
        } else {
            tasks.push(entry);
        }
    }
    let (visits, by_hand) = rules::ordered(&today, from, visits);
    let km = visits.iter().filter_map(|visit| visit.km).sum();
    Ok(Plan { day: today.day.to_string(), start, visits, km, by_hand, tasks })
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Arrange {
    /// The seller's zone, such as `Europe/Berlin`.
    zone: String,
    /// Today's visits in the order they shall be made; null for a short one.
    tasks: Option<Vec<Id>>,
}

fn arrange(cx: &mut Cx, input: Arrange) -> Result<Plan> {
    let today = Today::now(&input.zone)?;
    let day = today.day.to_string();
    if input.tasks.as_ref().is_some_and(|tasks| tasks.len() > MOST) {
        return Err(Error::invalid("tasks", "A day has at most 300 visits."));
    }
    let visits: Vec<Record> = today.tasks(cx)?.into_iter().filter(rules::is_visit).collect();
    let is_visit = |id: &Id| visits.iter().any(|task| records::text(task, "id") == id.to_string());
    if let Some(other) = input.tasks.iter().flatten().find(|id| !is_visit(id)) {
        let words = "Only visits of today can be put into an order. Ask for the day again.";
        return Err(Error::refused("no_visit_today", words).at("tasks").with(json!({ "id": other })));
    }
    let label =
        if input.tasks.is_some() { "Ordered the visits" } else { "Put the visits into a short order" };
    cx.write_record(label, |rules| {
        let set = |id: Id, day: Value, rank: Value| {
            let patch = Record::from_iter([("route_day".to_owned(), day), ("route_rank".to_owned(), rank)]);
            records::patch(rules, "task", id, None, patch)
        };
        if let Some(order) = &input.tasks {
            for (rank, id) in order.iter().enumerate() {
                set(*id, json!(day), json!(rank))?;
            }
            return Ok(());
        }
        for task in &visits {
            set(records::text(task, "id").parse()?, Value::Null, Value::Null)?;
        }
        Ok(())
    })?;
    plan(cx, In { zone: input.zone })
}
