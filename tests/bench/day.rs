//! What a seller opens all day, once the days are filled in: lists of every kind, records with long timelines, the feed, the
//! board, the figures of the home page.

use std::collections::HashSet;
use std::path::Path;

use satchel_kernel::Id;
use satchel_tests::generator::Dice;
use serde_json::{Value, json};

use crate::imports::SEED;
use crate::lists::{Asked, check, is, sort};
use crate::samples::Samples;
use crate::vault::Vault;
use crate::{Fallible, machine, rows};

const DAY_MS: i64 = 86_400_000;
const ZONE: &str = "Europe/Berlin";

/// Times everything once so many samples of each.
pub fn measure(world: &Path, people: u64, name: &str, samples: u64) -> Fallible<Value> {
    let vault = Vault::open(world, name)?;
    let days = crate::fill::days(people);
    let mut dice = Dice::of(SEED, 30, 1);
    let cx = vault.cx()?;
    let contacts = rows::ids(&cx)?;
    let deals = rows::ids_of(&cx, "deal")?;
    let board = vault.call("deals.board", json!({}))?;
    let stages: Vec<Value> = board
        .get("stages")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|stage| stage.get("id").cloned())
        .collect();
    let (mut all, mut kinds, mut wrong, mut checked) = (Samples::default(), Vec::new(), 0, 0);
    for (kind, plural) in [
        ("contact", "contacts"),
        ("lead", "leads"),
        ("deal", "deals"),
        ("task", "tasks"),
        ("communication", "communications"),
    ] {
        let mut asked = Vec::new();
        for shape in SHAPES.iter().filter(|shape| shape.starts_with(plural)) {
            let mut own = Samples::default();
            let mut before = HashSet::new();
            for _ in 0..samples * 3 {
                let some = Some {
                    contact: pick(&contacts, &mut dice),
                    deal: pick(&deals, &mut dice),
                    stage: dice.pick(&stages).cloned().unwrap_or_default(),
                    now_ms: days.now_ms,
                };
                let query = question(shape, &some, &mut dice);
                let position = if shape.contains(", from") { dice.below(people / 20) } else { 0 };
                let input = json!({ "query": query, "position": position, "limit": dice.between(40, 50) });
                if own.len() as u64 >= samples || !before.insert(input.to_string()) {
                    continue;
                }
                let answer = own.time(|| vault.call(&format!("{plural}.list"), input))?;
                asked.push(Asked::of(query, position, &answer)?);
            }
            all.add(&own);
            kinds.push(json!({ "name": shape, "times": own.sums() }));
        }
        checked += asked.len();
        wrong += check(&vault, kind, &asked)?;
    }
    let mut screens = Vec::new();
    let mut records = Samples::default();
    let mut screen =
        |name: &str, times: Samples| screens.push(json!({ "name": name, "times": times.sums() }));
    let mut times = Samples::default();
    for _ in 0..samples * 5 {
        let id = pick(&contacts, &mut dice);
        times.time(|| -> Fallible<()> {
            vault.call("contacts.get", json!({ "id": id }))?;
            vault.call("contacts.timeline", json!({ "id": id }))?;
            Ok(())
        })?;
    }
    records.add(&times);
    screen("a person with timeline", times);
    let mut times = Samples::default();
    for _ in 0..samples * 5 {
        let id = pick(&deals, &mut dice);
        times.time(|| -> Fallible<()> {
            vault.call("deals.get", json!({ "id": id }))?;
            vault.call("deals.timeline", json!({ "id": id }))?;
            vault.call("deals.standing", json!({ "id": id }))?;
            Ok(())
        })?;
    }
    records.add(&times);
    screen("a deal with timeline and standing", times);
    let mut times = Samples::default();
    for _ in 0..samples * 5 {
        let until = days.now_ms - dice.below(4 * 365) as i64 * DAY_MS;
        times.time(|| vault.call("activity.feed", json!({ "until_ms": until })))?;
    }
    records.add(&times);
    screen("the feed of everything, from any day", times);
    for (name, command, input) in [
        ("the board", "deals.board", json!({})),
        ("the forecast", "deals.forecast", json!({})),
        ("the funnel", "deals.funnel", json!({})),
        ("how many tasks are due", "tasks.counts", json!({ "zone": ZONE })),
        ("the week beside the last one", "home.week", json!({ "zone": ZONE })),
        ("birthdays of two weeks", "home.occasions", json!({ "zone": ZONE })),
        ("values beside the deals", "deals.facets", json!({ "fields": ["stage_id", "company", "source"] })),
        (
            "values beside the contacts",
            "contacts.facets",
            json!({ "fields": ["tags", "company", "addresses.country"] }),
        ),
        ("contacts grouped by country", "contacts.groups", json!({ "by": "addresses.country" })),
        ("contacts grouped by month", "contacts.groups", json!({ "by": "created_ms" })),
        ("deals grouped by stage", "deals.groups", json!({ "by": "stage_id" })),
        (
            "values beside the tasks",
            "tasks.facets",
            json!({ "fields": ["status", "priority", "type", "tags", "companies"] }),
        ),
        (
            "values beside the conversations",
            "communications.facets",
            json!({ "fields": ["channel", "outcome", "direction", "contacts", "companies"] }),
        ),
        ("tasks grouped by the week they are due in", "tasks.groups", json!({ "by": "due:week" })),
        ("conversations grouped by month", "communications.groups", json!({ "by": "at_ms" })),
        ("notifications", "notifications.list", json!({})),
    ] {
        let mut times = Samples::default();
        for _ in 0..samples {
            times.time(|| vault.call(command, input.clone()))?;
        }
        screen(name, times);
    }
    // What is kept of an answer shows what it is worth when something was written since, or another question is asked.
    for (name, command, input) in [
        ("the funnel, a deal edited since", "deals.funnel", json!({})),
        ("how many tasks are due, one written since", "tasks.counts", json!({ "zone": ZONE })),
        (
            "values beside the contacts, a call written since",
            "contacts.facets",
            json!({ "fields": ["tags", "company", "addresses.country"] }),
        ),
        (
            "values beside the conversations, a call written since",
            "communications.facets",
            json!({ "fields": ["channel", "outcome", "direction", "contacts", "companies"] }),
        ),
        (
            "conversations grouped by month, a call written since",
            "communications.groups",
            json!({ "by": "at_ms" }),
        ),
    ] {
        let mut times = Samples::default();
        for n in 0..samples {
            let (contact, deal) = (pick(&contacts, &mut dice), pick(&deals, &mut dice));
            let call = json!({ "channel": "call", "subject": format!("Seen {n}"), "contacts": [{ "contact_id": contact }] });
            vault.call("communications.create", call)?;
            vault.call("tasks.create", json!({ "title": format!("Look {n}"), "priority": "high" }))?;
            let step = json!({ "id": deal, "patch": { "next_step": format!("Ask {n}") } });
            vault.call("deals.patch", step)?;
            times.time(|| vault.call(command, input.clone()))?;
        }
        screen(name, times);
    }
    for (name, command, fields) in [
        ("values beside some contacts", "contacts.facets", json!(["tags", "company", "addresses.country"])),
        (
            "values beside some conversations",
            "communications.facets",
            json!(["channel", "outcome", "direction", "contacts", "companies"]),
        ),
    ] {
        let mut times = Samples::default();
        for _ in 0..samples {
            let ago = days.now_ms - dice.below(700 * 86_400) as i64 * 1_000;
            let filter = match command {
                "contacts.facets" => is("last_activity_ms", "at_least", ago),
                _ => is("at_ms", "at_least", ago),
            };
            let input = json!({ "query": { "filter": filter }, "fields": fields });
            times.time(|| vault.call(command, input))?;
        }
        screen(name, times);
    }
    let mut logged = Samples::default();
    let mut seen = 0;
    for n in 0..samples * 3 {
        let (id, matter) = (pick(&contacts, &mut dice), format!("Told of matter {n}"));
        let input = json!({ "channel": "call", "subject": matter, "contacts": [{ "contact_id": id }] });
        logged.time(|| vault.call("communications.create", input))?;
        let timeline = vault.call("contacts.timeline", json!({ "id": id, "limit": 5 }))?;
        seen += u64::from(timeline.to_string().contains(&matter));
    }
    Ok(json!({
        "lists": all.sums(), "kinds": kinds, "checked": checked, "wrong": wrong, "records": records.sums(),
        "screens": screens, "logged": logged.sums(), "unseen": samples * 3 - seen, "pss_mib": machine::pss_mib(),
    }))
}

