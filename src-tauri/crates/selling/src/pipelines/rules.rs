//! The rules of pipelines and stages.

use satchel_feature::records::{self, KindRules, Record, RuleCx, text};
use satchel_kernel::text::fold;
use satchel_kernel::{Error, Id, Result};
use serde_json::{Value, json};

use super::{Outcome, Stage, store};

/// The first pipeline's id: two laptops that make it make the same one.
pub const FIRST: Id = Id::from_bytes([
    0x5a, 0x7c, 0x4e, 0x10, 0x00, 0x00, 0x80, 0x00, 0x80, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01,
]);

/// A usual stage: its names in English and German, outcome, probability and days until a deal there is neglected.
type Usual = (&'static str, &'static str, Outcome, f64, Option<f64>);

const USUAL: [Usual; 6] = [
    ("Qualification", "Qualifizierung", Outcome::Open, 10.0, Some(14.0)),
    ("Needs analysis", "Bedarfsanalyse", Outcome::Open, 25.0, Some(21.0)),
    ("Proposal", "Angebot", Outcome::Open, 50.0, Some(21.0)),
    ("Negotiation", "Verhandlung", Outcome::Open, 75.0, Some(14.0)),
    ("Won", "Gewonnen", Outcome::Won, 100.0, None),
    ("Lost", "Verloren", Outcome::Lost, 0.0, None),
];

/// The rules of pipelines.
pub struct PipelineRules;

impl KindRules for PipelineRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, _: Option<&Record>) -> Result<()> {
        if !new.contains_key("position") {
            new.insert("position".into(), json!(store::behind_pipelines(cx.conn)?));
        }
        Ok(())
    }

    /// A new pipeline has the usual stages.
    fn written(&self, cx: &RuleCx<'_>, id: Id, _: &Record, old: Option<&Record>) -> Result<()> {
        if old.is_some() {
            return Ok(());
        }
        let german = is_german(cx)?;
        for (number, (en, de, outcome, probability, rot_days)) in (1_u8..).zip(USUAL) {
            let stage = json!({
                "name": if german { de } else { en }, "pipeline_id": id, "position": number,
                "outcome": outcome.word(), "probability": probability, "rot_days": rot_days,
            });
            let Value::Object(stage) = stage else { continue };
            records::create_as(cx, "stage", usual_stage(id, number), stage)?;
        }
        Ok(())
    }

    fn trashing(&self, cx: &RuleCx<'_>, id: Id, trashed: bool) -> Result<()> {
        if !trashed {
            return Ok(());
        }
        let mut deals = 0;
        for stage in store::stages(cx.conn, id)? {
            deals += store::deals_in(cx.conn, stage.id, false)?.len();
        }
        if deals == 0 {
            return Ok(());
        }
        let words =
            format!("There are {deals} deals in this pipeline. Say where they go (pipelines.remove).");
        Err(Error::refused("pipeline_in_use", words).with(json!({ "count": deals })))
    }

    fn erased(&self, cx: &RuleCx<'_>, ids: &[Id]) -> Result<()> {
        still_named(cx, ids)
    }
}

/// The rules of stages.
pub struct StageRules;

