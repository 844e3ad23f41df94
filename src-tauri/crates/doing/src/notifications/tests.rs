//! Notifications: the pure rules as tables, and looks at a temporary vault with a clock of the test.

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::date};
use proptest::prelude::*;
use satchel_feature::world::{World, id};
use satchel_kernel::Id;
use serde_json::{Value, json};

use super::clock::Clock;
use super::look::{Last, look};
use super::model::{BirthdayFacts, DealFacts, Facts, Happening, JobFacts, Occasion, TaskFacts, TouchFacts};
use super::preferences::Preferences;
use super::store::{self, Shown};
use super::{commands, rules};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

fn ms(moment: &str) -> i64 {
    let zoned = format!("{moment}[Europe/Berlin]");
    zoned.parse::<jiff::Zoned>().unwrap().timestamp().as_millisecond()
}

fn clock_at(now_ms: i64) -> Clock {
    let preferences = Preferences { zone: Some("Europe/Berlin".into()), ..Preferences::default() };
    preferences.clock(now_ms).unwrap()
}

fn clock(moment: &str) -> Clock {
    clock_at(ms(moment))
}

/// What holds of these, by name.
fn holding(happenings: &[Happening], clock: &Clock) -> Vec<&'static str> {
    let mut names: Vec<_> =
        happenings.iter().filter(|one| one.at_ms <= clock.now_ms).map(|one| one.occasion.name()).collect();
    names.sort_unstable();
    names
}

fn task() -> TaskFacts {
    TaskFacts {
        id: Id::from_bytes([1; 16]),
        due: date(2027, 1, 15),
        due_ms: None,
        created_ms: ms("2027-01-01T09:00"),
        snoozed_until_ms: None,
        reminders: Vec::new(),
        contact: None,
        spoken_ms: None,
    }
}

// covers(TASK-4, NOT-2, NOT-11)
#[test]
fn of_what_a_task_says_in_a_row_only_the_latest_holds() {
    let timed = TaskFacts { due_ms: Some(ms("2027-01-15T15:00")), ..task() };
    let reminded = TaskFacts { reminders: vec![10.0, 1440.0, 0.0], ..timed.clone() };
    let promised = TaskFacts { contact: Some(Id::from_bytes([2; 16])), ..task() };
    let spoken = TaskFacts { spoken_ms: Some(ms("2027-01-16T10:00")), ..promised.clone() };
    let before = TaskFacts { spoken_ms: Some(ms("2026-12-31T10:00")), ..promised.clone() };
    let late = TaskFacts { created_ms: ms("2027-01-15T12:00"), ..task() };
    let asleep = TaskFacts { snoozed_until_ms: Some(ms("2027-01-18T09:00")), ..task() };
    let evening = TaskFacts { reminders: vec![240.0], ..task() };
    for (what, facts, now, holds) in [
        ("nothing the evening before", task(), "2027-01-14T22:00", &[][..]),
        ("a day is due in the morning", task(), "2027-01-15T08:00", &["task_due"]),
        ("not a minute sooner", task(), "2027-01-15T07:59", &[]),
        ("and overdue the next morning", task(), "2027-01-16T08:00", &["task_overdue"]),
        ("a time is due at its time", timed.clone(), "2027-01-15T14:59", &[]),
        ("to the minute", timed.clone(), "2027-01-15T15:00", &["task_due"]),
        ("and overdue the next morning too", timed, "2027-01-16T08:00", &["task_overdue"]),
        ("a reminder the day before", reminded.clone(), "2027-01-14T15:00", &["task_reminder"]),
        ("one line for two reminders", reminded.clone(), "2027-01-15T14:55", &["task_reminder"]),
        ("and one when it is due", reminded, "2027-01-15T15:00", &["task_due"]),
        ("a reminder of a whole day counts from midnight", evening, "2027-01-14T20:00", &["task_reminder"]),
        ("somebody waits", promised.clone(), "2027-01-19T08:00", &["follow_up"]),
        ("not before the days are over", promised, "2027-01-19T07:59", &["task_overdue"]),
        ("who was spoken with does not", spoken, "2027-01-19T08:00", &["task_overdue"]),
        ("unless that was before the promise", before, "2027-01-19T08:00", &["follow_up"]),
        ("what is written down on its day is no news", late.clone(), "2027-01-15T12:00", &[]),
        ("until it is overdue", late, "2027-01-16T08:00", &["task_overdue"]),
        ("one put away is silent", asleep.clone(), "2027-01-17T08:00", &[]),
        ("until it comes back", asleep, "2027-01-18T09:00", &["task_overdue"]),
    ] {
        let clock = clock(now);
        let told = rules::of_task(&facts, &clock, &Preferences::default());
        assert_eq!(holding(&told, &clock), holds, "{what}");
    }
}

