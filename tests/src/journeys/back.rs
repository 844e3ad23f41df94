//! The laws of taking back. Files are imported, each twice, everything that is offered as a duplicate is merged, and all of
//! it is undone: the vault is what it was, row by row. And an import that changed much of what was there is undone after
//! the seller went on by hand: what is left is what the seller did.
//!
//! The laws prove themselves: `every_planted_bug_is_caught` runs them with each bug that breaks one.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::corpus;
use crate::generator::csv::{self, Product, Shape};
use crate::generator::{Dice, Population, vcard};
use crate::world::{World, ada_and_friends, text};

/// Planted bugs of the vault and of people that break a law of this file.
#[cfg(debug_assertions)]
const BUGS: &[satchel_planted::Bug] = &[
    ("undo_drops_a_field", "journeys::back::law_an_import_undone_after_edits_by_hand_leaves_the_edits"),
    ("part_row_not_logged", "journeys::back::law_an_import_undone_after_edits_by_hand_leaves_the_edits"),
    (
        "undo_takes_later_edits_back",
        "journeys::back::law_an_import_undone_after_edits_by_hand_leaves_the_edits",
    ),
    ("the_clock_gets_into_a_row", "journeys::back::law_merges_come_apart_in_any_order"),
    ("a_list_grows_by_what_it_has", "journeys::back::law_merges_come_apart_in_any_order"),
];

/// People with whom the seller has dealt already: some by hand, some imported, with work and notes about them.
fn lived_in(world: &World) -> Vec<Value> {
    world.import(&ada_and_friends(world), json!({}));
    let make = |command: &str, input: Value| world.call(command, input)["id"].clone();
    let john = json!({ "given": "John", "family": "Doe", "emails": [{ "value": "john.doe@ibm.com" }],
        "phones": [{ "value": "+1 905 555 1234" }], "tags": ["vip"] });
    let john = make("contacts.create", john);
    let jane = make("contacts.create", json!({ "given": "Jane", "family": "Doe", "company": "IBM" }));
    let shoes = json!({ "of": "contact", "name": "Schuhgröße", "type": "number" });
    let shoes = world.ask("fields.create", shoes).map(|field| text(&field["id"]));
    if let Ok(shoes) = shoes {
        world.call("contacts.patch", json!({ "id": jane, "patch": { "custom": { shoes: 38 } } }));
    }
    let people = world.list("contacts", json!({ "limit": 200 }))["rows"].clone();
    let people: Vec<Value> = people.as_array().unwrap().iter().map(|row| row["id"].clone()).collect();
    world.call("pipelines.begin", json!({}));
    make("deals.create", json!({ "name": "Presses", "contacts": [{ "contact_id": john, "role": "user" }] }));
    make("tasks.create", json!({ "title": "Call back", "contacts": [jane, people[0]] }));
    make("notes.create", json!({ "body": "Met at the fair", "contact_id": john }));
    world.call("contacts.patch", json!({ "id": people[0], "patch": { "nickname": "By hand" } }));
    world.call("contacts.delete", json!({ "id": make("contacts.create", json!({ "given": "Gone" })) }));
    people
}

/// Merges every pair that is offered, again and again, until none is; how many merges that took.
fn merge_all(world: &World, mut choose: impl FnMut() -> bool) -> Vec<Value> {
    let mut merged = Vec::new();
    for _ in 0..20 {
        let offered = world.call("contacts.duplicates", json!({ "limit": 1_000 }));
        let pairs = offered["pairs"].as_array().unwrap();
        if pairs.is_empty() {
            return merged;
        }
        let mut now: HashMap<String, String> = HashMap::new();
        for pair in pairs {
            let living = |id: &Value| {
                let mut id = text(id);
                while let Some(into) = now.get(&id) {
                    id.clone_from(into);
                }
                id
            };
            let (mut one, mut other) = (living(&pair["records"][0]["id"]), living(&pair["records"][1]["id"]));
            if one == other {
                continue;
            }
            if choose() {
                std::mem::swap(&mut one, &mut other);
            }
            world.call("contacts.merge", json!({ "id": one, "others": [other] }));
            merged.push(json!(other));
            now.insert(other, one);
        }
    }
    panic!("duplicates are offered without end");
}

