//! What lists filter by, asked in words: `due:today`, `close:this-month`, `created:>2026-01-01`, `status:open`,
//! `stage:negotiation`.
//!
//! A prefix stands for every field of that name that holds days, choices or one of the named records, of whatever kind;
//! it becomes the same filter a list has, and only kinds with such a field are found. Where the words behind it mean
//! nothing, the rest is searched and a [`Problem`] says what would be understood.

use std::collections::{BTreeMap, BTreeSet};

use satchel_kernel::catalogue::FieldType;
use satchel_kernel::evaluate::{Place, between};
use satchel_kernel::period::Now;
use satchel_kernel::query::{Condition, Filter, Op};
use satchel_kernel::text::fold;
use satchel_kernel::{Catalogue, Id, Kind, said};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use crate::Result;

/// What conditions are read by.
#[derive(Clone, Copy)]
pub struct About<'a> {
    /// The kinds with their fields.
    pub catalogue: &'a Catalogue,
    /// What `today` is.
    pub now: &'a Now,
    /// Records that are asked for by name, such as stages.
    pub named: &'a [Named],
}

impl std::fmt::Debug for About<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("About").field("named", &self.named.len()).finish_non_exhaustive()
    }
}

/// A record that fields point at and that is asked for by its name.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its kind.
    pub kind: String,
    /// The record.
    pub id: Id,
    /// What a person calls it.
    pub name: String,
}

/// A part of what was typed that means nothing, with what would.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Problem {
    /// `no_day`, `no_choice`, `or_mixed` or `too_long`.
    pub code: String,
    /// The part, as it was typed.
    pub typed: String,
    /// What could stand there instead.
    pub can: Vec<String>,
    /// The same as a sentence.
    pub text: String,
}

impl Problem {
    pub(crate) fn new(code: &str, typed: &str, can: Vec<String>) -> Self {
        let typed: String = typed.chars().take(80).collect();
        let listed = can.join(", ");
        let text = match code {
            "no_day" => format!("“{typed}” names no day. Write it like {listed}."),
            "no_choice" => format!("“{typed}” is none of the values. There are {listed}."),
            "or_mixed" => {
                format!("“OR” before “{typed}” joins words with words and conditions with conditions only.")
            }
            _ => format!("What comes after “{typed}” is too much for one search and was left out."),
        };
        Self { code: code.to_owned(), typed, can, text }
    }
}

/// A condition on fields: what each kind that has such a field must satisfy.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Narrow {
    /// At least one of these, kind by kind.
    pub(crate) any: Vec<BTreeMap<String, Filter>>,
    pub(crate) negative: bool,
}

impl Narrow {
    /// What it asks of a kind; `None` if no record of the kind is meant.
    pub(crate) fn filter(&self, kind: &str) -> Option<Option<Filter>> {
        let filters: Vec<Filter> = self.any.iter().filter_map(|one| one.get(kind).cloned()).collect();
        match (filters.is_empty(), self.negative) {
            (true, negative) => negative.then_some(None),
            (false, true) => Some(Some(Filter::Not(Box::new(Filter::Or(filters))))),
            (false, false) => Some(Some(Filter::Or(filters))),
        }
    }
}

/// Other words for a field; the field's own id, without `_ms`, `_date` and `_id`, is understood anyhow.
const ALIASES: &[(&str, &[&str])] = &[
    ("created_ms", &["created", "added", "angelegt", "erstellt"]),
    ("modified_ms", &["modified", "changed", "geandert"]),
    ("due", &["due", "fallig", "faellig"]),
    ("close_date", &["close", "closes", "abschluss"]),
    ("closed_ms", &["closed", "abgeschlossen"]),
    ("last_activity_ms", &["activity", "aktivitat", "kontakt"]),
    ("completed_ms", &["completed", "erledigt"]),
    ("status", &["status"]),
    ("state", &["state", "status"]),
    ("stage_id", &["stage", "phase", "stufe"]),
    ("pipeline_id", &["pipeline"]),
    ("priority", &["priority", "prio", "prioritat"]),
    ("forecast", &["forecast", "prognose"]),
    ("rating", &["rating", "bewertung"]),
    ("outcome", &["outcome", "ergebnis"]),
    ("channel", &["channel", "kanal"]),
];

