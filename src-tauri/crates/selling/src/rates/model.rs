//! What a rate of exchange looks like.

use satchel_kernel::query::Sort;
use satchel_kernel::{Field, FieldType, Kind};

/// The descriptor of a rate: one unit of `currency` costs `rate` units of `base` from `date` on.
pub fn exchange_rate() -> Kind {
    Kind {
        name: "exchange_rate".into(),
        plural: "exchange_rates".into(),
        table: "exchange_rate".into(),
        title: "currency".into(),
        fields: vec![
            // ISO 4217 code.
            Field::text("currency").required().listed(),
            // ISO 4217 code; the home currency when absent.
            Field::text("base").listed(),
            // More than 0, at most a billion.
            Field::new("rate", FieldType::Number).required().listed(),
            // The first day it holds, with its year; today when absent.
            Field::new("date", FieldType::Date).listed(),
        ],
        parts: vec![],
        default_sort: vec![
            Sort { field: "currency".into(), descending: false },
            Sort { field: "date".into(), descending: true },
        ],
    }
}
