//! The law of lists: on any catalogue, any records and any query, the SQL executor and the index executor answer what
//! the reference evaluator says, id by id, in its order, with its total; also while the index is behind, and for periods
//! seen from any moment.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod world;

use satchel_kernel::Id;
use satchel_kernel::catalogue::{FieldType, Kind};
use satchel_kernel::evaluate::groups::{GroupBy, Grouping, Unit};
use satchel_kernel::evaluate::{Place, Plan, evaluate_at};
use satchel_kernel::period::{Now, Period};
use satchel_kernel::query::{Condition, Filter, Op, Query, Sort};
use satchel_search::{Executor, GroupCount, ListAnswer, Page};
use serde_json::{Value, json};
use world::{Dice, World, random_kind, random_own_kind, random_record, random_value};

fn random_condition(dice: &mut Dice, kind: &Kind, ids: &[Id]) -> Condition {
    let mut places: Vec<Place<'_>> = Place::all(kind).filter(Place::filterable).collect();
    places.push(Place::Id);
    let place = places[dice.roll(places.len() as u64) as usize];
    let ops: &[Op] = match place.ty() {
        Some(FieldType::Text { .. } | FieldType::LongText | FieldType::Link) => {
            &[Op::Equals, Op::OneOf, Op::Contains, Op::StartsWith, Op::Empty]
        }
        Some(FieldType::Number | FieldType::Money | FieldType::Date | FieldType::Instant) => {
            &[Op::Equals, Op::OneOf, Op::Less, Op::AtMost, Op::Greater, Op::AtLeast, Op::Empty]
        }
        Some(FieldType::Blob) => &[Op::Empty],
        Some(FieldType::Place) => &[Op::Near, Op::Near, Op::Empty],
        _ => &[Op::Equals, Op::OneOf, Op::Empty],
    };
    let op = ops[dice.roll(ops.len() as u64) as usize];
    let one = |dice: &mut Dice| match place.ty() {
        None => json!(ids[dice.roll(ids.len() as u64) as usize]),
        Some(FieldType::MultiChoice { options }) => {
            random_value(dice, &FieldType::Choice { options: options.clone() })
        }
        Some(FieldType::Text { .. } | FieldType::LongText | FieldType::Link) if dice.chance(50) => {
            // A piece of a word, so that parts and beginnings are found.
            let word: Vec<char> = dice.pick(world::WORDS).chars().collect();
            let from = dice.roll(word.len() as u64) as usize;
            json!(word.iter().skip(from / 2).take(4).collect::<String>())
        }
        Some(ty) => random_value(dice, ty),
    };
    let value = match op {
        Op::Empty => Value::Null,
        Op::Near => {
            let km = [0.0, 16.5, 25.0, 500.0, 9_000.0, 20_100.0][dice.roll(6) as usize];
            json!({ "from": dice.pick(world::PLACES), "km": km })
        }
        Op::OneOf => (0..dice.roll(7)).map(|_| one(dice)).collect(),
        _ => one(dice),
    };
    Condition { field: place.id(), op, value }
}

/// A moment from which some of the records are lately changed, due soon or long past.
fn random_now(dice: &mut Dice) -> Now {
    const DAY_MS: i64 = 86_400_000;
    // The moments and dates that records hold here, and a few days around them.
    let around = [0, 1_700_000_000_000, 631_238_400_000, 665_366_400_000][dice.roll(4) as usize];
    let zone = dice.pick(&["UTC", "Pacific/Apia", "America/New_York"]);
    Now {
        at_ms: around + (dice.roll(9) as i64 - 4) * DAY_MS / 2,
        zone: jiff::tz::TimeZone::get(zone).unwrap(),
        first_weekday: jiff::civil::Weekday::from_monday_zero_offset(dice.roll(7) as i8).unwrap(),
    }
}

fn random_period(dice: &mut Dice, kind: &Kind) -> Option<Filter> {
    let days = 1 + dice.roll(40) as u32;
    let periods = [
        Period::Today,
        Period::Yesterday,
        Period::ThisWeek,
        Period::NextMonth,
        Period::LastYear,
        Period::LastDays(days),
        Period::NextDays(days),
        Period::OlderThanDays(days),
    ];
    let places: Vec<Place<'_>> = Place::all(kind)
        .filter(|place| matches!(place.ty(), Some(FieldType::Date | FieldType::Instant)))
        .filter(|place| place.filterable() && !matches!(place, Place::Part(..)))
        .collect();
    let place = places.get(dice.roll(places.len().max(1) as u64) as usize)?;
    let value = json!(periods[dice.roll(periods.len() as u64) as usize]);
    Some(Filter::Is(Condition { field: place.id(), op: Op::Within, value }))
}

fn random_filter(dice: &mut Dice, kind: &Kind, ids: &[Id], depth: u32) -> Filter {
    match dice.roll(if depth == 0 { 4 } else { 10 }) {
        0..=5 => Filter::Is(random_condition(dice, kind, ids)),
        6 => Filter::Not(Box::new(random_filter(dice, kind, ids, depth - 1))),
        7 => Filter::And((0..dice.roll(4)).map(|_| random_filter(dice, kind, ids, depth - 1)).collect()),
        _ => Filter::Or((0..dice.roll(4)).map(|_| random_filter(dice, kind, ids, depth - 1)).collect()),
    }
}

