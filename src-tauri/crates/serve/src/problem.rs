//! An error as HTTP: its body is the error of every border, its status follows from kind and code.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use satchel_kernel::{Error, ErrorKind};

/// A refused or failed request.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    error: Box<Error>,
}

/// What a handler answers.
pub type Answer<T = Response> = Result<T, Problem>;

impl Problem {
    /// A refusal by the door itself.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, error: Box::new(Error::refused(code, message)) }
    }

    /// A part of the request that does not fit.
    pub fn bad(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            error: Box::new(Error::refused("bad_input", message).at(field)),
        }
    }

    /// There is nothing under this address.
    pub fn nothing_here() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "no_such_route",
            "There is nothing under this address. See /api/v1/openapi.json.",
        )
    }

    /// A fault of the door itself.
    pub fn broken(
        code: &'static str,
        message: &'static str,
        cause: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        Self::from(Error::broken(code, message).because(cause))
    }

    /// Says that the version in `If-Match` is why a change was refused.
    #[must_use]
    pub fn with_precondition(mut self) -> Self {
        if self.status == StatusCode::CONFLICT {
            self.status = StatusCode::PRECONDITION_FAILED;
        }
        self
    }

    /// The status it is answered with.
    #[cfg(test)]
    pub fn status(&self) -> StatusCode {
        self.status
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let status = match (error.kind, error.code) {
            (ErrorKind::Broken, _) => StatusCode::INTERNAL_SERVER_ERROR,
            (_, "changed_meanwhile") => StatusCode::CONFLICT,
            (_, "not_allowed") => StatusCode::FORBIDDEN,
            (_, "vault_locked" | "locked") => StatusCode::LOCKED,
            (_, "vault_busy" | "vault_open_elsewhere" | "no_vault" | "vault_exists") => StatusCode::CONFLICT,
            (_, "not_found" | "file_gone" | "no_blob") => StatusCode::NOT_FOUND,
            (_, "bad_input" | "bad_id" | "bad_cursor") => StatusCode::BAD_REQUEST,
            (_, code) if code.starts_with("unknown_") || code.starts_with("no_such_") => {
                StatusCode::NOT_FOUND
            }
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Self { status, error: Box::new(error) }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        if self.error.kind == ErrorKind::Broken {
            tracing::error!(code = self.error.code, cause = ?std::error::Error::source(&self.error), "a request failed");
        }
        let mut response = (self.status, Json(&self.error)).into_response();
        let extra = match self.status {
            StatusCode::UNAUTHORIZED => Some((header::WWW_AUTHENTICATE, "Bearer realm=\"satchel\"")),
            StatusCode::TOO_MANY_REQUESTS => Some((header::RETRY_AFTER, "1")),
            _ => None,
        };
        if let Some((name, value)) = extra {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        response
    }
}
