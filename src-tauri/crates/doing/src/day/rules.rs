//! Whom a task leads to, and the order of the day's visits.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use satchel_feature::Cx;
use satchel_feature::records::{self, Record, part, text};
use satchel_kernel::query::{Condition, Filter, Op, Query, Sort};
use satchel_kernel::route::{self, Stop};
use satchel_kernel::{Error, Id, Point, Result};
use satchel_people::places;
use satchel_search::Page;
use serde_json::{Map, Value, json};

use super::commands::{Entry, Note, Start, Visit, Who};

/// The kind of work that is a visit.
const VISIT: &str = "visit";
/// The most tasks of a day.
const MOST: usize = 300;
/// Who is asked where a task leads, in this order.
const LEADS_TO: [(&str, &str); 3] = [("contacts", "contact"), ("leads", "lead"), ("companies", "company")];

/// Whether a task is a visit.
pub fn is_visit(task: &Record) -> bool {
    text(task, "type") == VISIT
}

/// A day where the seller is.
pub struct Today {
    /// Which.
    pub day: Date,
    /// When it begins, milliseconds since 1970 UTC.
    start_ms: i64,
    /// When the next begins.
    end_ms: i64,
    now_ms: i64,
}

impl Today {
    /// The day it is now.
    pub fn now(zone: &str) -> Result<Self> {
        let zone = crate::tasks::due::zone(zone).map_err(|e| e.at("zone"))?;
        let far = |e: jiff::Error| Error::broken("bad_clock", "The computer's clock is far out.").because(e);
        let now = jiff::Timestamp::now().to_zoned(zone.clone());
        let start_ms = begins(now.date(), zone.clone()).map_err(far)?;
        let end_ms = now.date().checked_add(1.days()).and_then(|day| begins(day, zone)).map_err(far)?;
        Ok(Self { day: now.date(), start_ms, end_ms, now_ms: now.timestamp().as_millisecond() })
    }

    /// What is to be done by the end of the day, in the order it is due.
    pub fn tasks(&self, cx: &Cx) -> Result<Vec<Record>> {
        let is =
            |field: &str, op: Op, value: Value| Filter::Is(Condition { field: field.to_owned(), op, value });
        let whole = Filter::And(vec![
            is("due_ms", Op::Empty, Value::Null),
            is("due", Op::AtMost, json!(self.day.to_string())),
        ]);
        let filter = Filter::And(vec![
            is("status", Op::OneOf, json!(["open", "in_progress", "waiting"])),
            Filter::Not(Box::new(is("snoozed_until_ms", Op::Greater, json!(self.now_ms)))),
            Filter::Or(vec![whole, is("due_ms", Op::Less, json!(self.end_ms))]),
        ]);
        let by = |field: &str| Sort { field: field.to_owned(), descending: false };
        let query = Query { filter: Some(filter), sort: vec![by("due"), by("due_ms")], ..Query::default() };
        let found = cx.list("task", &query, Page::Position(0), MOST)?;
        let compiled = cx.registry.kind("task")?;
        let tasks = cx.vault.read(|conn| records::find_many(conn, compiled, &found.ids))?;
        let mut by_id: HashMap<String, Record> =
            tasks.into_iter().map(|task| (text(&task, "id").to_owned(), task)).collect();
        Ok(found.ids.iter().filter_map(|id| by_id.remove(&id.to_string())).collect())
    }

    /// Whether a task was due on a day before this one.
    pub fn is_late(&self, task: &Record) -> bool {
        // A task of a time belongs to the day it is then, here.
        task.get("due_ms").and_then(Value::as_i64).map_or_else(
            || text(task, "due") < self.day.to_string().as_str(),
            |due_ms| due_ms < self.start_ms,
        )
    }

    /// When a visit must be made; the time of a day that is over binds no more.
    fn time(&self, task: &Record) -> Option<i64> {
        task.get("due_ms").and_then(Value::as_i64).filter(|_| !self.is_late(task))
    }

    /// The rank that was chosen for a task today.
    fn rank(&self, task: &Record) -> Option<f64> {
        (text(task, "route_day") == self.day.to_string()).then(|| task.get("route_rank")?.as_f64()).flatten()
    }
}

