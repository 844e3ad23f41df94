//! A table of deals that comes alone: what it is is known, so nothing is asked, and the pipelines and stages it names are made
//! with it as with a whole export.
//!
//! What is proved here of stages that come to be meanwhile is proved on itself with the journeys of `whole_crm_stages`.

use serde_json::{Value, json};

use super::whole_crm::{boards, counts, nowhere, of, outcomes, record, sums_hold};
use crate::world::{World, text};

const HUBSPOT: &str = "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Deal probability\n\
    1,Press,contractsent,default,5,2031-03-31,0.9\n\
    2,Saw,Demo,default,5,2031-03-31,0.3\n\
    3,Gate,closedwon,default,5,2024-03-31,1\n";
/// A report, without ids.
const SALESFORCE: &str = "Opportunity Name,Account Name,Stage,Amount,Close Date,Probability (%),Lead Source,Next Step,Opportunity Owner,Fiscal Period\n\
    Crane,Acme,Value Proposition,90000,3/15/2031,45,Web,Call,me,Q1-2031\n\
    Mill,Acme,Legal check,90000,3/15/2031,80,Web,Call,me,Q1-2031\n\
    Pump,Acme,Closed Won,90000,3/15/2021,100,Web,Call,me,Q1-2021\n";
const PIPEDRIVE: &str = "Deal - Title,Deal - Value,Deal - Currency of value,Deal - Stage,Deal - Status,Deal - Pipeline\n\
    Hall,5,EUR,Offer out,Lost,Halls\nRoof,5,EUR,First talk,Open,Halls\n";

/// Looks into a file as the window does: as what it is found to be.
fn looked_at(world: &World, table: &str, no_stages: bool) -> Value {
    let handle =
        serde_json::to_value(world.app.files().put_path(&world.file("deals.csv", table)).unwrap()).unwrap();
    let looked = world.call("imports.inspect", json!({ "file": handle }));
    let kind = looked["kind"].as_str().unwrap_or("deal");
    world.call("imports.inspect", json!({ "file": handle, "kind": kind, "no_stages": no_stages }))
}

fn import(world: &World, table: &str, options: Value) -> Value {
    let mut options = options;
    options["kind"] = json!("deal");
    let import = world.import(&[world.file("deals.csv", table)], options);
    sums_hold(&import);
    import
}

/// The names of the stages on all boards.
fn names(world: &World) -> Vec<(String, Vec<String>)> {
    let name = |(pipeline, stages): (String, Vec<(String, String, u64)>)| {
        (pipeline, stages.into_iter().map(|(stage, ..)| stage).collect())
    };
    boards(world).into_iter().map(name).collect()
}

fn board(pipeline: &str, stages: &[&str]) -> (String, Vec<String>) {
    (pipeline.to_owned(), stages.iter().map(|stage| (*stage).to_owned()).collect())
}

fn stands(world: &World, title: &str) -> (String, String) {
    let deal = record(world, "deals", title);
    let stage = world.call("stages.get", json!({ "id": deal["stage_id"] }));
    (text(&deal["state"]), text(&stage["name"]))
}

// covers(DEAL-1, DEAL-3, INT-8, INT-9, IMP-6)
#[test]
fn deals_of_a_known_program_ask_nothing_and_bring_their_boards() {
    for (table, expected) in [
        (HUBSPOT, board("Sales Pipeline", &["Demo", "Contract sent", "Closed won", "Lost"])),
        (SALESFORCE, board("Salesforce", &["Value Proposition", "Legal check", "Closed Won", "Lost"])),
        (PIPEDRIVE, board("Halls", &["Offer out", "First talk", "Won", "Lost"])),
    ] {
        let world = World::new();
        let looked = looked_at(&world, table, false);
        assert_eq!((&looked["sure"], &looked["doubts"]), (&json!(true), &json!([])), "{looked:#}");
        let dry = import(&world, table, json!({ "dry_run": true }));
        assert_eq!(boards(&world), []);
        world.call("imports.cancel", json!({ "id": dry["id"] }));
        let before = counts(&world);
        let done = import(&world, table, json!({}));
        assert_eq!(outcomes(of(&done, "deals.csv"))[4], 0, "{done:#}");
        let mut found = names(&world);
        let mut expected = expected;
        if table == PIPEDRIVE {
            // Nobody says which of its open stages comes first.
            found[0].1.sort();
            expected.1.sort();
        }
        assert_eq!(found, [expected], "{done:#}");
        let count = |import: &Value| of(import, "deals.csv")["made"].as_array().unwrap().len();
        assert_eq!((count(&dry), count(&done)), (5, 5), "{dry:#}");
        let again = import(&world, table, json!({}));
        assert_eq!(again["change_set"], Value::Null, "{again:#}");
        world.call("changes.undo", json!({ "change_set": done["change_set"] }));
        assert_eq!((counts(&world), boards(&world)), (before, vec![]), "one undo takes all of it back");
    }
}

