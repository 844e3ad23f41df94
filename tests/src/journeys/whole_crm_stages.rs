//! The boards of another CRM come over with its deals: its pipelines and stages are made with the import and go with it.
//!
//! The journeys prove themselves: `every_planted_bug_of_stages_is_caught` runs them with each bug of `STAGE_BUGS`.

use std::fmt::Write;
use std::path::PathBuf;

use serde_json::json;

use super::whole_crm::{Stage, boards, comes_over, counts, nowhere, of, outcomes, record, sums_hold};
use crate::world::{World, text};

fn hubspot(world: &World, rows: &str) -> [PathBuf; 1] {
    let head = "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Deal probability\n";
    [world.file("hubspot-deals.csv", format!("{head}{rows}"))]
}

fn salesforce(world: &World, rows: &[(&str, &str, u8, &str)]) -> [PathBuf; 1] {
    let mut file = String::from(
        "\"Id\",\"Name\",\"StageName\",\"Amount\",\"Probability\",\"CloseDate\",\"IsClosed\",\"IsWon\"\n",
    );
    for (number, (name, stage, chance, closed)) in rows.iter().enumerate() {
        writeln!(
            file,
            "\"0065g0000{number:06}\",\"{name}\",\"{stage}\",\"5\",\"{chance}\",\"2031-12-31\",{closed}"
        )
        .unwrap();
    }
    [world.file("Opportunity.csv", file)]
}

const OPEN: &str = "\"0\",\"0\"";
const WON: &str = "\"1\",\"1\"";
const LOST: &str = "\"1\",\"0\"";

fn stages(names: &[(&str, &str, u64)]) -> Vec<Stage> {
    names.iter().map(|(name, outcome, chance)| ((*name).into(), (*outcome).into(), *chance)).collect()
}

/// What a deal is and where it stands.
fn stands(world: &World, title: &str) -> (String, String) {
    let deal = record(world, "deals", title);
    let stage = world.call("stages.get", json!({ "id": deal["stage_id"] }));
    (text(&deal["state"]), text(&stage["name"]))
}

// covers(INT-9, DEAL-3)
#[test]
fn the_pipelines_of_hubspot_come_over_with_its_deals() {
    let world = World::new();
    let files = hubspot(
        &world,
        "1,Press,contractsent,default,5,2031-03-31,0.9\n\
         2,Saw,Demo,default,5,2031-03-31,0.3\n\
         3,Hall,Demo,default,5,2031-03-31,0.3\n\
         4,Roof,Demo,default,5,2031-03-31,0.5\n\
         5,Gate,closedwon,default,5,2024-03-31,1\n\
         6,Old,Gave up,default,5,2024-03-31,0\n\
         7,Next year,Talks,Renewals,5,2031-03-31,\n",
    );
    comes_over(&world, &files, |world, import| {
        assert_eq!(
            boards(world),
            [
                (
                    "Sales Pipeline".to_owned(),
                    stages(&[
                        ("Demo", "open", 30),
                        ("Contract sent", "open", 90),
                        ("Closed won", "won", 100),
                        ("Gave up", "lost", 0)
                    ])
                ),
                (
                    "Renewals".to_owned(),
                    stages(&[("Talks", "open", 50), ("Won", "won", 100), ("Lost", "lost", 0)])
                ),
            ]
        );
        assert_eq!(stands(world, "Press"), ("open".into(), "Contract sent".into()));
        assert_eq!(stands(world, "Gate"), ("won".into(), "Closed won".into()));
        assert_eq!(stands(world, "Old"), ("lost".into(), "Gave up".into()));
        let made = of(import, "deals.csv")["made"].as_array().unwrap().clone();
        assert_eq!(made.len(), 9, "{made:#?}");
        let demo = made.iter().find(|one| one["name"] == "Demo").unwrap();
        assert_eq!(
            (&demo["probability"], &demo["rows"], demo.get("estimated")),
            (&json!(30), &json!(3), None)
        );
        let talks = made.iter().find(|one| one["name"] == "Talks").unwrap();
        assert_eq!((&talks["pipeline"], &talks["estimated"]), (&json!("Renewals"), &json!(true)));
        world.call("deals.create", json!({ "name": "By hand" }));
        assert_eq!(stands(world, "By hand").1, "Demo", "the board that came is the one that is shown first");
        world.call("changes.undo", json!({}));
    });
}

