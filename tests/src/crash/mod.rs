//! The process is killed (`kill -9`) in the middle of an import, again and again, each time at another moment; then the
//! vault is opened as after any crash. Every write that was acknowledged is there, no half of an import is, the index
//! says what the vault says, and the log's chain holds.
//!
//! The child is this test binary again, running [`a_child_that_is_killed`]: it imports on a worker thread and saves
//! contacts one after the other on the main thread, telling of each on standard output only after the command has
//! answered. An import is killed up to four times, each time while it is gone on with, and only then looked at: so fifty
//! kills fit into a minute. `SATCHEL_CRASHES` makes more.

mod bulk;
mod everything;
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

use crate::generator::csv::{self, Product, Shape};
use crate::generator::{Dice, Population};
use crate::keychain::FolderKeychain;
use crate::world::{app_on, text};

/// Who is in the vault before, and whom the import brings.
const BASE: Population = Population { seed: 1, people: 40 };
const COMING: Population = Population { seed: 2, people: 900 };
/// Kills usually made; nine of ten must hit the import while it runs.
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

#[test]
fn a_child_that_is_killed() {
    let Some(folder) = std::env::var_os(DIR).map(PathBuf::from) else { return };
    let mut out = std::io::stdout();
    let begun = folder.join(BEGUN);
    let (app, import) = match std::fs::read_to_string(&begun) {
        Ok(import) => {
            // Opening goes on with the import, so the clock runs from before.
            writeln!(out, "started {import}").unwrap();
            out.flush().unwrap();
            (open(&folder), import)
        }
        Err(_) => {
            let app = open(&folder);
            let import = start_import(&app, &folder.join("coming.csv"));
            std::fs::write(&begun, &import).unwrap();
            writeln!(out, "started {import}").unwrap();
            out.flush().unwrap();
            (app, import)
        }
    };
    for n in 0.. {
        let name = format!("Quittung{}x{n}", std::process::id());
        let saved = call(&app, "contacts.create", json!({ "given": name, "family": "Gespeichert" }));
        writeln!(out, "saved {} {name}", text(&saved["id"])).unwrap();
        out.flush().unwrap();
        if state(&app, &import) == "done" {
            writeln!(out, "done").unwrap();
            out.flush().unwrap();
            std::thread::sleep(Duration::from_secs(20));
            return;
        }
        std::thread::sleep(Duration::from_millis(4));
    }
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

fn names(app: &App) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    loop {
        let page = call(app, "contacts.list", json!({ "position": found.len(), "limit": 500 }));
        let rows = page["rows"].as_array().unwrap();
        if rows.is_empty() {
            assert_eq!(page["total"], found.len());
            return found;
        }
        found.extend(rows.iter().map(|r| (text(&r["id"]), text(&r["title"]))));
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
    for (id, name) in &said.saved {
        let title = at_once.get(id).unwrap_or_else(|| panic!("{name} was saved and is gone"));
        assert!(title.contains(name.as_str()), "{name} is now {title}");
    }
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
    let cx = app.cx(&Actor::owner()).unwrap();
    let chain = cx.vault.read(satchel_vault::changes::verify_chain).unwrap();
    assert!(chain.faults.is_empty(), "{chain:?}");
    app.close();
}

// covers(IMP-5, QA-7, SRCH-1, WF-8)
#[test]
fn killed_at_any_moment_of_an_import_nothing_acknowledged_is_lost_and_no_half_is_seen() {
    let kills = std::env::var("SATCHEL_CRASHES").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    let base = base(BASE);
    let usual = undisturbed(base.path(), CHILD);
    let (next, hit, made) = (AtomicU32::new(0), AtomicU32::new(0), AtomicU32::new(0));
    let mut dice = Dice::of(u64::from(std::process::id()), 9, 9);
    let seed = dice.next();
    println!("an undisturbed import takes {usual:?}; seed {seed}");
    let imports = kills.div_ceil(KILLS_EACH);
    let usual = usual.as_micros() as u64;
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while made.load(Ordering::Relaxed) < kills {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    let folder = tempfile::tempdir().unwrap();
                    copy(base.path(), folder.path());
                    let mut said = Said::default();
                    let mut moments = Vec::new();
                    while made.fetch_add(1, Ordering::Relaxed) < kills {
                        // The first kill is in another of equally long spans each time, so that no phase is left out; the
                        // others are anywhere in what is gone on with.
                        let again = moments.len() as u64;
                        let span =
                            if again == 0 { usual * 3 / 4 / u64::from(imports) } else { usual * 3 / 10 };
                        let from = if again == 0 { span * u64::from(n % imports) } else { 0 };
                        let at = from + Dice::of(seed, 1 + again, u64::from(n)).below(span.max(1));
                        said.add(kill(folder.path(), CHILD, Duration::from_micros(at)));
                        moments.push(at);
                        hit.fetch_add(u32::from(!said.done), Ordering::Relaxed);
                        if said.done || moments.len() == KILLS_EACH as usize {
                            break;
                        }
                    }
                    if !moments.is_empty() {
                        reopen_told(folder, &said, n, &moments);
                    }
                }
            });
        }
    });
    let hit = hit.into_inner();
    println!("{kills} kills, {hit} of them while the import ran");
    assert!(hit * 10 >= kills * 9, "only {hit} of {kills} kills hit the import while it ran");
}

/// Reopens; a vault that broke a law is kept to be looked at.
fn reopen_told(folder: TempDir, said: &Said, n: u32, moments: &[u64]) {
    let kills = u32::try_from(moments.len()).unwrap();
    let outcome = std::panic::catch_unwind(|| reopen(folder.path(), said, kills));
    if let Err(panic) = outcome {
        println!(
            "import {n} killed after {moments:?} µs, {} saved, done {}: see {}",
            said.saved.len(),
            said.done,
            folder.path().display()
        );
        std::mem::forget(folder);
        std::panic::resume_unwind(panic);
    }
}
