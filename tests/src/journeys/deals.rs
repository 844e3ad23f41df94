//! Deals from the first one to the closed one, and what happens when pipelines change under them.

use serde_json::{Value, json};

use crate::world::{World, text};

/// The stages of the board by name.
fn board(world: &World) -> Value {
    world.call("deals.board", json!({}))
}

fn stage(world: &World, name: &str) -> Value {
    let stages = board(world)["stages"].as_array().unwrap().clone();
    stages.into_iter().find(|stage| stage["name"] == name).unwrap()
}

fn deal(world: &World, input: Value) -> Value {
    world.call("deals.create", input)
}

fn euros(minor: i64) -> Value {
    json!({ "minor": minor, "currency": "EUR" })
}

// covers(DEAL-1, DEAL-3, AUD-2)
#[test]
fn a_deal_is_made_moved_taken_back_won_and_found_again_after_a_restart() {
    let mut world = World::new();
    let acme = world.call("companies.create", json!({ "name": "Acme Instruments" }));
    let ada = world.call("contacts.create", json!({ "given": "Ada", "family": "Brandt" }));
    assert_eq!(board(&world)["stages"], json!([]), "nothing is written by looking");
    let made = deal(
        &world,
        json!({
            "name": "Presses for the hall", "company_id": acme["id"], "amount": euros(1_250_000),
            "close_date": "2031-03-31", "contacts": [{ "contact_id": ada["id"], "role": "champion" }]
        }),
    );
    let id = &made["id"];
    let proposal = stage(&world, "Proposal");
    world.call("deals.move", json!({ "id": id, "stage_id": proposal["id"] }));
    let there = stage(&world, "Proposal");
    assert_eq!((&there["count"], &there["total"]["minor"]), (&json!(1), &json!(1_250_000)));
    assert_eq!(there["weighted"]["minor"], 625_000);
    assert_eq!(there["deals"][0]["company"], "Acme Instruments");
    let undone = world.call("changes.undo", json!({}));
    assert_eq!(undone["label"], "Moved Presses for the hall to “Proposal”");
    assert_eq!(stage(&world, "Qualification")["count"], 1);
    let standing = world.call("deals.standing", json!({ "id": id }));
    assert_eq!(standing["stages"].as_array().unwrap().len(), 1, "the history goes back with the move");
    world.call("changes.redo", json!({}));
    assert_eq!(stage(&world, "Proposal")["count"], 1);
    world.call("deals.win", json!({ "id": id, "reason": "Quick delivery" }));
    world.restart();
    let won = world.call("deals.get", json!({ "id": id }));
    assert_eq!((&won["state"], &won["won_reason"]), (&json!("won"), &json!("Quick delivery")));
    let names: Vec<_> = won["stages"].as_array().unwrap().iter().map(|row| text(&row["name"])).collect();
    assert_eq!(names, ["Qualification", "Proposal", "Won"]);
    assert_eq!(world.search("presses"), ["Presses for the hall"]);
    assert_eq!(world.search("kind:deal acme"), ["Presses for the hall"]);
    let of_ada = json!({ "is": { "field": "contacts.contact_id", "op": "equals", "value": ada["id"] } });
    assert_eq!(world.list("deals", json!({ "query": { "filter": of_ada } }))["total"], 1);
    let written = world.export_of(json!({ "format": "json", "kinds": ["deal"] }));
    let written: Value = serde_json::from_slice(&written).unwrap();
    assert_eq!(written["deals"][0]["name"], "Presses for the hall");
    assert_eq!(written["contacts"], json!([]), "what was not asked for is not written");
    assert!(!world.exported().as_object().unwrap().contains_key("deals"), "the usual export is as it was");
    let table = String::from_utf8(world.export_of(json!({ "format": "csv", "kinds": ["deal"] }))).unwrap();
    let rows: Vec<&str> = table.trim_start_matches('\u{feff}').lines().collect();
    assert!(rows[0].starts_with("Name,Company,Pipeline,Stage,State,"), "{}", rows[0]);
    assert_eq!((rows.len(), rows[1].starts_with("Presses for the hall,")), (2, true), "{}", rows[1]);
    assert!(rows[1].contains(",Won,won,"), "stages by their names: {}", rows[1]);
    assert!(rows[1].contains(ada["display_name"].as_str().unwrap()), "people by their names: {}", rows[1]);
    let timeline = world.call("deals.timeline", json!({ "id": id }));
    assert_eq!(timeline["items"][0]["label"], "Moved Presses for the hall to “Won”");
}

