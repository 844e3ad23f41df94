//! Asking for pairs, and saying that two are two.

use std::collections::{HashMap, HashSet};

use satchel_feature::records::{self, name};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Error, Id, Result};
use serde::{Deserialize, Serialize};

use super::kept::{self, Kept};
use super::model::tell;
use super::{CERTAIN, PROBABLE, Person, store};

/// The rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// Pairs of contacts that may be one person, the likeliest first, with how likely and why.
        "contacts.duplicates" needs Read => duplicates;
        /// Remembers that two contacts are two people: they are not asked about again.
        "contacts.set_apart" needs Write undoable => set_apart;
    }
}

/// Which pairs are asked for.
#[derive(Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Asked {
    /// Pairs at most, 1 to 1,000; 100 when absent.
    limit: Option<u32>,
    /// Passes over so many of the likeliest.
    after: u32,
    /// Only pairs at least this likely, 0 to 1; 0.05 when absent.
    least: Option<f64>,
    /// Only pairs with this contact.
    id: Option<Id>,
    /// Only pairs with a contact that this import made or added to.
    import: Option<Id>,
}

/// The pairs.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Duplicates {
    /// The likeliest first.
    pairs: Vec<Likely>,
    /// How many there are in all.
    total: u64,
    /// From which probability on a pair is one person beyond reasonable doubt.
    certain: f64,
}

/// Two contacts that may be one person.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Likely {
    /// The two; the first one was made earlier.
    records: Vec<Likeness>,
    /// How likely it is, 0 to 1.
    probability: f64,
    /// Why, what says most first.
    evidence: Vec<Said>,
}

/// One of the two.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Likeness {
    /// The contact.
    id: Id,
    /// Its name.
    title: String,
    /// What tells it from others of that name.
    subtitle: String,
}

/// A piece of evidence.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Said {
    /// What: `same_phone`, `short_given`, `other_birthday` and so on.
    code: &'static str,
    /// The value, of the first of the two, in the form it is compared in.
    value: String,
    /// The other's, where it differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<String>,
    /// How much it says, in natural logarithms of odds: above 0 for, below 0 against.
    weight: f64,
}

fn duplicates(cx: &mut Cx, asked: Asked) -> Result<Duplicates> {
    let limit = asked.limit.unwrap_or(100);
    if !(1..=1_000).contains(&limit) {
        return Err(Error::invalid("limit", "Ask for 1 to 1,000 pairs at once."));
    }
    let compiled = cx.registry.kind("contact")?;
    let least = asked.least.unwrap_or(PROBABLE).max(kept::LEAST);
    cx.vault.read(|conn| -> Result<Duplicates> {
        let apart: HashSet<(Id, Id)> = store::distinct(conn)?
            .into_iter()
            .flat_map(|(one, other)| [(one, other), (other, one)])
            .collect();
        let imported = asked.import.map(|import| store::imported(conn, import)).transpose()?;
        cx.memory.of::<Kept>().now(conn, |ids, found| {
            let id_of = |at: u32| ids.get(at as usize).copied();
            let pairs: Vec<(Id, Id, f64)> = found
                .pairs
                .iter()
                .take_while(|(_, probability)| *probability >= least)
                .filter_map(|((one, other), probability)| Some((id_of(*one)?, id_of(*other)?, *probability)))
                .filter(|(one, other, _)| !apart.contains(&(*one, *other)))
                .filter(|(one, other, _)| asked.id.is_none_or(|id| id == *one || id == *other))
                .filter(|(one, other, _)| {
                    imported.as_ref().is_none_or(|of| of.contains(one) || of.contains(other))
                })
                .collect();
            let total = pairs.len() as u64;
            let page: Vec<_> = pairs.into_iter().skip(asked.after as usize).take(limit as usize).collect();
            let wanted: Vec<Id> = page.iter().flat_map(|(one, other, _)| [*one, *other]).collect();
            let (ids, people) = store::some(conn, &wanted)?;
            let people: HashMap<Id, Person> = ids.into_iter().zip(people).collect();
            let mut pairs = Vec::new();
            for (one, other, probability) in page {
                let mut both = Vec::new();
                for id in [one, other] {
                    let record = records::get(conn, compiled, id)?;
                    both.push(Likeness {
                        id,
                        title: name(&compiled.kind, &record),
                        subtitle: compiled.rules.subtitle(&record),
                    });
                }
                let persons = people.get(&one).zip(people.get(&other));
                let evidence = persons.map(|(one, other)| tell(one, other, &found.all)).unwrap_or_default();
                let evidence = evidence.into_iter().map(|one| Said {
                    code: one.code,
                    value: one.value,
                    other: one.other,
                    weight: rounded(one.weight, 100.0),
                });
                let probability = rounded(probability, 10_000.0);
                pairs.push(Likely { records: both, probability, evidence: evidence.collect() });
            }
            Ok(Duplicates { pairs, total, certain: CERTAIN })
        })
    })
}

fn rounded(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}

/// The two that are two people.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Two {
    /// One.
    id: Id,
    /// The other.
    other: Id,
}

/// Nothing more is to be said.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Apart {
    /// One.
    id: Id,
    /// The other.
    other: Id,
}

fn set_apart(cx: &mut Cx, Two { id, other }: Two) -> Result<Apart> {
    if id == other {
        return Err(Error::invalid("other", "Choose two contacts."));
    }
    cx.write_called(|rules| {
        let compiled = rules.registry.kind("contact")?;
        let one = records::get(rules.conn, compiled, id)?;
        let two = records::get(rules.conn, compiled, other)?;
        store::set_apart(rules.conn, id, other, rules.now_ms)?;
        let label = format!("Set {} and {} apart", name(&compiled.kind, &one), name(&compiled.kind, &two));
        Ok((label, Apart { id, other }))
    })
}
