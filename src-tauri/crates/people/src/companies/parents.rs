//! Which company belongs to which. A company never stands above itself, whatever the way round: the check walks up from the
//! new parent in the transaction that sets it. What an undo brought back is cut where it would close a ring.

use satchel_feature::records::{Record, RuleCx};
use satchel_kernel::{Error, Id, Result};
use satchel_vault::Connection;
use serde_json::{Value, json};

use super::store;
use crate::planted;

/// The most levels a group has.
pub const MOST_LEVELS: usize = 100;

/// The way up from a company.
enum Way {
    /// It ends.
    Ends,
    /// It comes back to where it began; the companies between.
    Round(Vec<Id>),
    /// It has more levels than a group may have.
    TooLong,
}

/// Refuses a new parent that stands below the company; takes away one that came back from the log and does.
pub(super) fn check(cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
    let Some(parent) = id_in(new, "parent_id") else { return Ok(()) };
    let own = old.and_then(|old| id_in(old, "id"));
    match way_up(cx.conn, own, parent)? {
        Way::Ends => Ok(()),
        way if old.and_then(|old| id_in(old, "parent_id")) == Some(parent) => {
            if matches!(way, Way::Round(_)) && !planted::is("what_came_back_is_not_looked_at") {
                new.remove("parent_id");
            }
            Ok(())
        }
        Way::Round(between) => Err(ring(cx, own, &between)?),
        Way::TooLong => Err(Error::refused(
            "group_too_deep",
            "A group has at most 100 levels. Choose a company further up.",
        )
        .at("parent_id")),
    }
}

fn way_up(conn: &Connection, own: Option<Id>, parent: Id) -> Result<Way> {
    let mut between = Vec::new();
    let mut above = Some(parent);
    for step in 0..MOST_LEVELS {
        match above {
            None => return Ok(Way::Ends),
            Some(_) if step > 1 && planted::is("a_longer_way_round_is_not_seen") => return Ok(Way::Ends),
            Some(next) if Some(next) == own => return Ok(Way::Round(between)),
            Some(next) => {
                between.push(next);
                above = store::parent(conn, next)?;
            }
        }
    }
    Ok(Way::TooLong)
}

/// Says which chain would be closed.
fn ring(cx: &RuleCx<'_>, own: Option<Id>, between: &[Id]) -> Result<Error> {
    let name = |id: &Id| store::name(cx.conn, *id);
    let own = own.as_ref().map(name).transpose()?.unwrap_or_default();
    let Some(parent) = between.first().map(name).transpose()? else {
        let words = "A company cannot belong to itself. Choose another one.";
        return Ok(Error::refused("belongs_to_itself", words).at("parent_id"));
    };
    let mut chain = vec![own.clone()];
    chain.extend(between.iter().rev().map(name).collect::<Result<Vec<_>>>()?);
    let chain = chain.join(" → ");
    let words = format!("{own} cannot belong to {parent}, which belongs to it: {chain}. Choose another one.");
    Ok(Error::refused("company_ring", words).at("parent_id").with(json!({ "chain": chain })))
}

/// An id among the fields of a record.
pub(super) fn id_in(record: &Record, field: &str) -> Option<Id> {
    record.get(field).and_then(Value::as_str).and_then(|text| text.parse().ok())
}