// covers(DEAL-3)
#[test]
fn the_first_deal_taken_back_takes_its_pipeline_along() {
    let world = World::new();
    deal(&world, json!({ "name": "One" }));
    assert_eq!(board(&world)["stages"].as_array().unwrap().len(), 6);
    world.call("changes.undo", json!({}));
    assert_eq!(board(&world)["pipelines"], json!([]));
    world.call("changes.redo", json!({}));
    assert_eq!(stage(&world, "Qualification")["count"], 1);
}

// covers(DEAL-3, AUD-2)
#[test]
fn a_stage_with_deals_goes_only_when_they_know_where_to() {
    let world = World::new();
    let one = deal(&world, json!({ "name": "One" }));
    let trashed = deal(&world, json!({ "name": "Two" }));
    world.call("deals.delete", json!({ "id": trashed["id"] }));
    let from = one["stage_id"].clone();
    let direct = world.ask("stages.delete", json!({ "id": from })).unwrap_err();
    assert_eq!(direct.code, "stage_in_use");
    let refused = world.ask("stages.remove", json!({ "id": from })).unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), ("deals_go_where", Some("to_stage_id")));
    assert_eq!(refused.details.unwrap()["count"], 1);
    let itself = world.ask("stages.remove", json!({ "id": from, "to_stage_id": from })).unwrap_err();
    assert_eq!(itself.field.as_deref(), Some("to_stage_id"));
    let to = stage(&world, "Needs analysis")["id"].clone();
    let before = world.call("changes.list", json!({}))["sets"].as_array().unwrap().len();
    world.call("stages.remove", json!({ "id": from, "to_stage_id": to }));
    let sets = world.call("changes.list", json!({}))["sets"].as_array().unwrap().clone();
    assert_eq!(sets.len(), before + 1, "one change set");
    assert_eq!(sets[0]["label"], "Removed the stage “Qualification”");
    assert_eq!(stage(&world, "Needs analysis")["count"], 1);
    let back = world.call("deals.restore", json!({ "id": trashed["id"] }));
    assert_eq!(back["stage_id"], to, "those in the trash went too");
    world.call("changes.undo", json!({ "change_set": sets[0]["id"] }));
    assert_eq!(stage(&world, "Qualification")["count"], 2, "both, and the one restored meanwhile stays");
}

// covers(DEAL-3)
#[test]
fn a_pipeline_with_deals_goes_as_one_change_too() {
    let world = World::new();
    let one = deal(&world, json!({ "name": "One" }));
    let renewals = world.call("pipelines.create", json!({ "name": "Renewals" }));
    let other = world.call("deals.board", json!({ "pipeline_id": renewals["id"] }));
    let to = &other["stages"][1]["id"];
    let pipeline = one["pipeline_id"].clone();
    assert_eq!(world.ask("pipelines.delete", json!({ "id": pipeline })).unwrap_err().code, "pipeline_in_use");
    assert_eq!(world.ask("pipelines.remove", json!({ "id": pipeline })).unwrap_err().code, "deals_go_where");
    world.call("pipelines.remove", json!({ "id": pipeline, "to_stage_id": to }));
    let moved = world.call("deals.get", json!({ "id": one["id"] }));
    assert_eq!((&moved["pipeline_id"], &moved["stage_id"]), (&renewals["id"], to));
    let gone = world.ask("deals.board", json!({ "pipeline_id": pipeline })).unwrap_err();
    assert_eq!(gone.code, "pipeline_gone");
    world.call("changes.undo", json!({}));
    assert_eq!(world.call("deals.get", json!({ "id": one["id"] }))["pipeline_id"], pipeline);
    assert_eq!(board(&world)["pipelines"].as_array().unwrap().len(), 2);
}

