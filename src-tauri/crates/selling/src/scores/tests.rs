//! The laws of scores. The suite proves itself: with each planted bug of this group it has to go red.

use std::collections::BTreeSet;

use proptest::prelude::*;
use satchel_feature::records::{Record, text};
use satchel_feature::world::{World, id};
use serde_json::{Value, json};

use super::reckon::{Reckoned, Scorer, facts, subject};
use super::usual;
use crate::deals::tests::world;
use crate::leads::tests::lead;

const NOW: i64 = 1_800_000_000_000;
const DAY: i64 = 86_400_000;

fn reckon(lead: &Value, notes: u32) -> Reckoned {
    let rules = usual::rules("DE", false);
    let kind = subject();
    Scorer::new(&kind, &rules).unwrap().reckon(&facts(lead.as_object().unwrap(), notes, NOW))
}

fn sum(reckoned: &Reckoned) -> i64 {
    reckoned.contributions.iter().map(|one| one.points).sum()
}

/// A lead of which any part may be known.
fn any_lead() -> impl Strategy<Value = Value> {
    let maybe = |values: &'static [&'static str]| proptest::option::of(proptest::sample::select(values));
    let first = (
        maybe(&["Brandt", "Huber"]),
        maybe(&["Managing Director", "Clerk", "Leiterin Einkauf"]),
        maybe(&["ada@acme.example", "ada@gmail.com"]),
        maybe(&["030 901820"]),
        maybe(&["DE", "FR"]),
        maybe(&["Optics"]),
        proptest::option::of(1_u32..2_000),
    );
    let second = (
        maybe(&["hot", "warm", "cold"]),
        maybe(&["Recommendation", "Trade fair", "List"]),
        maybe(&["Call"]),
        proptest::option::of(1_i64..30_000_000),
        0_i64..400,
    );
    (first, second).prop_map(|(first, second)| {
        let (family, job, email, phone, country, industry, size) = first;
        let (rating, source, next_step, minor, idle) = second;
        let listed =
            |value: Option<&str>| value.map(|value| json!([{ "value": value }])).unwrap_or(json!([]));
        let mut lead = json!({
            "family": family, "job_title": job, "emails": listed(email), "phones": listed(phone),
            "country": country, "industry": industry, "size": size, "rating": rating, "source": source,
            "next_step": next_step, "value": minor.map(|minor| json!({ "minor": minor, "currency": "EUR" })),
            "last_activity_ms": NOW - idle * DAY,
        });
        lead.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        lead
    })
}

/// The lead with another value of a field, and of which a score must not be lower.
fn better(lead: &Value, field: &str, value: Value) -> Value {
    let mut lead = lead.clone();
    lead[field] = value;
    lead
}

proptest! {
    // covers(LEAD-2)
    #[test]
    fn contributions_add_up_to_the_score_and_each_says_why(lead in any_lead(), notes in 0_u32..9) {
        let reckoned = reckon(&lead, notes);
        prop_assert_eq!(sum(&reckoned) + reckoned.correction, reckoned.score);
        prop_assert!((0..=100).contains(&reckoned.score));
        prop_assert!(reckoned.contributions.iter().all(|one| !one.reason.is_empty() && one.points != 0));
        prop_assert_eq!(reckoned, reckon(&lead, notes), "the same every time");
    }

    // covers(LEAD-2)
    #[test]
    fn a_changed_input_moves_the_score_the_stated_way(lead in any_lead(), notes in 0_u32..9) {
        let now = reckon(&lead, notes);
        for (field, value, least) in [
            ("job_title", json!("Managing Director"), 0),
            ("size", json!(2_000), 0),
            ("country", json!("DE"), 0),
            ("rating", json!("hot"), 0),
            ("next_step", json!("Call"), 0),
            ("value", json!({ "minor": 30_000_000, "currency": "EUR" }), 0),
            ("emails", json!([{ "value": "ada@acme.example" }]), 0),
            ("last_activity_ms", json!(NOW), 0),
        ] {
            let then = reckon(&better(&lead, field, value), notes);
            prop_assert!(sum(&then) - sum(&now) >= least, "{}: {:?} {:?}", field, now, then);
            prop_assert!(then.score >= now.score, "{}", field);
        }
        let noted = reckon(&lead, notes + 1);
        prop_assert_eq!(sum(&noted) - sum(&now), if notes < 4 { 4 } else { 0 }, "a note counts, up to a limit");
        let at = lead["last_activity_ms"].as_i64().unwrap();
        let idle = (NOW - at) / DAY;
        let silent = reckon(&better(&lead, "last_activity_ms", json!(at - DAY)), notes);
        let lost = if idle < 25 { 1 } else { 0 } + if idle == 6 { 10 } else { 0 };
        prop_assert_eq!(sum(&now) - sum(&silent), lost, "so does each day of silence");
    }
}

#[test]
fn every_planted_bug_is_caught() {
    let unnoticed = satchel_planted::unnoticed(crate::planted::BUGS, &[]).unwrap();
    assert_eq!(unnoticed, Vec::<String>::new());
}