// covers(INT-8, DEAL-3)
#[test]
fn stages_without_a_pipeline_are_a_board_of_their_own_in_a_new_vault() {
    let world = World::new();
    let files = salesforce(
        &world,
        &[
            ("A", "Negotiation/Review", 90, OPEN),
            ("B", "Prospecting", 10, OPEN),
            ("C", "Qualification", 10, OPEN),
            ("D", "Closed Won", 100, WON),
            ("E", "Closed Lost", 0, LOST),
            ("F", "No budget", 0, LOST),
        ],
    );
    // The seller looked at the board before.
    world.call("pipelines.begin", json!({}));
    let empty = boards(&world);
    comes_over(&world, &files, |world, _| {
        let board = [
            ("Prospecting", "open", 10),
            ("Qualification", "open", 10),
            ("Negotiation/Review", "open", 90),
            ("Closed Won", "won", 100),
            ("Closed Lost", "lost", 0),
            ("No budget", "lost", 0),
        ];
        assert_eq!(boards(world)[0], ("Salesforce".to_owned(), stages(&board)));
        assert_eq!(boards(world)[1..], empty, "and the seller's own stays as it is");
        assert_eq!(stands(world, "F"), ("lost".into(), "No budget".into()));
    });
}

// covers(INT-12, DEAL-3)
#[test]
fn a_deal_that_pipedrive_closed_in_an_open_stage_makes_that_stage() {
    let world = World::new();
    let head = "Deal - ID,Deal - Title,Deal - Pipeline,Deal - Stage,Deal - Status,Deal - Probability\n";
    let rows = "1,Hall,Pipeline,Offer out,Lost,\n2,Roof,Pipeline,First talk,Open,40\n3,Gate,Pipeline,First talk,Won,80\n";
    let files = [world.file("deals-1.csv", format!("{head}{rows}"))];
    comes_over(&world, &files, |world, import| {
        let board =
            [("First talk", "open", 40), ("Offer out", "open", 70), ("Won", "won", 100), ("Lost", "lost", 0)];
        // Nobody says a chance of the other: it came first, so it stands before.
        let found = boards(world);
        assert_eq!(found[0].0, "Pipeline");
        assert_eq!(found[0].1.len(), board.len(), "{found:?}");
        assert_eq!(stands(world, "Hall"), ("lost".into(), "Lost".into()));
        assert_eq!(nowhere(world, import, "Hall"), [("Deal - Stage".to_owned(), "deal_closed".to_owned())]);
        assert_eq!(stands(world, "Roof"), ("open".into(), "First talk".into()));
    });
}

// covers(INT-8, DEAL-3)
#[test]
fn stages_join_the_sellers_own_where_he_has_deals() {
    let world = World::new();
    world.call("settings.patch", json!({ "patch": { "language": "de" } }));
    world.call("deals.create", json!({ "name": "My own" }));
    let files = salesforce(
        &world,
        &[
            ("A", "Value Proposition", 50, OPEN),
            ("B", "Negotiation", 60, OPEN),
            ("C", "Closed Won", 100, WON),
            ("D", "Prospecting", 5, OPEN),
            ("E", "No budget", 0, LOST),
        ],
    );
    comes_over(&world, &files, |world, import| {
        let board = [
            ("Prospecting", "open", 5),
            ("Qualifizierung", "open", 10),
            ("Bedarfsanalyse", "open", 25),
            ("Angebot", "open", 50),
            ("Value Proposition", "open", 50),
            ("Verhandlung", "open", 75),
            ("Gewonnen", "won", 100),
            ("Verloren", "lost", 0),
            ("No budget", "lost", 0),
        ];
        assert_eq!(boards(world), [("Vertrieb".to_owned(), stages(&board))], "{import:#}");
        assert_eq!(stands(world, "B"), ("open".into(), "Verhandlung".into()), "in either language");
        assert_eq!(stands(world, "C"), ("won".into(), "Gewonnen".into()));
        let made = of(import, "Opportunity.csv")["made"].as_array().unwrap().len();
        assert_eq!(made, 3, "{import:#}");
    });
}