// covers(DEAL-1)
#[test]
fn foreign_money_counts_at_its_rate_and_is_missing_without_one() {
    let world = World::new();
    deal(&world, json!({ "name": "Home", "amount": euros(10_000) }));
    deal(&world, json!({ "name": "Abroad", "amount": { "minor": 20_000, "currency": "USD" } }));
    let total = || stage(&world, "Qualification")["total"].clone();
    assert_eq!(total(), json!({ "minor": 10_000, "missing": ["USD"] }));
    world.call("exchange_rates.create", json!({ "currency": "usd", "rate": 0.9, "date": "2020-01-01" }));
    assert_eq!(total(), json!({ "minor": 28_000, "missing": [] }));
    world.call("changes.undo", json!({}));
    assert_eq!(total()["missing"], json!(["USD"]));
    world.call("settings.patch", json!({ "patch": { "home_currency": "USD" } }));
    assert_eq!(board(&world)["home_currency"], "USD");
    assert_eq!(total(), json!({ "minor": 20_000, "missing": ["EUR"] }));
    for (field, rate) in [
        ("rate", json!({ "currency": "CHF", "rate": 0 })),
        ("currency", json!({ "currency": "Franken", "rate": 1 })),
        ("currency", json!({ "currency": "USD", "rate": 1 })),
        ("date", json!({ "currency": "CHF", "rate": 1, "date": "--03-22" })),
    ] {
        let refused = world.ask("exchange_rates.create", rate.clone()).unwrap_err();
        assert_eq!(refused.field.as_deref(), Some(field), "{rate}");
    }
    let most = 9_007_199_254_740_991_i64;
    for name in ["Large", "Larger"] {
        deal(&world, json!({ "name": name, "amount": { "minor": most, "currency": "USD" } }));
    }
    assert_eq!(total()["minor"], Value::Null, "beyond what can be kept exactly nothing is claimed");
}

// covers(DEAL-2, AI-13, ANA-1)
#[test]
fn the_forecast_adds_up_and_every_number_has_its_list() {
    let world = World::new();
    for (name, minor, close) in [("A", 10_000, "2001-05-05"), ("B", 20_000, "9999-12-31"), ("C", 30_000, "")]
    {
        let close = Some(close).filter(|close| !close.is_empty());
        let made = deal(&world, json!({ "name": name, "amount": euros(minor), "close_date": close }));
        if name == "B" {
            let to = stage(&world, "Negotiation")["id"].clone();
            world.call("deals.move", json!({ "id": made["id"], "stage_id": to }));
        }
    }
    let won = deal(&world, json!({ "name": "D", "amount": euros(5_000) }));
    world.call("deals.win", json!({ "id": won["id"] }));
    let forecast = world.call("deals.forecast", json!({ "months": 3 }));
    let periods = forecast["periods"].as_array().unwrap();
    let sorts: Vec<_> = periods.iter().map(|period| text(&period["sort"])).collect();
    assert_eq!(sorts, ["overdue", "month", "month", "month", "later", "undated"]);
    assert_eq!(periods[0]["pipeline"]["total"]["minor"], 10_000);
    assert_eq!(periods[0]["weighted"]["total"]["minor"], 1_000, "ten percent");
    assert_eq!(periods[4]["commit"]["total"]["minor"], 20_000);
    assert_eq!(periods[4]["weighted"]["total"]["minor"], 15_000);
    assert_eq!(periods[5]["pipeline"]["count"], 1);
    assert_eq!(periods[1]["won"]["total"]["minor"], 5_000);
    for period in periods {
        for cell in ["won", "commit", "best_case", "pipeline", "weighted"] {
            let cell = &period[cell];
            let all: Vec<Value> =
                cell["rules"].as_array().unwrap().iter().map(|rule| json!({ "is": rule })).collect();
            if !all.is_empty() {
                let listed = world.list("deals", json!({ "query": { "filter": { "and": all } } }));
                assert_eq!(listed["total"], cell["count"], "{cell}");
            }
        }
    }
}

