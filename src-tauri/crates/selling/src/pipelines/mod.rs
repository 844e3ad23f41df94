//! Pipelines: the ordered stages a deal passes through. A pipeline is made with the usual stages, whose ids follow from
//! its own, so that two laptops that make the first one make the same.

pub mod commands;
pub mod model;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;

pub use rules::{PipelineRules, StageRules};

use satchel_kernel::Id;
use serde::{Deserialize, Serialize};

/// What a deal is that came to a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It may still be won.
    Open,
    /// It was won.
    Won,
    /// It was lost.
    Lost,
}

impl Outcome {
    /// Its word in records.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }
}

impl From<&str> for Outcome {
    fn from(word: &str) -> Self {
        match word {
            "won" => Self::Won,
            "lost" => Self::Lost,
            _ => Self::Open,
        }
    }
}

/// A stage as rules use it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Its id.
    pub id: Id,
    /// Its pipeline.
    pub pipeline: Id,
    /// What it is called.
    pub name: String,
    /// Order within the pipeline.
    pub position: f64,
    /// What a deal is there.
    pub outcome: Outcome,
    /// Chance of winning in percent.
    pub probability: f64,
    /// Days after which a deal there counts as neglected.
    pub rot_days: Option<f64>,
    /// Whether neither it nor its pipeline is in the trash.
    pub living: bool,
}

impl Stage {
    /// The limit of neglect in milliseconds.
    #[allow(clippy::cast_possible_truncation)] // at most ten years
    pub fn rot_ms(&self) -> Option<i64> {
        self.rot_days.map(|days| (days * 86_400_000.0) as i64)
    }
}
