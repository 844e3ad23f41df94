//! Tasks from a table.

use jiff::tz::TimeZone;
use satchel_feature::records::{Intake, Left, Record, RuleCx, text};
use satchel_kernel::{Reason, Result};
use serde_json::{Value, json};

use super::due;

/// How tasks come in: many are called alike, so none is known again by its title.
pub struct TaskIntake;

const NO_TIME: Reason =
    Reason::new("no_due_time", "This is no time of a day that is said; it is kept in the text.");

impl Intake for TaskIntake {
    /// A time of day is meant where the program runs.
    fn settle(&self, _: &RuleCx<'_>, row: &mut Record, left: &mut Vec<Left>) -> Result<()> {
        if !text(row, "due_time").is_empty() && text(row, "due_zone").is_empty() {
            let zone = TimeZone::system();
            row.insert("due_zone".into(), json!(zone.iana_name().unwrap_or("UTC")));
        }
        if due::settle(&mut row.clone()).is_err() {
            row.remove("due_zone");
            if let Some(Value::String(value)) = row.remove("due_time") {
                left.push(Left { target: "due_time".to_owned(), value, reason: NO_TIME });
            }
        }
        Ok(())
    }

    fn is_known_by_name(&self) -> bool {
        false
    }
}
