//! Deals from a table: its stage by name, its company by name or domain, its contacts by name or e-mail address, won and
//! lost by the words other programs have for it. A stage that nobody here knows is never guessed: it rejects the row,
//! unless the row says that the deal is won or lost.

use satchel_feature::records::{
    Instead, Intake, Left, Made, Missing, Question, Record, RuleCx, Target, text,
};
use satchel_kernel::text::fold;
use satchel_kernel::{Error, Id, Reason, Result};
use satchel_people::contacts::rules::company;
use satchel_people::fields;
use satchel_people::import::{Found, UNCLEAR, UNKNOWN, company_named, referred};
use serde_json::{Value, json};

use super::make;
use super::missing::Boards;
use super::store::company_name;
use crate::pipelines::rules::{first_of, first_or_new, id_of, usual, usual_or_new};
use crate::pipelines::{Outcome, Stage, store as pipelines};
use crate::rates::home;

/// How deals come in.
pub struct DealIntake;

const MORE: &[Target] = &[
    Target { id: "state", name: "State" },
    Target { id: "currency", name: "Currency" },
    Target { id: "contacts", name: "Contacts" },
];

/// How other programs call the columns: HubSpot, Pipedrive, Salesforce by labels and by API names, and German tables.
const WORDS: &[(&str, &[&str])] = &[
    (
        "name",
        &[
            "deal name",
            "deal - title",
            "deal title",
            "title",
            "deal",
            "opportunity name",
            "opportunity",
            "opportunity title",
            "topic",
            "bezeichnung",
            "verkaufschance",
        ],
    ),
    (
        "company_id",
        &[
            "company name",
            "account name",
            "account",
            "potential customer",
            "customer",
            "organization",
            "organisation",
            "deal - organization",
            "associated company",
            "company domain",
            "company domain name",
            "domain",
            "firma",
            "unternehmen",
            "kunde",
        ],
    ),
    ("pipeline_id", &["deal - pipeline", "sales pipeline", "deal pipeline"]),
    (
        "stage_id",
        &[
            "deal stage",
            "deal - stage",
            "stage name",
            "sales stage",
            "opportunity stage",
            "phase",
            "verkaufsphase",
        ],
    ),
    ("state", &["status", "deal - status", "deal status", "zustand"]),
    (
        "amount",
        &[
            "value",
            "deal value",
            "deal - value",
            "deal amount",
            "opportunity amount",
            "opportunity value",
            "est. revenue",
            "betrag",
            "wert",
            "summe",
            "auftragswert",
        ],
    ),
    (
        "currency",
        &[
            "deal currency code",
            "deal - currency",
            "deal - currency of value",
            "currency iso code",
            "währung",
        ],
    ),
    (
        "close_date",
        &[
            "expected close date",
            "expected close",
            "deal - expected close date",
            "closing date",
            "close",
            "est. close date",
            "estimated close date",
            "abschlussdatum",
            "abschluss",
            "erwarteter abschluss",
        ],
    ),
    (
        "closed_ms",
        &[
            "closed on",
            "deal - won time",
            "deal - lost time",
            "deal - deal closed on",
            "won time",
            "lost time",
        ],
    ),
    (
        "contacts",
        &[
            "contact",
            "contact person",
            "contact name",
            "contact email",
            "deal - contact person",
            "associated contact",
            "primary contact",
            "email",
            "e-mail",
            "person - name",
            "person - email",
            "kontakt",
            "kontakte",
            "ansprechpartner",
        ],
    ),
    ("won_reason", &["closed won reason", "deal - won reason"]),
    ("lost_reason", &["deal - lost reason", "closed lost reason", "loss reason", "verlustgrund"]),
    ("source", &["lead source", "deal source", "quelle", "herkunft"]),
    ("next_step", &["nächster schritt"]),
    ("forecast", &["forecast category"]),
    ("tags", &["label", "labels", "deal - label", "tag", "schlagwörter"]),
];

