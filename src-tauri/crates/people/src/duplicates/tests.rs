//! Pairs in a vault, and what the model makes of people as they are.

use std::sync::Mutex;

use satchel_feature::Progress;
use satchel_feature::progress::Silent;
use satchel_feature::world::{World, id};
use satchel_kernel::{Error, Id, Result};
use satchel_vault::jobs;
use serde_json::{Value, json};

use super::base::{self, Stand};
use super::firm::Firm;
use super::learning::Traits;
use super::store::{self, Kept, Looked};
use super::{CERTAIN, PROBABLE, Person, company, find, job, person};

fn world() -> World {
    World::new(crate::registry().unwrap()).unwrap()
}

fn ask(world: &World, name: &str, input: Value) -> Value {
    let table = crate::commands(&world.cx().registry);
    let command = table.iter().find(|command| command.name == name).unwrap();
    (command.run)(&mut world.cx(), input).unwrap()
}

fn contact(world: &World, record: Value) -> Id {
    id(&world.create("contact", record).unwrap())
}

fn called(given: &str, family: &str) -> Person {
    Person { given: given.into(), family: family.into(), ..Person::default() }
}

/// Three hundred people who have nothing to do with each other.
fn crowd() -> Vec<Person> {
    let given = ["anna", "peter", "maria", "ivan", "lena", "omar", "julia", "felix", "nora", "david"];
    let family = ["maier", "huber", "lang", "novak", "rossi", "khan", "silva", "berg", "wolf", "klein"];
    (0..300)
        .map(|n| Person {
            emails: vec![format!("someone{n}@place{n}.example")],
            phones: vec![format!("+4930{:07}", n * 7_919 % 9_999_991)],
            born: format!("19{:02}-{:02}-{:02}", 40 + n % 50, 1 + n % 12, 1 + n % 28),
            ..called(given[n % 10], family[(n / 10) % 10])
        })
        .collect()
}

/// How likely two people among the crowd are one.
fn likely(one: Person, other: Person) -> (f64, Vec<&'static str>) {
    let mut people = crowd();
    let at = people.len() as u32;
    people.extend([one, other]);
    let pair = find(&people, 0.0).into_iter().find(|pair| pair.pair == (at, at + 1));
    pair.map_or((0.0, vec![]), |pair| (pair.probability, pair.evidence.iter().map(|one| one.code).collect()))
}

// covers(CON-3)
#[test]
fn the_same_person_told_in_two_ways_is_known() {
    let william = Person {
        emails: vec!["w.gates@micro.example".into()],
        phones: vec!["+14255550100".into()],
        employers: vec![company("micro inc")],
        ..called("william", "gates")
    };
    let bill = Person {
        phones: vec!["+14255550100".into()],
        employers: vec![company("micro")],
        ..called("bill", "gates")
    };
    let (sure, why) = likely(william.clone(), bill);
    assert!(sure > 0.9, "{sure}");
    assert!(
        ["same_phone", "short_given", "same_family", "same_employer"].iter().all(|code| why.contains(code))
    );
    let swapped = Person { emails: william.emails.clone(), ..called("gates", "william") };
    let (sure, why) = likely(william, swapped);
    assert!(sure >= CERTAIN && why.contains(&"crossed_names"), "{sure} {why:?}");
}

// covers(CON-3)
#[test]
fn a_couple_and_an_office_are_neighbours_and_never_certain() {
    let home = person::Address::new("high street 12", "", "leeds", "ls1 4ap");
    let shared = Person {
        emails: vec!["family@post.example".into()],
        phones: vec!["+441132000000".into()],
        addresses: vec![home],
        ..Person::default()
    };
    let named = |given: &str| Person { given: given.into(), family: "carter".into(), ..shared.clone() };
    let (couple, _) = likely(named("anna"), named("peter"));
    assert!(couple < 0.5, "a couple with one address, phone and mailbox: {couple}");
    let (one, _) = likely(named("anna"), named("anna"));
    assert!(one >= CERTAIN, "{one}");
    let office = |given: &str, family: &str| Person {
        emails: vec!["info@acme.example".into()],
        phones: vec!["+441132000001".into()],
        employers: vec!["acme".into()],
        ..called(given, family)
    };
    let (colleagues, _) = likely(office("ada", "lovelace"), office("grace", "hopper"));
    assert!(colleagues < PROBABLE, "{colleagues}");
}

