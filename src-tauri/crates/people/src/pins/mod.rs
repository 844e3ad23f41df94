//! Changes that are pinned to the top of a record's timeline. Notes, tasks and conversations say themselves that they are
//! pinned; a change is none of the records, so the record it happened to keeps its change sets as parts. They come and go
//! with it, are undone and synchronised like any part, and no timeline tells of them.

pub mod commands;
pub mod store;
#[cfg(test)]
mod tests;
