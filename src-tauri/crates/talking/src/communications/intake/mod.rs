//! Conversations from a table.

use satchel_feature::records::{Intake, Left, Record, RuleCx, text};
use satchel_kernel::{Reason, Result};
use serde_json::Value;

use super::model::outcomes;

/// How conversations come in: none is known again by its subject.
pub struct CommunicationIntake;

const OTHER_CHANNEL: Reason =
    Reason::new("outcome_of_other_channel", "This is no outcome of this channel; it is kept in the text.");

impl Intake for CommunicationIntake {
    fn settle(&self, _: &RuleCx<'_>, row: &mut Record, left: &mut Vec<Left>) -> Result<()> {
        let fits = outcomes(text(row, "channel")).contains(&text(row, "outcome"));
        if !fits && let Some(Value::String(value)) = row.remove("outcome") {
            left.push(Left { target: "outcome".to_owned(), value, reason: OTHER_CHANNEL });
        }
        Ok(())
    }

    fn is_known_by_name(&self) -> bool {
        false
    }
}
