//! The calling end.

use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use interprocess::local_socket::Stream;
use satchel_kernel::Id;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Failure, FailureKind, Reply, Request, address, receive, send};
use crate::File;

/// A connection to the process that has a vault open. It takes one request at a time.
#[derive(Debug)]
pub struct Remote {
    reader: BufReader<Stream>,
}

/// Why a request has no answer.
#[derive(Debug)]
pub enum Lost {
    /// It was answered, with an error.
    Failed(Failure),
    /// The other process ended before it read the request: nothing was done, it may be asked again.
    NotTaken,
    /// The other process ended while doing it: it is not known what was done.
    Unknown,
}

impl From<Lost> for Failure {
    fn from(lost: Lost) -> Self {
        let broken = |code: &str, message: &str| Self {
            code: code.into(),
            kind: FailureKind::Broken,
            message: message.into(),
            field: None,
            details: None,
        };
        match lost {
            Lost::Failed(failure) => failure,
            Lost::NotTaken => {
                broken("satchel_gone", "The running Satchel closed before it was asked. Try again.")
            }
            Lost::Unknown => broken(
                "satchel_gone_meanwhile",
                "The running Satchel closed while it was doing this. Look at the history before you try again.",
            ),
        }
    }
}

impl Remote {
    /// Connects to whoever has the vault in `dir` open; `None` if nobody has.
    pub fn connect(dir: &Path) -> Option<Self> {
        Some(Self { reader: BufReader::new(address::connect(dir).ok()?) })
    }

    /// Runs a command over there.
    pub fn call(&mut self, actor: &str, name: &str, input: Value) -> Result<Value, Lost> {
        self.ask(&Request::Call { name: name.into(), input, actor: actor.into() })
    }

    /// A handle for a file on this computer. A path that is no Unicode text is read here and sent.
    pub fn put_path(&mut self, path: &Path) -> Result<File, Lost> {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        match absolute.to_str() {
            Some(path) => self.ask(&Request::PutPath(path.into())),
            None => {
                let unreadable = |e: io::Error| Lost::Failed(unreadable(path, &e));
                let mut file = std::fs::File::open(path).map_err(unreadable)?;
                let size = file.metadata().map_err(unreadable)?.len();
                let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                self.put_bytes(&name, size, &mut file)
            }
        }
    }

    /// A handle for bytes that are sent: exactly `size`.
    pub fn put_bytes(&mut self, name: &str, size: u64, from: &mut impl Read) -> Result<File, Lost> {
        self.say(&Request::PutBytes { name: name.into(), size })?;
        let sent = io::copy(&mut from.take(size), &mut self.stream()).map_err(|_| Lost::Unknown)?;
        // A file that became shorter is filled up, or the connection could not be used any more.
        io::copy(&mut io::repeat(0).take(size - sent), &mut self.stream()).map_err(|_| Lost::Unknown)?;
        self.answer()
    }

    /// Writes a file's bytes to `to`, and says its name and size.
    pub fn read_file(&mut self, handle: Id, to: &mut impl Write) -> Result<File, Lost> {
        let file: File = self.ask(&Request::ReadFile(handle))?;
        let mut bytes = (&mut self.reader).take(file.size);
        let copied = io::copy(&mut bytes, to);
        // What was not read would be taken for the next answer.
        io::copy(&mut bytes, &mut io::sink()).map_err(|_| Lost::Unknown)?;
        match copied {
            Ok(copied) if copied == file.size => Ok(file),
            Ok(_) => Err(Lost::Unknown),
            Err(e) => Err(Lost::Failed(Failure {
                code: "file_unwritable".into(),
                kind: FailureKind::Refused,
                message: format!("The file cannot be written: {e}."),
                field: None,
                details: None,
            })),
        }
    }

    /// Gives files to whoever looks at the window.
    pub fn hand_over(&mut self, paths: &[&Path]) -> Result<Vec<File>, Lost> {
        let absolute =
            paths.iter().map(|path| std::path::absolute(path).unwrap_or_else(|_| (*path).to_owned()));
        self.ask(&Request::HandOver(absolute.map(|path| path.to_string_lossy().into_owned()).collect()))
    }

    /// The events from now on. The connection is used up by it.
    pub fn listen(mut self) -> Result<impl Iterator<Item = Value>, Lost> {
        let _: Value = self.ask(&Request::Listen)?;
        Ok(std::iter::from_fn(move || match receive::<Reply>(&mut self.reader) {
            Ok(Some(Reply::Event(event))) => Some(event),
            _ => None,
        }))
    }

    fn stream(&self) -> &Stream {
        self.reader.get_ref()
    }

    fn ask<T: DeserializeOwned>(&mut self, request: &Request) -> Result<T, Lost> {
        self.say(request)?;
        self.answer()
    }

    /// Sends a request and waits until it was read.
    fn say(&mut self, request: &Request) -> Result<(), Lost> {
        send(self.stream(), request).map_err(|_| Lost::NotTaken)?;
        match receive(&mut self.reader) {
            Ok(Some(Reply::Taken)) => Ok(()),
            Ok(Some(Reply::Failed(failure))) => Err(Lost::Failed(failure)),
            Ok(None) => Err(Lost::NotTaken),
            Err(e) if e.kind() == io::ErrorKind::ConnectionReset => Err(Lost::NotTaken),
            // Something was answered that makes no sense here: the request may have been read.
            Err(_) | Ok(Some(Reply::Done(_) | Reply::Event(_))) => Err(Lost::Unknown),
        }
    }

    fn answer<T: DeserializeOwned>(&mut self) -> Result<T, Lost> {
        match receive(&mut self.reader) {
            Ok(Some(Reply::Done(value))) => serde_json::from_value(value).map_err(|_| Lost::Unknown),
            Ok(Some(Reply::Failed(failure))) => Err(Lost::Failed(failure)),
            _ => Err(Lost::Unknown),
        }
    }
}

fn unreadable(path: &Path, e: &io::Error) -> Failure {
    Failure {
        code: "file_unreadable".into(),
        kind: FailureKind::Refused,
        message: format!("“{}” cannot be read: {e}.", path.display()),
        field: None,
        details: None,
    }
}