fn begins(day: Date, zone: TimeZone) -> std::result::Result<i64, jiff::Error> {
    Ok(day.to_zoned(zone)?.timestamp().as_millisecond())
}

/// Where the seller starts from; what is typed there may be unknown.
pub fn start(cx: &Cx) -> Result<Option<Start>> {
    let set = cx.vault.read(|conn| satchel_vault::settings::get(conn, "start_from"))?;
    let Some(name) = set.as_ref().and_then(Value::as_str).filter(|name| !name.trim().is_empty()) else {
        return Ok(None);
    };
    let located = places::read(name, &cx.region()?);
    Ok(Some(Start { name: name.to_owned(), place: located.and_then(|located| located.point) }))
}

/// The visits in the order they are made: as the seller put them, with what came after that where it lies best; or in a
/// short one. Those without a place come last. Says whether the order is the seller's own.
pub fn ordered(
    today: &Today,
    from: Option<Point>,
    visits: Vec<(Record, Entry, Option<Point>)>,
) -> (Vec<Visit>, bool) {
    let ranks: Vec<Option<f64>> = visits.iter().map(|(task, ..)| today.rank(task)).collect();
    let by_hand = ranks.iter().any(Option::is_some);
    let mut placed = Vec::new();
    let mut stops = Vec::new();
    for (at, (task, _, place)) in visits.iter().enumerate() {
        if let Some(place) = place {
            placed.push(at);
            stops.push(Stop { place: *place, at: today.time(task) });
        }
    }
    let way = if by_hand {
        let rank = |stop: usize| placed.get(stop).and_then(|at| ranks.get(*at).copied().flatten());
        let mut ranked: Vec<(f64, usize)> =
            (0..stops.len()).filter_map(|stop| Some((rank(stop)?, stop))).collect();
        ranked.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let begun: Vec<usize> = ranked.into_iter().map(|(_, stop)| stop).collect();
        let new = (0..stops.len()).filter(|stop| rank(*stop).is_none());
        new.fold(begun, |way, stop| route::insert(from, &stops, &way, stop))
    } else {
        route::shortest(from, &stops)
    };
    let mut legs = route::legs(from, &stops, &way).into_iter();
    let mut order: Vec<(usize, Option<f64>)> =
        way.iter().filter_map(|stop| placed.get(*stop)).map(|at| (*at, legs.next().flatten())).collect();
    order.extend((0..visits.len()).filter(|at| !placed.contains(at)).map(|at| (at, None)));
    let mut visits: Vec<Option<(Record, Entry, Option<Point>)>> = visits.into_iter().map(Some).collect();
    let taken = order.into_iter().filter_map(|(at, km)| {
        let (task, entry, place) = visits.get_mut(at)?.take()?;
        Some(Visit { entry, place, km, late: today.is_late(&task) })
    });
    (taken.collect(), by_hand)
}

/// A task with whom it is about, and the place it leads to.
pub fn entry(cx: &Cx, task: &Record) -> Result<(Entry, Option<Point>)> {
    let about = about(cx, task)?;
    let who = about.first();
    let located = about.iter().find(|(_, record)| !text(record, places::PLACE).is_empty());
    let phone = about.iter().find_map(|(_, record)| phone(record));
    let address = located.or(who).and_then(|(_, record)| address(record));
    let found = located.map(|(_, record)| text(record, places::FOUND).to_owned());
    let note = who.map(|(kind, record)| last_note(cx, kind, record)).transpose()?.flatten();
    let name = |kind: &str, record: &Record| -> Result<String> {
        Ok(records::name(&cx.registry.kind(kind)?.kind, record))
    };
    let mut entry = Entry { task: task.clone(), who: None, company: None, phone, address, found, note };
    if let Some((kind, record)) = who {
        let id = text(record, "id").parse::<Id>()?;
        entry.who = Some(Who { kind: (*kind).to_owned(), id, name: name(kind, record)? });
        entry.company = match about.iter().find(|(kind, _)| *kind == "company") {
            Some((kind, company)) if text(company, "id") != text(record, "id") => Some(name(kind, company)?),
            _ => Some(text(record, "company").to_owned()).filter(|company| !company.is_empty()),
        };
    }
    let point = located.and_then(|(_, record)| text(record, places::PLACE).parse().ok());
    Ok((entry, point))
}