// covers(DEAL-2, DEAL-3)
#[test]
fn the_funnel_counts_who_went_on_and_lists_who_is_there() {
    let world = World::new();
    let to = |name: &str| stage(&world, name)["id"].clone();
    let ids: Vec<Value> =
        ["A", "B", "C"].iter().map(|name| deal(&world, json!({ "name": name }))["id"].clone()).collect();
    world.call("deals.move", json!({ "id": ids[0], "stage_id": to("Proposal") }));
    world.call("deals.win", json!({ "id": ids[0] }));
    world.call("deals.lose", json!({ "id": ids[1], "reason": "No budget" }));
    let funnel = world.call("deals.funnel", json!({}));
    let first = &funnel["stages"][0];
    assert_eq!((&first["entered"], &first["advanced"]), (&json!(3), &json!(1)));
    assert_eq!((&first["lost"], &first["here"]), (&json!(1), &json!(1)));
    assert_eq!((&funnel["won"], &funnel["lost"]), (&json!(1), &json!(1)));
    assert_eq!(funnel["win_rate"], 50.0);
    for stage in funnel["stages"].as_array().unwrap() {
        let counted = |rules: &Value| {
            let all: Vec<Value> =
                rules.as_array().unwrap().iter().map(|rule| json!({ "is": rule })).collect();
            world.list("deals", json!({ "query": { "filter": { "and": all } } }))["total"].clone()
        };
        assert_eq!(counted(&stage["rules"]), stage["here"]);
        assert_eq!(counted(&stage["entered_rules"]), stage["entered"]);
        for (age, rules) in
            stage["ages"].as_array().unwrap().iter().zip(stage["age_rules"].as_array().unwrap())
        {
            assert_eq!(&counted(rules), age);
        }
    }
}

// covers(ANA-1, DEAL-3)
#[test]
fn each_source_says_what_it_brings_and_lists_it() {
    let world = World::new();
    let sources = || world.call("deals.sources", json!({}))["sources"].as_array().unwrap().clone();
    assert_eq!(sources(), [] as [Value; 0]);
    let from = |name: &str, source: Value, minor: i64| {
        deal(&world, json!({ "name": name, "source": source, "amount": euros(minor) }))["id"].clone()
    };
    let won = from("A", json!("Trade fair"), 100_000);
    let lost = from("B", json!("trade FAIR"), 50_000);
    from("C", json!("Trade fair"), 40_000);
    from("D", json!("Web"), 900_000);
    from("E", Value::Null, 5_000_000);
    world.call("deals.win", json!({ "id": won }));
    world.call("deals.lose", json!({ "id": lost, "reason": "No budget" }));
    let told = sources();
    let names: Vec<&Value> = told.iter().map(|one| &one["name"]).collect();
    assert_eq!(
        names,
        [&json!("Trade fair"), &json!("Web"), &Value::Null],
        "what was won first, what nobody said last"
    );
    let fair = &told[0];
    let worth = |cell: &str| (fair[cell]["count"].clone(), fair[cell]["total"]["minor"].clone());
    assert_eq!(worth("won"), (json!(1), json!(100_000)));
    assert_eq!(worth("lost"), (json!(1), json!(50_000)), "another spelling is the same source");
    assert_eq!(worth("open"), (json!(1), json!(40_000)));
    let chance = stage(&world, "Qualification")["probability"].as_f64().unwrap();
    assert_eq!(fair["weighted"]["total"]["minor"].as_f64().unwrap(), 40_000.0 * chance / 100.0);
    assert_eq!((&fair["win_rate"], fair["cycle_days"].as_f64().unwrap() < 1.0), (&json!(50.0), true));
    assert_eq!((&told[1]["win_rate"], &told[1]["cycle_days"]), (&Value::Null, &Value::Null));
    for source in &told {
        for cell in ["open", "won", "lost", "weighted"] {
            let rules: Vec<Value> =
                source[cell]["rules"].as_array().unwrap().iter().map(|rule| json!({ "is": rule })).collect();
            let listed = world.list("deals", json!({ "query": { "filter": { "and": rules } } }));
            assert_eq!(listed["total"], source[cell]["count"], "{} {cell}", source["name"]);
        }
    }
    // Another pipeline, another answer; what goes to the trash is gone.
    let other = world.call("pipelines.create", json!({ "name": "Service" }));
    let none = world.call("deals.sources", json!({ "pipeline_id": other["id"] }));
    assert_eq!(none["sources"], json!([]));
    world.call("deals.delete", json!({ "id": won }));
    assert_eq!(sources()[0]["name"], "Web");
}

