//! Tests of the whole way from bytes to drafts and back.

mod products;
