//! `satchel commands`

use serde_json::json;

use crate::Cli;
use crate::exit::{DONE, Ended};

pub fn run(cli: &mut Cli<'_, '_>) -> Result<u8, Ended> {
    let commands = cli.opening.app()?.commands();
    if cli.json {
        cli.say_json(&json!({ "commands": commands }))?;
        return Ok(DONE);
    }
    let width = commands.iter().map(|c| c.name.len()).max().unwrap_or(0);
    for command in commands {
        cli.say(format!("{:width$}  {}", command.name, command.doc))?;
    }
    Ok(DONE)
}
