//! The data file: open, lock, keys, migrate, write, undo, read pool, query executor, blobs, jobs.
//!
//! The idea that carries it: every table declares what it is, and triggers generated from that log every change into
//! one log, grouped by command. Audit, history, undo, the index's feed and live screens all read this log, and nothing
//! can write past it. What is encrypted is the whole file (SQLCipher) and everything beside it (XChaCha20-Poly1305).
//!
//! Left out: what a record means. That is the features' business; here are only tables of records and their parts.

mod act;
mod blobs;
mod chain;
pub mod changes;
mod compact;
mod doctor;
mod erase;
mod error;
mod files;
mod finish;
mod history;
pub mod jobs;
pub mod keychain;
mod keys;
mod large;
mod later;
pub mod list;
mod lock;
mod migrate;
mod mould;
mod open;
pub mod planted;
mod pool;
mod recovery;
mod references;
mod repoint;
mod rows;
mod schema;
mod seal;
mod secret;
mod secrets;
mod set;
pub mod settings;
mod sqlite;
mod staging;
mod target;
mod triggers;
mod turn;
mod undo;
mod unwind;
mod vault;
pub mod whole;
mod write;

pub use act::{Act, Committed, Written};
pub use blobs::{Blob, Blobs};
pub use doctor::{Check, Diagnosis};
pub use error::{Result, VaultError, fault};
pub use keys::{NewKeys, Unlock, passphrases_cost_nothing};
pub use large::{Large, OpenSet, SLICE};
pub use open::{Status, status};
pub use repoint::{attached, repoint};
pub use secret::Secret;
pub use secrets::Secrets;
pub use staging::{Area, FrameReader, FrameWriter, Staging};
pub use undo::{Kept, UndoReport, What};
pub use vault::{Listener, Restored, Vault};
pub use write::Tx;

pub use rusqlite;
pub use rusqlite::Connection;
