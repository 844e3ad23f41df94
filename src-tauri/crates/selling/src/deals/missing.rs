//! The pipelines and stages that deals name and that are not here: collected while the rows are looked at, made before they
//! are written, in the change set of their import.
//!
//! Of a table that no known program wrote, made is what would otherwise be asked; its stages join the first pipeline. In a
//! vault without one, rows that name the usual stages hold their words until they are written, as ever; only where others
//! are made, a pipeline of that name is, with the stages the rows name.
//!
//! A row is settled when it comes and then holds the ids of what will be made. Whether that is made at all (a row may be
//! rejected, or be known already), how likely a deal is won there and in which order the stages stand is known after the
//! last row. Whatever cannot be made is noted on its deal, as where nothing is made.

use satchel_feature::records::{self, Beside, Intake, Left, Made, Missing, Record, RuleCx, text};
use satchel_kernel::{Id, Result};
use serde_json::{Value, json};

use super::arrange::Told;
use super::intake::{
    CLOSED, DealIntake, NO_STATE, is_id, outcome_of, place, settled, stages_of, unknown_state,
};
use super::products::Product;
use crate::pipelines::rules::{is_called, is_untouched, usual};
use crate::pipelines::{Outcome, Stage, store as pipelines};
use crate::planted;

/// Pipelines and stages that are made with one import; of more than that nobody made a board by hand.
const MOST: usize = 200;
/// Characters of the longest name of one.
const LONGEST: usize = 200;

/// What the deals of one import name.
#[derive(Default)]
pub struct Boards {
    /// Whether nothing of the seller's own is on a board; looked up with the first row that has to know.
    is_untouched: Option<bool>,
    pub(super) pipelines: Vec<NewPipeline>,
    pub(super) stages: Vec<NewStage>,
    /// The pipeline to be made, if any is, in whose place the usual one is named by words.
    pub(super) relied: Option<Id>,
    last: Last,
}

/// A pipeline to be made.
pub(super) struct NewPipeline {
    pub(super) id: Id,
    pub(super) name: String,
    pub(super) rows: u64,
    pub(super) file: u32,
}

/// A stage to be made.
pub(super) struct NewStage {
    pub(super) id: Id,
    pub(super) pipeline: Id,
    pub(super) outcome: Outcome,
    /// Whether its name was chosen here.
    pub(super) is_ours: bool,
    /// Whether it is made even if no row names it.
    pub(super) is_needed: bool,
    pub(super) told: Told,
    pub(super) rows: u64,
    pub(super) file: u32,
}

impl NewStage {
    pub(super) fn is_made(&self) -> bool {
        self.rows > 0 || self.is_needed || planted::is("what_nobody_stands_in_is_made")
    }
}

/// A stage that is here or will be.
#[derive(Clone, Copy)]
struct Spot {
    id: Id,
    pipeline: Id,
    outcome: Outcome,
}

/// What the row that was settled last names of what is to be made.
#[derive(Default)]
struct Last {
    pipeline: Option<Id>,
    /// The stage it stands in.
    stands: Option<Id>,
    /// The stage it names.
    names: Option<Id>,
    /// Its chance, if it is open.
    chance: Option<u8>,
    order: Option<f64>,
}

impl Boards {
    fn is_untouched(&mut self, cx: &RuleCx<'_>) -> Result<bool> {
        let is = self.is_untouched.map_or_else(|| is_untouched(cx), Ok)?;
        self.is_untouched = Some(is);
        Ok(is)
    }

    fn has_room(&self, cx: &RuleCx<'_>, kind: &str, name: &str) -> Result<bool> {
        let compiled = cx.registry.kind(kind)?;
        let record = Record::from_iter([("name".to_owned(), json!(name))]);
        Ok(self.pipelines.len() + self.stages.len() < MOST
            && !name.is_empty()
            && name.chars().count() <= LONGEST
            && records::validate(&compiled.kind, compiled, record, None).is_ok())
    }

