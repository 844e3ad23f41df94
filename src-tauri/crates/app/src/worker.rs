//! The workers of an open vault: one runs jobs, one keeps the index up with the log; a third, in `notices.rs`, tells the
//! seller what they should know.
//!
//! A worker outlives what it works on: a fault in the program ends the job at hand, or one step of the index, and never
//! the thread, for nobody would start another. What may pass is tried again, each time after twice as long a pause; a job
//! that ends its program again and again is given up when the vault is opened.

#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use satchel_feature::{Cx, Event, Progress, Shared, bulk, erase};
use satchel_kernel::{Error, Id, Result};
use satchel_people::export::everything;
use satchel_people::{attachments, duplicates};
use satchel_search::Budget;
use satchel_vault::{Act, Vault, jobs};
use serde_json::Value;

use crate::{maintenance, memory};

/// How long a worker may be silent before its job is given to another.
const LEASE_MS: i64 = 60_000;
/// The longest sleep between two looks at the job table.
const NAP: Duration = Duration::from_secs(30);
/// The sleep before a job that is due but could not be leased is tried again.
const AGAIN: Duration = Duration::from_secs(1);
/// The sleep after a fault that is not the job's.
const AFTER_FAULT: Duration = Duration::from_secs(2);
/// Nothing was changed for so long: the index is tidied up.
const AT_REST: Duration = Duration::from_secs(3);
/// Progress is told this often at most.
const TOLD_EVERY: Duration = Duration::from_millis(150);
/// Progress is written down this often at most: every write waits for the disk.
const WRITTEN_EVERY: Duration = Duration::from_secs(2);

/// Wakes workers and tells them to stop.
#[derive(Default)]
pub(crate) struct Bell {
    rung: Mutex<bool>,
    heard: Condvar,
    stop: AtomicBool,
}

impl Bell {
    /// Something happened.
    pub fn ring(&self) {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.heard.notify_all();
    }

    /// Ends every worker that listens.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::SeqCst);
        self.ring();
    }

    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    /// Sleeps a little, not at all once stopped.
    pub fn pause(&self, little: Duration) {
        if !self.stopped() {
            std::thread::sleep(little);
        }
    }

    /// Waits until somebody rings, at most `longest`; answers whether somebody did.
    pub fn wait(&self, longest: Duration) -> bool {
        let mut rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        if !*rung {
            rung = self.heard.wait_timeout(rung, longest).unwrap_or_else(PoisonError::into_inner).0;
        }
        std::mem::take(&mut *rung)
    }
}

/// Runs these jobs to their end, one after the other.
pub(crate) fn go_on(shared: &Arc<Shared>, bell: &Arc<Bell>, begun: &[Id]) -> Result<()> {
    let worker = name();
    let act = Act::new("worker", "jobs.lease", "Go on with a job");
    for id in begun {
        let leased =
            shared.vault.write(&act, |tx| jobs::lease_one(tx, *id, &worker, LEASE_MS, tx.now_ms()))?;
        if let Some(job) = leased.value {
            // Who opens the vault waits for this, so it is done now or not at all.
            run_one(shared, bell, &worker, jobs::Job { max_attempts: job.attempts, ..job });
        }
    }
    Ok(())
}

/// Right after opening: takes back what jobs wrote whose program ended each time they were begun. Whatever ended it would
/// end it again, and the vault could never be opened.
pub(crate) fn give_up_exhausted(shared: &Arc<Shared>) -> Result<()> {
    for job in shared.vault.read(jobs::exhausted)? {
        let error = Error::broken(
            "job_interrupted",
            "The program ended each time it did this, so it is not tried again. What it had written was taken back. \
             Please report this with the log.",
        );
        tracing::error!(job = %job.id, kind = job.kind, attempts = job.attempts, "{error}");
        let cx = cx_of(shared, &job);
        take_back(&cx, &job, &error);
        let act = Act::new("vault", "jobs.end", "Give up a job");
        let error = serde_json::to_value(&error).unwrap_or_default();
        shared.vault.write(&act, |tx| jobs::give_up(tx, job.id, &error, tx.now_ms()))?;
        tell(shared, job.id);
    }
    Ok(())
}

/// Runs what may meet a fault of the program; such a fault is then an error like another.
pub(crate) fn caught<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let what = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let what = what.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        tracing::error!(what, "a worker met a fault");
        Err(Error::broken(
            "program_fault",
            "A fault in the program stopped this. What it had written was taken back. Please report this with the log.",
        )
        .because(what))
    })
}

fn name() -> String {
    format!("{}-{}", std::process::id(), Id::new().to_hex())
}

