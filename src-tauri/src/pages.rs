//! `satchel://localhost/<file id>`: the bytes behind a file handle, so that the window can show a photo without
//! passing it through a command. Only for the main window, only to read, and only what the application gave a
//! handle for.

use std::{io::Read, sync::Arc};

use satchel_kernel::Error;
use tauri::{
    Manager, Runtime, UriSchemeContext, UriSchemeResponder,
    async_runtime::spawn_blocking,
    http::{HeaderValue, Method, Request, Response, StatusCode, header},
};

use crate::{door::Door, window};

/// The scheme's name.
pub const SCHEME: &str = "satchel";

/// A page shows at most this much; what is larger is saved, not shown.
const LARGEST: u64 = 32 * 1024 * 1024;

/// Answers one request.
pub fn answer<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    if context.webview_label() != window::MAIN || request.method() != Method::GET {
        return responder.respond(empty(StatusCode::FORBIDDEN));
    }
    let Some(door) = context.app_handle().try_state::<Arc<Door>>().map(|door| Arc::clone(&door)) else {
        return responder.respond(empty(StatusCode::NOT_FOUND));
    };
    spawn_blocking(move || {
        let id = request.uri().path().trim_start_matches('/');
        responder.respond(read(&door, id).map_or_else(|_| empty(StatusCode::NOT_FOUND), full));
    });
}

fn read(door: &Door, id: &str) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let file = door.file(&id.into())?;
    door.open_file(&file)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|cause| Error::broken("file_unreadable", "The file cannot be read.").because(cause))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::refused(
            "file_too_large",
            "That file is too large to be shown here. Save it instead.",
        ));
    }
    Ok(bytes)
}

fn full(bytes: Vec<u8>) -> Response<Vec<u8>> {
    let kind = media_type(&bytes);
    let mut response = Response::new(bytes);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    // The page's own origin is another scheme; only the main window gets here at all.
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

fn empty(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

/// Pictures are named for what they are; anything else is bytes, so that it is never shown as a page.
fn media_type(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        _ => "application/octet-stream",
    }
}