fn pick(ids: &[Id], dice: &mut Dice) -> Id {
    // As the generator spreads attention.
    ids.get(dice.skewed(ids.len() as u64) as usize).copied().unwrap_or_else(Id::new)
}

/// What a question may be about.
struct Some {
    contact: Id,
    deal: Id,
    stage: Value,
    now_ms: i64,
}

/// What the lists are asked; the first word is the kind.
const SHAPES: &[&str] = &[
    "contacts not spoken with lately, those longest ago first",
    "contacts with open deals of some worth",
    "contacts with something to do, sorted by name",
    "leads, the best score first, from anywhere",
    "leads of a status and a rating",
    "leads of a town, the latest first",
    "deals by expected close, from anywhere",
    "deals in a stage, the largest first",
    "deals neglected",
    "deals of somebody",
    "tasks by the day they are due, from anywhere",
    "tasks to be done by some day",
    "tasks for a deal",
    "communications, the latest first, from anywhere",
    "communications of a channel and an outcome since some day",
    "communications with somebody",
];

fn question(shape: &str, some: &Some, dice: &mut Dice) -> Value {
    let ago = |dice: &mut Dice, most: u64| some.now_ms - dice.below(most * 86_400) as i64 * 1_000;
    let both = |a: Value, b: Value| json!({ "and": [a, b] });
    let until =
        |ms: i64| jiff::Timestamp::from_millisecond(ms).unwrap_or_default().strftime("%Y-%m-%d").to_string();
    match shape {
        "contacts not spoken with lately, those longest ago first" => json!({
            "filter": is("last_activity_ms", "at_most", ago(dice, 400)), "sort": sort(&["last_activity_ms"])
        }),
        "contacts with open deals of some worth" => json!({
            "filter": is("open_deals", "at_least", dice.between(1, 3)), "sort": sort(&["-open_deals", "family"])
        }),
        "contacts with something to do, sorted by name" => json!({
            "filter": is("open_tasks", "at_least", dice.between(1, 4)), "sort": sort(&["display_name"])
        }),
        "leads of a status and a rating" => json!({
            "filter": both(
                is("status", "equals", dice.word(&["new", "working", "qualified", "disqualified"])),
                is("rating", "equals", dice.word(&["hot", "warm", "cold"])),
            ),
            "sort": sort(&["-score"])
        }),
        "leads of a town, the latest first" => json!({
            "filter": is("city", "starts_with", dice.word(&["Be", "Mü", "Ha", "Pa", "Lo", "Ma", "Wa", "S", "K", "B"])),
            "sort": sort(&["-modified_ms"])
        }),
        "deals by expected close, from anywhere" => json!({ "sort": sort(&["close_date"]) }),
        "deals in a stage, the largest first" => json!({
            "filter": is("stage_id", "equals", some.stage.clone()), "sort": sort(&["-amount"])
        }),
        "deals neglected" => json!({
            "filter": both(is("state", "equals", "open"), is("rots_ms", "at_most", some.now_ms + dice.below(30) as i64 * DAY_MS)),
            "sort": sort(&["rots_ms"])
        }),
        "deals of somebody" => {
            json!({ "filter": is("contacts.contact_id", "equals", some.contact.to_string()) })
        }
        "tasks by the day they are due, from anywhere" => json!({ "sort": sort(&["due", "-priority"]) }),
        "tasks to be done by some day" => json!({
            "filter": both(
                is("status", "equals", "open"),
                is("due", "at_most", until(some.now_ms + dice.between(0, 40) as i64 * DAY_MS - 20 * DAY_MS)),
            ),
            "sort": sort(&["due", "-priority"])
        }),
        "tasks for a deal" => json!({ "filter": is("deals", "equals", some.deal.to_string()) }),
        "communications, the latest first, from anywhere" => json!({ "sort": sort(&["-at_ms"]) }),
        "communications of a channel and an outcome since some day" => json!({
            "filter": { "and": [
                is("channel", "equals", dice.word(&["call", "email", "meeting", "visit"])),
                is("outcome", "equals", dice.word(&["reached", "not_reached", "held", "sent"])),
                is("at_ms", "at_least", ago(dice, 700)),
            ] },
            "sort": sort(&["-at_ms"])
        }),
        "communications with somebody" => {
            json!({ "filter": is("contacts", "equals", some.contact.to_string()) })
        }
        _ => json!({ "sort": sort(&["-score"]) }),
    }
}
