//! Committees: what somebody counts, why, and what is missing.

use proptest::prelude::*;
use satchel_feature::records::Record;
use satchel_feature::world::{World, id};
use satchel_kernel::Id;
use serde_json::{Value, json};

use super::gaps::{Sort, gaps};
use super::influence::{Known, Rank, rank, reasons, score};
use super::model::Stakeholder;

const DAY: i64 = 86_400_000;

fn world() -> World {
    World::new(crate::join(satchel_selling::kinds(satchel_people::registry().unwrap()))).unwrap()
}

fn ask(world: &World, name: &str, input: Value) -> satchel_kernel::Result<Value> {
    let table = super::commands::table();
    let command = table.iter().find(|command| command.name == name).unwrap();
    (command.run)(&mut world.cx(), input)
}

const TITLES: [&str; 6] = ["", "Head of Purchasing", "CEO", "Senior Buyer", "Teamleiterin Einkauf", "Clerk"];
const KNOWN_ROLES: [&str; 4] = ["", "decision_maker", "champion", "user"];

proptest! {
    // covers(CON-22)
    #[test]
    fn what_is_given_adds_up_and_more_never_counts_less(
        role in 0..KNOWN_ROLES.len(), title in 0..TITLES.len(), reports in 0_u32..9,
        spoken in 0_u32..40, others in 0_u32..40, days in proptest::option::of(0_u32..200), ties in 0_u32..90, said in proptest::option::of(1_u8..6)
    ) {
        let known = Known {
            role: KNOWN_ROLES[role], title: TITLES[title], reports, conversations: spoken, of_all: spoken + others,
            days_since: days, ties, said
        };
        let given = reasons(&known);
        let sum = score(&given);
        prop_assert_eq!(sum, given.iter().map(|one| one.points).sum::<u32>());
        prop_assert!(sum <= 100);
        prop_assert!(given.iter().all(|one| one.points > 0), "nothing is told that gives nothing");
        let with = |change: &dyn Fn(&mut Known<'_>)| {
            let mut other = known.clone();
            change(&mut other);
            score(&reasons(&other))
        };
        prop_assert!(with(&|one| one.reports += 1) >= sum);
        let spoken_more = with(&|one| {
            one.conversations += 1;
            one.of_all += 1;
        });
        prop_assert!(spoken_more >= sum);
        prop_assert!(with(&|one| one.of_all += 1) <= sum, "another's conversation");
        prop_assert!(with(&|one| one.days_since = one.days_since.map(|days| days + 1)) <= sum);
        prop_assert!(with(&|one| one.ties += 1) >= sum);
        prop_assert!(with(&|one| one.said = Some(5)) >= sum);
        prop_assert!(with(&|one| one.role = "decision_maker") >= sum);
        prop_assert!(with(&|one| one.title = "CEO") >= sum);
    }
}

// covers(CON-22)
#[test]
fn a_title_says_the_rank_in_english_and_german() {
    for (title, said) in [
        ("CEO", Some(Rank::Top)),
        ("Geschäftsführerin", Some(Rank::Top)),
        ("Vice President Sales", Some(Rank::Head)),
        ("Director of Operations", Some(Rank::Head)),
        ("Einkaufsleiter", Some(Rank::Head)),
        ("Teamleiterin Einkauf", Some(Rank::Lead)),
        ("Senior Product Manager", Some(Rank::Lead)),
        ("Senior Buyer", Some(Rank::Senior)),
        ("Assistant to the CEO", None),
        ("Vorstandsassistent", None),
        ("Headhunter", None),
        ("", None),
    ] {
        assert_eq!(rank(title), said, "{title}");
    }
}

fn somebody(name: &str, role: Option<&str>, days: Option<i64>, stance: Option<&str>) -> Stakeholder {
    Stakeholder {
        contact_id: Id::new(),
        name: name.to_owned(),
        title: None,
        photo: None,
        role: role.map(str::to_owned),
        influence: None,
        stance: stance.map(str::to_owned),
        note: None,
        last_activity_ms: days.map(|days| 400 * DAY - days * DAY),
        conversations: 0,
        reports: 0,
        ties: 0,
        placed: true,
        score: 0,
        reasons: Vec::new(),
    }
}