impl KindRules for StageRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
        let pipeline = id_of(new, "pipeline_id").or_else(|| old.and_then(|old| id_of(old, "pipeline_id")));
        let Some(pipeline) = pipeline else { return Ok(()) };
        if let Some(old) = old
            && id_of(old, "pipeline_id") != Some(pipeline)
        {
            return Err(Error::invalid(
                "pipeline_id",
                "A stage stays in its pipeline. Make a new one there.",
            ));
        }
        if store::is_living(cx.conn, pipeline)? != Some(true) && old.is_none() {
            return Err(Error::invalid("pipeline_id", "There is no such pipeline, or it is in the trash."));
        }
        new.insert("pipeline_id".into(), json!(pipeline));
        let outcome = Outcome::from(text(new, "outcome"));
        if !new.contains_key("position") {
            new.insert("position".into(), json!(store::behind_stages(cx.conn, pipeline, outcome)?));
        }
        new.insert("outcome".into(), json!(outcome.word()));
        if let Some(old) = old
            && text(old, "outcome") != outcome.word()
            && id_of(old, "id").is_some_and(|id| store::users(cx.conn, &[id]).is_ok_and(|users| users > 0))
        {
            let why = "There are deals in this stage. Move them elsewhere before it means something else.";
            return Err(Error::refused("stage_in_use", why).at("outcome"));
        }
        let given = new.get("probability").and_then(Value::as_f64);
        let probability = match outcome {
            Outcome::Won => 100.0,
            Outcome::Lost => 0.0,
            Outcome::Open => given.unwrap_or(50.0),
        };
        if !(0.0..=100.0).contains(&probability) {
            return Err(Error::invalid("probability", "A probability is 0 to 100 percent."));
        }
        new.insert("probability".into(), json!(probability));
        let days = new.get("rot_days").and_then(Value::as_f64);
        if days.is_some_and(|days| !(1.0..=3650.0).contains(&days)) {
            return Err(Error::invalid("rot_days", "The limit is 1 to 3650 days."));
        }
        if outcome != Outcome::Open {
            new.remove("rot_days");
        }
        Ok(())
    }

    fn written(&self, cx: &RuleCx<'_>, id: Id, new: &Record, old: Option<&Record>) -> Result<()> {
        if old.is_some_and(|old| old.get("rot_days") != new.get("rot_days"))
            && let Some(stage) = store::stage(cx.conn, id)?
        {
            store::set_rotting(cx.conn, id, stage.rot_ms(), cx.now_ms)?;
        }
        Ok(())
    }

    fn trashing(&self, cx: &RuleCx<'_>, id: Id, trashed: bool) -> Result<()> {
        if !trashed {
            return Ok(());
        }
        let deals = store::deals_in(cx.conn, id, false)?.len();
        if deals == 0 {
            return Ok(());
        }
        let words = format!("There are {deals} deals in this stage. Say where they go (stages.remove).");
        Err(Error::refused("stage_in_use", words).with(json!({ "count": deals })))
    }

    fn erased(&self, cx: &RuleCx<'_>, ids: &[Id]) -> Result<()> {
        still_named(cx, ids)
    }
}

fn still_named(cx: &RuleCx<'_>, ids: &[Id]) -> Result<()> {
    if store::users(cx.conn, ids)? == 0 {
        return Ok(());
    }
    Err(Error::refused(
        "stage_named",
        "Deals in the trash are still in it. Erase them first, or restore and move them.",
    ))
}

/// The pipeline that a deal goes to when none is named: the first; made with the usual stages if there is none, or
/// taken out of the trash if it is the one every vault begins with.
pub fn first_or_new(cx: &RuleCx<'_>) -> Result<Id> {
    if let Some((id, _)) = store::pipelines(cx.conn)?.first() {
        return Ok(*id);
    }
    usual_or_new(cx)
}

/// The pipeline every vault begins with; made with the usual stages if it was not yet, or taken out of the trash.
pub fn usual_or_new(cx: &RuleCx<'_>) -> Result<Id> {
    if store::is_living(cx.conn, FIRST)? == Some(true) {
        return Ok(FIRST);
    }
    if store::is_living(cx.conn, FIRST)?.is_some() {
        records::set_trashed(cx, cx.registry.kind("pipeline")?, FIRST, false)?;
    } else {
        let name = if is_german(cx)? { FIRST_NAMES.1 } else { FIRST_NAMES.0 };
        records::create_as(cx, "pipeline", FIRST, Record::from_iter([("name".to_owned(), json!(name))]))?;
    }
    Ok(FIRST)
}

/// The stage a deal of this pipeline begins in: the first open one.
pub fn entry(cx: &RuleCx<'_>, pipeline: Id) -> Result<Stage> {
    first_of(cx, pipeline, Outcome::Open)
}

/// The first stage of a pipeline with this outcome.
pub fn first_of(cx: &RuleCx<'_>, pipeline: Id, outcome: Outcome) -> Result<Stage> {
    let stages = store::stages(cx.conn, pipeline)?;
    stages.into_iter().find(|stage| stage.outcome == outcome && stage.living).ok_or_else(|| {
        let words = format!(
            "This pipeline has no stage for deals that are {}. Add one in the settings.",
            outcome.word()
        );
        Error::refused("no_such_stage", words).at("stage_id").with(json!({ "outcome": outcome.word() }))
    })
}

