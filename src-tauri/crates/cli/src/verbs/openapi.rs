//! `satchel openapi`: the contract, for `cargo xtask generate`.

use crate::Cli;
use crate::arguments::Openapi;
use crate::exit::{DONE, Ended};

pub fn run(cli: &mut Cli<'_, '_>, openapi: &Openapi) -> Result<u8, Ended> {
    let commands = cli.opening.app()?.commands();
    if openapi.typescript {
        write!(cli.around.out, "{}", satchel_serve::typescript(commands))?;
    } else {
        cli.say(format!("{:#}", satchel_serve::openapi(commands)))?;
    }
    Ok(DONE)
}