// covers(DEAL-1, IMP-6, IMP-9)
#[test]
fn a_table_of_deals_of_no_known_program_makes_what_it_names() {
    let world = World::new();
    world.call("deals.create", json!({ "name": "My own" }));
    let table = "Name,Stage,Status,Probability\nPresses,Demo booked,,0.6\nLathe,demo booked,,60\nMill,Proposal,,50\n\
        Drill,Contract sent,won,100\nCrane,Legal,,80\n";
    let looked = looked_at(&world, table, false);
    let doubts = looked["doubts"].as_array().unwrap();
    assert!(!doubts.iter().any(|doubt| text(doubt).contains("these values mean")), "{looked:#}");
    let asked: Vec<(String, bool)> = looked["asked"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (text(&one["value"]), one["made"] == true))
        .collect();
    let made = |value: &str| (value.to_owned(), true);
    assert_eq!(asked, [made("Demo booked"), made("Legal"), made("demo booked")], "{looked:#}");
    let before = names(&world);
    let done = import(&world, table, json!({}));
    assert_eq!(outcomes(of(&done, "deals.csv")), [5, 0, 0, 0, 0], "{done:#}");
    let all =
        ["Qualification", "Needs analysis", "Proposal", "Demo booked", "Negotiation", "Legal", "Won", "Lost"];
    assert_eq!(names(&world), [board("Sales", &all)], "they join the board there is, by their chance");
    assert_eq!(stands(&world, "Lathe"), ("open".into(), "Demo booked".into()));
    assert_eq!(stands(&world, "Drill"), ("won".into(), "Won".into()), "what closed a deal is noted, as ever");
    let chances: Vec<u64> = boards(&world)[0].1.iter().map(|(_, _, chance)| *chance).collect();
    assert_eq!((chances[3], chances[5]), (60, 80));
    world.call("changes.undo", json!({ "change_set": done["change_set"] }));
    assert_eq!(names(&world), before);

    // What is nothing a deal can be is asked, for nothing can be made of it.
    let odd = "Name,Stage,Status\nSaw,Demo booked,Perhaps\n";
    assert_eq!(looked_at(&world, odd, false)["sure"], false);
    let import_odd = import(&world, odd, json!({}));
    assert_eq!(outcomes(of(&import_odd, "deals.csv")), [0, 0, 0, 0, 1], "{import_odd:#}");
    assert_eq!(names(&world), before, "what only a rejected row names is not made");

    // As before where the seller wants none made.
    let table = "Name,Stage\nCrane,Legal\n";
    assert_eq!(looked_at(&world, table, false)["sure"], true);
    assert_eq!(looked_at(&world, table, true)["sure"], false);
    let refused = import(&world, table, json!({ "no_stages": true }));
    assert_eq!(outcomes(of(&refused, "deals.csv")), [0, 0, 0, 0, 1], "{refused:#}");
    assert_eq!(names(&world), before);
}

