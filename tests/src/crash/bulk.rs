//! The process is killed in the middle of a change of many records. Opened again, the vault goes on with it: in the end
//! everybody is changed or nobody, whatever was saved meanwhile is there, and one undo takes all of it back.

use std::path::{Path, PathBuf};
use std::time::Duration;

use satchel_app::App;
use serde_json::json;

use super::{
    DIR, Said, base, call, ended, holds, job, killed_in_the_middle, names, open, save_until, saved_are_in,
    say,
};
use crate::generator::Population;
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

#[test]
fn a_child_that_is_killed() {
    let Some(folder) = std::env::var_os(DIR).map(PathBuf::from) else { return };
    let app = open(&folder);
    let begun = call(&app, "contacts.patch_many", json!({ "query": {}, "add": { "tags": ["Kampagne"] } }));
    let work = text(&begun["job"]);
    say(&format!("started {work}"));
    save_until(&app, Duration::from_millis(40), || job(&app, &work)["state"] == "done");
}

/// Opens the vault after a kill and holds it to the laws.
fn reopen(folder: &Path, said: &Said) {
    let app = open(folder);
    let ended = ended(&app, said.work.as_deref().unwrap());
    // It was acknowledged once its job was entered, so it is done, by this program or the one before.
    assert_eq!(ended["state"], "done", "{ended}");
    assert_eq!(ended["output"]["changed"], THERE.people, "{ended}");
    assert_eq!(tagged(&app), THERE.people);
    let there = names(&app);
    saved_are_in(&there, said);
    call(&app, "changes.undo", json!({ "change_set": ended["output"]["change_set"] }));
    assert_eq!((tagged(&app), names(&app).len()), (0, there.len()));
    holds(&app);
    app.close();
}

// covers(API-4, QA-7, WF-8)
#[test]
fn killed_in_the_middle_of_a_change_of_many_everybody_is_changed_in_the_end() {
    let base = base(THERE);
    killed_in_the_middle(base.path(), CHILD, KILLS, reopen);
}
