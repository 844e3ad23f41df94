//! Long work: what runs, what waits, what failed; stopping it.

use satchel_feature::command::Nothing;
use satchel_feature::{Command, Cx, Event, commands};
use satchel_kernel::{Error, Id, Result};
use satchel_vault::jobs;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(super) fn table() -> Vec<Command> {
    commands! {
        /// Jobs, the latest first.
        "jobs.list" needs Read => list;
        /// Stops a job; what it did so far is taken back.
        "jobs.cancel" needs Write => cancel;
        /// Tidies the vault up now, as happens once a day: files that nothing names go, and details of changes two years old.
        "vault.tidy" needs Admin => tidy;
    }
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Jobs {
    /// At most 100.
    jobs: Vec<Value>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ById {
    /// The job.
    id: Id,
}

/// A job as doors show it.
pub(crate) fn row(job: &jobs::Job) -> Value {
    json!({
        "id": job.id, "kind": job.kind, "label": job.label, "state": job.state, "done": job.done, "total": job.total,
        "note": job.note, "error": job.error, "output": job.output, "input": job.input,
        "created_ms": job.created_ms, "started_ms": job.started_ms, "finished_ms": job.finished_ms
    })
}

fn list(cx: &mut Cx, _: Nothing) -> Result<Jobs> {
    let jobs = cx.vault.read(|conn| jobs::list(conn, 100))?;
    Ok(Jobs { jobs: jobs.iter().map(row).collect() })
}

fn tidy(cx: &mut Cx, _: Nothing) -> Result<Value> {
    let job = crate::maintenance::enqueue(&cx.shared)?;
    Ok(row(&cx.vault.read(|conn| jobs::get(conn, job))?))
}

fn cancel(cx: &mut Cx, input: ById) -> Result<Value> {
    let act = cx.act("Cancel a job");
    let before = cx.vault.read(|conn| jobs::get(conn, input.id))?.state;
    let state = cx.vault.write(&act, |tx| jobs::cancel(tx, input.id, tx.now_ms()))?.value;
    cx.ring_jobs();
    let job = cx.vault.read(|conn| jobs::get(conn, input.id))?;
    if state == jobs::State::Cancelled && before != state {
        let cancelled = Error::refused("cancelled", "It was stopped; nothing of it is left.");
        crate::worker::stopped(cx, &job, &cancelled)?;
        cx.emit(Event::Job { job: row(&job) });
    }
    Ok(row(&job))
}