// covers(DEAL-1, DEAL-3)
#[test]
fn in_a_new_vault_a_table_brings_its_own_board_and_the_usual_one_if_it_names_only_that() {
    let world = World::new();
    let table =
        "Name,Pipeline,Stage,Status\nA,,Proposal,\nB,,Demo,\nC,,,won\nD,Renewals,Talks,\nE,Sales,,\nF,,,\n";
    let done = import(&world, table, json!({}));
    assert_eq!(outcomes(of(&done, "deals.csv")), [6, 0, 0, 0, 0], "{done:#}");
    let mut found = names(&world);
    found.sort();
    assert_eq!(
        found,
        [board("Renewals", &["Talks", "Won", "Lost"]), board("Sales", &["Proposal", "Demo", "Won", "Lost"])],
        "{done:#}"
    );
    for (deal, stage) in [("A", "Proposal"), ("B", "Demo"), ("C", "Won"), ("D", "Talks"), ("E", "Proposal")] {
        assert_eq!(stands(&world, deal).1, stage, "{deal}");
    }
    world.call("changes.undo", json!({ "change_set": done["change_set"] }));
    assert_eq!((names(&world), counts(&world)[3]), (vec![], 0));

    let usual = "Name,Pipeline,Stage\nA,,Proposal\nB,Sales,Negotiation\n";
    let done = import(&world, usual, json!({}));
    let all = ["Qualification", "Needs analysis", "Proposal", "Negotiation", "Won", "Lost"];
    assert_eq!(names(&world), [board("Sales", &all)]);
    assert!(of(&done, "deals.csv").get("made").is_none(), "the one every vault begins with: {done:#}");
}