// covers(CON-21)
#[test]
fn what_is_missing_is_said() {
    let told =
        |people: &[Stakeholder]| gaps(people, 400 * DAY).into_iter().map(|gap| gap.sort).collect::<Vec<_>>();
    assert_eq!(told(&[]), [Sort::NoDecisionMaker, Sort::NoChampion]);
    let decider = |days, stance| somebody("Dee", Some("decision_maker"), days, stance);
    let champion = somebody("Cy", Some("champion"), Some(3), Some("for"));
    assert_eq!(told(&[decider(Some(5), None), champion.clone()]), []);
    assert_eq!(told(&[decider(Some(29), None), champion.clone()]), []);
    assert_eq!(told(&[decider(Some(30), None), champion.clone()]), [Sort::DecisionMakerNotSpokenTo]);
    assert_eq!(told(&[decider(Some(5), Some("against")), champion.clone()]), [Sort::DecisionMakerAgainst]);
    let blocker = somebody("Bo", Some("blocker"), None, Some("against"));
    assert_eq!(told(&[decider(Some(5), None), champion, blocker]), [Sort::BlockerNotSpokenTo]);
    assert_eq!(told(&[decider(None, None)]), [Sort::NobodySpokenTo, Sort::NoChampion, Sort::OnePerson]);
    let silent = gaps(&[decider(Some(44), None)], 400 * DAY);
    assert_eq!((silent[0].sort, silent[0].days), (Sort::NobodySpokenTo, Some(44)));
}

fn column<'a>(committee: &'a Value, role: &str) -> &'a Vec<Value> {
    let columns = committee["columns"].as_array().unwrap();
    let found = columns.iter().find(|column| column["role"].as_str().unwrap_or_default() == role);
    found.unwrap()["people"].as_array().unwrap()
}

fn contact(world: &World, name: &str, title: &str, company: &Record) -> Record {
    let jobs = json!([{ "company_id": company["id"], "title": title }]);
    world.create("contact", json!({ "given": name, "jobs": jobs })).unwrap()
}

// covers(CON-21, CON-22)
#[test]
fn people_are_placed_weighed_taken_off_and_it_is_one_change_each() {
    let world = world();
    let acme = world.create("company", json!({ "name": "Acme" })).unwrap();
    let ada = contact(&world, "Ada", "CEO", &acme);
    let bob = contact(&world, "Bob", "Buyer", &acme);
    let now = jiff::Timestamp::now().as_millisecond();
    let said = |whom: &Record, days: i64| {
        let said = json!({ "channel": "call", "at_ms": now - days * DAY, "contacts": [whom["id"]] });
        world.create("communication", said).unwrap()
    };
    said(&bob, 2);
    said(&bob, 400);
    let look = || ask(&world, "companies.committee", json!({ "id": acme["id"] })).unwrap();
    assert_eq!(column(&look(), "").len(), 2, "those who work there can be placed");
    let place = |whom: &Record, patch: Value| {
        let input = json!({ "id": acme["id"], "contact_id": whom["id"], "patch": patch });
        ask(&world, "companies.place", input)
    };
    place(&ada, json!({ "role": "decision_maker", "influence": 5 })).unwrap();
    place(&bob, json!({ "role": "champion", "stance": "for", "note": "Asks for a test" })).unwrap();
    let board = look();
    let decider = &column(&board, "decision_maker")[0];
    assert_eq!((&decider["name"], &decider["score"]), (&json!("Ada"), &json!(25 + 20 + 10)));
    let champion = &column(&board, "champion")[0];
    assert_eq!(champion["conversations"], 1, "within a year");
    assert_eq!(champion["score"], 18 + 15 + 15);
    let sum: i64 =
        champion["reasons"].as_array().unwrap().iter().map(|one| one["points"].as_i64().unwrap()).sum();
    assert_eq!(champion["score"], sum);
    assert_eq!(board["gaps"][0]["sort"], "decision_maker_not_spoken_to");
    // Moved to another column, the rest stays.
    place(&bob, json!({ "role": "blocker" })).unwrap();
    let kept = &column(&look(), "blocker")[0].clone();
    assert_eq!((&kept["stance"], &kept["note"]), (&json!("for"), &json!("Asks for a test")));
    let back = world.cx().vault.undo(satchel_vault::What::Last, None, &world.cx().act("Undo")).unwrap();
    assert_eq!(back.label, "Set the role of “Bob” at Acme");
    assert_eq!(column(&look(), "champion").len(), 1);
    for (field, patch) in [
        ("role", json!({ "role": "king" })),
        ("influence", json!({ "influence": 9 })),
        ("name", json!({ "name": "x" })),
    ] {
        assert_eq!(place(&bob, patch).unwrap_err().field.as_deref(), Some(field));
    }
    let off = |whom: &Record| {
        ask(&world, "companies.displace", json!({ "id": acme["id"], "contact_id": whom["id"] }))
    };
    off(&bob).unwrap();
    assert_eq!(off(&bob).unwrap_err().code, "not_on_committee");
    assert_eq!(column(&look(), "").len(), 1);
}

