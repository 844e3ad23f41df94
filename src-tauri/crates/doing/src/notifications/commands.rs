//! What can be done with notifications: read them, put them away, say what one wants to be told.

use satchel_feature::command::Nothing;
use satchel_feature::{Command, Cx, Event, commands};
use satchel_kernel::{Error, Id, Result};
use satchel_vault::settings;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::model::{NotificationRow, Occasion};
use super::preferences::{KEY, Preferences};
use super::store::{self, Shown};

/// The farthest a notification is put away.
const FARTHEST_MS: i64 = 14 * 24 * 60 * 60 * 1_000;

/// The rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// Notifications, the latest first, with how many are unread.
        "notifications.list" needs Read => list;
        /// Marks notifications as read or unread: these, or all that are not put away.
        "notifications.read" needs Write => read;
        /// Puts a notification away until a moment, at most two weeks.
        "notifications.snooze" needs Write => snooze;
        /// What the seller is told, where, and when it is quiet.
        "notifications.preferences" needs Read => preferences;
        /// Changes what the seller is told (RFC 7396); null brings the usual back.
        "notifications.patch_preferences" needs Admin undoable => patch_preferences;
    }
}

fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

#[derive(Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Asked {
    /// All, unread ones, or those put away.
    show: Shown,
    /// Only those told for one of these.
    events: Option<Vec<Occasion>>,
    /// The first one's place, from 0.
    position: u32,
    /// At most so many, 1 to 200; 50 when absent.
    limit: Option<u32>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Listed {
    /// The notifications.
    rows: Vec<NotificationRow>,
    /// How many there are of these in all.
    total: i64,
    /// How many are unread, whatever was asked for.
    unread: i64,
}

fn list(cx: &mut Cx, asked: Asked) -> Result<Listed> {
    let limit = asked.limit.unwrap_or(50);
    if !(1..=200).contains(&limit) {
        return Err(Error::invalid("limit", "A page has 1 to 200 notifications."));
    }
    let events = asked.events.map(|events| json!(events).to_string());
    let now = now_ms();
    cx.vault.read(|conn| {
        let (rows, total) = store::list(conn, asked.show, events.as_deref(), now, (asked.position, limit))?;
        Ok(Listed { rows, total, unread: store::unread(conn, now)? })
    })
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Read {
    /// These; all that are not put away when absent.
    ids: Option<Vec<Id>>,
    /// Without ids, only those told for one of these.
    events: Option<Vec<Occasion>>,
    /// Marks them as unread again; needs ids.
    #[serde(default)]
    unread: bool,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Unread {
    /// How many are unread now.
    unread: i64,
}

fn read(cx: &mut Cx, input: Read) -> Result<Unread> {
    if input.unread && input.ids.is_none() {
        return Err(Error::invalid("ids", "Say which notifications are unread again."));
    }
    let now = now_ms();
    let events = input.events.map(|events| json!(events).to_string());
    cx.vault.write_local(|conn| -> Result<()> {
        let Some(ids) = input.ids else {
            return store::mark_all_read(conn, events.as_deref(), now).map(|_| ());
        };
        for id in ids {
            if !store::mark_read(conn, id, (!input.unread).then_some(now))? {
                return Err(gone());
            }
        }
        Ok(())
    })?;
    tell(cx, now)
}

fn gone() -> Error {
    Error::refused("notification_gone", "This notification is not there any more.").at("id")
}

/// Says everywhere how many are unread.
fn tell(cx: &Cx, now_ms: i64) -> Result<Unread> {
    let unread = cx.vault.read(|conn| store::unread(conn, now_ms))?;
    cx.emit(Event::Notify { unread, note: None });
    Ok(Unread { unread })
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Snooze {
    /// The notification.
    id: Id,
    /// Until when, milliseconds since 1970 UTC.
    until_ms: i64,
}

fn snooze(cx: &mut Cx, input: Snooze) -> Result<NotificationRow> {
    let now = now_ms();
    if !(now + 1..=now + FARTHEST_MS).contains(&input.until_ms) {
        return Err(Error::invalid(
            "until_ms",
            "A notification is put away until a time in the next two weeks.",
        ));
    }
    let row = cx.vault.write_local(|conn| -> Result<NotificationRow> {
        store::snooze(conn, input.id, input.until_ms)?;
        store::get(conn, input.id)?.ok_or_else(gone)
    })?;
    tell(cx, now)?;
    Ok(row)
}

fn preferences(cx: &mut Cx, _: Nothing) -> Result<Preferences> {
    cx.vault.read(Preferences::read)
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Patch {
    /// What to change, by name.
    patch: Map<String, Value>,
}

fn patch_preferences(cx: &mut Cx, input: Patch) -> Result<Preferences> {
    let act = cx.act("Change what is told");
    let written = cx.vault.write(&act, |tx| -> Result<Preferences> {
        let patched = Preferences::read(tx)?.patched(&input.patch)?;
        settings::set(tx, KEY, &json!(patched))?;
        Ok(patched)
    })?;
    Ok(written.value)
}
