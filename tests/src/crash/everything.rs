//! The process is killed while an export of everything comes back, and somebody stops it in the middle: opened again, the
//! vault has all of the export or nothing of it, and whatever was saved meanwhile.

use std::path::{Path, PathBuf};
use std::time::Duration;

use satchel_app::App;
use serde_json::json;
use tempfile::TempDir;

use super::{
    COMING, DIR, Said, base, call, ended, holds, job, killed_in_the_middle, names, open, save_until,
    saved_are_in, say, start_import, wait_for,
};
use crate::generator::Population;
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

#[test]
fn a_child_that_is_killed() {
    let Some(folder) = std::env::var_os(DIR).map(PathBuf::from) else { return };
    let app = open(&folder);
    let work = bring_back(&app, &folder);
    say(&format!("started {work}"));
    save_until(&app, Duration::from_millis(20), || job(&app, &work)["state"] == "done");
}

/// How many are in the vault beside those that were saved one by one; each of these is there.
fn others(app: &App, said: &Said) -> u64 {
    let there = names(app);
    saved_are_in(&there, said);
    there.values().filter(|title| !title.ends_with("Gespeichert")).count() as u64
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
    let mut whole = 0;
    killed_in_the_middle(base.path(), CHILD, KILLS, |folder, said| whole += u64::from(reopen(folder, said)));
    println!("{whole} times all of it was there");
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
