//! The process is killed in the middle of an import of deals that makes the pipelines and stages they name. Opened again,
//! the deals are there with their boards or neither is, no stage is there twice, and one undo takes all of it back.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use satchel_app::App;
use serde_json::json;

use super::{
    DIR, Said, base, call, holds, killed_in_the_middle, open, say, state, wait_for, wait_to_be_killed,
};
use crate::generator::Population;
use crate::world::text;

const THERE: Population = Population { seed: 4, people: 10 };
/// More than a slice.
const DEALS: u64 = 5_100;
const PIPELINES: u64 = 3;
const STAGES: u64 = 5;
const KILLS: u64 = 3;
const CHILD: &str = "crash::stages::a_child_that_is_killed";

fn total(app: &App, plural: &str) -> u64 {
    call(app, &format!("{plural}.list"), json!({ "limit": 1 }))["total"].as_u64().unwrap()
}

/// Deals, pipelines and stages.
fn counts(app: &App) -> [u64; 3] {
    ["deals", "pipelines", "stages"].map(|plural| total(app, plural))
}

/// A list says of a large change what was before until the index has read it.
fn settles(app: &App, wanted: [u64; 3], state: &str) {
    let start = Instant::now();
    loop {
        let there = counts(app);
        if there == wanted {
            return;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "the import is {state}, and {there:?} are there");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Everything that comes: every pipeline with its stages and one for each outcome that none of them has.
const ALL: [u64; 3] = [DEALS, PIPELINES, PIPELINES * (STAGES + 2)];

#[test]
fn a_child_that_is_killed() {
    let Some(folder) = std::env::var_os(DIR).map(PathBuf::from) else { return };
    let app = open(&folder);
    let handle = serde_json::to_value(app.files().put_path(&folder.join("deals.csv")).unwrap()).unwrap();
    let import = text(&call(&app, "imports.start", json!({ "files": [handle], "kind": "deal" }))["import"]);
    say(&format!("started {import}"));
    while state(&app, &import) != "done" {
        std::thread::sleep(Duration::from_millis(4));
    }
    wait_to_be_killed();
}

/// Opens the vault after a kill and holds it to the laws.
fn reopen(folder: &Path, said: &Said) {
    let app = open(folder);
    let import = said.work.as_deref().unwrap();
    let at_once = counts(&app);
    assert!([[0; 3], ALL].contains(&at_once), "{at_once:?} can be seen");
    let end = wait_for(&app, import);
    settles(&app, if end == "done" { ALL } else { [0; 3] }, &end);
    assert!(!said.done || end == "done", "the import was acknowledged and is {end}");
    holds(&app);
    if end == "done" {
        let set = call(&app, "imports.get", json!({ "id": import }))["change_set"].clone();
        let undone = call(&app, "changes.undo", json!({ "change_set": set }));
        assert_eq!(undone["kept"], json!([]));
        settles(&app, [0; 3], "undone");
    }
    app.close();
}

// covers(QA-7, INT-9, DEAL-3)
#[test]
fn killed_in_the_middle_of_an_import_that_makes_stages_there_is_all_of_it_or_nothing() {
    let base = base(THERE);
    let mut file = String::from("Record ID,Deal Name,Deal Stage,Pipeline,Amount,Deal probability\n");
    for n in 0..DEALS {
        let (pipeline, stage) = (n % PIPELINES, n / PIPELINES % STAGES);
        writeln!(file, "{n},Deal {n},Step {stage},Board {pipeline},5,0.{}", stage + 2).unwrap();
    }
    std::fs::write(base.path().join("deals.csv"), file).unwrap();
    killed_in_the_middle(base.path(), CHILD, KILLS, reopen);
}