// covers(INT-9)
#[test]
fn what_nobody_comes_to_stand_in_is_not_made() {
    let world = World::new();
    world.import(&hubspot(&world, "1,Press,Demo,Machines,5,2031-03-31,0.3\n"), json!({}));
    let before = boards(&world);
    // A deal that is here keeps its stage; a row without a name is no deal.
    let files = hubspot(&world, "1,Press,Elsewhere,Machines,7,2031-03-31,0.3\n9,,Ghost,Machines,5,,0.3\n");
    let import = world.import(&files, json!({}));
    sums_hold(&import);
    assert_eq!(outcomes(of(&import, "deals.csv"))[4], 1, "{import:#}");
    assert_eq!(boards(&world), before, "{import:#}");
    assert_eq!(stands(&world, "Press").1, "Demo");
    assert!(of(&import, "deals.csv").get("made").is_none(), "{import:#}");
}

// covers(INT-9)
#[test]
fn nothing_is_made_where_the_seller_says_so() {
    let world = World::new();
    let files =
        hubspot(&world, "1,Press,Demo,Machines,5,2031-03-31,0.3\n2,Saw,closedlost,Machines,5,2031-03-31,0\n");
    let import = world.import(&files, json!({ "no_stages": true }));
    sums_hold(&import);
    assert_eq!(import["no_stages"], true);
    assert_eq!(boards(&world).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Sales"]);
    assert_eq!(stands(&world, "Press"), ("open".into(), "Qualification".into()));
    assert_eq!(stands(&world, "Saw"), ("lost".into(), "Lost".into()));
    let codes: Vec<String> = nowhere(&world, &import, "Press").into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes, ["stage_not_here", "pipeline_not_here"]);
}

// covers(INT-9, DEAL-3)
#[test]
fn a_stage_that_another_deal_stands_in_stays_when_the_import_is_taken_back() {
    let world = World::new();
    let rows = "1,Press,Demo,Machines,5,2031-03-31,0.3\n2,Saw,Offer,Machines,5,2031-03-31,0.6\n";
    let import = world.import(&hubspot(&world, rows), json!({}));
    let demo = record(&world, "deals", "Press")["stage_id"].clone();
    let mine = world.call("deals.create", json!({ "name": "Mine", "stage_id": demo }));
    let undone = world.call("changes.undo", json!({ "change_set": import["change_set"] }));
    let kept: Vec<(String, String)> = undone["kept"]
        .as_array()
        .unwrap()
        .iter()
        .map(|kept| (text(&kept["kind"]), text(&kept["reason"])))
        .collect();
    assert_eq!(kept.len(), 2, "{undone:#}");
    for kind in ["pipeline", "stage"] {
        assert!(kept.contains(&(kind.into(), "referenced".into())), "{undone:#}");
    }
    assert_eq!(boards(&world), [("Machines".to_owned(), stages(&[("Demo", "open", 30)]))]);
    assert_eq!(stands(&world, "Mine"), ("open".into(), "Demo".into()));
    assert_eq!(world.count("deals"), 1);
    let there = world.call("deals.get", json!({ "id": mine["id"] }));
    assert_eq!(there["stage_id"], demo);
    // The same again finds it.
    let again = world.import(&hubspot(&world, rows), json!({}));
    assert_eq!(outcomes(of(&again, "deals.csv")), [2, 0, 0, 0, 0], "{again:#}");
    assert_eq!(record(&world, "deals", "Press")["stage_id"], demo);
    let board = stages(&[("Demo", "open", 30), ("Offer", "open", 60)]);
    assert_eq!(
        boards(&world),
        [("Machines".to_owned(), board)],
        "what is named is made anew, and nothing else"
    );
}