fn random_query(dice: &mut Dice, kind: &Kind, ids: &[Id]) -> Query {
    let places: Vec<String> = Place::all(kind).filter(Place::sortable).map(|place| place.id()).collect();
    let sort = (0..dice.roll(4)).map(|_| Sort {
        field: places[dice.roll(places.len() as u64) as usize].clone(),
        descending: dice.chance(50),
    });
    let sort = sort.collect();
    let filter = dice.chance(80).then(|| random_filter(dice, kind, ids, 3));
    let filter = match random_period(dice, kind).filter(|_| dice.chance(25)) {
        Some(period) if dice.chance(50) => Some(period),
        Some(period) => {
            Some(Filter::Or(vec![Filter::Not(Box::new(period)), filter.unwrap_or(Filter::Or(vec![]))]))
        }
        None => filter,
    };
    let from = Some(dice.pick(world::PLACES).parse().unwrap());
    Query { filter, sort, from, trashed: dice.chance(15) }
}

/// Asks one executor for a page and for the whole list by cursor, and compares.
fn held(world: &World, by: Executor, query: &Query, expected: &[Id], dice: &mut Dice) -> Result<(), String> {
    let ask = |page: Page<'_>, limit: usize| -> Result<ListAnswer, String> {
        let answer = world.lists.list_by(by, &world.conn, &world.kind, query, page, limit);
        answer.map_err(|e| format!("{e:?}"))?.ok_or_else(|| "no answer".to_owned())
    };
    let differs = |what: &str, found: &dyn std::fmt::Debug, wanted: &dyn std::fmt::Debug| {
        Err(format!("{by:?} {what}\nfound  {found:?}\nwanted {wanted:?}\nquery {}", json!(query)))
    };
    let (position, limit) =
        (dice.roll(expected.len() as u64 + 3), 1 + dice.roll(expected.len() as u64 + 3) as usize);
    let answer = ask(Page::Position(position), limit)?;
    let wanted: Vec<Id> = expected.iter().skip(position as usize).take(limit).copied().collect();
    if answer.ids != wanted {
        return differs(&format!("page {position}+{limit}"), &answer.ids, &wanted);
    }
    if answer.total != expected.len() as u64 {
        return differs("total", &answer.total, &expected.len());
    }
    if answer.as_of != world.seq {
        return differs("as_of", &answer.as_of, &world.seq);
    }
    let step = 1 + dice.roll(5) as usize;
    let mut walked = ask(Page::Position(0), step)?;
    let mut ids = walked.ids.clone();
    while let Some(cursor) = walked.next_cursor.take() {
        walked = ask(Page::Cursor(&cursor), step)?;
        ids.extend(&walked.ids);
        if ids.len() > expected.len() {
            break;
        }
    }
    let total = world.lists.total_by(by, &world.conn, &world.kind, query).map_err(|e| format!("{e:?}"))?;
    if total != Some(expected.len() as u64) {
        return differs("total alone", &total, &expected.len());
    }
    if ids != expected { differs("walk", &ids, &expected) } else { Ok(()) }
}