    /// The pipeline to be made that is called so.
    fn pipeline(&mut self, cx: &RuleCx<'_>, name: &str) -> Result<Option<Id>> {
        if let Some(there) = self.pipelines.iter().find(|one| is_called(&one.name, name)) {
            return Ok(Some(there.id));
        }
        if !self.has_room(cx, "pipeline", name)? {
            return Ok(None);
        }
        let id = Id::new();
        self.pipelines.push(NewPipeline { id, name: name.to_owned(), rows: 0, file: 0 });
        Ok(Some(id))
    }

    /// A new stage of a pipeline.
    fn stage(
        &mut self,
        cx: &RuleCx<'_>,
        product: &Product,
        pipeline: Id,
        (name, outcome): (&str, Outcome),
        is_ours: bool,
    ) -> Result<Option<Spot>> {
        if !self.has_room(cx, "stage", name)? {
            return Ok(None);
        }
        let id = Id::new();
        let told = Told { name: name.to_owned(), usual: product.usual(name), ..Told::default() };
        let (is_needed, rows, file) = (false, 0, 0);
        self.stages.push(NewStage { id, pipeline, outcome, is_ours, is_needed, told, rows, file });
        Ok(Some(Spot { id, pipeline, outcome }))
    }

    /// The stage of a pipeline where deals of an outcome stand; `name` is how the program calls it, if it does.
    fn of_outcome(
        &mut self,
        cx: &RuleCx<'_>,
        product: &Product,
        (pipeline, outcome): (Id, Outcome),
        name: Option<&str>,
    ) -> Result<Option<Spot>> {
        let here = pipelines::stages(cx.conn, pipeline)?;
        if let Some(stage) = here.into_iter().find(|stage| stage.outcome == outcome) {
            return Ok(Some(Spot { id: stage.id, pipeline, outcome }));
        }
        let mut new = self.stages.iter_mut();
        if let Some(stage) = new.find(|stage| stage.pipeline == pipeline && stage.outcome == outcome) {
            if let Some(name) = name.filter(|_| stage.is_ours) {
                (stage.told.name, stage.is_ours) = (name.to_owned(), false);
            }
            return Ok(Some(Spot { id: stage.id, pipeline, outcome }));
        }
        match name {
            Some(name) => self.stage(cx, product, pipeline, (name, outcome), false),
            None => self.stage(cx, product, pipeline, (usual_name(cx, outcome)?, outcome), true),
        }
    }

