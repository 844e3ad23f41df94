//! `satchel undo`

use serde_json::{Value, json};

use crate::Cli;
use crate::arguments::Undo;
use crate::exit::{DONE, Ended};
use crate::reach::Reach;
use crate::table::{count, list, number, text};

pub fn run(cli: &mut Cli<'_, '_>, undo: &Undo) -> Result<u8, Ended> {
    let mut reach = cli.opening.open()?;
    // Before it is done: what goes along.
    if let (Some(set), false) = (undo.change_set.as_deref(), cli.json) {
        let shown = reach.call("changes.show", json!({ "change_set": set, "limit": 1 }));
        let with = shown.as_ref().map_or(0, |shown| number(shown, "with"));
        if with > 0 {
            let rows = count(with, "rejected row that was", "rejected rows that were");
            cli.note(format!("With it goes what came of {rows} corrected since."))?;
        }
    }
    let undone = take_back(&mut reach, undo.change_set.as_deref());
    reach.close();
    let undone = undone?;
    if cli.json {
        cli.say_json(&undone)?;
        return Ok(DONE);
    }
    let changed = count(number(&undone, "restored"), "change", "changes");
    cli.say(format!("Taken back: {} ({changed})", text(&undone, "label")))?;
    let kept = list(&undone, "kept");
    if !kept.is_empty() {
        cli.say(format!("{} edited since stayed as they are:", count(kept.len() as u64, "thing", "things")))?;
    }
    for one in kept.iter().take(50) {
        let field = text(one, "field");
        let field = if field.is_empty() { "the record".to_owned() } else { field };
        cli.say(format!("  {} {}: {field} ({})", text(one, "kind"), text(one, "id"), text(one, "reason")))?;
    }
    Ok(DONE)
}

/// The set that is named, else the last one from the command line, else the last one from the window: the seller is
/// the same person in both.
fn take_back(reach: &mut Reach, set: Option<&str>) -> Result<Value, Ended> {
    if let Some(set) = set {
        return reach.call("changes.undo", json!({ "change_set": set }));
    }
    match reach.call("changes.undo", json!({})) {
        Err(Ended::Failed(failure)) if failure.code == "nothing_to_undo" => {
            reach.call_as("owner", "changes.undo", json!({}))
        }
        other => other,
    }
}