/// What the pipeline is called that [`first_or_new`] makes, and its stages with what a deal is there.
///
/// # Errors
/// What the database says.
pub fn usual(cx: &RuleCx<'_>) -> Result<(&'static str, [(&'static str, Outcome); 6])> {
    let german = is_german(cx)?;
    let stages = USUAL.map(|(en, de, outcome, ..)| (if german { de } else { en }, outcome));
    Ok((if german { FIRST_NAMES.1 } else { FIRST_NAMES.0 }, stages))
}

/// What the pipeline every vault begins with is called, in English and German.
const FIRST_NAMES: (&str, &str) = ("Sales", "Vertrieb");

/// Whether two names of pipelines or of stages are one: as they are compared everywhere, and those every vault begins with
/// in either language.
pub fn is_called(name: &str, other: &str) -> bool {
    let (name, other) = (fold(name), fold(other));
    let mut usual = USUAL.iter().map(|(en, de, ..)| [*en, *de]).chain([[FIRST_NAMES.0, FIRST_NAMES.1]]);
    let is = |words: [&str; 2], name: &str| words.iter().any(|word| word.eq_ignore_ascii_case(name));
    name == other || usual.any(|words| is(words, &name) && is(words, &other))
}

/// Whether nothing of the seller's own is on a board: there is no deal, and no pipeline but the one every vault begins
/// with, as it began.
pub fn is_untouched(cx: &RuleCx<'_>) -> Result<bool> {
    if store::has_deals(cx.conn)? {
        return Ok(false);
    }
    for (id, _) in store::pipelines(cx.conn)? {
        let stages = store::stages(cx.conn, id)?;
        let same = stages.iter().zip(USUAL).all(|(stage, (en, de, outcome, ..))| {
            [en, de].contains(&stage.name.as_str()) && stage.outcome == outcome
        });
        if id != FIRST || stages.len() != USUAL.len() || !same {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Makes a pipeline without the usual stages; those it gets are told one by one.
pub fn without_stages(cx: &RuleCx<'_>, id: Id, name: &str, position: f64) -> Result<()> {
    let compiled = cx.registry.kind("pipeline")?;
    let new = Record::from_iter([("name".to_owned(), json!(name)), ("position".to_owned(), json!(position))]);
    let mut new = records::validate(&compiled.kind, compiled, new, None)?;
    records::create_prepared(cx, compiled, id, &mut new)
}

/// The id of a pipeline's usual stage, which follows from the pipeline's.
fn usual_stage(pipeline: Id, number: u8) -> Id {
    let input = [pipeline.as_bytes().as_slice(), &[number]].concat();
    let hash = blake3::derive_key("satchel 1 usual stage id", &input);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(hash.split_at(16).0);
    // Version 8: a UUID of our own making.
    bytes[6] = 0x80 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    Id::from_bytes(bytes)
}

/// Whether the seller chose German; what the page itself speaks is said by [`begin`].
fn is_german(cx: &RuleCx<'_>) -> Result<bool> {
    let language = satchel_vault::settings::get(cx.conn, "language")?;
    Ok(language.as_ref().and_then(Value::as_str) == Some("de"))
}

/// Makes the pipeline that every vault begins with, in words of the seller's language; what there is stays as it is.
pub fn begin(cx: &RuleCx<'_>, german: bool) -> Result<Id> {
    if let Some((id, _)) = store::pipelines(cx.conn)?.first() {
        return Ok(*id);
    }
    let made = store::is_living(cx.conn, FIRST)?.is_none();
    let id = first_or_new(cx)?;
    if made {
        let rename = |kind: &str, id: Id, name: &str| {
            let patch = Record::from_iter([("name".to_owned(), json!(name))]);
            records::patch(cx, kind, id, None, patch).map(|_| ())
        };
        rename("pipeline", id, if german { FIRST_NAMES.1 } else { FIRST_NAMES.0 })?;
        for (number, (en, de, ..)) in (1_u8..).zip(USUAL) {
            rename("stage", usual_stage(id, number), if german { de } else { en })?;
        }
    }
    Ok(id)
}

/// The id a record has in a field.
pub fn id_of(record: &Record, field: &str) -> Option<Id> {
    record.get(field).and_then(Value::as_str).and_then(|text| text.parse().ok())
}
