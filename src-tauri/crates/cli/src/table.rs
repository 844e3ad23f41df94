//! Words in columns.

use serde_json::Value;

/// A text of `record`, without what would move the cursor; empty when there is none.
pub fn text(record: &Value, field: &str) -> String {
    let text = record.get(field).and_then(Value::as_str).unwrap_or_default();
    text.chars().filter(|c| !c.is_control()).collect()
}

/// A number of `record`.
pub fn number(record: &Value, field: &str) -> u64 {
    record.get(field).and_then(Value::as_u64).unwrap_or(0)
}

/// The items of a list of `record`.
pub fn list<'a>(record: &'a Value, field: &str) -> &'a [Value] {
    record.get(field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// `1 contact`, `2 contacts`.
pub fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A moment in this computer's time zone.
pub fn moment(at_ms: i64) -> String {
    match jiff::Timestamp::from_millisecond(at_ms) {
        Ok(at) => at.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string(),
        Err(_) => String::new(),
    }
}

/// A value on one line.
pub fn short(value: &Value) -> String {
    let text = match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut out: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect();
    if out.chars().count() < text.chars().count() {
        out.push('…');
    }
    out
}
