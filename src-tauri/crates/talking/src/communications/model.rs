//! What a communication looks like.

use satchel_kernel::catalogue::OWN_RECORD;
use satchel_kernel::query::Sort;
use satchel_kernel::{Field, FieldType, Kind, Part};
use satchel_people::contacts::model::options;

/// The channels, the usual ones first.
pub const CHANNELS: &[&str] = &["call", "visit", "meeting", "message", "email", "sms", "chat"];
/// Who began it; `none` for what has no direction, as a meeting.
pub const DIRECTIONS: &[&str] = &["out", "in", "none"];
/// What came of it, of all channels together; [`outcomes`] says which belong to one.
pub const OUTCOMES: &[&str] = &[
    "reached",
    "not_reached",
    "left_message",
    "busy",
    "wrong_number",
    "call_back",
    "held",
    "cancelled",
    "no_show",
    "sent",
    "answered",
    "no_answer",
];

/// What can come of a conversation on this channel.
pub fn outcomes(channel: &str) -> &'static [&'static str] {
    match channel {
        "call" => &["reached", "not_reached", "left_message", "busy", "wrong_number", "call_back"],
        "visit" | "meeting" => &["held", "cancelled", "no_show"],
        _ => &["sent", "answered", "no_answer"],
    }
}

/// The descriptor of a communication.
pub fn communication() -> Kind {
    Kind {
        name: "communication".into(),
        plural: "communications".into(),
        table: "communication".into(),
        title: "title".into(),
        fields: vec![
            Field::indexed("title").search(6).derived().internal(),
            Field::new("channel", FieldType::Choice { options: options(CHANNELS) }).required().listed(),
            Field::new("direction", FieldType::Choice { options: options(DIRECTIONS) }).listed(),
            Field::new("at_ms", FieldType::Instant).listed(),
            Field::text("zone"),
            Field::new("duration_s", FieldType::Number).listed(),
            Field::new("outcome", FieldType::Choice { options: options(OUTCOMES) }).listed(),
            Field::text("subject"),
            Field::new("body", FieldType::LongText).search(4),
            Field::text("source"),
            // Whether it stands at the top of the timelines it is in.
            Field::new("pinned", FieldType::Bool),
        ],
        parts: vec![
            linked("contacts", "communication_contact", "contact_id", "contact"),
            linked("companies", "communication_company", "company_id", "company"),
            linked("deals", "communication_deal", "deal_id", "deal"),
            linked("leads", "communication_lead", "lead_id", "lead"),
            linked("own_records", "communication_own_record", "own_record_id", OWN_RECORD),
        ],
        default_sort: vec![Sort { field: "at_ms".into(), descending: true }],
    }
}

/// The records of a kind that something is about, by their ids.
pub fn linked(id: &'static str, table: &'static str, column: &'static str, kind: &'static str) -> Part {
    let field = Field::new(column, FieldType::Record { kind: kind.into() }).required();
    Part::new(id, table, vec![field]).main(column).filterable().bare()
}
