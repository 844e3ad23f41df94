//! One sample per product.
