//! What answers teach: the laws of it, and answers given in a vault and taken back.

use proptest::prelude::*;
use satchel_feature::world::{World, id};
use satchel_kernel::Id;
use serde_json::{Value, json};

use super::learning::{Learnt, Lesson, TRAITS, Traits, log_odds};
use super::tests::word;
use super::{CERTAIN, PROBABLE};

fn lesson() -> impl Strategy<Value = Lesson> {
    (traits(), 0.001..0.9999_f64, any::<bool>()).prop_map(|(traits, shipped, is_one)| Lesson {
        traits,
        odds: log_odds(shipped),
        is_one,
    })
}

fn traits() -> impl Strategy<Value = Traits> {
    proptest::collection::vec(proptest::sample::select(&TRAITS[..]), 1..9).prop_map(Traits::named)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    // covers(CON-3, QA-3)
    #[test]
    fn law_without_answers_the_model_is_as_shipped(shipped in 0.0..=1.0_f64, traits in traits()) {
        let learnt = Learnt::of(Vec::new());
        prop_assert_eq!(learnt.probability(shipped, traits).to_bits(), shipped.to_bits());
        prop_assert_eq!(learnt.least(shipped).to_bits(), shipped.to_bits());
        prop_assert_eq!(learnt.tell(shipped, traits), None);
    }

    // covers(CON-3, QA-3)
    #[test]
    fn law_the_order_of_answers_says_nothing(lessons in proptest::collection::vec(lesson(), 2..40), turn in 1..40_usize) {
        let mut other = lessons.clone();
        other.reverse();
        other.rotate_left(turn % lessons.len());
        prop_assert_eq!(Learnt::of(lessons), Learnt::of(other));
    }

    // covers(CON-3, QA-3)
    #[test]
    fn law_nothing_becomes_certain_nothing_offered_is_lost_and_all_of_it_is_bounded(
        lessons in proptest::collection::vec(lesson(), 1..40),
        same in lesson(),
        shipped in 0.001..0.999_f64,
        traits in traits(),
    ) {
        let mut lessons = lessons;
        lessons.extend(std::iter::repeat_n(same, 60));
        let learnt = Learnt::of(lessons);
        for traits in [traits, same.traits] {
            let now = learnt.probability(shipped, traits);
            prop_assert!((shipped >= CERTAIN) || now < CERTAIN, "{} {}", shipped, now);
            prop_assert!((shipped < PROBABLE) || now >= PROBABLE, "{} {}", shipped, now);
            let moved = log_odds(now) - log_odds(shipped);
            prop_assert!(moved.abs() <= 2.0 + 1e-9, "{} {}", shipped, now);
            prop_assert!(learnt.least(now) <= shipped + 1e-12, "what may be so likely by now is read");
            let told = learnt.tell(shipped, traits).map_or(0.0, |told| told.weight);
            prop_assert!((told - moved).abs() <= 0.1 + 1e-9, "what is told is what was moved");
        }
    }
}

/// So many answers of one sort to a pair.
fn answers(many: usize, shipped: f64, is_one: bool, codes: &[&str]) -> Vec<Lesson> {
    let traits = Traits::named(codes.iter().copied());
    vec![Lesson { traits, odds: log_odds(shipped), is_one }; many]
}

// covers(CON-3)
#[test]
fn law_a_slip_about_what_is_nearly_certain_moves_next_to_nothing() {
    let codes = ["same_phone", "same_family", "same_given"];
    let now = Learnt::of(answers(5, 0.999, false, &codes)).probability(0.6, Traits::named(codes));
    assert!(now > 0.58, "{now}");
}

// covers(CON-3)
#[test]
fn answers_move_pairs_like_those_answered_and_say_so() {
    let like = Traits::named(["same_phone", "other_given", "same_family"]);
    let half = Traits::named(["same_phone", "same_given"]);
    let other = Traits::named(["same_birthday", "like_given"]);
    let now = |many: usize, is_one: bool, traits: Traits| {
        let codes: Vec<_> = like.codes().collect();
        Learnt::of(answers(many, 0.4, is_one, &codes)).probability(0.4, traits)
    };
    let two: Vec<f64> = [0, 1, 5, 20, 400].iter().map(|many| now(*many, false, like)).collect();
    assert!(two.windows(2).all(|w| w[1] < w[0]), "the more, the surer: {two:?}");
    assert!(two[1] > 0.38, "one answer says little: {two:?}");
    assert!(two[3] < 0.27, "twenty say something: {two:?}");
    assert!(now(20, true, like) > 0.5, "{}", now(20, true, like));
    let (half, other) = (now(20, false, half), now(20, false, other));
    assert!(two[3] < half && half < 0.4 && other == 0.4, "by how much they are alike: {half} {other}");
    let codes: Vec<_> = like.codes().collect();
    let told = |many| Learnt::of(answers(many, 0.4, false, &codes)).tell(0.4, like);
    let said = told(20).unwrap();
    assert!(said.code == "answered_two" && said.weight < -0.5, "{said:?}");
    assert!(told(3).is_none_or(|said| said.weight > -0.5), "of three it is not said that they were several");
}

#[test]
fn every_code_of_evidence_is_a_trait() {
    let sources = [include_str!("model.rs"), include_str!("firm.rs"), include_str!("prospect.rs")].concat();
    let sorts = ["same_", "like_", "other_", "short_", "part_", "crossed_", "two_"];
    let is_code = |text: &&str| {
        text.chars().all(|c| c.is_ascii_lowercase() || c == '_')
            && (*text == "initial" || sorts.iter().any(|sort| text.starts_with(sort) && text != sort))
    };
    let mut codes: Vec<&str> = sources.split('"').filter(is_code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes, TRAITS);
}

