//! Companies on a temporary vault.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use satchel_feature::records::{self, Record, RuleCx};
use satchel_feature::world::{World, id};
use satchel_kernel::Id;
use satchel_vault::{VaultError, What};
use serde_json::{Value, json};

fn world() -> World {
    World::new(crate::registry().unwrap()).unwrap()
}

// covers(CON-16)
#[test]
fn domains_are_kept_as_hosts() {
    let world = world();
    let typed = ["https://www.Acme.example/about", "info@acme.example", "shop.acme.example"];
    let typed = typed.map(|domain| json!({ "value": domain }));
    let acme = world.create("company", json!({ "name": "Acme", "domains": typed })).unwrap();
    let hosts: Vec<_> = acme["domains"].as_array().unwrap().iter().map(|d| d["value"].clone()).collect();
    assert_eq!(hosts, ["acme.example", "shop.acme.example"]);
    let bad =
        world.create("company", json!({ "name": "B", "domains": [{ "value": "no domain" }] })).unwrap_err();
    assert_eq!(bad.field.as_deref(), Some("domains.0"));
    assert_eq!(
        world.create("company", json!({ "industry": "x" })).unwrap_err().field.as_deref(),
        Some("name")
    );
}

/// A world in which an undo brings derived fields in line, as in an open vault.
fn minding() -> World {
    let world = world();
    let cx = world.cx();
    world.cx().vault.on_restored(Box::new(move |tx, kind, id| {
        let catalogue = cx.catalogue();
        let rules = RuleCx {
            conn: tx,
            registry: &cx.registry,
            catalogue: &catalogue,
            now_ms: tx.now_ms(),
            region: "DE",
        };
        records::derive(&rules, kind, id).map_err(VaultError::Inner)
    }));
    world
}

fn company(world: &World, name: &str, parent: Option<&Record>) -> Record {
    world.create("company", json!({ "name": name, "parent_id": parent.map(|of| of["id"].clone()) })).unwrap()
}

/// The last change set.
fn last_set(world: &World) -> Id {
    world.cx().vault.read(|conn| satchel_vault::changes::sets(conn, None, 1)).unwrap()[0].id
}

fn ask(world: &World, name: &str, input: Value) -> Value {
    let table = super::commands::table();
    let command = table.iter().find(|command| command.name == name).unwrap();
    (command.run)(&mut world.cx(), input).unwrap()
}

// covers(CON-18)
#[test]
fn a_company_cannot_be_above_itself_and_the_refusal_names_the_chain() {
    let world = world();
    let top = company(&world, "Top", None);
    let middle = company(&world, "Middle", Some(&top));
    let low = company(&world, "Low", Some(&middle));
    let under =
        |parent: &Record| world.patch("company", id(&top), json!({ "parent_id": parent["id"] })).unwrap_err();
    let itself = under(&top);
    assert_eq!((itself.code, itself.field.as_deref()), ("belongs_to_itself", Some("parent_id")));
    let ring = under(&low);
    assert_eq!((ring.code, ring.field.as_deref()), ("company_ring", Some("parent_id")));
    assert_eq!(ring.details.unwrap()["chain"], "Top → Middle → Low");
    assert_eq!(
        world.patch("company", id(&low), json!({ "parent_id": top["id"] })).unwrap()["parent_id"],
        top["id"]
    );
}

// covers(CON-18)
#[test]
fn a_group_has_at_most_a_hundred_levels() {
    let world = world();
    let mut last = company(&world, "0", None);
    for level in 1..super::parents::MOST_LEVELS {
        last = company(&world, &level.to_string(), Some(&last));
    }
    let deeper = world.create("company", json!({ "name": "deeper", "parent_id": last["id"] })).unwrap_err();
    assert_eq!((deeper.code, deeper.field.as_deref()), ("group_too_deep", Some("parent_id")));
}

