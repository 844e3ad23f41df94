//! The command line: the verbs a person or a script uses, each a thin reading of one or two commands.
//!
//! Where a Satchel has the vault open already, everything goes through its socket; otherwise this process opens the
//! vault itself. Results go to stdout, progress and errors to stderr; `--json` makes both stable for programs. What
//! they look like, and the exit codes, are documented in `docs/cli.md`.

mod arguments;
mod exit;
mod folder;
mod progress;
mod reach;
mod table;
#[cfg(test)]
mod tests;
mod verbs;

use std::ffi::OsString;
use std::io::{Read, Write};

use clap::Parser;
use serde_json::{Value, json};

use arguments::{Arguments, Verb};
use exit::Ended;
use reach::Opening;

/// What the command line stands in: its streams, and whether somebody sits before it.
pub struct Surroundings<'a> {
    /// Results.
    pub out: &'a mut dyn Write,
    /// Progress and errors.
    pub err: &'a mut dyn Write,
    /// What is read for `-`.
    pub input: &'a mut dyn Read,
    /// The vault's passphrase, if one was given.
    pub passphrase: Option<String>,
    /// Whether a person can be asked.
    pub can_ask: bool,
    /// Whether progress is drawn.
    pub shows_progress: bool,
}

/// Runs one command line, program name first; returns the exit code.
pub fn run(
    arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    around: &mut Surroundings<'_>,
) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(help) => {
            let to: &mut dyn Write = if help.use_stderr() { around.err } else { around.out };
            // Nobody reads on: nothing can be said about it either.
            let _ = write!(to, "{}", help.render());
            return if help.use_stderr() { exit::USAGE } else { exit::DONE };
        }
    };
    let is_json = arguments.json;
    let ended = start(arguments, around);
    let code = ended.as_ref().map_or_else(Ended::code, |code| *code);
    if let Err(Ended::Failed(failure)) = ended {
        let _ = if is_json {
            writeln!(around.err, "{}", json!({ "error": failure }))
        } else {
            writeln!(around.err, "satchel: {}", failure.message)
        };
    }
    code
}

fn start(arguments: Arguments, around: &mut Surroundings<'_>) -> Result<u8, Ended> {
    let dir = match arguments.vault {
        Some(dir) => std::path::absolute(&dir).unwrap_or(dir),
        None => satchel_app::default_dir()?,
    };
    let opening = Opening {
        dir,
        without_keychain: arguments.no_keychain,
        passphrase: around.passphrase.clone(),
        can_ask: around.can_ask,
    };
    let mut cli = Cli { opening, json: arguments.json, around };
    match arguments.verb {
        Verb::Init(init) => verbs::init::run(&mut cli, &init),
        Verb::Import(import) => verbs::import::run(&mut cli, &import),
        Verb::Attach(attach) => verbs::attach::run(&mut cli, &attach),
        Verb::Search(search) => verbs::search::run(&mut cli, &search),
        Verb::Export(export) => verbs::export::run(&mut cli, &export),
        Verb::Duplicates(duplicates) => verbs::duplicates::run(&mut cli, &duplicates),
        Verb::Qr(qr) => verbs::qr::run(&mut cli, &qr),
        Verb::Merge(merge) => verbs::merge::run(&mut cli, &merge),
        Verb::Unmerge(unmerge) => verbs::merge::apart(&mut cli, &unmerge),
        Verb::Undo(undo) => verbs::undo::run(&mut cli, &undo),
        Verb::History(history) => verbs::history::run(&mut cli, &history),
        Verb::Commands => verbs::commands::run(&mut cli),
        Verb::Call(call) => verbs::call::run(&mut cli, &call),
        Verb::Serve(serve) => verbs::serve::run(&mut cli, serve),
        Verb::Doctor => verbs::doctor::run(&mut cli),
        Verb::Openapi(openapi) => verbs::openapi::run(&mut cli, &openapi),
    }
}

/// What every verb uses.
struct Cli<'a, 'b> {
    opening: Opening,
    json: bool,
    around: &'a mut Surroundings<'b>,
}

impl Cli<'_, '_> {
    /// Writes a result.
    fn say(&mut self, line: impl std::fmt::Display) -> Result<(), Ended> {
        Ok(writeln!(self.around.out, "{line}")?)
    }

    /// Writes a result as one line of JSON.
    fn say_json(&mut self, value: &Value) -> Result<(), Ended> {
        self.say(value)
    }

    /// Writes what is no result.
    fn note(&mut self, line: impl std::fmt::Display) -> Result<(), Ended> {
        Ok(writeln!(self.around.err, "{line}")?)
    }
}
