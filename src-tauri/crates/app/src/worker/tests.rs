//! What a worker survives: a fault in the work, work that fails for a while, work that ends the program.

use std::sync::atomic::AtomicU32;

use satchel_feature::world::World;
use satchel_feature::{KindRules, Record, RuleCx};
use satchel_people::contacts::{model, rules::ContactRules};
use satchel_people::{commands, registry};
use serde_json::json;

use super::*;

/// What goes wrong, and how often it still does.
#[derive(Default)]
struct Mood {
    faults: AtomicU32,
    busy: AtomicU32,
    unreadable: AtomicU32,
}

fn next_time(left: &AtomicU32) -> bool {
    left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1)).is_ok()
}

/// Contacts whose rules go wrong on demand, as real ones do only by mistake.
struct Unruly(Arc<Mood>);

impl KindRules for Unruly {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
        assert!(!next_time(&self.0.faults), "a planned fault");
        if next_time(&self.0.busy) {
            return Err(Error::refused("vault_busy", "Another program is using the file.").transient());
        }
        ContactRules.prepare(cx, new, old)
    }

    fn written(&self, cx: &RuleCx<'_>, id: Id, new: &Record, old: Option<&Record>) -> Result<()> {
        ContactRules.written(cx, id, new, old)
    }

    fn subtitle(&self, record: &Record) -> String {
        assert!(!next_time(&self.0.unreadable), "a planned fault");
        ContactRules.subtitle(record)
    }
}

/// A vault in which Ada is, its workers at rest.
struct Desk {
    world: World,
    mood: Arc<Mood>,
    ada: Id,
}

impl Desk {
    fn new() -> Self {
        let mood = Arc::new(Mood::default());
        let registry = registry().unwrap().with(model::contact(), true, &[], Unruly(mood.clone()));
        let world = World::new(registry).unwrap();
        let ada = json!({ "given": "Ada", "family": "King", "emails": [{ "value": "ada@x.example" }] });
        let ada = satchel_feature::world::id(&world.create("contact", ada).unwrap());
        Self { world, mood, ada }
    }

    fn call(&self, name: &str, input: Value) -> Value {
        let mut cx = self.world.cx();
        name.clone_into(&mut cx.command);
        let row = commands(&cx.registry).into_iter().find(|row| row.name == name).unwrap();
        (row.run)(&mut cx, input).unwrap_or_else(|e| panic!("{name}: {e:?}"))
    }

