//! The socket of an open vault: how the command line, MCP and other programs of the same person reach the process
//! that has the vault open, instead of opening it a second time.
//!
//! Whoever opens the vault listens on `socket` in its folder (mode 0600; a named pipe on Windows) for as long as it
//! is open. A connection carries lines of JSON, one request after the other: the answer to a [`Request`] is
//! [`Reply::Taken`] once it was read, so that a caller whose connection breaks knows whether it may ask again, and
//! then [`Reply::Done`] or [`Reply::Failed`]. Bytes of files follow their line as they are. The caller is the same
//! person as the listener, so it may do everything and may name paths.

mod address;
mod client;
mod server;
#[cfg(test)]
mod tests;

use std::io::{BufRead, Read, Write};

use satchel_kernel::{Error, ErrorKind, Id};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use client::{Lost, Remote};
pub use server::Listening;

/// The longest line that is read, in bytes.
const MAX_LINE: u64 = 64 << 20;

/// What a program asks.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Request {
    /// Run a command.
    Call {
        /// Its dotted name.
        name: String,
        /// Its input.
        input: Value,
        /// Who asks, for the change log.
        actor: String,
    },
    /// Make a handle for a file on this computer.
    PutPath(String),
    /// Make a handle for the bytes that follow.
    PutBytes {
        /// The file's name.
        name: String,
        /// How many bytes follow.
        size: u64,
    },
    /// Send a file's bytes; they follow the reply, as many as its `size` says.
    ReadFile(Id),
    /// Give files to whoever looks at the window.
    HandOver(Vec<String>),
    /// Send events from now on, for as long as the connection lasts.
    Listen,
}

/// What is answered.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Reply {
    /// The request was read and is being done.
    Taken,
    /// It was done.
    Done(Value),
    /// It was refused or failed.
    Failed(Failure),
    /// Something happened; only after [`Request::Listen`].
    Event(Value),
}

/// An error that came from another process: [`Error`] as it is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// Stable identifier.
    pub code: String,
    /// `refused` or `broken`.
    pub kind: FailureKind,
    /// What happened and what to do.
    pub message: String,
    /// The field of the input it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Values for the translated sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<Value>,
}

/// Whether the request was declined or something failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// The same request will be refused again.
    Refused,
    /// A fault.
    Broken,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let kind = match error.kind {
            ErrorKind::Refused => FailureKind::Refused,
            ErrorKind::Broken => FailureKind::Broken,
        };
        Self {
            code: error.code.to_owned(),
            kind,
            message: error.message,
            field: error.field,
            details: error.details,
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// Reads requests as the listener does until they end or make no sense, and does nothing of what they say: for fuzzing.
#[doc(hidden)]
pub fn read_all(bytes: &[u8]) {
    let mut from = bytes;
    while let Ok(Some(request)) = receive::<Request>(&mut from) {
        match request {
            Request::Call { input, .. } => drop(crate::input::check(&input)),
            Request::PutBytes { size, .. } => {
                let _ = std::io::copy(&mut from.by_ref().take(size), &mut std::io::sink());
            }
            Request::PutPath(_) | Request::ReadFile(_) | Request::HandOver(_) | Request::Listen => {}
        }
    }
}

fn send(mut to: impl Write, line: &impl Serialize) -> std::io::Result<()> {
    let mut text = serde_json::to_vec(line)?;
    text.push(b'\n');
    to.write_all(&text)?;
    to.flush()
}

/// The next line, or `None` at the end. A line that is no JSON of ours, or too long, is an error.
fn receive<T: serde::de::DeserializeOwned>(from: &mut impl BufRead) -> std::io::Result<Option<T>> {
    let mut line = Vec::new();
    if from.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() != Some(&b'\n') {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(serde_json::from_slice(&line)?))
}
