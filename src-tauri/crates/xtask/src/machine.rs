//! The machine this runs on: where things are, and how programs are run.

use std::{
    env,
    ffi::OsStr,
    fmt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Why a verb stopped, in words for the person who typed it.
#[derive(Debug)]
pub struct Failure(pub String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

impl From<std::io::Error> for Failure {
    fn from(cause: std::io::Error) -> Self {
        Self(cause.to_string())
    }
}

/// Says what happens next, in one line.
pub fn say(what: impl fmt::Display) {
    println!("· {what}");
}

/// Paths and the environment every program gets.
pub struct Machine {
    /// The checkout.
    pub root: PathBuf,
    /// Where cargo builds.
    pub target: PathBuf,
}

impl Machine {
    /// The machine and checkout this runs in.
    pub fn here() -> Result<Self, Failure> {
        // The path at build time would be another checkout's where the build cache is shared.
        let cargo_toml = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let start = match cargo_toml {
            Some(folder) => folder,
            None => env::current_dir()?,
        };
        let root = start.ancestors().find(|folder| folder.join("tauri.conf.json").is_file());
        let root = root.ok_or_else(|| Failure("run this inside the checkout".into()))?.to_path_buf();
        let target = target_folder(&root);
        Ok(Self { root, target })
    }

    /// A built binary of the given profile (`debug` or `release`).
    pub fn binary(&self, profile: &str, name: &str) -> PathBuf {
        self.target.join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// What drives the desktop app's window: the one installed here, or one in the path.
    pub fn tauri_driver(&self) -> PathBuf {
        let ours = self.tools().join("bin/tauri-driver");
        if ours.is_file() { ours } else { PathBuf::from("tauri-driver") }
    }

    /// Where tools that are installed for this repository live.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// A program in the checkout, finding our tools first and building into the shared folder.
    pub fn program(&self, name: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(name);
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(self.tools().join("bin")).chain(env::split_paths(&path));
        if let Ok(path) = env::join_paths(folders) {
            command.env("PATH", path);
        }
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        // Set for us by `cargo run`; nested builds would take them for their own.
        for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH"] {
            command.env_remove(name);
        }
        for (name, _) in env::vars_os() {
            if name.to_string_lossy().starts_with("CARGO_PKG_") {
                command.env_remove(name);
            }
        }
        command
    }

    /// Cargo.
    pub fn cargo(&self) -> Command {
        self.program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// npm, in a folder of the checkout.
    pub fn npm(&self, folder: impl AsRef<Path>) -> Command {
        let mut command = self.program(if cfg!(windows) { "npm.cmd" } else { "npm" });
        command.current_dir(self.root.join(folder));
        command
    }

    /// npx, in a folder of the checkout, running only what is installed there.
    pub fn npx(&self, folder: impl AsRef<Path>) -> Command {
        let mut command = self.program(if cfg!(windows) { "npx.cmd" } else { "npx" });
        command.current_dir(self.root.join(folder)).arg("--no-install");
        command
    }

    /// Whether a program can be started at all.
    pub fn has(&self, program: &str, arguments: &[&str]) -> bool {
        let mut command = self.program(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    /// Whether there is a screen to open a window on.
    pub fn has_display(&self) -> bool {
        let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
    }
}

/// Runs a program to its end; a bad end is a failure that names it.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    if run_quietly(command)? { Ok(()) } else { Err(Failure(format!("{} failed", named(command)))) }
}

/// Runs a program to its end; whether it went well.
pub fn run_quietly(command: &mut Command) -> Result<bool, Failure> {
    let status =
        command.status().map_err(|cause| Failure(format!("{} could not be run: {cause}", named(command))))?;
    Ok(status.success())
}

/// What a program prints; a bad end is a failure that quotes its complaint.
pub fn output(command: &mut Command) -> Result<String, Failure> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|cause| Failure(format!("{} could not be run: {cause}", named(command))))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Failure(format!("{} failed: {}", named(command), String::from_utf8_lossy(&output.stderr).trim())))
}

fn named(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default().to_string_lossy();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    std::iter::once(program).chain(arguments).collect::<Vec<_>>().join(" ")
}

/// Outside the checkout, so that a fresh clone finds the dependencies built by an earlier one.
fn target_folder(root: &Path) -> PathBuf {
    if let Some(folder) = env::var_os("CARGO_TARGET_DIR").filter(|folder| !folder.is_empty()) {
        return root.join(folder);
    }
    let cache = env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).map(PathBuf::from);
    let shared =
        cache.or_else(|| home.map(|home| home.join(".cache"))).map(|cache| cache.join("satchel/target"));
    match shared {
        Some(folder) if std::fs::create_dir_all(&folder).is_ok() => folder,
        _ => root.join("target"),
    }
}
