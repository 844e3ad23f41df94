//! JSON bodies: only as JSON, only so long, only so deep, only numbers that every reader understands alike.

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use serde_json::Value;

use crate::problem::{Answer, Problem};

/// The largest integer that a JavaScript reader keeps exactly.
pub const MAX_INTEGER: i64 = (1 << 53) - 1;

/// The body as JSON; an empty one is an empty object. `serde_json` refuses more than 128 levels.
pub async fn body(headers: &HeaderMap, body: Body, limit: usize) -> Answer<Value> {
    let declared =
        headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok());
    if declared.is_some_and(|length| length > limit as u64) {
        return Err(too_large(limit));
    }
    let bytes = axum::body::to_bytes(body, limit).await.map_err(|_| too_large(limit))?;
    if bytes.is_empty() {
        return Ok(Value::Object(serde_json::Map::new()));
    }
    let declared = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !is_json(declared) {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "not_json",
            "Send the body as JSON, with “Content-Type: application/json”.",
        ));
    }
    let value = parse(&bytes)?;
    Ok(value)
}

/// Reads JSON whose integers fit.
pub fn parse(bytes: &[u8]) -> Answer<Value> {
    let value = serde_json::from_slice(bytes).map_err(|e| {
        Problem::new(
            StatusCode::BAD_REQUEST,
            "bad_json",
            format!("The body is not JSON that can be read: {e}."),
        )
    })?;
    if integers_fit(&value) {
        return Ok(value);
    }
    Err(Problem::bad("body", "An integer is beyond ±(2^53-1). Send it as text if it is an identifier."))
}

fn too_large(limit: usize) -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too_large",
        format!("The body is larger than {limit} bytes. Files go to POST /api/v1/files."),
    )
}

fn is_json(declared: &str) -> bool {
    let kind = declared.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

fn integers_fit(value: &Value) -> bool {
    match value {
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(n), _) => n.unsigned_abs() <= MAX_INTEGER.unsigned_abs(),
            (None, Some(_)) => false,
            // An integer too long for 64 bits was read as a float.
            (None, None) => {
                number.as_f64().is_some_and(|f| f.fract() != 0.0 || f.abs() <= MAX_INTEGER as f64)
            }
        },
        Value::Array(items) => items.iter().all(integers_fit),
        Value::Object(fields) => fields.values().all(integers_fit),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers(API-16)
    #[test]
    fn depth_and_integers_have_limits() {
        let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
        assert_eq!(parse(deep.as_bytes()).unwrap_err().status(), StatusCode::BAD_REQUEST);
        assert!(parse(b"{\"a\":[9007199254740991,-9007199254740991,0.5,1e10]}").is_ok());
        for beyond in
            ["9007199254740992", "-9007199254740992", "18446744073709551615", "1e300", "99999999999999999999"]
        {
            assert!(parse(format!("{{\"a\":{beyond}}}").as_bytes()).is_err(), "{beyond}");
        }
    }

    #[test]
    fn json_has_a_media_type() {
        assert!(is_json("application/json; charset=utf-8"));
        assert!(is_json("application/merge-patch+json"));
        assert!(!is_json("text/plain"));
        assert!(!is_json(""));
    }
}