/// Somebody of a house in Leeds.
fn at_home(given: &str, born: &str) -> Person {
    Person {
        phones: vec!["+441132000000".into()],
        addresses: vec![person::Address::new("high street 12", "", "leeds", "ls1 4ap")],
        born: born.into(),
        ..called(given, "carter")
    }
}

// covers(CON-3)
#[test]
fn twins_and_father_and_son_are_asked_about_and_never_certain() {
    let (twins, why) = likely(at_home("george", "1980-03-22"), at_home("alfred", "1980-03-22"));
    assert!(twins < 0.9 && why.contains(&"same_birthday"), "one birthday, two names: {twins}");
    let of = |generation: &str| Person { generation: generation.into(), ..at_home("george", "") };
    let (one, _) = likely(of(""), of(""));
    let (father_and_son, why) = likely(of("sr"), of("jr"));
    assert!(one > 0.9 && father_and_son < 0.5 && why.contains(&"other_generation"), "{one} {father_and_son}");
    let (half_told, _) = likely(of(""), of("jr"));
    assert!(half_told < one && half_told > father_and_son, "{half_told}");
    let (years_apart, _) = likely(at_home("george", "1950-01-02"), at_home("george", "1980-03-22"));
    assert!(years_apart < CERTAIN && years_apart < one, "{years_apart}");
    let middle = |middle: &str| Person { middle: middle.into(), ..at_home("george", "") };
    let (other_middle, _) = likely(middle("henry"), middle("stanley"));
    assert!(other_middle < one - 0.05, "{other_middle}");
}

// covers(CON-3)
#[test]
fn what_differs_counts_however_much_is_shared() {
    let at_work = |email: &str, phone: &str| Person {
        emails: vec![email.into()],
        phones: vec![phone.into()],
        employers: vec!["acme".into()],
        ..called("anna", "maier")
    };
    let one = at_work("anna.maier@acme.example", "+493012345");
    let (same, _) = likely(one.clone(), at_work("anna.maier@acme.example", "+493012345"));
    assert!(same >= CERTAIN, "{same}");
    let (private, _) = likely(one.clone(), at_work("am77@gmail.com", "+493012345"));
    let (all_other, _) = likely(one.clone(), at_work("am77@gmail.com", "+491709999"));
    // An employer gives everybody one mailbox: the second Anna Maier gets another.
    let (colleagues, why) = likely(one, at_work("anna.maier2@acme.example", "+491709999"));
    assert!(same > private && private > all_other && all_other > colleagues, "{private} {all_other}");
    assert!(colleagues < 0.5 && why.contains(&"two_mailboxes"), "{colleagues} {why:?}");
}

// covers(CON-3)
#[test]
fn who_moved_or_married_is_offered() {
    let before = Person {
        emails: vec!["z.beeblebrox@acme.example".into()],
        phones: vec!["+441132000777".into()],
        employers: vec!["acme".into()],
        ..called("zaphod", "beeblebrox")
    };
    let moved = Person {
        emails: vec!["zaphod@initech.example".into()],
        employers: vec!["initech".into()],
        phones: vec![],
        ..before.clone()
    };
    let (sure, why) = likely(before.clone(), moved);
    assert!((PROBABLE..CERTAIN).contains(&sure) && why.contains(&"other_employer"), "{sure}");
    let married = Person { family: "dent".into(), emails: vec![], ..before.clone() };
    let (sure, _) = likely(before, married);
    assert!(sure > 0.5, "{sure}");
}

/// A word of its own for every number.
pub(super) fn word(n: usize) -> String {
    let mut rest = (n as u64 + 3).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16;
    let mut letter = |of: &[u8]| {
        let at = (rest % of.len() as u64) as usize;
        rest /= of.len() as u64;
        char::from(of[at])
    };
    (0..4).flat_map(|_| [letter(b"bdfgklmnprstvz"), letter(b"aeiou")]).collect()
}

