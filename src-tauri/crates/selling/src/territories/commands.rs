//! The verbs of territories.

use std::collections::BTreeMap;

use satchel_feature::records::{self, text};
use satchel_feature::{Command, Cx, Record, commands};
use satchel_kernel::{Id, Result};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::rules::{self, Territory, place};
use super::store;
use crate::leads::store as leads;
use crate::pipelines::rules::id_of;

/// The verbs of territories.
pub fn table() -> Vec<Command> {
    commands! {
        /// What a territory, new or changed, would do to the leads there are, before it is saved.
        "territories.test" needs Read => test;
    }
}

/// A territory that is not saved yet.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Draft {
    /// The one it would replace; a new one when absent.
    id: Option<Id>,
    /// What it is called.
    #[serde(default)]
    name: String,
    /// Countries; any when empty.
    #[serde(default)]
    countries: Vec<String>,
    /// Beginnings and ranges of postcodes; any when empty.
    #[serde(default)]
    postcodes: Vec<String>,
    /// Industries; any when empty.
    #[serde(default)]
    industries: Vec<String>,
    /// The smallest company.
    size_from: Option<f64>,
    /// The largest company.
    size_to: Option<f64>,
    /// Its place among territories; behind the others when absent.
    position: Option<f64>,
}

/// What a territory would do.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Tested {
    /// How many living leads there are.
    total: u64,
    /// How many would belong to it.
    inside: u64,
    /// How many would come to it.
    joining: u64,
    /// How many would leave it.
    leaving: u64,
    /// The first 50 that come or leave.
    moves: Vec<Move>,
}

/// A lead that would belong elsewhere.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Move {
    /// The lead.
    id: Id,
    /// What it is called.
    title: String,
    /// The name of its territory now.
    from: Option<String>,
    /// The name of its territory then.
    to: Option<String>,
}

fn test(cx: &mut Cx, draft: Draft) -> Result<Tested> {
    let lists =
        [("countries", &draft.countries), ("postcodes", &draft.postcodes), ("industries", &draft.industries)];
    let mut said: Record = lists.map(|(field, words)| (field.to_owned(), json!(words))).into_iter().collect();
    said.insert("size_from".into(), json!(draft.size_from));
    said.insert("size_to".into(), json!(draft.size_to));
    rules::check(&said)?;
    cx.vault.read(|conn| {
        let mut then = store::all(conn)?;
        let names: BTreeMap<Id, String> = then.iter().map(|one| (one.id, one.name.clone())).collect();
        let before = then.iter().position(|one| Some(one.id) == draft.id).map(|at| then.remove(at));
        let id = draft.id.unwrap_or_else(Id::new);
        let last = then.last().map_or(1.0, |one| one.position + 1.0);
        let kept = before.as_ref().map(|one| one.position);
        then.push(Territory {
            id,
            name: draft.name.clone(),
            countries: draft.countries.clone(),
            postcodes: draft.postcodes.clone(),
            industries: draft.industries.clone(),
            size_from: draft.size_from,
            size_to: draft.size_to,
            position: draft.position.or(kept).unwrap_or(last),
        });
        then.sort_by(|a, b| a.position.total_cmp(&b.position).then(a.id.cmp(&b.id)));
        let called = |of: Option<Id>| match of {
            Some(of) if of == id => Some(draft.name.clone()),
            Some(of) => names.get(&of).cloned(),
            None => None,
        };
        let compiled = cx.registry.kind("lead")?;
        let mut tested = Tested { total: 0, inside: 0, joining: 0, leaving: 0, moves: Vec::new() };
        for lead_id in leads::living(conn)? {
            let Some(lead) = records::rows_by_id(conn, compiled, &[lead_id], &[])?.pop() else { continue };
            let (from, to) = (id_of(&lead, "territory_id"), place(&then, &lead));
            tested.total += 1;
            tested.inside += u64::from(to == Some(id));
            tested.joining += u64::from(to == Some(id) && from != Some(id));
            tested.leaving += u64::from(from == Some(id) && to != Some(id));
            if from != to && tested.moves.len() < 50 {
                let title = text(&lead, "name").to_owned();
                let from = from.and_then(|id| names.get(&id).cloned());
                tested.moves.push(Move { id: lead_id, title, from, to: called(to) });
            }
        }
        Ok(tested)
    })
}
