//! The commands every kind has for many records: `delete_many`, `restore_many`, `patch_many`.

use std::collections::BTreeMap;
use std::sync::Arc;

use satchel_kernel::{Error, Id, Kind, Result};
use schemars::Schema;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::chosen::Chosen;
use super::{AT_ONCE, Change, Deed, Outcome, Piece, job, rules};
use crate::Cx;
use crate::command::{Command, Needs, SchemaOf, pack, unpack};
use crate::records::{self, Compiled, Record, RuleCx};

type Verb = fn(&mut Cx, &str, &str, Value) -> Result<Value>;

/// The rows of one kind's command table; `patch` makes the schema of a patch of one record and what that refers to.
pub(crate) fn bulk_commands(
    kind: &Arc<Kind>,
    patch: fn(&Kind) -> (Value, Map<String, Value>),
) -> Vec<Command> {
    let plural = &kind.plural;
    let row = |verb: &str, doc: String, input: SchemaOf, run: Verb| {
        let (command, kind) = (format!("{plural}.{verb}"), kind.name.to_string());
        Command {
            name: command.clone(),
            doc,
            needs: Needs::Write,
            undoable: true,
            input,
            output: SchemaOf::output::<Outcome>(),
            run: Arc::new(move |cx, input| run(cx, &kind, &command, input)),
        }
    };
    vec![
        row(
            "delete_many",
            format!("Moves {plural} to the trash, by their ids or by a query, as one change."),
            SchemaOf::input::<Chosen>(),
            delete,
        ),
        row(
            "restore_many",
            format!("Takes {plural} out of the trash, by their ids or by a query, as one change."),
            SchemaOf::input::<Chosen>(),
            restore,
        ),
        row(
            "patch_many",
            format!("Changes {plural}, by their ids or by a query, all in the same way and as one change."),
            {
                let kind = Arc::clone(kind);
                SchemaOf::made(move || {
                    let (patch, types) = patch(&kind);
                    change_schema(&kind, patch, types)
                })
            },
            change,
        ),
    ]
}

