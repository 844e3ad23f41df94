//! The rules of deals: where one stands, since when, what follows from it.

use satchel_feature::records::{self, KindRules, Record, RuleCx, part, text};
use satchel_kernel::text::fold;
use satchel_kernel::{Error, Id, Result};
use satchel_people::stakeholders;
use serde_json::{Value, json};

use super::marks::slipping_from;
use super::{open, store};
use crate::forecast::rules::day;
use crate::pipelines::rules::{entry, first_of, first_or_new, id_of};
use crate::pipelines::{Outcome, Stage, store as pipelines};

/// The rules of deals.
pub struct DealRules;

impl KindRules for DealRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
        let stage = stage_of(cx, new, old)?;
        let moved = old.and_then(|old| id_of(old, "stage_id")) != Some(stage.id);
        stand(cx, new, old, &stage, moved);
        close(cx, new, old, &stage, moved);
        company(cx, new)?;
        stakeholders::check(cx, new, "contacts")?;
        close_date(cx, new, old, &stage)?;
        kept(new, old);
        activity(cx, new, old, &stage);
        Ok(())
    }

    fn written(&self, cx: &RuleCx<'_>, _: Id, new: &Record, old: Option<&Record>) -> Result<()> {
        let before = old.map(|old| part(old, "tags")).unwrap_or_default();
        satchel_people::tags::ensure(cx, part(new, "tags"), before)?;
        open::keep(cx, new, old)
    }

    fn trashed(&self, cx: &RuleCx<'_>, id: Id) -> Result<()> {
        open::keep(cx, &records::get(cx.conn, cx.registry.kind("deal")?, id)?, None)
    }

    fn follow(&self, cx: &RuleCx<'_>, kind: &str, id: Id, record: &mut Record) -> Result<()> {
        open::follow(cx, kind, id, record)
    }

    /// A deal that comes back while its stage is gone goes where deals begin, or where they end as it did.
    fn trashing(&self, cx: &RuleCx<'_>, id: Id, trashed: bool) -> Result<()> {
        if trashed {
            return Ok(());
        }
        let compiled = cx.registry.kind("deal")?;
        let old = records::get(cx.conn, compiled, id)?;
        let mut new = old.clone();
        self.prepare(cx, &mut new, Some(&old))?;
        records::update_prepared(cx, compiled, id, &old, &mut new).map(|_| ())
    }

    fn subtitle(&self, record: &Record) -> String {
        text(record, "company").to_owned()
    }
}

/// The stage the deal shall be in: the one that is named now; where a new pipeline begins; else where it was.
fn stage_of(cx: &RuleCx<'_>, new: &Record, old: Option<&Record>) -> Result<Stage> {
    let named = id_of(new, "stage_id");
    let before = old.and_then(|old| id_of(old, "stage_id"));
    if let Some(named) = named.filter(|named| before != Some(*named)) {
        return match pipelines::stage(cx.conn, named)? {
            Some(stage) if stage.living => Ok(stage),
            _ => Err(Error::refused("stage_gone", "This stage is not there any more. Choose another one.")
                .at("stage_id")),
        };
    }
    let pipeline = id_of(new, "pipeline_id");
    if let Some(pipeline) = pipeline.filter(|now| old.and_then(|old| id_of(old, "pipeline_id")) != Some(*now))
    {
        if pipelines::is_living(cx.conn, pipeline)? != Some(true) {
            return Err(Error::refused(
                "pipeline_gone",
                "This pipeline is not there any more. Choose another one.",
            )
            .at("pipeline_id"));
        }
        return entry(cx, pipeline);
    }
    let Some(before) = before else { return entry(cx, first_or_new(cx)?) };
    match pipelines::stage(cx.conn, before)? {
        Some(stage) if stage.living => Ok(stage),
        // Removed meanwhile, by another laptop or by an undo: the nearest place that is there.
        Some(gone) if pipelines::is_living(cx.conn, gone.pipeline)? == Some(true) => {
            first_of(cx, gone.pipeline, gone.outcome).or_else(|_| entry(cx, gone.pipeline))
        }
        Some(gone) => {
            let pipeline = first_or_new(cx)?;
            first_of(cx, pipeline, gone.outcome).or_else(|_| entry(cx, pipeline))
        }
        None => entry(cx, first_or_new(cx)?),
    }
}