/// How columns are called that say how likely a deal is won from where it stands.
const BESIDE: &[(&str, &[&str])] = &[(
    "probability",
    &[
        "probability",
        "probability (%)",
        "deal probability",
        "deal - probability",
        "win probability",
        "chance",
        "wahrscheinlichkeit",
        "wahrscheinlichkeit (%)",
        "abschlusswahrscheinlichkeit",
    ],
)];

/// What other programs call what a deal is.
const STATES: &[(Outcome, &[&str])] = &[
    (Outcome::Open, &["open", "offen", "in progress", "in bearbeitung"]),
    (Outcome::Won, &["won", "closed won", "closedwon", "gewonnen"]),
    (Outcome::Lost, &["lost", "closed lost", "closedlost", "verloren"]),
];

const OUTCOMES: [Outcome; 3] = [Outcome::Open, Outcome::Won, Outcome::Lost];

const NO_MONEY: Reason = Reason::new("no_money", "This is no amount in a currency; it is kept in a note.");
pub(super) const CLOSED: Reason = Reason::new(
    "deal_closed",
    "The deal is closed, so it stands in the stage of its outcome; this is kept in a note.",
);
const NO_STAGE: Reason = Reason::new(
    "stage_not_here",
    "There is no such stage here: the deal stands in the first one, and this is kept in a note.",
);
const NO_PIPELINE: Reason = Reason::new(
    "pipeline_not_here",
    "There is no such pipeline here: the deal stands in the first one, and this is kept in a note.",
);
pub(super) const NO_STATE: Reason =
    Reason::new("state_not_here", "This is nothing a deal can be here; it is kept in a note.");
const OTHER_OUTCOME: Reason =
    Reason::new("other_outcome", "The deal has another outcome; this is kept in a note.");

