//! The real program: what only a process of its own can show. Journeys are in the workspace's `tests/`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

fn satchel(vault: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_satchel"));
    command
        .env_remove("SATCHEL_VAULT")
        .env("SATCHEL_NO_KEYCHAIN", "1")
        .env("SATCHEL_PASSPHRASE", "correct horse battery");
    command.arg("--vault").arg(vault).stdin(Stdio::null());
    command
}

fn json_of(output: &Output) -> Value {
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {output:?}"))
}

/// A server that is killed when the test ends early.
struct Served {
    child: Child,
    address: String,
    token: String,
}

impl Served {
    fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap();
        let text = |key: &str| ready[key].as_str().unwrap().to_owned();
        Self { child, address: text("address"), token: text("token") }
    }

    fn ask(&self, head: &str, body: &str) -> String {
        let host = self.address.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        let (token, length) = (&self.token, body.len());
        write!(
            stream,
            "{head} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[cfg(unix)]
    fn end(mut self) -> Option<i32> {
        let ended = Command::new("kill").arg("-TERM").arg(self.child.id().to_string()).status().unwrap();
        assert!(ended.success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
#[test]
fn the_server_says_one_line_answers_and_ends_when_asked() {
    let dir = TempDir::new().unwrap();
    let vault = dir.path().join("vault");
    assert!(satchel(&vault).arg("init").output().unwrap().status.success());
    let served = Served::start(satchel(&vault).args(["serve", "--json"]));
    assert!(served.ask("GET /healthz", "").ends_with("ok"));
    let made = served.ask("POST /api/v1/contacts", "{\"given\": \"Ada\"}");
    assert!(made.starts_with("HTTP/1.1 201"), "{made}");
    // A second process goes through the first.
    let listed = satchel(&vault).args(["call", "contacts.list", "--json"]).output().unwrap();
    assert_eq!(json_of(&listed)["total"], 1);
    assert_eq!(served.end(), Some(0));
    let alone = satchel(&vault).args(["call", "contacts.list", "--json"]).output().unwrap();
    assert_eq!(json_of(&alone)["total"], 1);
}

#[test]
fn files_wait_for_the_vault_that_the_browser_makes() {
    let dir = TempDir::new().unwrap();
    let vault = dir.path().join("vault");
    let csv = dir.path().join("people.csv");
    std::fs::write(&csv, "First Name,E-mail Address\nAda,ada@example.org\n").unwrap();
    let mut command = satchel(&vault);
    command.env_remove("SATCHEL_PASSPHRASE").args(["serve", "--json", "--import"]).arg(&csv);
    let served = Served::start(&mut command);
    let status = served.ask("POST /api/v1/vault/status", "{}");
    assert!(status.contains("\"state\":\"none\""), "no key was invented: {status}");
    let made =
        served.ask("POST /api/v1/vault/create", &json!({"passphrase": "correct horse battery"}).to_string());
    assert!(made.contains("\"state\":\"open\""), "{made}");
    let began = Instant::now();
    while !served.ask("GET /api/v1/contacts", "").contains("\"total\":1") {
        assert!(began.elapsed() < Duration::from_secs(60), "the file was never imported");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[cfg(unix)]
#[test]
fn a_stopped_import_leaves_nothing() {
    let dir = TempDir::new().unwrap();
    let vault = dir.path().join("vault");
    assert!(satchel(&vault).arg("init").output().unwrap().status.success());
    let csv = dir.path().join("people.csv");
    let rows: String = (0..20_000).map(|n| format!("Given{n},Family{n},p{n}@example.org\n")).collect();
    std::fs::write(&csv, format!("First Name,Last Name,E-mail Address\n{rows}")).unwrap();
    let mut import = satchel(&vault);
    let import =
        import.arg("import").arg(&csv).arg("--json").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let import = import.unwrap();
    let began = Instant::now();
    loop {
        let running = satchel(&vault).args(["call", "imports.list", "--json"]).output().unwrap();
        let running = String::from_utf8_lossy(&running.stdout).into_owned();
        if running.contains("\"state\":\"staging\"") || running.contains("\"state\":\"applying\"") {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "{running}");
    }
    let told = Command::new("kill").arg("-INT").arg(import.id().to_string()).status().unwrap();
    assert!(told.success());
    let output = import.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    let listed = satchel(&vault).args(["call", "contacts.list", "--json"]).output().unwrap();
    assert_eq!(json_of(&listed)["total"], 0);
}

// covers(IMP-1, UX-10)
#[test]
fn rejected_rows_are_told_in_the_language_of_the_terminal_and_by_code() {
    let dir = TempDir::new().unwrap();
    let vault = dir.path().join("vault");
    assert!(satchel(&vault).arg("init").output().unwrap().status.success());
    let csv = dir.path().join("people.csv");
    let nobody = ",,38\n".repeat(25);
    std::fs::write(&csv, format!("First Name,E-mail,Shoe\nAda,ada@x.example,\n{nobody}")).unwrap();
    let import = |language: &str, json: &[&str]| {
        let mut command = satchel(&vault);
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", language);
        command.arg("import").arg(&csv).args(json).output().unwrap()
    };
    let told = import("C.UTF-8", &["--json"]);
    let file = json_of(&told)["files"][0].clone();
    let rejects = file["rejects"].as_array().unwrap();
    assert_eq!((&file["rejected"], rejects.len()), (&json!(25), 20));
    assert_eq!((&rejects[0]["row"], &rejects[0]["code"]), (&json!(2), &json!("names_nobody")));
    let english = rejects[0]["reason"].as_str().unwrap().to_owned();
    let said = |output: Output| String::from_utf8(output.stdout).unwrap();
    let in_english = said(import("C.UTF-8", &[]));
    assert!(
        in_english.contains(&format!("  row 2: {english}")) && in_english.contains("5 more"),
        "{in_english}"
    );
    let in_german = said(import("de_DE.UTF-8", &[]));
    assert!(in_german.contains("  row 2: Diese Zeile nennt niemanden"), "{in_german}");
}

#[test]
fn two_programs_at_once_both_get_their_answer() {
    let dir = TempDir::new().unwrap();
    let vault = dir.path().join("vault");
    assert!(satchel(&vault).arg("init").output().unwrap().status.success());
    let started: Vec<Child> = (0..4)
        .map(|n| {
            let input = json!({"given": format!("Contact {n}")}).to_string();
            let mut command = satchel(&vault);
            command.args(["call", "contacts.create", &input, "--json"]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for child in started {
        assert!(json_of(&child.wait_with_output().unwrap())["id"].is_string());
    }
    let listed = satchel(&vault).args(["call", "contacts.list", "--json"]).output().unwrap();
    assert_eq!(json_of(&listed)["total"], 4);
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let dir = TempDir::new().unwrap();
    let mut child = satchel(&dir.path().join("vault"))
        .arg("commands")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.stderr.is_empty(), "{output:?}");
}