/// The prefixes that are offered before a colon, in English and in German.
pub(crate) const OFFERED: &[(&str, &str)] = &[
    ("due", "fällig"),
    ("close", "abschluss"),
    ("created", "angelegt"),
    ("changed", "geändert"),
    ("activity", "aktivität"),
    ("status", "status"),
    ("stage", "phase"),
    ("priority", "priorität"),
    ("forecast", "prognose"),
    ("rating", "bewertung"),
];

/// German words for the values of built-in choices.
pub const GERMAN: &[(&str, &str)] = &[
    ("offen", "open"),
    ("gewonnen", "won"),
    ("verloren", "lost"),
    ("zugesagt", "commit"),
    ("bestenfalls", "best_case"),
    ("möglich", "pipeline"),
    ("in-arbeit", "in_progress"),
    ("in-arbeit", "working"),
    ("wartet", "waiting"),
    ("erledigt", "done"),
    ("abgebrochen", "cancelled"),
    ("keine", "none"),
    ("niedrig", "low"),
    ("mittel", "normal"),
    ("hoch", "high"),
    ("neu", "new"),
    ("qualifiziert", "qualified"),
    ("ausgeschlossen", "disqualified"),
    ("umgewandelt", "converted"),
    ("heiß", "hot"),
    ("warm", "warm"),
    ("kalt", "cold"),
];

/// Words of two parts as one: folded, with hyphens.
fn joined(text: &str) -> String {
    fold(text).replace([' ', '_'], "-")
}

/// Whether a value is empty that is asked for like this.
fn is_nothing(value: &str) -> bool {
    matches!(value, "empty" | "leer" | "nothing" | "nichts")
}

/// A field that a prefix stands for.
struct Meant<'a> {
    kind: &'a Kind,
    place: Place<'a>,
}

impl<'a> About<'a> {
    /// Every field that the prefix stands for.
    fn meant(&self, prefix: &str) -> Vec<Meant<'a>> {
        let prefix = fold(prefix);
        let mut meant = Vec::new();
        for kind in self.catalogue.kinds.values() {
            let mut best = Name::Bare;
            let begun = meant.len();
            for place in Place::all(kind) {
                let asked = place.filterable() && !matches!(place, Place::Part(..) | Place::Id);
                let Some(name) = answers(&place, &prefix).filter(|name| asked && *name >= best) else {
                    continue;
                };
                if name > best {
                    // What is called so exactly stands before what is called nearly so, as a day before its moment.
                    meant.truncate(begun);
                    best = name;
                }
                meant.push(Meant { kind, place });
            }
        }
        meant
    }

    /// Whether the prefix asks for days, choices or named records.
    pub(crate) fn knows(&self, prefix: &str) -> bool {
        !self.meant(prefix).is_empty()
    }

    /// What a prefix with its value asks of each kind; `None` if the prefix stands for no such field.
    pub(crate) fn read(
        &self,
        prefix: &str,
        value: &str,
        whole: bool,
    ) -> Result<Option<std::result::Result<BTreeMap<String, Filter>, Problem>>> {
        let meant = self.meant(prefix);
        if meant.is_empty() {
            return Ok(None);
        }
        let wanted = joined(value);
        let mut filters: BTreeMap<String, Filter> = BTreeMap::new();
        let mut days = false;
        for Meant { kind, place } in &meant {
            let field = place.id();
            let is = |op: Op, value: Value| Filter::Is(Condition { field: field.clone(), op, value });
            let fits = |name: &str| {
                let name = joined(name);
                if whole { name == wanted } else { name.starts_with(&wanted) }
            };
            let filter = if is_nothing(&wanted) {
                Some(is(Op::Empty, Value::Null))
            } else {
                match place.ty() {
                    Some(ty @ (FieldType::Date | FieldType::Instant)) => {
                        days = true;
                        said::days(value, self.now)?
                            .map(|days| between(&field, matches!(ty, FieldType::Instant), days, self.now))
                    }
                    Some(FieldType::Choice { options }) => {
                        let german =
                            |option: &str| GERMAN.iter().any(|(word, of)| *of == option && fits(word));
                        let chosen: Vec<&str> = options
                            .iter()
                            .map(AsRef::as_ref)
                            .filter(|option| fits(option) || (!kind.is_own() && german(option)))
                            .collect();
                        (!chosen.is_empty()).then(|| is(Op::OneOf, json!(chosen)))
                    }
                    Some(FieldType::Record { kind }) => {
                        let named =
                            self.named.iter().filter(|named| named.kind == **kind && fits(&named.name));
                        let ids: Vec<Id> = named.map(|named| named.id).collect();
                        (!ids.is_empty()).then(|| is(Op::OneOf, json!(ids)))
                    }
                    _ => None,
                }
            };
            if let Some(filter) = filter {
                let both = match filters.remove(&*kind.name) {
                    Some(before) => Filter::Or(vec![before, filter]),
                    None => filter,
                };
                filters.insert(kind.name.to_string(), both);
            }
        }
        if !filters.is_empty() {
            return Ok(Some(Ok(filters)));
        }
        let typed = format!("{prefix}:{value}");
        Ok(Some(Err(if days {
            let german = is_german(prefix);
            let day = if german { "31.12.2026" } else { "2026-12-31" };
            let can = if german { ["heute", "diese-woche"] } else { ["today", "this-week"] };
            let can = can.into_iter().chain([day, ">2026-01-01", "2026-01..2026-03"]);
            Problem::new("no_day", &typed, can.map(|can| format!("{prefix}:{can}")).collect())
        } else {
            Problem::new("no_choice", &typed, self.values(prefix).into_iter().take(12).collect())
        })))
    }

    /// What may stand behind a prefix, whole with the prefix.
    pub(crate) fn values(&self, prefix: &str) -> Vec<String> {
        let mut days = false;
        let mut values = Vec::new();
        let mut known = BTreeSet::new();
        let german = is_german(prefix);
        for Meant { kind, place } in self.meant(prefix) {
            let mut add = |value: &str| {
                let value = joined_plainly(value);
                if known.insert(value.clone()) {
                    values.push(value);
                }
            };
            match place.ty() {
                Some(FieldType::Date | FieldType::Instant) => days = true,
                Some(FieldType::Choice { options }) => options.iter().for_each(|option| {
                    let said = GERMAN.iter().find(|(_, of)| *of == &**option && german && !kind.is_own());
                    add(said.map_or(option.as_ref(), |(said, _)| said));
                }),
                Some(FieldType::Record { kind }) => {
                    self.named.iter().filter(|named| named.kind == **kind).for_each(|named| add(&named.name));
                }
                _ => {}
            }
        }
        if days {
            let periods = said::OFFERED.iter().map(|(english, by)| if german { *by } else { *english });
            values.splice(0..0, periods.map(str::to_owned));
        }
        values.into_iter().map(|value| format!("{prefix}:{value}")).collect()
    }
}

