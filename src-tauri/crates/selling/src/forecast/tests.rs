//! The pure rules of forecasts, and the laws of passing.

use proptest::prelude::*;
use satchel_feature::Cx;
use satchel_feature::records::{self, Record};
use satchel_feature::world::id as record_id;
use satchel_kernel::Id;
use satchel_vault::What;
use serde_json::json;

use super::changed::net;
use super::kept::Ways;
use super::rules::{Passing, Stop, months, passing, velocity};
use crate::deals::board::share;
use crate::deals::tests::world;
use crate::pipelines::rules::FIRST;
use crate::pipelines::{Outcome, Stage, store};

const DAY: i64 = 86_400_000;

fn id(number: u8) -> Id {
    Id::from_bytes([number; 16])
}

/// Three open stages, won and lost.
fn stages() -> Vec<Stage> {
    let outcomes = [Outcome::Open, Outcome::Open, Outcome::Open, Outcome::Won, Outcome::Lost];
    (1_u8..)
        .zip(outcomes)
        .map(|(number, outcome)| Stage {
            id: id(number),
            pipeline: id(0),
            name: String::new(),
            position: f64::from(number),
            outcome,
            probability: 0.0,
            rot_days: None,
            living: true,
        })
        .collect()
}

fn way(deal: u8, days: &[(u8, i64)]) -> Vec<Stop> {
    let outcome = |stage| match stage {
        4 => Outcome::Won,
        5 => Outcome::Lost,
        _ => Outcome::Open,
    };
    days.iter()
        .map(|(stage, day)| Stop {
            deal: id(100 + deal),
            stage: Some(id(*stage)),
            outcome: outcome(*stage),
            entered_ms: day * DAY,
        })
        .collect()
}

fn passed(stops: &[Stop], now_ms: i64) -> Vec<Passing> {
    let ways: Vec<&[Stop]> = stops.chunk_by(|one, other| one.deal == other.deal).collect();
    passing(&stages(), &ways, now_ms)
}

#[test]
fn months_follow_one_another_over_the_year() {
    let (three, end) = months("2026-11-28", 3);
    assert_eq!(three, ["2026-11", "2026-12", "2027-01"]);
    assert_eq!(end, "2027-02");
    assert_eq!(months("9999-12-31", 2).0, ["9999-12", "9999-12"], "time ends there");
}

// covers(DEAL-3, ANA-1)
#[test]
fn time_and_conversion_follow_the_ways_of_the_deals() {
    let stops = [
        way(1, &[(1, 0), (2, 10), (4, 30)]),
        way(2, &[(1, 0), (5, 4)]),
        way(3, &[(1, 0), (2, 5), (1, 10)]),
        way(4, &[(2, 0)]),
    ]
    .concat();
    let all = passed(&stops, 100 * DAY);
    let first = &all[0];
    assert_eq!((first.entered, first.advanced, first.lost, first.here), (3, 2, 1, 1));
    assert_eq!(first.average_days, Some((10.0 + 4.0 + 5.0) / 3.0), "every time there, a second one too");
    assert_eq!(first.ages, [0, 0, 0, 1], "the third came back ninety days ago");
    let second = &all[1];
    assert_eq!((second.entered, second.advanced, second.here), (3, 1, 1));
    assert_eq!(second.conversion, Some(100.0 / 3.0));
    assert_eq!((all[2].entered, all[2].conversion, all[2].average_days), (0, None, None));
    assert_eq!((all[3].here, all[4].here), (1, 1));
}

fn trash(cx: &Cx, deal: Id, trashed: bool) {
    let kind = cx.registry.kind("deal").unwrap();
    // One whose making was undone is not there.
    let _ = cx.write_record("Trash", |rules| records::set_trashed(rules, kind, deal, trashed));
}

