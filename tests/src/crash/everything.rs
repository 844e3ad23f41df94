//! The process is killed while an export of everything comes back, and somebody stops it in the middle: opened again, the
//! vault has all of the export or nothing of it, and whatever was saved meanwhile.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use satchel_app::App;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::bulk::job;
use super::{COMING, DIR, Said, base, call, copy, kill, names, open, start_import, undisturbed, wait_for};
use crate::generator::{Dice, Population};
use crate::keychain::FolderKeychain;
use crate::world::{app_on, text};

const THERE: Population = Population { seed: 1, people: 40 };
const KILLS: u64 = 4;
const CHILD: &str = "crash::everything::a_child_that_is_killed";
const ARCHIVE: &str = "everything.zip";

/// A vault of some people, and beside it the export of another one.
fn with_archive() -> TempDir {
    let folder = base(THERE);
    let other = tempfile::tempdir().unwrap();
    FolderKeychain::install(&folder.path().join("keys")).unwrap();
    let app = app_on(&other.path().join("vault"));
    call(&app, "vault.create", json!({}));
    let import = start_import(&app, &folder.path().join("coming.csv"));
    assert_eq!(wait_for(&app, &import), "done");
    let begun = call(&app, "exports.everything", json!({}));
    let ended = ended(&app, &text(&begun["job"]));
    let file = text(&ended["output"]["file"]["file"]).parse().unwrap();
    let mut out = std::fs::File::create(folder.path().join(ARCHIVE)).unwrap();
    std::io::copy(&mut app.files().open(file).unwrap(), &mut out).unwrap();
    app.close();
    folder
}

fn bring_back(app: &App, folder: &Path) -> String {
    let handle = app.files().put_path(&folder.join(ARCHIVE)).unwrap();
    text(&call(app, "imports.everything", json!({ "file": handle }))["job"])
}

/// The job once it is at rest.
fn ended(app: &App, id: &str) -> Value {
    let start = Instant::now();
    loop {
        let job = job(app, id);
        if !matches!(job["state"].as_str(), Some("waiting" | "running")) {
            return job;
        }
        assert!(start.elapsed() < Duration::from_secs(120), "{job} stays so");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_child_that_is_killed() {
    let Some(folder) = std::env::var_os(DIR).map(PathBuf::from) else { return };
    let app = open(&folder);
    let work = bring_back(&app, &folder);
    let mut out = std::io::stdout();
    writeln!(out, "started {work}").unwrap();
    out.flush().unwrap();
    for n in 0.. {
        let name = format!("Quittung{n}");
        let saved = call(&app, "contacts.create", json!({ "given": name, "family": "Gespeichert" }));
        writeln!(out, "saved {} {name}", text(&saved["id"])).unwrap();
        out.flush().unwrap();
        if job(&app, &work)["state"] == "done" {
            writeln!(out, "done").unwrap();
            out.flush().unwrap();
            std::thread::sleep(Duration::from_secs(20));
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// How many are in the vault beside those that were saved one by one; each of these is there.
fn others(app: &App, said: &Said) -> u64 {
    let there = names(app);
    for (id, name) in &said.saved {
        let title = there.get(id).unwrap_or_else(|| panic!("{name} was saved and is gone"));
        assert!(title.contains(name.as_str()), "{name} is now {title}");
    }
    there.values().filter(|title| !title.ends_with("Gespeichert")).count() as u64
}

fn holds(app: &App) {
    let cx = app.cx(&satchel_app::Actor::owner()).unwrap();
    let chain = cx.vault.read(satchel_vault::changes::verify_chain).unwrap();
    assert!(chain.faults.is_empty(), "{chain:?}");
    assert!(cx.vault.open_sets().unwrap().is_empty());
}

/// Opens the vault after a kill and holds it to the laws; whether the export is in it.
fn reopen(folder: &Path, said: &Said) -> bool {
    let app = open(folder);
    // Whoever looks first sees all of it or nothing.
    let at_once = others(&app, said);
    assert!([THERE.people, THERE.people + COMING.people].contains(&at_once), "{at_once} are visible");
    let job = ended(&app, said.work.as_deref().unwrap());
    let now = others(&app, said);
    let is_whole = now == THERE.people + COMING.people;
    assert!(is_whole || now == THERE.people, "{now} are there in the end; {job}");
    assert_eq!(is_whole, job["state"] == "done", "{job}");
    assert!(is_whole || !said.done, "it was done, and is gone");
    holds(&app);
    // What was not brought back can be, and all of it goes with one undo.
    let job = if is_whole { job } else { ended(&app, &bring_back(&app, folder)) };
    assert_eq!(others(&app, said), THERE.people + COMING.people, "{job}");
    call(&app, "changes.undo", json!({ "change_set": job["output"]["change_set"] }));
    assert_eq!(others(&app, said), THERE.people);
    app.close();
    is_whole
}

// covers(IMP-9, INT-12, QA-7)
#[test]
fn killed_while_an_export_comes_back_all_of_it_is_there_or_nothing() {
    let base = with_archive();
    let usual = undisturbed(base.path(), CHILD);
    let seed = Dice::of(u64::from(std::process::id()), 9, 9).next();
    println!("undisturbed it takes {usual:?}; seed {seed}");
    let span = usual.as_micros() as u64 * 9 / 10 / KILLS;
    let (mut hit, mut whole) = (0, 0);
    for n in 0..KILLS {
        let folder = tempfile::tempdir().unwrap();
        copy(base.path(), folder.path());
        let at = span * n + Dice::of(seed, 1, n).below(span);
        let said = kill(folder.path(), CHILD, Duration::from_micros(at));
        hit += u64::from(!said.done);
        println!("killed after {at} µs, {} saved, done {}", said.saved.len(), said.done);
        whole += u64::from(reopen(folder.path(), &said));
    }
    println!("{hit} of {KILLS} kills hit it while it ran; {whole} times all of it was there");
    assert!(hit + 2 >= KILLS, "only {hit} of {KILLS} kills hit it while it ran");
}

// covers(IMP-9, QA-7, WF-8)
#[test]
fn stopped_while_an_export_comes_back_nothing_of_it_stays() {
    let folder = with_archive();
    let app = open(folder.path());
    let before = names(&app);
    let mut stopped = 0;
    for wait in [0, 60, 200, 500, 900] {
        let work = bring_back(&app, folder.path());
        std::thread::sleep(Duration::from_millis(wait));
        call(&app, "jobs.cancel", json!({ "id": work }));
        let job = ended(&app, &work);
        if job["state"] == "done" {
            call(&app, "changes.undo", json!({ "change_set": job["output"]["change_set"] }));
        } else {
            assert_eq!(job["state"], "cancelled", "{job}");
            stopped += 1;
        }
        assert_eq!(names(&app), before, "{job}");
        holds(&app);
    }
    assert!(stopped > 1, "it was stopped {stopped} times");
    app.close();
}
