//! The only crate with tantivy.

mod directory;
