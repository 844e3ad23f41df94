//! What a rule of scores and a rule of qualifying look like.

use satchel_kernel::query::Sort;
use satchel_kernel::{Field, FieldType, Kind};
use satchel_people::contacts::model::options;

/// What a rule is about.
pub const DIMENSIONS: &[&str] = &["fit", "firmographic", "engagement", "intent", "recency"];

/// The descriptor of a rule of scores.
pub fn score_rule() -> Kind {
    Kind {
        name: "score_rule".into(),
        plural: "score_rules".into(),
        table: "score_rule".into(),
        title: "name".into(),
        fields: vec![
            // Why a lead has the points, in words.
            Field::indexed("name").required(),
            Field::new("dimension", FieldType::Choice { options: options(DIMENSIONS) }).required().listed(),
            // The filter of a query as JSON; every lead when absent. Beside the fields of a lead it may ask for
            // `note_count`, `idle_days` and `amount`, the value in whole units of its own currency.
            Field::new("filter", FieldType::LongText),
            // Whole, -100 to 100.
            Field::new("points", FieldType::Number).required().listed(),
            // The number of which each whole one counts so much; once when absent.
            Field::text("each"),
            // And no more than this in all.
            Field::new("up_to", FieldType::Number),
            Field::new("paused", FieldType::Bool).filterable(),
            // Order among rules, any number; behind the last one when absent.
            Field::new("position", FieldType::Number).listed(),
        ],
        parts: vec![],
        default_sort: vec![Sort { field: "position".into(), descending: false }],
    }
}

/// The descriptor of a rule that qualifies leads by itself.
pub fn qualify_rule() -> Kind {
    Kind {
        name: "qualify_rule".into(),
        plural: "qualify_rules".into(),
        table: "qualify_rule".into(),
        title: "name".into(),
        fields: vec![
            Field::indexed("name").required(),
            // The score from which it holds, 0 to 100.
            Field::new("min_score", FieldType::Number).required().listed(),
            // What else must hold: the filter of a query as JSON.
            Field::new("filter", FieldType::LongText),
            Field::new("paused", FieldType::Bool).filterable(),
            // Order among rules, any number; behind the last one when absent.
            Field::new("position", FieldType::Number).listed(),
        ],
        parts: vec![],
        default_sort: vec![Sort { field: "position".into(), descending: false }],
    }
}
