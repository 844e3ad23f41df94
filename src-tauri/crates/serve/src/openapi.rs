//! The contract as OpenAPI 3.1, assembled from the command table: nobody writes a route down twice.

use satchel_app::{CommandInfo, Event, File, output_schema};
use satchel_kernel::Error;
use serde_json::{Map, Value, json};

use crate::components::{Components, type_name};
use crate::names::{BASE, Method, Route, Routes};
use crate::schema::{self, Spelling};

/// The OpenAPI document of these commands.
pub fn document(commands: Vec<CommandInfo>) -> Value {
    let routes = Routes::new(commands);
    let mut components = Components::default();
    let error = components.add(&output_schema::<Error>(), "Error");
    let file = components.add(&output_schema::<File>(), "File");
    let event = components.add(&output_schema::<Event>(), "Event");
    // What is answered has the plain names.
    for route in routes.all() {
        components.add(&route.command.output, &output_name(route));
    }
    let mut paths = Map::new();
    for route in routes.all() {
        let operation = operation(route, &mut components);
        add(&mut paths, &format!("{BASE}{}", route.path), route.method.as_str(), operation);
    }
    own_paths(&mut paths, &file, &event);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Satchel",
            "version": "1",
            "description": "One seller's contacts, on this laptop. Every command is reached under its own address and \
                under POST /api/v1/call/NAME. All requests carry the token that `satchel serve` prints at start. \
                Errors have a stable code, a kind, a sentence that says what to do, and the field they concern. \
                Within v1 nothing is renamed or removed.",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"}
        },
        "servers": [{"url": "http://127.0.0.1:{port}", "variables": {"port": {"default": "7345", "description": "The port that `satchel serve` prints."}}}],
        "security": [{"token": []}],
        "tags": tags(&routes),
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {
                "Problem": {"description": "Refused or failed; `kind` says which.", "content": {"application/json": {"schema": error}}}
            },
            "schemas": components.0
        }
    })
}

fn output_name(route: &Route) -> String {
    format!("{}Output", type_name(&route.command.name))
}

fn operation(route: &Route, components: &mut Components) -> Value {
    let command = &route.command;
    let name = type_name(&command.name);
    let output = components.add(&command.output, &output_name(route));
    let status = if route.creates { "201" } else { "200" };
    let mut operation = json!({
        "operationId": command.name,
        "summary": command.doc,
        "tags": [tag(&command.name)],
        "x-needs": command.needs,
        "x-undoable": command.undoable,
        "responses": {
            status: {"description": "Done.", "content": {"application/json": {"schema": output}}},
            "default": {"$ref": "#/components/responses/Problem"}
        }
    });
    let (parameters, body) = match route.method {
        Method::Get | Method::Delete => (parameters(route, true, components), None),
        Method::Patch => {
            let schema = schema::property(command.input.as_value(), "patch").cloned().unwrap_or_default();
            let schema = components.add_input(&part(command, &schema), &format!("{name}Body"));
            (parameters(route, false, components), Some(("application/merge-patch+json", schema)))
        }
        Method::Post => {
            let input = match without_id(route) {
                Some(rest) => rest.map(|rest| components.add_input(&rest, &format!("{name}Input"))),
                None => Some(components.add_input(&command.input, &format!("{name}Input"))),
            };
            (parameters(route, false, components), input.map(|input| ("application/json", input)))
        }
    };
    if !parameters.is_empty() {
        set(&mut operation, "parameters", Value::Array(parameters));
    }
    if let Some((kind, schema)) = body {
        let required = command.input.get("required").and_then(Value::as_array).is_some_and(|r| !r.is_empty());
        set(
            &mut operation,
            "requestBody",
            json!({"required": required, "content": {kind: {"schema": schema}}}),
        );
    }
    operation
}

/// Where the id stands in the path: the rest of the input, if there is any.
fn without_id(route: &Route) -> Option<Option<schemars::Schema>> {
    if !route.path.contains("{id}") {
        return None;
    }
    let mut rest = route.command.input.clone().to_value();
    let properties = rest.get_mut("properties").and_then(Value::as_object_mut)?;
    properties.remove("id");
    if properties.is_empty() {
        return Some(None);
    }
    if let Some(required) = rest.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|name| name != "id");
    }
    Some(rest.try_into().ok())
}

/// A property as a schema of its own, with the definitions it may refer to.
fn part(command: &CommandInfo, property: &Value) -> schemars::Schema {
    let mut schema = property.clone();
    let definitions = command.input.as_value().get("$defs");
    if let (Some(object), Some(definitions)) = (schema.as_object_mut(), definitions) {
        object.insert("$defs".into(), definitions.clone());
    }
    schema.try_into().unwrap_or_default()
}

fn parameters(route: &Route, in_query: bool, components: &mut Components) -> Vec<Value> {
    let mut parameters = Vec::new();
    if route.path.contains("{id}") {
        parameters.push(json!({"name": "id", "in": "path", "required": true, "description": "The record's id.", "schema": {"type": "string", "format": "uuid"}}));
    }
    if route.versioned() {
        parameters.push(json!({
            "name": "If-Match", "in": "header", "required": false, "schema": {"type": "string"},
            "description": "The record's ETag as you know it; a record changed since is refused with 412 changed_meanwhile."
        }));
    }
    let input = route.command.input.as_value();
    let properties = schema::properties(input).into_iter().flatten();
    for (name, property) in properties.filter(|(name, _)| in_query && *name != "id") {
        if schema::is_query(input, property) {
            let parts = schema::resolve(input, property).get("properties").and_then(Value::as_object);
            for (name, property) in parts.into_iter().flatten() {
                parameters.push(parameter(route, name, property, components));
            }
        } else {
            parameters.push(parameter(route, name, property, components));
        }
    }
    parameters
}

