//! The named schemas of the contract, gathered from the schemas of all commands: each type once, under its own name.

use std::collections::BTreeMap;

use schemars::Schema;
use serde_json::{Map, Value, json};

const PLACE: &str = "#/components/schemas/";

/// Every named schema of the contract.
#[derive(Default)]
pub struct Components(pub BTreeMap<String, Value>);

impl Components {
    /// Takes in a schema with its definitions; answers how it is referred to. `unnamed` names a schema that has no
    /// title, or whose title already means something else.
    pub fn add(&mut self, schema: &Schema, unnamed: &str) -> Value {
        self.add_as(schema, unnamed, &|name| format!("{unnamed}{name}"))
    }

    /// The same for what goes in: a type that is written differently there is called `FileInput` beside `File`.
    pub fn add_input(&mut self, schema: &Schema, unnamed: &str) -> Value {
        self.add_as(schema, unnamed, &|name| {
            if name.ends_with("Input") { format!("{unnamed}{name}") } else { format!("{name}Input") }
        })
    }

    fn add_as(&mut self, schema: &Schema, unnamed: &str, other: &dyn Fn(&str) -> String) -> Value {
        let mut body = schema.clone().to_value();
        let Some(object) = body.as_object_mut() else { return body };
        object.remove("$schema");
        let definitions = match object.remove("$defs") {
            Some(Value::Object(definitions)) => definitions,
            _ => Map::new(),
        };
        let title = object.get("title").and_then(Value::as_str).map(type_name);
        // Numbers, texts, lists and "anything" are written in place; what has fields gets a name.
        let is_plain = !object.keys().any(|k| matches!(k.as_str(), "properties" | "oneOf" | "enum"))
            && title.as_deref().is_none_or(|title| title == "AnyValue");
        object.remove("title");

        let mut names: BTreeMap<String, String> =
            definitions.keys().map(|k| (k.clone(), type_name(k))).collect();
        let mut own = title.filter(|_| !is_plain).unwrap_or_else(|| unnamed.to_owned());
        loop {
            // Renaming one type changes those that mention it, so it is repeated until nothing clashes.
            let clash = definitions.iter().find_map(|(key, definition)| {
                let name = names.get(key)?;
                let taken = self.0.get(name)?;
                (*taken != rewritten(definition, &names, &own)).then(|| key.clone())
            });
            if let Some(key) = clash {
                let longer = names.get(&key).map(|name| other(name)).unwrap_or_default();
                names.insert(key, longer);
                continue;
            }
            let clashes = self.0.get(&own).is_some_and(|taken| *taken != rewritten(&body, &names, &own));
            if is_plain || !clashes || own == unnamed {
                break;
            }
            own = unnamed.to_owned();
        }
        for (key, definition) in &definitions {
            if let Some(name) = names.get(key) {
                self.0.insert(name.clone(), rewritten(definition, &names, &own));
            }
        }
        let body = rewritten(&body, &names, &own);
        if is_plain {
            return body;
        }
        self.0.insert(own.clone(), body);
        json!({ "$ref": format!("{PLACE}{own}") })
    }
}

/// The name at the end of a reference into the components.
pub fn referred(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix(PLACE)
}

/// `contacts.list` as `ContactsList`; also makes a generic type's name a word.
pub fn type_name(name: &str) -> String {
    let mut out = String::new();
    for word in name.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut letters = word.chars();
        if let Some(first) = letters.next() {
            out.extend(first.to_uppercase());
            out.push_str(letters.as_str());
        }
    }
    out
}

fn rewritten(schema: &Value, names: &BTreeMap<String, String>, own: &str) -> Value {
    match schema {
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| {
                let target = (key == "$ref").then(|| value.as_str()).flatten();
                let value = match target.map(|t| (t, t.strip_prefix("#/$defs/"))) {
                    Some(("#", _)) => Value::String(format!("{PLACE}{own}")),
                    Some((_, Some(name))) => {
                        Value::String(format!("{PLACE}{}", names.get(name).map_or(name, String::as_str)))
                    }
                    _ => rewritten(value, names, own),
                };
                (key.clone(), value)
            })
            .collect(),
        Value::Array(items) => items.iter().map(|item| rewritten(item, names, own)).collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(value: Value) -> Schema {
        value.try_into().unwrap()
    }

    #[test]
    fn a_type_stands_once_and_two_of_one_name_are_told_apart() {
        let mut all = Components::default();
        let one = json!({"title": "List", "type": "object", "properties": {"row": {"$ref": "#/$defs/Row"}, "more": {"$ref": "#"}},
            "$defs": {"Row": {"type": "object", "properties": {"id": {"type": "string"}}}}});
        let other = json!({"title": "List", "type": "object", "properties": {"row": {"$ref": "#/$defs/Row"}},
            "$defs": {"Row": {"type": "integer"}}});
        assert_eq!(all.add(&schema(one.clone()), "A"), json!({"$ref": "#/components/schemas/List"}));
        assert_eq!(all.add(&schema(one), "B"), json!({"$ref": "#/components/schemas/List"}));
        assert_eq!(all.add(&schema(other), "C"), json!({"$ref": "#/components/schemas/C"}));
        assert_eq!(all.0.keys().collect::<Vec<_>>(), ["C", "CRow", "List", "Row"]);
        assert_eq!(all.0["C"]["properties"]["row"]["$ref"], "#/components/schemas/CRow");
        assert_eq!(all.0["List"]["properties"]["more"]["$ref"], "#/components/schemas/List");
    }

    #[test]
    fn anything_goes_is_written_in_place() {
        let mut all = Components::default();
        assert_eq!(all.add(&schemars::schema_for!(Value), "X"), json!({}));
        assert!(all.0.is_empty());
    }
}
