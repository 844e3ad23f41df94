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
}

/// What every debug build says, so that checks, tests and programs ask each crate for the same features and nothing is
/// compiled twice. The shell's feature is that of its programs; what does not need the shell does not compile it.
pub const WHOLE: [&str; 3] = ["--workspace", "--features", "satchel-desktop/custom-protocol"];

/// The web page both the desktop window and the server show.
pub fn ui(machine: &Machine) -> Result<(), Failure> {
    install::npm(machine, "ui")?;
    say("Building the user interface");
    run(machine.npm("ui").args(["run", "--silent", "build", "--", "--logLevel", "warn"]))
}

/// The `satchel` command line program, which is the server too.
pub fn cli(machine: &Machine, profile: Profile) -> Result<(), Failure> {
    say("Building satchel");
    program(machine, profile, "satchel", &["-p", "satchel-cli"])
}

/// The desktop app with the page in it.
pub fn desktop(machine: &Machine, profile: Profile) -> Result<(), Failure> {
    say("Building the desktop app");
    let shipped = ["-p", "satchel-desktop", "--features", "custom-protocol"];
    program(machine, profile, "satchel-desktop", &shipped)
}

/// A release asks for just what is `shipped`.
fn program(machine: &Machine, profile: Profile, name: &str, shipped: &[&str]) -> Result<(), Failure> {
    let mut build = machine.cargo();
    build.args(["build", "--quiet"]);
    match profile {
        // A test beside it, which is built anyway, so that crates have the features that tests want of them.
        Profile::Debug => build.args(WHOLE).args(["--bin", name, "--test", "binary"]),
        Profile::Release => build.arg("--release").args(shipped),
    };
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
