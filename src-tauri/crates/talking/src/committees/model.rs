//! What a committee looks like.

use satchel_kernel::Id;
use serde::Serialize;

use super::gaps::Gap;
use super::influence::Reason;

/// Who has a say at a company or in a deal.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Committee {
    /// A column for each role, in their usual order, and at the end those of whom none is known.
    pub columns: Vec<Column>,
    /// What is missing or should not stay as it is, the worst first.
    pub gaps: Vec<Gap>,
    /// Whether the company has more people than are told.
    pub more: bool,
}

/// Everybody with one role.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Column {
    /// The role; absent for those of whom none is known.
    pub role: Option<&'static str>,
    /// Those with the most influence first.
    pub people: Vec<Stakeholder>,
}

/// Somebody who has a say.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Stakeholder {
    /// The contact.
    pub contact_id: Id,
    /// What they are called.
    pub name: String,
    /// Their job's title.
    pub title: Option<String>,
    /// Their picture.
    pub photo: Option<String>,
    /// What they are to the decision.
    pub role: Option<String>,
    /// How much they count as the seller sees it, 1 to 5.
    pub influence: Option<u8>,
    /// How they stand to it: `for`, `neutral`, `against`.
    pub stance: Option<String>,
    /// What else is to be said.
    pub note: Option<String>,
    /// When they were last spoken with, milliseconds since 1970 UTC.
    pub last_activity_ms: Option<i64>,
    /// Conversations with them within a year.
    pub conversations: u32,
    /// How many report to them at this company.
    pub reports: u32,
    /// To how many people and other companies they are tied, over all contacts.
    pub ties: u32,
    /// Whether they stand there already; the others work at the company and can be put there.
    pub placed: bool,
    /// How much they count, reckoned: 0 to 100.
    pub score: u32,
    /// What that is made of; the points add up to it exactly.
    pub reasons: Vec<Reason>,
}