fn parameter(route: &Route, name: &str, property: &Value, components: &mut Components) -> Value {
    let input = route.command.input.as_value();
    let spelling = schema::spelling(input, property);
    let unnamed = format!("{}{}", type_name(&route.command.name), type_name(name));
    let mut schema = components.add_input(&part(&route.command, property), &unnamed);
    if let Some(object) = schema.as_object_mut() {
        object.remove("$defs");
    }
    let required =
        input.get("required").and_then(Value::as_array).is_some_and(|r| r.iter().any(|r| r == name));
    let mut parameter = json!({"name": name, "in": "query", "required": required});
    if let Some(Value::String(description)) = property.get("description") {
        set(&mut parameter, "description", description.as_str().into());
    }
    match spelling {
        Spelling::Json => set(&mut parameter, "content", json!({"application/json": {"schema": schema}})),
        _ => set(&mut parameter, "schema", schema),
    }
    if spelling == Spelling::Texts {
        set(&mut parameter, "style", "form".into());
        set(&mut parameter, "explode", false.into());
    }
    parameter
}

/// The addresses that are no command: files, events, the call itself, and this document.
fn own_paths(paths: &mut Map<String, Value>, file: &Value, event: &Value) {
    let problem = json!({"$ref": "#/components/responses/Problem"});
    let bytes = json!({"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}});
    let id = json!({"name": "id", "in": "path", "required": true, "description": "The handle.", "schema": {"type": "string", "format": "uuid"}});
    let mut own =
        |path: &str, method: &str, operation: Value| add(paths, &format!("{BASE}{path}"), method, operation);
    own(
        "/files",
        "POST",
        json!({
            "operationId": "files.upload", "tags": ["files"], "summary": "Hands a file in; the answer is its handle for commands.",
            "parameters": [{"name": "name", "in": "query", "required": false, "description": "The file's name.", "schema": {"type": "string"}}],
            "requestBody": {"required": true, "content": bytes},
            "responses": {"200": {"description": "The handle.", "content": {"application/json": {"schema": file}}}, "default": problem}
        }),
    );
    own(
        "/files/{id}",
        "GET",
        json!({
            "operationId": "files.download", "tags": ["files"], "summary": "The bytes behind a handle.", "parameters": [id],
            "responses": {"200": {"description": "The bytes.", "content": bytes}, "default": problem}
        }),
    );
    own(
        "/files/{id}",
        "DELETE",
        json!({
            "operationId": "files.forget", "tags": ["files"], "summary": "Forgets a handle; an upload's bytes are gone with it.", "parameters": [id],
            "responses": {"204": {"description": "Forgotten."}, "default": problem}
        }),
    );
    own(
        "/events",
        "GET",
        json!({
            "operationId": "events.listen", "tags": ["events"],
            "summary": "A WebSocket of what happens. With from_seq the first message is everything since. A gap between two change events means refetch.",
            "description": "A browser sends the token as the second subprotocol: [\"satchel\", \"bearer.TOKEN\"].",
            "parameters": [{"name": "from_seq", "in": "query", "required": false, "description": "The last change you know.", "schema": {"type": "integer", "format": "int64"}}],
            "responses": {"101": {"description": "Events follow, each a text message of this shape.", "content": {"application/json": {"schema": event}}}, "default": problem}
        }),
    );
    own(
        "/call/{name}",
        "POST",
        json!({
            "operationId": "call", "tags": ["commands"], "summary": "Runs any command: the body is its input, the answer its output.",
            "parameters": [{"name": "name", "in": "path", "required": true, "description": "The command's dotted name.", "schema": {"type": "string"}}],
            "requestBody": {"required": false, "content": {"application/json": {"schema": {"type": "object"}}}},
            "responses": {"200": {"description": "Done.", "content": {"application/json": {"schema": {}}}}, "default": problem}
        }),
    );
    own(
        "/openapi.json",
        "GET",
        json!({
            "operationId": "openapi", "tags": ["commands"], "summary": "This document.",
            "responses": {"200": {"description": "OpenAPI 3.1.", "content": {"application/json": {"schema": {"type": "object"}}}}, "default": problem}
        }),
    );
}

fn tag(command: &str) -> &str {
    command.split('.').next().unwrap_or(command)
}

fn tags(routes: &Routes) -> Value {
    let mut tags: Vec<&str> = routes.all().iter().map(|r| tag(&r.command.name)).collect();
    tags.extend(["files", "events", "commands"]);
    tags.sort_unstable();
    tags.dedup();
    tags.into_iter().map(|name| json!({ "name": name })).collect()
}

fn add(paths: &mut Map<String, Value>, path: &str, method: &str, operation: Value) {
    let methods = paths.entry(path).or_insert_with(|| json!({}));
    set(methods, &method.to_ascii_lowercase(), operation);
}

fn set(object: &mut Value, key: &str, value: Value) {
    if let Some(object) = object.as_object_mut() {
        object.insert(key.to_owned(), value);
    }
}