// covers(CON-18)
#[test]
fn a_group_is_everything_below_the_company_at_the_top_with_its_sums() {
    let world = world();
    let top = company(&world, "Holding", None);
    let (north, south) = (company(&world, "North", Some(&top)), company(&world, "South", Some(&top)));
    let deep = company(&world, "North Tools", Some(&north));
    company(&world, "Somebody else", None);
    let ada = json!([{ "company_id": north["id"] }, { "company_id": south["id"] }]);
    world.create("contact", json!({ "given": "Ada", "jobs": ada })).unwrap();
    let left = json!([{ "company_id": deep["id"], "to": "2020-01-31" }]);
    world.create("contact", json!({ "given": "Bob", "jobs": left })).unwrap();
    world.create("contact", json!({ "given": "Cy", "jobs": [{ "company_id": deep["id"] }] })).unwrap();
    let worth = |amount: i64| crate::kept::OpenDeals {
        count: 2,
        amount: Some(satchel_kernel::money::Money { minor: amount, currency: "EUR".into() }),
    };
    world
        .cx()
        .write_record("Deals", |rules| {
            worth(500).set(rules.conn, "company", id(&deep))?;
            worth(250).set(rules.conn, "company", id(&top))
        })
        .unwrap();
    let group = ask(&world, "companies.group", json!({ "id": deep["id"] }));
    let told = |field: &str| {
        group["companies"].as_array().unwrap().iter().map(|one| one[field].clone()).collect::<Vec<_>>()
    };
    assert_eq!(group["top_id"], top["id"]);
    assert_eq!(told("name"), ["Holding", "North", "South", "North Tools"]);
    assert_eq!(told("depth"), [0, 1, 1, 2]);
    assert_eq!(told("people"), [0, 1, 1, 1]);
    assert_eq!(group["people"], 2, "Ada works at two of them and counts once, Bob left");
    assert_eq!((&group["open_deals"], &group["open_amount"]["minor"]), (&json!(4), &json!(750)));
}

// covers(CON-16, CON-17)
#[test]
fn members_are_told_with_their_role_and_time_and_the_former_apart() {
    let world = world();
    let acme = company(&world, "Acme", None);
    let of = acme["id"].clone();
    let boss = json!([{ "company_id": of, "title": "CEO", "from": "2019-05-01" }]);
    let boss = world.create("contact", json!({ "given": "Zoe", "jobs": boss })).unwrap();
    let jobs = json!([
        { "company_id": of, "title": "Buyer", "role": "Purchasing", "from": "2022-01-01", "reports_to_id": boss["id"] },
        { "company_id": of, "title": "Trainee", "from": "2020-01-01", "to": "2021-12-31" }
    ]);
    world.create("contact", json!({ "given": "Ada", "jobs": jobs })).unwrap();
    let told = |which: &str| ask(&world, "companies.members", json!({ "id": of, "which": which }));
    let all = told("all");
    assert_eq!((&all["present"], &all["former"]), (&json!(2), &json!(1)));
    let first = &all["members"][0];
    assert_eq!(
        (&first["title"], &first["role"], &first["reports_to"]),
        (&json!("Buyer"), &json!("Purchasing"), &json!("Zoe"))
    );
    assert_eq!((told("present")["members"].as_array().unwrap().len()), 2);
    let former = told("former");
    assert_eq!(former["members"][0]["to"], "2021-12-31");
    assert_eq!(former["members"].as_array().unwrap().len(), 1);
}

