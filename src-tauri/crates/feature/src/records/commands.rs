//! The commands every kind has: list, get, create, patch, delete, restore.

use std::sync::Arc;

use satchel_kernel::query::Query;
use satchel_kernel::{Error, Field, FieldType, Id, Kind, Part, Point, Result};
use schemars::Schema;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Counted, Facets, Grouped, ListGroups, Record, RuleCx, text};
use crate::command::{Command, Needs, SchemaOf, pack, unpack};
use crate::cx::Cx;

/// Which part of a list to answer.
#[derive(Clone, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Page {
    /// Which records, in which order.
    pub query: Query,
    /// Position of the first row, from 0; screens jump anywhere with it.
    pub position: Option<u64>,
    /// Where the last page ended; the API goes on with it.
    pub cursor: Option<String>,
    /// Rows at most, 1 to 500; 100 when absent.
    pub limit: Option<u32>,
    /// Which fields and parts a row carries; the kind's own choice when absent.
    pub fields: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ById {
    id: Id,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Patch {
    id: Id,
    #[serde(default)]
    version: Option<i64>,
    patch: Record,
}

/// The rows of one kind's command table.
pub fn record_commands(kind: &Kind) -> Vec<Command> {
    let name = kind.name.to_string();
    let plural = kind.plural.to_string();
    let kind = Arc::new(kind.clone());
    let made = |make: fn(&Kind) -> Schema| {
        let kind = Arc::clone(&kind);
        SchemaOf::made(move || make(&kind))
    };
    let record = made(|kind| record_schema(kind, true));
    let by_id = made(|_| {
        schema(json!({
            "title": "RecordId", "type": "object", "required": ["id"], "additionalProperties": false,
            "properties": { "id": { "type": "string", "format": "uuid" } }
        }))
    });
    let mut rows = Vec::new();
    let mut row = |verb: &str, doc: String, needs, undoable, input: SchemaOf, output: SchemaOf, run: Verb| {
        let (command, kind) = (format!("{plural}.{verb}"), name.clone());
        rows.push(Command {
            name: command.clone(),
            doc,
            needs,
            undoable,
            input,
            output,
            run: Arc::new(move |cx, input| run(cx, &kind, &command, input)),
        });
    };
    row(
        "list",
        format!("Lists {plural} by a query, with the exact total."),
        Needs::Read,
        false,
        SchemaOf::input::<Page>(),
        made(list_schema),
        list,
    );
    row(
        "facets",
        format!("Counts the {plural} of a query by the values of fields, each without its own conditions."),
        Needs::Read,
        false,
        SchemaOf::input::<Counted>(),
        SchemaOf::output::<Facets>(),
        facets,
    );
    row(
        "groups",
        format!("Counts the {plural} of a query by what they have in common, each group with what finds it."),
        Needs::Read,
        false,
        SchemaOf::input::<Grouped>(),
        SchemaOf::output::<ListGroups>(),
        groups,
    );
    row(
        "get",
        format!("Gets one {name} with everything on it."),
        Needs::Read,
        false,
        by_id.clone(),
        record.clone(),
        get,
    );
    row(
        "create",
        format!("Creates a {name}."),
        Needs::Write,
        true,
        made(|kind| record_schema(kind, false)),
        record.clone(),
        create,
    );
    row(
        "patch",
        format!("Changes fields of a {name} (RFC 7396); with `version`, only if nobody else did meanwhile."),
        Needs::Write,
        true,
        made(|kind| {
            schema(json!({
                "type": "object", "required": ["id", "patch"], "additionalProperties": false,
                "properties": {
                    "id": { "type": "string", "format": "uuid" },
                    "version": { "type": "integer" },
                    "patch": { "$ref": format!("#/$defs/{}Patch", type_name(kind)) }
                },
                "$defs": with(entries(kind), format!("{}Patch", type_name(kind)), patch_schema(kind))
            }))
        }),
        record.clone(),
        patch,
    );
    row(
        "delete",
        format!("Moves a {name} to the trash."),
        Needs::Write,
        true,
        by_id.clone(),
        by_id.clone(),
        delete,
    );
    row("restore", format!("Takes a {name} out of the trash."), Needs::Write, true, by_id, record, restore);
    rows.push(crate::erase::erase_command(&kind));
    rows.extend(crate::bulk::bulk_commands(&kind, |kind| (patch_schema(kind), entries(kind))));
    rows
}

/// A record command of some kind: the kind, the command's name, its input.
pub(super) type Verb = fn(&mut Cx, &str, &str, Value) -> Result<Value>;

/// The rows of a list, in order, each with `id`, `title`, `subtitle` and the wanted fields; a part is the list of its
/// main values.
pub fn rows(cx: &Cx, kind: &str, ids: &[Id], fields: Option<&[String]>) -> Result<Vec<Value>> {
    let compiled = cx.registry.kind(kind)?;
    let described = &compiled.kind;
    let wanted = |id: &str| fields.is_none_or(|f| f.iter().any(|w| w == id));
    let mut parts: Vec<&str> = described
        .parts
        .iter()
        .filter(|p| (p.filterable || fields.is_some()) && wanted(&p.id))
        .map(|p| p.id.as_ref())
        .collect();
    let own = cx.catalogue().kind(kind)?.fields.iter().any(|f| f.column_name().is_none() && wanted(&f.id));
    if own {
        parts.push("custom");
    }
    let records = cx.vault.read(|conn| super::rows_by_id(conn, compiled, ids, &parts))?;
    Ok(records.into_iter().map(|record| row(compiled, record, &wanted)).collect())
}

fn row(compiled: &super::Compiled, record: Record, wanted: &dyn Fn(&str) -> bool) -> Value {
    let described = &compiled.kind;
    let mut row = Map::new();
    for name in ["id", "kind"] {
        row.insert(name.into(), record.get(name).cloned().unwrap_or_default());
    }
    row.insert("title".into(), json!(text(&record, &described.title)));
    row.insert("subtitle".into(), json!(compiled.rules.subtitle(&record)));
    for (name, value) in record {
        if let Some(part) = described.part(&name) {
            let Value::Array(entries) = value else { continue };
            let mains: Vec<Value> = entries
                .into_iter()
                .filter_map(|mut e| {
                    if part.bare {
                        Some(e)
                    } else {
                        e.as_object_mut().and_then(|e| e.remove(part.main.as_ref()))
                    }
                })
                .collect();
            row.insert(name, Value::Array(mains));
        } else if matches!(name.as_str(), "created_ms" | "modified_ms" | "deleted_ms" | "custom")
            || wanted(&name)
        {
            row.insert(name, value);
        }
    }
    Value::Object(row)
}

pub(super) fn facets(cx: &mut Cx, kind: &str, command: &str, input: Value) -> Result<Value> {
    pack(cx.facets(kind, &unpack(command, input)?)?)
}

pub(super) fn groups(cx: &mut Cx, kind: &str, command: &str, input: Value) -> Result<Value> {
    pack(cx.groups(kind, &unpack(command, input)?)?)
}

pub(super) fn list(cx: &mut Cx, kind: &str, command: &str, input: Value) -> Result<Value> {
    let page: Page = unpack(command, input)?;
    let limit = page.limit.unwrap_or(100);
    if !(1..=500).contains(&limit) {
        return Err(Error::invalid("limit", "A page has 1 to 500 rows."));
    }
    let position = match (page.position, &page.cursor) {
        (Some(_), Some(_)) => {
            return Err(Error::invalid("cursor", "Give either a position or a cursor, not both."));
        }
        (position, None) => satchel_search::Page::Position(position.unwrap_or(0)),
        (None, Some(cursor)) => satchel_search::Page::Cursor(cursor),
    };
    if let Some(fields) = &page.fields {
        known(cx, kind, fields)?;
    }
    let answer = cx.list(kind, &page.query, position, limit as usize)?;
    let mut rows = rows(cx, kind, &answer.ids, page.fields.as_deref())?;
    if let Some(from) = page.query.from {
        rows.iter_mut().for_each(|row| tell_distance(row, from));
    }
    Ok(json!({
        "rows": rows, "total": answer.total, "as_of": answer.as_of, "next_cursor": answer.next_cursor
    }))
}

/// Says in a row how far its place lies from another, if it has one: `distance_km`.
fn tell_distance(row: &mut Value, from: Point) {
    let at = row.get("place").and_then(Value::as_str).and_then(|place| place.parse::<Point>().ok());
    if let (Some(at), Some(row)) = (at, row.as_object_mut()) {
        row.insert("distance_km".into(), json!(from.km_to(at)));
    }
}

/// Refuses names of fields that rows of this kind cannot carry.
fn known(cx: &Cx, kind: &str, fields: &[String]) -> Result<()> {
    const OF_ALL: [&str; 8] =
        ["id", "kind", "title", "subtitle", "created_ms", "modified_ms", "deleted_ms", "custom"];
    let catalogue = cx.catalogue();
    let described = catalogue.kind(kind)?;
    let is_known = |name: &str| {
        OF_ALL.contains(&name) || described.field(name).is_some() || described.part(name).is_some()
    };
    match fields.iter().position(|name| !is_known(name)) {
        Some(at) => {
            let name = fields.get(at).map(String::as_str).unwrap_or_default();
            let words = format!("A {} has no field called “{name}”.", described.word());
            Err(Error::refused("unknown_field", words).at(format!("fields.{at}")))
        }
        None => Ok(()),
    }
}

pub(super) fn get(cx: &mut Cx, kind: &str, command: &str, input: Value) -> Result<Value> {
    let ById { id } = unpack(command, input)?;
    cx.record(kind, id).map(Value::Object)
}

pub(super) fn create(cx: &mut Cx, kind: &str, command: &str, input: Value) -> Result<Value> {
    let input: Record = unpack(command, input)?;
    cx.write_called(|rules| {
        let created = super::create(rules, kind, input)?;
        Ok((format!("Created {}", named(rules, kind, &created)?), created))
    })
    .map(Value::Object)
}

pub(super) fn patch(cx: &mut Cx, kind: &str, command: &str, input: Value) -> Result<Value> {
    let input: Patch = unpack(command, input)?;
    cx.write_called(|rules| {
        let patched = super::patch(rules, kind, input.id, input.version, input.patch)?;
        Ok((format!("Changed {}", named(rules, kind, &patched)?), patched))
    })
    .map(Value::Object)
}

pub(super) fn delete(cx: &mut Cx, kind: &str, command: &str, input: Value) -> Result<Value> {
    let ById { id } = unpack(command, input)?;
    cx.write_called(|rules| {
        let compiled = rules.registry.kind(kind)?;
        super::set_trashed(rules, compiled, id, true)?;
        Ok((format!("Deleted {}", super::name(&compiled.kind, &super::get(rules.conn, compiled, id)?)), ()))
    })?;
    Ok(json!({ "id": id }))
}

pub(super) fn restore(cx: &mut Cx, kind: &str, command: &str, input: Value) -> Result<Value> {
    let ById { id } = unpack(command, input)?;
    cx.write_called(|rules| {
        let compiled = rules.registry.kind(kind)?;
        super::set_trashed(rules, compiled, id, false)?;
        let restored = super::get(rules.conn, compiled, id)?;
        Ok((format!("Restored {}", super::name(&compiled.kind, &restored)), restored))
    })
    .map(Value::Object)
}

/// What a person calls the record that was written.
fn named(rules: &RuleCx<'_>, kind: &str, record: &Record) -> Result<String> {
    Ok(super::name(&rules.registry.kind(kind)?.kind, record))
}

impl Cx {
    /// Runs `write` in one change set called `label`, with what rules need; afterwards the catalogue is read again if it
    /// must be.
    pub fn write_record<T>(&self, label: &str, write: impl FnOnce(&RuleCx<'_>) -> Result<T>) -> Result<T> {
        self.write_called(|rules| Ok((label.to_owned(), write(rules)?)))
    }

    /// The same where only `write` knows what a person calls it: it answers that beside its result.
    pub fn write_called<T>(&self, write: impl FnOnce(&RuleCx<'_>) -> Result<(String, T)>) -> Result<T> {
        let catalogue = self.catalogue();
        let region = self.region()?;
        let written = self.vault.write(&self.act(""), |tx| -> Result<T> {
            let (label, value) = write(&RuleCx {
                conn: tx,
                registry: &self.registry,
                catalogue: &catalogue,
                now_ms: tx.now_ms(),
                region: &region,
            })?;
            tx.call(label);
            Ok(value)
        })?;
        Ok(written.value)
    }
}

fn schema(value: Value) -> Schema {
    Schema::try_from(value).unwrap_or_default()
}

fn list_schema(kind: &Kind) -> Schema {
    schema(json!({
        "title": format!("{}List", type_name(kind)),
        "type": "object", "required": ["rows", "total", "as_of"],
        "properties": {
            "rows": { "type": "array", "items": {
                "type": "object", "required": ["id", "kind", "title", "subtitle"],
                "description": format!("A {} as lists show it; parts are lists of their main values.", kind.name),
                "properties": {
                    "id": { "type": "string", "format": "uuid" }, "kind": { "const": kind.name },
                    "title": { "type": "string" }, "subtitle": { "type": "string" }
                },
                "additionalProperties": true
            } },
            "total": { "type": "integer", "description": "How many records the query finds in all." },
            "as_of": { "type": "integer", "description": "The change the answer is as of." },
            "next_cursor": { "type": ["string", "null"] }
        }
    }))
}

fn record_schema(kind: &Kind, stored: bool) -> Schema {
    let mut properties = properties(kind, stored);
    let mut required: Vec<String> =
        kind.fields.iter().filter(|f| f.required && !f.derived).map(|f| f.id.to_string()).collect();
    if stored {
        properties.insert("id".into(), json!({ "type": "string", "format": "uuid" }));
        properties.insert("kind".into(), json!({ "const": kind.name }));
        for (name, words) in [
            ("version", "The record's last change; send it with a patch to be told of changes meanwhile."),
            ("created_ms", "Milliseconds since 1970 UTC."),
            ("modified_ms", "Milliseconds since 1970 UTC."),
            ("deleted_ms", "When it was moved to the trash; absent otherwise."),
        ] {
            properties.insert(name.into(), json!({ "type": "integer", "description": words }));
        }
        required.extend(["id", "kind", "version", "created_ms", "modified_ms"].map(str::to_owned));
        required.extend(kind.parts.iter().map(|part| part.id.to_string()));
        required.sort_unstable();
        required.dedup();
    }
    let title = if stored { type_name(kind) } else { format!("New{}", type_name(kind)) };
    schema(json!({
        "title": title, "type": "object", "required": required, "properties": properties,
        "additionalProperties": false, "$defs": entries(kind)
    }))
}

/// The name of a kind's type: `contact` is `Contact`. `Field` is the catalogue's own.
fn type_name(kind: &Kind) -> String {
    if kind.name == "field" { "OwnField".to_owned() } else { pascal(&kind.name) }
}

fn pascal(name: &str) -> String {
    let mut out = String::new();
    for word in name.split('_') {
        let mut letters = word.chars();
        out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(letters.as_str());
    }
    out
}

fn with(mut definitions: Map<String, Value>, name: String, definition: Value) -> Map<String, Value> {
    definitions.insert(name, definition);
    definitions
}

fn entry_name(kind: &Kind, part: &Part) -> String {
    format!("{}{}Entry", type_name(kind), pascal(&part.id))
}

/// The types of the entries of a kind's parts.
fn entries(kind: &Kind) -> Map<String, Value> {
    let named = kind.parts.iter().filter(|part| !part.bare).map(|part| {
        let mut fields: Map<String, Value> =
            part.fields.iter().map(|f| (f.id.to_string(), value_schema(f))).collect();
        fields.insert("id".into(), json!({ "type": "string", "format": "uuid" }));
        let entry = json!({ "type": "object", "properties": fields, "additionalProperties": false });
        (entry_name(kind, part), entry)
    });
    named.collect()
}

/// The same value, or null, which takes it away.
fn or_null(mut value: Value) -> Value {
    let is_plain = value.get("enum").is_none();
    match value.get_mut("type") {
        Some(kind @ Value::String(_)) if is_plain => {
            *kind = json!([kind.take(), "null"]);
            value
        }
        _ => json!({ "anyOf": [value, { "type": "null" }] }),
    }
}

fn patch_schema(kind: &Kind) -> Value {
    let properties: Map<String, Value> =
        properties(kind, false).into_iter().map(|(name, value)| (name, or_null(value))).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn properties(kind: &Kind, stored: bool) -> Map<String, Value> {
    let mut properties = Map::new();
    for field in kind.fields.iter().filter(|f| stored || !f.derived) {
        properties.insert(field.id.to_string(), value_schema(field));
    }
    for part in &kind.parts {
        let items = match part.main_field() {
            Some(main) if part.bare => value_schema(main),
            _ => json!({ "$ref": format!("#/$defs/{}", entry_name(kind, part)) }),
        };
        properties.insert(part.id.to_string(), json!({ "type": "array", "items": items }));
    }
    properties.insert(
        "custom".into(),
        json!({ "type": "object", "description": "Values of the seller's own fields by field id.", "additionalProperties": true }),
    );
    properties
}

fn value_schema(field: &Field) -> Value {
    match &field.ty {
        FieldType::Text { .. } | FieldType::LongText => json!({ "type": "string" }),
        FieldType::Number => json!({ "type": "number" }),
        FieldType::Money => json!({
            "type": "object", "required": ["minor", "currency"], "additionalProperties": false,
            "properties": {
                "minor": { "type": "integer", "description": "Minor units." },
                "currency": { "type": "string", "description": "ISO 4217 code." }
            }
        }),
        FieldType::Date => {
            json!({ "type": "string", "description": "YYYY-MM-DD, or --MM-DD without a year." })
        }
        FieldType::Instant => json!({ "type": "integer", "description": "Milliseconds since 1970 UTC." }),
        FieldType::Bool => json!({ "type": "boolean" }),
        FieldType::Choice { options } => json!({ "type": "string", "enum": options }),
        FieldType::MultiChoice { options } => {
            json!({ "type": "array", "items": { "type": "string", "enum": options } })
        }
        FieldType::Link => json!({ "type": "string", "description": "A web address." }),
        FieldType::Place => {
            json!({ "type": "string", "description": "Degrees north and east: 50.9375,6.9603." })
        }
        FieldType::Record { kind } => {
            json!({ "type": "string", "format": "uuid", "description": format!("The id of a {kind}.") })
        }
        FieldType::Blob => json!({ "type": "string", "description": "The hash of a stored file." }),
    }
}
