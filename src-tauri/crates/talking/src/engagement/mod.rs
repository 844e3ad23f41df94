//! How much was spoken with an account: with the company, with those who work there, and about its deals, week by week.

use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Error, Id, Result};
use serde::{Deserialize, Serialize};

mod store;
#[cfg(test)]
mod tests;

/// The rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// Conversations with a company and its people, week by week.
        "companies.weeks" needs Read => weeks;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// The company.
    id: Id,
    /// How many weeks back from this one, 1 to 104; 26 when absent.
    weeks: Option<u32>,
    /// Only those with this person.
    contact_id: Option<Id>,
}

/// What was spoken, week by week.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Weeks {
    /// The earliest first; this week is the last.
    weeks: Vec<Week>,
}

/// One week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
struct Week {
    /// Its Monday.
    monday: String,
    /// Calls.
    calls: u32,
    /// Visits and meetings.
    meetings: u32,
    /// Messages, on whatever channel.
    messages: u32,
}

fn weeks(cx: &mut Cx, asked: Asked) -> Result<Weeks> {
    let count = asked.weeks.unwrap_or(26);
    if !(1..=104).contains(&count) {
        return Err(Error::invalid("weeks", "1 to 104 weeks are shown at a time."));
    }
    let now = jiff::Zoned::now();
    let zone = now.time_zone().clone();
    let began = monday(now.date()).saturating_sub(jiff::Span::new().weeks(i64::from(count) - 1));
    let mut weeks: Vec<Week> = (0..i64::from(count))
        .map(|at| began.saturating_add(jiff::Span::new().weeks(at)))
        .map(|day| Week { monday: day.to_string(), calls: 0, meetings: 0, messages: 0 })
        .collect();
    let since_ms = began.to_zoned(zone.clone()).map(|at| at.timestamp().as_millisecond()).unwrap_or_default();
    let spoken = cx.vault.read(|conn| {
        satchel_feature::records::get(conn, cx.registry.kind("company")?, asked.id)?;
        store::spoken(conn, asked.id, asked.contact_id, (since_ms, now.timestamp().as_millisecond()))
    })?;
    for (at_ms, channel) in spoken {
        let Ok(at) = jiff::Timestamp::from_millisecond(at_ms) else { continue };
        let of = monday(at.to_zoned(zone.clone()).date()).to_string();
        let Some(week) = weeks.iter_mut().find(|week| week.monday == of) else { continue };
        let sort = match channel.as_str() {
            "call" => &mut week.calls,
            "visit" | "meeting" => &mut week.meetings,
            _ => &mut week.messages,
        };
        *sort = sort.saturating_add(1);
    }
    Ok(Weeks { weeks })
}

fn monday(day: jiff::civil::Date) -> jiff::civil::Date {
    day.saturating_sub(jiff::Span::new().days(i64::from(day.weekday().to_monday_zero_offset())))
}
