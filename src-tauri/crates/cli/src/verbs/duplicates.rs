//! `satchel duplicates`

use serde_json::{Value, json};

use crate::Cli;
use crate::arguments::Duplicates;
use crate::exit::{DONE, Ended};
use crate::reach::Reach;
use crate::table::{count, list, number, text};

/// Pairs asked for at once.
const PAGE: usize = 1_000;

pub fn run(cli: &mut Cli<'_, '_>, wanted: &Duplicates) -> Result<u8, Ended> {
    let mut reach = cli.opening.open()?;
    let found = find(&mut reach, wanted);
    reach.close();
    let found = found?;
    if cli.json {
        cli.say_json(&found)?;
        return Ok(DONE);
    }
    for pair in list(&found, "pairs") {
        let probability = pair.get("probability").and_then(Value::as_f64).unwrap_or(0.0);
        cli.say(format!("{:5.1} %", probability * 100.0))?;
        for record in list(pair, "records") {
            cli.say(format!(
                "    {}  {}  {}",
                text(record, "id"),
                text(record, "title"),
                text(record, "subtitle")
            ))?;
        }
        for one in list(pair, "evidence") {
            let other = text(one, "other");
            let other = if other.is_empty() { other } else { format!(" / {other}") };
            let value = text(one, "value");
            cli.say(format!("      {} {value}{other}", text(one, "code").replace('_', " ")))?;
        }
    }
    let (shown, total) = (list(&found, "pairs").len() as u64, number(&found, "total"));
    if shown < total {
        let rest = count(total - shown, "pair", "pairs");
        cli.note(format!("{rest} more; --all shows them."))?;
    }
    let learnt = number(&found, "learnt_from");
    if learnt > 0 {
        cli.note(format!("Learns from {} of yours.", count(learnt, "answer", "answers")))?;
    }
    Ok(DONE)
}

/// The likeliest pairs, or every one.
fn find(reach: &mut Reach, wanted: &Duplicates) -> Result<Value, Ended> {
    let command = match wanted.kind.as_str() {
        "company" => "companies.duplicates",
        "lead" => "leads.duplicates",
        "known" => "leads.known",
        _ => "contacts.duplicates",
    };
    let limit = if wanted.all { PAGE } else { 100 };
    // Of many records a job looks at everybody, and whoever asks here wants what comes of it.
    let mut found = reach.call(command, json!({ "limit": limit, "look": true }))?;
    while text(&found, "stand") == "looking" {
        std::thread::sleep(std::time::Duration::from_millis(200));
        found = reach.call(command, json!({ "limit": limit }))?;
    }
    if !wanted.all {
        return Ok(found);
    }
    loop {
        let shown = list(&found, "pairs").len();
        if shown as u64 >= number(&found, "total") {
            return Ok(found);
        }
        let more = reach.call(command, json!({ "limit": PAGE, "after": shown }))?;
        let more = list(&more, "pairs").to_vec();
        if more.is_empty() {
            return Ok(found);
        }
        if let Some(pairs) = found.get_mut("pairs").and_then(Value::as_array_mut) {
            pairs.extend(more);
        }
    }
}
