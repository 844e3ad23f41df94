//! What notifications are about, and what rules and screens know of them.

use jiff::civil::Date;
use satchel_kernel::Id;
use satchel_kernel::date::PartialDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::watches::model::Unseen;

/// What a notification is told for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// A reminder that was set on a task.
    TaskReminder,
    /// A task is due.
    TaskDue,
    /// A task was due the day before and is still open.
    TaskOverdue,
    /// Somebody was promised something that is days late, and nobody spoke with them since.
    FollowUp,
    /// Somebody was not spoken with for as many weeks as was wished.
    KeepInTouch,
    /// Somebody's birthday.
    Birthday,
    /// Nothing happened with a deal for longer than its stage allows.
    DealNeglected,
    /// A deal's expected close is past, or was postponed too often.
    DealSlipping,
    /// A deal has no next step.
    DealIdle,
    /// A deal was won.
    DealWon,
    /// A deal was lost.
    DealLost,
    /// Somebody or something entered a view that is watched.
    ViewEntered,
    /// Somebody or something left a view that is watched.
    ViewLeft,
    /// Long work is done.
    JobDone,
    /// Work could not be finished.
    JobFailed,
}

impl Occasion {
    /// All of them, as settings list them.
    pub const ALL: [Self; 15] = [
        Self::TaskReminder,
        Self::TaskDue,
        Self::TaskOverdue,
        Self::FollowUp,
        Self::KeepInTouch,
        Self::Birthday,
        Self::DealNeglected,
        Self::DealSlipping,
        Self::DealIdle,
        Self::DealWon,
        Self::DealLost,
        Self::ViewEntered,
        Self::ViewLeft,
        Self::JobDone,
        Self::JobFailed,
    ];

    /// Its name in the table and on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TaskReminder => "task_reminder",
            Self::TaskDue => "task_due",
            Self::TaskOverdue => "task_overdue",
            Self::FollowUp => "follow_up",
            Self::KeepInTouch => "keep_in_touch",
            Self::Birthday => "birthday",
            Self::DealNeglected => "deal_neglected",
            Self::DealSlipping => "deal_slipping",
            Self::DealIdle => "deal_idle",
            Self::DealWon => "deal_won",
            Self::DealLost => "deal_lost",
            Self::ViewEntered => "view_entered",
            Self::ViewLeft => "view_left",
            Self::JobDone => "job_done",
            Self::JobFailed => "job_failed",
        }
    }
}

/// Something to be told, now or soon.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// What it is told for.
    pub occasion: Occasion,
    /// Names exactly this event: the same again is not told again.
    pub key: String,
    /// The kind of its record.
    pub kind: &'static str,
    /// The record.
    pub id: Id,
    /// The contact it is about beside the record; of a view the record that came or went.
    pub about: Option<Id>,
    /// When it becomes true, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Days and numbers for its words.
    pub details: Value,
}

/// What is known of an open task that has a day.
#[derive(Clone, Debug)]
pub struct TaskFacts {
    /// The task.
    pub id: Id,
    /// The day it is due.
    pub due: Date,
    /// The moment it is due, if it has a time.
    pub due_ms: Option<i64>,
    /// When it was written down.
    pub created_ms: i64,
    /// Until when it was put away.
    pub snoozed_until_ms: Option<i64>,
    /// Minutes before it is due.
    pub reminders: Vec<f64>,
    /// The first contact it is about.
    pub contact: Option<Id>,
    /// When one of its contacts was last reached.
    pub spoken_ms: Option<i64>,
}

/// A contact's birthday.
#[derive(Clone, Copy, Debug)]
pub struct BirthdayFacts {
    /// The contact.
    pub id: Id,
    /// The day they were born, with or without its year.
    pub born: PartialDate,
}

/// A contact who wants to be spoken with now and then.
#[derive(Clone, Copy, Debug)]
pub struct TouchFacts {
    /// The contact.
    pub id: Id,
    /// How often, in weeks.
    pub weeks: i64,
    /// When they were last reached.
    pub spoken_ms: Option<i64>,
    /// When they were written down.
    pub created_ms: i64,
}

/// What is known of a deal.
#[derive(Clone, Debug)]
pub struct DealFacts {
    /// The deal.
    pub id: Id,
    /// `open`, `won` or `lost`.
    pub state: String,
    /// When it counts as neglected.
    pub rots_ms: Option<i64>,
    /// The day from which it counts as slipping.
    pub slipping_from: Option<String>,
    /// Whether a next step is written down.
    pub has_next_step: bool,
    /// When something last happened with it.
    pub last_activity_ms: i64,
    /// When it was won or lost.
    pub closed_ms: Option<i64>,
    /// Whether it was written down as closed, and nobody said when that was: how long ago is not known.
    pub came_closed: bool,
}

/// Work that ended.
#[derive(Clone, Debug)]
pub struct JobFacts {
    /// The job.
    pub id: Id,
    /// Its handler.
    pub kind: String,
    /// Whether it failed.
    pub failed: bool,
    /// When it began.
    pub started_ms: i64,
    /// When it ended.
    pub finished_ms: i64,
    /// The import it did.
    pub import: Option<String>,
}

/// Everything that rules look at.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Open tasks that are due, or have reminders.
    pub tasks: Vec<TaskFacts>,
    /// Birthdays around today.
    pub birthdays: Vec<BirthdayFacts>,
    /// Contacts who want to be spoken with now and then.
    pub touches: Vec<TouchFacts>,
    /// Deals with something near.
    pub deals: Vec<DealFacts>,
    /// Jobs that ended lately.
    pub jobs: Vec<JobFacts>,
    /// What came and went of watched views and was not seen yet.
    pub views: Vec<Unseen>,
}

/// A notification as screens show it.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct NotificationRow {
    /// Its id.
    pub id: Id,
    /// What it is told for.
    pub event: String,
    /// The kind of its record: `task`, `contact`, `deal`, `view` or `job`.
    pub kind: String,
    /// The record.
    pub record_id: Id,
    /// What the record is called.
    pub title: String,
    /// The contact it is about beside the record; of a view the record that came or went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about_id: Option<Id>,
    /// What that one is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The kind of what that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about_kind: Option<String>,
    /// Days and numbers for its words.
    pub details: Value,
    /// When it became true, milliseconds since 1970 UTC.
    pub due_ms: i64,
    /// When it was read, or held no longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_ms: Option<i64>,
    /// Until when it was put away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snoozed_until_ms: Option<i64>,
}
