//! `package`: the installer of this system, through Tauri's own bundler, which calls `stage-cli` on its way.

use std::{fs, process::ExitCode};

use crate::{
    build::{self, Profile},
    install,
    machine::{Failure, Machine, run, say},
};

/// Tauri's command line, in the version the shell is built with.
const BUNDLER: &str = "@tauri-apps/cli@2.12.5";

/// Builds the installer.
pub fn package(machine: &Machine) -> Result<ExitCode, Failure> {
    install::packages(machine, &[install::TO_BUILD, install::TO_BUILD_DESKTOP].concat())?;
    install::npm(machine, "ui")?;
    say("Building the installer");
    let npx = if cfg!(windows) { "npx.cmd" } else { "npx" };
    let kind = match std::env::consts::OS {
        "windows" => "nsis",
        "macos" => "dmg",
        _ => "deb",
    };
    run(machine.program(npx).args(["--yes", BUNDLER, "build", "--bundles", kind]))?;
    say(format!("It is in {}", machine.target.join("release/bundle").join(kind).display()));
    Ok(ExitCode::SUCCESS)
}

/// Puts `satchel` where the bundler takes it from. The bundler knows no other target folder than its own build's.
pub fn stage_cli(machine: &Machine) -> Result<ExitCode, Failure> {
    build::cli(machine, Profile::Release)?;
    let folder = machine.root.join("gen/bundle");
    fs::create_dir_all(&folder)?;
    fs::copy(
        machine.binary("release", "satchel"),
        folder.join(format!("satchel{}", std::env::consts::EXE_SUFFIX)),
    )?;
    Ok(ExitCode::SUCCESS)
}
