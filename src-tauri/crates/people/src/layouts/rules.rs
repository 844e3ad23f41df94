//! What makes a layout whole, and where it is kept.

use std::collections::BTreeSet;

use satchel_kernel::catalogue::OWN;
use satchel_kernel::{Error, Kind, Result};
use satchel_vault::{Connection, Tx, settings};
use serde_json::{Value, json};

use super::model::Layout;

/// The built-in kinds whose fields are arranged; those of the seller's own kinds are too.
const ARRANGED: [&str; 6] = ["contact", "company", "lead", "deal", "task", "communication"];
/// Groups of one kind at most.
const MOST_GROUPS: usize = 20;
/// The longest name of a group, in characters.
const LONGEST_NAME: usize = 60;

fn key(of: &str) -> String {
    format!("layout.{of}")
}

/// Refuses a kind whose fields are not arranged.
pub fn arranged(of: &str) -> Result<()> {
    if ARRANGED.contains(&of) || of.starts_with(OWN) {
        return Ok(());
    }
    Err(Error::invalid("of", format!("The fields of “{of}” are not arranged.")))
}

/// The layout of a kind as the seller left it; `None` for the usual one. Fields that are gone since are left out.
pub fn kept(conn: &Connection, kind: &Kind) -> Result<Option<Layout>> {
    let Some(kept) = settings::get(conn, &key(&kind.name))?.filter(|kept| !kept.is_null()) else {
        return Ok(None);
    };
    let Ok(mut layout) = serde_json::from_value::<Layout>(kept) else { return Ok(None) };
    let is_there = |field: &String| kind.field(field).is_some() || kind.part(field).is_some();
    layout.hidden.retain(is_there);
    layout.groups.iter_mut().for_each(|group| group.fields.retain(is_there));
    Ok(Some(layout))
}

/// Keeps a layout, or the usual one again.
pub fn keep(tx: &Tx<'_>, of: &str, layout: Option<&Layout>) -> Result<()> {
    Ok(settings::set(tx, &key(of), &layout.map_or(Value::Null, |layout| json!(layout)))?)
}

/// The layout without spaces around names; refuses one that names a field twice or not at all known, hides what must be
/// filled in, or is too large.
pub fn check(kind: &Kind, mut layout: Layout) -> Result<Layout> {
    if layout.groups.len() > MOST_GROUPS {
        return Err(Error::invalid("groups", format!("There are {MOST_GROUPS} groups at most.")));
    }
    let mut seen = BTreeSet::new();
    for (at, group) in layout.groups.iter_mut().enumerate() {
        group.name = group.name.trim().to_owned();
        if group.name.chars().count() > LONGEST_NAME {
            let words = format!("The name of a group has {LONGEST_NAME} characters at most.");
            return Err(Error::invalid(format!("groups.{at}.name"), words));
        }
        for field in &group.fields {
            once(kind, &mut seen, field).map_err(|e| e.at(format!("groups.{at}.fields")))?;
        }
    }
    for field in &layout.hidden {
        once(kind, &mut seen, field).map_err(|e| e.at("hidden"))?;
        if kind.field(field).is_some_and(|field| field.required) {
            let words = "A field that must be filled in cannot be hidden.";
            return Err(Error::refused("hidden_required", words)
                .at("hidden")
                .with(json!({ "field": field })));
        }
    }
    Ok(layout)
}

fn once(kind: &Kind, seen: &mut BTreeSet<String>, field: &str) -> Result<()> {
    if kind.field(field).is_none() && kind.part(field).is_none() {
        return Err(Error::refused(
            "unknown_field",
            format!("A {} has no field called “{field}”.", kind.word()),
        ));
    }
    if seen.insert(field.to_owned()) {
        return Ok(());
    }
    Err(Error::refused("field_twice", "A field stands in one place only.").with(json!({ "field": field })))
}
