//! Asking for pairs, and saying that two are two: the same verbs for contacts and companies.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use satchel_feature::Cx;
use satchel_feature::command::{Command, Needs, SchemaOf, pack, unpack};
use satchel_feature::records::{self, name};
use satchel_kernel::{Error, Id, Kind, Result};
use serde::{Deserialize, Serialize};

use super::base::{self, Stand};
use super::firm::Firm;
use super::learning::Learnt;
use super::store::{self, Kept};
use super::weighing::Evidence;
use super::{CERTAIN, Looked, PROBABLE, Person, Prospect, prospect};

/// The rows of a kind, if its records may be there twice.
pub fn table(kind: &Kind) -> Vec<Command> {
    match kind.name.as_ref() {
        Person::KIND => of::<Person>(kind),
        Firm::KIND => of::<Firm>(kind),
        Prospect::KIND => {
            let doc =
                "Leads that may be a contact that is there, the likeliest first, with how likely and why.";
            let mut rows = of::<Prospect>(kind);
            rows.push(row(kind, "known", doc.to_owned(), false, known));
            let doc = "Remembers that a lead and a contact are two: they are not asked about again.";
            rows.push(row(kind, "set_apart_from", doc.to_owned(), true, set_apart_from));
            rows
        }
        _ => Vec::new(),
    }
}

fn of<T: Looked>(kind: &Kind) -> Vec<Command> {
    let (word, words) = (kind.word(), kind.words());
    vec![
        row(
            kind,
            "duplicates",
            format!("Pairs of {words} that may be one, the likeliest first, with how likely and why."),
            false,
            duplicates::<T>,
        ),
        row(
            kind,
            "set_apart",
            format!("Remembers that a {word} and another one are two: they are not asked about again."),
            true,
            set_apart::<T>,
        ),
    ]
}

fn row<I, O>(kind: &Kind, verb: &str, doc: String, writes: bool, rule: fn(&mut Cx, I) -> Result<O>) -> Command
where
    I: serde::de::DeserializeOwned + schemars::JsonSchema + 'static,
    O: Serialize + schemars::JsonSchema + 'static,
{
    let command = format!("{}.{verb}", kind.plural);
    Command {
        name: command.clone(),
        doc,
        needs: if writes { Needs::Write } else { Needs::Read },
        undoable: writes,
        input: SchemaOf::input::<I>(),
        output: SchemaOf::output::<O>(),
        run: Arc::new(move |cx, input| pack(rule(cx, unpack(&command, input)?)?)),
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
    /// Only pairs with this record.
    id: Option<Id>,
    /// Looks at everybody even if that was stopped before.
    look: bool,
    /// Only pairs with a record that this import made or added to.
    import: Option<Id>,
}

/// The pairs.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Duplicates {
    /// The likeliest first.
    pairs: Vec<Likely>,
    /// How many there are in all.
    total: u64,
    /// From which probability on a pair is one beyond reasonable doubt.
    certain: f64,
    /// From how many answers of the seller it was learnt how likely they are; 0 where that is switched off.
    learnt_from: u64,
    /// How far the looking is: of many records a job looks at everybody, and answers are those known before.
    stand: Stand,
}

/// Two records that may be one.
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
    /// The record.
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

fn duplicates<T: Looked>(cx: &mut Cx, asked: Asked) -> Result<Duplicates> {
    let limit = asked.limit.unwrap_or(100);
    if !(1..=1_000).contains(&limit) {
        return Err(Error::invalid("limit", "Ask for 1 to 1,000 pairs at once."));
    }
    let compiled = cx.registry.kind(T::KIND)?;
    let least = asked.least.unwrap_or(PROBABLE).max(base::LEAST);
    let stand = base::bring::<T>(cx, asked.look, base::SMALL)?;
    cx.vault.read(|conn| -> Result<Duplicates> {
        let apart: HashSet<(Id, Id)> = store::distinct(conn, T::KIND)?
            .into_iter()
            .flat_map(|(one, other)| [(one, other), (other, one)])
            .collect();
        let imported = asked.import.map(|import| store::imported(conn, T::KIND, import)).transpose()?;
        let counts = store::counts(conn, T::KIND)?;
        let learnt = base::learnt::<T>(conn)?;
        let mut pairs: Vec<(f64, Kept)> =
            store::pairs(conn, T::KIND, learnt.least(least), base::is_now::<T>(conn)?)?
                .into_iter()
                .filter(|Kept { one, other, .. }| !apart.contains(&(*one, *other)))
                .filter(|Kept { one, other, .. }| asked.id.is_none_or(|id| id == *one || id == *other))
                .filter(|Kept { one, other, .. }| {
                    imported.as_ref().is_none_or(|of| of.contains(one) || of.contains(other))
                })
                .map(|pair| (learnt.probability(pair.probability, pair.traits), pair))
                .filter(|(probability, _)| *probability >= least)
                .collect();
        pairs.sort_by(|(a, one), (b, other)| {
            b.total_cmp(a).then((one.one, one.other).cmp(&(other.one, other.other)))
        });
        let total = pairs.len() as u64;
        let page: Vec<_> = pairs.into_iter().skip(asked.after as usize).take(limit as usize).collect();
        let wanted: Vec<Id> = page.iter().flat_map(|(_, pair)| [pair.one, pair.other]).collect();
        let (ids, people) = T::read(conn, Some(&wanted))?;
        let people: HashMap<Id, T> = ids.into_iter().zip(people).collect();
        let mut pairs = Vec::new();
        for (probability, Kept { one, other, probability: shipped, traits }) in page {
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
            let mut evidence = persons.map(|(one, other)| one.tell(other, &counts)).unwrap_or_default();
            evidence.extend(learnt.tell(shipped, traits));
            let probability = rounded(probability, 10_000.0);
            pairs.push(Likely { records: both, probability, evidence: said(evidence) });
        }
        Ok(Duplicates { pairs, total, certain: CERTAIN, learnt_from: from(&learnt), stand })
    })
}

