//! `satchel attach`: files onto a record, each as it lies on disk.

use serde_json::{Value, json};

use crate::Cli;
use crate::arguments::Attach;
use crate::exit::{DONE, Ended, SOME_FILES};
use crate::reach::Reach;
use crate::table::{list, text};

/// The kinds that files are attached to beside the seller's own, the likeliest first.
const KINDS: [&str; 6] = ["contact", "company", "deal", "lead", "task", "communication"];

pub fn run(cli: &mut Cli<'_, '_>, attach: &Attach) -> Result<u8, Ended> {
    let mut reach = cli.opening.open()?;
    let done = attached(cli, &mut reach, attach);
    reach.close();
    let (done, unreadable) = done?;
    for words in &unreadable {
        cli.note(words)?;
    }
    if cli.json {
        cli.say_json(&done)?;
    } else {
        for one in list(&done, "attachments") {
            cli.say(format!("{}  {}", text(one, "id"), text(one, "name")))?;
        }
        for left in list(&done, "left") {
            cli.note(format!("{}: {}", text(left, "name"), text(left, "message")))?;
        }
    }
    let whole = unreadable.is_empty() && list(&done, "left").is_empty();
    Ok(if whole { DONE } else { SOME_FILES })
}

fn attached(
    cli: &mut Cli<'_, '_>,
    reach: &mut Reach,
    attach: &Attach,
) -> Result<(Value, Vec<String>), Ended> {
    let kind = match &attach.kind {
        Some(kind) => kind.clone(),
        None => kind_of(reach, &attach.record)?,
    };
    let (mut files, mut unreadable, mut refusal) = (Vec::new(), Vec::new(), None);
    for path in &attach.files {
        match reach.put_path(path) {
            Ok(file) => files.push(file),
            Err(Ended::Failed(failure)) => {
                unreadable.push(format!("{}: {}", path.display(), failure.message));
                refusal = Some(Ended::Failed(failure));
            }
            Err(ended) => return Err(ended),
        }
    }
    if let (true, Some(refusal)) = (files.is_empty(), refusal) {
        return Err(refusal);
    }
    let input = json!({ "kind": kind, "id": attach.record, "files": files });
    Ok((super::job::run(cli, reach, "attachments.add", input)?, unreadable))
}

/// Of which kind the record is.
fn kind_of(reach: &mut Reach, record: &str) -> Result<String, Ended> {
    let catalogue = reach.call("catalogue.get", json!({}))?;
    let own =
        catalogue.get("own").and_then(Value::as_object).into_iter().flatten().map(|(kind, _)| kind.clone());
    for kind in KINDS.into_iter().map(str::to_owned).chain(own) {
        match reach.call("records.get", json!({ "kind": kind, "id": record })) {
            Ok(_) => return Ok(kind),
            Err(Ended::Failed(failure)) if failure.code == "not_found" => {}
            Err(ended) => return Err(ended),
        }
    }
    Err(Ended::refused("not_found", format!("There is no record {record} that files are attached to.")))
}
