//! Waiting for a job that a command began, with its progress; Ctrl+C stops it.

use std::sync::atomic::Ordering;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use serde_json::{Value, json};

use super::import::{failure, on_interrupt};
use crate::Cli;
use crate::exit::Ended;
use crate::progress::Progress;
use crate::reach::Reach;
use crate::table::{list, text};

/// How often the job is asked for when nothing is heard of it.
const ASK_EVERY: Duration = Duration::from_millis(100);

/// Runs the command and answers what its job ends with.
pub fn run(cli: &mut Cli<'_, '_>, reach: &mut Reach, command: &str, input: Value) -> Result<Value, Ended> {
    let events = reach.events(&cli.opening.dir);
    let begun = reach.call(command, input)?;
    // What is done at once needs no job.
    let Some(id) = begun.get("job").cloned() else { return Ok(begun) };
    let stop = on_interrupt();
    let mut stopped = false;
    let mut progress = Progress::new(cli.around.shows_progress);
    loop {
        let jobs = reach.call("jobs.list", json!({}))?;
        let job = list(&jobs, "jobs").iter().find(|job| job.get("id") == Some(&id)).cloned();
        let job = job.ok_or_else(|| Ended::refused("job_gone", "The work is not listed any more."))?;
        match text(&job, "state").as_str() {
            "done" => {
                progress.wipe(cli.around.err);
                return Ok(job.get("output").cloned().unwrap_or_default());
            }
            "failed" => {
                progress.wipe(cli.around.err);
                let told = job.get("error").and_then(failure);
                return Err(
                    told.map_or_else(|| Ended::refused("job_failed", "It could not be done."), Ended::from)
                );
            }
            "cancelled" => {
                progress.wipe(cli.around.err);
                return Err(Ended::refused("stopped", "It was stopped; nothing of it is left."));
            }
            _ => {}
        }
        if stop.load(Ordering::Relaxed) && !stopped {
            stopped = true;
            progress.wipe(cli.around.err);
            cli.note("Stopping; what was done so far is taken back.")?;
            reach.call("jobs.cancel", json!({ "id": id }))?;
        }
        match events.recv_timeout(ASK_EVERY) {
            Ok(event) if event.get("job") == Some(&id) => progress.draw(cli.around.err, &event),
            Ok(_) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(ASK_EVERY),
        }
    }
}
