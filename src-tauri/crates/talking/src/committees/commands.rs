//! The verbs of committees: look at one, say what somebody is to it, take somebody off.

use std::cmp::Reverse;

use satchel_feature::records::{self, Record, part, text};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Error, Id, Result};
use satchel_people::companies::{STAKEHOLDERS, members::today};
use satchel_people::stakeholders::ROLES;
use satchel_vault::Connection;
use serde::Deserialize;
use serde_json::{Value, json};

use super::gaps::{gaps, since};
use super::influence::{Known, reasons, score};
use super::model::{Column, Committee, Stakeholder};
use super::store;

/// The most of a company's people who are offered.
const MOST: usize = 100;
/// Conversations count for a year.
const YEAR_MS: i64 = 365 * 86_400_000;

/// The committees' rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// Who has a say at a company: by role, with their influence and its reasons, and what is missing.
        "companies.committee" needs Read => of_company;
        /// Who has a say in a deal: by role, with their influence and its reasons, and what is missing.
        "deals.committee" needs Read => of_deal;
        /// Says what somebody is to a company's decisions: role, influence, stance, note.
        "companies.place" needs Write undoable => place_at_company;
        /// Says what somebody is to a deal: role, influence, stance, note.
        "deals.place" needs Write undoable => place_in_deal;
        /// Takes somebody off a company's committee.
        "companies.displace" needs Write undoable => displace_at_company;
        /// Takes somebody off a deal's committee.
        "deals.displace" needs Write undoable => displace_in_deal;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// The company or deal.
    id: Id,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Place {
    /// The company or deal.
    id: Id,
    /// Who.
    contact_id: Id,
    /// What is said of them, as a merge patch: `role`, `influence` from 1 to 5, `stance`, `note`.
    patch: Record,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Displace {
    /// The company or deal.
    id: Id,
    /// Who.
    contact_id: Id,
}

/// Where a committee stands: the kind and its part.
#[derive(Clone, Copy)]
struct At {
    kind: &'static str,
    part: &'static str,
}

const COMPANY: At = At { kind: "company", part: STAKEHOLDERS };
const DEAL: At = At { kind: "deal", part: "contacts" };

fn of_company(cx: &mut Cx, Asked { id }: Asked) -> Result<Committee> {
    committee(cx, COMPANY, id)
}

fn of_deal(cx: &mut Cx, Asked { id }: Asked) -> Result<Committee> {
    committee(cx, DEAL, id)
}

fn place_at_company(cx: &mut Cx, input: Place) -> Result<Record> {
    place(cx, COMPANY, input)
}

fn place_in_deal(cx: &mut Cx, input: Place) -> Result<Record> {
    place(cx, DEAL, input)
}

fn displace_at_company(cx: &mut Cx, input: Displace) -> Result<Record> {
    displace(cx, COMPANY, &input)
}

fn displace_in_deal(cx: &mut Cx, input: Displace) -> Result<Record> {
    displace(cx, DEAL, &input)
}

fn id_in(value: &Value, field: &str) -> Option<Id> {
    value.get(field).and_then(Value::as_str).and_then(|text| text.parse().ok())
}

fn committee(cx: &Cx, at: At, id: Id) -> Result<Committee> {
    let (now_ms, today) = (jiff::Timestamp::now().as_millisecond(), today());
    cx.vault.read(|conn| {
        let record = records::get(conn, cx.registry.kind(at.kind)?, id)?;
        let company =
            if at.kind == "deal" { id_in(&Value::Object(record.clone()), "company_id") } else { Some(id) };
        let mut people = Vec::new();
        for row in part(&record, at.part) {
            people.extend(stakeholder(conn, row, company, now_ms)?);
        }
        let staff = company.map(|company| store::staff(conn, company, &today, MOST + 1)).transpose()?;
        let staff = staff.unwrap_or_default();
        let more = staff.len() > MOST;
        for id in staff.into_iter().take(MOST) {
            if !people.iter().any(|known: &Stakeholder| known.contact_id == id) {
                people.extend(stakeholder(conn, &json!({ "contact_id": id, "new": true }), company, now_ms)?);
            }
        }
        weigh(&mut people, now_ms);
        let placed: Vec<Stakeholder> = people.iter().filter(|one| one.placed).cloned().collect();
        Ok(Committee { gaps: gaps(&placed, now_ms), columns: columns(people), more })
    })
}

/// Somebody as the record and the rest of the vault know them; `None` when they are in the trash.
fn stakeholder(
    conn: &Connection,
    row: &Value,
    company: Option<Id>,
    now_ms: i64,
) -> Result<Option<Stakeholder>> {
    let Some(contact_id) = id_in(row, "contact_id") else { return Ok(None) };
    let Some(person) = store::person(conn, contact_id, company, (now_ms - YEAR_MS, now_ms))? else {
        return Ok(None);
    };
    let of = |field: &str| row.get(field).and_then(Value::as_str).map(str::to_owned);
    let grade = row.get("influence").and_then(Value::as_f64);
    Ok(Some(Stakeholder {
        contact_id,
        name: person.name,
        title: person.title,
        photo: person.photo,
        role: of("role"),
        influence: (1..=5).find(|whole| grade == Some(f64::from(*whole))),
        stance: of("stance"),
        note: of("note"),
        last_activity_ms: person.last_ms,
        conversations: person.conversations,
        reports: person.reports,
        ties: store::ties(conn, contact_id, company, (now_ms - YEAR_MS, now_ms))?,
        placed: row.get("new").is_none(),
        score: 0,
        reasons: Vec::new(),
    }))
}

/// Reckons what each counts among all.
fn weigh(people: &mut [Stakeholder], now_ms: i64) {
    let of_all = people.iter().fold(0, |sum: u32, one| sum.saturating_add(one.conversations));
    for one in people {
        let days_since = since(one, now_ms);
        let reasons = reasons(&Known {
            role: one.role.as_deref().unwrap_or_default(),
            title: one.title.as_deref().unwrap_or_default(),
            reports: one.reports,
            conversations: one.conversations,
            of_all,
            days_since,
            ties: one.ties,
            said: one.influence,
        });
        one.score = score(&reasons);
        one.reasons = reasons;
    }
}

fn columns(people: Vec<Stakeholder>) -> Vec<Column> {
    let roles = ROLES.iter().map(|role| Some(*role)).chain([None]);
    let mut columns: Vec<Column> = roles.map(|role| Column { role, people: Vec::new() }).collect();
    for one in people {
        if let Some(column) = columns.iter_mut().find(|column| column.role == one.role.as_deref()) {
            column.people.push(one);
        }
    }
    for column in &mut columns {
        column.people.sort_by_key(|one| (Reverse(one.placed), Reverse(one.score)));
    }
    columns
}

fn place(cx: &Cx, at: At, Place { id, contact_id, patch }: Place) -> Result<Record> {
    if let Some(unknown) =
        patch.keys().find(|field| !matches!(field.as_str(), "role" | "influence" | "stance" | "note"))
    {
        return Err(Error::invalid(
            unknown.as_str(),
            "Only role, influence, stance and note are said of somebody.",
        ));
    }
    cx.write_called(|rules| {
        let record = records::get(rules.conn, rules.registry.kind(at.kind)?, id)?;
        let mut rows = part(&record, at.part).to_vec();
        if !rows.iter().any(|row| id_in(row, "contact_id") == Some(contact_id)) {
            rows.push(json!({ "contact_id": contact_id }));
        }
        let known = rows.iter_mut().find(|row| id_in(row, "contact_id") == Some(contact_id));
        if let Some(row) = known.and_then(Value::as_object_mut) {
            for (field, value) in patch {
                if value.is_null() {
                    row.remove(&field);
                } else {
                    row.insert(field, value);
                }
            }
        }
        written(rules, at, id, contact_id, rows)
            .map(|(who, where_, record)| (format!("Set the role of “{who}” at {where_}"), record))
    })
}

fn displace(cx: &Cx, at: At, Displace { id, contact_id }: &Displace) -> Result<Record> {
    cx.write_called(|rules| {
        let record = records::get(rules.conn, rules.registry.kind(at.kind)?, *id)?;
        let mut rows = part(&record, at.part).to_vec();
        let before = rows.len();
        rows.retain(|row| id_in(row, "contact_id") != Some(*contact_id));
        if rows.len() == before {
            return Err(
                Error::refused("not_on_committee", "This person does not stand there.").at("contact_id")
            );
        }
        written(rules, at, *id, *contact_id, rows)
            .map(|(who, where_, record)| (format!("Took “{who}” off the committee of {where_}"), record))
    })
}

/// Writes the rows; answers what the contact and the record are called, and the record.
fn written(
    rules: &records::RuleCx<'_>,
    at: At,
    id: Id,
    contact: Id,
    rows: Vec<Value>,
) -> Result<(String, String, Record)> {
    let patch = Record::from_iter([(at.part.to_owned(), Value::Array(rows))]);
    let record = records::patch(rules, at.kind, id, None, patch).map_err(by_field)?;
    let whom = records::get(rules.conn, rules.registry.kind("contact")?, contact)?;
    Ok((text(&whom, "display_name").to_owned(), text(&record, "name").to_owned(), record))
}

/// A refusal of a row's field names the field as this command calls it.
fn by_field(mut error: Error) -> Error {
    let last = error.field.as_deref().and_then(|field| field.rsplit('.').next()).map(str::to_owned);
    if let Some(field) = last {
        error.field = Some(field);
    }
    error
}
