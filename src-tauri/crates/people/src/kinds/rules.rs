//! What the definition of an own kind must be.

use satchel_feature::records::{self, KindRules, Record, RuleCx, text};
use satchel_kernel::catalogue::OWN;
use satchel_kernel::text::fold;
use satchel_kernel::{Error, Id, Result};
use serde_json::json;

use super::model::{LONGEST, MOST};
use super::store;

/// What the built-in kinds are called, in every language of the program: a second thing of that name would be taken for
/// the first.
const TAKEN: &[&str] = &[
    "contact",
    "contacts",
    "kontakt",
    "kontakte",
    "company",
    "companies",
    "firma",
    "firmen",
    "unternehmen",
    "lead",
    "leads",
    "interessent",
    "interessenten",
    "deal",
    "deals",
    "abschluss",
    "abschlüsse",
    "geschäft",
    "geschäfte",
    "task",
    "tasks",
    "aufgabe",
    "aufgaben",
    "note",
    "notes",
    "notiz",
    "notizen",
    "attachment",
    "attachments",
    "anhang",
    "anhänge",
    "tag",
    "tags",
    "schlagwort",
    "schlagwörter",
    "view",
    "views",
    "ansicht",
    "ansichten",
    "field",
    "fields",
    "feld",
    "felder",
    "record",
    "records",
    "datensatz",
    "datensätze",
    "pipeline",
    "pipelines",
    "stage",
    "stages",
    "phase",
    "phasen",
    "territory",
    "territories",
    "gebiet",
    "gebiete",
    "activity",
    "activities",
    "aktivität",
    "aktivitäten",
    "import",
    "imports",
    "importe",
    "notification",
    "notifications",
    "benachrichtigung",
    "benachrichtigungen",
];
/// Keys that would be the names of tables.
const TABLES: [&str; 2] = ["own_kind", "own_record"];
/// The longest key before its number.
const LONGEST_KEY: usize = 40;

/// The rules of own kinds.
pub struct OwnKindRules;

impl KindRules for OwnKindRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
        let own = old.and_then(|old| text(old, "id").parse::<Id>().ok());
        for name in ["one", "many"] {
            is_free(cx, name, text(new, name), own)?;
        }
        if text(new, "title_label").chars().count() > LONGEST {
            return Err(too_long("title_label"));
        }
        match old {
            Some(old) => _ = new.insert("key".into(), json!(text(old, "key"))),
            None => {
                room(cx)?;
                new.insert("key".into(), json!(key(cx, text(new, "one"))?));
            }
        }
        if !new.contains_key("position") {
            new.insert("position".into(), json!(store::next_position(cx.conn)?));
        }
        Ok(())
    }

    /// The notes on its records go along. A kind that comes back needs a place, and its names.
    fn trashing(&self, cx: &RuleCx<'_>, id: Id, trashed: bool) -> Result<()> {
        store::trash_notes(cx.conn, id, trashed.then_some(cx.now_ms))?;
        if trashed {
            return Ok(());
        }
        room(cx)?;
        let kind = records::get(cx.conn, cx.registry.kind("own_kind")?, id)?;
        ["one", "many"].iter().try_for_each(|name| is_free(cx, name, text(&kind, name), Some(id)))
    }

    fn erased(&self, cx: &RuleCx<'_>, _: &[Id]) -> Result<()> {
        store::delete_fields_of_gone(cx.conn)
    }

    fn shapes_catalogue(&self) -> bool {
        true
    }
}

fn too_long(field: &str) -> Error {
    let words = format!("A name has {LONGEST} characters at most.");
    Error::refused("name_too_long", words).at(field).with(json!({ "most": LONGEST }))
}

/// Refuses a name that is too long, or that another kind has.
fn is_free(cx: &RuleCx<'_>, field: &str, name: &str, own: Option<Id>) -> Result<()> {
    if name.chars().count() > LONGEST {
        return Err(too_long(field));
    }
    let folded = fold(name);
    let is_built_in = TAKEN.iter().any(|taken| fold(taken) == folded);
    if is_built_in || store::is_taken(cx.conn, name, own)? {
        let words = format!("There is a kind of record called “{name}” already. Choose another name.");
        return Err(Error::refused("kind_name_taken", words).at(field).with(json!({ "name": name })));
    }
    Ok(())
}

/// Refuses one more kind when there are as many as there may be.
fn room(cx: &RuleCx<'_>) -> Result<()> {
    if store::count(cx.conn)? < MOST {
        return Ok(());
    }
    let words = format!("There are {MOST} kinds of your own already. Delete one that you no longer need.");
    Err(Error::refused("too_many_kinds", words).at("one").with(json!({ "most": MOST })))
}

/// A key nobody has, from the kind's name.
fn key(cx: &RuleCx<'_>, name: &str) -> Result<String> {
    let folded = fold(name);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut stem = words.collect::<Vec<_>>().join("_");
    stem.truncate(LONGEST_KEY);
    let stem = match stem.trim_end_matches('_') {
        "" => format!("{OWN}thing"),
        stem => format!("{OWN}{stem}"),
    };
    let mut key = stem.clone();
    let mut number = 2;
    while TABLES.contains(&key.as_str()) || store::has_key(cx.conn, &key)? {
        key = format!("{stem}_{number}");
        number += 1;
    }
    Ok(key)
}