/// Takes back the seller's last change, and again, until the log stands where it stood.
fn undo_all(world: &World, times: usize) -> Result<(), String> {
    for n in 0..times {
        let undone = world.call("changes.undo", json!({}));
        if undone["kept"] != json!([]) {
            return Err(format!("undo {n} of {times} leaves something: {undone:#}"));
        }
    }
    Ok(())
}

/// Tells the first difference of two vaults.
fn differ(before: &BTreeMap<String, Vec<String>>, after: &BTreeMap<String, Vec<String>>) -> Option<String> {
    for table in before.keys().chain(after.keys()) {
        let none = Vec::new();
        let (there, here) = (before.get(table).unwrap_or(&none), after.get(table).unwrap_or(&none));
        if there != here {
            let gone: Vec<&String> = there.iter().filter(|row| !here.contains(row)).take(3).collect();
            let new: Vec<&String> = here.iter().filter(|row| !there.contains(row)).take(3).collect();
            return Some(format!("{table}: gone {gone:#?}, new {new:#?}"));
        }
    }
    None
}

/// Imports each file, and again. Whatever stands against the law is told.
fn import_twice(world: &World, files: &[PathBuf]) -> Result<Vec<Value>, String> {
    let mut imports = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy();
        let import = world.import(std::slice::from_ref(file), json!({}));
        if import["state"] != "done" {
            return Err(format!("{name} is {}: {}", import["state"], import["error"]));
        }
        let before = world.logged();
        let again = world.import(std::slice::from_ref(file), json!({}));
        if let Some(what) = differ(&before, &world.logged()) {
            return Err(format!("{name} changes something the second time: {what}"));
        }
        for import in [import, again] {
            // An import that changed nothing is nothing to take back.
            if import["change_set"].is_string() && import["set_state"] == "sealed" {
                imports.push(import);
            }
        }
    }
    Ok(imports)
}

fn created(imports: &[Value]) -> u64 {
    let files = imports.iter().flat_map(|import| import["files"].as_array().unwrap());
    files.map(|file| file["created"].as_u64().unwrap()).sum()
}

/// Imports everything twice, merges whatever is offered, undoes all, the latest first; and does so again if asked.
fn comes_back(world: &World, files: &[PathBuf], rounds: usize) -> Result<(), String> {
    let before = world.logged();
    let mut made = None;
    for round in 0..rounds {
        let imports = import_twice(world, files)?;
        let merged = merge_all(world, || false);
        println!("{} imports changed something, {} merges", imports.len(), merged.len());
        if merged.is_empty() {
            return Err("nothing was offered to be merged".into());
        }
        undo_all(world, imports.len() + merged.len())?;
        if let Some(what) = differ(&before, &world.logged()) {
            return Err(format!("round {round} leaves a trace: {what}"));
        }
        let now = created(&imports);
        if *made.get_or_insert(now) != now {
            return Err(format!("first {made:?} records were made, then {now}"));
        }
    }
    let cx = world.app.cx(&satchel_app::Actor::owner()).unwrap();
    let chain = cx.vault.read(satchel_vault::changes::verify_chain).unwrap();
    chain.faults.is_empty().then_some(()).ok_or_else(|| format!("{chain:?}"))
}

// covers(CON-3, IMP-1, IMP-3, QA-2, QA-7)
#[test]
fn law_the_samples_imported_twice_merged_and_undone_leave_the_vault_equal() {
    let Some(folder) = corpus::folder() else {
        println!("skipped: no samples beside the checkout and SATCHEL_CORPUS is not set");
        return;
    };
    let world = World::new();
    lived_in(&world);
    if let Err(why) = comes_back(&world, &corpus::files(&folder), 1) {
        panic!("{why}");
    }
}

