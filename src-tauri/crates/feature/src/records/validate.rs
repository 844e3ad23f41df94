//! Checks input against the descriptor: unknown fields, wrong types and values out of range are refused by name.

use satchel_kernel::catalogue::is_through;
use satchel_kernel::date::PartialDate;
use satchel_kernel::{Error, Field, FieldType, Id, Kind, Part, Point, Result};
use serde_json::{Map, Value, json};

use super::Record;
use super::sql::Compiled;

/// Longest single text, in bytes; what is longer belongs into a file.
const LONGEST: usize = 1 << 20;
/// Most entries of one part.
const MOST_ENTRIES: usize = 10_000;
/// What a record carries beside its fields.
const ENVELOPE: [&str; 6] = ["id", "kind", "version", "created_ms", "modified_ms", "deleted_ms"];

/// The merge patch `patch` applied to a record, after RFC 7396.
pub fn apply_patch(record: &Record, patch: Record) -> Record {
    let mut merged = record.clone();
    for (name, value) in patch {
        match value {
            Value::Null => {
                merged.remove(&name);
            }
            Value::Object(inner) => {
                let before = match merged.remove(&name) {
                    Some(Value::Object(before)) => before,
                    _ => Map::new(),
                };
                merged.insert(name, Value::Object(apply_patch(&before, inner)));
            }
            other => {
                merged.insert(name, other);
            }
        }
    }
    merged
}

/// The input as a record: texts trimmed, empty values left out, every part a list. `kind` is the catalogue's
/// descriptor with the seller's own fields. Derived fields and the envelope are taken from `old`.
pub fn validate(kind: &Kind, compiled: &Compiled, input: Record, old: Option<&Record>) -> Result<Record> {
    let mut record = Map::new();
    for (name, value) in input {
        if ENVELOPE.contains(&name.as_str()) {
            if name == "created_ms" && old.is_none() {
                record.insert(name, value);
            }
            continue;
        }
        if name == "custom" {
            let before = old.and_then(|old| old.get("custom")).and_then(Value::as_object);
            record.insert(name, Value::Object(own_values(kind, value, before)?));
        } else if let Some(field) = compiled.kind.field(&name) {
            if let Some(value) = single(field, &name, value)? {
                record.insert(name, value);
            }
        } else if let Some(part) = compiled.kind.part(&name) {
            let entries = entries(part, &name, value)?;
            record.insert(name, Value::Array(entries));
        } else {
            return Err(Error::refused(
                "unknown_field",
                format!("A {} has no field called “{name}”.", compiled.kind.word()),
            )
            .at(name));
        }
    }
    if record.get("custom").and_then(Value::as_object).is_some_and(Map::is_empty) {
        record.remove("custom");
    }
    Ok(record)
}

/// Refuses a record that lacks a required field.
pub fn required(kind: &Kind, record: &Record) -> Result<()> {
    match kind.fields.iter().find(|f| f.required && !record.contains_key(f.id.as_ref())) {
        Some(field) => {
            Err(Error::invalid(field.id.to_string(), format!("A {} needs a {}.", kind.word(), field.id)))
        }
        None => Ok(()),
    }
}

/// What was there before may stay as it is, even if it would be refused today.
fn own_values(kind: &Kind, value: Value, before: Option<&Record>) -> Result<Record> {
    let Value::Object(values) = value else {
        return Err(Error::invalid("custom", "Your own fields are an object: the field's id and its value."));
    };
    let repeats = |name: &str| name.parse().is_ok_and(is_through);
    let mut kept = Map::new();
    for (name, value) in values.into_iter().filter(|(name, _)| !repeats(name)) {
        let at = format!("custom.{name}");
        let field =
            kind.fields.iter().find(|f| f.id == name && f.column_name().is_none()).ok_or_else(|| {
                Error::refused("unknown_field", "There is no such field of your own.").at(&at)
            })?;
        if before.is_some_and(|before| before.get(&name) == Some(&value)) {
            kept.insert(name, value);
        } else if let Some(value) = single(field, &at, value)? {
            kept.insert(name, value);
        }
    }
    // What repeats another record is no input.
    let told = before.into_iter().flatten().filter(|(name, _)| repeats(name));
    kept.extend(told.map(|(name, value)| (name.clone(), value.clone())));
    Ok(kept)
}