/// Two thousand people whose given and family names go by language, or do not.
fn mixed(by_language: bool) -> Vec<Person> {
    let mut dice = 7_u64;
    let mut below = |n: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((dice >> 33) % n) as usize
    };
    (0..2_000)
        .map(|_| {
            let (language, other) = (below(20), below(20));
            let of = if by_language { language } else { other };
            let (given, family) = (below(9), below(11));
            called(&word(language * 9 + given), &word(1_000 + of * 11 + family))
        })
        .collect()
}

// covers(CON-3)
#[test]
fn names_of_one_language_meet_oftener_and_so_say_less() {
    let sure = |by_language: bool| {
        let mut people = mixed(by_language);
        let at = people.len() as u32;
        let one = called(&word(3 * 9 + 1), &word(1_000 + 3 * 11 + 1));
        people.extend([one.clone(), one]);
        find(&people, 0.0)
            .into_iter()
            .find(|pair| pair.pair == (at, at + 1))
            .map_or(0.0, |pair| pair.probability)
    };
    assert!(sure(true) < sure(false) / 2.0, "{} {}", sure(true), sure(false));
}

// covers(CON-3)
#[test]
fn a_name_alone_says_more_the_rarer_it_is() {
    let mut people = crowd();
    people.extend([called("zaphod", "beeblebrox"), called("zaphod", "beeblebrox")]);
    people.extend([called("anna", "maier"), called("anna", "maier")]);
    let found = find(&people, 0.0);
    let of = |pair: (u32, u32)| found.iter().find(|one| one.pair == pair).map_or(0.0, |one| one.probability);
    assert!(of((300, 301)) > of((302, 303)), "{} {}", of((300, 301)), of((302, 303)));
}

// covers(CON-3)
#[test]
fn a_vault_is_asked_and_what_is_two_stays_two() {
    let world = world();
    let one = contact(
        &world,
        json!({ "given": "Юлия", "family": "Иванова", "phones": [{ "value": "030 901820" }],
            "dates": [{ "label": "birthday", "value": "1980-03-22" }] }),
    );
    let other = contact(
        &world,
        json!({ "given": "Yuliya", "family": "Ivanova", "phones": [{ "value": "+49 30 901820" }],
            "dates": [{ "label": "birthday", "value": "1980-03-22" }] }),
    );
    contact(&world, json!({ "given": "Peter", "family": "Berg", "phones": [{ "value": "030 901820" }] }));
    let found = ask(&world, "contacts.duplicates", json!({}));
    let pair = &found["pairs"][0];
    assert_eq!([&pair["records"][0]["id"], &pair["records"][1]["id"]], [&json!(one), &json!(other)]);
    assert!(pair["probability"].as_f64().unwrap() > 0.9, "{found}");
    let codes: Vec<&str> =
        pair["evidence"].as_array().unwrap().iter().filter_map(|one| one["code"].as_str()).collect();
    assert!(codes.contains(&"same_given") && codes.contains(&"same_birthday"), "{codes:?}");
    assert_eq!(found["total"], 1, "who shares only the phone is another person: {found}");

    ask(&world, "contacts.set_apart", json!({ "id": other, "other": one }));
    ask(&world, "contacts.set_apart", json!({ "id": one, "other": other }));
    assert_eq!(ask(&world, "contacts.duplicates", json!({}))["total"], 0);
    let cx = world.cx();
    cx.vault.undo(satchel_vault::What::Last, None, &cx.act("Undo")).unwrap();
    assert_eq!(ask(&world, "contacts.duplicates", json!({ "id": one }))["total"], 1, "said by mistake");
}

