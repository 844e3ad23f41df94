//! Installs what is missing, and only that: system packages, npm packages, cargo's helpers.

use std::{fs, path::Path, process::Stdio};

use crate::machine::{Failure, Machine, output, run, say};

/// Debian packages to build the command line program and the server.
pub const TO_BUILD: &[&str] = &["build-essential", "pkg-config", "libssl-dev"];

/// Debian packages to build the desktop app.
pub const TO_BUILD_DESKTOP: &[&str] =
    &["libwebkit2gtk-4.1-dev", "librsvg2-dev", "libayatana-appindicator3-dev", "libxdo-dev"];

/// Debian packages to test in a browser.
pub const TO_TEST_BROWSER: &[&str] = &["chromium", "fonts-dejavu-core", "poppler-utils"];

/// Debian packages to test the desktop app on a screen nobody sees.
pub const TO_TEST_DESKTOP: &[&str] = &[
    "webkit2gtk-driver",
    "xvfb",
    "dbus",
    "gnome-keyring",
    "xdotool",
    "imagemagick",
    "python3-gi",
    "gir1.2-gtk-3.0",
    "fonts-dejavu-core",
];

/// The programs installed with cargo, where the machine has none of its own.
#[derive(Clone, Copy)]
pub enum Tool {
    /// Runs the Rust tests.
    Nextest,
    /// Drives the desktop app's window.
    TauriDriver,
    /// Looks at licences, advisories and sources of the dependencies. Takes some minutes to build.
    Deny,
    /// Says which lines the Rust tests run. Takes a minute to build.
    LlvmCov,
    /// Random bytes for the readers. Takes a minute to build.
    Fuzz,
}

/// The version of cargo-deny that `deny.toml` is written for.
pub const DENY: &str = "0.20.2";

/// Installs the Debian packages that are missing.
pub fn packages(machine: &Machine, wanted: &[&str]) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if !machine.has("apt-get", &["--version"]) {
        say(format!(
            "This is not Debian. Where the build stops, install what these are here: {}",
            wanted.join(" ")
        ));
        return Ok(());
    }
    let missing: Vec<&str> =
        wanted.iter().copied().filter(|package| !is_installed(machine, package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    say(format!("Installing {} system packages: {}", missing.len(), missing.join(" ")));
    let root = output(machine.program("id").arg("-u"))?.trim() == "0";
    if !root && !machine.has("sudo", &["--version"]) {
        let line = format!("apt-get install -y --no-install-recommends {}", missing.join(" "));
        return Err(Failure(format!(
            "packages are missing and there is no sudo here; run this as root: {line}"
        )));
    }
    let apt = |arguments: &[&str]| {
        let mut command = machine.program(if root { "apt-get" } else { "sudo" });
        if !root {
            // sudo drops the environment, so what apt must know is said on its line.
            command.args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments).stdout(Stdio::null());
        run(&mut command)
    };
    apt(&["update", "-qq"])?;
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(missing);
    apt(&arguments)
}

fn is_installed(machine: &Machine, package: &str) -> bool {
    let mut query = machine.program("dpkg-query");
    query.args(["-W", "-f=${db:Status-Status}", package]);
    output(&mut query).is_ok_and(|status| status.trim() == "installed")
}

/// Installs the npm packages of a folder, if its lock file says anything new.
pub fn npm(machine: &Machine, folder: &str) -> Result<(), Failure> {
    if !machine.has(if cfg!(windows) { "npm.cmd" } else { "npm" }, &["--version"]) {
        return Err(Failure("npm is missing; install Node 20 or newer".into()));
    }
    let folder_path = machine.root.join(folder);
    let lock = fs::read(folder_path.join("package-lock.json"))?;
    let mark = folder_path.join("node_modules/.installed-from");
    if fs::read(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say(format!("Installing the npm packages of {folder}/"));
    run(machine
        .npm(folder)
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .stdout(Stdio::null()))?;
    fs::create_dir_all(mark.parent().unwrap_or(Path::new(".")))?;
    Ok(fs::write(mark, lock)?)
}

/// Installs one of cargo's helpers.
pub fn tool(machine: &Machine, tool: Tool) -> Result<(), Failure> {
    let (package, version, probe): (_, _, &[&str]) = match tool {
        Tool::Nextest => ("cargo-nextest", "0.9.143", &["nextest", "--version"]),
        Tool::TauriDriver => ("tauri-driver", "2.1.0", &["--help"]),
        Tool::Deny => ("cargo-deny", DENY, &["--version"]),
        Tool::LlvmCov => ("cargo-llvm-cov", "0.9.1", &["llvm-cov", "--version"]),
        Tool::Fuzz => ("cargo-fuzz", "0.13.2", &["--version"]),
    };
    if machine.has(package, probe) {
        return Ok(());
    }
    say(format!("Building {package} {version}, once"));
    let mut install = machine.cargo();
    install
        .args(["install", "--quiet", "--locked", package, "--version", version, "--root"])
        .arg(machine.tools());
    run(&mut install)
}
