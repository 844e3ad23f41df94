//! Leads with their scores and territories; deals and what they need: pipelines with their stages, rates of exchange,
//! the forecast.

pub mod deals;
pub mod forecast;
pub mod leads;
pub mod pipelines;
pub mod planted;
pub mod rates;
pub mod scores;
pub mod territories;

use satchel_feature::records::Cascade;
use satchel_feature::{Command, Registry};
use satchel_people::noted_and_attached;

/// Adds the kinds of this group with their rules.
#[must_use]
pub fn kinds(registry: Registry) -> Registry {
    let stages = [Cascade { table: "stage", column: "pipeline_id" }];
    let of_deal = noted_and_attached("deal_id");
    let of_lead = noted_and_attached("lead_id");
    registry
        .with(pipelines::model::pipeline(), false, &stages, pipelines::PipelineRules)
        .with(pipelines::model::stage(), false, &[], pipelines::StageRules)
        .with(deals::model::deal(), true, &of_deal, deals::rules::DealRules)
        .taken("deal", deals::intake::DealIntake)
        .with(rates::model::exchange_rate(), false, &[], rates::RateRules)
        .with(leads::model::lead(), true, &of_lead, leads::rules::LeadRules)
        .with(scores::model::score_rule(), false, &[], scores::rules::ScoreRules)
        .with(scores::model::qualify_rule(), false, &[], scores::rules::QualifyRules)
        .with(territories::model::territory(), false, &[], territories::TerritoryRules)
        .followed("company", deals::rules::CompanyNames)
        .followed("note", deals::rules::Activity)
        .followed("note", leads::rules::Notes)
        .followed("exchange_rate", deals::open::RateChanges)
}

/// The real verbs of this group; the record commands follow from the registry.
pub fn commands() -> Vec<Command> {
    [
        pipelines::commands::table(),
        deals::commands::table(),
        forecast::commands::table(),
        leads::commands::table(),
        scores::commands::table(),
        territories::commands::table(),
    ]
    .concat()
}
