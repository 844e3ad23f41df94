//! What stands before every handler: the name the server was called by (DNS rebinding), the page the request comes
//! from, the token, the rate; and the headers on every answer.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::door::{Caller, Door};
use crate::events;
use crate::problem::Problem;

/// The page may load from here only, and be shown in no frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; \
     font-src 'self'; connect-src 'self'; manifest-src 'self'; media-src 'self' blob:; worker-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    ),
];

/// Lets a request pass, or answers it.
pub async fn guard(State(door): State<Arc<Door>>, mut request: Request, next: Next) -> Response {
    let is_api = is_api(request.uri().path());
    let mut response = match admit(&door, &request) {
        Ok(caller) => {
            if let Some(caller) = caller {
                request.extensions_mut().insert(caller);
            }
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_api && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
    response
}

fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

fn admit(door: &Door, request: &Request) -> Result<Option<Caller>, Problem> {
    let headers = request.headers();
    check_host(door, request)?;
    check_origin(door, headers)?;
    let path = request.uri().path();
    if !is_api(path) {
        return Ok(None);
    }
    if matches!(text(headers, "sec-fetch-site"), Some("cross-site" | "same-site")) {
        return Err(foreign());
    }
    let token = bearer(headers).or_else(|| (path == events::PATH).then(|| events::token(headers)).flatten());
    let now = Instant::now();
    let Some(actor) = token.and_then(|token| door.tokens.actor(token)) else {
        return Err(if door.limiter.allows("", now) {
            Problem::new(
                StatusCode::UNAUTHORIZED,
                "unauthorised",
                "This needs the token that Satchel printed when it started, as “Authorization: Bearer TOKEN”.",
            )
        } else {
            too_many()
        });
    };
    if !door.limiter.allows(&actor.name, now) {
        return Err(too_many());
    }
    Ok(Some(Caller(actor.clone())))
}

fn check_host(door: &Door, request: &Request) -> Result<(), Problem> {
    let mut named = request.headers().get_all(header::HOST).iter();
    let host = match (named.next(), named.next()) {
        (Some(host), None) => host.to_str().ok(),
        // HTTP/2 and absolute request lines name the host in the address.
        (None, _) => request.uri().authority().map(|a| a.as_str()),
        _ => None,
    };
    let agrees = |host: &str| door.hosts.iter().any(|known| known.eq_ignore_ascii_case(host));
    let address_agrees = request.uri().authority().is_none_or(|a| agrees(a.as_str()));
    if host.is_some_and(agrees) && address_agrees {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::MISDIRECTED_REQUEST,
        "wrong_host",
        "Satchel answers only under the address it printed when it started.",
    ))
}

fn check_origin(door: &Door, headers: &HeaderMap) -> Result<(), Problem> {
    let own = |origin: &HeaderValue| {
        let origin = origin.to_str().ok().and_then(|o| o.strip_prefix("http://"));
        origin.is_some_and(|o| door.hosts.iter().any(|host| host.eq_ignore_ascii_case(o)))
    };
    if headers.get_all(header::ORIGIN).iter().all(own) { Ok(()) } else { Err(foreign()) }
}

fn foreign() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "foreign_origin", "Another web page may not use Satchel.")
}

fn too_many() -> Problem {
    Problem::new(
        StatusCode::TOO_MANY_REQUESTS,
        "too_many_requests",
        "Too many requests at once. Wait a second.",
    )
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|v| v.to_str().ok())
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = text(headers, "authorization")?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
