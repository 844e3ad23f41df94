//! Tasks on a temporary vault.

use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use satchel_feature::Registry;
use satchel_feature::world::{World, id};
use satchel_kernel::Id;
use serde_json::{Value, json};

use super::recurrence::{Next, next, normalise};

fn registry() -> Registry {
    crate::join(satchel_talking::join(satchel_people::registry().unwrap()))
}

fn world() -> World {
    World::new(registry()).unwrap()
}

fn listed(world: &World, filter: Value) -> Vec<Id> {
    let query = serde_json::from_value(json!({ "filter": filter })).unwrap();
    world.cx().list_all("task", &query).unwrap()
}

// covers(TASK-1)
#[test]
fn a_task_begins_open_and_says_when_it_ended() {
    let world = world();
    let task = world.create("task", json!({ "title": "Call", "tags": ["renewal"] })).unwrap();
    assert_eq!((&task["status"], &task["priority"]), (&json!("open"), &json!("none")));
    let done = world.patch("task", id(&task), json!({ "status": "done", "outcome": "Agreed" })).unwrap();
    let at = done["completed_ms"].as_i64().unwrap();
    assert!(at > 0);
    let later = world.patch("task", id(&task), json!({ "status": "cancelled" })).unwrap();
    assert_eq!(later["completed_ms"], at, "it ended when it ended");
    let open = world.patch("task", id(&task), json!({ "status": "in_progress" })).unwrap();
    assert_eq!(open.get("completed_ms"), None);
    assert_eq!(world.create("task", json!({ "notes": "x" })).unwrap_err().field.as_deref(), Some("title"));
}

// covers(TASK-1)
#[test]
fn a_day_has_no_moment_and_a_time_keeps_its_zone() {
    let world = world();
    let due = |fields: Value| {
        let mut task = json!({ "title": "Call" });
        task.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        world.create("task", task)
    };
    let whole = due(json!({ "due": "2026-03-29", "due_zone": "Asia/Tokyo" })).unwrap();
    assert_eq!((whole.get("due_ms"), whole.get("due_zone")), (None, None), "no zone could shift it");
    let timed = due(json!({ "due": "2026-07-01", "due_time": "9:05", "due_zone": "Europe/Berlin" })).unwrap();
    assert_eq!((&timed["due_time"], &timed["due_zone"]), (&json!("09:05"), &json!("Europe/Berlin")));
    let moment: Timestamp = "2026-07-01T07:05:00Z".parse().unwrap();
    assert_eq!(timed["due_ms"], moment.as_millisecond());
    let moved = world.patch("task", id(&timed), json!({ "due_zone": "America/New_York" })).unwrap();
    assert_eq!(moved["due_ms"], moment.checked_add(6.hours()).unwrap().as_millisecond());
    let all_day = world.patch("task", id(&timed), json!({ "due_time": null })).unwrap();
    assert_eq!(all_day.get("due_ms"), None);
    for (fields, field) in [
        (json!({ "due_time": "09:00", "due_zone": "Europe/Berlin" }), "due"),
        (json!({ "due": "--03-29" }), "due"),
        (json!({ "due": "2026-02-30" }), "due"),
        (json!({ "due": "2026-03-29", "due_time": "24:01", "due_zone": "Europe/Berlin" }), "due_time"),
        (json!({ "due": "2026-03-29", "due_time": "09:00" }), "due_zone"),
        (json!({ "due": "2026-03-29", "due_time": "09:00", "due_zone": "Mars/Olympus" }), "due_zone"),
        (json!({ "due": "9999-12-31", "due_time": "23:59", "due_zone": "Pacific/Honolulu" }), "due"),
        (json!({ "duration_min": -1 }), "duration_min"),
        (json!({ "reminders": [{ "minutes": 1e9 }] }), "reminders.0.minutes"),
        (json!({ "recurrence": "FREQ=DAILY" }), "due"),
        (json!({ "recurrence": "FREQ=SECONDLY", "due": "2026-03-29" }), "recurrence"),
        (json!({ "recurrence": "whenever", "due": "2026-03-29" }), "recurrence"),
        (json!({ "recurrence": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "due": "2026-03-29" }), "recurrence"),
    ] {
        assert_eq!(due(fields.clone()).unwrap_err().field.as_deref(), Some(field), "{fields}");
    }
}

// covers(TASK-1)
#[test]
fn a_task_is_no_part_of_itself() {
    let world = world();
    let top = world.create("task", json!({ "title": "Top" })).unwrap();
    let sub = world.create("task", json!({ "title": "Sub", "parent_id": top["id"] })).unwrap();
    let low = world.create("task", json!({ "title": "Low", "parent_id": sub["id"] })).unwrap();
    for below in [&top, &sub, &low] {
        let refused = world.patch("task", id(&top), json!({ "parent_id": below["id"] })).unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("parent_id"));
    }
    assert_eq!(
        listed(&world, json!({ "is": { "field": "parent_id", "op": "equals", "value": top["id"] } })),
        [id(&sub)]
    );
}

