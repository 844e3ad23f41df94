//! What a pipeline and a stage look like.

use satchel_kernel::query::Sort;
use satchel_kernel::{Field, FieldType, Kind};
use satchel_people::contacts::model::options;

/// The descriptor of a pipeline.
pub fn pipeline() -> Kind {
    Kind {
        name: "pipeline".into(),
        plural: "pipelines".into(),
        table: "pipeline".into(),
        title: "name".into(),
        fields: vec![
            Field::indexed("name").required(),
            // Order among pipelines, any number; behind the last one when absent.
            Field::new("position", FieldType::Number).listed(),
        ],
        parts: vec![],
        default_sort: vec![Sort { field: "position".into(), descending: false }],
    }
}

/// The descriptor of a stage.
pub fn stage() -> Kind {
    Kind {
        name: "stage".into(),
        plural: "stages".into(),
        table: "stage".into(),
        title: "name".into(),
        fields: vec![
            Field::indexed("name").required(),
            Field::new("pipeline_id", FieldType::Record { kind: "pipeline".into() }).required().filterable(),
            // Order within the pipeline, any number; behind the last one when absent.
            Field::new("position", FieldType::Number).listed(),
            // What a deal is that comes here.
            Field::new("outcome", FieldType::Choice { options: options(&["open", "won", "lost"]) }).listed(),
            // Chance of winning from here, 0 to 100 percent; 100 where won, 0 where lost.
            Field::new("probability", FieldType::Number).listed(),
            // Days without a change or note after which a deal here counts as neglected, 1 to 3650.
            Field::new("rot_days", FieldType::Number).listed(),
            // What must be true before a deal moves on.
            Field::new("exit_criteria", FieldType::LongText),
        ],
        parts: vec![],
        default_sort: vec![Sort { field: "position".into(), descending: false }],
    }
}
