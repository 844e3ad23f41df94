//! What can be done with watched views beyond watching them, which is a field of the view.

use satchel_feature::command::Nothing;
use satchel_feature::records::{name, rows_by_id};
use satchel_feature::{Command, Cx, Event, commands};
use satchel_kernel::{Error, Id, Result};
use serde::{Deserialize, Serialize};

use super::model::{ViewEvent, WatchRow};
use super::store;
use crate::notifications;

/// The rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// The watched views with how many records entered and left since they were last seen.
        "watches.list" needs Read => list;
        /// Who entered a watched view and who left it, the latest first; at most a thousand are kept.
        "watches.events" needs Read => events;
        /// Marks what came and went of a view as seen.
        "watches.seen" needs Write => seen;
    }
}

fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Watches {
    /// One for each watched view.
    rows: Vec<WatchRow>,
}

fn list(cx: &mut Cx, _: Nothing) -> Result<Watches> {
    Ok(Watches { rows: cx.vault.read(store::rows)? })
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// The view.
    id: Id,
    /// Only what was before this event.
    before: Option<Id>,
    /// At most so many, 1 to 200; 50 when absent.
    limit: Option<u32>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Events {
    /// The latest first.
    events: Vec<ViewEvent>,
    /// Where to go on; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Id>,
}

fn events(cx: &mut Cx, asked: Asked) -> Result<Events> {
    let limit = asked.limit.unwrap_or(50);
    if !(1..=200).contains(&limit) {
        return Err(Error::invalid("limit", "A page has 1 to 200 events."));
    }
    cx.vault.read(|conn| {
        let mut events = store::events(conn, asked.id, asked.before, limit)?;
        let next = events.last().filter(|_| events.len() >= limit as usize).map(|last| last.id);
        for event in &mut events {
            let compiled = cx.registry.kind(&event.kind)?;
            let found = rows_by_id(conn, compiled, &[event.record_id], &[])?;
            event.title = found.first().map(|record| name(&compiled.kind, record)).unwrap_or_default();
        }
        // Of who was erased for good nothing is told.
        events.retain(|event| !event.title.is_empty());
        Ok(Events { events, next })
    })
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Seen {
    /// The view.
    id: Id,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Unseen {
    /// How many were not seen before.
    seen: u64,
}

fn seen(cx: &mut Cx, input: Seen) -> Result<Unseen> {
    let now = now_ms();
    let (seen, unread) = cx.vault.write_local(|conn| -> Result<_> {
        let seen = store::see(conn, input.id, now)?;
        notifications::store::settle_record(conn, input.id, now)?;
        Ok((seen, notifications::store::unread(conn, now)?))
    })?;
    if seen > 0 {
        (cx.events)(Event::Notify { unread, note: None });
    }
    Ok(Unseen { seen: seen as u64 })
}
