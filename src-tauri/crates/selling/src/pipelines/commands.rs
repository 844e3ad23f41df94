//! Removing pipelines and stages that deals are in, and making the first pipeline.

use satchel_feature::bulk::{self, Outcome as Many, Piece};
use satchel_feature::records::{Record, text};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Error, Id, Result};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{rules, store};

/// The verbs of pipelines and stages.
pub fn table() -> Vec<Command> {
    commands! {
        /// Makes the first pipeline with the usual stages, if there is none.
        "pipelines.begin" needs Write undoable => begin;
        /// Moves a pipeline to the trash; the deals in it go to a stage of another one, all as one change.
        "pipelines.remove" needs Write undoable => remove_pipeline;
        /// Moves a stage to the trash; the deals in it go to another one, all as one change.
        "stages.remove" needs Write undoable => remove_stage;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Begin {
    /// The language of its words, `en` or `de`; that of the settings when absent.
    language: Option<String>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Begun {
    /// The first pipeline.
    id: Id,
}

fn begin(cx: &mut Cx, input: Begin) -> Result<Begun> {
    cx.write_record("Made the first pipeline", |write| {
        let id = match input.language.as_deref() {
            Some(language) => rules::begin(write, language == "de")?,
            None => rules::first_or_new(write)?,
        };
        Ok(Begun { id })
    })
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Remove {
    /// What goes.
    id: Id,
    /// The stage its deals go to; needed when there are any.
    to_stage_id: Option<Id>,
}

fn remove_stage(cx: &mut Cx, Remove { id, to_stage_id }: Remove) -> Result<Many> {
    let stage = living(cx, "stage", id)?;
    let left = cx.vault.read(|conn| -> Result<usize> {
        let pipeline = rules::id_of(&stage, "pipeline_id").unwrap_or(id);
        Ok(store::stages(conn, pipeline)?.iter().filter(|other| other.id != id).count())
    })?;
    if left == 0 {
        return Err(Error::refused(
            "last_stage",
            "A pipeline keeps at least one stage. Remove the pipeline instead.",
        ));
    }
    let label = format!("Removed the stage “{}”", text(&stage, "name"));
    remove(cx, &label, Piece::delete("stage", vec![id]), &[id], to_stage_id)
}

fn remove_pipeline(cx: &mut Cx, Remove { id, to_stage_id }: Remove) -> Result<Many> {
    let pipeline = living(cx, "pipeline", id)?;
    let stages = cx.vault.read(|conn| store::stages(conn, id))?;
    let stages: Vec<Id> = stages.into_iter().map(|stage| stage.id).collect();
    let label = format!("Removed the pipeline “{}”", text(&pipeline, "name"));
    remove(cx, &label, Piece::delete("pipeline", vec![id]), &stages, to_stage_id)
}

fn living(cx: &Cx, kind: &str, id: Id) -> Result<Record> {
    let record = cx.record(kind, id)?;
    if record.contains_key("deleted_ms") {
        return Err(Error::refused("not_found", format!("This {kind} is in the trash already.")));
    }
    Ok(record)
}

/// First the deals go, those in the trash too, or they would come back into nothing; then the stage or pipeline.
fn remove(cx: &Cx, label: &str, last: Piece, from: &[Id], to: Option<Id>) -> Result<Many> {
    let (mut living, mut all) = (0, Vec::new());
    cx.vault.read(|conn| -> Result<()> {
        for stage in from {
            living += store::deals_in(conn, *stage, false)?.len();
            all.extend(store::deals_in(conn, *stage, true)?);
        }
        Ok(())
    })?;
    let mut pieces = Vec::new();
    match to {
        None if living > 0 => {
            let words = format!("There are {living} deals in it. Say to which stage they go.");
            return Err(Error::refused("deals_go_where", words)
                .at("to_stage_id")
                .with(json!({ "count": living })));
        }
        Some(to) if from.contains(&to) => {
            return Err(Error::invalid("to_stage_id", "This stage goes too. Choose another one."));
        }
        Some(to) if !all.is_empty() => {
            let stage = cx.vault.read(|conn| store::stage(conn, to))?;
            if !stage.is_some_and(|stage| stage.living) {
                return Err(Error::invalid("to_stage_id", "There is no such stage, or it is in the trash."));
            }
            let patch = Record::from_iter([("stage_id".to_owned(), json!(to))]);
            pieces.push(Piece::patch("deal", patch, all));
        }
        _ => {}
    }
    pieces.push(last);
    bulk::all(cx, label, &pieces)
}
