//! What can be done with views beyond the record commands.

use satchel_feature::records::{self, Record};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Error, Id, Result};
use serde::Deserialize;
use serde_json::json;

use super::store;

/// The views' rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// Puts a view behind another one, or before all.
        "views.move" needs Write undoable => place;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Move {
    /// The view.
    id: Id,
    /// The view it shall stand behind; the first place when absent.
    after: Option<Id>,
}

fn place(cx: &mut Cx, input: Move) -> Result<Record> {
    cx.write_called(|rules| {
        let others = store::others(rules.conn, input.id)?;
        let at = match input.after {
            None => 0,
            Some(after) => {
                let found = others.iter().position(|(id, _)| *id == after);
                1 + found
                    .ok_or_else(|| Error::invalid("after", "There is no such view to put this one behind."))?
            }
        };
        let before = at.checked_sub(1).and_then(|at| others.get(at)).map(|(_, position)| *position);
        let behind = others.get(at).map(|(_, position)| *position);
        let position = |value: f64| Record::from_iter([("position".to_owned(), json!(value))]);
        let moved = match between(before, behind) {
            Some(value) => records::patch(rules, "view", input.id, None, position(value))?,
            // No number lies between the two any more: all of them get new ones.
            None => {
                for (count, (id, _)) in (0_u32..).zip(&others) {
                    let count = if count as usize >= at { count + 2 } else { count + 1 };
                    records::patch(rules, "view", *id, None, position(f64::from(count)))?;
                }
                let own = u32::try_from(at + 1).unwrap_or(u32::MAX);
                records::patch(rules, "view", input.id, None, position(f64::from(own)))?
            }
        };
        let name = records::name(&rules.registry.kind("view")?.kind, &moved);
        Ok((format!("Moved the view “{name}”"), moved))
    })
}

/// A position between two others; `None` if there is none.
fn between(before: Option<f64>, behind: Option<f64>) -> Option<f64> {
    match (before, behind) {
        (None, None) => Some(1.0),
        (None, Some(behind)) => Some(behind - 1.0),
        (Some(before), None) => Some(before + 1.0),
        (Some(before), Some(behind)) => {
            let middle = f64::midpoint(before, behind);
            (before < middle && middle < behind).then_some(middle)
        }
    }
}