#[test]
fn a_task_that_was_moved_is_told_of_anew() {
    let clock = clock("2027-01-20T09:00");
    let key = |facts: TaskFacts| {
        let told = rules::of_task(&facts, &clock, &Preferences::default());
        told.into_iter().find(|one| one.at_ms <= clock.now_ms).map(|one| one.key).unwrap()
    };
    let moved = TaskFacts { due: date(2027, 1, 16), ..task() };
    let slept = TaskFacts { snoozed_until_ms: Some(ms("2027-01-20T09:00")), ..task() };
    assert_ne!(key(task()), key(moved));
    assert_ne!(key(task()), key(slept));
    assert_eq!(key(task()), key(task()));
}

// covers(NOT-12)
#[test]
fn a_birthday_comes_every_year_even_on_29_february_and_without_a_year() {
    let on = |born: &str, now: &str, ahead: i64| {
        let clock = clock(now);
        let facts = BirthdayFacts { id: Id::from_bytes([3; 16]), born: born.parse().unwrap() };
        let preferences = Preferences { birthday_days: ahead, ..Preferences::default() };
        let told = rules::of_birthday(facts, &clock, &preferences);
        told.into_iter().find(|one| one.at_ms <= clock.now_ms).map(|one| one.details)
    };
    assert_eq!(on("1987-01-15", "2027-01-15T07:59", 0), None);
    assert_eq!(on("1987-01-15", "2027-01-15T08:00", 0).unwrap(), json!({ "date": "2027-01-15", "age": 40 }));
    assert_eq!(on("--01-15", "2027-01-16T08:00", 0).unwrap(), json!({ "date": "2027-01-15", "age": null }));
    assert_eq!(on("--01-15", "2027-01-18T08:00", 0), None, "that is over");
    assert_eq!(on("--01-15", "2027-01-12T08:00", 3).unwrap()["date"], "2027-01-15");
    assert_eq!(on("--01-15", "2027-01-12T08:00", 2), None);
    assert_eq!(on("2000-02-29", "2027-02-28T08:00", 0).unwrap(), json!({ "date": "2027-02-28", "age": 27 }));
    assert_eq!(on("--02-29", "2028-02-28T08:00", 0), None, "a leap year has the day");
    assert_eq!(on("--02-29", "2028-02-29T08:00", 0).unwrap()["date"], "2028-02-29");
    assert_eq!(on("--01-02", "2026-12-30T08:00", 3).unwrap()["date"], "2027-01-02", "over the new year");
    assert_eq!(on("--12-31", "2027-01-01T08:00", 0).unwrap()["date"], "2026-12-31");
    assert_eq!(on("2027-01-15", "2027-01-15T08:00", 0).unwrap()["age"], Value::Null, "born today");
}

// covers(NOT-10, NOT-11)
#[test]
fn who_was_not_spoken_with_for_long_is_told_of_each_time_it_is_as_long_again() {
    let facts = TouchFacts {
        id: Id::from_bytes([4; 16]),
        weeks: 6,
        spoken_ms: Some(ms("2027-01-01T15:00")),
        created_ms: ms("2026-01-01T10:00"),
    };
    let key = |facts: TouchFacts, now: &str| {
        let clock = clock(now);
        rules::of_touch(facts, &clock).into_iter().find(|one| one.at_ms <= clock.now_ms).map(|one| one.key)
    };
    assert_eq!(key(facts, "2027-02-11T08:00"), None, "a day less than six weeks");
    let first = key(facts, "2027-02-12T08:00").unwrap();
    assert_eq!(key(facts, "2027-03-25T08:00").unwrap(), first, "still the same");
    assert_ne!(key(facts, "2027-03-26T08:00").unwrap(), first, "twelve weeks");
    assert_eq!(
        key(TouchFacts { spoken_ms: Some(ms("2027-02-11T09:00")), ..facts }, "2027-02-12T08:00"),
        None
    );
    let never = TouchFacts { spoken_ms: None, ..facts };
    assert!(key(never, "2026-02-12T08:00").is_some(), "from the day they were written down");
}

