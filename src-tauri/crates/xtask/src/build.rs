//! Builds the parts of the program.

use std::process::ExitCode;

use crate::{
    install::{self, Tool},
    machine::{Failure, Machine, run, say},
};

/// How the Rust parts are built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build.
    Debug,
    /// Quick to run.
    Release,
}

impl Profile {
    /// The folder cargo puts it in.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }

    fn flag(self) -> Option<&'static str> {
        (self == Self::Release).then_some("--release")
    }
}

/// The web page both the desktop window and the server show.
pub fn ui(machine: &Machine) -> Result<(), Failure> {
    install::npm(machine, "ui")?;
    say("Building the user interface");
    run(machine.npm("ui").args(["run", "--silent", "build", "--", "--logLevel", "warn"]))
}

/// The `satchel` command line program, which is the server too.
pub fn cli(machine: &Machine, profile: Profile) -> Result<(), Failure> {
    say("Building satchel");
    run(machine.cargo().args(["build", "--quiet", "-p", "satchel-cli"]).args(profile.flag()))
}

/// The desktop app with the page in it.
pub fn desktop(machine: &Machine, profile: Profile) -> Result<(), Failure> {
    say("Building the desktop app");
    let mut build = machine.cargo();
    build
        .args(["build", "--quiet", "-p", "satchel-desktop", "--features", "custom-protocol"])
        .args(profile.flag());
    run(&mut build)
}

/// `bench`: the benchmark suite is a binary of the tests' crate; it does the rest. On Linux it is told where the desktop
/// app is and what drives its window.
pub fn bench(machine: &Machine, arguments: &[String]) -> Result<ExitCode, Failure> {
    if cfg!(target_os = "linux") {
        install::packages(
            machine,
            &[install::TO_BUILD, install::TO_BUILD_DESKTOP, install::TO_TEST_DESKTOP].concat(),
        )?;
        install::tool(machine, Tool::TauriDriver)?;
        ui(machine)?;
        desktop(machine, Profile::Release)?;
    } else {
        install::packages(machine, install::TO_BUILD)?;
    }
    say("Building and running the benchmark suite");
    let arguments = arguments.iter().skip_while(|argument| *argument == "--");
    let mut bench = machine.cargo();
    bench
        .args(["run", "--quiet", "--release", "-p", "satchel-tests", "--bin", "satchel-bench", "--"])
        .args(arguments);
    if cfg!(target_os = "linux") {
        bench
            .env("SATCHEL_DESKTOP", machine.binary("release", "satchel-desktop"))
            .env("TAURI_DRIVER", machine.tauri_driver())
            .env("SATCHEL_SHOTS", machine.target.join("screenshots/desktop"));
    }
    run(&mut bench)?;
    Ok(ExitCode::SUCCESS)
}
