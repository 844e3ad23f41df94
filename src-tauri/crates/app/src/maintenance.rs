//! What a vault needs now and then: files that nothing names are thrown away, tags of the same name become one, scores
//! that time alone has changed are reckoned anew, addresses that were never looked for are, and of changes older than [`KEPT_MS`] the details are forgotten, so
//! that the log does not grow for ever. Never anything that a reader of the log has not read yet, nor what a person can
//! still see in the vault. Decision page 0012 says why two years.

use std::cell::RefCell;
use std::time::Duration;

use satchel_feature::{Cx, Progress, Shared};
use satchel_kernel::{Id, Result};
use satchel_vault::{Act, Connection, jobs};
use serde_json::{Value, json};

use crate::worker::now_ms;

/// The kind of these jobs.
pub(crate) const KIND: &str = "maintenance";
/// How long a vault is open before it is tidied up by itself: whoever opens it wants something else first.
pub(crate) const SETTLED: Duration = Duration::from_secs(10 * 60);
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// How long the details of a change are kept: it can be undone, and history tells what there was before.
const KEPT_MS: i64 = 2 * 365 * DAY_MS;

/// Enters the job if the last one was made more than a day ago.
pub(crate) fn enqueue_if_due(shared: &Shared) -> Result<()> {
    let latest = shared.vault.read(|conn| jobs::latest(conn, KIND))?;
    if latest.is_none_or(|job| now_ms() - job.created_ms >= DAY_MS) {
        enqueue(shared)?;
    }
    Ok(())
}

/// Enters the job, if none waits yet; answers it.
pub(crate) fn enqueue(shared: &Shared) -> Result<Id> {
    let act = Act::new("vault", "vault.tidy", "Tidy up the vault");
    let written = shared.vault.write(&act, |tx| -> Result<Id> {
        if let Some(job) = jobs::unfinished(tx, KIND)?.first() {
            return Ok(job.id);
        }
        let job = jobs::NewJob {
            kind: KIND.into(),
            label: act.label.clone(),
            input: json!({ "actor": "vault" }),
            idempotency_key: None,
            run_at_ms: tx.now_ms(),
            max_attempts: 3,
        };
        Ok(jobs::enqueue(tx, &job, tx.now_ms())?)
    })?;
    shared.ring_jobs();
    Ok(written.value)
}

/// Runs the job.
pub(crate) fn run(cx: &Cx, job: &jobs::Job, progress: &dyn Progress) -> Result<Value> {
    progress.report(0, None, "sweeping")?;
    let files = cx.vault.sweep_blobs()?;
    let tags = satchel_people::tags::repair(cx)?;
    let leads = satchel_selling::scores::rules::refresh_all(cx)?;
    let places = satchel_people::places::refresh::refresh_all(cx)?
        + satchel_selling::leads::rules::refresh_places(cx)?;
    let stopped = RefCell::new(None);
    let go_on = || match progress.report(0, None, "compacting") {
        Ok(()) => true,
        Err(error) => {
            stopped.replace(Some(error));
            false
        }
    };
    // The index keeps its cursor in its own commits; one that is being written anew has read nothing yet.
    let passed = cx.index.seq().unwrap_or(0);
    let changes = cx.vault.compact(now_ms() - KEPT_MS, passed, go_on)?;
    if let Some(error) = stopped.into_inner() {
        return Err(error);
    }
    cx.vault.write_local(|conn: &Connection| jobs::forget_older(conn, KIND, job.id))?;
    Ok(json!({ "files": files, "tags": tags, "leads": leads, "places": places, "change_sets": changes }))
}