    /// Asks for the import of one card; answers the import.
    fn import(&self, name: &str, mail: &str, title: &str) -> Id {
        let card = format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:King;{name};;;\r\nEMAIL:{mail}\r\nTITLE:{title}\r\nEND:VCARD\r\n"
        );
        let cx = self.world.cx();
        let path = cx.vault.dir().join(format!("{name} {title}.vcf"));
        std::fs::write(&path, card).unwrap();
        let file = cx.files.put_path(&path).unwrap();
        let started = self.call("imports.start", json!({ "files": [file] }));
        started["import"].as_str().unwrap().parse().unwrap()
    }

    fn job(&self, import: Id) -> jobs::Job {
        let import = self.call("imports.get", json!({ "id": import }));
        let job = import["job"].as_str().unwrap().parse().unwrap();
        self.world.cx().vault.read(|conn| jobs::get(conn, job)).unwrap()
    }

    /// Runs the worker until these imports' jobs have ended.
    fn work(&self, imports: &[Id]) {
        let (shared, bell) = (self.world.cx().shared, Arc::new(Bell::default()));
        let thread = {
            let (shared, bell) = (shared, bell.clone());
            std::thread::spawn(move || run_jobs(&shared, &bell))
        };
        let until = Instant::now() + Duration::from_secs(60);
        let over =
            |import: &Id| !matches!(self.job(*import).state, jobs::State::Waiting | jobs::State::Running);
        while !imports.iter().all(over) {
            assert!(
                Instant::now() < until && !thread.is_finished(),
                "{:?}",
                imports.iter().map(|i| self.job(*i))
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        bell.stop();
        thread.join().unwrap();
    }

    /// The state of an import and the code of its error.
    fn end(&self, import: Id) -> (String, String) {
        let import = self.call("imports.get", json!({ "id": import }));
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        (word(&import["state"]), word(&import["error"]["code"]))
    }

    fn jobs_of_ada(&self) -> Value {
        self.world.get("contact", self.ada).unwrap()["jobs"].clone()
    }

    fn is_whole(&self) {
        assert!(self.world.cx().vault.open_sets().unwrap().is_empty());
    }
}

#[test]
fn a_worker_sleeps_until_the_next_job_is_due() {
    assert_eq!(nap_until(1_000, 1_000), Duration::ZERO);
    assert_eq!(nap_until(0, 1_000), Duration::ZERO);
    assert_eq!(nap_until(3_000, 1_000), Duration::from_secs(2), "a retry does not wait for a whole nap");
    assert_eq!(nap_until(i64::MAX, 1_000), NAP);
}

// covers(WF-8, IMP-7)
#[test]
fn an_import_does_not_wait_until_everybody_was_held_against_everybody() {
    let desk = Desk::new();
    let cx = desk.world.cx();
    let new = jobs::NewJob { kind: duplicates::job::kind::<duplicates::Person>(), ..jobs::NewJob::default() };
    let act = Act::new("owner", "test", "Look for duplicates");
    let looking = cx.vault.write(&act, |tx| jobs::enqueue(tx, &new, tx.now_ms())).unwrap().value;
    let read = || cx.vault.read(|conn| jobs::get(conn, looking)).unwrap();
    let lease = || {
        cx.vault.write(&act, |tx| jobs::lease(tx, "me", &[], LEASE_MS, tx.now_ms())).unwrap().value.unwrap()
    };
    let import = desk.import("Ada", "ada@x.example", "Countess");
    let (shared, bell) = (cx.shared.clone(), Arc::new(Bell::default()));

    let first = lease();
    assert_eq!(first.id, looking, "it was asked for first");
    run_one(&shared, &bell, "me", first);
    assert_eq!(
        (read().state, read().attempts),
        (jobs::State::Waiting, 0),
        "it gave way, which is no failure"
    );
    let second = lease();
    assert_eq!(second.id, desk.job(import).id);
    run_one(&shared, &bell, "me", second);
    assert_eq!(desk.end(import).0, "done");
    run_one(&shared, &bell, "me", lease());
    assert_eq!(read().state, jobs::State::Done, "with nothing else to do it comes to its end");
}

// covers(WF-8)
#[test]
fn a_fault_in_a_job_fails_that_job_and_the_next_one_runs() {
    let desk = Desk::new();
    desk.mood.faults.store(1, Ordering::SeqCst);
    let (bad, good) =
        (desk.import("Ada", "ada@x.example", "CTO"), desk.import("Grace", "g@x.example", "Admiral"));
    desk.work(&[bad, good]);
    assert_eq!(desk.end(bad), ("failed".to_owned(), "program_fault".to_owned()));
    let job = desk.job(bad);
    assert_eq!((job.state, job.attempts), (jobs::State::Failed, 1), "a fault is not tried again");
    assert_eq!(job.error.unwrap()["code"], "program_fault");
    assert_eq!(desk.jobs_of_ada(), json!([]), "nothing of it is left");
    assert_eq!(desk.end(good).0, "done");
    desk.is_whole();
}

// covers(WF-8)
#[test]
fn a_job_that_only_a_newer_program_knows_fails_once_and_the_next_one_runs() {
    let desk = Desk::new();
    let vault = desk.world.cx().vault.clone();
    let new =
        jobs::NewJob { kind: "from_a_newer_program".into(), max_attempts: 3, ..jobs::NewJob::default() };
    let act = Act::new("owner", "test", "Do what is not known yet");
    let unknown = vault.write(&act, |tx| jobs::enqueue(tx, &new, tx.now_ms())).unwrap().value;
    let good = desk.import("Grace", "g@x.example", "Admiral");
    desk.work(&[good]);
    let unknown = vault.read(|conn| jobs::get(conn, unknown)).unwrap();
    assert_eq!((unknown.state, unknown.attempts), (jobs::State::Failed, 1));
    let error = unknown.error.unwrap();
    assert_eq!(error["code"], "unknown_job_kind");
    assert!(error["message"].as_str().unwrap().contains("from_a_newer_program"), "{error}");
    assert_eq!(desk.end(good).0, "done");
}

// covers(WF-8)
#[test]
fn what_may_pass_is_tried_again_and_what_will_not_is_not() {
    let desk = Desk::new();
    desk.mood.busy.store(1, Ordering::SeqCst);
    let busy = desk.import("Ada", "ada@x.example", "CTO");
    let gone = desk.import("Gone", "gone@x.example", "Ghost");
    std::fs::remove_file(desk.world.cx().vault.dir().join("Gone Ghost.vcf")).unwrap();
    desk.work(&[busy, gone]);
    assert_eq!(desk.end(busy).0, "done");
    assert_eq!(desk.job(busy).attempts, 2);
    assert_eq!(desk.jobs_of_ada()[0]["title"], "CTO");
    assert_eq!(desk.end(gone), ("failed".to_owned(), "file_gone".to_owned()));
    assert_eq!(desk.job(gone).attempts, 1, "a refusal stays one");
    desk.is_whole();
}

// covers(WF-8)
#[test]
fn what_does_not_pass_is_given_up_and_taken_back() {
    let desk = Desk::new();
    desk.mood.busy.store(u32::MAX, Ordering::SeqCst);
    let busy = desk.import("Ada", "ada@x.example", "CTO");
    let two = |conn: &satchel_vault::Connection| {
        conn.execute("UPDATE job SET max_attempts = 2", []).map_err(satchel_vault::fault)
    };
    desk.world.cx().vault.write_local(two).unwrap();
    desk.work(&[busy]);
    assert_eq!(desk.end(busy), ("failed".to_owned(), "vault_busy".to_owned()));
    assert_eq!((desk.job(busy).state, desk.job(busy).attempts), (jobs::State::Failed, 2));
    desk.is_whole();
}

// covers(IMP-5, WF-8)
#[test]
fn cancelling_what_waits_to_be_tried_again_takes_it_back() {
    let desk = Desk::new();
    desk.mood.busy.store(1, Ordering::SeqCst);
    let import = desk.import("Ada", "ada@x.example", "CTO");
    let worker = name();
    let shared = desk.world.cx().shared;
    let Next::Job(job) = next(&shared.vault, &worker).unwrap() else { panic!("nothing is due") };
    run_one(&shared, &Arc::default(), &worker, *job);
    assert_eq!(desk.job(import).state, jobs::State::Waiting);
    assert_eq!(desk.call("imports.cancel", json!({ "id": import }))["state"], "cancelled");
    assert_eq!(desk.jobs_of_ada(), json!([]));
    desk.is_whole();
}

// covers(IMP-5, QA-7)
#[test]
fn what_ends_its_program_each_time_is_given_up() {
    let desk = Desk::new();
    let import = desk.import("Ada", "ada@x.example", "CTO");
    let shared = desk.world.cx().shared;
    let act = Act::new("test", "test", "Begin");
    for attempt in 1..=5 {
        give_up_exhausted(&shared).unwrap();
        let begun = shared.vault.write(&act, |tx| jobs::lease(tx, "w", &[], LEASE_MS, tx.now_ms())).unwrap();
        assert_eq!(begun.value.unwrap().attempts, attempt);
        // The program ends here, and the vault is opened again.
        shared.vault.write(&act, |tx| jobs::release_all(tx, tx.now_ms())).unwrap();
    }
    give_up_exhausted(&shared).unwrap();
    assert_eq!(desk.end(import), ("failed".to_owned(), "job_interrupted".to_owned()));
    assert_eq!(desk.job(import).state, jobs::State::Failed);
    desk.is_whole();
}

// covers(SRCH-1)
#[test]
fn a_fault_in_the_index_ends_neither_its_worker_nor_its_truth() {
    let desk = Desk::new();
    for n in 0..3 {
        desk.world.create("contact", json!({ "given": format!("Person {n}") })).unwrap();
    }
    desk.mood.unreadable.store(2, Ordering::SeqCst);
    let (shared, bell) = (desk.world.cx().shared, Arc::new(Bell::default()));
    let thread = {
        let (shared, bell) = (shared.clone(), bell.clone());
        std::thread::spawn(move || run_index(&shared, &bell))
    };
    let last = shared.vault.read(satchel_vault::changes::last_seq).unwrap();
    let until = Instant::now() + Duration::from_secs(60);
    while shared.index.seq() != Some(last) {
        assert!(Instant::now() < until && !thread.is_finished(), "the index does not follow any more");
        bell.ring();
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(shared.index.size(), 4);
    bell.stop();
    thread.join().unwrap();
}
