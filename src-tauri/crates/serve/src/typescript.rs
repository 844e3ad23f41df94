//! The contract as TypeScript: every type of the commands, and one map from a command's name to its input and output,
//! so that one typed `call` is the whole client. `docs/decisions` says why this is not another generator's work.

use satchel_app::{CommandInfo, Event, File, output_schema};
use satchel_kernel::Error;
use serde_json::Value;

use crate::components::{Components, referred, type_name};
use crate::names::{BASE, Routes};

const HEAD: &str = "// Generated from the command table by `satchel openapi --typescript`; a test fails when it is not what the program\n\
    // says. Do not edit.\n\n";

/// The TypeScript module of these commands.
pub fn module(commands: Vec<CommandInfo>) -> String {
    let routes = Routes::new(commands);
    let mut components = Components::default();
    components.add(&output_schema::<Error>(), "Error");
    components.add(&output_schema::<File>(), "File");
    components.add(&output_schema::<Event>(), "Event");
    let mut map = String::new();
    let mut table = String::new();
    let mut named = routes.all();
    named.sort_by(|a, b| a.command.name.cmp(&b.command.name));
    // What is answered has the plain names.
    for route in &named {
        components.add(&route.command.output, &format!("{}Output", type_name(&route.command.name)));
    }
    for route in named {
        let command = &route.command;
        let name = type_name(&command.name);
        let output = components.add(&command.output, &format!("{name}Output"));
        let input = components.add_input(&command.input, &format!("{name}Input"));
        map.push_str(&doc(&command.doc, "  "));
        map.push_str(&format!(
            "  \"{}\": {{ input: {}; output: {} }};\n",
            command.name,
            written(&input, "  "),
            written(&output, "  ")
        ));
        table.push_str(&format!(
            "  \"{}\": {{ method: \"{}\", path: \"{BASE}{}\", needs: {}, undoable: {}, gate: {} }},\n",
            command.name,
            route.method.as_str(),
            route.path,
            serde_json::to_string(&command.needs).unwrap_or_default(),
            command.undoable,
            command.gate
        ));
    }
    let mut out = HEAD.to_owned();
    for (name, schema) in &components.0 {
        out.push_str(&declared(name, schema));
    }
    out.push_str("/** Every command: what goes in and what comes out. */\nexport interface Commands {\n");
    out.push_str(&map);
    out.push_str("}\n\n/** Where every command is reached over HTTP, what it needs, and whether it can be taken back. */\n");
    out.push_str("export const commands = {\n");
    out.push_str(&table);
    out.push_str("} as const;\n");
    out
}

fn declared(name: &str, schema: &Value) -> String {
    let mut out = schema.get("description").and_then(Value::as_str).map(|d| doc(d, "")).unwrap_or_default();
    let type_ = written(schema, "");
    let is_interface = type_.starts_with("{\n") && schema.get("oneOf").is_none();
    out.push_str(&if is_interface {
        format!("export interface {name} {type_}\n\n")
    } else {
        format!("export type {name} = {type_};\n\n")
    });
    out
}

fn doc(text: &str, indent: &str) -> String {
    let text = text.trim().replace("*/", "* /");
    let mut lines = text.lines();
    match (lines.next(), lines.next()) {
        (None, _) => String::new(),
        (Some(only), None) => format!("{indent}/** {only} */\n"),
        _ => {
            let body: String =
                text.lines().map(|l| format!("{indent} * {l}").trim_end().to_owned() + "\n").collect();
            format!("{indent}/**\n{body}{indent} */\n")
        }
    }
}

/// A schema as a type.
fn written(schema: &Value, indent: &str) -> String {
    let Some(object) = schema.as_object() else { return "unknown".into() };
    if let Some(name) = referred(schema) {
        return name.to_owned();
    }
    if let Some(value) = object.get("const") {
        return value.to_string();
    }
    if let Some(values) = object.get("enum").and_then(Value::as_array) {
        return union(values.iter().map(Value::to_string));
    }
    for key in ["oneOf", "anyOf"] {
        if let Some(choices) = object.get(key).and_then(Value::as_array) {
            return union(choices.iter().map(|choice| written(choice, indent)));
        }
    }
    if let Some(parts) = object.get("allOf").and_then(Value::as_array) {
        return parts.iter().map(|part| grouped(written(part, indent))).collect::<Vec<_>>().join(" & ");
    }
    match object.get("type") {
        Some(Value::Array(kinds)) => union(kinds.iter().map(|kind| of_kind(kind.as_str(), schema, indent))),
        Some(Value::String(kind)) => of_kind(Some(kind), schema, indent),
        _ if object.contains_key("properties") => of_kind(Some("object"), schema, indent),
        _ => "unknown".into(),
    }
}