/// A web address that a person can open: `acme.example` is `https://acme.example`. `None` if it is none, above all no
/// script.
pub fn link(text: &str) -> Option<String> {
    let text = text.trim();
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
        None => (None, text),
    };
    if scheme.as_ref().is_some_and(|scheme| scheme != "https" && scheme != "http") {
        return None;
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
        .map_or(host, |(h, _)| h);
    let named =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let is_host = host.contains('.') || (scheme.is_some() && host == "localhost");
    if !is_host || !host.split('.').all(named) || text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return None;
    }
    Some(if scheme.is_some() { text.to_owned() } else { format!("https://{text}") })
}

fn entries(part: &Part, name: &str, value: Value) -> Result<Vec<Value>> {
    let Value::Array(entries) = value else {
        return Err(Error::invalid(name, format!("“{name}” is a list.")));
    };
    if entries.len() > MOST_ENTRIES {
        return Err(Error::invalid(name, format!("“{name}” holds at most {MOST_ENTRIES} entries.")));
    }
    let mut kept: Vec<Value> = Vec::with_capacity(entries.len());
    for (index, entry) in entries.into_iter().enumerate() {
        let at = format!("{name}.{index}");
        let mut fields = match entry {
            Value::Object(fields) => fields,
            Value::String(text) if part.bare => {
                Map::from_iter([(part.main.to_string(), Value::String(text))])
            }
            _ if part.bare => return Err(Error::invalid(at, format!("An entry of “{name}” is a text."))),
            _ => {
                return Err(Error::invalid(
                    at,
                    format!("An entry of “{name}” is an object, such as {{\"{}\": …}}.", part.main),
                ));
            }
        };
        let id = fields.remove("id");
        let mut row = Map::new();
        for (field_name, value) in fields {
            let at = format!("{at}.{field_name}");
            let field = part.field(&field_name).ok_or_else(|| {
                Error::refused("unknown_field", format!("“{name}” has no “{field_name}”.")).at(&at)
            })?;
            if let Some(value) = single(field, &at, value)? {
                row.insert(field_name, value);
            }
        }
        // An entry without its main value and without any other text says nothing.
        if !row.values().any(|v| !matches!(v, Value::Bool(_) | Value::Null)) || only_label(part, &row) {
            continue;
        }
        if let Some(missing) = part.fields.iter().find(|f| f.required && !row.contains_key(f.id.as_ref())) {
            return Err(Error::invalid(
                format!("{at}.{}", missing.id),
                format!("This entry needs a {}.", missing.id),
            ));
        }
        if part.bare {
            let value = row.remove(part.main.as_ref()).unwrap_or(Value::Null);
            if !kept.contains(&value) {
                kept.push(value);
            }
            continue;
        }
        if let Some(id) = id {
            let valid = id.as_str().and_then(|t| t.parse::<Id>().ok());
            let valid = valid.ok_or_else(|| Error::invalid(format!("{at}.id"), "This is not an id."))?;
            row.insert("id".into(), json!(valid));
        }
        kept.push(Value::Object(row));
    }
    Ok(kept)
}

fn only_label(part: &Part, row: &Record) -> bool {
    part.main == "value" && !row.contains_key("value") && row.keys().all(|k| k == "label" || k == "primary")
}