/// A name as it stands behind a prefix: in quotes if there are blanks in it.
fn joined_plainly(name: &str) -> String {
    let plain = name.replace('_', "-");
    if plain.contains(char::is_whitespace) { format!("\"{plain}\"") } else { plain }
}

/// Whether somebody who writes this prefix writes German.
fn is_german(prefix: &str) -> bool {
    let prefix = fold(prefix).replace("ae", "a");
    OFFERED.iter().any(|(english, german)| fold(german) == prefix && *english != prefix)
        || ["angelegt", "erstellt", "abgeschlossen", "erledigt", "kontakt", "stufe"]
            .contains(&prefix.as_str())
}

/// How a field is called by a prefix.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    /// By its id without the unit at its end.
    Bare,
    /// By its id, its label or another word for it.
    Exact,
}

/// Whether and how a field of days, choices or records is called like this.
fn answers(place: &Place<'_>, prefix: &str) -> Option<Name> {
    let (id, label) = match place {
        Place::Field(field) => (field.id.to_string(), field.label.as_deref()),
        Place::Meta(_) => (place.id(), None),
        Place::Id | Place::Part(..) => return None,
    };
    let own = label.is_some();
    match place.ty() {
        Some(FieldType::Date | FieldType::Instant) => {}
        // The seller's own choices are found by their words, like their texts.
        Some(FieldType::Choice { .. } | FieldType::Record { .. }) if !own => {}
        _ => return None,
    }
    if let Some(label) = label {
        return (joined(label) == joined(prefix)).then_some(Name::Exact);
    }
    let bare = ["_ms", "_date", "_id"].into_iter().find_map(|ending| id.strip_suffix(ending));
    let aliases = ALIASES.iter().find(|(field, _)| *field == id).map_or(&[][..], |(_, words)| words);
    match id == prefix || aliases.contains(&prefix) {
        true => Some(Name::Exact),
        false => (bare == Some(prefix)).then_some(Name::Bare),
    }
}
