//! What the seller chose: language, theme, home country, keys.

use std::collections::{BTreeMap, BTreeSet};

use satchel_feature::command::Nothing;
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Error, Result};
use satchel_vault::{Connection, changes, settings};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

pub(super) fn table() -> Vec<Command> {
    commands! {
        /// The seller's settings, with defaults filled in.
        "settings.get" needs Read => get;
        /// Changes settings (RFC 7396); null brings a default back.
        "settings.patch" needs Admin undoable => patch;
    }
}

/// The seller's settings.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Settings {
    /// `system`, `en` or `de`.
    pub language: String,
    /// `system`, `light`, `dark` or `contrast`.
    pub theme: String,
    /// Country of phones typed without one, ISO 3166-1 alpha-2.
    pub home_country: String,
    /// Currency of totals, ISO 4217; that of the home country until another one is chosen.
    pub home_currency: String,
    /// How numbers and dates are written, as a language and country such as `de-CH`; as the computer has it when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formats: Option<String>,
    /// The day weeks begin on, `monday`, `saturday`, `sunday`; that of the home country until another one is chosen.
    pub first_weekday: String,
    /// Where the app begins: `home`, `contacts`, `last` for where it was left, or the id of a view; `contacts` when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// Whether single letters are keyboard shortcuts.
    pub single_letter_keys: bool,
    /// Keys the seller put elsewhere, by the usual ones: `{"j": "n", "g p": "g k"}`; an empty text switches one off.
    pub shortcuts: BTreeMap<String, String>,
    /// What shall be won in a month, in minor units of `home_currency`, from 1; absent until it is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_target_minor: Option<i64>,
    /// Where a day of visits starts, as the seller writes it: a postcode or a town; absent until it is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_from: Option<String>,
    /// What opens a place: `device` for what the computer has, `osm`, `google` or `apple`; `osm` when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub map_app: Option<String>,
    /// The parts of the home page in their order, by name; all of them as usual when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_parts: Option<Vec<String>>,
    /// Whether answers about duplicates teach how likely others are; `true` when absent.
    pub learn_from_answers: bool,
}

/// Settings of which the history says from what to what they went: what is short and nobody's secret.
const TOLD: [&str; 11] = [
    "language",
    "theme",
    "home_country",
    "home_currency",
    "formats",
    "first_weekday",
    "start",
    "single_letter_keys",
    "map_app",
    "learn_from_answers",
    "monthly_target_minor",
];
/// Settings of one change that are named.
const NAMED: usize = 8;

/// A setting that a change set changed.
#[derive(Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub(super) struct ChangedSetting {
    /// Its name, as in `settings.get`; `notifications`, or `layout` and a kind, for what is set elsewhere.
    name: String,
    /// What it was; absent where nothing was chosen, and where it is long or concerns nobody.
    #[serde(skip_serializing_if = "Value::is_null")]
    from: Value,
    /// What it became, likewise.
    #[serde(skip_serializing_if = "Value::is_null")]
    to: Value,
}

/// The settings that a change set changed.
pub(super) fn changed(conn: &Connection, set: &changes::SetRow) -> Result<Vec<ChangedSetting>> {
    let by = ["settings.", "notifications.", "layouts.", "changes."];
    if !by.iter().any(|by| set.command.starts_with(by)) {
        return Ok(Vec::new());
    }
    let mut changed = Vec::new();
    for touched in changes::touched_by(conn, set.id, NAMED)?.into_iter().filter(|one| one.kind == "setting") {
        let entries = changes::history(conn, "setting", touched.id, Some(touched.seq + 1), 1)?;
        let Some(entry) = entries.into_iter().find(|entry| entry.change_set == set.id) else { continue };
        let of = |value: &Value, whole: bool, field: &str| {
            let text = if whole { value.get(field) } else { Some(value) };
            text.and_then(Value::as_str).map(str::to_owned)
        };
        // Of one that came or went the log has the whole row.
        let gone =
            || entry.changes.iter().find_map(|one| of(&one.from, true, "key").or(of(&one.to, true, "key")));
        let Some(name) = settings::key_of(conn, touched.id)?.or_else(gone) else { continue };
        let (mut from, mut to) = (Value::Null, Value::Null);
        for change in entry.changes.iter().filter(|_| TOLD.contains(&name.as_str())) {
            let whole = change.field.is_empty();
            if whole || change.field == "value" {
                let read =
                    |value| of(value, whole, "value").and_then(|text| serde_json::from_str(&text).ok());
                (from, to) = (read(&change.from).unwrap_or_default(), read(&change.to).unwrap_or_default());
            }
        }
        changed.push(ChangedSetting { name, from, to });
    }
    Ok(changed)
}

/// What to change.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Patch {
    /// Settings by name.
    pub patch: Map<String, Value>,
}

