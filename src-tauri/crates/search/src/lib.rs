//! The only crate with tantivy: encrypted directory, index reader of the log, index query executor, choice of executor.
