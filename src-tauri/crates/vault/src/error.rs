//! What can go wrong with the data file, and the one table that turns it into the words a person sees.

use std::path::PathBuf;

use satchel_kernel::{Error, Id};
use serde_json::json;

/// A result with the vault's own error.
pub type Result<T, E = VaultError> = std::result::Result<T, E>;

/// A fault or refusal of the vault.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// SQLite or SQLCipher failed.
    #[error("database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A file of the vault could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no vault in this folder.
    #[error("no vault in {0}")]
    None(PathBuf),
    /// There is a vault in this folder already.
    #[error("a vault exists in {0}")]
    Exists(PathBuf),
    /// The folder holds something else.
    #[error("not a vault: {0}")]
    NotAVault(String),
    /// The passphrase, recovery code or keychain entry does not open this vault.
    #[error("wrong {0}")]
    WrongKey(&'static str),
    /// The vault has no slot of this kind.
    #[error("no {0} slot")]
    NoSlot(&'static str),
    /// The recovery code was mistyped: its checksum does not fit.
    #[error("mistyped recovery code")]
    Mistyped,
    /// A passphrase that is too short to protect anything.
    #[error("weak passphrase")]
    WeakPassphrase,
    /// A vault needs at least one way to open it.
    #[error("no way to open the vault was given")]
    NoKey,
    /// The last everyday way to open the vault cannot be taken away.
    #[error("the last way to open the vault")]
    LastSlot,
    /// The operating system's keychain could not be used.
    #[error("keychain: {0}")]
    Keychain(String),
    /// Another process holds the vault.
    #[error("locked by {0}")]
    Locked(String),
    /// The vault was written by a newer program.
    #[error("schema {found} is newer than {known}")]
    Newer {
        /// The file's migration.
        found: i64,
        /// The newest migration this program knows.
        known: i64,
    },
    /// The file is damaged.
    #[error("damaged: {0}")]
    Damaged(String),
    /// The schema breaks a rule of the vault: an undeclared table, a part without `owner_id`.
    #[error("schema: {0}")]
    Schema(String),
    /// The vault was locked while the work was under way.
    #[error("the vault is closed")]
    Closed,
    /// `Vault::write` was called inside `Vault::write`.
    #[error("a write inside a write")]
    Nested,
    /// No such change set.
    #[error("unknown change set {0}")]
    UnknownSet(Id),
    /// Nothing is left to undo.
    #[error("nothing to undo")]
    NothingToUndo,
    /// Nothing is left to redo.
    #[error("nothing to redo")]
    NothingToRedo,
    /// The change set cannot be undone in its present state.
    #[error("change set {id} is {state}")]
    State {
        /// The set.
        id: Id,
        /// Its state.
        state: String,
    },
    /// The change set's log was compacted away.
    #[error("change set {0} is too old to undo")]
    TooOld(Id),
    /// The set would follow from a chain of causes that is too long.
    #[error("too many sets follow from {0}")]
    CauseTooDeep(Id),
    /// No such record, or none as of that change.
    #[error("unknown record {0}")]
    UnknownRecord(Id),
    /// No such job.
    #[error("unknown job {0}")]
    UnknownJob(Id),
    /// The worker lost its lease on the job, or the job is over.
    #[error("the lease on job {0} is lost")]
    LeaseLost(Id),
    /// No such blob.
    #[error("no blob {0}")]
    NoBlob(String),
    /// A sealed file fails its authentication.
    #[error("{0} fails its authentication")]
    Tampered(String),
    /// JSON in the vault could not be read.
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
    /// A rule of a feature refused inside a closure that speaks the vault's error.
    #[error(transparent)]
    Inner(#[from] Error),
}

impl VaultError {
    /// Wraps an I/O error with the file it happened to.
    pub fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}

/// A failed statement as the outer error, for the stores of features.
pub fn fault(error: rusqlite::Error) -> Error {
    VaultError::from(error).into()
}

impl From<VaultError> for Error {
    fn from(error: VaultError) -> Self {
        let refused = |code, words: String| Error::refused(code, words);
        let broken = |code, words: &str| Error::broken(code, words);
        match error {
            VaultError::Inner(inner) => inner,
            VaultError::Sqlite(inner) => sqlite(inner),
            VaultError::Io { path, source } => io(&path, source),
            VaultError::None(dir) => refused(
                "vault_none",
                format!("There is no vault in {}. Create one first.", dir.display()),
            ),
            VaultError::Exists(dir) => refused(
                "vault_exists",
                format!("There is a vault in {} already. Open it, or choose another folder.", dir.display()),
            ),
            VaultError::NotAVault(why) => refused(
                "not_a_vault",
                format!("This folder does not hold a Satchel vault ({why}). Choose the folder with vault.db and keys.json in it."),
            ),
            VaultError::WrongKey(slot) => {
                let words = match slot {
                    "passphrase" => "The passphrase is wrong. Check the keyboard layout and Caps Lock and try again.",
                    "recovery" => "The recovery code belongs to another vault, or was replaced by a newer one.",
                    _ => "The key in the keychain does not open this vault. Unlock it with the passphrase or the recovery code.",
                };
                refused("wrong_key", words.into()).with(json!({"slot": slot}))
            }
            VaultError::NoSlot(slot) => refused(
                "no_slot",
                format!("This vault cannot be opened with a {slot}: none was set up."),
            )
            .with(json!({"slot": slot})),
            VaultError::Mistyped => refused(
                "mistyped_code",
                "The recovery code has a typing mistake. Compare it with the paper, group by group.".into(),
            )
            .at("recovery_code"),
            VaultError::WeakPassphrase => refused(
                "weak_passphrase",
                "The passphrase is too short. Use at least 8 characters; four words are better.".into(),
            )
            .at("passphrase"),
            VaultError::NoKey => refused(
                "passphrase_needed",
                "There is no keychain on this machine, so the vault needs a passphrase.".into(),
            )
            .at("passphrase"),
            VaultError::LastSlot => refused(
                "last_slot",
                "This is the only everyday way to open the vault. Set a passphrase or use the keychain first.".into(),
            ),
            VaultError::Keychain(why) => Error::refused(
                "keychain_unavailable",
                "The keychain of this machine cannot be reached. Unlock it, or use the passphrase or the recovery code.",
            )
            .transient()
            .because(why),
            VaultError::Locked(by) => refused(
                "vault_open_elsewhere",
                format!("The vault is open in {by}. Close that first."),
            )
            .with(json!({"by": by})),
            VaultError::Newer { found, known } => refused(
                "vault_newer",
                "This vault was written by a newer version of Satchel. Update Satchel to open it; nothing was changed.".into(),
            )
            .with(json!({"found": found, "known": known})),
            VaultError::Damaged(what) => Error::broken(
                "vault_damaged",
                format!("The vault is damaged ({what}). Nothing was changed. Put its folder back from the latest backup and keep this one until everything is there."),
            )
            .with(json!({"what": what})),
            VaultError::Schema(what) => broken("schema", "The vault's tables are not as this program expects. Please report this.").because(what),
            VaultError::Closed => refused("vault_closed", "The vault is locked. Unlock it first.".into()),
            VaultError::Nested => broken("nested_write", "The program tried to write twice at once. Please report this."),
            VaultError::UnknownSet(id) => refused("unknown_change_set", format!("There is no change {id}.")),
            VaultError::NothingToUndo => refused("nothing_to_undo", "There is nothing to undo.".into()),
            VaultError::NothingToRedo => refused("nothing_to_redo", "There is nothing to redo.".into()),
            VaultError::State { id, state } => refused(
                "change_set_state",
                match state.as_str() {
                    "undone" => "This change is undone already.".to_owned(),
                    "open" => "This change is still being written. Wait until it is done, or cancel it.".to_owned(),
                    other => format!("This change is {other}, so that cannot be done."),
                },
            )
            .with(json!({"change_set": id, "state": state})),
            VaultError::TooOld(id) => refused(
                "too_old",
                "The details of this change were cleared to save space, so it can no longer be undone.".into(),
            )
            .with(json!({"change_set": id})),
            VaultError::CauseTooDeep(id) => refused(
                "cause_too_deep",
                "This change follows from a change that follows from another, sixteen times over. Look for rules that set each other off.".into(),
            )
            .with(json!({"change_set": id})),
            VaultError::UnknownRecord(id) => refused("unknown_record", format!("There is no record {id}, or there was none at that time.")),
            VaultError::UnknownJob(id) => refused("unknown_job", format!("There is no job {id}.")),
            VaultError::LeaseLost(id) => refused("lease_lost", format!("The job {id} was taken over or is finished.")),
            VaultError::NoBlob(hash) => refused("no_blob", "The file is no longer in the vault.".into()).with(json!({"hash": hash})),
            VaultError::Tampered(what) => broken(
                "tampered",
                "A file of the vault was changed from outside or is damaged. Restore it from a backup.",
            )
            .with(json!({"what": what})),
            VaultError::Json(inner) => broken("vault_json", "A value in the vault cannot be read. Run “satchel doctor”.").because(inner),
        }
    }
}

fn sqlite(error: rusqlite::Error) -> Error {
    use rusqlite::ErrorCode;
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Error::refused(
            "disk_full",
            "The disk is full. Free some space and try again; nothing was changed.",
        )
        .transient(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::broken(
            "vault_damaged",
            "The vault is damaged. Put its folder back from the latest backup and keep this one until everything is there.",
        ),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            Error::refused("vault_busy", "Another program is using the vault's file. Close it and try again.")
                .transient()
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => Error::refused(
            "vault_permission",
            "The vault's file cannot be written. Check the permissions of its folder.",
        ),
        Some(ErrorCode::ConstraintViolation) if is_missing_reference(&error) => Error::refused(
            "missing_reference",
            "This refers to a record that is not there, or not there any more. Choose another one.",
        ),
        _ => Error::broken("database", "The database reported a fault. Please report this with the log."),
    }
    .because(error)
}

fn is_missing_reference(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|e| e.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY)
}

fn io(path: &std::path::Path, error: std::io::Error) -> Error {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            Error::refused("disk_full", "The disk is full. Free some space and try again.").transient()
        }
        ErrorKind::Interrupted | ErrorKind::TimedOut | ErrorKind::ResourceBusy | ErrorKind::WouldBlock => {
            let words = format!("{} is busy. Close what else uses it and try again.", path.display());
            Error::broken("vault_file", words).transient()
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Error::refused(
            "vault_permission",
            format!("{} cannot be written. Check its permissions.", path.display()),
        ),
        _ => Error::broken("vault_file", format!("{} cannot be read or written.", path.display())),
    }
    .because(error)
}