// covers(NOT-2, DEAL-1, DEAL-2)
#[test]
fn a_deal_is_told_of_by_its_marks_and_when_it_ends() {
    let deal = DealFacts {
        id: Id::from_bytes([5; 16]),
        state: "open".into(),
        rots_ms: Some(ms("2027-01-15T14:00")),
        slipping_from: Some("2027-01-20".into()),
        has_next_step: true,
        last_activity_ms: ms("2027-01-08T14:00"),
        closed_ms: None,
        came_closed: false,
    };
    let idle = DealFacts { has_next_step: false, ..deal.clone() };
    let won = DealFacts { state: "won".into(), closed_ms: Some(ms("2027-01-16T10:00")), ..idle.clone() };
    let lost = DealFacts { state: "lost".into(), ..won.clone() };
    let came = DealFacts { came_closed: true, ..won.clone() };
    for (facts, now, holds) in [
        (&deal, "2027-01-15T14:00", &[][..]),
        (&deal, "2027-01-16T08:00", &["deal_neglected"]),
        (&deal, "2027-01-20T08:00", &["deal_neglected", "deal_slipping"]),
        (&idle, "2027-01-16T07:59", &[]),
        (&idle, "2027-01-16T08:00", &["deal_idle", "deal_neglected"]),
        (&won, "2027-01-20T08:00", &["deal_won"]),
        (&lost, "2027-01-20T08:00", &["deal_lost"]),
        (&came, "2027-01-20T08:00", &[]),
    ] {
        let clock = clock(now);
        let told = rules::of_deal(facts, &clock, &Preferences::default());
        assert_eq!(holding(&told, &clock), holds, "{} {now}", facts.state);
    }
}

// covers(NOT-2)
#[test]
fn only_long_work_is_told_of_when_it_is_done_and_any_when_it_failed() {
    let job = |failed, took_ms: i64| JobFacts {
        id: Id::from_bytes([6; 16]),
        kind: "import".into(),
        failed,
        started_ms: 1_000,
        finished_ms: 1_000 + took_ms,
        import: None,
    };
    let occasion = |job: JobFacts| rules::of_job(&job).map(|one| one.occasion);
    assert_eq!(occasion(job(false, 7_999)), None);
    assert_eq!(occasion(job(false, 8_000)), Some(Occasion::JobDone));
    assert_eq!(occasion(job(true, 1)), Some(Occasion::JobFailed));
}

// covers(NOT-5)
#[test]
fn preferences_are_patched_and_checked() {
    let patch = |patch: Value| Preferences::default().patched(patch.as_object().unwrap());
    let changed =
        patch(json!({ "events": { "task_due": { "desktop": false } }, "birthday_days": 3 })).unwrap();
    assert!(changed.channels(Occasion::TaskDue).in_app && !changed.channels(Occasion::TaskDue).desktop);
    assert_eq!(changed.birthday_days, 3);
    let back = changed
        .patched(json!({ "events": { "task_due": null }, "birthday_days": null }).as_object().unwrap());
    assert_eq!(back.unwrap(), Preferences::default());
    for (field, wrong) in [
        ("zone", json!({ "zone": "Mars/Base" })),
        ("digest_at", json!({ "digest_at": "8" })),
        ("quiet.to", json!({ "quiet": { "from": "22:00", "to": "24:30" } })),
        ("quiet.to", json!({ "quiet": { "from": "22:00", "to": "22:00" } })),
        ("follow_up_days", json!({ "follow_up_days": 0 })),
    ] {
        assert_eq!(patch(wrong).unwrap_err().field.as_deref(), Some(field));
    }
    assert_eq!(patch(json!({ "colour": "red" })).unwrap_err().code, "bad_input");
    let off = json!({ "events": { "birthday": { "in_app": false, "desktop": false } } });
    assert!(!patch(off).unwrap().is_on(Occasion::Birthday));
}

fn world() -> World {
    let registry = satchel_selling::kinds(satchel_people::registry().unwrap());
    World::new(crate::join(satchel_talking::join(registry))).unwrap()
}