// covers(CON-19)
#[test]
fn nobody_reports_to_somebody_below_them_and_the_chart_has_no_line_out_of_the_company() {
    let world = minding();
    let (acme, other) = (company(&world, "Acme", None), company(&world, "Other", None));
    let job = |company: &Record, boss: Option<&Record>| json!({ "jobs": [{ "company_id": company["id"], "reports_to_id": boss.map(|boss| boss["id"].clone()) }] });
    let with_name = |name: &str, job: Value| {
        let mut contact = json!({ "given": name });
        contact["jobs"] = job["jobs"].clone();
        world.create("contact", contact).unwrap()
    };
    let ada = with_name("Ada", job(&acme, None));
    let bob = with_name("Bob", job(&acme, Some(&ada)));
    let cy = with_name("Cy", job(&acme, Some(&bob)));
    let dee = with_name("Dee", job(&other, None));
    let under = |boss: &Record| world.patch("contact", id(&ada), job(&acme, Some(boss))).unwrap_err();
    let ring = under(&cy);
    assert_eq!((ring.code, ring.field.as_deref()), ("reports_in_a_ring", Some("jobs.0.reports_to_id")));
    assert_eq!(ring.details.unwrap()["chain"], "Cy → Bob → Ada");
    assert_eq!(under(&ada).code, "reports_to_oneself");
    assert_eq!(under(&dee).code, "manager_elsewhere");
    let people = |of: &Record| ask(&world, "companies.chart", json!({ "id": of["id"] }))["people"].clone();
    let managers: Vec<Value> =
        people(&acme).as_array().unwrap().iter().map(|one| one["reports_to_id"].clone()).collect();
    assert_eq!(managers, [Value::Null, ada["id"].clone(), bob["id"].clone()]);
    // Bob leaves: Cy's line leads nowhere.
    let left = json!({ "jobs": [{ "company_id": acme["id"], "to": "2020-01-31" }] });
    world.patch("contact", id(&bob), left).unwrap();
    let now = people(&acme);
    assert_eq!((now.as_array().unwrap().len(), &now[1]["reports_to_id"]), (2, &Value::Null));
    // A line that would come back as a ring is left out: Ada no longer reports to Eve, Eve reports to Ada, undo the first.
    let eve = with_name("Eve", job(&acme, None));
    world.patch("contact", id(&ada), job(&acme, Some(&eve))).unwrap();
    world.patch("contact", id(&ada), job(&acme, None)).unwrap();
    let cut = last_set(&world);
    world.patch("contact", id(&eve), job(&acme, Some(&ada))).unwrap();
    world.cx().vault.undo(What::Set(cut), None, &world.cx().act("Undo")).unwrap();
    let line = |of: &Record| world.get("contact", id(of)).unwrap()["jobs"][0].get("reports_to_id").cloned();
    assert_eq!((line(&ada), line(&eve)), (None, Some(ada["id"].clone())));
}

// covers(CON-21)
#[test]
fn everybody_has_one_role_at_a_company_and_grades_are_checked() {
    let world = world();
    let ada = world.create("contact", json!({ "given": "Ada" })).unwrap();
    let of = |rows: Value| world.create("company", json!({ "name": "Acme", "stakeholders": rows }));
    let twice = json!([{ "contact_id": ada["id"], "role": "champion", "influence": 4, "stance": "for" },
                       { "contact_id": ada["id"], "role": "blocker" }]);
    let acme = of(twice).unwrap();
    assert_eq!(acme["stakeholders"].as_array().unwrap().len(), 1);
    assert_eq!(acme["stakeholders"][0]["role"], "champion");
    for (field, row) in [
        ("stakeholders.0.contact_id", json!({ "contact_id": Id::new() })),
        ("stakeholders.0.influence", json!({ "contact_id": ada["id"], "influence": 6 })),
        ("stakeholders.0.influence", json!({ "contact_id": ada["id"], "influence": 2.5 })),
        ("stakeholders.0.role", json!({ "contact_id": ada["id"], "role": "king" })),
    ] {
        assert_eq!(of(json!([row])).unwrap_err().field.as_deref(), Some(field));
    }
}

/// One step in the life of a few companies.
#[derive(Clone, Debug)]
enum Step {
    /// One is put under another.
    Under(usize, usize),
    /// One is put under none.
    Free(usize),
    /// The change so many before the last is taken back.
    Undo(usize),
}

/// So few that they soon stand around in a ring.
const COMPANIES: usize = 4;

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..COMPANIES, 0..COMPANIES).prop_map(|(one, other)| Step::Under(one, other)),
        1 => (0..COMPANIES).prop_map(Step::Free),
        4 => (1..4_usize).prop_map(Step::Undo),
    ]
}