// covers(CON-3)
#[test]
fn what_was_found_is_kept_and_follows_every_change() {
    let world = world();
    let named = |given: &str, family: &str, email: &str| {
        contact(&world, json!({ "given": given, "family": family, "emails": [{ "value": email }] }))
    };
    let one = named("Zaphod", "Beeblebrox", "z@x.example");
    let other = named("Zaphod", "Beeblebrox", "z@x.example");
    let third = named("Arthur", "Dent", "a@x.example");
    let total = || ask(&world, "contacts.duplicates", json!({}))["total"].clone();
    assert_eq!(total(), 1);
    // Each of these is answered from what is kept, and must be what a vault says that reckons everything anew.
    let patch = |id: Id, patch: Value| world.patch("contact", id, patch).unwrap();
    patch(third, json!({ "given": "Zaphod", "family": "Beeblebrox" }));
    assert_eq!(total(), 3, "three of one name");
    patch(third, json!({ "given": "Arthur", "family": "Dent" }));
    assert_eq!(total(), 1);
    let fourth = named("Arthur", "Dent", "a@x.example");
    assert_eq!(total(), 2, "who is new is compared");
    ask(&world, "contacts.delete", json!({ "id": one }));
    assert_eq!(total(), 1, "who is in the trash is nobody's double");
    ask(&world, "contacts.delete", json!({ "id": fourth }));
    let cx = world.cx();
    cx.vault.undo(satchel_vault::What::Last, None, &cx.act("Undo")).unwrap();
    let found = ask(&world, "contacts.duplicates", json!({}));
    assert_eq!(found["total"], 1);
    assert_eq!(found["pairs"][0]["records"][1]["id"], json!(fourth), "{found}");
    let _ = other;
}

/// How likely two companies among two hundred others are one.
fn firms_likely(one: Firm, other: Firm) -> (f64, Vec<&'static str>) {
    let mut firms: Vec<Firm> = (0..200)
        .map(|n| Firm {
            domains: vec![format!("{}.example", word(n))],
            phones: vec![format!("+4930{:07}", n * 7_919 % 9_999_991)],
            ..Firm::called(&format!("{} {} gmbh", word(n), ["logistics", "bau", "software"][n % 3]))
        })
        .collect();
    let at = firms.len() as u32;
    firms.extend([one, other]);
    let pair = find(&firms, 0.0).into_iter().find(|pair| pair.pair == (at, at + 1));
    pair.map_or((0.0, vec![]), |pair| (pair.probability, pair.evidence.iter().map(|one| one.code).collect()))
}

fn firm(name: &str, domain: &str) -> Firm {
    let mut firm = Firm::called(name);
    firm.add_domain(domain);
    firm
}

// covers(CON-3)
#[test]
fn a_company_told_in_two_ways_is_known_and_its_sister_is_another() {
    let (one, why) = firms_likely(
        firm("zaphod logistics gmbh", "zaphod.example"),
        firm("zaphod logistics", "zaphod.example"),
    );
    assert!(one >= CERTAIN && why.contains(&"same_name") && why.contains(&"same_domain"), "{one} {why:?}");
    let (slip, why) =
        firms_likely(firm("zaphod logistics", "zaphod.example"), firm("zaphot logistics", "zaphod.example"));
    assert!(slip > 0.9 && why.contains(&"like_name"), "{slip} {why:?}");
    let (holding, why) = firms_likely(
        firm("zaphod logistics", "zaphod.example"),
        firm("zaphod logistics holding", "zaphod.example"),
    );
    assert!((PROBABLE..CERTAIN).contains(&holding) && why.contains(&"part_name"), "{holding} {why:?}");
    let numbered = |number: &str| {
        let mut firm = firm("zaphod logistics", "zaphod.example");
        firm.add_number("vat id", number);
        firm
    };
    let (same, _) = firms_likely(numbered("de123456789"), numbered("de123456789"));
    let (other, why) = firms_likely(numbered("de123456789"), numbered("de987654321"));
    assert!(same >= CERTAIN && other < 0.5 && why.contains(&"other_number"), "{same} {other} {why:?}");
    let (neighbours, _) =
        firms_likely(firm("zaphod logistics", "zaphod.example"), firm("marvin bau", "marvin.example"));
    assert!(neighbours < PROBABLE, "{neighbours}");
    let (short, why) = firms_likely(
        firm("international business machines", "ibm.example"),
        Firm { phones: vec![], ..firm("ibm", "ibm.example") },
    );
    assert!(short > 0.9 && why.contains(&"short_name"), "{short} {why:?}");
}

