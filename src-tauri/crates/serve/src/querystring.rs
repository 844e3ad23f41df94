//! A command's input in a query string: `?limit=50&fields=emails,tags&sort=-modified_ms&filter={"is":...}`.
//!
//! Texts and numbers stand as they are, lists of texts with commas, everything else as JSON. The parts of a query
//! value (`filter`, `sort`, `trashed`) stand beside the other parameters.

use axum::extract::Query;
use axum::http::Uri;
use satchel_app::MAX_INTEGER;
use serde_json::{Map, Value, json};

use crate::json;
use crate::problem::{Answer, Problem};
use crate::schema::{self, Spelling};

/// Reads the query string `text` by the input's schema.
pub fn read(input: &Value, text: &str) -> Answer<Map<String, Value>> {
    let mut read = Map::new();
    if text.is_empty() {
        return Ok(read);
    }
    let uri: Uri = format!("/?{text}").parse().map_err(|_| unreadable())?;
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&uri).map_err(|_| unreadable())?;
    let properties = schema::properties(input);
    let query = properties.into_iter().flatten().find(|(_, schema)| schema::is_query(input, schema));
    for (name, text) in pairs {
        let own = properties.and_then(|p| p.get(&name)).filter(|_| query.is_none_or(|(q, _)| *q != name));
        let of_query = query.and_then(|(_, q)| schema::resolve(input, q).get("properties")?.get(&name));
        let (place, spelling) = match (own, of_query, query) {
            (Some(own), _, _) => (&mut read, schema::spelling(input, own)),
            (None, Some(part), Some((query, _))) => {
                let place = read.entry(query.clone()).or_insert_with(|| json!({}));
                let Value::Object(place) = place else { return Err(unreadable()) };
                (place, schema::spelling(input, part))
            }
            _ => return Err(Problem::bad(name.clone(), format!("There is no parameter “{name}” here."))),
        };
        let value = value(&name, &text, spelling)?;
        if place.insert(name.clone(), value).is_some() {
            return Err(Problem::bad(name.clone(), format!("The parameter “{name}” is given twice.")));
        }
    }
    Ok(read)
}

fn value(name: &str, text: &str, spelling: Spelling) -> Answer<Value> {
    let unfit = |what: &str| Problem::bad(name, format!("The parameter “{name}” is {what}."));
    match spelling {
        Spelling::Text => Ok(text.into()),
        Spelling::Integer => match text.parse::<i64>() {
            Ok(n) if n.unsigned_abs() <= MAX_INTEGER.unsigned_abs() => Ok(n.into()),
            _ => Err(unfit("a whole number")),
        },
        Spelling::Number => text
            .parse::<f64>()
            .ok()
            .and_then(serde_json::Number::from_f64)
            .map(Value::Number)
            .ok_or_else(|| unfit("a number")),
        Spelling::Bool => match text {
            "true" | "1" => Ok(true.into()),
            "false" | "0" => Ok(false.into()),
            _ => Err(unfit("true or false")),
        },
        Spelling::Texts if text.starts_with('[') => json::parse(text.as_bytes()).map_err(|_| unfit("a list")),
        Spelling::Texts => Ok(text.split(',').filter(|t| !t.is_empty()).collect::<Vec<_>>().into()),
        Spelling::Json if name == "sort" && !text.starts_with(['[', '{']) => Ok(sort_keys(text)),
        Spelling::Json => json::parse(text.as_bytes()).map_err(|_| unfit("JSON")),
    }
}

/// `-modified_ms,family`: newest first, then by family name.
fn sort_keys(text: &str) -> Value {
    let keys = text.split(',').filter(|t| !t.is_empty()).map(|key| match key.strip_prefix('-') {
        Some(field) => json!({"field": field, "descending": true}),
        None => json!({"field": key}),
    });
    Value::Array(keys.collect())
}

fn unreadable() -> Problem {
    Problem::bad("query", "The query string cannot be read.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Value {
        json!({"properties": {
            "query": {"properties": {"filter": {"anyOf": [{"type": "object"}, {"type": "null"}]}, "sort": {"type": "array", "items": {"type": "object"}}, "trashed": {"type": "boolean"}}},
            "limit": {"type": "integer"}, "cursor": {"type": "string"}, "fields": {"type": "array", "items": {"type": "string"}}
        }})
    }

    // covers(API-3)
    #[test]
    fn a_query_string_becomes_the_input() {
        let text = "filter=%7B%22is%22%3A%7B%22field%22%3A%22tags%22%7D%7D&sort=-modified_ms,family&trashed=true&limit=50&fields=emails,tags&cursor=a%2Bb";
        assert_eq!(
            Value::Object(read(&list(), text).unwrap()),
            json!({
                "query": {
                    "filter": {"is": {"field": "tags"}},
                    "sort": [{"field": "modified_ms", "descending": true}, {"field": "family"}],
                    "trashed": true
                },
                "limit": 50, "fields": ["emails", "tags"], "cursor": "a+b"
            })
        );
        assert_eq!(Value::Object(read(&list(), "").unwrap()), json!({}));
    }

    // covers(API-16)
    #[test]
    fn what_does_not_fit_is_refused_by_name() {
        for text in [
            "limit=ten",
            "limit=9007199254740992",
            "trashed=maybe",
            "filter=%7B",
            "unknown=1",
            "limit=1&limit=2",
            "query=%7B%7D",
        ] {
            assert!(read(&list(), text).is_err(), "{text}");
        }
    }
}