// covers(TASK-3)
#[test]
fn tasks_are_found_by_whom_they_are_about() {
    let world = world();
    let ada = world.create("contact", json!({ "given": "Ada" })).unwrap();
    let acme = world.create("company", json!({ "name": "Acme" })).unwrap();
    let task = json!({ "title": "Offer", "contacts": [ada["id"], ada["id"]], "companies": [acme["id"]] });
    let task = world.create("task", task).unwrap();
    assert_eq!(task["contacts"], json!([ada["id"]]), "each once");
    world.create("task", json!({ "title": "Other" })).unwrap();
    for (field, value) in [("contacts", &ada["id"]), ("companies", &acme["id"])] {
        let filter = json!({ "is": { "field": field, "op": "equals", "value": value } });
        assert_eq!(listed(&world, filter), [id(&task)]);
    }
    let nobody = json!({ "title": "x", "contacts": ["0190a000-0000-7000-8000-000000000000"] });
    assert!(world.create("task", nobody).is_err(), "a reference leads somewhere");
}

// covers(TASK-1)
#[test]
fn doing_one_occurrence_makes_the_next() {
    let world = world();
    let ada = world.create("contact", json!({ "given": "Ada" })).unwrap();
    let tomorrow = Timestamp::now().to_zoned(TimeZone::system()).date().tomorrow().unwrap();
    let first = world
        .create(
            "task",
            json!({
                "title": "Report", "due": tomorrow.to_string(), "recurrence": "rrule:freq=weekly;count=2",
                "contacts": [ada["id"]], "tags": ["weekly"], "reminders": [{ "minutes": 30 }]
            }),
        )
        .unwrap();
    assert_eq!(first["recurrence"], "FREQ=WEEKLY;COUNT=2");
    let done = || world.patch("task", id(&first), json!({ "status": "done", "outcome": "Sent" })).unwrap();
    let open = json!({ "is": { "field": "status", "op": "equals", "value": "open" } });
    done();
    let [second] = listed(&world, open.clone())[..] else { panic!("one next occurrence") };
    let second = world.get("task", second).unwrap();
    assert_eq!(second["due"], tomorrow.checked_add(7.days()).unwrap().to_string());
    assert_eq!(second["recurrence"], "FREQ=WEEKLY;COUNT=1");
    assert_eq!((&second["contacts"], &second["tags"]), (&first["contacts"], &first["tags"]));
    assert_eq!(second["reminders"][0]["minutes"], 30.0);
    assert_eq!(second.get("outcome"), None, "what came of it is the first one's");
    // Open again and done again: there is a next one already.
    world.patch("task", id(&first), json!({ "status": "open" })).unwrap();
    done();
    assert_eq!(listed(&world, open.clone()), [id(&second)]);
    world.patch("task", id(&second), json!({ "status": "done" })).unwrap();
    assert_eq!(listed(&world, open), [], "two were asked for");
}

#[test]
fn the_wall_clock_counts_and_missed_occurrences_are_passed_over() {
    let day = date(2026, 3, 23);
    let at = |rule: &str, earliest| next(rule, day, Some(time(9, 0, 0, 0)), earliest).unwrap();
    let on = |year, month, day, rule: &str| Some(Next { day: date(year, month, day), rule: rule.into() });
    let weekly = "FREQ=WEEKLY;BYDAY=MO";
    assert_eq!(at(weekly, day), on(2026, 3, 30, weekly), "over the change of the clocks");
    assert_eq!(at(weekly, date(2026, 5, 1)), on(2026, 5, 4, weekly));
    assert_eq!(at("FREQ=DAILY;COUNT=10", date(2026, 3, 27)), on(2026, 3, 27, "FREQ=DAILY;COUNT=6"));
    assert_eq!(at("FREQ=DAILY;COUNT=3", date(2026, 3, 27)), None, "the end lies behind");
    assert_eq!(at("FREQ=DAILY;UNTIL=20260324", day), on(2026, 3, 24, "FREQ=DAILY;UNTIL=20260324"));
    assert_eq!(at("FREQ=DAILY;UNTIL=20260323", day), None);
    let last = "FREQ=MONTHLY;BYMONTHDAY=-1";
    assert_eq!(at(last, day), on(2026, 3, 31, last));
    // Without an end it still ends.
    assert_eq!(next("FREQ=DAILY", date(1800, 1, 1), None, date(2026, 1, 1)).unwrap(), None);
    assert!(normalise(&format!("FREQ=DAILY;{}", "BYDAY=MO,".repeat(200)), day, None).is_err());
}

proptest! {
    #[test]
    fn any_text_is_a_rule_or_refused(text in "(FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY);?)?[A-Z0-9=;,+-]{0,24}") {
        if let Ok(rule) = normalise(&text, date(2026, 3, 11), None) {
            let next = next(&rule, date(2026, 3, 11), None, date(2026, 3, 11));
            prop_assert!(next.unwrap().is_none_or(|next| next.day > date(2026, 3, 11)));
        }
    }
}
