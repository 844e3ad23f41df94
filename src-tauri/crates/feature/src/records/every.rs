//! The record commands once more, for a kind that is named in the input: `records.list` with `{"kind": "own_boat"}`. For
//! the kinds the seller makes they are the only ones, since the table of commands does not grow while the program runs.

use std::sync::Arc;

use satchel_kernel::catalogue::OWN_RECORD;
use satchel_kernel::{Error, Id, Result};
use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::commands::{self, Page, Verb};
use super::{Counted, Facets, Grouped, ListGroups};
use crate::bulk;
use crate::command::{Command, Needs, SchemaOf};
use crate::cx::Cx;
use crate::erase;

/// The most records that are named at once.
const MOST_NAMED: usize = 500;

/// The rows of the command table.
pub fn commands() -> Vec<Command> {
    let row = |verb: &str, doc: &str, needs, undoable, input: SchemaOf, output: SchemaOf, run: Verb| {
        let command = format!("records.{verb}");
        Command {
            name: command.clone(),
            doc: doc.to_owned(),
            needs,
            undoable,
            input: SchemaOf::made(move || of_a_kind(input.make())),
            output,
            run: Arc::new(move |cx, input| {
                let (kind, input) = addressed(cx, &command, input)?;
                run(cx, &kind, &command, input)
            }),
        }
    };
    let (read, write) = (Needs::Read, Needs::Write);
    let id = json!({ "type": "string", "format": "uuid" });
    let made = |required: &'static [&'static str], properties: Value| {
        SchemaOf::made(move || schema(required, properties.clone()))
    };
    let (by_id, record) = (made(&["id"], json!({ "id": id })), || SchemaOf::made(any_record));
    let patch = json!({ "id": id, "version": { "type": "integer" }, "patch": { "type": "object" } });
    let patch_many = json!({
        "patch": { "type": "object" }, "add": { "type": "object" }, "remove": { "type": "object" }
    });
    let mut rows = vec![
        row(
            "list",
            "Lists records of a kind by a query, with the exact total.",
            read,
            false,
            SchemaOf::input::<Page>(),
            made(
                &["rows", "total", "as_of"],
                json!({
                    "rows": { "type": "array", "items": { "type": "object" } }, "total": { "type": "integer" },
                    "as_of": { "type": "integer" }, "next_cursor": { "type": ["string", "null"] }
                }),
            ),
            commands::list,
        ),
        row(
            "facets",
            "Counts the records of a query by the values of fields, each without its own conditions.",
            read,
            false,
            SchemaOf::input::<Counted>(),
            SchemaOf::output::<Facets>(),
            commands::facets,
        ),
        row(
            "groups",
            "Counts the records of a query by what they have in common, each group with what finds it.",
            read,
            false,
            SchemaOf::input::<Grouped>(),
            SchemaOf::output::<ListGroups>(),
            commands::groups,
        ),
        row(
            "get",
            "Gets one record with everything on it.",
            read,
            false,
            by_id.clone(),
            record(),
            commands::get,
        ),
        row("create", "Creates a record.", write, true, record(), record(), commands::create),
        row(
            "patch",
            "Changes fields of a record (RFC 7396); with `version`, only if nobody else did meanwhile.",
            write,
            true,
            made(&["id", "patch"], patch),
            record(),
            commands::patch,
        ),
        row(
            "delete",
            "Moves a record to the trash.",
            write,
            true,
            by_id.clone(),
            by_id.clone(),
            commands::delete,
        ),
        row("restore", "Takes a record out of the trash.", write, true, by_id, record(), commands::restore),
        row(
            "erase",
            "Erases records that are in the trash for good. This cannot be undone.",
            Needs::Admin,
            false,
            SchemaOf::input::<erase::Chosen>(),
            SchemaOf::output::<erase::Erased>(),
            erase::command,
        ),
        row(
            "delete_many",
            "Moves records to the trash, by their ids or by a query, as one change.",
            write,
            true,
            SchemaOf::input::<bulk::Chosen>(),
            SchemaOf::output::<bulk::Outcome>(),
            bulk::delete,
        ),
        row(
            "restore_many",
            "Takes records out of the trash, by their ids or by a query, as one change.",
            write,
            true,
            SchemaOf::input::<bulk::Chosen>(),
            SchemaOf::output::<bulk::Outcome>(),
            bulk::restore,
        ),
        row(
            "patch_many",
            "Changes records, by their ids or by a query, all in the same way and as one change.",
            write,
            true,
            SchemaOf::made(move || with(schemars::schema_for!(bulk::Chosen), patch_many.clone())),
            SchemaOf::output::<bulk::Outcome>(),
            bulk::change,
        ),
    ];
    rows.extend(crate::commands! {
        /// Says of records of whichever of the seller's own kinds, by their ids, which kind each is of and what it is called.
        "records.named" needs Read => named;
    });
    rows.extend(crate::batch::commands());
    rows
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Ids {
    /// The records, at most 500.
    ids: Vec<Id>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct NamedRecords {
    /// Those that there are, in the order they were asked for.
    records: Vec<NamedRecord>,
}

/// A record of a kind the seller made.
#[derive(Debug, Serialize, JsonSchema)]
struct NamedRecord {
    /// The record.
    id: Id,
    /// Its kind: `own_boat`.
    kind: String,
    /// Its name.
    title: String,
    /// Whether it lies in the trash.
    trashed: bool,
}

fn named(cx: &mut Cx, Ids { ids }: Ids) -> Result<NamedRecords> {
    if ids.len() > MOST_NAMED {
        return Err(Error::invalid("ids", "At most 500 records are named at once."));
    }
    let records = cx.vault.read(|conn| {
        let mut records = Vec::with_capacity(ids.len());
        for id in ids {
            let Some(compiled) = cx.registry.named(conn, OWN_RECORD, id)? else { continue };
            let kind = compiled.kind.name.to_string();
            records.extend(super::rows_by_id(conn, compiled, &[id], &[])?.into_iter().map(|record| {
                NamedRecord {
                    id,
                    kind: kind.clone(),
                    title: super::text(&record, &compiled.kind.title).to_owned(),
                    trashed: record.contains_key("deleted_ms"),
                }
            }));
        }
        Ok::<_, Error>(records)
    })?;
    Ok(NamedRecords { records })
}

/// The kind that the input names, and the rest of it.
fn addressed(cx: &Cx, command: &str, input: Value) -> Result<(String, Value)> {
    let mut fields = match input {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    let Some(Value::String(kind)) = fields.remove("kind") else {
        let words = format!("The input of {command} does not fit: say which kind of record is meant.");
        return Err(Error::refused("bad_input", words).at("kind"));
    };
    cx.catalogue().kind(&kind).map_err(|error| error.at("kind"))?;
    Ok((kind, Value::Object(fields)))
}

fn of_a_kind(input: Schema) -> Schema {
    let words = "The kind's name: `contact`, or `own_boat` for one the seller made.";
    let mut input = with(input, json!({ "kind": { "type": "string", "description": words } }));
    let required = input.ensure_object().entry("required").or_insert_with(|| json!([]));
    if let Some(required) = required.as_array_mut() {
        required.insert(0, json!("kind"));
    }
    input
}

fn with(mut schema: Schema, properties: Value) -> Schema {
    let known = schema.ensure_object().entry("properties").or_insert_with(|| json!({}));
    if let (Some(known), Value::Object(more)) = (known.as_object_mut(), properties) {
        known.extend(more);
    }
    schema
}

fn schema(required: &[&str], properties: Value) -> Schema {
    let whole = json!({
        "type": "object", "required": required, "properties": properties, "additionalProperties": false
    });
    Schema::try_from(whole).unwrap_or_default()
}

/// A record of any kind: which fields it has the catalogue says.
fn any_record() -> Schema {
    let words =
        "Its fields by their ids, those of the seller's own under `custom`; `catalogue.get` describes them.";
    let whole = json!({ "type": "object", "description": words, "additionalProperties": true });
    Schema::try_from(whole).unwrap_or_default()
}