// covers(INT-9)
#[test]
fn a_dry_run_that_is_made_real_makes_what_it_foretold() {
    let world = World::new();
    let files = hubspot(&world, "1,Press,Demo,Machines,5,2031-03-31,0.3\n");
    let dry = world.import(&files, json!({ "dry_run": true }));
    assert_eq!(of(&dry, "deals.csv")["made"].as_array().unwrap().len(), 4, "{dry:#}");
    assert_eq!(boards(&world), []);
    world.call("imports.apply", json!({ "id": dry["id"] }));
    let done = world.finished(&text(&dry["id"]));
    assert_eq!(of(&done, "deals.csv")["made"], of(&dry, "deals.csv")["made"]);
    assert_eq!(boards(&world)[0].1[0].0, "Demo");
    assert_eq!(stands(&world, "Press").1, "Demo");
}

// covers(INT-9)
#[test]
fn broken_names_and_too_many_stages_reject_no_deal() {
    let world = World::new();
    let mut rows = String::new();
    for number in 1..=250 {
        writeln!(rows, "{number},Deal {number},Stage {number},Machines,5,2031-03-31,often").unwrap();
    }
    let long = "long ".repeat(100);
    write!(rows, "251,Long,{long},Machines,5,2031-03-31,7.5\n252,Nothing,,,5,2031-03-31,\n").unwrap();
    let files = hubspot(&world, &rows);
    comes_over(&world, &files, |world, import| {
        assert_eq!(outcomes(of(import, "deals.csv")), [252, 0, 0, 0, 0], "{import:#}");
        let made = boards(world).iter().map(|(_, stages)| stages.len()).sum::<usize>();
        assert!((190..=210).contains(&made), "{made}");
        let codes: Vec<String> = nowhere(world, import, "Long").into_iter().map(|(_, code)| code).collect();
        assert!(codes.contains(&"stage_not_here".into()), "{codes:?}");
        assert_eq!(counts(world)[3], 252);
    });
}

/// Whatever the stages are called and however often rows say what: the laws of a whole CRM hold.
// covers(INT-12)
#[test]
fn any_stages_come_over_and_go_again() {
    let names =
        ["Demo", "Proposal", "angebot", "Won", "closed won", "", "Größe ¼", "Open", "=1+1", "Closed Lost"];
    let pipelines = ["", "Sales", "Vertrieb", "Machines", "machines ", "Pipeline"];
    let chances = ["", "10", "0", "100", "55.5", "x"];
    let states = ["Open", "Won", "Lost", "", "Deleted"];
    for seed in 0..6_u64 {
        let world = World::new();
        if seed % 2 == 1 {
            world.call("deals.create", json!({ "name": "My own" }));
        }
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut pick = |from: &[&'static str]| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            from[usize::try_from(state % from.len() as u64).unwrap()]
        };
        let mut file = String::from(
            "Deal - ID,Deal - Title,Deal - Pipeline,Deal - Stage,Deal - Status,Deal - Probability\n",
        );
        for number in 1..=40 {
            let (pipeline, stage) = (pick(&pipelines), pick(&names));
            let (status, chance) = (pick(&states), pick(&chances));
            writeln!(file, "{number},Deal {number},{pipeline},{stage},{status},{chance}").unwrap();
        }
        let files = [world.file("deals.csv", &file)];
        let before = world.logged();
        let import = world.import(&files, json!({}));
        world.call("changes.undo", json!({ "change_set": import["change_set"] }));
        assert_eq!(world.logged(), before, "{file}");
        comes_over(&world, &files, |world, import| {
            assert_eq!(outcomes(of(import, "deals.csv")), [40, 0, 0, 0, 0], "{file}\n{import:#}");
            for (pipeline, stages) in boards(world) {
                let mut names: Vec<&str> = stages.iter().map(|(name, ..)| name.as_str()).collect();
                names.sort_unstable();
                names.dedup();
                assert_eq!(names.len(), stages.len(), "{pipeline}: {stages:?}");
                for outcome in ["open", "won", "lost"] {
                    assert!(stages.iter().any(|(_, of, _)| of == outcome), "{pipeline}: {stages:?}");
                }
            }
        });
    }
}

#[cfg(debug_assertions)]
#[test]
fn every_planted_bug_of_stages_is_caught() {
    let unnoticed = satchel_planted::unnoticed(satchel_selling::planted::STAGE_BUGS, &[]).unwrap();
    assert_eq!(unnoticed, Vec::<String>::new());
}