/// Groups the list by something, and compares: the counts with the reference, and each group's records with its count.
fn counted(world: &World, by: Executor, query: &Query, now: &Now, dice: &mut Dice) -> Result<(), String> {
    let groupings: Vec<Grouping<'_>> = Place::all(&world.kind)
        .flat_map(|place| {
            [None, Some(Unit::Letter), Some(Unit::Week), Some(Unit::Day)]
                .map(|unit| GroupBy { field: place.id(), unit })
        })
        .filter_map(|by| Grouping::new(&world.kind, &by, now.clone()).ok())
        .collect();
    let Some(grouping) = groupings.get(dice.roll(groupings.len().max(1) as u64) as usize) else {
        return Ok(());
    };
    let all = world.all();
    let plan = Plan::new(&world.kind, query).map_err(|e| e.to_string())?;
    let expected = grouping.count(&plan, &all);
    // What is kept of the whole list is near to this one.
    let whole = Query { filter: None, ..query.clone() };
    let whole = world.lists.count_by(by, &world.conn, &world.kind, &whole, grouping, usize::MAX);
    whole.map_err(|e| format!("{e:?}"))?;
    let found = world.lists.count_by(by, &world.conn, &world.kind, query, grouping, usize::MAX);
    let found = found.map_err(|e| format!("{e:?}"))?.ok_or_else(|| "no answer".to_owned())?;
    // The largest few are the first of all.
    let few = dice.roll(4) as usize;
    let first = world.lists.count_by(by, &world.conn, &world.kind, query, grouping, few);
    let first = first.map_err(|e| format!("{e:?}"))?.ok_or_else(|| "no answer".to_owned())?;
    let same = |a: &GroupCount, b: &GroupCount| (&a.key, a.count) == (&b.key, b.count);
    if first.many != found.largest.len() as u64
        || first.largest.len() != few.min(found.largest.len())
        || !first.largest.iter().zip(&found.largest).all(|(a, b)| same(a, b))
    {
        return Err(format!("{by:?} the largest {few} of {found:?} are not {first:?}"));
    }
    let found = found.largest;
    let (field, unit, asked) = (grouping.place.id(), grouping.unit, json!(query));
    for GroupCount { key, one, .. } in &found {
        // Whoever stands for a group is in it.
        let stands = |id: &Id| {
            let record = all.iter().find(|record| record["id"] == json!(id));
            record.is_some_and(|record| plan.matches(record) && grouping.keys(record).contains(key))
        };
        if one.as_ref().is_some_and(|id| !stands(id)) {
            return Err(format!("{by:?} {one:?} is not in {key} by {unit:?} of {field}\nquery {asked}"));
        }
    }
    let found: Vec<(String, u64)> = found.into_iter().map(|one| (one.key, one.count)).collect();
    if found != expected {
        return Err(format!(
            "{by:?} by {unit:?} of {field}\nfound  {found:?}\nwanted {expected:?}\nquery {asked}"
        ));
    }
    for (key, count) in expected {
        let filter = grouping.filter(&key).ok_or_else(|| format!("nothing finds {key} of {field}"))?;
        let group = Query {
            filter: Some(Filter::And(query.filter.clone().into_iter().chain([filter]).collect())),
            ..query.clone()
        };
        let page = world.lists.list_by(by, &world.conn, &world.kind, &group, Page::Position(0), 1);
        let total = page.map_err(|e| format!("{e:?}"))?.map(|page| page.total);
        if total != Some(count) {
            return Err(format!(
                "{by:?} {key} by {unit:?} of {field} has {total:?}, not {count}\nquery {}",
                json!(group)
            ));
        }
    }
    Ok(())
}

/// One world, many queries; `own` for a kind the seller made, among records of another one in the same table.
fn law(seed: u64, own: bool) -> Result<(), String> {
    let mut dice = Dice(seed);
    let kind = if own { random_own_kind(&mut dice) } else { random_kind(&mut dice) };
    let mut world = World::new(kind);
    for n in 0..if own { 12 } else { 0 } {
        let id = Id::from_parts(1_000 + n, [dice.roll(256) as u8; 10]);
        let record = random_record(&mut dice, &world.kind, id);
        world.write_beside(id, record);
    }
    let ids: Vec<Id> =
        (0..10 + dice.roll(60)).map(|n| Id::from_parts(n / 3, [dice.roll(256) as u8; 10])).collect();
    for (n, id) in ids.iter().enumerate() {
        let record = random_record(&mut dice, &world.kind, *id);
        world.write(*id, Some(record));
        // Several segments.
        if n % 17 == 16 {
            world.catch_up();
        }
    }
    world.catch_up();
    for round in 0..3 {
        for _ in 0..20 {
            let query = random_query(&mut dice, &world.kind, &ids);
            let now = random_now(&mut dice);
            let all = world.all();
            let expected = evaluate_at(&world.kind, &query, &now, &all).map_err(|e| e.to_string())?;
            let query = query.resolved(&world.kind, &now).map_err(|e| e.to_string())?;
            for by in [Executor::Sql, Executor::Index] {
                held(&world, by, &query, &expected, &mut dice)
                    .and_then(|()| counted(&world, by, &query, &now, &mut dice))
                    .map_err(|e| format!("seed {seed}, round {round}: {e}"))?;
            }
        }
        // The index is behind from here on, then follows.
        if round == 1 {
            world.catch_up();
        }
        for _ in 0..dice.roll(12) {
            let id = ids[dice.roll(ids.len() as u64) as usize];
            let record = (!dice.chance(20)).then(|| random_record(&mut dice, &world.kind, id));
            world.write(id, record);
        }
    }
    Ok(())
}

// covers(CON-4, API-3, QA-3, SRCH-4, SRCH-5)
#[test]
fn both_executors_answer_what_the_reference_says() {
    let worlds = std::env::var("SATCHEL_WORLDS").ok().and_then(|n| n.parse().ok()).unwrap_or(15);
    for seed in 0..worlds {
        law(seed, false).unwrap_or_else(|broken| panic!("{broken}"));
    }
}

// covers(CON-10, QA-3, SRCH-4)
#[test]
fn both_executors_answer_of_own_kinds_what_the_reference_says() {
    let worlds = std::env::var("SATCHEL_WORLDS").ok().and_then(|n| n.parse().ok()).unwrap_or(10);
    for seed in 1_000..1_000 + worlds {
        law(seed, true).unwrap_or_else(|broken| panic!("{broken}"));
    }
}

/// The law's suite proves itself: with each planted bug it has to go red.
#[cfg(debug_assertions)]
// covers(QA-2)
#[test]
fn every_planted_bug_is_caught() {
    let unnoticed = satchel_planted::unnoticed(satchel_search::planted::BUGS, &[]).unwrap();
    assert_eq!(unnoticed, Vec::<String>::new());
}