/// Which leads are asked for.
#[derive(Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct AskedKnown {
    /// Pairs at most, 1 to 1,000; 100 when absent.
    limit: Option<u32>,
    /// Passes over so many of the likeliest.
    after: u32,
    /// Only pairs at least this likely, 0 to 1; 0.05 when absent.
    least: Option<f64>,
    /// Only pairs with this lead or contact.
    id: Option<Id>,
    /// Looks at all contacts even if that was stopped before.
    look: bool,
}

/// The first of each pair is the lead.
fn known(cx: &mut Cx, asked: AskedKnown) -> Result<Duplicates> {
    let limit = asked.limit.unwrap_or(100);
    if !(1..=1_000).contains(&limit) {
        return Err(Error::invalid("limit", "Ask for 1 to 1,000 pairs at once."));
    }
    let (stand, learnt, found) = prospect::known(cx, asked.look, asked.least.unwrap_or(PROBABLE))?;
    let (leads, contacts) = (cx.registry.kind(Prospect::KIND)?, cx.registry.kind(Person::KIND)?);
    cx.vault.read(|conn| -> Result<Duplicates> {
        let strangers = store::strangers(conn)?;
        let found: Vec<_> = found
            .into_iter()
            .filter(|one| !strangers.contains(&(one.lead, one.contact)))
            .filter(|one| asked.id.is_none_or(|id| id == one.lead || id == one.contact))
            .collect();
        let counts = store::counts(conn, Person::KIND)?;
        let total = found.len() as u64;
        let mut pairs = Vec::new();
        for one in found.iter().skip(asked.after as usize).take(limit as usize) {
            let mut both = Vec::new();
            for (compiled, id) in [(leads, one.lead), (contacts, one.contact)] {
                let record = records::get(conn, compiled, id)?;
                let (title, subtitle) = (name(&compiled.kind, &record), compiled.rules.subtitle(&record));
                both.push(Likeness { id, title, subtitle });
            }
            let (_, lead) = Prospect::read(conn, Some(&[one.lead]))?;
            let (_, contact) = Person::read(conn, Some(&[one.contact]))?;
            let evidence = lead.first().zip(contact.first());
            let mut evidence =
                evidence.map(|(lead, contact)| prospect::why(lead, contact, &counts)).unwrap_or_default();
            evidence.extend(learnt.tell(one.shipped, one.traits));
            let probability = rounded(one.probability, 10_000.0);
            pairs.push(Likely { records: both, probability, evidence: said(evidence) });
        }
        Ok(Duplicates { pairs, total, certain: CERTAIN, learnt_from: from(&learnt), stand })
    })
}

fn from(learnt: &Learnt) -> u64 {
    u64::try_from(learnt.from()).unwrap_or(u64::MAX)
}

fn said(evidence: Vec<Evidence>) -> Vec<Said> {
    let said = evidence.into_iter().map(|one| Said {
        code: one.code,
        value: one.value,
        other: one.other,
        weight: rounded(one.weight, 100.0),
    });
    said.collect()
}

fn set_apart_from(cx: &mut Cx, Two { id, other }: Two) -> Result<Apart> {
    cx.write_called(|rules| {
        let (leads, contacts) = (rules.registry.kind(Prospect::KIND)?, rules.registry.kind(Person::KIND)?);
        let lead = records::get(rules.conn, leads, id)?;
        let contact = records::get(rules.conn, contacts, other)?;
        store::set_strangers(rules.conn, id, other, rules.now_ms)?;
        let label = format!("Set {} and {} apart", name(&leads.kind, &lead), name(&contacts.kind, &contact));
        Ok((label, Apart { id, other }))
    })
}

fn rounded(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}

/// The two that are two.
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

fn set_apart<T: Looked>(cx: &mut Cx, Two { id, other }: Two) -> Result<Apart> {
    if id == other {
        return Err(Error::invalid("other", "Choose two records."));
    }
    cx.write_called(|rules| {
        let compiled = rules.registry.kind(T::KIND)?;
        let one = records::get(rules.conn, compiled, id)?;
        let two = records::get(rules.conn, compiled, other)?;
        store::set_apart(rules.conn, T::KIND, (id, other), rules.now_ms)?;
        let label = format!("Set {} and {} apart", name(&compiled.kind, &one), name(&compiled.kind, &two));
        Ok((label, Apart { id, other }))
    })
}