fn ask(world: &World, name: &str, input: Value) -> Value {
    let table = crate::commands(&world.cx().registry);
    let command = table.iter().find(|command| command.name == name).unwrap();
    (command.run)(&mut world.cx(), input).unwrap()
}

/// A vault of so many pairs of one name that differ in something, every one of them as doubtful as the next.
fn doubtful(kind: &str, pairs: usize) -> World {
    let world = World::new(crate::registry().unwrap()).unwrap();
    for n in 0..pairs * 2 {
        let name = word(n / 2 + 1_000);
        let record = match kind {
            "company" => json!({ "name": name, "domains": [{ "value": format!("{}.example", word(n)) }] }),
            _ => {
                let phone = format!("+49 30 {}", 9_018_200 + n * 13_717);
                json!({ "given": "Zora", "family": name, "phones": [{ "value": phone }] })
            }
        };
        id(&world.create(kind, record).unwrap());
    }
    world
}

fn undo(world: &World) {
    let cx = world.cx();
    cx.vault.undo(satchel_vault::What::Last, None, &cx.act("Undo")).unwrap();
}

fn two(pair: &Value) -> (Value, Value) {
    (pair["records"][0]["id"].clone(), pair["records"][1]["id"].clone())
}

/// Of the pairs that are asked about how likely they are.
fn said(found: &Value) -> Vec<f64> {
    found["pairs"].as_array().unwrap().iter().map(|pair| pair["probability"].as_f64().unwrap()).collect()
}

// covers(CON-3)
#[test]
fn answers_of_a_vault_teach_and_taking_them_back_takes_the_lesson_back() {
    for (kind, plural) in [("contact", "contacts"), ("company", "companies")] {
        let world = doubtful(kind, 16);
        let find = || ask(&world, &format!("{plural}.duplicates"), json!({}));
        let before = find();
        let pairs = before["pairs"].as_array().unwrap().clone();
        assert_eq!((pairs.len(), &before["learnt_from"]), (16, &json!(0)), "{before:#}");
        let doubt = said(&before)[0];
        assert!((PROBABLE..CERTAIN).contains(&doubt), "{kind}: {doubt}");

        // Ten are two.
        for pair in &pairs[..10] {
            let (id, other) = two(pair);
            ask(&world, &format!("{plural}.set_apart"), json!({ "id": id, "other": other }));
        }
        let after = find();
        assert_eq!((&after["learnt_from"], said(&after).len()), (&json!(10), 6));
        assert!(said(&after).iter().all(|now| *now < doubt - 0.02), "{kind}: {doubt} {:?}", said(&after));
        let told = after["pairs"][0]["evidence"].as_array().unwrap().last().unwrap();
        assert_eq!(told["code"], "answered_two", "{after:#}");
        // Who does not want it has the model as it was shipped.
        let learn = |on: bool| {
            let cx = world.cx();
            let act = cx.act("Change settings");
            let value = json!(on);
            let set = satchel_vault::settings::set;
            cx.vault.write(&act, |tx| set(tx, "learn_from_answers", &value)).unwrap();
        };
        learn(false);
        assert_eq!((&find()["learnt_from"], said(&find())), (&json!(0), said(&before)[10..].to_vec()));
        learn(true);
        assert_eq!(find(), after);
        undo(&world);
        undo(&world);
        for _ in 0..10 {
            undo(&world);
        }
        assert_eq!(find(), before, "{kind}: as if nothing had been answered");

        // Ten are one.
        for pair in &pairs[..10] {
            let (id, other) = two(pair);
            ask(&world, &format!("{plural}.merge"), json!({ "id": id, "others": [other] }));
        }
        let after = find();
        assert_eq!((&after["learnt_from"], said(&after).len()), (&json!(10), 6));
        assert!(said(&after).iter().all(|now| *now > doubt && *now < CERTAIN), "{kind}: {:?}", said(&after));
        for pair in pairs[..10].iter().rev() {
            ask(&world, &format!("{plural}.unmerge"), json!({ "id": two(pair).1 }));
        }
        let apart = find();
        assert_eq!((&apart["learnt_from"], said(&apart)), (&json!(0), said(&before)), "{kind}: apart again");
    }
}

// covers(CON-3)
#[test]
fn what_was_not_offered_teaches_nothing_and_a_later_merge_keeps_its_lesson() {
    let world = doubtful("contact", 2);
    let contact = |given: &str, family: &str| -> Id {
        id(&world.create("contact", json!({ "given": given, "family": family })).unwrap())
    };
    let (zora, zoe) = (contact("Zora", "Quill"), contact("Zora", "Quill"));
    let stranger = contact("Umberto", "Ekström");
    let learnt = || ask(&world, "contacts.duplicates", json!({}))["learnt_from"].clone();
    assert_eq!(learnt(), json!(0));
    ask(&world, "contacts.merge", json!({ "id": zora, "others": [stranger] }));
    assert_eq!(learnt(), json!(0), "nobody asked about these two");
    ask(&world, "contacts.merge", json!({ "id": zora, "others": [zoe] }));
    assert_eq!(learnt(), json!(1));
    // Taking the stranger out undoes the later merge and makes it again.
    let apart = ask(&world, "contacts.unmerge", json!({ "id": stranger }));
    assert_eq!((&apart["again"], learnt()), (&json!(1), json!(1)), "{apart:#}");
}

#[cfg(debug_assertions)]
// covers(QA-2)
#[test]
fn every_planted_bug_is_caught() {
    let unnoticed = satchel_planted::unnoticed(crate::planted::LEARNING_BUGS, &[]).unwrap();
    assert_eq!(unnoticed, Vec::<String>::new());
}
