//! A release holds the user interface: build again when it was built again.
fn main() {
    println!("cargo:rerun-if-changed=../../../ui/dist");
}
