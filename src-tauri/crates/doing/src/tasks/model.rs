//! What a task looks like.

use satchel_kernel::catalogue::OWN_RECORD;
use satchel_kernel::query::Sort;
use satchel_kernel::{Field, FieldType, Kind, Part};
use satchel_people::contacts::model::{options, tags};
use satchel_talking::communications::model::linked;

/// How far a task is; the last two are the end of it.
pub const STATUSES: &[&str] = &["open", "in_progress", "waiting", "done", "cancelled"];
/// How urgent it is, the least first.
pub const PRIORITIES: &[&str] = &["none", "low", "normal", "high"];

/// What kind of work it is; each is a channel of a conversation as well.
pub const TYPES: &[&str] = &["call", "visit", "meeting", "message"];

/// Whether nothing is left to do in this status.
pub fn is_closed(status: &str) -> bool {
    matches!(status, "done" | "cancelled")
}

/// The descriptor of a task.
pub fn task() -> Kind {
    let task = || FieldType::Record { kind: "task".into() };
    Kind {
        name: "task".into(),
        plural: "tasks".into(),
        table: "task".into(),
        title: "title".into(),
        fields: vec![
            Field::indexed("title").search(10).required(),
            Field::new("notes", FieldType::LongText).search(3),
            Field::new("status", FieldType::Choice { options: options(STATUSES) }).listed(),
            Field::new("priority", FieldType::Choice { options: options(PRIORITIES) }).listed(),
            Field::new("type", FieldType::Choice { options: options(TYPES) }).listed(),
            Field::new("due", FieldType::Date).listed(),
            Field::text("due_time"),
            Field::text("due_zone"),
            Field::new("due_ms", FieldType::Instant).derived().internal().listed(),
            Field::new("duration_min", FieldType::Number),
            Field::new("parent_id", task()).filterable(),
            Field::text("outcome").search(3),
            Field::new("completed_ms", FieldType::Instant).derived().listed(),
            Field::text("recurrence"),
            Field::new("previous_id", task()).derived().internal(),
            Field::new("snoozed_until_ms", FieldType::Instant).listed(),
            // Where it stands in the route of a day, once the seller put that into an order.
            Field::new("route_day", FieldType::Date).internal(),
            Field::new("route_rank", FieldType::Number).internal(),
            Field::text("source"),
            // Whether it stands at the top of the timelines it is in.
            Field::new("pinned", FieldType::Bool),
        ],
        parts: vec![
            linked("contacts", "task_contact", "contact_id", "contact"),
            linked("companies", "task_company", "company_id", "company"),
            linked("deals", "task_deal", "deal_id", "deal"),
            linked("leads", "task_lead", "lead_id", "lead"),
            linked("own_records", "task_own_record", "own_record_id", OWN_RECORD),
            tags("task_tag"),
            Part::new(
                "reminders",
                "task_reminder",
                vec![Field::new("minutes", FieldType::Number).required()],
            )
            .main("minutes"),
        ],
        default_sort: vec![
            Sort { field: "due".into(), descending: false },
            Sort { field: "due_ms".into(), descending: false },
            Sort { field: "priority".into(), descending: true },
        ],
    }
}