/// Today, as the vault's own clock has it, so many days on.
fn day(days: i64) -> String {
    let today = Timestamp::now().to_zoned(TimeZone::system()).date();
    super::clock::later(today, days).unwrap().to_string()
}

fn now_ms() -> i64 {
    Timestamp::now().as_millisecond()
}

fn listed(world: &World, shown: Shown, now_ms: i64) -> Vec<(String, String)> {
    let (rows, total) =
        world.cx().vault.read(|conn| store::list(conn, shown, None, now_ms, (0, 100))).unwrap();
    assert_eq!(usize::try_from(total).unwrap(), rows.len());
    rows.into_iter().map(|row| (row.event, row.title)).collect()
}

fn call(world: &World, name: &str, input: Value) -> satchel_kernel::Result<Value> {
    let command = commands::table().into_iter().find(|one| one.name == name).unwrap();
    (command.run)(&mut world.cx(), input)
}

fn pair(event: &str, title: &str) -> (String, String) {
    (event.to_owned(), title.to_owned())
}

// covers(NOT-1, NOT-4, NOT-8, TASK-4)
#[test]
fn what_is_new_is_raised_once_and_what_was_done_counts_as_read() {
    let world = world();
    let late = world.create("task", json!({ "title": "Send the offer", "due": day(-2) })).unwrap();
    world.create("task", json!({ "title": "Some day" })).unwrap();
    world.create("task", json!({ "title": "Old", "due": day(-90) })).unwrap();
    let mut last = Last::default();
    let now = now_ms();
    look(&world.cx(), &mut last, now, false).unwrap();
    assert_eq!(listed(&world, Shown::Unread, now), [pair("task_overdue", "Send the offer")]);

    for (again, why) in
        [(now + 1_000, "again"), (now - DAY_MS, "the clock was put back"), (now + DAY_MS, "later")]
    {
        look(&world.cx(), &mut Last::default(), again, false).unwrap();
        assert_eq!(listed(&world, Shown::All, now + 2 * DAY_MS).len(), 1, "{why}");
    }
    world.patch("task", id(&late), json!({ "status": "done" })).unwrap();
    look(&world.cx(), &mut last, now + 2_000, false).unwrap();
    assert_eq!(listed(&world, Shown::Unread, now), []);
    assert_eq!(listed(&world, Shown::All, now).len(), 1, "it is kept");
    world.patch("task", id(&late), json!({ "status": "open" })).unwrap();
    look(&world.cx(), &mut last, now + 3_000, false).unwrap();
    assert_eq!(listed(&world, Shown::Unread, now), [], "once is once");
}

// covers(NOT-8)
#[test]
fn reading_and_putting_away_change_no_record_and_are_not_taken_back() {
    let world = world();
    world.create("task", json!({ "title": "One", "due": day(-3) })).unwrap();
    world.create("task", json!({ "title": "Two", "due": day(-2) })).unwrap();
    let now = now_ms();
    let mut last = Last::default();
    look(&world.cx(), &mut last, now, false).unwrap();
    let seq = |world: &World| world.cx().vault.read(satchel_vault::changes::last_seq).unwrap();
    let before = seq(&world);
    let rows = call(&world, "notifications.list", json!({ "show": "unread" })).unwrap();
    let ids: Vec<&Value> = rows["rows"].as_array().unwrap().iter().map(|row| &row["id"]).collect();
    assert_eq!(rows["unread"], 2);
    let read = call(&world, "notifications.read", json!({ "ids": [ids[0]] })).unwrap();
    assert_eq!(read["unread"], 1);
    let again = call(&world, "notifications.read", json!({ "ids": [ids[0]], "unread": true })).unwrap();
    assert_eq!(again["unread"], 2);
    let until = now_ms() + DAY_MS;
    call(&world, "notifications.snooze", json!({ "id": ids[1], "until_ms": until })).unwrap();
    let asleep = call(&world, "notifications.list", json!({ "show": "snoozed" })).unwrap();
    assert_eq!((&asleep["rows"][0]["id"], &asleep["unread"]), (ids[1], &json!(1)));
    assert_eq!(call(&world, "notifications.read", json!({})).unwrap()["unread"], 0);
    look(&world.cx(), &mut last, until, false).unwrap();
    assert_eq!(listed(&world, Shown::Unread, until).len(), 1, "it wakes, and reading all left it asleep");
    assert_eq!(seq(&world), before, "nothing of it is in the history");

    let gone = call(&world, "notifications.read", json!({ "ids": [Id::new()] })).unwrap_err();
    assert_eq!(gone.code, "notification_gone");
    let far = json!({ "id": ids[1], "until_ms": now + 30 * DAY_MS });
    assert_eq!(call(&world, "notifications.snooze", far).unwrap_err().field.as_deref(), Some("until_ms"));
}

