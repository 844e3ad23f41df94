//! Pages of lists: every sort and filter the screen offers, at any position, with the exact total, each page held
//! against the reference evaluator afterwards.

use std::collections::HashSet;
use std::path::Path;

use satchel_kernel::query::Query;
use satchel_kernel::{Id, evaluate};
use satchel_tests::generator::{Dice, Population};
use serde_json::{Value, json};

use crate::imports::SEED;
use crate::samples::Samples;
use crate::vault::Vault;
use crate::{Fallible, machine, rows};

const PAGE: u64 = 50;

/// A page that was asked for, and what came.
pub struct Asked {
    query: Query,
    position: u64,
    total: u64,
    ids: Vec<Id>,
}

impl Asked {
    /// What a list answered to a query from a position on.
    pub fn of(query: Value, position: u64, answer: &Value) -> Fallible<Self> {
        let ids = answer.get("rows").and_then(Value::as_array).into_iter().flatten();
        Ok(Self {
            query: serde_json::from_value(query)?,
            position,
            total: answer.get("total").and_then(Value::as_u64).ok_or("a list without total")?,
            ids: ids.filter_map(|r| r.get("id")?.as_str()?.parse().ok()).collect(),
        })
    }
}

/// Times every kind of list and checks every page.
pub fn measure(world: &Path, people: u64, name: &str, samples: u64) -> Fallible<Value> {
    let vault = Vault::open(world, name)?;
    let population = Population { seed: SEED, people };
    let mut dice = Dice::of(SEED, 20, 1);
    let mut asked = Vec::new();
    let mut all = Samples::default();
    let mut kinds = Vec::new();
    let mut before: HashSet<String> = HashSet::new();
    for shape in SHAPES {
        let mut own = Samples::default();
        let mut n = 0;
        let mut tries = 0;
        while n < samples && tries < samples * 20 {
            tries += 1;
            let query = question(shape, population, &mut dice);
            let limit = dice.between(PAGE - 10, PAGE);
            let position = if shape.contains("filter") { 0 } else { dice.below(people.saturating_sub(PAGE)) };
            let input = json!({ "query": query, "position": position, "limit": limit, "fields": COLUMNS });
            if !before.insert(input.to_string()) {
                continue;
            }
            n += 1;
            let answer = own.time(|| vault.call("contacts.list", input))?;
            asked.push(Asked::of(query, position, &answer)?);
        }
        all.add(&own);
        kinds.push(json!({ "name": shape, "times": own.sums() }));
    }
    let pss = machine::pss_mib();
    let wrong = check(&vault, "contact", &asked)?;
    Ok(json!({ "all": all.sums(), "kinds": kinds, "checked": asked.len(), "wrong": wrong, "pss_mib": pss }))
}

/// What the contacts' screen asks for of each row, with the columns it begins with (`ui/src/records/kinds.ts`).
const COLUMNS: &[&str] =
    &["display_name", "company", "emails", "phones", "tags", "modified_ms", "job_title", "photo"];

/// What the contacts' screen offers.
const SHAPES: &[&str] = &[
    "sort by name",
    "sort by name, descending",
    "sort by family name",
    "sort by company, then family name",
    "sort by last change",
    "sort by e-mail",
    "sort by town",
    "filter by tag",
    "filter by company",
    "filter by town, sort by name",
    "filter by part of a name",
    "filter by start of the family name",
    "filter by e-mail domain",
    "filter without phone",
    "filter by two tags or a town, not at a company, sort by job title",
    "filter by day of change, sort by change",
];

/// One condition.
pub fn is(field: &str, op: &str, value: impl Into<Value>) -> Value {
    json!({ "is": { "field": field, "op": op, "value": value.into() } })
}

/// An order; a field with `-` in front descends.
pub fn sort(fields: &[&str]) -> Value {
    let keys = fields.iter().map(|f| match f.strip_prefix('-') {
        Some(field) => json!({ "field": field, "descending": true }),
        None => json!({ "field": f }),
    });
    Value::Array(keys.collect())
}

