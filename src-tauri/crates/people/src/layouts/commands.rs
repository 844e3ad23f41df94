//! The verbs of layouts.

use satchel_feature::{Command, Cx, commands};
use satchel_kernel::Result;
use serde::{Deserialize, Serialize};

use super::model::{Group, Layout};
use super::rules;

/// The layouts' rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// How the fields of a kind are arranged on pages and in forms.
        "layouts.get" needs Read => get;
        /// Arranges the fields of a kind as usual again.
        "layouts.reset" needs Write undoable => reset;
        /// Arranges the fields of a kind on pages and in forms: order, groups, and what is left out.
        "layouts.set" needs Write undoable => set;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Of {
    /// The kind: `contact`, `company`, `lead`, `deal`, `task`, `communication`, or one the seller made.
    of: String,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Set {
    /// The kind: `contact`, `company`, `lead`, `deal`, `task`, `communication`, or one the seller made.
    of: String,
    /// The groups in their order, at most 20.
    groups: Vec<Group>,
    /// Fields and parts that are left out.
    #[serde(default)]
    hidden: Vec<String>,
}

/// A layout, or that there is none of the seller's.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Answer {
    /// The kind.
    of: String,
    /// As the seller arranged it; absent for the usual one.
    #[serde(skip_serializing_if = "Option::is_none")]
    layout: Option<Layout>,
}

fn get(cx: &mut Cx, Of { of }: Of) -> Result<Answer> {
    rules::arranged(&of)?;
    let catalogue = cx.catalogue();
    let layout = cx.vault.read(|conn| rules::kept(conn, catalogue.kind(&of)?))?;
    Ok(Answer { of, layout })
}

fn set(cx: &mut Cx, Set { of, groups, hidden }: Set) -> Result<Answer> {
    rules::arranged(&of)?;
    let layout = rules::check(cx.catalogue().kind(&of)?, Layout { groups, hidden })?;
    cx.vault.write(&cx.act("Arranged fields"), |tx| rules::keep(tx, &of, Some(&layout)))?;
    get(cx, Of { of })
}

fn reset(cx: &mut Cx, Of { of }: Of) -> Result<Answer> {
    rules::arranged(&of)?;
    cx.vault.write(&cx.act("Arranged fields as usual"), |tx| rules::keep(tx, &of, None))?;
    get(cx, Of { of })
}