/// Files of the generator's people as several programs write them: much of each is in the others.
fn files_of(world: &World, seed: u64) -> Vec<PathBuf> {
    let population = Population { seed, people: 40 };
    let mut cards = Vec::new();
    vcard::write(&mut cards, population, vcard::Shape { version: vcard::Version::V40, repeats: 10 }, |_| {})
        .unwrap();
    let mut files = vec![world.file("cards.vcf", cards)];
    for product in [Product::Google, Product::LinkedIn, Product::HubSpot, Product::Odd] {
        let mut bytes = Vec::new();
        csv::write(&mut bytes, population, &Shape::of(product), |_| {}).unwrap();
        files.push(world.file(&format!("{product:?}.csv"), bytes));
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, failure_persistence: None, ..ProptestConfig::default() })]

    // covers(CON-3, IMP-5, QA-2)
    #[test]
    fn law_files_imported_twice_merged_and_undone_leave_the_vault_equal(seed in 0..1_000_u64) {
        let world = World::new();
        lived_in(&world);
        comes_back(&world, &files_of(&world, seed), 2).map_err(TestCaseError::fail)?;
    }

    // covers(CON-3, QA-2)
    #[test]
    fn law_merges_come_apart_in_any_order(seed in 0..1_000_u64) {
        let world = World::new();
        lived_in(&world);
        let mut dice = Dice::of(seed, 3, 3);
        import_twice(&world, &files_of(&world, seed)).map_err(TestCaseError::fail)?;
        let before = world.logged();
        let mut merged = merge_all(&world, || dice.chance(50));
        while !merged.is_empty() {
            let one = merged.swap_remove(usize::try_from(dice.below(merged.len() as u64)).unwrap());
            let apart = world.call("contacts.unmerge", json!({ "id": one }));
            prop_assert_eq!(&apart["kept"], &json!([]), "{}", apart);
        }
        prop_assert_eq!(differ(&before, &world.logged()), None);
    }

    // covers(IMP-5, AUD-2, QA-2)
    #[test]
    fn law_an_import_undone_after_edits_by_hand_leaves_the_edits(seed in 0..1_000_u64) {
        edits_stay(seed).map_err(TestCaseError::fail)?;
    }
}

/// One thing a seller does to a contact by hand. It names nothing the import may have brought, so it can be done with and
/// without the import.
fn edit(world: &World, id: &Value, what: u64, n: usize) {
    let patch = |patch: Value| world.call("contacts.patch", json!({ "id": id, "patch": patch }));
    let add = |field: &str, more: Value| {
        let mut all = world.call("contacts.get", json!({ "id": id }))[field].clone();
        if let Some(all) = all.as_array_mut() {
            all.push(more.clone());
        } else {
            all = json!([more]);
        }
        patch(json!({ field: all }));
    };
    match what {
        0 => _ = patch(json!({ "family": format!("Handmade {n}") })),
        1 => _ = patch(json!({ "nickname": format!("Nick {n}"), "middle": null })),
        2 => add("emails", json!({ "value": format!("hand{n}@edits.example") })),
        3 => add("phones", json!({ "value": format!("+49 30 90182{n:03}"), "label": "mobile" })),
        4 => add("tags", json!("von Hand")),
        5 => _ = world.call("notes.create", json!({ "body": format!("Note {n}"), "contact_id": id })),
        6 => _ = world.call("contacts.delete", json!({ "id": id })),
        _ => {
            _ = world.call("tasks.create", json!({ "title": format!("Task {n}"), "contacts": [id] }));
        }
    }
}

/// What a person sees of every contact that was there from the start, in no order: all but ids and times.
fn seen(world: &World, people: &[Value]) -> Vec<Value> {
    let strip = |value: &Value| {
        let mut value = value.clone();
        let fields = value.as_object_mut().unwrap();
        // What is reckoned from the clock, or counts the changes themselves.
        fields.retain(|field, _| {
            !["modified_ms", "version", "deleted_ms", "last_activity_ms"].contains(&field.as_str())
        });
        for list in fields.values_mut().filter_map(Value::as_array_mut) {
            for part in list.iter_mut().filter_map(Value::as_object_mut) {
                part.remove("id");
                part.remove("position");
            }
            list.sort_by_key(Value::to_string);
        }
        value
    };
    let mut all: Vec<Value> =
        people.iter().map(|id| strip(&world.call("contacts.get", json!({ "id": id })))).collect();
    let rows = world.logged();
    for table in ["note", "task"] {
        // What the import noted of whom the seller threw away since lies in the trash with them.
        let living = |row: &&String| row.contains("deleted_ms=-");
        all.push(json!(rows.get(table).map_or(0, |rows| rows.iter().filter(living).count())));
    }
    all
}

