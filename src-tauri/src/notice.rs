//! A note from the desktop while the seller looks elsewhere. What is told and when is decided in the application, which
//! sends it as the `note` of a `notify` event; its list is the truth. This is only a nudge, so what goes wrong with it is
//! logged and nothing more.

use serde_json::{Value, json};
use tauri::{AppHandle, Runtime, async_runtime::spawn_blocking};

use crate::{
    events,
    menu::{self, Words},
    platform, window,
};

/// Shows the note of an event that has one, unless the window is in front. Choosing it leads to its record.
pub fn tell<R: Runtime>(app: &AppHandle<R>, event: &Value) {
    let note = event.get("note").filter(|note| note.is_object());
    let Some(note) = note.cloned().filter(|_| !events::is_watched(app)) else { return };
    let app = app.clone();
    spawn_blocking(move || {
        let (summary, body) = texts(&note, &menu::words(&app));
        // notify-rust speaks D-Bus through its own executor and may panic inside tokio's, hence the blocking pool.
        let mut shown = notify_rust::Notification::new();
        shown.appname("Satchel").icon("satchel-desktop").summary(&summary).body(&body);
        platform::show_note(shown, move || {
            window::show(&app);
            events::send(&app, &json!({ "type": "open", "notification": note.get("only") }));
        });
    });
}

/// The two lines of a note: what it is about, and what is with it.
fn texts(note: &Value, words: &Words) -> (String, String) {
    let only = note.get("only");
    let of = |name: &str| only.and_then(|only| only.get(name)).and_then(Value::as_str).unwrap_or_default();
    let is_import = only.and_then(|only| only.pointer("/details/job")).is_some_and(|job| job == "import");
    match (of("kind"), of("event")) {
        ("", _) => {
            let count = note.get("count").map(Value::to_string).unwrap_or_default();
            ("Satchel".to_owned(), words.get("notice.several").replace("{{count}}", &count))
        }
        ("job", "job_done") if is_import => {
            ("Satchel".to_owned(), words.get("notice.import_done").to_owned())
        }
        ("job", "job_failed") if is_import => {
            ("Satchel".to_owned(), words.get("notice.import_failed").to_owned())
        }
        ("job", event) => ("Satchel".to_owned(), words.get(&format!("notice.{event}")).to_owned()),
        // A watched view: of one record, that it came or went; of many, how many did.
        ("view", event) => match of("about") {
            "" => {
                let count = only.and_then(|only| only.pointer("/details/count")).map(Value::to_string);
                let many = words
                    .get(&format!("notice.{event}_many"))
                    .replace("{{count}}", &count.unwrap_or_default());
                (of("title").to_owned(), many)
            }
            about => {
                let one = words.get(&format!("notice.{event}")).replace("{{view}}", of("title"));
                (about.to_owned(), one)
            }
        },
        (_, event) => (of("title").to_owned(), words.get(&format!("notice.{event}")).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use satchel_app::Occasion;

    use super::*;

    fn note(event: &str, kind: &str, job: Option<&str>) -> Value {
        let only =
            json!({ "event": event, "kind": kind, "title": "Ada Lovelace", "details": { "job": job } });
        json!({ "count": 1, "only": only })
    }

    // covers(NOT-9)
    #[test]
    fn a_note_says_what_it_is_about_in_the_sellers_language() {
        let german = Words::of("de");
        let told = |note: &Value| texts(note, &german);
        assert_eq!(
            told(&note("birthday", "contact", None)),
            ("Ada Lovelace".into(), "Hat Geburtstag".into())
        );
        assert_eq!(told(&note("job_done", "job", Some("import"))).1, "Der Import ist fertig.");
        let watched = |about: Value, count: Value| {
            let only = json!({
                "event": "view_entered", "kind": "view", "title": "VIP", "about": about, "details": { "count": count }
            });
            told(&json!({ "count": 1, "only": only }))
        };
        let one = watched(json!("Ada Lovelace"), Value::Null);
        assert_eq!(one, ("Ada Lovelace".into(), "Kam in „VIP“ hinein".into()));
        assert_eq!(watched(Value::Null, json!(7)), ("VIP".into(), "7 kamen zugleich hinein".into()));
        assert_eq!(told(&json!({ "count": 40 })).1, "40 Benachrichtigungen warten auf dich.");
        for words in [&german, &Words::of("en")] {
            for occasion in Occasion::ALL {
                let body = texts(&note(occasion.name(), "deal", None), words).1;
                assert!(!body.starts_with("notice."), "{body}");
            }
        }
    }
}