// covers(NOT-8)
#[test]
fn what_is_told_of_a_record_goes_with_it_whoever_erases_it() {
    let world = world();
    let cx = world.cx();
    let view = json!({ "name": "All", "of": "contact", "query": "{}" });
    let mut records = vec![("job", Occasion::JobFailed, Id::new())];
    for (kind, occasion, record) in [
        ("task", Occasion::TaskOverdue, json!({ "title": "Call" })),
        ("contact", Occasion::Birthday, json!({ "given": "Ada" })),
        ("deal", Occasion::DealIdle, json!({ "name": "Loom" })),
        ("view", Occasion::ViewEntered, view),
    ] {
        records.push((kind, occasion, id(&world.create(kind, record).unwrap())));
    }
    let job = satchel_vault::jobs::NewJob {
        kind: "import".into(),
        label: "Import".into(),
        input: json!({}),
        idempotency_key: None,
        run_at_ms: 0,
        max_attempts: 1,
    };
    let now = now_ms();
    records[0].2 = cx.vault.write_local(|conn| satchel_vault::jobs::enqueue(conn, &job, now)).unwrap();
    cx.vault
        .write_local(|conn| -> satchel_kernel::Result<()> {
            for (kind, occasion, id) in &records {
                let one = Happening {
                    occasion: *occasion,
                    key: kind.to_string(),
                    kind,
                    id: *id,
                    about: None,
                    at_ms: now,
                    details: json!({}),
                };
                store::insert(conn, &one, Preferences::default().channels(*occasion), now)?;
            }
            Ok(())
        })
        .unwrap();
    let counted = |left: usize| {
        assert_eq!(listed(&world, Shown::All, now).len(), left);
        let unread = cx.vault.read(|conn| store::unread(conn, now)).unwrap();
        assert_eq!(usize::try_from(unread).unwrap(), left);
    };
    counted(5);
    for (nth, (kind, _, id)) in records.iter().enumerate() {
        let sql = format!("DELETE FROM {kind} WHERE id = ?1");
        let erase = |conn: &satchel_vault::Connection| {
            conn.execute(&sql, [id.as_bytes()]).map_err(satchel_vault::fault)
        };
        match *kind {
            "job" => cx.vault.write_local(|conn| erase(conn)).unwrap(),
            _ => cx.vault.write(&cx.act("Erase"), |tx| erase(tx)).unwrap().value,
        };
        counted(4 - nth);
    }
}

/// What the desktop was told in a look.
fn shown(world: &World, last: &mut Last, now_ms: i64) -> usize {
    let waiting = |world: &World| world.cx().vault.read(|conn| store::waiting(conn, now_ms)).unwrap().len();
    look(&world.cx(), last, now_ms, false).unwrap();
    let before = waiting(world);
    look(&world.cx(), last, now_ms, true).unwrap();
    before - waiting(world)
}

// covers(NOT-5, NOT-9)
#[test]
fn the_desktop_is_told_once_of_many_and_waits_for_the_end_of_quiet_hours() {
    let world = world();
    let quiet = json!({ "zone": "Europe/Berlin", "quiet": { "from": "22:00", "to": "07:00" } });
    call(&world, "notifications.patch_preferences", json!({ "patch": quiet })).unwrap();
    let today = Timestamp::now().to_zoned(TimeZone::get("Europe/Berlin").unwrap()).date();
    let at = |days, time: &str| ms(&format!("{}T{time}", super::clock::later(today, days).unwrap()));
    for nth in 0..40 {
        world.create("task", json!({ "title": format!("Task {nth}"), "due": today.to_string() })).unwrap();
    }
    let mut last = Last::default();
    let night = at(2, "23:00");
    assert_eq!(shown(&world, &mut last, night), 0, "it is night");
    assert_eq!(look(&world.cx(), &mut last, night, true).unwrap(), at(3, "07:00"), "then it looks again");
    assert_eq!(shown(&world, &mut last, at(3, "07:00")), 40, "in one note");
    assert_eq!(shown(&world, &mut last, at(3, "07:01")), 0, "and never again");
    assert_eq!(shown(&world, &mut Last::default(), at(3, "07:02")), 0, "whatever restarts");
}

