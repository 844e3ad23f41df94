//! What can be done with contacts beyond the record commands.

use satchel_feature::records::{Record, part, text};
use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Id, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::keys::{self, Name};
use super::store::{self, Key};

/// The contacts' rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// Living contacts that share an e-mail address, phone or profile page with what is being typed.
        "contacts.matches" needs Read => matches;
    }
}

/// A contact being typed.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
pub struct Typed {
    /// The record so far, in the form of `contacts.create`.
    #[serde(flatten)]
    pub record: Record,
}

/// Contacts that may be the same person.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Matches {
    /// At most 10, each once.
    pub matches: Vec<Match>,
}

/// One of them.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Match {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// What tells it from others of that name.
    pub subtitle: String,
    /// What is shared: `email`, `phone` or `link`.
    pub reason: &'static str,
    /// The shared value as typed.
    pub value: String,
    /// Whether the names agree too.
    pub same_name: bool,
}

fn matches(cx: &mut Cx, typed: Typed) -> Result<Matches> {
    Ok(Matches { matches: known(cx, &typed.record)? })
}

/// Who shares an e-mail address, phone or profile page with a record, at most 10.
pub fn known(cx: &Cx, record: &Record) -> Result<Vec<Match>> {
    let region = cx.region()?;
    let own = record.get("id").and_then(Value::as_str).and_then(|t| t.parse::<Id>().ok());
    let name = name_of(record);
    let values = |name: &str| {
        let entries = part(record, name).iter();
        entries.filter_map(|e| e.get("value").and_then(Value::as_str).map(str::to_owned)).collect::<Vec<_>>()
    };
    let mut keys = Vec::new();
    for value in values("emails") {
        keys.push(("email", Key::Email, Some(keys::email(&value)), value));
    }
    for value in values("phones") {
        keys.push(("phone", Key::Phone, keys::phone(&value, &region).map(|d| d.e164), value));
    }
    for value in values("links") {
        keys.push(("link", Key::Profile, keys::profile(&value), value));
    }
    let mut matches: Vec<Match> = Vec::new();
    cx.vault.read(|conn| -> Result<()> {
        for (reason, key, normal, value) in keys {
            let Some(normal) = normal.filter(|n| !n.is_empty()) else { continue };
            for found in store::by_key(conn, key, &normal)? {
                if Some(found.id) == own || matches.len() >= 10 || matches.iter().any(|m| m.id == found.id) {
                    continue;
                }
                let other = Name::new(&found.given, &found.family, &found.nickname, &found.display_name);
                let same_name = name.agrees(&other);
                let compiled = cx.registry.kind("contact")?;
                let record = satchel_feature::records::get(conn, compiled, found.id)?;
                matches.push(Match {
                    id: found.id,
                    title: found.display_name,
                    subtitle: compiled.rules.subtitle(&record),
                    reason,
                    value: value.clone(),
                    same_name,
                });
            }
        }
        Ok(())
    })?;
    Ok(matches)
}

/// The name by which a record is compared.
pub fn name_of(record: &Record) -> Name {
    Name::new(
        text(record, "given"),
        text(record, "family"),
        text(record, "nickname"),
        text(record, "display_name"),
    )
}
