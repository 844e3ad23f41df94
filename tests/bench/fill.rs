//! The seller's days written into a world's vault: leads, deals, and what was said, done and noted, each by the rules that
//! a seller's own typing goes through.

use std::path::Path;
use std::time::Instant;

use satchel_feature::records::{self, Record};
use satchel_kernel::Id;
use satchel_tests::generator::Population;
use satchel_tests::generator::days::{Days, put};
use serde_json::{Value, json};

use crate::imports::SEED;
use crate::vault::Vault;
use crate::{Fallible, machine, rows};

/// Records of one change set.
const SLICE: u64 = 1_000;

/// The days of a world of so many people, as seen from now.
pub fn days(people: u64) -> Days {
    Days::of(Population { seed: SEED, people }, jiff::Timestamp::now().as_millisecond())
}

/// Writes them; answers how long that took.
pub fn fill(world: &Path, people: u64, name: &str) -> Fallible<Value> {
    let vault = Vault::open(world, name)?;
    let days = days(people);
    let start = Instant::now();
    vault.call("pipelines.begin", json!({}))?;
    let board = vault.call("deals.board", json!({}))?;
    let stages: Vec<Value> = board
        .get("stages")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|stage| stage.get("id").cloned())
        .collect();
    let contacts = rows::ids(&vault.cx()?)?;
    let contact = |n: u64| contacts.get((n % contacts.len().max(1) as u64) as usize).copied();
    create(&vault, "lead", people / 10, |n| days.lead(n))?;
    let deals = create(&vault, "deal", days.deals, |n| {
        let mut deal = days.deal(n);
        let people: Vec<Value> = deal
            .people
            .iter()
            .filter_map(|person| contact(*person))
            .map(|id| json!({ "contact_id": id, "role": "decision_maker" }))
            .collect();
        put(&mut deal.fields, "contacts", json!(people));
        if let Some(stage) = stages.get((deal.stage % stages.len().max(1) as u64) as usize) {
            put(&mut deal.fields, "stage_id", stage.clone());
        }
        deal.fields
    })?;
    let mut sums = serde_json::Map::new();
    for kind in ["communication", "task", "note"] {
        let of_kind: Vec<u64> = (0..days.activities).filter(|n| days.activity(*n).kind == kind).collect();
        sums.insert(kind.to_owned(), json!(of_kind.len()));
        create(&vault, kind, of_kind.len() as u64, |n| {
            let activity = days.activity(of_kind.get(n as usize).copied().unwrap_or_default());
            let mut fields = activity.fields;
            let deal = activity.deal.and_then(|deal| deals.get(deal as usize));
            match (kind, contact(activity.person)) {
                ("note", Some(id)) => put(&mut fields, "contact_id", json!(id)),
                ("communication", Some(id)) => put(&mut fields, "contacts", json!([{ "contact_id": id }])),
                (_, Some(id)) => put(&mut fields, "contacts", json!([{ "contact_id": id }])),
                (_, None) => {}
            }
            if let Some(deal) = deal.filter(|_| kind != "note") {
                put(&mut fields, "deals", json!([{ "deal_id": deal }]));
            }
            fields
        })?;
    }
    let written = start.elapsed().as_secs_f64();
    vault.indexed()?;
    Ok(json!({
        "leads": people / 10, "deals": deals.len(), "activities": sums, "written_s": written,
        "indexed_s": start.elapsed().as_secs_f64(), "peak_mib": machine::peak_mib(),
    }))
}

/// Creates so many records of a kind; answers their ids.
fn create(vault: &Vault, kind: &str, many: u64, fields: impl Fn(u64) -> Value) -> Fallible<Vec<Id>> {
    let cx = vault.cx()?;
    let mut ids = Vec::new();
    let mut done = 0;
    while done < many {
        let to = (done + SLICE).min(many);
        let made = cx.write_record("Filled", |write| {
            (done..to)
                .map(|n| {
                    let input: Record = fields(n).as_object().cloned().unwrap_or_default();
                    records::create(write, kind, input)
                })
                .collect::<satchel_kernel::Result<Vec<Record>>>()
        })?;
        ids.extend(made.iter().filter_map(|record| record.get("id")?.as_str()?.parse::<Id>().ok()));
        done = to;
    }
    Ok(ids)
}