/// The input of `patch_many`: which records, and how they change.
fn change_schema(kind: &Kind, patch: Value, types: Map<String, Value>) -> Schema {
    let mut schema = schemars::schema_for!(Chosen);
    let lists: Map<String, Value> = kind
        .parts
        .iter()
        .map(|part| {
            let item = if part.bare { "string" } else { "object" };
            (part.id.to_string(), json!({ "type": "array", "items": { "type": item } }))
        })
        .collect();
    let entries: Map<String, Value> = kind
        .parts
        .iter()
        .filter(|part| !part.bare)
        .map(|part| (part.id.to_string(), json!({ "type": "object" })))
        .collect();
    let object = |words: &str, properties: &Map<String, Value>| json!({ "type": "object", "description": words, "properties": properties, "additionalProperties": false });
    let mut merge = |at: &str, entries: Map<String, Value>| {
        let known = schema.ensure_object().entry(at.to_owned()).or_insert_with(|| json!({}));
        if let Some(known) = known.as_object_mut() {
            known.extend(entries);
        }
    };
    merge("$defs", types);
    merge(
        "properties",
        Map::from_iter([
            ("patch".to_owned(), patch),
            (
                "add".to_owned(),
                object(
                    "Values that join a list, such as `{\"tags\": [\"vip\"], \"links\": [{\"value\": \"acme.example\"}]}`.",
                    &lists,
                ),
            ),
            (
                "remove".to_owned(),
                object("Values that leave a list; of entries, all that agree in the given fields.", &lists),
            ),
            (
                "set".to_owned(),
                object(
                    "Fields of one entry of a list: of the current job, else of the first; made if there is none.",
                    &entries,
                ),
            ),
        ]),
    );
    schema
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeMany {
    ids: Option<Vec<Id>>,
    query: Option<satchel_kernel::query::Query>,
    #[serde(default)]
    without: Vec<Id>,
    #[serde(default)]
    patch: Record,
    #[serde(default)]
    add: BTreeMap<String, Vec<Value>>,
    #[serde(default)]
    remove: BTreeMap<String, Vec<Value>>,
    #[serde(default)]
    set: BTreeMap<String, Record>,
}

pub(crate) fn delete(cx: &mut Cx, kind: &str, command: &str, input: Value) -> Result<Value> {
    let chosen: Chosen = unpack(command, input)?;
    pack(many(cx, kind, chosen, Deed::Delete)?)
}

pub(crate) fn restore(cx: &mut Cx, kind: &str, command: &str, input: Value) -> Result<Value> {
    let mut chosen: Chosen = unpack(command, input)?;
    if let Some(query) = &mut chosen.query {
        // What is not in the trash cannot be taken out of it.
        query.trashed = true;
    }
    pack(many(cx, kind, chosen, Deed::Restore)?)
}

pub(crate) fn change(cx: &mut Cx, kind: &str, command: &str, input: Value) -> Result<Value> {
    let input: ChangeMany = unpack(command, input)?;
    let change = Change { patch: input.patch, add: input.add, remove: input.remove, set: input.set };
    check(cx, kind, &change)?;
    let chosen = Chosen { ids: input.ids, query: input.query, without: input.without };
    pack(many(cx, kind, chosen, Deed::Change(change))?)
}

/// Refuses at once what no record could take: an unknown field, a value of another type, a list of things with fields.
fn check(cx: &Cx, kind: &str, change: &Change) -> Result<()> {
    let Change { patch, add, remove, set } = change;
    if patch.is_empty() && add.is_empty() && remove.is_empty() && set.is_empty() {
        return Err(Error::invalid("patch", "Say what shall change: a patch, or values to add or remove."));
    }
    let compiled = cx.registry.kind(kind)?;
    let catalogue = cx.catalogue();
    let mut example: Record = change.patch.clone();
    example.retain(|_, value| !value.is_null());
    if let Some(Value::Object(own)) = example.get_mut("custom") {
        own.retain(|_, value| !value.is_null());
    }
    records::validate(catalogue.kind(kind)?, compiled, example, None)?;
    for name in add.keys().chain(remove.keys()).chain(set.keys()) {
        if compiled.kind.part(name).is_none() {
            let words = format!("A {} has no list called “{name}”.", compiled.kind.word());
            return Err(Error::refused("unknown_field", words).at(name.clone()));
        }
        if patch.contains_key(name) {
            return Err(Error::invalid(name.clone(), "Either patch a list or add to it and remove from it."));
        }
    }
    let whole = |name: &String, values: Vec<Value>| {
        let entries = Record::from_iter([(name.clone(), Value::Array(values))]);
        records::validate(catalogue.kind(kind)?, compiled, entries, None)
    };
    for (name, values) in add {
        let read = whole(name, values.clone())?;
        if values.len() != records::part(&read, name).len() {
            return Err(Error::invalid(name.clone(), format!("An entry for “{name}” says nothing.")));
        }
    }
    for (name, fields) in set {
        let mut entry = fields.clone();
        entry.retain(|_, value| !value.is_null());
        if compiled.kind.part(name).is_some_and(|part| part.bare) || fields.is_empty() {
            return Err(Error::invalid(name.clone(), format!("Say which fields of “{name}” shall change.")));
        }
        whole(name, vec![Value::Object(entry)])?;
    }
    for (name, values) in remove {
        let Some(part) = compiled.kind.part(name) else { continue };
        if part.bare {
            whole(name, values.clone())?;
            continue;
        }
        for value in values {
            let fields = value.as_object().filter(|fields| !fields.is_empty()).ok_or_else(|| {
                Error::invalid(name.clone(), format!("Say by its fields which entry of “{name}” shall go."))
            })?;
            if let Some(unknown) = fields.keys().find(|field| part.field(field).is_none()) {
                let words = format!("“{name}” has no “{unknown}”.");
                return Err(Error::refused("unknown_field", words).at(name.clone()));
            }
        }
    }
    Ok(())
}

fn many(cx: &Cx, kind: &str, chosen: Chosen, deed: Deed) -> Result<Outcome> {
    let ids = chosen.ids(cx, kind)?;
    let compiled = cx.registry.kind(kind)?;
    let piece = [Piece { kind: kind.to_owned(), deed: deed.clone(), ids }];
    let [Piece { ids, .. }] = &piece;
    if ids.len() > AT_ONCE {
        return job::begin(cx, &deed.label(&format!("{} {}", ids.len(), compiled.kind.words())), &piece);
    }
    at_once(cx, &deed.label(compiled.kind.words()), &piece, |rules, changed, last| {
        Ok(deed.label(&whom(rules, compiled, changed, last)?))
    })
}

/// One transaction for a few records. `label` is what a person calls it once it is known how many were changed, and
/// which one last.
pub(super) fn at_once(
    cx: &Cx,
    begun: &str,
    pieces: &[Piece],
    label: impl FnOnce(&RuleCx<'_>, u64, Option<Id>) -> Result<String>,
) -> Result<Outcome> {
    let (catalogue, region) = (cx.catalogue(), cx.region()?);
    let selected = pieces.iter().map(|piece| piece.ids.len() as u64).sum();
    let mut outcome = Outcome { selected, ..Outcome::default() };
    let written = cx.vault.write(&cx.act(begun), |tx| -> Result<()> {
        let rules = rules(cx, tx, &catalogue, &region);
        let mut last = None;
        for Piece { kind, deed, ids } in pieces {
            let compiled = cx.registry.kind(kind)?;
            for id in ids {
                let before = outcome.changed;
                deed.count(tx, &rules, compiled, *id, &mut outcome)?;
                if outcome.changed > before {
                    last = Some(*id);
                }
            }
        }
        tx.call(label(&rules, outcome.changed, last)?);
        Ok(())
    })?;
    outcome.change_set = written.change_set;
    Ok(outcome)
}

/// One record by its name, several by their number.
fn whom(rules: &RuleCx<'_>, compiled: &Compiled, changed: u64, last: Option<Id>) -> Result<String> {
    match last {
        Some(id) if changed == 1 => {
            Ok(records::name(&compiled.kind, &records::get(rules.conn, compiled, id)?))
        }
        _ => Ok(format!("{changed} {}", compiled.kind.words())),
    }
}