/// Who stands under whom.
fn parents(world: &World, ids: &[Id]) -> BTreeMap<Id, Id> {
    let of = |id: &Id| {
        let record = world.get("company", *id).unwrap();
        Some((*id, super::parents::id_in(&record, "parent_id")?))
    };
    ids.iter().filter_map(of).collect()
}

fn below(parents: &BTreeMap<Id, Id>, top: Id) -> BTreeSet<Id> {
    let mut all = BTreeSet::from([top]);
    while let Some((more, _)) = parents.iter().find(|(id, parent)| all.contains(parent) && !all.contains(id))
    {
        all.insert(*more);
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    // covers(CON-18, QA-2)
    #[test]
    fn law_no_company_ever_stands_above_itself(steps in proptest::collection::vec(any_step(), 1..40)) {
        let world = minding();
        let ids: Vec<Id> = (0..COMPANIES).map(|at| id(&company(&world, &at.to_string(), None))).collect();
        let made = last_set(&world);
        let mut sets = Vec::new();
        for step in steps {
            let before = parents(&world, &ids);
            match step {
                Step::Under(one, other) => {
                    let patched = world.patch("company", ids[one], json!({ "parent_id": ids[other] }));
                    let ring = below(&before, ids[one]).contains(&ids[other]);
                    prop_assert_eq!(patched.is_err(), ring, "refused only what closes a ring");
                }
                Step::Free(one) => {
                    world.patch("company", ids[one], json!({ "parent_id": null })).unwrap();
                }
                Step::Undo(back) => {
                    if let Some(set) = sets.iter().rev().nth(back) {
                        // What was taken back already is refused.
                        let _ = world.cx().vault.undo(What::Set(*set), None, &world.cx().act("Undo"));
                    }
                }
            }
            // A step that changed nothing made no set; what made the companies themselves stays.
            let set = last_set(&world);
            if set != made && sets.last() != Some(&set) {
                sets.push(set);
            }
            let now = parents(&world, &ids);
            for one in &ids {
                let mut above = now.get(one);
                for _ in 0..ids.len() {
                    prop_assert_ne!(above, Some(one));
                    above = above.and_then(|next| now.get(next));
                }
            }
            let group = ask(&world, "companies.group", json!({ "id": ids[0] }));
            let top: Id = serde_json::from_value(group["top_id"].clone()).unwrap();
            let told: BTreeSet<Id> = group["companies"].as_array().unwrap().iter()
                .map(|one| serde_json::from_value(one["id"].clone()).unwrap()).collect();
            prop_assert!(!now.contains_key(&top));
            prop_assert_eq!(told, below(&now, top), "the group is what the links say");
        }
    }
}

#[cfg(debug_assertions)]
// covers(QA-2)
#[test]
fn every_planted_bug_is_caught() {
    let unnoticed = satchel_planted::unnoticed(crate::planted::GROUP_BUGS, &[]).unwrap();
    assert_eq!(unnoticed, Vec::<String>::new());
}

// covers(CON-16)
#[test]
fn people_and_subsidiaries_are_found_by_their_link() {
    let world = world();
    let acme = world.create("company", json!({ "name": "Acme" })).unwrap();
    let sub = world.create("company", json!({ "name": "Acme Tools", "parent_id": acme["id"] })).unwrap();
    let past = json!([{ "company": "ACME", "to": "2020-01-31" }, { "company": "Other" }]);
    let ada = world.create("contact", json!({ "given": "Ada", "jobs": past })).unwrap();
    world.create("contact", json!({ "given": "Bob", "jobs": [{ "company": "Acme Tools" }] })).unwrap();
    let found = |kind: &str, field: &str| {
        let filter = json!({ "is": { "field": field, "op": "equals", "value": acme["id"] } });
        let query = serde_json::from_value(json!({ "filter": filter })).unwrap();
        world.cx().list_all(kind, &query).unwrap()
    };
    assert_eq!(
        found("contact", "jobs.company_id"),
        [id(&ada)],
        "by the link, whatever the name, past jobs too"
    );
    assert_eq!(found("company", "parent_id"), [id(&sub)]);
}