proptest! {
    // covers(ANA-1)
    #[test]
    fn every_deal_is_in_one_stage_and_no_stage_loses_count(
        ways in proptest::collection::vec(proptest::collection::vec((1_u8..=5, 0_i64..400), 1..8), 0..20),
    ) {
        let mut stops = Vec::new();
        for (deal, mut days) in (0_u8..).zip(ways.clone()) {
            days.sort_by_key(|(_, day)| *day);
            days.dedup_by_key(|(stage, _)| *stage);
            stops.extend(way(deal, &days));
        }
        let all = passed(&stops, 400 * DAY);
        prop_assert_eq!(all.iter().map(|one| one.here).sum::<u64>(), ways.len() as u64);
        for one in &all {
            prop_assert_eq!(one.ages.iter().sum::<u64>(), one.here);
            prop_assert!(one.advanced <= one.entered && one.here <= one.entered);
            prop_assert!(one.conversion.is_none_or(|percent| (0.0..=100.0).contains(&percent)));
            prop_assert!(one.average_days.is_none_or(|days| (0.0..=400.0).contains(&days)));
        }
    }

    #[test]
    fn shares_of_a_sum_are_its_parts_and_never_more(minor in -9_000_000_000_000_000_i128..9_000_000_000_000_000, percent in 0_u32..=100) {
        let part = share(minor, f64::from(percent));
        prop_assert!(part.abs() <= minor.abs());
        prop_assert_eq!(part, -share(-minor, f64::from(percent)));
        let rest = share(minor, f64::from(100 - percent));
        prop_assert!((part + rest - minor).abs() <= 1);
    }
}

#[test]
fn velocity_is_what_is_won_a_day() {
    assert_eq!(velocity(10, 50.0, 100_000, 25.0), Some(20_000));
    assert_eq!(velocity(10, 50.0, 100_000, 0.0), Some(500_000), "at least a day");
    assert_eq!(velocity(u64::MAX, 100.0, i64::MAX, 1.0), None, "beyond what can be kept exactly");
}

// covers(DEAL-1)
#[test]
fn changes_are_what_it_was_against_what_it_is() {
    let state = |amount: i64, step: &str| {
        let amount = json!({ "minor": amount, "currency": "EUR" });
        Record::from_iter([("amount".to_owned(), amount), ("next_step".to_owned(), json!(step))])
    };
    let changes = net(&state(100, "Call"), &state(300, "Write"));
    let fields: Vec<_> = changes.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["amount"], "the rest stands in the timeline");
    assert_eq!((&changes[0].from["minor"], &changes[0].to["minor"]), (&json!(100), &json!(300)));
    assert_eq!(net(&state(100, "Call"), &state(100, "Write")), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    // covers(ANA-1, QA-3)
    #[test]
    fn ways_that_are_kept_are_those_that_are_there(
        steps in proptest::collection::vec((0_usize..4, 0_usize..7), 1..16), ask in 1_usize..4,
    ) {
        let world = world();
        let cx = world.cx();
        let kept = Ways::default();
        let ways = |kept: &Ways| {
            let all = |ways: &[&[Stop]]| ways.iter().map(|way| way.to_vec()).collect::<Vec<_>>();
            cx.vault.read(|conn| kept.of(conn, FIRST, all)).unwrap()
        };
        let mut deals = Vec::new();
        for (nth, (which, what)) in steps.into_iter().enumerate() {
            let deal = deals.get(which).copied();
            // The first deal made the pipeline, so with it taken back there is no stage to move to.
            let stages = cx.vault.read(|conn| store::stages(conn, FIRST)).unwrap();
            let at = |name: &str| stages.iter().find(|stage| stage.name == name).map(|stage| json!({ "stage_id": stage.id }));
            match (deal, what) {
                (None, _) => deals.push(record_id(&world.create("deal", json!({ "name": "Loom" })).unwrap())),
                (Some(deal), 0) => drop(at("Proposal").map(|at| world.patch("deal", deal, at))),
                (Some(deal), 1) => drop(at("Won").map(|at| world.patch("deal", deal, at))),
                (Some(deal), 2) => drop(world.patch("deal", deal, json!({ "name": format!("Loom {nth}") }))),
                (Some(deal), 3) => trash(&cx, deal, true),
                (Some(deal), 4) => trash(&cx, deal, false),
                (Some(_), 5) => drop(cx.vault.undo(What::Last, None, &cx.act("Undo"))),
                (Some(_), _) => drop(world.create("contact", json!({ "given": "Ada" }))),
            }
            if nth % ask == 0 {
                prop_assert_eq!(ways(&kept), ways(&Ways::default()));
            }
        }
        prop_assert_eq!(ways(&kept), ways(&Ways::default()));
    }
}
