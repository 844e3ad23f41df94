//! Search and the index executor of lists: the only crate with tantivy.

mod columns;
mod directory;
mod document;
mod error;
mod index;
mod lists;
pub mod planted;
mod text;
mod view;

pub use document::{Document, Documents};
pub use error::{Result, SearchError};
pub use index::{Change, Index};
pub use view::MOST_CHANGED;
