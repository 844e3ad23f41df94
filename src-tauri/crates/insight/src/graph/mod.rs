//! Whom a contact is tied to and how: family and friends, those above and below at work, colleagues, companies, deals and
//! who else is in them. One step around the contact; a step further is asked of whoever is there.

use satchel_feature::{Command, Cx, commands, records};
use satchel_kernel::{Id, Result};
use serde::{Deserialize, Serialize};

mod store;

/// The rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// Whom a contact is tied to and how: relations, managers, colleagues, companies, deals.
        "contacts.ties" needs Read => ties;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// The contact.
    id: Id,
}

/// What a contact is tied to.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Ties {
    /// The closest first; a record that is tied twice stands there twice.
    ties: Vec<Tie>,
}

/// One tie.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Tie {
    /// How: `relation` (named by the contact), `named_by` (by the other), `manager`, `report`, `employer`,
    /// `former_employer`, `deal`, `in_deal` (somebody in a deal of theirs), `colleague`.
    pub sort: String,
    /// `contact`, `company` or `deal`.
    pub kind: String,
    /// The record; absent for a name that is no contact here.
    pub id: Option<Id>,
    /// What it is called.
    pub name: String,
    /// What is said of the tie: the relation's label, the job's title, the role in the deal, the deal they share.
    pub label: Option<String>,
}

fn ties(cx: &mut Cx, Asked { id }: Asked) -> Result<Ties> {
    let today = jiff::Zoned::now().date().to_string();
    cx.vault.read(|conn| {
        records::get(conn, cx.registry.kind("contact")?, id)?;
        Ok(Ties { ties: store::ties(conn, id, &today)? })
    })
}