impl Intake for DealIntake {
    fn more(&self) -> &'static [Target] {
        MORE
    }

    fn words(&self) -> &'static [(&'static str, &'static [&'static str])] {
        WORDS
    }

    fn settle(&self, cx: &RuleCx<'_>, row: &mut Record, left: &mut Vec<Left>) -> Result<()> {
        let outcome = place(cx, row, left)?;
        settled(cx, row, left, outcome)
    }

    /// A stage, pipeline or state that is none here is noted, and the deal stands in the first stage of what it is.
    fn ease(&self, cx: &RuleCx<'_>, row: &mut Record, left: &mut Vec<Left>) -> Result<()> {
        for _ in 0..3 {
            let Err(refused) = place(cx, &mut row.clone(), &mut Vec::new()) else { break };
            let (target, reason) = match refused.code {
                "pipeline_unknown" => ("pipeline_id", NO_PIPELINE),
                "stage_unknown" | "stage_unlike_state" => ("stage_id", NO_STAGE),
                "state_unknown" => ("state", NO_STATE),
                _ => return Err(refused),
            };
            let said = row.remove(target);
            let said = said.as_ref().map(|said| said.get(0).unwrap_or(said)).and_then(Value::as_str);
            let Some(value) = said.map(str::to_owned) else { return Err(refused) };
            left.push(Left { target: target.to_owned(), value, reason });
        }
        Ok(())
    }

    fn named(&self) -> &'static [&'static str] {
        &["pipeline_id", "stage_id", "state"]
    }

    fn asks(&self, cx: &RuleCx<'_>, row: &Record, refused: &Error) -> Result<Option<Question>> {
        let question = |target, known, under| Ok(Some(Question { target, known, under }));
        let there = pipelines::pipelines(cx.conn)?;
        match refused.code {
            "state_unknown" => question("state", OUTCOMES.map(|one| one.word().to_owned()).to_vec(), None),
            "pipeline_unknown" if there.is_empty() => {
                question("pipeline_id", vec![usual(cx)?.0.to_owned()], None)
            }
            "pipeline_unknown" => {
                question("pipeline_id", there.into_iter().map(|(_, name)| name).collect(), None)
            }
            "stage_unknown" if there.is_empty() => {
                let names = usual(cx)?.1.map(|(name, _)| name.to_owned());
                question("stage_id", names.to_vec(), None)
            }
            "stage_unknown" => {
                let there = in_pipeline(there, text(row, "pipeline_id"));
                let names = stages_of(cx, &there)?.into_iter().map(|stage| stage.name).collect();
                question("stage_id", names, there.first().map(|(id, _)| *id))
            }
            _ => Ok(None),
        }
    }

    fn missing(&self) -> Option<Box<dyn Missing>> {
        Some(Box::new(Boards::default()))
    }

    fn beside(&self) -> &'static [(&'static str, &'static [&'static str])] {
        BESIDE
    }

    /// Orders have amounts too, and people a status: only what is on its way to be sold has a stage or a day it may close.
    fn tells(&self) -> &'static [&'static [&'static str]] {
        &[&["name", "company_id"], &["amount"], &["stage_id", "close_date"]]
    }

    fn make_missing(&self, cx: &RuleCx<'_>, made: &[Made]) -> Result<Vec<Instead>> {
        make::make(cx, made)
    }

    fn makes(&self, field: &str) -> bool {
        matches!(field, "company_id" | "pipeline_id" | "stage_id")
    }

    fn make(&self, cx: &RuleCx<'_>, row: &mut Record, old: Option<&Record>) -> Result<()> {
        let words = |row: &Record, field: &str| {
            let words = row.get(field).and_then(Value::as_str).filter(|words| !is_id(words));
            words.map(str::to_owned)
        };
        if words(row, "pipeline_id").is_some() || words(row, "stage_id").is_some() {
            first_or_new(cx)?;
            if place(cx, &mut row.clone(), &mut Vec::new()).is_err() {
                // Another pipeline came to be the first since the row was looked at.
                usual_or_new(cx)?;
            }
            place(cx, row, &mut Vec::new())?;
        }
        // A deal that is joined keeps its company, so that another one is not made for nothing.
        if let Some(name) =
            words(row, "company_id").filter(|_| old.is_none_or(|old| !old.contains_key("company_id")))
        {
            row.insert("company_id".into(), json!(company(cx, &name)?));
        }
        Ok(())
    }

    /// Deals of several companies may have the same name.
    fn key(&self, cx: &RuleCx<'_>, deal: &Record) -> Result<String> {
        let named = match id_of(deal, "company_id") {
            Some(id) => company_name(cx.conn, id)?.unwrap_or_default(),
            None => text(deal, "company_id").to_owned(),
        };
        Ok(fold(&named))
    }
}

/// The rest of a row, once it is known what the deal is.
pub(super) fn settled(
    cx: &RuleCx<'_>,
    row: &mut Record,
    left: &mut Vec<Left>,
    outcome: Outcome,
) -> Result<()> {
    amount(cx, row, left)?;
    contacts(cx, row, left)?;
    if let Some(words) = row.get("company_id").and_then(Value::as_str).filter(|words| !is_id(words))
        && let Some(id) = company_named(cx.conn, words)?
    {
        row.insert("company_id".into(), json!(id));
    }
    for (field, of) in [("won_reason", Outcome::Won), ("lost_reason", Outcome::Lost)] {
        if outcome != of
            && let Some(Value::String(value)) = row.remove(field)
        {
            left.push(Left { target: field.to_owned(), value, reason: OTHER_OUTCOME });
        }
    }
    if outcome == Outcome::Open
        && let Some(at) = row.remove("closed_ms").as_ref().and_then(Value::as_i64)
    {
        let value = jiff::Timestamp::from_millisecond(at).map(|at| at.to_string()).unwrap_or_default();
        left.push(Left { target: "closed_ms".to_owned(), value, reason: OTHER_OUTCOME });
    }
    Ok(())
}

pub(super) fn is_id(words: &str) -> bool {
    words.parse::<Id>().is_ok()
}

