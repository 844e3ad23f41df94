//! What a territory looks like.

use satchel_kernel::query::Sort;
use satchel_kernel::{Field, FieldType, Kind};

/// The descriptor of a territory.
pub fn territory() -> Kind {
    let words = || FieldType::MultiChoice { options: vec![] };
    Kind {
        name: "territory".into(),
        plural: "territories".into(),
        table: "territory".into(),
        title: "name".into(),
        fields: vec![
            Field::indexed("name").required(),
            // As leads say them, ISO 3166-1 alpha-2 at best; any when absent.
            Field::new("countries", words()),
            // Beginnings (`80`) and ranges of beginnings (`10-14`, `80331-80999`); any when absent.
            Field::new("postcodes", words()),
            // Any when absent.
            Field::new("industries", words()),
            // People in the company, both counted in.
            Field::new("size_from", FieldType::Number),
            Field::new("size_to", FieldType::Number),
            // Order in which they are asked, any number; behind the last one when absent.
            Field::new("position", FieldType::Number).listed(),
        ],
        parts: vec![],
        default_sort: vec![Sort { field: "position".into(), descending: false }],
    }
}