    /// Finds the stage the row means, or the one that will be made for it, and answers what the deal is there; `None`
    /// where the row's words are to be noted instead.
    fn place(
        &mut self,
        cx: &RuleCx<'_>,
        product: &Product,
        row: &mut Record,
        about: Beside<'_>,
        left: &mut Vec<Left>,
    ) -> Result<Option<Outcome>> {
        let beside =
            |what: &str| about.said.iter().find(|(of, _)| *of == what).map(|(_, words)| words.as_str());
        let chance = beside("probability").and_then(|words| product.chance(words));
        let order = beside("order").and_then(|words| words.trim().parse::<f64>().ok());
        let state = row.get("state").and_then(|said| said.get(0)).and_then(Value::as_str).map(str::to_owned);
        let said = state.as_deref().and_then(outcome_of);
        let no_state = state.filter(|_| said.is_none());
        if let Some(words) = no_state.as_deref().filter(|_| !about.eased) {
            return Err(unknown_state(words));
        }
        let said = said.or_else(|| product.outcome(chance?));
        let pipeline_named = product.shown(text(row, "pipeline_id")).to_owned();
        let written = text(row, "stage_id").to_owned();
        let stage_named = product.shown(&written).to_owned();

        // The pipelines it may mean: one that is here, all of them, or one that will be made.
        let mut here = pipelines::pipelines(cx.conn)?;
        let mut new = None;
        let has_own = if product.is_plain() { here.is_empty() } else { self.is_untouched(cx)? };
        if !pipeline_named.is_empty() || has_own {
            let usual = if product.is_plain() { usual(cx)?.0 } else { product.title };
            let name = if pipeline_named.is_empty() { usual } else { &pipeline_named };
            here.retain(|(id, there)| is_called(there, name) || id.to_string() == name);
            here.truncate(1);
            if here.is_empty() {
                new = self.pipeline(cx, name)?;
            }
        }
        let Some(first) = new.or_else(|| here.first().map(|(id, _)| *id)) else { return Ok(None) };

        let found = self.find(cx, &here, new, &stage_named)?;
        let word = outcome_of(&stage_named);
        let closed = said.or(word).filter(|outcome| *outcome != Outcome::Open);
        let (mut names, mut is_noted) = (found, false);
        let stands = match (found, closed) {
            _ if stage_named.is_empty() => match closed {
                Some(outcome) => match self.of_outcome(cx, product, (first, outcome), None)? {
                    None => return Ok(None),
                    spot => spot,
                },
                None => None,
            },
            (Some(spot), closed) if closed.is_none_or(|outcome| outcome == spot.outcome) => {
                if said == Some(Outcome::Open) && spot.outcome != Outcome::Open {
                    return Ok(None);
                }
                Some(spot)
            }
            (Some(spot), Some(outcome)) => {
                is_noted = word != Some(outcome);
                self.of_outcome(cx, product, (spot.pipeline, outcome), None)?
            }
            (_, Some(outcome)) if word == Some(outcome) => {
                self.of_outcome(cx, product, (first, outcome), Some(&stage_named))?
            }
            // It is called by another outcome than it has.
            (_, Some(outcome)) if word.is_some_and(|word| word != Outcome::Open) => {
                is_noted = true;
                self.of_outcome(cx, product, (first, outcome), None)?
            }
            (_, Some(outcome)) if product.closes_anywhere => {
                is_noted = true;
                names = self.stage(cx, product, first, (&stage_named, Outcome::Open), false)?;
                self.of_outcome(cx, product, (first, outcome), None)?
            }
            (_, Some(outcome)) => self.stage(cx, product, first, (&stage_named, outcome), false)?,
            // It is called open and stands where deals are closed.
            (_, None) if word.is_some_and(|outcome| outcome != Outcome::Open) => return Ok(None),
            (_, None) => self.stage(cx, product, first, (&stage_named, Outcome::Open), false)?,
        };
        if stands.is_none() && !stage_named.is_empty() {
            return Ok(None);
        }

        let outcome = stands.map_or(Outcome::Open, |spot| spot.outcome);
        row.remove("state");
        if let Some(value) = no_state {
            left.push(Left { target: "state".to_owned(), value, reason: NO_STATE });
        }
        if is_noted {
            left.push(Left { target: "stage_id".to_owned(), value: written, reason: CLOSED });
        }
        match stands {
            Some(spot) => row.insert("stage_id".into(), json!(spot.id)),
            None => row.remove("stage_id"),
        };
        if !pipeline_named.is_empty() || stands.is_none() && new.is_some() {
            row.insert("pipeline_id".into(), json!(first));
        }
        self.last = Last {
            pipeline: new,
            stands: stands.map(|spot| spot.id),
            names: names.or(stands).map(|spot| spot.id),
            chance: chance.filter(|_| outcome == Outcome::Open),
            order: order.filter(|order| order.is_finite()),
        };
        Ok(Some(outcome))
    }

    /// As [`Boards::place`], of a table that no known program wrote: what would be asked of pipelines and stages is made.
    fn plain(
        &mut self,
        cx: &RuleCx<'_>,
        product: &Product,
        row: &mut Record,
        about: Beside<'_>,
        left: &mut Vec<Left>,
    ) -> Result<Outcome> {
        let (mut trial, mut noted) = (row.clone(), Vec::new());
        match place(cx, &mut trial, &mut noted) {
            Ok(outcome) => {
                self.relies(cx, product, &trial)?;
                *row = trial;
                left.append(&mut noted);
                Ok(outcome)
            }
            Err(refused) if matches!(refused.code, "pipeline_unknown" | "stage_unknown") => {
                self.place(cx, product, row, about, left)?.ok_or(refused)
            }
            Err(refused) => Err(refused),
        }
    }

