//! A group: the company nothing stands above, and all that belong to it, however far down.

use satchel_feature::Cx;
use satchel_kernel::money::Money;
use satchel_kernel::{Id, Result};
use satchel_vault::Connection;
use serde::{Deserialize, Serialize};

use super::parents::MOST_LEVELS;
use super::store;
use crate::planted;

/// The most companies of a group that are told.
const MOST: usize = 2_000;
/// The largest amount every reader of JSON keeps exactly.
const WHOLE: i128 = (1 << 53) - 1;

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// Any company of the group.
    id: Id,
}

/// A company's group.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Group {
    /// The company at the top.
    top_id: Id,
    /// All of them, level by level, by name within one; at most 2,000.
    companies: Vec<Node>,
    /// How many people work at them; who works at two counts once.
    people: u32,
    /// How many of their deals are open.
    open_deals: u32,
    /// What these are worth in the home currency, as far as that is known.
    open_amount: Option<Money>,
    /// Whether there are more than are told.
    more: bool,
}

/// A company of a group.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Node {
    /// The company.
    pub id: Id,
    /// The one it belongs to.
    pub parent_id: Option<Id>,
    /// What it is called.
    pub name: String,
    /// What it does.
    pub industry: Option<String>,
    /// Levels below the one that was asked for, from 0.
    pub depth: u32,
    /// How many people work there.
    pub people: u32,
    /// How many of its deals are open.
    pub open_deals: u32,
    /// What these are worth in the home currency.
    pub open_amount: Option<Money>,
}

pub(super) fn group(cx: &mut Cx, Asked { id }: Asked) -> Result<Group> {
    let today = super::members::today();
    cx.vault.read(|conn| {
        satchel_feature::records::get(conn, cx.registry.kind("company")?, id)?;
        let top_id = top(conn, id)?;
        let (companies, more) = below(conn, top_id, &today)?;
        let ids: Vec<Id> = companies.iter().map(|node| node.id).collect();
        Ok(Group {
            top_id,
            people: store::people_of(conn, &ids, &today)?,
            open_deals: companies.iter().fold(0, |sum: u32, node| sum.saturating_add(node.open_deals)),
            open_amount: worth(&companies),
            companies,
            more,
        })
    })
}

/// The living company at the top of a company's group.
fn top(conn: &Connection, id: Id) -> Result<Id> {
    let mut top = id;
    for _ in 0..MOST_LEVELS {
        match store::living_parent(conn, top)? {
            Some(above) if above != id => top = above,
            _ => break,
        }
    }
    Ok(top)
}

/// A company and those below it, and whether there are more.
pub(super) fn below(conn: &Connection, id: Id, today: &str) -> Result<(Vec<Node>, bool)> {
    let deepest = if planted::is("a_group_loses_a_branch") {
        1
    } else {
        u32::try_from(MOST_LEVELS).unwrap_or(u32::MAX)
    };
    let mut nodes = store::below(conn, id, deepest, today, MOST + 1)?;
    let more = nodes.len() > MOST;
    nodes.truncate(MOST);
    Ok((nodes, more))
}

/// The sum of what is known in the one currency of all of them: the amounts are kept in the home currency.
fn worth(companies: &[Node]) -> Option<Money> {
    let amounts: Vec<&Money> = companies.iter().filter_map(|node| node.open_amount.as_ref()).collect();
    let currency = amounts.first()?.currency.clone();
    let sum: i128 =
        amounts.iter().filter(|money| money.currency == currency).map(|money| i128::from(money.minor)).sum();
    let minor = i64::try_from(sum.clamp(-WHOLE, WHOLE)).ok()?;
    Some(Money { minor, currency })
}