fn edits_stay(seed: u64) -> Result<(), String> {
    let world = World::new();
    let population = Population { seed, people: 60 };
    let write = |name: &str, people: Population, shape: Shape| {
        let mut bytes = Vec::new();
        csv::write(&mut bytes, people, &shape, |_| {}).unwrap();
        world.file(name, bytes)
    };
    let plain = |product: Product| Shape { repeats: 0, ..Shape::of(product) };
    let there = write("there.csv", population, plain(Product::HubSpot));
    let coming = write("coming.csv", Population { people: 80, ..population }, plain(Product::Google));
    world.import(&[there], json!({}));
    let listed = world.list("contacts", json!({ "limit": 500 }))["rows"].clone();
    let people: Vec<Value> = listed.as_array().unwrap().iter().map(|row| row["id"].clone()).collect();

    // The same edits without the import say what is to be left.
    let mut dice = Dice::of(seed, 1, 1);
    let edits: Vec<(usize, u64)> = (0..40)
        .map(|_| (usize::try_from(dice.below(people.len() as u64)).unwrap(), dice.below(8)))
        .scan(Vec::new(), |gone, (who, what)| {
            let free = !gone.contains(&who);
            if what == 6 {
                gone.push(who);
            }
            Some(free.then_some((who, what)))
        })
        .flatten()
        .collect();
    let by_hand = || {
        for (n, (who, what)) in edits.iter().enumerate() {
            edit(&world, &people[*who], *what, n);
        }
    };
    let start = world.logged();
    by_hand();
    let wanted = seen(&world, &people);
    undo_all(&world, edits.len())?;
    if let Some(what) = differ(&start, &world.logged()) {
        return Err(format!("the edits are not taken back: {what}"));
    }

    let import = world.import(&[coming], json!({}));
    let (updated, made) = (&import["files"][0]["updated"], &import["files"][0]["created"]);
    let share = updated.as_u64().unwrap() as f64 / people.len() as f64;
    if share < 0.3 || made.as_u64() == Some(0) {
        return Err(format!("{updated} of {} were updated, {made} made", people.len()));
    }
    by_hand();
    // One whom the import made is spoken with, so they stay; the others whom it made go.
    let rows = world.rows(&import);
    let brought = rows.iter().find(|row| row["outcome"] == "created").unwrap();
    let brought = brought["record"]["id"].clone();
    world.call("contacts.patch", json!({ "id": brought, "patch": { "nickname": "Stays" } }));
    let undone = world.call("changes.undo", json!({ "change_set": import["change_set"] }));
    let now = seen(&world, &people);
    for (wanted, now) in wanted.iter().zip(&now) {
        if wanted != now {
            return Err(format!("{share:.2} updated. wanted {wanted:#}\nfound {now:#}\n{edits:?}"));
        }
    }
    if world.call("contacts.get", json!({ "id": brought }))["nickname"] != "Stays" {
        return Err("whom the import made and the seller edited is gone".into());
    }
    if !undone["kept"].to_string().contains(&text(&brought)) {
        return Err(format!("what was kept is not told: {undone}"));
    }
    let rows = world.logged();
    let living = rows["contact"].len();
    if living != people.len() + 1 {
        return Err(format!("{living} contacts are left of {} and one", people.len()));
    }
    Ok(())
}

#[cfg(debug_assertions)]
#[test]
fn every_planted_bug_is_caught() {
    let unnoticed = satchel_planted::unnoticed(BUGS, &[]).unwrap();
    assert_eq!(unnoticed, Vec::<String>::new());
}