fn get(cx: &mut Cx, _: Nothing) -> Result<Settings> {
    let first_weekday = format!("{:?}", cx.now()?.first_weekday).to_lowercase();
    cx.vault.read(|conn| {
        let text = |key: &str, default: &str| -> Result<String> {
            let stored = settings::get(conn, key)?;
            Ok(stored.and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_else(|| default.to_owned()))
        };
        let chosen = |key: &str| -> Result<Option<String>> {
            Ok(settings::get(conn, key)?.and_then(|v| v.as_str().map(str::to_owned)))
        };
        Ok(Settings {
            language: text("language", "system")?,
            theme: text("theme", "system")?,
            home_currency: satchel_selling::rates::home::currency(
                conn,
                &text("home_country", &cx.default_region)?,
            )?,
            home_country: text("home_country", &cx.default_region)?,
            formats: chosen("formats")?,
            first_weekday,
            start: chosen("start")?,
            single_letter_keys: settings::get(conn, "single_letter_keys")?
                .and_then(|v| v.as_bool())
                .unwrap_or(true),
            shortcuts: settings::get(conn, "shortcuts")?
                .and_then(|v| serde_json::from_value(v).ok())
                .unwrap_or_default(),
            monthly_target_minor: settings::get(conn, "monthly_target_minor")?.and_then(|v| v.as_i64()),
            start_from: chosen("start_from")?,
            map_app: chosen("map_app")?,
            home_parts: settings::get(conn, "home_parts")?.and_then(|v| serde_json::from_value(v).ok()),
            learn_from_answers: settings::get(conn, "learn_from_answers")?
                .and_then(|v| v.as_bool())
                .unwrap_or(true),
        })
    })
}

fn patch(cx: &mut Cx, input: Patch) -> Result<Settings> {
    for (key, value) in &input.patch {
        check(key, value)?;
    }
    cx.vault.write(&cx.act("Change settings"), |tx| -> Result<()> {
        for (key, value) in &input.patch {
            settings::set(tx, key, value)?;
        }
        if input.patch.keys().any(|key| matches!(key.as_str(), "home_currency" | "home_country")) {
            satchel_selling::deals::open::reckon(tx, &cx.shared.region(tx)?, tx.now_ms())?;
        }
        Ok(())
    })?;
    get(cx, Nothing {})
}

/// One key or two after one another, as `g p`; every key stands for one thing.
fn are_shortcuts(map: &Map<String, Value>) -> bool {
    let short = |keys: &str| keys.chars().count() <= 24 && !keys.chars().any(char::is_control);
    let mut taken = BTreeSet::new();
    map.len() <= 200
        && map.iter().all(|(usual, keys)| {
            let keys = keys.as_str().unwrap_or("\n");
            !usual.is_empty() && short(usual) && short(keys) && (keys.is_empty() || taken.insert(keys))
        })
}

/// A language, and perhaps a country: `de`, `de-CH`.
fn is_locale(tag: &str) -> bool {
    let (language, country) = tag.split_once('-').map_or((tag, None), |(l, c)| (l, Some(c)));
    matches!(language.len(), 2 | 3)
        && language.chars().all(|c| c.is_ascii_lowercase())
        && country.is_none_or(|c| c.len() == 2 && c.chars().all(|c| c.is_ascii_uppercase()))
}

/// The parts of a page, each once.
fn are_parts(parts: &[Value]) -> bool {
    let named: BTreeSet<_> = parts.iter().filter_map(Value::as_str).filter(|name| name.len() <= 40).collect();
    named.len() == parts.len() && parts.len() <= 40
}

fn check(key: &str, value: &Value) -> Result<()> {
    let one_of = |known: &[&str]| value.is_null() || value.as_str().is_some_and(|v| known.contains(&v));
    let fits = match key {
        "language" => one_of(&["system", "en", "de"]),
        "theme" => one_of(&["system", "light", "dark", "contrast"]),
        "home_country" => {
            value.is_null()
                || value.as_str().is_some_and(|v| v.len() == 2 && v.chars().all(|c| c.is_ascii_uppercase()))
        }
        "home_currency" => {
            value.is_null() || value.as_str().is_some_and(satchel_selling::rates::home::is_code)
        }
        "formats" => value.is_null() || value.as_str().is_some_and(is_locale),
        "first_weekday" => one_of(&["monday", "saturday", "sunday"]),
        "start" => {
            one_of(&["home", "contacts", "last"])
                || value.as_str().is_some_and(|v| v.parse::<satchel_kernel::Id>().is_ok())
        }
        "single_letter_keys" | "learn_from_answers" => value.is_null() || value.is_boolean(),
        "monthly_target_minor" => value.is_null() || value.as_i64().is_some_and(|minor| minor > 0),
        "start_from" => value.is_null() || value.as_str().is_some_and(|v| v.len() <= 200),
        "map_app" => one_of(&["device", "osm", "google", "apple"]),
        "home_parts" => value.is_null() || value.as_array().is_some_and(|parts| are_parts(parts)),
        "shortcuts" => value.is_null() || value.as_object().is_some_and(are_shortcuts),
        _ => {
            return Err(
                Error::refused("unknown_field", format!("There is no setting called “{key}”.")).at(key)
            );
        }
    };
    if fits {
        Ok(())
    } else {
        Err(Error::invalid(key, format!("{} is no value of this setting.", json!(value))))
    }
}