fn question(shape: &str, population: Population, dice: &mut Dice) -> Value {
    let person = population.person(dice.below(population.people));
    let company = person.company.as_ref().map(|c| c.name.clone()).unwrap_or_else(|| person.family.clone());
    let city = person.addresses.first().map_or_else(|| "Berlin".to_owned(), |a| a.city.clone());
    let start = |text: &str, n: u64| text.chars().take(n as usize).collect::<String>();
    let tag = |dice: &mut Dice| json!(*dice.pick(TAGS).unwrap_or(&"vip"));
    match shape {
        "sort by name" => json!({ "sort": sort(&["display_name"]) }),
        "sort by name, descending" => json!({ "sort": sort(&["-display_name"]) }),
        "sort by family name" => json!({ "sort": sort(&["family"]) }),
        "sort by company, then family name" => json!({ "sort": sort(&["company", "family"]) }),
        "sort by last change" => json!({ "sort": sort(&["-modified_ms"]) }),
        "sort by e-mail" => json!({ "sort": sort(&["emails"]) }),
        "sort by town" => json!({ "sort": sort(&["addresses"]) }),
        "filter by tag" => json!({ "filter": is("tags", "equals", tag(dice)) }),
        "filter by company" => {
            json!({ "filter": is("company", "equals", company), "sort": sort(&["family"]) })
        }
        "filter by town, sort by name" => {
            json!({ "filter": is("addresses", "equals", city), "sort": sort(&["display_name"]) })
        }
        "filter by part of a name" => {
            let family: Vec<char> = person.family.chars().collect();
            let part: String = family.iter().skip(1).take(dice.between(2, 4) as usize).collect();
            json!({ "filter": is("display_name", "contains", if part.trim().is_empty() { start(&person.given, 2) } else { part }) })
        }
        "filter by start of the family name" => {
            json!({ "filter": is("family", "starts_with", start(&person.family, dice.between(1, 4))), "sort": sort(&["company"]) })
        }
        "filter by e-mail domain" => {
            let email = person.emails.last().map_or("mail.example", |e| e.value.as_str());
            json!({ "filter": is("emails", "contains", email.rsplit('@').next().unwrap_or(email)) })
        }
        "filter without phone" => json!({ "filter": { "and": [
            { "is": { "field": "phones", "op": "empty" } }, is("display_name", "starts_with", start(&person.given, dice.between(1, 3)))
        ] } }),
        "filter by two tags or a town, not at a company, sort by job title" => json!({
            "filter": { "and": [
                { "or": [is("tags", "equals", tag(dice)), is("tags", "equals", tag(dice)), is("addresses", "equals", city)] },
                { "not": is("company", "equals", company) }
            ] },
            "sort": sort(&["job_title", "display_name"])
        }),
        _ => json!({
            "filter": is("modified_ms", "at_least", 1_600_000_000_000_u64 + dice.below(10_000_000)),
            "sort": sort(&["-modified_ms"])
        }),
    }
}

const TAGS: &[&str] =
    &["vip", "newsletter", "prospect", "customer", "partner", "Großkunde", "cold", "warm", "hot", "north"];

/// How many pages differ from what the reference evaluator says.
pub fn check(vault: &Vault, kind: &str, asked: &[Asked]) -> Fallible<u64> {
    let cx = vault.cx()?;
    let catalogue = cx.catalogue();
    let records = rows::all(&cx, kind)?;
    let kind = catalogue.kind(kind)?;
    let (first, second) = asked.split_at(asked.len() / 2);
    let count = |asked: &[Asked]| -> Result<u64, String> {
        let mut wrong = 0;
        for page in asked {
            let ids = evaluate::evaluate(kind, &page.query, &records).map_err(|e| e.to_string())?;
            let own: Vec<Id> =
                ids.iter().skip(page.position as usize).take(page.ids.len().max(1)).copied().collect();
            wrong += u64::from(own != page.ids || ids.len() as u64 != page.total);
        }
        Ok(wrong)
    };
    let (first, second) = std::thread::scope(|scope| {
        let other = scope.spawn(|| count(second));
        (count(first), other.join().unwrap_or_else(|_| Err("the check panicked".into())))
    });
    Ok(first? + second?)
}
