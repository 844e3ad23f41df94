//! The data file: open, lock, keys, migrate, write, undo, read pool, query executor, blobs, jobs.

pub mod list;
