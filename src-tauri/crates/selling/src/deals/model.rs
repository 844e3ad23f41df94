//! What a deal looks like.

use satchel_kernel::query::Sort;
use satchel_kernel::{Field, FieldType, Kind, Part};
use satchel_people::contacts::model::{options, tags};
use satchel_people::stakeholders;

/// How sure the seller is, the surest first.
pub const FORECASTS: &[&str] = &["commit", "best_case", "pipeline"];

/// The descriptor of a deal.
pub fn deal() -> Kind {
    Kind {
        name: "deal".into(),
        plural: "deals".into(),
        table: "deal".into(),
        title: "name".into(),
        fields: vec![
            Field::indexed("name").search(10).required(),
            Field::new("company_id", FieldType::Record { kind: "company".into() }).filterable(),
            Field::indexed("company").search(6).derived(),
            // The first pipeline when neither it nor a stage is given; follows from the stage.
            Field::new("pipeline_id", FieldType::Record { kind: "pipeline".into() }).filterable(),
            // The pipeline's first open stage when absent.
            Field::new("stage_id", FieldType::Record { kind: "stage".into() }).filterable(),
            Field::new("state", FieldType::Choice { options: options(&["open", "won", "lost"]) })
                .derived()
                .listed(),
            Field::new("stage_since_ms", FieldType::Instant).derived().listed(),
            Field::new("amount", FieldType::Money).listed(),
            // The expected close, with its year.
            Field::new("close_date", FieldType::Date).listed(),
            // How often the expected close moved to a later day.
            Field::new("postponed", FieldType::Number).derived().listed(),
            Field::new("slipping_from", FieldType::Date).derived().listed(),
            // Follows from the stage's probability whenever the stage changes, unless it is set with it.
            Field::new("forecast", FieldType::Choice { options: options(FORECASTS) }).listed(),
            Field::text("next_step").search(3).listed(),
            // How many of its tasks are to be done; absent when there are none.
            Field::new("open_tasks", FieldType::Number).derived().internal().listed(),
            Field::text("won_reason").search(2).listed(),
            Field::text("lost_reason").search(2).listed(),
            // When it was won or lost; the moment of the change when absent.
            Field::new("closed_ms", FieldType::Instant).listed(),
            Field::new("last_activity_ms", FieldType::Instant).derived().listed(),
            // When it counts as neglected, unless something happens.
            Field::new("rots_ms", FieldType::Instant).derived().listed(),
            Field::text("source").listed(),
        ],
        parts: vec![
            stakeholders::part("contacts", "deal_contact"),
            tags("deal_tag"),
            Part::new(
                "stages",
                "deal_stage",
                vec![
                    Field::new("stage_id", FieldType::Record { kind: "stage".into() }).filterable().derived(),
                    Field::text("name").derived(),
                    Field::text("outcome").derived(),
                    Field::new("entered_ms", FieldType::Instant).derived(),
                ],
            )
            .main("name"),
        ],
        default_sort: vec![Sort { field: "close_date".into(), descending: false }],
    }
}