// covers(DEAL-3, INT-9)
#[test]
fn what_came_to_be_between_check_and_import_is_not_there_twice() {
    let table = "Record ID,Deal Name,Deal Stage,Pipeline,Deal probability\n\
        1,Press,Demo,Machines,0.3\n2,Saw,Offer,Machines,0.6\n3,Gate,Closed won,Machines,1\n4,Roof,Talks,Renewals,0.4\n";
    let world = World::new();
    let dry = |name: &str| {
        let file = world.file(name, table.replace("1,Press", &format!("1{name},Press")));
        world.import(&[file], json!({ "kind": "deal", "dry_run": true }))
    };
    let (one, other) = (dry("one.csv"), dry("other.csv"));
    // By hand: a pipeline with the usual stages, and one stage more.
    let machines = world.call("pipelines.create", json!({ "name": "machines" }));
    let demo = json!({ "pipeline_id": machines["id"], "name": "DEMO", "outcome": "open", "probability": 20 });
    let demo = world.call("stages.create", demo);
    let by_hand = boards(&world);
    world.call("imports.apply", json!({ "id": one["id"] }));
    let done = world.finished(&text(&one["id"]));
    assert_eq!(done["state"], "done", "{done:#}");
    let mut found = names(&world);
    found.sort();
    let usual = ["Qualification", "DEMO", "Needs analysis", "Proposal", "Offer", "Negotiation"];
    let mut machines = names_of(&found, "machines");
    machines.sort_unstable();
    let mut expected: Vec<&str> = usual.into_iter().chain(["Won", "Closed won", "Lost"]).collect();
    expected.sort_unstable();
    assert_eq!(machines, expected, "{done:#}");
    assert_eq!(found.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Renewals", "machines"]);
    assert_eq!(record(&world, "deals", "Press")["stage_id"], demo["id"]);
    assert_eq!(stands(&world, "Saw"), ("open".into(), "Offer".into()));
    assert_eq!(stands(&world, "Gate"), ("won".into(), "Closed won".into()));
    let made: Vec<String> =
        of(&done, "one.csv")["made"].as_array().unwrap().iter().map(|one| text(&one["name"])).collect();
    assert!(!made.contains(&"Machines".into()) && !made.contains(&"Demo".into()), "{made:?}");

    // Another import that was checked at the same time finds all of it.
    let full = names(&world);
    world.call("imports.apply", json!({ "id": other["id"] }));
    let second = world.finished(&text(&other["id"]));
    assert_eq!(names(&world), full, "{second:#}");
    assert!(of(&second, "other.csv").get("made").is_none(), "{second:#}");
    world.call("changes.undo", json!({ "change_set": second["change_set"] }));
    world.call("changes.undo", json!({ "change_set": done["change_set"] }));
    assert_eq!((boards(&world), counts(&world)[3]), (by_hand, 0), "what was made by hand stays");
}

// covers(DEAL-3, INT-9, IMP-1)
#[test]
fn a_stage_given_another_outcome_between_check_and_import_is_not_there_twice() {
    let world = World::new();
    let table = "Record ID,Deal Name,Deal Stage,Pipeline,Deal probability\n\
        1,Press,Demo,Machines,0.3\n2,Saw,Offer,Machines,0.6\n";
    let dry = world.import(&[world.file("deals.csv", table)], json!({ "kind": "deal", "dry_run": true }));
    let machines = world.call("pipelines.create", json!({ "name": "Machines" }));
    let demo = json!({ "pipeline_id": machines["id"], "name": "Demo", "outcome": "won", "probability": 100 });
    let demo = world.call("stages.create", demo);
    world.call("imports.apply", json!({ "id": dry["id"] }));
    let done = world.finished(&text(&dry["id"]));
    sums_hold(&done);
    let found = names(&world);
    let demos = names_of(&found, "Machines").into_iter().filter(|name| *name == "Demo").count();
    assert_eq!(demos, 1, "{found:?}");
    // The deal is what the check said, and what it was to stand in is kept.
    let press = record(&world, "deals", "Press");
    assert_eq!(press["state"], "open");
    assert_ne!(press["stage_id"], demo["id"]);
    let timeline =
        world.call("records.timeline", json!({ "kind": "deal", "id": press["id"], "only": ["note"] }));
    assert!(timeline["items"].to_string().contains("Deal Stage: Demo"), "{timeline:#}");
    assert_eq!(nowhere(&world, &done, "Press"), [("Deal Stage".to_owned(), "named_otherwise".to_owned())]);
    assert_eq!(stands(&world, "Saw"), ("open".into(), "Offer".into()));
    world.call("changes.undo", json!({ "change_set": done["change_set"] }));
    assert_eq!(counts(&world)[3], 0);
}

// covers(DEAL-3, INT-8, INT-9)
#[test]
fn tables_of_several_programs_in_one_drop_follow_each_its_own() {
    let hubspot = "Record ID,Deal Name,Deal Stage,Pipeline,Deal probability\n\
        1,Press,contractsent,Machines,0.3\n2,Gate,closedwon,Machines,1\n3,Saw,Talks,Machines,0.6\n";
    let alone = |tables: &[&str]| {
        let world = World::new();
        let files: Vec<_> =
            tables.iter().enumerate().map(|(n, table)| world.file(&format!("deals{n}.csv"), table)).collect();
        let import = world.import(&files, json!({ "kind": "deal" }));
        sums_hold(&import);
        let mut found = boards(&world);
        found.sort();
        found
    };
    let mut each = [alone(&[hubspot]), alone(&[PIPEDRIVE])].concat();
    each.sort();
    assert_eq!(alone(&[hubspot, PIPEDRIVE]), each);
    assert_eq!(alone(&[PIPEDRIVE, hubspot]), each);
}

fn names_of<'a>(boards: &'a [(String, Vec<String>)], pipeline: &str) -> Vec<&'a str> {
    let found = boards.iter().find(|(name, _)| name == pipeline);
    found.map(|(_, stages)| stages.iter().map(String::as_str).collect()).unwrap_or_default()
}

// covers(DEAL-3, IMP-9)
#[test]
fn a_corrected_row_makes_the_stage_it_names() {
    let world = World::new();
    world.call("deals.create", json!({ "name": "My own" }));
    let before = names(&world);
    let done = import(&world, "Name,Stage\nPress,Proposal\n,Demo\n", json!({}));
    assert_eq!(outcomes(of(&done, "deals.csv")), [1, 0, 0, 0, 1], "{done:#}");
    assert_eq!(names(&world), before);
    let corrected =
        json!({ "id": done["id"], "file": 0, "row": 2, "cells": [{ "column": 0, "text": "Saw" }] });
    let corrected = world.call("imports.correct", corrected);
    assert_eq!(corrected["outcome"], "created", "{corrected:#}");
    assert_eq!(stands(&world, "Saw").1, "Demo");
    let now = world.call("imports.get", json!({ "id": done["id"] }));
    assert_eq!(of(&now, "deals.csv")["made"][0]["name"], "Demo", "{now:#}");
    world.call("changes.undo", json!({ "change_set": corrected["change_set"] }));
    assert_eq!(names(&world), before);
    let now = world.call("imports.get", json!({ "id": done["id"] }));
    assert!(of(&now, "deals.csv").get("made").is_none(), "{now:#}");
}