/// Runs jobs until the bell stops it.
pub(crate) fn run_jobs(shared: &Arc<Shared>, bell: &Arc<Bell>) {
    let worker = name();
    let mut maintained = Instant::now();
    while !bell.stopped() {
        let done = caught(|| match next(&shared.vault, &worker)? {
            Next::Job(job) => {
                run_one(shared, bell, &worker, *job);
                Ok(None)
            }
            Next::Nap(_) if maintained.elapsed() >= maintenance::SETTLED => {
                maintained = Instant::now();
                maintenance::enqueue_if_due(shared)?;
                Ok(None)
            }
            Next::Nap(nap) => Ok(Some(nap)),
        });
        match done {
            Ok(None) => {}
            Ok(Some(nap)) => drop(bell.wait(nap)),
            Err(error) if bell.stopped() => {
                tracing::debug!(%error, "the job worker ends with its vault");
            }
            Err(error) => {
                tracing::error!(%error, "the job table cannot be read");
                bell.wait(AFTER_FAULT);
            }
        }
    }
}

/// What a worker does next.
enum Next {
    /// This.
    Job(Box<jobs::Job>),
    /// Nothing for so long, unless the bell rings.
    Nap(Duration),
}

fn next(vault: &Vault, worker: &str) -> Result<Next> {
    let Some(due) = vault.read(jobs::next_due_ms)? else { return Ok(Next::Nap(NAP)) };
    let wait = nap_until(due, now_ms());
    if !wait.is_zero() {
        return Ok(Next::Nap(wait));
    }
    let act = Act::new("worker", "jobs.lease", "Begin a job");
    let leased = vault.write(&act, |tx| jobs::lease(tx, worker, &[], LEASE_MS, tx.now_ms()))?.value;
    // Due and yet not to be had: cancelled, or the clock was put back. A moment later it is another question.
    Ok(leased.map_or(Next::Nap(AGAIN), |job| Next::Job(Box::new(job))))
}

/// How long until `due_ms`, at most a nap; nothing when it is due.
fn nap_until(due_ms: i64, now_ms: i64) -> Duration {
    u64::try_from(due_ms.saturating_sub(now_ms)).map_or(Duration::ZERO, Duration::from_millis).min(NAP)
}

fn run_one(shared: &Arc<Shared>, bell: &Arc<Bell>, worker: &str, job: jobs::Job) {
    tell(shared, job.id);
    let cx = cx_of(shared, &job);
    // Nobody sits and waits for it; whoever imports a file does.
    let stands_back = job.kind.starts_with(duplicates::job::KINDS);
    let watch = Watch { shared, bell, worker, job: job.id, stands_back, last: Mutex::default() };
    let outcome = caught(|| handle(&cx, &job, &watch));
    let again = outcome.as_ref().is_err_and(Error::is_transient) && job.attempts < job.max_attempts;
    if let Err(error) = &outcome
        && !again
        && error.code != "interrupted"
    {
        // A handler takes back what it can; what it left because it might have been tried again is taken back here.
        take_back(&cx, &job, error);
    }
    let act = Act::new("worker", "jobs.end", "End a job");
    let written = shared.vault.write(&act, |tx| match &outcome {
        Ok(output) => jobs::finish(tx, job.id, worker, output, tx.now_ms()),
        Err(error) if error.code == "cancelled" => jobs::cancelled(tx, job.id, worker, tx.now_ms()),
        // Taken up again when the vault is next open, or when what it gave way to is done.
        Err(error) if error.code == "interrupted" => jobs::release(tx, job.id, worker, tx.now_ms()),
        Err(error) => {
            let error = serde_json::to_value(error)?;
            jobs::fail(tx, job.id, worker, &error, again, tx.now_ms()).map(|_| ())
        }
    });
    if let Err(error) = written {
        let error: Error = error.into();
        tracing::warn!(%error, "a job's end could not be written down");
    }
    tell(shared, job.id);
}

fn handle(cx: &Cx, job: &jobs::Job, progress: &dyn Progress) -> Result<Value> {
    match job.kind.as_str() {
        "import" => satchel_people::import::run(cx, import_of(job)?, progress),
        bulk::KIND => bulk::run(cx, job, progress),
        everything::OUT | everything::IN => everything::run(cx, job, progress),
        attachments::KIND => attachments::run(cx, job, progress),
        erase::KIND => erase::run(cx, job),
        maintenance::KIND => maintenance::run(cx, job, progress),
        kind if kind.starts_with(duplicates::job::KINDS) => duplicates::job::run(cx, job, progress),
        other => Err(Error::broken(
            "unknown_job_kind",
            format!("This job (“{other}”) is of a newer Satchel. Install the newest version to run it."),
        )),
    }
}

/// Takes back what a job did that was cancelled while no worker held it, or that will not be tried again.
pub(crate) fn stopped(cx: &Cx, job: &jobs::Job, why: &Error) -> Result<()> {
    match job.kind.as_str() {
        "import" => satchel_people::import::stop(cx, import_of(job)?, why),
        bulk::KIND => bulk::stop(cx, job),
        kind if kind.starts_with(duplicates::job::KINDS) => duplicates::job::stop(cx, job),
        _ => Ok(()),
    }
}

