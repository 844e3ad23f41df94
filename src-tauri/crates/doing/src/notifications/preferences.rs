//! What the seller wants to be told, where and when; one setting, so that it is undone and synced like the others.

use std::collections::BTreeMap;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use satchel_kernel::{Error, Result};
use satchel_vault::{Connection, settings};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::clock::Clock;
use super::model::Occasion;
use crate::tasks::due::written;

/// The setting's name.
pub const KEY: &str = "notifications";

/// Where an occasion is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Channels {
    /// In Satchel itself.
    pub in_app: bool,
    /// By the desktop, while the window is not in front.
    pub desktop: bool,
}

/// Hours in which the desktop stays quiet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quiet {
    /// From this time on, `HH:MM`.
    pub from: String,
    /// Until this time, `HH:MM`; on the next day if it is the earlier one.
    pub to: String,
}

/// What the seller wants to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Preferences {
    /// The seller's zone, such as `Europe/Berlin`; the computer's when absent.
    pub zone: Option<String>,
    /// When what concerns a whole day is told, `HH:MM`.
    pub digest_at: String,
    /// Hours in which the desktop stays quiet; what comes in them is told at their end, as one.
    pub quiet: Option<Quiet>,
    /// So many days ahead of a birthday, beside the day itself; 0 to 30.
    pub birthday_days: i64,
    /// So many days after a promised step was due and nobody was spoken with; 1 to 30.
    pub follow_up_days: i64,
    /// So many days without a next step or anything else with a deal; 1 to 90.
    pub idle_days: i64,
    /// Where each occasion is told.
    pub events: BTreeMap<Occasion, Channels>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            zone: None,
            digest_at: "08:00".into(),
            quiet: None,
            birthday_days: 0,
            follow_up_days: 3,
            idle_days: 7,
            events: Occasion::ALL.into_iter().map(|one| (one, usual(one))).collect(),
        }
    }
}

/// What the seller did themselves, and what is seen on the board anyway, makes no noise.
const fn usual(occasion: Occasion) -> Channels {
    let quiet = matches!(
        occasion,
        Occasion::DealWon
            | Occasion::DealLost
            | Occasion::DealNeglected
            | Occasion::DealIdle
            | Occasion::ViewLeft
    );
    Channels { in_app: true, desktop: !quiet }
}

impl Preferences {
    /// As they are stored. What an older or newer version wrote and this one does not understand is as usual.
    pub fn read(conn: &Connection) -> Result<Self> {
        let stored = settings::get(conn, KEY)?.and_then(|value| serde_json::from_value::<Self>(value).ok());
        let mut read = stored.unwrap_or_default();
        for occasion in Occasion::ALL {
            read.events.entry(occasion).or_insert(usual(occasion));
        }
        Ok(read)
    }

    /// Where an occasion is told.
    pub fn channels(&self, occasion: Occasion) -> Channels {
        self.events.get(&occasion).copied().unwrap_or(usual(occasion))
    }

    /// Whether it is told at all.
    pub fn is_on(&self, occasion: Occasion) -> bool {
        let channels = self.channels(occasion);
        channels.in_app || channels.desktop
    }

    /// The seller's clock at a moment.
    pub fn clock(&self, now_ms: i64) -> Result<Clock> {
        let zone = self.zone.as_deref().and_then(|name| TimeZone::get(name).ok());
        let digest = time(&self.digest_at).unwrap_or(Time::constant(8, 0, 0, 0));
        Clock::new(now_ms, zone.unwrap_or_else(TimeZone::system), digest)
    }

    /// When the quiet hours end that the clock is in.
    pub fn quiet_until(&self, clock: &Clock) -> Option<i64> {
        let quiet = self.quiet.as_ref()?;
        clock.quiet_until(time(&quiet.from)?, time(&quiet.to)?)
    }

    /// These with a patch (RFC 7396), checked; null brings the usual back.
    pub fn patched(&self, patch: &Map<String, Value>) -> Result<Self> {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        let usual = serde_json::to_value(Self::default()).unwrap_or_default();
        merge(&mut value, patch, &usual);
        let patched: Self = serde_json::from_value(value).map_err(|e| {
            Error::refused("bad_input", format!("These are no settings of notifications: {e}.")).because(e)
        })?;
        patched.check()?;
        Ok(patched)
    }

    fn check(&self) -> Result<()> {
        if self.zone.as_deref().is_some_and(|name| TimeZone::get(name).is_err()) {
            return Err(Error::invalid("zone", "There is no such time zone. One is called Europe/Berlin."));
        }
        let times = [
            ("digest_at", Some(&self.digest_at)),
            ("quiet.from", self.quiet.as_ref().map(|quiet| &quiet.from)),
            ("quiet.to", self.quiet.as_ref().map(|quiet| &quiet.to)),
        ];
        for (field, value) in times {
            if value.is_some_and(|value| time(value).is_none()) {
                return Err(Error::invalid(field, "This is not a time of the day. Write it as 15:30."));
            }
        }
        if self.quiet.as_ref().is_some_and(|quiet| quiet.from == quiet.to) {
            return Err(Error::invalid("quiet.to", "Quiet hours end at another time than they begin."));
        }
        let numbers = [
            ("birthday_days", self.birthday_days, 0..=30),
            ("follow_up_days", self.follow_up_days, 1..=30),
            ("idle_days", self.idle_days, 1..=90),
        ];
        for (field, value, range) in numbers {
            if !range.contains(&value) {
                let words = format!("Choose {} to {} days.", range.start(), range.end());
                return Err(Error::invalid(field, words));
            }
        }
        Ok(())
    }
}

/// A time of the day as settings keep it.
fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    let time = Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
    (written(time) == text).then_some(time)
}

/// Merges a patch into an object; null brings back what is usual there.
fn merge(value: &mut Value, patch: &Map<String, Value>, usual: &Value) {
    if !value.is_object() {
        *value = json!({});
    }
    let Value::Object(fields) = value else { return };
    for (name, change) in patch {
        let known = usual.get(name).unwrap_or(&Value::Null);
        match change {
            Value::Null => fields.insert(name.clone(), known.clone()),
            Value::Object(inner) => {
                merge(fields.entry(name.clone()).or_insert(json!({})), inner, known);
                None
            }
            other => fields.insert(name.clone(), other.clone()),
        };
    }
}
