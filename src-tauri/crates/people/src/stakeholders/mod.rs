//! What a contact is to the decisions of a company or a deal: one vocabulary for both, so that a board of the one reads
//! like a board of the other. The rows are parts of the company and the deal; this says what stands in them.

use satchel_feature::records::{Record, RuleCx};
use satchel_kernel::{Error, Field, FieldType, Id, Part, Result};
use serde_json::Value;

use crate::contacts::model::options;

mod store;

/// What a contact is to a decision.
pub const ROLES: &[&str] = &["decision_maker", "champion", "influencer", "blocker", "user", "other"];
/// How somebody stands to what is offered.
pub const STANCES: &[&str] = &["for", "neutral", "against"];

/// The part of a kind whose decisions contacts have a say in.
pub fn part(id: &'static str, table: &'static str) -> Part {
    Part::new(
        id,
        table,
        vec![
            Field::new("contact_id", FieldType::Record { kind: "contact".into() }).required().filterable(),
            Field::new("role", FieldType::Choice { options: options(ROLES) }),
            // From 1, hardly heard, to 5, decides alone.
            Field::new("influence", FieldType::Number),
            Field::new("stance", FieldType::Choice { options: options(STANCES) }),
            Field::text("note").search(2),
        ],
    )
    .main("contact_id")
}

/// Everybody stands there once, with the first role they were named with, and is known.
pub fn check(cx: &RuleCx<'_>, new: &mut Record, part: &str) -> Result<()> {
    let Some(Value::Array(entries)) = new.get_mut(part) else { return Ok(()) };
    let mut seen = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let id = entry.get("contact_id").and_then(Value::as_str).and_then(|text| text.parse::<Id>().ok());
        match id {
            Some(id) if store::is_contact(cx.conn, id)? => seen.push(id),
            _ => {
                let at = format!("{part}.{index}.contact_id");
                return Err(Error::invalid(at, "There is no such contact."));
            }
        }
        let influence = entry.get("influence").and_then(Value::as_f64);
        if influence.is_some_and(|grade| !(1.0..=5.0).contains(&grade) || grade.fract() != 0.0) {
            let at = format!("{part}.{index}.influence");
            return Err(Error::invalid(at, "Influence is a whole number from 1 to 5."));
        }
    }
    let mut at = 0..;
    entries.retain(|_| {
        let here = at.next().unwrap_or_default();
        seen.iter().position(|other| seen.get(here) == Some(other)) == Some(here)
    });
    Ok(())
}
