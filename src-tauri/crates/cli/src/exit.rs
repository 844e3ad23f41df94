//! How a run ends.

use satchel_app::socket::{Failure, FailureKind, Lost};
use satchel_kernel::Error;

/// Done.
pub const DONE: u8 = 0;
/// A fault.
pub const FAULT: u8 = 1;
/// The command line was not understood.
pub const USAGE: u8 = 2;
/// Refused.
pub const REFUSED: u8 = 3;
/// Some files could not be read; the others were imported.
pub const SOME_FILES: u8 = 4;
/// There is no vault, or it is not open.
pub const NO_VAULT: u8 = 5;
/// Stopped by Ctrl+C.
pub const STOPPED: u8 = 130;

/// Why a run ended before its result.
#[derive(Debug)]
pub enum Ended {
    /// Somewhere it was refused or failed.
    Failed(Box<Failure>),
    /// Nobody reads the output any more, as when it is piped into `head`.
    Unread,
}

impl Ended {
    /// A refusal of the command line itself.
    pub fn refused(code: &str, message: impl Into<String>) -> Self {
        Self::from(Failure {
            code: code.to_owned(),
            kind: FailureKind::Refused,
            message: message.into(),
            field: None,
            details: None,
        })
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Self::Unread => DONE,
            Self::Failed(failure) => match (failure.kind, failure.code.as_str()) {
                (
                    _,
                    "no_vault"
                    | "vault_locked"
                    | "vault_open_elsewhere"
                    | "vault_closed"
                    | "wrong_key"
                    | "vault_newer"
                    | "vault_damaged"
                    | "not_a_vault"
                    | "vault_permission",
                ) => NO_VAULT,
                (_, "keychain_unavailable" | "passphrase_needed" | "no_keychain") => NO_VAULT,
                (_, "stopped") => STOPPED,
                (FailureKind::Refused, _) => REFUSED,
                (FailureKind::Broken, _) => FAULT,
            },
        }
    }
}

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Self {
        Self::Failed(Box::new(failure))
    }
}

impl From<Lost> for Ended {
    fn from(lost: Lost) -> Self {
        Self::from(Failure::from(lost))
    }
}

impl From<Error> for Ended {
    fn from(error: Error) -> Self {
        Self::from(Failure::from(error))
    }
}

impl From<std::io::Error> for Ended {
    fn from(e: std::io::Error) -> Self {
        if e.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::Unread;
        }
        Self::from(Failure {
            code: "output_failed".into(),
            kind: FailureKind::Broken,
            message: format!("The output could not be written: {e}."),
            field: None,
            details: None,
        })
    }
}