/// Where it stands, since when, and what that says of the forecast. What a caller says of the history counts for
/// nothing.
fn stand(cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>, stage: &Stage, moved: bool) {
    new.insert("stage_id".into(), json!(stage.id));
    new.insert("pipeline_id".into(), json!(stage.pipeline));
    new.insert("state".into(), json!(stage.outcome.word()));
    let mut history = old.map(|old| part(old, "stages").to_vec()).unwrap_or_default();
    let since = match old.and_then(|old| old.get("stage_since_ms")) {
        Some(since) if !moved => since.clone(),
        _ => json!(cx.now_ms),
    };
    new.insert("stage_since_ms".into(), since);
    if moved {
        history.push(json!({
            "stage_id": stage.id, "name": stage.name, "outcome": stage.outcome.word(), "entered_ms": cx.now_ms
        }));
    }
    new.insert("stages".into(), Value::Array(history));
    let said = new.get("forecast") != old.and_then(|old| old.get("forecast"));
    if !new.contains_key("forecast") || (moved && !said) {
        new.insert("forecast".into(), json!(usual_forecast(stage.probability)));
    }
}

/// How sure a deal is by its stage alone.
pub fn usual_forecast(probability: f64) -> &'static str {
    match probability {
        p if p >= 75.0 => "commit",
        p if p >= 50.0 => "best_case",
        _ => "pipeline",
    }
}

