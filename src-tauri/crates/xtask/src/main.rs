//! `cargo xtask`: start, test, check, generate, bench.
fn main() {}
