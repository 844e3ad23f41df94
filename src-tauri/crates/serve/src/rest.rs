//! Commands over HTTP: each under its own method and path, and all of them under `POST /api/v1/call/NAME`.

use std::sync::Arc;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use satchel_kernel::Error;
use serde_json::Value;

use crate::door::{Caller, Door};
use crate::names::{self, BASE, Found, Route};
use crate::problem::{Answer, Problem};
use crate::{json, querystring};

/// The header with the key under which a call made again does nothing.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// `POST /api/v1/call/NAME`: the whole input as the body, the whole output as the answer.
pub async fn call(
    State(door): State<Arc<Door>>,
    Extension(Caller(actor)): Extension<Caller>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let input = json::body(&headers, body, door.limits.body).await?;
    let output = door.call(&actor, &name, input).await?;
    Ok(axum::Json(output).into_response())
}

/// A command under its own address.
pub async fn rest(
    State(door): State<Arc<Door>>,
    caller: Option<Extension<Caller>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let Some(Extension(Caller(actor))) = caller else { return Err(Problem::nothing_here()) };
    let path = uri.path().strip_prefix(BASE).unwrap_or_default();
    let (route, id) = match door.routes.find(names::Method::of(&method), path) {
        Found::Route(route, id) => (route, id),
        Found::OtherMethods(others) => return Ok(other_methods(&others)),
        Found::Nothing => return Err(Problem::nothing_here()),
    };
    let reads_body = matches!(route.method, names::Method::Post | names::Method::Patch);
    let given = if reads_body { json::body(&headers, body, door.limits.body).await? } else { Value::Null };
    let mut input = querystring::read(route.command.input.as_value(), uri.query().unwrap_or_default())?;
    let precondition = if_match(&headers).filter(|_| route.versioned());
    if route.patches {
        if !given.is_object() {
            return Err(Problem::bad(
                "patch",
                "The body of a PATCH is an object with the fields to change (RFC 7396).",
            ));
        }
        input.insert("patch".into(), given);
        if let Some(version) = precondition {
            input.insert("version".into(), version.into());
        }
    } else if let Value::Object(given) = given {
        input.extend(given);
    } else if reads_body {
        return Err(Problem::bad("body", "The body is a JSON object."));
    }
    if let Some(id) = id {
        input.insert("id".into(), id.into());
    }
    if let Some(key) = idempotency_key(&headers)?
        && route.takes_key()
    {
        input.entry("idempotency_key").or_insert_with(|| key.into());
    }
    let output = door.call(&actor, &route.command.name, Value::Object(input)).await;
    let output = output
        .map_err(|problem| if precondition.is_some() { problem.with_precondition() } else { problem })?;
    answer(&route, &headers, output)
}

fn answer(route: &Route, headers: &HeaderMap, output: Value) -> Answer {
    let body = serde_json::to_vec(&output)
        .map_err(|e| Error::broken("bad_output", "The answer could not be written as JSON.").because(e))?;
    let tag = tag(&output, &body);
    let unchanged = route.method == names::Method::Get
        && headers.get_all(header::IF_NONE_MATCH).iter().any(|given| matches_tag(given, &tag));
    let mut response = if unchanged {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let status = if route.creates { StatusCode::CREATED } else { StatusCode::OK };
        (status, [(header::CONTENT_TYPE, "application/json")], Bytes::from(body)).into_response()
    };
    let answered = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        answered.insert(header::ETAG, tag);
    }
    if let (true, Some(id)) = (route.creates, output.get("id").and_then(Value::as_str))
        && let Ok(location) = HeaderValue::from_str(&format!("{BASE}{}/{id}", route.path))
    {
        answered.insert(header::LOCATION, location);
    }
    Ok(response)
}

/// `"VERSION.HASH"`: the version for `If-Match`, the hash because what is derived from other records changes without it.
fn tag(output: &Value, body: &[u8]) -> String {
    let hash = blake3::hash(body).to_hex();
    let hash: String = hash.chars().take(16).collect();
    match output.get("version").and_then(Value::as_i64) {
        Some(version) => format!("\"{version}.{hash}\""),
        None => format!("\"{hash}\""),
    }
}

fn matches_tag(given: &HeaderValue, tag: &str) -> bool {
    let given = given.to_str().unwrap_or_default();
    given.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

/// The key in `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a string in quotation marks, or bare as many
/// clients send it.
fn idempotency_key(headers: &HeaderMap) -> Result<Option<&str>, Problem> {
    let Some(given) = headers.get(IDEMPOTENCY_KEY) else { return Ok(None) };
    let text = given
        .to_str()
        .map_err(|_| Problem::bad("Idempotency-Key", "The header Idempotency-Key is plain ASCII."))?;
    Ok(Some(text.trim().trim_matches('"')))
}

/// The version in `If-Match`, as an ETag of ours or a bare number; `*` asks for none. A tag that was never ours is the
/// tag of no version.
fn if_match(headers: &HeaderMap) -> Option<i64> {
    let text = headers.get(header::IF_MATCH)?.to_str().unwrap_or_default();
    if text.trim() == "*" {
        return None;
    }
    let versions = text.split(',').filter_map(|tag| {
        let tag = tag.trim();
        tag.strip_prefix("W/").unwrap_or(tag).trim_matches('"').split('.').next()?.parse().ok()
    });
    Some(versions.max().unwrap_or(-1))
}

fn other_methods(others: &[names::Method]) -> Response {
    let mut names: Vec<&str> = others.iter().map(|m| m.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let problem = Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "other_method",
        format!("This address answers to {}.", names.join(", ")),
    );
    let mut response = problem.into_response();
    if let Ok(allow) = HeaderValue::from_str(&names.join(", ")) {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}
