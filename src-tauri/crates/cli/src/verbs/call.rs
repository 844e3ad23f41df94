//! `satchel call`

use std::io::Read;

use serde_json::{Value, json};

use crate::Cli;
use crate::arguments::Call;
use crate::exit::{DONE, Ended};

/// The longest input that is read from stdin.
const MAX_INPUT: u64 = 64 << 20;

pub fn run(cli: &mut Cli<'_, '_>, call: &Call) -> Result<u8, Ended> {
    let input = input(cli, call.input.as_deref())?;
    let commands = cli.opening.app()?.commands();
    let known = commands.iter().find(|command| command.name == call.name);
    // What works without an open vault must not ask for its key.
    let mut reach =
        if known.is_none_or(|command| command.gate) { cli.opening.reach()? } else { cli.opening.open()? };
    let answer = reach.call(&call.name, input).and_then(|answer| {
        if let Some(path) = &call.save {
            super::export::save(&mut reach, &answer, path)?;
        }
        Ok(answer)
    });
    reach.close();
    let answer = answer?;
    if cli.json {
        cli.say_json(&answer)?;
    } else {
        cli.say(format!("{answer:#}"))?;
    }
    Ok(DONE)
}

fn input(cli: &mut Cli<'_, '_>, given: Option<&str>) -> Result<Value, Ended> {
    let text = match given {
        None => return Ok(json!({})),
        Some("-") => {
            let mut text = String::new();
            let mut limited = (&mut *cli.around.input).take(MAX_INPUT);
            limited
                .read_to_string(&mut text)
                .map_err(|e| Ended::refused("bad_json", format!("The input cannot be read: {e}.")))?;
            text
        }
        Some(text) => text.to_owned(),
    };
    serde_json::from_str(&text)
        .map_err(|e| Ended::refused("bad_json", format!("The input is not JSON: {e}.")))
}
