//! Files in and out: an upload streams to disk and becomes a handle, a handle is read as a download.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use futures_util::StreamExt;
use satchel_app::{File, Needs};
use satchel_kernel::{Error, Id};
use serde::Deserialize;
use tokio::io::AsyncWriteExt;
use tokio::sync::mpsc;

use crate::door::{Caller, Door};
use crate::problem::{Answer, Problem};

const CHUNK: usize = 64 << 10;

/// What an upload is called.
#[derive(Debug, Deserialize)]
pub struct Named {
    /// The file's name, for people and to tell its format.
    #[serde(default)]
    name: String,
}

/// `POST /api/v1/files?name=NAME` with the bytes as the body.
pub async fn upload(
    State(door): State<Arc<Door>>,
    Extension(Caller(actor)): Extension<Caller>,
    Query(Named { name }): Query<Named>,
    headers: HeaderMap,
    body: Body,
) -> Answer<Json<File>> {
    actor.allowed(Needs::Write)?;
    let declared =
        headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok());
    if declared.is_some_and(|length| length > door.limits.upload) {
        return Err(too_large(door.limits.upload));
    }
    let no_room = |e: std::io::Error| {
        Problem::broken("file_unwritable", "There is no room for the file in the temporary folder.", e)
    };
    let mut file = tokio::fs::File::from_std(tempfile::tempfile().map_err(no_room)?);
    let mut size = 0;
    let mut stream = body.into_data_stream();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| {
            Problem::new(
                StatusCode::BAD_REQUEST,
                "upload_broken_off",
                "The upload broke off. Send the file again.",
            )
        })?;
        size += chunk.len() as u64;
        if size > door.limits.upload {
            return Err(too_large(door.limits.upload));
        }
        file.write_all(&chunk).await.map_err(no_room)?;
    }
    file.flush().await.map_err(no_room)?;
    let name = if name.trim().is_empty() { "upload" } else { name.as_str() };
    Ok(Json(door.app.files().put_unnamed(name, size, file.into_std().await)))
}

/// `GET /api/v1/files/ID`.
pub async fn download(
    State(door): State<Arc<Door>>,
    Extension(Caller(actor)): Extension<Caller>,
    Path(id): Path<String>,
) -> Answer {
    actor.allowed(Needs::Read)?;
    let id: Id = id.parse()?;
    let (meta, file) = door.blocking(move |app| Ok((app.files().meta(id)?, app.files().open(id)?))).await?;
    let mut response = Response::new(Body::from_stream(chunks(file, meta.size)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, meta.size.into());
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(&meta.name)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::CONTENT_DISPOSITION, disposition(&meta.name)?);
    Ok(response)
}

/// `DELETE /api/v1/files/ID`: forgets the handle; an upload's bytes are gone with it.
pub async fn forget(
    State(door): State<Arc<Door>>,
    Extension(Caller(actor)): Extension<Caller>,
    Path(id): Path<String>,
) -> Answer {
    actor.allowed(Needs::Write)?;
    let id: Id = id.parse()?;
    door.app.files().meta(id)?;
    door.app.files().forget(id);
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The file's bytes, read by position: a handle's clones share their place in the file.
fn chunks(file: std::fs::File, size: u64) -> impl futures_util::Stream<Item = std::io::Result<Bytes>> {
    let (to, mut from) = mpsc::channel(4);
    tokio::task::spawn_blocking(move || {
        let mut at = 0;
        while at < size {
            let room = usize::try_from(size - at).unwrap_or(CHUNK).min(CHUNK);
            let mut buffer = vec![0; room];
            let read = match read_at(&file, &mut buffer, at) {
                Ok(0) => Err(std::io::ErrorKind::UnexpectedEof.into()),
                Ok(length) => {
                    buffer.truncate(length);
                    at += length as u64;
                    Ok(Bytes::from(buffer))
                }
                Err(e) => Err(e),
            };
            let ended = read.is_err();
            if to.blocking_send(read).is_err() || ended {
                break;
            }
        }
    });
    futures_util::stream::poll_fn(move |context| from.poll_recv(context))
}

#[cfg(unix)]
fn read_at(file: &std::fs::File, buffer: &mut [u8], at: u64) -> std::io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, at)
}

#[cfg(windows)]
fn read_at(file: &std::fs::File, buffer: &mut [u8], at: u64) -> std::io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, at)
}

/// Only what a page may show as a picture or a person reads; the rest is bytes.
fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("csv") => "text/csv; charset=utf-8",
        Some("vcf") => "text/vcard; charset=utf-8",
        Some("json") => "application/json",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("gif") => "image/gif",
        Some("avif") => "image/avif",
        Some("heic") => "image/heic",
        Some("tiff") => "image/tiff",
        Some("bmp") => "image/bmp",
        _ => "application/octet-stream",
    }
}

/// Always to be saved, never shown, under the name people know (RFC 6266).
fn disposition(name: &str) -> Answer<HeaderValue> {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_ ".contains(c) { c } else { '_' }).collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    HeaderValue::from_str(&format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"))
        .map_err(|e| Error::broken("bad_name", "The file's name cannot be sent.").because(e).into())
}

fn too_large(limit: u64) -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too_large",
        format!("The file is larger than {limit} bytes."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        let header = disposition("Käufer\"; x=\r\n../é.csv").unwrap();
        let text = header.to_str().unwrap();
        assert_eq!(
            text,
            "attachment; filename=\"K_ufer__ x___..__.csv\"; filename*=UTF-8''K%C3%A4ufer%22%3B%20x%3D%0D%0A..%2F%C3%A9.csv"
        );
        assert_eq!(media_type("page.html"), "application/octet-stream");
        assert_eq!(media_type("A.VCF"), "text/vcard; charset=utf-8");
    }
}
