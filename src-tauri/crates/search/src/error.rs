//! What can go wrong with the index, and which of it means that the index itself is broken.

use std::io;

use satchel_kernel::Error;
use satchel_vault::VaultError;
use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenReadError};

/// A result with the index's own error.
pub type Result<T, E = SearchError> = std::result::Result<T, E>;

/// A fault or refusal of the index.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The index's files do not hold what they should: they are moved aside and written anew from the vault.
    #[error("the index is broken: {0}")]
    Broken(String),
    /// Another process writes the index.
    #[error("the index is in use")]
    Busy,
    /// The disk or its permissions: nothing is wrong with the index itself.
    #[error("index files: {0}")]
    Io(#[from] io::Error),
    /// tantivy refused for another reason.
    #[error("index: {0}")]
    Index(TantivyError),
    /// The database failed while records were read.
    #[error("database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The vault failed while records were read.
    #[error(transparent)]
    Vault(Box<VaultError>),
    /// A rule refused.
    #[error(transparent)]
    Inner(Box<Error>),
}

impl From<Error> for SearchError {
    fn from(error: Error) -> Self {
        Self::Inner(Box::new(error))
    }
}

impl From<VaultError> for SearchError {
    fn from(error: VaultError) -> Self {
        Self::Vault(Box::new(error))
    }
}

impl From<TantivyError> for SearchError {
    fn from(error: TantivyError) -> Self {
        let by_io = |inner: &io::Error, error: String| match inner.kind() {
            // What the sealed directory says of bytes that are not what was written.
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Self::Broken(error),
            kind => Self::Io(io::Error::new(kind, error)),
        };
        let text = error.to_string();
        match &error {
            TantivyError::DataCorruption(_)
            | TantivyError::IncompatibleIndex(_)
            | TantivyError::SchemaError(_)
            | TantivyError::FieldNotFound(_)
            | TantivyError::OpenReadError(
                OpenReadError::FileDoesNotExist(_) | OpenReadError::IncompatibleIndex(_),
            ) => Self::Broken(text),
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) => by_io(io_error, text),
            TantivyError::IoError(inner) => by_io(inner, text),
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Busy,
            TantivyError::LockFailure(LockError::IoError(inner), _) => by_io(inner, text),
            _ => Self::Index(error),
        }
    }
}

impl From<SearchError> for Error {
    fn from(error: SearchError) -> Self {
        let broken = |code, words: &str| Self::broken(code, words);
        match error {
            SearchError::Inner(inner) => *inner,
            SearchError::Vault(inner) => (*inner).into(),
            SearchError::Broken(why) => {
                broken("index_broken", "The search index is damaged and is being written anew. Your data is safe.")
                    .because(why)
            }
            SearchError::Busy => Self::refused(
                "index_busy",
                "Another program uses the search index of this vault. Close it and try again.",
            ),
            SearchError::Io(inner) => match inner.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    Self::refused("disk_full", "The disk is full, so the search index cannot be written.")
                }
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::refused(
                    "index_permission",
                    "The search index cannot be read or written. Check the permissions of the vault's folder.",
                ),
                _ => broken("index_file", "A file of the search index cannot be read or written."),
            }
            .because(inner),
            SearchError::Index(inner) => {
                broken("index", "The search index reported a fault. Please report this with the log.").because(inner)
            }
            SearchError::Sqlite(inner) => {
                broken("database", "The database reported a fault. Please report this with the log.").because(inner)
            }
        }
    }
}
