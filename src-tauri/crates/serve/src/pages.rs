//! The user interface in a browser: the files of `ui/dist`, inside the program in a release, from disk otherwise.
//!
//! They hold no data and no token; the token reaches the page in the address after `#`, which no browser sends on.

use std::path::Path;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::door::Door;
use crate::problem::{Answer, Problem};

#[derive(RustEmbed)]
#[folder = "../../../ui/dist"]
#[allow_missing = true]
struct Dist;

const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Satchel</title>\
    <p>Satchel is running, but its user interface was not built. Build it with <code>npm ci &amp;&amp; npm run build</code> \
    in the folder <code>ui</code>, then load this page again.</p>";

/// A file of the user interface and its hash.
struct Page {
    bytes: Bytes,
    hash: String,
}

/// One file of the user interface. A path without an ending is a place in the application, which finds its own way.
pub async fn page(State(door): State<Arc<Door>>, method: Method, uri: Uri, headers: HeaderMap) -> Answer {
    if method != Method::GET && method != Method::HEAD {
        return Err(Problem::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "other_method",
            "This address answers to GET.",
        ));
    }
    let path = uri.path().trim_start_matches('/');
    // The names are compared with a fixed list in a release; in a folder nothing above it may be named.
    if path.split(['/', '\\']).any(|part| part.starts_with('.')) || path.contains(['%', '\0', ':', '\\']) {
        return Err(Problem::nothing_here());
    }
    let is_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    let folder = door.ui.as_deref();
    match find(folder, path).filter(|_| !path.is_empty()) {
        Some(page) => Ok(answer(path, page, &headers)),
        None if is_file => Err(Problem::nothing_here()),
        None => match find(folder, "index.html") {
            Some(page) => Ok(answer("index.html", page, &headers)),
            None => {
                let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
                Ok((StatusCode::SERVICE_UNAVAILABLE, kind, NOT_BUILT).into_response())
            }
        },
    }
}

/// The file at `path`, in `folder` where one is named.
fn find(folder: Option<&Path>, path: &str) -> Option<Page> {
    let bytes = match folder {
        None => Bytes::from(Dist::get(path)?.data.into_owned()),
        Some(folder) => {
            // A link may lead out of the folder; what it leads to is not given away.
            let file = std::fs::canonicalize(folder.join(path)).ok()?;
            if !file.starts_with(std::fs::canonicalize(folder).ok()?) || !file.is_file() {
                return None;
            }
            Bytes::from(std::fs::read(file).ok()?)
        }
    };
    let hash = blake3::hash(&bytes).to_hex().chars().take(24).collect();
    Some(Page { bytes, hash })
}

/// `GET /healthz`: whether somebody answers; says nothing else.
pub async fn health() -> &'static str {
    "ok"
}

fn answer(path: &str, page: Page, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", page.hash);
    let known =
        headers.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains(&tag));
    let mut response =
        if known { StatusCode::NOT_MODIFIED.into_response() } else { Response::new(Body::from(page.bytes)) };
    let answered = response.headers_mut();
    answered.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(path)));
    // The names under assets/ change with their content.
    let keep = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    answered.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        answered.insert(header::ETAG, tag);
    }
    response
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("wasm") => "application/wasm",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