/// The day on which a deal was expected to close: its noon, which is that day nearly everywhere.
fn expected(deal: &Record) -> Option<i64> {
    let day: jiff::civil::Date = text(deal, "close_date").parse().ok()?;
    Some(day.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

/// A closed deal has its moment, which of one that is written down as closed is the day it was to close if that is past, and the reason of its outcome; an open one has neither.
fn close(cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>, stage: &Stage, moved: bool) {
    let before = old.and_then(|old| old.get("closed_ms"));
    let said = new.contains_key("closed_ms") && (new.get("closed_ms") != before || !moved);
    if stage.outcome == Outcome::Open {
        new.remove("closed_ms");
    } else if !said {
        let earlier = if old.is_none() { expected(new).filter(|at| *at < cx.now_ms) } else { None };
        new.insert("closed_ms".into(), json!(earlier.unwrap_or(cx.now_ms)));
    }
    if stage.outcome != Outcome::Won {
        new.remove("won_reason");
    }
    if stage.outcome != Outcome::Lost {
        new.remove("lost_reason");
    }
}

fn company(cx: &RuleCx<'_>, new: &mut Record) -> Result<()> {
    new.remove("company");
    let Some(id) = id_of(new, "company_id") else { return Ok(()) };
    let Some(name) = store::company_name(cx.conn, id)? else {
        return Err(Error::invalid("company_id", "There is no such company."));
    };
    new.insert("company".into(), json!(name));
    Ok(())
}

/// How often the expected close moved to a later day, and from when on that is slipping.
fn close_date(cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>, stage: &Stage) -> Result<()> {
    let date = text(new, "close_date").to_owned();
    if date.starts_with("--") {
        return Err(Error::invalid("close_date", "An expected close needs its year, as in 2027-03-22."));
    }
    let before = old.map(|old| text(old, "close_date")).unwrap_or_default();
    let postponed_before = old.map(count).unwrap_or_default();
    let later = !before.is_empty() && date.as_str() > before;
    let postponed = postponed_before + u32::from(later);
    new.insert("postponed".into(), json!(f64::from(postponed)));
    let from = slipping_from(
        Some(date.as_str()).filter(|date| !date.is_empty() && stage.outcome == Outcome::Open),
        postponed,
        old.map(|old| text(old, "slipping_from")).filter(|day| !day.is_empty()),
        postponed_before,
        &day(cx.now_ms),
    );
    match from {
        Some(from) => new.insert("slipping_from".into(), json!(from)),
        None => new.remove("slipping_from"),
    };
    Ok(())
}

/// How often the expected close moved to a later day.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count
pub fn count(deal: &Record) -> u32 {
    deal.get("postponed").and_then(Value::as_f64).unwrap_or_default() as u32
}

/// Nobody but [`set_open_tasks`] counts tasks.
fn kept(new: &mut Record, old: Option<&Record>) {
    match old.and_then(|old| old.get(OPEN_TASKS)) {
        Some(count) => new.insert(OPEN_TASKS.into(), count.clone()),
        None => new.remove(OPEN_TASKS),
    };
}

/// How many of a deal's tasks are to be done; absent when there are none.
pub const OPEN_TASKS: &str = "open_tasks";

/// Says how many of a deal's tasks are to be done. The deal does not count as changed by it.
///
/// # Errors
/// What the database says.
pub fn set_open_tasks(cx: &RuleCx<'_>, deal: Id, count: u32) -> Result<()> {
    store::set_open_tasks(cx.conn, deal, count)
}

/// Something happened with a deal at a moment, in milliseconds since 1970 UTC; what happened later counts on.
///
/// # Errors
/// What the database says.
pub fn happened(cx: &RuleCx<'_>, deal: Id, at_ms: i64) -> Result<()> {
    store::touch(cx.conn, deal, at_ms)
}

/// A change is activity; so is a note, which [`Activity`] sees, and what other groups say has [`happened`].
fn activity(cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>, stage: &Stage) {
    let before = old.and_then(|old| old.get("last_activity_ms")).and_then(Value::as_i64);
    let same = |old: &Record| {
        old.iter()
            .filter(|(name, _)| {
                !matches!(name.as_str(), "last_activity_ms" | "rots_ms" | "slipping_from" | OPEN_TASKS)
            })
            .filter(|(name, _)| !ENVELOPE.contains(&name.as_str()))
            .all(|(name, value)| new.get(name) == Some(value) || is_nothing(value) && !new.contains_key(name))
            && new.iter().all(|(name, value)| old.contains_key(name) || is_nothing(value))
    };
    let at = match before {
        Some(before) if old.is_some_and(same) => before,
        _ => cx.now_ms,
    };
    new.insert("last_activity_ms".into(), json!(at));
    match stage.rot_ms().filter(|_| stage.outcome == Outcome::Open) {
        Some(limit) => new.insert("rots_ms".into(), json!(at + limit)),
        None => new.remove("rots_ms"),
    };
}

const ENVELOPE: [&str; 6] = ["id", "kind", "version", "created_ms", "modified_ms", "deleted_ms"];

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Array(entries) => entries.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        other => other.is_null(),
    }
}

/// Carries a company's new name into its deals.
pub struct CompanyNames;

impl KindRules for CompanyNames {
    fn written(&self, cx: &RuleCx<'_>, id: Id, new: &Record, old: Option<&Record>) -> Result<()> {
        let name = text(new, "name");
        if old.is_none_or(|old| text(old, "name") == name) {
            return Ok(());
        }
        store::rename_company(cx.conn, id, name, &fold(name), &cx.registry.sort_key(name), cx.now_ms)
    }
}

/// A note on a deal is activity.
pub struct Activity;

impl KindRules for Activity {
    fn written(&self, cx: &RuleCx<'_>, _: Id, new: &Record, _: Option<&Record>) -> Result<()> {
        match id_of(new, "deal_id") {
            Some(deal) => store::touch(cx.conn, deal, cx.now_ms),
            None => Ok(()),
        }
    }
}
