//! The process is killed (`kill -9`) in the middle of an import, again and again, each time at another moment; then the
//! vault is opened as after any crash. Every write that was acknowledged is there, no half of an import is, the index
//! says what the vault says, and the log's chain holds.
//!
//! The child is this test binary again, running [`a_child_that_is_killed`]: it imports on a worker thread and saves
//! contacts one after the other on the main thread, telling of each on standard output only after the command has
//! answered. An import is killed up to four times, each time while it is gone on with, and only then looked at: so fifty
//! kills fit into a minute. `SATCHEL_CRASHES` makes more.
//!
//! When a child is killed is the [`Moments`]' to say, here and for the other works of which [`killed_in_the_middle`] is the
//! test: a change of many, an export that comes back, stages.

mod bulk;
mod everything;
mod moments;
mod stages;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use satchel_app::{Actor, App};
use serde_json::{Value, json};
use tempfile::TempDir;

use self::moments::Moments;
use crate::generator::Population;
use crate::generator::csv::{self, Product, Shape};
use crate::keychain::FolderKeychain;
use crate::world::{app_on, text};

/// Who is in the vault before, and whom the import brings.
const BASE: Population = Population { seed: 1, people: 40 };
const COMING: Population = Population { seed: 2, people: 900 };
/// Kills usually made, each of which hits the import while it runs.
const KILLS: u32 = 50;
/// Kills of one import. It may be begun five times; whoever looks at it in the end begins it too.
const KILLS_EACH: u32 = 4;
/// Where a child writes down which import it began, for the next one to go on with.
const BEGUN: &str = "begun";
const CHILD: &str = "crash::a_child_that_is_killed";
const DIR: &str = "SATCHEL_CRASH_DIR";

fn call(app: &App, name: &str, input: Value) -> Value {
    app.call(&Actor::owner(), name, input.clone())
        .unwrap_or_else(|e| panic!("{name} {input}: {} {e}", e.code))
}

fn open(folder: &Path) -> App {
    FolderKeychain::install(&folder.join("keys")).unwrap();
    let app = app_on(&folder.join("vault"));
    call(&app, "vault.unlock", json!({}));
    app
}

fn start_import(app: &App, file: &Path) -> String {
    let handle = serde_json::to_value(app.files().put_path(file).unwrap()).unwrap();
    text(&call(app, "imports.start", json!({ "files": [handle] }))["import"])
}

fn state(app: &App, import: &str) -> String {
    text(&call(app, "imports.get", json!({ "id": import }))["state"])
}

fn wait_for(app: &App, import: &str) -> String {
    let start = Instant::now();
    loop {
        let state = state(app, import);
        if !matches!(state.as_str(), "staging" | "staged" | "applying") {
            return state;
        }
        assert!(start.elapsed() < Duration::from_secs(120), "the import is {state} and stays so");
        std::thread::sleep(Duration::from_millis(3));
    }
}

/// Tells whoever kills this program.
fn say(words: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "{words}").unwrap();
    out.flush().unwrap();
}

/// Saves contacts one after the other, telling of each, until the work is done; then waits to be killed.
fn save_until(app: &App, pause: Duration, is_done: impl Fn() -> bool) {
    for n in 0.. {
        let name = format!("Quittung{}x{n}", std::process::id());
        let saved = call(app, "contacts.create", json!({ "given": name, "family": "Gespeichert" }));
        say(&format!("saved {} {name}", text(&saved["id"])));
        if is_done() {
            return wait_to_be_killed();
        }
        std::thread::sleep(pause);
    }
}

fn wait_to_be_killed() {
    say("done");
    std::thread::sleep(Duration::from_secs(20));
}

#[test]
fn a_child_that_is_killed() {
    let Some(folder) = std::env::var_os(DIR).map(PathBuf::from) else { return };
    let begun = folder.join(BEGUN);
    let (app, import) = match std::fs::read_to_string(&begun) {
        Ok(import) => {
            // Opening goes on with the import, so the clock runs from before.
            say(&format!("started {import}"));
            (open(&folder), import)
        }
        Err(_) => {
            let app = open(&folder);
            let import = start_import(&app, &folder.join("coming.csv"));
            std::fs::write(&begun, &import).unwrap();
            say(&format!("started {import}"));
            (app, import)
        }
    };
    save_until(&app, Duration::from_millis(4), || state(&app, &import) == "done");
}

