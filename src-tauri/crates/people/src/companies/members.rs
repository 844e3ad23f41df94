//! Who works at a company and who did: one line for each job, with its role and its time.

use satchel_feature::Cx;
use satchel_kernel::{Error, Id, Result};
use serde::{Deserialize, Serialize};

use super::store;

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// The company.
    id: Id,
    /// Which of them; all when absent.
    #[serde(default)]
    which: Which,
    /// At most so many, 1 to 1,000; 200 when absent.
    limit: Option<u32>,
}

/// Which members are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// Everybody who works there or did.
    #[default]
    All,
    /// Whose job lasts.
    Present,
    /// Whose job ended.
    Former,
}

impl Which {
    /// Whether the job must last; either will do when absent.
    pub(super) const fn present(self) -> Option<bool> {
        match self {
            Self::All => None,
            Self::Present => Some(true),
            Self::Former => Some(false),
        }
    }
}

/// The members of a company.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Members {
    /// Those whose job lasts first, then by name; a person with two jobs there stands there twice.
    members: Vec<Member>,
    /// How many of all jobs there last.
    present: u32,
    /// How many ended.
    former: u32,
}

/// A job at the company.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Member {
    /// Who has or had it.
    pub contact_id: Id,
    /// The job, a row of the contact's jobs.
    pub job_id: Id,
    /// What they are called.
    pub name: String,
    /// The job's title.
    pub title: Option<String>,
    /// The department.
    pub department: Option<String>,
    /// The role.
    pub role: Option<String>,
    /// Since when, as a date.
    pub from: Option<String>,
    /// Until when, as a date.
    pub to: Option<String>,
    /// Whether it lasts.
    pub present: bool,
    /// Whom they report to in it.
    pub reports_to_id: Option<Id>,
    /// What that one is called.
    pub reports_to: Option<String>,
    /// What they are to the company's decisions, one of the roles of stakeholders.
    pub say: Option<String>,
    /// When they were last spoken with, milliseconds since 1970 UTC.
    pub last_activity_ms: Option<i64>,
}

/// Today, where the program runs.
pub fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

pub(super) fn members(cx: &mut Cx, Asked { id, which, limit }: Asked) -> Result<Members> {
    let limit = limit.unwrap_or(200);
    if !(1..=1_000).contains(&limit) {
        return Err(Error::invalid("limit", "1 to 1,000 members are shown at a time."));
    }
    let today = today();
    cx.vault.read(|conn| {
        satchel_feature::records::get(conn, cx.registry.kind("company")?, id)?;
        let (present, former) = store::member_counts(conn, id, &today)?;
        Ok(Members { members: store::members(conn, id, which, &today, limit)?, present, former })
    })
}
