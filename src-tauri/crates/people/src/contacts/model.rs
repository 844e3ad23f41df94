//! What a contact looks like.

use satchel_kernel::query::Sort;
use satchel_kernel::{Field, FieldType, Kind, Part};

/// The descriptor of a contact.
pub fn contact() -> Kind {
    Kind {
        name: "contact".into(),
        plural: "contacts".into(),
        table: "contact".into(),
        title: "display_name".into(),
        fields: vec![
            Field::indexed("display_name").search(10),
            Field::new("named", FieldType::Bool).derived().internal(),
            Field::text("prefix").search(1),
            Field::text("given").search(10).listed(),
            Field::text("middle").search(5),
            Field::indexed("family").search(10),
            Field::text("suffix").search(1),
            Field::text("nickname").search(8).listed(),
            Field::text("phonetic_given").search(5),
            Field::text("phonetic_middle").search(3),
            Field::text("phonetic_family").search(5),
            Field::indexed("company").search(6).derived(),
            Field::text("job_title").search(3).derived().listed(),
            Field::new("photo", FieldType::Blob),
            Field::text("source"),
            last_activity(),
            Field::new("keep_in_touch_weeks", FieldType::Number).listed(),
        ]
        .into_iter()
        .chain(crate::employer::fields())
        .chain(crate::kept::fields())
        .chain(crate::places::fields())
        .collect(),
        parts: vec![
            labelled("emails", "contact_email", 7).filterable(),
            phones("contact_phone"),
            addresses("contact_address"),
            links("contact_link"),
            Part::new(
                "handles",
                "contact_handle",
                vec![
                    Field::text("service").required(),
                    Field::indexed("value").search(5).required(),
                    Field::text("label"),
                ],
            ),
            Part::new(
                "dates",
                "contact_date",
                vec![Field::text("label"), Field::new("value", FieldType::Date).required()],
            ),
            Part::new(
                "relations",
                "contact_relation",
                vec![
                    Field::text("label"),
                    Field::indexed("value").search(3).required(),
                    Field::new("contact_id", FieldType::Record { kind: "contact".into() }),
                ],
            ),
            Part::new(
                "jobs",
                "contact_job",
                vec![
                    Field::indexed("company").search(4),
                    Field::new("company_id", FieldType::Record { kind: "company".into() }).filterable(),
                    Field::text("title").search(3),
                    Field::text("department").search(2),
                    Field::text("role").search(2),
                    Field::new("from", FieldType::Date).column("from_date"),
                    Field::new("to", FieldType::Date).column("to_date"),
                    Field::new("reports_to_id", FieldType::Record { kind: "contact".into() }),
                ],
            )
            .main("company"),
            tags("contact_tag"),
            raw("contact_raw"),
            Part::new(
                "consents",
                "contact_consent",
                vec![
                    Field::new(
                        "channel",
                        FieldType::Choice { options: options(&["email", "phone", "sms", "post"]) },
                    )
                    .required(),
                    Field::new("state", FieldType::Choice { options: options(&["granted", "refused"]) })
                        .required(),
                    Field::text("source"),
                    Field::new("at_ms", FieldType::Instant),
                ],
            )
            .main("channel"),
            identities("contact_identity"),
        ],
        default_sort: vec![Sort { field: "display_name".into(), descending: false }],
    }
}

/// Choices of a built-in field.
pub fn options(values: &'static [&'static str]) -> Vec<satchel_kernel::catalogue::Text> {
    values.iter().map(|v| (*v).into()).collect()
}

/// When somebody was last spoken with, whatever the channel; kept by what is said to them.
pub fn last_activity() -> Field {
    Field::new(crate::activity::FIELD, FieldType::Instant).derived().internal().listed()
}

/// Labelled values with a preferred one.
pub fn labelled(id: &'static str, table: &'static str, weight: u8) -> Part {
    Part::new(
        id,
        table,
        vec![
            Field::text("label"),
            Field::indexed("value").search(weight).required(),
            Field::new("primary", FieldType::Bool),
        ],
    )
}

/// Phone numbers as typed, with the form that can be dialled from anywhere.
pub fn phones(table: &'static str) -> Part {
    Part::new(
        "phones",
        table,
        vec![
            Field::text("label"),
            Field::indexed("value").required(),
            Field::text("e164").derived(),
            Field::text("extension"),
            Field::new("primary", FieldType::Bool),
        ],
    )
    .filterable()
}

/// Postal addresses; a list shows and filters the town.
pub fn addresses(table: &'static str) -> Part {
    Part::new(
        "addresses",
        table,
        vec![
            Field::text("label"),
            Field::new("street", FieldType::LongText).search(3),
            Field::text("extended").search(1),
            Field::text("po_box").search(1),
            Field::indexed("city").search(4),
            Field::text("region").search(2),
            Field::text("postal_code").search(3),
            Field::text("country").search(2).filterable(),
            Field::new("primary", FieldType::Bool),
        ],
    )
    .main("city")
    .filterable()
}

/// Web pages.
pub fn links(table: &'static str) -> Part {
    Part::new(
        "links",
        table,
        vec![
            Field::text("label"),
            Field::indexed("value").search(3).required(),
            Field::text("profile").derived().internal(),
            Field::new("primary", FieldType::Bool),
        ],
    )
}

/// Tags by name.
pub fn tags(table: &'static str) -> Part {
    Part::new("tags", table, vec![Field::indexed("value").search(6).required()]).filterable().bare()
}

/// Unknown properties kept as they came.
pub fn raw(table: &'static str) -> Part {
    Part::new(
        "raw",
        table,
        vec![
            Field::text("source"),
            Field::text("name").required(),
            Field::text("params"),
            Field::new("value", FieldType::LongText).search(1).required(),
        ],
    )
}

/// What other programs call the record.
pub fn identities(table: &'static str) -> Part {
    Part::new("identities", table, vec![Field::text("source").required(), Field::text("value").required()])
}
