//! What a view looks like.

use satchel_kernel::query::Sort;
use satchel_kernel::{Field, FieldType, Kind};

use crate::contacts::model::options;

/// How the records are laid out.
pub const LAYOUTS: &[&str] = &["table", "cards", "board"];

/// The descriptor of a view.
pub fn view() -> Kind {
    Kind {
        name: "view".into(),
        plural: "views".into(),
        table: "view".into(),
        title: "name".into(),
        fields: vec![
            Field::indexed("name").search(8).required(),
            // The kind it lists, by its name: `contact`.
            Field::text("of").column("of_kind").filterable().required(),
            // The query value as JSON text; every record of the kind when absent.
            Field::new("query", FieldType::LongText),
            Field::new("columns", FieldType::MultiChoice { options: Vec::new() }),
            // A table when absent.
            Field::new("layout", FieldType::Choice { options: options(LAYOUTS) }).filterable(),
            // A field's id, `:letter` behind it for the first letter; not grouped when absent.
            Field::text("group_by"),
            Field::text("icon"),
            Field::text("colour"),
            // Whether it stands beside the places.
            Field::new("pinned", FieldType::Bool).filterable(),
            // Whether the seller is told who enters it and leaves it.
            Field::new("watched", FieldType::Bool).filterable(),
            // Where it stands among the views; the last one when absent.
            Field::new("position", FieldType::Number).listed(),
        ],
        parts: vec![],
        default_sort: vec![Sort { field: "position".into(), descending: false }],
    }
}
