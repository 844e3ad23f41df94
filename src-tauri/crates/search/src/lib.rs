//! Search and the index executor of lists: the only crate with tantivy.
//!
//! The index is a copy of the vault's records, made for reading fast and sealed like everything else. It follows the
//! change log in the background ([`Index::catch_up`]); what changed since its last commit is evaluated directly beside
//! it, so no edit waits for the index and no answer is out of date. What it is not: a store. Hits and rows are read
//! from the vault.

mod answer;
mod columns;
mod directory;
mod document;
mod error;
mod feed;
mod find;
mod index;
mod lists;
pub mod planted;
mod text;
mod view;

pub use answer::{Executor, ListAnswer, Lists, Page};
pub use document::{Document, Documents, Layout};
pub use error::{Result, SearchError};
pub use feed::{Budget, Progress};
pub use find::{
    About, Fragment, GERMAN, Hit, Named, Opened, Problem, SearchAnswer, SearchRequest, Suggestion, Usage,
};
pub use index::{Change, Index};
pub use lists::groups::{GroupCount, GroupCounts};
pub use text::latin;
pub use view::MOST_CHANGED;