/// The same where the first error must not be hidden by a second; what could not be taken back now is when the vault is
/// opened next.
fn take_back(cx: &Cx, job: &jobs::Job, why: &Error) {
    if let Err(error) = caught(|| stopped(cx, job, why)) {
        tracing::error!(%error, job = %job.id, "what a job wrote could not be taken back");
    }
}

fn cx_of(shared: &Arc<Shared>, job: &jobs::Job) -> Cx {
    Cx { shared: shared.clone(), actor: actor_of(job), command: format!("job.{}", job.kind) }
}

fn import_of(job: &jobs::Job) -> Result<Id> {
    job.input.get("import").and_then(Value::as_str).unwrap_or_default().parse()
}

fn actor_of(job: &jobs::Job) -> String {
    job.input.get("actor").and_then(Value::as_str).unwrap_or("owner").to_owned()
}

fn tell(shared: &Shared, job: Id) {
    if let Ok(job) = shared.vault.read(|conn| jobs::get(conn, job)) {
        (shared.events)(Event::Job { job: crate::commands::jobs::row(&job) });
    }
}

struct Watch<'a> {
    shared: &'a Shared,
    bell: &'a Bell,
    worker: &'a str,
    job: Id,
    /// Whether it gives way to whatever else is to be done, and goes on after it.
    stands_back: bool,
    last: Mutex<Last>,
}

/// When progress was told and written down last.
#[derive(Default)]
struct Last {
    told: Option<Instant>,
    written: Option<Instant>,
}

fn is_due(last: Option<Instant>, every: Duration) -> bool {
    last.is_none_or(|last| last.elapsed() >= every)
}

impl Progress for Watch<'_> {
    fn report(&self, done: u64, total: Option<u64>, note: &str) -> Result<()> {
        if self.bell.stopped() {
            return Err(Error::broken(
                "interrupted",
                "The vault was closed; the work goes on when it is open again.",
            ));
        }
        let write = {
            let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
            if !is_due(last.told, TOLD_EVERY) {
                return Ok(());
            }
            last.told = Some(Instant::now());
            let write = is_due(last.written, WRITTEN_EVERY);
            if write {
                last.written = last.told;
            }
            write
        };
        let others = |conn: &_| jobs::waits_besides(conn, duplicates::job::KINDS, now_ms());
        if self.stands_back && self.shared.vault.read(others)? {
            return Err(Error::broken("interrupted", "Something else is done first; this goes on after it."));
        }
        let cancelled = if write {
            let signed = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
            let progress = (signed(done), total.map(signed), note);
            self.shared.vault.write_in_passing(|conn| {
                jobs::progress(conn, self.job, self.worker, progress, LEASE_MS, now_ms())
            })?
        } else {
            self.shared.vault.read(|conn| jobs::get(conn, self.job))?.cancel
        };
        (self.shared.events)(Event::Progress { job: self.job, done, total, note: note.to_owned() });
        if cancelled {
            return Err(Error::refused("cancelled", "It was stopped; nothing of it is left."));
        }
        Ok(())
    }
}

/// Keeps the index up with the log until the bell stops it.
pub(crate) fn run_index(shared: &Arc<Shared>, bell: &Arc<Bell>) {
    let stop = || bell.stopped();
    let mut told = None;
    while !bell.stopped() {
        let budget = Budget { records: 20_000, stop: &stop };
        let step = || Ok(shared.index.catch_up(&shared.vault, &*shared.documents, budget)?);
        match caught(step) {
            Ok(progress) if progress.done => {
                if let Some(seq) = progress.seq.filter(|seq| told != Some(*seq)) {
                    told = Some(seq);
                    (shared.events)(Event::Index { seq });
                }
                // Merging takes as long as writing did: it waits until nothing was changed for a while.
                if !bell.wait(AT_REST) {
                    if let Err(error) = caught(|| Ok(shared.index.tidy()?)) {
                        tracing::warn!(%error, "the index could not be tidied up");
                    }
                    memory::give_back();
                    bell.wait(NAP);
                }
                // What changed is answered without the index; so several edits make one commit of it.
                bell.pause(Duration::from_millis(250));
            }
            Ok(_) => {}
            Err(error) => {
                if !bell.stopped() {
                    tracing::error!(%error, "the index cannot follow the log");
                }
                // What was applied and not committed would be applied a second time.
                if let Err(error) = caught(|| Ok(shared.index.rest()?)) {
                    tracing::warn!(%error, "the index keeps what it could not commit");
                }
                bell.wait(AFTER_FAULT);
            }
        }
    }
}

/// Milliseconds since 1970 UTC.
pub(crate) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
