//! Search and the index executor of lists: the only crate with tantivy.

mod columns;
mod directory;
mod document;
mod error;
pub mod planted;
mod text;

pub use document::{Document, Documents};
pub use error::{Result, SearchError};
