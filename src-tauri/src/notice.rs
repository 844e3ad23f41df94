//! A note from the desktop when a long import ends while the seller looks elsewhere. The list of jobs in the app is
//! the truth; this is only a nudge, so what goes wrong with it is logged and nothing more.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use serde_json::Value;
use tauri::{AppHandle, Runtime, async_runtime::spawn_blocking};

use crate::{events, menu};

/// Work shorter than this is over before anybody has looked away.
const LONG: Duration = Duration::from_secs(8);

/// How long each running import has been seen running.
#[derive(Default)]
pub struct Watch(HashMap<String, Instant>);

/// An import that took long and is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finished {
    /// Everything is in.
    Done,
    /// It did not work out.
    Failed,
}

impl Watch {
    /// Follows job events; answers when a long import has just ended.
    pub fn finished(&mut self, event: &Value) -> Option<Finished> {
        self.finished_at(event, Instant::now())
    }

    fn finished_at(&mut self, event: &Value, now: Instant) -> Option<Finished> {
        let job = event.get("job").filter(|_| event.get("type").is_some_and(|kind| kind == "job"))?;
        let id = job.get("id").and_then(Value::as_str)?;
        if !job.get("kind").and_then(Value::as_str).is_some_and(|kind| kind.starts_with("import")) {
            return None;
        }
        let outcome = match job.get("state").and_then(Value::as_str)? {
            "done" => Finished::Done,
            "failed" => Finished::Failed,
            "cancelled" => {
                self.0.remove(id);
                return None;
            }
            _ => {
                self.0.entry(id.to_owned()).or_insert(now);
                return None;
            }
        };
        let began = self.0.remove(id)?;
        (now.duration_since(began) >= LONG).then_some(outcome)
    }
}

/// Shows the note, unless the window is in front.
pub fn tell<R: Runtime>(app: &AppHandle<R>, finished: Finished) {
    if events::is_watched(app) {
        return;
    }
    let app = app.clone();
    spawn_blocking(move || {
        let words = menu::words(&app);
        let label = match finished {
            Finished::Done => words.get("notice.import_done"),
            Finished::Failed => words.get("notice.import_failed"),
        };
        // notify-rust speaks D-Bus through its own executor and may panic inside tokio's, hence the blocking pool.
        let shown = notify_rust::Notification::new()
            .appname("Satchel")
            .icon("satchel-desktop")
            .summary("Satchel")
            .body(label)
            .show();
        if let Err(cause) = shown {
            tracing::warn!("the desktop did not show the note: {cause}");
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn job(kind: &str, state: &str) -> Value {
        json!({ "type": "job", "job": { "id": "7", "kind": kind, "state": state } })
    }

    #[test]
    fn only_a_long_import_is_worth_a_note() {
        let start = Instant::now();
        let mut watch = Watch::default();
        assert_eq!(watch.finished_at(&job("import", "running"), start), None);
        assert_eq!(watch.finished_at(&job("import", "running"), start + LONG), None, "it still runs");
        assert_eq!(watch.finished_at(&job("import", "done"), start + LONG), Some(Finished::Done));

        watch.finished_at(&job("import", "running"), start);
        assert_eq!(
            watch.finished_at(&job("import", "done"), start + LONG / 2),
            None,
            "nobody had time to look away"
        );

        watch.finished_at(&job("import", "running"), start);
        assert_eq!(watch.finished_at(&job("import", "cancelled"), start + LONG), None, "the seller ended it");

        watch.finished_at(&job("index", "running"), start);
        assert_eq!(watch.finished_at(&job("index", "done"), start + LONG), None, "housekeeping stays quiet");
    }
}