fn of_kind(kind: Option<&str>, schema: &Value, indent: &str) -> String {
    match kind {
        Some("string") => "string".into(),
        Some("integer" | "number") => "number".into(),
        Some("boolean") => "boolean".into(),
        Some("null") => "null".into(),
        Some("array") => array(schema, indent),
        Some("object") => object(schema, indent),
        _ => "unknown".into(),
    }
}

fn array(schema: &Value, indent: &str) -> String {
    if let Some(items) = schema.get("prefixItems").and_then(Value::as_array) {
        let items: Vec<String> = items.iter().map(|item| written(item, indent)).collect();
        return format!("[{}]", items.join(", "));
    }
    let items = schema.get("items").map_or_else(|| "unknown".into(), |items| written(items, indent));
    format!("{}[]", grouped(items))
}

fn object(schema: &Value, indent: &str) -> String {
    let more = match schema.get("additionalProperties") {
        Some(Value::Bool(false)) | None => None,
        Some(Value::Bool(true)) => Some("unknown".into()),
        Some(schema) => Some(written(schema, indent)),
    };
    let properties = schema.get("properties").and_then(Value::as_object).filter(|p| !p.is_empty());
    let Some(properties) = properties else {
        return match more {
            Some(more) => format!("{{ [key: string]: {more} }}"),
            None if schema.get("additionalProperties").is_some() => "Record<string, never>".into(),
            None => "{ [key: string]: unknown }".into(),
        };
    };
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let inner = format!("{indent}  ");
    let mut out = "{\n".to_owned();
    for (name, property) in properties {
        if let Some(text) = property.get("description").and_then(Value::as_str) {
            out.push_str(&doc(text, &inner));
        }
        let optional = if required.contains(&name.as_str()) { "" } else { "?" };
        let is_word = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let name = if is_word { name.clone() } else { format!("{name:?}") };
        out.push_str(&format!("{inner}{name}{optional}: {};\n", written(property, &inner)));
    }
    if more.is_some() {
        out.push_str(&format!("{inner}[key: string]: unknown;\n"));
    }
    out.push_str(indent);
    out.push('}');
    out
}

fn union(choices: impl Iterator<Item = String>) -> String {
    let mut seen: Vec<String> = Vec::new();
    for choice in choices {
        if choice == "unknown" {
            return choice;
        }
        if !seen.contains(&choice) {
            seen.push(choice);
        }
    }
    seen.join(" | ")
}

fn grouped(type_: String) -> String {
    if type_.contains(" | ") || type_.contains(" & ") { format!("({type_})") } else { type_ }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn schemas_read_as_types() {
        let of = |schema: Value| written(&schema, "");
        assert_eq!(of(json!({"type": ["string", "null"]})), "string | null");
        assert_eq!(of(json!({"type": "array", "items": {"enum": ["a", "b"]}})), "(\"a\" | \"b\")[]");
        assert_eq!(
            of(json!({"anyOf": [{"$ref": "#/components/schemas/Query"}, {"type": "null"}]})),
            "Query | null"
        );
        assert_eq!(
            of(json!({"type": "object", "additionalProperties": {"type": "number"}})),
            "{ [key: string]: number }"
        );
        assert_eq!(of(json!({"type": "object", "additionalProperties": false})), "Record<string, never>");
        assert_eq!(
            of(json!({"type": "array", "prefixItems": [{"type": "integer"}, {"type": "integer"}]})),
            "[number, number]"
        );
        assert_eq!(
            of(
                json!({"type": "object", "properties": {"id": {"type": "string", "description": "Its id."}, "x-y": true}, "required": ["id"]})
            ),
            "{\n  /** Its id. */\n  id: string;\n  \"x-y\"?: unknown;\n}"
        );
    }
}
