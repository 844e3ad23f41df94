//! What the definition of an own kind looks like.

use satchel_kernel::query::Sort;
use satchel_kernel::{Field, FieldType, Kind};

use crate::contacts::model::options;

/// The icons a kind can have.
pub const ICONS: &[&str] = &[
    "box", "boat", "bike", "book", "building", "calendar", "camera", "car", "document", "flag", "gift",
    "globe", "heart", "house", "key", "leaf", "machine", "map", "music", "paw", "people", "plane", "shield",
    "star", "tool", "truck",
];

/// Kinds the seller makes at most: more than that no sidebar shows.
pub const MOST: u32 = 50;
/// The longest name, in characters.
pub const LONGEST: usize = 60;

/// The descriptor of an own kind's definition.
pub fn own_kind() -> Kind {
    Kind {
        name: "own_kind".into(),
        plural: "own_kinds".into(),
        table: "own_kind".into(),
        title: "many".into(),
        fields: vec![
            // One of its records: `Boat`.
            Field::indexed("one").required(),
            // Many of them: `Boats`.
            Field::indexed("many").required(),
            // The kind's name in queries and addresses, made from the first name it had: `own_boat`.
            Field::text("key").derived(),
            // What the title of its records is called; “name” when absent.
            Field::text("title_label"),
            Field::new("icon", FieldType::Choice { options: options(ICONS) }),
            Field::new("position", FieldType::Number).listed(),
        ],
        parts: vec![],
        default_sort: vec![Sort { field: "position".into(), descending: false }],
    }
}
