//! `satchel history`

use serde_json::{Value, json};

use crate::Cli;
use crate::arguments::History;
use crate::exit::{DONE, Ended};
use crate::reach::Reach;
use crate::table::{list, moment, short, text};

pub fn run(cli: &mut Cli<'_, '_>, history: &History) -> Result<u8, Ended> {
    let mut reach = cli.opening.open()?;
    let found = find(&mut reach, history);
    reach.close();
    let found = found?;
    if cli.json {
        cli.say_json(&found)?;
        return Ok(DONE);
    }
    for entry in list(&found, "entries") {
        let at = entry.get("at_ms").and_then(Value::as_i64).unwrap_or(0);
        cli.say(format!(
            "{}  {}  by {}  {}",
            moment(at),
            text(entry, "label"),
            text(entry, "actor"),
            text(entry, "change_set")
        ))?;
        for change in list(entry, "changes") {
            let value = |field: &str| short(change.get(field).unwrap_or(&Value::Null));
            cli.say(format!("    {}: {} → {}", text(change, "field"), value("from"), value("to")))?;
        }
    }
    Ok(DONE)
}

fn find(reach: &mut Reach, history: &History) -> Result<Value, Ended> {
    let ask = |reach: &mut Reach, kind: &str| {
        reach.call("records.history", json!({ "kind": kind, "id": history.record, "limit": history.limit }))
    };
    if let Some(kind) = &history.kind {
        return ask(reach, kind);
    }
    let catalogue = reach.call("catalogue.get", json!({}))?;
    let kinds =
        catalogue.get("kinds").and_then(Value::as_object).map(|k| k.keys().cloned().collect::<Vec<_>>());
    for kind in kinds.unwrap_or_default() {
        match ask(reach, &kind) {
            Ok(found) if list(&found, "entries").is_empty() => {}
            Ok(found) => return Ok(found),
            Err(Ended::Failed(failure))
                if failure.code == "not_found" || failure.code == "unknown_record" => {}
            Err(ended) => return Err(ended),
        }
    }
    Err(Ended::refused("not_found", format!("There is no record {}.", history.record)))
}
