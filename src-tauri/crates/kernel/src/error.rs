//! The error that crosses every border: a stable code, whether it was refused or is broken, a plain sentence that
//! says what to do, and the field it concerns. Each crate has its own enum and one exhaustive match into this.

use serde::Serialize;

/// A result with the outer [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Whether the request was declined or something failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// Not allowed, not found or not valid: the same request will be refused again until the input changes.
    Refused,
    /// A fault of the program, the disk or the file: the input was fine.
    Broken,
}

/// What went wrong, in the words a person sees.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Error {
    /// Stable identifier in `snake_case`; translations are keyed by it.
    pub code: &'static str,
    /// Refused or broken.
    pub kind: ErrorKind,
    /// One or two English sentences: what happened and what to do.
    pub message: String,
    /// The field of the input it concerns, as a path (`emails.0.value`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Values for the translated sentence, such as `{"found": 7, "known": 5}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<serde_json::Value>,
    #[serde(skip)]
    #[schemars(skip)]
    transient: bool,
    #[serde(skip)]
    #[schemars(skip)]
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// A refusal.
    pub fn refused(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            kind: ErrorKind::Refused,
            message: message.into(),
            field: None,
            details: None,
            transient: false,
            source: None,
        }
    }

    /// A fault.
    pub fn broken(code: &'static str, message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Broken, ..Self::refused(code, message) }
    }

    /// A refused value of one field.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::refused("invalid", message).at(field)
    }

    /// Names the field the error concerns.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Adds the values of the sentence.
    #[must_use]
    pub fn with(mut self, details: serde_json::Value) -> Self {
        self.details = Some(details);
        self
    }

    /// Says that the same may go well a little later: the disk is busy or full, the keychain is locked.
    #[must_use]
    pub fn transient(mut self) -> Self {
        self.transient = true;
        self
    }

    /// Whether work that met this is tried again later.
    pub const fn is_transient(&self) -> bool {
        self.transient
    }

    /// Keeps the inner error for the log; it is never shown.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|e| e as _)
    }
}
