//! `satchel merge` and `satchel unmerge`

use serde_json::{Map, Value, json};

use crate::Cli;
use crate::arguments::{Merge, Unmerge};
use crate::exit::{DONE, Ended};
use crate::reach::Reach;
use crate::table::{count, list, number, text};

/// The kinds that can be merged, by the beginning of their commands.
const PLURALS: [&str; 2] = ["contacts", "companies"];

pub fn run(cli: &mut Cli<'_, '_>, merge: &Merge) -> Result<u8, Ended> {
    let Some((id, others)) = merge.records.split_first() else {
        return Err(Ended::refused(
            "bad_input",
            "Name the record that stays and those that become part of it.",
        ));
    };
    let mut fields = Map::new();
    for take in &merge.take {
        let Some((field, from)) = take.split_once('=') else {
            return Err(Ended::refused("bad_input", format!("Write FIELD=RECORD instead of “{take}”.")));
        };
        fields.insert(field.to_owned(), json!(from));
    }
    let mut reach = cli.opening.open()?;
    let merged = of_kind(&mut reach, "merge", &json!({ "id": id, "others": others, "fields": fields }));
    reach.close();
    let merged = merged?;
    if cli.json {
        cli.say_json(&merged)?;
        return Ok(DONE);
    }
    let moved = count(number(&merged, "moved"), "thing", "things");
    cli.say(format!("Merged into {} ({moved} moved along)", text(&merged, "title")))?;
    for source in list(&merged, "fields").iter().filter(|source| text(source, "from") != text(&merged, "id"))
    {
        cli.say(format!("  {} from {}", text(source, "field"), text(source, "from")))?;
    }
    Ok(DONE)
}

pub fn apart(cli: &mut Cli<'_, '_>, unmerge: &Unmerge) -> Result<u8, Ended> {
    let mut reach = cli.opening.open()?;
    let apart = of_kind(&mut reach, "unmerge", &json!({ "id": unmerge.record }));
    reach.close();
    let apart = apart?;
    if cli.json {
        cli.say_json(&apart)?;
        return Ok(DONE);
    }
    for one in list(&apart, "apart") {
        cli.say(format!("On its own again: {} {}", text(one, "title"), text(one, "id")))?;
    }
    let again = number(&apart, "again");
    if again > 0 {
        cli.say(format!("{} made since stand as they were.", count(again, "merge", "merges")))?;
    }
    let kept = list(&apart, "kept");
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

/// Asks for contacts, and for companies if there is no such contact.
fn of_kind(reach: &mut Reach, verb: &str, input: &Value) -> Result<Value, Ended> {
    let mut refusal = None;
    for plural in PLURALS {
        match reach.call(&format!("{plural}.{verb}"), input.clone()) {
            Err(Ended::Failed(failure)) if matches!(failure.code.as_str(), "not_found" | "not_merged") => {
                refusal = refusal.or(Some(Ended::Failed(failure)));
            }
            other => return other,
        }
    }
    Err(refusal.unwrap_or_else(|| Ended::refused("not_found", "There is no such record.")))
}
