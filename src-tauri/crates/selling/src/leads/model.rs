//! What a lead looks like.

use satchel_kernel::query::Sort;
use satchel_kernel::{Field, FieldType, Kind};
use satchel_people::contacts::model::{labelled, options, phones, tags};

/// How far a lead has come; only `leads.convert` makes one converted.
pub const STATUSES: &[&str] = &["new", "working", "qualified", "disqualified", "converted"];
/// How warm it is, the warmest first.
pub const RATINGS: &[&str] = &["hot", "warm", "cold"];

/// The descriptor of a lead.
pub fn lead() -> Kind {
    Kind {
        name: "lead".into(),
        plural: "leads".into(),
        table: "lead".into(),
        title: "name".into(),
        fields: vec![
            // Follows from given and family name, else from the first thing known of it, unless it is given.
            Field::indexed("name").search(10),
            Field::text("given").search(10).listed(),
            Field::text("family").search(10).listed(),
            Field::indexed("company").search(6),
            Field::indexed("job_title").search(3),
            Field::new("website", FieldType::Link).search(2),
            Field::indexed("city").search(3),
            Field::text("postal_code").search(2).listed(),
            // ISO 3166-1 alpha-2 in capitals where it was given so.
            Field::text("country").search(1).listed(),
            Field::indexed("industry").search(3),
            // People in the company.
            Field::new("size", FieldType::Number).listed(),
            Field::indexed("source").search(1),
            Field::new("status", FieldType::Choice { options: options(STATUSES) }).listed(),
            Field::new("status_since_ms", FieldType::Instant).derived().listed(),
            Field::new("rating", FieldType::Choice { options: options(RATINGS) }).listed(),
            Field::new("value", FieldType::Money).listed(),
            Field::text("next_step").search(3).listed(),
            // The seller, while there is only one.
            Field::text("assignee").listed(),
            Field::text("qualified_reason").listed(),
            Field::text("disqualified_reason").listed(),
            Field::new("qualified_ms", FieldType::Instant).derived().listed(),
            Field::new("converted_ms", FieldType::Instant).derived().listed(),
            Field::new("held", FieldType::Bool).derived().internal(),
            Field::new("last_activity_ms", FieldType::Instant).derived().listed(),
            // Absent when there are none.
            Field::new("conversations", FieldType::Number).derived().internal().listed(),
            Field::new("open_tasks", FieldType::Number).derived().internal().listed(),
            Field::new("score", FieldType::Number).derived().listed(),
            Field::new("scored_ms", FieldType::Instant).derived().internal(),
            Field::new("territory_id", FieldType::Record { kind: "territory".into() }).derived().filterable(),
            Field::new("contact_id", FieldType::Record { kind: "contact".into() }).derived().filterable(),
            Field::new("company_id", FieldType::Record { kind: "company".into() }).derived().filterable(),
            Field::new("deal_id", FieldType::Record { kind: "deal".into() }).derived().filterable(),
        ]
        .into_iter()
        .chain(satchel_people::places::fields())
        .collect(),
        parts: vec![labelled("emails", "lead_email", 7).filterable(), phones("lead_phone"), tags("lead_tag")],
        default_sort: vec![Sort { field: "score".into(), descending: true }],
    }
}
