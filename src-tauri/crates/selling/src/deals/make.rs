//! Pipelines and stages that deals name and that were not here are made, before the first row is written: what came to be there
//! since the rows were looked at is not made again.

use std::collections::BTreeMap;

use satchel_feature::records::{self, Instead, Made, Record, RuleCx};
use satchel_kernel::{ErrorKind, Id, Result};
use serde_json::json;

use super::missing::usual_name;
use crate::pipelines::rules::{is_called, is_untouched, without_stages};
use crate::pipelines::{Outcome, Stage, store as pipelines};
use crate::planted;

/// Makes what is not there yet, and answers what is by now, each with what stands in its place: somebody may have made it since
/// the rows were looked at, or another import. Where nothing of the seller's own is on a board, the pipelines that are
/// brought over stand first; else behind his.
pub fn make(cx: &RuleCx<'_>, made: &[Made]) -> Result<Vec<Instead>> {
    let new: BTreeMap<Id, ()> =
        made.iter().filter(|one| one.kind == "pipeline").map(|one| (one.id, ())).collect();
    let first = pipelines::first_place(cx.conn)?;
    let mut position = match first {
        #[allow(clippy::cast_precision_loss)] // at most 200
        Some(first) if is_untouched(cx)? => first - new.len() as f64,
        _ => pipelines::behind_pipelines(cx.conn)?,
    };
    let mut instead: BTreeMap<Id, (Id, bool)> = BTreeMap::new();
    for one in made {
        if records::is_taken(cx, &one.kind, one.id)? {
            continue;
        }
        let Some(pipeline) = one.pipeline_id else {
            if let Some(there) = pipeline_meanwhile(cx, one)? {
                instead.insert(one.id, (there, false));
                continue;
            }
            without_stages(cx, one.id, &one.name, position)?;
            position += 1.0;
            continue;
        };
        let joins = instead.get(&pipeline).map(|(there, _)| *there);
        let pipeline = joins.unwrap_or(pipeline);
        if let Some(there) = stage_meanwhile(cx, pipeline, one, joins.is_some())? {
            instead.insert(one.id, there);
            continue;
        }
        let mut stage = Record::from_iter([
            ("name".to_owned(), json!(one.name)),
            ("pipeline_id".to_owned(), json!(pipeline)),
            ("outcome".to_owned(), json!(one.outcome)),
            ("probability".to_owned(), json!(one.probability.map(f64::from))),
        ]);
        // A stage that joins others stands where its chance puts it.
        if !new.contains_key(&pipeline)
            && one.outcome.as_deref() == Some(Outcome::Open.word())
            && let Some(place) =
                pipelines::place_by_chance(cx.conn, pipeline, one.probability.map_or(0.0, f64::from))?
        {
            stage.insert("position".into(), json!(place));
        }
        match records::create_following(cx, "stage", one.id, stage) {
            // Its pipeline went meanwhile; the deals go where they go then.
            Err(refused) if refused.kind != ErrorKind::Broken => {}
            other => _ = other?,
        }
    }
    let instead = instead.into_iter();
    Ok(instead.map(|(made, (there, is_noted))| Instead { made, there, is_noted }).collect())
}

/// The pipeline that is called as one to be made.
fn pipeline_meanwhile(cx: &RuleCx<'_>, made: &Made) -> Result<Option<Id>> {
    if planted::is("what_came_meanwhile_is_made_again") {
        return Ok(None);
    }
    let mut there = pipelines::pipelines(cx.conn)?.into_iter();
    Ok(there.find(|(_, name)| is_called(name, &made.name)).map(|(id, _)| id))
}

/// The stage of a pipeline that is called as one to be made and where a deal is the same. Where a deal became something else in
/// the one that is called so, its deals stand in the first stage where they are what they were to be, and the name is noted.
/// Where the pipeline itself `joins` one that came to be, what was only made to complete it is the stage of its outcome there.
fn stage_meanwhile(cx: &RuleCx<'_>, pipeline: Id, made: &Made, joins: bool) -> Result<Option<(Id, bool)>> {
    if planted::is("what_came_meanwhile_is_made_again") {
        return Ok(None);
    }
    let mut there = pipelines::stages(cx.conn, pipeline)?;
    there.retain(|stage| stage.living);
    let is_called_so = |stage: &Stage| is_called(&stage.name, &made.name);
    let is_something_else = there.iter().any(is_called_so);
    there.retain(|stage| made.outcome.as_deref() == Some(stage.outcome.word()));
    if let Some(stage) = there.iter().find(|stage| is_called_so(stage)) {
        return Ok(Some((stage.id, false)));
    }
    if let Some(stage) = there.first().filter(|_| is_something_else) {
        return Ok(Some((stage.id, true)));
    }
    let outcome = there.first().map(|stage| stage.outcome);
    let completes = match outcome {
        Some(outcome) => made.rows == 0 || is_called(&made.name, usual_name(cx, outcome)?),
        None => false,
    };
    Ok(there
        .first()
        .filter(|stage| joins && completes && stage.outcome != Outcome::Open)
        .map(|stage| (stage.id, false)))
}
