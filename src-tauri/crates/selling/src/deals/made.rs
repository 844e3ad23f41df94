//! What is made of what deals name and is not here, once all rows were looked at: which pipelines and stages, in which order,
//! and how likely a deal is won in each.

use satchel_feature::records::{Made, RuleCx};
use satchel_kernel::{Id, Result};

use super::arrange::{Told, arrange};
use super::missing::{Boards, NewPipeline, NewStage, usual_name};
use crate::pipelines::{Outcome, store as pipelines};

impl Boards {
    pub(super) fn all_made(&mut self, cx: &RuleCx<'_>) -> Result<Vec<(u32, Made)>> {
        let mut made = Vec::new();
        let mut new: Vec<(Id, String, u64, u32)> = Vec::new();
        let is_any = self.pipelines.iter().any(|one| one.rows > 0);
        let is_made = |one: &&NewPipeline| one.rows > 0 || is_any && self.relied == Some(one.id);
        for one in self.pipelines.iter().filter(is_made) {
            new.push((one.id, one.name.clone(), one.rows, one.file));
        }
        // What most deals stand in comes first.
        new.sort_by_key(|(_, _, rows, _)| std::cmp::Reverse(*rows));
        for (id, name, rows, file) in new {
            self.complete(cx, id, file)?;
            let pipeline = Made {
                kind: "pipeline".to_owned(),
                id,
                name: name.clone(),
                pipeline_id: None,
                pipeline: None,
                outcome: None,
                probability: None,
                estimated: false,
                rows,
            };
            made.push((file, pipeline));
            made.extend(self.arranged(id, &name, 0));
        }
        for (id, name) in pipelines::pipelines(cx.conn)? {
            let open = pipelines::stages(cx.conn, id)?.into_iter().filter(|one| one.outcome == Outcome::Open);
            let from = open.map(|one| percent(one.probability)).max().unwrap_or_default();
            made.extend(self.arranged(id, &name, from));
        }
        Ok(made)
    }

    /// The stages of a pipeline in their order, as they are made.
    fn arranged(&self, pipeline: Id, name: &str, from: u8) -> Vec<(u32, Made)> {
        let of = |outcome: Outcome| {
            let is_of = |one: &&NewStage| one.pipeline == pipeline && one.outcome == outcome && one.is_made();
            self.stages.iter().filter(is_of).collect::<Vec<_>>()
        };
        let made = |one: &NewStage, probability: u8, estimated: bool| {
            let made = Made {
                kind: "stage".to_owned(),
                id: one.id,
                name: one.told.name.clone(),
                pipeline_id: Some(pipeline),
                pipeline: Some(name.to_owned()),
                outcome: Some(one.outcome.word().to_owned()),
                probability: Some(probability),
                estimated,
                rows: one.rows,
            };
            (one.file, made)
        };
        let open = of(Outcome::Open);
        let told: Vec<Told> = open.iter().map(|one| one.told.clone()).collect();
        let arranged = arrange(&told, from).into_iter();
        let open =
            arranged.filter_map(|(at, chance, guess)| open.get(at).map(|one| made(one, chance, guess)));
        let won = of(Outcome::Won).into_iter().map(|one| made(one, 100, false));
        let lost = of(Outcome::Lost).into_iter().map(|one| made(one, 0, false));
        open.chain(won).chain(lost).collect()
    }

    /// Every pipeline has a stage for each outcome.
    fn complete(&mut self, cx: &RuleCx<'_>, pipeline: Id, file: u32) -> Result<()> {
        for outcome in [Outcome::Open, Outcome::Won, Outcome::Lost] {
            let is_there =
                |one: &NewStage| one.pipeline == pipeline && one.outcome == outcome && one.is_made();
            if self.stages.iter().any(is_there) {
                continue;
            }
            let told = Told { name: usual_name(cx, outcome)?.to_owned(), ..Told::default() };
            self.stages.push(NewStage {
                id: Id::new(),
                pipeline,
                outcome,
                is_ours: true,
                is_needed: true,
                told,
                rows: 0,
                file,
            });
        }
        Ok(())
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 100
fn percent(probability: f64) -> u8 {
    probability.clamp(0.0, 100.0).round() as u8
}
