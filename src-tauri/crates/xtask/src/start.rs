//! `start`: build, then open the window, or serve the same page where there is no display. Files that are named are
//! imported first where the vault can be opened without asking in a window; otherwise they wait for the one who
//! makes or unlocks it. No key is ever invented here.

use std::{
    env,
    io::IsTerminal,
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
};

use serde_json::Value;

use crate::{
    build::{self, Profile},
    install,
    machine::{Failure, Machine, output, run, say},
};

/// Builds and opens the app.
pub fn start(machine: &Machine, arguments: &[String]) -> Result<ExitCode, Failure> {
    let (profile, files) = parse(arguments)?;
    let window = machine.has_display();

    install::packages(machine, install::TO_BUILD)?;
    if window {
        install::packages(machine, install::TO_BUILD_DESKTOP)?;
    }
    build::ui(machine)?;
    build::cli(machine, profile)?;
    if window {
        build::desktop(machine, profile)?;
    }

    let satchel = machine.binary(profile.folder(), "satchel");
    let waiting =
        if files.is_empty() || !import(machine, &satchel, &files, window)? { files } else { Vec::new() };
    if window {
        say("Opening Satchel");
        become_program(machine.program(machine.binary(profile.folder(), "satchel-desktop")).args(waiting))
    } else {
        say("There is no display here, so Satchel is served on this machine only; end it with Ctrl+C");
        let mut serve = machine.program(satchel);
        serve.arg("serve").arg("--ui").arg(machine.root.join("ui/dist"));
        for file in waiting {
            serve.arg("--import").arg(file);
        }
        become_program(&mut serve)
    }
}

fn parse(arguments: &[String]) -> Result<(Profile, Vec<PathBuf>), Failure> {
    let mut profile = Profile::Release;
    let mut arguments = arguments.iter();
    for argument in arguments.by_ref() {
        match argument.as_str() {
            "--debug" => profile = Profile::Debug,
            "--" => break,
            other => return Err(Failure(format!("start does not know “{other}”; files come after --"))),
        }
    }
    let mut files = Vec::new();
    for name in arguments {
        // Found from where the person stands, which is not where the programs are run.
        let file = std::path::absolute(name)?;
        if file.is_dir() {
            return Err(Failure(format!(
                "{} is a folder: name the files in it, or take it whole with `satchel import` once Satchel is built",
                file.display()
            )));
        }
        if !file.is_file() {
            return Err(Failure(format!("there is no file {}", file.display())));
        }
        files.push(file);
    }
    Ok((profile, files))
}

/// Imports now if the vault opens without a window: by the keychain, by `SATCHEL_PASSPHRASE`, or by asking here.
/// Whether it did.
fn import(machine: &Machine, satchel: &PathBuf, files: &[PathBuf], window: bool) -> Result<bool, Failure> {
    let status = output(machine.program(satchel).args(["call", "vault.status", "{}", "--json"]))?;
    let status: Value = serde_json::from_str(&status)
        .map_err(|cause| Failure(format!("satchel's answer was not understood: {cause}")))?;
    if !opens(&status, env::var_os("SATCHEL_PASSPHRASE").is_some(), std::io::stdin().is_terminal() && !window)
    {
        say("The files wait until the vault is open");
        return Ok(false);
    }
    if status.get("state").is_some_and(|state| state == "none") {
        say("Making a vault");
        run(machine.program(satchel).arg("init"))?;
    }
    say("Importing the files");
    run(machine.program(satchel).arg("import").args(files))?;
    Ok(true)
}

/// Whether the command line program can open, or make, this vault.
fn opens(status: &Value, passphrase: bool, may_ask: bool) -> bool {
    let keychain = match status.get("state").and_then(Value::as_str) {
        Some("open") => return true,
        Some("none") => status.get("keychain").is_some_and(|keychain| keychain == true),
        _ => status
            .get("slots")
            .and_then(Value::as_array)
            .is_some_and(|slots| slots.iter().any(|slot| slot == "keychain")),
    };
    keychain || passphrase || may_ask
}

/// The program takes this one's place, so that Ctrl+C and the exit code are its own.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<ExitCode, Failure> {
    use std::os::unix::process::CommandExt;
    Err(command.stdin(Stdio::inherit()).exec().into())
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<ExitCode, Failure> {
    let ended_well = command.stdin(Stdio::inherit()).status()?.success();
    Ok(if ended_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn files_are_imported_at_once_only_where_a_key_is_at_hand() {
        let fresh = |keychain: bool| json!({ "state": "none", "keychain": keychain, "slots": [] });
        assert!(opens(&fresh(true), false, false), "a keychain keeps the new key");
        assert!(!opens(&fresh(false), false, false), "no key is invented");
        assert!(opens(&fresh(false), true, false));
        assert!(opens(&fresh(false), false, true), "somebody can be asked");

        let locked = json!({ "state": "locked", "keychain": true, "slots": ["passphrase", "recovery"] });
        assert!(!opens(&locked, false, false), "a keychain does not open a vault it has no slot of");
        assert!(opens(&json!({ "state": "open", "slots": [] }), false, false), "the app is running");
    }

    #[test]
    fn files_come_after_the_dashes() {
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        let (profile, files) = parse(&words(&["--debug", "--", "Cargo.toml"])).unwrap();
        assert!(profile == Profile::Debug);
        assert!(files.iter().all(|file| file.is_absolute()) && files.len() == 1);
        assert!(parse(&words(&["Cargo.toml"])).is_err());
        assert!(parse(&words(&["--", "no such file.vcf"])).is_err());
        let folder = parse(&words(&["--", "src"])).err().map(|failure| failure.0);
        assert!(folder.is_some_and(|said| said.contains("is a folder")));
    }
}
