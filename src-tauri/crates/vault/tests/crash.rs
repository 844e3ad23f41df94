//! Kill the process at any moment of any write: every acknowledged write is there, and no half import exists.
//!
//! A child process writes, imports, resumes and undoes, saying on its standard output what it begins and what is
//! acknowledged. The test kills it with SIGKILL at random moments, opens the vault, and compares. `SATCHEL_KILLS` sets
//! how often.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, clippy::panic)] // a test

mod world;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use satchel_kernel::Id;
use satchel_vault::{Vault, VaultError, What, changes, jobs};
use world::{TABLES, email, owner, person, temp_dir};

/// People per slice and slices per import; together more than one transaction of undo takes.
const PER_SLICE: usize = 1_100;
const SLICES: usize = 5;

// covers(QA-7, PERF-1)
#[test]
fn killed_at_any_moment_nothing_acknowledged_is_lost_and_no_half_import_exists() {
    let dir = temp_dir();
    let path = dir.path().join("vault");
    Vault::throwaway_with(&path, TABLES).unwrap().lock();
    let kills: u64 = std::env::var("SATCHEL_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(24);
    let (mut amid, mut last_ack) = (0, 0);
    for kill in 0..kills {
        let said = run_and_kill(&path, kill);
        let begun = said.iter().rposition(|line| line.starts_with("begin"));
        let ended = said.iter().rposition(|line| line.starts_with("ack"));
        if begun > ended {
            amid += 1;
        }
        let vault = Vault::reopen_throwaway(&path).unwrap();
        check(&vault, &said, &mut last_ack);
        vault.lock();
    }
    println!("{amid} of {kills} kills hit a write under way");
    assert!(amid * 10 >= kills * 8, "only {amid} of {kills} kills hit a write under way");
    let vault = Vault::reopen_throwaway(&path).unwrap();
    let diagnosis = vault.doctor().unwrap();
    assert!(diagnosis.is_sound(), "{diagnosis:?}");
}

fn run_and_kill(path: &Path, kill: u64) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child_writes_until_it_is_killed", "--nocapture"])
        .env("SATCHEL_CRASH_DIR", path)
        .env("SATCHEL_CRASH_SEED", kill.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = Vec::new();
    // Wait until it is at work, then a moment that differs each time.
    for line in lines.by_ref() {
        let line = line.unwrap();
        let begun = line.starts_with("begin");
        said.push(line);
        if begun {
            break;
        }
    }
    std::thread::sleep(Duration::from_millis(7 + kill * 7919 % 600));
    child.kill().unwrap();
    child.wait().unwrap();
    said.extend(lines.map_while(Result::ok));
    said
}

fn check(vault: &Vault, said: &[String], last_ack: &mut i64) {
    let acks: Vec<&str> = said.iter().filter_map(|line| line.strip_prefix("ack ")).collect();
    let (faults, labels, counts) = vault
        .read(|conn| {
            let faults = changes::verify_chain(conn)?.faults;
            let mut sets = conn.prepare("SELECT label, state FROM change_set")?;
            let sets = sets.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let labels = sets.collect::<Result<BTreeMap<String, String>, _>>()?;
            let mut people =
                conn.prepare("SELECT name, count(*) FROM person WHERE name LIKE 'import %' GROUP BY name")?;
            let people = people.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let counts = people.collect::<Result<BTreeMap<String, i64>, _>>()?;
            Ok::<_, VaultError>((faults, labels, counts))
        })
        .unwrap();
    assert_eq!(faults, Vec::<String>::new());
    for ack in acks {
        if let Some(undone) = ack.strip_prefix("undo of ") {
            assert!(labels.contains_key(&format!("undo: {undone}")), "“{ack}” was acknowledged and is gone");
            assert_eq!(labels[undone], "undone");
        } else {
            assert!(
                labels.get(ack).is_some_and(|s| s == "sealed" || s == "undone"),
                "“{ack}” was acknowledged and is gone"
            );
        }
        *last_ack += 1;
    }
    for (label, state) in labels.iter().filter(|(label, _)| label.starts_with("import ")) {
        let found = counts.get(label).copied().unwrap_or(0) as usize;
        let expected = match state.as_str() {
            "sealed" => PER_SLICE * SLICES,
            "undone" => 0,
            // Staged imports stay open for the next start to resume.
            "open" if label.ends_with("staged") => continue,
            "staged" => 0,
            other => panic!("“{label}” is {other}"),
        };
        assert_eq!(found, expected, "half an import: “{label}” is {state}");
    }
}

/// The child of the crash test; without its folder it has nothing to do.
#[test]
fn child_writes_until_it_is_killed() {
    let Some(path) = std::env::var_os("SATCHEL_CRASH_DIR").map(PathBuf::from) else { return };
    let seed: u64 = std::env::var("SATCHEL_CRASH_SEED").unwrap().parse().unwrap();
    let vault = Vault::reopen_throwaway(&path).unwrap();
    for open in vault.open_sets().unwrap() {
        say("begin", &open.label);
        if open.staged {
            // Nothing was written yet, and its staging may be half: it is begun anew another time.
            vault.abandon(open.id, &owner("Forget")).unwrap();
            continue;
        }
        import_staged(&vault, open.id, &open.label);
        say("ack", &open.label);
    }
    for round in 0.. {
        let label = format!("{seed} {round}");
        match (seed + round) % 4 {
            0 => small(&vault, &format!("small {label}")),
            1 => import(&vault, &format!("import {label}")),
            2 => {
                let label = format!("import {label} staged");
                say("begin", &label);
                let set = vault.stage(&owner(&label)).unwrap();
                stage(&vault, set);
                import_staged(&vault, set, &label);
                say("ack", &label);
            }
            _ => undo(&vault),
        }
    }
}

fn say(what: &str, label: &str) {
    println!("\n{what} {label}");
    std::io::stdout().flush().unwrap();
}

fn small(vault: &Vault, label: &str) {
    say("begin", label);
    let write = vault.write(&owner(label), |tx| {
        let id = Id::new();
        person(tx, id, label)?;
        Ok::<_, VaultError>(email(tx, id, Id::new(), label)?)
    });
    write.unwrap();
    say("ack", label);
}

fn import(vault: &Vault, label: &str) {
    say("begin", label);
    let mut large = vault.large(&owner(label)).unwrap();
    for _ in 0..SLICES {
        large
            .slice(|tx| (0..PER_SLICE).try_for_each(|_| Ok::<_, VaultError>(person(tx, Id::new(), label)?)))
            .unwrap();
    }
    large.seal().unwrap();
    say("ack", label);
}

fn stage(vault: &Vault, set: Id) {
    let mut rows = vault.staging().area(set).writer("rows").unwrap();
    for slice in 0..SLICES {
        rows.append(format!("{PER_SLICE} people of slice {slice}").as_bytes()).unwrap();
    }
    rows.sync().unwrap();
    let job =
        jobs::NewJob { kind: "import".into(), idempotency_key: Some(set.to_hex()), ..Default::default() };
    vault.write_local(|conn| jobs::enqueue(conn, &job, 0)).unwrap();
}

/// Applies what is staged from where the job stands; the job's position commits with each slice.
fn import_staged(vault: &Vault, set: Id, label: &str) {
    let job =
        jobs::NewJob { kind: "import".into(), idempotency_key: Some(set.to_hex()), ..Default::default() };
    let job = vault.write_local(|conn| jobs::enqueue(conn, &job, 0)).unwrap();
    let mut rows = vault.staging().area(set).reader("rows").unwrap();
    let position = vault.read(|conn| jobs::get(conn, job)).unwrap().position;
    let position: (u64, u64) = position.map_or((0, 0), |p| serde_json::from_value(p).unwrap());
    rows.seek(position).unwrap();
    let mut large = vault.resume_large(set).unwrap();
    while rows.next().unwrap().is_some() {
        let position = serde_json::json!(rows.position());
        let slice = large.slice(|tx| {
            (0..PER_SLICE).try_for_each(|_| Ok::<_, VaultError>(person(tx, Id::new(), label)?))?;
            jobs::set_position(tx, job, &position)
        });
        slice.unwrap();
    }
    large.seal().unwrap();
}

/// Undoes the last import that is not undone.
fn undo(vault: &Vault) {
    let sets = vault.read(|conn| changes::sets(conn, None, 1_000)).unwrap();
    if let Some(set) = sets.iter().find(|s| s.state == "sealed" && s.label.starts_with("import ")) {
        let ack = format!("undo of {}", set.label);
        say("begin", &ack);
        vault.undo(What::Set(set.id), None, &owner("undo")).unwrap();
        say("ack", &ack);
    }
}
