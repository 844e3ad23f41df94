//! JSON bodies: only as JSON, only so long, only so deep.

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use serde_json::Value;

use crate::problem::{Answer, Problem};

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
    parse(&bytes)
}

/// Reads JSON. `serde_json` refuses more than 128 levels.
pub fn parse(bytes: &[u8]) -> Answer<Value> {
    serde_json::from_slice(bytes).map_err(|e| {
        let message = format!("The body is not JSON that can be read: {e}.");
        Problem::new(StatusCode::BAD_REQUEST, "bad_json", message)
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    // covers(API-16)
    #[test]
    fn depth_has_a_limit() {
        let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
        assert_eq!(parse(deep.as_bytes()).unwrap_err().status(), StatusCode::BAD_REQUEST);
    }

    #[test]
    fn json_has_a_media_type() {
        assert!(is_json("application/json; charset=utf-8"));
        assert!(is_json("application/merge-patch+json"));
        assert!(!is_json("text/plain"));
        assert!(!is_json(""));
    }
}