// covers(LEAD-2)
#[test]
fn generated_leads_have_many_different_scores() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let leads = (0..300).map(|_| any_lead().new_tree(&mut runner).unwrap().current());
    let scores: BTreeSet<i64> = leads.map(|lead| reckon(&lead, 1).score).collect();
    assert!(scores.len() >= 20, "{scores:?}");
}

fn score(world: &World, lead: &Record) -> f64 {
    world.get("lead", id(lead)).unwrap()["score"].as_f64().unwrap()
}

// covers(LEAD-2, LEAD-5)
#[test]
fn a_score_is_kept_in_step_with_the_lead_its_notes_and_the_rules() {
    let world = world();
    let made = lead(&world, json!({}));
    let first = score(&world, &made);
    let hot = world.patch("lead", id(&made), json!({ "rating": "hot" })).unwrap();
    assert_eq!(hot["score"], first + 15.0);
    let note = world.create("note", json!({ "lead_id": made["id"], "body": "Called" })).unwrap();
    assert_eq!(score(&world, &made), first + 19.0);
    let trash = |kind: &str, id, trashed| {
        world
            .cx()
            .write_record("Trash", |rules| {
                satchel_feature::records::set_trashed(rules, rules.registry.kind(kind)?, id, trashed)
            })
            .unwrap()
    };
    trash("note", id(&note), true);
    assert_eq!(score(&world, &made), first + 15.0, "a note in the trash counts for nothing");
    world.cx().write_record("Begin", |rules| super::rules::begin(rules, true)).unwrap();
    assert_eq!(score(&world, &made), first + 15.0, "the rules say what they said");
    let rule = usual::id("hot");
    assert_eq!(text(&world.get("score_rule", rule).unwrap(), "name"), "Als heiß eingestuft");
    world.patch("score_rule", rule, json!({ "points": 20 })).unwrap();
    assert_eq!(score(&world, &made), first + 20.0);
    world.patch("score_rule", rule, json!({ "paused": true })).unwrap();
    assert_eq!(score(&world, &made), first);
    world.patch("score_rule", rule, json!({ "paused": false })).unwrap();
    trash("score_rule", rule, true);
    assert_eq!(score(&world, &made), first);
}

// covers(LEAD-2)
#[test]
fn a_rule_that_cannot_be_asked_or_feeds_itself_is_refused() {
    let world = world();
    let is = |field: &str, value: Value| {
        json!({ "is": { "field": field, "op": "equals", "value": value } }).to_string()
    };
    let rule = |change: Value| {
        let mut rule = json!({ "name": "A", "dimension": "fit", "points": 5 });
        rule.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        world.create("score_rule", rule)
    };
    for (filter, code) in [
        (is("score", json!(5)), "rule_feeds_itself"),
        (
            json!({ "not": { "and": [{ "is": { "field": "status", "op": "empty" } }] } }).to_string(),
            "rule_feeds_itself",
        ),
        ("{".to_owned(), "invalid"),
    ] {
        let refused = rule(json!({ "filter": filter })).unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (code, Some("filter")));
    }
    assert_eq!(
        rule(json!({ "filter": is("shoe_size", json!(5)) })).unwrap_err().field.as_deref(),
        Some("filter")
    );
    for (field, wrong) in [
        ("points", json!({ "points": 101 })),
        ("points", json!({ "points": 1.5 })),
        ("each", json!({ "each": "score" })),
        ("up_to", json!({ "each": "note_count", "up_to": 0 })),
    ] {
        assert_eq!(rule(wrong).unwrap_err().field.as_deref(), Some(field));
    }
    assert!(rule(json!({ "filter": is("rating", json!("hot")) })).is_ok());
}

// covers(LEAD-3)
#[test]
fn a_lead_that_scores_enough_is_qualified_with_the_reason_and_not_again_once_taken_back() {
    let world = world();
    let made = lead(&world, json!({}));
    let rule = json!({ "name": "Worth a call", "min_score": score(&world, &made) + 10.0 });
    let rule = world.create("qualify_rule", rule).unwrap();
    assert_eq!(text(&world.get("lead", id(&made)).unwrap(), "status"), "new");
    let hot = world.patch("lead", id(&made), json!({ "rating": "hot" })).unwrap();
    assert_eq!(text(&hot, "status"), "qualified");
    assert!(text(&hot, "qualified_reason").starts_with("Worth a call: score "), "{hot:?}");
    let back = world.patch("lead", id(&made), json!({ "status": "working" })).unwrap();
    assert_eq!((text(&back, "status"), &back["held"]), ("working", &json!(true)));
    let later = world.patch("lead", id(&made), json!({ "next_step": "Call" })).unwrap();
    assert_eq!(text(&later, "status"), "working", "what the seller took back stays so");
    let other = lead(&world, json!({ "given": "Max", "rating": "hot", "country": "FR" }));
    assert_eq!(text(&other, "status"), "qualified");
    world.patch("qualify_rule", id(&rule), json!({ "filter": json!({ "is": { "field": "country", "op": "equals", "value": "DE" } }).to_string() })).unwrap();
    let abroad = lead(&world, json!({ "given": "Eve", "rating": "hot", "country": "FR" }));
    assert_eq!(text(&abroad, "status"), "new", "the condition must hold as well");
}