// covers(DEAL-1)
#[test]
fn what_changed_is_told_from_the_log_first_value_against_last() {
    let world = World::new();
    let made = deal(&world, json!({ "name": "Old", "amount": euros(100) }));
    std::thread::sleep(std::time::Duration::from_millis(5));
    let since = now_ms();
    let id = &made["id"];
    let patch = |patch: Value| world.call("deals.patch", json!({ "id": id, "patch": patch }));
    patch(json!({ "amount": euros(200) }));
    patch(json!({ "amount": euros(300), "close_date": "2031-01-01" }));
    patch(json!({ "close_date": null }));
    world.call("deals.move", json!({ "id": id, "stage_id": stage(&world, "Proposal")["id"] }));
    deal(&world, json!({ "name": "New" }));
    let changed = world.call("deals.changed", json!({ "since_ms": since }));
    let deals = changed["deals"].as_array().unwrap();
    assert_eq!(deals.len(), 2);
    assert_eq!((&deals[0]["name"], &deals[0]["new"]), (&json!("New"), &json!(true)));
    let changes = deals[1]["changes"].as_array().unwrap();
    let fields: Vec<_> = changes.iter().map(|change| text(&change["field"])).collect();
    assert_eq!(fields, ["stage_id", "amount", "forecast"], "a date that came and went is no change");
    assert_eq!((&changes[1]["from"], &changes[1]["to"]), (&euros(100), &euros(300)));
    let (from, to) = (text(&changes[0]["from"]), text(&changes[0]["to"]));
    assert_eq!(deals[1]["stages"], json!({ from: "Qualification", to: "Proposal" }));
}

fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}

// covers(DEAL-1)
#[test]
fn marks_are_counted_and_their_lists_hold_the_same() {
    let world = World::new();
    deal(&world, json!({ "name": "Late", "close_date": "2001-01-01", "next_step": "Call" }));
    deal(&world, json!({ "name": "Idle" }));
    let lost = deal(&world, json!({ "name": "Lost", "close_date": "2001-01-01" }));
    world.call("deals.lose", json!({ "id": lost["id"] }));
    let marked = world.call("deals.marked", json!({}));
    let counts: Vec<_> =
        marked["marks"].as_array().unwrap().iter().map(|mark| mark["count"].clone()).collect();
    assert_eq!(counts, [0, 1, 1]);
    let late = world.call("deals.board", json!({}));
    assert_eq!(late["stages"][0]["deals"][0]["marks"], json!(["slipping"]));
    assert_eq!(late["stages"][0]["deals"][1]["marks"], json!(["no_next_step"]));
}

// covers(DEAL-1, API-4)
#[test]
fn many_deals_are_moved_at_once_by_their_rules() {
    let world = World::new();
    let ids: Vec<Value> =
        (0..5).map(|n| deal(&world, json!({ "name": format!("Deal {n}") }))["id"].clone()).collect();
    let to = stage(&world, "Proposal")["id"].clone();
    let done = world.call("deals.patch_many", json!({ "ids": ids, "patch": { "stage_id": to } }));
    assert_eq!(done["changed"], 5);
    assert_eq!(stage(&world, "Proposal")["count"], 5);
    let one = world.call("deals.get", json!({ "id": ids[4] }));
    assert_eq!(one["forecast"], "best_case", "the rules of a single edit hold");
    world.call("changes.undo", json!({}));
    assert_eq!(stage(&world, "Qualification")["count"], 5);
}