// covers(CON-22)
#[test]
fn who_is_tied_to_more_people_counts_more_and_is_told_why() {
    let world = world();
    let acme = world.create("company", json!({ "name": "Acme" })).unwrap();
    let verde = world.create("company", json!({ "name": "Verde" })).unwrap();
    let [ada, bob] = ["Ada", "Bob"].map(|name| contact(&world, name, "", &acme));
    let others: Vec<Record> =
        ["Cy", "Di", "Eli"].iter().map(|name| contact(&world, name, "", &verde)).collect();
    let ties = || {
        let board = ask(&world, "companies.committee", json!({ "id": acme["id"] })).unwrap();
        let people = column(&board, "").clone();
        let of = |whom: &Record| people.iter().find(|one| one["contact_id"] == whom["id"]).unwrap().clone();
        (of(&ada), of(&bob))
    };
    assert_eq!((&ties().0["ties"], &ties().0["score"]), (&json!(0), &json!(0)), "colleagues there all have");
    // A conversation together, a deal together, somebody named, a boss, a company of before; each of them once.
    let now = jiff::Timestamp::now().as_millisecond();
    for _ in 0..2 {
        let with = json!([ada["id"], others[0]["id"]]);
        world
            .create("communication", json!({ "channel": "meeting", "at_ms": now - DAY, "contacts": with }))
            .unwrap();
    }
    let old = json!({ "channel": "meeting", "at_ms": now - 400 * DAY, "contacts": [ada["id"], bob["id"]] });
    world.create("communication", old).unwrap();
    let with = json!([{ "contact_id": ada["id"] }, { "contact_id": others[1]["id"] }]);
    let deal = world.create("deal", json!({ "name": "Press", "contacts": with })).unwrap();
    world
        .patch(
            "contact",
            others[2]["id"].as_str().unwrap().parse().unwrap(),
            json!({ "relations": [{ "label": "sister", "value": "Ada", "contact_id": ada["id"] }] }),
        )
        .unwrap();
    let jobs = json!([{ "company_id": acme["id"] }, { "company_id": verde["id"], "to": "2020-01-01" }]);
    world.patch("contact", ada["id"].as_str().unwrap().parse().unwrap(), json!({ "jobs": jobs })).unwrap();
    let (central, aside) = ties();
    assert_eq!((&central["ties"], &aside["ties"]), (&json!(4), &json!(0)));
    let why =
        central["reasons"].as_array().unwrap().iter().find(|one| one["rule"] == "ties").unwrap().clone();
    assert_eq!((&why["points"], &why["count"]), (&json!(4), &json!(4)));
    // What is in the trash ties nobody.
    let id = deal["id"].as_str().unwrap().parse().unwrap();
    let gone = world.cx().write_called(|rules| {
        satchel_feature::records::set_trashed(rules, rules.registry.kind("deal")?, id, true)
            .map(|done| ("Delete deal".to_owned(), done))
    });
    gone.unwrap();
    assert_eq!(ties().0["ties"], 3);
}

// covers(CON-21)
#[test]
fn a_deal_has_a_committee_of_its_own_with_the_people_of_its_company_at_hand() {
    let world = world();
    let acme = world.create("company", json!({ "name": "Acme" })).unwrap();
    let ada = contact(&world, "Ada", "CEO", &acme);
    contact(&world, "Bob", "Buyer", &acme);
    let with = json!([{ "contact_id": ada["id"], "role": "champion" }]);
    let deal =
        world.create("deal", json!({ "name": "Press", "company_id": acme["id"], "contacts": with })).unwrap();
    let look = || ask(&world, "deals.committee", json!({ "id": deal["id"] })).unwrap();
    let board = look();
    assert_eq!(column(&board, "champion")[0]["name"], "Ada");
    let free = column(&board, "");
    assert_eq!((free.len(), &free[0]["placed"]), (1, &json!(false)));
    let patch =
        json!({ "id": deal["id"], "contact_id": ada["id"], "patch": { "role": null, "stance": "against" } });
    ask(&world, "deals.place", patch).unwrap();
    let now = world.get("deal", id(&deal)).unwrap();
    assert_eq!((now["contacts"][0].get("role"), &now["contacts"][0]["stance"]), (None, &json!("against")));
    assert_eq!(column(&look(), "").len(), 2);
}
