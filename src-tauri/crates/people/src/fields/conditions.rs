//! On what it depends that an own field is shown or must be filled: a filter that is asked of the record it belongs to.
//!
//! A condition is small, can be asked, and never leads back to its own field, directly or through the conditions of the
//! fields it asks for.

use std::collections::BTreeSet;

use satchel_feature::records::{Record, RuleCx, text};
use satchel_kernel::evaluate::Plan;
use satchel_kernel::query::{Filter, Query};
use satchel_kernel::{Error, Id, Result};
use serde_json::json;

use super::store;

/// The fields that hold a condition.
const CONDITIONS: [&str; 2] = ["required_when", "shown_when"];
/// What one condition asks at most.
const MOST: usize = 10;

/// A condition as it is kept; `None` when it is none.
pub fn read(kept: &str) -> Option<Filter> {
    serde_json::from_str(kept).ok()
}

/// Refuses conditions that cannot be asked, are too large, or lead back to the field.
pub fn check(cx: &RuleCx<'_>, own: Option<Id>, new: &Record) -> Result<()> {
    for name in CONDITIONS {
        let kept = text(new, name);
        if kept.is_empty() {
            continue;
        }
        let filter: Filter = serde_json::from_str(kept)
            .map_err(|e| Error::invalid(name, "This is not the filter of a query.").because(e))?;
        let query = Query { filter: Some(filter.clone()), ..Query::default() };
        Plan::new(cx.catalogue.kind(text(new, "of"))?, &query).map_err(|e| e.at(name))?;
        let asked = asked(&filter);
        if asked.len() > MOST {
            let words = format!("A condition asks for {MOST} things at most.");
            return Err(Error::refused("condition_too_large", words).at(name).with(json!({ "most": MOST })));
        }
        if let Some(own) = own
            && leads_to(cx, own, &asked)?
        {
            let words = "This condition leads back to the field itself. Let it depend on other fields.";
            return Err(Error::refused("condition_cycle", words).at(name));
        }
    }
    Ok(())
}

/// The fields a filter asks for, each as often as it does.
fn asked(filter: &Filter) -> Vec<String> {
    let mut left = vec![filter];
    let mut asked = Vec::new();
    while let Some(part) = left.pop() {
        match part {
            Filter::And(parts) | Filter::Or(parts) => left.extend(parts),
            Filter::Not(part) => left.push(part),
            Filter::Is(condition) => asked.push(condition.field.clone()),
        }
    }
    asked
}

/// Whether one of these fields is the given one, or depends on it through its own conditions.
fn leads_to(cx: &RuleCx<'_>, own: Id, from: &[String]) -> Result<bool> {
    let all = store::all(cx.conn)?;
    let mut left: Vec<Id> = from.iter().filter_map(|field| field.parse().ok()).collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = left.pop() {
        if id == own {
            return Ok(true);
        }
        if !seen.insert(id) {
            continue;
        }
        let Some(field) = all.iter().find(|field| field.id == id) else { continue };
        for kept in [&field.required_when, &field.shown_when].into_iter().flatten() {
            let filter = read(kept);
            left.extend(filter.iter().flat_map(asked).filter_map(|field| field.parse::<Id>().ok()));
        }
    }
    Ok(false)
}
