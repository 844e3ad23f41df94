//! Rebuilds the crate when a migration is added: the macro that embeds them notices only edits of files it has seen.

fn main() {
    println!("cargo::rerun-if-changed=../../../migrations");
}
