//! Reading a JSON Schema as far as a door needs it: which properties an input has and how a query string spells them.

use serde_json::{Map, Value};

/// How a property is written in a query string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// As it is.
    Text,
    /// Decimal digits.
    Integer,
    /// A decimal number.
    Number,
    /// `true` or `false`.
    Bool,
    /// Texts with commas between them.
    Texts,
    /// JSON.
    Json,
}

/// Follows `$ref`, a single `allOf`, and `anyOf` with null, to the schema that is meant.
pub fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let mut schema = schema;
    // A cycle of references would never end; no schema of ours is nested this deep.
    for _ in 0..16 {
        let next = if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            name.strip_prefix('#').and_then(|pointer| root.pointer(pointer))
        } else if let Some([only]) = schema.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
            Some(only)
        } else {
            schema.get("anyOf").and_then(Value::as_array).and_then(|choices| {
                let mut real =
                    choices.iter().filter(|c| c.get("type").and_then(Value::as_str) != Some("null"));
                real.next().filter(|_| real.next().is_none())
            })
        };
        match next {
            Some(next) => schema = next,
            None => break,
        }
    }
    schema
}

/// The properties of the object `root` describes.
pub fn properties(root: &Value) -> Option<&Map<String, Value>> {
    resolve(root, root).get("properties").and_then(Value::as_object)
}

/// One property of the object `root` describes, as written there.
pub fn property<'a>(root: &'a Value, name: &str) -> Option<&'a Value> {
    properties(root)?.get(name)
}

/// How a property is written in a query string.
pub fn spelling(root: &Value, schema: &Value) -> Spelling {
    let schema = resolve(root, schema);
    let kind = match schema.get("type") {
        Some(Value::String(kind)) => Some(kind.as_str()),
        Some(Value::Array(kinds)) => {
            let mut real = kinds.iter().filter_map(Value::as_str).filter(|k| *k != "null");
            real.next().filter(|_| real.next().is_none())
        }
        _ if schema.get("enum").is_some() || schema.get("const").is_some() => Some("string"),
        _ => None,
    };
    match kind {
        Some("string") => Spelling::Text,
        Some("integer") => Spelling::Integer,
        Some("number") => Spelling::Number,
        Some("boolean") => Spelling::Bool,
        Some("array") if schema.get("items").is_some_and(|i| spelling(root, i) == Spelling::Text) => {
            Spelling::Texts
        }
        _ => Spelling::Json,
    }
}

/// Whether a property is the query value (filter, sort, trashed), whose parts stand in the query string themselves.
pub fn is_query(root: &Value, schema: &Value) -> bool {
    resolve(root, schema)
        .get("properties")
        .is_some_and(|p| p.get("filter").is_some() && p.get("sort").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_property_is_spelled_by_what_it_means() {
        let root = json!({
            "type": "object",
            "properties": {
                "name": {"type": ["string", "null"]}, "limit": {"type": "integer"}, "rate": {"type": ["number", "null"]},
                "trashed": {"type": "boolean"}, "fields": {"type": ["array", "null"], "items": {"$ref": "#/$defs/Word"}},
                "query": {"anyOf": [{"$ref": "#/$defs/Query"}, {"type": "null"}]}, "any": true
            },
            "$defs": {
                "Word": {"type": "string"},
                "Query": {"type": "object", "properties": {"filter": {}, "sort": {}}}
            }
        });
        let of = |name: &str| spelling(&root, property(&root, name).unwrap());
        assert_eq!(
            ["name", "limit", "rate", "trashed", "fields", "query", "any"].map(of),
            [
                Spelling::Text,
                Spelling::Integer,
                Spelling::Number,
                Spelling::Bool,
                Spelling::Texts,
                Spelling::Json,
                Spelling::Json
            ]
        );
        assert!(is_query(&root, property(&root, "query").unwrap()));
        assert!(!is_query(&root, property(&root, "name").unwrap()));
    }

    #[test]
    fn references_in_a_circle_end() {
        let root =
            json!({"$ref": "#/$defs/A", "$defs": {"A": {"$ref": "#/$defs/B"}, "B": {"$ref": "#/$defs/A"}}});
        assert!(properties(&root).is_none());
    }
}
