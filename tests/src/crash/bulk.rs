//! The process is killed in the middle of a change of many records. Opened again, the vault goes on with it: in the end
//! everybody is changed or nobody, whatever was saved meanwhile is there, and one undo takes all of it back.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use satchel_app::App;
use serde_json::{Value, json};

use super::{DIR, Said, base, call, copy, kill, names, open, undisturbed};
use crate::generator::{Dice, Population};
use crate::world::text;

/// Enough for a job.
const THERE: Population = Population { seed: 3, people: 600 };
const KILLS: u64 = 5;
const CHILD: &str = "crash::bulk::a_child_that_is_killed";

fn tagged(app: &App) -> u64 {
    let filter = json!({ "is": { "field": "tags", "op": "equals", "value": "Kampagne" } });
    let list = call(app, "contacts.list", json!({ "query": { "filter": filter }, "limit": 1 }));
    list["total"].as_u64().unwrap()
}

pub(super) fn job(app: &App, id: &str) -> Value {
    let jobs = call(app, "jobs.list", json!({}));
    jobs["jobs"].as_array().unwrap().iter().find(|job| job["id"] == id).unwrap().clone()
}

#[test]
fn a_child_that_is_killed() {
    let Some(folder) = std::env::var_os(DIR).map(PathBuf::from) else { return };
    let app = open(&folder);
    let begun = call(&app, "contacts.patch_many", json!({ "query": {}, "add": { "tags": ["Kampagne"] } }));
    let work = text(&begun["job"]);
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
        std::thread::sleep(Duration::from_millis(40));
    }
}

/// Opens the vault after a kill and holds it to the laws.
fn reopen(folder: &Path, said: &Said) {
    let app = open(folder);
    let work = said.work.as_deref().unwrap();
    let start = Instant::now();
    let ended = loop {
        let job = job(&app, work);
        if !matches!(job["state"].as_str(), Some("waiting" | "running")) {
            break job;
        }
        assert!(start.elapsed() < Duration::from_secs(120), "{job} stays so");
        std::thread::sleep(Duration::from_millis(5));
    };
    // It was acknowledged once its job was entered, so it is done, by this program or the one before.
    assert_eq!(ended["state"], "done", "{ended}");
    assert_eq!(ended["output"]["changed"], THERE.people, "{ended}");
    assert_eq!(tagged(&app), THERE.people);
    let there = names(&app);
    for (id, name) in &said.saved {
        let title = there.get(id).unwrap_or_else(|| panic!("{name} was saved and is gone"));
        assert!(title.contains(name.as_str()), "{name} is now {title}");
    }
    call(&app, "changes.undo", json!({ "change_set": ended["output"]["change_set"] }));
    assert_eq!((tagged(&app), names(&app).len()), (0, there.len()));
    let cx = app.cx(&satchel_app::Actor::owner()).unwrap();
    let chain = cx.vault.read(satchel_vault::changes::verify_chain).unwrap();
    assert!(chain.faults.is_empty(), "{chain:?}");
    assert!(cx.vault.open_sets().unwrap().is_empty());
    app.close();
}

// covers(API-4, QA-7, WF-8)
#[test]
fn killed_in_the_middle_of_a_change_of_many_everybody_is_changed_in_the_end() {
    let base = base(THERE);
    let usual = undisturbed(base.path(), CHILD);
    let seed = Dice::of(u64::from(std::process::id()), 9, 9).next();
    println!("undisturbed it takes {usual:?}; seed {seed}");
    let span = usual.as_micros() as u64 * 9 / 10 / KILLS;
    let mut hit = 0;
    for n in 0..KILLS {
        let folder = tempfile::tempdir().unwrap();
        copy(base.path(), folder.path());
        let at = span * n + Dice::of(seed, 1, n).below(span);
        let said = kill(folder.path(), CHILD, Duration::from_micros(at));
        hit += u64::from(!said.done);
        println!("killed after {at} µs, {} saved, done {}", said.saved.len(), said.done);
        reopen(folder.path(), &said);
    }
    assert!(hit + 1 >= KILLS, "only {hit} of {KILLS} kills hit the change while it ran");
}