    /// A row names the usual pipeline, which is not there yet, or a stage of it: if others are made, it is made with them.
    fn relies(&mut self, cx: &RuleCx<'_>, product: &Product, row: &Record) -> Result<()> {
        let named = |field: &str| !text(row, field).is_empty() && !is_id(text(row, field));
        if !named("pipeline_id") && !named("stage_id") {
            return Ok(());
        }
        let (name, stages) = usual(cx)?;
        let Some(pipeline) = self.pipeline(cx, name)? else { return Ok(()) };
        self.relied = Some(pipeline);
        let stage = text(row, "stage_id");
        let Some((stage, outcome)) = stages.into_iter().find(|(usual, _)| *usual == stage) else {
            return Ok(());
        };
        let is_it = |one: &NewStage| one.pipeline == pipeline && is_called(&one.told.name, stage);
        if !self.stages.iter().any(is_it) {
            self.stage(cx, product, pipeline, (stage, outcome), false)?;
        }
        self.stages.iter_mut().filter(|one| is_it(one)).for_each(|one| one.is_needed = true);
        Ok(())
    }

    /// The stage of these pipelines that is called so.
    fn find(
        &self,
        cx: &RuleCx<'_>,
        here: &[(Id, String)],
        new: Option<Id>,
        name: &str,
    ) -> Result<Option<Spot>> {
        let mut stages = stages_of(cx, here)?.into_iter();
        let is_it = |name: &str, stage: &Stage| {
            is_called(&stage.name, name) && !planted::is("a_stage_that_is_here_is_made_again")
                || stage.id.to_string() == name
        };
        if let Some(stage) = stages.find(|stage| is_it(name, stage)) {
            return Ok(Some(Spot { id: stage.id, pipeline: stage.pipeline, outcome: stage.outcome }));
        }
        let is_of = |one: &&NewStage| {
            new == Some(one.pipeline) || here.iter().any(|(pipeline, _)| *pipeline == one.pipeline)
        };
        let found = self.stages.iter().filter(is_of).find(|one| is_called(&one.told.name, name));
        Ok(found.map(|one| Spot { id: one.id, pipeline: one.pipeline, outcome: one.outcome }))
    }
}

impl Missing for Boards {
    fn settle(
        &mut self,
        cx: &RuleCx<'_>,
        row: &mut Record,
        beside: Beside<'_>,
        left: &mut Vec<Left>,
    ) -> Result<()> {
        self.last = Last::default();
        let Some(product) = Product::named(beside.program) else {
            // A program whose tables name no stages.
            if beside.eased {
                DealIntake.ease(cx, row, left)?;
            }
            return DealIntake.settle(cx, row, left);
        };
        if product.is_plain() {
            let outcome = self.plain(cx, product, row, beside, left)?;
            return settled(cx, row, left, outcome);
        }
        let outcome = match self.place(cx, product, row, beside, left)? {
            Some(outcome) => outcome,
            None => {
                if beside.eased {
                    DealIntake.ease(cx, row, left)?;
                }
                place(cx, row, left)?
            }
        };
        settled(cx, row, left, outcome)
    }

    fn counts(&mut self, file: u32) {
        let Last { mut pipeline, stands, names, chance, order } = std::mem::take(&mut self.last);
        for stage in self.stages.iter_mut().filter(|one| [stands, names].contains(&Some(one.id))) {
            if stage.rows == 0 {
                stage.file = file;
            }
            stage.rows += 1;
            pipeline = pipeline.or(Some(stage.pipeline));
            if names == Some(stage.id) {
                stage.told.order = stage.told.order.or(order);
                if let Some(chance) = chance.filter(|_| stage.outcome == Outcome::Open) {
                    *stage.told.chances.entry(chance).or_default() += 1;
                }
            }
        }
        for one in self.pipelines.iter_mut().filter(|one| pipeline == Some(one.id)) {
            if one.rows == 0 {
                one.file = file;
            }
            one.rows += 1;
        }
    }

    fn made(&mut self, cx: &RuleCx<'_>) -> Result<Vec<(u32, Made)>> {
        self.all_made(cx)
    }
}

/// How the program here calls the stage of an outcome.
pub(super) fn usual_name(cx: &RuleCx<'_>, outcome: Outcome) -> Result<&'static str> {
    let (_, stages) = usual(cx)?;
    Ok(stages.into_iter().find(|(_, of)| *of == outcome).map_or("", |(name, _)| name))
}