/// Whom a task is about, the nearest first: those it names, the company a contact works at, those of its deals.
fn about(cx: &Cx, task: &Record) -> Result<Vec<(&'static str, Record)>> {
    let mut found: Vec<(&'static str, Record)> = Vec::new();
    cx.vault.read(|conn| {
        let mut add = |kind: &'static str, id: &Value| -> Result<()> {
            let Some(id) = id.as_str().and_then(|id| id.parse::<Id>().ok()) else { return Ok(()) };
            if let Some(record) = records::find(conn, cx.registry.kind(kind)?, id)?
                && !record.contains_key("deleted_ms")
                && !found.iter().any(|(_, known)| known.get("id") == record.get("id"))
            {
                found.push((kind, record));
            }
            Ok(())
        };
        for (part_name, kind) in LEADS_TO {
            part(task, part_name).iter().try_for_each(|id| add(kind, id))?;
        }
        for deal in part(task, "deals") {
            let Some(id) = deal.as_str().and_then(|id| id.parse::<Id>().ok()) else { continue };
            let Some(deal) = records::find(conn, cx.registry.kind("deal")?, id)? else { continue };
            part(&deal, "contacts")
                .iter()
                .filter_map(|one| one.get("contact_id"))
                .try_for_each(|id| add("contact", id))?;
            deal.get("company_id").map_or(Ok(()), |id| add("company", id))?;
        }
        Ok::<_, Error>(())
    })?;
    let jobs: Vec<Value> = found
        .iter()
        .flat_map(|(_, record)| part(record, "jobs"))
        .filter(|job| job.get("to").is_none())
        .filter_map(|job| job.get("company_id").cloned())
        .collect();
    for job in jobs {
        let Some(id) = job.as_str().and_then(|id| id.parse::<Id>().ok()) else { continue };
        let company = cx.vault.read(|conn| records::find(conn, cx.registry.kind("company")?, id))?;
        if let Some(company) = company
            && !found.iter().any(|(_, known)| known.get("id") == company.get("id"))
        {
            found.push(("company", company));
        }
    }
    Ok(found)
}

/// The preferred one of a part, else the first.
fn preferred<'a>(record: &'a Record, name: &str) -> Option<&'a Map<String, Value>> {
    let rows = part(record, name);
    rows.iter().find(|row| row.get("primary") == Some(&Value::Bool(true))).or(rows.first())?.as_object()
}

fn phone(record: &Record) -> Option<String> {
    Some(text(preferred(record, "phones")?, "value").to_owned()).filter(|number| !number.is_empty())
}

/// The address as the record has it; a lead has one field for each of its lines.
fn address(record: &Record) -> Option<Value> {
    if let Some(address) = preferred(record, "addresses") {
        return Some(Value::Object(address.clone()));
    }
    let lines = ["street", "postal_code", "city", "region", "country"];
    let own: Map<String, Value> =
        lines.iter().filter_map(|name| Some(((*name).to_owned(), record.get(*name)?.clone()))).collect();
    (!own.is_empty()).then_some(Value::Object(own))
}

/// What was written down last about somebody.
fn last_note(cx: &Cx, kind: &str, record: &Record) -> Result<Option<Note>> {
    let is =
        |field: String| Filter::Is(Condition { field, op: Op::Equals, value: json!(text(record, "id")) });
    let query = Query { filter: Some(is(format!("{kind}_id"))), ..Query::default() };
    let found = cx.list("note", &query, Page::Position(0), 1)?;
    let Some(id) = found.ids.first() else { return Ok(None) };
    let note = cx.record("note", *id)?;
    let at_ms = note.get("created_ms").and_then(Value::as_i64).unwrap_or_default();
    Ok(Some(Note { body: text(&note, "body").to_owned(), at_ms }))
}