/// One value in its stored form; `None` when it is empty.
fn single(field: &Field, at: &str, value: Value) -> Result<Option<Value>> {
    let refuse = |what: &str| Err(Error::invalid(at, what));
    let value = match (&field.ty, value) {
        (_, Value::Null) => return Ok(None),
        (FieldType::Text { .. } | FieldType::Choice { .. } | FieldType::Blob, Value::String(text)) => {
            let text = text.trim();
            if text.is_empty() {
                return Ok(None);
            }
            if text.len() > LONGEST {
                return refuse("This text is longer than a megabyte; keep it as a file.");
            }
            if let FieldType::Choice { options } = &field.ty
                && !options.iter().any(|o| o == text)
            {
                let known = options.iter().map(|o| format!("“{o}”")).collect::<Vec<_>>().join(", ");
                return refuse(&format!("“{text}” is not one of {known}."));
            }
            Value::String(text.replace('\0', ""))
        }
        (FieldType::Link, Value::String(text)) if text.trim().is_empty() => return Ok(None),
        (FieldType::Link, Value::String(text)) if text.len() > LONGEST => {
            return refuse("This text is longer than a megabyte; keep it as a file.");
        }
        (FieldType::Link, Value::String(text)) => match link(&text) {
            Some(link) => Value::String(link),
            None => return refuse("This is not a web address. It looks like https://acme.example/about."),
        },
        (FieldType::LongText, Value::String(text)) => {
            if text.trim().is_empty() {
                return Ok(None);
            }
            if text.len() > LONGEST {
                return refuse("This text is longer than a megabyte; keep it as a file.");
            }
            Value::String(text.replace('\0', ""))
        }
        (FieldType::Date, Value::String(text)) if text.trim().is_empty() => return Ok(None),
        (FieldType::Date, Value::String(text)) => match text.trim().parse::<PartialDate>() {
            Ok(date) => Value::String(date.to_string()),
            Err(e) => return Err(e.at(at)),
        },
        (FieldType::Number, Value::Number(n)) => match n.as_f64() {
            Some(f) if f.is_finite() && (f.fract() != 0.0 || f.abs() <= 9_007_199_254_740_991.0) => json!(f),
            _ => return refuse("This number is too large to be kept exactly."),
        },
        (FieldType::Instant, Value::Number(n)) => match n.as_i64() {
            Some(ms) if ms.abs() <= 9_007_199_254_740_991 => json!(ms),
            _ => return refuse("This is not a time in milliseconds."),
        },
        (FieldType::Bool, Value::Bool(b)) => Value::Bool(b),
        (FieldType::Money, Value::Object(money)) => {
            let whole = |m: &i64| m.unsigned_abs() <= 9_007_199_254_740_991;
            let minor = money.get("minor").and_then(Value::as_i64).filter(whole);
            if minor.is_none() && money.get("minor").is_some_and(Value::is_number) {
                return refuse(
                    "This amount is too large to be kept exactly, or has a fraction of the smallest unit.",
                );
            }
            let currency = money.get("currency").and_then(Value::as_str).map(str::to_uppercase);
            match (minor, currency) {
                (Some(minor), Some(c)) if c.len() == 3 && c.chars().all(|c| c.is_ascii_uppercase()) => {
                    json!({ "minor": minor, "currency": c })
                }
                _ => return refuse("An amount is whole minor units and a currency code such as EUR."),
            }
        }
        (FieldType::MultiChoice { options }, Value::Array(items)) => {
            let chosen: Vec<&str> = items.iter().filter_map(Value::as_str).map(str::trim).collect();
            if chosen.len() != items.len()
                || (!options.is_empty() && chosen.iter().any(|c| !options.iter().any(|o| o == c)))
            {
                return refuse("One of these is not among the field's choices.");
            }
            if chosen.is_empty() {
                return Ok(None);
            }
            json!(chosen)
        }
        (FieldType::Place, Value::String(text)) if text.trim().is_empty() => return Ok(None),
        (FieldType::Place, Value::String(text)) => match text.parse::<Point>() {
            Ok(point) => json!(point),
            Err(e) => return Err(e.at(at)),
        },
        (FieldType::Record { .. }, Value::String(text)) if text.trim().is_empty() => return Ok(None),
        (FieldType::Record { .. }, Value::String(text)) => match text.parse::<Id>() {
            Ok(id) => json!(id),
            Err(e) => return Err(e.at(at)),
        },
        (ty, _) => return refuse(&format!("This field holds {}.", words(ty))),
    };
    Ok(Some(value))
}

fn words(ty: &FieldType) -> &'static str {
    match ty {
        FieldType::Text { .. } | FieldType::LongText | FieldType::Link | FieldType::Blob => "text",
        FieldType::Number => "a number",
        FieldType::Money => "an amount with a currency",
        FieldType::Date => "a date such as 1980-03-22",
        FieldType::Instant => "a time in milliseconds",
        FieldType::Bool => "true or false",
        FieldType::Choice { .. } => "one of its choices",
        FieldType::MultiChoice { .. } => "a list of its choices",
        FieldType::Place => "a place such as 50.94,6.96",
        FieldType::Record { .. } => "the id of a record",
    }
}