/// A folder with a vault of some people, closed, and a file of those who come.
fn base(people: Population) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, population: Population| {
        let mut bytes = Vec::new();
        csv::write(&mut bytes, population, &Shape::of(Product::Google), |_| {}).unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let there = write("there.csv", people);
    write("coming.csv", COMING);
    FolderKeychain::install(&folder.path().join("keys")).unwrap();
    let app = app_on(&folder.path().join("vault"));
    call(&app, "vault.create", json!({}));
    let import = start_import(&app, &there);
    assert_eq!(wait_for(&app, &import), "done");
    app.close();
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else if entry.file_type().unwrap().is_file() {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What the child had said when it died.
#[derive(Debug, Default)]
struct Said {
    /// The import or the job.
    work: Option<String>,
    saved: BTreeMap<String, String>,
    done: bool,
}

impl Said {
    /// What the next child said.
    fn add(&mut self, next: Self) {
        self.work = next.work.or(self.work.take());
        self.saved.extend(next.saved);
        self.done |= next.done;
    }

    fn hear(&mut self, line: &str) {
        let mut words = line.split(' ');
        // The harness may have put a word of its own before ours on the same line.
        match words.find(|w| matches!(*w, "started" | "saved" | "done")) {
            Some("started") => self.work = words.next().map(str::to_owned),
            Some("saved") => {
                if let (Some(id), Some(name)) = (words.next(), words.next()) {
                    self.saved.insert(id.to_owned(), name.to_owned());
                }
            }
            Some("done") => self.done = true,
            _ => {}
        }
    }
}

/// Starts this binary again to run the test `child`.
fn spawn(folder: &Path, child: &str) -> (Child, std::io::Lines<BufReader<ChildStdout>>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([child, "--exact", "--nocapture"])
        .env(DIR, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    (child, lines)
}

/// Starts a child on the folder and kills it `after` its work began.
fn kill(folder: &Path, child: &str, after: Duration) -> Said {
    let (mut child, mut lines) = spawn(folder, child);
    let mut said = Said::default();
    while said.work.is_none() {
        said.hear(&lines.next().expect("the child ended before its work began").unwrap());
    }
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    for line in lines.map_while(Result::ok) {
        said.hear(&line);
    }
    said
}

/// How long the work takes when nobody is killed.
fn undisturbed(base: &Path, child: &str) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    copy(base, folder.path());
    let (mut child, mut lines) = spawn(folder.path(), child);
    let mut said = Said::default();
    let mut began = None;
    while !said.done {
        said.hear(&lines.next().unwrap().unwrap());
        if said.work.is_some() {
            began.get_or_insert_with(Instant::now);
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    began.unwrap().elapsed()
}

/// Everybody at one moment: pages between which somebody came or went are read anew.
fn names(app: &App) -> BTreeMap<String, String> {
    let start = Instant::now();
    loop {
        if let Some(names) = names_at_once(app) {
            return names;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "the list never rests");
    }
}

fn names_at_once(app: &App) -> Option<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let mut total = None;
    loop {
        let page = call(app, "contacts.list", json!({ "position": found.len(), "limit": 500 }));
        if *total.get_or_insert_with(|| page["total"].clone()) != page["total"] {
            return None;
        }
        let rows = page["rows"].as_array().unwrap();
        if rows.is_empty() {
            assert_eq!(page["total"], found.len());
            return Some(found);
        }
        found.extend(rows.iter().map(|r| (text(&r["id"]), text(&r["title"]))));
    }
}

/// Whoever was saved is there.
fn saved_are_in(there: &BTreeMap<String, String>, said: &Said) {
    for (id, name) in &said.saved {
        let title = there.get(id).unwrap_or_else(|| panic!("{name} was saved and is gone"));
        assert!(title.contains(name.as_str()), "{name} is now {title}");
    }
}

/// The chain of the log holds, and no set is open.
fn holds(app: &App) {
    let cx = app.cx(&Actor::owner()).unwrap();
    let chain = cx.vault.read(satchel_vault::changes::verify_chain).unwrap();
    assert!(chain.faults.is_empty(), "{chain:?}");
    assert!(cx.vault.open_sets().unwrap().is_empty());
}

fn job(app: &App, id: &str) -> Value {
    let jobs = call(app, "jobs.list", json!({}));
    jobs["jobs"].as_array().unwrap().iter().find(|job| job["id"] == id).unwrap().clone()
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

/// How many contacts the index finds for these words, once it has caught up.
fn found(app: &App, words: &str) -> u64 {
    let cx = app.cx(&Actor::owner()).unwrap();
    let last = cx.vault.read(satchel_vault::changes::last_seq).unwrap();
    let start = Instant::now();
    loop {
        let answer = call(app, "search.query", json!({ "text": words, "kinds": ["contact"] }));
        if answer["as_of"].as_i64().unwrap() >= last {
            return answer["total"].as_u64().unwrap();
        }
        assert!(start.elapsed() < Duration::from_secs(60), "the index does not catch up");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Opens the vault after `kills` kills and holds it to the laws.
fn reopen(folder: &Path, said: &Said, kills: u32) {
    let app = open(folder);
    // Before anything else is waited for: whoever looks now sees all of the import or nothing of it.
    let at_once = names(&app);
    let brought = at_once.len() - said.saved.len().min(at_once.len());
    let import = said.work.as_deref().unwrap();
    let seen_state = state(&app, import);
    let base = usize::try_from(BASE.people).unwrap();
    let all = usize::try_from(BASE.people + COMING.people).unwrap();
    // Before each kill one contact may be saved but not told of any more.
    let untold = usize::try_from(kills).unwrap();
    let is = |n: usize, wanted: usize| (wanted..=wanted + untold).contains(&n);
    let whole = |n: usize| is(n, base) || is(n, all);
    assert!(
        whole(brought),
        "{brought} contacts beside the saved ones are visible; the import is {seen_state}"
    );
    saved_are_in(&at_once, said);
    // What was resumed comes to its end.
    let end = wait_for(&app, import);
    let names = names(&app);
    let brought = names.len() - said.saved.len();
    match end.as_str() {
        "done" => assert!(is(brought, all), "done, but {brought} are there"),
        _ => assert!(is(brought, base), "{end}, but {brought} are there"),
    }
    assert!(!said.done || end == "done", "the import was acknowledged and is {end}");
    let living = names.values().filter(|n| n.ends_with("Gespeichert")).count() as u64;
    assert_eq!(found(&app, "gespeichert"), living, "the index disagrees about those saved one by one");
    let came = u64::from(end == "done");
    for (person, there) in
        [(BASE.person(3), 1), (COMING.person(5), came), (COMING.person(COMING.people - 1), came)]
    {
        let address = &person.emails.first().expect("reachable by mail").value;
        assert_eq!(found(&app, &format!("\"{address}\"")), there, "the index disagrees about {address}");
    }
    holds(&app);
    app.close();
}

/// Kills the child in the middle of its work, `kills` times and each time in a copy of `base`, and hands what it left to
/// `look`. What was left by a kill that came too late is looked at too.
fn killed_in_the_middle(base: &Path, child: &str, kills: u64, mut look: impl FnMut(&Path, &Said)) {
    let moments = Moments::of(undisturbed(base, child), kills);
    let mut hit = 0;
    while hit < kills {
        let folder = tempfile::tempdir().unwrap();
        copy(base, folder.path());
        let at = moments.first(hit);
        let said = kill(folder.path(), child, at);
        println!("killed after {at:?}, {} saved, done {}", said.saved.len(), said.done);
        if said.done {
            moments.first_was_late(at);
        } else {
            hit += 1;
        }
        look(folder.path(), &said);
    }
}

// covers(IMP-5, QA-7, SRCH-1, WF-8)
#[test]
fn killed_at_any_moment_of_an_import_nothing_acknowledged_is_lost_and_no_half_is_seen() {
    let kills = std::env::var("SATCHEL_CRASHES").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    let base = base(BASE);
    let moments = Moments::of(undisturbed(base.path(), CHILD), kills.div_ceil(KILLS_EACH).into());
    let (next, hit) = (AtomicU32::new(0), AtomicU32::new(0));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while hit.load(Ordering::Relaxed) < kills {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    let folder = tempfile::tempdir().unwrap();
                    copy(base.path(), folder.path());
                    let mut said = Said::default();
                    let mut made = Vec::new();
                    while !said.done && made.len() < KILLS_EACH as usize {
                        // The first kill is at another moment each time; the others are anywhere in what is gone on with.
                        let again = made.len() as u64;
                        let at = match again {
                            0 => moments.first(n.into()),
                            _ => moments.again(n.into(), again),
                        };
                        said.add(kill(folder.path(), CHILD, at));
                        made.push(at);
                        match (said.done, again) {
                            (false, _) => _ = hit.fetch_add(1, Ordering::Relaxed),
                            (true, 0) => moments.first_was_late(at),
                            (true, _) => moments.again_was_late(at),
                        }
                    }
                    reopen_told(folder, &said, n, &made);
                }
            });
        }
    });
}

/// Reopens; a vault that broke a law is kept to be looked at.
fn reopen_told(folder: TempDir, said: &Said, n: u32, made: &[Duration]) {
    let kills = u32::try_from(made.len()).unwrap();
    let outcome = std::panic::catch_unwind(|| reopen(folder.path(), said, kills));
    if let Err(panic) = outcome {
        println!(
            "import {n} killed after {made:?}, {} saved, done {}: see {}",
            said.saved.len(),
            said.done,
            folder.path().display()
        );
        std::mem::forget(folder);
        std::panic::resume_unwind(panic);
    }
}