pub(super) fn outcome_of(words: &str) -> Option<Outcome> {
    let folded = fold(words);
    STATES
        .iter()
        .find(|(_, words)| words.iter().any(|word| fold(word) == folded))
        .map(|(outcome, _)| *outcome)
}

/// Finds the stage the row means, and answers what the deal is there.
pub(super) fn place(cx: &RuleCx<'_>, row: &mut Record, left: &mut Vec<Left>) -> Result<Outcome> {
    let said = match row.remove("state").as_ref().and_then(|said| said.get(0)).and_then(Value::as_str) {
        Some(words) => Some(outcome_of(words).ok_or_else(|| unknown_state(words))?),
        None => None,
    };
    let pipeline_named = text(row, "pipeline_id").to_owned();
    let stage_named = text(row, "stage_id").to_owned();
    let there = pipelines::pipelines(cx.conn)?;
    if there.is_empty() {
        return usual_place(cx, row, left, said);
    }
    let there = in_pipeline(there, &pipeline_named);
    let Some((first, _)) = there.first().cloned() else {
        let words =
            format!("There is no pipeline called “{pipeline_named}”. Make it, or leave the column out.");
        let error = Error::refused("pipeline_unknown", words).at("pipeline_id");
        return Err(error.with(json!({ "name": pipeline_named })));
    };
    if !pipeline_named.is_empty() {
        row.insert("pipeline_id".into(), json!(first));
    }
    let stages = stages_of(cx, &there)?;
    let found = stages
        .iter()
        .find(|stage| fold(&stage.name) == fold(&stage_named) || stage.id.to_string() == stage_named);
    let closed = said.or_else(|| outcome_of(&stage_named)).filter(|outcome| *outcome != Outcome::Open);
    let stage = match (found, closed) {
        _ if stage_named.is_empty() => closed.map(|outcome| first_of(cx, first, outcome)).transpose()?,
        (Some(stage), closed) if closed.is_none_or(|outcome| outcome == stage.outcome) => Some(stage.clone()),
        (found, Some(outcome)) => {
            if outcome_of(&stage_named) != Some(outcome) {
                left.push(Left { target: "stage_id".to_owned(), value: stage_named, reason: CLOSED });
            }
            Some(first_of(cx, found.map_or(first, |stage| stage.pipeline), outcome)?)
        }
        (_, None) => return Err(unknown_stage(&stage_named, stages.iter().map(|stage| stage.name.as_str()))),
    };
    let outcome = stage.as_ref().map_or(Outcome::Open, |stage| stage.outcome);
    if said == Some(Outcome::Open) && outcome != Outcome::Open {
        let words =
            "The deal is called open and stands in a stage where deals are closed. Correct one of both.";
        return Err(Error::refused("stage_unlike_state", words).at("stage_id"));
    }
    match stage {
        Some(stage) => _ = row.insert("stage_id".into(), json!(stage.id)),
        None => _ = row.remove("stage_id"),
    }
    Ok(outcome)
}

/// As [`place`], where there is no pipeline yet: the first deal makes the one every vault begins with.
fn usual_place(
    cx: &RuleCx<'_>,
    row: &mut Record,
    left: &mut Vec<Left>,
    said: Option<Outcome>,
) -> Result<Outcome> {
    let (pipeline, stages) = usual(cx)?;
    let (pipeline_named, stage_named) =
        (text(row, "pipeline_id").to_owned(), text(row, "stage_id").to_owned());
    if !pipeline_named.is_empty() && fold(&pipeline_named) != fold(pipeline) {
        let words =
            format!("There is no pipeline called “{pipeline_named}”. Make it, or leave the column out.");
        let error = Error::refused("pipeline_unknown", words).at("pipeline_id");
        return Err(error.with(json!({ "name": pipeline_named })));
    }
    let found = stages.iter().find(|(name, _)| fold(name) == fold(&stage_named));
    let closed = said.or_else(|| outcome_of(&stage_named)).filter(|outcome| *outcome != Outcome::Open);
    let of = |outcome: Outcome| stages.iter().find(|(_, other)| *other == outcome).copied();
    let stage = match (found.copied(), closed) {
        _ if stage_named.is_empty() => closed.and_then(of),
        (Some(stage), closed) if closed.is_none_or(|outcome| outcome == stage.1) => Some(stage),
        (_, Some(outcome)) => {
            if outcome_of(&stage_named) != Some(outcome) {
                left.push(Left { target: "stage_id".to_owned(), value: stage_named, reason: CLOSED });
            }
            of(outcome)
        }
        (_, None) => return Err(unknown_stage(&stage_named, stages.iter().map(|(name, _)| *name))),
    };
    match stage {
        Some((name, _)) => _ = row.insert("stage_id".into(), json!(name)),
        None => _ = row.remove("stage_id"),
    }
    Ok(stage.map_or(Outcome::Open, |(_, outcome)| outcome))
}