/// Tables as people keep them themselves, in two languages, and as a program here is not known for exports them.
const STRANGERS: &[&str] = &[
    "Opportunity,Account,Amount,Phase,Close\nCrane,Acme,90000,Talks,2031-03-15\nMill,Northwind,5000,Offer,2031-04-01\n",
    "Verkaufschance;Kunde;Betrag;Phase;Abschluss\nCrane;Acme;90000;Talks;15.03.2031\nMill;Northwind;5000;Offer;01.04.2031\n",
    "Topic,Potential Customer,Est. Close Date,Est. Revenue\nCrane,Acme,2031-03-15,90000\nMill,Northwind,2031-04-01,5000\n",
    "Deal Name,Account Name,Contact Name,Stage,Closing Date,Amount\nCrane,Acme,Ann Lee,Talks,2031-03-15,90000\n\
     Mill,Northwind,,Offer,2031-04-01,5000\n",
];

// covers(DEAL-1, IMP-6)
#[test]
fn a_table_that_tells_of_deals_brings_deals_though_nobody_says_so() {
    for table in STRANGERS {
        let world = World::new();
        let done = world.import(&[world.file("pipeline.csv", table)], json!({}));
        sums_hold(&done);
        assert_eq!(outcomes(of(&done, "pipeline.csv")), [2, 0, 0, 0, 0], "{done:#}");
        let crane = record(&world, "deals", "Crane");
        assert_eq!(crane["amount"]["minor"].as_i64(), Some(9_000_000), "{crane:#}");
        assert_eq!(text(&crane["close_date"]), "2031-03-15");
        world.call("changes.undo", json!({ "change_set": done["change_set"] }));
    }
}

// covers(IMP-6)
#[test]
fn who_has_a_name_stays_a_person_whatever_he_is_worth() {
    for table in [
        "First Name,Last Name,Company,Amount,Stage,Close Date\nAnn,Lee,Acme,5,Talks,2031-03-15\n",
        "Company,Amount,Date\nAcme,90000,2031-03-15\n",
        "Name,E-mail,Status,Value\nAnn Lee,ann@lee.example,open,5\n",
        "Name,Company,E-mail,Phone,Value,Stage\nAnn Lee,Acme,ann@lee.example,+1 202 555 0143,5,Talks\n",
    ] {
        let world = World::new();
        let done = world.import(&[world.file("people.csv", table)], json!({}));
        assert_eq!(counts(&world)[3], 0, "no deals: {done:#}");
        assert_eq!(outcomes(of(&done, "people.csv"))[0], 1, "{done:#}");
    }
    // What the seller says of the columns holds, for this table and for the next of its kind.
    let world = World::new();
    let [table, ..] = STRANGERS else { panic!("no tables") };
    let handle =
        serde_json::to_value(world.app.files().put_path(&world.file("a.csv", table)).unwrap()).unwrap();
    let looked = world.call("imports.inspect", json!({ "file": handle }));
    assert_eq!(looked["kind"], "deal");
    let names = ["Opportunity", "Account", "Amount", "Phase", "Close"];
    let column = |(index, name): (usize, &str)| json!({ "index": index, "name": name, "target": if index == 0 { "display_name" } else { "raw" } });
    let columns: Vec<Value> = names.into_iter().enumerate().map(column).collect();
    let mapping = json!({ text(&handle["file"]): { "columns": columns } });
    let started = world.call("imports.start", json!({ "files": [handle], "mapping": mapping }));
    let done = world.finished(&text(&started["import"]));
    assert_eq!(counts(&world)[3], 0, "{done:#}");
    let again = world.import(&[world.file("b.csv", table.replace("Crane", "Bridge"))], json!({}));
    assert_eq!(counts(&world)[3], 0, "{again:#}");
}
