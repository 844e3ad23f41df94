//! In which zone somebody is, as far as it can be known: from the country of their address, else from the country of
//! their phone number. Only countries with one zone are in the table; where it would be a guess, nothing is said.

use satchel_feature::records::{Record, part};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::text::fold;
use satchel_kernel::{Id, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[cfg(test)]
mod tests;

/// Code, dialling code, zone, names folded; a dialling code is left out where a part of the country has another zone.
const COUNTRIES: &str = include_str!("countries.tsv");

/// The rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// In which time zone a contact is, from their address or phone number; nothing when that would be a guess.
        "contacts.local_time" needs Read => of_contact;
        /// In which time zone a company is, from its address or phone number; nothing when that would be a guess.
        "companies.local_time" needs Read => of_company;
    }
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// The record.
    id: Id,
}

#[derive(Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
struct LocalTime {
    /// The IANA name of the zone, such as `Europe/Berlin`.
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<&'static str>,
}

fn of_contact(cx: &mut Cx, asked: Asked) -> Result<LocalTime> {
    Ok(LocalTime { zone: zone(&cx.record("contact", asked.id)?) })
}

fn of_company(cx: &mut Cx, asked: Asked) -> Result<LocalTime> {
    Ok(LocalTime { zone: zone(&cx.record("company", asked.id)?) })
}

struct Country {
    code: &'static str,
    dial: &'static str,
    zone: &'static str,
    names: Vec<&'static str>,
}

fn countries() -> impl Iterator<Item = Country> {
    COUNTRIES.lines().filter_map(|line| {
        let mut columns = line.split('\t');
        let (code, dial, zone) = (columns.next()?, columns.next()?, columns.next()?);
        Some(Country { code, dial, zone, names: columns.collect() })
    })
}

/// The zone of a contact or company. An address in a country that is not in the table leaves no room for a guess from
/// the phone number: people move and keep their number.
fn zone(record: &Record) -> Option<&'static str> {
    let text =
        |entry: &Value, field: &str| entry.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    let placed = part(record, "addresses").iter().find(|address| !text(address, "country").is_empty());
    if let Some(address) = placed {
        return of_address(&text(address, "country"), &text(address, "postal_code"));
    }
    let mut zones: Vec<&str> = Vec::new();
    for phone in part(record, "phones") {
        let zone = of_phone(&text(phone, "e164"))?;
        if !zones.contains(&zone) {
            zones.push(zone);
        }
    }
    // Numbers of two countries say nothing about where somebody is.
    match zones.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

fn of_address(country: &str, postal_code: &str) -> Option<&'static str> {
    let name = fold(country);
    let name = name.trim_end_matches('.');
    let found = countries().find(|c| c.code.eq_ignore_ascii_case(name) || c.names.contains(&name))?;
    // The islands of Spain and Portugal have clocks of their own.
    Some(match (found.code, postal_code.get(..2)) {
        ("ES", Some("35" | "38")) => "Atlantic/Canary",
        ("PT", Some("95" | "96" | "97" | "98" | "99")) => "Atlantic/Azores",
        ("PT", Some("90" | "91" | "92" | "93" | "94")) => "Atlantic/Madeira",
        _ => found.zone,
    })
}

fn of_phone(e164: &str) -> Option<&'static str> {
    let digits = e164.strip_prefix('+')?;
    countries().filter(|c| !c.dial.is_empty()).find(|c| digits.starts_with(c.dial)).map(|c| c.zone)
}
