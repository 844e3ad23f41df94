//! The chart of a company: who reports to whom there, and which companies belong to it.

use std::collections::{HashMap, HashSet};

use satchel_feature::Cx;
use satchel_kernel::{Id, Result};
use serde::{Deserialize, Serialize};

use super::group::{self, Node};
use super::store;

/// The most people that are shown.
const MOST: usize = 500;

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// The company.
    id: Id,
}

/// A company's chart.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Chart {
    /// Who works there, by name; at most 500.
    people: Vec<Person>,
    /// Whether there are more people than are told.
    more_people: bool,
    /// The company and those below it, level by level.
    companies: Vec<Node>,
    /// Whether there are more companies than are told.
    more_companies: bool,
    /// The company it belongs to.
    above: Option<Above>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Above {
    /// The company.
    id: Id,
    /// What it is called.
    name: String,
}

/// Somebody who works there.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Person {
    /// The contact.
    pub id: Id,
    /// What they are called.
    pub name: String,
    /// The job's title.
    pub title: Option<String>,
    /// The department.
    pub department: Option<String>,
    /// Whom they report to, who is among these people too.
    pub reports_to_id: Option<Id>,
    /// Their picture.
    pub photo: Option<String>,
}

pub(super) fn chart(cx: &mut Cx, Asked { id }: Asked) -> Result<Chart> {
    let today = super::members::today();
    cx.vault.read(|conn| {
        satchel_feature::records::get(conn, cx.registry.kind("company")?, id)?;
        let people = store::staff(conn, id, &today, MOST + 1)?;
        let (companies, more_companies) = group::below(conn, id, &today)?;
        let above = match store::living_parent(conn, id)? {
            Some(id) => Some(Above { id, name: store::name(conn, id)? }),
            None => None,
        };
        Ok(Chart {
            more_people: people.len() > MOST,
            people: sound(people, MOST),
            companies,
            more_companies,
            above,
        })
    })
}

/// Everybody once, and under somebody only who is there: a line that leads out of the company, or round, is left out.
fn sound(mut people: Vec<Person>, limit: usize) -> Vec<Person> {
    let mut seen = HashSet::new();
    people.retain(|person| seen.insert(person.id));
    people.truncate(limit);
    let known: HashSet<Id> = people.iter().map(|person| person.id).collect();
    let mut above: HashMap<Id, Id> = HashMap::new();
    for person in &mut people {
        person.reports_to_id = person.reports_to_id.filter(|manager| {
            let mut next = Some(*manager);
            for _ in 0..=known.len() {
                match next {
                    None => break,
                    Some(one) if one == person.id => return false,
                    Some(one) => next = above.get(&one).copied(),
                }
            }
            known.contains(manager)
        });
        if let Some(manager) = person.reports_to_id {
            above.insert(person.id, manager);
        }
    }
    people
}