/// The pipelines a row may mean: the one it names, by its name or its id, else all.
fn in_pipeline(mut there: Vec<(Id, String)>, named: &str) -> Vec<(Id, String)> {
    if !named.is_empty() {
        there.retain(|(id, name)| fold(name) == fold(named) || id.to_string() == named);
    }
    there
}

pub(super) fn stages_of(cx: &RuleCx<'_>, pipelines: &[(Id, String)]) -> Result<Vec<Stage>> {
    let mut stages = Vec::new();
    for (id, _) in pipelines {
        stages.extend(pipelines::stages(cx.conn, *id)?);
    }
    Ok(stages)
}

pub(super) fn unknown_state(words: &str) -> Error {
    let said = format!("“{words}” is nothing a deal can be. Say open, won or lost.");
    Error::refused("state_unknown", said).at("state").with(json!({ "name": words }))
}

fn unknown_stage<'a>(name: &str, there: impl Iterator<Item = &'a str>) -> Error {
    let there = there.collect::<Vec<_>>().join(", ");
    let words = format!("There is no stage called “{name}”. There are: {there}.");
    Error::refused("stage_unknown", words).at("stage_id").with(json!({ "name": name, "stages": there }))
}

/// An amount without a currency is in the one that stands beside it, else in the seller's own.
fn amount(cx: &RuleCx<'_>, row: &mut Record, left: &mut Vec<Left>) -> Result<()> {
    let currency = row.remove("currency");
    let currency = currency.as_ref().and_then(|said| said.get(0)).and_then(Value::as_str);
    let Some(Value::String(decimal)) = row.get("amount").cloned() else { return Ok(()) };
    let currency = match currency {
        Some(said) => said.to_uppercase(),
        None => home::currency(cx.conn, cx.region)?,
    };
    match fields::amount_of(&decimal, &currency).filter(|_| home::is_code(&currency)) {
        Some(money) => _ = row.insert("amount".into(), money),
        None => {
            row.remove("amount");
            let value = format!("{decimal} {currency}");
            left.push(Left { target: "amount".to_owned(), value, reason: NO_MONEY });
        }
    }
    Ok(())
}

fn contacts(cx: &RuleCx<'_>, row: &mut Record, left: &mut Vec<Left>) -> Result<()> {
    let Some(Value::Array(named)) = row.remove("contacts") else { return Ok(()) };
    let mut found: Vec<Value> = Vec::new();
    for words in named.iter().filter_map(Value::as_str) {
        // `Ada Brandt <ada@x.example>`
        let inside =
            words.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(address, _)| address);
        let reason = match referred(cx, "contact", inside.unwrap_or(words))? {
            Found::One(id) => {
                let entry = json!({ "contact_id": id });
                if !found.contains(&entry) {
                    found.push(entry);
                }
                continue;
            }
            Found::None => UNKNOWN,
            Found::Several => UNCLEAR,
        };
        left.push(Left { target: "contacts".to_owned(), value: words.to_owned(), reason });
    }
    if !found.is_empty() {
        row.insert("contacts".into(), Value::Array(found));
    }
    Ok(())
}