// covers(CON-3)
#[test]
fn companies_of_a_vault_are_asked_about_merged_and_set_apart() {
    let world = world();
    let company = |record: Value| id(&world.create("company", record).unwrap());
    let field =
        id(&world.create("field", json!({ "of": "company", "name": "USt-IdNr.", "type": "text" })).unwrap());
    let cx = world.cx();
    world.learn(cx.vault.read(|conn| crate::fields::catalogue(conn, &cx.registry)).unwrap());
    let numbered = |number: &str| json!({ field.to_string(): number });
    let one = company(json!({ "name": "Ζορμπάς Α.Ε.", "domains": [{ "value": "zorbas.example" }],
        "custom": numbered("EL 094 014 298") }));
    let two = company(json!({ "name": "Zormpas", "emails": [{ "value": "info@zorbas.example" }],
        "custom": numbered("EL094014298") }));
    company(json!({ "name": "Anything else Ltd", "domains": [{ "value": "else.example" }] }));
    let found = ask(&world, "companies.duplicates", json!({}));
    assert_eq!(found["total"], 1, "{found}");
    let codes: Vec<&str> = found["pairs"][0]["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["code"].as_str())
        .collect();
    assert!(["same_domain", "same_number"].iter().all(|code| codes.contains(code)), "{found}");
    assert_eq!(ask(&world, "contacts.duplicates", json!({}))["total"], 0, "people are another question");

    let total = || ask(&world, "companies.duplicates", json!({}))["total"].clone();
    let undo = || {
        let cx = world.cx();
        cx.vault.undo(satchel_vault::What::Last, None, &cx.act("Undo")).unwrap();
    };
    ask(&world, "companies.set_apart", json!({ "id": two, "other": one }));
    assert_eq!(total(), 0);
    undo();
    assert_eq!(total(), 1, "said by mistake");
    ask(&world, "companies.merge", json!({ "id": one, "others": [two] }));
    assert_eq!(total(), 0);
    undo();
    assert_eq!(total(), 1, "apart again");
}

/// A vault of forty people of whom some are there twice.
fn filled() -> World {
    let world = world();
    for n in 0..40 {
        let given = ["Anna", "Peter", "Zaphod", "Ivan"][n % 4];
        let family = ["Maier", "Huber", "Beeblebrox"][n % 3];
        let email = format!("{given}.{family}{}@x.example", n % 24);
        contact(&world, json!({ "given": given, "family": family, "emails": [{ "value": email }] }));
    }
    world
}

/// What is kept of people.
fn kept(world: &World) -> Vec<Kept> {
    world.cx().vault.read(|conn| store::pairs(conn, Person::KIND, 0.0, true)).unwrap()
}

/// The vault is closed when so much of the comparing was told; everything that was told.
struct Closing(usize, Mutex<Vec<u64>>);

impl Progress for Closing {
    fn report(&self, done: u64, _: Option<u64>, note: &str) -> Result<()> {
        let mut told = self.1.lock().unwrap();
        if note == "comparing" {
            told.push(done);
        }
        if told.len() > self.0 { Err(Error::broken("interrupted", "The vault was closed.")) } else { Ok(()) }
    }
}

// covers(CON-3)
#[test]
fn the_job_finds_what_is_found_at_once_and_goes_on_where_it_was() {
    let world = filled();
    let (ids, people) = world.cx().vault.read(|conn| Person::read(conn, None)).unwrap();
    let mut wanted: Vec<Kept> = find(&people, base::LEAST)
        .into_iter()
        .map(|pair| Kept {
            one: ids[pair.pair.0 as usize],
            other: ids[pair.pair.1 as usize],
            probability: pair.probability,
            traits: Traits::of(&pair.evidence),
        })
        .collect();
    assert!(wanted.len() > 10, "{wanted:?}");
    job::build::<Person>(&world.cx(), &Silent, 1_000).unwrap();
    let order = |pairs: &mut Vec<Kept>| pairs.sort_by_key(|pair| (pair.one, pair.other));
    let mut whole = kept(&world);
    order(&mut whole);
    order(&mut wanted);
    assert_eq!(whole, wanted);

    let world = filled();
    let closing = Closing(3, Mutex::default());
    let ended = job::build::<Person>(&world.cx(), &closing, 5).unwrap_err();
    assert_eq!((ended.code, kept(&world)), ("interrupted", vec![]), "nothing half is shown");
    let again = Closing(usize::MAX, Mutex::default());
    job::build::<Person>(&world.cx(), &again, 5).unwrap();
    assert_eq!(again.1.lock().unwrap()[..2], [40 + 15, 40 + 20], "three slices of five were done");
    assert_eq!(kept(&world).len(), wanted.len());

    // Who changes meanwhile is looked at again.
    let world = filled();
    job::build::<Person>(&world.cx(), &Closing(3, Mutex::default()), 5).unwrap_err();
    let (ids, _) = world.cx().vault.read(|conn| Person::read(conn, None)).unwrap();
    let twin = json!({ "given": "Arthur", "family": "Dent", "emails": [{ "value": "a@dent.example" }] });
    for id in [ids[0], ids[1]] {
        world.patch("contact", id, twin.clone()).unwrap();
    }
    job::build::<Person>(&world.cx(), &Silent, 5).unwrap();
    let found = ask(&world, "contacts.duplicates", json!({ "id": ids[0] }));
    assert_eq!(found["pairs"][0]["records"][1]["id"], json!(ids[1]), "{found}");
    assert!(found["pairs"][0]["probability"].as_f64().unwrap() > CERTAIN, "{found}");
}

/// Ends with an error when a note was told so often before; everything that was told.
#[derive(Default)]
struct Ending(&'static str, usize, &'static str, Mutex<Vec<(String, u64)>>);

impl Ending {
    fn told(&self, note: &str) -> Vec<u64> {
        let told = self.3.lock().unwrap();
        told.iter().filter(|(of, _)| of == note).map(|(_, done)| *done).collect()
    }
}

impl Progress for Ending {
    fn report(&self, done: u64, _: Option<u64>, note: &str) -> Result<()> {
        self.3.lock().unwrap().push((note.to_owned(), done));
        let is_enough = note == self.0 && self.told(note).len() > self.1;
        if is_enough { Err(Error::broken(self.2, "Not now.")) } else { Ok(()) }
    }
}

/// How likely the pairs are that are kept, in order.
fn likelihoods(world: &World) -> Vec<f64> {
    let mut pairs: Vec<f64> = kept(world).iter().map(|pair| pair.probability).collect();
    pairs.sort_by(f64::total_cmp);
    pairs
}

/// How many jobs have something on the shelf.
fn shelves(world: &World) -> usize {
    std::fs::read_dir(world.cx().vault.staging().dir()).map_or(0, Iterator::count)
}

// covers(CON-3, WF-8)
#[test]
fn the_job_goes_on_from_wherever_it_was_interrupted() {
    let world = filled();
    job::build::<Person>(&world.cx(), &Silent, 1_000).unwrap();
    let wanted = likelihoods(&world);
    for (note, after) in
        [("reading", 0), ("reading", 1), ("reckoning", 0), ("reckoning", 2), ("comparing", 2)]
    {
        let world = filled();
        let ending = Ending(note, after, "interrupted", Mutex::default());
        assert_eq!(job::build::<Person>(&world.cx(), &ending, 5).unwrap_err().code, "interrupted");
        assert_eq!((kept(&world), shelves(&world)), (vec![], 1), "{note} {after}: nothing half is shown");
        let again = Ending::default();
        job::build::<Person>(&world.cx(), &again, 5).unwrap();
        let first = if (note, after) == ("reading", 0) { 0 } else { 40 };
        let is_reading = note != "comparing";
        assert_eq!(again.told("reading").first(), is_reading.then_some(&first), "{note} {after}: read once");
        assert_eq!((likelihoods(&world), shelves(&world)), (wanted.clone(), 0), "{note} {after}");
    }
}

// covers(CON-3, WF-8)
#[test]
fn of_a_job_that_was_stopped_nothing_is_left() {
    let world = filled();
    let cx = world.cx();
    for (note, after) in [("reading", 1), ("reckoning", 2), ("comparing", 0)] {
        base::bring::<Person>(&cx, true, 0).unwrap();
        let waiting = cx.vault.read(|conn| jobs::unfinished(conn, &job::kind::<Person>())).unwrap();
        let ending = Ending(note, after, "cancelled", Mutex::default());
        assert_eq!(job::run(&cx, &waiting[0], &ending).unwrap_err().code, "cancelled");
        job::stop(&cx, &waiting[0]).unwrap();
        let left = |name: &str| cx.vault.write_local(|conn| store::clear_some(conn, name)).unwrap();
        assert_eq!((shelves(&world), left("contact"), left("+contact")), (0, false, false), "{note}");
        cx.vault.write_local(|conn| jobs::cancel(conn, waiting[0].id, 1)).unwrap();
    }
}

// covers(CON-3)
#[test]
fn of_some_hundred_changes_the_job_looks_at_those_alone() {
    let world = filled();
    let cx = world.cx();
    job::build::<Person>(&cx, &Silent, 1_000).unwrap();
    let before = kept(&world).len();
    for n in 0..450 {
        contact(&world, json!({ "given": word(n), "family": word(n + 900) }));
    }
    let twin = json!({ "given": "Arthur", "family": "Dent", "emails": [{ "value": "a@dent.example" }] });
    let (one, other) = (contact(&world, twin.clone()), contact(&world, twin));
    assert_eq!(base::bring::<Person>(&cx, false, 0).unwrap(), Stand::Looking);
    let looked = Ending::default();
    job::build::<Person>(&cx, &looked, 1_000).unwrap();
    assert_eq!((looked.told("reading"), looked.told("comparing")), (vec![], vec![0, 200, 400]));
    assert_eq!(base::bring::<Person>(&cx, false, 0).unwrap(), Stand::Ready);
    let now = kept(&world);
    let found = now.iter().find(|pair| (pair.one, pair.other) == (one, other)).unwrap();
    assert!(now.len() > before && found.probability > CERTAIN, "{found:?}");
}

// covers(CON-3)
#[test]
fn of_many_a_job_looks_and_is_not_begun_again_by_itself_when_it_was_stopped() {
    let world = filled();
    let cx = world.cx();
    let bring = |look: bool, small: u64| base::bring::<Person>(&cx, look, small).unwrap();
    let waiting = || cx.vault.read(|conn| jobs::unfinished(conn, &job::kind::<Person>())).unwrap();
    assert_eq!((bring(false, 0), bring(false, 0)), (Stand::Looking, Stand::Looking));
    assert_eq!(waiting().len(), 1, "asked twice, entered once");
    cx.vault.write_local(|conn| jobs::cancel(conn, waiting()[0].id, 1)).unwrap();
    assert_eq!((bring(false, 0), waiting().len()), (Stand::Stopped, 0));
    assert_eq!(bring(true, 0), Stand::Looking);
    job::run(&cx, &waiting()[0], &Silent).unwrap();
    assert_eq!(bring(false, 0), Stand::Ready);
    let before = kept(&world);
    assert!(!before.is_empty());
    // One who is new is looked at at once; of many the job looks, and what was known is shown meanwhile.
    contact(&world, json!({ "given": "Zaphod", "family": "Beeblebrox" }));
    assert_eq!(bring(false, 0), Stand::Ready);
    assert!(kept(&world).len() > before.len());
    let many = kept(&world);
    for n in 0..201 {
        contact(&world, json!({ "given": word(n), "family": word(n + 900) }));
    }
    assert_eq!((bring(true, 0), kept(&world) == many), (Stand::Looking, true));
    assert_eq!(bring(false, 1_000), Stand::Ready, "a small vault is looked at while one waits");
    assert_eq!(kept(&world).len(), many.len());
}