// covers(NOT-5)
#[test]
fn what_is_switched_off_is_not_told() {
    let world = world();
    world.create("task", json!({ "title": "One", "due": day(-3) })).unwrap();
    let only = |in_app: bool, desktop: bool| {
        let events = json!({ "task_overdue": { "in_app": in_app, "desktop": desktop } });
        let patch = json!({ "patch": { "events": events } });
        call(&world, "notifications.patch_preferences", patch).unwrap();
    };
    let now = now_ms();
    only(false, false);
    assert_eq!(shown(&world, &mut Last::default(), now), 0);
    only(false, true);
    assert_eq!(shown(&world, &mut Last::default(), now), 1, "the desktop alone");
    assert_eq!(listed(&world, Shown::All, now), [], "the app has nothing of it");
}

// covers(NOT-10, NOT-12)
#[test]
fn birthdays_and_those_not_spoken_with_come_from_the_vault() {
    let world = world();
    let born = format!("1980{}", day(0).get(4..).unwrap());
    let dates = json!([{ "label": "birthday", "value": born }, { "label": "anniversary", "value": born }]);
    world.create("contact", json!({ "given": "Grace", "dates": dates })).unwrap();
    let ada = world.create("contact", json!({ "given": "Ada", "keep_in_touch_weeks": 6 })).unwrap();
    let said = |days: i64, outcome: &str| {
        let at_ms = now_ms() - days * DAY_MS;
        let call = json!({ "channel": "call", "at_ms": at_ms, "outcome": outcome, "contacts": [ada["id"]] });
        world.create("communication", call).unwrap();
    };
    said(50, "reached");
    said(3, "not_reached");
    let today = Timestamp::now().to_zoned(TimeZone::system()).date();
    let evening = today.at(23, 59, 0, 0).to_zoned(TimeZone::system()).unwrap().timestamp().as_millisecond();
    look(&world.cx(), &mut Last::default(), evening, false).unwrap();
    let mut told = listed(&world, Shown::Unread, evening);
    told.sort();
    assert_eq!(told, [pair("birthday", "Grace"), pair("keep_in_touch", "Ada")]);
    said(1, "reached");
    look(&world.cx(), &mut Last::default(), evening, false).unwrap();
    assert_eq!(listed(&world, Shown::Unread, evening), [pair("birthday", "Grace")]);
    let wrong = json!({ "given": "Eve", "keep_in_touch_weeks": 0.5 });
    assert_eq!(world.create("contact", wrong).unwrap_err().field.as_deref(), Some("keep_in_touch_weeks"));
}

proptest! {
    // covers(NOT-1)
    #[test]
    fn whenever_it_is_asked_a_record_holds_one_of_its_row_and_time_raises_no_key_twice(
        hours in proptest::collection::vec(0_i64..24 * 60, 1..12),
        reminders in proptest::collection::vec(-600.0_f64..3000.0, 0..3),
        timed: bool, spoken in proptest::option::of(-20_i64..20),
    ) {
        let start = ms("2027-01-01T09:00");
        let facts = TaskFacts {
            due_ms: timed.then(|| ms("2027-01-15T15:00")),
            contact: Some(Id::from_bytes([2; 16])),
            spoken_ms: spoken.map(|days| start + days * DAY_MS),
            reminders,
            ..task()
        };
        let mut seen = std::collections::BTreeMap::new();
        for hour in hours {
            let clock = clock_at(start + hour * 3_600_000);
            let all = Facts { tasks: vec![facts.clone()], ..Facts::default() };
            let told = rules::happenings(&all, &clock, &Preferences::default());
            let holds: Vec<_> = told.iter().filter(|one| one.at_ms <= clock.now_ms).collect();
            prop_assert!(holds.len() <= 1);
            for one in holds {
                let first = *seen.entry(one.key.clone()).or_insert(one.at_ms);
                prop_assert_eq!(first, one.at_ms, "a key is one event");
            }
        }
    }
}
